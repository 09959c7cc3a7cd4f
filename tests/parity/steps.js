// steps.js: the steps of a case that are no command: what somebody does to the project by hand, or to the registry meanwhile.
//   ["$remove", path]  ["$move", from, to]  ["$write", path, text]
//   ["$edit", path, keys, value]          one value of a JSON file; without a value it goes
//   ["$shift", from, to, name]            a dependency of package.json to another list
//   ["$unlock", lock, name]  ["$strip", lock, field]
//   ["$keep", name]  ["$back", name]      package.json and the lock, as a branch has them
//   ["$merge", style, base, ours, theirs] those of two branches as git merges them; package.json is put right
//   ["$publish", name, version, manifest, time]  ["$unpublish", name, version]  ["$tag", name, tag, version]
'use strict'
const fs = require('fs')
const path = require('path')
const { spawnSync } = require('child_process')

const BRANCH_FILES = ['package.json', 'package-lock.json']
const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']

const write = (dir, files) => {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(dir, name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    if (content.base64) fs.writeFileSync(file, Buffer.from(content.base64, 'base64'))
    else fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2) + '\n')
  }
}

const readJson = file => {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

const editJson = (file, change) => {
  const json = readJson(file)
  if (!json) return
  change(json)
  fs.writeFileSync(file, JSON.stringify(json, null, 2) + '\n')
}

// ---- Locks in which something is missing ----

// All places of a name, or a field of every entry.
const editLock = (file, change) => editJson(file, lock => {
  const nested = list => {
    for (const [name, entry] of Object.entries(list || {})) {
      if (!change(list, name, name, entry)) nested(entry.dependencies)
    }
  }
  for (const [at, entry] of Object.entries(lock.packages || {})) if (at) change(lock.packages, at, at.split('node_modules/').pop(), entry)
  nested(lock.dependencies)
})
const unlock = name => (list, key, is) => is === name && delete list[key]
const strip = field => (list, key, is, entry) => { if (field !== 'dependencies' || !entry.version) delete entry[field] }

// ---- package.json, as people edit it ----

const setValue = (json, keys, value) => {
  const last = keys[keys.length - 1]
  let held = json
  for (const key of keys.slice(0, -1)) {
    if (value === undefined && !held[key]) return
    held = held[key] ||= {}
  }
  if (value === undefined) delete held[last]
  else held[last] = value
}

const shift = (json, from, to, name) => {
  const spec = json[from]?.[name]
  if (spec === undefined) return
  delete json[from][name]
  json[to] = { ...json[to], [name]: spec }
}

// ---- Branches ----

const keep = (project, kept) => {
  fs.mkdirSync(kept, { recursive: true })
  for (const file of BRANCH_FILES) {
    if (fs.existsSync(path.join(project, file))) fs.copyFileSync(path.join(project, file), path.join(kept, file))
  }
}

const back = (project, kept) => {
  for (const file of BRANCH_FILES) {
    if (fs.existsSync(path.join(kept, file))) fs.copyFileSync(path.join(kept, file), path.join(project, file))
  }
}

// What people make of a package.json with conflicts: what both have added or changed, and nothing that one has taken out.
const union = (base, ours, theirs) => {
  const out = { ...ours }
  for (const kind of KINDS) {
    const [a, b, c] = [base, ours, theirs].map(m => m[kind] || {})
    const names = new Set([...Object.keys(b), ...Object.keys(c)])
    const taken = name => name in a && (!(name in b) || !(name in c))
    const all = [...names].filter(name => !taken(name)).sort().map(name => [name, name in c && c[name] !== a[name] ? c[name] : b[name]])
    if (all.length || ours[kind]) out[kind] = Object.fromEntries(all)
  }
  return out
}

const merge = (project, style, kept) => {
  const [base, ours, theirs] = kept.map(dir => path.join(dir, 'package-lock.json'))
  if (![base, ours, theirs].every(file => fs.existsSync(file))) return
  const args = ['merge-file', '-p', `--${style}`, '-L', 'HEAD', '-L', 'base', '-L', 'feature', ours, base, theirs]
  const text = spawnSync('git', args.filter(arg => arg !== '--merge'), { encoding: 'utf8' }).stdout
  fs.writeFileSync(path.join(project, 'package-lock.json'), text)
  const manifests = kept.map(dir => readJson(path.join(dir, 'package.json')))
  if (manifests.every(Boolean)) write(project, { 'package.json': union(...manifests) })
}

// ---- The registry ----

const publish = (packages, [name, version, manifest, time]) => {
  const p = packages[name] ||= {}
  p[version] = manifest
  if (p['dist-tags']) p['dist-tags'].latest = version
  if (p.time) p.time[version] = time
}

const unpublish = (packages, [name, version]) => {
  const p = packages[name]
  if (!p || !p[version] || Object.keys(p).filter(v => /^\d/.test(v)).length < 2) return
  delete p[version]
  if (Object.values(p['dist-tags'] || {}).includes(version)) delete p['dist-tags']
}

const tag = (packages, [name, word, version]) => {
  const p = packages[name]
  if (!p?.[version]) return
  p['dist-tags'] ||= { latest: Object.keys(p).filter(v => /^\d/.test(v)).pop() }
  p['dist-tags'][word] = version
}

const MARKET = { $publish: publish, $unpublish: unpublish, $tag: tag }

const isMarket = ([what]) => what in MARKET

// `home` is where branches are kept.
const onDisk = ({ project, home }, [what, from, to, ...more]) => {
  const at = name => path.join(project, name)
  const kept = name => path.join(home, 'branches', name)
  const words = {
    $write: () => write(project, { [from]: to }),
    $edit: () => editJson(at(from), json => setValue(json, to, more[0])),
    $shift: () => editJson(at('package.json'), json => shift(json, from, to, more[0])),
    $unlock: () => editLock(at(from), unlock(to)),
    $strip: () => editLock(at(from), strip(to)),
    $remove: () => fs.rmSync(at(from), { recursive: true, force: true }),
    $move: () => fs.existsSync(at(from)) && fs.renameSync(at(from), at(to)),
    $keep: () => keep(project, kept(from)),
    $back: () => back(project, kept(from)),
    $merge: () => merge(project, from, [to, ...more].map(kept)),
  }
  words[what]()
}

// Changes what the registry has.
const onMarket = (packages, [what, ...args]) => MARKET[what](packages, args)

module.exports = { write, onDisk, onMarket, isMarket }
