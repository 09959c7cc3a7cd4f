/* tar.h: walks over the entries of a tar archive that lies in memory.
 *
 *     Tar t;
 *     TarEntry e;
 *     int rc;
 *     tar_init(&t, bytes);
 *     while ((rc = tar_next(&t, &e, err)) > 0)
 *         use(e.path, e.data);
 *     tar_release(&t);
 *     if (rc < 0) …
 *
 * Knows old tar, ustar with prefix, GNU long names, base-256 numbers and pax
 * headers: what npm, git, GNU tar and bsdtar write. Paths come as they stand in
 * the archive: whether one may be written is tar_path.h's to say. Nothing is
 * decompressed here (inflate.h) and nothing touches the disk.
 */
#ifndef PKG_STORE_TAR_H
#define PKG_STORE_TAR_H

#include <stdint.h>

#include "common/buf.h"
#include "common/err.h"
#include "common/str.h"

typedef enum {
    TAR_FILE,
    TAR_DIR,
    TAR_HARDLINK,
    TAR_SYMLINK,
    TAR_SPECIAL, /* device, fifo, or a type that nobody knows */
} TarKind;

/* Valid until the next tar_next. */
typedef struct {
    Str path;      /* not cleaned; never holds NUL from a header field */
    Str link;      /* target of a link, else empty */
    TarKind kind;  /* what npm would take it for: "a/" of type file is a folder */
    uint32_t mode; /* as in the header, 12 bits */
    Str data;      /* contents of a file, inside the archive's bytes */
} TarEntry;

typedef struct {
    Str bytes;
    size_t at;         /* next header */
    size_t n_bad;      /* headers skipped because their checksum is wrong */
    size_t n_seen;     /* entries handed out */
    Buf path, link;    /* joined or long names, valid for one entry */
    bool long_path;    /* path was set by a GNU or pax header for the next entry */
    bool long_link;    /* link likewise */
    bool saw_zero;     /* the last block was all zero: a second one is the end */
    bool has_pax_size; /* pax_size overrides the header's */
    uint64_t pax_size;
} Tar;

void tar_init(Tar *t, Str bytes);
/* 1 and *out, 0 at the end, or ERR_ETARBALL: cut inside an entry, a size that is
 * negative, no number or larger than what is left, or nothing that is a header.
 * As npm does, a block with a wrong checksum is skipped when something else in the
 * archive is right. */
int tar_next(Tar *t, TarEntry *out, Err *err);
void tar_release(Tar *t);

/* True if the first block of bytes can be a tar header (or the end mark). */
bool tar_looks_like(Str bytes);

#endif
