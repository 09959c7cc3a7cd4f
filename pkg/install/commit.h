/* commit.h: a new tree is built beside the old one and takes its place by renames;
 * until the end everything can be taken back, also by the next process.
 *
 *     Commit c;
 *     commit_open(&c, root, on_wait, err);    waits for others, repairs what a killed
 *                                             process left
 *     commit_stage(&c, err);                  packages are linked below c.stage_fd
 *     commit_retire(&c, "node_modules/a");    …
 *     commit_add(&c, "node_modules/b");
 *     commit_apply(&c, err);                  the renames
 *     …                                       bins, scripts, locks
 *     commit_finish(&c, err);   or   commit_rollback(&c);
 *     commit_close(&c);
 *
 * Everything temporary is in one folder, node_modules/.pkg-XXXX: `new` (what is being
 * built, by location), `old` (what was taken out, by number) and `journal`, which is
 * written before the first rename and removed when the locks are written. A journal
 * that is found at the next start is undone. The hidden lock is the first thing that
 * is taken out, so that a tree with a hidden lock is a whole tree. Where there is no
 * node_modules, the folder is .node_modules-XXXX beside it, and `new/node_modules` comes
 * into its place by one rename: a thousand take a tenth of the time of an install.
 *
 * The project's folder itself is locked (flock) meanwhile: no lock file is left, and
 * the lock ends with the process however that ends.
 */
#ifndef PKG_INSTALL_COMMIT_H
#define PKG_INSTALL_COMMIT_H

#include <stdbool.h>

#include "common/arena.h"
#include "common/err.h"
#include "common/vec.h"
#include "pkg/install/pool.h"

typedef enum {
    COMMIT_RETIRE, /* root/location → old/number */
    COMMIT_ADD,    /* new/location → root/location; with rest, spare/rest */
    COMMIT_KEEP,   /* old/number/rest → root/location: unchanged inside a new parent */
} CommitKind;

typedef struct {
    CommitKind kind;
    unsigned number;
    const char *location, *rest;
} CommitStep;

typedef struct {
    Arena arena;
    const char *root;
    int root_fd;    /* holds the lock */
    int stage_fd;   /* of .pkg-XXXX/new, -1 before commit_stage */
    char stage[64]; /* "node_modules/.pkg-XXXX" or ".node_modules-XXXX", "" before */
    VEC(CommitStep) steps;
    unsigned n_retired;
    bool whole;    /* node_modules wasn't there: it comes into its place as one */
    bool repaired; /* commit_open undid an install: bins must be linked anew */
} Commit;

/* Opens and locks root, an absolute path that exists; undoes what an earlier process
 * left. on_wait (may be NULL) is called if another process holds the lock. */
int commit_open(Commit *c, const char *root, void (*on_wait)(void), Err *err);
/* Makes the folder for what is new. */
int commit_stage(Commit *c, Err *err);
/* A folder of the stage for what may become of use: removed with it. A file descriptor,
 * or -1. */
int commit_spare_folder(Commit *c);
/* Locations are relative to root and copied. First all is retired, then added, then
 * kept. Retiring gives the number for commit_keep. Nothing may be added that lies inside
 * something else that is, and what lies inside of something that is retired must be
 * retired before it. */
unsigned commit_retire(Commit *c, const char *location);
/* Nothing can be there, where there is no node_modules. */
bool commit_is_vacant(const Commit *c, const char *location);
void commit_add(Commit *c, const char *location);
/* What was staged may be gone again; where node_modules comes as one, folders of scopes
 * with nothing in them don't come with it. */
void commit_drop_empty_scopes(Commit *c);
/* What stands in the spare folder by this name. */
void commit_add_spare(Commit *c, const char *name, const char *location);
/* `rest` below what was retired as `number` comes back to location. */
void commit_keep(Commit *c, unsigned number, const char *rest, const char *location);
/* Writes the journal and does the steps. On failure they are taken back. */
int commit_apply(Commit *c, Err *err);
/* Takes everything back. Never fails; what can't be moved stays in the stage. */
void commit_rollback(Commit *c);
/* The new tree is final; what is old is removed. */
int commit_finish(Commit *c, Pool *pool, Err *err);
/* Ends the lock. Without commit_finish or _rollback before, rolls back. */
void commit_close(Commit *c);

#endif
