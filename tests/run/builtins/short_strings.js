// Methods of strings whose work is short, at the borders of where the engine does it itself.
'use strict';
const log = (...a) => console.log(a.map(String).join('|'));
const texts = ['', 'a', 'abcdef', 'añb', '😀x'];
const numbers = [undefined, 0, 1, 2, 6, 7, -1, -3, -7, 1.5, -0, NaN, Infinity, '2', null, 4294967296];

// Each method with each pair of positions, as one sum of what they give.
function sum(f) {
  let h = 7, n = 0;
  for (const t of texts) for (const a of numbers) for (const b of numbers) {
    const s = String(f(t, a, b));
    n++;
    for (let i = 0; i < s.length; i++) h = (h * 31 + s.charCodeAt(i)) | 0;
    h = (h * 31 + s.length) | 0;
  }
  return n + ':' + h;
}
log(sum((t, a, b) => t.slice(a, b)), sum((t, a) => t.slice(a)), sum((t) => t.slice())); // expect: 1280:2091986343|1280:-391231289|1280:-545730809
log(sum((t, a, b) => t.substring(a, b)), sum((t, a) => t.substring(a))); // expect: 1280:-1564040373|1280:820547239
log(sum((t, a) => t.charAt(a)), sum((t, a) => t.charCodeAt(a)), sum((t, a) => t.codePointAt(a)), sum((t) => t.charAt() + t.charCodeAt())); // expect: 1280:-1531878905|1280:980724711|1280:-1959227673|1280:330003463
log(sum((t, a, b) => t.padStart(a === Infinity || a > 100 ? 9 : a, b)), sum((t, a, b) => t.padEnd(a === Infinity || a > 100 ? 300 : a, b))); // expect: 1280:1548301899|1280:-561730557
log(sum((t) => t.toUpperCase() + t.toLowerCase() + 'ÀǅΣß'.toLowerCase()), 'x'.repeat(300).toUpperCase().length, 'Straße'.toUpperCase()); // expect: 1280:2072723463|300|STRASSE
log('abc'.slice.call(12345, 1, 3), 'abc'.charCodeAt.call(true, 1), 'abc'.slice({ valueOf: () => 1 }), 'abc'.charAt('1'), 'ab'.padEnd(5, '12'), 'ab'.padStart(6, 'xyz')); // expect: 23|114|bc|b|ab121|xyzxab

// What a string's method is may change, and what it is called on.
const text = 'abc', own = String.prototype.charAt;
String.prototype.charAt = function (i) { return 'mine' + i; };
log(text.charAt(1), own.call(text, 1), text['charAt'](2)); // expect: mine1|b|mine2
String.prototype.charAt = own;
log(text.charAt(1), [...'xy'].map((c) => c.charCodeAt(0)).join(), ['b', 'a'].map(String.prototype.charAt.bind('ab')).join('')); // expect: b|120,121|aa
for (const f of ['slice', 'charAt', 'charCodeAt', 'toUpperCase', 'padEnd']) {
  try { String.prototype[f].call(null, 1); } catch (e) { log(e.message); }
  try { String.prototype[f].call(Symbol('s'), 1); } catch (e) { log(e.message); }
}
// expect: String.prototype.slice called on null or undefined
// expect: Cannot convert a Symbol value to a string
// expect: String.prototype.charAt called on null or undefined
// expect: Cannot convert a Symbol value to a string
// expect: String.prototype.charCodeAt called on null or undefined
// expect: Cannot convert a Symbol value to a string
// expect: String.prototype.toUpperCase called on null or undefined
// expect: Cannot convert a Symbol value to a string
// expect: String.prototype.padEnd called on null or undefined
// expect: Cannot convert a Symbol value to a string

// Texts in order: by units, not by code points.
const words = ['b', 'a', '', 'ab', 'A', 'é', '😀', '\uffff', '\ud83d', 'aé', 'a\u0000'];
log(words.slice().sort().map((w) => JSON.stringify(w)).join() === words.slice().sort((x, y) => x < y ? -1 : x > y ? 1 : 0).map((w) => JSON.stringify(w)).join()); // expect: true
log('a' < 'b', 'b' < 'a', 'a' <= 'a', 'a' >= 'ab', '' < 'a', '10' < '9', '10' < 9, 'a' < 1, 'a' > 'A'); // expect: true|false|true|false|true|true|false|false|true
try { Symbol('x') < 'a'; } catch (e) { log(e.message); } // expect: Cannot convert a Symbol value to a number
log('a,b,,c'.split(',').length, 'abc'.split('').join('-'), 'a,b,c'.split(',', 2).join(), Object.keys('x y'.split(' ')).join()); // expect: 4|a-b-c|a,b|0,1

// Comparators and callbacks called from within: that throw, call in turn, or are no functions of the program's.
const list = [3, 1, 2];
try { list.sort(() => { throw new Error('in compare'); }); } catch (e) { log(e.message, list.join()); } // expect: in compare|3,1,2
log([3, 1, 2].sort((a, b) => { try { if (a === 1) throw 0; return a - b; } catch { return [2, 1].sort((x, y) => x - y)[0] - b; } }).join()); // expect: 1,2,3
log([3, 1, 2].sort((a, b) => ({ valueOf: () => a - b })).join(), ['b', 'a'].sort(function () { return arguments.length - 3; }).length, [2, 1].sort((...r) => r[0] - r[1]).join()); // expect: 1,2,3|2|1,2
log([1, 2].map(function () { return this.x; }, { x: 4 }).join(), [1].map(function () { return typeof this; }).join(), [1].map((0, function () { return this; })).join()); // expect: 4,4|undefined|
log([1, 2].map(parseInt).join(), ['a', 'b'].map(Math.max).join(), [[1, 2]].map(([a, b], i, all) => a + b + i + all.length).join()); // expect: 1,NaN|NaN,NaN|4
const deep = (n) => n === 0 ? 0 : [n].map((k) => 1 + deep(k - 1))[0];
log(deep(200)); // expect: 200
function* g() { yield* [1, 2].map((x) => x * 2); }
log([...g()].join(), [1].map(() => { let c = 0; const inc = () => ++c; inc(); return inc; })[0]()); // expect: 2,4|2
