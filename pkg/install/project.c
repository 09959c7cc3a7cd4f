/* project.c: reading a project, and the ideal tree of it. */
#include "pkg/install/project.h"

#include <errno.h>
#include <stdlib.h>

#include "common/fs.h"
#include "common/path.h"
#include "common/version.h"
#include "pkg/install/disk.h"
#include "pkg/install/installed.h"
#include "pkg/install/look_ahead.h"
#include "pkg/install/project_yarn.h"
#include "pkg/model/manifest.h"
#include "pkg/model/manifest_bins.h"
#include "pkg/model/schema.h"
#include "pkg/tree/describe.h"
#include "pkg/ui/explain_text.h"
#include "pkg/ui/inspect.h"
#include "pkg/ui/unfit_words.h"

#define PACKAGE_MAX ((size_t)64 << 20)
#define LOCK_MAX ((size_t)512 << 20)

/* ---- Reading ---- */

static const char *file_of(Project *p, const char *name)
{
    return arena_printf(&p->arena, STR_FMT "/%s", STR_ARG(p->root), name);
}

/* What is not as the schema says is told; npm makes do with most of it, and so do we. */
static void tell_violation(void *ctx, const JsonViolation *v)
{
    Project *p = ctx;

    p->has_warnings = true;
    ctx_log(p->ctx, LOG_WARN, "manifest", "package.json:%d:%d: " STR_FMT "%s" STR_FMT,
            v->pos.line, v->pos.column, STR_ARG(v->path), v->path.len > 0 ? " " : "",
            STR_ARG(v->message));
}

static void normalize(Project *p, cJSON *pkg)
{
    Files files = disk_files();

    manifest_normalize_in(&p->arena, &files, p->root, pkg);
}

static int read_package(Project *p, Err *err)
{
    int rc;

    p->pkg_path = file_of(p, "package.json");
    p->has_gyp = !p->global && fs_is_file(file_of(p, "binding.gyp"));
    p->style = json_default_style();
    p->pkg = json_new_obj(&p->arena);
    p->pkg_text = STR("");
    if (p->global)
        return 0;
    rc = fs_read_arena(&p->arena, p->pkg_path, PACKAGE_MAX, &p->pkg_text, err);
    if (rc == -ENOENT) {
        p->pkg_text = STR("");
        p->no_package = true;
        return 0;
    }
    if (rc < 0)
        return err_wrap(err, "cannot read package.json");
    rc = json_parse(&p->arena, p->pkg_text, p->pkg_path, NULL, &p->pkg, err);
    if (rc < 0)
        return err_hint(err, "package.json must be actual JSON, not just JavaScript.");
    if (json_is_arr(p->pkg)) /* npm takes that for an object with its elements */
        p->pkg = json_as_object(&p->arena, p->pkg);
    if (!json_is_obj(p->pkg)) {
        /* As npm: no better than none, until somebody asks for it. */
        p->odd_package = p->pkg;
        p->pkg = json_new_obj(&p->arena);
        p->pkg_text = STR("");
        p->no_package = true;
        return 0;
    }
    p->style = json_style(p->pkg_text);
    if (p->style.newline[0] == '\0')
        p->style = json_default_style();
    if (!p->inner)
        manifest_check(&p->arena, p->pkg, p->pkg_text, tell_violation, p);
    normalize(p, p->pkg);
    return manifest_check_specs(p->pkg, err);
}

cJSON *project_pkg_on_disk(Project *p)
{
    cJSON *pkg;
    Err ignored;

    if (json_parse(&p->arena, p->pkg_text, p->pkg_path, NULL, &pkg, &ignored) < 0)
        return json_dup(&p->arena, p->pkg);
    pkg = json_as_object(&p->arena, pkg);
    normalize(p, pkg);
    return pkg;
}

bool project_has_lock_file(Project *p)
{
    return fs_is_file(file_of(p, "npm-shrinkwrap.json")) ||
           fs_is_file(file_of(p, "package-lock.json"));
}

