/* cmd_outdated.c: outdated: which dependencies have newer versions. */
#include <stdlib.h>

#include "common/collate.h"
#include "common/vec.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/reading.h"
#include "pkg/output.h"
#include "pkg/tree/describe.h"
#include "pkg/ui/paint.h"
#include "pkg/ui/text_table.h"
#include "registry-client/fetch_packument.h"

typedef struct {
    Str name, path, current, wanted, latest, dependent, location, homepage;
    Str workspace; /* of the dependent, its pkgid; "" if it is none */
    Str dependent_at;
    const char *type;
    size_t at;
} Row;

/* What is looked at: a dependency; in global mode a package alone. */
typedef struct {
    Edge *edge;
    Node *node; /* NULL: missing */
    Str name;   /* of the registry's package */
    const Spec *spec;
} Item;

typedef struct {
    Ctx *ctx;
    Arena *a;
    Survey *survey;
    uint32_t filter;
    VEC(Item) items;
    VEC(Row) rows;
    bool long_form;
    PackumentKind kind;
} Outdated;

/* ---- What to look at ---- */

static void track(Outdated *o, Edge *e)
{
    if (o->filter != 0 && node_target(e->from)->mark != o->filter)
        return;
    VEC_EACH (Item, i, o->items) {
        if (i->edge == e)
            return;
    }
    vec_push_in(o->a, &o->items, (Item){ .edge = e, .node = e->to });
}

/* A global package, once. */
static void track_node(Outdated *o, Node *n)
{
    VEC_EACH (Item, i, o->items) {
        if (i->node == n)
            return;
    }
    vec_push_in(o->a, &o->items, (Item){ .node = n });
}

static void track_edges_out(Outdated *o, Node *n)
{
    if (o->survey->project.global) {
        MAP_EACH (m, n->children)
            track_node(o, m->value);
        return;
    }
    MAP_EACH (m, n->edges_out)
        track(o, m->value);
}

static void track_by_name(Outdated *o, Str name)
{
    VEC_EACH (Node *, n, o->survey->tree->nodes) {
        if (*n == NULL || !str_eq((*n)->name, name))
            continue;
        VEC_EACH (Edge *, e, (*n)->edges_in)
            track(o, *e);
    }
}

static void track_all(Outdated *o, bool everything)
{
    Tree *t = o->survey->tree;

    if (everything) {
        VEC_EACH (Node *, n, t->nodes) {
            if (*n != NULL)
                track_edges_out(o, *n);
        }
    }
    track_edges_out(o, t->root);
    if (o->survey->project.global)
        return;
    MAP_EACH (m, t->root->edges_out) {
        Edge *e = m->value;

        if (e->to != NULL && node_is_workspace(node_target(e->to)))
            track_edges_out(o, node_target(e->to));
    }
}

/* ---- One of them ---- */

static const char *type_of(const Item *i)
{
    bool optional = i->edge ? edge_is_optional(i->edge) : i->node->optional;
    bool peer = i->edge ? edge_is_peer(i->edge) : i->node->peer;
    bool dev = i->edge ? edge_is_dev(i->edge) : i->node->dev;

    return optional ? "optionalDependencies"
           : peer   ? "peerDependencies"
           : dev    ? "devDependencies"
                    : "dependencies";
}

static bool is_omitted(const Outdated *o, const Item *i)
{
    const Config *c = &o->ctx->config;
    const Node *n = i->node;
    bool dev = n ? n->dev : edge_is_dev(i->edge);
    bool optional = n ? n->optional : edge_is_optional(i->edge);
    bool peer = n ? n->peer : edge_is_peer(i->edge);

    return (dev && project_omits(c, "dev")) ||
           (optional && project_omits(c, "optional")) ||
           (peer && project_omits(c, "peer"));
}

/* Does the registry have an answer? Fills in what it is asked for. */
static bool is_askable(Outdated *o, Item *i)
{
    if (is_omitted(o, i))
        return false;
    i->name = i->edge ? i->edge->name : i->node->name;
    if (i->edge == NULL)
        return true;
    if (edge_state(i->edge) == EDGE_MISSING && !edge_is_optional(i->edge) &&
        strcmp(type_of(i), "dependencies") != 0)
        return false;
    i->spec = edge_spec(i->edge);
    if (i->spec == NULL || !i->spec->registry)
        return false;
    if (i->spec->sub != NULL)
        i->name = i->spec->sub->name;
    return true;
}

