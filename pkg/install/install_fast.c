/* install_fast.c: see install_fast.h. */
#include "pkg/install/install_fast.h"

#include "common/fs.h"
#include "common/path.h"
#include "pkg/install/install_audit.h"
#include "pkg/install/install_settings.h"
#include "pkg/install/uptodate.h"

static bool may_be_fast(Ctx *ctx, const InstallRequest *q)
{
    const Config *c = &ctx->config;

    return q->workspaces.len == 0 && !json_is_false(config_get(c, "workspaces")) &&
           q->n_add == 0 && q->n_rm == 0 && !q->ci && !q->prune && !q->update &&
           !q->dedupe && !q->dry_run && !q->audit_fix && q->save &&
           !config_bool(c, "global") && !install_audit_insists(ctx) &&
           !str_is(config_str(c, "install-strategy"), "linked") &&
           !str_is(config_str(c, "location"), "global") &&
           !config_bool(c, "package-lock-only");
}

bool install_fast_check(Ctx *ctx, const InstallRequest *q, InstallResult *r)
{
    Arena a = { 0 };
    UptodateReport report;
    Str root = path_resolve(&a, ctx_prefix(ctx), STR("."));
    bool yes = may_be_fast(ctx, q) &&
               uptodate_check(&a, ctx->cache.ptr, arena_memdupz(&a, root.ptr, root.len),
                              install_settings(ctx, &a), &report);

    if (yes) {
        r->up_to_date = true;
        r->counts.funding = report.n_funding;
        r->has_scripts = report.has_scripts;
        r->has_warnings = report.has_warnings;
    }
    arena_release(&a);
    return yes;
}

/* Would an install of just this change nothing? Not where an edge is overridden, or where
 * something is there that nothing needs for sure: the next one may decide otherwise.
 * Neither where overrides meet links: what they say of the folder behind one, npm learns
 * only of the lock. */
static bool is_settled(const Tree *t)
{
    if (t->root->overrides != NULL && t->links.len > 0)
        return false;
    VEC_EACH (Node *, n, t->nodes) {
        if (*n == NULL || (*n)->inert)
            continue;
        if ((*n)->extraneous)
            return false;
        MAP_EACH (m, (*n)->edges_out) {
            if (!edge_is_valid(m->value))
                return false;
        }
    }
    return true;
}

/* A run that ended as it began would do so again (one that warned isn't repeated without
 * a word, as npm's isn't): what it asked the registry has the
 * same answer as long as that is fresh. *until_ms: for how long, 0 for good. */
static bool would_repeat(Project *p, int64_t *until_ms)
{
    RegistryClient *client = p->ctx->client;

    *until_ms = 0;
    if (p->source.n_elsewhere > 0)
        return false;
    if (p->source.n_asked == 0)
        return true;
    *until_ms = client == NULL ? 0 : registry_client_stats(client).fresh_until_ms;
    return *until_ms > 0;
}

void install_fast_remember(const InstallRequest *q, Project *p, const ReifyCounts *counts,
                           bool same)
{
    Ctx *ctx = p->ctx;
    Arena *a = &p->arena;
    UptodateInputs in = {
        .root = p->root.ptr,
        .settings = install_settings(ctx, a),
        .hidden_lock = path_join(a, p->root, STR("node_modules/.package-lock.json")).ptr
    };
    UptodateReport report = { .n_packages = (uint32_t)p->ideal->nodes.len,
                              .n_funding = counts->funding,
                              .has_scripts =
                                  p->no_package || json_get(p->pkg, "scripts") != NULL,
                              .has_warnings = p->has_warnings };
    Err ignored;

    if (!may_be_fast(ctx, q) || p->warnings.len > 0 ||
        !(is_settled(p->ideal) || (same && would_repeat(p, &in.until_ms))) ||
        fs_kind(in.hidden_lock) != FS_FILE)
        return;
    vec_push(&in.files, p->pkg_path);
    vec_push(&in.files, p->lock_path);
    VEC_EACH (Workspace, w, p->workspaces) {
        vec_push(&in.files, path_join(a, w->path, STR("package.json")).ptr);
        vec_push(&in.folders,
                 path_dirname(w->path).len > 0
                     ? arena_memdupz(a, w->path.ptr, path_dirname(w->path).len)
                     : "/");
    }
    vec_push(&in.tree, "node_modules");
    VEC_EACH (Node *, n, p->ideal->nodes) {
        if (*n == NULL || (*n)->parent == NULL || (*n)->inert)
            continue;
        vec_push(&in.tree, node_location(a, *n).ptr);
    }
    (void)uptodate_save(ctx->cache.ptr, &in, &report, &ignored);
    vec_release(&in.files);
    vec_release(&in.folders);
    vec_release(&in.tree);
}