/* npm-shrinkwrap.json goes before package-lock.json; an empty file is as good as none. */
static int read_lock(Project *p, Err *err)
{
    static const char *const names[] = { "npm-shrinkwrap.json", "package-lock.json" };
    int rc = -ENOENT;

    for (size_t i = 0; i < 2 && (rc == -ENOENT || p->lock_text.len == 0); i++) {
        p->lock_path = file_of(p, names[i]);
        rc = fs_read_arena(&p->arena, p->lock_path, LOCK_MAX, &p->lock_text, err);
        if (rc < 0 && rc != -ENOENT)
            break;
    }
    if (rc == -ENOENT || (rc == 0 && p->lock_text.len == 0)) {
        p->lock_text = STR("");
        return 0;
    }
    if (rc < 0)
        return err_wrap(err, "cannot read the lock");
    rc = lock_parse(&p->arena, p->lock_text, p->lock_path, &p->lock, err);
    if (rc < 0) {
        /* As npm: what can't be read is as good as none, and is made anew. */
        ctx_log(p->ctx, LOG_WARN, "lockfile", "cannot be read: %s", err->msg);
        p->lock_text = STR("");
        return 0;
    }
    p->has_lock = true;
    if (p->pkg_text.len == 0)
        p->style = p->lock.style;
    return 0;
}

int project_lacks_package(const Project *p, Err *err)
{
    if (p->odd_package != NULL)
        return err_set(err, ERR_EPKGJSON, "%s is no object", p->pkg_path);
    err_file(err, ENOENT, "open", p->pkg_path);
    return err_wrap(err, "Could not read package.json: Error");
}

/* What the settings say, or npm's own. */
static int asked_lock_version(const Project *p)
{
    Str wish = config_str(&p->ctx->config, "lockfile-version");
    double n = config_num(&p->ctx->config, "lockfile-version", 0);

    if (wish.len == 1)
        return wish.ptr[0] - '0';
    if (n > 0)
        return (int)n;
    return 3;
}

static bool asks_for_lock_version(const Project *p)
{
    const Config *c = &p->ctx->config;

    return config_str(c, "lockfile-version").len > 0 ||
           config_num(c, "lockfile-version", 0) > 0;
}

/* The lock's own where there is one and nobody asks for another; 1 becomes npm's. */
static void set_lock_version(Project *p, bool by_lock)
{
    p->lock_odd = (LockVersion){ 0 };
    p->lock_version = asked_lock_version(p);
    if (!by_lock || asks_for_lock_version(p))
        return;
    p->lock_odd = p->lock.odd;
    if (p->lock_odd.value != NULL)
        p->lock_version = p->lock_odd.no_number ? 2
                          : p->lock.version > 0 ? p->lock.version
                                                : 1;
    else if (p->lock.version > 1)
        p->lock_version = p->lock.version;
}

int project_open(Project *p, Ctx *ctx, Err *err)
{
    return project_open_loose(p, ctx, NULL, err);
}

int project_missing(Ctx *ctx, Str path, Err *err)
{
    for (;;) {
        Str up = arena_str(&ctx->arena, path_dirname(path));

        if (up.len <= 1 || fs_kind(up.ptr) != FS_NONE)
            return err_file(err, ENOENT, "lstat", path.ptr);
        path = up;
    }
}

/* Where the project is, and what the settings say of it. Who only reads (make false)
 * makes no folder of a project, and a dry run none at all. */
