// Parameters: commas behind the last, defaults that come too early.
function f(a, b,) { return a + b } console.log(f(1, 2), f.length, ((a, b,) => a * b)(2, 3));
try { (function (a = b, b) { })() } catch (e) { console.log(e.name, e.message) }
try { (function (a = a) { })() } catch (e) { console.log(e.name, e.message) }
console.log((function ({ a, b = a }, [c = b] = [], d = a + c) { return [a, b, c, d] })({ a: 1 }), (function (a, b = () => a) { return b() })(7));
console.log((function (a, b = a, { c } = { c: b }) { return c })(4));
console.log(eval("'\u2028'").length, eval("'\u2029x'").length);
// expect: 3 2 6
// expect: ReferenceError Cannot access 'b' before initialization
// expect: ReferenceError Cannot access 'a' before initialization
// expect: [ 1, 1, 1, 2 ] 7
// expect: 4
// expect: 1 2

// What only the body declares the parameters don't mean, closures or not.
var sameName = () => 'outer';
function seesOuter(a = sameName()) { function sameName() { return 'inner'; } return a; }
console.log(seesOuter(), ((a = sameName()) => { function sameName() {} return a; })());
// expect: outer outer
console.log((function (a = typeof z) { function z() {} return a; })(), (function (a = typeof v) { var v = 1; return a; })());
// expect: undefined undefined
try { (function (a = y) { let y = 1; return a; })(); } catch (e) { console.log(e.message); }
// expect: y is not defined
console.log((function (a, b = a) { var a = 5; return [a, b]; })(1).join());
// expect: 5,1
