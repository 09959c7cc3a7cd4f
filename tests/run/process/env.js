process.env.SMEW_TEST = 12;
console.log(process.env.SMEW_TEST, typeof process.env.SMEW_TEST); // expect: 12 string
console.log('SMEW_TEST' in process.env, 'NOT_THERE' in process.env, process.env.NOT_THERE); // expect: true false undefined
console.log(Object.keys(process.env).indexOf('SMEW_TEST') >= 0, process.env.smew_test); // expect: true undefined
console.log(process.env.hasOwnProperty('SMEW_TEST'), process.env.hasOwnProperty('NOPE')); // expect: true false
console.log(Object.prototype.hasOwnProperty.call(process.env, 'SMEW_TEST')); // expect: true
console.log(delete process.env.SMEW_TEST, process.env.SMEW_TEST, delete process.env.SMEW_TEST); // expect: true undefined true
process.env.EMPTY = '';
console.log(process.env.EMPTY === '', 'EMPTY' in process.env); // expect: true true
process.env.UNDEF = undefined;
process.env.NUL = null;
console.log(process.env.UNDEF, process.env.NUL, typeof process.env.NUL); // expect: undefined null string
console.log(typeof process.env.toString, process.env instanceof Object, String(process.env)); // expect: function true [object Object]
var copy = Object.assign({}, process.env), n = 0;
for (var k in process.env) if (process.env.hasOwnProperty(k)) n++;
console.log(copy.EMPTY === '', n === Object.keys(process.env).length, JSON.parse(JSON.stringify(process.env)).EMPTY === ''); // expect: true true true
var d = Object.getOwnPropertyDescriptor(process.env, 'EMPTY');
console.log(d.value === '', d.writable, d.enumerable, d.configurable); // expect: true true true true
process.env.ÜML = 'ä€😀';
console.log(process.env.ÜML); // expect: ä€😀
try {
  process.env.SYM = Symbol('x');
} catch (e) {
  console.log(e.name, e.message); // expect: TypeError Cannot convert a Symbol value to a string
}
