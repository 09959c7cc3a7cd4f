'use strict';
let sum = 0;
for (let i = 0; i < 200000; i++) {
  new Promise((resolve, reject) => { if (i < 0) reject(i); else resolve(i); });
  sum++;
}
console.log(sum);
