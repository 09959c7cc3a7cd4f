// Error.prepareStackTrace gets CallSite objects, as depd and callsites use them.
var old = Error.prepareStackTrace;
Error.prepareStackTrace = function (err, sites) { return sites; };
function where() {
  var holder = {};
  Error.captureStackTrace(holder, where);
  return holder.stack;
}
function caller() { return where(); }
var sites = caller();
Error.prepareStackTrace = old;
var s = sites[0];
console.log(Array.isArray(sites), s.getFunctionName(), s.getFileName() === __filename, s.getLineNumber()); // expect: true caller true 9
console.log(typeof s.getColumnNumber(), s.isNative(), s.isEval(), s.isConstructor()); // expect: number false false false
console.log(s.getFunction() === caller, s.getEvalOrigin(), /^caller \(.*prepare\.js:9:\d+\)$/.test(String(s))); // expect: true undefined true
console.log(sites[1].getFunctionName()); // expect: null
Error.prepareStackTrace = function (err, frames) { return err.message + ' with ' + (frames.length > 0); };
console.log(new Error('prepared').stack); // expect: prepared with true
Error.prepareStackTrace = undefined;
console.log(new Error('plain').stack.split('\n')[0]); // expect: Error: plain
