// ?., ??, logical assignment, **, templates, tagged templates, spread, computed keys.
const o = { a: { b: [1, 2], f() { return this.b }, n: null }, z: 0, e: '' };
console.log(o?.a?.b?.[1], o.x?.y.z.w, o.a.f?.(), o.nope?.(), o.a?.['f']().length, o.a.n?.[0], o?.['a']);
let calls = 0; const side = () => (calls++, o);
console.log(side()?.a.b[0], side().x?.[calls++], calls, delete o?.zz, delete o.a?.n, 'n' in o.a);
console.log((o?.a).b, (o.a?.f)(), o.a?.f(), null?.x, undefined?.[1]?.(2), (() => 1)?.(), o.a.b?.map((x) => x + 1));
console.log(o.z ?? 'd', o.q ?? 'd', null ?? undefined ?? 0, (o.z || null) ?? 'x', [o.e ?? 'x']);
let x = null; x ??= 5; x ||= 6; x &&= 7; o.z ||= 'set'; o.e &&= 'not'; o.new ??= [1]; o['k' + 1] ??= 'computed';
console.log(x, o.z, o.e, o.new, o.k1);
const ro = Object.freeze({ v: 1 }); ro.v ||= 2; ro.v ??= 3; console.log(ro.v);
console.log(2 ** 3 ** 2, (-2) ** 2, 2 ** -1, NaN ** 0, 1 ** Infinity); let e2 = 3; e2 **= 2; o.p = 2; o.p **= 3; console.log(e2, o.p);
console.log(`a${1}${'b'}c${[1, 2]}${{ toString: () => 'T', valueOf: () => 'V' }}`, `line
two`, `\u{1F600}\x41\n`.length, `${`nested ${1 + 1}`}`);
try { `${Symbol('s')}` } catch (e) { console.log(e.name, e.message) }
const tag = (s, ...v) => [s, s.raw, v, Object.isFrozen(s), Array.isArray(s.raw)]; console.log(tag`a${1}\n${2}`, tag`\unicode`[0]);
const site = () => ((s) => s)`same`; console.log(site() === site(), ((s) => s)`same` === ((s) => s)`same`);
const ns = { t(s) { return this.v + s[0] }, v: 'this' }; console.log(ns.t`x`, ns['t']`y`, String.raw`\n${1}`);
console.log([...[1, , 3], ...'ab', ...new Map([[1, 2]]).keys()], { ...{ a: 1, get g() { return 'got' } }, ...null, ...'hi', b: 2, ...[9] });
const k = 'key'; const lit = { k, [k]: 1, [k + 2]() { return 2 }, get [k + 3]() { return 3 }, set [k + 3](v) { this.s = v }, 'a b': 4, 5: 5, async *[Symbol.asyncIterator]() { }, __proto__: null };
lit.key3 = 8; console.log(Object.keys(lit), lit.key3, lit.s, lit.key2(), Object.getPrototypeOf(lit));
console.log({ ['__proto__']: 1 }.hasOwnProperty('__proto__'), { __proto__: Array.prototype } instanceof Array);
console.log(1_000_000, 0b101, 0o17, 0xff, .5e1, '\u{61}', '\x62', "it's", 010 === 8);
const re = /(?<y>\d{4})-(?<m>\d\d)/u; const { groups: { y, m } } = re.exec('2024-05'); console.log(y, m, 'aBc'.replace(/b/i, (c) => `[${c}]`), /a.c/s.test('a\nc'));
var \u0061bc = 'escaped'; console.log(abc, { \u0061: 1 }.a); const ünïcode = 1, $ = 2, _ = 3; console.log(ünïcode + $ + _);
console.log(typeof undeclared, void 0, (1, 2), !1, ~5, +'3', -'3', [] + {}, 5 % 3, 7 >>> 1, 1 < 2 === true, 'a' in { a: 1 });
var i = 0; i++; ++i; i += 5; console.log(i, i--, --i, [i, i] = [1, 2], i);
console.log([1, 2, 3].includes(2), Object.entries({ a: 1 }), 'x'.padStart(3, '-'), [1, [2, [3]]].flat(Infinity), Object.fromEntries([['a', 1]]));
label: { console.log('in'); break label; console.log('never') }
a: b: for (;;) { for (;;) { break a } }
if (0) ; else console.log('else');
for (var p in 'ab') console.log(p); for (const ch of 'a😀') console.log(ch);
var fnExpr = function () { return typeof fnExpr }; console.log(fnExpr(), (function named() { return typeof named })());
console.log(((a, b) => a ?? b)(null, 1), [..."ab"].map((c, i) => c + i), (x => x * 2)(4), (({ length }) => length)('four'), (() => ({}))());
// expect: 2 undefined [ 1, 2 ] undefined 2 undefined { b: [ 1, 2 ], f: [Function: f], n: null }
// expect: 1 undefined 2 true true false
// expect: [ 1, 2 ] [ 1, 2 ] [ 1, 2 ] undefined undefined 1 [ 2, 3 ]
// expect: 0 d 0 x [ '' ]
// expect: 7 set  [ 1 ] computed
// expect: 1
// expect: 512 4 0.5 1 NaN
// expect: 9 8
// expect: a1bc1,2T line
// expect: two 4 nested 2
// expect: TypeError Cannot convert a Symbol value to a string
// expect: [ [ 'a', '\n', '' ], [ 'a', '\\n', '' ], [ 1, 2 ], true, true ] [ undefined ]
// expect: true false
// expect: thisx thisy \n1
// expect: [ 1, undefined, 3, 'a', 'b', 1 ] { '0': 9, '1': 'i', a: 1, g: 'got', b: 2 }
// expect: [
// expect:   '5',    'k',
// expect:   'key',  'key2',
// expect:   'key3', 'a b',
// expect:   's'
// expect: ] 3 8 2 null
// expect: true true
// expect: 1000000 5 15 255 5 a b it's true
// expect: 2024 05 a[B]c true
// expect: escaped 1
// expect: 6
// expect: undefined undefined 2 false -6 3 -3 [object Object] 2 3 true true
// expect: 7 7 5 [ 1, 2 ] 2
// expect: true [ [ 'a', 1 ] ] --x [ 1, 2, 3 ] { a: 1 }
// expect: in
// expect: else
// expect: 0
// expect: 1
// expect: a
// expect: 😀
// expect: function function
// expect: 1 [ 'a0', 'b1' ] 8 4 {}
