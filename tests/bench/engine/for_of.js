'use strict';
// for-of over arrays, short and long, with patterns.
const list = [], pairs = [];
for (let i = 0; i < 100; i++) {
  list.push(i);
  pairs.push([i, i + 1]);
}
const few = [1, 2, 3];
let sum = 0;
for (let k = 0; k < 10000; k++) {
  for (const x of list) sum += x;
  for (const x of few) sum += x;
  for (const [a, b] of pairs) sum += a + b;
}
console.log(sum);
