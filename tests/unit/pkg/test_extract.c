/* Promise: a tarball becomes a whole store entry or nothing; what may not land does
 * not land. */
#include "pkg/store/extract.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/kit/test.h"
#include "tests/unit/pkg/tar_maker.h"

typedef struct {
    Store store;
    ExtractRoom room;
    Arena arena;
    StoreKey key;
    StorePkg pkg;
    ExtractNotes notes;
    Err err;
    char root[600];
} World;

static void world_init(World *w)
{
    unsigned char digest[64] = { 0xab, 0xcd };

    *w = (World){ .room = { .umask = 022 } };
    snprintf(w->root, sizeof w->root, "%s/cache/smew", test_tmpdir());
    assert_int_equal(0, store_open(&w->store, w->root, &w->err));
    w->key = store_key("sha512", digest, sizeof digest);
    w->pkg.fd = -1;
}

static void world_release(World *w)
{
    store_pkg_close(&w->pkg);
    store_close(&w->store);
    extract_room_release(&w->room);
    arena_release(&w->arena);
}

static int extract(World *w, Buf *tar, bool gzip)
{
    ExtractOptions opts = { 0 };
    Buf gz = { 0 };
    int rc;

    if (gzip)
        tar_gzip(buf_view(tar), &gz);
    w->notes = (ExtractNotes){ 0 };
    store_pkg_close(&w->pkg);
    rc = extract_tarball(&w->store, &w->room, &w->key, buf_view(gzip ? &gz : tar), &opts,
                         &w->arena, &w->pkg, &w->notes, &w->err);
    buf_release(&gz);
    buf_release(tar);
    return rc;
}

static Str content(World *w, const char *path)
{
    long i = filelist_find(&w->pkg.list, path);
    Str out;

    assert_true(i >= 0);
    assert_int_equal(0, store_read_file(&w->pkg, (uint32_t)i, 1 << 20, &w->arena, &out,
                                        &w->err));
    return out;
}

/* What is being written, or was and stayed. */
static int n_drafts(World *w)
{
    char path[700];
    struct dirent *e;
    int n = 0;
    DIR *d;

    snprintf(path, sizeof path, "%s/packages", w->root);
    d = opendir(path);
    while ((e = readdir(d)) != NULL)
        n += e->d_name[0] == '.' && strcmp(e->d_name, ".") != 0 &&
             strcmp(e->d_name, "..") != 0;
    closedir(d);
    return n;
}

TEST(extract_makes_an_entry_that_is_found_again)
{
    World w;
    Buf tar = { 0 };

    world_init(&w);
    assert_int_equal(0, store_find(&w.store, &w.key, &w.arena, &w.pkg));
    tar_file(&tar, "package/package.json", "{\"name\":\"a\"}");
    tar_put(&tar, (TarSpec){ .path = "package/bin/run", .mode = 04711 }, "#!/bin/sh\n");
    tar_file(&tar, "package/lib/deep/x.js", "x");
    tar_finish(&tar);
    assert_int_equal(0, extract(&w, &tar, true));
    store_pkg_close(&w.pkg);
    assert_int_equal(1, store_find(&w.store, &w.key, &w.arena, &w.pkg));
    assert_int_equal(3, w.pkg.list.n_files);
    assert_int_equal(3, w.pkg.list.n_dirs);
    assert_string_equal("bin", w.pkg.list.dirs[0]);
    assert_string_equal("lib", w.pkg.list.dirs[1]);
    assert_string_equal("lib/deep", w.pkg.list.dirs[2]);
    assert_str_equal("x", content(&w, "lib/deep/x.js"));
    assert_int_equal(0777, w.pkg.list.files[1].mode);
    assert_int_equal(FILELIST_HAS_PACKAGE, w.pkg.list.flags);
    for (uint32_t i = 0; i < 3; i++)
        assert_true(store_file_intact(&w.pkg, i));
    assert_int_equal(0, n_drafts(&w));
    world_release(&w);
}

TEST(extract_never_keeps_setuid_and_makes_files_readable)
{
    World w;
    Buf tar = { 0 };
    struct stat st;

    world_init(&w);
    w.room.umask = 077;
    tar_put(&tar, (TarSpec){ .path = "package/s", .mode = 06777 }, "1");
    tar_put(&tar, (TarSpec){ .path = "package/t", .mode = 0600 }, "1");
    tar_finish(&tar);
    assert_int_equal(0, extract(&w, &tar, true));
    assert_int_equal(0, fstatat(w.pkg.fd, "0", &st, 0));
    assert_int_equal(0755, st.st_mode & 07777);
    assert_int_equal(0, fstatat(w.pkg.fd, "1", &st, 0));
    assert_int_equal(0644, st.st_mode & 07777);
    world_release(&w);
}

