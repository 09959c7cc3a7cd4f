// language/deep_coroutines: recursion through generators and async functions ends, as Node's does.
function told(name, f) {
  try { console.log(name, f()); } catch (e) { console.log(name, e.name + ': ' + e.message); }
}
told('delegating', () => { function* g() { yield* g(); } return [...g()]; });
told('iterating', () => { function* g() { for (const x of g()) yield x; } return [...g()]; });
told('next', () => { function* g() { yield g().next(); } return g().next(); });
told('deep enough', () => {
  function* g(n) { if (n > 0) yield* g(n - 1); else yield 'bottom'; }
  return [...g(2000)].join();
});
told('again', () => { function* g(n) { yield n; } return [...g(1)].join(); });
// expect: delegating RangeError: Maximum call stack size exceeded
// expect: iterating RangeError: Maximum call stack size exceeded
// expect: next RangeError: Maximum call stack size exceeded
// expect: deep enough bottom
// expect: again 1

/* Node's own checks of rejections can run out of stack where an endless one fails, and say
   so on stderr. */
async function a(n) { if (n > 0) await a(n - 1); return 'bottom'; }
const object = { async method(n) { return n > 0 ? (await this.method(n - 1)) + 1 : 0; } };
const arrow = async (n, ...more) => { try { if (n > 0) return await arrow(n - 1, 1, 2); } finally { more.length; } return 'end'; };
let level = 0;
async function endless() { level++; await endless(); }
async function thrown(n) { if (n === 0) throw new Error('at the bottom'); return thrown(n - 1); }
async function caught() { try { await caught(); } catch (e) { return e.name; } return 'above it'; }
(async () => {
  console.log('async', await a(5000));
  console.log('method', await object.method(4000));
  console.log('arrow', await arrow(3000));
  try { await thrown(3000); } catch (e) { console.log(e.message); }
  try { await endless(); } catch (e) { console.log('endless', level > 5000, e.name + ': ' + e.message); }
  console.log(await caught());
  console.log('again', await a(10));
})();
// expect: async bottom
// expect: method 4000
// expect: arrow end
// expect: at the bottom
// expect: endless true RangeError: Maximum call stack size exceeded
// expect: above it
// expect: again bottom
