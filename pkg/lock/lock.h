/* lock.h: package-lock.json: from a tree to its text, and back.
 *
 * The text is npm's byte for byte: its order of keys, its rules for what stands in an
 * entry. Only bytes in and out: who reads and writes the file is pkg/install.
 */
#ifndef PKG_LOCK_LOCK_H
#define PKG_LOCK_LOCK_H

#include "common/json_write.h"
#include "pkg/tree/tree.h"

typedef struct {
    int version;           /* lockfileVersion to write: 1, 2, 3 */
    bool hidden;           /* node_modules/.package-lock.json: without the root */
    bool omit_resolved;    /* omit-lockfile-registry-resolved */
    Str name, pkg_version; /* the project's, "" for none */
} LockOptions;

/* Appends the lock of the tree. ERR_EUNSUPPORTED for a version we can't write. */
int lock_write(Tree *t, const LockOptions *options, const JsonStyle *style, Buf *out,
               Err *err);

/* What a lock's text says. */
typedef struct {
    cJSON *doc;
    const cJSON *packages; /* the object by location */
    int version;           /* lockfileVersion as written, 0 where it is missing */
    JsonStyle style;
} Lock;

/* ERR_EJSONPARSE or ERR_EBADLOCK; ERR_EUNSUPPORTED for locks without "packages" (v1).
 * `what` names the file. The document lives in the arena. */
int lock_parse(Arena *a, Str text, const char *what, Lock *out, Err *err);
/* Puts the lock's packages below the root of a tree that has nothing yet but its manifest
 * and workspaces. *suspect: package.json wants something else than the lock says. Links
 * whose folder is missing in the lock: ERR_EBADLOCK. */
typedef const cJSON *(*LockFolder)(void *ctx, Str path);
int lock_load(Tree *t, const Lock *lock, LockFolder folder, void *ctx, bool *suspect,
              Err *err);

#endif
