// Lines, columns and names of stacks, as V8 has them, through what the compiler rewrites.
class Foo { constructor() { this.x = 1; } bar(a) { return a.b.c; } static st(x) { return x(); } get g() { throw new Error('g'); } set s(v) { throw new Error('s'); } static get sg() { throw new Error('sg'); } async am() { await null; throw new Error('am'); } f = 1; }
function plain() { null.foo; }
const arrow = () => { undefinedVar; };
const o = { m() { throw new Error('m'); }, f: function () { this.m(); }, ['comp' + 1]() { throw new Error('comp'); }, arrow: () => { throw new Error('arrow'); } };
const foo = Object.create(Foo.prototype);
class B extends Foo { constructor() { super(); this.y.z; } }
class F { x = (() => { throw new Error('field'); })(); }
function* gen() { yield 1; throw new Error('gen'); }

function show(e) {
  const lines = e.stack.split('\n').slice(1).map((l) => l.trim().replace(/\(.*[/\\]/, '(').replace(/^at .*[/\\]/, 'at '));
  const end = lines.findIndex((l) => /^at t /.test(l) || l.includes('node:'));
  console.log(lines.slice(0, end < 0 ? 4 : end).join(' < '));
}
function t(f) { try { f(); console.log('nothing'); } catch (e) { show(e); } }

t(() => new Foo().bar({}));
t(() => Foo.st(plain));
t(arrow);
t(() => [1].map(function () { throw new TypeError('in map'); }));
t(() => foo.g); t(() => { foo.s = 1; }); t(() => Foo.sg);
t(() => o.f());
t(() => o.comp1());
t(() => o.arrow());
t(() => plain(...[1]));
t(() => new B());
t(() => { gen().next(); for (const g = gen(); ;) g.next(); });
t(function named() { JSON.parse('{'); });
t(() => [3, 1].sort(() => { throw new Error('sort'); }));
t(() => 'a'.replace('a', () => { throw new Error('repl'); }));
t(() => new Map([[1, 2]]).forEach(() => { throw new Error('mapfe'); }));
t(() => Reflect.apply(() => { throw new Error('ra'); }, null, []));
t(() => (function () { throw new Error('call'); }).call({}));
t(() => (function () { throw new Error('call'); }).call(5));
t(() => (function () { throw new Error('call'); }).call(new Date()));
t(() => { const a = {}; a.b.c = 1; });
t(() => { const a = {}; a.b['c']; });
t(() => { const a = {}; a['b']['c'](); });
t(() => { const a = {}; a.b.c + 1; });
t(() => { const a = {}; 1 + a.b.c * 2; });
t(() => { let x = y1 + 1; let y1; });
t(() => { new (class Q { constructor() { this.f(); } f() { throw new Error('q'); } })(); });
t(() => { 1n + 1; });
t(() => { Symbol() + ''; });
t(() => { for (let i = 0; i < 1; i++) { [1].forEach(() => { i; undefinedFn(); }); } });
t(() => { for (let i = 0; i < 1; i++) { (() => i); undefinedFn(); } });
t(() => { `a${undefVar}b`; });
t(() => { ({}).x.y.z; });
t(() => { ({ m() { return this.n(); }, n() { throw new Error('n'); } }).m(); });
t(() => { const x = { y: { z() { throw new Error('z'); } } }; x.y.z(); });
t(() => { const x = {}; x.fn = function () { throw new Error('fn'); }; x.fn(); });
t(() => { const x = {}; x.fn = () => { throw new Error('fn'); }; x.fn(); });
t(() => { null.foo(1, 2); });
t(() => { [].reduce(() => 1); });
t(() => { ({}).foo.bar(); });
t(() => { eval('throw new Error("ev")'); });
t(() => {
  const { a, ...rest } = { a: 1, b: 2 };
  rest.b.c.d;
});
t(() => {
  label: for (const x of [1, 2]) {
    switch (x) { case 1: continue label; default: x.y.z; }
  }
});
t(() => { ('é'.ü, '𝒳').missing.z; });

// expect: at Foo.bar (places.js:2:63) < at places.js:18:19
// expect: at plain (places.js:3:25) < at Foo.st (places.js:2:90) < at places.js:19:13
// expect: at arrow (places.js:4:23)
// expect: at places.js:21:37 < at Array.map (<anonymous>) < at places.js:21:13
// expect: at get g [as g] (places.js:2:113) < at places.js:22:13
// expect: at set s [as s] (places.js:2:148) < at places.js:22:33
// expect: at get sg [as sg] (places.js:2:190) < at places.js:22:54
// expect: at Object.m (places.js:5:25) < at Object.f (places.js:5:66) < at places.js:23:11
// expect: at Object.comp1 (places.js:5:97) < at places.js:24:11
// expect: at Object.arrow (places.js:5:140) < at places.js:25:11
// expect: at plain (places.js:3:25) < at places.js:26:9
// expect: at new B (places.js:7:55) < at places.js:27:9
// expect: at gen (places.js:9:34) < at gen.next (<anonymous>) < at places.js:28:52
// expect: at JSON.parse (<anonymous>) < at named (places.js:29:27)
// expect: at places.js:30:35 < at Array.sort (<anonymous>) < at places.js:30:16
// expect: at places.js:31:40 < at String.replace (<anonymous>) < at places.js:31:13
// expect: at places.js:32:49 < at Map.forEach (<anonymous>) < at places.js:32:27
// expect: at places.js:33:37 < at places.js:33:17
// expect: at Object.<anonymous> (places.js:34:30) < at places.js:34:52
// expect: at Number.<anonymous> (places.js:35:30) < at places.js:35:52
// expect: at Date.<anonymous> (places.js:36:30) < at places.js:36:52
// expect: at places.js:37:31
// expect: at places.js:38:28
// expect: at places.js:39:31
// expect: at places.js:40:29
// expect: at places.js:41:33
// expect: at places.js:42:19
// expect: at Q.f (places.js:43:66) < at new Q (places.js:43:47) < at places.js:43:11
// expect: at places.js:44:14
// expect: at places.js:45:20
// expect: at places.js:46:64 < at Array.forEach (<anonymous>) < at places.js:46:45
// expect: at places.js:47:52
// expect: at places.js:48:15
// expect: at places.js:49:18
// expect: at Object.n (places.js:50:52) < at Object.m (places.js:50:32) < at places.js:50:73
// expect: at Object.z (places.js:51:40) < at places.js:51:67
// expect: at x.fn (places.js:52:52) < at places.js:52:74
// expect: at x.fn (places.js:53:46) < at places.js:53:68
// expect: at places.js:54:16
// expect: at Array.reduce (<anonymous>) < at places.js:55:14
// expect: at places.js:56:20
// expect: at eval (places.js:57:11), <anonymous>:1:7) < at places.js:57:11
// expect: at places.js:60:12
// expect: at places.js:64:55
// expect: at places.js:67:33
