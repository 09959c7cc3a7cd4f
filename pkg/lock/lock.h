/* lock.h: package-lock.json: from a tree to its text, and back.
 *
 * The text is npm's byte for byte: its order of keys, its rules for what stands in an
 * entry. Only bytes in and out: who reads and writes the file is pkg/install.
 */
#ifndef PKG_LOCK_LOCK_H
#define PKG_LOCK_LOCK_H

#include "common/json_write.h"
#include "pkg/model/files.h"
#include "pkg/tree/tree.h"

/* A lockfileVersion that is no whole number from 1 on: npm keeps it, and measures it as
 * JavaScript does ("3" is 3, [] is 0). */
typedef struct {
    const cJSON *value; /* to be written as it stands; NULL: there is none such */
    bool no_number;     /* neither older nor newer than any: all is written */
} LockVersion;

typedef struct {
    int version;        /* lockfileVersion to write: 1, 2, 3 or more (as 3) */
    LockVersion odd;    /* … where it is none of these */
    bool hidden;        /* node_modules/.package-lock.json: without the root */
    bool omit_resolved; /* omit-lockfile-registry-resolved */
    const cJSON *name, *pkg_version; /* the project's, texts or what stands there; NULL */
    const cJSON *old; /* the document that it began with: other fields of it stay */
    /* path -> Str *, the text of its entry, for the next lock of the same tree; NULL */
    Map *entries;
} LockOptions;

/* Appends the lock of the tree. ERR_EUNSUPPORTED for a version below 1. */
int lock_write(Tree *t, const LockOptions *options, const JsonStyle *style, Buf *out,
               Err *err);

/* Makes the texts of the installed packages' entries for a lock_write that comes later:
 * puts into options->entries what isn't there. Of nodes that change until then, the
 * caller takes the texts out again. */
void lock_write_ahead(Tree *t, const LockOptions *options, const JsonStyle *style);

/* A place for lock_write_places; node NULL: a folder that is no package. */
typedef struct {
    Str location;
    Node *node;
    bool bundled; /* it counts as such, whatever its node says */
} LockPlace;

/* A hidden lock of just these places, which need be none of the tree's. */
int lock_write_places(Tree *t, const LockPlace *places, size_t n, bool omit_resolved,
                      const JsonStyle *style, Buf *out, Err *err);

/* What a lock's text says. */
typedef struct {
    cJSON *doc;
    const cJSON *packages; /* the object by location */
    int version;           /* lockfileVersion, 0 where it is missing or no number */
    const cJSON *said;     /* … as it stands there; NULL where it is missing */
    LockVersion odd;
    bool is_v1;      /* "packages" was made of "dependencies" */
    bool is_ancient; /* without "requires": of an early npm 5 */
    JsonStyle style;
} Lock;

/* ERR_EJSONPARSE or ERR_EBADLOCK. `what` names the file. The document lives in the arena.
 * A file with git's conflict marks is merged as npm does it: our changes over theirs. A
 * lock of version 1 is turned into "packages"; lock_finish_v1 completes that. */
int lock_parse(Arena *a, Str text, const char *what, Lock *out, Err *err);
/* For a lock without "packages": takes over from the project's manifest what such a lock
 * doesn't say, and sorts out what kinds of dependencies it lists. */
void lock_finish_v1(Arena *a, Lock *lock, const cJSON *pkg, Str root);
/* What such a lock says of the project in the folder `root` itself, for who has no
 * package.json; NULL where it lists nothing, which says nothing of the project either. */
cJSON *lock_v1_project(Arena *a, const Lock *lock, Str root);
/* Puts the lock's packages below the root of a tree that has nothing yet but its manifest
 * and workspaces. *suspect: package.json wants something else than the lock says. Links
 * whose folder is missing in the lock: ERR_EMISSINGTARGET, with what stands before them
 * in the tree. */
typedef const cJSON *(*LockFolder)(void *ctx, Str path);
typedef struct {
    /* package.json of a folder that is linked; NULL where there is none: what the lock
     * says counts then, as it does without this. */
    LockFolder folder;
    /* A package came into the tree, which isn't whole yet: may be NULL. Not told of
     * locks of version 1. */
    void (*placed)(void *ctx, Node *n);
    void *ctx;
    /* What the lock says of dev, optional and the like counts where it agrees with
     * package.json. */
    bool trusts_flags;
} LockHooks;
int lock_load(Tree *t, const Lock *lock, const LockHooks *hooks, bool *suspect, Err *err);
/* The same of node_modules/.package-lock.json: with the flags of what is installed
 * (tree_calc_installed_flags). */
int lock_load_hidden(Tree *t, const Lock *lock, bool begins, LockFolder folder, void *ctx,
                     Err *err);

/* The npm-shrinkwrap.json (or package-lock.json) in `base`: its packages become n's. */
int lock_load_below(Node *n, const Files *files, Str base, Err *err);

#endif
