// Destructuring in declarations, assignments, loops, catch clauses and parameters.
const { a, b: { c: [d, ...e], ...f }, ...g } = { a: 1, b: { c: [2, 3, 4], x: 5 }, y: 6, z: 7 };
console.log(a, d, e, f, g);
let x = 1, y = 2;
[x, y] = [y, x];
console.log(x, y);
const t = {};
[t.p, t['q'], ...t.r] = [1, 2, 3, 4];
({ m: t.m, n: t.n = 'def' } = { m: 'm' });
console.log(t);
console.log(([x, y] = [5, 6, 7]), ({ x } = { x: 8 }).x, x, y);
const [i, , j = 'j', k = i + 1] = new Set([1, 2]);
console.log(i, j, k);
const [ch, ...chars] = 'añb';
console.log(ch, chars);
const key = 'dyn';
const { [key]: dyn, [key + '2']: dyn2 = 'none', ...others } = { dyn: 1, z: 2 };
console.log(dyn, dyn2, others);
for (const [k2, { v }] of Object.entries({ one: { v: 1 }, two: { v: 2 } })) console.log(k2, v);
for (const { length: len } of ['ab', 'c']) console.log(len);
try { throw { code: 'E', info: [1, 2] } } catch ({ code, info: [, second] }) { console.log(code, second) }
for (const bad of [null, undefined]) { try { const { z } = bad; } catch (e) { console.log(e.name) } }
try { const [z] = {}; } catch (e) { console.log(e.name) }
try { const { } = null; } catch (e) { console.log(e.name) }
class It { constructor() { this.n = 0; this.closed = 0 } [Symbol.iterator]() { return this } next() { return { value: this.n++, done: false } } return() { this.closed++; return {} } }
const it = new It();
const [p0, p1] = it;
console.log(p0, p1, it.closed);
const { x: { y: deep } = { y: 'deflt' } } = {};
console.log(deep);
function swap([a, b]) { return [b, a] }
console.log(swap([1, 2]), (({ a, ...r }) => r)({ a: 1, b: 2 }));
let q, r;
({ q, r: [r] = [3] } = { q: 1 });
console.log(q, r);
const fnDefault = ({ cb = () => 'called' } = {}) => cb.name + cb();
console.log(fnDefault());
const { length: L, 0: first, [1]: snd } = ['u', 'v'];
console.log(L, first, snd);
var { v1, v2 = v1 } = { v1: 3 };
console.log(v1, v2);
// expect: 1 2 [ 3, 4 ] { x: 5 } { y: 6, z: 7 }
// expect: 2 1
// expect: { p: 1, q: 2, r: [ 3, 4 ], m: 'm', n: 'def' }
// expect: [ 5, 6, 7 ] 8 8 6
// expect: 1 j 2
// expect: a [ 'ñ', 'b' ]
// expect: 1 none { z: 2 }
// expect: one 1
// expect: two 2
// expect: 2
// expect: 1
// expect: E 2
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: 0 1 1
// expect: deflt
// expect: [ 2, 1 ] { b: 2 }
// expect: 1 3
// expect: cbcalled
// expect: 2 u v
// expect: 3 3
