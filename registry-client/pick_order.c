/* pick_order.c: sorting versions, and finding where a range begins and ends among them.
 */
#include "registry-client/pick_order.h"

typedef struct {
    uint64_t key;    /* by which most can be told apart */
    const Semver *v; /* NULL for three small numbers and nothing else: the key says all */
    uint32_t record;
} Sorted;

#define KEY_MAX (((uint64_t)1 << 21) - 1)

/* 21 bits for each number, and one for what is no prerelease. Of a number that doesn't
 * fit all bits are set, and all behind it, so that of two keys the larger one is never
 * that of the lower version. */
static uint64_t key_of(const Semver *v)
{
    const uint64_t n[] = { v->major, v->minor, v->patch };
    uint64_t key = 0;
    bool over = false;

    for (int i = 0; i < 3; i++) {
        over |= n[i] >= KEY_MAX;
        key = key << 21 | (over ? KEY_MAX : n[i]);
    }
    return key << 1 | (over || v->n_pre == 0);
}

/* The key of "1.2.3", which most versions look like. False for what has anything else. */
static bool plain_key(Str text, uint64_t *key)
{
    const char *p = text.ptr, *end = text.ptr + text.len;
    uint64_t k = 0;

    for (int i = 0; i < 3; i++) {
        uint64_t n;

        if ((i > 0 && (p == end || *p++ != '.')) || !semver_plain_number(&p, end, &n) ||
            n >= KEY_MAX)
            return false;
        k = k << 21 | n;
    }
    *key = k << 1 | 1;
    return p == end;
}

static inline bool is_before(const Sorted *x, const Sorted *y)
{
    int c;

    if (x->key != y->key)
        return x->key > y->key;
    c = x->v != NULL && y->v != NULL ? semver_compare(y->v, x->v) : 0;
    return c != 0 ? c < 0 : x->record < y->record;
}

/* How many of a[0..n) are before x. */
static size_t count_before(const Sorted *a, size_t n, const Sorted *x)
{
    size_t low = 0;

    while (low < n) {
        size_t middle = low + (n - low) / 2;

        if (is_before(&a[middle], x))
            low = middle + 1;
        else
            n = middle;
    }
    return low;
}

/* a up to b, and b up to the end, each in order. */
static void merge(const Sorted *a, const Sorted *b, const Sorted *b_end, Sorted *out)
{
    const Sorted *a_end = b;
    size_t n = b < b_end ? count_before(a, (size_t)(a_end - a), b) : (size_t)(a_end - a);

    memcpy(out, a, n * sizeof *a);
    out += n;
    a += n;
    while (a < a_end && b < b_end)
        *out++ = is_before(a, b) ? *a++ : *b++;
    memcpy(out, a, (size_t)(a_end - a) * sizeof *a);
    memcpy(out + (a_end - a), b, (size_t)(b_end - b) * sizeof *b);
}

/* Where each run of versions in order begins; n is no run's beginning, but stands behind
 * the last one. Returns how many runs there are. */
static uint32_t find_runs(const Sorted *s, uint32_t n, uint32_t *runs)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < n; i++) {
        if (i == 0 || !is_before(&s[i - 1], &s[i]))
            runs[count++] = i;
    }
    runs[count] = n;
    return count;
}

/* Documents list versions as they were published: in order, lowest first, but for what is
 * mended in older lines. Turned round those are runs in order, which are merged by twos
 * until there is one. `runs` is room for n + 1. Returns s or room, whichever has the
 * result. */
static const Sorted *sort(Sorted *s, Sorted *room, uint32_t n, uint32_t *runs)
{
    uint32_t count;

    for (uint32_t i = 0; i < n / 2; i++) {
        Sorted t = s[i];

        s[i] = s[n - 1 - i];
        s[n - 1 - i] = t;
    }
    for (count = find_runs(s, n, runs); count > 1; count = (count + 1) / 2) {
        Sorted *t = s;

        for (uint32_t i = 0; i < count; i += 2) {
            uint32_t middle = runs[i + 1], end = i + 2 <= count ? runs[i + 2] : n;

            merge(s + runs[i], s + middle, s + end, room + runs[i]);
            runs[i / 2] = runs[i];
        }
        runs[(count + 1) / 2] = n;
        s = room;
        room = t;
    }
    return s;
}

/* False for what is no version. */
static bool read_version(Arena *a, Str text, Sorted *out)
{
    Semver *v;

    if (plain_key(text, &out->key)) {
        out->v = NULL;
        return true;
    }
    v = arena_alloc(a, sizeof *v);
    if (!semver_parse(a, text, SEMVER_LOOSE, v))
        return false;
    out->key = key_of(v);
    out->v = v;
    return true;
}

void pack_make_order(Packument *p)
{
    Arena scratch = { 0 };
    uint32_t *order, *runs, n = 0, bad = p->n;
    const Sorted *sorted;
    Sorted *s;

    if (p->order != NULL || p->n == 0)
        return;
    s = arena_alloc(&scratch, 2 * (size_t)p->n * sizeof *s);
    runs = arena_alloc(&scratch, ((size_t)p->n + 1) * sizeof *runs);
    order = arena_array(&p->arena, uint32_t, p->n);
    for (uint32_t i = 0; i < p->n; i++) {
        s[n].record = i;
        if (read_version(&scratch, pack_text(p, p->records[i].version), &s[n]))
            n++;
        else
            order[--bad] = i;
    }
    sorted = sort(s, s + p->n, n, runs);
    for (uint32_t i = 0; i < n; i++)
        order[i] = sorted[i].record;
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
