/* install_fast.c: see install_fast.h. */
#include "pkg/install/install_fast.h"

#include <string.h>

#include "common/bug.h"
#include "common/fs.h"
#include "common/json_write.h"
#include "common/path.h"
#include "pkg/install/diff.h"
#include "pkg/install/install_audit.h"
#include "pkg/install/install_settings.h"
#include "pkg/install/project_yarn.h"
#include "pkg/install/script_review.h"
#include "pkg/install/uptodate.h"
#include "pkg/model/manifest.h"
#include "pkg/tree/known.h"

/* A plain install of one project, which perhaps adds or removes something. */
static bool is_ordinary(Ctx *ctx, const InstallRequest *q)
{
    const Config *c = &ctx->config;

    return q->workspaces.len == 0 && !json_is_false(config_get(c, "workspaces")) &&
           !q->ci && !q->prune && !q->update && !q->dedupe && !q->dry_run &&
           !q->audit_fix && q->save && !config_bool(c, "global") &&
           !str_is(config_str(c, "install-strategy"), "linked") &&
           !str_is(config_str(c, "location"), "global") &&
           !config_bool(c, "package-lock-only");
}

static bool may_be_fast(Ctx *ctx, const InstallRequest *q)
{
    return is_ordinary(ctx, q) && q->n_add == 0 && q->n_rm == 0 &&
           !install_audit_insists(ctx) &&
           !config_bool(&ctx->config, "strict-allow-scripts");
}

static cJSON *parsed(Ctx *ctx, Str text)
{
    cJSON *out = NULL;

    if (text.len == 0 || json_parse(&ctx->arena, arena_str(&ctx->arena, text),
                                    "the project's record", NULL, &out, NULL) < 0)
        return NULL;
    return out;
}

/* A run with nothing to do says what one that makes the tree would. */
static void warn_again(Ctx *ctx, const cJSON *warnings)
{
    JSON_EACH (w, warnings) {
        const char *code = json_str(w->child).ptr;

        ctx_log(ctx, LOG_WARN, code, STR_FMT, STR_ARG(json_str(w->child->next)));
    }
}

bool install_fast_check(Ctx *ctx, const InstallRequest *q, InstallResult *r)
{
    Arena a = { 0 };
    UptodateReport report;
    Str root = path_resolve(&a, ctx_prefix(ctx), STR("."));
    bool yes = may_be_fast(ctx, q) &&
               uptodate_check(&a, ctx->cache.ptr, arena_memdupz(&a, root.ptr, root.len),
                              install_settings(ctx, &a), UPTODATE_SETTLED, &report, NULL);

    if (yes) {
        r->up_to_date = true;
        r->counts.funding = report.n_funding;
        r->has_scripts = report.has_scripts;
        r->has_warnings = report.has_warnings;
        r->unreviewed = parsed(ctx, report.unreviewed);
        warn_again(ctx, parsed(ctx, report.warnings));
    }
    arena_release(&a);
    return yes;
}

static bool is_package(const char *folder)
{
    return folder[strlen(folder) - 1] != '/';
}

UptodateLook *install_fast_begin(Ctx *ctx, const InstallRequest *q)
{
    Arena *a = &ctx->arena;
    Str root;

    if (!is_ordinary(ctx, q) ||
        fs_realpath(a, arena_str(a, ctx_prefix(ctx)).ptr, &root, NULL) < 0)
        return NULL;
    /* A settled record that the fast check has looked into was of something else. */
    return uptodate_begin(a, ctx->cache.ptr, root.ptr, install_settings(ctx, a),
                          may_be_fast(ctx, q) ? UPTODATE_UNSETTLED : UPTODATE_ANY);
}

bool install_fast_known(UptodateLook *look, const Project *p, KnownTree *out)
{
    UptodateText lock = { p->lock_path, p->lock_text };
    Arena *a = &p->ctx->arena;
    UptodateReport report;
    UptodateTree tree = { 0 };

    *out = (KnownTree){ 0 };
    if (!uptodate_end(look, p->lock_path != NULL ? &lock : NULL, &report, &tree))
        return false;
    out->lock_ours = report.lock_ours;
    out->plain = report.plain;
    VEC_EACH (const char *, folder, tree.tree) {
        if (is_package(*folder))
            vec_push_in(a, &out->installed, *folder);
    }
    VEC_EACH (const char *, folder, tree.broken)
        vec_push_in(a, &out->broken, *folder);
    return true;
}

void install_fast_drop(UptodateLook *look)
{
    (void)uptodate_end(look, NULL, &(UptodateReport){ 0 }, NULL);
}

static bool has_shrinkwrap(const Node *n)
{
    /* The second, of an old lock: the next one will say so. */
    return n->has_shrinkwrap || json_truthy(json_get(n->pkg, "_hasShrinkwrap"));
}

/* The lock has it, and the next run will look at it: also at what can't run here. */
static bool is_steady(const Node *n)
{
    if (n->inert && node_version(n).len == 0)
        return true;
    if (n->extraneous)
        return false;
    MAP_EACH (m, n->edges_out) {
        if (!edge_is_valid(m->value))
            return false;
    }
    return true;
}

