/* build.c: bins and scripts, in the order of Arborist's rebuild. */
#include "pkg/install/build.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/bin_map.h"
#include "common/collate.h"
#include "common/fs.h"
#include "common/path.h"
#include "pkg/install/bins.h"
#include "pkg/install/lifecycle.h"
#include "pkg/install/script_review.h"
#include "pkg/model/manifest.h"

typedef struct {
    Node *node; /* a package, or a link to one */
    Str path;   /* of its place */
    int depth;
    const cJSON *bin;
    const cJSON *scripts; /* object */
    bool gyp, denied, failed;
} Item;

typedef struct {
    Ctx *ctx;
    Arena *arena;
    Tree *tree;
    const BuildOptions *o;
    VEC(Item) items;
    NodeList *failed;
    bool with_links; /* and o->linked */
    uint32_t mark;   /* of nodes that are among the items */
    size_t n_running;
    int rc;
    Err *err;
} Build;

/* ---- What there is to do ---- */

BuildOptions build_options(Ctx *ctx, const cJSON *policy)
{
    const Config *c = &ctx->config;

    return (BuildOptions){
        .ignore_scripts = config_bool(c, "ignore-scripts"),
        .bin_links = config_bool(c, "bin-links"),
        .force = config_bool(c, "force"),
        .foreground = config_bool(c, "foreground-scripts"),
        .allow_all = config_bool(c, "dangerously-allow-all-scripts"),
        .strict = config_bool(c, "strict-allow-scripts"),
        .bundles = config_bool(c, "rebuild-bundle"),
        .policy = policy,
    };
}

static bool is_denied(Node *n, const BuildOptions *o)
{
    ScriptIdentity id;

    if (o->allow_all || o->policy == NULL)
        return false;
    id = script_identity(n);
    return script_policy_verdict(o->policy, &id) == SCRIPTS_DENIED;
}

/* What the package brings along, with all that stands in it. */
static void bundled_in(Node *n, NodeList *out)
{
    MAP_EACH (m, n->children) {
        Node *kid = m->value;

        if (node_bundler(kid) == NULL)
            continue;
        vec_push_in(n->forest->arena, out, kid);
        bundled_in(kid, out);
    }
}

static void brought_by(Node *n, const BuildOptions *o, NodeList *out)
{
    const cJSON *bundle = json_get(n->pkg, "bundleDependencies");

    *out = (NodeList){ 0 };
    if (o->bundles && json_is_arr(bundle) && bundle->child != NULL && !n->is_link)
        bundled_in(n, out);
}

static bool runs_scripts(Node *n, const BuildOptions *o)
{
    return !o->ignore_scripts && node_has_install_script(n) && !is_denied(n, o);
}

bool build_runs_scripts(Node *n, const BuildOptions *o)
{
    NodeList bundled;

    if (runs_scripts(n, o))
        return true;
    if (o->ignore_scripts)
        return false;
    brought_by(n, o, &bundled);
    VEC_EACH (Node *, b, bundled) {
        if (runs_scripts(*b, o))
            return true;
    }
    return false;
}

static bool has_script(const cJSON *scripts, const char *event)
{
    return json_str(json_get(scripts, event)).len > 0;
}

/* package.json as it lies there: manifests of the registry lack scripts. */
static const cJSON *read_scripts(Build *b, Str path)
{
    const char *file = arena_printf(b->arena, STR_FMT "/package.json", STR_ARG(path));
    cJSON *pkg;
    Str text;
    Err ignored;

    if (fs_read_arena(b->arena, file, 0, &text, &ignored) < 0 ||
        json_parse(b->arena, text, file, NULL, &pkg, &ignored) < 0)
        return NULL;
    manifest_normalize(b->arena, pkg);
    return pkg;
}

/* What the store knows needn't be looked for. */
static bool has_gyp(Build *b, Node *n, const Node *target, Str path)
{
    if (target->has_gyp)
        return true;
    if (!b->o->all_gyp && !n->is_link && node_bundler(n) == NULL &&
        !node_has_install_script(target))
        return false;
    return fs_is_file(arena_printf(b->arena, STR_FMT "/binding.gyp", STR_ARG(path)));
}

/* npm writes node-gyp's script into the manifest of what it links. That counts for the
 * locks where both places have one manifest, or the folder's own lists scripts; the
 * lock's link and its folder have one each. */
static void note_gyp(Node *link)
{
    Node *target = link->target;

    if (link->pkg == target->pkg || json_is_obj(json_get(target->pkg, "scripts")))
        target->has_gyp = true;
}

