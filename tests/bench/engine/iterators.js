'use strict';
// Generators, against iterators and callbacks by hand.
function* range(n) { for (let i = 0; i < n; i++) yield i; }
function* evens(it) { for (const x of it) if (x % 2 === 0) yield x; }
function* walk(tree) {
  if (tree === null) return;
  yield* walk(tree.left);
  yield tree.value;
  yield* walk(tree.right);
}
const build = (n) => n === 0 ? null : { value: n, left: build(n - 1), right: build(n - 1) };
const tree = build(8);
let sum = 0;
for (let k = 0; k < 100; k++) {
  for (const x of range(2000)) sum += x;
  for (const x of evens(range(1000))) sum += x;
  for (const x of walk(tree)) sum += x;
}
console.log(sum);
