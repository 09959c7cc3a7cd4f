// Map and Set: keys, order, changes while iterating, what subclasses and iterables do.
function list(it) { var out = [], r; while (!(r = it.next()).done) out.push(r.value); return out; }
function fails(f) { try { f(); console.log('no error'); } catch (e) { console.log(e.name + ': ' + e.message); } }

var o = {}, f = function () {}, s = Symbol('s');
var m = new Map([[NaN, 'nan'], [0, 'zero'], ['0', 'text'], [o, 'object'], [f, 'function'], [s, 'symbol'], [null, 'null'], [undefined, 'undefined'], [true, 'true'], [1.5, 'float']]);
console.log(m.size, m.get(NaN), m.get(-0), m.get('0'), m.get(o), m.get(f), m.get(s), m.get(null), m.get(), m.get(true), m.get(1.5), m.get({}), m.get(2));
console.log(Object.is(list(new Map([[-0, 1]]).keys())[0], 0), new Set([0, -0, NaN, NaN, '0']).size);
console.log(m.set('0', 'again') === m, list(m.keys()).filter(function (k) { return k !== f; }).map(String).join(), m.delete('0'), m.delete('0'), m.has('0'), m.size);
m.clear();
console.log(m.size, list(m.entries()).length);

// Entries added while iterating are seen, deleted ones are not, and those added again come last.
m = new Map([[1, 'a'], [2, 'b'], [3, 'c']]);
var seen = [];
m.forEach(function (v, k, map) {
  seen.push(k);
  if (k === 1) { m.delete(2); m.set(4, 'd'); m.set(1, 'changed'); }
  if (k === 4) { m.delete(1); m.set(1, 'new'); }
  if (seen.length > 20) throw new Error('endless');
});
console.log(seen.join());
var set = new Set([1, 2, 3]), it = set.values();
console.log(it.next().value);
set.clear();
set.add(9);
console.log(JSON.stringify(it.next()), JSON.stringify(it.next()), (set.add(10), JSON.stringify(it.next())));

// Many deletions and insertions under a live iterator.
var big = new Map(), i, n = 0, keys = [];
for (i = 0; i < 5000; i++) big.set(i, i);
it = big.keys();
for (i = 0; i < 100; i++) it.next();
for (i = 0; i < 4900; i++) big.delete(i);
console.log(it.next().value, big.size);
for (i = 5000; i < 5010; i++) big.set(i, i);
console.log(list(it).length, big.size);
for (i = 0; i < 3000; i++) { big.set('k' + i, i); if (i % 3) big.delete('k' + (i - 1)); }
big.forEach(function (v, k) { n += v; keys.push(k); });
console.log(n, keys.length, big.size, big.get('k2999'));

// Constructors take any iterable, and call set or add where those are changed.
console.log(list(new Set('hello').values()).join(''), new Map(new Map([[1, 2]])).get(1), new Set(new Set([1, 2])).size, new Map(null).size, new Set(undefined).size);
var add = Set.prototype.add, calls = 0;
Set.prototype.add = function (v) { calls++; return add.call(this, v); };
console.log(new Set([1, 2, 2]).size, calls);
Set.prototype.add = add;
fails(function () { Map(); });
fails(function () { new Map(5); });
fails(function () { new Map([1]); });
fails(function () { Map.prototype.get.call(new Set(), 1); });
fails(function () { Set.prototype.has.call({}, 1); });
fails(function () { Object.getOwnPropertyDescriptor(Map.prototype, 'size').get.call(new Set()); });
fails(function () { new Set([1]).forEach(1); });
fails(function () { new Map().entries().next.call({}); });

// An iterator that gives a bad entry is closed.
var closed = 0, bad = { next: function () { return { value: 1, done: false }; }, 'return': function () { closed++; return {}; } };
bad[Symbol.iterator] = function () { return bad; };
fails(function () { new Map(bad); });
console.log(closed);

[Map, Set].forEach(function (C) {
  console.log(C.name, C.length, C[Symbol.species] === C, Object.prototype.toString.call(new C()), Object.keys(C.prototype).length);
  // Newer engines have methods for two sets beside these.
  console.log(Object.getOwnPropertyNames(C.prototype).filter(function (n) {
    return n.indexOf('getOrInsert') < 0 && !/union|intersection|[dD]ifference|^is[SD]/.test(n);
  }).sort().join());
  console.log(C.prototype[Symbol.iterator].name, C.prototype.keys.name, C.prototype.forEach.length, C.prototype[Symbol.toStringTag]);
  var d = Object.getOwnPropertyDescriptor(C.prototype, 'size');
  console.log(d.get.name, d.set, d.enumerable, d.configurable);
});
console.log(Object.prototype.toString.call(new Map().keys()), Object.prototype.toString.call(new Set().keys()), new Map().keys()[Symbol.iterator]().next().done);
console.log(Map.prototype.entries === Map.prototype[Symbol.iterator], Set.prototype.keys === Set.prototype.values);
var global = Object.getOwnPropertyDescriptor(globalThis, 'Set');
console.log(global.value === Set, global.writable, global.enumerable, global.configurable);

// A million entries stay quick and small.
var million = new Map();
for (i = 0; i < 300000; i++) million.set('key' + i, i);
for (i = 0, n = 0; i < 300000; i++) n += million.get('key' + i);
console.log(n, million.size);
// expect: 10 nan zero text object function symbol null undefined true float undefined undefined
// expect: true 3
// expect: true NaN,0,0,[object Object],Symbol(s),null,undefined,true,1.5 true false false 9
// expect: 0 0
// expect: 1,3,4,1
// expect: 1
// expect: {"value":9,"done":false} {"done":true} {"done":true}
// expect: 4900 100
// expect: 109 110
// expect: 2045495 1110 1110 2999
// expect: helo 2 2 0 0
// expect: 2 3
// expect: TypeError: Constructor Map requires 'new'
// expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: Iterator value 1 is not an entry object
// expect: TypeError: Method Map.prototype.get called on incompatible receiver #<Set>
// expect: TypeError: Method Set.prototype.has called on incompatible receiver #<Object>
// expect: TypeError: Method get Map.prototype.size called on incompatible receiver #<Set>
// expect: TypeError: number 1 is not a function
// expect: TypeError: Method Map Iterator.prototype.next called on incompatible receiver #<Object>
// expect: TypeError: Iterator value 1 is not an entry object
// expect: 1
// expect: Map 0 true [object Map] 0
// expect: clear,constructor,delete,entries,forEach,get,has,keys,set,size,values
// expect: entries keys 1 Map
// expect: get size undefined false true
// expect: Set 0 true [object Set] 0
// expect: add,clear,constructor,delete,entries,forEach,has,keys,size,values
// expect: values values 1 Set
// expect: get size undefined false true
// expect: [object Map Iterator] [object Set Iterator] true
// expect: true true
// expect: true true false true
// expect: 44999850000 300000
