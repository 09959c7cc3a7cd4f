/* ideal.h: the tree as it should be. */
#ifndef PKG_TREE_IDEAL_H
#define PKG_TREE_IDEAL_H

#include "pkg/tree/place.h"
#include "pkg/tree/source.h"

typedef struct {
    PlaceOptions place;
    bool save;               /* package.json will be written (npm's --save) */
    bool requested_mutation; /* packages were named, or an update was asked for */
    bool update_all;
    bool loaded_from_disk; /* the tree began with a lock */
    bool suspects_flags;   /* what is needless goes though nothing has changed */
    const NodeList *begin; /* selected workspaces, looked at first; NULL: the root is */
    bool prune;            /* take out what nothing needs, if it began with a lock */
    bool force, engine_strict;
    Str node_version, npm_version;
    Str os, cpu, libc; /* to install for; "" for this machine */
    Omit omit;         /* those needn't run here */
    bool complete; /* look into tarballs for what they bring along (--package-lock-only,
                      --dry-run) */
} IdealOptions;

/* Completes the tree: every dependency of every node gets its package, in npm's order and
 * places. Nodes whose manifest failed and that are only optional become inert, as do
 * optional ones that can't run here. Fails with the error of the first package that is
 * needed and can't be had; ERR_ERESOLVE leaves its explanation in t->eresolve. */
int ideal_build(Tree *t, const TreeSource *source, const IdealOptions *options, Err *err);
/* For a tree from a lock of version 1: manifests of all its packages, which such a lock
 * lacks. Those that can't be had stay as they are; lacks (with lacks_ctx) hears of them:
 * "name@version". */
typedef void (*IdealLacks)(void *ctx, Str what, const Err *why);
void ideal_inflate(Tree *t, const TreeSource *source, IdealLacks lacks, void *lacks_ctx);
/* Looks for nodes with problems now (once), and not only when the tree is built: what
 * their inflated manifests want beyond that isn't looked at, and rules of overrides hold
 * as they do before the project's dependencies change. */
void ideal_note_broken(Tree *t);
/* The nodes that edges lead to from the root on, and the root; not through links.
 * vec_release is due. */
void ideal_reached(const Tree *t, NodeList *out);
/* Marks the edge to be resolved anew although it may be valid. */
void ideal_request(Tree *t, Node *from, Str name);
/* Takes out what nothing needs (flags must be right). */
void ideal_prune(Tree *t);

#endif
