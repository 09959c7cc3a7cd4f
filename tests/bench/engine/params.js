'use strict';
// Patterns, defaults and rest parameters.
function area({ w, h = 1 }) { return w * h; }
function first([a, b]) { return a + b; }
function opt(a, { deep = false, limit: n = 10 } = {}) { return deep ? a : a + n; }
const sum3 = (a, b = 2, c = a + b) => a + b + c;
function rest(a, ...more) { return a + more.length; }
let sum = 0;
const box = { w: 3, h: 4 }, pair = [1, 2];
for (let i = 0; i < 200000; i++) {
  sum += area(box) + first(pair) + opt(i) + opt(i, { deep: true }) + sum3(i) + rest(i, 1, 2);
  const { w, h } = box, [p, q] = pair;
  sum += w + h + p + q;
}
console.log(sum);
