/* semver_algebra.c: ranges against ranges. */
#include "common/semver_algebra.h"

/* ---- Intersection ---- */

static bool goes_up(const SemverComparator *c)
{
    return !c->any && (c->op == SEMVER_GT || c->op == SEMVER_GE);
}

static bool goes_down(const SemverComparator *c)
{
    return !c->any && (c->op == SEMVER_LT || c->op == SEMVER_LE);
}

static bool is_inclusive(const SemverComparator *c)
{
    return c->op == SEMVER_GE || c->op == SEMVER_LE;
}

/* The version against the comparator as a range of its own. */
static bool allows(const SemverComparator *c, const Semver *v, bool include_prerelease)
{
    SemverComparator copy = *c;
    SemverSet set = { &copy, 1 };

    return semver_set_test(&set, v, include_prerelease);
}

static bool is_below_all(const SemverComparator *c)
{
    const Semver *v = &c->version;

    return c->op == SEMVER_LT && v->major == 0 && v->minor == 0 && v->patch == 0;
}

static bool comparators_meet(const SemverComparator *a, const SemverComparator *b,
                             unsigned flags)
{
    bool pre = (flags & SEMVER_INCLUDE_PRERELEASE) != 0;
    int order;

    if (a->any || b->any)
        return true;
    if (a->op == SEMVER_EQ)
        return allows(b, &a->version, pre);
    if (b->op == SEMVER_EQ)
        return allows(a, &b->version, pre);
    if (!pre && (is_below_all(a) || is_below_all(b)))
        return false;
    if ((goes_up(a) && goes_up(b)) || (goes_down(a) && goes_down(b)))
        return true;
    order = semver_compare(&a->version, &b->version);
    if (order == 0)
        return is_inclusive(a) && is_inclusive(b);
    return order < 0 ? goes_up(a) && goes_down(b) : goes_down(a) && goes_up(b);
}

/* Do the comparators of one set allow each other? */
static bool is_satisfiable(const SemverSet *s, unsigned flags)
{
    for (size_t i = s->len; i-- > 1;) {
        for (size_t j = 0; j < i; j++) {
            if (!comparators_meet(&s->comparators[i], &s->comparators[j], flags))
                return false;
        }
    }
    return true;
}

static bool sets_meet(const SemverSet *a, const SemverSet *b, unsigned flags)
{
    for (size_t i = 0; i < a->len; i++) {
        for (size_t j = 0; j < b->len; j++) {
            if (!comparators_meet(&a->comparators[i], &b->comparators[j], flags))
                return false;
        }
    }
    return true;
}

bool semver_ranges_intersect(const SemverRange *a, const SemverRange *b)
{
    for (size_t i = 0; i < a->len; i++) {
        if (!is_satisfiable(&a->sets[i], a->flags))
            continue;
        for (size_t j = 0; j < b->len; j++) {
            if (is_satisfiable(&b->sets[j], a->flags) &&
                sets_meet(&a->sets[i], &b->sets[j], a->flags))
                return true;
        }
    }
    return false;
}

/* ---- Subsets ---- */

typedef enum { SUBSET_NO, SUBSET_YES, SUBSET_EMPTY } SubsetAnswer;

/* The bounds of a set of comparators. */
typedef struct {
    const SemverComparator *low, *high, *exact;
    bool empty;
    int order; /* of low and high; 1 where one is missing */
} Bounds;

static const SemverComparator *higher(const SemverComparator *a,
                                      const SemverComparator *b)
{
    int order;

    if (a == NULL)
        return b;
    order = semver_compare(&a->version, &b->version);
    if (order != 0)
        return order > 0 ? a : b;
    return b->op == SEMVER_GT && a->op == SEMVER_GE ? b : a;
}

static const SemverComparator *lower(const SemverComparator *a, const SemverComparator *b)
{
    int order;

    if (a == NULL)
        return b;
    order = semver_compare(&a->version, &b->version);
    if (order != 0)
        return order < 0 ? a : b;
    return b->op == SEMVER_LT && a->op == SEMVER_LE ? b : a;
}

static Bounds bounds_of(const SemverSet *s)
{
    Bounds b = { .order = 1 };

    for (size_t i = 0; i < s->len; i++) {
        const SemverComparator *c = &s->comparators[i];

        if (goes_up(c)) {
            b.low = higher(b.low, c);
        } else if (goes_down(c)) {
            b.high = lower(b.high, c);
        } else {
            /* Every comparator has a version of its own: two of them are two. */
            b.empty = b.empty || b.exact != NULL;
            b.exact = c;
        }
    }
    if (b.low == NULL || b.high == NULL || b.empty)
        return b;
    b.order = semver_compare(&b.low->version, &b.high->version);
    if (b.order > 0 ||
        (b.order == 0 && (b.low->op != SEMVER_GE || b.high->op != SEMVER_LE)))
        b.empty = true;
    return b;
}

