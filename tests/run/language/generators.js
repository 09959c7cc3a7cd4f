// Generators: the protocol, delegation, return and throw, in all kinds of functions.
function* g(a, b = a + 1) { const r = yield a; try { yield [b, r] } finally { console.log('cleanup') } return 'end' }
const it = g(1);
console.log(it.next('lost'), it.next('r'), it.next(), it.next(), it[Symbol.iterator]() === it, String(it));
console.log([...g(5)], Array.from(g(7)).length);
const stop = g(1); stop.next(); stop.next(); console.log(stop.return('stopped'), stop.next());
const thrown = g(1); thrown.next(); try { thrown.throw(new Error('in')) } catch (e) { console.log(e.message) } console.log(thrown.next());
function* catches() { while (true) { try { yield 'ready' } catch (e) { console.log('caught', e); if (e === 'stop') return 'stopped' } } }
const c = catches(); console.log(c.next(), c.throw('one'), c.return('ret'), c.next());
const c2 = catches(); c2.next(); console.log(c2.throw('stop'));
function* inner() { try { const x = yield 'i1'; console.log('inner got', x); return 'inner result' } finally { console.log('inner closed') } }
function* outer() { const r = yield* inner(); console.log('outer got', r); yield* [1, 2]; yield* 'ab'; return 'done' }
const o = outer(); console.log(o.next(), o.next('X'), o.next(), o.next(), o.next(), o.next(), o.next());
const o2 = outer(); o2.next(); console.log(o2.return('early'));
const o3 = outer(); o3.next(); try { o3.throw(new Error('deep')) } catch (e) { console.log(e.message) }
function* finallyYields() { try { yield 1 } finally { yield 'from finally' } }
const f = finallyYields(); f.next(); console.log(f.return('r'), f.next());
function* overrides() { try { yield 1 } finally { return 'override' } }
const ov = overrides(); ov.next(); console.log(ov.return('ignored'));
const obj = { *m() { yield this.v }, v: 3, *[Symbol.iterator]() { yield* [this.v, this.v + 1] } }; console.log([...obj.m()], [...obj]);
class K { static *s() { yield 's' } *i() { yield 'i' } } console.log([...K.s(), ...new K().i()]);
function* fib() { let [a, b] = [0, 1]; for (;;) { yield a; [a, b] = [b, a + b] } }
const out = []; for (const n of fib()) { if (n > 50) break; out.push(n) } console.log(out);
function* tree(n) { if (n > 0) { yield* tree(n - 1); yield n; yield* tree(n - 1) } } console.log([...tree(3)].join());
function* closures() { const fs = []; for (let i = 0; i < 3; i++) { fs.push(() => i); yield i } yield fs.map((x) => x()) } console.log([...closures()]);
const running = (function* () { try { running.next() } catch (e) { yield e.name + ': ' + e.message } })(); console.log(running.next());
function* early(x = (() => { throw new Error('param') })()) { } try { early() } catch (e) { console.log(e.message) }
function* args() { yield arguments.length; yield* arguments } console.log([...args(4, 5)]);
try { new g() } catch (e) { console.log(e.name) }
console.log(Object.getPrototypeOf(g).constructor.name, g.name, g.length, typeof g.prototype, [...new (Object.getPrototypeOf(g).constructor)('a', 'yield a; yield 2')(1)]);
function* loops() { outer: for (const a of [1, 2, 3]) { for (const b of fib()) { if (b > a) continue outer; if (a === 3) break outer; yield [a, b] } } } console.log([...loops()]);
function* labels() { try { for (const x of inner()) { yield x; return 'left' } } finally { console.log('outer finally') } } console.log([...labels()]);
const nested = function* self(n) { if (n) { yield n; yield* self(n - 1) } }; console.log([...nested(3)]);
// expect: cleanup
// expect: { value: 1, done: false } { value: [ 2, 'r' ], done: false } { value: 'end', done: true } { value: undefined, done: true } true [object Generator]
// expect: cleanup
// expect: cleanup
// expect: [ 5, [ 6, undefined ] ] 2
// expect: cleanup
// expect: { value: 'stopped', done: true } { value: undefined, done: true }
// expect: in
// expect: { value: undefined, done: true }
// expect: caught one
// expect: { value: 'ready', done: false } { value: 'ready', done: false } { value: 'ret', done: true } { value: undefined, done: true }
// expect: caught stop
// expect: { value: 'stopped', done: true }
// expect: inner got X
// expect: inner closed
// expect: outer got inner result
// expect: { value: 'i1', done: false } { value: 1, done: false } { value: 2, done: false } { value: 'a', done: false } { value: 'b', done: false } { value: 'done', done: true } { value: undefined, done: true }
// expect: inner closed
// expect: { value: 'early', done: true }
// expect: inner closed
// expect: deep
// expect: { value: 'from finally', done: false } { value: 'r', done: true }
// expect: { value: 'override', done: true }
// expect: [ 3 ] [ 3, 4 ]
// expect: [ 's', 'i' ]
// expect: [
// expect:   0, 1,  1,  2,  3,
// expect:   5, 8, 13, 21, 34
// expect: ]
// expect: 1,2,1,3,1,2,1
// expect: [ 0, 1, 2, [ 0, 1, 2 ] ]
// expect: { value: 'TypeError: Generator is already running', done: false }
// expect: param
// expect: [ 2, 4, 5 ]
// expect: TypeError
// expect: GeneratorFunction g 1 object [ 1, 2 ]
// expect: [
// expect:   [ 1, 0 ], [ 1, 1 ],
// expect:   [ 1, 1 ], [ 2, 0 ],
// expect:   [ 2, 1 ], [ 2, 1 ],
// expect:   [ 2, 2 ]
// expect: ]
// expect: inner closed
// expect: outer finally
// expect: [ 'i1' ]
// expect: [ 3, 2, 1 ]
