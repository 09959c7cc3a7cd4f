/* test_workspace_patterns.c: what "workspaces" says, in which order. */
#include "pkg/model/workspace_patterns.h"

#include "common/buf.h"
#include "tests/kit/test.h"

/* The list as words; "taken ...| left ..." comes out. */
static void check(const char *expected, const char *list)
{
    Arena a = { 0 };
    cJSON *arr = json_new_arr(&a);
    Str rest = str_of(list), one;
    WorkspacePatterns p;
    Buf got = { 0 };

    while (rest.len > 0 && str_next(&rest, ' ', &one))
        json_push(arr, json_new_str(&a, one));
    workspace_patterns(&a, arr, &p);
    VEC_EACH (Str, s, p.take)
        buf_printf(&got, STR_FMT " ", STR_ARG(*s));
    buf_printf(&got, "|");
    VEC_EACH (Str, s, p.leave)
        buf_printf(&got, " " STR_FMT, STR_ARG(*s));
    assert_string_equal(expected, buf_cstr(&got));
    buf_release(&got);
    arena_release(&a);
}

TEST(slashes_before_a_pattern_count_for_nothing)
{
    check("a/* b c .d/ |", "./a/* /b .//c .d/");
    check("../a |", "../a");
}

TEST(an_odd_number_of_marks_leaves_out)
{
    check("a/* | a/b", "a/* !a/b");
    check("a/* a/b |", "a/* !!a/b");
    check("a/* | a/b", "a/* !!!./a/b");
}

TEST(the_later_pattern_wins)
{
    check("a/* a/b |", "a/* !a/b a/b");
    check("a/b |", "!a/* a/b");
    check("a/* | a/b", "!a/b a/*");
}

TEST(a_pattern_that_is_left_out_whole_is_not_looked_for)
{
    check("| a/*", "a/b a/c !a/*");
    check("| a/*", "a/* !a/*");
}
