/* audit.c: see audit.h. */
#include "pkg/install/audit.h"

#include "common/semver_sets.h"
#include "pkg/install/advisories.h"
#include "pkg/install/audit_private.h"
#include "pkg/install/release_age.h"

static Fix fix_yes = { .kind = FIX_YES }, fix_no = { .kind = FIX_NO };

/* ---- What is asked about ---- */

static bool is_audited(const Audit *u, const Node *n)
{
    if (n == NULL || node_version(n).len == 0 || n->is_root || n->is_link ||
        n->links_in.len > 0 || node_is_absent(n))
        return false;
    return (u->o.filter == 0 || (n->id < u->n_wanted && u->wanted[n->id])) &&
           !node_is_omitted(n, u->o.omit);
}

/* Marks are made anew while the answer is on its way. */
static void keep_filter(Audit *u)
{
    u->n_wanted = u->tree->forest->next_id;
    u->wanted = arena_array(u->a, bool, u->n_wanted + 1);
    VEC_EACH (Node *, n, u->tree->nodes) {
        if (*n != NULL)
            u->wanted[(*n)->id] = (*n)->mark == u->o.filter;
    }
}

/* Names in the order in which they came into the tree, if only with a link. */
static cJSON *question(Audit *u)
{
    cJSON *all = json_new_obj(u->a);

    MAP_EACH (named, u->tree->by_package) {
        cJSON *list = json_new_arr(u->a);

        VEC_EACH (Node *, n, *(NodeList *)named->value) {
            if (is_audited(u, *n) && !json_has_text(list, node_version(*n)))
                json_push(list, json_new_str(u->a, node_version(*n)));
        }
        if (list->child != NULL)
            json_add(u->a, all, named->key, list);
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

Str audit_whole_range(Audit *u, const Vuln *v)
{
    Buf b = { 0 };

    VEC_EACH (Advisory *, x, v->advisories)
        buf_printf(&b, "%s" STR_FMT, b.len > 0 ? " || " : "", STR_ARG((*x)->range));
    return buf_to_arena(&b, u->a);
}

/* Does nothing that the spec takes escape? */
static bool spec_is_stuck(Audit *u, const Vuln *v, const Spec *spec)
{
    Str wanted = spec->sub ? spec->sub->raw_spec : spec->raw_spec;
    SemverRange own, bad;

    if (!spec->registry)
        return true;
    if (!semver_range_parse(u->a, wanted, 0, &own) ||
        !semver_range_parse(u->a, audit_whole_range(u, v), LOOSE, &bad))
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
    PickOptions pick = u->p->source.pick;
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
    pick.avoid = audit_whole_range(u, v);
    pick.avoid_strict = true;
    if (pick_manifest(v->first->packument,
                      spec->sub ? spec->sub->raw_spec : spec->raw_spec, &pick, &choice,
                      &ignored) < 0)
        return &fix_no;
    fix = arena_new(u->a, Fix);
    *fix = (Fix){ FIX_FORCE, v->name,
                  packument_version(v->first->packument, choice.index).version,
                  choice.is_semver_major, !choice.outside_dependency_range };
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

/* The version that mends it in range may be newer than `before` allows: then what is
 * taken instead is vulnerable still. */
static Str blocked_fix(Audit *u, const Vuln *v, Edge *e)
{
    PickOptions pick = u->p->source.pick;
    const Spec *spec = edge_spec(e);
    Pick open, within;
    Str wanted;
    Err ignored;

    if (!pick.has_before || spec == NULL || v->first->packument == NULL ||
        release_age_excluded(&u->p->ctx->config, v->name))
        return STR("");
    wanted = spec->sub ? spec->sub->raw_spec : spec->raw_spec;
    pick.avoid = audit_whole_range(u, v);
    pick.has_before = false;
    if (pick_manifest(v->first->packument, wanted, &pick, &open, &ignored) < 0)
        return STR("");
    pick.has_before = true;
    if (pick_manifest(v->first->packument, wanted, &pick, &within, &ignored) == 0 &&
        !within.should_avoid)
        return STR("");
    return packument_version(v->first->packument, open.index).version;
}

static void lock(Audit *u, Vuln *v, Node *top)
{
    bool had = false;

    VEC_EACH (Vuln *, w, u->locked)
        had |= *w == v;
    if (!had)
        vec_push_in(u->a, &u->locked, v);
    vec_push_in(u->a, &v->tops, top);
}

static void blame_dependents(Audit *u, Vuln *v, Advisory *x, Node *n)
{
    VEC_EACH (Edge *, e, n->edges_in) {
        Node *dep = (*e)->from;
        Advisory *meta;

        if (node_is_top(dep) && !node_list_has(&v->tops, dep)) {
            set_fix(v, fix_available(u, v, *e));
            if (v->fix->kind != FIX_YES)
                lock(u, v, dep);
            else
                v->blocked = blocked_fix(u, v, *e);
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
    VEC_EACH (Node *, n, u->tree->nodes) {
        if (!is_audited(u, *n) || !str_eq(node_package_name(*n), x->name) ||
            !advisory_tests(x, node_version(*n), (Str){ NULL, 0 }) ||
            node_list_has(&v->nodes, *n))
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

/* ---- Public ---- */

Audit *audit_begin(Project *p, Tree *t, const AuditOptions *o)
{
    Audit *u = arena_new(&p->arena, Audit);

    u->p = p;
    u->tree = t;
    u->a = &p->arena;
    u->o = *o;
    if (o->filter != 0)
        keep_filter(u);
    u->advisories.a = u->a;
    u->advisories.kind = p->source.pick.has_before ? PACKUMENT_FULL : PACKUMENT_SHORT;
    return u;
}

void audit_start(Audit *u)
{
    if (!config_bool(&u->p->ctx->config, "offline"))
        advisories_start(&u->call, u->p->ctx, u->a, question(u));
}

static int take(Audit *u, const cJSON *answer, Err *err)
{
    if (ctx_client(u->p->ctx, &u->advisories.client, err) < 0)
        return err->code;
    JSON_EACH (list, answer)
        registry_packument_prefetch(u->advisories.client, json_key(list),
                                    u->advisories.kind, REGISTRY_FIRST, NULL);
    JSON_EACH (list, answer) {
        JSON_EACH (advisory, list)
            enqueue(u, advisory_of(&u->advisories, json_key(list), advisory));
    }
    for (size_t i = 0; i < u->queue.len; i++)
        add_advisory(u, u->queue.ptr[i]);
    link_vias(u);
    return 0;
}

int audit_finish(Audit *u, Err *err)
{
    cJSON *answer;

    if (advisories_finish(&u->call, &answer, err) < 0)
        return err->code;
    return take(u, answer, err);
}

void audit_end(Audit *u)
{
    if (u == NULL)
        return;
    advisories_cancel(&u->call);
    advisories_release(&u->advisories);
    map_release(&u->done);
}
