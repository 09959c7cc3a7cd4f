/* Early errors, clause by clause. */
const { syntax, parses } = require('./files/kit.js');

/* 12.7 Names: reserved words, escapes in keywords */
for (const word of ['break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default',
  'delete', 'do', 'else', 'enum', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if',
  'import', 'in', 'instanceof', 'new', 'null', 'return', 'super', 'switch', 'this', 'throw', 'true',
  'try', 'typeof', 'var', 'void', 'while', 'with']) {
  syntax(`var ${word}`, `let ${word}`, `function ${word}() {}`, `class ${word} {}`, `(${word}) => 1`,
    `try {} catch (${word}) {}`, `({ ${word} })`, `({ ${word} } = {})`, `${word}: 1`);
  parses(`x.${word}; ({ ${word}: 1, ${word}() {}, get ${word}() {} }); class C { ${word}() {} static ${word} = 1 }`);
}
for (const word of ['implements', 'interface', 'let', 'package', 'private', 'protected', 'public',
  'static', 'yield']) {
  syntax(`"use strict"; var ${word}`, `"use strict"; ${word} = 1`, `"use strict"; function ${word}() {}`,
    `"use strict"; (${word}) => 1`, `function f(${word}) { "use strict" }`, `class C { m(${word}) {} }`,
    `"use strict"; ({ ${word} })`, `"use strict"; ${word}: 1`);
  parses(`x.${word}; ({ ${word}: 1 })`);
  if (word !== 'let') parses(`var ${word}; ${word} = 1; ${word}: 1; ({ ${word} }); (${word}) => 1`);
}
for (const word of ['eval', 'arguments']) {
  syntax(`"use strict"; var ${word}`, `"use strict"; ${word} = 1`, `"use strict"; ${word}++`,
    `"use strict"; --${word}`, `"use strict"; function ${word}() {}`, `"use strict"; (${word}) => 1`,
    `"use strict"; ({ ${word} } = {})`, `"use strict"; [${word}] = []`, `"use strict"; [...${word}] = []`,
    `"use strict"; try {} catch (${word}) {}`, `function f(${word}) { "use strict" }`,
    `function ${word}() { "use strict" }`, `"use strict"; for (${word} of []);`, `"use strict"; ${word} **= 2`,
    `"use strict"; ${word} ??= 2`, `class ${word} {}`);
  parses(`var ${word}; ${word} = 1; ${word}++`);
}
syntax('v\\u0061r x', 'f\\u0061lse', 'n\\u0065w Object', '({ g\\u0065t x() {} })',
  'class C { st\\u0061tic m() {} }', '\\u0061sync function f() {}', 'for (x o\\u0066 []);', 'var \\u0030a',
  'var a\\u2E2F', 'var \\u{110000}', 'var \\u12', 'var a\\', 'class C { #\\u0030 }', 'n\\u0065w.target');
parses('var \\u0061bc, a\\u0062c', 'var \\u{61}', 'x.\\u0069f', '({ \\u0069f: 1 })', 'class C { #\\u0061 }');

/* 12.9 Literals */
syntax('01n', '1.5n', '1e3n', '0b2', '0o8', '0xg', '0b', '0o', '0x', '1__0', '1_', '0_1', '1._0', '1_.0',
  '1e_1', '0x_1', '1_n', '3in []', '3a', '0b1a', '1e', '1e+', '"use strict"; 010', '"use strict"; 08',
  '"use strict"; "\\08"', '"use strict"; "\\1"', '"use strict"; "\\8"', 'function f() { "\\1"; "use strict" }',
  '"', "'", '"\n"', '"\\u"', '"\\u{}"', '"\\u{110000}"', '"\\x1"', '`', '`${', '`${}`', '`\\u`', '`\\x`', '`\\1`',
  '/', '/(/', '/[/', '/a/gg', '/a/z', '/\n/', '/a/uv', '/(?<a>.)(?<a>.)/', '/\\k<a>/u', '/{1}/u', '/\\1/u',
  '/\\-/u', '/[b-a]/', '/a{2,1}/', '/(?<1a>.)/', '/\\p{Foo}/u', '/[\\d-a]/u', '/\\u{110000}/u', '/+/', '/(?<=a)+/u');
