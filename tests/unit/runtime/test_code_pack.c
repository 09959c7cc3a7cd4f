/* code_pack.h: what one start kept is there for the next, and goes when nobody asks. */
#include "runtime/modules/code_pack.h"

#include <stdio.h>
#include <stdlib.h>

#include "common/fs.h"
#include "tests/kit/test.h"

static Arena arena;
static Str home;

static void begin(void)
{
    const char *tmp = getenv("TMPDIR");

    unsetenv("NODE_COMPILE_CACHE");
    unsetenv("NODE_DISABLE_COMPILE_CACHE");
    unsetenv("SMEW_CODE_CACHE");
    assert_int_equal(0, fs_mkdtemp(&arena,
                                   arena_printf(&arena, "%s/code-pack-",
                                                tmp != NULL ? tmp : "/tmp"),
                                   &home, NULL));
    setenv("XDG_CACHE_HOME", home.ptr, 1);
    code_cache_reset();
}

static void end(void)
{
    code_pack_finish();
    fs_rmtree(home.ptr, NULL);
    arena_release(&arena);
    unsetenv("XDG_CACHE_HOME");
    code_cache_reset();
}

static CodeKey key_of(int n)
{
    char text[16];
    Str part = { text, (size_t)snprintf(text, sizeof text, "%d", n) };
    CodeKey key;

    assert_true(code_cache_key(&key, &part, 1));
    return key;
}

static bool has(int n, const char *want)
{
    CodeKey key = key_of(n);
    Str entry;

    return code_pack_get(&key, &entry) && str_is(entry, want);
}

static void put(int n, const char *text)
{
    CodeKey key = key_of(n);

    code_pack_put(&key, str_of(text));
}

/* Enough for a pack. */
static void put_others(void)
{
    for (int i = 0; i < PACK_MIN; i++)
        put(1000 + i, "other");
}

TEST(code_pack_keeps_what_was_put)
{
    begin();
    code_pack_begin("a.js");
    assert_true(code_pack_is_open());
    assert_false(has(1, "one"));
    put(1, "one");
    put(2, "two, which is longer");
    put_others();
    assert_true(has(1, "one"));
    code_pack_finish();
    assert_false(code_pack_is_open());
    assert_false(has(1, "one"));
    code_pack_begin("a.js");
    assert_true(has(1, "one"));
    assert_true(has(2, "two, which is longer"));
    code_pack_begin("b.js");
    assert_false(has(1, "one"));
    end();
}

TEST(code_pack_of_few_is_none)
{
    begin();
    code_pack_begin("a.js");
    for (int i = 1; i < PACK_MIN; i++)
        put(i, "few");
    code_pack_begin("a.js");
    assert_false(has(1, "few"));
    end();
}

TEST(code_pack_takes_many)
{
    char text[32];

    begin();
    code_pack_begin("a.js");
    for (int i = 0; i < 2000; i++) {
        snprintf(text, sizeof text, "entry %d", i);
        put(i, text);
    }
    code_pack_begin("a.js");
    for (int i = 0; i < 2000; i++) {
        snprintf(text, sizeof text, "entry %d", i);
        assert_true(has(i, text));
    }
    assert_false(has(2000, ""));
    end();
}

TEST(code_pack_drops_what_nobody_asks_for)
{
    begin();
    code_pack_begin("a.js");
    put(1, "stays");
    put(2, "goes");
    put_others();
    for (int i = 0; i < PACK_MAX_AGE + 1; i++) {
        code_pack_begin("a.js");
        assert_true(has(1, "stays"));
        put(100 + i, "new");
    }
    code_pack_begin("a.js");
    assert_true(has(1, "stays"));
    assert_false(has(2, "goes"));
    end();
}

TEST(code_pack_is_nothing_without_a_cache)
{
    CodeKey key = { { 0 } };
    Str entry;

    begin();
    setenv("SMEW_CODE_CACHE", "0", 1);
    code_cache_reset();
    code_pack_begin("a.js");
    assert_false(code_pack_get(&key, &entry));
    code_pack_put(&key, STR("x"));
    assert_false(code_pack_get(&key, &entry));
    assert_false(code_pack_is_open());
    unsetenv("SMEW_CODE_CACHE");
    end();
}
