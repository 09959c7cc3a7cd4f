/* folder.h: a folder as a package: its files by packlist.h, packed by tarball.h.
 *
 *     PackFolder f = { .files = &files, .folder = path, .manifest = manifest };
 *     Buf gz = { 0 };
 *     PackEntries entries = { 0 };
 *     rc = pack_folder(&arena, &f, &gz, &entries, &err);
 *
 * No script is run here. */
#ifndef PKG_PACK_FOLDER_H
#define PKG_PACK_FOLDER_H

#include "pkg/model/files.h"
#include "pkg/pack/tarball.h"

typedef struct {
    const Files *files;      /* the disk */
    Str folder;              /* absolute, no link in it */
    cJSON *manifest;         /* its package.json, normalised */
    PacklistOptions options; /* the project around it */
    bool gitignore_fallback; /* set: .gitignore counted for want of .npmignore */
} PackFolder;

#define PACK_GITIGNORE_WARNING                                                          \
    "No .npmignore file found, using .gitignore for file exclusion. Consider creating " \
    "a "                                                                                \
    ".npmignore file to explicitly control published files."

/* Appends the tarball's bytes to gz; entries live in the arena. Fails as packlist and
 * tarball_make do, and where the folder's workspaces can't be read. */
int pack_folder(Arena *a, PackFolder *f, Buf *gz, PackEntries *entries, Err *err);

#endif