TEST(extract_leaves_links_devices_and_climbing_paths_out)
{
    World w;
    Buf tar = { 0 };

    world_init(&w);
    tar_file(&tar, "package/package.json", "{}");
    tar_put(&tar, (TarSpec){ .path = "package/l", .type = '2', .link = "/etc" }, "");
    tar_put(&tar, (TarSpec){ .path = "package/h", .type = '1', .link = "/etc/passwd" },
            "");
    tar_put(&tar, (TarSpec){ .path = "package/null", .type = '3' }, "");
    tar_file(&tar, "package/../../evil.txt", "pwned");
    tar_finish(&tar);
    assert_int_equal(0, extract(&w, &tar, true));
    assert_int_equal(1, w.pkg.list.n_files);
    assert_int_equal(4, w.notes.n_left_out);
    assert_string_equal("'package/l' is a link", w.notes.first);
    world_release(&w);
}

TEST(extract_lets_the_last_of_two_entries_win)
{
    World w;
    Buf tar = { 0 };

    world_init(&w);
    tar_file(&tar, "package/a.js", "first and longer");
    tar_file(&tar, "package/A.js", "upper");
    tar_file(&tar, "package/a.js", "second");
    tar_finish(&tar);
    assert_int_equal(0, extract(&w, &tar, true));
    assert_int_equal(2, w.pkg.list.n_files);
    assert_str_equal("second", content(&w, "a.js"));
    assert_int_equal(6, w.pkg.list.files[0].size);
    world_release(&w);
}

TEST(extract_keeps_the_first_of_a_file_and_a_folder_with_one_name)
{
    World w;
    Buf tar = { 0 };

    world_init(&w);
    tar_file(&tar, "package/a", "file");
    tar_file(&tar, "package/a/b", "below a file");
    tar_file(&tar, "package/d/x", "1");
    tar_file(&tar, "package/d", "over a folder");
    tar_finish(&tar);
    assert_int_equal(0, extract(&w, &tar, true));
    assert_int_equal(2, w.pkg.list.n_files);
    assert_int_equal(2, w.notes.n_left_out);
    world_release(&w);
}

TEST(extract_renames_gitignore_unless_npmignore_came_before)
{
    World w;
    Buf tar = { 0 };

    world_init(&w);
    tar_file(&tar, "package/.gitignore", "g");
    tar_file(&tar, "package/d/.npmignore", "n");
    tar_file(&tar, "package/d/.gitignore", "g");
    tar_finish(&tar);
    assert_int_equal(0, extract(&w, &tar, true));
    assert_int_equal(2, w.pkg.list.n_files);
    assert_str_equal("g", content(&w, ".npmignore"));
    assert_str_equal("n", content(&w, "d/.npmignore"));
    world_release(&w);
}

TEST(extract_reads_plain_tars_and_gzip_in_several_members)
{
    World w;
    Buf tar = { 0 }, plain = { 0 }, gz = { 0 };

    world_init(&w);
    tar_file(&tar, "package/package.json", "{}");
    tar_file(&tar, "package/a.js", "1");
    tar_finish(&tar);
    buf_str(&plain, buf_view(&tar));
    assert_int_equal(0, extract(&w, &plain, false));
    tar_gzip(str_sub(buf_view(&tar), 0, 700), &gz);
    tar_gzip(str_from(buf_view(&tar), 700), &gz);
    buf_put(&gz, "\0\0trailing zeros", 16);
    w.key = store_key("sha1", (const unsigned char *)"12345678901234567890", 20);
    assert_int_equal(0, extract(&w, &gz, false));
    assert_str_equal("1", content(&w, "a.js"));
    buf_release(&tar);
    world_release(&w);
}