static Str best(Outdated *o, Packument *p, Str wanted, Err *err)
{
    PickOptions how = source_pick_options(&o->survey->project.source, packument_name(p));
    Pick pick;

    if (pick_manifest(p, wanted, &how, &pick, err) < 0)
        return (Str){ NULL, 0 };
    return arena_str(o->a, packument_version(p, pick.index).version);
}

/* "al:d@0.1.0" for an alias. */
static Str shown_name(Outdated *o, const Item *i)
{
    Str wanted = i->edge ? edge_wanted(i->edge) : STR("");

    if (i->spec == NULL || i->spec->sub == NULL)
        return i->edge ? i->edge->name : i->node->name;
    return arena_strf(o->a, STR_FMT STR_FMT, STR_ARG(i->edge->name),
                      STR_ARG(str_from(wanted, 3)));
}

static void add_row(Outdated *o, const Item *i, Packument *p, Str wanted, Str latest)
{
    const Node *n = i->node, *from = i->edge ? i->edge->from : NULL;
    Row r = { .name = shown_name(o, i),
              .current = n ? node_version(n) : STR(""),
              .wanted = wanted,
              .latest = latest,
              .dependent = from ? node_place_name(from) : STR("global"),
              .dependent_at = from ? node_location(o->a, from) : STR("global"),
              .type = type_of(i),
              .at = o->rows.len };
    Err ignored;

    if (n != NULL) {
        r.path = n->path;
        r.location = node_location(o->a, n);
    }
    if (from != NULL && node_is_workspace(from))
        r.workspace = node_pkgid(o->a, from);
    if (o->kind == PACKUMENT_FULL) {
        const cJSON *head = packument_head(p, &ignored);

        r.homepage = arena_str(o->a, json_str(json_get(head, "homepage")));
    }
    vec_push_in(o->a, &o->rows, r);
}

static int examine(Outdated *o, RegistryClient *client, const Item *i, Err *err)
{
    Str current = i->node ? node_version(i->node) : STR("");
    Str wanted = STR(""), latest;
    Packument *p;
    int rc = registry_packument(client, i->name, o->kind, &p, err);

    if (rc == 0) {
        if (i->spec != NULL)
            wanted = i->spec->sub ? i->spec->sub->fetch_spec : edge_wanted(i->edge);
        wanted = best(o, p, wanted, err);
        latest = wanted.ptr != NULL ? best(o, p, STR("*"), err) : wanted;
        if (latest.ptr == NULL)
            rc = err->code;
        else if (current.len == 0 || !str_eq(current, wanted) || !str_eq(wanted, latest))
            add_row(o, i, p, wanted, latest);
    }
    return rc == ERR_ETARGET || rc == ERR_E403 || rc == ERR_E404 ? 0 : rc;
}

static int examine_all(Outdated *o, Err *err)
{
    RegistryClient *client;
    size_t n = 0;

    if (ctx_client(o->ctx, &client, err) < 0)
        return err->code;
    registry_ask_anew(client, true);
    for (size_t i = 0; i < o->items.len; i++) {
        if (!is_askable(o, &o->items.ptr[i]))
            continue;
        o->items.ptr[n] = o->items.ptr[i];
        registry_packument_prefetch(client, o->items.ptr[n++].name, o->kind,
                                    REGISTRY_FIRST, NULL);
    }
    for (size_t i = 0; i < n; i++) {
        if (examine(o, client, &o->items.ptr[i], err) < 0)
            return err->code;
    }
    return 0;
}

/* ---- Printing ---- */

static int by_name(const void *x, const void *y)
{
    const Row *a = x, *b = y;
    int d = collate_compare(a->name, b->name);

    if (d == 0)
        d = collate_compare(a->dependent, b->dependent);
    return d != 0 ? d : a->at < b->at ? -1 : 1;
}

static void print_table(Outdated *o)
{
    static const char *const heads[] = {
        "Package",      "Current",  "Wanted",
        "Latest",       "Location", "Depended by",
        "Package Type", "Homepage", "Depended By Location"
    };
    size_t n = o->long_form ? 9 : 6, k = 0;
    Str *cells = arena_array(o->a, Str, (o->rows.len + 1) * n);
    bool on = o->ctx->color_out;
    Arena *a = o->a;
    Buf b = { 0 };

    for (; k < n; k++)
        cells[k] =
            paint(a, on, PAINT_BOLD, paint(a, on, PAINT_UNDERLINE, str_of(heads[k])));
    VEC_EACH (Row, r, o->rows) {
        Str row[9] = {
            paint(a, on, str_eq(r->current, r->wanted) ? PAINT_YELLOW : PAINT_RED,
                  r->name),
            r->current.len > 0 ? r->current : STR("MISSING"),
            paint(a, on, PAINT_CYAN, r->wanted),
            paint(a, on, PAINT_BLUE, r->latest),
            r->path.len > 0 ? r->location : STR("-"),
            r->workspace.len > 0 ? paint(a, on, PAINT_BLUE, r->workspace) : r->dependent,
            str_of(r->type),
            paint(a, on, PAINT_BLUE, r->homepage),
            r->dependent_at
        };

        memcpy(cells + k, row, n * sizeof *row);
        k += n;
    }
    text_table(cells, o->rows.len + 1, n, "lrrrl", &b);
    out_say(o->ctx, buf_view(&b));
    buf_release(&b);
}