static int find_project(Project *p, Ctx *ctx, Str prefix, bool make, Err *err)
{
    const Config *c = &ctx->config;
    Str real;
    TreeOptions options = { .legacy_peer_deps = config_bool(c, "legacy-peer-deps"),
                            .install_links = config_bool(c, "install-links") };

    memset(p, 0, sizeof *p);
    p->ctx = ctx;
    p->global = options.global =
        config_bool(c, "global") || str_is(config_str(c, "location"), "global");
    forest_init(&p->forest, &p->arena, &options);
    if (source_init(&p->source, ctx, &p->arena, err) < 0)
        return err->code;
    p->root = p->global ? path_join(&p->arena, prefix, STR("lib")) : prefix;
    p->root = arena_str(&p->arena, p->root);
    if (((!make && !p->global) || config_bool(c, "dry-run")) &&
        fs_kind(p->root.ptr) == FS_NONE)
        return project_missing(ctx, p->root, err);
    if (fs_mkdirs(p->root.ptr, 0777, err) < 0)
        return err->code;
    if (fs_realpath(&p->arena, p->root.ptr, &real, err) < 0)
        return err_wrap(err, "cannot find the project");
    p->root = real;
    p->use_lock =
        !p->global && config_bool(c, "package-lock") && config_bool(c, "shrinkwrap");
    if (config_bool(c, "package-lock-only") || strcmp(ctx->command, "ci") == 0 ||
        strcmp(ctx->command, "install-ci-test") == 0)
        p->use_lock = true;
    return 0;
}

int project_open_package(Project *p, Ctx *ctx, Err *err)
{
    return find_project(p, ctx, ctx_prefix(ctx), true, err) < 0 ? err->code
                                                                : read_package(p, err);
}

static int find_workspaces(Project *p, Err *err)
{
    if (p->global)
        return 0;
    p->workspaces.len = 0;
    if (workspaces_of(&p->arena, p->root, p->pkg, &p->workspaces, err) < 0)
        return err->code;
    VEC_EACH (Workspace, w, p->workspaces) {
        const cJSON *name = json_get(w->pkg, "name");

        if (json_truthy(name) && !json_is_str(name))
            return err_set(err, ERR_ENOCODE, "must provide dependency name");
        map_set(&p->workspace_paths, w->name, &w->path);
    }
    return 0;
}

int project_take_locked_root(Project *p, Err *err)
{
    const cJSON *root = NULL;

    if (p->has_lock)
        root = p->lock.is_v1 ? lock_v1_project(&p->arena, &p->lock, p->root)
                             : json_get(p->lock.packages, "");
    if (!json_is_obj(root))
        return 0;
    p->pkg = json_dup(&p->arena, root);
    return find_workspaces(p, err);
}

void project_name_by_folder(Project *p)
{
    if (json_truthy(json_get(p->pkg, "name")))
        return;
    p->pkg = json_dup(&p->arena, p->pkg);
    json_set(&p->arena, p->pkg, STR("name"),
             json_new_str(&p->arena, tree_name_from_folder(p->root)));
}

static int read_project(Project *p, Err *bad_package, Err *err)
{
    const Config *c = &p->ctx->config;

    if (read_package(p, err) < 0) {
        if (bad_package == NULL || err->code != ERR_EJSONPARSE)
            return err->code;
        *bad_package = *err;
        p->pkg = json_new_obj(&p->arena);
    }
    if (find_workspaces(p, err) < 0 || (!p->global && read_lock(p, err) < 0))
        return err->code;
    set_lock_version(p, p->has_lock);
    p->prefer_dedupe = config_bool(c, "prefer-dedupe");
    p->save = config_bool(c, "save");
    return 0;
}

int project_open_loose(Project *p, Ctx *ctx, Err *bad_package, Err *err)
{
    return find_project(p, ctx, ctx_prefix(ctx), false, err) < 0
               ? err->code
               : read_project(p, bad_package, err);
}

int project_open_inner(Project *p, Ctx *ctx, Str root, Err *err)
{
    if (find_project(p, ctx, root, true, err) < 0)
        return err->code;
    p->inner = true;
    return read_project(p, NULL, err);
}

void project_release(Project *p)
{
    source_release(&p->source);
    forest_release(&p->forest);
    map_release(&p->workspace_paths);
    map_release(&p->lock_entries);
    yarn_lock_release(&p->yarn);
    arena_release(&p->arena);
}

/* ---- The tree ---- */

