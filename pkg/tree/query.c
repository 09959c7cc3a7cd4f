/* query.c: see query.h. A selector is gone through part by part, from left to right; what
 * a combinator means is settled by the part behind it. */
#include "pkg/tree/query.h"

#include <stdlib.h>

#include "common/collate.h"
#include "common/glob.h"
#include "common/path.h"
#include "common/semver_change.h"
#include "common/semver_sets.h"
#include "pkg/tree/describe.h"
#include "pkg/tree/query_match.h"

typedef struct {
    Tree *tree;
    Arena *a;
    const QueryHelp *help;
    QueryResult *out;
    NodeList all;
    Map versions; /* name -> QueryVersions * */
    const cJSON *advisories;
    unsigned n_missing;
    Err *err;
} Query;

/* One selector list at work: the whole one, or one inside of :is( … ). */
typedef struct {
    Query *q;
    const NodeList *begin; /* what it begins with */
    Node *scope;
} Level;

static int run_list(const Level *l, const QuerySelectors *list, NodeList *out);

/* ---- Sets ---- */

static uint32_t mark_all(Query *q, const NodeList *list)
{
    uint32_t mark = ++q->tree->forest->next_mark;

    VEC_EACH (Node *, n, *list)
        (*n)->mark = mark;
    return mark;
}

static void add(Query *q, NodeList *list, Node *n)
{
    vec_push_in(q->a, list, n);
}

static void set_context(Query *q, Node *n, const char *key, cJSON *value)
{
    cJSON *c = map_get(&q->out->contexts, n->path);

    if (c == NULL) {
        c = json_new_obj(q->a);
        map_set(&q->out->contexts, n->path, c);
    }
    json_set(q->a, c, str_of(key), value);
}

/* ---- Combinators ---- */

/* Whoever depends on something in a set, or (a link's folder) lies below it, is its
 * child. Marks children of `parents` in the whole tree. */
static uint32_t mark_children(Query *q, const NodeList *parents)
{
    Forest *f = q->tree->forest;
    uint32_t mark = ++f->next_mark;

    VEC_EACH (Node *, p, *parents) {
        Node *n = node_target(*p);

        MAP_EACH (m, n->edges_out) {
            Node *to = ((Edge *)m->value)->to;

            if (to != NULL)
                to->mark = mark;
        }
        MAP_EACH (m, n->children) {
            Node *link = m->value, *t = link->is_link ? link->target : NULL;

            if (t != NULL && node_is_top(t) && node_resolve_parent(t) == n)
                t->mark = mark;
        }
    }
    return mark;
}

static void pass_on(Query *q, NodeList *list, uint32_t mark, Node *n)
{
    if (n == NULL || n->mark == mark)
        return;
    n->mark = mark;
    add(q, list, n);
}

/* All below: what a child needs, folders below a folder, targets of links. */
static uint32_t mark_descendants(Query *q, const NodeList *ancestors)
{
    uint32_t mark = mark_children(q, ancestors);
    NodeList list = { 0 };

    VEC_EACH (Node *, n, q->all) {
        if ((*n)->mark == mark)
            add(q, &list, *n);
    }
    for (size_t i = 0; i < list.len; i++) {
        Node *n = list.ptr[i];

        MAP_EACH (m, n->edges_out)
            pass_on(q, &list, mark, ((Edge *)m->value)->to);
        VEC_EACH (Node *, c, n->fs_children)
            pass_on(q, &list, mark, *c);
        if (n->is_link)
            pass_on(q, &list, mark, n->target);
    }
    return mark;
}

static void combine(Query *q, char how, const NodeList *left, const NodeList *right,
                    NodeList *out)
{
    NodeList parents = { 0 };
    uint32_t mark, own;

    if (how == '~') {
        VEC_EACH (Node *, n, *left) {
            VEC_EACH (Edge *, e, (*n)->edges_in)
                add(q, &parents, (*e)->from);
        }
        mark = mark_children(q, &parents);
        VEC_EACH (Node *, n, *right) {
            if ((*n)->mark == mark)
                add(q, out, *n);
        }
        own = mark_all(q, left);
        for (size_t i = out->len; i-- > 0;) {
            if (out->ptr[i]->mark == own)
                vec_remove(out, i);
        }
        return;
    }
    mark = how == '>' ? mark_children(q, left) : mark_descendants(q, left);
    VEC_EACH (Node *, n, *right) {
        if ((*n)->mark == mark)
            add(q, out, *n);
    }
}

