/* peer_fits.h: whether the peers of a package find their places without any conflict, for
 * a whole peer set at once.
 *
 * can_place.c decides as npm does: each way from a package to its peers, their peers and
 * so on, and anew for each of them when it is placed itself. Mostly nothing stands in the
 * way of any of them; then the ways needn't be told apart, and what holds of a package
 * holds of all that it leads to. That is what is looked for here, and remembered.
 */
#ifndef PKG_TREE_PEER_FITS_H
#define PKG_TREE_PEER_FITS_H

#include "pkg/tree/tree.h"

/* What was found out while a package and its peers are placed, one after the other. Zero
 * is an empty one; it lives in the forest's arena. */
typedef struct {
    Map known;              /* a dep and a target, as bytes -> not NULL */
    uint32_t n_unsettled;   /* Forest.n_unsettled when they were found */
    struct CanPlace *spare; /* can_place.c: used ones, each the parent of the next */
} PeerFits;

/* No peer of dep, nor any of theirs, would be a conflict with dep in target's
 * node_modules. False: that isn't said. */
bool peers_fit(PeerFits *fits, Node *dep, Node *target);
/* The same, but only of what is known already. */
bool peers_known_to_fit(const PeerFits *fits, Node *dep, Node *target);

#endif
