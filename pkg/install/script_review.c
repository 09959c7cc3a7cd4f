/* script_review.c: see script_review.h. */
#include "pkg/install/script_review.h"

#include "common/fs.h"
#include "common/path.h"
#include "pkg/model/manifest.h"

/* ---- The policy ---- */

static Ctx *warned; /* script_policy_clean's callback gets no argument */

static void warn(const char *text)
{
    ctx_log(warned, LOG_WARN, "install-scripts", "%s", text);
}

static void add_names(Arena *a, cJSON *policy, Str list)
{
    Str rest = list, name;

    while (rest.len > 0) {
        str_next(&rest, ',', &name);
        name = str_trim(name);
        if (name.len > 0)
            json_set(a, policy, name, json_new_bool(a, true));
    }
}

/* "a,b" or a list of such, of the first of these places that has any; NULL: none. */
static cJSON *of_settings(Ctx *ctx, const ConfigWhere *places, size_t n)
{
    Arena *a = &ctx->arena;

    for (size_t i = 0; i < n; i++) {
        const cJSON *v = config_get_at(&ctx->config, places[i], "allow-scripts");
        cJSON *policy = json_new_obj(a);

        if (json_is_str(v))
            add_names(a, policy, json_str(v));
        JSON_EACH (e, json_is_arr(v) ? v : NULL)
            add_names(a, policy, json_str(e));
        if (policy->child != NULL)
            return policy;
    }
    return NULL;
}

static cJSON *clean(Ctx *ctx, const cJSON *policy, const char *source)
{
    warned = ctx;
    return json_is_obj(policy) && policy->child != NULL
               ? script_policy_clean(&ctx->arena, policy, source, warn)
               : NULL;
}

int script_policy_find(Ctx *ctx, const cJSON *pkg, bool no_project, cJSON **out, Err *err)
{
    static const ConfigWhere line[] = { CONFIG_CLI, CONFIG_ENV };
    static const ConfigWhere files[] = { CONFIG_PROJECT, CONFIG_USER, CONFIG_GLOBAL,
                                         CONFIG_BUILTIN };
    cJSON *cli = of_settings(ctx, line, 2), *rc = of_settings(ctx, files, 4);
    cJSON *own = NULL;

    *out = NULL;
    no_project = no_project || ctx_is_global(ctx);
    if (cli != NULL && !no_project)
        return err_set(err, ERR_EALLOWSCRIPTS,
                       "--allow-scripts is not allowed in project-scoped installs. Add "
                       "the entries to the \"allowScripts\" field in package.json, or to "
                       ".npmrc, instead.");
    if (!no_project)
        own = clean(ctx, json_get(pkg, "allowScripts"), "package.json");
    cli = clean(ctx, cli, "CLI flag");
    rc = clean(ctx, rc, ".npmrc");
    if (rc != NULL && (cli != NULL || own != NULL))
        ctx_log(ctx, LOG_WARN, "install-scripts",
                ".npmrc allow-scripts setting is being ignored because %s",
                cli != NULL ? "--allow-scripts was passed on the command line"
                            : "package.json declares its own allowScripts field");
    *out = cli != NULL ? cli : own != NULL ? own : rc;
    return 0;
}

/* ---- Who it is ---- */

static Str edge_name(Node *n)
{
    VEC_EACH (Edge *, e, n->edges_in) {
        const Spec *s = edge_spec(*e);

        if (s != NULL && s->registry)
            return s->sub ? s->sub->name : s->name;
    }
    return STR("");
}

/* What a link says: "file:../lib", from its own folder. */
static Str link_spec(Node *l)
{
    Arena *a = l->forest->arena;

    return l->resolved.len > 0
               ? l->resolved
               : arena_strf(a, "file:" STR_FMT,
                            STR_ARG(path_relative(a, path_dirname(node_path(a, l)),
                                                  node_path(a, l->target))));
}

/* A linked folder: what the links say, and its own paths. Nobody's folder is nobody. */
static void add_places(Node *n, ScriptIdentity *id)
{
    Arena *a = n->forest->arena;
    VEC(Str) places = { 0 };

    if (n->links_in.len == 0)
        return;
    VEC_EACH (Node *, l, n->links_in)
        vec_push_in(a, &places, link_spec(*l));
    if (n->real.len > 0)
        vec_push_in(a, &places, n->real);
    vec_push_in(a, &places, node_path(a, n));
    id->places = places.ptr;
    id->n_places = places.len;
}

ScriptIdentity script_identity(Node *place)
{
    Node *n = place->in_store ? place->source : place;
    ScriptIdentity id = { .in_bundle = node_in_dep_bundle(n),
                          .from_registry = node_is_registry_dependency(n),
                          .resolved = n->resolved,
                          .edge_name = edge_name(n) };

    if (n->resolved.ptr == NULL && n->is_link && n->target != NULL)
        id.resolved = link_spec(n);
    else if (n->resolved.ptr == NULL)
        add_places(n, &id);
    return id;
}

/* Its name and version as far as they can be trusted, for people. */
static void script_display(Node *n, Str *name, Str *version)
{
    Arena *a = n->forest->arena;
    Str from_edges = edge_name(n);

    *name = n->name;
    *version = node_version(n);
    if (n->resolved.ptr != NULL &&
        script_policy_registry_id(a, n->resolved, name, version))
        return;
    *name = from_edges.len > 0 ? from_edges : n->name;
    *version = node_version(n);
}

/* ---- Their scripts ---- */

static void add_scripts(Arena *a, cJSON *out, const cJSON *scripts, bool prepare)
{
    static const char *const events[] = { "preinstall", "install", "postinstall",
                                          "prepare" };

    for (size_t i = 0; i < (prepare ? 4u : 3u); i++) {
        const cJSON *s = json_get(scripts, events[i]);

        if (json_is_str(s) && json_truthy(s))
            json_add(a, out, str_of(events[i]), json_dup(a, s));
    }
}

