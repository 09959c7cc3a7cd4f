/* overrides.c: rules of package.json's "overrides" (Arborist's OverrideSet). */
#include "pkg/model/overrides.h"

#include "common/semver_sets.h"
#include "common/spec.h"

/* ---- Reading ---- */

/* The key's range: npm writes the parsed spec without its name. */
static int read_key(Arena *a, OverrideSet *s, Str key, Err *err)
{
    Spec spec;
    int rc = spec_parse(a, key, STR("/"), &spec, err);

    if (rc < 0)
        return rc;
    if (spec.name.ptr == NULL || spec.name.len == 0)
        return err_set(err, ERR_ENOCODE, "Override without name: " STR_FMT, STR_ARG(key));
    s->name = spec.name;
    s->key = key;
    s->key_spec = spec.save_spec.len > 0    ? spec.save_spec
                  : spec.fetch_spec.len > 0 ? spec.fetch_spec
                  : spec.raw_spec.len > 0   ? spec.raw_spec
                                            : spec.raw;
    return 0;
}

static void add_child(Arena *a, OverrideSet *s, OverrideSet *child)
{
    void **slot = map_slot(&s->by_name, child->name);

    if (*slot == NULL)
        *slot = arena_new(a, OverrideRules);
    vec_push_in(a, (OverrideRules *)*slot, child);
    vec_push_in(a, &s->children, child);
}

static int read_set(Arena *a, const cJSON *value, Str key, OverrideSet *parent,
                    OverrideSet **out, Err *err)
{
    OverrideSet *s = arena_new(a, OverrideSet);
    const cJSON *own = json_is_str(value) ? value : json_get(value, ".");
    int rc = 0;

    if (json_is_null(value))
        return err_set(err, ERR_EINVALIDTYPE, "override for " STR_FMT " is no text",
                       STR_ARG(key));
    /* Numbers and the like say nothing; a list's members have numbers for names. */
    if (json_is_arr(value))
        value = json_numbered(a, value);
    s->parent = parent;
    s->by_name.arena = a;
    if (parent != NULL) {
        if ((rc = read_key(a, s, key, err)) < 0)
            return rc;
        s->value = s->key_spec;
        if (json_is_str(own))
            s->value = json_str(own).len > 0 ? json_str(own) : STR("*");
        s->no_text = json_truthy(own) && !json_is_str(own);
    }
    for (cJSON *m = json_is_obj(value) ? value->child : NULL; m != NULL; m = m->next) {
        OverrideSet *child = NULL;

        if (strcmp(m->string, ".") == 0)
            continue;
        if ((rc = read_set(a, m, json_key(m), s, &child, err)) < 0)
            return rc;
        add_child(a, s, child);
    }
    *out = s;
    return 0;
}

int overrides_parse(Arena *a, const cJSON *value, OverrideSet **out, Err *err)
{
    *out = NULL;
    if (!json_truthy(value) || value->child == NULL)
        return 0;
    return read_set(a, value, STR(""), NULL, out, err);
}

/* ---- Finding ---- */

static void add_rule(Arena *a, OverrideRules *list, OverrideSet *rule)
{
    VEC_EACH (OverrideSet *, r, *list) {
        if (str_eq((*r)->key, rule->key))
            return;
    }
    vec_push_in(a, list, rule);
}

/* The rules for a name that hold in a set: its own, then those around it; of the same key
 * the nearest. */
static OverrideRules rules_for(Arena *a, OverrideSet *s, Str name)
{
    OverrideRules list = { 0 };

    for (; s != NULL; s = s->parent) {
        const OverrideRules *own = map_get(&s->by_name, name);

        for (size_t i = 0; own != NULL && i < own->len; i++)
            add_rule(a, &list, own->ptr[i]);
        if (s->parent != NULL && str_eq(s->name, name))
            add_rule(a, &list, s);
    }
    return list;
}

static bool ranges_meet(Arena *a, Str x, Str y)
{
    SemverRange r, s;

    return semver_range_parse(a, x, 0, &r) && semver_range_parse(a, y, 0, &s) &&
           semver_ranges_intersect(&r, &s);
}

/* Does the key's range meet what is asked for? A tag there is none. */
static bool key_meets(Arena *a, const OverrideSet *rule, Str asked, Err *err)
{
    SemverRange unused;

    if (!semver_range_parse(a, rule->key_spec, 0, &unused)) {
        if (err->code == 0)
            err_set(err, ERR_ENOCODE, "Invalid comparator: " STR_FMT,
                    STR_ARG(rule->key_spec));
        return false;
    }
    return ranges_meet(a, asked, rule->key_spec);
}

static bool rule_takes(Arena *a, const OverrideSet *rule, Str name, Str text, Err *err)
{
    Spec spec;
    const Spec *s = &spec;

    if (str_is(rule->key_spec, "*"))
        return true;
    if (spec_parse(a, arena_strf(a, STR_FMT "@" STR_FMT, STR_ARG(name), STR_ARG(text)),
                   STR("/"), &spec, NULL) < 0)
        return false;
    if (s->type == SPEC_ALIAS)
        s = s->sub;
    if (s->type == SPEC_GIT)
        return s->git_range.ptr != NULL && key_meets(a, rule, s->git_range, err);
    if (s->type == SPEC_RANGE || s->type == SPEC_VERSION)
        return key_meets(a, rule, s->fetch_spec, err);
    /* Tags, files and folders can't be compared: the rule counts. */
    return true;
}

