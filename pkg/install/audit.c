/* audit.c: see audit.h. */
#include "pkg/install/audit.h"

#include <stdlib.h>

#include "common/collate.h"
#include "common/json_write.h"
#include "common/semver_sets.h"
#include "pkg/install/advisories.h"
#include "pkg/install/advisory.h"

#define LOOSE (SEMVER_LOOSE | SEMVER_INCLUDE_PRERELEASE)

typedef enum { FIX_YES, FIX_NO, FIX_FORCE } FixKind;

/* FIX_FORCE: another version than the one asked for. */
typedef struct {
    FixKind kind;
    Str name, version;
    bool major;
} Fix;

static Fix fix_yes = { .kind = FIX_YES }, fix_no = { .kind = FIX_NO };

/* A package with vulnerable versions in the tree. */
typedef struct Vuln {
    Str name;
    VEC(Advisory *) advisories;
    Advisory *first; /* its versions are the package's */
    VEC(struct Vuln *) via, effects;
    NodeList nodes, tops;
    const Fix *fix;
    bool gone; /* nothing in the tree is concerned after all */
    Str range; /* simplified; ptr NULL: not yet */
} Vuln;

typedef struct {
    Survey *s;
    Arena *a;
    const AuditOptions *o;
    Advisories advisories;
    VEC(Advisory *) queue;
    VEC(Vuln *) vulns; /* in order of their first advisory */
    Map done;          /* "name@range" */
} Audit;

/* ---- What is asked about ---- */

static bool is_omitted(const Audit *u, const Node *n)
{
    const AuditOptions *o = u->o;
    const Node *top = n;

    while (!node_is_top(top))
        top = top->parent;
    if (!node_is_project_root(top) && !node_is_workspace(top))
        return false;
    return (n->peer && o->omit_peer) || (n->dev && o->omit_dev) ||
           (n->optional && o->omit_optional) ||
           (n->dev_optional && o->omit_optional && o->omit_dev);
}

static bool is_audited(const Audit *u, const Node *n)
{
    if (n == NULL || node_version(n).len == 0 || n->is_root || n->is_link ||
        n->links_in.len > 0)
        return false;
    return (u->o->filter == 0 || n->mark == u->o->filter) && !is_omitted(u, n);
}

static cJSON *question(Audit *u)
{
    cJSON *all = json_new_obj(u->a);

    VEC_EACH (Node *, n, u->s->tree->nodes) {
        cJSON *list;
        bool had = false;

        if (!is_audited(u, *n) || node_package_name(*n).len == 0)
            continue;
        list = json_getn(all, node_package_name(*n));
        if (list == NULL) {
            list = json_new_arr(u->a);
            json_add(u->a, all, node_package_name(*n), list);
        }
        JSON_EACH (v, list)
            had |= str_eq(json_str(v), node_version(*n));
        if (!had)
            json_push(list, json_new_str(u->a, node_version(*n)));
    }
    return all;
}

/* ---- Vulnerabilities ---- */

static Vuln *vuln_of(Audit *u, Str name)
{
    VEC_EACH (Vuln *, v, u->vulns) {
        if (str_eq((*v)->name, name) && !(*v)->gone)
            return *v;
    }
    return NULL;
}

/* All ranges of its advisories. */
static Str whole_range(Audit *u, const Vuln *v)
{
    Buf b = { 0 };
    Str out;

    VEC_EACH (Advisory *, x, v->advisories)
        buf_printf(&b, "%s" STR_FMT, b.len > 0 ? " || " : "", STR_ARG((*x)->range));
    out = arena_str(u->a, buf_view(&b));
    buf_release(&b);
    return out;
}

static bool has_node(const NodeList *list, const Node *n)
{
    VEC_EACH (Node *, x, *list) {
        if (*x == n)
            return true;
    }
    return false;
}

/* Does nothing that the spec takes escape? */
static bool spec_is_stuck(Audit *u, const Vuln *v, const Spec *spec)
{
    Str wanted = spec->sub ? spec->sub->raw_spec : spec->raw_spec;
    SemverRange own, bad;

    if (!spec->registry)
        return true;
    if (!semver_range_parse(u->a, wanted, 0, &own) ||
        !semver_range_parse(u->a, whole_range(u, v), LOOSE, &bad))
        return true;
    for (size_t i = 0; i < v->first->n_versions; i++) {
        const Semver *x = &v->first->versions[i].v;

        if (semver_satisfies(x, &own) && !semver_satisfies(x, &bad))
            return false;
    }
    return true;
}

