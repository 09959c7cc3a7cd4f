// language/async_generators: requests, loops that wait for generators, and the order of all that.
'use strict';
const log = [];
const say = (...words) => log.push(words.join(' '));
const tick = async (name, n) => { for (let i = 0; i < n; i++) { say(name, i); await 0; } };
const late = async (v, n) => { while (n-- > 0) await 0; return v; };
const scenes = [];
const scene = (name, f) => scenes.push([name, f]);

/* Who asks sees the value of a yield after the same ticks, whoever that is. */
scene('ticks of a loop', async () => {
  async function* g() { yield 'a'; yield late('b', 2); say('ends'); }
  tick('tick', 12);
  for await (const x of g()) say(x);
  say('behind');
});
scene('ticks of next()', async () => {
  async function* g() { yield 'a'; yield late('b', 2); }
  const it = g();
  tick('tick', 10);
  for (let r; !(r = await it.next()).done;) say(r.value);
});
scene('ticks of a chain', async () => {
  async function* g() { for (let i = 0; i < 3; i++) yield i; }
  async function* twice(it) { for await (const x of it) yield x * 2; }
  async function* all(it) { yield* it; return 'all'; }
  tick('tick', 16);
  for await (const x of all(twice(g()))) say(x);
});

/* A request that is answered before anybody can wait. */
scene('never yields', async () => {
  async function* none() {}
  async function* returns() { return 1; }
  async function* fails() { throw 'failed'; }
  tick('tick', 6);
  for await (const x of none()) say(x);
  say('none');
  for await (const x of returns()) say(x);
  say('returned');
  try { for await (const x of fails()) say(x); } catch (e) { say(e); }
});

/* Requests wait in line, those of the generator's own body too. */
scene('a queue', async () => {
  async function* g() { try { say('got', yield 1); say('got', yield 2); } finally { say('left'); } return 3; }
  const it = g(), show = (name) => [(r) => say(name, r.value, r.done), (e) => say(name, 'failed', e)];
  it.next('x').then(...show('first'));
  it.next('y').then(...show('second'));
  it.return(late('z', 2)).then(...show('return'));
  it.throw('e').then(...show('throw'));
  it.next().then(...show('last'));
  await tick('tick', 12);
});
scene('asks itself', async () => {
  let it;
  async function* g() { it.next().then((r) => say('own', r.value)); yield 1; yield 2; yield 3; }
  it = g();
  for await (const x of it) say('loop', x);
});
scene('asked in between', async () => {
  async function* g() { for (let i = 0; i < 6; i++) yield i; }
  const it = g();
  for await (const x of it) { say('loop', x); it.next().then((r) => say('between', r.value, r.done)); }
});
scene('many wait', async () => {
  async function* g() { let i = 0; while (i < 5000) yield i++; }
  const it = g(), all = Array.from({ length: 6000 }, () => it.next());
  say((await Promise.all(all)).reduce((n, r) => n + (r.value ?? 1), 0));
});

/* What can't be awaited is thrown at the yield. */
const odd = () => Object.defineProperty(Promise.resolve(1), 'constructor', { get() { throw 'constructor'; } });
scene('values that fail', async () => {
  async function* g() {
    try { yield Promise.reject('rejected'); } catch (e) { say('caught', e); }
    try { yield odd(); } catch (e) { say('caught', e); }
    try { await odd(); } catch (e) { say('caught', e); }
    for (let i = 0; i < 20000; i++) try { yield odd(); } catch { /* again */ }
    yield { then(f) { f('thenable'); } };
    return Promise.reject('in the end');
  }
  try { for await (const x of g()) say(x); } catch (e) { say('failed', e); }
});
scene('return() of what fails', async () => {
  async function* g() { try { yield 1; } catch (e) { say('thrown', e); yield 2; } }
  const it = g();
  await it.next();
  say((await it.return(Promise.reject('no'))).value);
  say((await it.return(odd()).catch((e) => e)));
  say(JSON.stringify(await g().return(late(4, 1))), await g().return(odd()).catch((e) => e));
});
scene('return() through a yield*', async () => {
  const inner = { [Symbol.asyncIterator]() { return this; }, next(v) { return { value: 'n', done: false }; },
    throw(e) { say('inner throw', e); return { value: 't', done: false }; }, return(v) { say('inner return', v); return { value: v, done: true }; } };
  async function* g() { try { yield* inner; } finally { say('left'); } }
  const it = g();
  await it.next();
  say((await it.return(Promise.reject('no'))).value);
  say(JSON.stringify(await it.return(late('yes', 1))));
});