parses('0b1; 0o7; 0xF; 1_000; 0b1_0; 1n; 0x1Fn; .5e-3; 08; 010; "\\1\\8"', '"\\u{10FFFF}\\x41\\\n"', '/[/]/; /(?<a>.)\\k<a>/u',
  '"\u2028\u2029"', 'tag`\\u \\x \\1`', '/\\p{L}/u; /[\\p{L}--a]/v', '/a/dgimsuy', '/\\1/; /{1/; /\\-/');

/* 13 Expressions */
syntax('1 = 1', '1++', '++1', 'a + b = 1', '(a, b) = 1', '(a => 1) = 1', 'this = 1', 'new.target = 1',
  'a?.b = 1', 'a?.b++', 'a?.[0] += 1', 'a?.`x`', 'new a?.b()', '[a?.b] = []', '({ x: a?.b } = {})', 'delete a?.#b',
  '-1 ** 2', '!a ** 2', 'typeof a ** 2', 'a ?? b || c', 'a || b ?? c', 'a && b ?? c', 'a ?? b && c',
  '({ a: 1, a = 2 })', '({ a = 1 })', 'f({ a = 1 })', '({ __proto__: 1, __proto__: 2 })', '({ "__proto__": 1, __proto__: 2 })',
  '({ get a(b) {} })', '({ set a() {} })', '({ set a(b, c) {} })', '({ set a(...b) {} })', '({ *get a() {} })',
  '({ async get a() {} })', '({ a() { super() } })', 'super.a', 'super()', 'function f() { super.a }', '({ f: function () { super.a } })',
  'new.target', '() => new.target', '(a, a) => 1', '([a, a]) => 1', '(a, ...a) => 1', '(...a, b) => 1', '(...a = []) => 1', 'a\n=> 1',
  '()\n=> 1', '() + 1', '(a, b, ) + 1', '() => {} || 1', '() => {}()', '(a) => {}.x', '((a)) => 1', '([(a)]) => 1', '(a.b) => 1', '(1) => 1',
  'async (a, a) => 1', 'async a\n=> 1', 'async () => { await }', 'async (await) => 1', 'async await => 1', '(a = await x) => 1; async (a = await 1) => 1',
  '"use strict"; delete a', '"use strict"; delete (a)', '"use strict"; delete ((a))', '[...a, b] = c', '[...a = 1] = c', '({ ...{ a } } = {})', '({ ...[a] } = {})', '({ ...a, b } = {})',
  '({ a: 1 } = {})', '({ a: f() } = {})', '[f()] = []', '[1] = []', '({ a }) = 1', '([a]) = 1', '[(a = 1)] = 1', '[([a])] = 1', '({ a: ({ b }) } = {})',
  'import.meta', 'import()', 'new import(1)', 'import(...a)', 'a ? b', 'a ?. 1 : 2', '1?.5', 'x = {', 'x = [', 'f(', '(', ')', 'a b', 'a.', 'a[', '..a', 'new', 'typeof', '!', '...a');
parses('(a) = 1; (a.b) = 1; [(a)] = []; ({ x: (a) } = {}); [(a.b)] = []', '(-1) ** 2; (+a) ** 2; 2 ** -1', '(a ?? b) || c; a ?? (b || c)',
  '({ __proto__: 1, ["__proto__"]: 2, __proto__() {} })', '({ a = 1 } = {}); ({ a = 1 }) => 1; [{ a = 1 }] = [{}]', 'a?.3:1', 'a?.b?.[0]?.(1)', 'async => 1; async (x) => x; async\n(x); async x => x',
  'new.target; () => new.target', 'x = { a() { super.b } }', 'import("x"); import("x",)', '[...[a, b]] = c; [...a.b] = c', '({ ...a.b } = {})', 'yield => 1', 'delete a; delete a.b');

