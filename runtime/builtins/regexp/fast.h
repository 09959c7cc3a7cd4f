/* fast.h: PCRE2 with its JIT, for programs that work hard and that it understands exactly
 * as ECMAScript does (translate.c says which). Everything else is the matcher's.
 *
 * The library is opened, and a pattern translated, only when a program has looked through
 * FAST_AFTER units of text. What PCRE2 gives up on (its limits of depth and effort) our
 * matcher does again.
 */
#ifndef RUNTIME_BUILTINS_REGEXP_FAST_H
#define RUNTIME_BUILTINS_REGEXP_FAST_H

#include "common/buf.h"
#include "runtime/builtins/regexp/program.h"

#define FAST_AFTER 65536u

/* A program is translated for each kind of text that it meets. */
typedef enum {
    FAST_BYTES,
    FAST_UNITS,
    FAST_POINTS, /* pairs are characters, and there are no lone surrogates */
    FAST_KINDS,
    FAST_NONE = FAST_KINDS
} FastKind;

typedef struct {
    void *code, *data; /* NULL: not ready */
} FastCode;

typedef struct Fast {
    FastCode codes[FAST_KINDS];
    uint32_t heat[FAST_KINDS]; /* UINT32_MAX: was tried */
} Fast;

static inline FastKind fast_kind(const Program *p, const Text *t)
{
    if (!t->wide)
        return FAST_BYTES;
    if (!(p->flags & REGEXP_POINTS))
        return FAST_UNITS;
    return t->paired ? FAST_POINTS : FAST_NONE;
}

static inline bool fast_ready(const Program *p, FastKind kind)
{
    return kind != FAST_NONE && p->fast->codes[kind].code != NULL;
}

/* The match, as program_run; or MATCH_GIVEN_UP. The registers are there. */
MatchResult fast_run(const Program *p, FastKind kind, Matcher *m, const Text *t,
                     size_t start);
/* Translates; false where it can't be done exactly, or there is no library. */
bool fast_prepare(const Program *p, FastKind kind);
void fast_release(Fast *f);

/* Our matcher has looked through so many units. */
static inline void fast_heat(const Program *p, FastKind kind, size_t units)
{
    uint32_t *heat;

    if (kind == FAST_NONE || p->fast->heat[kind] == UINT32_MAX)
        return;
    heat = &p->fast->heat[kind];
    *heat += (units > FAST_AFTER ? FAST_AFTER : (uint32_t)units) + 8;
    if (*heat > FAST_AFTER) {
        *heat = UINT32_MAX;
        fast_prepare(p, kind);
    }
}

/* The pattern in PCRE2's syntax. False where there is none that means the same. */
bool fast_translate(const Pattern *p, FastKind kind, Buf *out);

#endif
