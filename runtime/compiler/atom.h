/* atom.h: one object for each different name in a program: pointer equality is equality.
 *
 * The fixed words (keywords and WORDS of tokens.h) have small ids, so that a name can be
 * tested against them by number.
 */
#ifndef RUNTIME_COMPILER_ATOM_H
#define RUNTIME_COMPILER_ATOM_H

#include <stdbool.h>

#include "common/arena.h"
#include "runtime/compiler/tokens.h"

typedef enum {
    ATOM_none,
#define X(kind, spelling, precedence) ATOM_KEYWORD_##kind,
    TOKEN_KEYWORDS(X)
#undef X
#define X(word) ATOM_##word,
        WORDS(X)
#undef X
            ATOM_FIRST_FREE
} AtomId;

typedef struct Atom {
    Str text; /* UTF-8; a lone surrogate as three bytes (WTF-8) */
    uint64_t hash;
    uint32_t id;             /* AtomId of a fixed word, else from ATOM_FIRST_FREE on */
    uint8_t keyword;         /* TokenKind of a reserved word, else 0 */
    bool in_block;           /* some block declares it */
    struct Binding *meaning; /* while names are resolved: the innermost binding */
} Atom;

typedef struct {
    Arena *arena;
    Atom **slots;
    size_t n_slots, len;
    Atom *fixed[ATOM_FIRST_FREE]; /* by AtomId */
} AtomTable;

/* Everything lives in the arena. */
void atoms_init(AtomTable *t, Arena *a);
/* The atom of a text; the text's bytes are copied unless `borrow`. `hash` is atom_hash's.
 */
Atom *atom_get(AtomTable *t, Str text);
Atom *atom_get_hashed(AtomTable *t, Str text, uint64_t hash, bool borrow);

/* The hash can be computed while scanning: start with ATOM_HASH_START. */
#define ATOM_HASH_START 0xcbf29ce484222325u
static inline uint64_t atom_hash_step(uint64_t h, unsigned char c)
{
    return (h ^ c) * 0x100000001b3u;
}

#endif
