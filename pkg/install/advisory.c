/* advisory.c: see advisory.h. */
#include "pkg/install/advisory.h"

#include <stdlib.h>

#include "common/buf.h"
#include "common/semver_sets.h"

#define LOOSE (SEMVER_LOOSE | SEMVER_INCLUDE_PRERELEASE)

/* ---- Making one ---- */

static int by_version(const void *x, const void *y)
{
    return semver_compare_build(&((const AdvisoryVersion *)x)->v,
                                &((const AdvisoryVersion *)y)->v);
}

/* What the registry doesn't have has no versions: all of it counts as vulnerable. */
static void load_versions(Advisory *x)
{
    Arena *a = x->all->a;
    size_t n;
    Err ignored;

    if (registry_packument(x->all->client, x->name, x->all->kind, &x->packument,
                           &ignored) < 0) {
        x->packument = NULL;
        return;
    }
    n = packument_published(x->packument);
    x->versions = arena_array(a, AdvisoryVersion, n + 1);
    for (size_t i = 0; i < n; i++) {
        AdvisoryVersion *v = &x->versions[x->n_versions];

        v->text = packument_version(x->packument, i).version;
        x->n_versions += semver_parse(a, v->text, SEMVER_LOOSE, &v->v);
    }
    if (x->n_versions > 1)
        qsort(x->versions, x->n_versions, sizeof *x->versions, by_version);
}

static Advisory *begin(Advisories *all, Str name)
{
    Advisory *x = arena_new(all->a, Advisory);

    x->all = all;
    x->name = name;
    vec_push(&all->list, x);
    load_versions(x);
    return x;
}

/* ---- Testing ---- */

static bool satisfies(Arena *a, Str version, Str range, unsigned flags)
{
    SemverRange r;
    Semver v;

    return semver_parse(a, version, flags, &v) &&
           semver_range_parse(a, range, flags, &r) && semver_satisfies(&v, &r);
}

static void mark(Advisory *x, Str version)
{
    for (size_t i = 0; i < x->n_versions; i++)
        x->versions[i].vulnerable |= str_eq(x->versions[i].text, version);
}

static bool is_marked(const Advisory *x, Str version)
{
    for (size_t i = 0; i < x->n_versions; i++) {
        if (str_eq(x->versions[i].text, version))
            return x->versions[i].vulnerable;
    }
    return false;
}

/* Can the spec be met by what isn't vulnerable? */
static bool spec_is_bad(Advisory *x, Str spec)
{
    SemverRange r;
    bool bad = true;

    if (map_has(&x->specs, spec))
        return map_get(&x->specs, spec) != NULL;
    if (semver_range_parse(x->all->a, spec, LOOSE, &r)) {
        for (size_t i = 0; i < x->n_versions && bad; i++)
            bad = !semver_satisfies(&x->versions[i].v, &r) ||
                  advisory_tests(x, x->versions[i].text, (Str){ NULL, 0 });
    }
    map_set(&x->specs, spec, bad ? x : NULL);
    return bad;
}

static Str dep_spec(const cJSON *manifest, Str name)
{
    static const char *const kinds[] = { "dependencies", "optionalDependencies",
                                         "peerDependencies" };

    for (int i = 0; i < 3; i++) {
        const cJSON *spec = json_getn(json_get(manifest, kinds[i]), name);

        if (json_is_str(spec))
            return json_str(spec);
    }
    return (Str){ NULL, 0 };
}

static bool test_dependent(Advisory *x, Str version, Str spec)
{
    Arena *a = x->all->a;
    ptrdiff_t at = x->packument ? packument_find(x->packument, version) : -1;
    const cJSON *manifest = NULL;
    SemverRange wanted, avoided;
    Err ignored;

    if (at >= 0)
        manifest = packument_manifest(x->packument, (size_t)at, &ignored);
    if (spec.len == 0 && at >= 0)
        spec = dep_spec(manifest, x->about->name);
    if (spec.ptr == NULL)
        return false;
    if (!semver_range_parse(a, spec, LOOSE, &wanted))
        return true; /* nothing can be said of it */
    if (json_has_text(json_get(manifest, "bundleDependencies"), x->about->name))
        return semver_range_parse(a, x->about->range, LOOSE, &avoided) &&
               semver_ranges_intersect(&wanted, &avoided);
    return spec_is_bad(x->about, spec);
}

bool advisory_tests(Advisory *x, Str version, Str spec)
{
    bool bad;

    if (map_has(&x->tested, version))
        return map_get(&x->tested, version) != NULL;
    bad = is_marked(x, version) ||
          (x->about == NULL ? satisfies(x->all->a, version, x->range, LOOSE)
                            : test_dependent(x, version, spec));
    if (bad)
        mark(x, version);
    map_set(&x->tested, version, bad ? x : NULL);
    return bad;
}

/* ---- All versions, without looking at each ---- */

typedef struct {
    size_t from, to; /* versions from .. to-1 */
} Span;

typedef VEC(Span) Spans;

static bool is_pre(const Advisory *x, size_t i)
{
    return str_index(x->versions[i].text, '-') >= 0;
}

static bool test_at(Advisory *x, size_t i)
{
    return advisory_tests(x, x->versions[i].text, (Str){ NULL, 0 });
}

static void mark_span(Advisory *x, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        x->versions[i].vulnerable = true;
}

