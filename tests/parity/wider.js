// wider.js: a seed → a case of what wide.js leaves out: tarballs in the project, aliases in updates, `--before`, other
// platforms, kinds of saving, nested workspaces, lock versions back and forth, node_modules that somebody has touched.
'use strict'
const zlib = require('zlib')
const { source, rangeFor, dependencies, own, generate } = require('./generate.js')

const PLATFORMS = [['--os=linux'], ['--os=darwin'], ['--os=win32', '--cpu=arm64'], ['--cpu=x64', '--libc=musl'], ['--cpu=ia32']]
const SAVES = ['--save-prefix=~', '--save-prefix=', '--save-exact', '--save-bundle', '--save-dev', '--save-optional', '--save-peer',
  '--save-prod', '--no-save']
const MOODS = ['--legacy-peer-deps', '--strict-peer-deps', '--force', '--prefer-dedupe', '--install-links',
  '--install-strategy=nested', '--install-strategy=shallow', '--no-bin-links', '--no-package-lock']

// A tarball of one package.json, as far as a reader needs it.
const tarball = manifest => {
  const body = Buffer.from(JSON.stringify(manifest))
  const head = Buffer.alloc(512)
  head.write('package/package.json', 0)
  head.write('0000644\0' + '0000000\0' + '0000000\0' + body.length.toString(8).padStart(11, '0') + '\0' + '00000000000\0' + '        0', 100)
  head.write('ustar\0' + '00', 257)
  head.write(head.reduce((a, b) => a + b, 0).toString(8).padStart(6, '0') + '\0 ', 148)
  const rest = Buffer.alloc((512 - body.length % 512) % 512 + 1024)
  return { base64: zlib.gzipSync(Buffer.concat([head, body, rest])).toString('base64') }
}

// ---- What is added to a case ----

const addTarball = (r, all, c) => {
  const root = c.files['package.json']
  for (const version of ['1.0.0', '1.1.0']) c.files[`vendor/crate-${version}.tgz`] = tarball({ ...own(r, all, 'crate'), version })
  root.dependencies.crate = 'file:vendor/crate-1.0.0.tgz'
  if (r.chance(0.3)) root.dependencies.box = 'file:vendor/crate-1.1.0.tgz'
}

const addAliases = (r, all, c) => {
  for (let n = 1 + r.upto(3); n > 0; n--) {
    const name = r.one(Object.keys(all))
    const spec = `npm:${name}@${rangeFor(r, all[name])}`
    if (r.chance(0.5)) c.files['package.json'].dependencies[r.one(['alias', 'other', r.one(Object.keys(all))])] = spec
    else for (const m of Object.values(c.packages[r.one(Object.keys(all))])) (m.dependencies ||= {})[r.one(['alias', 'second'])] = spec
  }
}

const addPlatforms = (r, all, c) => {
  for (let n = 2 + r.upto(4); n > 0; n--) {
    const name = r.one(Object.keys(all))
    for (const m of Object.values(c.packages[name])) {
      if (r.chance(0.7)) m.os = r.one([['linux'], ['darwin'], ['win32'], ['!linux'], ['linux', 'darwin']])
      if (r.chance(0.3)) m.cpu = r.one([['x64'], ['arm64'], ['!ia32']])
      if (r.chance(0.15)) m.libc = r.one([['glibc'], ['musl']])
    }
    const to = r.chance(0.5) ? c.files['package.json'] : r.one(Object.values(c.packages[r.one(Object.keys(all))]))
    ;(to.optionalDependencies ||= {})[name] = rangeFor(r, all[name])
  }
}

const addPeers = (r, all, c) => {
  for (let n = 1 + r.upto(3); n > 0; n--) {
    const m = r.one(Object.values(c.packages[r.one(Object.keys(all))]))
    const name = r.one(Object.keys(all))
    if (r.chance(0.6)) (m.peerDependencies ||= {})[name] = rangeFor(r, all[name])
    ;(m.peerDependenciesMeta ||= {})[name] = { optional: r.chance(0.8) }
  }
}

// Patterns, and the names of what they find.
const PATTERNS = [[['packages/**', '!packages/skip'], ['a', 'deep']], [['apps/*', 'packages/*'], ['a', 'skip', '@team/app', 'b']],
  [['packages/*', 'packages/a/inner/*'], ['a', 'skip', 'deep']], [{ packages: ['packages/*', 'apps/a'] }, ['a', 'skip', '@team/app']],
  [['packages/a', 'apps/**', '!**/skip'], ['a', '@team/app', 'b']]]

const addWorkspaces = (r, all, c) => {
  const root = c.files['package.json']
  const [patterns, names] = r.one(PATTERNS)
  root.workspaces = patterns
  const places = { 'packages/a': 'a', 'packages/skip': 'skip', 'packages/a/inner/deep': 'deep', 'apps/a': '@team/app', 'apps/b': 'b' }
  for (const [at, name] of Object.entries(places)) {
    if (r.chance(0.25)) continue
    const m = own(r, all, name, 3)
    if (r.chance(0.3)) m.dependencies[r.one(Object.values(places))] = r.one(['*', '^1.0.0', '^2.0.0', '1'])
    if (r.chance(0.3)) m.devDependencies = dependencies(r, all, '', 2)
    if (r.chance(0.15)) m.peerDependencies = dependencies(r, all, '', 1)
    if (r.chance(0.15)) m.version = r.one(['2.0.0', '1.0.0-beta.1', '0.1.0'])
    delete m.dependencies[name]
    c.files[`${at}/package.json`] = m
  }
  c.workspaces = Object.values(c.files).map(m => m.name).filter(n => names.includes(n))
}