void project_set_workspaces(Project *p, Tree *t)
{
    if (p->workspaces.len > 0)
        node_set_workspaces(t->root, &p->workspace_paths);
}

static const char *age_of_lock(const Project *p)
{
    return p->lock.is_ancient ? "ancient lockfile" : "old lockfile";
}

static void tell_lack(void *ctx, Str what, const Err *why)
{
    Project *p = ctx;

    ctx_log(p->ctx, LOG_WARN, age_of_lock(p),
            "Could not fetch metadata for " STR_FMT " %s", STR_ARG(what), why->msg);
}

/* Old locks lack what the registry says of their packages. */
static void inflate(Project *p, Tree *t)
{
    TreeSource source = source_of(&p->source);

    p->source.brief = true;
    ideal_inflate(t, &source, tell_lack, p);
    p->source.brief = false;
}

void project_inflate(Project *p)
{
    if (!p->lock_loaded || p->lock.version >= 2 || p->as_it_is)
        return;
    /* Nothing to say of a lock that will be as old again. */
    if (p->lock.is_ancient || p->lock_version > 2 || !asks_for_lock_version(p))
        ctx_log(
            p->ctx, LOG_WARN, age_of_lock(p),
            "\nThe %s file was created with an old version of npm,\nso supplemental "
            "metadata must be fetched from the registry.\n\nThis is a one-time fix-up, "
            "please be patient...\n\n",
            path_basename(str_of(p->lock_path)).ptr);
    inflate(p, p->ideal);
    if (!asks_for_lock_version(p))
        p->lock_before = json_new_num(&p->arena, 3); /* it counts as new already */
}

/* What a lock says is known before the tree is. */
static void placed_by_lock(void *source, Node *n)
{
    if (n->parent != NULL && node_bundler(n) == NULL)
        source_placed(source, n);
}

static int load_lock(Project *p, Tree *t, Err *err)
{
    LockHooks hooks = { .folder = source_folder_if_any,
                        .placed = p->link_locked ? placed_by_lock : NULL,
                        .ctx = &p->source,
                        .trusts_flags = p->lock_first };
    int rc;

    if (p->lock.is_v1)
        lock_finish_v1(&p->arena, &p->lock, p->pkg, p->root);
    p->loaded_from_disk = p->lock_loaded = true;
    p->lock_before = p->lock.said;
    rc = lock_load(t, &p->lock, &hooks, &p->lock_suspect, err);
    p->lock_torn = rc < 0;
    if (p->lock_torn && p->takes_torn)
        rc = 0;
    /* npm goes on with the tree that it has, where packages have a name. */
    if (rc == 0 && p->lock_first && !p->lock_torn && json_get(p->pkg, "name") == NULL)
        json_set(&p->arena, p->pkg, STR("name"),
                 json_new_str(&p->arena, path_basename(p->root)));
    if (rc == 0 && !p->inflate_late)
        project_inflate(p);
    return rc;
}

bool project_asks_for(const Project *p, Str name)
{
    for (size_t i = 0; i < MANIFEST_DEPENDENCY_KINDS; i++) {
        if (json_getn(json_get(p->pkg, manifest_dependency_kinds[i]), name) != NULL)
            return true;
    }
    return false;
}

/* In the linked strategy those workspaces that the project doesn't ask for itself are,
 * for npm, in the tree that is there before anything is. */
static bool has_unasked_workspace(Project *p)
{
    VEC_EACH (Workspace, w, p->workspaces) {
        if (!project_asks_for(p, w->name) && path_is_below(p->root, w->path))
            return true;
    }
    return false;
}

