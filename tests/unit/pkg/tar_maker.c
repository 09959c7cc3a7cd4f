/* tar_maker.c: see tar_maker.h. */
#include "tests/unit/pkg/tar_maker.h"

#include <libdeflate.h>
#include <stdio.h>
#include <string.h>

#include "common/bug.h"

static void put_sum(char *h, bool bad)
{
    unsigned sum = 0;

    memset(h + 148, ' ', 8);
    for (int i = 0; i < 512; i++)
        sum += (unsigned char)h[i];
    snprintf(h + 148, 8, "%06o", bad ? sum + 1 : sum);
}

void tar_put(Buf *tar, TarSpec spec, const char *data)
{
    char h[512] = { 0 };
    size_t len = data ? strlen(data) : 0;

    if (spec.raw_path.len > 0)
        memcpy(h, spec.raw_path.ptr, spec.raw_path.len);
    else
        memcpy(h, spec.path, strlen(spec.path));
    snprintf(h + 100, 8, "%07o", spec.mode ? spec.mode : 0644);
    snprintf(h + 108, 8, "%07o", 12345);
    snprintf(h + 124, 12, "%011zo", len);
    if (spec.size)
        memcpy(h + 124, spec.size, 12);
    h[156] = spec.type ? spec.type : '0';
    if (spec.link)
        memcpy(h + 157, spec.link, strlen(spec.link));
    memcpy(h + 257, "ustar\00000", 8);
    put_sum(h, spec.bad_sum);
    buf_put(tar, h, sizeof h);
    buf_put(tar, data, len);
    buf_fill(tar, 0, (512 - len % 512) % 512);
}

void tar_file(Buf *tar, const char *path, const char *data)
{
    tar_put(tar, (TarSpec){ .path = path }, data);
}

void tar_pax(Buf *tar, char type, const char *key, const char *value)
{
    char record[8192];
    size_t body = strlen(key) + strlen(value) + 3, len = body + 1;

    while ((size_t)snprintf(NULL, 0, "%zu", len) + body != len)
        len++;
    snprintf(record, sizeof record, "%zu %s=%s\n", len, key, value);
    tar_put(tar, (TarSpec){ .path = "PaxHeader/x", .type = type }, record);
}

void tar_finish(Buf *tar)
{
    buf_fill(tar, 0, 1024);
}

void tar_gzip(Str bytes, Buf *out)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
    size_t cap = libdeflate_gzip_compress_bound(c, bytes.len);
    size_t len;

    BUG_IF(!buf_reserve(out, cap));
    len = libdeflate_gzip_compress(c, bytes.ptr, bytes.len, out->ptr + out->len, cap);
    BUG_IF(len == 0);
    out->len += len;
    libdeflate_free_compressor(c);
}
