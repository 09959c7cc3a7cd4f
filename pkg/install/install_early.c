/* install_early.c: what an install will need of the network is begun while the project
 * and its lock are read, and while the tree is made. */
#include "common/fs.h"
#include "common/path.h"
#include "common/semver.h"
#include "common/spec.h"
#include "pkg/install/install_check.h"
#include "pkg/install/install_private.h"
#include "pkg/install/release_age.h"
#include "registry-client/fetch_packument.h"

/* So many documents are asked for before the project is read, and of so many packages the
 * tarball before its document is there: what comes stays in memory. */
#define ASKED_MAX 16
#define GUESSES_MAX 4

static bool is_there(Ctx *ctx, Str folder, const char *name)
{
    return fs_kind(path_join(&ctx->arena, folder, str_of(name)).ptr) != FS_NONE;
}

/* What is too new to be chosen isn't fetched either. */
static bool takes_any_age(const InstallRun *u)
{
    bool has_before;
    int64_t before_ms;
    Err ignored;

    return release_age_before(&u->ctx->config, &has_before, &before_ms, &ignored) == 0 &&
           !has_before;
}

static bool installs(const InstallRun *u)
{
    return !u->q->dry_run && !config_bool(&u->ctx->config, "package-lock-only");
}

/* ---- What is to be added ---- */

/* The tarball of a version that is named exactly comes beside its document, and goes into
 * the store as what it is: it is taken if the document says the same of it. */
static void guess_tarball(InstallRun *u, const Spec *spec)
{
    Arena *a = &u->ctx->arena;
    Str registry, version;
    Semver v;

    if (u->n_guesses == GUESSES_MAX || spec->type != SPEC_VERSION ||
        !semver_parse(a, spec->fetch_spec, SEMVER_LOOSE, &v))
        return;
    if (u->n_guesses++ == 0)
        u->guesses = u->p->source.ahead != NULL
                         ? u->p->source.ahead
                         : fetch_ahead_begin(u->ctx, AHEAD_NOWHERE, a);
    registry = install_registry_of(u->ctx, spec->name);
    version = semver_text(a, &v);
    fetch_ahead_guess(u->guesses, source_usual_url(a, registry, spec->name, version),
                      registry, spec->name, version);
}

static void ask_for(InstallRun *u, RegistryClient *client, const Spec *spec)
{
    if (registry_packument_hold(client, spec->name, PACKUMENT_INSTALL) && installs(u) &&
        takes_any_age(u))
        guess_tarball(u, spec);
}

void install_ask_for_added(InstallRun *u)
{
    Ctx *ctx = u->ctx;
    RegistryClient *client;
    Err ignored;

    if (u->has_asked || u->q->n_add == 0 || config_bool(&ctx->config, "offline") ||
        is_there(ctx, ctx_prefix(ctx), "yarn.lock") ||
        ctx_client(ctx, &client, &ignored) < 0)
        return;
    u->has_asked = true;
    for (int i = 0; i < u->q->n_add && i < ASKED_MAX; i++) {
        Spec spec;

        if (spec_parse(&ctx->arena, str_of(u->q->add[i]), ctx->input.cwd, &spec,
                       &ignored) == 0 &&
            spec.registry)
            ask_for(u, client, spec.sub != NULL ? spec.sub : &spec);
    }
    install_look_at_network(u);
}

void install_look_at_network(InstallRun *u)
{
    if (u->has_asked)
        uv_run(u->ctx->loop, UV_RUN_NOWAIT);
}

void install_early(InstallRun *u)
{
    Ctx *ctx = u->ctx;
    RegistryClient *client;
    Err ignored;

    if ((u->q->n_add == 0 && is_there(ctx, ctx->cache, "index")) ||
        config_bool(&ctx->config, "offline") || ctx_client(ctx, &client, &ignored) < 0)
        return;
    /* Opening OpenSSL, or a shared libcurl, takes milliseconds: a thread does that. */
    if (!registry_client_warm(client))
        install_ask_for_added(u);
}

/* ---- What is chosen for the tree ---- */

/* Where there is no node_modules, what the tree will have in all likelihood is linked
 * while it is being made. Elsewhere nothing is touched before that is known; `ci` looks
 * what of it may stay. */
static AheadFolders folders_ahead(InstallRun *u)
{
    const char *modules = path_join(u->a, u->p->root, STR("node_modules")).ptr;
    AheadFolders at = AHEAD_NOWHERE;
    Err ignored;

    if (u->keeps)
        at.tree = u->commit.root_fd;
    if (u->linked || u->p->global || fs_kind_nofollow(modules) != FS_NONE ||
        commit_stage(&u->commit, &ignored) < 0)
        return at;
    u->ahead_fd = commit_spare_folder(&u->commit);
    at.places = u->commit.stage_fd;
    at.spare = u->ahead_fd;
    return at;
}

void install_fetch_ahead(InstallRun *u)
{
    const Config *c = &u->ctx->config;
    Source *s = &u->p->source;
    AheadFolders at;
    bool all = !u->omit.omit.dev && !u->omit.omit.optional && !u->omit.omit.peer;

    if (!installs(u) || (!all && !u->keeps))
        return;
    s->platform = platform_or_host(
        (Platform){ config_str(c, "os"), config_str(c, "cpu"), config_str(c, "libc") });
    if (u->guesses == NULL) {
        at = folders_ahead(u);
        at.only_look = !all;
        s->ahead = fetch_ahead_begin(u->ctx, at, u->a);
    } else {
        s->ahead = u->guesses;
        fetch_ahead_link_into(u->guesses, folders_ahead(u));
    }
}