/* Would an install of just this change nothing? Not where an edge is overridden, or where
 * something is there that nothing needs for sure: the next one may decide otherwise.
 * Nor where a package's own bundle has made another one needless after
 * it was placed, or packages lack the commands that they should have. Nor where the lock
 * has in two lists what was just saved as optional: the next run writes one; or where a
 * package has a shrinkwrap, which each run reads anew: it may say less than the lock. */
static bool is_settled(Arena *a, Tree *t)
{
    const cJSON *optional = json_get(t->root->pkg, "optionalDependencies");

    JSON_EACH (d, json_get(t->root->pkg, "dependencies")) {
        if (json_getn(optional, json_key(d)) != NULL)
            return false;
    }
    VEC_EACH (Node *, n, t->nodes) {
        if (*n == NULL)
            continue;
        if (!is_steady(*n))
            return false;
        if (!(*n)->inert &&
            (has_shrinkwrap(*n) || ((*n)->parent != NULL && !diff_has_bins(a, NULL, *n))))
            return false;
    }
    return tree_flags_hold(t);
}

/* Where package.json was just saved, it is without its empty lists, which the lock has.
 */
static bool saved_empty_lists(Project *p)
{
    bool saved = p->removed && p->save;

    VEC_EACH (Target, t, p->targets)
        saved = saved || (p->save && t->requests.len > 0);
    for (size_t i = 0; saved && i < MANIFEST_DEPENDENCY_KINDS; i++) {
        const cJSON *list = json_get(p->ideal->root->pkg, manifest_dependency_kinds[i]);

        if (json_is_obj(list) && list->child == NULL)
            return true;
    }
    return false;
}

/* Which overrides hold for a package depends on the way that its tree was made: of the
 * lock the next run may learn something else. same: this run began with that lock, and
 * found it in order. */
static bool learns_the_same(const Project *p, bool same)
{
    return same || p->ideal->root->overrides == NULL;
}

/* Peer dependencies that are overridden, which a run tells of when it comes to it. */
static bool has_conflicts(const Project *p)
{
    VEC_EACH (IdealWarning, w, p->warnings) {
        if (w->code == ERR_ERESOLVE)
            return true;
    }
    return false;
}

/* A run that ended as it began would do so again: what it asked the registry has the
 * same answer as long as that is fresh. *until_ms: for how long, 0 for good. */
static bool would_repeat(Project *p, int64_t *until_ms)
{
    RegistryClient *client = p->ctx->client;

    *until_ms = 0;
    if (has_conflicts(p) || p->source.n_elsewhere > 0)
        return false;
    if (p->source.n_asked == 0)
        return true;
    *until_ms = client == NULL ? 0 : registry_client_stats(client).fresh_until_ms;
    return *until_ms > 0;
}

/* The folders that packages stand in, and those of their commands: what is in them
 * belongs to the tree, too. */
static void add_folders(Arena *a, const Node *n, Str location, Map *seen)
{
    Str up = path_dirname(location);

    if (n->children.len > 0)
        map_set(seen, arena_strf(a, STR_FMT "/node_modules/", STR_ARG(location)), NULL);
    if (str_starts(path_basename(up), STR("@")))
        map_set(seen, arena_strf(a, STR_FMT "/", STR_ARG(up)), NULL);
}

/* Workspaces aren't in node_modules, but what they have of their own is. */
static bool has_own_modules(const Node *n)
{
    return n->parent == NULL && !n->is_root && n->children.len > 0;
}

static bool has_commands(const Node *n)
{
    const Node *real = n->is_link && n->target != NULL ? n->target : n;

    return json_get(real->pkg, "bin") != NULL;
}

/* The location with a slash, "" for the project. */
static Str base_of(Arena *a, const Node *n)
{
    Str location = node_location(a, n);

    return location.len > 0 ? arena_strf(a, STR_FMT "/", STR_ARG(location)) : location;
}

/* Packages by their location, and folders with a slash at the end. */
static void add_tree(Arena *a, const Tree *t, UptodateInputs *in)
{
    Map folders = { 0 };

    map_set(&folders, STR("node_modules/"), NULL);
    VEC_EACH (Node *, n, t->nodes) {
        Str location;

        if (*n != NULL && has_own_modules(*n))
            add_folders(a, *n, node_location(a, *n), &folders);
        if (*n == NULL || (*n)->parent == NULL || (*n)->inert)
            continue;
        location = node_location(a, *n);
        vec_push_in(a, &in->tree, location.ptr);
        add_folders(a, *n, location, &folders);
        if (has_commands(*n))
            map_set(&folders,
                    arena_strf(a, STR_FMT "node_modules/.bin/",
                               STR_ARG(base_of(a, (*n)->parent))),
                    NULL);
    }
    MAP_EACH (f, folders)
        vec_push_in(a, &in->tree, f->key.ptr);
    map_release(&folders);
}

