// wide.js: a seed → a case of what generate.js leaves out: git, `-w`, shrinkwraps, old locks, links with dependencies,
// overrides of every form, the linked strategy, long sequences of commands. The case of the same seed, with some of these.
'use strict'
const { source, rangeFor, dependencies, own, generate } = require('./generate.js')

const STRATEGIES = ['nested', 'shallow', 'linked', 'hoisted'].map(s => `--install-strategy=${s}`)
const OMITS = [['--omit=dev'], ['--omit=optional'], ['--omit=peer'], ['--omit=dev', '--omit=optional'],
  ['--omit=dev', '--include=dev'], ['--omit=optional', '--omit=peer', '--include=peer'], ['--omit=dev', '--omit=peer']]

// ---- What is added to a case ----

// A repository with a history: the second commit has another version; both have tags.
const addGit = (r, all, c) => {
  const first = { 'package.json': own(r, all, 'sapling'), 'index.js': '1\n' }
  const second = { 'package.json': { ...own(r, all, 'sapling'), version: '1.2.0' }, 'index.js': '2\n', '.npmignore': 'x\n', x: 'x' }
  if (r.chance(0.3)) second['package.json'].bin = 'index.js'
  c.git = { sapling: [{ files: first, tag: 'v1.0.0' }, { files: second, tag: 'v1.2.0', branch: 'next' }] }
  const ref = r.one(['', '#main', '#v1.0.0', '#semver:^1.0.0', '#semver:1.0.0', '#next'])
  const spec = `{{GIT}}/sapling${ref}`
  if (r.chance(0.7)) c.files['package.json'].dependencies.sapling = spec
  else {
    const name = r.one(Object.keys(c.packages))
    for (const m of Object.values(c.packages[name])) (m.dependencies ||= {}).sapling = spec
  }
}

const addWorkspaces = (r, all, c) => {
  c.files['package.json'].workspaces = ['packages/*']
  for (const w of ['one', 'two', '@team/three'].slice(0, 1 + r.upto(3))) {
    const m = own(r, all, w, 3)
    if (w !== 'one' && r.chance(0.5)) m.dependencies.one = r.one(['^1.0.0', '*', '^9.0.0'])
    if (r.chance(0.4)) m.devDependencies = dependencies(r, all, '', 2)
    if (r.chance(0.2)) m.peerDependencies = dependencies(r, all, '', 1)
    if (r.chance(0.2)) m.bin = { [w.split('/').pop()]: 'cli.js' }
    c.files[`packages/${w.split('/').pop()}/package.json`] = m
    c.files[`packages/${w.split('/').pop()}/cli.js`] = '#!/usr/bin/env node\n'
  }
}

// Folders with dependencies of their own, also on each other.
const addLinks = (r, all, c) => {
  const root = c.files['package.json']
  root.dependencies.outer = 'file:libs/outer'
  const outer = own(r, all, 'outer', 3)
  if (r.chance(0.6)) outer.dependencies.inner = 'file:../inner'
  if (r.chance(0.3)) outer.devDependencies = dependencies(r, all, '', 1)
  if (r.chance(0.3)) outer.peerDependencies = dependencies(r, all, '', 1)
  c.files['libs/outer/package.json'] = outer
  c.files['libs/inner/package.json'] = own(r, all, 'inner', 3)
  if (r.chance(0.3)) root.devDependencies = { ...root.devDependencies, inner: 'file:libs/inner' }
}

const addOverrides = (r, all, c) => {
  const root = c.files['package.json']
  const direct = Object.keys({ ...root.dependencies }).filter(n => all[n])
  const names = Object.keys(all).filter(n => !direct.includes(n))
  const o = root.overrides = {}
  for (let n = 1 + r.upto(3); n > 0; n--) {
    const name = r.one(names.length ? names : Object.keys(all))
    const below = r.one(Object.keys(all))
    r.one([
      () => { o[name] = r.one(all[name]) },
      () => { o[`${name}@${rangeFor(r, all[name])}`] = r.one(all[name]) },
      () => { if (direct.length) o[name] = `$${r.one(direct)}` },
      () => { if (direct.length) { const d = r.one(direct); o[d] = `$${d}` } },
      () => { o[name] = { '.': r.one(all[name]), [below]: r.one(all[below]) } },
      () => { o[direct.length ? r.one(direct) : name] = { [below]: r.one(all[below]) } },
      () => { o[name] = { [below]: { [r.one(Object.keys(all))]: '*' } } },
      () => { o[name] = '' },
    ])()
  }
}

