// damaged.js: a seed → a case of generate.js or wide.js whose lock is damaged in one or two places, and command lines that read it.
// `lockOf` makes the lock of a case: it has to be there before it can be damaged.
'use strict'
const { source, generate } = require('./generate.js')
const wide = require('./wide.js')

const ODD = [null, true, false, 0, 1, -1.5, '', 'x', '1.0.0', '*', [], ['x'], [null], {}, { x: '*' }, { x: null }, { x: { y: 1 } }]
const FIELDS = ['version', 'resolved', 'integrity', 'link', 'dev', 'optional', 'peer', 'devOptional', 'extraneous', 'inBundle', 'hasShrinkwrap',
  'hasInstallScript', 'dependencies', 'optionalDependencies', 'peerDependencies', 'peerDependenciesMeta', 'devDependencies', 'bundleDependencies',
  'acceptDependencies', 'engines', 'os', 'cpu', 'libc', 'license', 'bin', 'funding', 'deprecated', 'name', 'workspaces']
const MAPS = ['dependencies', 'optionalDependencies', 'peerDependencies', 'peerDependenciesMeta', 'devDependencies', 'bin', 'engines']
const OLD_FIELDS = ['version', 'resolved', 'integrity', 'from', 'bundled', 'dev', 'optional', 'requires', 'dependencies', 'peer', 'inBundle']
const TOP = ['lockfileVersion', 'lockfileVersion', 'requires', 'packages', 'dependencies', 'name', 'version']

const isMap = v => v && typeof v === 'object' && !Array.isArray(v)

// All entries of the nested list of old locks.
const nested = list => Object.entries(isMap(list) ? list : {}).flatMap(([name, e]) => [[list, name], ...nested(e?.dependencies)])

const damage = (r, lock) => {
  const odd = () => structuredClone(r.one(ODD))
  const flat = Object.keys(isMap(lock.packages) ? lock.packages : {}).map(at => [lock.packages, at])
  const old = nested(lock.dependencies)
  if (r.chance(0.12) || !flat.length && !old.length) {
    lock[r.one(TOP)] = r.chance(0.2) ? String(lock.lockfileVersion) : odd()
    return
  }
  const isOld = !flat.length || old.length && r.chance(0.3)
  const [list, at] = r.one(isOld ? old : flat)
  if (r.chance(0.08)) {
    list[at] = odd()
    return
  }
  const entry = list[at]
  if (!isMap(entry)) return
  const maps = (isOld ? ['requires'] : MAPS).filter(f => isMap(entry[f]) && Object.keys(entry[f]).length)
  if (maps.length && r.chance(0.25)) {
    const map = entry[r.one(maps)]
    map[r.one([...Object.keys(map), 'x'])] = odd()
    return
  }
  const there = Object.keys(entry)
  const field = r.chance(0.6) && there.length ? r.one(there) : r.one(isOld ? OLD_FIELDS : FIELDS)
  if (r.chance(0.12)) delete entry[field]
  else entry[field] = r.chance(0.15) && field in entry ? [entry[field]] : odd()
}

const reading = r => {
  const one = () => r.one([['install'], ['install'], ['install'], ['ci'], ['ci'], ['ls', '--all'], ['ls', '--all', '--package-lock-only'],
    ['ls', '--all', '--json'], ['update'], ['dedupe'], ['prune'], ['uninstall', 'ash'], ['install', 'birch'], ['install', '--lockfile-version=2'],
    ['install', '--install-strategy=linked'], ['install', '--omit=dev'], ['install', '--legacy-peer-deps'], ['install', '--lockfile-version=1'],
    ['find-dupes'], ['outdated'], ['explain', 'ash'], ['shrinkwrap'], ['audit', '--json'], ['sbom', '--sbom-format=cyclonedx', '--package-lock-only']])
  return Array.from({ length: 1 + r.upto(3) }, one)
}

module.exports = async (seed, lockOf) => {
  const c = seed % 4 === 0 ? wide(seed) : generate(seed % 300)
  const r = source(seed * 37 + 5)
  const versions = r.one([['--lockfile-version=1'], ['--lockfile-version=2'], [], []])
  c.steps = [['install', ...versions]]
  const hidden = r.chance(0.2)
  const at = hidden ? 'node_modules/.package-lock.json' : 'package-lock.json'
  const text = await lockOf(c, at)
  if (!text) return c
  const lock = JSON.parse(text)
  for (let n = r.chance(0.2) ? 2 : 1; n > 0; n--) damage(r, lock)
  const after = reading(r)
  // Over what is installed, or as somebody else's project comes.
  if (hidden || r.chance(0.4)) c.steps.push(['$write', at, lock], ...after)
  else {
    c.files['package-lock.json'] = lock
    c.steps = r.chance(0.15) ? [['install', '--package-lock-only']] : after
  }
  return c
}
