/* Promise: every well-formed entry comes out as it was put in, whoever wrote the
 * archive; damage is an error, and never a read outside the bytes. */
#include "pkg/store/tar.h"

#include <stdio.h>
#include <string.h>

#include "common/xalloc.h"
#include "pkg/store/tar_path.h"
#include "tests/kit/test.h"
#include "tests/unit/pkg/tar_maker.h"

static int first(const Buf *b, Tar *t, TarEntry *e, Err *err)
{
    tar_init(t, buf_view(b));
    return tar_next(t, e, err);
}

TEST(tar_gives_files_with_path_mode_and_contents)
{
    Buf b = { 0 };
    TarEntry e;
    Tar t;
    Err err;

    tar_put(&b, (TarSpec){ .path = "package/bin/x", .mode = 0755 }, "hello");
    tar_file(&b, "package/empty", "");
    tar_finish(&b);
    assert_int_equal(1, first(&b, &t, &e, &err));
    assert_str_equal("package/bin/x", e.path);
    assert_str_equal("hello", e.data);
    assert_int_equal(0755, e.mode);
    assert_int_equal(TAR_FILE, e.kind);
    assert_int_equal(1, tar_next(&t, &e, &err));
    assert_str_equal("package/empty", e.path);
    assert_int_equal(0, e.data.len);
    assert_int_equal(0, tar_next(&t, &e, &err));
    tar_release(&t);
    buf_release(&b);
}

TEST(tar_joins_the_ustar_prefix)
{
    Buf b = { 0 };
    TarEntry e;
    Tar t;
    Err err;
    unsigned sum = 0;

    tar_file(&b, "name.js", "1");
    memcpy(b.ptr + 345, "package/some/folder", 19);
    memset(b.ptr + 148, ' ', 8);
    for (int i = 0; i < 512; i++)
        sum += (unsigned char)b.ptr[i];
    snprintf(b.ptr + 148, 8, "%06o", sum);
    assert_int_equal(1, first(&b, &t, &e, &err));
    assert_str_equal("package/some/folder/name.js", e.path);
    tar_release(&t);
    buf_release(&b);
}

TEST(tar_takes_long_names_from_pax_and_gnu_headers)
{
    static const char gnu[] = "package/a/very/long/name/by/gnu/tar.js";
    Buf b = { 0 };
    TarEntry e;
    Tar t;
    Err err;

    tar_pax(&b, 'x', "path", "package/from/pax.js");
    tar_file(&b, "package/short", "1");
    tar_put(&b, (TarSpec){ .path = "././@LongLink", .type = 'L' }, gnu);
    tar_file(&b, "package/short", "2");
    tar_file(&b, "package/plain", "3");
    assert_int_equal(1, first(&b, &t, &e, &err));
    assert_str_equal("package/from/pax.js", e.path);
    assert_int_equal(1, tar_next(&t, &e, &err));
    assert_str_equal(gnu, e.path);
    assert_str_equal("2", e.data);
    assert_int_equal(1, tar_next(&t, &e, &err));
    assert_str_equal("package/plain", e.path);
    tar_release(&t);
    buf_release(&b);
}

TEST(tar_ignores_the_path_of_a_global_header)
{
    Buf b = { 0 };
    TarEntry e;
    Tar t;
    Err err;

    tar_pax(&b, 'g', "path", "../../evil.txt");
    tar_file(&b, "package/package.json", "{}");
    assert_int_equal(1, first(&b, &t, &e, &err));
    assert_str_equal("package/package.json", e.path);
    tar_release(&t);
    buf_release(&b);
}

TEST(tar_tells_links_folders_and_devices)
{
    static const struct {
        char type;
        TarKind kind;
    } cases[] = { { '1', TAR_HARDLINK }, { '2', TAR_SYMLINK }, { '3', TAR_SPECIAL },
                  { '4', TAR_SPECIAL },  { '5', TAR_DIR },     { '6', TAR_SPECIAL },
                  { '7', TAR_FILE },     { 'S', TAR_SPECIAL } };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Buf b = { 0 };
        TarEntry e;
        Tar t;
        Err err;

        tar_put(&b, (TarSpec){ .path = "package/l", .type = cases[i].type, .link = "x" },
                "");
        assert_int_equal(1, first(&b, &t, &e, &err));
        assert_int_equal(cases[i].kind, e.kind);
        assert_str_equal("x", e.link);
        tar_release(&t);
        buf_release(&b);
    }
}

TEST(tar_takes_a_file_with_a_trailing_slash_for_a_folder)
{
    Buf b = { 0 };
    TarEntry e;
    Tar t;
    Err err;

    tar_file(&b, "package/d/", "");
    assert_int_equal(1, first(&b, &t, &e, &err));
    assert_int_equal(TAR_DIR, e.kind);
    tar_release(&t);
    buf_release(&b);
}

