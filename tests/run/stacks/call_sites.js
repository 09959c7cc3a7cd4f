// What Error.prepareStackTrace is given, and stackTraceLimit and captureStackTrace.
const path = require('path');
class Shape { area() { return site(); } static make() { return site(); } constructor(f) { if (f) this.s = site(); } }
function site() {
  const old = Error.prepareStackTrace;
  Error.prepareStackTrace = (e, sites) => sites;
  const s = new Error('x').stack;
  Error.prepareStackTrace = old;
  return s;
}
function tell(s) {
  return [s.getTypeName(), s.getFunctionName(), s.getMethodName(), s.getLineNumber(), s.getColumnNumber(), path.basename(s.getFileName()),
    s.isToplevel(), s.isConstructor(), s.isNative(), s.isEval(), s.isAsync(), String(s).replace(/\(.*[/\\]/, '(')].join(' ');
}
console.log(tell(new Shape().area()[1]));
console.log(tell(Shape.make()[1]));
console.log(tell(new Shape(true).s[1]));
console.log(tell((() => site())()[1]).replace(/[^ ]*call_sites/g, 'call_sites'));
console.log(tell(function sloppy() { return site(); }.call({})[1]));
console.log(typeof site()[0].getFunction(), typeof site()[0].getThis(), site()[0].getEvalOrigin());

Error.stackTraceLimit = 2;
function deep(n) { if (n) deep(n - 1); else throw new Error('deep'); }
try { deep(5); } catch (e) { console.log(e.stack.split('\n').length); }
Error.stackTraceLimit = 0;
try { deep(1); } catch (e) { console.log(e.stack); }
Error.stackTraceLimit = 10;
function outer() { return inner(); }
function inner() { const o = { name: 'N', message: 'm' }; Error.captureStackTrace(o, inner); return o; }
console.log(outer().stack.split('\n').slice(0, 2).map((l) => l.replace(/\(.*[/\\]/, '(')).join('|'));

// expect: Shape area area 3 31 call_sites.js false false false false false Shape.area (call_sites.js:3:31)
// expect: Function make make 3 64 call_sites.js false false false false false Shape.make (call_sites.js:3:64)
// expect:  Shape  3 107 call_sites.js false true false false false new Shape (call_sites.js:3:107)
// expect:    18 25 call_sites.js true false false false false call_sites.js:18:25
// expect: Object sloppy  19 45 call_sites.js false false false false false Object.sloppy (call_sites.js:19:45)
// expect: function object undefined
// expect: 3
// expect: Error: deep
// expect: N: m|    at outer (call_sites.js:28:27)
