// errors/nothing_keys: a property of nothing, with keys of every kind; comments before a callee.
function told(f) {
  try { f(); } catch (e) { console.log(e.message); return; }
  console.log('no error');
}
let none;
class A {}
const keys = [{}, [1], function foo() {}, Symbol('x'), 1, new Date(0), new Error('q'), new A(), /x/,
  new Map(), null, Object.create(null), { toString() { return 'q'; } }, true, 1n, new Proxy({}, {})];
for (const key of keys) told(() => none[key]);
told(() => { none[{}] = 1; });
told(() => { none[[1]] = 1; });
told(() => none[{}]());

const map = { def: { options: {} } }, def = map.def;
told(() => {
  // Left to the map.
  def.options.forEach(1);
});
told(() => {
  const text = '// no comment'; /* map. */ def.options.forEach(text);
});
told(() => {
  const text = 'a "quote" // map.'
    .nothing();
});
// expect: Cannot read properties of undefined (reading '#<Object>')
// expect: Cannot read properties of undefined
// expect: Cannot read properties of undefined (reading 'function foo() {}')
// expect: Cannot read properties of undefined (reading 'Symbol(x)')
// expect: Cannot read properties of undefined (reading '1')
// expect: Cannot read properties of undefined
// expect: Cannot read properties of undefined (reading 'Error: q')
// expect: Cannot read properties of undefined (reading '#<A>')
// expect: Cannot read properties of undefined
// expect: Cannot read properties of undefined (reading '#<Map>')
// expect: Cannot read properties of undefined (reading 'null')
// expect: Cannot read properties of undefined
// expect: Cannot read properties of undefined
// expect: Cannot read properties of undefined (reading 'true')
// expect: Cannot read properties of undefined (reading '1')
// expect: Cannot read properties of undefined (reading '#<Object>')
// expect: Cannot set properties of undefined (setting '#<Object>')
// expect: Cannot set properties of undefined
// expect: Cannot read properties of undefined (reading '#<Object>')
// expect: def.options.forEach is not a function
// expect: def.options.forEach is not a function
// expect: "a "quote" // map.".nothing is not a function
