// What came after ES2024: numbers of 16 bits, and maps that insert what is missing.
// node: Node 20 has none of it
var view = new DataView(new ArrayBuffer(8));
[0, -0, 1, -1.5, 65504, 65519, 65520, 5.960464477539063e-8, 2.9e-8, 6.0975e-5, 0.1, NaN, Infinity, -Infinity, 1.00048828125,
  1.00146484375].forEach(function (v) {
  view.setFloat16(2, v);
  console.log(v, view.getFloat16(2), view.getUint16(2).toString(16), Math.f16round(v));
});
view.setFloat16(1, 1.5, true);
console.log(view.getFloat16(1, true), view.getUint8(1), view.getUint8(2));
try { view.getFloat16(7); } catch (e) { console.log(e.name); }
var map = new Map([['a', 1]]), weak = new WeakMap(), key = {}, made = 0;
console.log(map.getOrInsert('a', 2), map.getOrInsert('b', 3), map.get('b'), map.size);
console.log(map.getOrInsertComputed('c', function (k) { made++; return k + k; }), map.getOrInsertComputed('c', function () { made++; }), made);
map.getOrInsertComputed(-0, function (k) { console.log(Object.is(k, 0)); return 'zero'; });
console.log(map.get(0), weak.getOrInsert(key, 4), weak.getOrInsertComputed(key, String), weak.get(key));
[function () { map.getOrInsertComputed('d', 1); }, function () { weak.getOrInsert(1, 1); }, function () { Map.prototype.getOrInsert.call(weak, key, 1); },
  function () { new Number.prototype.toLocaleString(); }].forEach(function (f) {
  try { f(); } catch (e) { console.log(e.name); }
});
// expect: 0 0 0 0
// expect: -0 -0 8000 -0
// expect: 1 1 3c00 1
// expect: -1.5 -1.5 be00 -1.5
// expect: 65504 65504 7bff 65504
// expect: 65519 65504 7bff 65504
// expect: 65520 Infinity 7c00 Infinity
// expect: 5.960464477539063e-8 5.960464477539063e-8 1 5.960464477539063e-8
// expect: 2.9e-8 0 0 0
// expect: 0.000060975 0.00006097555160522461 3ff 0.00006097555160522461
// expect: 0.1 0.0999755859375 2e66 0.0999755859375
// expect: NaN NaN 7e00 NaN
// expect: Infinity Infinity 7c00 Infinity
// expect: -Infinity -Infinity fc00 -Infinity
// expect: 1.00048828125 1 3c00 1
// expect: 1.00146484375 1.001953125 3c02 1.001953125
// expect: 1.5 0 62
// expect: RangeError
// expect: 1 3 3 2
// expect: cc cc 1
// expect: true
// expect: zero 4 4 4
// expect: TypeError
// expect: TypeError
// expect: TypeError
// expect: TypeError
