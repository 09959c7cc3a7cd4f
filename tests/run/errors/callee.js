/* What could not be called is named as it stands in the program. */
const tried = (f) => { try { f(); console.log('no error'); } catch (e) { console.log(e.message); } };
let u, n = 1, o = { a: {}, list: [[]], n: 1, f() { return this.g(); } }, k = 'key';
const f = () => ({}), g = () => {};

tried(() => u()); // expect: u is not a function
tried(() => n()); // expect: n is not a function
tried(() => o.b()); // expect: o.b is not a function
tried(() => o.a.b()); // expect: o.a.b is not a function
tried(() => o.a . b ()); // expect: o.a.b is not a function
tried(() => o['b']()); // expect: o.b is not a function
tried(() => o[k]()); // expect: o[k] is not a function
tried(() => o.list[0][1]()); // expect: o.list[0][1] is not a function
tried(() => o.list[0].b(1, ')')); // expect: o.list[0].b is not a function
tried(() => f().b()); // expect: f(...).b is not a function
tried(() => f(")(").b()); // expect: f(...).b is not a function
tried(() => g()()); // expect: g(...) is not a function
tried(() => o.f()); // expect: this.g is not a function
tried(() => 'text'.b()); // expect: "text".b is not a function
tried(() => [].b()); // expect: [].b is not a function
tried(() => Math.b()); // expect: Math.b is not a function
tried(() => new u()); // expect: u is not a constructor
tried(() => new o.K(1)); // expect: o.K is not a constructor
tried(() => new o.f); // expect: o.f is not a constructor
tried(() => new f()); // expect: f is not a constructor

/* What could not be taken apart, too. */
tried(() => { const { x } = o.y; }); // expect: Cannot destructure property 'x' of 'o.y' as it is undefined.
tried(() => { let x; ({ x } = u); }); // expect: Cannot destructure property 'x' of 'u' as it is undefined.
tried(() => { (({ x, y }) => x)(); }); // expect: Cannot destructure property 'x' of 'undefined' as it is undefined.
tried(() => { (function (a, { b }) {})(1, null); }); // expect: Cannot destructure property 'b' of 'object null' as it is null.
tried(() => { const { a: { b } } = {}; }); // expect: Cannot read properties of undefined (reading 'b')
tried(() => u.x); // expect: Cannot read properties of undefined (reading 'x')

/* And what may not be written. */
(() => {
  'use strict';
  const frozen = Object.freeze({ a: 1 }), getter = { get g() { return 1; } };

  tried(() => { frozen.a = 2; }); // expect: Cannot assign to read only property 'a' of object '#<Object>'
  tried(() => { frozen.b = 2; }); // expect: Cannot add property b, object is not extensible
  tried(() => { delete frozen.a; }); // expect: Cannot delete property 'a' of #<Object>
  tried(() => { getter.g = 2; }); // expect: Cannot set property g of #<Object> which has only a getter
  tried(() => { 'text'.x = 1; }); // expect: Cannot create property 'x' on string 'text'
  tried(() => { 'text'.length = 1; }); // expect: Cannot assign to read only property 'length' of string 'text'
  tried(() => Object.freeze([1]).push(2)); // expect: Cannot add property 1, object is not extensible
  tried(() => { Object.freeze([1]).length = 0; }); // expect: Cannot assign to read only property 'length' of object '[object Array]'
  tried(() => 'x' in 5); // expect: Cannot use 'in' operator to search for 'x' in 5
})();