/* Halves without the prereleases at the cut, which are as what stands beside them. */
static void split(Advisory *x, Span s, Spans *todo)
{
    size_t mid = s.from + (s.to - s.from) / 2;
    Span pre = { s.from, mid }, post = { mid, s.to };

    if (!is_pre(x, pre.from)) {
        bool bad = test_at(x, pre.to - 1);

        while (pre.to > pre.from && is_pre(x, pre.to - 1)) {
            pre.to--;
            x->versions[pre.to].vulnerable |= bad;
        }
    }
    if (!is_pre(x, post.to - 1)) {
        bool bad = test_at(x, post.from);

        while (post.from < post.to && is_pre(x, post.from)) {
            x->versions[post.from].vulnerable |= bad;
            post.from++;
        }
    }
    vec_push(todo, pre);
    vec_push(todo, post);
}

static void test_span(Advisory *x, Span s, Spans *todo)
{
    size_t head = s.from, tail = s.to - 1;
    bool first = test_at(x, head), last, head_bad, tail_bad;

    while (head < s.to && is_pre(x, head))
        head++;
    if (head == s.to)
        head = s.from;
    else if (first)
        mark_span(x, s.from, head);
    last = test_at(x, s.to - 1);
    while (tail > head && is_pre(x, tail))
        tail--;
    if (tail == head)
        tail = s.to - 1;
    else if (last)
        mark_span(x, tail + 1, s.to);
    head_bad = head == s.from ? first : test_at(x, head);
    tail_bad = tail == s.to - 1 ? last : test_at(x, tail);
    if (head_bad && tail_bad)
        mark_span(x, head, tail);
    else if (tail >= head + 2)
        split(x, s, todo);
}

/* By lines of major.minor: where both ends of a part are alike, so is what is between. */
static void test_all(Advisory *x)
{
    Spans todo = { 0 };
    size_t from = 0;

    for (size_t i = 1; i <= x->n_versions; i++) {
        const Semver *a = &x->versions[i - 1].v, *b = &x->versions[i].v;

        if (i < x->n_versions && a->major == b->major && a->minor == b->minor)
            continue;
        vec_push(&todo, (Span){ from, i });
        from = i;
    }
    for (size_t i = 0; i < todo.len; i++) {
        if (todo.ptr[i].from < todo.ptr[i].to)
            test_span(x, todo.ptr[i], &todo);
    }
    vec_release(&todo);
}

/* ---- The range of a dependent's vulnerable versions ---- */

static void put_range(const Advisory *x, size_t from, size_t to, Buf *out)
{
    buf_puts(out, out->len > 0 ? " || " : "");
    if (to + 1 == x->n_versions)
        buf_printf(out, ">=" STR_FMT, STR_ARG(x->versions[from].text));
    else if (from == to)
        buf_str(out, x->versions[from].text);
    else
        buf_printf(out, STR_FMT " - " STR_FMT, STR_ARG(x->versions[from].text),
                   STR_ARG(x->versions[to].text));
}

static Str simplified(Advisory *x, Str range)
{
    Str *list = arena_array(x->all->a, Str, x->n_versions + 1), out;

    for (size_t i = 0; i < x->n_versions; i++)
        list[i] = x->versions[i].text;
    return semver_simplify_range(x->all->a, list, x->n_versions, range, LOOSE, &out)
               ? out
               : range;
}

/* Runs of vulnerable versions; prereleases that weren't looked at don't end one. */
static void calculate_range(Advisory *x)
{
    Buf b = { 0 };

    for (size_t v = 0; v < x->n_versions; v++) {
        size_t from = v, to = v;
        bool any = false;

        for (; v < x->n_versions; v++) {
            if (x->versions[v].vulnerable) {
                to = v;
                any = true;
            } else if (!is_pre(x, v)) {
                break;
            }
        }
        if (any)
            put_range(x, from, to, &b);
    }
    x->range =
        b.len == 0 ? STR("<0.0.0-0") : simplified(x, arena_str(x->all->a, buf_view(&b)));
    buf_release(&b);
}

/* ---- Public ---- */

static bool same_source(const cJSON *a, const cJSON *b)
{
    return a != NULL && json_equal(json_get(a, "id"), json_get(b, "id"));
}

Advisory *advisory_of(Advisories *all, Str name, const cJSON *source)
{
    Str range = json_str(json_get(source, "vulnerable_versions"));
    Str severity = json_str(json_get(source, "severity"));
    Advisory *x;

    VEC_EACH (Advisory *, old, all->list) {
        if (str_eq((*old)->name, name) && same_source((*old)->source, source))
            return *old;
    }
    x = begin(all, name);
    x->source = source;
    x->severity = severity.len > 0 ? severity : STR("high");
    x->range = range.len > 0 ? range : STR("*");
    test_all(x);
    return x;
}

Advisory *advisory_about(Advisories *all, Str name, Advisory *about)
{
    Advisory *x;

    VEC_EACH (Advisory *, old, all->list) {
        if ((*old)->about == about && str_eq((*old)->name, name))
            return *old;
    }
    x = begin(all, name);
    x->about = about;
    x->severity = about->severity;
    x->range = STR("");
    test_all(x);
    calculate_range(x);
    return x;
}

void advisories_release(Advisories *all)
{
    VEC_EACH (Advisory *, x, all->list) {
        map_release(&(*x)->tested);
        map_release(&(*x)->specs);
    }
    vec_release(&all->list);
}
