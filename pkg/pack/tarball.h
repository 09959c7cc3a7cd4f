/* tarball.h: a package's tarball, the same bytes for the same files.
 *
 * Nothing of the machine is in it: no owners, one date, modes without the umask (files
 * are readable, commands executable). Headers are as npm's tar writes them.
 */
#ifndef PKG_PACK_TARBALL_H
#define PKG_PACK_TARBALL_H

#include "common/buf.h"
#include "common/inflate.h"
#include "common/vec.h"
#include "pkg/pack/packlist.h"

typedef struct {
    Str path; /* without "package/" */
    uint64_t size;
    unsigned mode;
} PackEntry;

typedef VEC(PackEntry) PackEntries;

/* Packs the files of a folder. bin: the manifest's commands, normalized, which are
 * executable. Appends the compressed bytes to gz; entries live in the arena. Fails with
 * an errno (a file changed or vanished meanwhile), ERR_ETOOBIG over TARBALL_BYTES_MAX. */
int tarball_make(Arena *a, Str folder, const PackPaths *paths, const cJSON *bin, Buf *gz,
                 PackEntries *entries, Err *err);

#define TARBALL_BYTES_MAX ((size_t)1 << 30)

/* The bytes of a tar that may be compressed, valid until the inflater is released or used
 * again. what: "listed"; ERR_ETOOBIG ("the tarball is too large to be listed"). */
int tarball_inflate(Inflater *in, Str gz, const char *what, Str *bytes, Err *err);

/* What is in a tarball that somebody else made. */
int tarball_list(Arena *a, Str gz, PackEntries *entries, Err *err);

#endif
