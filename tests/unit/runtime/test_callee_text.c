/* What V8 calls the thing that could not be called: engine/callee_text.h. In the tables ^
 * stands before the place that the call is shown at. */
#include <string.h>

#include "runtime/engine/callee_text.h"
#include "tests/kit/test.h"

typedef bool (*Read)(const char *source, size_t n, size_t at, char *out, size_t room);

static const char *read_marked(Read read, const char *marked)
{
    static char out[64];
    char source[256];
    size_t at = strcspn(marked, "^"), n = strlen(marked) - 1;

    memcpy(source, marked, at);
    memcpy(source + at, marked + at + 1, n - at + 1);
    return read(source, n, at, out, sizeof out) ? out : "-";
}

TEST(callees_are_named_as_they_stand_in_the_text)
{
    static const struct {
        const char *source, *callee;
    } cases[] = {
        { "^f()", "f" },
        { "a.b.^c(1)", "a.b.c" },
        { "return this.^g()", "this.g" },
        { "o?.list.^go()", "o?.list.go" },
        { "o?.['list'].^go()", "o?.list.go" },
        { "o?.[k].^go()", "o?.[k].go" },
        { "o.f?.().^go()", "o.f(...).go" },
        { "^o['b c']()", "o.b c" },
        { "^o[k][1]()", "o[k][1]" },
        { "^o[a + b]()", "o[(a + b)]" },
        { "^o[-1]()", "o[-1]" },
        { "^o[a ? b : c]()",
          "o[(intermediate value)(intermediate value)(intermediate value)]" },
        { "[...o.^f()]", "o.f" },
        { "f(1, ')')^.x()", "f(...).x" },
        { "f(1)^()", "f(...)" },
        { "\"it's\".^x()", "\"it's\".x" },
        { "o.^#p()", "o[#p]" },
        { "o?.^#p()", "o?.[#p]" },
        { "super.^x()", "(intermediate value).x" },
        { "^x", "-" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(cases[i].callee, read_marked(callee_text, cases[i].source));
}

TEST(constructors_are_named_behind_new)
{
    assert_string_equal("o.K", read_marked(callee_text_new, "^new o.K(1)"));
    assert_string_equal("K", read_marked(callee_text_new, "x = ^new  K;"));
    assert_string_equal("(intermediate value)",
                        read_marked(callee_text_new, "^new (class {})()"));
    assert_string_equal("-", read_marked(callee_text_new, "^newer()"));
}

TEST(patterns_name_what_they_take_apart)
{
    Read read = callee_text_destructured;

    assert_string_equal("o.y", read_marked(read, "const { ^x } = o.y;"));
    assert_string_equal("o", read_marked(read, "({ a: [b], ^x } = o)"));
    assert_string_equal("", read_marked(read, "function f({ ^x }) {}"));
    assert_string_equal("", read_marked(read, "((a, { b, ^x }, c) => 1)"));
    assert_string_equal("-", read_marked(read, "const { a: { ^x } } = o;"));
    assert_string_equal("-", read_marked(read, "f(o.^x)"));
    assert_string_equal("o.f(...)",
                        read_marked(read, "const { ^x, y } = o.f(1), z = 2;"));
    assert_string_equal("(a || b)", read_marked(read, "const { ^'x y': z } = a || b;"));
    assert_string_equal("f(...)[0]", read_marked(read, "const { ^1: z } = f``[0]"));
    assert_string_equal("o", read_marked(read, "const ^{ [k]: z } = o"));
    assert_string_equal("o", read_marked(read, "const { // it's\n ^x\n} = o"));
    assert_string_equal("(intermediate value)",
                        read_marked(read, "const { ^x } = await f();"));
    assert_string_equal("(intermediate value)(...)",
                        read_marked(read, "const { ^x } = function (a) {}()"));
    assert_string_equal("-", read_marked(read, "({ ^x: o.y } = o.x)"));
}

TEST(groups_are_written_as_v8_does)
{
    static const char *const cases[][2] = {
        { "(u||n)^()", "(u || n)" },
        { "(o.a ||[])^.b()", "(o.a || []).b" },
        { "(a, b)^()", "(a , b)" },
        { "((u))^()", "u" },
        { "(o)^.x()", "o.x" },
        { "[1, 'b']^()", "[1,\"b\"]" },
        { "({})^.x()", "{}.x" },
        { "({ a: f(1, 2), b })^.x()", "{(intermediate value)(intermediate value)}.x" },
        { "(!u)^()", "(!u)" },
        { "(a || b && c)^()", "(a || (b && c))" },
        { "(a + b * c - d)^()", "((a + (b * c)) - d)" },
        { "(a + b + c)^()", "(a + b + c)" },
        { "(a ? b : c)^()",
          "(intermediate value)(intermediate value)(intermediate value)" },
        { "(typeof a)^()", "(typeof a)" },
        { "(a?.b || c)^()", "((intermediate value) || c)" },
        { "(a = b.c)^()", "a" },
        { "(a => 1)^()", "(intermediate value)" },
        { "(function () {})^()", "(intermediate value)" },
        { "(await x)^()", "(intermediate value)" },
        { "new Date()^.x()", "(intermediate value).x" },
        { "(\"(\" + f(')'))^()", "(\"(\" + f(...))" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(cases[i][1], read_marked(callee_text, cases[i][0]));
    assert_string_equal("f(...)", read_marked(callee_text_new, "^new (f())()"));
}

static CalleeIteration iteration;

static bool read_iterable(const char *source, size_t n, size_t at, char *out, size_t room)
{
    return callee_text_iterable(source, n, at, out, room, &iteration);
}

TEST(what_cannot_be_iterated_is_named_by_its_text)
{
    static const struct {
        const char *source, *text;
        CalleeIteration how;
    } cases[] = {
        { "for (const x of ^o.list) {", "o.list", CALLEE_ITERABLE },
        { "for (x of ^f(1)) ;", "f", CALLEE_RETURNED },
        { "for (x of ^new Date) ;", "Date", CALLEE_RETURNED },
        { "[...^u]", "u", CALLEE_ITERABLE },
        { "[1, ...^g(), 2]", "g", CALLEE_RETURNED },
        { "f(...^o.x)", "o.x", CALLEE_SPREAD },
        { "f(1, ...^g())", "g(...)", CALLEE_SPREAD },
        { "const [a] = ^u;", "u", CALLEE_ITERABLE },
        { "const [a] = ^5, b;", "5", CALLEE_ITERABLE },
        { "const [a] = ^f();", "f", CALLEE_RETURNED },
        { "const [a] = ^o.f();", "o.f", CALLEE_DECLARED },
        { "[a] = ^o.f();", "o.f", CALLEE_RETURNED },
        { "[...^(() => 1)]", "(intermediate value)", CALLEE_ITERABLE },
        { "[...^new Date().x]", "Date.x", CALLEE_ITERABLE },
        { "[..././, ...^/[/]/u, 1]", "/[/]/u", CALLEE_ITERABLE },
        { "f(...^o.x,)", "o.x", CALLEE_SPREAD },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(cases[i].text, read_marked(read_iterable, cases[i].source));
        assert_int_equal(cases[i].how, iteration);
    }
    assert_string_not_equal("-", read_marked(read_iterable, "const [a] = ^o.x;"));
    assert_int_equal(CALLEE_UNCLEAR, iteration);
    assert_string_not_equal("-", read_marked(read_iterable, "for (x of ^u?.v) ;"));
    assert_int_equal(CALLEE_UNCLEAR, iteration);
    assert_int_equal(CALLEE_UNCLEAR, iteration);
    assert_string_not_equal("-", read_marked(read_iterable, "f(...^x, 1)"));
    assert_int_equal(CALLEE_UNCLEAR, iteration);
    assert_string_equal("-", read_marked(read_iterable, "f(^x)"));
}

TEST(spreads_of_a_list_are_found_one_behind_the_other)
{
    const char *text = "[...a('],', [1, 2]), 3, ...  b]", *call = "f(...a, b)";

    assert_string_equal("b]", text + callee_text_next_spread(text, strlen(text), 4));
    assert_int_equal(strlen(text), callee_text_next_spread(text, strlen(text), 29));
    assert_int_equal(strlen(call), callee_text_next_spread(call, strlen(call), 5));
}
