// What the engine says about common mistakes.
function say(f) {
  try {
    f();
  } catch (e) {
    console.log(e.name + ': ' + e.message);
  }
}
var u, n = null, o = {};
say(function () { return u.x; }); // expect: TypeError: Cannot read properties of undefined (reading 'x')
say(function () { return n.x; }); // expect: TypeError: Cannot read properties of null (reading 'x')
say(function () { u.x = 1; }); // expect: TypeError: Cannot set properties of undefined (setting 'x')
say(function () { return nowhere; }); // expect: ReferenceError: nowhere is not defined
say(function () { return new Array(-1); }); // expect: RangeError: Invalid array length
say(function () { o.length = 1; [].length = -1; }); // expect: RangeError: Invalid array length
say(function f() { f(); }); // expect: RangeError: Maximum call stack size exceeded
