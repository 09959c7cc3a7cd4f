/* tar.h: walks over the entries of a tar archive, which lies in memory or comes by and
 * by.
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
 * Where it comes by and by (tar_init_stream), contents are read piece by piece:
 *
 *     while ((rc = tar_read(&t, &piece, err)) > 0)
 *         use(piece);
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

/* Valid until the next tar_next or tar_read. */
typedef struct {
    Str path;      /* not cleaned; never holds NUL from a header field */
    Str link;      /* target of a link, else empty */
    TarKind kind;  /* what npm would take it for: "a/" of type file is a folder */
    uint32_t mode; /* as in the header, 12 bits */
    uint64_t size; /* of a file's contents */
    Str data;      /* these, inside the archive's bytes; "" where they come by and by */
} TarEntry;

/* The next bytes of an archive: fills the room, less only at the end; or an error. */
typedef int TarMore(void *arg, char *room, size_t size, size_t *got, Err *err);

/* What is looked at of an archive that comes by and by. Used again; zero is valid. */
typedef struct {
    char *ptr;
    size_t size;
} TarWindow;

typedef struct {
    Str bytes;     /* all of it, or what is in the window */
    size_t at;     /* next header, or contents that weren't read */
    uint64_t left; /* of these; behind them are `padding` bytes */
    size_t padding;
    bool is_file;  /* the entry has contents to be read */
    TarMore *more; /* NULL: there is nothing but `bytes` */
    void *arg;
    TarWindow *window;
    size_t n_seen;     /* entries handed out */
    Buf path, link;    /* joined or long names, valid for one entry */
    bool long_path;    /* path was set by a GNU or pax header for the next entry */
    bool long_link;    /* link likewise */
    bool saw_zero;     /* the last block was all zero: a second one is the end */
    bool has_pax_size; /* pax_size overrides the header's */
    uint64_t pax_size;
} Tar;

void tar_init(Tar *t, Str bytes);
/* The window is borrowed. */
void tar_init_stream(Tar *t, TarMore *more, void *arg, TarWindow *window);
/* 1 and *out, 0 at the end, ERR_TAR_BAD_ARCHIVE (cut, or nothing that is a header) or
 * ERR_ETARBALL (a size that is negative or no number). As npm does, a block with a wrong
 * checksum is skipped when something else in the archive is right. */
int tar_next(Tar *t, TarEntry *out, Err *err);
/* 1 and the next piece of the entry's contents, 0 when that was all, or an error. A file
 * that fits into the window comes in one piece. */
int tar_read(Tar *t, Str *piece, Err *err);
void tar_release(Tar *t);
void tar_window_release(TarWindow *w);

#endif
