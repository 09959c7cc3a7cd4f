'use strict';
// then, chains, new Promise, Promise.all.
const out = console.log;
function chain(n) {
  let p = Promise.resolve(0);
  for (let i = 0; i < n; i++) p = p.then((x) => x + 1);
  return p;
}
function make(i) { return new Promise((resolve) => resolve(i)); }
async function main() {
  let sum = await chain(100000);
  for (let k = 0; k < 20; k++) {
    const all = await Promise.all(Array.from({ length: 5000 }, (_, i) => make(i).then((x) => x + 1)));
    sum += all.length + all[4999];
  }
  out(sum);
}
main();
