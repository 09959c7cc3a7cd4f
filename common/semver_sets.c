/* semver_sets.c: node-semver's
 * ranges/{min-version,outside,intersects,subset,simplify}.js. */
#include "common/semver_sets.h"

#include <stdlib.h>

#include "common/buf.h"
#include "common/jstext.h"

static bool include_prerelease(const SemverRange *r)
{
    return r->flags & SEMVER_INCLUDE_PRERELEASE;
}

static bool is_lower_bound(const SemverComparator *c)
{
    return c->op == SEMVER_GT || c->op == SEMVER_GE;
}

static bool is_upper_bound(const SemverComparator *c)
{
    return c->op == SEMVER_LT || c->op == SEMVER_LE;
}

/* ---- The lowest version ---- */

/* The version right behind v. */
static Semver successor(Arena *a, const Semver *v)
{
    Semver next = *v;

    if (v->n_pre == 0) {
        next.patch++;
    } else {
        next.pre = arena_array(a, SemverId, v->n_pre + 1);
        memcpy(next.pre, v->pre, v->n_pre * sizeof *v->pre);
        next.pre[next.n_pre++] = (SemverId){ STR("0"), 0, true };
    }
    return next;
}

/* The highest lower bound of a set; false where it has none. */
static bool set_minimum(Arena *a, const SemverSet *s, Semver *out)
{
    bool found = false;

    for (size_t i = 0; i < s->len; i++) {
        const SemverComparator *c = &s->comparators[i];
        Semver v;

        if (is_upper_bound(c))
            continue;
        v = c->op == SEMVER_GT ? successor(a, &c->version) : c->version;
        if (!found || semver_compare(&v, out) > 0)
            *out = v;
        found = true;
    }
    return found;
}

bool semver_min_version(Arena *a, const SemverRange *r, Semver *out)
{
    Semver v;
    bool found = false;

    semver_parse(a, STR("0.0.0"), 0, out);
    if (semver_satisfies(out, r))
        return true;
    semver_parse(a, STR("0.0.0-0"), 0, out);
    if (semver_satisfies(out, r))
        return true;
    for (size_t i = 0; i < r->len; i++) {
        if (set_minimum(a, &r->sets[i], &v) && (!found || semver_compare(out, &v) > 0)) {
            *out = v;
            found = true;
        }
    }
    /* Behind the largest number there is no version, although a strict range says so. */
    if (found && r->flags & SEMVER_LOOSE && out->patch > SEMVER_MAX_NUMBER)
        return false;
    return found && semver_satisfies(out, r);
}

/* ---- Outside ---- */

static const SemverComparator from_zero = { .op = SEMVER_GE };
static SemverId zero_id = { { "0", 1 }, 0, true };
static const SemverComparator from_zero_pre = {
    .op = SEMVER_GE, .version = { .pre = &zero_id, .n_pre = 1 }
};

/* Is v beyond this set? sign 1: above it, -1: below it. */
static bool beyond_set(const Semver *v, const SemverSet *s, int sign)
{
    SemverOp open = sign > 0 ? SEMVER_GT : SEMVER_LT;
    SemverOp closed = sign > 0 ? SEMVER_GE : SEMVER_LE;
    const SemverComparator *high = NULL, *low = NULL;
    int d;

    for (size_t i = 0; i < s->len; i++) {
        const SemverComparator *c = &s->comparators[i];

        if (c->any)
            c = &from_zero;
        high = high ? high : c;
        low = low ? low : c;
        if (sign * semver_compare(&c->version, &high->version) > 0)
            high = c;
        else if (sign * semver_compare(&c->version, &low->version) < 0)
            low = c;
    }
    /* A set without an end on this side has nothing beyond it. */
    if (high == NULL || high->op == open || high->op == closed)
        return false;
    d = sign * semver_compare(v, &low->version);
    if ((low->op == SEMVER_EQ || low->op == open) && d <= 0)
        return false;
    return !(low->op == closed && d < 0);
}

