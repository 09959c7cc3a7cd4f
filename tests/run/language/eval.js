// Direct and indirect eval, Function: what they see and what they leave behind.
class A { #p = 1; read(n) { return eval('this.#p + n') } static s = eval('1+1'); m() { return 'm' } }
class B extends A { m() { return eval('super.m() + "!"') } n() { return (() => eval('this.m()'))() } }
console.log(new A().read(2), A.s, new B().m(), new B().n());
function f() { let x = 1; { let x = 2; console.log(eval('x'), eval('let y = x + 1; { let y = 7 } y'), typeof y); } return eval('x') }
console.log(f());
try { (function () { let q = 1; eval('var q = 2') })() } catch (e) { console.log(e.name, e.message) }
console.log((0, eval)('1;let z = 2; z'), typeof z, eval('var vv = 4; vv'), vv);
function g(a) { return (() => eval('arguments[0] + a'))() } console.log(g(4));
console.log(new Function('return new.target')(), eval('for (let i = 0; i < 3; i++) i'));
(function () { 'use strict'; eval('var k = 1; let l = 2; console.log(k + l)'); console.log(typeof k) })();
// expect: 3 2 m! m!
// expect: 2 3 undefined
// expect: 1
// expect: SyntaxError Identifier 'q' has already been declared
// expect: 2 undefined 4 4
// expect: 8
// expect: undefined 2
// expect: 3
// expect: undefined
