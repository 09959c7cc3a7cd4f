/* Promise: a linked package is the store's files with the right modes; whoever will
 * write into it gets copies, and damage in the store is noticed. */
#include "pkg/install/link.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pkg/store/extract.h"
#include "tests/kit/test.h"
#include "tests/unit/pkg/tar_maker.h"

typedef struct {
    Store store;
    ExtractRoom room;
    Arena arena;
    StorePkg pkg;
    int dest;
    Err err;
} World;

static void world_init(World *w)
{
    StoreKey key = store_key("sha1", (const unsigned char *)"12345678901234567890", 20);
    ExtractOptions opts = { 0 };
    Buf tar = { 0 };

    *w = (World){ .room = { .umask = 022 } };
    assert_int_equal(0, store_open(&w->store, test_tmpdir(), &w->err));
    tar_file(&tar, "package/package.json", "{}");
    tar_put(&tar, (TarSpec){ .path = "package/bin/x", .mode = 0755 }, "#!/bin/sh\n");
    tar_file(&tar, "package/a/b/c.js", "c");
    assert_int_equal(0, extract_tarball(&w->store, &w->room, &key, buf_view(&tar), &opts,
                                        &w->arena, &w->pkg, NULL, &w->err));
    buf_release(&tar);
    w->dest = open(test_tmpdir(), O_RDONLY | O_DIRECTORY);
}

static void world_release(World *w)
{
    close(w->dest);
    store_pkg_close(&w->pkg);
    store_close(&w->store);
    extract_room_release(&w->room);
    arena_release(&w->arena);
}

static struct stat stat_of(World *w, const char *path)
{
    struct stat st;

    assert_int_equal(0, fstatat(w->dest, path, &st, 0));
    return st;
}

TEST(link_makes_hard_links_with_npms_modes)
{
    LinkOptions opts = { .umask = 022 };
    LinkStats stats = { 0 };
    World w;

    world_init(&w);
    assert_int_equal(0, link_package(&w.pkg, w.dest, "pkg", &opts, &stats, &w.err));
    assert_int_equal(3, stats.n_linked);
    assert_int_equal(0, stats.n_copied);
    assert_int_equal(2, stat_of(&w, "pkg/a/b/c.js").st_nlink);
    assert_int_equal(0644, stat_of(&w, "pkg/a/b/c.js").st_mode & 07777);
    assert_int_equal(0755, stat_of(&w, "pkg/bin/x").st_mode & 07777);
    world_release(&w);
}

TEST(link_copies_for_packages_whose_scripts_write)
{
    LinkOptions opts = { .umask = 022, .copy = true };
    LinkStats stats = { 0 };
    World w;

    world_init(&w);
    assert_int_equal(0, link_package(&w.pkg, w.dest, "pkg", &opts, &stats, &w.err));
    assert_int_equal(3, stats.n_copied);
    assert_int_equal(1, stat_of(&w, "pkg/a/b/c.js").st_nlink);
    assert_int_equal(0755, stat_of(&w, "pkg/bin/x").st_mode & 07777);
    world_release(&w);
}

TEST(link_copies_where_the_umask_wants_other_modes)
{
    LinkOptions opts = { .umask = 027 };
    LinkStats stats = { 0 };
    World w;

    world_init(&w);
    assert_int_equal(0, link_package(&w.pkg, w.dest, "pkg", &opts, &stats, &w.err));
    assert_int_equal(1, stat_of(&w, "pkg/a/b/c.js").st_nlink);
    assert_int_equal(0640, stat_of(&w, "pkg/a/b/c.js").st_mode & 07777);
    assert_int_equal(0750, stat_of(&w, "pkg/bin/x").st_mode & 07777);
    assert_int_equal(0750, stat_of(&w, "pkg/a/b").st_mode & 07777);
    world_release(&w);
}

TEST(link_refuses_a_file_that_was_changed_in_the_store)
{
    LinkOptions opts = { .umask = 022 };
    LinkStats stats = { 0 };
    World w;
    int fd;

    world_init(&w);
    w.pkg.fresh = false; /* somebody else's: it is looked at */
    usleep(20000);
    fd = openat(w.pkg.fd, "0", O_WRONLY);
    assert_int_equal(1, write(fd, "[", 1));
    close(fd);
    assert_int_equal(ERR_ESTORE,
                     link_package(&w.pkg, w.dest, "pkg", &opts, &stats, &w.err));
    assert_string_equal("pkg: 'package.json' in the cache is not what it was", w.err.msg);
    world_release(&w);
}