static const Fix *fix_available(Audit *u, const Vuln *v, Edge *e)
{
    PickOptions pick = u->s->project.source.pick;
    const Spec *spec = edge_spec(e);
    Pick choice;
    Fix *fix;
    Err ignored;

    if (spec == NULL)
        return &fix_no;
    if (!spec_is_stuck(u, v, spec))
        return &fix_yes;
    if (!spec->registry || v->first->packument == NULL)
        return &fix_no;
    pick.has_before = false;
    pick.avoid = whole_range(u, v);
    pick.avoid_strict = true;
    if (pick_manifest(v->first->packument,
                      spec->sub ? spec->sub->raw_spec : spec->raw_spec, &pick, &choice,
                      &ignored) < 0)
        return &fix_no;
    fix = arena_new(u->a, Fix);
    *fix = (Fix){ FIX_FORCE, v->name,
                  packument_version(v->first->packument, choice.index).version,
                  choice.is_semver_major };
    return fix;
}

/* What mends it mends what brings it in. */
static void set_fix(Vuln *v, const Fix *fix)
{
    v->fix = fix;
    VEC_EACH (Vuln *, w, v->via) {
        if ((*w)->fix == fix)
            continue;
        if (fix->kind == FIX_NO || (*w)->fix->kind == FIX_YES ||
            (fix->kind == FIX_FORCE &&
             ((*w)->fix->kind != FIX_FORCE || !(*w)->fix->major)))
            set_fix(*w, fix);
    }
}

static void enqueue(Audit *u, Advisory *x)
{
    VEC_EACH (Advisory *, old, u->queue) {
        if (*old == x)
            return;
    }
    vec_push_in(u->a, &u->queue, x);
}

static void blame_dependents(Audit *u, Vuln *v, Advisory *x, Node *n)
{
    VEC_EACH (Edge *, e, n->edges_in) {
        Node *dep = (*e)->from;
        Advisory *meta;

        if (node_is_top(dep) && !has_node(&v->tops, dep)) {
            set_fix(v, fix_available(u, v, *e));
            if (v->fix->kind != FIX_YES)
                vec_push_in(u->a, &v->tops, dep);
            continue;
        }
        meta = advisory_about(&u->advisories, node_package_name(dep), x);
        if (advisory_tests(meta, node_version(dep), edge_wanted(*e)))
            enqueue(u, meta);
    }
}

static bool first_of_range(Audit *u, const Advisory *x)
{
    Str key = arena_strf(u->a, STR_FMT "@" STR_FMT, STR_ARG(x->name), STR_ARG(x->range));

    if (map_has(&u->done, key))
        return false;
    map_set(&u->done, key, NULL);
    return true;
}

static void find_nodes(Audit *u, Vuln *v, Advisory *x)
{
    VEC_EACH (Node *, n, u->s->tree->nodes) {
        if (!is_audited(u, *n) || !str_eq(node_package_name(*n), x->name) ||
            !advisory_tests(x, node_version(*n), (Str){ NULL, 0 }) ||
            has_node(&v->nodes, *n))
            continue;
        vec_push_in(u->a, &v->nodes, *n);
        blame_dependents(u, v, x, *n);
    }
}

/* Advisories that concern none of its nodes go. */
static void drop_irrelevant(Vuln *v)
{
    for (size_t i = v->advisories.len; i-- > 0;) {
        bool relevant = false;

        VEC_EACH (Node *, n, v->nodes)
            relevant |=
                advisory_tests(v->advisories.ptr[i], node_version(*n), (Str){ NULL, 0 });
        if (!relevant)
            vec_remove(&v->advisories, i);
    }
}

static void add_advisory(Audit *u, Advisory *x)
{
    Vuln *v = vuln_of(u, x->name);

    if (v == NULL) {
        v = arena_new(u->a, Vuln);
        v->name = x->name;
        v->first = x;
        v->fix = &fix_yes;
        vec_push_in(u->a, &u->vulns, v);
    }
    vec_push_in(u->a, &v->advisories, x);
    if (first_of_range(u, x))
        find_nodes(u, v, x);
    if (v->nodes.len == 0)
        v->gone = true;
    else
        drop_irrelevant(v);
}

static void link_vias(Audit *u)
{
    VEC_EACH (Vuln *, v, u->vulns) {
        if ((*v)->gone)
            continue;
        VEC_EACH (Advisory *, x, (*v)->advisories) {
            Vuln *via = (*x)->about ? vuln_of(u, (*x)->about->name) : NULL;
            bool had = via == NULL;

            VEC_EACH (Vuln *, w, (*v)->via)
                had |= *w == via;
            if (!had) {
                vec_push_in(u->a, &(*v)->via, via);
                vec_push_in(u->a, &via->effects, *v);
                set_fix(*v, (*v)->fix);
            }
        }
    }
}

