/* select.h: which workspaces -w means. */
#include "pkg/workspaces/select.h"

#include "common/buf.h"
#include "tests/kit/test.h"

/* "filter filter" from a folder below /r: the names, joined by spaces. */
static void check(const char *expected, const char *filters, const char *from)
{
    Arena a = { 0 };
    Workspaces all = { 0 }, out;
    Workspace list[] = { { STR("a"), STR("/r/p/a"), NULL },
                         { STR("@s/b"), STR("/r/p/b"), NULL },
                         { STR("c"), STR("/r/q/x/c"), NULL } };
    cJSON *names = json_new_arr(&a);
    Str rest = str_of(filters), one;
    Buf got = { 0 };

    for (size_t i = 0; i < 3; i++)
        vec_push_in(&a, &all, list[i]);
    while (rest.len > 0 && str_next(&rest, ' ', &one))
        json_push(names, json_new_str(&a, one));
    workspaces_select(&a, &all, names, STR("/r"), str_of(from), str_of(from), &out);
    VEC_EACH (Workspace, w, out)
        buf_printf(&got, "%s" STR_FMT, got.len ? " " : "", STR_ARG(w->name));
    assert_string_equal(expected, buf_cstr(&got));
    buf_release(&got);
    arena_release(&a);
}

TEST(select_takes_all_without_a_filter)
{
    check("a @s/b c", "", "/r");
}

TEST(select_knows_names_and_folders)
{
    check("a", "a", "/r");
    check("@s/b", "@s/b", "/r");
    check("@s/b", "p/b", "/r");
    check("@s/b", "./p/b/", "/r");
    check("a", ".", "/r/p/a");
}

TEST(select_takes_what_lies_right_below_a_folder)
{
    check("a @s/b", "p", "/r");
    check("a @s/b", "./p", "/r");
    check("", "q", "/r");
    check("c", "q/x", "/r");
    check("c", "q/*", "/r");
    check("a @s/b c", "**", "/r");
}

TEST(select_keeps_the_filters_order_and_names_each_once)
{
    check("c a @s/b", "c a p a", "/r");
}
