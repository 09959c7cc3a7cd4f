/* circles.h: has a tree come back to what it was before? Then the same follows for ever.
 *
 * npm goes on without end where packages throw each other out again and again. Here a
 * circle is told by that: of what decides how it goes on, a hash of 64 bits is kept now
 * and then, and compared. */
#ifndef PKG_TREE_CIRCLES_H
#define PKG_TREE_CIRCLES_H

#include "pkg/tree/tree.h"

/* What was kept; zero: nothing. */
typedef struct {
    size_t step;
    uint64_t what, state;
    bool placing; /* said by the caller: virtual trees stay as they are meanwhile */
} Circle;

/* At this step something is about to be done in the tree; `what` tells it. True: the same
 * was about to be done in the same tree at an earlier step. It is kept at the powers of
 * two, so a circle is found once it is shorter than half of the steps. A step that isn't
 * later than the kept one begins anew: steps can also be how deep it is. */
bool circle_closes(Circle *c, size_t step, uint64_t what, const Tree *t);

/* For `what`: numbers, addresses and texts, one after the other. */
uint64_t circle_mix(uint64_t h, uint64_t x);
uint64_t circle_mix_at(uint64_t h, const void *p);
uint64_t circle_mix_text(uint64_t h, Str s);
/* What stands in a node's node_modules, in any order. */
uint64_t circle_children(const Node *n);

#endif