/* ---- JSON ---- */

static void put(Audit *u, cJSON *o, const char *key, cJSON *value)
{
    json_add(u->a, o, str_of(key), value);
}

static void put_str(Audit *u, cJSON *o, const char *key, Str s)
{
    put(u, o, key, json_new_str(u->a, s));
}

static int severity_rank(Str s)
{
    static const char *const names[] = { "info", "low", "moderate", "high", "critical" };

    for (int i = 0; i < 5; i++) {
        if (str_is(s, names[i]))
            return i;
    }
    return -1;
}

static Str severity_of(const Vuln *v)
{
    Str worst = STR("");

    VEC_EACH (Advisory *, x, v->advisories) {
        if (worst.len == 0 || severity_rank((*x)->severity) > severity_rank(worst))
            worst = (*x)->severity;
    }
    return worst;
}

static bool is_direct(const Vuln *v)
{
    VEC_EACH (Node *, n, v->nodes) {
        VEC_EACH (Edge *, e, (*n)->edges_in) {
            if (node_is_project_root((*e)->from) || node_is_workspace((*e)->from))
                return true;
        }
    }
    return false;
}

static void put_member(Audit *u, cJSON *o, const cJSON *source, const char *from,
                       const char *to)
{
    const cJSON *v = json_get(source, from);

    if (v != NULL)
        put(u, o, to, json_dup(u->a, v));
}

static cJSON *via_json(Audit *u, const Advisory *x)
{
    cJSON *o;

    if (x->about != NULL)
        return json_new_str(u->a, x->about->name);
    o = json_new_obj(u->a);
    put_member(u, o, x->source, "id", "source");
    put_str(u, o, "name", x->name);
    put_str(u, o, "dependency", x->name);
    put_member(u, o, x->source, "title", "title");
    put_member(u, o, x->source, "url", "url");
    put_str(u, o, "severity", x->severity);
    put_member(u, o, x->source, "cwe", "cwe");
    put_member(u, o, x->source, "cvss", "cvss");
    put_str(u, o, "range", x->range);
    return o;
}

typedef struct {
    Str key;
    cJSON *value;
    size_t at;
} Sorted;

static int by_key(const void *x, const void *y)
{
    const Sorted *a = x, *b = y;
    int d = collate_compare(a->key, b->key);

    return d != 0 ? d : a->at < b->at ? -1 : 1;
}

static cJSON *sorted_list(Audit *u, Sorted *list, size_t n)
{
    cJSON *arr = json_new_arr(u->a);

    for (size_t i = 0; i < n; i++)
        list[i].at = i;
    if (n > 1)
        qsort(list, n, sizeof *list, by_key);
    for (size_t i = 0; i < n; i++)
        json_push(arr, list[i].value ? list[i].value : json_new_str(u->a, list[i].key));
    return arr;
}

static cJSON *vias_json(Audit *u, const Vuln *v)
{
    Sorted *list = arena_array(u->a, Sorted, v->advisories.len + 1);

    for (size_t i = 0; i < v->advisories.len; i++) {
        const cJSON *id;

        list[i].value = via_json(u, v->advisories.ptr[i]);
        id = json_get(list[i].value, "source");
        list[i].key = json_is_str(list[i].value) ? json_str(list[i].value)
                      : json_is_str(id)          ? json_str(id)
                      : id != NULL               ? json_text(u->a, id)
                                                 : STR("[object Object]");
    }
    return sorted_list(u, list, v->advisories.len);
}

static cJSON *effects_json(Audit *u, const Vuln *v)
{
    Sorted *list = arena_array(u->a, Sorted, v->effects.len + 1);

    for (size_t i = 0; i < v->effects.len; i++)
        list[i].key = v->effects.ptr[i]->name;
    return sorted_list(u, list, v->effects.len);
}

static cJSON *nodes_json(Audit *u, const Vuln *v)
{
    Sorted *list = arena_array(u->a, Sorted, v->nodes.len + 1);

    for (size_t i = 0; i < v->nodes.len; i++)
        list[i].key = node_location(u->a, v->nodes.ptr[i]);
    return sorted_list(u, list, v->nodes.len);
}

static Str simple_range(Audit *u, const Vuln *v)
{
    const Advisory *x = v->advisories.len > 0 ? v->advisories.ptr[0] : v->first;
    Str *versions = arena_array(u->a, Str, x->n_versions + 1);
    Str range = whole_range(u, v), out;

    for (size_t i = 0; i < x->n_versions; i++)
        versions[i] = x->versions[i].text;
    return semver_simplify_range(u->a, versions, x->n_versions, range, LOOSE, &out)
               ? out
               : range;
}