TEST(tar_skips_a_header_with_a_wrong_checksum)
{
    Buf b = { 0 };
    TarEntry e;
    Tar t;
    Err err;

    tar_put(&b, (TarSpec){ .path = "package/bad", .bad_sum = true }, "x");
    tar_file(&b, "package/good", "y");
    tar_finish(&b);
    assert_int_equal(1, first(&b, &t, &e, &err));
    assert_str_equal("package/good", e.path);
    assert_int_equal(0, tar_next(&t, &e, &err));
    tar_release(&t);
    buf_release(&b);
}

TEST(tar_refuses_damage)
{
    static const struct {
        const char *size, *message;
        size_t cut;
        int code;
    } cases[] = {
        { "zzzzzzzzzzzz", "an entry's size is not a number", 0, ERR_ETARBALL },
        { "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xfe",
          "an entry's size is not a number", 0, ERR_ETARBALL },
        { "77777777777 ",
          "TAR_BAD_ARCHIVE: Truncated input (needed 8589934080 more bytes, only 0 "
          "available)",
          0, ERR_TAR_BAD_ARCHIVE },
        { NULL, "TAR_BAD_ARCHIVE: Unrecognized archive format", 412,
          ERR_TAR_BAD_ARCHIVE },
        { NULL,
          "TAR_BAD_ARCHIVE: Truncated input (needed 512 more bytes, only 8 available)",
          520, ERR_TAR_BAD_ARCHIVE },
        { NULL,
          "TAR_BAD_ARCHIVE: Truncated input (needed 512 more bytes, only 500 available)",
          1012, ERR_TAR_BAD_ARCHIVE }, /* all contents, but not the whole block */
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Buf b = { 0 };
        TarEntry e;
        Tar t;
        Err err;

        tar_put(&b, (TarSpec){ .path = "package/a", .size = cases[i].size },
                "longer than eight bytes");
        if (cases[i].cut)
            buf_truncate(&b, cases[i].cut);
        assert_int_equal(cases[i].code, first(&b, &t, &e, &err));
        assert_string_equal(cases[i].message, err.msg);
        tar_release(&t);
        buf_release(&b);
    }
}

/* npm takes what stands before it. */
TEST(tar_refuses_half_a_header_behind_whole_files)
{
    for (int zeros = 0; zeros < 2; zeros++) {
        Buf b = { 0 };
        TarEntry e;
        Tar t;
        Err err;

        tar_file(&b, "package/a", "1");
        if (zeros)
            buf_fill(&b, '\0', 476);
        else
            tar_file(&b, "package/b", "2");
        buf_truncate(&b, 1500);
        assert_int_equal(1, first(&b, &t, &e, &err));
        if (zeros) {
            assert_int_equal(0, tar_next(&t, &e, &err));
        } else {
            assert_int_equal(ERR_TAR_BAD_ARCHIVE, tar_next(&t, &e, &err));
            assert_string_equal("TAR_BAD_ARCHIVE: Truncated input (the archive ends "
                                "inside a header)",
                                err.msg);
        }
        tar_release(&t);
        buf_release(&b);
    }
}

TEST(tar_refuses_what_is_empty_or_something_else)
{
    Buf b = { 0 };
    TarEntry e;
    Tar t;
    Err err;

    assert_int_equal(ERR_TAR_BAD_ARCHIVE, first(&b, &t, &e, &err));
    assert_string_equal("TAR_BAD_ARCHIVE: Unrecognized archive format", err.msg);
    buf_fill(&b, 'x', 2048);
    assert_int_equal(ERR_TAR_BAD_ARCHIVE, first(&b, &t, &e, &err));
    assert_string_equal("TAR_BAD_ARCHIVE: Unrecognized archive format", err.msg);
    buf_release(&b);
}

