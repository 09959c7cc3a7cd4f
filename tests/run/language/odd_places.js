// `in` inside a for's head, optional calls of parenthesised chains, keys that are numbers,
// super's keys before super(), writes to super in sloppy code, what hides a name from for-in.
for (var found = true ? 'a' in { a: 1 } : false, i = 0; i < 1; i++) console.log(found);
for (var o = { get ['x' in {}]() { return 1; } }, j = 0; j < 1; j++) console.log(Object.keys(o).join());
const a = { b() { return this.c; }, c: { d: 42 } };
console.log((a?.b)?.().d, (a?.b)().d, a.b?.().d, (a?.zz)?.());
class N { get 0.0000001() { return 'small'; } static 1e21() {} 1_000() {} 0x10() {} .5() {} 123456789012345680000() {} 1e-6() {} }
console.log(Object.getOwnPropertyNames(N.prototype).join(), Object.getOwnPropertyNames(N).filter((k) => k.includes('+')).join());
class Before extends Object { constructor() { super[super()]; } }
try { new Before(); } catch (e) { console.log(e.name); }
const frozen = { __proto__: { x: 1 }, write() { super.x = 2; return this.x; } };
Object.freeze(frozen);
console.log(frozen.write());
const strict = { write() { 'use strict'; super.x = 2; } };
Object.freeze(strict);
try { strict.write(); } catch (e) { console.log(e.name); }
const near = Object.create({ shown: 1, hidden: 2 }, { hidden: { value: 3, enumerable: false }, own: { value: 4, enumerable: true } });
for (const k in near) console.log(k);
try { (() => { typeof late; let late; })(); } catch (e) { console.log(e.name); }
const early = () => typeof later;
try { early(); } catch (e) { console.log(e.name); }
let later = 1;
console.log(early(), eval('"use strict"; this === module.exports'));
// expect: true
// expect: false
// expect: 42 42 42 undefined
// expect: 16,1000,constructor,1e-7,0.5,123456789012345680000,0.000001 1e+21
// expect: ReferenceError
// expect: 1
// expect: TypeError
// expect: own
// expect: shown
// expect: ReferenceError
// expect: ReferenceError
// expect: number true