OverrideSet *override_rule_for_edge(Arena *a, OverrideSet *s, Str name, Str spec,
                                    Err *err)
{
    OverrideRules list = rules_for(a, s, name);

    VEC_EACH (OverrideSet *, r, list) {
        if (rule_takes(a, *r, name, spec, err))
            return *r;
    }
    return s;
}

static bool version_in(Arena *a, Str version, Str range)
{
    Semver v;
    SemverRange r;

    return semver_parse(a, version, 0, &v) && semver_range_parse(a, range, 0, &r) &&
           semver_satisfies(&v, &r);
}

OverrideSet *override_rule_for_node(Arena *a, OverrideSet *s, Str name, Str version)
{
    OverrideRules list = rules_for(a, s, name);

    VEC_EACH (OverrideSet *, r, list) {
        if (version_in(a, version, (*r)->key_spec) || version_in(a, version, (*r)->value))
            return *r;
    }
    return s;
}

/* ---- Comparing ---- */

static const OverrideSet *child_by_key(const OverrideSet *s, Str key)
{
    VEC_EACH (OverrideSet *, c, s->children) {
        if (str_eq((*c)->key, key))
            return *c;
    }
    return NULL;
}

static bool children_equal(const OverrideSet *a, const OverrideSet *b)
{
    if (a->children.len != b->children.len)
        return false;
    VEC_EACH (OverrideSet *, c, a->children) {
        const OverrideSet *d = child_by_key(b, (*c)->key);

        if (d == NULL || !str_eq((*c)->value, d->value) || !children_equal(*c, d))
            return false;
    }
    return true;
}

bool override_equal(const OverrideSet *a, const OverrideSet *b)
{
    for (;; a = a->parent, b = b->parent) {
        if (a == b)
            return true;
        if (a == NULL || b == NULL || !str_eq(a->key, b->key) ||
            !str_eq(a->value, b->value) || !children_equal(a, b))
            return false;
    }
}

/* Do two rules for the same key ask for versions that exclude each other? */
static bool rules_conflict(Arena *a, const OverrideSet *x, const OverrideSet *y)
{
    Spec s, t;

    if (override_equal(x, y) || str_starts(x->value, STR("$")) ||
        str_starts(y->value, STR("$")))
        return false;
    if (spec_resolve(a, x->name, x->value, STR("/"), &s, NULL) < 0 ||
        spec_resolve(a, y->name, y->value, STR("/"), &t, NULL) < 0)
        return false;
    if ((s.type != SPEC_RANGE && s.type != SPEC_VERSION) ||
        (t.type != SPEC_RANGE && t.type != SPEC_VERSION))
        return false;
    return !ranges_meet(a, s.fetch_spec, t.fetch_spec);
}

/* A rule that holds in x, unless a nearer one has its key: is there another one in y? */
static bool rule_conflicts(Arena *a, OverrideSet *rule, OverrideSet *x, OverrideSet *y)
{
    OverrideRules of_x = rules_for(a, x, rule->name), of_y;
    bool holds = false;

    VEC_EACH (OverrideSet *, r, of_x)
        holds = holds || *r == rule;
    if (!holds)
        return false;
    of_y = rules_for(a, y, rule->name);
    VEC_EACH (OverrideSet *, s, of_y) {
        if (str_eq(rule->key, (*s)->key) && rules_conflict(a, rule, *s))
            return true;
    }
    return false;
}

static bool sets_conflict(Arena *a, OverrideSet *x, OverrideSet *y)
{
    ArenaMark mark = arena_mark(a);
    bool conflict = false;

    for (OverrideSet *s = x; s != NULL && !conflict; s = s->parent) {
        for (size_t i = 0; i < s->children.len && !conflict; i++)
            conflict = rule_conflicts(a, s->children.ptr[i], x, y);
        if (s->parent != NULL && !conflict)
            conflict = rule_conflicts(a, s, x, y);
    }
    arena_rewind(a, mark);
    return conflict;
}

OverrideSet *override_specific(Arena *a, OverrideSet *first, OverrideSet *second,
                               bool *conflict)
{
    *conflict = false;
    for (OverrideSet *s = second; s != NULL; s = s->parent) {
        if (override_equal(s, first))
            return second;
    }
    for (OverrideSet *s = first; s != NULL; s = s->parent) {
        if (override_equal(s, second))
            return first;
    }
    if (sets_conflict(a, first, second)) {
        *conflict = true;
        return NULL;
    }
    for (OverrideSet *s = second; s != NULL; s = s->parent) {
        for (OverrideSet *f = first; f != NULL; f = f->parent) {
            if (override_equal(f, s))
                return f;
        }
    }
    return NULL;
}
