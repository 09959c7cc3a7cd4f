/* Messages of the errors that programs meet, in V8's words. */
const show = (f) => {
  try {
    f();
    return 'no error';
  } catch (e) {
    return e instanceof Error ? `${e.name}: ${e.message.split('\n')[0]}` : 'threw ' + String(e);
  }
};
const o = {};
var u, n = null, five = 5;
function g() {}
const cases = [
  () => undefined(),
  () => null.foo,
  () => undefined.foo,
  () => undefined[0],
  () => null['a b'],
  () => undefined[Symbol.iterator],
  () => { var a; a.b; },
  () => { var a; a.b.c; },
  () => { var a = {}; a.b.c; },
  () => { var a = {}; a.b.c(); },
  () => { var a = {}; a.b(); },
  () => { var a = {}; a['b'](); },
  () => { var a = {}; a[0](); },
  () => { var a = { b: {} }; a.b.c(); },
  () => { var a = 5; a(); },
  () => { 'x'(); },
  () => { (1)(); },
  () => { ({})(); },
  () => { [](); },
  () => { (() => 1)()(); },
  () => { var f; f?.x.y.z; f(); },
  () => { undefined.x = 1; },
  () => { null[0] = 1; },
  () => { var a; a.b = 1; },
  () => { var a = {}; a.b.c = 1; },
  () => { null[Symbol('s')] = 1; },
  () => { const c = 1; c = 2; },
  () => { const c = 1; c++; },
  () => { x; let x; },
  () => { y = 1; let y; },
  () => { C; class C {} },
  () => typeof z + (() => z)(),
  () => notDefined,
  () => notDefined(),
  () => { 'use strict'; notDefined = 1; },
  () => { new 5; },
  () => { new undefined(); },
  () => { var a = {}; new a.b(); },
  () => { var a = {}; new a(); },
  () => { new (() => 1)(); },
  () => { new Math.max(); },
  () => { new (async () => {})(); },
  () => { new (function* () {})(); },
  () => new Symbol(),
  () => new BigInt(1),
  () => { class A {} A(); },
  () => { class A { constructor() {} } A.call({}); },
  () => { class B extends null {} new B(); },
  () => { class B extends 5 {} },
  () => { class B extends undefined {} },
  () => { class A {} class B extends A { constructor() { } } new B(); },
  () => { class A {} class B extends A { constructor() { super(); super(); } } new B(); },
  () => { class A {} class B extends A { constructor() { return 1; } } new B(); },
  () => { function F() {} F.prototype = 1; class B extends F {} },
  () => { for (const x of 5) ; },
  () => { for (const x of undefined) ; },
  () => { for (const x of {}) ; },
  () => { var o = {}; for (const x of o) ; },
  () => { var o = {}; for (const x of o.list) ; },
  () => [...5],
  () => [...undefined],
  () => [...{}],
  () => { var o = {}; [...o]; },
  () => { var o = {}; [...o.a]; },
  () => Math.max(...5),
  () => Math.max(...undefined),
  () => { var o = {}; Math.max(...o); },
  () => { var o = {}; f(...o.x); function f() {} },
  () => new Array(...5),
  () => { var u; new Date(...u); },
  () => { const [a] = undefined; },
  () => { const [a] = null; },
  () => { const [a] = 5; },
  () => { const [a] = {}; },
  () => { var o = {}; const [a] = o; },
  () => { var o = {}; const [a] = o.x; },
  () => { const { a } = undefined; },
  () => { const { a } = null; },
  () => { var o = {}; const { a } = o.x; },
  () => { var o = {}; const { a: { b } } = o; },
  () => { let a; ({ a } = null); },
  () => { let a; [a] = null; },
  () => { (({ a }) => a)(); },
  () => { (([a]) => a)(); },
  () => { (function ({ a }) {})(null); },
  () => { const { ...r } = null; },
  () => { const {} = null; },
  () => new Array(-1),
  () => { [].length = -1; },
  () => 'x'.repeat(-1),
  () => 'x'.repeat(Infinity),
  () => (1).toFixed(101),
  () => (1).toString(1),
  () => (1).toPrecision(0),
  () => (1).toExponential(-1),
  () => new ArrayBuffer(-1),
  () => new Uint8Array(-1),
  () => new Uint16Array(new ArrayBuffer(3)),
  () => new Uint16Array(new ArrayBuffer(4), 1),
  () => new DataView(new ArrayBuffer(1), 2),
  () => new DataView(new ArrayBuffer(1)).getInt16(0),
  () => new DataView({}),
  () => String.fromCodePoint(-1),
  () => 'a'.normalize('x'),
  () => Symbol() + '',
  () => +Symbol(),
  () => `${Symbol('d')}`,
  () => JSON.parse(''),
  () => JSON.parse('{'),
  () => JSON.parse('{"a":}'),
  () => JSON.parse('[1,]'),
  () => JSON.parse('nul'),
  () => JSON.parse('{"a":1}x'),
  () => JSON.parse(undefined),
  () => JSON.parse({}),
  () => JSON.parse('"a\nb"'),
  () => JSON.parse("{'a':1}"),
  () => { const o = {}; o.o = o; JSON.stringify(o); },
  () => { class K {} const k = new K(); k.a = { b: [k] }; JSON.stringify(k); },
  () => JSON.stringify(1n),
  () => JSON.stringify({ toJSON() { throw new Error('mine'); } }),
  () => 1n + 1,
  () => 1n * 'x',
  () => +1n,
  () => 1n / 0n,
  () => 1n % 0n,
  () => 1n >>> 0n,
  () => BigInt(1.5),
  () => BigInt('x'),
  () => BigInt(undefined),
  () => BigInt(Symbol()),
  () => Math.max(1n),
  () => BigInt.asIntN(-1, 1n),
  () => new BigInt64Array([1]),
  () => Object.defineProperty(1, 'a', {}),
  () => Object.defineProperty({}, 'a', 1),
  () => Object.defineProperty({}, 'a', { get: 1 }),
  () => Object.defineProperty({}, 'a', { get() {}, value: 1 }),
  () => Object.defineProperty(Object.freeze({}), 'a', { value: 1 }),
  () => { const o = Object.defineProperty({}, 'a', { value: 1 }); Object.defineProperty(o, 'a', { value: 2 }); },
  () => Object.create(1),
  () => Object.create(),
  () => Object.setPrototypeOf({}, 1),
  () => Object.setPrototypeOf(undefined, null),
  () => { const a = {}, b = Object.create(a); Object.setPrototypeOf(a, b); },
  () => Object.setPrototypeOf(Object.preventExtensions({}), {}),
  () => Object.assign(null),
  () => Object.keys(undefined),
  () => Object.entries(null),
  () => Object.fromEntries(5),
  () => Object.fromEntries([1]),
  () => Object.fromEntries(undefined),
  () => { 'use strict'; Object.freeze([1])[0] = 2; },
  () => { 'use strict'; Object.freeze({ a: 1 }).a = 2; },
  () => { 'use strict'; Object.freeze({}).b = 2; },
  () => { 'use strict'; delete Object.freeze({ a: 1 }).a; },
  () => { 'use strict'; ({ get a() { return 1; } }).a = 2; },
  () => { 'use strict'; 'abc'.length = 1; },
  () => { 'use strict'; 'abc'[0] = 'x'; },
  () => { 'use strict'; (5).x = 1; },
  () => { 'use strict'; true.x = 1; },
  () => { 'use strict'; Symbol('q').x = 1; },
  () => { 'use strict'; Object.freeze([1]).push(2); },
  () => { 'use strict'; undefined = 1; },
  () => { 'use strict'; NaN = 1; },
  () => { 'use strict'; Math.PI = 1; },
  () => { 'use strict'; delete [].length; },
  () => 'a' in 'b',
  () => 'a' in undefined,
  () => Symbol('s') in 5,
  () => 1 instanceof 1,
  () => ({}) instanceof {},
  () => ({}) instanceof (() => 1),
  () => ({}) instanceof undefined,
  () => { var o = {}; 1 instanceof o.x; },
  () => [].reduce((a, b) => a),
  () => [].map(),
  () => [].map(5),
  () => [].forEach({}),
  () => [1].sort(5),
  () => [].find('x'),
  () => Array.from(1, 2),
  () => Array.from(null),
  () => [].flatMap(),
  () => [1].toSorted(1),
  () => [].with(1, 1),
  () => Array.prototype.map.call(null, (x) => x),
  () => new Set(5),
  () => new Map(5),
  () => new Map([1]),
  () => new WeakSet([1]),
  () => new WeakMap([[1, 2]]),
  () => new WeakRef(1),
  () => Map(),
  () => Set(),
  () => Promise(),
  () => new Promise(),
  () => new Promise(1),
  () => Map.prototype.get.call({}, 1),
  () => Set.prototype.add.call(1),
  () => Map.prototype.size,
  () => WeakMap.prototype.set.call(new WeakMap(), 1, 1),
  () => new FinalizationRegistry(1),
  () => Promise.resolve.call(1),
  () => Promise.prototype.then.call(1),
  () => new Uint8Array(Symbol()),
  () => Reflect.ownKeys(1),
  () => Reflect.construct(1),
  () => Reflect.getPrototypeOf(1),
  () => new Proxy({}, 1),
  () => new Proxy(1, {}),
  () => Proxy({}, {}),
  () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); proxy.a; },
  () => { const { proxy, revoke } = Proxy.revocable(function () {}, {}); revoke(); proxy(); },
  () => { 'use strict'; new Proxy({}, { set: () => false }).a = 1; },
  () => { 'use strict'; delete new Proxy({}, { deleteProperty: () => false }).a; },
  () => Object.keys(new Proxy({}, { ownKeys: () => 1 })),
  () => Object.getPrototypeOf(new Proxy({}, { getPrototypeOf: () => 1 })),
  () => Function.prototype.call.call(1),
  () => Math.max.apply(null, 1),
  () => (() => 1).apply(null, 'x'),
  () => Function.prototype.toString.call({}),
  () => Number.prototype.toString.call('x'),
  () => Date.prototype.getTime.call({}),
  () => String.prototype.trim.call(null),
  () => RegExp.prototype.exec.call({}),
  () => BigInt.prototype.toString.call(1),
  () => new RegExp('['),
  () => new RegExp('(?<a>x)(?<a>y)'),
  () => new RegExp('a', 'gg'),
  () => new RegExp('a**'),
  () => new RegExp('\\', ''),
  () => 'abc'.matchAll(/b/),
  () => 'abc'.replaceAll(/b/, ''),
  () => 'abc'.startsWith(/a/),
  () => decodeURIComponent('%'),
  () => encodeURI('\ud800'),
  () => eval('var'),
  () => eval('1 +'),
  () => eval('let a; let a'),
  () => { function* g() { yield 1; } const i = g(); g.prototype.next.call({}); },
  () => { const it = (function* () { it.next(); })(); it.next(); },
  () => { for (const x of { [Symbol.iterator]() { return 1; } }) ; },
  () => { for (const x of { [Symbol.iterator]() { return { next() { return 1; } }; } }) ; },
  () => { (function* () { yield* 5; })().next(); },
  () => { (function* () { yield* {}; })().next(); },
  () => { const it = [][Symbol.iterator](); it.next.call({}); },
  () => `${{ toString() { return {}; }, valueOf() { return {}; } }}`,
  () => ({ [Symbol.toPrimitive]() { return {}; } }) + 1,
  () => { throw undefined; },
  () => { (function f() { f(); })(); },
  () => { super_(); function super_() { return { __proto__: null } + ''; } },
  () => Object.prototype.__defineGetter__.call({}, 'a', 1),
  () => new AggregateError(1),
  () => Atomics.add([], 0, 1),
  () => Atomics.load(new Float64Array(1), 0),
  () => Array.from({ length: -1 }).at(0).x,
  ()=>{const [a]=u},
  ()=>{const [a]=n},
  ()=>{const [a]=five},
  ()=>{const [a]=o.x},
  ()=>{const [a]=o.x.y},
  ()=>{const [a]=g()},
  ()=>{const [a]=g},
  ()=>{const [a]=o},
  ()=>{const [a]=new Date},
  ()=>{let a;[a]=u},
  ()=>{let a;[a]=o},
  ()=>{let a;[a]=o.x},
  ()=>{let [a]=this.q},
  ()=>{const [a]=o[0]},
  ()=>{const [a]=u||n},
  ()=>{const [a]=1+1},
  ()=>{const [a]=Math.PI},
  ()=>{for (const x of u);},
  ()=>{for (const x of n);},
  ()=>{for (const x of g());},
  ()=>{for (const x of o[0]);},
  ()=>{for (const x of u||n);},
  ()=>{for (const x of new Date);},
  ()=>{for (const x of Math.PI);},
  ()=>{for(const x of o.a?.b);},
  ()=>{for(const x of g()?.b);},
  ()=>{for (const x of (u));},
  ()=>{for (const x of true);},
  ()=>{for (const x of "a".length);},
  ()=>{for (const x of {a:1});},
  ()=>[...u],
  ()=>[...g()],
  ()=>[...o.x],
  ()=>[...u||n],
  ()=>[...n, 1],
  ()=>[1, ...five],
  ()=>g(...u),
  ()=>g(...five),
  ()=>g(...o.x),
  ()=>g(...g()),
  ()=>g(1,...u),
  ()=>g(...[],...five),
  ()=>o.f(...[]),
  ()=>u(...[1]),
  ()=>o.f.g(...[]),
  ()=>new g(...five),
  ()=>new Set(...five),
  ()=>five(...[1]),
  ()=>{ (function*(){ yield* u })().next() },
  ()=>{ (function*(){ yield* five })().next() },
  ()=>new Map([1]),
  ()=>new Map([u]),
  ()=>Object.fromEntries([u]),
  ()=>new Set(o),
  ()=>(u||n)(),
  ()=>(u||n).x(),
  ()=>(o.a||[]).b(),
  ()=>(o.a&&five)(),
  ()=>(1,u)(),
  ()=>(five+five)(),
  ()=>[1,2](),
  ()=>({a:1})(),
  ()=>(()=>1).x(),
  ()=>(function(){}).x(),
  ()=>'s'.q(),
  ()=>(5).q(),
  ()=>g()(),
  ()=>g().x(),
  ()=>o[five](),
  ()=>o['a-b'](),
  ()=>o[0].x(),
  ()=>new (g())(),
  ()=>new o.a.b(),
  ()=>new (o.a||five)(),
  ()=>o.a.b.c(),
  ()=>five?.(),
  ()=>this.zz(),
  ()=>globalThis.zz(),
  ()=>(!u)(),
  ()=>(-five)(),
  ()=>o.f`x`,
  ()=>u`x`,
  ()=>(o.a ?? o.b)(),
  ()=>(o.a || o.b || o.c)(),
  ()=>((u))(),
  ()=>(o).x(),
  ()=>(o.f)(),
  ()=>o.f(function(){ return 1 }),
  ()=>o.g(()=>{}, 2),
  ()=>o.a(1)(2),
  ()=>[].x(),
  ()=>[1].x(),
  ()=>({}).x(),
  ()=>({a:1}).x(),
  ()=>(class A{}).x(),
  ()=>new Date().x(),
  ()=>"abc"(),
  ()=>true(),
  ()=>null(),
  ()=>(five, five)(),
  () => String.fromCodePoint('_'),
  () => String.fromCodePoint({ valueOf() { return 1.5; }, toString() { throw new Error('not asked for'); } }),
  () => 'x'.repeat({ valueOf() { return -3; } }),
  () => 'x'.repeat([-2]),
];
for (const f of cases) console.log(show(f));
// expect: TypeError: undefined is not a function
// expect: TypeError: Cannot read properties of null (reading 'foo')
// expect: TypeError: Cannot read properties of undefined (reading 'foo')
// expect: TypeError: Cannot read properties of undefined (reading '0')
// expect: TypeError: Cannot read properties of null (reading 'a b')
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: Cannot read properties of undefined (reading 'b')
// expect: TypeError: Cannot read properties of undefined (reading 'b')
// expect: TypeError: Cannot read properties of undefined (reading 'c')
// expect: TypeError: Cannot read properties of undefined (reading 'c')
// expect: TypeError: a.b is not a function
// expect: TypeError: a.b is not a function
// expect: TypeError: a[0] is not a function
// expect: TypeError: a.b.c is not a function
// expect: TypeError: a is not a function
// expect: TypeError: "x" is not a function
// expect: TypeError: 1 is not a function
// expect: TypeError: {} is not a function
// expect: TypeError: [] is not a function
// expect: TypeError: (intermediate value)(...) is not a function
// expect: TypeError: f is not a function
// expect: TypeError: Cannot set properties of undefined (setting 'x')
// expect: TypeError: Cannot set properties of null (setting '0')
// expect: TypeError: Cannot set properties of undefined (setting 'b')
// expect: TypeError: Cannot set properties of undefined (setting 'c')
// expect: TypeError: Cannot set properties of null (setting 'Symbol(s)')
// expect: TypeError: Assignment to constant variable.
// expect: TypeError: Assignment to constant variable.
// expect: ReferenceError: Cannot access 'x' before initialization
// expect: ReferenceError: Cannot access 'y' before initialization
// expect: ReferenceError: Cannot access 'C' before initialization
// expect: ReferenceError: z is not defined
// expect: ReferenceError: notDefined is not defined
// expect: ReferenceError: notDefined is not defined
// expect: ReferenceError: notDefined is not defined
// expect: TypeError: 5 is not a constructor
// expect: TypeError: undefined is not a constructor
// expect: TypeError: a.b is not a constructor
// expect: TypeError: a is not a constructor
// expect: TypeError: (intermediate value) is not a constructor
// expect: TypeError: Math.max is not a constructor
// expect: TypeError: (intermediate value) is not a constructor
// expect: TypeError: (intermediate value) is not a constructor
// expect: TypeError: Symbol is not a constructor
// expect: TypeError: BigInt is not a constructor
// expect: TypeError: Class constructor A cannot be invoked without 'new'
// expect: TypeError: Class constructor A cannot be invoked without 'new'
// expect: TypeError: Super constructor null of B is not a constructor
// expect: TypeError: Class extends value 5 is not a constructor or null
// expect: TypeError: Class extends value undefined is not a constructor or null
// expect: ReferenceError: Must call super constructor in derived class before accessing 'this' or returning from derived constructor
// expect: ReferenceError: Super constructor may only be called once
// expect: TypeError: Derived constructors may only return object or undefined
// expect: TypeError: Class extends value does not have valid prototype property 1
// expect: TypeError: 5 is not iterable
// expect: TypeError: undefined is not iterable
// expect: TypeError: {} is not iterable
// expect: TypeError: o is not iterable
// expect: TypeError: o.list is not iterable
// expect: TypeError: 5 is not iterable
// expect: TypeError: undefined is not iterable
// expect: TypeError: {} is not iterable
// expect: TypeError: o is not iterable
// expect: TypeError: o.a is not iterable
// expect: TypeError: Spread syntax requires ...iterable[Symbol.iterator] to be a function
// expect: TypeError: undefined is not iterable (cannot read property undefined)
// expect: TypeError: Spread syntax requires ...iterable[Symbol.iterator] to be a function
// expect: TypeError: o.x is not iterable (cannot read property undefined)
// expect: TypeError: Spread syntax requires ...iterable[Symbol.iterator] to be a function
// expect: TypeError: u is not iterable (cannot read property undefined)
// expect: TypeError: undefined is not iterable
// expect: TypeError: null is not iterable
// expect: TypeError: 5 is not iterable
// expect: TypeError: {} is not iterable
// expect: TypeError: o is not iterable
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: Cannot destructure property 'a' of 'undefined' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'null' as it is null.
// expect: TypeError: Cannot destructure property 'a' of 'o.x' as it is undefined.
// expect: TypeError: Cannot read properties of undefined (reading 'b')
// expect: TypeError: Cannot destructure property 'a' of 'null' as it is null.
// expect: TypeError: object null is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: Cannot destructure property 'a' of 'undefined' as it is undefined.
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: Cannot destructure property 'a' of 'object null' as it is null.
// expect: TypeError: Cannot destructure 'null' as it is null.
// expect: TypeError: Cannot destructure 'null' as it is null.
// expect: RangeError: Invalid array length
// expect: RangeError: Invalid array length
// expect: RangeError: Invalid count value: -1
// expect: RangeError: Invalid count value: Infinity
// expect: RangeError: toFixed() digits argument must be between 0 and 100
// expect: RangeError: toString() radix argument must be between 2 and 36
// expect: RangeError: toPrecision() argument must be between 1 and 100
// expect: RangeError: toExponential() argument must be between 0 and 100
// expect: RangeError: Invalid array buffer length
// expect: RangeError: Invalid typed array length: -1
// expect: RangeError: byte length of Uint16Array should be a multiple of 2
// expect: RangeError: start offset of Uint16Array should be a multiple of 2
// expect: RangeError: Start offset 2 is outside the bounds of the buffer
// expect: RangeError: Offset is outside the bounds of the DataView
// expect: TypeError: First argument to DataView constructor must be an ArrayBuffer
// expect: RangeError: Invalid code point -1
// expect: RangeError: The normalization form should be one of NFC, NFD, NFKC, NFKD.
// expect: TypeError: Cannot convert a Symbol value to a string
// expect: TypeError: Cannot convert a Symbol value to a number
// expect: TypeError: Cannot convert a Symbol value to a string
// expect: SyntaxError: Unexpected end of JSON input
// expect: SyntaxError: Expected property name or '}' in JSON at position 1
// expect: SyntaxError: Unexpected token '}', "{"a":}" is not valid JSON
// expect: SyntaxError: Unexpected token ']', "[1,]" is not valid JSON
// expect: SyntaxError: Unexpected end of JSON input
// expect: SyntaxError: Unexpected non-whitespace character after JSON at position 7
// expect: SyntaxError: "undefined" is not valid JSON
// expect: SyntaxError: "[object Object]" is not valid JSON
// expect: SyntaxError: Bad control character in string literal in JSON at position 2
// expect: SyntaxError: Expected property name or '}' in JSON at position 1
// expect: TypeError: Converting circular structure to JSON
// expect: TypeError: Converting circular structure to JSON
// expect: TypeError: Do not know how to serialize a BigInt
// expect: Error: mine
// expect: TypeError: Cannot mix BigInt and other types, use explicit conversions
// expect: TypeError: Cannot mix BigInt and other types, use explicit conversions
// expect: TypeError: Cannot convert a BigInt value to a number
// expect: RangeError: Division by zero
// expect: RangeError: Division by zero
// expect: TypeError: BigInts have no unsigned right shift, use >> instead
// expect: RangeError: The number 1.5 cannot be converted to a BigInt because it is not an integer
// expect: SyntaxError: Cannot convert x to a BigInt
// expect: TypeError: Cannot convert undefined to a BigInt
// expect: TypeError: Cannot convert Symbol() to a BigInt
// expect: TypeError: Cannot convert a BigInt value to a number
// expect: RangeError: Invalid value: not (convertible to) a safe integer
// expect: TypeError: Cannot convert 1 to a BigInt
// expect: TypeError: Object.defineProperty called on non-object
// expect: TypeError: Property description must be an object: 1
// expect: TypeError: Getter must be a function: 1
// expect: TypeError: Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, #<Object>
// expect: TypeError: Cannot define property a, object is not extensible
// expect: TypeError: Cannot redefine property: a
// expect: TypeError: Object prototype may only be an Object or null: 1
// expect: TypeError: Object prototype may only be an Object or null: undefined
// expect: TypeError: Object prototype may only be an Object or null: 1
// expect: TypeError: Object.setPrototypeOf called on null or undefined
// expect: TypeError: Cyclic __proto__ value
// expect: TypeError: #<Object> is not extensible
// expect: TypeError: Cannot convert undefined or null to object
// expect: TypeError: Cannot convert undefined or null to object
// expect: TypeError: Cannot convert undefined or null to object
// expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: Iterator value 1 is not an entry object
// expect: TypeError: undefined is not iterable
// expect: TypeError: Cannot assign to read only property '0' of object '[object Array]'
// expect: TypeError: Cannot assign to read only property 'a' of object '#<Object>'
// expect: TypeError: Cannot add property b, object is not extensible
// expect: TypeError: Cannot delete property 'a' of #<Object>
// expect: TypeError: Cannot set property a of #<Object> which has only a getter
// expect: TypeError: Cannot assign to read only property 'length' of string 'abc'
// expect: TypeError: Cannot assign to read only property '0' of string 'abc'
// expect: TypeError: Cannot create property 'x' on number '5'
// expect: TypeError: Cannot create property 'x' on boolean 'true'
// expect: TypeError: Cannot create property 'x' on symbol 'Symbol(q)'
// expect: TypeError: Cannot add property 1, object is not extensible
// expect: TypeError: Cannot assign to read only property 'undefined' of object '#<Object>'
// expect: TypeError: Cannot assign to read only property 'NaN' of object '#<Object>'
// expect: TypeError: Cannot assign to read only property 'PI' of object '#<Object>'
// expect: TypeError: Cannot delete property 'length' of [object Array]
// expect: TypeError: Cannot use 'in' operator to search for 'a' in b
// expect: TypeError: Cannot use 'in' operator to search for 'a' in undefined
// expect: TypeError: Cannot use 'in' operator to search for 'Symbol(s)' in 5
// expect: TypeError: Right-hand side of 'instanceof' is not an object
// expect: TypeError: Right-hand side of 'instanceof' is not callable
// expect: TypeError: Function has non-object prototype 'undefined' in instanceof check
// expect: TypeError: Right-hand side of 'instanceof' is not an object
// expect: TypeError: Right-hand side of 'instanceof' is not an object
// expect: TypeError: Reduce of empty array with no initial value
// expect: TypeError: undefined is not a function
// expect: TypeError: 5 is not a function
// expect: TypeError: #<Object> is not a function
// expect: TypeError: The comparison function must be either a function or undefined
// expect: TypeError: x is not a function
// expect: TypeError: 2 is not a function
// expect: TypeError: object null is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: flatMap mapper function is not callable
// expect: TypeError: The comparison function must be either a function or undefined
// expect: RangeError: Invalid index : 1
// expect: TypeError: Array.prototype.map called on null or undefined
// expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: Iterator value 1 is not an entry object
// expect: TypeError: Invalid value used in weak set
// expect: TypeError: Invalid value used as weak map key
// expect: TypeError: WeakRef: invalid target
// expect: TypeError: Constructor Map requires 'new'
// expect: TypeError: Constructor Set requires 'new'
// expect: TypeError: Promise constructor cannot be invoked without 'new'
// expect: TypeError: Promise resolver undefined is not a function
// expect: TypeError: Promise resolver 1 is not a function
// expect: TypeError: Method Map.prototype.get called on incompatible receiver #<Object>
// expect: TypeError: Method Set.prototype.add called on incompatible receiver 1
// expect: TypeError: Method get Map.prototype.size called on incompatible receiver #<Map>
// expect: TypeError: Invalid value used as weak map key
// expect: TypeError: FinalizationRegistry: cleanup must be callable
// expect: TypeError: PromiseResolve called on non-object
// expect: TypeError: Method Promise.prototype.then called on incompatible receiver 1
// expect: TypeError: Cannot convert a Symbol value to a number
// expect: TypeError: Reflect.ownKeys called on non-object
// expect: TypeError: 1 is not a constructor
// expect: TypeError: Reflect.getPrototypeOf called on non-object
// expect: TypeError: Cannot create proxy with a non-object as target or handler
// expect: TypeError: Cannot create proxy with a non-object as target or handler
// expect: TypeError: Constructor Proxy requires 'new'
// expect: TypeError: Cannot perform 'get' on a proxy that has been revoked
// expect: TypeError: Cannot perform 'apply' on a proxy that has been revoked
// expect: TypeError: 'set' on proxy: trap returned falsish for property 'a'
// expect: TypeError: 'deleteProperty' on proxy: trap returned falsish for property 'a'
// expect: TypeError: CreateListFromArrayLike called on non-object
// expect: TypeError: 'getPrototypeOf' on proxy: trap returned neither object nor null
// expect: TypeError: Function.prototype.call.call is not a function
// expect: TypeError: CreateListFromArrayLike called on non-object
// expect: TypeError: CreateListFromArrayLike called on non-object
// expect: TypeError: Function.prototype.toString requires that 'this' be a Function
// expect: TypeError: Number.prototype.toString requires that 'this' be a Number
// expect: TypeError: this is not a Date object.
// expect: TypeError: String.prototype.trim called on null or undefined
// expect: TypeError: Method RegExp.prototype.exec called on incompatible receiver #<Object>
// expect: TypeError: BigInt.prototype.toString requires that 'this' be a BigInt
// expect: SyntaxError: Invalid regular expression: /[/: Unterminated character class
// expect: SyntaxError: Invalid regular expression: /(?<a>x)(?<a>y)/: Duplicate capture group name
// expect: SyntaxError: Invalid flags supplied to RegExp constructor 'gg'
// expect: SyntaxError: Invalid regular expression: /a**/: Nothing to repeat
// expect: SyntaxError: Invalid regular expression: /\/: \ at end of pattern
// expect: TypeError: String.prototype.matchAll called with a non-global RegExp argument
// expect: TypeError: String.prototype.replaceAll called with a non-global RegExp argument
// expect: TypeError: First argument to String.prototype.startsWith must not be a regular expression
// expect: URIError: URI malformed
// expect: URIError: URI malformed
// expect: SyntaxError: Unexpected end of input
// expect: SyntaxError: Unexpected end of input
// expect: SyntaxError: Identifier 'a' has already been declared
// expect: TypeError: Method [Generator].prototype.next called on incompatible receiver #<Object>
// expect: TypeError: Generator is already running
// expect: TypeError: Result of the Symbol.iterator method is not an object
// expect: TypeError: Iterator result 1 is not an object
// expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: object is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: Method Array Iterator.prototype.next called on incompatible receiver #<Object>
// expect: TypeError: Cannot convert object to primitive value
// expect: TypeError: Cannot convert object to primitive value
// expect: threw undefined
// expect: RangeError: Maximum call stack size exceeded
// expect: TypeError: Cannot convert object to primitive value
// expect: TypeError: Object.prototype.__defineGetter__: Expecting function
// expect: TypeError: number 1 is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: [object Array] is not an integer typed array.
// expect: TypeError: [object Float64Array] is not an integer typed array.
// expect: TypeError: Cannot read properties of undefined (reading 'x')
// expect: TypeError: u is not iterable
// expect: TypeError: n is not iterable
// expect: TypeError: five is not iterable
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: Cannot read properties of undefined (reading 'y')
// expect: TypeError: g is not a function or its return value is not iterable
// expect: TypeError: g is not iterable
// expect: TypeError: o is not iterable
// expect: TypeError: Date is not a function or its return value is not iterable
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: object is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: object null is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: number 2 is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: number 3.141592653589793 is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: u is not iterable
// expect: TypeError: n is not iterable
// expect: TypeError: g is not a function or its return value is not iterable
// expect: TypeError: o[0] is not iterable
// expect: TypeError: object null is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: Date is not a function or its return value is not iterable
// expect: TypeError: Math.PI is not iterable
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: u is not iterable
// expect: TypeError: true is not iterable
// expect: TypeError: "a".length is not iterable
// expect: TypeError: {(intermediate value)} is not iterable
// expect: TypeError: u is not iterable
// expect: TypeError: g is not a function or its return value is not iterable
// expect: TypeError: o.x is not iterable
// expect: TypeError: (u || n) is not iterable
// expect: TypeError: n is not iterable
// expect: TypeError: five is not iterable
// expect: TypeError: u is not iterable (cannot read property undefined)
// expect: TypeError: Spread syntax requires ...iterable[Symbol.iterator] to be a function
// expect: TypeError: o.x is not iterable (cannot read property undefined)
// expect: TypeError: g(...) is not iterable (cannot read property undefined)
// expect: TypeError: u is not iterable (cannot read property undefined)
// expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: o.f is not a function
// expect: TypeError: u is not a function
// expect: TypeError: Cannot read properties of undefined (reading 'g')
// expect: TypeError: Spread syntax requires ...iterable[Symbol.iterator] to be a function
// expect: TypeError: Spread syntax requires ...iterable[Symbol.iterator] to be a function
// expect: TypeError: five is not a function
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: Iterator value 1 is not an entry object
// expect: TypeError: Iterator value undefined is not an entry object
// expect: TypeError: Iterator value undefined is not an entry object
// expect: TypeError: object is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: (u || n) is not a function
// expect: TypeError: Cannot read properties of null (reading 'x')
// expect: TypeError: (o.a || []).b is not a function
// expect: TypeError: (o.a && five) is not a function
// expect: TypeError: (1 , u) is not a function
// expect: TypeError: (five + five) is not a function
// expect: TypeError: [1,2] is not a function
// expect: TypeError: {(intermediate value)} is not a function
// expect: TypeError: (intermediate value).x is not a function
// expect: TypeError: (intermediate value).x is not a function
// expect: TypeError: "s".q is not a function
// expect: TypeError: 5.q is not a function
// expect: TypeError: g(...) is not a function
// expect: TypeError: Cannot read properties of undefined (reading 'x')
// expect: TypeError: o[five] is not a function
// expect: TypeError: o.a-b is not a function
// expect: TypeError: Cannot read properties of undefined (reading 'x')
// expect: TypeError: g(...) is not a constructor
// expect: TypeError: Cannot read properties of undefined (reading 'b')
// expect: TypeError: (o.a || five) is not a constructor
// expect: TypeError: Cannot read properties of undefined (reading 'b')
// expect: TypeError: five is not a function
// expect: TypeError: this.zz is not a function
// expect: TypeError: globalThis.zz is not a function
// expect: TypeError: (!u) is not a function
// expect: TypeError: (-five) is not a function
// expect: TypeError: o.f is not a function
// expect: TypeError: u is not a function
// expect: TypeError: (o.a ?? o.b) is not a function
// expect: TypeError: (o.a || o.b || o.c) is not a function
// expect: TypeError: u is not a function
// expect: TypeError: o.x is not a function
// expect: TypeError: o.f is not a function
// expect: TypeError: o.f is not a function
// expect: TypeError: o.g is not a function
// expect: TypeError: o.a is not a function
// expect: TypeError: [].x is not a function
// expect: TypeError: [1].x is not a function
// expect: TypeError: {}.x is not a function
// expect: TypeError: {(intermediate value)}.x is not a function
// expect: TypeError: (intermediate value).x is not a function
// expect: TypeError: (intermediate value).x is not a function
// expect: TypeError: "abc" is not a function
// expect: TypeError: true is not a function
// expect: TypeError: null is not a function
// expect: TypeError: (five , five) is not a function
// expect: RangeError: Invalid code point NaN
// expect: RangeError: Invalid code point 1.5
// expect: RangeError: Invalid count value: #<Object>
// expect: RangeError: Invalid count value: [object Array]