/* ---- .type ---- */

static bool flag_of(const Node *n, char type)
{
    return type == 'd' ? n->dev : type == 'o' ? n->optional : n->peer;
}

static bool edge_has_type(const Edge *e, char type)
{
    return type == 'd'   ? e->type == EDGE_DEV
           : type == 'o' ? e->type == EDGE_OPTIONAL
                         : e->type == EDGE_PEER;
}

/* What has the flag, and what somebody needs who has it, or needs so. */
static void by_flag(Query *q, char type, const NodeList *in, NodeList *out)
{
    uint32_t mark = ++q->tree->forest->next_mark;
    NodeList list = { 0 };

    VEC_EACH (Node *, n, q->all) {
        if (flag_of(*n, type))
            pass_on(q, &list, mark, *n);
        VEC_EACH (Edge *, e, (*n)->edges_in) {
            if (edge_has_type(*e, type))
                pass_on(q, &list, mark, *n);
        }
    }
    for (size_t i = 0; i < list.len; i++) {
        MAP_EACH (m, list.ptr[i]->edges_out)
            pass_on(q, &list, mark, ((Edge *)m->value)->to);
    }
    VEC_EACH (Node *, n, *in) {
        if ((*n)->mark == mark)
            add(q, out, *n);
    }
}

static int by_type(Query *q, Str type, const NodeList *in, NodeList *out)
{
    if (str_is(type, "dev") || str_is(type, "optional") || str_is(type, "peer")) {
        by_flag(q, type.ptr[0], in, out);
        return 0;
    }
    if (!str_is(type, "prod") && !str_is(type, "workspace") && !str_is(type, "bundled"))
        return err_set(q->err, ERR_EQUERYNODEPTYPE,
                       "`." STR_FMT "` is not a supported dependency type.",
                       STR_ARG(type));
    VEC_EACH (Node *, n, *in) {
        if (type.ptr[0] == 'p'   ? !(*n)->dev
            : type.ptr[0] == 'w' ? node_is_workspace(*n)
                                 : node_bundler(*n) != NULL)
            add(q, out, *n);
    }
    return 0;
}

/* ---- Pseudo selectors ---- */

static bool is_invalid(const Node *n)
{
    VEC_EACH (Edge *, e, n->edges_in) {
        if (edge_state(*e) == EDGE_INVALID)
            return true;
    }
    return false;
}

static bool has_path(Query *q, Node *n, Str pattern)
{
    Str full = path_resolve(q->a, q->tree->root->path, pattern);

    return pattern.len == 0 || glob_match_plain(q->a, full, node_real(n));
}

static bool edge_is_of(Edge *e, Str type)
{
    const Spec *s = edge_spec(e);

    if (s == NULL)
        return false;
    return str_is(type, "registry") ? s->registry : str_is(type, spec_type_name(s->type));
}

static bool has_edge_of(const Node *n, Str type)
{
    if (type.len == 0)
        return true;
    VEC_EACH (Edge *, e, n->edges_in) {
        if (edge_is_of(*e, type))
            return true;
    }
    return false;
}

/* -1: there is no such selector. */
static int is_plain(const Level *l, const QueryPart *p, Node *n)
{
    Str s = p->text;

    if (str_is(s, "empty"))
        return n->edges_out.len == 0;
    if (str_is(s, "extraneous"))
        return n->extraneous;
    if (str_is(s, "invalid"))
        return is_invalid(n);
    if (str_is(s, "link"))
        return n->is_link || (node_is_top(n) && !n->is_root);
    if (str_is(s, "overridden"))
        return node_is_overridden(n);
    if (str_is(s, "private"))
        return json_truthy(json_get(n->pkg, "private"));
    if (str_is(s, "root"))
        return l->scope != NULL && n == l->scope->tree->root;
    if (str_is(s, "scope"))
        return n == l->scope;
    if (str_is(s, "deduped"))
        return node_target(n)->edges_in.len > 1;
    if (str_is(s, "path"))
        return has_path(l->q, n, p->value);
    if (str_is(s, "type"))
        return has_edge_of(n, p->value);
    if (str_is(s, "attr"))
        return query_match_path(l->q->a, p, n->pkg);
    return -1;
}

