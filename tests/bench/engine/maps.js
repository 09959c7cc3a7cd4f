'use strict';
// Map and Set: filling, looking up, iterating in all ways.
let sum = 0;
for (let k = 0; k < 10; k++) {
  const map = new Map(), set = new Set();
  for (let i = 0; i < 10000; i++) {
    map.set('key' + i % 3000, i);
    map.set(i, i);
    set.add(i % 500);
  }
  for (let i = 0; i < 10000; i++) {
    sum += map.get(i) + (map.has('key' + i) ? 1 : 0) + (set.has(i) ? 1 : 0);
  }
  map.forEach((v, key) => { sum += v; });
  for (let i = 0; i < 5000; i++) map.delete(i);
  sum += map.size + set.size;
}
console.log(sum);
