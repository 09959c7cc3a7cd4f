// Which pairs sort() compares, in which order, is V8's: comparators that log or that aren't
// consistent see and give the same.
function log(array, compare) {
  const pairs = [];
  array.sort((a, b) => { pairs.push(a + ',' + b); return compare(a, b); });
  return pairs.join(' ') + ' => ' + array;
}
console.log(log([3, 1, 2], (a, b) => a - b));
console.log(log([1, 2, 3], (a, b) => a - b));
console.log(log([5, 4, 3, 2, 1], (a, b) => a - b));
console.log(log([5, 1, 4, 2, 3, 9, 0], (a, b) => a - b));
console.log(log([3, 1, 2], () => 1));
console.log(log([3, 1, 2], () => -1));
console.log(log([3, 1, 2], (a, b) => a > b));
console.log(log([3, 1, 2, 7, 5], (a, b) => a < b));
console.log([3, 1, undefined, 2].toSorted((a, b) => a > b).join(), new Uint8Array([3, 1, 2]).sort((a, b) => a > b).join());

let seed = 7, hash = 0;
const random = () => (seed = seed * 16807 % 2147483647) / 2147483647;
const mix = (text) => { for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) | 0; };
const shapes = [(i, n) => Math.floor(random() * n), (i) => i, (i, n) => n - i,
  (i, n) => i % 40 < 36 ? i : Math.floor(random() * n), () => Math.floor(random() * 4)];
const orders = [(a, b) => a - b, (a, b) => a > b, (a, b) => a < b, () => random() - 0.5, () => 1, () => -1, () => 0,
  (a, b) => (a % 10) - (b % 10), (a, b) => b - a, () => NaN, (a, b) => a >= b ? 1 : -1];
for (let round = 0; round < 120; round++) {
  const n = Math.floor(random() * (round % 10 === 0 ? 2000 : 150));
  const array = Array.from({ length: n }, (_, i) => shapes[round % 5](i, n));
  let calls = 0;
  const compare = (a, b) => { calls++; mix(a + ',' + b); return orders[round % orders.length](a, b); };
  const typed = Float64Array.from(array);
  array.sort(compare);
  typed.sort(compare);
  mix(array.join() + calls + typed.join());
}
console.log(hash);
// expect: 1,3 2,1 2,3 2,1 => 1,2,3
// expect: 2,1 3,2 => 1,2,3
// expect: 4,5 3,4 2,3 1,2 => 1,2,3,4,5
// expect: 1,5 4,1 4,5 4,1 2,4 2,1 3,4 3,2 9,3 9,5 0,4 0,2 0,1 => 0,1,2,3,4,5,9
// expect: 1,3 2,1 => 3,1,2
// expect: 1,3 2,1 => 2,1,3
// expect: 1,3 2,1 => 3,1,2
// expect: 1,3 2,1 7,2 5,7 => 3,1,2,7,5
// expect: 3,1,2, 1,2,3
// expect: 1227422342
