// What functions give as their text: what stands in the source, or what the specification
// makes of it.
class A extends Object { static async *x(a = 1) { yield a }  get /*c*/ y() { return 1 } #p() {} m() { return this.#p } constructor() { super() } static  st () {} }
function f(a, b = 2, ...c) { return a + b }
const g = async (x) => x, h = x => x, k = function* () {}, o = { a() {}, get b() { return 1 }, async c() {}, ['d' + 1]: () => 1, *e() {}, f: class { } };
for (const fn of [A, f, g, h, k, o.a, o.c, o.d1, o.e, o.f, A.x, new A().m(), A.st, A.prototype.m, Math.max, Function.prototype, f.bind(), new Proxy(f, {}), class { x = 1 }, new Function('a', 'b', 'return a'), eval('(function  q ( ) { })'), async function* z() { }]) console.log(String(fn));
console.log(Object.getOwnPropertyDescriptor(A.prototype, 'y').get.toString(), Object.getOwnPropertyDescriptor(o, 'b').get.toString());
console.log(Object.getOwnPropertyDescriptor(Map.prototype, 'size').get.toString(), [][Symbol.iterator].toString());
async function decl(a, b) { await a; }
function* gdecl({ a }, [b]) { yield a; }
console.log(decl.toString(), gdecl.toString(), (function inner() { return inner.toString(); })());
{ function blocked(a = 1) { return a } console.log(String(blocked)); }
for (let i = 0; i < 2; i++) { const c = () => i; console.log(String(c)); }

// expect: class A extends Object { static async *x(a = 1) { yield a }  get /*c*/ y() { return 1 } #p() {} m() { return this.#p } constructor() { super() } static  st () {} }
// expect: function f(a, b = 2, ...c) { return a + b }
// expect: async (x) => x
// expect: x => x
// expect: function* () {}
// expect: a() {}
// expect: async c() {}
// expect: () => 1
// expect: *e() {}
// expect: class { }
// expect: async *x(a = 1) { yield a }
// expect: #p() {}
// expect: st () {}
// expect: m() { return this.#p }
// expect: function max() { [native code] }
// expect: function () { [native code] }
// expect: function () { [native code] }
// expect: function () { [native code] }
// expect: class { x = 1 }
// expect: function anonymous(a,b
// expect: ) {
// expect: return a
// expect: }
// expect: function  q ( ) { }
// expect: async function* z() { }
// expect: get /*c*/ y() { return 1 } get b() { return 1 }
// expect: function get size() { [native code] } function values() { [native code] }
// expect: async function decl(a, b) { await a; } function* gdecl({ a }, [b]) { yield a; } function inner() { return inner.toString(); }
// expect: function blocked(a = 1) { return a }
// expect: () => i
// expect: () => i
