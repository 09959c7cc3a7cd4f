// history.js: a seed → the history of a project: four to eight of the commands that people give one after the other, and what they
// do by hand in between (package.json, workspaces, node_modules, the lock, branches with conflicts), while the registry goes on:
// new versions, others gone, ages that matter. The case of the same seed, with some of what wide.js adds.
'use strict'
const { source, rangeFor, dependencies, own, generate } = require('./generate.js')
const { additions } = require('./wide.js')

const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
const LOCK = 'package-lock.json'
const OMITS = [['--omit=dev'], ['--omit=optional'], ['--omit=peer'], ['--omit=dev', '--omit=optional'], ['--omit=dev', '--include=dev']]
const SAVES = [[], [], [], ['--save-dev'], ['--save-optional'], ['--save-peer'], ['--save-exact'], ['--save-prod'], ['--no-save'],
  ['--save-prefix=~'], ['--save-dev', '--save-exact']]
const ALWAYS = ['--install-links', '--install-strategy=nested', '--install-strategy=linked', '--legacy-peer-deps', '--prefer-dedupe']
const WINDOWS = ['--min-release-age=0', '--min-release-age=2', '--min-release-age=4', '--min-release-age=9', '--before={{AGO 3}}', '--before={{AGO 6}}']
const AGES = [1, 2, 3, 5, 8, 13, 40]
const FOLDERS = ['packages/one', 'packages/two', 'packages/three']

const isVersion = v => /^\d/.test(v)

// ---- What is added to a case ----

// Versions of these days, the last ones the youngest; some documents have no times.
const addAges = (r, all, c) => {
  for (const [name, versions] of Object.entries(all)) {
    if (r.chance(0.3)) continue
    const ages = versions.map((_, i) => i ? r.one(AGES) : 40).sort((a, b) => b - a)
    c.packages[name].time = r.chance(0.1) ? null : Object.fromEntries(versions.map((v, i) => [v, `{{AGO ${ages[i]}}}`]))
    if (r.chance(0.2)) c.packages[name]['dist-tags'] = { latest: r.one(versions), next: r.one(versions) }
  }
}

// A workspace that is a folder for another one, and a folder that leads back.
const addFolders = (r, all, c) => {
  const root = c.files['package.json']
  c.files['libs/near/package.json'] = own(r, all, 'near', 3)
  c.files['libs/far/package.json'] = { ...own(r, all, 'far', 2), dependencies: { near: 'file:../near' } }
  root.dependencies.far = 'file:libs/far'
  if (r.chance(0.3)) c.files['libs/near/package.json'].dependencies.far = 'file:../far'
  if (r.chance(0.4)) root.devDependencies = { ...root.devDependencies, near: 'file:./libs/near' }
  const one = c.files['packages/one/package.json']
  if (one && r.chance(0.5)) one.dependencies.near = 'file:../../libs/near'
}

const { workspaces, overrides, links } = additions
const ADDITIONS = { workspaces, links, folders: addFolders, overrides, ages: addAges }
const ODDS = { workspaces: 0.4, ages: 0.4, links: 0.15, folders: 0.2, overrides: 0.15 }

// ---- Words of a command line ----

const some = (r, p, list) => r.chance(p) ? r.one(list) : []

const workspaceFlags = ({ r, c }, p = 0.35) => {
  const names = FOLDERS.map(at => c.files[`${at}/package.json`]?.name).filter(Boolean)
  if (!names.length || !c.files['package.json'].workspaces || !r.chance(p)) return []
  return [`--workspace=${r.one(names)}`, ...some(r, 0.2, [[`--workspace=${r.one(names)}`], ['--include-workspace-root']])]
}

const ageFlags = ({ r, all }) => {
  const name = r.one(Object.keys(all))
  return [r.one(WINDOWS), ...some(r, 0.4, [[`--min-release-age-exclude=${name}`], ['--min-release-age-exclude=@wood/*'],
    [`--min-release-age-exclude=${name},@leaf/*`], ['--min-release-age-exclude=!a', '--min-release-age-exclude={a,b,c,d}*']])]
}