const addOverrides = (r, all, c) => {
  const root = c.files['package.json']
  const pick = () => r.one(Object.keys(all))
  root.overrides = {}
  for (let n = 1 + r.upto(2); n > 0; n--) {
    const [a, b] = [pick(), pick()]
    if (root.dependencies[a]) { root.overrides[a] = `$${a}`; continue }
    root.overrides[a] = r.chance(0.4) ? { [b]: r.one(all[b]) } : r.one([r.one(all[a]), `npm:${b}@*`, '*', rangeFor(r, all[a])])
  }
}

const addBundle = (r, all, c) => {
  const root = c.files['package.json']
  const names = Object.keys(root.dependencies).filter(n => all[n])
  if (names.length) root.bundleDependencies = r.chance(0.3) ? true : [r.one(names)]
}

const ADDITIONS = { tarball: addTarball, aliases: addAliases, platforms: addPlatforms, peers: addPeers, workspaces: addWorkspaces,
  overrides: addOverrides, bundle: addBundle }

// ---- What is done ----

const workspaceFlags = (r, c) => {
  if (!c.workspaces?.length || r.chance(0.5)) return []
  return [`--workspace=${r.one(c.workspaces)}`, ...(r.chance(0.15) ? ['--include-workspace-root'] : [])]
}

const touched = (r, all) => r.one([
  ['$remove', 'node_modules/.package-lock.json'],
  ['$remove', `node_modules/${r.one(Object.keys(all))}`],
  ['$remove', `node_modules/${r.one(Object.keys(all))}/package.json`],
  ['$write', 'node_modules/extra/package.json', '{"name":"extra","version":"1.0.0"}'],
  ['$write', `node_modules/${r.one(Object.keys(all))}/node_modules/extra/package.json`, '{"name":"extra","version":"3.0.0"}'],
  ['$write', `node_modules/${r.one(Object.keys(all))}/own.txt`, 'mine\n'],
  ['$write', 'node_modules/.package-lock.json', '{"lockfileVersion":3,"requires":true,"packages":{}}'],
  ['$remove', 'node_modules'],
  ['$remove', 'package-lock.json'],
  ['$move', 'package-lock.json', 'npm-shrinkwrap.json'],
])

const step = (r, all, c) => {
  const name = r.one(Object.keys(all))
  const root = c.files['package.json']
  const have = Object.keys({ ...root.dependencies, ...root.devDependencies, ...root.optionalDependencies })
  const mine = have.length ? r.one(have) : name
  const ws = workspaceFlags(r, c)
  const save = r.chance(0.6) ? [r.one(SAVES)] : []
  return r.one([
    () => [['install', r.one([name, `${name}@${rangeFor(r, all[name])}`, `${mine}@latest`]), ...save, ...ws]],
    () => [['install', `alias@npm:${name}@${rangeFor(r, all[name])}`, ...save, ...ws]],
    () => c.files['vendor/crate-1.1.0.tgz'] ? [['install', './vendor/crate-1.1.0.tgz', ...save]] : [['install', ...ws]],
    () => [['install', name, r.one(Object.keys(all)), ...save]],
    () => [['uninstall', mine, ...(r.chance(0.2) ? ['--no-save'] : []), ...ws]],
    () => [['update', r.one([name, mine, 'alias', 'other']), ...(r.chance(0.3) ? ['--save'] : []), ...ws]],
    () => [['update', ...(r.chance(0.3) ? ['--save'] : []), ...ws]],
    () => [['dedupe']],
    () => [['prune']],
    () => [touched(r, all), r.one([['install', ...ws], ['ci'], ['install', name], ['update', mine], ['prune'], ['uninstall', mine]])],
    () => [touched(r, all), ['install', `--lockfile-version=${r.one([1, 2, 3])}`]],
    () => [['install', `--lockfile-version=${r.one([1, 2, 3])}`]],
    () => [['install', ...r.one(PLATFORMS)]],
    () => [['install', `--before=${r.one(['2020-01-02', '2020-01-03', '2020-01-04'])}T12:00:00Z`, ...(r.chance(0.5) ? [name] : [])]],
    () => [['$remove', 'node_modules'], ['install', name, '--package-lock-only', ...save, ...ws], ['ci']],
    () => [['$remove', 'node_modules'], ['uninstall', mine, '--package-lock-only', ...ws]],
    () => [['ci', ...r.one([[], ['--omit=dev'], ['--omit=optional'], r.one(PLATFORMS)])]],
  ])()
}

module.exports = seed => {
  const c = generate(seed)
  const r = source(seed * 11 + 5)
  const all = Object.fromEntries(Object.entries(c.packages).map(([n, versions]) => [n, Object.keys(versions)]))
  for (const kind of Object.keys(ADDITIONS)) if (r.chance(0.3)) ADDITIONS[kind](r, all, c)
  const always = r.chance(0.25) ? [r.one(MOODS)] : []
  c.steps = [['install', ...(r.chance(0.15) ? r.one(PLATFORMS) : [])]]
  for (let n = 1 + r.upto(4); n > 0; n--) c.steps.push(...step(r, all, c))
  c.steps = c.steps.map(s => s[0].startsWith('$') ? s : [...s, ...always])
  return c
}