TEST(extract_refuses_damaged_archives_and_leaves_nothing)
{
    static const char html[] = "<html>sign in</html>";
    static const struct {
        int code;
        const char *message;
    } faults[] = {
        { ERR_TAR_BAD_ARCHIVE, "TAR_BAD_ARCHIVE: Truncated input (needed 512 more bytes, "
                               "only 64 available)" },
        { ERR_Z_BUF_ERROR, "zlib: unexpected end of file" },
        { ERR_Z_DATA_ERROR, "zlib: incorrect data check" },
        { ERR_TAR_BAD_ARCHIVE, "TAR_BAD_ARCHIVE: Unrecognized archive format" },
        { ERR_Z_DATA_ERROR, "zlib: incorrect header check" },
        { ERR_TAR_BAD_ARCHIVE, "TAR_BAD_ARCHIVE: Unrecognized archive format" },
    };
    World w;

    world_init(&w);
    for (int i = 0; i < 12; i++) {
        Buf tar = { 0 }, gz = { 0 };
        int how = i % 6;

        w.room.no_stream = i >= 6;
        tar_file(&tar, "package/package.json", "{}");
        tar_file(&tar, "package/a.js", "some text that is compressed");
        if (how == 0)
            buf_truncate(&tar, 1600);
        tar_finish(&tar);
        if (how == 0)
            buf_truncate(&tar, 1600);
        tar_gzip(buf_view(&tar), &gz);
        if (how == 1)
            buf_truncate(&gz, gz.len - 12);
        if (how == 2)
            gz.ptr[gz.len - 6] ^= 1;
        if (how == 3) {
            buf_clear(&gz);
            buf_puts(&gz, html);
        }
        if (how == 4)
            buf_puts(&gz, "rubbish behind it");
        if (how == 5)
            buf_truncate(&gz, 2);
        buf_release(&tar);
        assert_int_equal(faults[how].code, extract(&w, &gz, false));
        assert_string_equal(faults[how].message, w.err.msg);
        assert_int_equal(0, store_find(&w.store, &w.key, &w.arena, &w.pkg));
        assert_int_equal(0, n_drafts(&w));
    }
    world_release(&w);
}

static void extract_large(bool no_stream)
{
    World w;
    Buf tar = { 0 }, gz = { 0 };
    size_t big = (size_t)60 << 20;

    world_init(&w);
    w.room.no_stream = no_stream;
    tar_file(&tar, "package/package.json", "{}");
    tar_put(&tar, (TarSpec){ .path = "package/big", .size = "00360000000" }, "");
    buf_fill(&tar, 'x', big);
    tar_put(&tar, (TarSpec){ .path = "package/l", .type = '2', .link = "/etc" }, "");
    tar_file(&tar, "package/after", "1");
    tar_finish(&tar);
    tar_gzip(buf_view(&tar), &gz);
    assert_int_equal(0, extract(&w, &gz, false));
    assert_int_equal(3, w.pkg.list.n_files);
    assert_int_equal(big, w.pkg.list.files[1].size);
    assert_str_equal("1", content(&w, "after"));
    assert_int_equal(1, w.notes.n_left_out);

    buf_release(&tar);
    world_release(&w);
}

TEST(extract_streams_what_is_large)
{
    extract_large(false);
}

TEST(extract_streams_what_is_large_without_the_library)
{
    extract_large(true);
}

static void extract_bomb(bool no_stream)
{
    World w;
    Buf tar = { 0 }, gz = { 0 };

    world_init(&w);
    w.room.no_stream = no_stream;
    tar_put(&tar, (TarSpec){ .path = "package/big", .size = "00600000000" }, "");
    buf_fill(&tar, 0, (size_t)96 << 20);
    tar_finish(&tar);
    tar_gzip(buf_view(&tar), &gz);
    buf_release(&tar);
    assert_int_equal(ERR_ETOOBIG, extract(&w, &gz, false));
    assert_int_equal(0, n_drafts(&w));
    world_release(&w);
}

TEST(extract_refuses_a_bomb)
{
    extract_bomb(false);
    extract_bomb(true);
}

TEST(extract_gives_way_to_an_entry_that_is_there)
{
    World w;
    Buf tar = { 0 };

    world_init(&w);
    tar_file(&tar, "package/a", "one");
    assert_int_equal(0, extract(&w, &tar, true));
    tar_file(&tar, "package/b", "two");
    assert_int_equal(0, extract(&w, &tar, true));
    assert_str_equal("one", content(&w, "a"));
    assert_int_equal(0, n_drafts(&w));
    world_release(&w);
}