// All kinds of what can be asked for.
const specFor = ({ r, all, c }, name) => {
  const version = r.one(all[name])
  return r.one([
    () => name, () => name, () => `${name}@${rangeFor(r, all[name])}`, () => `${name}@${version}`, () => `${name}@latest`,
    () => `${name}@${c.packages[name]['dist-tags'] ? 'next' : '*'}`, () => `alias@npm:${name}@${rangeFor(r, all[name])}`,
    () => `${name}@npm:${r.one(Object.keys(all))}`, () => `{{URL}}${name}/-/${name.split('/').pop()}-${version}.tgz`,
    () => c.files['libs/near/package.json'] ? './libs/near' : name, () => c.files['libs/inner/package.json'] ? 'file:libs/inner' : name,
  ])()
}

const haves = ({ r, c, all }) => {
  const root = c.files['package.json']
  const names = KINDS.flatMap(kind => Object.keys(root[kind] || {}))
  return r.one(names.length ? names : Object.keys(all))
}

// ---- What happens ----

const commands = s => {
  const { r, all } = s
  const name = r.one(Object.keys(all))
  const mine = haves(s)
  const ws = workspaceFlags(s)
  const quiet = some(r, 0.15, [['--prefer-offline'], ['--ignore-scripts']])
  return r.one([
    () => [['install', ...ws, ...quiet]],
    () => [['install', ...r.one(OMITS)]],
    () => [['install', specFor(s, name), ...r.one(SAVES), ...ws, ...quiet]],
    () => [['install', specFor(s, mine in all ? mine : name), ...r.one(SAVES), ...ws]],
    () => [['install', specFor(s, name), specFor(s, r.one(Object.keys(all))), ...r.one(SAVES)]],
    () => [['uninstall', mine, ...some(r, 0.2, [['--no-save'], [name]]), ...ws]],
    () => [['update', ...some(r, 0.5, [[name], [mine], [mine, name]]), ...some(r, 0.3, [['--save']]), ...ws, ...quiet]],
    () => [['dedupe']],
    () => [['prune', ...some(r, 0.4, OMITS)]],
    () => [['ci', ...some(r, 0.4, OMITS)]],
    () => [['$remove', 'node_modules'], [r.one(['install', 'update', 'dedupe']), '--package-lock-only'], ['ci']],
    () => [['$remove', 'node_modules'], ['install', specFor(s, name), '--package-lock-only', ...ws], ['install']],
    () => [['install', r.one(WINDOWS)], ['update', ...ageFlags(s)]],
  ])()
}

// package.json is changed by hand; what follows makes it so.
const edits = s => {
  const { r, all, c } = s
  const [name, mine] = [r.one(Object.keys(all)), haves(s)]
  const kind = r.one(KINDS.slice(0, 3))
  const known = mine in all ? mine : name
  const workspace = r.one(FOLDERS)
  const edit = (...keys) => ['$edit', 'package.json', keys]
  return r.one([
    () => [[...edit('dependencies', known), rangeFor(r, all[known])]],
    () => [[...edit('dependencies', mine), r.one(['*', '>=1.0.0', '^1.0.0 || ^2.0.0 || ^3.0.0'])]],
    () => [edit(kind, mine)],
    () => [[...edit(kind, name), rangeFor(r, all[name])]],
    () => [['$shift', 'dependencies', r.one(KINDS.slice(1)), mine]],
    () => [['$shift', r.one(KINDS.slice(1)), 'dependencies', mine]],
    () => [[...edit('overrides', name), r.one([r.one(all[name]), rangeFor(r, all[name])])]],
    () => [edit('overrides')],
    () => [[...edit('workspaces'), ['packages/*']], ['$write', `${workspace}/package.json`, own(r, all, workspace.slice(9), 3)]],
    () => [['$remove', workspace]],
    () => [edit('workspaces')],
    () => [['$edit', `${workspace}/package.json`, ['dependencies', name], rangeFor(r, all[name])]],
    () => [['$edit', `${workspace}/package.json`, ['dependencies', r.one(['one', 'two', 'near'])], r.one(['*', '^1.0.0', 'file:../one'])]],
    () => [['$edit', `${workspace}/package.json`, ['version'], r.one(['1.1.0', '2.0.0'])]],
    () => [['$edit', 'libs/near/package.json', ['dependencies', name], rangeFor(r, all[name])]],
    () => [[...edit('name'), 'renamed'], [...edit('version'), '1.0.1']],
    () => c.files['libs/near/package.json'] ? [['$remove', 'libs/near']] : [edit('dependencies', mine)],
  ])()
}

