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

/* The first 16 bytes of a name, zeros behind it: most names are compared by these alone,
 * without a look at the text, which may be megabytes away. */
typedef struct {
    uint64_t low, high;
} AtomHead;

typedef struct Atom {
    Str text; /* UTF-8; a lone surrogate as three bytes (WTF-8) */
    AtomHead head;
    uint32_t id;             /* AtomId of a fixed word, else from ATOM_FIRST_FREE on */
    uint8_t keyword;         /* TokenKind of a reserved word, else 0 */
    bool ascii;              /* all of it */
    bool in_block;           /* some block declares it */
    bool assigned;           /* something is assigned to a variable of this name */
    struct Binding *meaning; /* while names are resolved: the innermost binding */
} Atom;

/* The table is small, so that it stays in the processor's cache: half a megabyte for the
 * names of a bundle of five. */
typedef struct {
    uint32_t hash;
    uint32_t atom; /* its number + 1; 0: free */
} AtomSlot;

#define ATOM_CHUNK 256

typedef struct {
    Arena *arena;
    AtomSlot *slots;
    Atom **chunks; /* of ATOM_CHUNK atoms */
    size_t n_slots, len, n_chunks;
    Atom *fixed[ATOM_FIRST_FREE]; /* by AtomId */
} AtomTable;

/* Everything lives in the arena. */
void atoms_init(AtomTable *t, Arena *a);
/* The atom of a text, whose bytes are copied. */
Atom *atom_get(AtomTable *t, Str text);
/* … of an ASCII text with this head, whose bytes stay where they are. */
Atom *atom_get_borrowed(AtomTable *t, Str text, AtomHead head);

static inline AtomHead atom_head(Str text)
{
    char bytes[16] = { 0 };
    AtomHead h;

    memcpy(bytes, text.ptr, text.len < 16 ? text.len : 16);
    memcpy(&h.low, bytes, 8);
    memcpy(&h.high, bytes + 8, 8);
    return h;
}

#endif
