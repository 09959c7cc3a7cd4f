/* known.h: a tree that is in order, since the last install left it so.
 *
 *     at the end of a run:  tree_is_plain(t)      is worth a note
 *     in the next one:      tree_trust(t)         loaded from that run's lock
 *                           tree_copy_places(…)   what stands in node_modules
 *
 * The looks at each edge and at each folder's entry in the hidden lock are most of the
 * work of adding a package to a large project; where nothing was touched in between they
 * can only find what the last run left.
 */
#ifndef PKG_TREE_KNOWN_H
#define PKG_TREE_KNOWN_H

#include "pkg/tree/tree.h"

typedef VEC(const char *) PlaceList; /* "node_modules/a"; "" is the root */

/* No links but to workspaces, nothing that others bring along, nothing that couldn't be
 * loaded; and each edge leads to what satisfies it (or nowhere, if it is an optional
 * peer's) but for those of a few nodes that a resolution looks at first: their places are
 * added to *broken (in the tree's arena). */
bool tree_is_plain(const Tree *t, PlaceList *broken);

/* The tree was plain when the lock was written that it has just been loaded from: but for
 * those of `broken`, its edges are in order as they are. False, with nothing done, where
 * one of these isn't there, or a workspace of the root. */
bool tree_trust(Tree *t, const PlaceList *broken);

/* Puts nodes like those of `from` in these places ("node_modules/a", …) below the root of
 * `to`, in the order of `from`: manifest, version and origin, without edges. Workspaces
 * come along. False, with `to` unfinished, if one of the places isn't in `from`, or its
 * parent isn't among them. */
bool tree_copy_places(const Tree *from, const PlaceList *places, Tree *to);

#endif