static SubsetAnswer exact_in(const Bounds *b, const SemverSet *dom, bool pre)
{
    const Semver *v = &b->exact->version;

    if ((b->low != NULL && !allows(b->low, v, pre)) ||
        (b->high != NULL && !allows(b->high, v, pre)))
        return SUBSET_EMPTY;
    for (size_t i = 0; i < dom->len; i++) {
        if (!allows(&dom->comparators[i], v, pre))
            return SUBSET_NO;
    }
    return SUBSET_YES;
}

/* A bound that is a prerelease needs one of the same version on the other side. */
static bool lacks_prerelease(const SemverComparator *bound, const SemverSet *dom,
                             bool pre)
{
    const Semver *v;

    if (bound == NULL || pre || bound->version.n_pre == 0)
        return false;
    v = &bound->version;
    /* <1.2.3-0 is as good as <1.2.3. */
    if (bound->op == SEMVER_LT && v->n_pre == 1 && v->pre[0].is_number &&
        v->pre[0].number == 0)
        return false;
    for (size_t i = 0; i < dom->len; i++) {
        const Semver *w = &dom->comparators[i].version;

        if (!dom->comparators[i].any && w->n_pre > 0 && v->major == w->major &&
            v->minor == w->minor && v->patch == w->patch)
            return false;
    }
    return true;
}

static bool low_fits(const SemverComparator *low, const SemverComparator *c, bool pre)
{
    if (goes_up(c))
        return higher(low, c) == low;
    return low->op != SEMVER_GE || allows(c, &low->version, pre);
}

static bool high_fits(const SemverComparator *high, const SemverComparator *c, bool pre)
{
    if (goes_down(c))
        return lower(high, c) == high;
    return high->op != SEMVER_LE || allows(c, &high->version, pre);
}

static SubsetAnswer bounds_in(const Bounds *b, const SemverSet *dom, bool pre)
{
    bool dom_up = false, dom_down = false;

    for (size_t i = 0; i < dom->len; i++) {
        const SemverComparator *c = &dom->comparators[i];

        dom_up = dom_up || goes_up(c);
        dom_down = dom_down || goes_down(c);
        if ((b->low != NULL && !low_fits(b->low, c, pre)) ||
            (b->high != NULL && !high_fits(b->high, c, pre)))
            return SUBSET_NO;
        if (!goes_up(c) && !goes_down(c) && b->order != 0)
            return SUBSET_NO;
    }
    if (b->order != 0 && ((b->low != NULL && dom_down && b->high == NULL) ||
                          (b->high != NULL && dom_up && b->low == NULL)))
        return SUBSET_NO;
    if (lacks_prerelease(b->low, dom, pre) || lacks_prerelease(b->high, dom, pre))
        return SUBSET_NO;
    return SUBSET_YES;
}

static bool is_any(const SemverSet *s)
{
    return s->len == 1 && s->comparators[0].any;
}

static SubsetAnswer set_in(const SemverSet *sub, const SemverSet *dom, bool pre)
{
    SemverId zero = { .text = STR("0"), .is_number = true };
    SemverComparator least = { .op = SEMVER_GE };
    SemverSet any = { &least, 1 };
    Bounds b;

    if (pre) {
        least.version.pre = &zero;
        least.version.n_pre = 1;
    }
    if (is_any(sub) && is_any(dom))
        return SUBSET_YES;
    if (is_any(dom) && pre)
        return SUBSET_YES;
    b = bounds_of(is_any(sub) ? &any : sub);
    if (b.empty)
        return SUBSET_EMPTY;
    if (b.exact != NULL)
        return exact_in(&b, is_any(dom) ? &any : dom, pre);
    return bounds_in(&b, is_any(dom) ? &any : dom, pre);
}

bool semver_range_is_subset(const SemverRange *sub, const SemverRange *dom)
{
    bool pre = (sub->flags & SEMVER_INCLUDE_PRERELEASE) != 0, saw = false;

    for (size_t i = 0; i < sub->len; i++) {
        bool found = false;

        for (size_t j = 0; j < dom->len && !found; j++) {
            SubsetAnswer a = set_in(&sub->sets[i], &dom->sets[j], pre);

            saw = saw || a != SUBSET_EMPTY;
            found = a == SUBSET_YES;
        }
        if (!found && saw)
            return false;
    }
    return true;
}
