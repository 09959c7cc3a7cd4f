// import() works everywhere; modules are found by their syntax, too.
console.log('first'); // expect: first
Promise.resolve().then(() => console.log('micro')); // expect: micro
import('../esm/files/counter.mjs').then((ns) => {
  ns.increment();
  console.log(ns.count); // expect: 1
  console.log(require('../esm/files/counter.mjs') === ns); // expect: true
  return import('./files/detected.js');
}).then((ns) => console.log(ns.found)); // expect: by syntax
