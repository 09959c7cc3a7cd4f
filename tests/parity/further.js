// further.js: a seed → a case of what wider.js leaves out: remote tarballs, tags, aliases as peers, acceptDependencies, bundles with
// packages of their own, overrides over overrides, yarn.lock, locks with holes, shrinkwraps of every version, strict engines.
'use strict'
const { source, rangeFor, dependencies, own, generate } = require('./generate.js')

const STRATEGIES = ['nested', 'shallow', 'linked'].map(s => `--install-strategy=${s}`)
const MOODS = ['--legacy-peer-deps', '--strict-peer-deps', '--force', '--prefer-dedupe', '--install-links', '--engine-strict',
  '--omit-lockfile-registry-resolved', '--omit=dev', '--omit=optional', '--omit=peer']
const FIELDS = ['resolved', 'integrity', 'version', 'dev', 'peer', 'optional', 'dependencies', 'license']

const versionsOf = c => Object.fromEntries(Object.entries(c.packages).map(([n, versions]) =>
  [n, Object.keys(versions).filter(v => /^\d/.test(v))]))

const manifests = c => Object.values(c.packages).flatMap(p => Object.entries(p).filter(([v]) => /^\d/.test(v)).map(([, m]) => m))

const tarballOf = (name, version) => `{{URL}}${name}/-/${name.split('/').pop()}-${version}.tgz`

// Does a range of rangeFor take the version? Those with "||" and tags are let pass.
const fits = (version, range) => {
  const [, op, rest] = /^(\^|~|>=|<=)?(.*)$/.exec(range)
  const [v, w] = [version, rest].map(t => t.split('.').map(n => n === 'x' ? undefined : Number(n)))
  if (/[|a-wyz*]/.test(rest)) return true
  const c = v[0] - w[0] || v[1] - (w[1] ?? v[1]) || v[2] - (w[2] ?? v[2])
  if (op === '<=') return c <= 0
  if (!op) return c === 0
  return c >= 0 && (op === '>=' || v[0] === w[0] && (op === '^' || v[1] === w[1]))
}

const fitting = (r, versions, range) => r.one(versions.filter(v => fits(v, range)).concat(versions).slice(0, 1))

// ---- What is added to a case ----

// The tarball of a version, by its address: the package's own name, or another one.
const addRemote = (r, all, c) => {
  const root = c.files['package.json']
  for (let n = 1 + r.upto(2); n > 0; n--) {
    const name = r.one(Object.keys(all))
    const spec = tarballOf(name, r.one(all[name]))
    if (r.chance(0.6)) root.dependencies[r.chance(0.7) ? name : 'afar'] = spec
    else (r.one(manifests(c)).dependencies ||= {})[name] = spec
  }
}

// `latest` isn't the last one, and there are others.
const addTags = (r, all, c) => {
  for (let n = 2 + r.upto(3); n > 0; n--) {
    const name = r.one(Object.keys(all))
    c.packages[name]['dist-tags'] = { latest: r.one(all[name]), next: r.one(all[name]) }
    if (r.chance(0.4)) (r.one(manifests(c)).dependencies ||= {})[name] = 'next'
    if (r.chance(0.3)) c.files['package.json'].dependencies[name] = r.one(['next', 'latest'])
    if (r.chance(0.3)) c.packages[name][r.one(all[name])].deprecated = 'old'
  }
}

const addPeerAliases = (r, all, c) => {
  for (let n = 1 + r.upto(3); n > 0; n--) {
    const m = r.one(manifests(c))
    const name = r.one(Object.keys(all))
    const as = r.one(['alias', 'other', r.one(Object.keys(all))])
    ;(m.peerDependencies ||= {})[as] = r.chance(0.7) ? `npm:${name}@${rangeFor(r, all[name])}` : rangeFor(r, all[name])
    if (r.chance(0.3)) (m.peerDependenciesMeta ||= {})[as] = { optional: true }
    if (r.chance(0.4)) c.files['package.json'].dependencies[as] = `npm:${name}@${rangeFor(r, all[name])}`
  }
}

