/* charset.h: sets of characters, as sorted ranges in an arena.
 *
 * Sets grow by charset_add in any order; charset_normalize sorts and joins. Every other
 * operation takes and leaves normalized sets.
 */
#ifndef RUNTIME_BUILTINS_REGEXP_CHARSET_H
#define RUNTIME_BUILTINS_REGEXP_CHARSET_H

#include <stdbool.h>
#include <stdint.h>

#include "common/arena.h"

#define CHAR_MAX_UNIT 0xFFFFu
#define CHAR_MAX_POINT 0x10FFFFu

typedef struct {
    uint32_t lo, hi;
} CharRange;

typedef struct CharSet {
    CharRange *ranges;
    size_t n, cap;
} CharSet;

void charset_add(Arena *a, CharSet *s, uint32_t lo, uint32_t hi);
void charset_add_set(Arena *a, CharSet *s, const CharSet *other);
void charset_normalize(CharSet *s);
bool charset_has(const CharSet *s, uint32_t c);
/* What is not in it, up to `max`. */
void charset_invert(Arena *a, CharSet *s, uint32_t max);
void charset_intersect(Arena *a, CharSet *s, const CharSet *other);
void charset_subtract(Arena *a, CharSet *s, const CharSet *other);

/* Character class escapes: 'd', 's', 'w'. Adds to s, which isn't normalized after. */
void charset_add_escape(Arena *a, CharSet *s, char class);
/* The property "gc=Lu" (see unicode.h) is added; false if there is none. */
bool charset_add_property(Arena *a, CharSet *s, const char *name);
/* Where the strings of a property "str=…" stand in unicode_blob; NULL if there is none.
 */
const unsigned char *charset_strings(const char *name);

/* ---- Case ---- */

/* Canonicalize: with u or v simple folding, else capitals. */
uint32_t case_canonical(uint32_t c, bool unicode);
/* Every character that is the same as one in s but for its case is added. */
void charset_close_case(Arena *a, CharSet *s, bool unicode);
/* Each character becomes its simple folding. */
void charset_fold(Arena *a, CharSet *s);
/* The characters that are their own folding. */
void charset_add_folded(Arena *a, CharSet *s);

#endif
