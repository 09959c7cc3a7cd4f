/* map.c: open addressing over an insertion-ordered array of entries. */
#include "common/map.h"

#include "common/arena.h"
#include "common/bug.h"
#include "common/xalloc.h"

#define DELETED UINT32_MAX
/* Up to so many entries there are no slots: looking through them is as quick. */
#define SMALL 8
/* Twice that many slots can still be counted. */
#define ENTRIES_MAX ((size_t)1 << 29)

static uint64_t upper(uint64_t hash)
{
    return hash & ~(uint64_t)UINT32_MAX;
}

/* Slot that holds key, or the first one where it could be put. */
static size_t probe(const Map *m, Str key, uint64_t hash, bool *found)
{
    size_t mask = m->n_slots - 1, i = hash & mask, free_slot = SIZE_MAX;

    for (;; i = (i + 1) & mask) {
        uint64_t s = m->slots[i];
        uint32_t index = (uint32_t)s;

        if (index == 0) {
            *found = false;
            return free_slot != SIZE_MAX ? free_slot : i;
        }
        if (index == DELETED) {
            if (free_slot == SIZE_MAX)
                free_slot = i;
        } else if (upper(s) == upper(hash) && m->entries[index - 1].hash == hash &&
                   str_eq(m->entries[index - 1].key, key)) {
            *found = true;
            return i;
        }
    }
}

static MapEntry *find_small(const Map *m, Str key, uint64_t hash)
{
    for (uint32_t i = 0; i < m->n_entries; i++) {
        MapEntry *e = &m->entries[i];

        if (e->hash == hash && e->key.ptr != NULL && str_eq(e->key, key))
            return e;
    }
    return NULL;
}

static void drop_deleted(Map *m)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < m->n_entries; i++) {
        if (m->entries[i].key.ptr != NULL)
            m->entries[kept++] = m->entries[i];
    }
    m->n_entries = kept;
}

static void make_slots(Map *m, uint32_t n)
{
    if (m->arena == NULL) {
        xfree(m->slots);
        m->slots = xcalloc(n, sizeof *m->slots);
    } else {
        m->slots = arena_zalloc(m->arena, n * sizeof *m->slots);
    }
    m->n_slots = n;
    for (uint32_t i = 0; i < m->n_entries; i++) {
        uint64_t hash = m->entries[i].hash;
        size_t s = hash & (n - 1);

        while (m->slots[s] != 0)
            s = (s + 1) & (n - 1);
        m->slots[s] = upper(hash) | (i + 1);
    }
}

/* Drops deleted entries and slots and makes room for one more. */
static void rehash(Map *m)
{
    uint32_t n_slots = 16;

    drop_deleted(m);
    if (m->n_slots == 0 && m->n_entries < SMALL)
        return;
    while (n_slots < (m->len + 1) * 2)
        n_slots *= 2;
    make_slots(m, n_slots);
}

static void grow(Map *m, uint32_t cap)
{
    if (m->arena == NULL)
        m->entries = xreallocarray(m->entries, cap, sizeof *m->entries);
    else
        m->entries =
            arena_realloc(m->arena, m->entries, m->cap_entries * sizeof *m->entries,
                          cap * sizeof *m->entries);
    m->cap_entries = cap;
}

void map_reserve(Map *m, size_t n)
{
    uint32_t n_slots = 16;

    BUG_IF(n >= ENTRIES_MAX);
    if (n <= SMALL || n <= m->cap_entries)
        return;
    drop_deleted(m);
    grow(m, (uint32_t)n);
    while (n_slots * 3 < (n + 1) * 4)
        n_slots *= 2;
    make_slots(m, n_slots);
}

static MapEntry *find(const Map *m, Str key, uint64_t hash)
{
    bool found;
    size_t s;

    if (m->n_slots == 0)
        return find_small(m, key, hash);
    s = probe(m, key, hash, &found);
    return found ? &m->entries[(uint32_t)m->slots[s] - 1] : NULL;
}

MapEntry *map_find(const Map *m, Str key)
{
    return m->len == 0 ? NULL : find(m, key, str_hash(key));
}

void *map_get(const Map *m, Str key)
{
    MapEntry *e = map_find(m, key);

    return e ? e->value : NULL;
}

bool map_has(const Map *m, Str key)
{
    return map_find(m, key) != NULL;
}

static void append(Map *m, Str key, uint64_t hash, void *value)
{
    BUG_IF(m->n_entries >= ENTRIES_MAX);
    if (m->n_entries == m->cap_entries)
        grow(m, m->cap_entries ? m->cap_entries * 2 : 4);
    if (key.ptr == NULL)
        key.ptr = "";
    m->entries[m->n_entries++] = (MapEntry){ key, hash, value };
    m->len++;
}

void **map_slot(Map *m, Str key)
{
    uint64_t hash = str_hash(key);
    MapEntry *e = find(m, key, hash);
    bool found;

    if (e != NULL)
        return &e->value;
    /* Deleted entries count against the load, so that probing ends. */
    if (m->n_slots == 0 ? m->n_entries >= SMALL : (m->n_entries + 1) * 4 > m->n_slots * 3)
        rehash(m);
    append(m, key, hash, NULL);
    if (m->n_slots > 0)
        m->slots[probe(m, key, hash, &found)] = upper(hash) | m->n_entries;
    return &m->entries[m->n_entries - 1].value;
}

void *map_set(Map *m, Str key, void *value)
{
    void **slot = map_slot(m, key), *old = *slot;

    *slot = value;
    return old;
}

void *map_del(Map *m, Str key)
{
    uint64_t hash = str_hash(key);
    MapEntry *e = m->len == 0 ? NULL : find(m, key, hash);
    bool found;

    if (e == NULL)
        return NULL;
    if (m->n_slots > 0)
        m->slots[probe(m, key, hash, &found)] = DELETED;
    e->key.ptr = NULL;
    m->len--;
    return e->value;
}

MapEntry *map_next(const Map *m, size_t *at)
{
    while (*at < m->n_entries) {
        MapEntry *e = &m->entries[(*at)++];

        if (e->key.ptr != NULL)
            return e;
    }
    return NULL;
}

void map_clear(Map *m)
{
    m->n_entries = m->len = 0;
    if (m->n_slots > 0)
        memset(m->slots, 0, m->n_slots * sizeof *m->slots);
}

void map_release(Map *m)
{
    if (m->arena == NULL) {
        xfree(m->entries);
        xfree(m->slots);
    }
    *m = (Map){ .arena = m->arena };
}
