/* str.h: a borrowed piece of text: a pointer and a length, no terminator.
 *
 *     Str name, range;
 *     if (str_cut(STR("left-pad@^1"), '@', &name, &range)) …
 *     printf(STR_FMT "\n", STR_ARG(name));
 *
 * A Str never owns. Who returns one says how long it stays valid.
 */
#ifndef COMMON_STR_H
#define COMMON_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct Str {
    const char *ptr;
    size_t len;
} Str;

/* STR("literal"); str_of(a C string, NULL gives the empty Str). */
#define STR(lit) ((Str){ "" lit, sizeof(lit) - 1 })
#define STR_FMT "%.*s"
#define STR_ARG(s) (int)(s).len, (s).ptr

static inline Str str_of(const char *s)
{
    return s ? (Str){ s, strlen(s) } : (Str){ "", 0 };
}
static inline Str str_n(const char *s, size_t n)
{
    return (Str){ s, n };
}
static inline bool str_eq(Str a, Str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}
/* s against a literal or C string. */
static inline bool str_is(Str s, const char *lit)
{
    return str_eq(s, str_of(lit));
}
static inline bool str_starts(Str s, Str prefix)
{
    return s.len >= prefix.len &&
           (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}
static inline bool str_ends(Str s, Str tail)
{
    return s.len >= tail.len &&
           (tail.len == 0 || memcmp(s.ptr + s.len - tail.len, tail.ptr, tail.len) == 0);
}

/* Bytes from..to of s; both are clamped to its length. */
Str str_sub(Str s, size_t from, size_t to);
static inline Str str_from(Str s, size_t from)
{
    return str_sub(s, from, s.len);
}

static inline bool ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Byte order (memcmp, then length): negative, 0, positive. */
int str_cmp(Str a, Str b);
/* The same for qsort of Strs. */
int str_order(const void *x, const void *y);
/* ASCII letters alike. */
bool str_ieq(Str a, Str b);

/* Position of the first/last occurrence, -1 if there is none. */
ptrdiff_t str_index(Str s, char c);
ptrdiff_t str_rindex(Str s, char c);
ptrdiff_t str_find(Str s, Str needle);
bool str_has(Str s, Str needle);

/* Splits at the first c. Without one: *before = s, *after empty, false. */
bool str_cut(Str s, char c, Str *before, Str *after);
/* Takes the next piece up to c off *rest; false when *rest is used up.
 * "a,,b" gives "a", "", "b". Start with rest->ptr != NULL. */
bool str_next(Str *rest, char c, Str *piece);

/* Without white space (space, \t \n \v \f \r) at both ends. */
Str str_trim(Str s);
Str str_trim_left(Str s);
Str str_trim_right(Str s);

/* Whole text as a decimal number: false on anything else or overflow. */
bool str_to_u64(Str s, uint64_t *out);

/* For hash tables of this machine, not against attackers: eight bytes at a time. */
uint64_t str_hash(Str s);

#endif
