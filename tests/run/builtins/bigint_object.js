// A BigInt as an object, and what takes no BigInt for one.
const o = Object(5n);
console.log(typeof o, o instanceof BigInt, o == 5n, 5n == o, o === 5n, o + 1n, o.valueOf() === 5n, String(o));
console.log(Object(0n) ? 'an object is true' : 'no', typeof -Object(1n), Object.prototype.toString.call(o), o !== Object(5n));
console.log(JSON.stringify({ f: typeof Object(1n) }), Object.getPrototypeOf(o) === BigInt.prototype, o.constructor === BigInt);
console.log(({ valueOf() { return 7n; } }) == 7n, 7n == { valueOf() { return 7n; } }, ({}) == 7n);
for (const f of [() => new WeakMap([[1n, 1]]), () => new WeakSet([1n]), () => Object.defineProperty({}, 'x', 1n)]) {
  try { f(); console.log('nothing thrown'); } catch (e) { console.log(e.name + ': ' + e.message); }
}
class Plain extends Object {}
console.log(new Plain({ a: 1 }).a, new Plain() instanceof Plain, Object.keys(new Object({ a: 1 })).join());
const counter = { get x() { return 9007199254740993n; }, set x(v) { this.y = v; } };
console.log(counter.x++, counter.y, --counter.x, counter.y);
// expect: object true true true false 6n true 5
// expect: an object is true bigint [object BigInt] true
// expect: {"f":"object"} true true
// expect: true true false
// expect: TypeError: Invalid value used as weak map key
// expect: TypeError: Invalid value used in weak set
// expect: TypeError: Property description must be an object: 1
// expect: undefined true a
// expect: 9007199254740993n 9007199254740994n 9007199254740992n 9007199254740992n
