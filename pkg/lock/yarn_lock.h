/* yarn_lock.h: yarn.lock of yarn 1: a hint for who has no lock yet, and kept true.
 *
 * npm takes from it which version a spec got, where no lock of its own says so, and
 * writes it anew after each install. Only bytes in and out, as with lock.h.
 */
#ifndef PKG_LOCK_YARN_LOCK_H
#define PKG_LOCK_YARN_LOCK_H

#include "common/buf.h"
#include "pkg/tree/tree.h"

typedef struct {
    Str version, resolved, integrity; /* "" where the file is silent; no #hash */
} YarnEntry;

typedef struct {
    Map entries; /* "name@spec" -> YarnEntry *, in the arena; the map is the owner's */
} YarnLock;

/* Reads up to the first line that makes no sense. */
void yarn_lock_parse(Arena *a, Str text, YarnLock *out);
void yarn_lock_release(YarnLock *y);
/* The spec to ask for instead of this one: an exact version, or the address of a tarball,
 * with the integrity that it must have. NULL: the file doesn't tell. registry: the
 * default one, whose packages have versions.
 */
const Spec *yarn_lock_spec(const YarnLock *y, Arena *a, const Spec *spec, Str registry);
/* What a package's place and integrity are by the file, where that isn't known and
 * nothing contradicts: true if it was completed so. */
bool yarn_lock_fill(const YarnLock *y, Node *n, Str registry);
/* Appends the file for the tree; nothing if it is empty. all: what isn't installed, too.
 */
void yarn_lock_write(Tree *t, bool all, Buf *out);

#endif
