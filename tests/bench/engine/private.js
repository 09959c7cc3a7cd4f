'use strict';
// Private fields, methods and accessors.
class Vec {
  #x; #y = 0; #n = 1;
  static #made = 0;
  constructor(x, y) { this.#x = x; this.#y = y; Vec.#made++; }
  #square(v) { return v * v; }
  get length2() { return this.#square(this.#x) + this.#square(this.#y); }
  add(o) { return new Vec(this.#x + o.#x, this.#y + o.#y); }
  has(o) { return #n in o; }
  static get made() { return Vec.#made; }
}
let v = new Vec(0, 0), sum = 0;
for (let i = 0; i < 300000; i++) {
  v = v.add(new Vec(i, 1));
  sum += v.length2 % 7 + (v.has(v) ? 1 : 0);
}
console.log(sum, Vec.made);
