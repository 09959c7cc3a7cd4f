'use strict';
async function* range(n) { for (let i = 0; i < n; i++) yield i; }
async function* twice(it) { for await (const x of it) yield x * 2; }
async function main() {
  let sum = 0;
  for (let k = 0; k < 10; k++) {
    for await (const x of range(5000)) sum += x;
    for await (const x of twice(range(2000))) sum += x;
    for await (const x of [1, Promise.resolve(2), 3]) sum += x;
  }
  console.log(sum);
}
main();
