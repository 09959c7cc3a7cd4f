/* cmd_query.c: query: packages that a selector means, as JSON. */
#include <stdlib.h>

#include "pkg/commands/commands.h"
#include "pkg/commands/reading.h"
#include "pkg/install/advisories.h"
#include "pkg/output.h"
#include "pkg/tree/describe.h"
#include "pkg/tree/query.h"
#include "registry-client/fetch_packument.h"

typedef struct {
    Ctx *ctx;
    Survey *survey;
    Arena *a;
    cJSON *items;
    Map seen; /* locations */
} Answer;

/* ---- What the selectors ask the registry for ---- */

static void versions(void *arg, Str name, QueryVersions *out)
{
    Answer *w = arg;
    PickOptions how = source_pick_options(&w->survey->project.source, name);
    const PickOptions *pick = &how;
    RegistryClient *client;
    Packument *p;
    Semver *list;
    size_t n = 0;
    Err err;

    if (ctx_client(w->ctx, &client, &err) < 0 ||
        registry_packument(client, name,
                           pick->has_before ? PACKUMENT_FULL : PACKUMENT_SHORT, &p,
                           &err) < 0) {
        ctx_log(w->ctx, LOG_WARN, "query",
                "could not retrieve packument for " STR_FMT ": %s", STR_ARG(name),
                err.msg);
        return;
    }
    list = arena_array(w->a, Semver, packument_published(p) + 1);
    for (size_t i = 0; i < packument_published(p); i++) {
        PackumentVersion v = packument_version(p, i);

        if (pick->has_before && packument_has_time(p) &&
            (v.time_ms == PACKVER_NO_TIME || v.time_ms == PACKVER_BAD_TIME ||
             v.time_ms > pick->before_ms))
            continue;
        n += semver_parse(w->a, v.version, 0, &list[n]);
    }
    semver_sort(list, n);
    for (size_t i = 0; i < n; i++)
        vec_push_in(w->a, out, list[i].raw);
}

static int advisories(void *arg, const cJSON *packages, const cJSON **out, Err *err)
{
    Answer *w = arg;
    cJSON *answer;
    int rc = advisories_ask(w->ctx, w->a, packages, &answer, err);

    *out = answer;
    return rc;
}

static void warn(void *arg, const char *text)
{
    ctx_log(((Answer *)arg)->ctx, LOG_WARN, "query", "%s", text);
}

/* ---- Items ---- */

static void put(const Answer *w, cJSON *o, const char *key, cJSON *value)
{
    json_set(w->a, o, str_of(key), value);
}

static cJSON *text_or_null(const Answer *w, Str s)
{
    return s.ptr != NULL ? json_new_str(w->a, s) : json_new_null(w->a);
}

static cJSON *item(const Answer *w, Node *n, const cJSON *context)
{
    Node *t = node_target(n);
    cJSON *o = node_manifest(w->a, t), *from = json_new_arr(w->a),
          *to = json_new_arr(w->a);
    bool placed = t->path.ptr != NULL;

    VEC_EACH (Edge *, e, t->edges_in)
        json_push(from, json_new_str(w->a, node_location(w->a, (*e)->from)));
    MAP_EACH (m, t->edges_out) {
        const Edge *e = m->value;

        if (e->to != NULL)
            json_push(to, json_new_str(w->a, node_location(w->a, e->to)));
    }
    put(w, o, "pkgid", json_new_str(w->a, node_pkgid(w->a, t)));
    if (placed)
        put(w, o, "location", json_new_str(w->a, node_location(w->a, t)));
    put(w, o, "path", text_or_null(w, t->path));
    put(w, o, "realpath", text_or_null(w, placed ? node_real(t) : t->path));
    put(w, o, "resolved", text_or_null(w, node_origin(w->a, t)));
    put(w, o, "from", from);
    put(w, o, "to", to);
    put(w, o, "dev", json_new_bool(w->a, t->dev));
    put(w, o, "inBundle", json_new_bool(w->a, placed && node_bundler(t) != NULL));
    put(w, o, "deduped", json_new_bool(w->a, false));
    put(w, o, "overridden", json_new_bool(w->a, placed && node_is_overridden(n)));
    put(w, o, "queryContext",
        context != NULL ? json_dup(w->a, context) : json_new_obj(w->a));
    return o;
}

static int run(Answer *w, Node *scope, const char *selector, Err *err)
{
    QueryHelp help = { w, versions, advisories, warn };
    QueryResult r;
    int rc = query_tree(w->survey->tree, scope, str_of(selector), &help, &r, err);

    if (rc == 0) {
        VEC_EACH (Node *, n, r.nodes) {
            Node *t = node_target(*n);

            /* npm knows by their places which packages it has already: the root has none.
             */
            if (t->path.ptr != NULL && !t->is_root) {
                if (map_has(&w->seen, t->path))
                    continue;
                map_set(&w->seen, t->path, t);
            }
            json_push(w->items, item(w, *n, query_context(&r, *n)));
        }
    }
    query_release(&r);
    return rc;
}

/* --expect-results and --expect-result-count. */
static int check_expected(Ctx *ctx, size_t n)
{
    const Config *c = &ctx->config;
    double count = config_num(c, "expect-result-count", -1);

    if (!config_is_default(c, "expect-results")) {
        bool wanted = config_bool(c, "expect-results");

        if (wanted == (n > 0))
            return 0;
        ctx_log(ctx, LOG_WARN, "query", "Expected %sresults, got %zu",
                wanted ? "" : "no ", n);
        return 1;
    }
    if (config_is_default(c, "expect-result-count") || count == (double)n)
        return 0;
    ctx_log(ctx, LOG_WARN, "query", "Expected %g result%s, got %zu", count,
            count == 1 ? "" : "s", n);
    return 1;
}

int cmd_query(Ctx *ctx, char **args, int n_args, Err *err)
{
    bool lock_only = config_bool(&ctx->config, "package-lock-only");
    SurveyOptions so = { .from = lock_only ? SURVEY_LOCK : SURVEY_FOLDERS };
    const char *selector = n_args > 0 ? args[0] : "";
    Reading r;
    int rc;

    ctx->json = true;
    rc = reading_open_lock(&r, ctx, &so, false, err);
    if (rc == 0) {
        Answer w = { .ctx = ctx, .survey = &r.survey, .a = &r.survey.project.arena };

        w.items = json_new_arr(w.a);
        if (!places_selected(ctx)) {
            rc = run(&w, r.survey.tree->root, selector, err);
        } else {
            if (config_bool(&ctx->config, "include-workspace-root"))
                rc = run(&w, r.survey.tree->root, selector, err);
            for (size_t i = 0; i < r.workspaces.len && rc == 0; i++) {
                Node *n = r.workspaces.ptr[i];

                if (n->links_in.len > 0) /* npm finds it by its link */
                    rc = run(&w, n, selector, err);
            }
        }
        if (rc == 0) {
            rc = check_expected(ctx, json_len(w.items));
            ctx_json(ctx, w.items);
        }
        map_release(&w.seen);
    }
    reading_close(&r);
    return rc;
}