/* 14 Statements and declarations */
syntax('let a, a', 'let a; var a', 'var a; let a', 'const a', 'const a = 1, b', 'let a; { var a }', 'let let = 1', 'const [let] = 1', 'let [a, a] = 1', 'let [a]', 'const { a }',
  'function f() {} let f', 'let f; function f() {}', '{ function f() {} let f }', '{ function f() {} var f }', '"use strict"; { function f() {} function f() {} }', '{ async function f() {} function f() {} }', '{ function* f() {} function f() {} }',
  'class A {} class A {}', 'switch (0) { case 1: let a; default: let a }', 'switch (0) { case 1: function f() {} default: let f }', 'switch (0) { default: default: }', 'try {} catch (e) { let e }', 'try {} catch ([e]) { var e }', 'try {} catch ([a, a]) {}',
  'for (let a of []) { var a }', 'for (let a;;) { var a }', 'for (let a, a;;);', 'for (let let of []);', 'for (const a;;);', 'for (let a = 1 of []);', 'for (var a = 1 of []);', '"use strict"; for (var a = 1 in {});', 'for (let a, b of []);', 'for (var a, b in {});', 'for (let [a] = 1 in {});',
  'for (let of []);', 'for (let.x of []);', 'for (async of []);', 'for (a, b of []);', 'for (1 in {});', 'for (let x of a, b);', 'for await (x of []);', 'async function f() { for await (x in y); }', 'async function f() { for await (let x = 1 of y); }',
  'if (1) let a', 'if (1) const a = 1', 'if (1) class A {}', 'while (0) function f() {}', 'for (;;) function f() {}', 'if (1) function* f() {}', 'if (1) async function f() {}', '"use strict"; if (1) function f() {}', 'if (1) a: function f() {}', 'while (0) a: function f() {}', 'a: function* f() {}', 'a: async function f() {}', 'a: let b', 'a: class A {}', '"use strict"; a: function f() {}', 'while (0) let\n[a] = 1',
  'break', 'continue', 'a: continue a', 'a: { continue a }', 'break a', 'while (0) { break a }', 'a: while (0) { (function () { break a }) }', 'a: a: 1', 'a: { a: 1 }', 'a: while (0) { b: 1; continue b }', '() => { break }', 'while (0) { () => { continue } }', 'switch (0) { case 1: continue }', 'class C { static { break } }', 'while (0) { class C { static { continue } } }',
  'return', '{ return 1 }', 'class C { static { return } }', 'throw\n1', 'throw', 'try {}', 'try {} catch {', 'catch {}', 'finally {}', 'with (a)', '"use strict"; with (a) {}', 'do while (0)', 'if ()', 'for ()', 'for (;)', 'for (let x of);', 'switch (0) { 1 }', 'else', 'case 1:', '}', '{', 'do ; while 0', 'debugger 1');
parses('let a; { let a; { var b; let c } }', 'var a; var a; function a() {} function a() {}', '{ function f() {} function f() {} }', 'try {} catch (e) { var e }', 'try {} catch { let e }', 'for (var a = 1 in {});', 'for (let in {});', 'for (let = 0;;);', 'for (async in {});', 'for (let async of []);', 'for (async () => {};;);', 'if (1) function f() {} else function g() {}', 'a: function f() {}', 'a: b: for (;;) { continue a; continue b; break a }', 'a: { b: { break a } }', 'a: ; a: ;', 'let a; a: ;', 'switch (0) { case 1: break; default: }', 'let\na', 'var let = 1; let', 'for (let.x in {});', 'do ; while (0) 1', 'if (0) ; else ;', 'return\n1', 'let async; async = 1', 'l\u0065t: 1');