static bool is_outside(const Semver *v, const SemverRange *r, int sign)
{
    if (semver_satisfies(v, r))
        return false;
    for (size_t i = 0; i < r->len; i++) {
        if (!beyond_set(v, &r->sets[i], sign))
            return false;
    }
    return true;
}

bool semver_above_range(const Semver *v, const SemverRange *r)
{
    return is_outside(v, r, 1);
}

bool semver_below_range(const Semver *v, const SemverRange *r)
{
    return is_outside(v, r, -1);
}

/* ---- Intersection ---- */

/* The range of this one comparator, asked for v. */
static bool takes(const SemverComparator *c, const Semver *v, bool prereleases)
{
    SemverSet s = { .comparators = (SemverComparator *)c, .len = 1 };

    return semver_set_test(&s, v, prereleases);
}

/* "<0.0.0": below it there are only prereleases; with them, only "<0.0.0-0" is empty. */
static bool is_below_all(const SemverComparator *c, bool prereleases)
{
    const Semver *v = &c->version;

    if (prereleases)
        return semver_comparator_is_none(c);
    return c->op == SEMVER_LT && v->major == 0 && v->minor == 0 && v->patch == 0;
}

bool semver_comparators_intersect(const SemverComparator *a, const SemverComparator *b,
                                  bool prereleases)
{
    int d;

    if (a->any || (b->any && a->op != SEMVER_EQ))
        return true;
    if (a->op == SEMVER_EQ)
        return takes(b, &a->version, prereleases);
    if (b->op == SEMVER_EQ)
        return takes(a, &b->version, prereleases);
    if (is_below_all(a, prereleases) || is_below_all(b, prereleases))
        return false;
    if (is_lower_bound(a) == is_lower_bound(b))
        return true;
    if (semver_same_text(&a->version, &b->version) &&
        (a->op == SEMVER_LE || a->op == SEMVER_GE) &&
        (b->op == SEMVER_LE || b->op == SEMVER_GE))
        return true;
    d = semver_compare(&a->version, &b->version);
    return is_lower_bound(a) ? d < 0 : d > 0;
}

static bool sets_agree(const SemverSet *s, const SemverSet *t, bool prereleases)
{
    for (size_t i = 0; i < s->len; i++) {
        for (size_t k = 0; k < t->len; k++) {
            if (!semver_comparators_intersect(&s->comparators[i], &t->comparators[k],
                                              prereleases))
                return false;
        }
    }
    return true;
}

/* Each comparator meets each one in front of it. */
static bool set_is_satisfiable(const SemverSet *s, bool prereleases)
{
    for (size_t i = s->len; i-- > 1;) {
        for (size_t k = 0; k < i; k++) {
            if (!semver_comparators_intersect(&s->comparators[i], &s->comparators[k],
                                              prereleases))
                return false;
        }
    }
    return true;
}

bool semver_ranges_intersect(const SemverRange *r, const SemverRange *s)
{
    bool pre = include_prerelease(r);

    for (size_t i = 0; i < r->len; i++) {
        if (!set_is_satisfiable(&r->sets[i], pre))
            continue;
        for (size_t k = 0; k < s->len; k++) {
            if (set_is_satisfiable(&s->sets[k], pre) &&
                sets_agree(&r->sets[i], &s->sets[k], pre))
                return true;
        }
    }
    return false;
}

/* ---- Subset ---- */

typedef enum {
    SUBSET_NO,
    SUBSET_YES,
    SUBSET_OF_NOTHING /* sub takes no version */
} Subset;

/* What a set says: its bounds and its exact versions. */
typedef struct {
    const SemverComparator *gt, *lt, *eq;
    size_t n_eq;
    bool one_version; /* gt and lt meet in one version */
} Bounds;

/* >1.2.3 is higher than >=1.2.3. */
static const SemverComparator *higher(const SemverComparator *a,
                                      const SemverComparator *b)
{
    int c = a ? semver_compare(&a->version, &b->version) : -1;

    if (c != 0)
        return c > 0 ? a : b;
    return b->op == SEMVER_GT && a->op == SEMVER_GE ? b : a;
}

