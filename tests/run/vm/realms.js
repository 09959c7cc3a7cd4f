// What belongs to a context is made by the context, whoever asks for it, and code that runs
// inside of a context, by however many calls in and out, has the context's own classes.
const vm = require('vm');
const context = vm.createContext({});
const other = vm.runInContext('this', context);
console.log(other.Map === Map, other.RegExp === RegExp, other.Promise === Promise, vm.runInContext('new Map() instanceof Map', context));
const F = new other.Function('return typeof inside');
F.prototype = null;
for (const name of ['Array', 'Map', 'TypeError', 'Date', 'Object', 'WeakRef', 'ArrayBuffer'])
  console.log(name, Object.getPrototypeOf(Reflect.construct(globalThis[name], name === 'WeakRef' ? [{}] : [], F)) === other[name].prototype);
console.log(other.eval('var inside = 1; typeof inside'), typeof inside, F(), vm.runInContext('inside', context));
console.log(Array.isArray(other.Array(1, 2)), [].concat.call(vm.runInContext('[1]', context)) instanceof Array, [1].map.call(vm.runInContext('[1]', context), (x) => x) instanceof Array);
context.host = () => vm.runInContext('[1] instanceof Array && new Promise(() => {}) instanceof Promise', context);
console.log(vm.runInContext('host() && [] instanceof Array && new Set() instanceof Set', context), [] instanceof Array, new Set() instanceof Set);
const second = vm.createContext({ first: context, vm });
console.log(vm.runInContext('vm.runInContext("host() && new Map() instanceof Map", first) && new Map() instanceof Map', second), new Map() instanceof Map);
try { Object.getOwnPropertyDescriptor(RegExp.prototype, 'global').get.call(other.RegExp.prototype); console.log('no error'); } catch (e) { console.log(e instanceof TypeError); }
console.log(typeof Duktape, typeof CBOR);
// expect: false false false true
// expect: Array true
// expect: Map true
// expect: TypeError true
// expect: Date true
// expect: Object true
// expect: WeakRef true
// expect: ArrayBuffer true
// expect: number undefined number 1
// expect: true true true
// expect: true true true
// expect: true true
// expect: true
// expect: undefined undefined
