// captureStackTrace leaves out the function it is given and what it called.
function make() {
  var o = {};
  Error.captureStackTrace(o, make);
  return o.stack.split('\n');
}
function user() { return make(); }
var lines = user();
console.log(lines[0], /^    at user /.test(lines[1])); // expect: Error true
var o = { name: 'N', message: 'm' };
Error.captureStackTrace(o);
console.log(o.stack.split('\n')[0], Object.keys(o).join()); // expect: N: m name,message
try {
  Error.captureStackTrace(1);
} catch (e) {
  console.log(e.name); // expect: TypeError
}
