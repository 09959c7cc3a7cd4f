// TypeScript runs with its types left out; what can't be left out is an error with a code.
// node: version 20 runs no TypeScript
require('./programs/erasable.ts');
const { stripTypeScriptTypes } = require('module');
function strip(text) {
  try { return JSON.stringify(stripTypeScriptTypes(text)); } catch (e) { return e.code + ' ' + e.message; }
}
[
  'enum A { B }', 'const enum A { B }', 'namespace A { const b = 1 }', 'import a = require("a");', 'export = 1;',
  'class A { constructor(private x: number) {} }', 'let a = <any>b', 'let a: = 1',
  'a\ntype B = 1\n(c)', 'let x = y as any\n[1]', 'f<T>(x)', 'a < b > c', 'new A<B>(c)', 'f<T>`x`', 'a?.<T>(b)',
  '(a: A, b?: B): C => d', 'a ? (b): c => d : e', 'a ? (b) : c', 'x = (a):\n  T => a', 'return <\n  T,\n>(a: T) => a',
  'type A<T> = T extends Array<Array<infer U>> ? U : never; a >> b >>> c', 'import { type A, B } from "c"', 'import type A, { type B } from "c"',
  'import type from "x"; type = 1; type', 'class A { x!: B; y?: C; private static z = 1; a?(): void; b(): void; b() {} }',
  'declare class X { m(): void }\nexport declare const y: 1', 'export abstract class A { abstract b: C; readonly [d] = 1 }',
  'function f(this: A, b: B): asserts b is C {}', 'let é: Ünï = 1, \ud83d\ude00x', 'for (const a of b as C[]) {}', 'x satisfies Y<Z>', 'a!.b![c]!()',
].forEach((text) => console.log(strip(text)));

// expect: 2 2 3 1 secret,value,optional
// expect: g 1,b 5
// expect: true true true,false
// expect: 4 2 3 sat
// expect: 2 function 3
// expect: p 1
// expect: e
// expect: 1 0 1
// expect: 4 7 6
// expect: 38
// expect: true undefined 9
// expect: 1
// expect: b.c t3 true object
// expect: ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX TypeScript enum is not supported in strip-only mode
// expect: ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX TypeScript enum is not supported in strip-only mode
// expect: ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX TypeScript namespace declaration is not supported in strip-only mode
// expect: ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX TypeScript import equals declaration is not supported in strip-only mode
// expect: ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX TypeScript export assignment is not supported in strip-only mode
// expect: ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX TypeScript parameter property is not supported in strip-only mode
// expect: ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX The angle-bracket syntax for type assertions, `<T>expr`, is not supported in type strip mode. Instead, use the 'as' syntax: `expr as T`.
// expect: ERR_INVALID_TYPESCRIPT_SYNTAX Unexpected token '='
// expect: "a\n;         \n(c)"
// expect: "let x = y ;     \n[1]"
// expect: "f   (x)"
// expect: "a < b > c"
// expect: "new A   (c)"
// expect: "f   `x`"
// expect: "a?.   (b)"
// expect: "(a   , b    )    => d"
// expect: "a ? (b)    => d : e"
// expect: "a ? (b) : c"
// expect: "x = (a  \n  ) => a"
// expect: "return (\n    \n  a   ) => a"
// expect: "                                                         a >> b >>> c"
// expect: "import {         B } from \"c\""
// expect: "                                  "
// expect: "import type from \"x\"; type = 1; type"
// expect: "class A { x    ; y    ;         static z = 1;                        b() {} }"
// expect: "                             \n                         "
// expect: "export          class A {                ;        [d] = 1 }"
// expect: "function f(         b   )                 {}"
// expect: ERR_INVALID_TYPESCRIPT_SYNTAX Invalid or unexpected token
// expect: "for (const a of b       ) {}"
// expect: "x               "
// expect: "a .b [c] ()"
