// Classes: members, fields, private names, static blocks, inheritance, super, new.target.
class A {
    #secret = 1; pub = this.#secret + 1; static count = 0; static #hidden = 'h'; ['comp' + 1] = 'c'; noInit;
    constructor(x) { this.x = x; A.count++ }
    get secret() { return this.#secret } set secret(v) { this.#secret = v }
    #priv(n) { return this.#secret * n } callPriv(n) { return this.#priv(n) }
    get #acc() { return 'acc' + this.#secret } set #acc(v) { this.#secret = v * 2 }
    useAcc() { this.#acc = 4; return this.#acc }
    static has(o) { return #secret in o } static hidden() { return A.#hidden }
    static { this.ready = [this.name, A.#hidden] }
    inc() { this.#secret++; this.#secret += 10; this.#secret **= 1; return ++this.#secret }
    *gen() { yield this.x } async later() { return this.x } static async *ag() { yield 1 }
    'quoted name'() { return 1 } 123() { return 123 } static [Symbol.iterator]() { return [7][Symbol.iterator]() }
}
const a = new A(5);
console.log(a.x, a.pub, a.secret, a.callPriv(3), A.count, A.hidden(), A.has(a), A.has({}), A.ready, a.comp1, 'noInit' in a);
console.log(a.inc(), a.useAcc(), a.secret = 3, a.secret, [...a.gen()], a['quoted name'](), a[123](), [...A]);
console.log(Object.keys(a), Object.getOwnPropertyNames(A.prototype), typeof A, A.length, A.name);
try { A() } catch (e) { console.log(e.name, e.message) }
try { A.prototype.callPriv.call({}) } catch (e) { console.log(e.name) }
try { Object.getOwnPropertyDescriptor(A.prototype, 'secret').set.call({}, 1) } catch (e) { console.log(e.name, e.message) }
class B extends A {
    own = super.callPriv(2);
    constructor(...args) { super(...args); this.late = () => super.callPriv(1) }
    callPriv(n) { return 'B' + super.callPriv(n) }
    get secret() { return super.secret + 100 }
    set secret(v) { super.secret = v }
    static hidden() { return super.hidden() + '!' }
}
const b = new B(7);
console.log(b.x, b.own, b.late(), b.callPriv(2), b.secret, B.hidden(), b instanceof A, Object.getPrototypeOf(B) === A);
b.secret = 50; console.log(b.secret);
class D extends B { } console.log(new D(3).x, D.length, D.name);
class Early extends A { constructor(ok) { if (ok) super(1); else { try { this.x } catch (e) { console.log(e.name, e.message) } super(2) } } }
console.log(new Early(true).x, new Early(false).x);
class Bad extends A { constructor() { } } try { new Bad() } catch (e) { console.log(e.name) }
class Ret extends A { constructor() { super(1); return { other: 1 } } } console.log(new Ret());
class Arr extends Array { sum() { return this.reduce((p, c) => p + c, 0) } } const arr = Arr.from([1, 2, 3]);
console.log(arr.sum(), arr.length, arr instanceof Arr, arr.map((x) => x * 2) instanceof Arr, Array.isArray(arr));
class MyError extends Error { constructor(m, code) { super(m); this.code = code } get name() { return 'MyError' } }
const err = new MyError('bad', 7); console.log(String(err), err.code, err instanceof Error, err.stack.includes('classes.js'));
class M2 extends Map { get(k) { return super.get(k) ?? 'none' } } console.log(new M2([[1, 2]]).get(1), new M2().get(1));
class Nt { constructor() { this.t = new.target.name } } class Nt2 extends Nt { } console.log(new Nt().t, new Nt2().t);
const mixin = (Base) => class extends Base { mixed() { return 'mixed' + this.x } }; console.log(new (mixin(A))(2).mixed());
const Anon = class { static n = Anon0(); }; function Anon0() { return 'static init' } console.log(Anon.n, Anon.name);
const Named = class Inner { static self() { return Inner === Named } }; console.log(Named.self(), Named.name);
try { class X extends null { } new X() } catch (e) { console.log(e.name) }
try { class X extends 5 { } } catch (e) { console.log(e.name, e.message) }
const obj = { __proto__: { hi() { return 'proto hi' } }, hi() { return super.hi() + '!' } }; console.log(obj.hi());
class Acc { static #n = 0; static next() { return ++Acc.#n } static get n() { return Acc.#n } } Acc.next(); console.log(Acc.next(), Acc.n);
class Chain { #v = 1; static read(o) { return o?.#v } static set(o) { o.#v ??= 5; o.#v &&= 9; return o.#v } } console.log(Chain.read(new Chain()), Chain.read(null), Chain.set(new Chain()));
for (const i of [1, 2]) { class Loop { static #k = i; static get() { return Loop.#k } } console.log(Loop.get()) }