/* Who owns a folder that is linked may change what it needs. */
static void add_linked(Arena *a, const Tree *t, UptodateInputs *in)
{
    VEC_EACH (Node *, n, t->links) {
        if ((*n)->target != NULL && !node_is_workspace((*n)->target))
            vec_push_in(a, &in->files,
                        path_join(a, (*n)->target->path, STR("package.json")).ptr);
    }
}

static bool is_known(Project *p, UptodateInputs *in)
{
    PlaceList broken = { 0 };

    if (!tree_is_plain(p->ideal, &broken))
        return false;
    if (has_conflicts(p))
        return false; /* to be told again */
    VEC_EACH (const char *, place, broken)
        vec_push_in(&p->arena, &in->broken, *place);
    return true;
}

static void add_warning(Arena *a, cJSON *list, const char *title, Str text)
{
    cJSON *pair = json_new_arr(a);

    json_push(pair, json_new_str(a, str_of(title)));
    json_push(pair, json_new_str(a, text));
    json_push(list, pair);
}

/* What the next run says again, as UptodateReport has it: of packages that may not work
 * here, and of policies that don't count. */
static Str lasting_warnings(Project *p)
{
    Arena *a = &p->arena;
    cJSON *list = json_new_arr(a);

    VEC_EACH (IdealWarning, w, p->warnings) {
        if (w->code != ERR_ERESOLVE)
            add_warning(a, list, err_name(w->code), project_warning_text(p, w));
    }
    VEC_EACH (Node *, n, p->ideal->nodes) {
        Str text = *n != NULL ? script_review_ignored(a, *n) : STR("");

        if (text.len > 0)
            add_warning(a, list, "install-scripts", text);
    }
    return list->child == NULL ? STR("") : json_text(a, list);
}

/* What the next run would say of scripts: the lock doesn't tell that there is but a
 * prepare. */
static Str unreviewed_later(Arena *a, const cJSON *list)
{
    cJSON *later = json_new_arr(a);

    JSON_EACH (e, list) {
        const cJSON *first = json_get(e, "scripts")->child;

        if (strcmp(first->string, "prepare") != 0)
            json_push(later, json_dup(a, e));
    }
    return later->child == NULL ? STR("") : json_text(a, later);
}

void install_fast_remember(const InstallRequest *q, InstallResult *r, bool same)
{
    Project *p = &r->project;
    Ctx *ctx = p->ctx;
    Arena *a = &p->arena;
    UptodateInputs in = {
        .root = p->root.ptr,
        .settings = install_settings(ctx, a),
        .hidden_lock = path_join(a, p->root, STR("node_modules/.package-lock.json")).ptr
    };
    UptodateReport report = { .n_packages = (uint32_t)p->ideal->nodes.len,
                              .n_funding = r->counts.funding,
                              .unreviewed = unreviewed_later(a, r->unreviewed),
                              .has_scripts = p->no_package || p->has_gyp ||
                                             json_get(p->pkg, "scripts") != NULL,
                              .has_warnings = p->has_warnings };
    Err ignored;

    if (!is_ordinary(ctx, q) || r->strays || r->lost ||
        fs_kind(in.hidden_lock) != FS_FILE)
        return;
    /* What an old lock doesn't say, each run learns anew, and less than an install. */
    report.settled = (p->lock_version >= 2 && learns_the_same(p, same) &&
                      !saved_empty_lists(p) && is_settled(a, p->ideal)) ||
                     (same && would_repeat(p, &in.until_ms));
    report.warnings = lasting_warnings(p);
    /* What is wrong with package.json is said first, and package.json read late. */
    if ((report.has_warnings && report.warnings.len > 0) || r->builds_links ||
        r->adds_always || project_yarn_knows_more(p))
        report.settled = false;
    report.lock_ours = p->use_lock && p->lock_written && p->lock_version == 3 &&
                       p->lock_odd.value == NULL;
    report.plain = report.lock_ours && learns_the_same(p, same) && is_known(p, &in);
    if (!report.settled && !report.lock_ours)
        return;
    if (p->lock_written && p->lock_on_disk) {
        in.hashed = p->lock_path;
        in.hash = p->lock_hash;
    }
    vec_push_in(a, &in.files, p->pkg_path);
    vec_push_in(a, &in.files, p->lock_path);
    vec_push_in(a, &in.files, path_join(a, p->root, STR("binding.gyp")).ptr);
    vec_push_in(a, &in.files, path_join(a, p->root, STR("yarn.lock")).ptr);
    VEC_EACH (Workspace, w, p->workspaces) {
        vec_push_in(a, &in.files, path_join(a, w->path, STR("package.json")).ptr);
        vec_push_in(a, &in.folders,
                    path_dirname(w->path).len > 0
                        ? arena_memdupz(a, w->path.ptr, path_dirname(w->path).len)
                        : "/");
    }
    add_linked(a, p->ideal, &in);
    add_tree(a, p->ideal, &in);
    (void)uptodate_save(ctx->cache.ptr, &in, &report, &ignored);
}