// A dependency that says itself what stands below it.
const addShrinkwrap = (r, all, c) => {
  const name = r.one(Object.keys(all))
  const inner = r.one(Object.keys(all).filter(n => n !== name))
  for (const [version, m] of Object.entries(c.packages[name])) {
    if (m.bundleDependencies || r.chance(0.2)) continue
    const has = r.one(all[inner])
    m.dependencies = { ...m.dependencies, [inner]: '*' }
    m._hasShrinkwrap = true
    m.$files = { ...m.$files,
      'npm-shrinkwrap.json': JSON.stringify({ name, version, lockfileVersion: r.one([2, 3]), requires: true,
        packages: { '': { name, version, dependencies: m.dependencies },
          [`node_modules/${inner}`]: { version: has, resolved: `{{URL}}${inner}/-/${inner.split('/').pop()}-${has}.tgz` } } }) }
  }
  c.files['package.json'].dependencies[name] = '*'
}

const ADDITIONS = { git: addGit, workspaces: addWorkspaces, links: addLinks, overrides: addOverrides, shrinkwrap: addShrinkwrap }

// ---- What is done ----

const workspaceFlags = (r, c) => {
  const names = Object.entries(c.files).filter(([f]) => f.startsWith('packages/') && f.endsWith('package.json')).map(([, m]) => m.name)
  if (!names.length || !c.files['package.json'].workspaces || r.chance(0.4)) return []
  return [`--workspace=${r.one(names)}`, ...(r.chance(0.2) ? [`--workspace=${r.one(names)}`] : []),
    ...(r.chance(0.2) ? ['--include-workspace-root'] : [])]
}

const step = (r, all, c) => {
  const name = r.one(Object.keys(all))
  const root = c.files['package.json']
  const have = Object.keys({ ...root.dependencies, ...root.devDependencies, ...root.optionalDependencies })
  const ws = workspaceFlags(r, c)
  return r.one([
    () => ['install', `${name}@${rangeFor(r, all[name])}`, ...ws],
    () => ['install', name, r.one(['--save-dev', '--save-optional', '--save-peer', '--no-save', '--save-exact']), ...ws],
    () => ['uninstall', have.length ? r.one(have) : name, ...ws],
    () => ['update', ...ws],
    () => ['update', have.length && r.chance(0.5) ? r.one(have) : name, ...ws],
    () => ['dedupe'],
    () => ['prune', ...(r.chance(0.5) ? r.one(OMITS) : [])],
    () => ['ci', ...(r.chance(0.5) ? r.one(OMITS) : [])],
    () => ['install', ...r.one(OMITS)],
    // npm writes the hidden lock of what isn't there, and believes it the next time: only where nothing is there.
    () => [['$remove', 'node_modules'], ['install', '--package-lock-only']],
    () => ['install', ...ws],
    () => ['$remove', 'node_modules'],
    () => ['$remove', 'package-lock.json'],
    () => ['$move', 'package-lock.json', 'npm-shrinkwrap.json'],
  ])()
}

const wide = seed => {
  const c = generate(seed)
  const r = source(seed * 7 + 3)
  const all = Object.fromEntries(Object.entries(c.packages).map(([n, versions]) => [n, Object.keys(versions)]))
  const kinds = Object.keys(ADDITIONS).filter(() => r.chance(0.35))
  for (const kind of kinds) ADDITIONS[kind](r, all, c)
  const always = []
  if (r.chance(0.25)) always.push(r.one(STRATEGIES))
  if (r.chance(0.15)) always.push('--install-links')
  if (r.chance(0.1)) always.push('--legacy-peer-deps')
  const first = r.chance(0.2) ? ['install', `--lockfile-version=${r.one([1, 2])}`] : ['install', ...(r.chance(0.2) ? r.one(OMITS) : [])]
  const steps = [first]
  for (let n = 1 + r.upto(4); n > 0; n--) steps.push(step(r, all, c))
  c.steps = steps.flatMap(s => Array.isArray(s[0]) ? s : [s]).map(s => s[0].startsWith('$') ? s : [...s, ...always])
  return c
}

module.exports = Object.assign(wide, { additions: ADDITIONS })
