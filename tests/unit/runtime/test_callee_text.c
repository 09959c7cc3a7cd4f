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
        { "o?.list.^go()", "o.list.go" },
        { "^o['b c']()", "o.b c" },
        { "^o[k][1]()", "o[k][1]" },
        { "^o[a + b]()", "o[(intermediate value)]" },
        { "f(1, ')')^.x()", "f(...).x" },
        { "f(1)^()", "f(...)" },
        { "\"it's\".^x()", "\"it's\".x" },
        { "o.^#p()", "o.#p" },
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
}
