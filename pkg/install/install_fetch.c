/* install_fetch.c: packages come into the stage, beside the tree that is there. */
#include "common/bug.h"
#include "common/fs.h"
#include "common/path.h"
#include "common/url.h"
#include "pkg/install/install_check.h"
#include "pkg/install/install_private.h"
#include "pkg/install/outside.h"
#include "pkg/store/filelist.h"

/* Nobody says where it comes from, and nobody need: it is in the store, or its integrity
 * tells it at the usual place. */
static bool may_be_placeless(InstallRun *u, const Node *n)
{
    return n->resolved.len == 0 && (source_is_stored(&u->p->source, n) ||
                                    source_likely_url(&u->p->source, n).len > 0);
}

typedef VEC(Change *) ChangeList;

static void prefetch_place(InstallRun *u, const Node *n)
{
    Spec spec;

    if (source_version_spec(&u->p->source, n, &spec))
        source_prefetch(&u->p->source, &spec);
}

/* Documents that say where packages come from are asked for together. */
static void ask_places_ahead(InstallRun *u, const ChangeList *level)
{
    VEC_EACH (Change *, c, *level) {
        const Node *n = (*c)->ideal;

        if (n != NULL && !n->is_link && n->resolved.len == 0 && !may_be_placeless(u, n))
            prefetch_place(u, n);
    }
}

static int make_parents(InstallRun *u, Str location)
{
    Str above = path_dirname(location);

    if (above.len == 0 || str_is(above, ".") || map_has(&u->stage_parents, above))
        return 0;
    map_set(&u->stage_parents, above, u);
    const char *path = arena_printf(u->a, STR_FMT "/%s/new/" STR_FMT, STR_ARG(u->p->root),
                                    u->commit.stage, STR_ARG(above));
    return fs_mkdirs(path, 0777, u->err);
}

/* npm does this too: where the project overrides what is called so by a folder, the link
 * leads there, whoever the lock says that the folder belongs to. */
static Str link_target(InstallRun *u, Node *n)
{
    const cJSON *overrides = json_get(u->p->pkg, "overrides");
    Str spec = json_str(json_is_obj(overrides) ? json_getn(overrides, n->name) : NULL);

    if (!n->in_store && str_starts(spec, STR("file:")))
        return path_resolve(u->a, u->p->root, str_from(spec, 5));
    return node_path(u->a, n->target);
}

static int stage_link(InstallRun *u, const Change *c)
{
    Node *n = c->ideal;
    Str dir = path_dirname(node_path(u->a, n));
    Str rel = path_relative(u->a, dir, link_target(u, n));
    Str in_stage = path_join(u->a, u->p->root,
                             arena_strf(u->a, "%s/new/" STR_FMT, u->commit.stage,
                                        STR_ARG(c->location)));

    if ((!n->in_store && outside_check(n, u->err) < 0) ||
        make_parents(u, c->location) < 0)
        return u->err->code;
    fetch_ahead_clear(u->p->source.ahead, c->location, NULL);
    if (!n->in_store)
        vec_push_in(u->a, &u->added, n);
    return fs_symlink(rel.len > 0 ? rel.ptr : ".", in_stage.ptr, u->err);
}

/* Does the project itself, or a workspace, want it? */
static bool is_wanted_by_project(Node *n)
{
    if (n->in_store)
        n = n->source;
    VEC_EACH (Edge *, e, n->edges_in) {
        if (edge_is_valid(*e) &&
            (node_is_project_root((*e)->from) || node_is_workspace((*e)->from)))
            return true;
    }
    return false;
}

/* A tarball of the registry is none of the kinds that settings speak of. */
static bool is_of_registry(InstallRun *u, Node *n)
{
    Url url, registry;

    if (!node_is_registry_dependency(n->in_store ? n->source : n) ||
        !url_parse(u->a, install_registry_url(u->ctx, u->a, n->resolved), NULL, &url) ||
        !url_parse(u->a, install_registry_of(u->ctx, n->name), NULL, &registry))
        return false;
    return str_eq(url_origin(u->a, &url), url_origin(u->a, &registry)) &&
           str_starts(url.path, registry.path);
}

static bool is_restricted(const Config *c)
{
    static const char *const keys[] = { "allow-git", "allow-remote", "allow-file",
                                        "allow-directory" };
    bool any = false;

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        any |= !str_is(config_str(c, keys[i]), "all");
    return any;
}

/* What a lock says is asked again: settings may be others now. */
static int check_allowed(InstallRun *u, Node *n)
{
    Spec spec;

    if (!u->restricted || n->resolved.len == 0 || is_of_registry(u, n) ||
        spec_resolve(u->a, n->name, n->resolved, u->p->root, &spec, NULL) < 0)
        return 0;
    return source_check_allowed(&u->p->source, &spec, is_wanted_by_project(n), u->err);
}

