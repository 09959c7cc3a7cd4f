/* Promise: "nothing to do" is said only if nothing that an install reads or writes
 * has changed since. */
#include "pkg/install/uptodate.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "tests/kit/test.h"

typedef struct {
    Arena arena;
    char root[512], cache[512];
    UptodateInputs in;
    UptodateReport report;
    Err err;
} World;

static const char *at(World *w, const char *path)
{
    return arena_printf(&w->arena, "%s/%s", w->root, path);
}

static void put(World *w, const char *path, const char *text)
{
    FILE *f = fopen(at(w, path), "w");

    fputs(text, f);
    fclose(f);
}

static void world_init(World *w)
{
    *w = (World){ .report = { 12, 3, STR("[1]"), .settled = true, .plain = true } };
    snprintf(w->root, sizeof w->root, "%s", test_tmpdir());
    snprintf(w->cache, sizeof w->cache, "%s", test_tmpdir());
    mkdir(at(w, "node_modules"), 0777);
    mkdir(at(w, "node_modules/a"), 0777);
    mkdir(at(w, "packages"), 0777);
    put(w, "package.json", "{}");
    put(w, "package-lock.json", "{\"lock\":1}");
    put(w, "node_modules/a/index.js", "1");
    usleep(20000);
    put(w, "node_modules/.package-lock.json", "{}");
    w->in = (UptodateInputs){ .root = w->root,
                              .settings = STR("omit="),
                              .hidden_lock = at(w, "node_modules/.package-lock.json") };
    vec_push_in(&w->arena, &w->in.files, at(w, "package.json"));
    vec_push_in(&w->arena, &w->in.files, at(w, "package-lock.json"));
    vec_push_in(&w->arena, &w->in.files, at(w, "npm-shrinkwrap.json"));
    vec_push_in(&w->arena, &w->in.folders, at(w, "packages"));
    vec_push_in(&w->arena, &w->in.tree, "node_modules");
    vec_push_in(&w->arena, &w->in.tree, "node_modules/a");
    vec_push_in(&w->arena, &w->in.broken, "node_modules/a");
    usleep(60000); /* or all that was just made would be too fresh to be trusted */
    assert_int_equal(0, uptodate_save(w->cache, &w->in, &w->report, &w->err));
}

static bool check(World *w, const char *settings)
{
    UptodateReport r;
    UptodateTree tree = { 0 };
    bool ok = uptodate_check(&w->arena, w->cache, w->root, str_of(settings), UPTODATE_ANY,
                             &r, &tree) &&
              r.settled;

    if (ok) {
        assert_int_equal(12, r.n_packages);
        assert_int_equal(3, r.n_funding);
        assert_str_equal("[1]", r.unreviewed);
        assert_true(r.plain);
        assert_int_equal(2, tree.tree.len);
        assert_string_equal("node_modules", tree.tree.ptr[0]);
        assert_string_equal("node_modules/a", tree.tree.ptr[1]);
        assert_int_equal(1, tree.broken.len);
        assert_string_equal("node_modules/a", tree.broken.ptr[0]);
    }
    return ok;
}

TEST(uptodate_says_yes_while_nothing_changes)
{
    World w;

    world_init(&w);
    assert_true(check(&w, "omit="));
    assert_true(check(&w, "omit="));
    arena_release(&w.arena);
}

TEST(uptodate_says_no_after_each_kind_of_change)
{
    for (int i = 0; i < 9; i++) {
        World w;

        world_init(&w);
        assert_true(check(&w, "omit="));
        switch (i) {
        case 0:
            put(&w, "package.json", "[]"); /* same size */
            break;
        case 1: unlink(at(&w, "package-lock.json")); break;
        case 2: put(&w, "npm-shrinkwrap.json", "{}"); break;
        case 3: mkdir(at(&w, "packages/new"), 0777); break;
        case 4: unlink(at(&w, "node_modules/a/index.js")); break;
        case 5: rename(at(&w, "node_modules/a"), at(&w, "node_modules/b")); break;
        case 6: put(&w, "node_modules/.package-lock.json", "{ }"); break;
        case 7: unlink(at(&w, "node_modules/.package-lock.json")); break;
        case 8: uptodate_forget(w.cache, w.root); break;
        }
        assert_false(check(&w, "omit="));
        arena_release(&w.arena);
    }
}

