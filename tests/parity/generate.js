// generate.js: a seed → a registry, a project and steps. The higher the seed's number, the larger they are.
'use strict'
const numbers = require('../kit/random.js')

const NAMES = ['ash', 'birch', 'cedar', 'date', 'elm', 'fir', 'gum', 'hazel', 'ivy', 'jute', 'kapok',
  'larch', 'maple', 'nutmeg', 'oak', 'pine', 'quince', 'rowan', 'spruce', 'teak', 'ulmus', 'viola',
  'walnut', 'yew', '@wood/ash', '@wood/box', '@wood/cork', '@leaf/dill', '@leaf/elder', '@leaf/fig']
const STRATEGIES = ['--install-strategy=nested', '--install-strategy=shallow']
const MOODS = ['--legacy-peer-deps', '--strict-peer-deps', '--force', '--prefer-dedupe', '--omit=dev',
  '--omit=optional', '--omit=peer', '--lockfile-version=1', '--lockfile-version=2', '--install-links']

// The same seed, the same case.
const source = seed => {
  const r = numbers(seed * 2654435761 | 0)
  return { ...r, chance: p => r.random() < p }
}

const rangeFor = (r, versions) => {
  const v = r.one(versions)
  const [major, minor] = v.split('.')
  return r.one([`^${v}`, `^${v}`, `~${v}`, `>=${v}`, v, `${major}.x`, `${major}.${minor}`, '*', `<=${v}`,
    `${v} || ^${r.one(versions)}`, 'latest'])
}

const pickSome = (r, names, most) => {
  const out = new Set()
  for (let n = r.upto(most + 1); n > 0; n--) out.add(r.one(names))
  return [...out]
}

const dependencies = (r, all, self, most) => Object.fromEntries(
  pickSome(r, Object.keys(all).filter(n => n !== self), most).map(n => [n, rangeFor(r, all[n])]))

// A package.json of one's own: of a folder, a workspace, a tarball.
const own = (r, all, name, most = 2) => ({ name, version: '1.0.0', dependencies: dependencies(r, all, '', most) })

const addPeers = (r, all, name, m) => {
  m.peerDependencies = dependencies(r, all, name, 2)
  const optional = Object.keys(m.peerDependencies).filter(() => r.chance(0.3))
  if (optional.length) m.peerDependenciesMeta = Object.fromEntries(optional.map(n => [n, { optional: true }]))
}

// Some of the dependencies lie in the tarball, in a version that they may or may not want.
const addBundle = (r, all, m) => {
  const bundled = Object.keys(m.dependencies || {}).filter(() => r.chance(0.6))
  if (!bundled.length) return
  m.bundleDependencies = bundled
  m.$files = m.$files || {}
  for (const n of bundled) {
    const inner = { name: n, version: r.one(all[n]) }
    m.$files[`node_modules/${n}/package.json`] = JSON.stringify(inner)
    m.$files[`node_modules/${n}/index.js`] = '// bundled\n'
  }
}

const manifest = (r, all, name) => {
  const m = {}
  if (r.chance(0.7)) m.dependencies = dependencies(r, all, name, 3)
  if (r.chance(0.12)) m.optionalDependencies = dependencies(r, all, name, 2)
  if (r.chance(0.25)) addPeers(r, all, name, m)
  if (r.chance(0.1)) m.license = r.one(['MIT', 'ISC', { type: 'BSD', url: 'x' }])
  if (r.chance(0.1)) m.engines = r.one([{ node: '>=10' }, { node: '>=99' }, {}])
  if (r.chance(0.05)) m.os = r.one([['linux'], ['darwin'], ['!linux']])
  if (r.chance(0.15)) {
    m.bin = r.one([{ [name.split('/').pop()]: 'cli.js' }, 'cli.js', { a: './cli.js', b: 'cli.js' }])
    m.$files = { 'cli.js': { text: '#!/usr/bin/env node\r\n', mode: '755' }, 'lib/a.js': '1\n' }
  }
  if (r.chance(0.05)) m.deprecated = 'no more'
  if (r.chance(0.05)) m.funding = r.one(['https://fund.example', { url: 'https://fund.example' }])
  if (r.chance(0.06)) addBundle(r, all, m)
  return m
}

const packages = (r, size) => {
  const all = {}
  const out = {}
  for (const name of NAMES.slice(0, size)) {
    const versions = new Set(['1.0.0'])
    for (let n = r.upto(4); n > 0; n--) versions.add(`${1 + r.upto(3)}.${r.upto(3)}.${r.upto(2)}`)
    all[name] = [...versions].sort()
  }
  for (const name of Object.keys(all)) {
    out[name] = Object.fromEntries(all[name].map(v => [v, manifest(r, all, name)]))
  }
  return { all, out }
}

const project = (r, all, files) => {
  const pkg = { name: 'project', version: '1.0.0', dependencies: dependencies(r, all, '', 4) }
  const names = Object.keys(all)
  if (r.chance(0.4)) pkg.devDependencies = dependencies(r, all, '', 3)
  if (r.chance(0.15)) pkg.optionalDependencies = dependencies(r, all, '', 2)
  if (r.chance(0.1)) pkg.peerDependencies = dependencies(r, all, '', 2)
  if (r.chance(0.15)) {
    const n = r.one(names)
    pkg.overrides = { [r.one([n, `${n}@${r.one(all[n])}`])]: r.one(all[n]) }
  }
  if (r.chance(0.12)) {
    const n = r.one(names)
    pkg.dependencies.other = `npm:${n}@${rangeFor(r, all[n])}`
  }
  if (r.chance(0.2)) {
    pkg.workspaces = ['packages/*']
    for (const w of ['one', 'two'].slice(0, 1 + r.upto(2))) {
      const own = { name: w, version: '1.0.0', dependencies: dependencies(r, all, '', 3) }
      if (w === 'two' && r.chance(0.5)) own.dependencies.one = '^1.0.0'
      files[`packages/${w}/package.json`] = own
    }
  }
  if (r.chance(0.12)) {
    pkg.dependencies.local = 'file:local'
    files['local/package.json'] = { name: 'local', version: '0.0.1', dependencies: dependencies(r, all, '', 2) }
  }
  files['package.json'] = pkg
}

const steps = (r, all, pkg) => {
  const mood = []
  if (r.chance(0.15)) mood.push(r.one(STRATEGIES))
  if (r.chance(0.3)) mood.push(r.one(MOODS))
  const name = r.one(Object.keys(all))
  const add = `${name}@${rangeFor(r, all[name])}`
  const have = Object.keys(pkg.dependencies)
  const second = r.one([
    () => ['install', add],
    () => ['install', add, r.one(['--save-dev', '--save-optional', '--save-exact'])],
    () => ['uninstall', have.length ? r.one(have) : name],
    () => ['update'],
    () => ['update', name],
    () => ['dedupe'],
    () => ['ci'],
    () => ['install'],
  ])()
  return [['install', ...mood], [...second, ...mood]]
}

const generate = seed => {
  const r = source(seed + 1)
  const size = Math.min(NAMES.length, 4 + r.upto(4 + Math.floor(seed / 8)))
  const { all, out } = packages(r, size)
  const files = {}
  project(r, all, files)
  return { packages: out, files, steps: steps(r, all, files['package.json']) }
}

module.exports = { source, rangeFor, dependencies, own, generate }