/* Programs can tell whether there is a result only by what Object.prototype has. */
scene('results with a then', async () => {
  async function* g() { yield 1; yield 2; }
  Object.defineProperty(Object.prototype, 'then', { configurable: true,
    get() { if (this && 'done' in this) say('asked', this.value, this.done); return undefined; } });
  try { for await (const x of g()) say(x); } finally { delete Object.prototype.then; }
});
scene('promises with a constructor', async () => {
  async function* g() { yield 1; yield 2; }
  const own = Promise;
  Object.defineProperty(Promise.prototype, 'constructor', { configurable: true, get() { say('asked'); return own; } });
  try {
    for await (const x of g()) say(x);
    for await (const x of [3]) say(x);
  } finally { Object.defineProperty(Promise.prototype, 'constructor', { configurable: true, writable: true, value: own }); }
});
scene('values of no async iterator', async () => {
  function* g() { say('got', yield 1, yield late(2, 2), yield odd()); return late('end', 1); }
  tick('tick', 20);
  try { for await (const x of g()) say(x); } catch (e) { say(e); }
  for await (const x of new Set([1, Promise.resolve(2)])) say(x);
  for await (const [k, v] of new Map([[1, 2]])) say(k, v);
  for await (const c of 'ab') say(c);
  for await (const x of { [Symbol.iterator]: () => ({ next() { say('args', arguments.length); return { done: true, get value() { say('value'); } }; } }) }) say(x);
  for (const next of [() => 1, () => { throw 'next'; }, undefined])
    try { for await (const x of { [Symbol.iterator]: () => ({ next }) }) say(x); } catch (e) { say(e.message ?? e); }
  async function* d() { say('end', yield* g2()); }
  function* g2() { say('got', yield 1, yield 2); return 'r'; }
  const it = d();
  await it.next('a'); await it.next('b'); await it.next('c');
});
scene('next of a program', async () => {
  async function* g() { yield 1; yield 2; }
  const proto = Object.getPrototypeOf(g.prototype), own = proto.next;
  proto.next = function (v) { say('next', arguments.length); return own.call(this, v); };
  try { for await (const x of g()) say(x); } finally { proto.next = own; }
  const it = g();
  it.next = async () => ({ value: say('own next'), done: true });
  for await (const x of it) say(x);
  for (const next of [undefined, null, 5])
    try { for await (const x of { [Symbol.asyncIterator]: () => ({ next }) }) say(x); } catch (e) { say(e.message); }
});

/* Loops that are left, and generators that are dropped. */
scene('break', async () => {
  async function* g() { try { yield 1; yield 2; } finally { await 0; say('closed'); } }
  for await (const x of g()) { say(x); break; }
  try { for await (const x of g()) throw 'out'; } catch (e) { say(e); }
  await (async () => { for await (const x of g()) return x; })();
});
scene('closing', async () => {
  const left = (by) => async () => { for await (const x of by) throw 'body'; };
  const close = (ret) => ({ [Symbol.asyncIterator]() { return this; }, next: () => ({ value: 1, done: false }), ...ret && { return: ret } });
  async function* fails() { try { yield 1; } finally { throw 'closing'; } }
  tick('tick', 18);
  for (const by of [fails(), close(), close(() => 1), close(() => { throw 'return'; }), close(() => Promise.reject('return'))])
    await left(by)().catch((e) => say(e));
  for (const by of [fails(), close(), close(() => 1), close(() => { throw 'return'; }), close(() => Promise.reject('return')), close(() => ({}))])
    try { for await (const x of by) break; say('left'); } catch (e) { say(e.message ?? e); }
  async function* leaves(by) { for await (const x of by) yield x; }
  for (const by of [fails(), close(), close(() => 1), close(() => Promise.reject('return'))]) {
    const it = leaves(by);
    await it.next();
    say(await it.return('value').then((r) => r.value, (e) => e.message ?? e));
  }
});
scene('traces', async () => {
  async function* deep() { await 0; yield new Error('x').stack; }
  async function* middle() { for await (const s of deep()) yield s; }
  async function outer() { for await (const s of middle()) return s; }
  say((await outer()).split('\n').slice(1).map((s) => /at (async )?(\S+)/.exec(s)[0]).slice(0, 3).join());
  async function* failing() { yield 1; await 0; throw new Error('y'); }
  async function user() { for await (const x of failing()); }
  say(await user().catch((e) => e.stack.split('\n').slice(1).map((s) => /at (async )?(\S+)/.exec(s)[0]).slice(0, 2).join()));
});
scene('deep', async () => {
  async function* loops(n) { if (n > 0) { for await (const x of loops(n - 1)) yield x; } else yield 'bottom'; }
  async function* delegates(n) { if (n > 0) yield* delegates(n - 1); else yield 'bottom'; }
  for await (const x of loops(800)) say(x);
  for await (const x of delegates(800)) say(x);
});

