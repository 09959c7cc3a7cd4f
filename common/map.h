/* map.h: a hash table from text to pointer that remembers the order of insertion.
 *
 *     Map m = { 0 };
 *     map_set(&m, STR("left-pad"), node);
 *     Node *n = map_get(&m, STR("left-pad"));
 *     MAP_EACH(e, m) use(e->key, e->value);
 *     map_release(&m);
 *
 * Keys are borrowed: their bytes must stay where they are as long as the map.
 * With `.arena` set before the first key it lives there, and needs no release.
 * Deleting keeps the order of the rest. Zero is a valid empty map. A NULL value
 * can be stored; map_has tells it from absence.
 */
#ifndef COMMON_MAP_H
#define COMMON_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/str.h"

typedef struct {
    Str key; /* ptr is NULL in a deleted entry */
    uint64_t hash;
    void *value;
} MapEntry;

typedef struct Map {
    MapEntry *entries; /* in order of insertion, deleted ones among them */
    /* Below: index + 1 into entries, 0 free, UINT32_MAX deleted. Above: the hash's upper
     * half, so that other keys' entries needn't be looked at. */
    uint64_t *slots;
    struct Arena *arena; /* where they lie; NULL: the heap */
    uint32_t n_entries, cap_entries;
    uint32_t n_slots; /* a power of two, or 0 */
    uint32_t len;     /* live entries */
} Map;

void *map_get(const Map *m, Str key);
bool map_has(const Map *m, Str key);
/* The live entry of key, or NULL. Valid until the next set or delete. */
MapEntry *map_find(const Map *m, Str key);
/* Sets, and returns the value that was there before (NULL if none). An existing
 * key keeps its place and its bytes. */
void *map_set(Map *m, Str key, void *value);
/* Where the value of key is kept; NULL is put there where the key was not. Valid until
 * the next set or delete. */
void **map_slot(Map *m, Str key);
/* Removes; returns the value, NULL if the key was not there. */
void *map_del(Map *m, Str key);
/* Makes room for so many entries at once. */
void map_reserve(Map *m, size_t n);
void map_clear(Map *m);
/* Of one in an arena, only what it holds. */
void map_release(Map *m);

/* Next live entry at or after *at; NULL at the end. Start with *at = 0. */
MapEntry *map_next(const Map *m, size_t *at);

#define MAP_EACH(e, m)                                                \
    for (size_t e##_at_ = 0, e##_once_ = 1; e##_once_; e##_once_ = 0) \
        for (MapEntry * e; (e = map_next(&(m), &e##_at_)) != NULL;)

#endif
