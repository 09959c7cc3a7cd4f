// Modules that await at their top: importers wait, siblings don't.
import { slow } from './files/slow.mjs';
import { fast } from './files/fast.mjs';
// expect: fast
// expect: slow begins
// expect: slow ends
console.log(slow, fast); // expect: done at once
const ns = await import('./files/fast.mjs');
console.log(ns.fast); // expect: at once
for await (const x of [Promise.resolve(1), 2]) console.log(x);
// expect: 1
// expect: 2
try {
  await import('./files/throws.mjs');
} catch (err) {
  console.log(err.message); // expect: thrown
}
try {
  await import('./files/throws.mjs');
} catch (err) {
  console.log('again', err.message); // expect: again thrown
}
