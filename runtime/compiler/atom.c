/* atom.c: names of a program, each once. */
#include "runtime/compiler/atom.h"

#include <pthread.h>

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

#define N_FIXED (ARRAY_LEN(fixed_words) - 1)

/* Of a table with the fixed words alone. */
#define FIRST_SLOTS 512
_Static_assert(N_FIXED * 2 < FIRST_SLOTS, "there is room for a program's own names");

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
    size_t n = t->n_slots * 2;
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
    /* Where there are atoms there are chunks. NOLINTNEXTLINE(clang-analyzer-core.*) */
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

/* ---- The fixed words ---- */

/* Every table begins with the same words: they are hashed once. */
static struct {
    AtomSlot slots[FIRST_SLOTS];
    Atom atoms[N_FIXED];
} fixed;

static pthread_once_t fixed_made = PTHREAD_ONCE_INIT;

static void make_fixed(void)
{
    AtomTable t = { .slots = fixed.slots, .n_slots = FIRST_SLOTS };

    for (uint32_t i = 0; i < N_FIXED; i++) {
        Str text = str_of(fixed_words[i + 1].text);
        AtomHead head = atom_head(text);
        uint32_t hash = hash_of(text, head);

        *find(&t, text, head, hash) = (AtomSlot){ hash, i + 1 };
        fixed.atoms[i] = (Atom){ .text = text,
                                 .head = head,
                                 .id = i + 1,
                                 .ascii = true,
                                 .keyword = fixed_words[i + 1].keyword };
    }
}

void atoms_init(AtomTable *t, Arena *a)
{
    pthread_once(&fixed_made, make_fixed);
    *t = (AtomTable){ .arena = a, .n_slots = FIRST_SLOTS };
    t->slots = arena_alloc(a, sizeof fixed.slots);
    memcpy(t->slots, fixed.slots, sizeof fixed.slots);
    while (t->len < N_FIXED) {
        size_t from = t->len,
               n = N_FIXED - from < ATOM_CHUNK ? N_FIXED - from : ATOM_CHUNK;
        Atom *atoms = new_atom(t);

        memcpy(atoms, fixed.atoms + from, n * sizeof *atoms);
        for (size_t i = 0; i < n; i++)
            t->fixed[from + i + 1] = &atoms[i];
        t->len = from + n;
    }
}
