// compare.js: asks npm's semver and build/tests/eval the same questions.
//   node compare.js SEMVER EVAL CASES SEED
'use strict'
const ask = require('../kit/ask.js')

const [modulePath, tool, cases, seed] = process.argv.slice(2)
const semver = require(modulePath)

const { random, upto, one } = require('../kit/random.js')(seed)
const often = p => random() < p
const several = (most, f) => Array.from({ length: upto(most + 1) }, f)

// ---- text ----

const BIG = ['9007199254740990', '9007199254740991', '9007199254740992', '00', '01', '007',
  '12345678901234567', '1234567890123456', '99999999999999999999999999']
const number = () => often(0.04) ? one(BIG) : String(often(0.8) ? upto(4) : upto(40))
const IDS = ['alpha', 'beta', 'rc', 'a', 'B', '0', '1', '2', '11', '00', '01', '-', '--', 'x',
  '1a', 'a1', '1e5', '0x1f', '-1', 'Infinity', '0b12', '1e', '0o7', 'b-c', 'next', 'é',
  '99999999999999999999', '99999999999999999998', 'a'.repeat(60)]
const id = () => one(IDS)
const ids = () => { let s = id(); while (often(0.4)) s += '.' + id(); return s }
const triple = () => `${number()}.${number()}.${number()}`
const version = (p = 0.35) => triple() + (often(p) ? '-' + ids() : '') + (often(0.1) ? '+' + ids() : '')
const SPACES = [' ', '  ', '\t', '\n', '\u00a0', '\ufeff', '\u2003']
const space = p => often(p) ? one(SPACES) : ''
const dirty = v => {
  const k = random()
  if (k < 0.06) return one(['v', '=', '= v', 'V', 'vv', '=v ', 'v =']) + v
  if (k < 0.10) return space(1) + v + space(0.5)
  if (k < 0.14) return v + one(['x', '.', '-', '.4', '-0', '+', '+b', 'beta', '.beta'])
  if (k < 0.16) return v.replace(/\d/, one(['x', '', '-1', '１', '+1']))
  if (k < 0.165) return v + '-' + 'a1'.repeat(130)
  return v
}
const wild = () => one(['x', 'X', '*'])
const partial = () => one([
  wild, number, number, () => `${number()}.${wild()}`, () => `${number()}.${number()}`,
  () => `${number()}.${number()}.${wild()}`, () => `${wild()}.${wild()}`, () => `${number()}.${wild()}.${number()}`,
  () => `${number()}.${number()}.${wild()}-${ids()}`, version, version, version, triple, triple,
])()
const OPERATORS = ['^', '~', '~>', '>=', '<=', '>', '<', '=', '', '', '^', '~', '>=', '<', '^=', '<>', '==']
const comparator = () => one(OPERATORS) + space(0.12) + (often(0.06) ? one(['v', '=', 'v ']) : '') + partial()
const simple = () => one([
  comparator, comparator, comparator,
  () => `${one(['>', '>='])}${space(0.1)}${partial()} ${one(['<', '<='])}${space(0.1)}${partial()}`,
  () => `${partial()}${one([' - ', ' - ', ' - ', ' -', '-', '  -  ', '\t-\t'])}${partial()}`,
  () => [comparator(), comparator(), comparator()].join(one([' ', '  ', ','])),
  () => one(['', '*', 'latest', '||', '|', ' ', '>=', '^', '~', '>1 <1', '<0.0.0', '<0.0.0-0',
    '>=0.0.0', '>=0.0.0-0', '<=0.0.0', '>0.0.0-0', '1.2.3.4', 'x.x.x', '*.1', '1 2 3', 'a b',
    '>>1', '^^1', '~~1', '~ > 1', '> = 1.2.3', '1.2.3 -', '- 1.2.3', '||1', '1||', '1|2']),
])()
const range = () => { let s = simple(); while (often(0.25)) s += one([' || ', '||', ' ||', '|| ', '  ||  ']) + simple(); return s }
const anyVersion = () => dirty(version())
const sloppy = () => one(['', 'a', 'v', 'release ', 'é', '😀', '.', '-', '1', '12345678901234567.', 'v1.'])
  + one([anyVersion, version, triple, () => `${number()}.${number()}`, number,
    () => `${triple()}.${number()}.${number()}`, () => `${number()} ${triple()} ${number()}.${number()}`])()
  + one(['', '', ' and more', '.1', '-x', '-01', '-a.01', '-rc.1+b.2', '+b', 'é', '😀', '.x', '..2', '-', '- 5'])

// ---- questions ----

