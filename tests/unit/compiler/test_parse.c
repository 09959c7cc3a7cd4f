/* parse.h: which programs are accepted, and in what words the others are refused. */
#include "runtime/compiler/parse.h"

#include <stdio.h>

#include "tests/kit/test.h"

/* "ok", or "line:column message". */
static const char *said(const char *text, ParseGoal goal)
{
    static char out[600];
    Arena a = { 0 };
    Source s = { .text = str_of(text), .name = "t.js" };
    ParseOptions o = { .goal = goal };
    ParseResult r;
    Diag d;

    if (parse(&a, &s, &o, &r, &d) == 0)
        snprintf(out, sizeof out, "ok");
    else
        snprintf(out, sizeof out, "%u:%u %s", d.pos.line, d.pos.column, d.msg);
    arena_release(&a);
    return out;
}

typedef struct {
    const char *text, *expected;
} Case;

static void check(const Case *cases, size_t n, ParseGoal goal)
{
    for (size_t i = 0; i < n; i++) {
        const char *got = said(cases[i].text, goal);

        if (strcmp(cases[i].expected, got) != 0)
            print_error("%s\n", cases[i].text);
        assert_string_equal(cases[i].expected, got);
    }
}

TEST(parse_accepts_the_syntax_of_es2024)
{
    static const Case cases[] = {
        { "a?.b?.[c]?.(d).e ?? f", "ok" },
        { "({ a, b = 1, ...c } = d); [e, , f = 2, ...[g]] = h", "ok" },
        { "async () => { for await (const x of y) await x }", "ok" },
        { "class A { static #p = 1; get #q() {} static { #p in A } async *[m]() {} }",
          "ok" },
        { "1_000n ** 2n, 0b11, 0o17, 0xFf, .5e-3", "ok" },
        { "label: { break label } yield: for (let of of of) continue yield", "ok" },
        { "`a${`b${c}`}d` + tag`\\u{bad}`", "ok" },
        { "let async; async\nfunction f() {} async = async => async", "ok" },
        { "if (a) function f() {} else function g() {}", "ok" },
        { "x = a / b / c, y = /[/]\\//dgimsuy.test(z)", "ok" },
        { "<!-- comment\nvar a\n--> comment", "ok" },
        { "var \\u0061b\\u{63}, \xC3\xBC, \xF0\xA0\xAE\xB7", "ok" },
        { "a\n++b\nc", "ok" },
        { "for (var i = 0 in {});", "ok" },
        { "x = class extends (a, b) { constructor() { super(); super.x } }", "ok" },
    };

    check(cases, sizeof cases / sizeof cases[0], PARSE_SCRIPT);
}

