/* stable_sort.h: stable sorts of numbers that stand for elements.
 *
 * They ask for the same comparisons, one after the other, as V8's methods do: a
 * comparator that logs, or that isn't consistent (a > b), sees and gives the same. */
#ifndef RUNTIME_BUILTINS_STABLE_SORT_H
#define RUNTIME_BUILTINS_STABLE_SORT_H

#include <stdint.h>

/* Below 0 where a comes before b. It may end the sort by a longjmp: items then hold the
 * same numbers in some order, not each of them once. */
typedef int (*SortOrder)(void *arg, uint32_t a, uint32_t b);

/* Sorts items[0..n) in place; spare has room for n of them. */
typedef void StableSort(uint32_t *items, uint32_t n, uint32_t *spare, SortOrder order,
                        void *arg);

StableSort stable_sort;        /* Array.prototype.sort: Tim Peters' merge sort */
StableSort stable_sort_halves; /* %TypedArray%.prototype.sort: halves, then merged */

#endif