static void print_paths(Outdated *o)
{
    Buf b = { 0 };

    VEC_EACH (Row, r, o->rows) {
        buf_printf(&b, "%s" STR_FMT ":" STR_FMT "@" STR_FMT ":", b.len > 0 ? "\n" : "",
                   STR_ARG(r->path), STR_ARG(r->name), STR_ARG(r->wanted));
        if (r->current.len > 0)
            buf_printf(&b, STR_FMT "@" STR_FMT, STR_ARG(r->name), STR_ARG(r->current));
        else
            buf_puts(&b, "MISSING");
        buf_printf(&b, ":" STR_FMT "@" STR_FMT ":" STR_FMT, STR_ARG(r->name),
                   STR_ARG(r->latest), STR_ARG(r->dependent));
        if (o->long_form)
            buf_printf(&b, ":%s:" STR_FMT ":" STR_FMT, r->type, STR_ARG(r->homepage),
                       STR_ARG(r->dependent_at));
    }
    out_say(o->ctx, buf_view(&b));
    buf_release(&b);
}

static cJSON *json_row(Outdated *o, const Row *r)
{
    struct {
        const char *key;
        Str value;
    } members[] = {
        { "current", r->current },   { "wanted", r->wanted },
        { "latest", r->latest },     { "dependent", r->dependent },
        { "location", r->path },     { "type", str_of(r->type) },
        { "homepage", r->homepage }, { "dependedByLocation", r->dependent_at },
    };
    cJSON *j = json_new_obj(o->a);

    for (size_t i = 0; i < (o->long_form ? 8 : 5); i++) {
        if (members[i].value.len > 0 || i == 7)
            json_add_str(o->a, j, members[i].key, members[i].value);
    }
    return j;
}

/* A package that is outdated in several places has a list of them. */
static void print_json(Outdated *o)
{
    cJSON *all = json_new_obj(o->a);

    VEC_EACH (Row, r, o->rows) {
        cJSON *had = json_getn(all, r->name), *list = had;

        if (had == NULL) {
            json_add(o->a, all, r->name, json_row(o, r));
            continue;
        }
        if (!json_is_arr(had)) {
            list = json_new_arr(o->a);
            json_push(list, json_dup(o->a, had));
            json_set(o->a, all, r->name, list);
        }
        json_push(list, json_row(o, r));
    }
    ctx_json(o->ctx, all);
}

static void print(Outdated *o)
{
    if (o->rows.len > 1)
        qsort(o->rows.ptr, o->rows.len, sizeof *o->rows.ptr, by_name);
    if (o->ctx->json)
        print_json(o);
    else if (o->rows.len == 0)
        return;
    else if (config_bool(&o->ctx->config, "parseable"))
        print_paths(o);
    else
        print_table(o);
}

int cmd_outdated(Ctx *ctx, char **args, int n_args, Err *err)
{
    SurveyOptions so = { .from = SURVEY_DISK };
    const Config *c = &ctx->config;
    Reading r;
    int rc = reading_open(&r, ctx, &so, err);

    if (rc == 0) {
        Outdated o = { .ctx = ctx,
                       .a = &r.survey.project.arena,
                       .survey = &r.survey,
                       .long_form = config_bool(c, "long") };

        o.kind = o.long_form || r.survey.project.source.pick.has_before ? PACKUMENT_FULL
                                                                        : PACKUMENT_SHORT;
        o.filter = reading_filter(&r, config_bool(c, "include-workspace-root"));
        for (int i = 0; i < n_args; i++)
            track_by_name(&o, str_of(args[i]));
        if (n_args == 0)
            track_all(&o, config_bool(c, "all"));
        rc = examine_all(&o, err);
        if (rc == 0) {
            print(&o);
            rc = o.rows.len > 0 ? 1 : 0;
        }
    }
    reading_close(&r);
    return rc;
}
