// How messages show values: by V8's rule, which runs nothing of the program's.
const show = (f) => { try { f(); return 'no error'; } catch (e) { return `${e.name}: ${e.message}`; } };
class Q {}
const values = [[1, 2], {}, /b/g, new Date(0), new Q(), Object.create(null), new Map(), new Error('m'), new String('s'), Symbol('q'), 1n,
  { toString() { throw 'called'; } }, { [Symbol.toStringTag]: 'Tag', toString: null }, function f() {}, () => 1];
for (const v of values) console.log(show(() => v in 2), '|', show(() => new Promise(typeof v === 'function' ? 0 : v)), '|', show(() => { class X extends v {} }));
for (const v of [[1], 'text', /x/, new String('s')])
  console.log(show(() => { 'use strict'; Object.freeze(v)[0] = 1; }));
console.log(show(() => Object.prototype.hasOwnProperty.call(null)), '|', show(() => [].slice.call()), '|', show(() => [].map.call(null)), '|', show(() => ''.trim.call()));
console.log(show(() => { const { a = 1 } = undefined; }), '|', show(() => { let x = null; const { b, a = 1 } = x; }));
const o = { list: 1 };
console.log(show(() => { for (const x of o.f(1)); }), '|', show(() => [...o.f()]), '|', show(() => { const [a] = o.f(); }), '|', show(() => { const x = o.f(); }));
console.log(show(() => Function.prototype.bind.call(1)), '|', show(() => Reflect.apply(null)), '|', show(() => Reflect.construct()));
console.log(show(() => (function () { 'use strict'; return arguments.callee; })()));
console.log(Object.prototype.toString.call(process), typeof require('events').EventEmitterAsyncResource);
var none, P, b;
console.log(show(() => 'x' in 1n), '|', show(() => { 'use strict'; delete 'abc'[1]; }), '|', show(() => { 'use strict'; /x/.flags = 'a'; }));
console.log(show(() => { 'use strict'; new (class A { get x() { return 1; } })().x = 1; }), '|', show(() => Uint8Array.from(null)), '|', show(() => Float64Array.from()), '|', show(() => null[Symbol.iterator]));
console.log(show(() => o[none || b]()), '|', show(() => o[none + 'x'](1)), '|', show(() => o[o.list()](1)), '|', show(() => o[-1](1)), '|', show(() => o[b = 1]()));
console.log(show(() => (P || (P = none))()), '|', show(() => new (P || (P = none))()), '|', show(() => (o.pass || none || b.c)(1)));
// expect: TypeError: Cannot use 'in' operator to search for '[object Array]' in 2 | TypeError: Promise resolver [object Array] is not a function | TypeError: Class extends value [object Array] is not a constructor or null
// expect: TypeError: Cannot use 'in' operator to search for '#<Object>' in 2 | TypeError: Promise resolver #<Object> is not a function | TypeError: Class extends value #<Object> is not a constructor or null
// expect: TypeError: Cannot use 'in' operator to search for '[object RegExp]' in 2 | TypeError: Promise resolver [object RegExp] is not a function | TypeError: Class extends value [object RegExp] is not a constructor or null
// expect: TypeError: Cannot use 'in' operator to search for '[object Date]' in 2 | TypeError: Promise resolver [object Date] is not a function | TypeError: Class extends value [object Date] is not a constructor or null
// expect: TypeError: Cannot use 'in' operator to search for '#<Q>' in 2 | TypeError: Promise resolver #<Q> is not a function | TypeError: Class extends value #<Q> is not a constructor or null
// expect: TypeError: Cannot use 'in' operator to search for '[object Object]' in 2 | TypeError: Promise resolver [object Object] is not a function | TypeError: Class extends value [object Object] is not a constructor or null
// expect: TypeError: Cannot use 'in' operator to search for '#<Map>' in 2 | TypeError: Promise resolver #<Map> is not a function | TypeError: Class extends value #<Map> is not a constructor or null
// expect: TypeError: Cannot use 'in' operator to search for 'Error: m' in 2 | TypeError: Promise resolver Error: m is not a function | TypeError: Class extends value Error: m is not a constructor or null
// expect: TypeError: Cannot use 'in' operator to search for '[object String]' in 2 | TypeError: Promise resolver [object String] is not a function | TypeError: Class extends value [object String] is not a constructor or null
// expect: TypeError: Cannot use 'in' operator to search for 'Symbol(q)' in 2 | TypeError: Promise resolver Symbol(q) is not a function | TypeError: Class extends value Symbol(q) is not a constructor or null
// expect: TypeError: Cannot use 'in' operator to search for '1' in 2 | TypeError: Promise resolver 1 is not a function | TypeError: Class extends value 1 is not a constructor or null
// expect: TypeError: Cannot use 'in' operator to search for '[object Object]' in 2 | TypeError: Promise resolver [object Object] is not a function | TypeError: Class extends value [object Object] is not a constructor or null
// expect: TypeError: Cannot use 'in' operator to search for '[object Tag]' in 2 | TypeError: Promise resolver [object Tag] is not a function | TypeError: Class extends value [object Tag] is not a constructor or null
// expect: TypeError: Cannot use 'in' operator to search for 'function f() {}' in 2 | TypeError: Promise resolver 0 is not a function | no error
// expect: TypeError: Cannot use 'in' operator to search for '() => 1' in 2 | TypeError: Promise resolver 0 is not a function | TypeError: Class extends value () => 1 is not a constructor or null
// expect: TypeError: Cannot assign to read only property '0' of object '[object Array]'
// expect: TypeError: Cannot assign to read only property '0' of string 'text'
// expect: TypeError: Cannot add property 0, object is not extensible
// expect: TypeError: Cannot assign to read only property '0' of object '[object String]'
// expect: TypeError: Cannot convert undefined or null to object | TypeError: Cannot convert undefined or null to object | TypeError: Array.prototype.map called on null or undefined | TypeError: String.prototype.trim called on null or undefined
// expect: TypeError: Cannot read properties of undefined (reading 'a') | TypeError: Cannot destructure property 'b' of 'x' as it is null.
// expect: TypeError: o.f is not a function or its return value is not iterable | TypeError: o.f is not a function or its return value is not iterable | TypeError: o.f is not a function or its return value is not iterable | TypeError: o.f is not a function
// expect: TypeError: Bind must be called on a function | TypeError: Function.prototype.apply was called on null, which is null and not a function | TypeError: undefined is not a constructor
// expect: TypeError: 'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them
// expect: [object process] function
// expect: TypeError: Cannot use 'in' operator to search for 'x' in 1 | TypeError: Cannot delete property '1' of [object String] | TypeError: Cannot set property flags of [object Object] which has only a getter
// expect: TypeError: Cannot set property x of #<A> which has only a getter | TypeError: object null is not iterable (cannot read property Symbol(Symbol.iterator)) | TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator)) | TypeError: object null is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: o[(none || b)] is not a function | TypeError: o[(none + "x")] is not a function | TypeError: o.list is not a function | TypeError: o[-1] is not a function | TypeError: o[b] is not a function
// expect: TypeError: (P || P) is not a function | TypeError: (P || P) is not a constructor | TypeError: (o.pass || none || b.c) is not a function