(async () => {
  for (const [name, f] of scenes) {
    log.length = 0;
    await f();
    console.log(name + ': ' + log.join(', '));
  }
})();

// expect: ticks of a loop: tick 0, tick 1, tick 2, a, tick 3, tick 4, tick 5, tick 6, b, ends, tick 7, behind, tick 8
// expect: ticks of next(): tick 0, tick 9, tick 1, tick 10, tick 2, a, tick 11, tick 3, tick 4, tick 5, tick 6, b, tick 7, tick 8
// expect: ticks of a chain: tick 0, tick 9, tick 1, tick 2, tick 3, tick 4, tick 5, 0, tick 6, tick 7, tick 8, tick 9, tick 10, 2, tick 11, tick 12, tick 13, tick 14, tick 15, 4
// expect: never yields: tick 0, tick 1, none, tick 2, tick 3, returned, tick 4, failed, tick 5
// expect: a queue: tick 0, got y, tick 1, first 1 false, tick 2, second 2 false, left, tick 3, return z true, throw failed e, last  true, tick 4, tick 5, tick 6, tick 7, tick 8, tick 9, tick 10, tick 11
// expect: asks itself: loop 1, own 2, loop 3
// expect: asked in between: loop 0, between 1 false, loop 2, between 3 false, loop 4, between 5 false
// expect: many wait: 12498500
// expect: values that fail: caught rejected, caught constructor, caught constructor, thenable, failed in the end
// expect: return() of what fails: thrown no, 2, constructor, {"value":4,"done":true} constructor
// expect: return() through a yield*: inner throw no, t, inner return yes, left, {"value":"yes","done":true}
// expect: results with a then: asked 1 false, 1, asked 2 false, 2, asked  true
// expect: promises with a constructor: asked, asked, 1, asked, 2, asked, asked, 3, asked
// expect: values of no async iterator: tick 0, tick 1, tick 2, 1, tick 3, tick 4, tick 5, tick 6, 2, tick 7, constructor, tick 8, tick 9, 1, tick 10, tick 11, 2, tick 12, tick 13, tick 14, tick 15, 1 2, tick 16, tick 17, tick 18, tick 19, a, b, args 0, value, Iterator result 1 is not an object, next, undefined is not a function, got b c, end r
// expect: next of a program: next 0, 1, next 0, 2, next 0, own next, undefined is not a function, object null is not a function, number 5 is not a function
// expect: break: 1, closed, closed, out, closed
// expect: closing: tick 0, tick 1, tick 2, tick 3, tick 4, tick 5, body, tick 6, tick 7, tick 8, body, tick 9, tick 10, tick 11, tick 12, body, tick 13, tick 14, tick 15, body, tick 16, tick 17, body, closing, left, Iterator result 1 is not an object, return, return, left, closing, value, Iterator result 1 is not an object, return
// expect: traces: at deep,at async middle,at async outer, at failing,at async user
// expect: deep: bottom, bottom
