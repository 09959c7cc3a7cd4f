/* commit_files.h: package.json and lock change together, and with the tree.
 *
 * Each is replaced in one step, but two steps may be cut apart. So the new files are
 * written beside the old ones first, and then a list of them beside the new tree
 * ("redo"). From then on the commit is decided: who finds the list at the next start
 * finishes it, where the files are still what they were; a file that somebody has changed
 * meanwhile stays as it is.
 */
#ifndef PKG_INSTALL_COMMIT_FILES_H
#define PKG_INSTALL_COMMIT_FILES_H

#include "common/str.h"
#include "pkg/install/commit.h"

typedef struct {
    const char *path; /* absolute */
    Str old;          /* as it is now; ptr NULL: there is none */
    Str now;          /* as it shall be */
} CommitFile;

/* Writes those that change. Where one can't be written, the others are put back and the
 * error is given. Without commit_stage before, there is no redo. */
int commit_files(Commit *c, const CommitFile *files, size_t n, Err *err);

/* Finishes what a redo in c.stage says. False where there is none, or none that is whole:
 * then the commit had not been decided. */
bool commit_redo(Commit *c);

/* Takes a text off *rest that ends with NUL, into the arena: how journals are written. */
bool commit_take_field(Str *rest, Arena *a, const char **out);
/* Is the relative path one below the folder it is meant to be in? A journal may come from
 * anywhere, also with the project itself. */
bool commit_stays_below(const char *path);

#endif