static void missing(Query *q, NodeList *out)
{
    VEC_EACH (Node *, n, q->all) {
        MAP_EACH (m, (*n)->edges_out) {
            Edge *e = m->value;
            cJSON *pkg = json_new_obj(q->a), *c = json_new_obj(q->a);
            Node *item;

            if (e->to != NULL || edge_is_optional(e))
                continue;
            json_add_str(q->a, pkg, "name", e->name);
            json_add_str(q->a, pkg, "version", edge_wanted(e));
            json_add(q->a, c, STR("missing"), json_new_bool(q->a, true));
            item = node_new(q->tree->forest, e->name, pkg);
            vec_push_in(q->a, &item->edges_in, e);
            item->real = arena_strf(q->a, "missing %u", q->n_missing++);
            map_set(&q->out->contexts, item->real, c);
            add(q, out, item);
        }
    }
}

static int semver(const Level *l, const QueryPart *p, const NodeList *in, NodeList *out)
{
    Query *q = l->q;

    if (p->value.len == 0) {
        q->help->warn(q->help->ctx,
                      "usage of :semver() with no parameters is deprecated");
        *out = *in;
        return 0;
    }
    if (query_check_semver(q->a, p, q->err) < 0)
        return q->err->code;
    q->err->code = 0;
    VEC_EACH (Node *, n, *in) {
        if (query_match_semver(q->a, p, (*n)->pkg, q->err))
            add(q, out, *n);
    }
    return q->err->code;
}

/* What is between parentheses. What it asks the registry about its packages isn't known
 * of others. */
static int run_inner(Level inner, const QueryPart *p, NodeList *out)
{
    const cJSON *known = inner.q->advisories;
    int rc = run_list(&inner, p->nested, out);

    inner.q->advisories = known;
    return rc;
}

static int nested(const Level *l, const QueryPart *p, const NodeList *in, NodeList *out)
{
    Query *q = l->q;
    bool is_not = str_is(p->text, "not");
    NodeList found = { 0 };
    uint32_t mark;

    if (p->nested->len == 0) { /* nothing between parentheses is met by all, or by none */
        *out = is_not == p->has_value ? found : *in;
        return 0;
    }
    if (str_is(p->text, "has")) {
        VEC_EACH (Node *, n, *in) {
            NodeList one = { n, 1, 1 };

            found.len = 0;
            if (run_inner((Level){ q, &one, *n }, p, &found) < 0)
                return q->err->code;
            if (found.len > 0)
                add(q, out, *n);
        }
        return 0;
    }
    if (run_inner((Level){ q, in, NULL }, p, &found) < 0)
        return q->err->code;
    if (!is_not) {
        *out = found;
        return 0;
    }
    mark = mark_all(q, &found);
    VEC_EACH (Node *, n, *in) {
        if ((*n)->mark != mark)
            add(q, out, *n);
    }
    return 0;
}

/* ---- :vuln ---- */

static bool list_has(const Str *list, size_t n, Str s)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq(list[i], s))
            return true;
    }
    return false;
}

static bool names_cwe(const cJSON *advisory, Str cwe)
{
    JSON_EACH (c, json_get(advisory, "cwe")) {
        if (str_starts(json_str(c), STR("CWE-")) && str_eq(str_from(json_str(c), 4), cwe))
            return true;
    }
    return false;
}

static bool is_meant(const QueryVuln *v, const cJSON *advisory)
{
    Str severity = json_str(json_get(advisory, "severity"));

    if (v->severity.len > 0 && !list_has(v->severity.ptr, v->severity.len, STR("*")) &&
        !list_has(v->severity.ptr, v->severity.len, severity))
        return false;
    if (v->cwe.len == 0)
        return true;
    if (list_has(v->cwe.ptr, v->cwe.len, STR("*")))
        return json_len(json_get(advisory, "cwe")) > 0;
    VEC_EACH (Str, c, v->cwe) {
        if (!names_cwe(advisory, *c))
            return false;
    }
    return true;
}