static void add_item(Build *b, Node *n)
{
    Node *target = node_target(n);
    Item it = { .node = n,
                .path = node_path(b->arena, b->o->links_nowhere ? target : n),
                .depth = node_depth(n),
                .scripts = json_get(target->pkg, "scripts") };
    const cJSON *pkg = target->pkg;
    cJSON *bin = NULL;
    bool any = has_script(it.scripts, "preinstall") ||
               has_script(it.scripts, "install") ||
               has_script(it.scripts, "postinstall") || has_script(it.scripts, "prepare");

    if (n->mark == b->mark)
        return;
    n->mark = b->mark;
    if (!any && !b->o->ignore_scripts && node_has_install_script(target)) {
        const cJSON *own = read_scripts(b, it.path);

        if (own != NULL) {
            pkg = own;
            it.scripts = json_get(own, "scripts");
        }
    }
    if (!(n->is_root && b->o->links_nowhere) &&
        bin_map_normalize(b->arena, target->pkg, &bin, NULL) == 0)
        it.bin = bin;
    it.gyp = (!b->o->ignore_scripts || n->is_link) &&
             !json_is_false(json_get(pkg, "gypfile")) &&
             !has_script(it.scripts, "install") &&
             !has_script(it.scripts, "preinstall") && has_gyp(b, n, target, it.path);
    if (it.gyp && n->is_link)
        note_gyp(n);
    it.gyp &= !b->o->ignore_scripts;
    it.denied = is_denied(n, b->o);
    vec_push_in(b->arena, &b->items, it);
}

static int by_depth(const void *x, const void *y)
{
    const Item *a = x, *b = y;

    if (a->depth != b->depth)
        return a->depth - b->depth;
    return collate_compare(a->path, b->path);
}

/* ---- Bins ---- */

Str build_bin_folder(const Ctx *ctx, Arena *a, const Node *n)
{
    if (node_is_global_top(n))
        return path_join(a, ctx->config.global_prefix, STR("bin"));
    return path_join(a, node_path(a, n->parent ? n->parent : n),
                     STR("node_modules/.bin"));
}

static int by_path(const void *x, const void *y)
{
    return collate_compare(((const LinkedBin *)x)->path, ((const LinkedBin *)y)->path);
}

/* Of packages, and of links if there are any: the first one by its path has a command. */
static LinkedBins all_bins(Build *b)
{
    LinkedBins all = { 0 };

    VEC_EACH (Item, it, b->items) {
        if (it->node->parent != NULL && it->bin != NULL && !it->failed)
            vec_push_in(b->arena, &all,
                        ((LinkedBin){
                            it->path, build_bin_folder(b->ctx, b->arena, it->node),
                            it->bin, b->o->force || !node_is_global_top(it->node),
                            !it->node->is_link && !b->o->all_gyp }));
    }
    if (b->with_links && b->o->linked.len > 0) {
        VEC_EACH (LinkedBin, l, b->o->linked)
            vec_push_in(b->arena, &all, *l);
        qsort(all.ptr, all.len, sizeof *all.ptr, by_path);
    }
    return all;
}

static bool is_free(Build *b, Str folder, const char *name)
{
    return b->o->free != NULL &&
           map_has(b->o->free, path_join(b->arena, folder, str_of(name)));
}

static int link_bins(Build *b)
{
    LinkedBins all = all_bins(b);
    Bins bins;
    int rc = 0;

    bins_init(&bins, b->ctx->umask);
    VEC_EACH (LinkedBin, it, all) {
        JSON_EACH (e, it->bin) {
            BinLink l = { .folder = it->folder.ptr,
                          .name = e->string,
                          .package = it->path.ptr,
                          .target = e->valuestring,
                          .force = it->force || is_free(b, it->folder, e->string),
                          .fresh = it->fresh };

            if (rc == 0)
                rc = bins_link(&bins, &l, b->err);
        }
    }
    bins_release(&bins);
    return rc;
}

/* ---- Scripts ---- */

typedef struct {
    Build *b;
    Item *item;
    const char *event;
    const char *cmd;
} Running;

static void show_failure(Build *b, const Running *r, const ScriptResult *res)
{
    Ctx *ctx = b->ctx;
    Str path = node_path(b->arena, node_target(r->item->node));

    ctx_log(ctx, LOG_VERBOSE, "script", STR_FMT " %s: %d", STR_ARG(path), r->event,
            res->code);
    if (b->rc == 0 && res->spawn_error < 0)
        b->rc = lifecycle_no_shell(ctx, path, res->spawn_error, b->err);
    else if (b->rc == 0)
        b->rc = lifecycle_failed(ctx, path, str_of(r->cmd), res, b->err);
}

