/* tar_make.c: ustar headers; paths of 100 bytes and more go into a pax header. */
#include "tests/registry/tar_make.h"

#include <libdeflate.h>
#include <stdio.h>

#include "common/bug.h"

#define BLOCK 512

static void octal(char *field, size_t size, unsigned long value)
{
    snprintf(field, size, "%0*lo", (int)size - 1, value);
}

static void header(Buf *tar, Str path, char kind, unsigned mode, Str link, size_t size)
{
    char h[BLOCK] = { 0 };
    unsigned sum = 0;

    memcpy(h, path.ptr, path.len < 100 ? path.len : 100);
    octal(h + 100, 8, mode);
    octal(h + 108, 8, 0);
    octal(h + 116, 8, 0);
    octal(h + 124, 12, size);
    octal(h + 136, 12, 499162500); /* the time that npm pack writes: 1985-10-26 */
    memset(h + 148, ' ', 8);
    h[156] = kind;
    memcpy(h + 157, link.ptr, link.len < 100 ? link.len : 100);
    memcpy(h + 257, "ustar\00000", 8);
    for (int i = 0; i < BLOCK; i++)
        sum += (unsigned char)h[i];
    octal(h + 148, 7, sum);
    buf_put(tar, h, BLOCK);
}

static void padded(Buf *tar, Str data)
{
    buf_str(tar, data);
    buf_fill(tar, '\0', -data.len & (BLOCK - 1));
}

/* "LEN key=value\n", where LEN counts itself. */
static void pax_record(Buf *out, const char *key, Str value)
{
    size_t rest = strlen(key) + value.len + 3, len = rest;
    char digits[24];

    do {
        size_t before = len;

        len = rest + (size_t)snprintf(digits, sizeof digits, "%zu", before);
        if (len == before)
            break;
    } while (true);
    buf_printf(out, "%zu %s=", len, key);
    buf_str(out, value);
    buf_putc(out, '\n');
}

void tar_make_entry(Buf *tar, Str path, char kind, unsigned mode, Str link, Str data)
{
    Buf pax = { 0 };

    if (path.len >= 100)
        pax_record(&pax, "path", path);
    if (link.len >= 100)
        pax_record(&pax, "linkpath", link);
    if (pax.len > 0) {
        header(tar, STR("PaxHeader"), 'x', 0644, STR(""), pax.len);
        padded(tar, buf_view(&pax));
    }
    header(tar, path, kind, mode, link, data.len);
    padded(tar, data);
    buf_release(&pax);
}

void tar_make_end(Buf *tar)
{
    buf_fill(tar, '\0', (size_t)2 * BLOCK);
}

void gzip_make(Str bytes, int level, Buf *out)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(level);
    size_t bound = libdeflate_gzip_compress_bound(c, bytes.len), n;

    BUG_IF(c == NULL || !buf_reserve(out, bound));
    n = libdeflate_gzip_compress(c, bytes.ptr, bytes.len, out->ptr + out->len, bound);
    BUG_IF(n == 0);
    out->len += n;
    libdeflate_free_compressor(c);
}