/* 15 Functions and classes */
syntax('function f(a, a) { "use strict" }', '"use strict"; function f(a, a) {}', 'function f(a, [a]) {}', 'function f(a = 1, a) {}', 'function f(a, ...a) {}', 'function f(a) { let a }', 'function f() { let a; var a }', 'function f(a = 1) { "use strict" }', 'function f([a]) { "use strict" }', 'function f(...a) { "use strict" }', '(a = 1) => { "use strict" }', '({ m(a = 1) { "use strict" } })', 'function f(...a, b) {}', 'function f(...a,) {}', 'function f(a,,b) {}', 'function f(,) {}', 'function f(a.b) {}', 'function f(1) {}', 'function () {}', 'function* () {}', 'async function () {}',
  'function* f(a = yield) {}', 'function* f() { yield\n* 1 }', 'function* f() { var yield }', 'function* f(yield) {}', 'function* f() { function g(a = yield) { "use strict" } }', 'function* f() { void yield }', 'function* f() { yield ? 1 : 2; 1 + yield }', 'function* yield() { "use strict" }', '(function* yield() {})', 'function* f() { (a = yield) => 1 }', 'function* f() { ({ yield }) }',
  'async function f() { var await }', 'async function f(await) {}', 'async function f(a = await 1) {}', '(async function await() {})', 'async function f() { function g() { await 1 } }', 'async function f() { await }', 'async function f() { (await) => 1 }', 'async function f() { (a = await 1) => 1 }', 'async function f() { ({ await }) }', 'async\nfunction f() { await 1 }', 'await 1', 'async function* f(a = yield) {}', 'async function* f() { var await }', 'async function* f() { yield\nawait }',
  'class A { constructor() {} constructor() {} }', 'class A { get constructor() {} }', 'class A { *constructor() {} }', 'class A { async constructor() {} }', 'class A { constructor = 1 }', 'class A { "constructor" = 1 }', 'class A { static prototype() {} }', 'class A { static prototype = 1 }', 'class A { static constructor = 1 }', 'class A { #constructor }', 'class A { #a; #a }', 'class A { #a() {} get #a() {} }', 'class A { get #a() {} get #a() {} }', 'class A { static get #a() {} set #a(v) {} }', 'class A { m() { this.#b } }', 'a.#b', '#a in b', 'class A { #a; m() { #a } }', 'class A { #a; m() { #a + 1 } }', 'class A { #a; m() { 1 + #a in b } }', 'class A { #a; m() { delete this.#a } }', 'class A { #a; m() { delete (this.#a) } }', 'class A { #a; m() { super.#a } }', 'class A { # a }',
  'class A { x = arguments }', 'class A { x = () => arguments }', 'class A { x = super() }', 'class A extends B { x = super() }', 'class A { static { await } }', 'class A { static { var await } }', 'class A { static { arguments } }', 'class A { static { super() } }', 'class A { static { let a; let a } }', 'class A { static { let a; var a } }', 'class A { constructor() { super() } }', 'class A extends B { m() { super() } }', 'class A extends B { constructor() { function f() { super() } } }', 'class A extends B, C {}', 'class A extends b ? c : d {}', 'class A extends a => 1 {}', 'class A { x y }', 'class A { get x }  class B { get\nx y }', 'class A { a: 1 }', 'class A { a, b }', 'class A { get a(b) {} }', 'class A { set a() {} }', 'class A { static static static }', 'class { }', 'class A { m() { "use strict"; with (a) {} } }', 'class A { m(a, a) {} }', 'class A { x = yield }', 'function* f() { class A { x = yield } }', 'async function f() { class A { x = await 1 } }', 'class A { [x] }  class A {}', 'class A { async *[x] }', 'class yield {}', 'class let {}', 'class static {}', 'class A { x = 1 y = 2 }');
parses('function f(a, a) {}', 'function f(a = 1, { b }, [c], ...d) {}', 'function f(a,) {}', '(a,) => 1; f(a,); new F(a,)', 'function* f() { yield; yield\n1; yield* 1; (yield) + 1; yield yield 1; [yield]; ({ [yield]: yield }) }', 'function f() { yield = 1; await = 1 }', 'async function f() { await 1; await await 1; for await (const a of b); -await 1; (await 1) ** 2 }', 'function await() {} var await; await: 1', 'async function* f() { yield await 1; yield* 2; await (yield) }',
  'class A { constructor() {} ["constructor"]() {} static constructor() {} "a"() {} 1() {} get a() {} set a(v) {} static a; b = 1; #c = 2; static #d; static { this.#d } async e() {} *f() {} async *g() {} get; set; static; async; x\n= 1\ny\n*z() {} }', 'class A { get #a() {} set #a(v) {} m(o) { return #a in o && o.#a } }', 'class A extends (a => 1) {}', 'class A extends class {} {}', 'class A { static async *#m() {} static x = this; y = super.z; z = () => new.target }', 'class A extends B { constructor() { (() => super())() } m() { return super.m } }', 'class A { static async; static get; static set = 1; static static; get = 1; async\nm() {} }', 'class A { static { await: 1 } }'.replace('await: 1', 'var a; { let a } (() => { var b })()'), 'class A { x = function () { return arguments } }', '(class {}); (class A {}); x = class { }');
/* A direct eval is strict from its first token on where the code around it is. */
{
  const { throws } = require('./files/kit.js');

  (function () {
    'use strict';
    for (const text of ['010', '08', '"\\1"', '"\\8"', 'with (a) {}', 'public', 'eval = 1'])
      throws(SyntaxError, () => eval(text));
  })();
}
// expect: 942 assertions