const OPTIONS = [undefined, { loose: true }, { includePrerelease: true }, { loose: true, includePrerelease: true }, true]
const options = () => often(0.5) ? undefined : one(OPTIONS)
const TYPES = ['major', 'minor', 'patch', 'premajor', 'preminor', 'prepatch', 'prerelease', 'release', 'pre', 'fake', '']
// Ranges and versions that have something to do with each other.
const near = v => { const p = semver.parse(v); return p && often(0.7) ? one(['', '^', '~', '>', '>=', '<', '<=']) + p.version : range() }
const about = () => { const v = version(); return [v, near(v)] }
const pairOfRanges = () => { const v = version(); const a = near(v); return one([[a, near(v)], [a, a], [a, `${a} || ${simple()}`], [`${near(v)} ${near(v)}`, a], [`${a} || ${near(v)}`, `${near(v)} || ${a}`], [range(), range()]]) }
const json = v => v && { version: v.version, raw: v.raw, major: v.major, minor: v.minor, patch: v.patch, prerelease: v.prerelease, build: v.build }

const ASK = {
  'semver.valid': [() => [anyVersion(), options()], semver.valid],
  'semver.parse': [() => [anyVersion(), options()], (v, o) => json(semver.parse(v, o))],
  'semver.clean': [() => [anyVersion(), options()], semver.clean],
  'semver.prerelease': [() => [anyVersion(), options()], semver.prerelease],
  'semver.major': [() => [anyVersion(), options()], semver.major],
  'semver.minor': [() => [anyVersion(), options()], semver.minor],
  'semver.patch': [() => [anyVersion(), options()], semver.patch],
  'semver.inc': [() => [anyVersion(), one(TYPES), options(), often(0.5) ? id() : often(0.3) ? ids() : undefined, often(0.5) ? one(['0', '1', 0, 1, true, false, '']) : undefined], semver.inc],
  'semver.truncate': [() => [anyVersion(), one(TYPES), options()], semver.truncate],
  'semver.diff': [() => [anyVersion(), anyVersion()], semver.diff],
  'semver.coerce': [() => [sloppy(), one([undefined, { rtl: true }, { includePrerelease: true }, { rtl: true, includePrerelease: true }, { loose: true }, true])], (v, o) => json(semver.coerce(v, o))],
  'semver.compare': [() => [anyVersion(), anyVersion(), options()], semver.compare],
  'semver.compareBuild': [() => { const v = triple(); return [`${v}+${ids()}`, `${v}+${ids()}`, options()] }, semver.compareBuild],
  'semver.cmp': [() => [anyVersion(), one(['', '=', '==', '===', '!=', '!==', '<', '<=', '>', '>=', '~']), anyVersion(), options()], semver.cmp],
  'semver.sort': [() => [several(9, () => version()), options()], (l, o) => semver.sort([...l], o)],
  'semver.rsort': [() => [several(9, () => version()), options()], (l, o) => semver.rsort([...l], o)],
  'semver.validRange': [() => [range(), options()], semver.validRange],
  'semver.toComparators': [() => [range(), options()], semver.toComparators],
  'semver.satisfies': [() => [...(often(0.5) ? about() : [anyVersion(), range()]), options()], semver.satisfies],
  'semver.maxSatisfying': [() => [several(9, anyVersion), range(), options()], semver.maxSatisfying],
  'semver.minSatisfying': [() => [several(9, anyVersion), range(), options()], semver.minSatisfying],
  'semver.minVersion': [() => [range(), options()], (r, o) => semver.minVersion(r, o)?.version],
  'semver.gtr': [() => [...(often(0.5) ? about() : [anyVersion(), range()]), options()], semver.gtr],
  'semver.ltr': [() => [...(often(0.5) ? about() : [anyVersion(), range()]), options()], semver.ltr],
  'semver.intersects': [() => [...pairOfRanges(), options()], semver.intersects],
  'semver.subset': [() => [...pairOfRanges(), options()], semver.subset],
  'semver.simplifyRange': [() => [several(9, () => version(0.15)), range(), options()], (l, r, o) => semver.simplifyRange([...l], r, o)],
  'semver.comparatorIntersects': [() => [one([comparator, () => near(version())])(), one([comparator, () => near(version())])(), options()],
    (a, b, o) => new semver.Comparator(a, o).intersects(new semver.Comparator(b, o), o)],
}

const npmSays = c => {
  try {
    return JSON.stringify(ASK[c.fn][1](...c.args.map(a => a === null ? undefined : a)) ?? null)
  } catch {
    return 'an error'
  }
}

const names = Object.keys(ASK)
const all = Array.from({ length: Number(cases) }, (_, at) => {
  const fn = names[at % names.length]
  return { id: at, fn, args: JSON.parse(JSON.stringify(ASK[fn][0]())) }
})
const answers = ask(tool, all)
let failed = 0
for (const c of all) {
  const want = npmSays(c)
  const answer = answers.get(c.id)
  // Behind the largest number there is no version: npm's minVersion throws, ours says null.
  if (c.fn === 'semver.minVersion' && want === 'an error' && answer?.out === null && semver.validRange(...c.args)) continue
  const got = answer?.error ? 'an error' : JSON.stringify(answer?.out)
  if (want !== got && failed++ < 10) console.log(`FAIL ${c.fn} ${JSON.stringify(c.args)}\n  npm ${want}\n  we  ${got}`)
}
console.log(`semver: ${all.length - failed} passed, ${failed} failed, 0 skipped`)
process.exit(failed ? 1 : 0)
