// Private names belong to objects that a class's constructor has made: nobody inherits them.
class A {
  #x = 1;
  #m() { return 1; }
  get #g() { return 2; }
  set #g(v) { this.#x = v; }
  static #s() { return 5; }
  get #go() { return 1; }
  set #so(v) { this.#x = v; }
  static all(o) { return [o.#x, o.#m(), o.#g]; }
  static has(o) { return [#x in o, #m in o, #g in o, #s in o].join(); }
  static rm(o) { return o.#m(); }
  static rg(o) { return o.#g; }
  static sg(o) { o.#g = 1; }
  static rs() { return this.#s(); }
  static wx(o) { o.#x = 1; }
  static rx(o) { return o.#x; }
  static ux(o) { o.#x++; }
  static rso(o) { return o.#so; }
  static wgo(o) { o.#go = 1; }
  static wm(o) { o.#m = 1; }
}
class B extends A {}
class Same { constructor(o) { return o; } }
class C extends Same {
  #p = 1;
  #q() { return 7; }
  get #r() { return 8; }
  set #r(v) { this.#p = v; }
  static all(o) { o.#r = o.#p + 1; return [o.#p, o.#q(), o.#r]; }
}
const a = new A();
console.log(A.all(a), A.all(new B()), A.has(a), A.has(A), A.has(Object.create(a)), A.has(A.prototype));
const plain = {}, proxy = new Proxy({}, { get() { throw new Error('no trap'); } });
new C(plain);
new C(proxy);
new C(Object.freeze([1]));
Object.setPrototypeOf(a, null);
console.log(C.all(plain), C.all(proxy), A.all(a), Reflect.ownKeys(plain));
for (const f of [
  () => A.rx(Object.create(a)), () => A.rm(Object.create(a)), () => A.rm(A.prototype), () => A.rg({}),
  () => A.sg({}), () => A.rs.call(B), () => A.wx(Object.create(a)), () => A.ux({}), () => A.rx(1),
  () => A.rx(null), () => A.wx(undefined), () => A.rso(a), () => A.rso({}), () => A.wgo(a), () => A.wgo({}),
  () => A.wm(a), () => A.wm({}), () => A.has(1), () => new C(plain),
  () => { class D extends Same { #p = 1; } const o = new D({}); new D(o); },
  () => { (class { #m() {} static t(o) { o.#m(); } }).t({}); },
]) {
  try { console.log(f()); } catch (e) { console.log(`${e.name}: ${e.message}`); }
}
// An object that is its own class's prototype, and two evaluations of one class.
const make = () => class { #v = 1; #m() { return 2; } static get(o) { return [o.#v, o.#m()]; } };
const One = make(), Two = make();
console.log(One.get(new One()));
try { One.get(new Two()); } catch (e) { console.log(e.message); }
// expect: [ 1, 1, 2 ] [ 1, 1, 2 ] true,true,true,false false,false,false,true false,false,false,false false,false,false,false
// expect: [ 2, 7, 8 ] [ 2, 7, 8 ] [ 1, 1, 2 ] []
// expect: TypeError: Cannot read private member #x from an object whose class did not declare it
// expect: TypeError: Receiver must be an instance of class A
// expect: TypeError: Receiver must be an instance of class A
// expect: TypeError: Receiver must be an instance of class A
// expect: TypeError: Receiver must be an instance of class A
// expect: TypeError: Receiver must be class A
// expect: TypeError: Cannot write private member #x to an object whose class did not declare it
// expect: TypeError: Cannot read private member #x from an object whose class did not declare it
// expect: TypeError: Cannot read private member #x from an object whose class did not declare it
// expect: TypeError: Cannot read properties of null (reading '#x')
// expect: TypeError: Cannot set properties of undefined (setting '#x')
// expect: TypeError: '#so' was defined without a getter
// expect: TypeError: Receiver must be an instance of class A
// expect: TypeError: '#go' was defined without a setter
// expect: TypeError: Receiver must be an instance of class A
// expect: TypeError: Private method '#m' is not writable
// expect: TypeError: Receiver must be an instance of class A
// expect: TypeError: Cannot use 'in' operator to search for '#x' in 1
// expect: TypeError: Cannot initialize private methods of class C twice on the same object
// expect: TypeError: Cannot initialize #p twice on the same object
// expect: TypeError: Receiver must be an instance of class anonymous
// expect: [ 1, 2 ]
// expect: Cannot read private member #v from an object whose class did not declare it
