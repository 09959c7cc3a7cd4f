// Calls through call and apply: arguments, this, all kinds of functions.
const log = (...a) => console.log(a.map((x) => JSON.stringify(x)).join(' '));
function f(a, b) { 'use strict'; return [this === undefined ? 'u' : this, a, b, arguments.length]; }
function sloppy() { return typeof this; }
function rest(a, ...more) { return more; }
log(f.call(), f.call(1), f.call(null, 2), f.call('t', 1, 2, 3));
// expect: ["u",null,null,0] [1,null,null,0] [null,2,null,1] ["t",1,2,3]
log(f.apply(), f.apply(1), f.apply(1, null), f.apply(1, []), f.apply(1, [2, 3, 4]));
// expect: ["u",null,null,0] [1,null,null,0] [1,null,null,0] [1,null,null,0] [1,2,3,3]
log(f.apply(1, { length: 2, 0: 'a' }), f.apply(1, [, 5]), f.apply(1, Array(3)));
// expect: [1,"a",null,2] [1,null,5,2] [1,null,null,3]
log(sloppy.call(1), sloppy.call(null), sloppy.apply('x', [1]), rest.call(0, 1, 2, 3), rest.apply(0, [1, 2]), rest.apply(0, [1]));
// expect: "object" "object" "object" [2,3] [2] []
log(Math.max.apply(Math, [1, 5, 3]), Math.max.call(null, 2, 1), [].slice.call('abc', 1), String.prototype.toUpperCase.call('x'));
// expect: 5 2 ["b","c"] "X"
log(f.call.call(f, 1, 2), f.apply.call(f, 1, [2]), f.call.apply(f, [1, 2, 3]), f.bind(7, 8).call(1, 9), f.bind(7).apply(0, [1]));
// expect: [1,2,null,1] [1,2,null,1] [1,2,3,2] [7,8,9,2] [7,1,null,1]
const proxy = new Proxy(f, { apply: (t, self, args) => ['trap', self, args] });
log(proxy.call(1, 2), proxy.apply(1, [2, 3]), proxy.call.call(proxy, 4));
// expect: ["trap",1,[2]] ["trap",1,[2,3]] ["trap",4,[]]
for (const bad of [() => f.apply(1, 2), () => f.call.call(1), () => f.call.call(undefined, 1), () => Function.prototype.apply.call({}, 1)]) {
  try { bad(); } catch (e) { log(e.constructor.name); }
}
// expect: "TypeError"
// expect: "TypeError"
// expect: "TypeError"
// expect: "TypeError"
function* gen(a) { yield a; yield this.b; }
log([...gen.call({ b: 2 }, 1)], [...gen.apply({ b: 4 }, [3])]);
// expect: [1,2] [3,4]
async function af(a) { return a + this.n; }
af.call({ n: 1 }, 2).then((x) => log(x));
const many = Array.from({ length: 2000 }, (_, i) => i);
log(Math.max.apply(null, many), rest.apply(null, many).length, ((...a) => a.length)(...many));
// expect: 1999 1999 2000
log((function () { return arguments.length + arguments[1]; }).apply(null, [1, 2, 3]));
// expect: 5
function Inner(x) { this.x = x; }
function Outer() { Inner.apply(this, arguments); this.y = 1; }
log(new Outer(3));
// expect: {"x":3,"y":1}
try { (function thrower() { throw new Error('from call'); }).call(1); } catch (e) { log(e.message, /thrower/.test(e.stack)); }
// expect: "from call" true
// expect: 3