/* <1.2.3 is lower than <=1.2.3. */
static const SemverComparator *lower(const SemverComparator *a, const SemverComparator *b)
{
    int c = a ? semver_compare(&a->version, &b->version) : 1;

    if (c != 0)
        return c < 0 ? a : b;
    return b->op == SEMVER_LT && a->op == SEMVER_LE ? b : a;
}

/* False where no version can be within them. */
static bool read_bounds(const SemverSet *s, Bounds *b)
{
    *b = (Bounds){ 0 };
    for (size_t i = 0; i < s->len; i++) {
        const SemverComparator *c = &s->comparators[i];

        if (is_lower_bound(c))
            b->gt = higher(b->gt, c);
        else if (is_upper_bound(c))
            b->lt = lower(b->lt, c);
        else {
            b->eq = c;
            b->n_eq++;
        }
    }
    if (b->n_eq > 1)
        return false;
    if (b->gt && b->lt) {
        int c = semver_compare(&b->gt->version, &b->lt->version);

        if (c > 0 || (c == 0 && (b->gt->op != SEMVER_GE || b->lt->op != SEMVER_LE)))
            return false;
        b->one_version = c == 0;
    }
    return true;
}

static Subset one_in(const Bounds *b, const SemverSet *dom, bool pre)
{
    const Semver *v = &b->eq->version;

    if ((b->gt && !takes(b->gt, v, pre)) || (b->lt && !takes(b->lt, v, pre)))
        return SUBSET_OF_NOTHING;
    for (size_t i = 0; i < dom->len; i++) {
        if (!takes(&dom->comparators[i], v, pre))
            return SUBSET_NO;
    }
    return SUBSET_YES;
}

/* A bound that is a prerelease lets others of its three numbers in: dom must have one of
 * the same numbers. */
static bool prereleases_fit(const Bounds *b, const SemverSet *dom)
{
    if (b->gt && b->gt->version.n_pre > 0 &&
        !semver_set_has_numbers_of(dom, &b->gt->version))
        return false;
    /* <1.2.3-0 is the same as <1.2.3. */
    if (b->lt && b->lt->version.n_pre == 1 && b->lt->op == SEMVER_LT &&
        b->lt->version.pre[0].is_number && b->lt->version.pre[0].number == 0)
        return true;
    return !b->lt || b->lt->version.n_pre == 0 ||
           semver_set_has_numbers_of(dom, &b->lt->version);
}

/* Does one comparator of dom take everything between the bounds? */
static bool bounds_within(const Bounds *b, const SemverComparator *c)
{
    if (b->gt && is_lower_bound(c)) {
        if (higher(b->gt, c) != b->gt)
            return false;
    } else if (b->gt && b->gt->op == SEMVER_GE &&
               !semver_comparator_test(c, &b->gt->version)) {
        return false;
    }
    if (b->lt && is_upper_bound(c)) {
        if (lower(b->lt, c) != b->lt)
            return false;
    } else if (b->lt && b->lt->op == SEMVER_LE &&
               !semver_comparator_test(c, &b->lt->version)) {
        return false;
    }
    return c->op != SEMVER_EQ || !(b->lt || b->gt) || b->one_version;
}

static Subset bounds_in(const Bounds *b, const SemverSet *dom, bool pre)
{
    bool dom_lt = false, dom_gt = false;

    for (size_t i = 0; i < dom->len; i++) {
        const SemverComparator *c = &dom->comparators[i];

        dom_gt |= is_lower_bound(c);
        dom_lt |= is_upper_bound(c);
        if (!bounds_within(b, c))
            return SUBSET_NO;
    }
    /* Open on a side where dom is closed. */
    if ((b->gt && dom_lt && !b->lt) || (b->lt && dom_gt && !b->gt))
        return SUBSET_NO;
    return pre || prereleases_fit(b, dom) ? SUBSET_YES : SUBSET_NO;
}

static bool set_is_any(const SemverSet *s)
{
    return s->len == 1 && s->comparators[0].any;
}