/* "a@1.0.0": npm has the at sign without a version, too. */
static Str id_of(Arena *a, const Node *n)
{
    return arena_strf(a, STR_FMT "@" STR_FMT, STR_ARG(node_package_name(n)),
                      STR_ARG(node_version(n)));
}

static void tell_end(const Running *r, const ScriptResult *res)
{
    Build *b = r->b;
    Arena *a = b->arena;
    const char *code = arena_printf(a, "%d", res->code);
    const char *signal =
        res->signal == 0 ? "null" : arena_printf(a, "'SIG%s'", sigabbrev_np(res->signal));

    if (res->spawn_error == 0)
        ctx_log(b->ctx, LOG_INFO, "run", STR_FMT " %s { code: %s, signal: %s }",
                STR_ARG(id_of(a, node_target(r->item->node))), r->event,
                res->signal == 0 ? code : "null", signal);
}

static Node *real_of(Node *n)
{
    return n->in_store && n->source != NULL ? n->source : n;
}

/* It goes, and so does what only it needs: that runs no script any more. */
static void give_up(Build *b, Item *failed)
{
    Node *n = real_of(failed->node);
    NodeList set;

    optional_set(n->forest, n, &set);
    VEC_EACH (Item, it, b->items)
        it->failed |= it == failed || node_list_has(&set, real_of(it->node));
    ctx_log(b->ctx, LOG_VERBOSE, "reify", "failed optional dependency " STR_FMT,
            STR_ARG(node_path(b->arena, failed->node)));
    vec_push_in(b->tree->forest->arena, b->failed, failed->node);
}

static void on_script(void *data, const ScriptResult *res)
{
    Running *r = data;
    Build *b = r->b;

    b->n_running--;
    tell_end(r, res);
    if (res->code == 0 && res->signal == 0 && res->spawn_error == 0)
        return;
    if (b->failed != NULL && r->item->node->optional && !r->item->failed) {
        give_up(b, r->item);
    } else if (!r->item->failed) {
        show_failure(b, r, res);
    }
    if (b->o->foreground && res->signal != 0)
        b->ctx->exit_signal = res->signal;
}

static const char *flag(bool on)
{
    return on ? "1" : "";
}

/* What a program that the script calls doesn't find from where it really is: the links
 * beside the package. */
static void put_node_path(Build *b, const Node *n, EnvSet *e)
{
    const char *old = config_getenv(&b->ctx->config, STR("NODE_PATH"));
    Str folder = path_join(b->arena, n->parent->path, STR("node_modules"));

    env_set_put(e, STR("NODE_PATH"),
                old != NULL && *old
                    ? arena_strf(b->arena, STR_FMT ":%s", STR_ARG(folder), old)
                    : folder);
}

static void fill_env(Build *b, const Node *n, EnvSet *e)
{
    env_set_init(e, b->arena, NULL);
    /* Node makes a text of what isn't there. */
    env_set_put(e, STR("npm_package_resolved"),
                n->resolved.ptr != NULL ? n->resolved : STR("null"));
    env_set_put(e, STR("npm_package_integrity"),
                n->integrity.ptr != NULL ? n->integrity : STR("null"));
    env_set_put(e, STR("npm_package_json"),
                arena_strf(b->arena, STR_FMT "/package.json",
                           STR_ARG(node_path(b->arena, n))));
    if (n->in_store && n->parent != NULL && n->parent->in_store)
        put_node_path(b, n, e);
    env_set_puts(e, "npm_package_optional", flag(n->optional));
    env_set_puts(e, "npm_package_dev", flag(n->dev));
    env_set_puts(e, "npm_package_peer", flag(n->peer));
    env_set_puts(e, "npm_package_dev_optional",
                 flag(n->dev_optional && !n->dev && !n->optional));
}

static void start_script(Build *b, Item *it, const char *event)
{
    Node *n = node_target(it->node);
    Str cmd = json_str(json_get(it->scripts, event));
    Str path = node_path(b->arena, n);
    ScriptOptions o = { .event = event, .pkg = n->pkg, .inherit = b->o->foreground };
    Running *r = arena_new(b->arena, Running);
    EnvSet extra;

    if (cmd.len == 0 && it->gyp && strcmp(event, "install") == 0)
        cmd = STR("node-gyp rebuild");
    o.cmd = arena_memdupz(b->arena, cmd.ptr, cmd.len);
    o.path = arena_memdupz(b->arena, path.ptr, path.len);
    fill_env(b, n, &extra);
    o.extra = &extra;
    *r = (Running){ b, it, event, o.cmd };
    ctx_log(b->ctx, LOG_INFO, "run", STR_FMT " %s " STR_FMT " %s",
            STR_ARG(id_of(b->arena, n)), event, STR_ARG(node_location(b->arena, n)),
            o.cmd);
    if (b->o->foreground)
        lifecycle_announce(b->ctx, &(LifecycleRun){ .event = event,
                                                    .path = path,
                                                    .pkg = n->pkg,
                                                    .cmd = str_of(o.cmd) });
    b->n_running++;
    script_start(b->ctx->loop, lifecycle_base(b->ctx), &o, on_script, r);
    env_set_release(&extra);
}

