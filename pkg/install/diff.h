/* diff.h: what must change on the disk so that the actual tree becomes the ideal one. */
#ifndef PKG_INSTALL_DIFF_H
#define PKG_INSTALL_DIFF_H

#include "pkg/tree/tree.h"
#include "pkg/workspaces/workspaces.h"

typedef enum { CHANGE_ADD, CHANGE_REPLACE, CHANGE_REMOVE } ChangeKind;

/* A place whose whole folder is exchanged. What is in it is a change of its own
 * (`inside`), or stays. */
typedef struct Change {
    ChangeKind kind;
    Str location;
    Node *ideal, *actual; /* NULL: none */
    VEC(struct Change *) inside;
    VEC(struct Change *) listed; /* those, what goes from inside, what bundles bring */
    VEC(Str) kept;     /* locations inside that are moved over from the old folder */
    const char *spare; /* its name in the stage's spare folder, once it is there; NULL */
    const struct Change
        *around;   /* that it is inside of, once that is staged; NULL: none */
    bool in_place; /* what stands there already is what is wanted */
} Change;

typedef struct {
    VEC(Change *) changes;    /* the outermost ones */
    VEC(struct Change *) all; /* inner ones too, in the order of npm's report */
    NodeList wrapped; /* of the ideal tree: they stay, and say what stands below them */
    NodeList links;   /* of the ideal tree: they stay, and the project manages them */
    bool partial;     /* the rest was left alone */
    size_t n_added, n_replaced, n_removed; /* packages, inner ones too */
} Diff;

typedef struct {
    Omit omit;
    /* A partial install: only what these workspaces need, and (root_deps) what the
     * project itself does, may change. None, and no root_deps: all. */
    const Workspaces *workspaces;
    bool root_deps;
    const Str *names; /* of global packages; like workspaces */
    size_t n_names;
    const Map *retired; /* paths of packages and bins that are gone already; NULL: none */
} DiffOptions;

/* Nodes that are left out become inert. Everything lives in the arena of the ideal tree.
 */
void diff_trees(Tree *ideal, Tree *actual, const DiffOptions *o, Diff *out);
/* Are the commands there that the package has for the one around it? As npm asks it,
 * without a look at bin-links: where they are off, each install makes packages with
 * commands anew. Those below `retired` (NULL: none) are gone. */
bool diff_has_bins(Arena *a, const Map *retired, Node *n);
/* After a partial install: what it didn't touch is in the ideal tree as it is on the
 * disk; what isn't there becomes inert. */
void diff_keep_rest(Tree *ideal, Tree *actual);

/* ---- diff_filter.c ---- */

/* Marks what may change in both trees (Node.chosen). False: everything may. */
bool diff_choose(Tree *ideal, Tree *actual, const DiffOptions *o);

#endif