static bool concerns(Query *q, const QueryPart *p, const cJSON *advisory, Node *n)
{
    SemverRange bad, own;

    if (!semver_range_parse(q->a, json_str(json_get(advisory, "vulnerable_versions")), 0,
                            &bad) ||
        !semver_range_parse(q->a, node_version(n), 0, &own) ||
        !semver_ranges_intersect(&bad, &own))
        return false;
    VEC_EACH (QueryVuln, v, p->vulns) {
        if (is_meant(v, advisory))
            return true;
    }
    return p->vulns.len == 0;
}

static int fetch_advisories(Query *q, const NodeList *in)
{
    cJSON *packages = json_new_obj(q->a), *versions;

    VEC_EACH (Node *, n, *in) {

        if (node_is_project_root(*n) || json_truthy(json_get((*n)->pkg, "private")))
            continue;
        versions = json_getn(packages, (*n)->name);
        if (versions == NULL) {
            versions = json_new_arr(q->a);
            json_add(q->a, packages, (*n)->name, versions);
        }
        if (!json_has_text(versions, node_version(*n)))
            json_push(versions, json_new_str(q->a, node_version(*n)));
    }
    return q->help->advisories(q->help->ctx, packages, &q->advisories, q->err);
}

static int vulnerable(Query *q, const QueryPart *p, const NodeList *in, NodeList *out)
{
    if (in->len > 0 && q->advisories == NULL && fetch_advisories(q, in) < 0)
        return q->err->code;
    VEC_EACH (Node *, n, *in) {
        cJSON *found = json_new_arr(q->a), *context;

        JSON_EACH (advisory, json_getn(q->advisories, (*n)->name)) {
            if (concerns(q, p, advisory, *n))
                json_push(found, json_dup(q->a, advisory));
        }
        if (found->child == NULL)
            continue;
        context = json_new_obj(q->a);
        json_add(q->a, context, STR("advisories"), found);
        map_set(&q->out->contexts, (*n)->path, context);
        add(q, out, *n);
    }
    return 0;
}

/* ---- :outdated ---- */

static const QueryVersions *versions_of(Query *q, Str name)
{
    QueryVersions *v = map_get(&q->versions, name);

    if (v == NULL) {
        v = arena_new(q->a, QueryVersions);
        q->help->versions(q->help->ctx, name, v);
        map_set(&q->versions, name, v);
    }
    return v;
}

static cJSON *texts(Query *q, const QueryVersions *list)
{
    cJSON *arr = json_new_arr(q->a);

    VEC_EACH (Str, s, *list)
        json_push(arr, json_new_str(q->a, *s));
    return arr;
}

static QueryVersions greater(Query *q, Node *n, const QueryVersions *all)
{
    const Semver *own = node_semver(n);
    QueryVersions out = { 0 };
    Semver v;

    VEC_EACH (Str, s, *all) {
        if (own != NULL && semver_parse(q->a, *s, 0, &v) && semver_compare(&v, own) > 0)
            vec_push_in(q->a, &out, *s);
    }
    return out;
}

static bool differs_by(Query *q, Node *n, const QueryVersions *list, Str kind)
{
    SemverRelease d;
    Semver v;

    VEC_EACH (Str, s, *list) {
        if (semver_parse(q->a, *s, 0, &v) && semver_diff(node_semver(n), &v, &d) &&
            str_is(kind, semver_release_name(d)))
            return true;
    }
    return false;
}

/* Those that suit (or don't suit) each who depends on it. */
static bool by_ranges(Query *q, Node *n, const QueryVersions *list, bool inside)
{
    cJSON *all = json_new_arr(q->a), *context = json_new_obj(q->a);
    Semver v;

    VEC_EACH (Edge *, e, n->edges_in) {
        const SemverRange *r = forest_range(q->tree->forest, edge_wanted(*e));
        QueryVersions found = { 0 };
        cJSON *one = json_new_obj(q->a);

        VEC_EACH (Str, s, *list) {
            bool fits =
                r != NULL && semver_parse(q->a, *s, 0, &v) && semver_satisfies(&v, r);

            if (fits == inside)
                vec_push_in(q->a, &found, *s);
        }
        if (found.len == 0)
            continue;
        json_add_str(q->a, one, "from", node_location(q->a, (*e)->from));
        json_add(q->a, one, STR("versions"), texts(q, &found));
        json_push(all, one);
    }
    if (all->child == NULL)
        return false;
    json_add(q->a, context, inside ? STR("inRange") : STR("outOfRange"), all);
    set_context(q, n, "outdated", context);
    return true;
}

