// Private names: read, written and stepped as properties are; who hasn't got one.
class A {
  #x = 1; #s = ''; #u; static #n = 0; static made() { return ++A.#n; }
  get #g() { return this.#x; } set #g(v) { this.#x = v * 2; } get #ro() { return 7; } set #wo(v) { this.#x = v; }
  #m() { return 'm' + this.#x; }
  run() {
    const out = [this.#x++, this.#x, --this.#x, this.#x += 4, this.#x **= 2, this.#u, this.#u ??= 5, this.#u &&= 6, this.#g, this.#g = 3, this.#x, ++this.#g, this.#ro, this.#m(), #x in this];
    this.#wo = 11; this.#s += 'a'; this.#s += `b${this.#x}`;
    return out.concat(this.#s, this?.#x, this.#u--, this.#u);
  }
  static read(o) { return o.#x; } static write(o, v) { return (o.#x = v); } static add(o) { o.#x += 1; } static inc(o) { o.#x++; } static call(o) { return o.#m(); }
  static optional(o) { return o?.#x; } static has(o) { return #x in o; } static readonly(o) { o.#ro = 1; } static writeonly(o) { return o.#wo; } static method(o) { o.#m = 1; }
  static wo(o) { o.#wo++; } static big(o) { o.#x = 5n; o.#x++; o.#x += 2n; return o.#x; }
}
console.log(new A().run().join()); // expect: 1,2,1,5,25,,5,6,25,3,6,7,7,m14,true,ab11,11,6,5
console.log(A.made(), A.made()); // expect: 1 2
const tell = (f) => { try { return String(f()); } catch (e) { return e.constructor.name + ': ' + e.message; } };
console.log(tell(() => A.read({}))); // expect: TypeError: Cannot read private member #x from an object whose class did not declare it
console.log(tell(() => A.write({}, 1))); // expect: TypeError: Cannot write private member #x to an object whose class did not declare it
for (const o of [{}, 1, 'text', null, undefined, new Proxy(new A(), {}), Symbol.iterator, [], function () {}])
  console.log(tell(() => A.read(o)).slice(0, 12), tell(() => A.write(o, 1)).slice(0, 12), tell(() => A.add(o)).slice(0, 12), tell(() => A.inc(o)).slice(0, 12));
// expect: TypeError: C TypeError: C TypeError: C TypeError: C
// expect: TypeError: C TypeError: C TypeError: C TypeError: C
// expect: TypeError: C TypeError: C TypeError: C TypeError: C
// expect: TypeError: C TypeError: C TypeError: C TypeError: C
// expect: TypeError: C TypeError: C TypeError: C TypeError: C
// expect: TypeError: C TypeError: C TypeError: C TypeError: C
// expect: TypeError: C TypeError: C TypeError: C TypeError: C
// expect: TypeError: C TypeError: C TypeError: C TypeError: C
// expect: TypeError: C TypeError: C TypeError: C TypeError: C
console.log(A.optional(null), A.has({}), A.has(new A()), A.big(new A())); // expect: undefined false true 8n
console.log(tell(() => A.readonly(new A()))); // expect: TypeError: '#ro' was defined without a setter
console.log(tell(() => A.writeonly(new A()))); // expect: TypeError: '#wo' was defined without a getter
console.log(tell(() => A.wo(new A()))); // expect: TypeError: '#wo' was defined without a getter
console.log(tell(() => A.method(new A()))); // expect: TypeError: Private method '#m' is not writable
// Classes made again and again, each with names of its own.
const make = () => class { #p = 1; static of(o) { return o.#p; } set(v) { this.#p = v; return this; } };
const One = make(), Two = make();
console.log(One.of(new One().set(3)), tell(() => One.of(new Two())).slice(0, 37)); // expect: 3 TypeError: Cannot read private member
console.log(tell(() => One.of({})).includes('#p')); // expect: true
// The value is evaluated before the check.
let seen = '';
console.log(tell(() => A.write({ }, (seen += 'v', 1))).slice(0, 22), seen); // expect: TypeError: Cannot writ v
