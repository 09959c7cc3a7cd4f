/* tar_maker.h: archives for tests, good and hostile. Each function appends one
 * entry (header, contents, padding) to a tar in a Buf. */
#ifndef TESTS_UNIT_PKG_TAR_MAKER_H
#define TESTS_UNIT_PKG_TAR_MAKER_H

#include "common/buf.h"
#include "common/str.h"

typedef struct {
    const char *path, *link; /* at most 100 bytes */
    Str raw_path;            /* instead of path: may hold NUL */
    char type;               /* 0 means '0' */
    unsigned mode;           /* 0 means 0644 */
    const char *size;        /* text of the size field instead of the true one */
    bool bad_sum;
} TarSpec;

void tar_put(Buf *tar, TarSpec spec, const char *data);
void tar_file(Buf *tar, const char *path, const char *data);
/* A pax header for the entry that follows: one key. */
void tar_pax(Buf *tar, char type, const char *key, const char *value);
/* The two empty blocks at the end. */
void tar_finish(Buf *tar);
/* gzip of bytes, appended. */
void tar_gzip(Str bytes, Buf *out);

#endif
