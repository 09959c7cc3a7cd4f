/* text_tree.h: a tree drawn with lines, as `ls` and `fund` print it:
 *
 *     proj@1.0.0
 *     ├─┬ a@1.0.0
 *     │ └── b@2.0.0
 *     └── c@1.0.0
 */
#ifndef PKG_UI_TEXT_TREE_H
#define PKG_UI_TEXT_TREE_H

#include "common/buf.h"
#include "common/vec.h"

typedef struct TextTree {
    Str label; /* may have several lines */
    VEC(struct TextTree *) nodes;
} TextTree;

/* Appends it, a line's end last. Without `unicode` the lines are made of |`+-. */
void text_tree(const TextTree *t, bool unicode, Buf *out);

#endif
