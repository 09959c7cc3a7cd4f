/* tarball.c: see tarball.h. */
#include "pkg/pack/tarball.h"

#include <errno.h>
#include <libdeflate.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "common/fs.h"
#include "common/path.h"
#include "pkg/store/tar.h"

#define BLOCK 512
/* 1985-10-26T08:15:00Z: a date that zip can stand, npm's choice. */
#define MTIME 499162500
#define LEVEL 9

/* ---- Headers ---- */

/* Octal digits, a space, NUL: size bytes in all. */
static void put_octal(char *at, size_t size, uint64_t n)
{
    char digits[32];

    snprintf(digits, sizeof digits, "%0*llo ", (int)size - 2, (unsigned long long)n);
    memcpy(at, digits, size - 1);
    at[size - 1] = '\0';
}

static void put_sum(char *head)
{
    unsigned sum = 0;

    memset(head + 148, ' ', 8);
    for (int i = 0; i < BLOCK; i++)
        sum += (unsigned char)head[i];
    put_octal(head + 148, 8, sum);
}

/* Where a long path is cut in two: both halves must fit. 0: not needed; -1: it can't. */
static ptrdiff_t split_at(Str path)
{
    if (path.len <= 100)
        return 0;
    for (size_t i = path.len < 155 ? path.len : 155; i > 0; i--) {
        if (i < path.len && path.ptr[i] == '/')
            return path.len - i - 1 <= 100 && path.len - i > 1 ? (ptrdiff_t)i : -1;
    }
    return -1;
}

static void put_header(Buf *out, Str path, char type, unsigned mode, uint64_t size)
{
    char head[BLOCK] = { 0 };
    ptrdiff_t cut = split_at(path);
    Str name = cut > 0 ? str_from(path, (size_t)cut + 1) : str_sub(path, 0, 100);

    memcpy(head, name.ptr, name.len);
    put_octal(head + 100, 8, mode);
    put_octal(head + 124, 12, size);
    put_octal(head + 136, 12, MTIME);
    head[156] = type;
    memcpy(head + 257, "ustar\00000", 8);
    put_octal(head + 329, 8, 0);
    put_octal(head + 337, 8, 0);
    if (cut > 0)
        memcpy(head + 345, path.ptr, (size_t)cut);
    put_sum(head);
    buf_put(out, head, BLOCK);
}

static void pad(Buf *out)
{
    if (out->len % BLOCK != 0)
        buf_fill(out, '\0', BLOCK - out->len % BLOCK);
}

/* A path that fits nowhere else: "LEN path=…\n", where LEN counts itself. */
static void put_long_path(Buf *out, Str path)
{
    size_t rest = path.len + strlen(" path=\n"), len = rest + 1;
    char digits[24];
    Str name = path_basename(path);
    Buf head = { 0 };

    while ((size_t)snprintf(digits, sizeof digits, "%zu", len) + rest != len)
        len++;
    buf_printf(&head, "PaxHeader/" STR_FMT, STR_ARG(str_sub(name, 0, 80)));
    put_header(out, buf_view(&head), 'x', 0644, len);
    buf_printf(out, "%s path=" STR_FMT "\n", digits, STR_ARG(path));
    pad(out);
    buf_release(&head);
}

/* ---- Files ---- */

static bool is_command(const cJSON *bin, Str path)
{
    JSON_EACH (b, bin) {
        Str s = json_str(b);

        if (str_starts(s, STR("./")))
            s = str_from(s, 2);
        if (str_eq(s, path))
            return true;
    }
    return false;
}

static int put_file(Arena *a, Str folder, Str path, const cJSON *bin, Buf *tar,
                    PackEntry *e, Err *err)
{
    const char *file = path_join(a, folder, path).ptr;
    Str name = arena_strf(a, "package/" STR_FMT, STR_ARG(path));
    struct stat st;
    Buf data = BUF_MAX(TARBALL_BYTES_MAX);
    int rc;

    if (lstat(file, &st) < 0)
        return err_errno(err, "cannot pack '%s'", file);
    if (!S_ISREG(st.st_mode))
        return err_set(err, -EINVAL, "cannot pack '%s': it is no file any more", file);
    rc = fs_read_all(file, TARBALL_BYTES_MAX, &data, err);
    if (rc == 0 && tar->len + data.len > TARBALL_BYTES_MAX)
        rc = err_set(err, ERR_ETOOBIG, "the package is larger than %zu MB",
                     TARBALL_BYTES_MAX >> 20);
    if (rc == 0) {
        *e = (PackEntry){ path, data.len, ((unsigned)st.st_mode & 0777) | 0600 };
        e->mode &= ~022u;
        if (is_command(bin, path))
            e->mode |= 0111;
        if (split_at(name) < 0)
            put_long_path(tar, name);
        put_header(tar, name, '0', e->mode, data.len);
        buf_str(tar, buf_view(&data));
        pad(tar);
    }
    buf_release(&data);
    return rc;
}

static int compress(Str tar, Buf *gz, Err *err)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(LEVEL);
    size_t room = libdeflate_gzip_compress_bound(c, tar.len), n;

    if (c == NULL || !buf_reserve(gz, room)) {
        libdeflate_free_compressor(c);
        return err_set(err, ERR_ETOOBIG, "the package cannot be compressed");
    }
    n = libdeflate_gzip_compress(c, tar.ptr, tar.len, gz->ptr + gz->len, room);
    libdeflate_free_compressor(c);
    gz->len += n;
    return n > 0 ? 0 : err_set(err, ERR_EINTERNAL, "compressing failed");
}

int tarball_make(Arena *a, Str folder, const PackPaths *paths, const cJSON *bin, Buf *gz,
                 PackEntries *entries, Err *err)
{
    Buf tar = BUF_MAX(TARBALL_BYTES_MAX + ((size_t)64 << 20));
    int rc = 0;

    for (size_t i = 0; i < paths->len && rc == 0; i++) {
        PackEntry e;

        rc = put_file(a, folder, paths->ptr[i], bin, &tar, &e, err);
        if (rc == 0)
            vec_push_in(a, entries, e);
    }
    if (rc == 0) {
        buf_fill(&tar, '\0', 2 * BLOCK);
        rc = compress(buf_view(&tar), gz, err);
    }
    buf_release(&tar);
    return rc;
}

int tarball_inflate(Inflater *in, Str gz, const char *what, Str *bytes, Err *err)
{
    *bytes = gz;
    if (!inflate_is_gzip(gz))
        return 0;
    switch (inflate_whole(in, gz, bytes, err)) {
    case INFLATE_OK: return 0;
    case INFLATE_LARGE:
        return err_set(err, ERR_ETOOBIG, "the tarball is too large to be %s", what);
    case INFLATE_BAD: break;
    }
    return err->code;
}

int tarball_list(Arena *a, Str gz, PackEntries *entries, Err *err)
{
    Inflater inflater = { 0 };
    Str bytes;
    TarEntry e;
    Tar tar;
    int rc = tarball_inflate(&inflater, gz, "listed", &bytes, err);

    tar_init(&tar, bytes);
    while (rc == 0 && (rc = tar_next(&tar, &e, err)) > 0) {
        Str path = e.path;

        rc = 0;
        if (e.kind != TAR_FILE)
            continue;
        if (str_starts(path, STR("package/")))
            path = str_from(path, 8);
        vec_push_in(a, entries,
                    (PackEntry){ arena_str(a, path), e.data.len, e.mode & 0777 });
    }
    tar_release(&tar);
    inflater_release(&inflater);
    return rc;
}
