/* yarn_lock.h: yarn.lock of yarn 1: a hint for who has no lock yet, and kept true.
 *
 * npm takes from it which version a spec got, where no lock of its own says so, and
 * writes it anew after each install. Only bytes in and out, as with lock.h.
 */
#ifndef PKG_LOCK_YARN_LOCK_H
#define PKG_LOCK_YARN_LOCK_H

#include "common/buf.h"
#include "pkg/tree/tree.h"

/* A package of one version from one place. */
typedef struct {
    Str version, resolved, integrity; /* "" where that isn't known; no #hash */
    VEC(Str) specs; /* all that got it; this and what follows: of a tree */
    const cJSON *dependencies, *optional;
    bool listed;
} YarnEntry;

typedef struct {
    Map entries; /* "name@spec" -> YarnEntry *, in the arena; the map is the owner's */
    VEC(YarnEntry *) of_tree; /* those that yarn_lock_of_tree made */
} YarnLock;

/* Reads up to the first line that makes no sense. */
void yarn_lock_parse(Arena *a, Str text, YarnLock *out);
void yarn_lock_release(YarnLock *y);
/* The spec to ask for instead of this one: an exact version, or the address of a tarball,
 * with the integrity that it must have. NULL: the file doesn't tell. registry: the
 * default one, whose packages have versions.
 */
const Spec *yarn_lock_spec(const YarnLock *y, Arena *a, const Spec *spec, Str registry);
/* What an edge's package is by the file, its address and integrity, where that isn't
 * known and nothing contradicts: true if it was completed so. */
bool yarn_lock_completes(const YarnLock *y, Edge *e);
bool yarn_lock_complete(const YarnLock *y, Edge *e, Str registry);
/* What the tree says from now on counts. all: what isn't installed, too. */
void yarn_lock_of_tree(YarnLock *y, Tree *t, bool all);
/* Edges to what isn't installed, which will lead to what lies farther up instead. */
typedef void (*YarnHeir)(void *ctx, Edge *e, Node *heir);
void yarn_lock_heirs(Tree *t, YarnHeir found, void *ctx);
/* Appends the file for the tree; nothing if it is empty. */
void yarn_lock_write(const YarnLock *y, Buf *out);

#endif
