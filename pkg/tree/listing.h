/* listing.h: the tree as `ls` tells it: from the root, each package below who wants it.
 *
 * A package that many want is told in full where it is met first (level by level);
 * elsewhere a repetition stands for it. What is missing has an item as well.
 */
#ifndef PKG_TREE_LISTING_H
#define PKG_TREE_LISTING_H

#include "pkg/tree/tree.h"

#define LIST_ENDLESS 1000000000

typedef struct {
    const Str *args; /* only what satisfies one of them, and what leads there */
    size_t n_args;
    int depth; /* below the root, LIST_ENDLESS */
    bool link; /* of the root's dependencies only links */
    Omit omit; /* of the root's dependencies */
    bool global;
    bool no_workspaces;
    const NodeList *workspaces; /* only these of the root's dependencies; NULL: all */
    bool workspace_root;        /* … and the root's own */
} ListOptions;

typedef struct Listed {
    Node *node; /* NULL: missing */
    struct Listed *parent;
    int level; /* 0: the root */
    Str name, pkgid;
    Str missing_for;   /* pkgid of who misses it; ptr NULL: it is there */
    Str required;      /* what is missing; ptr NULL: not told */
    Str invalid;       /* who isn't content with it: "\"^1\" from the root project" */
    bool ever_invalid; /* … or isn't anywhere in the listing, later on too */
    bool repeated;     /* told in full elsewhere */
    bool optional;     /* nobody minds if it's missing */
    bool asked_for;    /* by an argument */
    bool included;     /* it, or something below it */
    bool extraneous;
    VEC(Str) problems;
    VEC(struct Listed *) nodes; /* included ones */
} Listed;

typedef struct {
    Listed *root;
    VEC(Listed *) items; /* in the order in which they were met */
    VEC(Str) problems;   /* of what was asked for, each once */
    int deepest;         /* level of what is included */
} Listing;

/* Everything lives in the forest's arena. */
void list_tree(Tree *t, const ListOptions *o, Listing *out);

#endif
