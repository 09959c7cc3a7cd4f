/* Promise: the entry of a node that hasn't changed is written as it stood, and nothing is
 * taken from a text that isn't as we write it. */
#include "pkg/lock/lock_kept.h"

#include "common/xalloc.h"
#include "tests/kit/test.h"

static const char lock_text[] = "{\n"
                                "  \"name\": \"p\",\n"
                                "  \"lockfileVersion\": 3,\n"
                                "  \"requires\": true,\n"
                                "  \"packages\": {\n"
                                "    \"\": {\n"
                                "      \"name\": \"p\",\n"
                                "      \"dependencies\": {\n"
                                "        \"a\": \"1\"\n"
                                "      }\n"
                                "    },\n"
                                "    \"node_modules/@s/b\": {\n"
                                "      \"version\": \"2.0.0\",\n"
                                "      \"license\": \"}\\n{\"\n"
                                "    },\n"
                                "    \"node_modules/a\": {\n"
                                "      \"version\": \"1.0.0\",\n"
                                "      \"dependencies\": {\n"
                                "        \"@s/b\": \"2\"\n"
                                "      }\n"
                                "    }\n"
                                "  }\n"
                                "}\n";

typedef struct {
    Arena arena;
    Forest forest;
    Tree *tree;
    LockKeptList kept;
    JsonStyle style;
} World;

static void load_of(World *w, Str package, Str lock_of_tree, Str text)
{
    TreeOptions options = { 0 };
    bool suspect;
    cJSON *pkg;
    Lock lock;
    Err err;

    *w = (World){ .style = json_default_style() };
    forest_init(&w->forest, &w->arena, &options);
    assert_int_equal(0, json_parse(&w->arena, package, "p", NULL, &pkg, &err));
    w->tree = tree_new(&w->forest, pkg, STR("/p"));
    assert_int_equal(0, lock_parse(&w->arena, lock_of_tree, "l", &lock, &err));
    assert_int_equal(0, lock_load(w->tree, &lock, &(LockHooks){ 0 }, &suspect, &err));
    lock_keep(w->tree, text, &w->style, false, &w->kept);
}

static void load(World *w, Str text)
{
    load_of(w, STR("{\"name\":\"p\",\"dependencies\":{\"a\":\"1\"}}"), str_of(lock_text),
            text);
}

static void release(World *w)
{
    forest_release(&w->forest);
    arena_release(&w->arena);
}

TEST(lock_kept_is_what_the_text_has)
{
    Map entries = { 0 };
    World w;

    load(&w, str_of(lock_text));
    assert_int_equal(2, w.kept.len);
    lock_kept_texts(&w.kept, &entries);
    assert_str_equal(
        "{\n      \"version\": \"2.0.0\",\n      \"license\": \"}\\n{\"\n    }",
        *(Str *)map_get(&entries, STR("/p/node_modules/@s/b")));
    map_release(&entries);
    release(&w);
}

TEST(lock_kept_leaves_out_what_has_changed)
{
    Map entries = { 0 };
    World w;

    load(&w, str_of(lock_text));
    w.kept.ptr[0].node->dev = true;
    w.kept.ptr[1].node->integrity = STR("sha512-x");
    lock_kept_texts(&w.kept, &entries);
    assert_int_equal(0, entries.len);
    map_release(&entries);
    release(&w);
}

TEST(lock_kept_takes_nothing_beyond_a_cut)
{
    for (size_t n = 0; n < sizeof lock_text - 1; n++) {
        char *text = xcalloc(n + 1, 1);
        World w;

        memcpy(text, lock_text, n);
        load(&w, str_n(text, n));
        for (size_t i = 0; i < w.kept.len; i++)
            assert_true(str_has(str_of(lock_text), w.kept.ptr[i].text));
        assert_true(w.kept.len <= 2);
        release(&w);
        xfree(text);
    }
}

/* Of development's packages the tree knows more than the entry says. */
TEST(lock_kept_knows_flags_as_entries_say_them)
{
    static const char text[] = "{\n"
                               "  \"lockfileVersion\": 3,\n"
                               "  \"packages\": {\n"
                               "    \"\": {\n"
                               "      \"devDependencies\": {\n"
                               "        \"a\": \"1\"\n"
                               "      }\n"
                               "    },\n"
                               "    \"node_modules/a\": {\n"
                               "      \"version\": \"1.0.0\",\n"
                               "      \"dev\": true\n"
                               "    },\n"
                               "    \"node_modules/b\": {\n"
                               "      \"version\": \"1.0.0\",\n"
                               "      \"dev\": true\n"
                               "    }\n"
                               "  }\n"
                               "}\n";
    World w;

    load_of(&w, STR("{\"devDependencies\":{\"a\":\"1\"}}"), str_of(text), str_of(text));
    assert_int_equal(1, w.kept.len); /* nothing leads to b: it is extraneous */
    assert_str_equal("a", w.kept.ptr[0].node->name);
    release(&w);
}

TEST(lock_kept_leaves_places_alone_that_may_be_left_out)
{
    static const char text[] =
        "{\n  \"lockfileVersion\": 3,\n  \"packages\": {\n"
        "    \"node_modules/a\": {\n      \"version\": \"1.0.0\"\n    },\n"
        "    \"node_modules/b\": {\n      \"version\": \"1.0.0\",\n"
        "      \"resolved\": \"http://127.0.0.1/b.tgz\"\n    }\n  }\n}\n";
    World w;

    load_of(&w, STR("{\"dependencies\":{\"a\":\"1\",\"b\":\"http://127.0.0.1/b.tgz\"}}"),
            str_of(text), str_of(text));
    assert_int_equal(2, w.kept.len);
    lock_keep(w.tree, str_of(text), &w.style, true, &w.kept);
    assert_int_equal(1, w.kept.len);
    assert_str_equal("a", w.kept.ptr[0].node->name);
    release(&w);
}

TEST(lock_kept_takes_nothing_of_another_style)
{
    World w;

    load(&w, str_of(lock_text));
    w.style = (JsonStyle){ .indent = "\t", .newline = "\n", .last_newline = true };
    lock_keep(w.tree, str_of(lock_text), &w.style, false, &w.kept);
    assert_int_equal(0, w.kept.len);
    w.style = (JsonStyle){ .last_newline = true };
    lock_keep(w.tree, str_of(lock_text), &w.style, false, &w.kept);
    assert_int_equal(0, w.kept.len);
    release(&w);
}
