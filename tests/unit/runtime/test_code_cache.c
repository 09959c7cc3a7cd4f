/* code_cache.h: entries that can be trusted, and those that can't. */
#include "runtime/modules/code_cache.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/fs.h"
#include "tests/kit/test.h"

static Arena arena;
static Str home;

static void begin(void)
{
    unsetenv("NODE_COMPILE_CACHE");
    unsetenv("NODE_DISABLE_COMPILE_CACHE");
    unsetenv("SMEW_CODE_CACHE");
    assert_int_equal(0, fs_mkdtemp(&arena,
                                   arena_printf(&arena, "%s/code-cache-",
                                                getenv("TMPDIR") ? getenv("TMPDIR")
                                                                 : "/tmp"),
                                   &home, NULL));
    setenv("XDG_CACHE_HOME", home.ptr, 1);
    code_cache_reset();
}

static void end(void)
{
    fs_rmtree(home.ptr, NULL);
    arena_release(&arena);
    code_cache_reset();
}

static CodeKey key_of(const char *text)
{
    Str part = str_of(text);
    CodeKey key;

    assert_true(code_cache_key(&key, &part, 1));
    return key;
}

static bool has(const CodeKey *key, const char *want)
{
    Buf file;
    Str entry;
    bool same;

    if (!code_cache_get(key, &file, &entry))
        return false;
    same = want == NULL || str_is(entry, want);
    buf_release(&file);
    return same;
}

static const char *path_of(const CodeKey *key)
{
    Buf name = { 0 };
    const char *path;

    for (int i = 0; i < CODE_CACHE_KEY; i++)
        buf_printf(&name, "%02x", key->bytes[i]);
    path = arena_printf(&arena, "%s/smew/code/%s", home.ptr, buf_cstr(&name));
    buf_release(&name);
    return path;
}

TEST(code_cache_gives_what_was_put)
{
    CodeKey a, b;

    begin();
    a = key_of("a");
    b = key_of("b");
    assert_false(has(&a, NULL));
    code_cache_put(&a, STR("compiled"));
    assert_true(has(&a, "compiled"));
    assert_false(has(&b, NULL));
    code_cache_put(&a, STR("again"));
    assert_true(has(&a, "again"));
    code_cache_reset(); /* as the next run */
    assert_true(has(&a, "again"));
    end();
}

TEST(code_cache_keys_tell_parts_apart)
{
    Str ab[2] = { STR("a"), STR("bc") }, abc[2] = { STR("ab"), STR("c") };
    CodeKey x, y;

    begin();
    assert_true(code_cache_key(&x, ab, 2));
    assert_true(code_cache_key(&y, abc, 2));
    assert_memory_not_equal(x.bytes, y.bytes, sizeof x.bytes);
    end();
}

TEST(code_cache_refuses_changed_entries)
{
    CodeKey key, other;

    begin();
    key = key_of("a");
    other = key_of("b");
    for (int at = 0; at < 40; at++) {
        char byte;
        int fd;

        code_cache_put(&key, STR("compiled"));
        fd = open(path_of(&key), O_RDWR);
        assert_true(fd >= 0);
        assert_int_equal(1, pread(fd, &byte, 1, at));
        byte ^= 1;
        assert_int_equal(1, pwrite(fd, &byte, 1, at));
        close(fd);
        assert_false(has(&key, NULL));
    }
    code_cache_put(&key, STR("compiled"));
    assert_int_equal(0, truncate(path_of(&key), 20));
    assert_false(has(&key, NULL));
    assert_int_equal(0, truncate(path_of(&key), 0));
    assert_false(has(&key, NULL));
    /* Another key's entry, whole as it is, is none for this one. */
    code_cache_put(&other, STR("of b"));
    assert_int_equal(0, rename(path_of(&other), path_of(&key)));
    assert_false(has(&key, NULL));
    end();
}

TEST(code_cache_needs_a_secret_and_a_folder_of_its_own)
{
    CodeKey key;
    Str part = STR("a");
    const char *folder, *secret;

    begin();
    key = key_of("a");
    code_cache_put(&key, STR("compiled"));
    folder = arena_printf(&arena, "%s/smew/code", home.ptr);
    secret = arena_printf(&arena, "%s/secret", folder);
    chmod(secret, 0644);
    code_cache_reset();
    assert_false(code_cache_key(&key, &part, 1));
    chmod(secret, 0600);
    chmod(folder, 0777);
    code_cache_reset();
    assert_false(code_cache_key(&key, &part, 1));
    chmod(folder, 0700);
    code_cache_reset();
    assert_true(has(&key, "compiled"));
    unlink(secret);
    code_cache_reset();
    assert_true(code_cache_key(&key, &part, 1));
    assert_false(has(&key, NULL));
    end();
}

TEST(code_cache_can_be_turned_off)
{
    CodeKey key;
    Str part = STR("a");

    begin();
    setenv("SMEW_CODE_CACHE", "0", 1);
    assert_false(code_cache_key(&key, &part, 1));
    unsetenv("SMEW_CODE_CACHE");
    setenv("NODE_DISABLE_COMPILE_CACHE", "1", 1);
    code_cache_reset();
    assert_false(code_cache_key(&key, &part, 1));
    unsetenv("NODE_DISABLE_COMPILE_CACHE");
    end();
}

TEST(code_cache_trim_removes_the_oldest)
{
    CodeKey keys[5];
    const char *folder;

    begin();
    for (int i = 0; i < 5; i++) {
        char name[2] = { (char)('a' + i), '\0' };
        struct timespec t[2] = { { .tv_sec = 1000 + i }, { .tv_sec = 1000 + i } };

        keys[i] = key_of(name);
        code_cache_put(&keys[i], STR("0123456789"));
        assert_int_equal(0, utimensat(AT_FDCWD, path_of(&keys[i]), t, 0));
    }
    folder = arena_printf(&arena, "%s/smew/code", home.ptr);
    code_cache_trim(folder, 1000);
    assert_true(has(&keys[0], NULL));
    code_cache_trim(folder, 160); /* 42 bytes each: three are left, what was used too */
    assert_true(has(&keys[0], NULL));
    assert_false(has(&keys[1], NULL));
    assert_false(has(&keys[2], NULL));
    assert_true(has(&keys[3], NULL));
    assert_true(has(&keys[4], NULL));
    end();
}