/* As they lie there: manifests of locks have none. */
static void add_own_scripts(Node *n, Str path, bool prepare, cJSON *out)
{
    Arena *a = n->forest->arena;
    const char *file = path_join(a, path, STR("package.json")).ptr;
    cJSON *own;
    Str text;
    Err ignored;

    if (fs_read_arena(a, file, 0, &text, &ignored) < 0 ||
        json_parse(a, text, file, NULL, &own, &ignored) < 0)
        return;
    manifest_normalize(a, own);
    add_scripts(a, out, json_get(own, "scripts"), prepare);
}

/* What would run: package.json's scripts, as the tree knows them or else as they lie
 * there, and node-gyp where there is a binding.gyp. */
static cJSON *scripts_of(Node *n)
{
    Arena *a = n->forest->arena;
    bool prepare = !node_is_registry_dependency(n);
    Str path = node_path(a, n);
    cJSON *out = json_new_obj(a);

    add_scripts(a, out, json_get(n->pkg, "scripts"), prepare);
    if (json_get(out, "preinstall") == NULL && json_get(out, "install") == NULL &&
        !json_is_false(json_get(n->pkg, "gypfile")) &&
        fs_is_file(path_join(a, path, STR("binding.gyp")).ptr))
        json_add_str(a, out, "install", STR("node-gyp rebuild"));
    if (out->child != NULL || !node_has_install_script(n))
        return out;
    add_own_scripts(n, path, prepare, out);
    if (out->child == NULL)
        json_add_str(a, out, "install", STR("(install scripts present)"));
    return out;
}

/* ---- The lists ---- */

static bool counts(Node *n)
{
    return !n->is_root && !node_is_workspace(n) && !n->is_link && !n->inert &&
           node_bundler(n) == NULL;
}

void script_review_all(Tree *t, ScriptReviews *out)
{
    *out = (ScriptReviews){ 0 };
    VEC_EACH (Node *, n, t->nodes) {
        ScriptReview r = { .node = *n };

        if (*n == NULL || !counts(*n))
            continue;
        script_display(*n, &r.name, &r.version);
        r.scripts = scripts_of(*n);
        vec_push_in(t->forest->arena, out, r);
    }
}

void script_review(Tree *t, const cJSON *policy, ScriptReviews *out)
{
    *out = (ScriptReviews){ 0 };
    VEC_EACH (Node *, n, t->nodes) {
        ScriptReview r = { .node = *n };
        ScriptIdentity id;

        if (*n == NULL || !counts(*n))
            continue;
        id = script_identity(*n);
        if (script_policy_verdict(policy, &id) != SCRIPTS_UNREVIEWED)
            continue;
        r.scripts = scripts_of(*n);
        if (r.scripts->child == NULL)
            continue;
        script_display(*n, &r.name, &r.version);
        vec_push_in(t->forest->arena, out, r);
    }
}

Str script_events_text(Arena *a, const cJSON *scripts)
{
    Buf b = { 0 };

    JSON_EACH (s, scripts)
        buf_printf(&b, "%s%s: " STR_FMT, b.len > 0 ? "; " : "", s->string,
                   STR_ARG(json_str(s)));
    return buf_to_arena(&b, a);
}

cJSON *script_review_json(Arena *a, const ScriptReviews *list)
{
    cJSON *out = list->len > 0 ? json_new_arr(a) : NULL;

    VEC_EACH (ScriptReview, r, *list) {
        cJSON *o = json_new_obj(a);

        json_add_str(a, o, "name", r->name);
        json_add(a, o, STR("version"),
                 r->version.len > 0 ? json_new_str(a, r->version) : json_new_null(a));
        json_add_str(a, o, "path", node_path(a, r->node));
        json_add(a, o, STR("scripts"), json_dup(a, r->scripts));
        json_push(out, o);
    }
    return out;
}

int script_review_strict(Ctx *ctx, Tree *t, const cJSON *policy, Err *err)
{
    ScriptReviews list;
    Buf b = { 0 };

    script_review(t, policy, &list);
    if (list.len == 0)
        return 0;
    VEC_EACH (ScriptReview, r, list)
        buf_printf(&b, "  " STR_FMT "%s" STR_FMT " (" STR_FMT ")\n", STR_ARG(r->name),
                   r->version.len > 0 ? "@" : "", STR_ARG(r->version),
                   STR_ARG(script_events_text(&ctx->arena, r->scripts)));
    /* npm doesn't think of a link as global. */
    buf_puts(&b, ctx_is_global(ctx) && strcmp(ctx->command, "link") != 0
                     ? "Allow them with `--allow-scripts`, or bypass this check with "
                       "`--dangerously-allow-all-scripts`."
                     : "Approve them with `pkg install-scripts approve`, deny them with "
                       "`pkg install-scripts deny`, or bypass this check with "
                       "`--dangerously-allow-all-scripts`.");
    ctx->error_detail = arena_str(&ctx->arena, buf_view(&b));
    buf_release(&b);
    return err_set(err, ERR_ESTRICTALLOWSCRIPTS,
                   "--strict-allow-scripts: %zu package(s) have install scripts not "
                   "covered by allowScripts:",
                   list.len);
}

Str script_review_ignored(Arena *a, Node *n)
{
    if (!node_is_workspace(n) || json_get(n->pkg, "allowScripts") == NULL)
        return STR("");
    return arena_strf(a,
                      "allowScripts in workspace " STR_FMT " (" STR_FMT
                      ") is ignored. Move the field to the project root package.json.",
                      STR_ARG(n->name), STR_ARG(node_path(a, n)));
}
