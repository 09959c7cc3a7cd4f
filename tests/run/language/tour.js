// tour.js: a line or two of each of the features since ES2015.
let a = 1; const b = 2;
console.log(a+b);
const f = (x, y = 2, ...z) => [x, y, z.length];
console.log(f(1), f(1,2,3,4), f.length, f.name);
class A { #p = 5; static s = 7; get p() { return this.#p } constructor(q) { this.q = q; } m() { return 'm' + this.q } }
class B extends A { constructor() { super(9); } m() { return super.m() + '!' } }
const o = new B(); console.log(o.p, A.s, o.m(), B.name, o instanceof A);
function* g() { const r = yield 1; console.log('r', r); try { yield 2 } finally { console.log('fin') } }
const it = g(); console.log(it.next(), it.next('x'), it.return(5), it.next());
for (const x of g()) { console.log(x); break; }
console.log([...[1,2],...'ab'], {...{a:1}, b: 2, ['c'+1]: 3});
async function h() { await null; console.log('after'); return 5 }
h().then(v => console.log('then', v)); console.log('sync');
for (let i = 0, fs = []; i < 3; i++) { fs.push(() => i); if (i == 2) console.log(fs.map(f => f())) }
const {x: {y = 4} = {}, ...rest} = {z: 1, w: 2}; console.log(y, rest);
console.log(o?.q, o?.zz?.y, null ?? 3, 2 ** 10, `a${1}b`);
try { tt; let tt = 1 } catch (e) { console.log(e.message) }
try { (() => uu)(); let uu = 1; } catch (e) { console.log(e.message) }
console.log(eval('let q = 3; q + a'), new Function('a', 'b=2', 'return a+b')(1));
async function* ag() { yield 1; yield 2 } (async () => { for await (const v of ag()) console.log('ag', v) })();
label: for (const q of [1,2]) { for (const r of [1,2]) { if (r == 2) continue label; console.log(q, r) } }
class E2 extends Error { constructor(m) { super(m); this.name = 'E2' } } try { throw new E2('hi') } catch (e) { console.log(String(e), e instanceof E2) }
console.log(Object.getPrototypeOf(async function(){}).constructor.name);
// expect: 3
// expect: [ 1, 2, 0 ] [ 1, 2, 2 ] 1 f
// expect: 5 7 m9! B true
// expect: r x
// expect: fin
// expect: { value: 1, done: false } { value: 2, done: false } { value: 5, done: true } { value: undefined, done: true }
// expect: 1
// expect: [ 1, 2, 'a', 'b' ] { a: 1, b: 2, c1: 3 }
// expect: sync
// expect: [ 0, 1, 2 ]
// expect: 4 { z: 1, w: 2 }
// expect: 9 undefined 3 1024 a1b
// expect: Cannot access 'tt' before initialization
// expect: Cannot access 'uu' before initialization
// expect: 4 3
// expect: 1 1
// expect: 2 1
// expect: E2: hi true
// expect: AsyncFunction
// expect: after
// expect: then 5
// expect: ag 1
// expect: ag 2
