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
