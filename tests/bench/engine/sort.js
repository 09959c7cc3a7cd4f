'use strict';
let seed = 1, sum = 0;
const next = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff);
for (let k = 0; k < 10; k++) {
  const numbers = Array.from({ length: 5000 }, next), objects = numbers.map((n) => ({ n }));
  numbers.sort((a, b) => a - b);
  objects.sort((a, b) => a.n - b.n);
  sum = (sum + numbers[7] + objects[4000].n) | 0;
  sum += numbers.map(String).sort()[100].length;
}
console.log(sum);
