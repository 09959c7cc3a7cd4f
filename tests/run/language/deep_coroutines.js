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

/* Node's own checks of rejections can run out of stack here, and say so on stderr. */
async function a(n) { if (n > 0) await a(n - 1); return 'bottom'; }
a(300).then((v) => console.log('async', v));
// expect: async bottom
