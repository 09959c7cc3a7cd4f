/* query_match.c: see query_match.h. */
#include "pkg/tree/query_match.h"

#include <ctype.h>

#include "common/json_write.h"
#include "common/semver_sets.h"

/* ---- [name=value] ---- */

static bool has_word(Str s, Str wanted)
{
    size_t i = 0;

    while (i < s.len) {
        size_t from = i;

        while (i < s.len && (isalnum((unsigned char)s.ptr[i]) || s.ptr[i] == '_'))
            i++;
        if (i > from && str_eq(str_sub(s, from, i), wanted))
            return true;
        i += i == from;
    }
    return false;
}

static void lower(char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        s[i] = (char)tolower((unsigned char)s[i]);
}

static bool holds(const QueryMatcher *m, Str have, Str want)
{
    switch (m->op.len > 0 ? m->op.ptr[0] : '\0') {
    case '=': return str_eq(have, want);
    case '~': return has_word(have, want);
    case '*': return str_has(have, want);
    case '|':
        return str_starts(have, want) && have.len > want.len && have.ptr[want.len] == '-';
    case '^': return str_starts(have, want);
    case '$': return str_ends(have, want);
    default: return false;
    }
}

static bool match_value(const QueryMatcher *m, const cJSON *v)
{
    Arena a = { 0 };
    Str have = STR(""), want = m->value;
    bool found;

    if (json_is_num(v))
        have = json_text(&a, v);
    else if (json_is_str(v))
        have = json_str(v);
    else if (json_truthy(v))
        return false; /* an object or a list */
    if (m->insensitive) {
        have = arena_str(&a, have);
        want = arena_str(&a, want);
        lower((char *)have.ptr, have.len);
        lower((char *)want.ptr, want.len);
    }
    found = holds(m, have, want);
    arena_release(&a);
    return found;
}

bool query_match(const QueryMatcher *m, const cJSON *obj)
{
    const cJSON *v = json_is_obj(obj) ? json_getn(obj, m->name) : NULL;

    if (m->op.len == 0)
        return json_truthy(v);
    if (!json_is_arr(v))
        return match_value(m, v);
    JSON_EACH (e, v) {
        if (match_value(m, e) && json_truthy(e))
            return true;
    }
    return false;
}

/* ---- Members on the way ---- */

typedef VEC(const cJSON *) Objects;

static void add_flat(Arena *a, const cJSON *v, Objects *out)
{
    if (!json_is_arr(v)) {
        vec_push_in(a, out, v);
        return;
    }
    JSON_EACH (e, v)
        vec_push_in(a, out, e);
}

/* The member `name` of each; lists are opened. */
static Objects step(Arena *a, const Objects *from, Str name)
{
    Objects out = { 0 };

    VEC_EACH (const cJSON *, o, *from) {
        const cJSON *v = json_is_obj(*o) ? json_getn(*o, name) : NULL;

        if (name.ptr == NULL)
            add_flat(a, *o, &out);
        else if (json_truthy(v))
            add_flat(a, v, &out);
    }
    return out;
}

bool query_match_path(Arena *a, const QueryPart *p, const cJSON *pkg)
{
    Objects objs = { 0 };

    vec_push_in(a, &objs, pkg);
    VEC_EACH (Str, name, p->path)
        objs = step(a, &objs, *name);
    VEC_EACH (const cJSON *, o, objs) {
        if (query_match(&p->matcher, *o))
            return true;
    }
    return false;
}

/* ---- :semver ---- */

typedef struct {
    bool is_version, is_range;
    Semver v;
    SemverRange r;
} Either;

static Either read_either(Arena *a, Str s)
{
    Either e = { 0 };

    e.is_version = semver_parse(a, s, 0, &e.v);
    e.is_range = semver_range_parse(a, s, 0, &e.r);
    return e;
}

static bool compare(Str f, int d)
{
    return str_is(f, "eq")    ? d == 0
           : str_is(f, "neq") ? d != 0
           : str_is(f, "gt")  ? d > 0
           : str_is(f, "gte") ? d >= 0
           : str_is(f, "lt")  ? d < 0
                              : d <= 0;
}

static bool is_one_of(Str f, const char *words)
{
    Str rest = str_of(words), w;

    while (str_next(&rest, ' ', &w)) {
        if (str_eq(w, f))
            return true;
    }
    return false;
}

static bool apply(Str f, const Either *have, const Either *want, Err *err)
{
    const Either *v = want->is_version ? want : have, *r = want->is_version ? have : want;

    if (is_one_of(f, "eq neq gt gte lt lte"))
        return have->is_version && want->is_version &&
               compare(f, semver_compare(&have->v, &want->v));
    if (is_one_of(f, "gtr ltr satisfies")) {
        if (!v->is_version || !r->is_range)
            return false;
        return str_is(f, "gtr")   ? semver_above_range(&v->v, &r->r)
               : str_is(f, "ltr") ? semver_below_range(&v->v, &r->r)
                                  : semver_satisfies(&v->v, &r->r);
    }
    if (is_one_of(f, "intersects subset")) {
        if (!have->is_range || !want->is_range)
            return false;
        return str_is(f, "subset") ? semver_range_is_subset(&have->r, &want->r)
                                   : semver_ranges_intersect(&have->r, &want->r);
    }
    err_set(err, ERR_EQUERYINVALIDOPERATOR,
            "`semver." STR_FMT "` is not a supported operator.", STR_ARG(f));
    return false;
}

static bool match_semver(Arena *a, const QueryPart *p, const cJSON *obj, Err *err)
{
    const cJSON *attr = json_is_obj(obj) ? json_getn(obj, p->matcher.name) : NULL;
    Either want = read_either(a, p->value), have;
    Str f = p->func;

    if (p->matcher.op.len > 0 && !query_match(&p->matcher, obj))
        return false;
    if (!json_is_str(attr))
        return false;
    have = read_either(a, json_str(attr));
    if (!have.is_version && !have.is_range)
        return false;
    if (f.len == 0 || str_is(f, "infer"))
        f = want.is_version && have.is_version     ? STR("eq")
            : !want.is_version && !have.is_version ? STR("intersects")
                                                   : STR("satisfies");
    return apply(f, &have, &want, err);
}

/* Of several members on the way npm goes only the first; an :attr() around them is none.
 */
bool query_match_semver(Arena *a, const QueryPart *p, const cJSON *pkg, Err *err)
{
    Objects objs = { 0 };

    if (p->path.len == 0)
        return match_semver(a, p, pkg, err);
    vec_push_in(a, &objs, pkg);
    VEC_EACH (Str, name, p->path) {
        objs = step(a, &objs, *name);
        if (name->ptr != NULL)
            break;
    }
    VEC_EACH (const cJSON *, o, objs) {
        if (match_semver(a, p, *o, err))
            return true;
    }
    return false;
}

int query_check_semver(Arena *a, const QueryPart *p, Err *err)
{
    Either e = read_either(a, p->value);

    if (e.is_version || e.is_range)
        return 0;
    return err_set(err, ERR_EQUERYINVALIDSEMVER,
                   "`" STR_FMT "` is not a valid semver version or range",
                   STR_ARG(p->value));
}
