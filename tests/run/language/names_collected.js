// flags: --expose-gc
// Names that the executor looks for outlive everything that had them.
{
  const Gone = new Function('return class { a = 1; #b = 2; b() { return this.#b; } }')();
  console.log(new Gone().b()); // expect: 2
}
const iterator = Object.getPrototypeOf([][Symbol.iterator]());
const { next } = iterator;
delete iterator.next;
for (let k = 0; k < 3; k++) gc();
const junk = [];
for (let i = 0; i < 20000; i++) junk.push('fields' + i);
const Later = new Function('return class { c = [1, 2, 3]; #d = 4; d() { return this.#d; } }')();
console.log(new Later().c.length, new Later().d()); // expect: 3 4
try { for (const x of [1]) console.log(x); } catch (e) { console.log(e.name); } // expect: TypeError
iterator.next = next;
let sum = 0;
for (const x of [1, 2, 3]) sum += x;
console.log(sum, junk.length); // expect: 6 20000