TEST(extract_replaces_an_entry_whose_list_is_damaged)
{
    World w;
    Buf tar = { 0 };
    char path[1000];
    FILE *f;

    world_init(&w);
    tar_file(&tar, "package/a", "one");
    assert_int_equal(0, extract(&w, &tar, true));
    snprintf(path, sizeof path, "%s/packages/%s/list", w.root, w.key.name);
    f = fopen(path, "r+");
    fseek(f, 60, SEEK_SET);
    fputc('!', f);
    fclose(f);
    assert_int_equal(0, store_find(&w.store, &w.key, &w.arena, &w.pkg));
    tar_file(&tar, "package/a", "two");
    assert_int_equal(0, extract(&w, &tar, true));
    assert_str_equal("two", content(&w, "a"));
    assert_int_equal(0, n_drafts(&w));
    world_release(&w);
}

TEST(store_sees_that_a_file_was_changed_in_place)
{
    World w;
    Buf tar = { 0 };
    char path[1000];
    FILE *f;

    world_init(&w);
    tar_file(&tar, "package/a", "one");
    assert_int_equal(0, extract(&w, &tar, true));
    assert_true(store_file_intact(&w.pkg, 0));
    snprintf(path, sizeof path, "%s/packages/%s/0", w.root, w.key.name);
    chmod(path, 0600);
    assert_false(store_file_intact(&w.pkg, 0));
    chmod(path, 0644);
    assert_true(store_file_intact(&w.pkg, 0));
    usleep(20000); /* a file's time has the clock tick's resolution */
    f = fopen(path, "r+");
    fputc('O', f);
    fclose(f);
    assert_false(store_file_intact(&w.pkg, 0));
    world_release(&w);
}

TEST(store_keeps_tarballs)
{
    World w;
    Str got;

    world_init(&w);
    assert_int_equal(0, store_get_tarball(&w.store, &w.key, &w.arena, &got, &w.err));
    assert_int_equal(0, store_put_tarball(&w.store, &w.key, STR("bytes"), &w.err));
    assert_int_equal(1, store_get_tarball(&w.store, &w.key, &w.arena, &got, &w.err));
    assert_str_equal("bytes", got);
    world_release(&w);
}

TEST(store_has_an_entrys_tarball_behind_its_list)
{
    World w;
    Buf tar = { 0 };
    char name[32];
    Str got, want;

    world_init(&w);
    for (int i = 0; i < 300; i++) { /* a list of more than is read at once */
        snprintf(name, sizeof name, "package/lib/file-%d", i);
        tar_file(&tar, name, "x");
    }
    want = str_n(arena_memdupz(&w.arena, tar.ptr, tar.len), tar.len);
    assert_int_equal(0, extract(&w, &tar, false));
    assert_int_equal(1, store_get_tarball(&w.store, &w.key, &w.arena, &got, &w.err));
    assert_true(str_eq(want, got));
    store_pkg_close(&w.pkg);
    assert_int_equal(1, store_find(&w.store, &w.key, &w.arena, &w.pkg));
    assert_int_equal(300, w.pkg.list.n_files);
    world_release(&w);
}

TEST(store_removes_all_there_is_of_a_package)
{
    World w;
    Buf tar = { 0 };

    world_init(&w);
    tar_file(&tar, "package/a", "one");
    assert_int_equal(0, extract(&w, &tar, true));
    store_pkg_close(&w.pkg);
    assert_int_equal(0, store_put_tarball(&w.store, &w.key, STR("bytes"), &w.err));
    assert_true(store_has(&w.store, &w.key));
    store_remove(&w.store, &w.key);
    assert_false(store_has(&w.store, &w.key));
    assert_int_equal(0, store_find(&w.store, &w.key, &w.arena, &w.pkg));
    world_release(&w);
}

TEST(extract_leaves_nothing_where_there_is_no_room_for_the_tarball)
{
    struct rlimit old, few = { .rlim_cur = 600, .rlim_max = RLIM_INFINITY };
    World w;
    Buf tar = { 0 };

    world_init(&w);
    tar_file(&tar, "package/a", "small, but its tarball isn't");
    getrlimit(RLIMIT_FSIZE, &old);
    few.rlim_max = old.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &few);
    assert_int_equal(-EFBIG, extract(&w, &tar, false));
    setrlimit(RLIMIT_FSIZE, &old);
    assert_int_equal(0, n_drafts(&w));
    assert_int_equal(0, store_find(&w.store, &w.key, &w.arena, &w.pkg));
    world_release(&w);
}
