/* files.h: how pure code looks at files: whoever calls it says where they are.
 *
 * Paths are absolute. pkg/install reads the disk, tests a table in memory, and a tarball
 * can be looked into as well. Files change under a reader's hands: any answer may be
 * stale, none may crash.
 */
#ifndef PKG_MODEL_FILES_H
#define PKG_MODEL_FILES_H

#include "common/arena.h"
#include "common/err.h"
#include "common/vec.h"

typedef enum { FILES_NONE, FILES_FILE, FILES_DIR, FILES_LINK } FilesKind;

typedef VEC(Str) FileNames;

typedef struct Files {
    void *ctx;
    /* What stands there; links are not followed in the last piece. */
    FilesKind (*kind)(void *ctx, Str path);
    /* The text of a file, in the arena; -ENOENT where there is none. */
    int (*read)(void *ctx, Arena *a, Str path, Str *out, Err *err);
    /* Names in a folder, in any order; none where it is no folder. */
    void (*list)(void *ctx, Arena *a, Str path, FileNames *out);
    /* The path with every link in it followed; ptr NULL where it leads nowhere. */
    Str (*real)(void *ctx, Arena *a, Str path);
} Files;

#endif
