'use strict';
// Async functions that await values, promises and each other.
async function leaf(i) { return i; }
async function two(i) { return await leaf(i) + await i; }
async function main() {
  let sum = 0;
  for (let i = 0; i < 60000; i++) {
    sum += await leaf(i);
    sum += await two(i);
    try { await fail(); } catch (e) { sum += e; }
  }
  console.log(sum);
}
async function fail() { throw 1; }
main();
