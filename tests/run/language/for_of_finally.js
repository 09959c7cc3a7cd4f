// A for-of that is left through a finally block closes its iterator behind that block.
const log = [];
const it = () => ({ [Symbol.iterator]() { let i = 0; return { next() { return { value: i++, done: i > 3 } }, return() { log.push('return'); return {} } } } });
for (const x of it()) { try { break } finally { log.push('finally') } }
function f() { for (const x of it()) { try { return log.push('value') } finally { log.push('finally2') } } } f();
function g() { for (const x of it()) { try { return 1 } finally { continue } } return 'end' } log.push(g());
outer: for (const y of [1, 2]) for (const x of it()) { try { continue outer } finally { log.push('f3') } }
function h() { for (const x of it()) { try { try { return 1 } finally { log.push('in') } } finally { log.push('out') } } } h();
function k() { try { for (const x of it()) { try { return 1 } finally { log.push('k') } } } finally { log.push('kout') } } k();
function* gen() { try { yield 1; yield 2 } finally { log.push('gen closed') } }
function m() { for (const x of gen()) { try { return 5 } finally { log.push('m') } } } log.push(m());
function n() { for (const x of it()) { try { throw 1 } catch { break } finally { log.push('n') } } } n();
function o() { for (const x of it()) { try { return 1 } finally { throw 2 } } } try { o() } catch (e) { log.push('e' + e) }
class B extends Object { constructor() { for (const x of it()) { try { return { made: 1 } } finally { log.push('ctor') } } } } log.push(new B().made);
function p() { for (const x of it()) { try { for (const y of it()) { return log.push('deep') } } finally { log.push('mid') } } } p();
function q() { for (const [a] of [[1], [2]]) { try { (() => a)(); break } finally { (() => log.push('captured'))() } } } q();
function r() { for (let x of it()) { try { (() => x)(); if (x) return x } finally { log.push('r' + (() => x)()) } } } log.push(r());
function* s() { for (const x of it()) { try { yield x } finally { log.push('s') } } } for (const x of s()) break;
function* u() { for (const x of it()) { try { yield x; return 5 } finally { log.push('u') } } } log.push([...u()].join());
const closes = () => ({ [Symbol.iterator]() { return { next: () => ({ value: 1, done: false }), return() { throw new Error('close') } } } });
function v() { for (const x of closes()) { try { return 1 } finally { log.push('v') } } } try { v() } catch (e) { log.push(e.message) }
function w() { for (const x of closes()) { try { throw new Error('own') } finally { log.push('w') } } } try { w() } catch (e) { log.push(e.message) }
function y() { for (const x of closes()) { try { return 1 } catch { log.push('no') } finally { log.push('y') } } } try { y() } catch (e) { log.push(e.message) }
console.log(log.join(' '));
const slow = (name) => ({ [Symbol.asyncIterator]() { let i = 0; return { async next() { return { value: i++, done: i > 3 } }, async return() { log.push(name + ' return'); await null; log.push(name + ' closed'); return {} } } } });
(async () => {
  log.length = 0;
  for await (const x of slow('a')) { try { break } finally { log.push('finally a') } }
  const f = async () => { for await (const x of slow('b')) { try { return 'value' } finally { await null; log.push('finally b') } } };
  log.push(await f());
  async function* g() { for await (const x of slow('c')) { try { yield x } finally { log.push('finally c') } } }
  for await (const x of g()) break;
  const h = async () => { for await (const x of slow('d')) { try { throw new Error('d') } finally { log.push('finally d') } } };
  await h().catch((e) => log.push(e.message));
  console.log(log.join(' '));
})();
// expect: finally return value finally2 return end f3 return f3 return in out return k return kout m gen closed 5 n return return e2 ctor return 1 deep return mid return captured r0 r1 return 1 s return u return 0 v close w own y close
// expect: finally a a return a closed finally b b return b closed value finally c c return c closed finally d d return d closed d
