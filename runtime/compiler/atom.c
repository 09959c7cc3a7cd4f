/* atom.c: names of a program, each once. */
#include "runtime/compiler/atom.h"

#include "common/bug.h"

static const struct {
    const char *text;
    uint8_t keyword;
} fixed_words[] = { { NULL, 0 },
#define X(kind, spelling, precedence) { spelling, TOKEN_##kind },
                    TOKEN_KEYWORDS(X)
#undef X
#define X(word) { #word, 0 },
                        WORDS(X)
#undef X
};

static void grow(AtomTable *t)
{
    size_t n = t->n_slots ? t->n_slots * 2 : 512;
    Atom **slots = arena_array(t->arena, Atom *, n);

    for (size_t i = 0; i < t->n_slots; i++) {
        Atom *atom = t->slots[i];
        size_t s;

        if (atom == NULL)
            continue;
        for (s = atom->hash & (n - 1); slots[s] != NULL; s = (s + 1) & (n - 1))
            ;
        slots[s] = atom;
    }
    t->slots = slots;
    t->n_slots = n;
}

Atom *atom_get_hashed(AtomTable *t, Str text, uint64_t hash, bool borrow)
{
    size_t s, mask;
    Atom *atom;

    hash ^= hash >> 29;
    if (t->len * 2 >= t->n_slots)
        grow(t);
    mask = t->n_slots - 1;
    for (s = hash & mask; (atom = t->slots[s]) != NULL; s = (s + 1) & mask) {
        if (atom->hash == hash && str_eq(atom->text, text))
            return atom;
    }
    atom = arena_new(t->arena, Atom);
    atom->text = borrow ? text : arena_str(t->arena, text);
    atom->hash = hash;
    atom->id = ATOM_FIRST_FREE + (uint32_t)t->len;
    t->slots[s] = atom;
    t->len++;
    return atom;
}

Atom *atom_get(AtomTable *t, Str text)
{
    uint64_t h = ATOM_HASH_START;

    for (size_t i = 0; i < text.len; i++)
        h = atom_hash_step(h, (unsigned char)text.ptr[i]);
    return atom_get_hashed(t, text, h, false);
}

void atoms_init(AtomTable *t, Arena *a)
{
    *t = (AtomTable){ .arena = a };
    for (size_t i = 1; i < ARRAY_LEN(fixed_words); i++) {
        Atom *atom = atom_get(t, str_of(fixed_words[i].text));

        atom->id = (uint32_t)i;
        atom->keyword = fixed_words[i].keyword;
        t->fixed[i] = atom;
    }
}
