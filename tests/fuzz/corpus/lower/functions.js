// Arrow functions, default, rest and destructured parameters, names and lengths.
const add = (a, b = a * 2, ...rest) => a + b + rest.length;
console.log(add(1), add(1, 1), add(1, 1, 0, 0), add.length, add.name);
function opts({ a = 1, b: { c = 2 } = {} } = {}, [d, , e = d] = [7]) { return [a, c, d, e] }
console.log(opts(), opts({ a: 5, b: { c: 6 } }, [1, 2, 3]), opts.length, opts.name);
const o = { v: 9, arrow() { return () => this.v }, args() { return (() => arguments[0])() }, nested() { return () => () => [this.v, arguments.length] } };
console.log(o.arrow()(), o.args('first'), o.nested(1, 2)()());
console.log((function () { return (() => new.target === undefined)() })());
function Maker() { this.made = (() => new.target === Maker)() }
console.log(new Maker().made);
try { new add() } catch (e) { console.log(e.name) }
console.log('prototype' in add, 'prototype' in function () { }, 'prototype' in o.arrow);
const named = function () { }, arrow = () => { }, klass = class { };
console.log(named.name, arrow.name, klass.name, (() => { }).name === '', { m() { } }.m.name, { ['x' + 1]: () => 0 }.x1.name);
const sym = Symbol('s');
console.log({ [sym]() { } }[sym].name, Object.getOwnPropertyDescriptor({ get p() { return 1 } }, 'p').get.name);
function order(a = log('a'), b = log('b')) { return [a, b] }
function log(x) { console.log('default', x); return x }
order(); order(undefined, null);
function sloppy(a, b = 1) { arguments[0] = 'changed'; return a }
console.log(sloppy('kept'));
console.log(((a, b) => a + b).length, ((a, b = 1, c) => 0).length, ((...r) => 0).length);
console.log([1, 2, 3].map((x) => ({ x })), (() => { })());
const fact = function f(n, d = 1) { return n < 2 ? d : f(n - 1, d * n) };
console.log(fact(5), fact.name, fact.length);
console.log(Math.max(...[1, 5, 3], ...new Set([9, 2])), [...'héllo'].length, new Date(...[2020, 1, 1]).getMonth());
function count() { return arguments.length }
console.log(count(...[], 1, ...[2, 3], ...'ab'), o.args.call(o, ...['x']), count(1, 2,));
function shadow(a) { var a; return a } console.log(shadow(4));
console.log((function (a, ...b) { return b })(1, 2, 3), ((a, { b } = { b: 3 }) => a + b)(1));
