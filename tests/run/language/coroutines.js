// Generators resumed from every kind of place, and what leaves them.
const log = (...a) => console.log(...a);

function* count(n) { for (let i = 0; i < n; i++) yield i; return 'end'; }

// From compiled code, from natives, by a bound function, through Reflect and a proxy.
const g = count(6);
log(g.next().value, [0].map(() => g.next().value)[0], g.next.bind(g)().value, // expect: 0 1 2
    );
log(Reflect.apply(g.next, g, []).value, g.next.call(g).value, g.next.apply(g, [1]).value); // expect: 3 4 5
log(JSON.stringify(g.next()), JSON.stringify(g.next())); // expect: {"value":"end","done":true} {"done":true}
try { new Proxy(count(1), {}).next(); } catch (e) { log(e.constructor.name); } // expect: TypeError
try { g.next.call({}); } catch (e) { log(e.message); } // expect: Method [Generator].prototype.next called on incompatible receiver #<Object>
log(typeof g.next, g.next.name, g.next.length, Object.hasOwn(g.next, 'prototype')); // expect: function next 1 false

// Values go in and come out; the last reference may be the call itself.
function* echo() { let x = 'first'; for (;;) x = yield x; }
const e = echo();
log(e.next('lost').value, e.next('a').value, e.next().value); // expect: first a undefined
log(count(2).next().value, [...count(3)].join(), Math.max(...count(4))); // expect: 0 0,1,2 3

// for-of with breaks, continues, labels; what return() finds.
function* noisy(name) { try { yield 1; yield 2; yield 3; } finally { log('closed', name); } }
for (const x of noisy('a')) { if (x === 2) break; } // expect: closed a
outer: for (const x of noisy('b')) for (const y of noisy('c')) { if (y === 2) continue outer; if (x === 2) break outer; }
// expect: closed c
// expect: closed c
// expect: closed b
try { for (const x of noisy('d')) throw new Error('x' + x); } catch (err) { log(err.message); }
// expect: closed d
// expect: x1
(() => { for (const x of noisy('e')) return x; })(); // expect: closed e

// return() and throw() into a finally that yields; next() goes on with what return() began.
function* stubborn() { try { yield 1; } finally { yield 2; yield 3; } }
const s = stubborn();
s.next();
log(JSON.stringify([s.return(9), s.next(), s.next(), s.next()]));
// expect: [{"value":2,"done":false},{"value":3,"done":false},{"value":9,"done":true},{"done":true}]
const s2 = stubborn();
for (const x of s2) { if (x === 1) break; }
log(JSON.stringify([...s2]), JSON.stringify(s2.next())); // expect: [3] {"done":true}
const t = stubborn();
t.next();
log(t.throw(new Error('in')).value, t.next().value); // expect: 2 3
try { t.next(); } catch (err) { log(err.message); } // expect: in
log(JSON.stringify(t.next())); // expect: {"done":true}

// Errors from inside, with the frames of who resumed.
function* thrower() { yield 1; throw new Error('boom'); }
function drive(it) { it.next(); it.next(); }
try { drive(thrower()); } catch (err) { log(err.message, /thrower[^]*drive/.test(err.stack)); } // expect: boom true
try { for (const x of thrower()); } catch (err) { log(err.message); } // expect: boom

// Running already.
let self;
function* reenter() { try { self.next(); } catch (err) { yield err.message; } }
self = reenter();
log(self.next().value); // expect: Generator is already running

// Deep: generators in generators, recursion, many at once.
function* tree(n) { if (n > 0) { yield* tree(n - 1); yield n; for (const x of tree(n - 1)) yield x; } }
let sum = 0;
for (const x of tree(9)) sum += x;
log(sum); // expect: 1013
function* deep(n) { if (n > 0) yield* deep(n - 1); else yield 'bottom'; }
log(deep(500).next().value); // expect: bottom
const many = Array.from({ length: 3000 }, (_, i) => count(i % 5));
for (let round = 0; round < 6; round++) for (const m of many) m.next();
log(many.every((m) => m.next().done)); // expect: true

// Parameters, arguments, this.
function* params(a, b = a + 1, ...rest) { yield [a, b, rest.length]; yield arguments.length; yield this && this.tag; }
log(JSON.stringify([...params.call({ tag: 'T' }, 1, undefined, 3, 4)])); // expect: [[1,2,2],4,"T"]
function* wide(...a) { let s = 0; for (const x of a) { s += x; yield s; } }
log([...wide(...Array(200).fill(1))].length); // expect: 200

// Iterators written by hand, in the same loops.
const own = { [Symbol.iterator]() { let i = 0; return { next: () => ({ value: i, done: i++ > 2 }), return() { log('own closed'); return {}; } }; } };
for (const x of own) if (x === 1) break; // expect: own closed
log([...own].join()); // expect: 0,1,2
for (const bad of [true, undefined, 1]) {
  try { for (const x of { [Symbol.iterator]: () => ({ next: () => bad }) }); } catch (err) { log(err.constructor.name); }
}
// expect: TypeError
// expect: TypeError
// expect: TypeError
const proto = Object.getPrototypeOf(count.prototype);
const next = proto.next;
proto.next = function () { const r = next.call(this); return r.done ? r : { value: -r.value, done: false }; };
let changed = '';
for (const x of count(3)) changed += x + ' ';
log(changed + [...count(3)]); // expect: 0 -1 -2 0,-1,-2
proto.next = next;

// Collected while waiting and while running.
for (let i = 0; i < 20000; i++) { const it = count(3); it.next(); if (i % 3) it.next(); }
(function* () { let o = { it: null }; o.it = count(2); o.it.next(); o.self = o; yield o; })().next();
log('collected'); // expect: collected

// A yield in every place of a loop body that is a function.
function* captured() { const fs = []; for (let i = 0; i < 3; i++) { fs.push(() => i); yield fs[i](); } return fs.map((f) => f()).join(); }
const c = captured();
log(c.next().value, c.next().value, c.next().value, c.next().value); // expect: 0 1 2 0,1,2

// Async: the same coroutines, resumed by the queue.
(async () => {
  const wait = (x) => new Promise((r) => setImmediate(r, x));
  async function* ag() { try { yield await wait(1); yield 2; } finally { log('ag closed'); } }
  for await (const x of ag()) { log('got', x); if (x === 2) break; }
  // expect: got 1
  // expect: got 2
  // expect: ag closed
  try { await (async () => { await null; throw new Error('late'); })(); } catch (err) { log(err.message); } // expect: late
  const all = await Promise.all(Array.from({ length: 100 }, async (_, i) => { for (let k = 0; k < i % 4; k++) await k; return i; }));
  log(all.reduce((a, b) => a + b)); // expect: 4950
  const r = await [1, 2].map(async (x) => x + (await x))[1];
  log(r); // expect: 4
})();
