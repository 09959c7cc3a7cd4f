/* pick_order.c: sorting versions, and finding where a range begins and ends among them.
 */
#include "registry-client/pick_order.h"

#include <stdlib.h>

typedef struct {
    uint64_t key; /* by which most can be told apart */
    const Semver *v;
    uint32_t record;
} Sorted;

/* 21 bits for each number. What doesn't fit makes all behind it the largest there is, so
 * that of two keys the larger one is never that of the lower version. */
static uint64_t key_of(const Semver *v)
{
    const uint64_t max = ((uint64_t)1 << 21) - 1, n[] = { v->major, v->minor, v->patch };
    uint64_t key = 0;
    bool over = false;

    for (int i = 0; i < 3; i++) {
        over |= n[i] >= max;
        key = key << 21 | (over ? max : n[i]);
    }
    return key;
}

static int highest_first(const void *a, const void *b)
{
    const Sorted *x = a, *y = b;
    int c;

    if (x->key != y->key)
        return x->key < y->key ? 1 : -1;
    c = semver_compare(y->v, x->v);
    if (c != 0)
        return c;
    return x->record < y->record ? -1 : x->record > y->record;
}

/* Documents list versions as they were published: mostly in order, lowest first. Then
 * turning them round is all there is to do. */
static void sort(Sorted *s, uint32_t n)
{
    bool descending = true;

    for (uint32_t i = 0; i < n / 2; i++) {
        Sorted t = s[i];

        s[i] = s[n - 1 - i];
        s[n - 1 - i] = t;
    }
    for (uint32_t i = 1; i < n && descending; i++)
        descending = highest_first(&s[i - 1], &s[i]) < 0;
    if (!descending)
        qsort(s, n, sizeof *s, highest_first);
}

void pack_make_order(Packument *p)
{
    Arena scratch = { 0 };
    uint32_t *order, n = 0, bad = p->n;
    Semver *v;
    Sorted *s;

    if (p->order != NULL || p->n == 0)
        return;
    s = arena_alloc(&scratch, p->n * sizeof *s);
    v = arena_alloc(&scratch, p->n * sizeof *v);
    order = arena_array(&p->arena, uint32_t, p->n);
    for (uint32_t i = 0; i < p->n; i++) {
        if (semver_parse(&scratch, pack_text(p, p->records[i].version), SEMVER_LOOSE,
                         &v[n])) {
            s[n] = (Sorted){ key_of(&v[n]), &v[n], i };
            n++;
        } else {
            order[--bad] = i;
        }
    }
    sort(s, n);
    for (uint32_t i = 0; i < n; i++)
        order[i] = s[i].record;
    p->order = order;
    p->n_valid = n;
    arena_release(&scratch);
}

const Semver *pack_semver(Packument *p, uint32_t record)
{
    static const Semver none;
    Semver *v;

    if (p->semvers == NULL)
        p->semvers = arena_array(&p->arena, const Semver *, p->n);
    if (p->semvers[record] == NULL) {
        v = arena_new(&p->arena, Semver);
        p->semvers[record] =
            semver_parse(&p->arena, pack_text(p, p->records[record].version),
                         SEMVER_LOOSE, v)
                ? v
                : &none;
    }
    return p->semvers[record] == &none ? NULL : p->semvers[record];
}

/* ---- Bounds ---- */

/* What a set of comparators asks for: nothing above high, nothing below low. */
typedef struct {
    const Semver *high, *low; /* NULL: unbounded */
} Bounds;

static Bounds set_bounds(const SemverSet *set)
{
    Bounds b = { NULL, NULL };

    for (size_t i = 0; i < set->len; i++) {
        const SemverComparator *c = &set->comparators[i];
        const Semver *v = &c->version;
        bool is_high = c->op == SEMVER_LT || c->op == SEMVER_LE || c->op == SEMVER_EQ;
        bool is_low = c->op == SEMVER_GT || c->op == SEMVER_GE || c->op == SEMVER_EQ;

        if (c->any)
            continue;
        if (is_high && (b.high == NULL || semver_compare(v, b.high) < 0))
            b.high = v;
        if (is_low && (b.low == NULL || semver_compare(v, b.low) > 0))
            b.low = v;
    }
    return b;
}

/* The widest bounds of the sets. */
static Bounds range_bounds(const SemverRange *r)
{
    Bounds all = set_bounds(&r->sets[0]);

    for (size_t i = 1; i < r->len; i++) {
        Bounds b = set_bounds(&r->sets[i]);

        if (all.high != NULL && (b.high == NULL || semver_compare(b.high, all.high) > 0))
            all.high = b.high;
        if (all.low != NULL && (b.low == NULL || semver_compare(b.low, all.low) < 0))
            all.low = b.low;
    }
    return all;
}

/* How many of the order's valid versions are above v (or not below it). */
static uint32_t count_above(Packument *p, const Semver *v, bool or_equal)
{
    uint32_t low = 0, high = p->n_valid;

    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        int c = semver_compare(pack_semver(p, p->order[mid]), v);

        if (c > 0 || (or_equal && c == 0))
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

void pack_range_bounds(Packument *p, const SemverRange *r, uint32_t *first, uint32_t *end)
{
    Bounds b = { NULL, NULL };

    pack_make_order(p);
    if (r->len > 0)
        b = range_bounds(r);
    *first = b.high != NULL ? count_above(p, b.high, false) : 0;
    *end = b.low != NULL ? count_above(p, b.low, true) : p->n_valid;
}
