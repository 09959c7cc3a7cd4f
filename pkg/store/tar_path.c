/* tar_path.c: see tar_path.h. */
#include "pkg/store/tar_path.h"

#include <string.h>

#define DEPTH_MAX 1024
#define NAME_MAX_BYTES 255
/* A folder of the user's stands before it: leave room below the kernel's 4096. */
#define PATH_MAX_BYTES 3000

static bool climbs(Str path)
{
    Str rest = path, part;

    while (str_next(&rest, '/', &part)) {
        Str inner = part, piece;
        /* A backslash is a plain character here, but not on every machine that a
         * folder is copied to: npm refuses these too. */
        while (str_next(&inner, '\\', &piece))
            if (str_is(piece, ".."))
                return true;
    }
    return false;
}

/* Length of the UTF-8 sequence at p, 0 if it is none. */
static size_t sequence(const unsigned char *p, size_t left)
{
    size_t n = p[0] < 0x80                   ? 1
               : p[0] >= 0xc2 && p[0] < 0xe0 ? 2
               : (p[0] & 0xf0) == 0xe0       ? 3
               : p[0] >= 0xf0 && p[0] < 0xf5 ? 4
                                             : 0;

    if (n == 0 || n > left)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) ||
        (p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f))
        return 0;
    return n;
}

static void put_utf8(Buf *out, Str part)
{
    size_t i = 0;

    while (i < part.len) {
        size_t n = sequence((const unsigned char *)part.ptr + i, part.len - i);

        if (n == 0) {
            buf_puts(out, "\xef\xbf\xbd");
            i++;
            continue;
        }
        buf_put(out, part.ptr + i, n);
        i += n;
    }
}

/* Appends the parts of path that mean something. */
static TarPath join_parts(Str path, bool rename_ignore, Buf *out)
{
    Str rest = path, part;
    int depth = 0;

    while (str_next(&rest, '/', &part)) {
        size_t from;

        if (part.len == 0 || str_is(part, "."))
            continue;
        if (++depth > DEPTH_MAX)
            return TAR_PATH_DEEP;
        if (out->len > 0)
            buf_putc(out, '/');
        from = out->len;
        put_utf8(out, part);
        if (out->len - from > NAME_MAX_BYTES)
            return TAR_PATH_NAME;
    }
    if (out->len > PATH_MAX_BYTES || out->full)
        return TAR_PATH_DEEP;
    if (out->len == 0)
        return TAR_PATH_ROOT;
    if (rename_ignore && (str_is(buf_view(out), ".gitignore") ||
                          str_ends(buf_view(out), STR("/.gitignore")))) {
        buf_truncate(out, out->len - strlen("gitignore"));
        buf_puts(out, "npmignore");
    }
    return TAR_PATH_OK;
}

TarPath tar_path_clean(Str raw, bool rename_ignore, Buf *out)
{
    Str root, rest;

    buf_clear(out);
    if (memchr(raw.ptr, 0, raw.len) != NULL)
        return TAR_PATH_NAME;
    if (!str_cut(raw, '/', &root, &rest))
        return TAR_PATH_ROOT;
    if (climbs(rest))
        return TAR_PATH_CLIMBS;
    return join_parts(rest, rename_ignore, out);
}

const char *tar_path_reason(TarPath p)
{
    switch (p) {
    case TAR_PATH_CLIMBS: return "leads out of the package";
    case TAR_PATH_DEEP: return "is nested too deeply";
    case TAR_PATH_NAME: return "has a name that cannot be written";
    default: return "names no file";
    }
}