static int begin_tree(Project *p, bool ignore_lock, Err *err)
{
    Tree *t;
    bool linked;
    int rc = 0;

    p->ideal = t = tree_new(&p->forest, p->pkg, p->root);
    p->source.look = (LookAhead){ .forest = &p->forest, .tree = t };
    if (node_load_overrides(t->root, err) < 0)
        return err->code;
    project_set_workspaces(p, t);
    if (p->global)
        return 0;
    if (!ignore_lock && node_check_root_overrides(t->root, err) < 0)
        return err->code;
    if (p->use_lock && !ignore_lock)
        project_read_yarn(p);
    if (p->has_lock && p->use_lock && !ignore_lock)
        return load_lock(p, t, err);
    p->source.yarn = p->has_yarn ? &p->yarn : NULL;
    /* A lock that isn't read has its say all the same: what only optional peers need
     * goes in the end, and node_modules doesn't count. */
    p->loaded_from_disk = p->has_lock;
    set_lock_version(p, false);
    if (p->has_lock || ignore_lock)
        return 0;
    linked = str_is(config_str(&p->ctx->config, "install-strategy"), "linked");
    p->loaded_from_disk = linked && has_unasked_workspace(p);
    /* Without a lock what is there stays, as far as it does. A linked tree doesn't: it is
     * another one than the lock's. */
    if (!linked || !fs_is_dir(file_of(p, "node_modules/.store")))
        rc = installed_load_start(&p->source, t, &p->begins_installed, err);
    p->loaded_from_disk |= t->root->children.len > 0;
    if (p->loaded_from_disk)
        p->source.yarn = NULL;
    /* What is to become an old lock is taken for one. */
    if (rc == 0 && t->root->children.len > 0 && p->lock_version < 2 && !p->as_it_is)
        inflate(p, t);
    return rc;
}

int project_begin_tree(Project *p, bool ignore_lock, Err *err)
{
    int rc = begin_tree(p, ignore_lock, err);

    if (rc == 0)
        project_begin_yarn(p);
    return rc;
}

/* The tree is the lock's, which is of the version that we write. */
static bool is_sound(const Project *p)
{
    return p->lock_loaded && p->lock_version == 3 && p->lock_odd.value == NULL &&
           !p->lock_suspect;
}

bool project_trust_lock(Project *p, const PlaceList *broken)
{
    return is_sound(p) && tree_trust(p->ideal, broken);
}

void project_keep_lock(Project *p)
{
    /* yarn.lock may know more of its packages than it does. */
    if (is_sound(p) && !p->has_yarn)
        lock_keep(p->ideal, p->lock_text, &p->style,
                  config_bool(&p->ctx->config, "omit-lockfile-registry-resolved"),
                  &p->lock_kept);
}

static bool is_included(const Config *c, const char *type)
{
    if (config_has(c, "include", type))
        return true;
    if (strcmp(type, "dev") == 0)
        return str_starts(config_str(c, "also"), STR("dev")) || config_bool(c, "dev") ||
               json_is_false(config_get(c, "production"));
    return strcmp(type, "optional") == 0 && config_bool(c, "optional");
}

bool project_omits(const Config *c, const char *type)
{
    bool out = config_has(c, "omit", type);

    if (strcmp(type, "dev") == 0)
        out |= str_starts(config_str(c, "only"), STR("prod")) ||
               config_bool(c, "production");
    if (strcmp(type, "optional") == 0)
        out |= json_is_false(config_get(c, "optional"));
    return out && !is_included(c, type);
}

Omit project_omit(const Config *c)
{
    return (Omit){ .dev = project_omits(c, "dev"),
                   .optional = project_omits(c, "optional"),
                   .peer = project_omits(c, "peer") };
}

/* What is in the lock and needless goes, but where its flags were believed. */
static bool suspects_flags(const Project *p)
{
    return p->use_lock && (!p->lock_first || !p->lock_loaded || p->lock_suspect);
}