TEST(parse_refuses_in_the_words_of_v8_with_line_and_column)
{
    static const Case cases[] = {
        { "a b", "1:3 Unexpected identifier 'b'" },
        { "var a = ;", "1:9 Unexpected token ';'" },
        { "f(a", "1:3 missing ) after argument list" },
        { "{\n  let a = 1\n", "3:1 Unexpected end of input" },
        { "1 = 2", "1:1 Invalid left-hand side in assignment" },
        { "({a = 1})", "1:3 Invalid shorthand property initializer" },
        { "await x",
          "1:1 await is only valid in async functions and the top level bodies "
          "of modules" },
        { "return", "1:1 Illegal return statement" },
        { "break", "1:1 Illegal break statement" },
        { "a: continue a", "1:13 Illegal continue statement: 'a' does not denote an "
                           "iteration statement" },
        { "'use strict'; with (a) {}",
          "1:15 Strict mode code may not include a with statement" },
        { "'use strict'; 010", "1:15 Octal literals are not allowed in strict mode." },
        { "function f(a, ...b, c) {}",
          "1:19 Rest parameter must be last formal parameter" },
        { "class A { constructor() {} constructor() {} }",
          "1:28 A class may only have one constructor" },
        { "class A { m() { this.#x } }",
          "1:21 Private field '#x' must be declared in an enclosing class" },
        { "a ?? b || c", "1:8 Unexpected token '||'" },
        { "-1 ** 2", "1:1 Unary operator used immediately before exponentiation "
                     "expression. Parenthesis must be used to disambiguate operator "
                     "precedence" },
        { "`a${b", "1:5 Missing } in template expression" },
        { "'a\nb'", "1:1 Invalid or unexpected token" },
        { "import a from 'b'", "1:1 Cannot use import statement outside a module" },
        { "import.meta", "1:8 Cannot use 'import.meta' outside a module" },
        { "const a", "1:7 Missing initializer in const declaration" },
        { "new a?.b()", "1:6 Invalid optional chain from new expression" },
        { "for (let x of a, b);", "1:16 Unexpected token ','" },
        { "try {}", "1:6 Missing catch or finally after try" },
        { "super.x", "1:1 'super' keyword unexpected here" },
        /* What is no token counts where the parser comes to it, not before. */
        { "f(a @", "1:3 missing ) after argument list" },
        { "a = @", "1:5 Invalid or unexpected token" },
        { "1__0", "1:3 Only one underscore is allowed as numeric separator" },
        { "/* a", "1:1 Invalid or unexpected token" },
        { "x\\u{110000}", "1:2 Undefined Unicode code-point" },
        /* An octal is wrong once the function is known to be strict … */
        { "function f() { '\\07'; 'use strict' }",
          "1:17 Octal escape sequences are not allowed in strict mode." },
        { "class A { a = 08 }",
          "1:15 Decimals with leading zeros are not allowed in strict mode." },
        /* … and of two errors the first is said. */
        { "'use strict'; 010; a b",
          "1:15 Octal literals are not allowed in strict mode." },
        { "'use strict'; 010; 1 = 2",
          "1:15 Octal literals are not allowed in strict mode." },
        { "'use strict'; 010; /a",
          "1:15 Octal literals are not allowed in strict mode." },
        { "'use strict'; 010; (a, a) => 1",
          "1:15 Octal literals are not allowed in strict mode." },
        { "'use strict'; function f(a, a) { 010 }",
          "1:29 Duplicate parameter name not allowed in this context" },
        /* What is sloppy code's doesn't matter to the strict code behind it. */
        { "010; function f() { 'use strict'; a b }", "1:37 Unexpected identifier 'b'" },
        { "010; class A { a b }", "1:18 Unexpected identifier 'b'" },
        { "f('\\07', () => { 'use strict'; 1 = 2 })",
          "1:32 Invalid left-hand side in assignment" },
        { "010; function f() { 'use strict'; 011; 1 = 2 }",
          "1:35 Octal literals are not allowed in strict mode." },
        { "a = /b", "1:5 Invalid regular expression: missing /" },
        { "a = /b/\\u0067", "1:5 Invalid regular expression flags" },
        { "typeof () => 1", "1:1 Malformed arrow function parameter list" },
        { "a + (b) => 1", "1:3 Malformed arrow function parameter list" },
        { "x = { get: 1, get y z }", "1:21 Unexpected identifier 'z'" },
        { "var {a() {}} = b", "1:6 Invalid destructuring assignment target" },
        { "var {...[a]} = b",
          "1:9 `...` must be followed by an identifier in declaration contexts" },
        { "a\nawait b c", "2:1 await is only valid in async functions and the top level "
                          "bodies of modules" },
        { "class A { #a; #a }", "1:15 Identifier '#a' has already been declared" },
        { "try {} catch { delete a.#b }",
          "1:24 Private field '#b' must be declared in an enclosing class" },
        { "\n\n  \"\xF0\x9F\x98\x80\" x", "3:8 Unexpected identifier 'x'" },
    };

    check(cases, sizeof cases / sizeof cases[0], PARSE_SCRIPT);
}

TEST(parse_knows_what_only_modules_and_commonjs_may_do)
{
    static const Case module[] = {
        { "import a, { b as c, 'd e' as f } from 'g' with { type: 'json' }", "ok" },
        { "export default async function () {} export * as ns from 'x'; await 1", "ok" },
        { "var await", "1:5 Unexpected reserved word" },
        { "export { 'a' }", "1:10 Unexpected string" },
        { "{ import 'a' }", "1:10 Unexpected string" },
    };
    static const Case commonjs[] = { { "return new.target", "ok" },
                                     { "var await", "ok" } };

    check(module, sizeof module / sizeof module[0], PARSE_MODULE);
    check(commonjs, sizeof commonjs / sizeof commonjs[0], PARSE_COMMONJS);
}

TEST(parse_ends_where_nesting_is_too_deep)
{
    size_t n = 200000;
    Buf b = { 0 };

    buf_fill(&b, '(', n);
    assert_string_equal("Maximum call stack size exceeded",
                        strchr(said(b.ptr, 0), ' ') + 1);
    buf_release(&b);
    for (size_t i = 0; i < n; i++)
        buf_puts(&b, "1+");
    buf_puts(&b, "1");
    assert_string_equal("ok", said(b.ptr, 0));
    buf_release(&b);
}
