/* tar_path.c: see tar_path.h. */
#include "pkg/store/tar_path.h"

#include <string.h>

#include "common/utf8.h"

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

/* What is no UTF-8 becomes U+FFFD, as it does for Node. */
static void put_utf8(Buf *out, Str part)
{
    bool whole;

    for (size_t i = 0, n; i < part.len; i += n) {
        n = utf8_piece(part.ptr + i, part.len - i, &whole);
        if (whole)
            buf_put(out, part.ptr + i, n);
        else
            buf_puts(out, UTF8_REPLACEMENT);
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
