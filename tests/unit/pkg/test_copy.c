/* copy.h: folders that a rename can't move. */
#include "pkg/install/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/fs.h"
#include "tests/kit/test.h"

/* A folder on another file system than the tests'; NULL where there is none. */
static const char *elsewhere(char room[64])
{
    struct stat here, there;

    snprintf(room, 64, "/dev/shm/smew-unit-XXXXXX");
    if (stat(test_tmpdir(), &here) < 0 || stat("/dev/shm", &there) < 0 ||
        here.st_dev == there.st_dev || mkdtemp(room) == NULL)
        return NULL;
    return room;
}

static void make_tree(Arena *a, const char *root)
{
    struct timespec old[2] = { { .tv_sec = 1000 }, { .tv_sec = 2000 } };
    const char *file = arena_printf(a, "%s/a/b/run", root);

    assert_int_equal(0, fs_mkdirs(arena_printf(a, "%s/a/b", root), 0755, NULL));
    assert_int_equal(0, fs_write_atomic(file, STR("x"), 0755, NULL));
    assert_int_equal(0, chmod(file, 0750));
    assert_int_equal(0, utimensat(AT_FDCWD, file, old, 0));
    assert_int_equal(0, symlink("b/run", arena_printf(a, "%s/a/l", root)));
    assert_int_equal(0, chmod(arena_printf(a, "%s/a/b", root), 0700));
    assert_int_equal(0, utimensat(AT_FDCWD, arena_printf(a, "%s/a/b", root), old, 0));
}

TEST(move_takes_a_folder_to_another_file_system_as_it_is)
{
    char room[64];
    const char *from = elsewhere(room), *to;
    Arena a = { 0 };
    struct stat st;
    Str text;

    if (from == NULL)
        skip();
    make_tree(&a, from);
    to = arena_printf(&a, "%s/moved", test_tmpdir());
    assert_int_equal(0, move_at(AT_FDCWD, arena_printf(&a, "%s/a", from), to));
    assert_int_equal(FS_NONE, fs_kind(arena_printf(&a, "%s/a", from)));
    assert_int_equal(FS_NONE, fs_kind(arena_printf(&a, "%s.part", to)));
    assert_int_equal(0, stat(arena_printf(&a, "%s/b/run", to), &st));
    assert_int_equal(0750, st.st_mode & 07777);
    assert_int_equal(2000, st.st_mtim.tv_sec);
    assert_int_equal(0, stat(arena_printf(&a, "%s/b", to), &st));
    assert_int_equal(0700, st.st_mode & 07777);
    assert_int_equal(2000, st.st_mtim.tv_sec);
    assert_int_equal(0, fs_readlink(&a, arena_printf(&a, "%s/l", to), &text, NULL));
    assert_str_equal("b/run", text);
    assert_int_equal(0, rmdir(from));
    arena_release(&a);
}

TEST(move_that_fails_leaves_what_was_there)
{
    char room[64];
    const char *from = elsewhere(room), *to;
    Arena a = { 0 };

    if (from == NULL)
        skip();
    make_tree(&a, from);
    assert_int_equal(0, mkfifo(arena_printf(&a, "%s/a/pipe", from), 0600));
    to = arena_printf(&a, "%s/moved", test_tmpdir());
    assert_int_equal(-EXDEV, move_at(AT_FDCWD, arena_printf(&a, "%s/a", from), to));
    assert_int_equal(FS_FILE, fs_kind(arena_printf(&a, "%s/a/b/run", from)));
    assert_int_equal(FS_NONE, fs_kind(to));
    assert_int_equal(FS_NONE, fs_kind(arena_printf(&a, "%s.part", to)));
    assert_int_equal(-ENOENT, move_at(AT_FDCWD, arena_printf(&a, "%s/x", from), to));
    assert_int_equal(0, fs_rmtree(from, NULL));
    arena_release(&a);
}
