/* too_deep.h: how far down what is said of a tree goes.
 *
 * A lock can have a chain of any length. Walking along one takes a list, but what is
 * drawn below one another (ls, fund, explain) takes an indent more for each step: a
 * hundred thousand would be gigabytes. npm ends at two to three thousand steps, where its
 * stack does; here it is a number, and the same words.
 */
#ifndef PKG_TREE_TOO_DEEP_H
#define PKG_TREE_TOO_DEEP_H

#include "common/err.h"

enum { DEEPEST_LEVEL = 3000 };

/* Fills err, returns its code. */
static inline int too_deep(Err *err)
{
    return err_set(err, ERR_ENOCODE, "Maximum call stack size exceeded");
}

#endif
