// What a name refers to is found before the value is computed.
// node: V8 looks for variables when they are written
(function () {
  var x = 1;
  var inner = (function () { x = (eval('var x = 2;'), 5); return x; })();
  console.log(x, inner);
  inner = (function () { x += (eval('var x = 2;'), 4); return x; })();
  console.log(x, inner);
  const scope = {};
  with (scope) { x = (scope.x = 2, 10); }
  console.log(x, scope.x);
  with (scope) { x += (delete scope.x, 10); }
  console.log(x, scope.x);
})();
const gone = { get x() { delete this.x; return 2; } };
with (gone) {
  (function () {
    'use strict';
    for (const f of [() => { x += 1; }, () => x++, () => { x = 1; }]) {
      try { f(); console.log('written'); } catch (e) { console.log(`${e.name}: ${e.message}`); }
    }
  })();
}
// A proxy sees each step.
const seen = [];
const traps = new Proxy({ p: 1 }, new Proxy({}, {
  get: (_, trap) => (...args) => { seen.push(`${trap} ${String(args[1].value || args[1])}`); return Reflect[trap](...args); },
}));
var p = 0;
with (traps) { p; p = 2; p += 3; p++; typeof p; }
console.log(seen.join('\n'));
// Calls as targets of sloppy code fail when they have returned.
var called = 0;
function f() { called++; return { valueOf() { called = 'value'; } }; }
for (const g of [() => { f() = called = 'right'; }, () => { f() += 1; }, () => f()++, () => --f()]) {
  try { g(); } catch (e) { console.log(called, `${e.name}: ${e.message}`); }
}
// An error while a name is resolved leaves nothing behind.
const steps = [];
let once = true;
const throwing = new Proxy({ q: 1 }, {
  has(_, key) {
    if (key !== 'q') return false;
    steps.push('has');
    if (once) { once = false; throw new Error('once'); }
    return true;
  },
});
with (throwing) {
  try { q = 2; } catch (e) { steps.push(e.message); }
  q;
}
console.log(steps.join(' '));
(function () {
  console.log(String(arguments));
  { console.log(arguments()); function arguments() { return 'block'; } }
  console.log(String(arguments));
})();
// expect: 5 2
// expect: 9 2
// expect: 10 2
// expect: 10 12
// expect: ReferenceError: x is not defined
// expect: ReferenceError: x is not defined
// expect: ReferenceError: x is not defined
// expect: has p
// expect: get Symbol(Symbol.unscopables)
// expect: has p
// expect: get p
// expect: has p
// expect: get Symbol(Symbol.unscopables)
// expect: has p
// expect: set p
// expect: getOwnPropertyDescriptor p
// expect: defineProperty p
// expect: has p
// expect: get Symbol(Symbol.unscopables)
// expect: has p
// expect: get p
// expect: has p
// expect: set p
// expect: getOwnPropertyDescriptor p
// expect: defineProperty p
// expect: has p
// expect: get Symbol(Symbol.unscopables)
// expect: has p
// expect: get p
// expect: has p
// expect: set p
// expect: getOwnPropertyDescriptor p
// expect: defineProperty p
// expect: has p
// expect: get Symbol(Symbol.unscopables)
// expect: has p
// expect: get p
// expect: 1 ReferenceError: Invalid left-hand side in assignment
// expect: 2 ReferenceError: Invalid left-hand side in assignment
// expect: 3 ReferenceError: Invalid left-hand side expression in postfix operation
// expect: 4 ReferenceError: Invalid left-hand side expression in prefix operation
// expect: has once has has
// expect: [object Arguments]
// expect: block
// expect: [object Arguments]
