// args: a b
// What a start must not have from the one in which smew was built: its arguments, its
// environment, its time, its random numbers; and what it must be able to change.
var first = Math.random(), i, n = 0, key, big = {}, names;
for (i = 0; i < 100; i++) n += Math.random() === first;
console.log(n, first > 0 && first < 1); // expect: 0 true
console.log(process.argv.slice(2).join(), process.env.PATH.length > 0, process.pid !== process.ppid); // expect: a,b true true
console.log(Math.abs(require('fs').statSync('/proc/self').ctimeMs - Date.now()) < 20000, process.uptime() < 20); // expect: true true
names = Object.keys(process);
console.log(names.indexOf('pid') > names.indexOf('version'), typeof gc); // expect: true undefined
// Objects that were made then grow, shrink, and lose what they had.
for (i = 0; i < 3000; i++) Array.prototype['x' + i] = i;
console.log([].x2999, [].slice.call('ab').join()); // expect: 2999 a,b
for (i = 0; i < 3000; i++) delete Array.prototype['x' + i];
console.log([].x1, Object.keys(Array.prototype).length); // expect: undefined 0
delete Array.prototype.concat;
console.log([].concat); // expect: undefined
String.prototype.trim = null;
console.log(''.trim, JSON.stringify({ length: 1, prototype: 2 })); // expect: null {"length":1,"prototype":2}
// Names that are known already, and such that are made now, are the same names.
for (i = 0; i < 2000; i++) big['len' + 'gth' + i % 3] = i;
key = ['len', 'gth'].join('');
console.log(Object.keys(big).length, 'abc'[key], [1, 2][key], big[key + '1']); // expect: 3 3 2 1999
key = 'construct';
key += 'or';
console.log({}[key] === Object, new Map([[key, 1]]).get('constructor')); // expect: true 1
// Classes whose objects nobody had asked for.
console.log(new Set([1, 1]).size, /a+/.exec('caat')[0], typeof Buffer.from, typeof setTimeout); // expect: 1 aa function function
console.log(Object.getOwnPropertyDescriptor(globalThis, 'Map').writable, Object.keys(globalThis).indexOf('Map')); // expect: true -1
