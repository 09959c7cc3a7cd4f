'use strict';
function* range(n) { for (let i = 0; i < n; i++) yield i; }
function* walk(tree) {
  if (!tree) return;
  yield* walk(tree.left);
  yield tree.value;
  yield* walk(tree.right);
}
const build = (n) => n === 0 ? null : { value: n, left: build(n - 1), right: build(n - 1) };
const tree = build(8);
let sum = 0;
for (let k = 0; k < 30; k++) {
  for (const x of range(10000)) sum += x;
  for (const x of range(3)) sum += x;
  for (const v of walk(tree)) sum += v;
  const it = range(1000);
  for (let r = it.next(); !r.done; r = it.next()) sum += r.value;
  sum += [...range(1000)].length;
}
for (let k = 0; k < 20000; k++) for (const x of range(3)) sum += x;
console.log(sum);
