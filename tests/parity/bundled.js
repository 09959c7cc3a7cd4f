// bundled.js: a seed → packages that bundle others, then histories of command lines that change what is around them. Three of four seeds have
// bundles as npm packs them: all that is needed, flat, nested where versions are at odds. Those of the others bundle again, need what isn't
// there, or bring what nobody asked for.
'use strict'
const { source, rangeFor, dependencies, generate } = require('./generate.js')

const STRATEGIES = ['--install-strategy=nested', '--install-strategy=shallow', '--install-strategy=linked', '--prefer-dedupe', '--legacy-peer-deps', '--lockfile-version=1',
  '--lockfile-version=2', '--install-links', '--omit=dev', '--omit=optional', '--no-bin-links']

const isVersion = v => /^\d/.test(v)

// A package as it lies in a tarball: of the registry's contents, or of its own.
const inner = (r, all, packages, name) => {
  const version = r.one(all[name])
  const own = packages[name][version]
  const m = { name, version: r.chance(0.9) ? version : '9.9.9' }
  for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bin']) {
    if (own[kind] && r.chance(0.7)) m[kind] = own[kind]
  }
  if (r.chance(0.25)) m.dependencies = { ...m.dependencies, ...dependencies(r, all, name, 2) }
  return m
}

// Puts packages into `at` of a tarball; what they need lies beside them, inside of them, or nowhere.
const fill = (r, s, files, at, names, depth) => {
  for (const name of names) {
    const m = inner(r, s.all, s.packages, name)
    const needs = Object.keys(m.dependencies || {})
    const inside = needs.filter(() => depth < 3 && r.chance(0.4))
    if (inside.length && r.chance(0.3)) m.bundleDependencies = inside
    files[`${at}node_modules/${name}/package.json`] = JSON.stringify(m)
    if (m.bin) files[`${at}node_modules/${name}/cli.js`] = { text: '#!/usr/bin/env node\n', mode: r.one(['755', '644']) }
    if (inside.length) fill(r, s, files, `${at}node_modules/${name}/`, inside, depth + 1)
  }
}

// ---- Bundles as npm packs them ----

const put = (files, at, m) => {
  files[`${at}/package.json`] = JSON.stringify(m)
  if (m.bin) files[`${at}/cli.js`] = { text: '#!/usr/bin/env node\n', mode: '755' }
}

// What is bundled, with all that it needs: the first version of a name lies on top, another one inside of whoever wants it.
const packed = (r, s, m) => {
  const files = m.$files ||= {}
  const top = {}
  const versionOf = name => r.one(s.all[name])
  const place = (name, version, at, depth) => {
    const own = s.packages[name][version]
    const inside = { name, version, ...(own.bin ? { bin: own.bin } : {}), dependencies: {} }
    for (const need of Object.keys(own.dependencies || {}).filter(n => s.all[n] && depth < 4)) {
      const wanted = r.chance(0.7) && top[need] || versionOf(need)
      inside.dependencies[need] = r.chance(0.5) ? `^${wanted}` : wanted
      if (!top[need]) {
        top[need] = wanted
        place(need, wanted, `node_modules/${need}`, depth + 1)
      } else if (top[need] !== wanted) place(need, wanted, `${at}/node_modules/${need}`, depth + 1)
    }
    put(files, at, inside)
  }
  m.dependencies = {}
  for (const name of Object.keys(dependencies(r, s.all, '', 3))) {
    const version = top[name] ||= versionOf(name)
    m.dependencies[name] = r.chance(0.5) ? `^${version}` : version
  }
  for (const name of Object.keys(m.dependencies)) place(name, top[name], `node_modules/${name}`, 0)
  m.bundleDependencies = r.chance(0.3) ? true : Object.keys(m.dependencies)
  if (r.chance(0.3)) Object.assign(m.dependencies, dependencies(r, s.all, '', 2)) // not all of them are bundled
}

// ---- And others ----

const bundle = (r, s, m) => {
  const names = Object.keys(s.all)
  m.dependencies = { ...m.dependencies, ...dependencies(r, s.all, '', 3) }
  const wanted = Object.keys(m.dependencies)
  const listed = r.one([wanted, wanted.filter(() => r.chance(0.6)), true, [...wanted, r.one(names)]])
  m.bundleDependencies = listed
  if (r.chance(0.15)) m.optionalDependencies = { [r.one(names)]: '*' }
  const files = m.$files ||= {}
  const here = (listed === true ? wanted : listed).filter(() => r.chance(0.85))
  if (r.chance(0.3)) here.push(r.one(names))
  fill(r, s, files, '', [...new Set(here)], 0)
}

const steps = (r, c, all) => {
  const root = c.files['package.json']
  const mine = () => r.one(Object.keys({ ...root.dependencies, ...root.devDependencies }).concat(Object.keys(all)[0]))
  const either = () => r.chance(0.5) ? mine() : r.one(Object.keys(all))
  const spec = n => all[n] ? r.one([n, `${n}@${rangeFor(r, all[n])}`, `${n}@${r.one(all[n])}`]) : n
  const one = () => r.one([
    () => ['install'], () => ['install', spec(either())], () => ['install', spec(either()), r.one(['-D', '-O', '--save-bundle', '--save-peer', '--no-save'])],
    () => ['install', spec(either()), spec(either())], () => ['uninstall', either()], () => ['uninstall', mine(), either()],
    () => ['update'], () => ['update', either()], () => ['dedupe'], () => ['prune'], () => ['ci'], () => ['ls', '--all'],
    () => ['$remove', `node_modules/${either()}`], () => ['$remove', 'node_modules'], () => ['$remove', 'node_modules/.package-lock.json'],
    () => ['install', '--omit=dev'], () => ['rebuild'],
  ])()
  const always = r.chance(0.45) ? [r.one(STRATEGIES)] : []
  const sometimes = () => r.chance(0.12) ? [r.one(STRATEGIES)] : always
  return [['install', ...always], ...Array.from({ length: 3 + r.upto(4) }, one).map(s => /^(\$|ls$)/.test(s[0]) ? s : [...s, ...sometimes()])]
}

module.exports = seed => {
  const c = generate(seed % 150)
  const r = source(seed * 41 + 3)
  c.packages = JSON.parse(JSON.stringify(c.packages).replaceAll('\\r\\n', '\\n'))
  const all = Object.fromEntries(Object.entries(c.packages).map(([n, versions]) => [n, Object.keys(versions).filter(isVersion)]))
  for (const name of Object.keys(all).filter(() => r.chance(0.35))) {
    for (const version of all[name]) {
      const m = c.packages[name][version]
      delete m.bundleDependencies
      delete m.$files
      delete m.bin
      if (r.chance(0.7)) (seed % 4 ? packed : bundle)(r, { all, packages: c.packages }, m)
    }
  }
  const root = c.files['package.json']
  if (r.chance(0.1)) root.bundleDependencies = Object.keys(root.dependencies || {}).slice(0, 2)
  c.steps = steps(r, c, all)
  return c
}
