// URLSearchParams: every way to make one, its methods, and its bond with a URL.
var p = new URLSearchParams('?a=1&b=2&a=3&&c&d=%20+%zz&=e');
console.log(String(p), p.size, p.get('a'), p.getAll('a').join(), p.has('c'), p.has('a', '3'), p.has('a', '9'), p.get('nope'));
p.append('x y', 'ü&=');
p.set('a', 9);
p.delete('b');
p.delete('c', 'other');
console.log(String(p));
p.sort();
console.log(String(p));
console.log(String(new URLSearchParams({ a: 1, b: undefined, c: null })), String(new URLSearchParams([['a', 1], ['a', 2]])),
  String(new URLSearchParams(new Map([['k', 'v']]))), String(new URLSearchParams(p)) === String(p), String(new URLSearchParams()));
var seen = [];
new URLSearchParams('a=1&b=2').forEach(function (value, name, all) { seen.push(name + value + (all.size) + this.t); }, { t: 't' });
console.log(seen.join());
var it = new URLSearchParams('a=1&b=2').entries();
console.log(JSON.stringify(it.next()), JSON.stringify(it.next()), JSON.stringify(it.next()), Object.prototype.toString.call(it));
function all(it) {
  var out = [], step;
  while (!(step = it.next()).done) out.push(step.value);
  return JSON.stringify(out);
}
console.log(all(new URLSearchParams('a=1&b=2').keys()), all(new URLSearchParams('a=1&b=2').values()),
  all(new URLSearchParams('a=1')[Symbol.iterator]()));
var u = new URL('http://h/?a=b%20c#f');
u.searchParams.append('d', 'e f');
console.log(u.href, u.searchParams === u.searchParams);
u.searchParams.delete('a');
u.searchParams.delete('d');
console.log(u.href);
u.search = '?z=1';
console.log(u.searchParams.get('z'), u.search);
function fails(fn) {
  try { fn(); } catch (e) { console.log(e.name, e.code, e.message); }
}
fails(function () { new URLSearchParams([['a']]); });
fails(function () { new URLSearchParams([1]); });
fails(function () { var o = {}; o[Symbol.iterator] = 1; new URLSearchParams(o); });
fails(function () { p.get(); });
fails(function () { p.append('a'); });
fails(function () { URLSearchParams.prototype.get.call({}, 'a'); });
fails(function () { p.forEach(1); });
console.log(String(new URLSearchParams({ a: '\ud800' })));
// expect: a=1&b=2&a=3&c=&d=++%25zz&=e 6 1 1,3 true true false null
// expect: a=9&c=&d=++%25zz&=e&x+y=%C3%BC%26%3D
// expect: =e&a=9&c=&d=++%25zz&x+y=%C3%BC%26%3D
// expect: a=1&b=undefined&c=null a=1&a=2 k=v true 
// expect: a12t,b22t
// expect: {"value":["a","1"],"done":false} {"value":["b","2"],"done":false} {"done":true} [object URLSearchParams Iterator]
// expect: ["a","b"] ["1","2"] [["a","1"]]
// expect: http://h/?a=b+c&d=e+f#f true
// expect: http://h/#f
// expect: 1 ?z=1
// expect: TypeError ERR_INVALID_TUPLE Each query pair must be an iterable [name, value] tuple
// expect: TypeError ERR_INVALID_TUPLE Each query pair must be an iterable [name, value] tuple
// expect: TypeError ERR_ARG_NOT_ITERABLE Query pairs must be iterable
// expect: TypeError ERR_MISSING_ARGS The "name" argument must be specified
// expect: TypeError ERR_MISSING_ARGS The "name" and "value" arguments must be specified
// expect: TypeError ERR_INVALID_THIS Value of "this" must be of type URLSearchParams
// expect: TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received type number (1)
// expect: a=%EF%BF%BD