static IdealOptions ideal_options(Project *p)
{
    const Config *c = &p->ctx->config;
    Str strategy = config_str(c, "install-strategy");
    IdealOptions o = { .save = p->save,
                       .omit = project_omit(c),
                       .requested_mutation = p->mutation,
                       .loaded_from_disk = p->loaded_from_disk,
                       .suspects_flags = suspects_flags(p),
                       .prune = !p->keep_extraneous,
                       .complete = p->cracks_open,
                       .force = config_bool(c, "force"),
                       .engine_strict = config_bool(c, "engine-strict"),
                       .node_version = STR(NODE_COMPAT_VERSION),
                       .npm_version = STR(NPM_COMPAT_VERSION),
                       .os = config_str(c, "os"),
                       .cpu = config_str(c, "cpu"),
                       .libc = config_str(c, "libc") };

    o.begin = &p->begin;
    o.place.warnings = &p->warnings;
    o.place.force = o.force;
    o.place.prefer_dedupe = p->prefer_dedupe;
    o.place.update_names = p->update_names;
    o.place.n_update_names = p->n_update_names;
    o.place.vulnerable = p->vulnerable.has != NULL ? &p->vulnerable : NULL;
    o.update_all = p->update_all;
    o.place.strict_peer_deps = config_bool(c, "strict-peer-deps");
    if (str_is(strategy, "nested") || config_bool(c, "legacy-bundling"))
        o.place.strategy = STRATEGY_NESTED;
    if (str_is(strategy, "shallow") || config_bool(c, "global-style") || p->global)
        o.place.strategy = STRATEGY_SHALLOW;
    return o;
}

Str project_warning_text(Project *p, const IdealWarning *w)
{
    Buf b = { 0 };

    buf_printf(&b, STR_FMT " ", STR_ARG(w->message));
    inspect_json(w->detail, false, &b);
    return buf_to_arena(&b, &p->arena);
}

static void print_warnings(Project *p)
{
    VEC_EACH (IdealWarning, w, p->warnings) {
        const char *code = err_name(w->code);

        if (w->code == ERR_ERESOLVE) {
            Str text = explain_eresolve(&p->arena, w->detail, 2, p->ctx->color);

            ctx_log(p->ctx, LOG_WARN, code, STR_FMT, STR_ARG(w->message));
            if (explain_has_peer(w->detail))
                ctx_log(p->ctx, LOG_WARN, "", STR_FMT, STR_ARG(text));
        } else {
            ctx_log(p->ctx, LOG_WARN, code, STR_FMT, STR_ARG(project_warning_text(p, w)));
        }
    }
}

/* Which package can't be used here, and what it asks for. */
static void tell_unfit(Project *p, int rc)
{
    Arena *a = &p->ctx->arena;
    const Node *n = p->ideal->unfit;
    Platform host = platform_host();
    UnfitWords w;
    Str id;

    if (n == NULL)
        return;
    id = node_id(a, n);
    if (id.ptr == NULL)
        id = STR("undefined");
    if (rc == ERR_EBADENGINE)
        w = unfit_engine_words(a, id, n->pkg, STR(NODE_COMPAT_VERSION),
                               STR(NPM_COMPAT_VERSION));
    else if (rc == ERR_EBADPLATFORM)
        w = unfit_platform_words(a, id, n->pkg, &host);
    else
        return;
    p->ctx->error_message = w.message;
    p->ctx->error_detail = w.detail;
}

int project_resolve(Project *p, Err *err)
{
    TreeSource source = source_of(&p->source);
    IdealOptions o = ideal_options(p);
    int rc;

    VEC_EACH (Workspace, w, p->workspaces)
        look_ahead_of_folder(&p->source, w->pkg, &p->workspace_paths);
    rc = ideal_build(p->ideal, &source, &o, err);
    print_warnings(p);
    tell_unfit(p, rc);
    if (rc == ERR_ERESOLVE && p->ideal->eresolve != NULL) {
        const cJSON *why = p->ideal->eresolve;
        Arena *a = &p->ctx->arena;

        p->ctx->error_detail =
            arena_strf(a, "\n" STR_FMT,
                       STR_ARG(explain_report(&p->arena, why, 4, false, p->ctx->color)));
        p->ctx->error_report =
            arena_str(a, explain_report(&p->arena, why, EXPLAIN_ALL, true, false));
    }
    return rc;
}

