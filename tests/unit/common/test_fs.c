/* fs.h: whole files, folders, links. */
#include "common/fs.h"

#include <errno.h>
#include <unistd.h>

#include "tests/kit/test.h"

static const char *in(Arena *a, const char *dir, const char *name)
{
    return arena_printf(a, "%s/%s", dir, name);
}

static void write_text(const char *path, const char *text)
{
    assert_int_equal(0, fs_write_atomic(path, str_of(text), 0644, NULL));
}

TEST(fs_write_replaces_what_a_link_points_to_and_keeps_the_mode)
{
    Arena a = { 0 };
    const char *d = test_tmpdir(), *file = in(&a, d, "f"), *l = in(&a, d, "l");
    Str text;
    struct stat st;

    write_text(file, "old");
    assert_int_equal(0, chmod(file, 0755));
    assert_int_equal(0, fs_symlink("f", l, NULL));
    write_text(l, "new");
    assert_int_equal(FS_LINK, fs_kind_nofollow(l));
    assert_int_equal(0, fs_read_arena(&a, file, 0, &text, NULL));
    assert_str_equal("new", text);
    assert_int_equal(0, stat(file, &st));
    assert_int_equal(0755, st.st_mode & 0777);
    arena_release(&a);
}

TEST(fs_read_refuses_what_is_too_large_or_a_folder)
{
    Arena a = { 0 };
    const char *d = test_tmpdir();
    Str text;
    Err err;

    write_text(in(&a, d, "f"), "12345");
    assert_int_equal(ERR_ETOOBIG, fs_read_arena(&a, in(&a, d, "f"), 4, &text, &err));
    assert_int_equal(0, fs_read_arena(&a, in(&a, d, "f"), 5, &text, &err));
    assert_int_equal(-EISDIR, fs_read_arena(&a, d, 0, &text, &err));
    assert_int_equal(-ENOENT, fs_read_arena(&a, in(&a, d, "x"), 0, &text, &err));
    arena_release(&a);
}

TEST(fs_rmtree_removes_read_only_folders_and_follows_no_link)
{
    Arena a = { 0 };
    const char *d = test_tmpdir(), *tree = in(&a, d, "tree"), *kept = in(&a, d, "kept");

    assert_int_equal(0, fs_mkdirs(in(&a, tree, "a/b/c"), 0755, NULL));
    assert_int_equal(0, fs_mkdirs(kept, 0755, NULL));
    write_text(in(&a, kept, "f"), "x");
    write_text(in(&a, tree, "a/b/f"), "x");
    assert_int_equal(0, fs_symlink(kept, in(&a, tree, "a/link"), NULL));
    assert_int_equal(0, chmod(in(&a, tree, "a/b"), 0500));
    assert_int_equal(0, fs_rmtree(tree, NULL));
    assert_int_equal(FS_NONE, fs_kind_nofollow(tree));
    assert_true(fs_is_file(in(&a, kept, "f")));
    assert_int_equal(0, fs_rmtree(tree, NULL));
    arena_release(&a);
}

TEST(fs_mkdirs_says_what_stands_in_its_way)
{
    Arena a = { 0 };
    const char *d = test_tmpdir();
    Err err;

    write_text(in(&a, d, "f"), "x");
    assert_int_equal(-ENOTDIR, fs_mkdirs(in(&a, d, "f/g"), 0755, &err));
    assert_int_equal(-ENOTDIR, fs_mkdirs(in(&a, d, "f"), 0755, &err));
    arena_release(&a);
}

TEST(fs_copy_and_link_give_the_same_bytes)
{
    Arena a = { 0 };
    const char *d = test_tmpdir();
    Str text;
    struct stat st;

    write_text(in(&a, d, "f"), "bytes");
    assert_int_equal(0, chmod(in(&a, d, "f"), 0755));
    assert_int_equal(0, fs_copy(in(&a, d, "f"), in(&a, d, "copy"), NULL));
    assert_int_equal(0, fs_link_or_copy(in(&a, d, "f"), in(&a, d, "link"), NULL));
    assert_int_equal(0, fs_read_arena(&a, in(&a, d, "copy"), 0, &text, NULL));
    assert_str_equal("bytes", text);
    assert_int_equal(0, stat(in(&a, d, "f"), &st));
    assert_int_equal(2, st.st_nlink);
    arena_release(&a);
}

TEST(fs_writes_pieces_behind_one_another)
{
    Str parts[] = { STR("one"), STR(""), STR("two") };
    Arena a = { 0 };
    Str dir, text;
    const char *path;

    assert_int_equal(fs_mkdtemp(&a, "/tmp/smew-fs-", &dir, NULL), 0);
    path = arena_printf(&a, STR_FMT "/f", STR_ARG(dir));
    assert_int_equal(fs_write_checked(path, parts, 3, 0600, NULL), 0);
    assert_int_equal(fs_read_arena(&a, path, 0, &text, NULL), 0);
    assert_true(str_is(text, "onetwo"));
    parts[0] = STR("three"); /* in the place of what is there */
    assert_int_equal(fs_write_checked(path, parts, 3, 0600, NULL), 0);
    assert_int_equal(fs_read_arena(&a, path, 0, &text, NULL), 0);
    assert_true(str_is(text, "threetwo"));
    assert_int_equal(fs_write_checked(dir.ptr, parts, 3, 0600, NULL) < 0, 1);
    fs_rmtree(dir.ptr, NULL);
    arena_release(&a);
}