const touches = ({ r, all }) => r.one([
  [['$remove', `node_modules/${r.one(Object.keys(all))}`]],
  [['$remove', 'node_modules']],
  [['$remove', LOCK]],
  [['$remove', LOCK], ['$remove', 'node_modules']],
  [['$remove', 'node_modules/.package-lock.json']],
  [['$unlock', LOCK, r.one(Object.keys(all))]],
])

// The registry goes on. A new version is higher than the last, or mends an old one.
const sales = ({ r, all }) => {
  const name = r.one(Object.keys(all))
  const [major, minor] = r.one([all[name][all[name].length - 1], r.one(all[name])]).split('.').map(Number)
  const version = r.one([`${major}.${minor}.${5 + r.upto(9)}`, `${major}.${minor + 3}.0`, `${major + 1}.0.0`, `${major + 1}.0.0-rc.1`])
  const manifest = { dependencies: dependencies(r, all, name, 2) }
  return r.one([
    () => [['$publish', name, version, manifest, `{{AGO ${r.one([0, 1, 3])}}}`]],
    () => [['$publish', name, version, manifest, '{{AGO 0}}']],
    () => [['$unpublish', name, r.one(all[name])]],
    () => [['$tag', name, r.one(['latest', 'next']), r.one(all[name])]],
  ])()
}

const afterSales = s => {
  const { r, all } = s
  const mine = haves(s)
  return r.one([['install'], ['update'], ['update', mine], ['install', `${mine in all ? mine : r.one(Object.keys(all))}@latest`],
    ['update', '--prefer-online'], ['update', '--prefer-offline'], ['install', '--offline'], ['update', '--offline'], ['update', ...ageFlags(s)]])
}

// Two branches, each with a change of its own, and a lock with conflicts.
const branches = s => {
  const { r } = s
  const change = () => r.one([() => commands(s), () => [...edits(s), ['install']]])().filter(step => step[0] !== '$remove').slice(-2)
    .map(step => step.filter(word => word !== '--package-lock-only')) // the folder stays
  return [['$keep', 'base'], ...change(), ['$keep', 'ours'], ['$back', 'base'], ...some(r, 0.5, [[['install']]]), ...change(), ['$keep', 'theirs'],
    ['$merge', r.one(['merge', 'merge', 'diff3', 'zdiff3']), 'base', 'ours', 'theirs'],
    r.one([['install'], ['install'], ['ci'], ['update'], ['dedupe'], commands(s).pop()])]
}

const event = s => {
  const { r } = s
  const follow = () => r.one([['install'], ['install', ...workspaceFlags(s)], ['update'], ['ci'], ['dedupe'], commands(s).pop()])
  return r.one([
    () => commands(s), () => commands(s), () => commands(s),
    () => [...edits(s), ...some(r, 0.3, [edits(s)]), follow()],
    () => [...edits(s), follow()],
    () => [...touches(s), follow()],
    () => [...sales(s), ...some(r, 0.3, [sales(s)]), afterSales(s)],
  ])()
}

// How it begins: with a lock of these days, or of earlier ones; an old npm placed no peers.
const beginning = ({ r }) => r.one([
  () => [['install']], () => [['install']], () => [['install']],
  () => [['install', `--lockfile-version=${r.one([1, 2])}`], ...some(r, 0.5, [[['$remove', 'node_modules']]])],
  () => [['install', '--lockfile-version=1', '--legacy-peer-deps'], ['$remove', 'node_modules']],
])()

const isCommand = step => !step[0].startsWith('$')

const history = seed => {
  const c = generate(seed)
  // A command that is linked already is no longer looked at by npm: it stays as it came.
  c.packages = JSON.parse(JSON.stringify(c.packages).replaceAll('\\r\\n', '\\n'))
  const r = source(seed * 17 + 9)
  const all = Object.fromEntries(Object.entries(c.packages).map(([n, versions]) => [n, Object.keys(versions).filter(isVersion)]))
  for (const kind of Object.keys(ADDITIONS)) if (r.chance(ODDS[kind])) ADDITIONS[kind](r, all, c)
  const s = { r, all, c }
  const always = [...some(r, 0.2, ALWAYS.map(flag => [flag])), ...(r.chance(0.06) ? ageFlags(s) : [])]
  c.steps = beginning(s)
  const most = 3 + r.upto(5)
  while (c.steps.filter(isCommand).length <= most) c.steps.push(...(r.chance(0.12) ? branches(s) : event(s)))
  c.steps = c.steps.map(step => isCommand(step) ? [...step, ...always.filter(flag => !step.includes(flag))] : step)
  return c
}

module.exports = history
