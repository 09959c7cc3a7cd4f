/* uptodate.h: knows in a millisecond that nothing was touched since the last install.
 *
 * After an install a small record is kept in the cache: what it read (package.json, the
 * lock, workspaces …), with which settings, and which folders the tree has. The next
 * install with the same settings compares: each file is the same file, unchanged; no
 * folder of the tree was touched since the hidden lock was written, which is npm's own
 * test (Shrinkwrap's assertNoNewer). Any doubt is an answer of "no", and the full way is
 * gone.
 *
 * Only what was read is trusted: changes inside a package's folders, below its top,
 * aren't seen, as npm doesn't see them.
 */
#ifndef PKG_INSTALL_UPTODATE_H
#define PKG_INSTALL_UPTODATE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/arena.h"
#include "common/err.h"
#include "common/str.h"
#include "common/vec.h"

/* What is compared. Paths are absolute; NULL-terminated text in the caller's arena. */
typedef struct {
    const char *root;          /* the project */
    Str settings;              /* every setting that has a say, as one text */
    VEC(const char *) files;   /* contents matter; those that aren't there, too */
    VEC(const char *) folders; /* their listing matters: where workspaces are found */
    VEC(const char *) tree;    /* below root: folders not to be newer than the lock */
    VEC(const char *) broken;  /* only kept */
    const char *hidden_lock;
    int64_t until_ms; /* from then on it isn't settled; 0: for good */
    /* The file of `files` whose contents needn't be read for their hash; NULL: none. */
    const char *hashed;
    uint64_t hash; /* str_hash */
} UptodateInputs;

/* What a run with nothing to do prints; kept with the record. */
typedef struct {
    uint32_t n_packages; /* in the tree, the project not counted */
    uint32_t n_funding;
    Str unreviewed;   /* InstallResult's, as a text; empty: none */
    Str warnings;     /* what each run says: [[code, text] ...] as JSON; empty: nothing */
    bool has_scripts; /* package.json has scripts of its own, or there is none */
    bool has_warnings; /* package.json isn't as its schema says */
    bool settled;      /* an install of just this would change nothing */
    bool lock_ours;    /* the lock's text is what its tree is written as */
    bool plain;        /* that, and the tree is as tree_is_plain has it */
} UptodateReport;

/* Of the run that made the record. */
typedef struct {
    VEC(const char *) tree, broken;
} UptodateTree;

/* Which records are looked into: a settled one says that there is nothing to do. */
typedef enum { UPTODATE_ANY, UPTODATE_SETTLED, UPTODATE_UNSETTLED } UptodateWant;

/* True if nothing was touched; *out and *tree (NULL: not wanted) then live in the
 * arena. */
bool uptodate_check(Arena *a, const char *cache, const char *root, Str settings,
                    UptodateWant want, UptodateReport *out, UptodateTree *tree);
/* The same in two steps: a large tree's folders are looked at by a thread in between, the
 * files only in the end. NULL: there is no record to begin with, which uptodate_end takes
 * for an answer. What was begun must be ended, while the arena lives. */
typedef struct UptodateLook UptodateLook;
/* A file that the caller has read: if need be, this text is what it is compared by. */
typedef struct {
    const char *path;
    Str text;
} UptodateText;
UptodateLook *uptodate_begin(Arena *a, const char *cache, const char *root, Str settings,
                             UptodateWant want);
bool uptodate_end(UptodateLook *l, const UptodateText *known, UptodateReport *out,
                  UptodateTree *tree);
/* Keeps the record. Failure only costs time: the result is for tests. */
int uptodate_save(const char *cache, const UptodateInputs *in, const UptodateReport *r,
                  Err *err);
/* Drops the record: an install is about to change the tree. */
void uptodate_forget(const char *cache, const char *root);

#endif