static Subset set_in(const SemverSet *sub, const SemverSet *dom, bool pre)
{
    static const SemverSet zero = { (SemverComparator *)&from_zero, 1, { "", 0 } };
    static const SemverSet zero_pre = { (SemverComparator *)&from_zero_pre,
                                        1,
                                        { "", 0 } };
    Bounds b;

    /* One text is one set, whatever it means; node-semver remembers sets by their text,
     * empty ones excepted. */
    if (str_eq(sub->source, dom->source) &&
        !semver_comparator_is_none(&sub->comparators[0]))
        return SUBSET_YES;
    if (set_is_any(sub)) {
        if (set_is_any(dom))
            return SUBSET_YES;
        sub = pre ? &zero_pre : &zero;
    }
    if (set_is_any(dom)) {
        if (pre)
            return SUBSET_YES;
        dom = &zero;
    }
    if (!read_bounds(sub, &b))
        return SUBSET_OF_NOTHING;
    return b.eq ? one_in(&b, dom, pre) : bounds_in(&b, dom, pre);
}

bool semver_range_is_subset(const SemverRange *sub, const SemverRange *dom)
{
    bool saw_something = false;

    for (size_t i = 0; i < sub->len; i++) {
        Subset r = SUBSET_NO;

        for (size_t k = 0; k < dom->len && r != SUBSET_YES; k++) {
            r = set_in(&sub->sets[i], &dom->sets[k], include_prerelease(sub));
            saw_something |= r != SUBSET_OF_NOTHING;
        }
        /* What takes no version is in everything, unless there is more than that. */
        if (r != SUBSET_YES && saw_something)
            return false;
    }
    return true;
}

/* ---- Simplifying ---- */

typedef struct {
    Str text;
    Semver version;
    bool is_version;
    size_t at; /* place among the given ones, which decides between equals */
} Candidate;

static int by_version(const void *x, const void *y)
{
    const Candidate *a = x, *b = y;
    int c = semver_compare(&a->version, &b->version);

    return c != 0 ? c : (a->at > b->at) - (a->at < b->at);
}

/* From the first to the last version of a run (last.ptr NULL: open end). */
static void put_run(Buf *b, Str first, Str last, Str lowest)
{
    bool from_start = str_eq(first, lowest);

    if (b->len > 0)
        buf_puts(b, " || ");
    if (last.ptr && str_eq(first, last)) {
        buf_str(b, first);
    } else if (!last.ptr && from_start) {
        buf_putc(b, '*');
    } else if (!last.ptr) {
        buf_puts(b, ">=");
        buf_str(b, first);
    } else if (from_start) {
        buf_puts(b, "<=");
        buf_str(b, last);
    } else {
        buf_str(b, first);
        buf_puts(b, " - ");
        buf_str(b, last);
    }
}

static void put_runs(Buf *b, const Candidate *list, size_t n, const SemverRange *r)
{
    Str first = STR(""), last = STR("");
    bool inside = false;

    for (size_t i = 0; i < n; i++) {
        if (list[i].is_version && semver_satisfies(&list[i].version, r)) {
            last = list[i].text;
            first = inside ? first : last;
            inside = true;
        } else if (inside) {
            put_run(b, first, last, list[0].text);
            inside = false;
        }
    }
    if (inside)
        put_run(b, first, (Str){ NULL, 0 }, list[0].text);
}

bool semver_simplify_range(Arena *a, const Str *versions, size_t n, Str range,
                           unsigned flags, Str *out)
{
    Candidate *list = arena_array(a, Candidate, n);
    SemverRange r = { 0 };
    Buf b = { 0 };

    for (size_t i = 0; i < n; i++) {
        list[i] = (Candidate){ .text = versions[i], .at = i };
        list[i].is_version = semver_parse(a, versions[i], flags, &list[i].version);
        if (!list[i].is_version && n > 1)
            return false;
    }
    qsort(list, n, sizeof *list, by_version);
    /* A text that is no range takes no version. */
    if (!semver_range_parse(a, range, flags, &r))
        r.len = 0;
    put_runs(&b, list, n, &r);
    *out =
        js_length(buf_view(&b)) < js_length(range) ? arena_str(a, buf_view(&b)) : range;
    buf_release(&b);
    return true;
}
