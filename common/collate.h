/* collate.h: the order in which npm sorts names and paths: localeCompare(…, 'en').
 *
 *     "a-b" < "a/b" < "aB" is decided by "_-,;:!?.'\"()[]{}@*" … "0-9" … "aAbB…zZ"
 *
 * That is the root collation of CLDR, on three levels: letters first, then accents,
 * then case (small before capital). Whole text is compared on one level before the
 * next one counts, so "aB" stands after "Aa". Control characters count for nothing.
 *
 * Known characters are ASCII, Latin-1, Latin Extended-A and the combining marks that
 * these are made of; all others stand behind z by their code point, Greek and Cyrillic
 * with small before capital.
 */
#ifndef COMMON_COLLATE_H
#define COMMON_COLLATE_H

#include "common/str.h"

/* Negative, 0 or positive; 0 also for texts that differ only in what counts for
 * nothing. UTF-8; a byte that is none counts as U+FFFD. */
int collate_compare(Str a, Str b);
/* The same for qsort of Strs. */
int collate_order(const void *x, const void *y);

#endif