static Fetch *new_fetch(InstallRun *u, const Change *c, bool outermost)
{
    Node *n = c->ideal;
    Fetch *f = arena_new(u->a, Fetch);

    f->integrity = n->integrity.ptr ? n->integrity : STR("");
    f->registry = install_registry_of(u->ctx, node_package_name(n));
    f->label =
        arena_strf(u->a, STR_FMT "@" STR_FMT, STR_ARG(n->name), STR_ARG(node_version(n)));
    f->name = n->name;
    if (n->resolved.len == 0)
        f->spec = f->label; /* npm knows no place of it either */
    f->path = arena_memdupz(u->a, c->location.ptr, c->location.len);
    f->at = u->commit.stage_fd;
    f->copy = build_runs_scripts(n, &u->build);
    f->may_stay = outermost && c->inside.len == 0;
    f->may_keep = u->keeps && (c->around == NULL || c->around->in_place);
    return f;
}

/* Nobody says where it is, and why. */
static void not_to_be_had(InstallRun *u, Fetch *f, const Err *why)
{
    if (why->code >= 0)
        return;
    f->rc = why->code;
    f->err = arena_new(u->a, Err);
    *f->err = *why;
}

static int stage_package(InstallRun *u, Change *c, bool outermost)
{
    Node *n = c->ideal;
    Fetch *f = new_fetch(u, c, outermost);
    Err nowhere;

    if (check_allowed(u, n) < 0 || make_parents(u, c->location) < 0)
        return u->err->code;
    if (n->in_store && install_is_damaged(u, n)) {
        install_warn_damaged(u->ctx);
        return 0;
    }
    f->url = source_likely_url(&u->p->source, n);
    f->guessed = f->url.len > 0;
    if (!f->guessed) {
        f->url = source_tarball_url(&u->p->source, n, &f->integrity, &nowhere);
        not_to_be_had(u, f, &nowhere);
    }
    fetch_ahead_clear(u->p->source.ahead, c->location, f);
    vec_push_in(u->a, &u->fetches, f);
    vec_push_in(u->a, &u->fetch_nodes, n);
    vec_push_in(u->a, &u->fetch_changes, c);
    vec_push_in(u->a, &u->added, n);
    return 0;
}

static int stage(InstallRun *u, Change *c, bool outermost)
{
    return c->ideal->is_link ? stage_link(u, c) : stage_package(u, c, outermost);
}

/* Packages lie in its tarball that it doesn't bundle. */
static bool has_strays(const Fetch *f, const Node *n)
{
    return (f->list_flags & FILELIST_HAS_NESTED) != 0 &&
           !json_is_arr(json_get(n->pkg, "bundleDependencies"));
}

static void warn_deprecated(InstallRun *u, const Node *n)
{
    const cJSON *why = json_get(n->pkg, "deprecated");

    if (json_truthy(why))
        ctx_log(u->ctx, LOG_WARN, "deprecated", STR_FMT "@" STR_FMT ": " STR_FMT,
                STR_ARG(node_package_name(n)), STR_ARG(node_version(n)),
                STR_ARG(json_is_str(why) ? json_str(why) : json_text(u->a, why)));
}

/* What only optional packages needed goes, unless somebody needs it. */
static int take_fetched(InstallRun *u)
{
    for (size_t i = 0; i < u->fetches.len; i++) {
        Fetch *f = u->fetches.ptr[i];
        Node *n = u->fetch_nodes.ptr[i];
        NodeList set;

        u->fetch_changes.ptr[i]->spare = f->spare;
        n->has_gyp = (f->list_flags & FILELIST_HAS_GYP) != 0;
        if (node_has_install_script(n))
            (void)map_del(&u->p->lock_entries, node_path(u->a, n)); /* it may be news */
        if (f->rc == 0) {
            warn_deprecated(u, n);
            u->r->strays |= has_strays(f, n);
            continue;
        }
        if (!n->optional) {
            *u->err = *f->err;
            return f->rc;
        }
        ctx_log(u->ctx, LOG_VERBOSE, "reify",
                "failed optional dependency " STR_FMT ": %s", STR_ARG(f->label),
                f->err->msg);
        n->inert = u->r->lost = true;
        optional_set(n->in_store ? n->source->forest : n->forest,
                     n->in_store ? n->source : n, &set);
        VEC_EACH (Node *, m, set)
            (*m)->inert = true;
    }
    return 0;
}

static void make_package(InstallRun *u, Fetch *f, Node *n)
{
    if (n->integrity.len > 0 && !str_starts(n->resolved, STR("file:")))
        ctx_log_title(u->ctx, LOG_WARN,
                      arena_strf(&u->ctx->arena,
                                 "skipping integrity check for git dependency " STR_FMT,
                                 STR_ARG(n->resolved)));
    f->url = STR("");
    f->err = arena_new(u->a, Err);
    f->rc =
        source_make_package(&u->p->source, n->name, n->resolved, &f->integrity, f->err);
}

/* Commits and folders become packages of the store first; those that can't are not asked
 * for any more. Of the list, what begins at `from`. */
static void make_packages(InstallRun *u, size_t from, FetchList *rest)
{
    for (size_t i = from; i < u->fetches.len; i++) {
        Fetch *f = u->fetches.ptr[i];

        if (source_is_made(&u->p->source, u->fetch_nodes.ptr[i]->resolved))
            make_package(u, f, u->fetch_nodes.ptr[i]);
        if (f->rc == 0)
            vec_push_in(u->a, rest, f);
    }
}

