// What built-in methods call a wrong receiver or argument.
const say = (f) => { try { console.log(f()); } catch (e) { console.log(e.name + ': ' + e.message); } };
for (const [proto, key] of [[String.prototype, 'valueOf'], [Boolean.prototype, 'toString'], [Symbol.prototype, 'toString'], [Error.prototype, 'toString'], [ArrayBuffer.prototype, 'slice'], [SharedArrayBuffer.prototype, 'grow'], [Map.prototype, 'get']])
  say(() => proto[key].call('a\u{1f600}é' === key ? 0 : 1));
// expect: TypeError: String.prototype.valueOf requires that 'this' be a String
// expect: TypeError: Boolean.prototype.toString requires that 'this' be a Boolean
// expect: TypeError: Symbol.prototype.toString requires that 'this' be a Symbol
// expect: TypeError: Method Error.prototype.toString called on incompatible receiver 1
// expect: TypeError: Method ArrayBuffer.prototype.slice called on incompatible receiver 1
// expect: TypeError: Method SharedArrayBuffer.prototype.grow called on incompatible receiver 1
// expect: TypeError: Method Map.prototype.get called on incompatible receiver 1
say(() => Map.prototype.set.call('a\u{1f600}é')); // expect: TypeError: Method Map.prototype.set called on incompatible receiver a😀é
say(() => [1].map('\u{1f600}')); // expect: TypeError: 😀 is not a function
say(() => Symbol.keyFor(1)); // expect: TypeError: 1 is not a symbol
say(() => (() => 1).apply(null, 1)); // expect: TypeError: CreateListFromArrayLike called on non-object
say(() => Atomics.load({}, 0)); // expect: TypeError: #<Object> is not an integer typed array.
say(() => new Date(NaN).toISOString()); // expect: RangeError: Invalid time value
say(() => atob('abc-')); // expect: InvalidCharacterError: Invalid character
say(() => atob('a')); // expect: InvalidCharacterError: The string to be decoded is not correctly encoded.
say(() => btoa()); // expect: TypeError: The "input" argument must be specified
say(() => { 'use strict'; RegExp.$1 = 2; return /(.)/.test('q') && RegExp.$1; }); // expect: q
say(() => Object.prototype.toString.call(new Number(0, -1))); // expect: [object Number]
say(() => [1234.5, [2e6]].toLocaleString('de') + new Float64Array([1e4]).toLocaleString('de')); // expect: 1.234,5,2.000.00010.000
say(() => [{ toLocaleString() { return arguments.length; } }].toLocaleString()); // expect: 2
process.env.TZ = 'America/New_York';
say(() => [new Date(NaN).setYear(2, 5), new Date(NaN).setFullYear(2001, 1, 3), new Date(0).setYear(70), new Date(NaN).setMonth(2)]); // expect: [ -2145898800000, 981176400000, 31536000000, NaN ]