const addAccepted = (r, all, c) => {
  for (let n = 1 + r.upto(3); n > 0; n--) {
    const m = r.one(manifests(c))
    const name = r.one(Object.keys(m.dependencies || {}).concat(r.one(Object.keys(all))))
    if (!all[name]) continue
    ;(m.dependencies ||= {})[name] ||= rangeFor(r, all[name])
    m.acceptDependencies = { [name]: rangeFor(r, all[name]) }
  }
}

// A bundle whose packages need others, which lie in it as well, or don't.
const addBundle = (r, all, c) => {
  const name = r.one(Object.keys(all))
  const [a, b] = [r.one(Object.keys(all)), r.one(Object.keys(all))]
  for (const m of Object.values(c.packages[name])) {
    if (typeof m !== 'object' || m.latest) continue
    const [ofA, ofB] = [rangeFor(r, all[a]), rangeFor(r, all[b])]
    const inner = { name: a, version: fitting(r, all[a], ofA), dependencies: { [b]: ofB } }
    if (r.chance(0.3)) inner.bin = { [`${a.split('/').pop()}-cli`]: 'cli.js' }
    m.dependencies = { ...m.dependencies, [a]: ofA }
    m.bundleDependencies = r.chance(0.2) ? true : [a]
    m.$files = { ...m.$files, [`node_modules/${a}/package.json`]: JSON.stringify(inner), [`node_modules/${a}/cli.js`]: '#!/usr/bin/env node\n' }
    const below = r.one([`node_modules/${b}`, `node_modules/${a}/node_modules/${b}`, ''])
    if (below) m.$files[`${below}/package.json`] = JSON.stringify({ name: b, version: fitting(r, all[b], ofB) })
  }
  c.files['package.json'].dependencies[name] = '*'
}

const addOverrides = (r, all, c) => {
  const root = c.files['package.json']
  const pick = () => r.one(Object.keys(all))
  const key = name => r.chance(0.4) ? `${name}@${rangeFor(r, all[name])}` : name
  const value = name => r.one([r.one(all[name]), rangeFor(r, all[name]), '*', `$${r.one(Object.keys(root.dependencies).concat(name))}`])
  const rules = depth => {
    const out = {}
    for (let n = 1 + r.upto(2); n > 0; n--) {
      const name = pick()
      if (root.dependencies[name] && depth === 0) out[name] = `$${name}`
      else if (depth < 3 && r.chance(0.5)) out[key(name)] = { ...(r.chance(0.4) ? { '.': value(name) } : {}), ...rules(depth + 1) }
      else out[key(name)] = value(name)
    }
    return out
  }
  root.overrides = rules(0)
  if (r.chance(0.5)) {
    root.workspaces = ['packages/*']
    c.files['packages/one/package.json'] = own(r, all, 'one', 3)
    c.files['packages/six/package.json'] = { ...own(r, all, 'six', 3), devDependencies: { one: '^1.0.0' } }
  }
}

const addShrinkwrap = (r, all, c) => {
  const name = r.one(Object.keys(all))
  const inner = r.one(Object.keys(all).filter(n => n !== name))
  for (const [version, m] of Object.entries(c.packages[name])) {
    if (m.latest || m.bundleDependencies) continue
    const has = r.one(all[inner])
    const lockfileVersion = r.one([1, 2, 3])
    m.dependencies = { ...m.dependencies, [inner]: rangeFor(r, all[inner]) }
    m._hasShrinkwrap = true
    const resolved = tarballOf(inner, has)
    m.$files = { ...m.$files, 'npm-shrinkwrap.json': JSON.stringify({ name, version, lockfileVersion, requires: true,
      ...(lockfileVersion > 1 ? { packages: { '': { name, version, dependencies: m.dependencies },
        [`node_modules/${inner}`]: { version: has, resolved } } } : {}),
      ...(lockfileVersion < 3 ? { dependencies: { [inner]: { version: has, resolved } } } : {}) }) }
  }
  c.files['package.json'].dependencies[name] = '*'
}

