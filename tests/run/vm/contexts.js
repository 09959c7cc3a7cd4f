// Contexts: a realm of their own whose globals are an object's properties.
const vm = require('vm');

const box = vm.createContext({ a: 1 });
console.log(vm.runInContext('var b = a + 1; let hidden = 5; z = 9; this.w = 3; b', box)); // expect: 2
console.log(Object.keys(box).sort().join(), box.z, box.w); // expect: a,b,w,z 9 3
console.log(vm.runInContext('hidden + z', box), box.hidden); // expect: 14 undefined
box.a = 10;
console.log(vm.runInContext('a', box), vm.runInContext('this === globalThis', box)); // expect: 10 true
console.log(vm.isContext(box), vm.isContext({})); // expect: true false
const list = vm.runInContext('[1, 2]', box);
console.log(list instanceof Array, Array.isArray(list), vm.runInContext('[] instanceof Array', box)); // expect: false true true
const other = vm.runInContext('this', box);
console.log(other.Array !== Array, typeof other.Map, new other.Array(3).length); // expect: true function 3
try {
  vm.runInContext('throw new TypeError("from there")', box);
} catch (err) {
  console.log(err instanceof TypeError, err.name, err.message); // expect: false TypeError from there
}
console.log(vm.runInContext('eval("a + 1")', box), vm.runInContext('new Function("return a")()', box)); // expect: 11 10
console.log(vm.runInContext('new Map([[1, 2]]).get(1) + /x/.exec("x").index', box)); // expect: 2
console.log(vm.runInNewContext('x * y', { x: 6, y: 7 }), typeof b); // expect: 42 undefined
const nested = vm.createContext({ run: () => vm.runInContext('a + 1', box) });
console.log(vm.runInContext('run() + 1', nested)); // expect: 12
const script = new vm.Script('n = (typeof n === "undefined" ? 0 : n) + 1');
script.runInContext(box);
script.runInContext(box);
console.log(box.n, vm.compileFunction('return a + d', ['d'], { parsingContext: box })(2)); // expect: 2 12
try {
  vm.runInContext('1', {});
} catch (err) {
  console.log(err.code); // expect: ERR_INVALID_ARG_TYPE
}
