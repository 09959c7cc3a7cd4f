// Imports are the exporter's variables, not copies.
import { count, increment, add as plus } from './files/counter.mjs';
import * as counter from './files/counter.mjs';

console.log(count, counter.count); // expect: 0 0
increment();
console.log(count, counter.count); // expect: 1 1
plus(5);
console.log(count); // expect: 6
try {
  count = 3;
} catch (err) {
  console.log(err.name, err.message); // expect: TypeError Assignment to constant variable.
}
const { inner } = { inner: () => count };
console.log(inner(), { count }.count, typeof count); // expect: 6 6 number
console.log(this, typeof require, typeof module); // expect: undefined undefined undefined
