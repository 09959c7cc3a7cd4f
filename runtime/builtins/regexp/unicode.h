/* unicode.h: what regular expressions know of Unicode: properties by name, case. The
 * tables are made by scripts/gen_unicode.c at build time. */
#ifndef RUNTIME_BUILTINS_REGEXP_UNICODE_H
#define RUNTIME_BUILTINS_REGEXP_UNICODE_H

#include <stdint.h>

/* Sorted by name. "gc=Lu", "sc=Latn", "scx=Latin", "bin=Alphabetic", "str=RGI_Emoji". */
typedef struct {
    uint32_t name; /* offset into unicode_text */
    uint32_t at;   /* offset into unicode_blob */
} UnicodeName;

/* A character and what it becomes. Sorted by the first. */
typedef struct {
    uint32_t from, to;
} UnicodeCase;

extern const UnicodeName unicode_names[];
extern const unsigned unicode_name_count;
extern const char unicode_text[];
/* A property: a count, then for each range its distance from the end of the last one and
 * its width, as numbers of variable length. A property of strings: a count, then for each
 * its length and characters. */
extern const unsigned char unicode_blob[];
/* Canonicalize without u and v, within U+0000..U+FFFF; and with them (simple folding). */
extern const UnicodeCase unicode_upper[], unicode_fold[];
extern const unsigned unicode_upper_count, unicode_fold_count;

/* The next number of the blob. */
static inline uint32_t unicode_number(const unsigned char **p)
{
    uint32_t v = 0;

    for (int shift = 0;; shift += 7) {
        unsigned char b = *(*p)++;

        v |= (uint32_t)(b & 0x7F) << shift;
        if (b < 0x80)
            return v;
    }
}

#endif
