'use strict';
// Getters and setters of classes, object literals, let in loops, ?., ??, **, ??=, templates.
class Box {
  constructor(w) { this._w = w; }
  get w() { return this._w; }
  set w(v) { this._w = v; }
  static of(w) { return new Box(w); }
  ['dou' + 'ble']() { return this.w * 2; }
}
const config = { deep: { list: [1, 2], f(x) { return x + 1; } }, none: null };
let sum = 0;
for (let i = 0; i < 100000; i++) {
  const b = Box.of(i);
  b.w = b.w + 1;
  sum += b.double() + (config.deep?.list?.[1] ?? 0) + (config.none?.x ?? 5);
  sum += config.deep.f?.(i) ** 2 % 7;
  let o = { b, i, sum };
  o.extra ??= i;
  o.i += 1;
  o.i ||= 3;
  const text = `${i}-${o.i}:${b.w}`;
  sum += text.length + o.extra;
  const swap = (x, y) => [y, x];
  let [p, q] = swap(i, 1);
  [p, q] = [q, p];
  switch (p % 3) { case 0: { let t = p; sum += t; break; } default: { let t = q; sum -= t; } }
}
console.log(sum);
