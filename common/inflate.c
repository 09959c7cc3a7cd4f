/* inflate.c: see inflate.h. */
#include "common/inflate.h"

#include <libdeflate.h>

#include "common/xalloc.h"

/* Room above this is given back after use: most packages need less. */
#define KEEP_MAX ((size_t)8 << 20)
#define FIRST_ROOM ((size_t)1 << 20)

bool inflate_is_gzip(Str bytes)
{
    return bytes.len >= 2 && (unsigned char)bytes.ptr[0] == 0x1f &&
           (unsigned char)bytes.ptr[1] == 0x8b;
}

/* The last four bytes say it. */
size_t inflate_size_hint(Str gz)
{
    const unsigned char *p = (const unsigned char *)gz.ptr + gz.len - 4;
    size_t n;

    if (gz.len < 18)
        return FIRST_ROOM;
    n = (size_t)p[0] | (size_t)p[1] << 8 | (size_t)p[2] << 16 | (size_t)p[3] << 24;
    /* Deflate reaches 1032:1 at most. */
    return n / 1032 > gz.len ? FIRST_ROOM : n + 1;
}

static void grow(Inflater *in, size_t need, size_t keep)
{
    size_t size = in->size ? in->size : FIRST_ROOM;

    while (size < need)
        size *= 2;
    if (size == in->size)
        return;
    if (keep == 0) { /* nothing to copy */
        xfree(in->room);
        in->room = xmalloc_room(size, need);
    } else {
        in->room = xrealloc(in->room, size);
    }
    in->size = size;
}

static InflateResult bad(Err *err, const char *why)
{
    err_set(err, ERR_ETARBALL, "%s", why);
    return INFLATE_BAD;
}

static InflateResult member(Inflater *in, Str gz, size_t *used, size_t *len, Err *err)
{
    for (;;) {
        size_t got = 0;
        enum libdeflate_result r =
            libdeflate_gzip_decompress_ex(in->d, gz.ptr, gz.len, in->room + *len,
                                          in->size - *len, used, &got);

        if (r == LIBDEFLATE_SUCCESS) {
            *len += got;
            return INFLATE_OK;
        }
        if (r != LIBDEFLATE_INSUFFICIENT_SPACE)
            return bad(err, "the compressed data is damaged or cut");
        if (in->size >= INFLATE_WHOLE_MAX)
            return INFLATE_LARGE;
        grow(in, in->size * 2, *len);
    }
}

InflateResult inflate_whole(Inflater *in, Str gz, Str *out, Err *err)
{
    size_t at = 0, len = 0, hint = inflate_size_hint(gz);

    if (hint > INFLATE_WHOLE_MAX)
        return INFLATE_LARGE;
    if (in->d == NULL)
        in->d = libdeflate_alloc_decompressor();
    if (in->d == NULL)
        return bad(err, "out of memory");
    if (in->size > KEEP_MAX && hint <= KEEP_MAX) {
        xfree(in->room);
        in->room = NULL;
        in->size = 0;
    }
    grow(in, hint, 0);
    do {
        size_t used = 0;
        InflateResult r = member(in, str_from(gz, at), &used, &len, err);

        if (r != INFLATE_OK)
            return r;
        at += used;
        /* Node does this too: zeros may fill up the rest, anything else is a member. */
    } while (at < gz.len && gz.ptr[at] != '\0');
    *out = str_n(in->room, len);
    return INFLATE_OK;
}

void inflater_release(Inflater *in)
{
    if (in->d)
        libdeflate_free_decompressor(in->d);
    xfree(in->room);
    *in = (Inflater){ 0 };
}
