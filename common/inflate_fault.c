/* inflate_fault.c: see inflate_fault.h. zlib is opened when there is damage. */
#include "common/inflate_fault.h"

#include <limits.h>
#include <zlib.h>

#include "common/dynlib.h"

#define GZIP_ONLY (16 + MAX_WBITS)

#define ZLIB_FUNCTIONS(X)                                      \
    X(int, inflateInit2_, (z_streamp, int, const char *, int)) \
    X(int, inflate, (z_streamp, int))                          \
    X(int, inflateReset, (z_streamp))                          \
    X(int, inflateEnd, (z_streamp))

DYNLIB_TABLE(Zlib, ZLIB_FUNCTIONS)

static Zlib lib;
static const DynSymbol symbols[] = { DYNLIB_SYMBOLS(ZLIB_FUNCTIONS) };
static DynLib zlib = { .names = "libz.so.1", .package = "zlib1g" };

static int cut(Err *err)
{
    return err_set(err, ERR_Z_BUF_ERROR, "zlib: unexpected end of file");
}

/* All members, one after another. */
static int read_all(z_stream *z, Str gz, Err *err)
{
    unsigned char room[16384];
    size_t at = 0;

    for (;;) {
        size_t left = gz.len - at;
        uInt given = left < UINT_MAX ? (uInt)left : UINT_MAX;
        int rc;

        z->next_in = (Bytef *)gz.ptr + at;
        z->avail_in = given;
        z->next_out = room;
        z->avail_out = sizeof room;
        rc = lib.inflate(z, Z_NO_FLUSH);
        at += given - z->avail_in;
        if (rc == Z_STREAM_END) {
            /* Node does this too: zeros may fill up the rest, anything else is a member.
             */
            if (at == gz.len || gz.ptr[at] == '\0')
                return 0;
            lib.inflateReset(z);
        } else if (rc == Z_BUF_ERROR ||
                   (rc == Z_OK && at == gz.len && z->avail_out > 0)) {
            return cut(err);
        } else if (rc != Z_OK) {
            return err_set(err, ERR_Z_DATA_ERROR, "zlib: %s",
                           z->msg ? z->msg : "data error");
        }
    }
}

int inflate_fault(Str gz, Err *err)
{
    z_stream z = { 0 };
    int rc;

    if (dynlib_load(&zlib, symbols, &lib, NULL) < 0 ||
        lib.inflateInit2_(&z, GZIP_ONLY, ZLIB_VERSION, (int)sizeof z) != Z_OK)
        return 0;
    rc = read_all(&z, gz, err);
    lib.inflateEnd(&z);
    return rc;
}

int inflate_fault_number(const Err *err)
{
    if (err->code == ERR_Z_DATA_ERROR && !err->fetch)
        return Z_DATA_ERROR;
    return err->code == ERR_Z_BUF_ERROR ? Z_BUF_ERROR : 0;
}
