// Plain data are written quickly; what isn't plain, and a replacer, take the long way. Both
// give the same text, which reads back as what it was.
let seed = 11;
const rnd = (n) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;
const texts = ['', 'a', 'key', 'é', '"', '\\', '\n\t\b\f\r', '\u0000\u001f\u007f', '\ud83d\ude00', '\ud83d', '\ude00x', '\u2028\u2029', 'long enough for words and "quotes"', '1', '-1', '01', 'toJSON', '__proto__'];
const numbers = [0, -0, 1, -1, 1.5, 0.1, 0.25, -2.75, 1e21, 1e-7, 123456.789, 1 / 3, 1e15, 1e14 + 0.5, 5e-324, NaN, Infinity, -Infinity, 2 ** 53, 0.000001, 999999999.999999, 1e300, 0.001, 0.30000000000000004, 4.35, 1.005, 100.01];
class Point { #secret = 1; constructor(x) { this.x = x; } get y() { return this.#secret; } }
class Told { constructor(v) { this.v = v; } toJSON(key) { return { key, v: this.v }; } }
function value(depth) {
  const kinds = depth > 4 ? 8 : 22, k = rnd(kinds);
  switch (k) {
    case 0: return null;
    case 1: return rnd(2) === 0;
    case 2: return numbers[rnd(numbers.length)];
    case 3: return rnd(1e6) / [1, 10, 100, 1000, 7][rnd(5)];
    case 4: case 5: return texts[rnd(texts.length)];
    case 6: return [undefined, () => 1, Symbol('s')][rnd(3)];
    case 7: return rnd(1e9) - 5e8;
    case 8: return new Date(rnd(1e9) * 1000);
    case 9: return new Point(value(depth + 1));
    case 10: return rnd(4) ? [1, 2] : new Told(value(depth + 1));
    case 11: return [new Boolean(true), new Number(7.5), new String('s'), new Map([[1, 2]]), /x/g, new Error('e'), Object.create({ inherited: 1 }), Object.create(null)][rnd(8)];
    case 12: { const a = [value(depth + 1)]; a[3] = 1; return a; }
    case 13: { const o = { b: 1, 7: 'seven', a: 2, 1: 'one' }; Object.defineProperty(o, 'hidden', { value: 1 }); Object.defineProperty(o, 'got', { get: () => 'g', enumerable: true }); return o; }
    case 14: case 15: case 16: { const a = []; for (let i = rnd(6); i > 0; i--) a.push(value(depth + 1)); return a; }
    default: { const o = {}; for (let i = rnd(6); i > 0; i--) o[texts[rnd(texts.length)] + (rnd(3) ? 'k' : '')] = value(depth + 1); if (rnd(5) === 0) delete o.k; return o; }
  }
}
let bad = 0, size = 0;
for (let i = 0; i < 4000; i++) {
  const v = { v: value(0) };
  const quick = JSON.stringify(v), slow = JSON.stringify(v, (k, x) => x);
  size += quick.length;
  if (quick !== slow) { bad++; if (bad < 4) console.log('DIFFERENT', quick, slow); }
  if (JSON.stringify(JSON.parse(quick)) !== quick) { bad++; if (bad < 4) console.log('READ BACK', quick); }
  const spaced = JSON.stringify(v, null, 1);
  if (JSON.stringify(JSON.parse(spaced)) !== quick) { bad++; if (bad < 4) console.log('SPACED', spaced); }
}
console.log(bad, size); // expect: 0 227705
const ring = { a: [{}] }; ring.a[0].up = ring.a;
try { JSON.stringify(ring); } catch (err) { console.log(err.name, /^Converting circular structure to JSON/.test(err.message)); } // expect: TypeError true
Array.prototype.toJSON = function () { return 'array of ' + this.length; };
console.log(JSON.stringify({ a: [1, [2]], b: { c: [] } })); // expect: {"a":"array of 2","b":{"c":"array of 0"}}
delete Array.prototype.toJSON;
Object.defineProperty(Object.prototype, 'toJSON', { get() { return () => 1; }, configurable: true });
console.log(JSON.stringify({ a: {} })); // expect: 1
delete Object.prototype.toJSON;
const log = []; const spy = { a: 1, get b() { log.push('b'); delete spy.c; spy.d = 4; return 2; }, c: 3 };
console.log(JSON.stringify([spy, { z: spy }]), log.length); // expect: [{"a":1,"b":2},{"z":{"a":1,"b":2,"d":4}}] 2
