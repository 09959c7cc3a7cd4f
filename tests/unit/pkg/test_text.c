/* Promise: trees, tables, colours and words look as npm's do. */
#include "pkg/ui/error_words.h"
#include "pkg/ui/paint.h"
#include "pkg/ui/text_table.h"
#include "pkg/ui/text_tree.h"
#include "pkg/ui/words.h"

#include "tests/kit/test.h"

TEST(a_tree_is_drawn_with_lines)
{
    TextTree leaf = { .label = STR("leaf\nsecond") }, last = { .label = STR("last") };
    TextTree mid = { .label = STR("mid") }, root = { .label = STR("root\nmore") };
    Arena a = { 0 };
    Buf b = { 0 };

    vec_push_in(&a, &mid.nodes, &leaf);
    vec_push_in(&a, &root.nodes, &mid);
    vec_push_in(&a, &root.nodes, &last);
    text_tree(&root, true, &b);
    assert_str_equal("root\n│ more\n├─┬ mid\n│ └── leaf\n│     second\n└── last\n",
                     buf_view(&b));
    buf_clear(&b);
    text_tree(&mid, false, &b);
    assert_str_equal("mid\n`-- leaf\n    second\n", buf_view(&b));
    buf_release(&b);
    arena_release(&a);
}

TEST(a_colour_ends_with_the_line_and_comes_back_after_an_inner_one)
{
    Arena a = { 0 };
    Str inner = paint(&a, true, PAINT_RED, STR("x"));

    assert_str_equal("\033[2ma\033[22m\n\033[2mb\033[22m",
                     paint(&a, true, PAINT_DIM, STR("a\nb")));
    assert_str_equal("\033[34m\033[31mx\033[34m\033[39m",
                     paint(&a, true, PAINT_BLUE, inner));
    assert_str_equal("a", paint(&a, false, PAINT_DIM, STR("a")));
    assert_str_equal("", paint(&a, true, PAINT_DIM, STR("")));
    arena_release(&a);
}

TEST(a_table_has_columns_two_spaces_apart)
{
    Str cells[] = { STR("A"), STR("Bee"), STR("C"), STR("long"), STR("\033[31mx\033[39m"),
                    STR(""),  STR("m"),   STR("n"), STR("é") };
    Buf b = { 0 };

    text_table(cells, 3, 3, "lr", &b);
    assert_str_equal("A     Bee  C\nlong    \033[31mx\033[39m\nm       n  é",
                     buf_view(&b));
    buf_release(&b);
    assert_int_equal(3, text_width(STR("a\033[1;32mé\033[39mb")));
}

TEST(times_are_said_as_people_say_them)
{
    static const struct {
        int64_t ago_s;
        const char *text;
    } cases[] = {
        { 5, "just now" },
        { 45, "45 seconds ago" },
        { 100, "a minute ago" },
        { 600, "10 minutes ago" },
        { 3700, "an hour ago" },
        { 7300, "2 hours ago" },
        { 8 * 86400, "a week ago" },
        { 20 * 86400, "2 weeks ago" },
        { 45 * 86400, "a month ago" },
        { 100 * 86400, "3 months ago" },
        { 400 * 86400, "a year ago" },
        { 800 * 86400, "over a year ago" },
        { -600, "10 minutes from now" },
    };
    int64_t now = 1700000000000;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Buf b = { 0 };

        words_relative(now - cases[i].ago_s * 1000, now, &b);
        assert_str_equal(cases[i].text, buf_view(&b));
        buf_release(&b);
    }
}

TEST(sizes_are_decimal)
{
    Buf b = { 0 };

    words_bytes(999, &b);
    words_bytes(1500, &b);
    words_bytes(2500000, &b);
    assert_str_equal("999 B1.5 kB2.5 MB", buf_view(&b));
    buf_release(&b);
}

TEST(an_error_says_what_npm_says_of_its_code)
{
    Arena a = { 0 };
    ErrorWords w;
    Err err = { 0 };

    err_set(&err, ERR_E404, "404 Not Found - GET x");
    err_hint(&err, "The requested resource 'A b@*' could not be found or you do not have "
                   "permission to access it.");
    w = error_words(&a, &err, STR(""), STR(""));
    assert_string_equal("404", w.title);
    assert_str_equal("Not Found - GET x", w.summary);
    assert_true(str_has(w.detail, STR("This package name is not valid, because")));
    assert_true(str_has(w.detail, STR("tarball, folder, http url, or git url.")));
    err_set(&err, ERR_EUSAGE, "short");
    w = error_words(&a, &err, STR("the whole of it"), STR(""));
    assert_str_equal("the whole of it", w.summary);
    arena_release(&a);
}