static cJSON *fix_json(Audit *u, const Fix *fix)
{
    cJSON *o;

    if (fix->kind != FIX_FORCE)
        return json_new_bool(u->a, fix->kind == FIX_YES);
    o = json_new_obj(u->a);
    put_str(u, o, "name", fix->name);
    put_str(u, o, "version", fix->version);
    put(u, o, "isSemVerMajor", json_new_bool(u->a, fix->major));
    return o;
}

static cJSON *vuln_json(Audit *u, const Vuln *v)
{
    cJSON *o = json_new_obj(u->a);

    put_str(u, o, "name", v->name);
    put_str(u, o, "severity", severity_of(v));
    put(u, o, "isDirect", json_new_bool(u->a, is_direct(v)));
    put(u, o, "via", vias_json(u, v));
    put(u, o, "effects", effects_json(u, v));
    put_str(u, o, "range", simple_range(u, v));
    put(u, o, "nodes", nodes_json(u, v));
    put(u, o, "fixAvailable", fix_json(u, v->fix));
    return o;
}

static cJSON *counts_json(Audit *u, const cJSON *vulns)
{
    static const char *const names[] = { "info", "low",      "moderate",
                                         "high", "critical", "total" };
    cJSON *o = json_new_obj(u->a);
    double counts[6] = { 0 };

    JSON_EACH (v, vulns) {
        int rank = severity_rank(json_str(json_get(v, "severity")));

        counts[5]++;
        if (rank >= 0)
            counts[rank]++;
    }
    for (int i = 0; i < 6; i++)
        put(u, o, names[i], json_new_num(u->a, counts[i]));
    return o;
}

static cJSON *dependencies_json(Audit *u)
{
    static const char *const names[] = { "prod", "dev",          "optional",
                                         "peer", "peerOptional", "total" };
    cJSON *o = json_new_obj(u->a);
    double counts[6] = { 0 };

    VEC_EACH (Node *, n, u->s->tree->nodes) {
        if (*n == NULL)
            continue;
        counts[0] += !(*n)->dev && !(*n)->optional && !(*n)->peer;
        counts[1] += (*n)->dev;
        counts[2] += (*n)->optional;
        counts[3] += (*n)->peer;
        counts[5]++;
    }
    counts[5]--;
    for (int i = 0; i < 6; i++)
        put(u, o, names[i], json_new_num(u->a, counts[i]));
    return o;
}

static cJSON *report_json(Audit *u)
{
    cJSON *o = json_new_obj(u->a), *vulns = json_new_obj(u->a),
          *meta = json_new_obj(u->a);

    VEC_EACH (Vuln *, v, u->vulns) {
        if (!(*v)->gone)
            put(u, vulns, arena_strf(u->a, STR_FMT, STR_ARG((*v)->name)).ptr,
                vuln_json(u, *v));
    }
    json_sort_keys(vulns, collate_compare);
    put(u, o, "auditReportVersion", json_new_num(u->a, 2));
    put(u, o, "vulnerabilities", vulns);
    put(u, meta, "vulnerabilities", counts_json(u, vulns));
    put(u, meta, "dependencies", dependencies_json(u));
    put(u, o, "metadata", meta);
    return o;
}

int audit_report(Survey *s, const AuditOptions *o, cJSON **out, Err *err)
{
    Ctx *ctx = s->project.ctx;
    Audit u = { .s = s, .a = &s->project.arena, .o = o };
    cJSON *answer = json_new_obj(u.a);

    if (!config_bool(&ctx->config, "offline") &&
        advisories_ask(ctx, u.a, question(&u), &answer, err) < 0)
        return err->code;
    u.advisories.a = u.a;
    u.advisories.kind = PACKUMENT_SHORT;
    if (ctx_client(ctx, &u.advisories.client, err) < 0)
        return err->code;
    JSON_EACH (list, answer)
        registry_packument_prefetch(u.advisories.client, json_key(list), PACKUMENT_SHORT);
    JSON_EACH (list, answer) {
        JSON_EACH (advisory, list)
            enqueue(&u, advisory_of(&u.advisories, json_key(list), advisory));
    }
    for (size_t i = 0; i < u.queue.len; i++)
        add_advisory(&u, u.queue.ptr[i]);
    link_vias(&u);
    *out = report_json(&u);
    advisories_release(&u.advisories);
    map_release(&u.done);
    return 0;
}
