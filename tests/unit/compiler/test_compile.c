/* compile.h: what programs are lowered to: each token on its line, errors in V8's words.
 */
#include "runtime/compiler/compile.h"

#include <stdio.h>

#include "tests/kit/test.h"

/* The lowered text, or "line:column message". */
static const char *lowered(const char *text, CompileGoal goal)
{
    static char out[4000];
    Arena a = { 0 };
    CompileOptions o = { .goal = goal, .name = "t.js", .params = STR("p") };
    Compiled c;
    Diag d;

    if (compile(&a, str_of(text), &o, &c, &d) == 0)
        snprintf(out, sizeof out, STR_FMT, STR_ARG(c.text));
    else
        snprintf(out, sizeof out, "%u:%u %s", d.pos.line, d.pos.column, d.msg);
    arena_release(&a);
    return out;
}

TEST(what_needs_no_lowering_is_copied_as_it_stands)
{
    const char *text = "var a = 1; // comment\nfunction f(x, y) { return x + y; }\n"
                       "for (var i = 0; i < 3; i++) { a += f(i, a); }\n";

    assert_string_equal(text, lowered(text, COMPILE_SCRIPT));
}

TEST(each_token_keeps_its_line)
{
    static const char *const programs[] = {
        "`a\nb`;\nMARK",
        "const {\n a,\n b } =\n x;\nMARK",
        "class A {\n m() {\n }\n static x = 1;\n}\nMARK",
        "for (const x of\n y) {\n z(() => x);\n}\nMARK",
        "a?.b\n ?.c(\n d);\nMARK",
        "async function f(\n a = 1,\n b) {\n await a;\n}\nMARK",
    };

    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        const char *out = lowered(programs[i], COMPILE_COMMONJS);
        int want = 0, got = 0;

        for (const char *p = programs[i]; *p != 'M'; p++)
            want += *p == '\n';
        assert_non_null(strstr(out, "MARK"));
        for (const char *p = out; strncmp(p, "MARK", 4) != 0; p++)
            got += *p == '\n';
        assert_int_equal(want, got);
    }
}

TEST(what_is_declared_twice_is_an_error)
{
    static const char *const cases[][2] = {
        { "let a; let a", "1:12 Identifier 'a' has already been declared" },
        { "let a; var a", "1:12 Identifier 'a' has already been declared" },
        { "var a; let a", "1:12 Identifier 'a' has already been declared" },
        { "let a; { var a }", "1:14 Identifier 'a' has already been declared" },
        { "function f(a) { let a }", "1:21 Identifier 'a' has already been declared" },
        { "try {} catch ([a]) { var a }",
          "1:26 Identifier 'a' has already been declared" },
        { "try {} catch (a) { let a }", "1:24 Identifier 'a' has already been declared" },
        { "class A {} var A", "1:16 Identifier 'A' has already been declared" },
        { "switch (1) { case 1: let a; case 2: let a }",
          "1:41 Identifier 'a' has already been declared" },
        { "const p = 1", "1:7 Identifier 'p' has already been declared" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(cases[i][1], lowered(cases[i][0], COMPILE_COMMONJS));
}

TEST(what_is_no_double_declaration_is_none)
{
    static const char *const cases[] = {
        "var a; var a",
        "function f() {} function f() {}",
        "var f; function f() {}",
        "let a; { let a }",
        "try {} catch (e) { var e }",
        "{ function f() {} function f() {} }",
        "for (let i;;) { let i }",
        "(function f() { let f })",
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_null(strstr(lowered(cases[i], COMPILE_COMMONJS), "already"));
}

TEST(very_long_chains_of_operators_need_no_stack)
{
    Arena a = { 0 };
    size_t n = 200000;
    char *text = arena_bytes(&a, n * 2 + 1);
    CompileOptions o = { .goal = COMPILE_SCRIPT, .name = "t.js" };
    Compiled c;
    Diag d;

    for (size_t i = 0; i < n; i++) {
        text[2 * i] = 'a';
        text[2 * i + 1] = '+';
    }
    text[2 * n] = 'a';
    assert_int_equal(0, compile(&a, str_n(text, 2 * n + 1), &o, &c, &d));
    assert_int_equal(2 * n + 2, c.text.len); /* a semicolon more */
    arena_release(&a);
}
