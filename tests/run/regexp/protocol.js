// The object's side: lastIndex, flags, Symbol methods, exec of one's own, subclasses.
var r = /a(?<x>b)?/dg;
var m = r.exec('xaab');
console.log(m.indices[0], m.indices.groups.x, r.lastIndex, r.flags, r.hasIndices);
// expect: [ 1, 2 ] undefined 2 dg true
m = r.exec('xaab');
console.log(m.indices.groups.x, m.groups.x, m.index, r.exec('xaab'), r.lastIndex);
// expect: [ 3, 4 ] b 2 null 0

var y = /b/y;
console.log(y.test('ab'), y.lastIndex, (y.lastIndex = 1, y.test('ab')), y.lastIndex);
// expect: false 0 true 2
console.log('abcb'.split(/b/y), 'aXbXc'.split(/X/, 2), 'abc'.split(/(b)/), ''.split(/x/), ''.split(/(?:)/));
// expect: [ 'a', 'c', '' ] [ 'a', 'b' ] [ 'a', 'b', 'c' ] [ '' ] []

var frozen = Object.freeze(/a/g);
try { frozen.exec('a'); } catch (e) { console.log(e.name); }
// expect: TypeError

// A method that is replaced is asked.
var own = /a/g;
own.exec = function (s) { return this.lastIndex++ < 2 ? { index: 0, length: 1, 0: 'a' } : null; };
console.log('aaa'.replace(own, 'b'), own.test('a'), 'aaa'.match(own));
// expect: baa false [ 'a', 'a' ]
var other = { [Symbol.replace](s, w) { return s + '/' + w; }, [Symbol.split]() { return 'split'; } };
console.log('s'.replace(other, 'w'), 's'.split(other));
// expect: s/w split
class Loud extends RegExp {
  exec(s) { const found = super.exec(s); if (found) found[0] += '!'; return found; }
  get [Symbol.toStringTag]() { return 'Loud'; }
}
const loud = new Loud('a', 'g');
console.log('banana'.match(loud), loud instanceof RegExp, loud.flags, Object.prototype.toString.call(/a/));
// expect: [ 'a!', 'a!', 'a!' ] true g [object RegExp]

console.log([...'a1b22'.matchAll(/([a-z])(\d+)/g)].map((x) => x[1] + '=' + x[2] + '@' + x.index));
// expect: [ 'a=1@0', 'b=22@2' ]
try { 'a'.matchAll(/a/); } catch (e) { console.log(e.message); }
// expect: String.prototype.matchAll called with a non-global RegExp argument
console.log('2024-05'.replace(/(?<y>\d+)-(?<m>\d+)/, '$<m>/$<y> $1 $10 $& $$ $` $\' $<z>'));
// expect: 05/2024 2024 20240 2024-05 $   
console.log('abc'.replace(/(?<x>b)/, (...a) => JSON.stringify(a.slice(1))));
// expect: a["b",1,"abc",{"x":"b"}]c

/(\d)(\d)?/.exec('x1y');
console.log(RegExp.$1, JSON.stringify(RegExp.$2), RegExp.lastMatch, RegExp.leftContext, RegExp['$\'']);
// expect: 1 "" 1 x y

console.log(new RegExp('/\n').source, String(new RegExp('')), RegExp(r) === r, new RegExp(r, 'i').flags);
// expect: \/\n /(?:)/ true i
try { new RegExp('a', 'gg'); } catch (e) { console.log(e.message); }
// expect: Invalid flags supplied to RegExp constructor 'gg'
try { RegExp.prototype.exec.call({}, ''); } catch (e) { console.log(e.message); }
// expect: Method RegExp.prototype.exec called on incompatible receiver #<Object>
console.log(RegExp.prototype.global, RegExp.prototype.source, RegExp.prototype.flags === '', RegExp[Symbol.species] === RegExp);
// expect: undefined (?:) true true

// The same literal makes a new object each time.
function make() { return /a/g; }
console.log(make() === make(), (make().lastIndex = 5, make().lastIndex));
// expect: false 0

// Long texts, with and without characters beyond ASCII, are gone through in linear time.
for (const part of ['word ', 'wörd ', '\u{1F600} ']) {
  const text = part.repeat(20000), re = /\S+/gu;
  let n = 0;
  while (re.exec(text)) n++;
  console.log(n, text.replace(/\s/g, '').length, text.split(' ').length);
}
// expect: 20000 80000 20001
// expect: 20000 80000 20001
// expect: 20000 40000 20001

// A BigInt is no object: it is made a string.
console.log('a1b'.split(1n));
// expect: [ 'a', 'b' ]
