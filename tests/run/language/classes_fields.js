// Fields: order, keys, names of functions, what they see, private ones, proxies, setters
// of the prototype, runs of fields with methods between.
const log = (...a) => console.log(a.map(String).join(' '));

const order = [];
const note = (x) => (order.push(x), x);
class A {
  a = note('a');
  [note('key b')] = note('b');
  m() { return 'm'; }
  c = note('c') + this.a;
  static s = note('static');
  [note('key d')] = note('d');
  constructor(x = note('param')) { note('body'); }
}
log(order);
// expect: key b,key d,static
order.length = 0;
const a = new A();
log(order, Object.keys(a), a.c, a['key b']);
// expect: a,b,c,d,param,body a,key b,c,key d ca b

// Keys are evaluated once, values each time; of each class of a loop on their own.
const classes = [];
for (let i = 0; i < 2; i++) classes.push(class { [`k${i}`] = {}; #p = i; get p() { return this.#p; } static has(o) { return #p in o; } });
const [X, Y] = classes;
log(Object.keys(new X()), Object.keys(new Y()), new X().k0 !== new X().k0, new Y().p, X.has(new X()), X.has(new Y()));
// expect: k0 k1 true 1 true false

// Definition, not assignment.
class Base { set v(x) { log('setter'); } get w() { return 1; } }
class Derived extends Base { v = 1; w = 2; v = 3; 0 = 'zero'; '1x' = 'one'; }
const d = new Derived();
log(d.v, d.w, Object.keys(d), JSON.stringify(Object.getOwnPropertyDescriptor(d, 'w')));
// expect: 3 2 0,v,w,1x {"value":2,"writable":true,"enumerable":true,"configurable":true}

class Names {
  f = () => {};
  g = function () {};
  ['h' + 1] = () => {};
  #i = () => {};
  k = class {};
  l = function own() {};
  i() { return this.#i.name; }
}
const n = new Names();
log(n.f.name, n.g.name, n.h1.name, n.i(), n.k.name, n.l.name);
// expect: f g h1 #i k own

// `this`, arrow functions, earlier fields, closures over the scope of the class.
const outer = 'outer';
class Sees {
  one = 1;
  two = this.one + 1;
  get = () => this.two;
  list = [1, this.two, outer];
  deep = { a: { b: this.one } };
  undef;
  constructor(outer, one) { this.given = outer; }
}
const s = new Sees('param');
log(s.two, s.get(), s.list, s.deep.a.b, 'undef' in s, s.given);
// expect: 2 2 1,2,outer 1 true param
class Evals { x = 1; y = eval('this.x + 1'); z = eval('var q = 5; q'); w = 4; }
log(Object.values(new Evals()));
// expect: 1,2,5,4

// Private names twice on one object; frozen and odd ones.
class Stamp { constructor(o) { return o; } }
class Priv extends Stamp { #x = 1; static get(o) { return o.#x; } }
const target = {};
new Priv(target);
try { new Priv(target); } catch (e) { log(e.name); }
log(Priv.get(target));
// expect: TypeError
// expect: 1
class Pub extends Stamp { y = 2; }
const traps = [];
const p = new Proxy({}, { defineProperty(t, k, desc) { traps.push(String(k)); return Reflect.defineProperty(t, k, desc); } });
new Pub(p);
log(traps, p.y);
// expect: y 2
try { new Pub(Object.freeze({})); } catch (e) { log(e.name); }
// expect: TypeError
const arr = new Pub([]);
log(Array.isArray(arr), arr.y);
// expect: true 2
class Len extends Array { length = 2; }
try { log(new Len(5).length); } catch (e) { log(e.name); }
// expect: TypeError

// Many properties: as many as there come.
class Many { constructor(n) { for (let i = 0; i < n; i++) this['p' + i] = i; } last = 'l'; }
log(Object.keys(new Many(3)).length, Object.keys(new Many(100)).length, Object.keys(new Many(2)));
// expect: 4 101 last,p0,p1

// Nothing but constants: the same, without a function.
class Const { a = 1; #b = 'b'; a = 2; 7 = null; c; get b() { return this.#b; } static has(o) { return #b in o; } }
log(JSON.stringify(new Const()), new Const().b, Const.has(new Const()), 'c' in new Const(), Object.keys(new Const()));
// expect: {"7":null,"a":2} b true true 7,a,c
class ConstSub extends Const { a = 3; #b = true; #m() { return this.#b; } d = false; m() { return this.#m(); } }
log(JSON.stringify(new ConstSub()), new ConstSub().b, new ConstSub().m());
// expect: {"7":null,"a":3,"d":false} b true
const once = {};
class ConstOnto extends function () { return once; } { #x = 1; y = 'y'; static read(o) { return o.#x; } }
new ConstOnto();
log(ConstOnto.read(once), once.y);
// expect: 1 y
try { new ConstOnto(); } catch (e) { log(e.message); }
// expect: Cannot initialize #x twice on the same object
class ConstPublic extends function (o) { return o; } { y = 1; z = 2; }
log(JSON.stringify(new ConstPublic({ y: 0 })), JSON.stringify(new ConstPublic([])));
// expect: {"y":1,"z":2} []
const defined = [];
new ConstPublic(new Proxy({}, { defineProperty(t, k, d) { defined.push(k, d.value, d.enumerable); return true; } }));
log(defined);
// expect: y,1,true,z,2,true
for (const value of [Object.freeze({}), Object.defineProperty({}, 'z', { value: 0 })]) {
  try { new ConstPublic(value); } catch (e) { log(e.name); }
}
// expect: TypeError
// expect: TypeError
class ConstSet { set v(x) { log('setter'); } }
class ConstOver extends ConstSet { v = 1; }
log(Object.getOwnPropertyDescriptor(new ConstOver(), 'v').value);
// expect: 1