// What yarn had chosen; not for everything.
const addYarn = (r, all, c) => {
  const wanted = new Set()
  for (const m of [c.files['package.json'], ...manifests(c)]) {
    for (const [n, spec] of Object.entries({ ...m.dependencies, ...m.devDependencies })) if (all[n]) wanted.add(`${n}@${spec}`)
  }
  const entries = [...wanted].filter(() => r.chance(0.5)).sort().map(key => {
    const name = key.slice(0, key.lastIndexOf('@'))
    const version = fitting(r, all[name] || ['1.0.0'], key.slice(name.length + 1))
    return `"${key}":\n  version "${version}"\n${r.chance(0.7) ? `  resolved "${tarballOf(name, version)}"\n` : ''}`
  })
  c.files['yarn.lock'] = `# yarn lockfile v1\n\n\n${entries.join('\n')}`
}

const ADDITIONS = { remote: addRemote, tags: addTags, peers: addPeerAliases, accepted: addAccepted, bundle: addBundle,
  overrides: addOverrides, shrinkwrap: addShrinkwrap, yarn: addYarn }

// ---- What is done ----

const step = (r, all, c) => {
  const name = r.one(Object.keys(all))
  const root = c.files['package.json']
  const have = Object.keys({ ...root.dependencies, ...root.devDependencies, ...root.optionalDependencies })
  const mine = have.length ? r.one(have) : name
  const version = r.one(all[name])
  const ws = c.files['packages/one/package.json'] && root.workspaces && r.chance(0.3) ? ['--workspace=one'] : []
  return r.one([
    () => [['install', `${r.one([name, mine])}@${r.one(['next', 'latest', '*'])}`, ...ws]],
    () => [['install', tarballOf(name, version), ...ws]],
    () => [['install', name, r.one(['--save-dev', '--save-optional', '--save-peer', '--no-save', '--save-exact']), ...ws]],
    () => [['uninstall', mine, ...ws]],
    () => [['update', ...r.one([[], [mine], [name]]), ...(r.chance(0.3) ? ['--save'] : []), ...ws]],
    () => [['dedupe', ...(r.chance(0.3) ? ['--prefer-dedupe'] : [])]],
    () => [['prune', ...(r.chance(0.5) ? [r.one(['--omit=dev', '--omit=optional', '--omit=peer'])] : [])]],
    () => [['$unlock', r.one(['package-lock.json', 'node_modules/.package-lock.json']), name], r.one([['install'], ['ci'], ['update', name]])],
    () => [['$strip', 'package-lock.json', r.one(FIELDS)], r.one([['install'], ['ci'], ['install', name]])],
    () => [['$remove', 'package-lock.json'], ['install']],
    () => [['$remove', 'node_modules'], ['install', r.one(STRATEGIES)]],
    () => [['install', `--lockfile-version=${r.one([1, 2, 3])}`], ['$strip', 'package-lock.json', r.one(FIELDS)], ['install']],
    () => [['ci', ...(r.chance(0.4) ? [r.one(['--omit=dev', '--omit=optional', '--omit=peer'])] : [])]],
    () => [['install']],
  ])()
}

module.exports = seed => {
  const c = generate(seed)
  const r = source(seed * 13 + 7)
  const all = versionsOf(c)
  for (const kind of Object.keys(ADDITIONS)) if (r.chance(0.3)) ADDITIONS[kind](r, all, c)
  const always = [...(r.chance(0.2) ? [r.one(STRATEGIES)] : []), ...(r.chance(0.3) ? [r.one(MOODS)] : [])]
  c.steps = [['install', ...(r.chance(0.2) ? [`--lockfile-version=${r.one([1, 2])}`] : [])]]
  for (let n = 1 + r.upto(4); n > 0; n--) c.steps.push(...step(r, all, c))
  c.steps = c.steps.map(s => s[0].startsWith('$') ? s : [...s, ...always.filter(a => !s.includes(a))])
  return c
}
