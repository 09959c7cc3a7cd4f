'use strict';
const map = new Map(), set = new Set();
for (let i = 0; i < 1000; i++) {
  map.set(i, i + 1);
  set.add(i);
}
let sum = 0;
for (let k = 0; k < 200; k++) {
  for (const [key, value] of map) sum += key + value;
  for (const key of map.keys()) sum += key;
  for (const value of map.values()) sum += value;
  for (const x of set) sum += x;
  for (const [i, x] of [...set].entries()) sum += i + x;
  sum += [...map.values()].length + Array.from(set).length;
  for (const [key, value] of Object.entries({ a: 1, b: 2, c: 3 })) sum += key.length + value;
}
console.log(sum);