/* ---- Texts ---- */

/* The lock's own facts: the project's where npm writes those, else what the file said. */
static void name_lock(Project *p, bool hidden, LockOptions *o)
{
    bool own =
        p->lock_version <= 3 && !p->lock_odd.no_number && (!hidden || p->lock_written);

    if (p->has_lock && p->lock_loaded)
        o->old = p->lock.doc;
    if (!own)
        return;
    o->name = json_get(p->ideal->root->pkg, "name");
    if (!json_truthy(o->name))
        o->name = json_new_str(&p->arena, path_basename(p->root));
    o->pkg_version = json_get(p->ideal->root->pkg, "version");
}

static LockOptions lock_options(Project *p, bool hidden)
{
    LockVersion plain = { 0 };

    return (LockOptions){ .version = hidden ? 3 : p->lock_version,
                          .odd = hidden ? plain : p->lock_odd,
                          .hidden = hidden,
                          .omit_resolved = config_bool(&p->ctx->config,
                                                       "omit-lockfile-registry-resolved"),
                          .entries = &p->lock_entries };
}

/* The hidden lock is formatted in any case, and a lock that is written as it is like
 * that. */
static JsonStyle lock_style(const Project *p, bool hidden)
{
    JsonStyle style = p->style, usual = json_default_style();

    if (p->as_it_is) {
        style = p->has_lock ? p->lock.style : usual;
        if (style.indent[0] == '\0')
            memcpy(style.indent, usual.indent, sizeof style.indent);
        if (style.newline[0] == '\0')
            memcpy(style.newline, usual.newline, sizeof style.newline);
        style.last_newline = true;
        return style;
    }
    style.last_newline = true;
    if (!hidden && !config_bool(&p->ctx->config, "format-package-lock"))
        style = (JsonStyle){ .newline = "\n" };
    return style;
}

bool project_changes_lock_version(const Project *p)
{
    if (p->lock_odd.value != NULL)
        return p->lock_before != p->lock_odd.value;
    return !json_is_num(p->lock_before) || p->lock_before->valuedouble != p->lock_version;
}

Str project_lock_version_text(Project *p)
{
    return p->lock_odd.value != NULL ? json_in_template(&p->arena, p->lock_odd.value)
                                     : arena_strf(&p->arena, "%d", p->lock_version);
}

void project_tell_converted(Project *p, const char *path)
{
    Str name = path_relative(&p->arena, p->ctx->input.cwd, str_of(path));

    if (p->lock_before != NULL && project_changes_lock_version(p))
        ctx_log(p->ctx, LOG_WARN, "shrinkwrap",
                "Converting lock file (" STR_FMT ") from v" STR_FMT " -> v" STR_FMT,
                STR_ARG(name), STR_ARG(json_in_template(&p->arena, p->lock_before)),
                STR_ARG(project_lock_version_text(p)));
}

/* Both locks take their entries from there; a new tree begins with those that the old
 * lock has. */
static void begin_entries(Project *p)
{
    map_clear(&p->lock_entries);
    lock_kept_texts(&p->lock_kept, &p->lock_entries);
}

void project_lock_ahead(Project *p)
{
    LockOptions o = lock_options(p, false);
    JsonStyle style = lock_style(p, false);

    begin_entries(p);
    lock_write_ahead(p->ideal, &o, &style);
    p->lock_ahead = true;
}

int project_lock_text(Project *p, bool hidden, Buf *out, Err *err)
{
    LockOptions o = lock_options(p, hidden);
    JsonStyle style = lock_style(p, hidden);

    name_lock(p, hidden, &o);
    if (hidden && !config_bool(&p->ctx->config, "format-package-lock"))
        map_clear(&p->lock_entries); /* theirs are in the other's style */
    if (!hidden) {
        if (!p->lock_ahead)
            begin_entries(p);
        p->lock_ahead = false;
        p->lock_written = true;
    }
    return lock_write(p->ideal, &o, &style, out, err);
}
