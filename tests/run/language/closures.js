// Captured variables keep their own storage.
var fns = [];
function make(n) {
  return function () { return n++; };
}
fns.push(make(1), make(10));
console.log(fns[0](), fns[0](), fns[1]()); // expect: 1 2 10