static bool is_outdated(Query *q, Node *n, Str kind)
{
    const QueryVersions *all;
    QueryVersions newer;

    if (node_is_project_root(n) || json_truthy(json_get(n->pkg, "private")))
        return false;
    all = versions_of(q, n->name);
    set_context(q, n, "versions", texts(q, all));
    newer = greater(q, n, all);
    if (newer.len == 0)
        return false;
    if (str_is(kind, "any"))
        return true;
    if (str_is(kind, "in-range") || str_is(kind, "out-of-range"))
        return by_ranges(q, n, &newer, kind.ptr[0] == 'i');
    return (str_is(kind, "major") || str_is(kind, "minor") || str_is(kind, "patch")) &&
           differs_by(q, n, &newer, kind);
}

/* ---- Parts in their order ---- */

static int pseudo(const Level *l, const QueryPart *p, const NodeList *in, NodeList *out)
{
    Query *q = l->q;

    if (p->nested != NULL)
        return nested(l, p, in, out);
    if (str_is(p->text, "semver"))
        return semver(l, p, in, out);
    if (str_is(p->text, "vuln"))
        return vulnerable(q, p, in, out);
    if (str_is(p->text, "missing")) {
        missing(q, out);
        return 0;
    }
    if (is_plain(l, p, q->tree->root) < 0 && !str_is(p->text, "outdated"))
        return err_set(q->err, ERR_EQUERYNOPSEUDO,
                       "`:" STR_FMT "` is not a supported pseudo selector.",
                       STR_ARG(p->text));
    VEC_EACH (Node *, n, *in) {
        if (str_is(p->text, "outdated")
                ? is_outdated(q, *n, p->has_value ? p->value : STR("any"))
                : is_plain(l, p, *n) > 0)
            add(q, out, *n);
    }
    return 0;
}

/* npm's manifests have an _id, whatever package.json says. */
static bool has_attribute(Query *q, const QueryMatcher *m, const Node *n)
{
    Str name = json_str(json_get(n->pkg, "name"));
    Str version = json_str(json_get(n->pkg, "version"));
    cJSON *ids;

    if (!str_is(m->name, "_id") || name.len == 0 || version.len == 0)
        return query_match(m, n->pkg);
    ids = json_new_obj(q->a);
    json_add(q->a, ids, m->name,
             json_new_str(q->a, arena_strf(q->a, STR_FMT "@" STR_FMT, STR_ARG(name),
                                           STR_ARG(version))));
    return query_match(m, ids);
}

static int no_operator(Query *q, Str op)
{
    return err_set(q->err, ERR_ENOCODE, "`" STR_FMT "` is not a supported operator.",
                   STR_ARG(op));
}

static int no_selector(Query *q, Str kind)
{
    return err_set(q->err, ERR_EQUERYNOSELECTOR,
                   "`" STR_FMT "` is not a supported selector.", STR_ARG(kind));
}

/* No name is one that nothing has. */
static bool has_name(const QueryPart *p, const Node *n)
{
    return p->text.len > 0 &&
           (str_eq(p->text, node_place_name(n)) || str_eq(p->text, node_package_name(n)));
}

static int apply(const Level *l, const QueryPart *p, const NodeList *in, NodeList *out)
{
    Query *q = l->q;

    switch (p->kind) {
    case QUERY_ANY: *out = *in; return 0;
    case QUERY_TYPE: return by_type(q, p->text, in, out);
    case QUERY_PSEUDO: return pseudo(l, p, in, out);
    case QUERY_ATTR:
        if (in->len > 0 && !query_is_operator(p->matcher.op))
            return no_operator(q, p->matcher.op);
        break;
    case QUERY_NAME: break;
    default: return no_selector(q, p->text);
    }
    VEC_EACH (Node *, n, *in) {
        if (p->kind == QUERY_ATTR ? has_attribute(q, &p->matcher, *n) : has_name(p, *n))
            add(q, out, *n);
    }
    return 0;
}

