// Module namespace objects as the specification has them.
import * as ns from './files/names.mjs';

console.log(Object.keys(ns).join()); // expect: Zed,a,b,default,f,later,z
console.log(Object.prototype.toString.call(ns), Object.getPrototypeOf(ns)); // expect: [object Module] null
console.log(JSON.stringify(Object.getOwnPropertyDescriptor(ns, 'a'))); // expect: {"value":1,"writable":true,"enumerable":true,"configurable":false}
console.log(Reflect.set(ns, 'a', 2), Reflect.deleteProperty(ns, 'a'), Reflect.deleteProperty(ns, 'no')); // expect: false false true
console.log(Reflect.defineProperty(ns, 'a', { value: 1 }), Reflect.defineProperty(ns, 'a', { value: 2 })); // expect: true false
console.log(Object.isExtensible(ns), Object.isFrozen(ns), Object.isSealed(ns)); // expect: false false true
console.log('a' in ns, 'no' in ns, ns.no); // expect: true false undefined
console.log(Reflect.setPrototypeOf(ns, null), Reflect.setPrototypeOf(ns, {})); // expect: true false
console.log(Reflect.ownKeys(ns).length, typeof Reflect.ownKeys(ns)[7]); // expect: 8 symbol
console.log(ns.default(), ns.default.name, ns.f.name); // expect: from default default f
ns.f();
console.log(ns.later, { ...ns }.later); // expect: 2 2
console.log(ns); // expect: [Module: null prototype] {
// expect:   Zed: 3,
// expect:   a: 1,
// expect:   b: 2,
// expect:   default: [Function: default],
// expect:   f: [Function: f],
// expect:   later: 2,
// expect:   z: 26
// expect: }