/* Of large trees a thread looks at a part. */
TEST(uptodate_sees_each_of_many_folders)
{
    World w;
    UptodateReport r;
    UptodateTree tree = { 0 };
    UptodateLook *l;

    world_init(&w);
    for (int i = 0; i < 3000; i++)
        vec_push_in(&w.arena, &w.in.tree, "node_modules");
    assert_int_equal(0, uptodate_save(w.cache, &w.in, &w.report, &w.err));
    l = uptodate_begin(&w.arena, w.cache, w.root, STR("omit="), UPTODATE_ANY);
    assert_true(uptodate_end(l, NULL, &r, &tree));
    assert_int_equal(3002, tree.tree.len);
    unlink(at(&w, "node_modules/a/index.js"));
    assert_false(
        uptodate_check(&w.arena, w.cache, w.root, STR("omit="), UPTODATE_ANY, &r, &tree));
    assert_false(uptodate_end(NULL, NULL, &r, &tree));
    arena_release(&w.arena);
}

/* What was written just before is told by its contents: as the caller has read them. */
TEST(uptodate_takes_the_callers_word_for_contents)
{
    World w;
    UptodateReport r;
    UptodateText text;

    world_init(&w);
    put(&w, "package-lock.json", "{\"lock\":2}");
    put(&w, "node_modules/.package-lock.json", "{}");
    w.in.hashed = at(&w, "package-lock.json");
    w.in.hash = str_hash(STR("{\"lock\":2}"));
    assert_int_equal(0, uptodate_save(w.cache, &w.in, &w.report, &w.err));
    text = (UptodateText){ at(&w, "package-lock.json"), STR("{\"lock\":2}") };
    assert_true(uptodate_end(uptodate_begin(&w.arena, w.cache, w.root, STR("omit="),
                                            UPTODATE_ANY),
                             &text, &r, NULL));
    text.text = STR("{\"lock\":3}");
    assert_int_equal(0, uptodate_save(w.cache, &w.in, &w.report, &w.err));
    assert_false(uptodate_end(uptodate_begin(&w.arena, w.cache, w.root, STR("omit="),
                                             UPTODATE_ANY),
                              &text, &r, NULL));
    arena_release(&w.arena);
}

TEST(uptodate_says_no_when_its_time_is_over)
{
    World w;

    world_init(&w);
    w.in.until_ms = (int64_t)time(NULL) * 1000 + 3600000;
    assert_int_equal(0, uptodate_save(w.cache, &w.in, &w.report, &w.err));
    assert_true(check(&w, "omit="));
    w.in.until_ms = (int64_t)time(NULL) * 1000 - 1;
    assert_int_equal(0, uptodate_save(w.cache, &w.in, &w.report, &w.err));
    assert_false(check(&w, "omit="));
    arena_release(&w.arena);
}

TEST(uptodate_says_no_with_other_settings)
{
    World w;

    world_init(&w);
    assert_false(check(&w, "omit=dev"));
    arena_release(&w.arena);
}

TEST(uptodate_compares_contents_of_what_was_written_just_before)
{
    World w;

    world_init(&w);
    put(&w, "package.json", "{ }");
    assert_int_equal(0, uptodate_save(w.cache, &w.in, &w.report, &w.err));
    assert_true(check(&w, "omit="));
    arena_release(&w.arena);
}

TEST(uptodate_sees_a_change_after_it_compared_contents)
{
    World w;

    world_init(&w);
    put(&w, "package.json", "{ }");
    assert_int_equal(0, uptodate_save(w.cache, &w.in, &w.report, &w.err));
    assert_true(check(&w, "omit="));
    put(&w, "package.json", "[ ]");
    assert_false(check(&w, "omit="));
    arena_release(&w.arena);
}
