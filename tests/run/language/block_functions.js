// A function of a block is a variable of the function around it as well (ECMA-262 B.3.2).
var first, second;
{ function f() { first = f; f = 123; second = f; return 'decl'; } }
f();
console.log(first(), second, typeof f);
(function () {
  { function g() { return 1; } g = 2; console.log(typeof g); }
  console.log(typeof g);
  { console.log(h()); function h() { return 3; } h = 4; function h() { return 5; } console.log(h); }
  console.log(h);
  switch (1) { case 1: function k() { return 6; } k = 7; }
  console.log(k());
})();
(function (a = typeof arguments) { let arguments = 'let'; console.log(a, arguments); })();
// A direct eval among the parameters can't declare one of them.
for (const k of [(a = eval('var a = 42')) => a, function (a, b = eval('var a')) {}, (a = eval('var b = 42; b')) => a])
  try { console.log(k()); } catch (e) { console.log(`${e.name}: ${e.message}`); }
// expect: decl 123 function
// expect: number
// expect: function
// expect: 5
// expect: 4
// expect: 4
// expect: 6
// expect: object let
// expect: SyntaxError: Identifier 'a' has already been declared
// expect: SyntaxError: Identifier 'a' has already been declared
// expect: 42
// They are the function's, not the program's.
(function () { const first = f; f = 123; if (true) function f() { return 1; } else ; console.log(first, typeof f); })();
(function () { for (let i = 0; i < 1; i++) { function inLoop() { return i; } inLoop.i = () => i; } inLoop = inLoop(); console.log(inLoop); })();
console.log(typeof g, typeof k, typeof inLoop);
// expect: undefined function
// expect: 0
// expect: undefined undefined undefined
