// Constructors of derived classes: one object however deep, super() once, what it returns,
// arrow functions and evals that call it, spread, new.target, parents of all kinds.
const log = (...a) => console.log(a.map(String).join(' '));

class A { constructor(x) { this.x = x; log('A', new.target.name, Object.getPrototypeOf(this) === new.target.prototype); } }
class B extends A { constructor(x, y) { super(x); this.y = y; } }
class C extends B {}
class D extends C { z = this.x + this.y; constructor(...a) { super(...a, 1); } }
const d = new D(1, 2);
// expect: A D true
log(d.x, d.y, d.z, d instanceof A, Object.keys(d));
// expect: 1 2 3 true x,y,z
log(new C(5).x, new C(5, 6).y);
// expect: A C true
// expect: A C true
// expect: 5 6

class Twice extends A { constructor() { super(1); try { super(2); } catch (e) { log(e.name, e.message, this.x); } } }
new Twice();
// expect: A Twice true
// expect: A Twice true
// expect: ReferenceError Super constructor may only be called once 1
class Nested extends A { constructor() { try { super(super(1)); } catch (e) { log(e.message); } } }
new Nested();
// expect: A Nested true
// expect: A Nested true
// expect: Super constructor may only be called once
class Never extends A { constructor(how) { if (how === 1) this.x = 1; if (how === 2) return { own: 1 }; if (how === 3) return 1; } }
for (const how of [0, 1, 2, 3]) {
  try { log(new Never(how).own); } catch (e) { log(e.name); }
}
// expect: ReferenceError
// expect: ReferenceError
// expect: 1
// expect: TypeError

// A parent that throws is called again on another object.
let seen = [];
class Fails { constructor(ok) { this.mark = ok; seen.push(this); if (!ok) throw new Error('no'); } }
class Retry extends Fails { constructor() { try { super(false); } catch { super(true); } } }
const r = new Retry();
log(seen.length, seen[0] !== seen[1], r === seen[1], r.mark);
// expect: 2 true true true

// A parent that returns another object.
class Other { constructor() { return { other: true }; } }
class OfOther extends Other { own = 1; constructor() { super(); this.more = 2; } }
const o = new OfOther();
log(o instanceof OfOther, o.other, o.own, o.more);
// expect: false true 1 2

// Arrow functions, evals.
class Arrow extends A { f = 1; constructor() { const s = () => super(7); log(s() === this, this.f); } }
new Arrow();
// expect: A Arrow true
// expect: true 1
class Evals extends A { f = 2; constructor() { eval('super(8)'); log(this.x, this.f); } }
new Evals();
// expect: A Evals true
// expect: 8 2
class Default extends A { constructor(x = super(3)) { log(x === this); } }
new Default();
// expect: A Default true
// expect: true

// Reflect.construct, functions, bound ones and natives as parents.
function Old(x) { this.old = x; log('Old', new.target === undefined, arguments.length); }
class OfOld extends Old { constructor(...a) { super(...a); } }
log(new OfOld(1, 2, 3).old, Reflect.construct(OfOld, [4], Array) instanceof Array);
// expect: Old false 3
// expect: Old false 1
// expect: 1 true
const Bound = Old.bind(null, 'bound');
Bound.prototype = Old.prototype;
log(new (class extends Bound {})('x').old);
// expect: Old false 2
// expect: bound
class List extends Array { sum() { return this.reduce((a, b) => a + b, 0); } }
log(List.from([1, 2, 3]).sum(), new List(3).length, new List(1, 2) instanceof List);
// expect: 6 3 true
class Err extends Error { name = 'Err'; constructor(m) { super(m); this.code = 1; } }
log(new Err('why'), new Err('x').code, new Err('x').stack.split('\n').length > 1);
// expect: Err: why 1 true
const proxied = new Proxy(A, { construct(t, args, nt) { log('trap', nt.name); return Reflect.construct(t, args, nt); } });
log(new (class OfProxy extends proxied {})(9).x);
// expect: trap OfProxy
// expect: A OfProxy true
// expect: 9
let parent = class { constructor() { this.which = 'first'; } };
class Moves extends parent {}
Object.setPrototypeOf(Moves, class { constructor() { this.which = 'second'; } });
log(new Moves().which, new Moves() instanceof Moves);
// expect: second true
try { A(); } catch (e) { log(e.message); }
// expect: Class constructor A cannot be invoked without 'new'
try { C.call({}); } catch (e) { log(e.message); }
// expect: Class constructor C cannot be invoked without 'new'

// super.method, accessors, statics, in object literals.
class P { m(x) { return 'P.m' + x + this.id; } get g() { return 'P.g' + this.id; } static s() { return 's' + this.name; } }
class Q extends P {
  id = 1;
  m(x) { return super.m(x) + '!'; }
  get g() { return super.g + '!'; }
  none() { return super.none; }
  static s() { return super.s() + '!'; }
  spread(...a) { return super.m(...a); }
  key(k) { return super[k](0); }
}
const q = new Q();
log(q.m(2), q.g, q.none(), Q.s(), q.spread(3), q.key('m'));
// expect: P.m21! P.g1! undefined sQ! P.m31 P.m01
const lit = { __proto__: { m() { return 'proto' + this.n; } }, n: 4, m() { return super.m(); } };
log(lit.m());
// expect: proto4
