// flags: --expose-gc
// Long chains are marked and freed in a time that grows with their length: with its square
// it would be hours, and the runner ends the program before.
let list = null;
for (let i = 0; i < 300000; i++) list = { next: list, i };
for (let k = 0; k < 5; k++) gc();
let n = 0;
for (let l = list; l !== null; l = l.next) n++;
console.log(n);
// expect: 300000
let f = () => 0;
for (let i = 0; i < 100000; i++) { const g = f; f = () => g; }
gc();
const circle = { list };
circle.self = circle;
list = null;
gc();
let p = Promise.resolve(0);
for (let i = 0; i < 50000; i++) p = p.then((x) => x + 1);
gc();
p.then((x) => console.log(x));
// expect: 50000