static bool wants(const Item *it, const char *event)
{
    if (it->denied || it->failed)
        return false;
    return has_script(it->scripts, event) || (it->gyp && strcmp(event, "install") == 0);
}

/* As npm has it: all processors but one. */
static size_t scripts_at_once(const Build *b)
{
    unsigned n = uv_available_parallelism();

    return b->o->foreground || n < 3 ? 1 : n - 1;
}

static void run_scripts(Build *b, const char *event)
{
    size_t limit = scripts_at_once(b);

    if (b->o->ignore_scripts)
        return;
    VEC_EACH (Item, it, b->items) {
        if (b->rc < 0)
            break;
        if (!wants(it, event))
            continue;
        while (b->n_running >= limit)
            uv_run(b->ctx->loop, UV_RUN_ONCE);
        if (b->rc < 0)
            break;
        if (it->failed) /* meanwhile, with another one */
            continue;
        start_script(b, it, event);
        while (it->node->is_root && b->n_running > 0) /* before everybody else's */
            uv_run(b->ctx->loop, UV_RUN_ONCE);
    }
    while (b->n_running > 0)
        uv_run(b->ctx->loop, UV_RUN_ONCE);
}

/* ---- All of it ---- */

static int build(Build *b, bool links)
{
    if (b->items.len > 1)
        qsort(b->items.ptr, b->items.len, sizeof *b->items.ptr, by_depth);
    run_scripts(b, "preinstall");
    if (links && b->rc == 0)
        run_scripts(b, "prepare");
    if (b->rc == 0 && b->o->bin_links && !(links && b->o->links_nowhere))
        b->rc = link_bins(b);
    if (b->rc == 0)
        run_scripts(b, "install");
    if (b->rc == 0)
        run_scripts(b, "postinstall");
    return b->rc;
}

bool build_has_scripts(Ctx *ctx, Tree *t, const NodeList *nodes, const BuildOptions *o)
{
    static const char *const events[] = { "preinstall", "prepare", "install",
                                          "postinstall" };
    Arena arena = { 0 };
    Build links = { .ctx = ctx, .arena = &arena, .tree = t, .o = o };
    bool any = false;

    links.mark = ++t->forest->next_mark;
    VEC_EACH (Node *, n, *nodes) {
        if ((*n)->is_link && !o->ignore_scripts)
            add_item(&links, *n);
    }
    VEC_EACH (Item, it, links.items) {
        for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
            any |= wants(it, events[i]);
    }
    arena_release(&arena);
    return any;
}

/* A package that is built by way of a link to it, with the links. */
static bool is_built_as_link(const Node *n, uint32_t mark)
{
    VEC_EACH (Node *, l, n->links_in) {
        if ((*l)->mark == mark)
            return true;
    }
    return false;
}

int build_nodes(Ctx *ctx, Tree *t, const NodeList *nodes, const BuildOptions *o,
                NodeList *failed, Err *err)
{
    Arena arena = { 0 };
    Build deps = {
        .ctx = ctx, .arena = &arena, .tree = t, .o = o, .failed = failed, .err = err
    };
    Build links = deps;
    int rc;

    links.mark = ++t->forest->next_mark;
    deps.mark = ++t->forest->next_mark;
    VEC_EACH (Node *, n, *nodes) {
        if ((*n)->is_link)
            add_item(&links, *n);
    }
    VEC_EACH (Node *, n, *nodes) {
        NodeList bundled;

        if ((*n)->is_link ||
            (!t->forest->options.global && is_built_as_link(*n, links.mark)))
            continue;
        if ((*n)->parent != NULL || (*n)->is_root)
            add_item(&deps, *n);
        brought_by(*n, o, &bundled);
        VEC_EACH (Node *, b, bundled)
            add_item(&deps, *b);
    }
    VEC_EACH (Node *, n, o->locals) {
        (*n)->mark = 0;
        add_item(&deps, *n);
    }
    deps.with_links = true;
    rc = build(&deps, false);
    if (rc == 0)
        rc = build(&links, true);
    arena_release(&arena);
    return rc;
}
