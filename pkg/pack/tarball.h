/* tarball.h: a package's tarball, the same bytes for the same files.
 *
 * Nothing of the machine is in it: no owners, one date, modes without the umask (files
 * are readable, commands executable). Headers are as npm's tar writes them.
 */
#ifndef PKG_PACK_TARBALL_H
#define PKG_PACK_TARBALL_H

#include "common/buf.h"
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

/* What is in a tarball that somebody else made. */
int tarball_list(Arena *a, Str gz, PackEntries *entries, Err *err);

#endif