TEST(tar_path_keeps_everything_inside_the_package)
{
    static const struct {
        const char *raw;
        TarPath result;
        const char *clean;
    } cases[] = {
        { "package/index.js", TAR_PATH_OK, "index.js" },
        { "anything-0/lib/a.js", TAR_PATH_OK, "lib/a.js" },
        { "package//lib/./a.js", TAR_PATH_OK, "lib/a.js" },
        { "./package/a.js", TAR_PATH_OK, "package/a.js" },
        { "/abs/evil.txt", TAR_PATH_OK, "abs/evil.txt" },
        { "rootfile", TAR_PATH_ROOT, NULL },
        { "package/", TAR_PATH_ROOT, NULL },
        { "package/../../evil", TAR_PATH_CLIMBS, NULL },
        { "../../evil", TAR_PATH_CLIMBS, NULL },
        { "package/a/b/../../../../evil", TAR_PATH_CLIMBS, NULL },
        { "package/..\\..\\evil.txt", TAR_PATH_CLIMBS, NULL },
        { "package/a..b", TAR_PATH_OK, "a..b" },
        { "package/\xff.js", TAR_PATH_OK, "\xef\xbf\xbd.js" },
        { "package/\xe2\x82/\xe2\x82\xac", TAR_PATH_OK, "\xef\xbf\xbd/\xe2\x82\xac" },
        { "package/d/.gitignore", TAR_PATH_OK, "d/.npmignore" },
        { "package/x.gitignore", TAR_PATH_OK, "x.gitignore" },
    };
    Buf out = BUF_MAX(8192);

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(cases[i].result,
                         tar_path_clean(str_of(cases[i].raw), true, &out));
        if (cases[i].clean)
            assert_str_equal(cases[i].clean, buf_view(&out));
    }
    assert_int_equal(TAR_PATH_NAME,
                     tar_path_clean(str_n("package/a\0b", 11), true, &out));
    buf_release(&out);
}

TEST(tar_path_refuses_names_and_depths_that_no_disk_takes)
{
    Buf raw = { 0 }, out = BUF_MAX(8192);

    buf_puts(&raw, "package/");
    buf_fill(&raw, 'a', 256);
    assert_int_equal(TAR_PATH_NAME, tar_path_clean(buf_view(&raw), true, &out));
    buf_truncate(&raw, 8);
    for (int i = 0; i < 1025; i++)
        buf_puts(&raw, "d/");
    buf_puts(&raw, "x");
    assert_int_equal(TAR_PATH_DEEP, tar_path_clean(buf_view(&raw), true, &out));
    buf_release(&raw);
    buf_release(&out);
}

/* ---- Archives that come by and by ---- */

static int by_and_by(void *arg, char *room, size_t size, size_t *got, Err *err)
{
    Str *rest = arg;

    (void)err;
    *got = size < rest->len ? size : rest->len;
    if (*got > 0)
        memcpy(room, rest->ptr, *got);
    *rest = str_from(*rest, *got);
    return 0;
}

/* All contents of the next entry, or NULL and what tar_next or tar_read said. */
static const char *read_next(Tar *t, TarEntry *e, Buf *out, int *rc)
{
    Str piece;
    Err err;

    buf_clear(out);
    *rc = tar_next(t, e, &err);
    if (*rc <= 0)
        return NULL;
    buf_str(out, e->path);
    buf_putc(out, '=');
    while ((*rc = tar_read(t, &piece, &err)) > 0)
        buf_str(out, piece);
    return *rc < 0 ? NULL : buf_cstr(out);
}

TEST(tar_comes_by_and_by_through_a_window_that_is_smaller_than_its_files)
{
    Buf b = { 0 }, out = { 0 }, want = { 0 };
    TarWindow window = { xmalloc(600), 600 };
    char long_name[300];
    TarEntry e;
    Str rest;
    Err err;
    Tar t;
    int rc;

    memset(long_name, 'n', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    buf_puts(&want, "package/big=");
    buf_fill(&want, 'x', 2000);
    tar_put(&b, (TarSpec){ .path = "package/big" }, buf_cstr(&want) + 12);
    tar_file(&b, "package/left", buf_cstr(&want));
    tar_put(&b, (TarSpec){ .path = "././@LongLink", .type = 'L' }, long_name);
    tar_file(&b, "short", "last");
    tar_finish(&b);
    rest = buf_view(&b);
    tar_init_stream(&t, by_and_by, &rest, &window);
    assert_string_equal(buf_cstr(&want), read_next(&t, &e, &out, &rc));
    assert_int_equal(2000, e.size);
    assert_int_equal(1, tar_next(&t, &e, &err)); /* of which nothing is read */
    assert_ptr_equal(buf_cstr(&out), read_next(&t, &e, &out, &rc));
    assert_true(str_starts(buf_view(&out), str_of(long_name)));
    assert_true(str_ends(buf_view(&out), STR("=last")));
    assert_int_equal(0, tar_next(&t, &e, &err));
    tar_release(&t);

    for (size_t cut = 600; cut < 2400; cut += 100) { /* inside of the first file */
        rest = str_sub(buf_view(&b), 0, cut);
        tar_init_stream(&t, by_and_by, &rest, &window);
        assert_null(read_next(&t, &e, &out, &rc));
        assert_int_equal(ERR_TAR_BAD_ARCHIVE, rc);
        tar_release(&t);
    }
    tar_window_release(&window);
    buf_release(&b);
    buf_release(&out);
    buf_release(&want);
}
