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

static uint32_t hash_of(Str text, AtomHead head)
{
    uint64_t h = (head.low ^ text.len) * 0x9E3779B97F4A7C15u;

    h = (h ^ h >> 32 ^ head.high) * 0xC2B2AE3D27D4EB4Fu;
    if (text.len > 16)
        h ^= str_hash(str_n(text.ptr + 16, text.len - 16));
    return (uint32_t)(h ^ h >> 32);
}

static void grow(AtomTable *t)
{
    size_t n = t->n_slots ? t->n_slots * 2 : 512;
    AtomSlot *slots = arena_array(t->arena, AtomSlot, n);

    for (size_t i = 0; i < t->n_slots; i++) {
        AtomSlot slot = t->slots[i];
        size_t s = slot.hash & (n - 1);

        if (slot.atom == 0)
            continue;
        while (slots[s].atom != 0)
            s = (s + 1) & (n - 1);
        slots[s] = slot;
    }
    t->slots = slots;
    t->n_slots = n;
}

static Atom *atom_at(const AtomTable *t, size_t i)
{
    return &t->chunks[i / ATOM_CHUNK][i % ATOM_CHUNK];
}

static Atom *new_atom(AtomTable *t)
{
    if (t->len % ATOM_CHUNK == 0) {
        size_t old = t->n_chunks * sizeof *t->chunks;

        if ((t->n_chunks & (t->n_chunks - 1)) == 0)
            t->chunks = arena_realloc(t->arena, t->chunks, old,
                                      old == 0 ? sizeof *t->chunks : 2 * old);
        t->chunks[t->n_chunks++] = arena_array(t->arena, Atom, ATOM_CHUNK);
    }
    return atom_at(t, t->len++);
}

static bool is_it(const Atom *a, Str text, AtomHead head)
{
    return a->text.len == text.len && a->head.low == head.low &&
           a->head.high == head.high &&
           (text.len <= 16 ||
            memcmp(a->text.ptr + 16, text.ptr + 16, text.len - 16) == 0);
}

/* The slot of the text: its atom's, or where it is to be put. */
static AtomSlot *find(const AtomTable *t, Str text, AtomHead head, uint32_t hash)
{
    size_t mask = t->n_slots - 1, s = hash & mask;

    for (;; s = (s + 1) & mask) {
        AtomSlot *slot = &t->slots[s];

        if (slot->atom == 0 ||
            (slot->hash == hash && is_it(atom_at(t, slot->atom - 1), text, head)))
            return slot;
    }
}

static bool is_ascii(Str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] >= 0x80)
            return false;
    }
    return true;
}

static Atom *add(AtomTable *t, AtomSlot *slot, Str text, AtomHead head, uint32_t hash)
{
    uint32_t number = (uint32_t)t->len;
    Atom *atom = new_atom(t);

    atom->text = text;
    atom->head = head;
    atom->ascii = is_ascii(text);
    atom->id = ATOM_FIRST_FREE + number;
    slot->atom = number + 1;
    slot->hash = hash;
    if (t->len * 2 >= t->n_slots)
        grow(t);
    return atom;
}

Atom *atom_get_borrowed(AtomTable *t, Str text, AtomHead head)
{
    uint32_t hash = hash_of(text, head);
    AtomSlot *slot = find(t, text, head, hash);

    return slot->atom != 0 ? atom_at(t, slot->atom - 1) : add(t, slot, text, head, hash);
}

Atom *atom_get(AtomTable *t, Str text)
{
    AtomHead head = atom_head(text);
    uint32_t hash = hash_of(text, head);
    AtomSlot *slot = find(t, text, head, hash);

    return slot->atom != 0 ? atom_at(t, slot->atom - 1)
                           : add(t, slot, arena_str(t->arena, text), head, hash);
}

void atoms_init(AtomTable *t, Arena *a)
{
    *t = (AtomTable){ .arena = a };
    grow(t);
    for (size_t i = 1; i < ARRAY_LEN(fixed_words); i++) {
        Atom *atom = atom_get(t, str_of(fixed_words[i].text));

        atom->id = (uint32_t)i;
        atom->keyword = fixed_words[i].keyword;
        t->fixed[i] = atom;
    }
}
