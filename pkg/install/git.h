/* git.h: runs git for git dependencies: what a repository has, and a commit of it as a
 * folder.
 *
 * The commands are npm's: `ls-remote` once for each repository, then a plain clone where
 * HEAD is wanted, `clone -b` for branches and tags, a fetch of other refs, and for what
 * nobody advertises (a commit) a mirror that is checked out. Submodules come along.
 * Hosts known to like it are cloned shallowly. A broken connection is tried again.
 */
#ifndef PKG_INSTALL_GIT_H
#define PKG_INSTALL_GIT_H

#include "common/spec.h"
#include "pkg/context.h"
#include "pkg/model/git_refs.h"

typedef struct {
    Ctx *ctx;
    Arena *arena;
    Map refs;   /* repository -> GitRefs * */
    char **env; /* NULL until git is run first */
} Git;

void git_init(Git *g, Ctx *ctx, Arena *arena);
void git_release(Git *g);

typedef struct {
    Str repo;
    Str ref;    /* branch, tag, commit …; "" for HEAD */
    Str range;  /* ptr NULL: none; of versions that tags have */
    Str target; /* an empty or missing folder, absolute */
} GitClone;

/* Clones and checks out; *sha is the commit. ERR_EGITPATHSPEC where there is no such ref;
 * pick.h's errors for ranges. */
int git_clone(Git *g, const GitClone *c, Str *sha, Err *err);

#endif