/* The changes in a level of the tree, and those inside of them. */
static int stage_level(InstallRun *u, const ChangeList *level, bool outermost,
                       ChangeList *inside)
{
    ask_places_ahead(u, level);
    VEC_EACH (Change *, c, *level) {
        if ((*c)->ideal != NULL && stage(u, *c, outermost) < 0)
            return u->err->code;
        VEC_EACH (Change *, i, (*c)->inside) {
            (*i)->around = *c;
            vec_push_in(u->a, inside, *i);
        }
    }
    return 0;
}

/* It lies in the tarball of the package around it, and is fetched all the same: only what
 * others bundle is taken as it lies there, and this is the project's bundle (npm's
 * inDepBundle), or in nobody's. */
static bool is_brought(const Change *c)
{
    return c->ideal != NULL && !c->ideal->is_link && c->ideal->resolved.len == 0 &&
           !c->ideal->parent->is_root &&
           (c->ideal->extraneous || node_bundler(c->ideal) != NULL);
}

static bool any_brought(const ChangeList *level)
{
    VEC_EACH (Change *, c, *level) {
        if (is_brought(*c))
            return true;
    }
    return false;
}

/* A registry has nothing there, or something else, or tells it to nobody. */
static bool is_elsewhere(const Fetch *f)
{
    static const int codes[] = { ERR_E400, ERR_E401, ERR_E402, ERR_E403,
                                 ERR_E404, ERR_E405, ERR_E406, ERR_EINTEGRITY };

    for (size_t i = 0; f->guessed && i < ARRAY_LEN(codes); i++) {
        if (f->rc == codes[i])
            return true;
    }
    return false;
}

/* It was expected in the store and isn't sound there, or at a place where it isn't. */
static bool lacks_place(const Fetch *f, const Node *n)
{
    return n->resolved.len == 0 &&
           ((f->url.len == 0 && f->rc == ERR_EINVALIDTYPE) || is_elsewhere(f));
}

/* Where those are the registry is asked after all. */
static int fetch_placeless(InstallRun *u, size_t from)
{
    FetchList again = { 0 };

    for (size_t i = from; i < u->fetches.len; i++) {
        if (lacks_place(u->fetches.ptr[i], u->fetch_nodes.ptr[i]))
            prefetch_place(u, u->fetch_nodes.ptr[i]);
    }
    for (size_t i = from; i < u->fetches.len; i++) {
        Fetch *f = u->fetches.ptr[i], *next;
        const Node *n = u->fetch_nodes.ptr[i];
        Err nowhere;

        if (!lacks_place(f, n))
            continue;
        next = new_fetch(u, u->fetch_changes.ptr[i], f->may_stay);
        next->url = source_ask_place(&u->p->source, n, &next->integrity, &nowhere);
        not_to_be_had(u, next, &nowhere);
        u->fetches.ptr[i] = next;
        if (next->rc == 0)
            vec_push_in(u->a, &again, next);
    }
    return again.len == 0
               ? 0
               : fetch_all(u->ctx, u->pool, again.ptr, again.len, u->a, u->err);
}

/* A folder that was linked ahead can only become a place in the tree while nothing is in
 * it, and what stands in the tree only stays in what does: then the tree is staged from
 * above, level by level. Else all of it at once. */
static int fetch_level(InstallRun *u, size_t from)
{
    FetchList rest = { 0 };
    FetchRun *run;

    if (from == u->fetches.len)
        return 0;
    make_packages(u, from, &rest);
    if (u->pool == NULL)
        u->pool = fetch_pool_new(u->ctx);
    run = fetch_start(u->ctx, u->pool, rest.ptr, rest.len, u->a, u->err);
    if (run == NULL)
        return u->err->code;
    if (from == 0 && !u->linked && !u->p->global)
        project_lock_ahead(u->p); /* threads work meanwhile */
    fetch_finish(run);
    for (size_t i = from; i < u->fetches.len; i++)
        u->fetch_changes.ptr[i]->in_place = u->fetches.ptr[i]->kept;
    return fetch_placeless(u, from);
}

int install_fetch(InstallRun *u)
{
    ChangeList level = { 0 };
    bool outermost = true;
    size_t from = 0;

    u->restricted = is_restricted(&u->ctx->config);
    VEC_EACH (Change *, c, u->diff.changes)
        vec_push_in(u->a, &level, *c);
    while (level.len > 0) {
        ChangeList inside = { 0 };

        if (stage_level(u, &level, outermost, &inside) < 0)
            return u->err->code;
        if (u->ahead_fd >= 0 || u->keeps || inside.len == 0 || any_brought(&inside)) {
            if (fetch_level(u, from) < 0)
                return u->err->code;
            from = u->fetches.len;
        }
        level = inside;
        outermost = false;
    }
    fetch_ahead_end(u->p->source.ahead); /* the pool has other work from here on */
    return take_fetched(u);
}
