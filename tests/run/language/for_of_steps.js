// Steps of for-of: arrays that change below, iterators of all kinds, and who ends them.
'use strict';
const log = (...a) => console.log(...a);
const all = (it) => { const out = []; for (const x of it) out.push(x); return out.join(); };

// Arrays: growing, shrinking, holes, sparse, emptied, with values of all kinds.
const grows = [1, 2]; let sum = 0;
for (const x of grows) { sum += x; if (grows.length < 6) grows.push(x * 10); }
log(sum, grows.join()); // expect: 333 1,2,10,20,100,200
const shrinks = [1, 2, 3, 4]; const seen = [];
for (const x of shrinks) { seen.push(x); shrinks.pop(); }
log(seen.join(), shrinks.length); // expect: 1,2 2
log(all([, 1, , 2, ,]), all([]), all([,])); // expect: ,1,,2,  
const sparse = []; sparse[3] = 'x'; sparse[70000] = 'y'; let n = 0, last;
for (const x of sparse) { n++; if (x) last = x; }
log(n, last); // expect: 70001 y
const turns = [1, 2, 3];
for (const x of turns) { if (x === 1) Object.defineProperty(turns, 2, { get() { return 'got'; } }); else log(x); }
// expect: 2
// expect: got
const emptied = [1, 2, 3]; n = 0;
for (const x of emptied) { n++; emptied.length = 0; if (n === 1) emptied.push('a', 'b'); }
log(n); // expect: 2
const inherits = [, 2]; Array.prototype[0] = 'inherited';
log(all(inherits)); // expect: inherited,2
delete Array.prototype[0];
class Mine extends Array {}
log(all(Mine.from([1, 2]))); // expect: 1,2
class Odd extends Array { *[Symbol.iterator]() { yield 'odd'; } }
log(all(Odd.of(1, 2))); // expect: odd

// The variable keeps objects alive, no longer than it has them.
let from = [{ a: 1 }, { a: 2 }]; let text = '';
for (const o of from) { from[0] = from[1] = null; from = []; text += o && o.a; }
log(text); // expect: 1null

// Iterators of the engine.
log(all(new Map([[1, 2], [3, 4]])), all(new Set('aba')), all('añ😀'), all([7, 8].entries()), all([7, 8].keys()));
// expect: 1,2,3,4 a,b a,ñ,😀 0,7,1,8 0,1
const map = new Map([[1, 'a'], [2, 'b'], [3, 'c']]); const keys = [];
for (const [k] of map) { keys.push(k); map.delete(k + 1); if (k === 3) map.set(4, 'd'); }
log(keys.join()); // expect: 1,3,4

// Iterators of the program: results are read as they come, closed when left early.
const made = (max, more) => ({ i: 0, [Symbol.iterator]() { return this; }, next() { return { get value() { log('value'); return 1; }, done: this.i++ >= max }; }, ...more });
log(all(made(2)));
// expect: value
// expect: value
// expect: 1,1
for (const x of made(5, { return() { log('closed'); return {}; } })) break;
// expect: value
// expect: closed
const truthy = { n: 0, [Symbol.iterator]() { return this; }, next() { return { done: this.n++ < 2 ? 0 : 'yes', value: this.n }; } };
log(all(truthy)); // expect: 1,2
try { for (const x of { [Symbol.iterator]: () => ({ next: () => 5 }) }) log(x); } catch (e) { log(e.message); } // expect: Iterator result 5 is not an object

// Generators: ended, thrown out of, run by the loop that they run, their prototypes patched.
function* count(k) { try { for (let i = 0; i < k; i++) yield i; return 'unseen'; } finally { log('end', k); } }
log(all(count(2)));
// expect: end 2
// expect: 0,1
const g = count(3);
for (const x of g) if (x === 1) break;
// expect: end 3
log(all(g), g.next().done); // expect:  true
function* throws() { yield 1; throw new Error('inside'); }
try { for (const x of throws()) log(x); } catch (e) { log(e.message); }
// expect: 1
// expect: inside
let self; function* own() { for (const x of self) yield x; }
self = own();
try { for (const x of self) log(x); } catch (e) { log(e.message); } // expect: Generator is already running
function* left() { try { yield 1; } finally { yield 'last'; } }
const l = left(); l.next();
log(JSON.stringify(l.return('r')), all(l)); // expect: {"value":"last","done":false} 
function* outer() { yield* count(1); yield* [5, 6]; for (const x of count(1)) yield x + 10; }
log(all(outer()));
// expect: end 1
// expect: end 1
// expect: 0,5,6,10
const patched = count(1); patched.next = () => ({ done: true });
log(all(patched)); // expect: 
const next = Object.getPrototypeOf(count.prototype).next;
Object.getPrototypeOf(count.prototype).next = function () { const r = next.call(this); return { done: r.done, value: 'p' + r.value }; };
log(all(count(1)));
// expect: end 1
// expect: p0
Object.getPrototypeOf(count.prototype).next = next;
const swap = count(3);
for (const x of swap) { log(x); swap.next(); }
// expect: 0
// expect: 2
// expect: end 3

// Nested, labelled, closed by return and by throw, within generators and async functions.
function find(gs, want) { for (const h of gs) for (const x of h) if (x === want) return x; }
log(find([count(1), count(4)], 2));
// expect: end 1
// expect: end 4
// expect: 2
function* pairs(a, b) { for (const x of a) for (const y of b) yield x + y; }
log(all(pairs('ab', [1, 2]))); // expect: a1,a2,b1,b2
const closures = []; for (const x of count(2)) closures.push(() => x);
// expect: end 2
log(closures.map((f) => f()).join()); // expect: 0,1
function many(k) { // more registers than an instruction can name
  return new Function('list', Array.from({ length: k }, (_, i) => `var v${i} = ${i};`).join('') + 'var s = 0; for (const x of list) s += x; return s + v' + (k - 1))([1, 2, 3]);
}
log(many(20), many(300)); // expect: 25 305
log(eval('var t = 0; for (const x of [1, 2]) t += x; t'), (0, eval)('for (var q of "xy") q')); // expect: 3 y
for (const x of [1, 2, 3].values()) { if (x === 2) continue; log(x); }
// expect: 1
// expect: 3
log([...count(2)].join(), Math.max(...new Set([1, 9])), Array.from(count(1)).join(), new Set(count(2)).size);
// expect: end 2
// expect: end 1
// expect: end 2
// expect: 0,1 9 0 2
const [a, b] = count(5), [c, ...d] = count(3);
// expect: end 5
// expect: end 3
log(a, b, c, d.join()); // expect: 0 1 0 1,2
(async () => { let s = ''; for (const p of [1, Promise.resolve(2)]) s += await p; for (const x of count(2)) s += await x; log(s); })();
// expect: end 2
// expect: 1201
