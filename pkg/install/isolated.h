/* isolated.h: the layout of install-strategy=linked, as npm's isolated mode has it.
 *
 *     node_modules/.store/NAME@VERSION-HASH/node_modules/NAME    each package once
 *     node_modules/.store/…/node_modules/DEPENDENCY              links to others there
 *     node_modules/NAME, WORKSPACE/node_modules/NAME             links of who wants it
 *     node_modules/…                                             what the project bundles
 *
 * The lock stays that of the hoisted tree; only what lies on the disk is other. The hash
 * is of all that the package needs, so that two sets of dependencies are two places.
 */
#ifndef PKG_INSTALL_ISOLATED_H
#define PKG_INSTALL_ISOLATED_H

#include "pkg/install/diff.h"

/* A package or a link that shall be there. Its node is made for this: with the path of
 * its place, `source` (the ideal tree's node) and `in_store`; links have a target. */
typedef struct {
    Str location; /* below the root */
    Node *node;
    const cJSON *bin; /* of links: the commands of what they lead to; NULL: none */
    bool chosen;      /* a partial install may change it */
    bool bundled;     /* a package that isn't in the store, with its own commands */
} IsolatedPlace;

typedef VEC(IsolatedPlace) IsolatedPlaces;

typedef struct {
    IsolatedPlaces packages, links;
    Map locations;   /* of both */
    Map keys;        /* "NAME@VERSION-HASH" of all packages */
    NodeList locals; /* the root, workspaces and linked folders */
    NodeList outer;  /* links to folders that were met on the way */
} Isolated;

/* Who knows what a package's own shrinkwrap says: of such a package it makes a tree of
 * its own, as if it were a project, and whose packages come into the store too. The tree
 * must outlive the Isolated. */
typedef struct {
    void *ctx;
    int (*tree)(void *ctx, Node *n, Tree **out, Err *err);
} Shrinkwraps;

/* Everything lives in the arena of the tree. Maps: isolated_release, in any case. Fails
 * as `shrinkwraps` does. */
int isolated_make(Tree *ideal, const DiffOptions *o, const Shrinkwraps *shrinkwraps,
                  Isolated *out, Err *err);
void isolated_release(Isolated *i);
/* Does the project ask for it itself, by a kind that isn't left out? Only such workspaces
 * get a link in its node_modules. */
bool isolated_is_declared(const Tree *ideal, const DiffOptions *o, Str name);

#endif
