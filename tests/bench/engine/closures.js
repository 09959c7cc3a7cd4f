'use strict';
// Arrow functions, block scopes, templates, spread, optional chaining.
const add = (a) => (b) => a + b;
const total = (list) => list.map((x) => x * 2).filter((x) => x % 3 === 0).reduce((p, q) => p + q, 0);
const list = Array.from({ length: 50 }, (_, i) => i);
const maybe = { a: { b: 1 } }, none = null;
let sum = 0;
for (let i = 0; i < 20000; i++) {
  const f = add(i);
  sum += f(1) + total(list);
  sum += (maybe?.a?.b ?? 2) + (none?.a?.b ?? 3);
  sum += `${i}:${sum}`.length;
  sum += [...list, i].length + Math.max(...list);
  const o = { ...maybe, i, [`k${i % 7}`]: 1 };
  sum += o.i;
  {
    let t = i;
    sum += (() => t)();
  }
}
console.log(sum);
