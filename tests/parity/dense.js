// dense.js: a seed → a registry of packages that name each other as peers by narrow ranges: circles, clusters, webs. 10 to
// 200 packages, of up to four versions. npm finds no end on many of them.
'use strict'
const { source } = require('./generate.js')

const SHAPES = ['ring', 'cluster', 'web', 'star', 'layers']

// Which packages the i-th of n names.
const neighbours = (r, shape, i, n, most) => {
  const out = new Set()
  const to = {
    ring: () => (i + 1 + r.upto(3)) % n,
    cluster: () => Math.min(n - 1, i - i % 8 + r.upto(8)),
    web: () => r.upto(n),
    star: () => r.chance(0.6) ? r.upto(Math.min(n, 4)) : r.upto(n),
    layers: () => Math.min(n - 1, (Math.floor(i / 6) + 1) * 6 + r.upto(6)),
  }[shape]
  for (let k = 1 + r.upto(most); k > 0; k--) out.add(to())
  out.delete(i)
  return [...out].map(k => `p${k}`)
}

const narrow = (r, versions, v) => {
  const like = versions.find(w => w[0] === v[0])
  const other = r.chance(0.7) && like ? like : r.one(versions)
  return r.one([`^${other}`, other, `~${other}`, `${other[0]}.x`, `${other} || ${r.one(versions)}`, `<=${other}`, '*'])
}

const manifest = (r, all, v, names, optional) => {
  const m = { peerDependencies: {} }
  for (const name of names) {
    if (r.chance(0.12)) (m.dependencies ||= {})[name] = narrow(r, all[name], v)
    else m.peerDependencies[name] = narrow(r, all[name], v)
  }
  const wishes = Object.keys(m.peerDependencies).filter(() => r.chance(optional))
  if (wishes.length) m.peerDependenciesMeta = Object.fromEntries(wishes.map(name => [name, { optional: true }]))
  return m
}

const asked = (r, all, most) => {
  const names = Object.keys(all)
  const out = {}
  for (let n = 1 + r.upto(most); n > 0; n--) {
    const name = r.one(names)
    out[name] = r.chance(0.2) ? '*' : narrow(r, all[name], r.one(all[name]))
  }
  return out
}

const steps = (r, all) => {
  const mood = r.chance(0.2) ? [r.one(['--force', '--legacy-peer-deps', '--strict-peer-deps', '--prefer-dedupe', '--install-strategy=nested'])] : []
  const name = r.one(Object.keys(all))
  const first = ['install', '--package-lock-only', ...mood]
  if (r.chance(0.5)) return [first]
  return [first, [...r.one([['update'], ['install', `${name}@${r.one(all[name])}`], ['dedupe']]), '--package-lock-only', ...mood]]
}

module.exports = seed => {
  const r = source(seed + 70001)
  const n = Math.round(10 * 20 ** r.random())
  const shape = r.one(SHAPES)
  const most = 1 + r.upto(n > 60 ? 6 : 10)
  const optional = r.one([0, 0.1, 0.4])
  const versions = 1 + r.upto(4)
  const all = {}
  const packages = {}
  for (let i = 0; i < n; i++) {
    const own = new Set(['1.0.0'])
    for (let k = r.upto(versions); k > 0; k--) own.add(`${1 + r.upto(3)}.${r.upto(2)}.0`)
    all[`p${i}`] = [...own].sort()
  }
  for (let i = 0; i < n; i++) {
    const names = neighbours(r, shape, i, n, most)
    packages[`p${i}`] = Object.fromEntries(all[`p${i}`].map(v =>
      [v, manifest(r, all, v, r.chance(0.7) ? names : neighbours(r, shape, i, n, most), optional)]))
  }
  const pkg = { name: 'project', version: '1.0.0', dependencies: asked(r, all, r.chance(0.3) ? n / 3 : 5) }
  // What others ask for is overridden where it is in conflict, and what the project asks for fails.
  if (r.chance(0.6)) {
    const few = r.chance(0.5) ? {} : pkg.dependencies
    pkg.dependencies = {}
    for (let k = 1 + r.upto(4); k > 0; k--) {
      packages[`w${k}`] = { '1.0.0': { dependencies: { ...asked(r, all, r.chance(0.3) ? n / 3 : 5), ...few } } }
      pkg.dependencies[`w${k}`] = '1'
    }
  }
  if (r.chance(0.5)) pkg.devDependencies = asked(r, all, r.chance(0.3) ? n / 3 : 4)
  if (r.chance(0.2)) {
    const name = r.one(Object.keys(all))
    pkg.overrides = { [name]: r.one(all[name]) }
  }
  return { packages, files: { 'package.json': pkg }, steps: steps(r, all) }
}
