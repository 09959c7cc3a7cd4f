/* packlist.h: which files of a folder belong into its package, by npm's rules.
 *
 * From strong to weak: what must be there (package.json, README, LICENSE, main, bin,
 * files that "files" names) and what must not (.git, node_modules, .npmrc, locks);
 * "files"; .npmignore, or .gitignore where there is none; what is never meant (editors'
 * files, folders of version control). Folders below have ignore files of their own.
 * Bundled dependencies come whole, with what they need. Links and special files never
 * come.
 */
#ifndef PKG_PACK_PACKLIST_H
#define PKG_PACK_PACKLIST_H

#include "common/vec.h"
#include "pkg/tree/tree.h"

typedef struct {
    Str prefix;            /* the project's root, absolute; "" for none */
    const Str *workspaces; /* their folders, absolute */
    size_t n_workspaces;
} PacklistOptions;

typedef VEC(Str) PackPaths;

typedef struct {
    PackPaths paths;         /* relative to the folder, in the order of the tarball */
    bool gitignore_fallback; /* .gitignore counted for want of .npmignore */
} Packlist;

/* root: the folder's tree, as it is on the disk (actual.h). Paths live in the tree's
 * arena. Fails with an errno, or ERR_EPKGJSON where "files" is no list of texts. */
int packlist(Node *root, const PacklistOptions *o, Packlist *out, Err *err);

#endif
