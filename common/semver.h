/* semver.h: versions, as node-semver reads, compares and writes them.
 *
 *     Semver v;
 *     if (semver_parse(&a, STR("v1.2.3-beta.4"), 0, &v)) …
 *     semver_compare(&v, &w) < 0
 *
 * Ranges are semver_range.h's.
 */
#ifndef COMMON_SEMVER_H
#define COMMON_SEMVER_H

#include "common/arena.h"
#include "common/str.h"

enum {
    SEMVER_LOOSE = 1,              /* "=v1.2.3beta", leading zeros */
    SEMVER_INCLUDE_PRERELEASE = 2, /* ranges: prereleases count like other versions */
    SEMVER_RTL = 4,                /* semver_coerce: the last version in the text */
};

#define SEMVER_MAX_LENGTH 256
#define SEMVER_MAX_NUMBER 9007199254740991u

/* One piece of a prerelease: a number, or text (also digits too large for a number). */
typedef struct {
    Str text; /* canonical: a number without leading zeros */
    uint64_t number;
    bool is_number;
} SemverId;

typedef struct {
    uint64_t major, minor, patch;
    SemverId *pre;
    uint32_t n_pre;
    uint32_t n_build;
    Str *build;
    Str raw; /* as given, borrowed */
} Semver;

/* False for what is no version. Pieces live in the arena or borrow from text. */
bool semver_parse(Arena *a, Str text, unsigned flags, Semver *out);
/* "1.2.3-beta.4": without build. */
Str semver_text(Arena *a, const Semver *v);
/* -1, 0, 1; build is no part of it. */
int semver_compare(const Semver *v, const Semver *w);
/* Then by build, as sorting does. */
int semver_compare_build(const Semver *v, const Semver *w);
/* Into that order (semver_compare's; equals stay as they stand). */
void semver_sort(Semver *list, size_t n);
/* Do they have one canonical text? (Digits beyond a number's precision compare as equal
 * and are not.) */
bool semver_same_text(const Semver *v, const Semver *w);
/* As compareIdentifiers. */
int semver_compare_ids(const SemverId *a, const SemverId *b);

/* ---- for the semver*.c files ---- */

/* A character of a prerelease's or build's pieces. */
bool semver_is_id_char(char c);
/* Skips what [v=\s]* would; reads digits; prerelease and build as the grammars of the
 * strict and the loose form have them. Each moves *s behind what it read. */
typedef struct {
    Str major, minor, patch; /* digits or x X *; ptr NULL where missing */
    Str pre;                 /* without its hyphen; ptr NULL where missing */
    Str build;               /* without its plus; ptr NULL where missing */
} SemverParts;

/* MAINVERSION PRERELEASE? BUILD? at the start of *s. */
bool semver_read_full(Str *s, bool loose, SemverParts *out);
/* X(.X(.X PRERELEASE? BUILD?)?)? where X may be x, X, * . */
bool semver_read_partial(Str *s, bool loose, SemverParts *out);
/* From parts that are digits all; false where a number is too large. */
bool semver_from_parts(Arena *a, const SemverParts *p, Str raw, Semver *out);
/* A number as nearly all versions have it: digits from *p on, at most 15 and without a
 * leading zero. False for others. Moves *p behind them. */
bool semver_plain_number(const char **p, const char *end, uint64_t *out);
Str semver_skip_prefix(Str s);
/* Bytes of the id(.id)* that s begins with, 0 where it begins with none. */
size_t semver_ids_length(Str s, bool loose, bool build);
/* Digits only, and at least one. */
bool semver_is_digits(Str s);
/* Makes `pre`, dots between its pieces, the version's prerelease. */
void semver_set_pre(Arena *a, Str pre, Semver *out);

#endif