static int run_selector(const Level *l, const QuerySelector *s, NodeList *now)
{
    char pending = '\0';
    NodeList kept = { 0 }; /* what there was before parentheses of nobody's */
    bool frozen = false;

    for (size_t i = 0; i < s->parts.len; i++) {
        const QueryPart *p = &s->parts.ptr[i];
        const NodeList *in = i == 0                                         ? l->begin
                             : s->parts.ptr[i - 1].kind == QUERY_COMBINATOR ? &l->q->all
                                                                            : now;
        NodeList next = { 0 }, both = { 0 };

        if (p->kind == QUERY_COMBINATOR) {
            pending = p->text.len > 1 || p->text.ptr[0] == '+' ? '\0' : p->text.ptr[0];
            continue;
        }
        if (apply(l, p, in, &next) < 0)
            return l->q->err->code;
        if (pending != '\0') {
            combine(l->q, pending, now, &next, &both);
            next = both;
        }
        pending = '\0';
        *now = next;
        if (!p->opens)
            continue;
        if (p->inner.len > 0)
            return no_selector(l->q, p->inner);
        if (!frozen)
            kept = *now;
        frozen = true;
        *now = (NodeList){ 0 };
    }
    if (frozen)
        *now = kept;
    return 0;
}

static int run_list(const Level *l, const QuerySelectors *list, NodeList *out)
{
    Query *q = l->q;
    NodeList all = { 0 };
    uint32_t mark;

    VEC_EACH (QuerySelector, s, *list) {
        /* Only the first selector may begin with a combinator: the others have nothing
         * on its left. */
        NodeList now = { 0 };

        if (s == list->ptr)
            now = *l->begin;
        if (run_selector(l, s, &now) < 0)
            return q->err->code;
        VEC_EACH (Node *, n, now)
            add(q, &all, *n);
    }
    mark = ++q->tree->forest->next_mark;
    VEC_EACH (Node *, n, all) {
        if ((*n)->mark == mark)
            continue;
        (*n)->mark = mark;
        add(q, out, *n);
    }
    return 0;
}

typedef struct {
    Node *node;
    Str location;
    size_t at;
} Place;

static int by_location(const void *x, const void *y)
{
    const Place *a = x, *b = y;
    int d = collate_compare(a->location, b->location);

    return d != 0 ? d : a->at < b->at ? -1 : 1;
}

static void sort(Query *q, NodeList *list)
{
    Place *places = arena_array(q->a, Place, list->len + 1);

    for (size_t i = 0; i < list->len; i++) {
        Node *n = list->ptr[i];

        places[i] =
            (Place){ n, n->path.ptr != NULL ? node_location(q->a, n) : STR(""), i };
    }
    if (list->len > 1)
        qsort(places, list->len, sizeof *places, by_location);
    for (size_t i = 0; i < list->len; i++)
        list->ptr[i] = places[i].node;
}

int query_tree(Tree *t, Node *scope, Str selector, const QueryHelp *help,
               QueryResult *out, Err *err)
{
    Query q = { .tree = t, .a = t->forest->arena, .help = help, .out = out, .err = err };
    QuerySelectors list = { 0 };
    Level l = { &q, &q.all, scope };
    int rc;

    *out = (QueryResult){ 0 };
    VEC_EACH (Node *, n, t->nodes) {
        if (*n != NULL)
            add(&q, &q.all, *n);
    }
    rc = query_parse(q.a, selector, &list, err);
    if (rc == 0)
        rc = run_list(&l, &list, &out->nodes);
    sort(&q, &out->nodes);
    map_release(&q.versions);
    return rc;
}

const cJSON *query_context(const QueryResult *r, const Node *n)
{
    return map_get(&r->contexts, n->path.ptr != NULL ? n->path : n->real);
}

void query_release(QueryResult *r)
{
    map_release(&r->contexts);
}
