/* install.c: the way of an install, step by step. See install.h. */
#include "pkg/install/install.h"

#include <sys/stat.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/path.h"
#include "common/xalloc.h"
#include "pkg/install/brought.h"
#include "pkg/install/disk.h"
#include "pkg/install/install_check.h"
#include "pkg/install/install_fast.h"
#include "pkg/install/install_private.h"
#include "pkg/install/installed.h"
#include "pkg/install/lend_threads.h"
#include "pkg/install/lifecycle.h"
#include "pkg/install/project_yarn.h"
#include "pkg/install/remove.h"
#include "pkg/install/script_review.h"
#include "pkg/install/uptodate.h"
#include "pkg/tree/funding.h"

/* ---- What is wanted ---- */

static SaveType save_type(const Config *c)
{
    if (config_bool(c, "save-dev"))
        return SAVE_DEV;
    if (config_bool(c, "save-optional"))
        return config_bool(c, "save-peer") ? SAVE_PEER_OPTIONAL : SAVE_OPTIONAL;
    if (config_bool(c, "save-peer"))
        return SAVE_PEER;
    if (config_bool(c, "save-prod"))
        return SAVE_PROD;
    return SAVE_INFERRED;
}

InstallRequest install_request(Ctx *ctx)
{
    const Config *c = &ctx->config;

    return (InstallRequest){ .save_type = save_type(c),
                             .save = config_bool(c, "save"),
                             .dry_run = config_bool(c, "dry-run"),
                             .save_bundle = config_bool(c, "save-bundle") };
}

static DiffOptions omit_options(const Config *c)
{
    return (DiffOptions){ .omit = project_omit(c) };
}

/* ---- The ideal tree ---- */

/* Selected workspaces that the lock knows nothing of yet: npm leaves them alone, and the
 * next run finds them. */
static void choose_folders(InstallRun *u)
{
    Project *p = u->p;

    VEC_EACH (Workspace, w, u->q->workspaces) {
        Node *n = map_get(&p->ideal->by_path, w->path);

        if (n != NULL)
            vec_push_in(u->a, &p->begin, n);
        else
            ctx_log(u->ctx, LOG_WARN, "workspaces",
                    STR_FMT " in filter set, but no workspace folder present",
                    STR_ARG(w->name));
    }
}

/* What is to be added and removed, in the project or in the selected workspaces. */
static int request(InstallRun *u)
{
    const InstallRequest *q = u->q;
    Project *p = u->p;
    Node *root = p->ideal->root;
    NodeList of_root = { .ptr = &root, .len = 1 };
    bool chosen = q->n_add + q->n_rm > 0 && q->workspaces.len > 0;

    p->mutation |= q->n_add + q->n_rm > 0;
    /* What is to go leads to problems that npm still sees, what is to come to none yet;
     * and "$name" may soon mean something else, or nothing. */
    if (q->n_add + q->n_rm > 0)
        ideal_note_broken(p->ideal);
    VEC_EACH (Node *, n, *(chosen ? &p->begin : &of_root)) {
        if (project_enter(p, *n, u->err) < 0)
            return u->err->code;
        if (q->n_rm > 0)
            project_remove(p, q->rm, q->n_rm);
        if (project_add(p, q->add, q->n_add, q->save_type, q->save_bundle, u->err) < 0)
            return u->err->code;
    }
    return 0;
}

/* Asks what is vulnerable in the tree of the lock, as far as an old one tells of it. That
 * nobody could say is told at the end; until then it is an install like others. */
static int mend(InstallRun *u)
{
    AuditOptions o;
    Err failed;
    bool known;

    if (!u->q->audit_fix)
        return 0;
    o = install_audit_options(u->p, u->p->ideal, &u->q->workspaces);
    u->fix = audit_begin(u->p, u->p->ideal, &o);
    audit_start(u->fix);
    known = audit_finish(u->fix, &failed) == 0;
    project_inflate(u->p);
    if (!known)
        return 0;
    u->answered = true;
    return audit_fix(u->fix, u->err);
}

static void begin_actual(InstallRun *u)
{
    forest_init(&u->actual_forest, u->a, &u->p->forest.options);
    u->actual = tree_new(&u->actual_forest, project_pkg_on_disk(u->p), u->p->root);
}

/* Nothing was touched since the last run: the lock's tree is in order, and what is in
 * node_modules follows from it. Or, of a tree that isn't plain, at least their texts. */
static void use_known(InstallRun *u)
{
    KnownTree known;
    bool is_known = install_fast_known(u->look, u->p, &known);

    u->look = NULL;
    if (!is_known)
        return;
    u->untouched = true;
    if (known.lock_ours)
        project_keep_lock(u->p);
    if (!known.plain || !project_trust_lock(u->p, &known.broken))
        return;
    begin_actual(u);
    u->actual_trusted = tree_copy_places(u->p->ideal, &known.installed, u->actual);
}

static bool is_named(char **names, int n, Str name)
{
    for (int i = 0; i < n; i++) {
        if (str_is(name, names[i]))
            return true;
    }
    return false;
}

/* Of the global packages only those that are installed or removed are looked at: the
 * others have nothing to do with them, and stay. */
static void forget_others(InstallRun *u, Tree *t)
{
    NodeList others = { 0 };

    MAP_EACH (m, t->root->children) {
        Node *n = m->value;

        if (node_edge(u->p->ideal->root, n->name) == NULL &&
            !is_named(u->q->rm, u->q->n_rm, n->name))
            vec_push_in(u->a, &others, n);
    }
    VEC_EACH (Node *, n, others)
        node_detach(*n);
}

/* … and of these what they need: what nobody came to need isn't installed. */
static void choose_global(InstallRun *u)
{
    const Map *asked = &u->p->ideal->root->edges_out;
    Str *names = arena_array(u->a, Str, asked->len + 1);
    size_t n = 0;

    u->omit.names = u->p->update_names;
    u->omit.n_names = u->p->n_update_names;
    if (u->omit.n_names > 0)
        return;
    MAP_EACH (m, *asked)
        names[n++] = ((Edge *)m->value)->name;
    u->omit.names = names;
    u->omit.n_names = n;
}

static int load_actual(InstallRun *u)
{
    Source s = u->p->source;
    int rc = 0;

    if (u->actual_trusted && !u->nothing_there)
        return 0;
    forest_release(&u->actual_forest);
    begin_actual(u);
    u->actual_trusted = false;
    if (u->nothing_there)
        return 0;
    /* Folders are read anew: the ideal tree changes its manifests. */
    s.folders = (Map){ 0 };
    project_set_workspaces(u->p, u->actual);
    rc = installed_load(&s, u->actual, u->untouched, &u->actual_trusted, u->err);
    map_release(&s.folders);
    if (rc == 0 && u->p->global) {
        forget_others(u, u->actual);
        forget_others(u, u->p->ideal);
    } else if (rc == 0 && !u->actual_trusted) {
        installed_add_origins(u->actual, &u->p->lock, u->p->root);
    }
    return rc;
}

/* Nothing has changed: there is no use for what was prepared. */
static void forget_stage(InstallRun *u)
{
    fetch_ahead_end(u->p->source.ahead);
    commit_rollback(&u->commit);
}

/* A lock that refers to what it lacks is no tree to count in for npm: node_modules is.
 * The run goes on with what such a lock does say. */
static int update_doubles(InstallRun *u)
{
    bool torn = u->p->lock_torn;

    if (torn && load_actual(u) < 0)
        return u->err->code;
    project_update_doubles(u->p, torn ? u->actual : u->p->ideal);
    return 0;
}

/* npm has the lock's tree already where it counts doubles or looks for advisories. */
static bool reads_lock_first(const InstallRun *u)
{
    return u->q->dedupe || u->q->audit_fix;
}

/* For `ci` a lock that makes no tree is none. */
static int begin_tree(InstallRun *u)
{
    const InstallRequest *q = u->q;
    int rc;

    u->p->lock_first = reads_lock_first(u);
    u->p->takes_torn = q->dedupe;
    rc = project_begin_tree(u->p, q->update && q->n_names == 0, u->err);
    return rc < 0 && q->ci ? install_refuse_lock(u->p, u->err) : rc;
}

static int lacks_lock(InstallRun *u)
{
    return u->q->ci ? install_refuse_lock(u->p, u->err)
                    : err_set(u->err, ERR_ENOLOCK,
                              "loadVirtual requires existing shrinkwrap file");
}

static int resolve(InstallRun *u)
{
    Project *p = u->p;
    const InstallRequest *q = u->q;

    if (q->audit_fix && !p->has_lock)
        return lacks_lock(u);
    p->save = q->save;
    p->prefer_dedupe |= q->dedupe;
    p->keep_extraneous = q->keep_extraneous;
    p->inflate_late = q->audit_fix;
    /* `prune` and `ci` make their tree before npm looks at that. */
    p->cracks_open = (q->dry_run || config_bool(&u->ctx->config, "package-lock-only")) &&
                     !q->prune && !q->ci;
    p->link_locked = !q->update && !q->dedupe && !q->audit_fix;
    if (begin_tree(u) < 0)
        return u->err->code;
    install_look_at_network(u);
    use_known(u);
    choose_folders(u);
    if (q->dedupe && update_doubles(u) < 0)
        return u->err->code;
    if (q->update && project_update(p, q->names, q->n_names, u->err) < 0)
        return u->err->code;
    install_ask_for_added(u);
    if (request(u) < 0 || mend(u) < 0)
        return u->err->code;
    if (q->ci)
        return install_check_lock(p, u->err);
    if (project_resolve(p, u->err) < 0)
        return u->err->code;
    if (q->prune)
        ideal_prune(p->ideal);
    return 0;
}

/* ---- Scripts ---- */

static int build(InstallRun *u)
{
    NodeList nodes = { 0 };

    VEC_EACH (Node *, n, u->added) {
        if (!(*n)->inert)
            vec_push_in(u->a, &nodes, *n);
    }
    VEC_EACH (Node *, n, u->diff.links)
        vec_push_in(u->a, &nodes, *n);
    if (u->linked)
        install_linked_locals(u, &nodes);
    if (u->p->global)
        install_free_global_bins(u);
    u->r->builds_links = build_has_scripts(u->ctx, u->p->ideal, &nodes, &u->build);
    if (build_nodes(u->ctx, u->p->ideal, &nodes, &u->build, &u->failed, u->err) < 0)
        return u->err->code;
    VEC_EACH (Node *, n, u->diff.links) {
        if (node_target(*n)->has_gyp)
            (void)map_del(&u->p->lock_entries, (*n)->target->path); /* it may be news */
    }
    install_drop_failed(u);
    return 0;
}

/* ---- Counting ---- */

static unsigned count_packages(InstallRun *u)
{
    unsigned n = 0;

    VEC_EACH (Node *, m, u->p->ideal->nodes)
        n += *m != NULL && !(*m)->is_root && !node_is_absent(*m);
    return n;
}

static void count(InstallRun *u)
{
    ReifyCounts *c = &u->r->counts;

    u->r->diff = u->diff;
    u->r->n_tree = count_packages(u) + 1;
    u->r->n_blocked = u->fix != NULL ? audit_warn_blocked(u->fix) : 0;
    c->added = (unsigned)u->diff.n_added;
    c->removed = (unsigned)u->diff.n_removed;
    c->changed = (unsigned)u->diff.n_replaced;
    VEC_EACH (Node *, n, u->added)
        c->added -= (*n)->inert && c->added > 0; /* optional, and could not be had */
    if (config_bool(&u->ctx->config, "fund"))
        c->funding = funding_count(u->a, u->p->ideal);
}

/* ---- All of it ---- */

static int empty_folder(InstallRun *u, Str path)
{
    Files files = disk_files();
    FileNames names = { 0 };

    files.list(files.ctx, u->a, path, &names);
    VEC_EACH (Str, n, names) {
        if (remove_tree(AT_FDCWD, path_join(u->a, path, *n).ptr, u->err) < 0)
            return u->err->code;
    }
    return 0;
}

static int clear_below(InstallRun *u, Str folder)
{
    Str path = path_join(u->a, folder, STR("node_modules"));

    return fs_kind_nofollow(path.ptr) == FS_DIR ? empty_folder(u, path)
                                                : remove_tree(AT_FDCWD, path.ptr, u->err);
}

/* `ci` begins from nothing: all that is in node_modules goes, the workspaces' too; where
 * something may stay, later. */
static int clear_modules(InstallRun *u)
{
    if (!u->q->ci)
        return 0;
    VEC_EACH (Workspace, w, u->p->workspaces) {
        if (clear_below(u, w->path) < 0)
            return u->err->code;
    }
    u->must_clear = u->keeps;
    return u->keeps || u->commit.stage[0] != '\0' ? 0 : clear_below(u, u->p->root);
}

/* A node_modules that is a file, or a link to who knows where, makes room for a folder;
 * with --force a link stays, as with npm. */
static bool must_replace_modules(InstallRun *u, const char *path)
{
    FsKind kind = fs_kind_nofollow(path);

    return kind != FS_NONE && kind != FS_DIR && !config_bool(&u->ctx->config, "force");
}

static int replace_modules(InstallRun *u, const char *path)
{
    ctx_log(u->ctx, LOG_WARN, "reify", "Removing non-directory %s", path);
    return fs_unlink(path, u->err);
}

/* ---- Partial installs ---- */

static bool is_partial(const InstallRun *u)
{
    return u->omit.workspaces->len > 0 || u->omit.root_deps;
}

/* -w with --include-workspace-root, or --no-workspaces. */
static bool wants_root_deps(InstallRun *u)
{
    const Config *c = &u->ctx->config;

    if (u->p->global)
        return false;
    VEC_EACH (Workspace, w, u->q->workspaces) {
        if (!str_eq(w->path, u->p->root))
            vec_push_in(u->a, &u->chosen, *w);
    }
    return json_is_false(config_get(c, "workspaces")) ||
           (config_bool(c, "include-workspace-root") && u->chosen.len > 0);
}

static int reify(InstallRun *u)
{
    const char *modules = path_join(u->a, u->p->root, STR("node_modules")).ptr;
    bool replace = must_replace_modules(u, modules);
    DiffOptions *o = &u->omit;

    u->nothing_there = u->q->ci || replace || u->linked;
    if (clear_modules(u) < 0 || load_actual(u) < 0)
        return u->err->code;
    if ((u->linked ? install_linked_diff(u)
                   : brought_along(&u->p->source, u->p->ideal, u->actual, o, &u->diff,
                                   u->err)) < 0)
        return u->err->code;
    if (!u->linked)
        install_leave_damaged(u);
    if (!u->linked && !is_partial(u) && install_linked_leftover(u))
        install_linked_forget(u);
    if (u->linked)
        install_linked_bins(u);
    if (u->diff.changes.len > 0) {
        if (replace && replace_modules(u, modules) < 0)
            return u->err->code;
        uptodate_forget(u->ctx->cache.ptr, u->p->root.ptr);
        if (u->commit.stage[0] == '\0' && commit_stage(&u->commit, u->err) < 0)
            return u->err->code;
        if (install_fetch(u) < 0 || install_put_in_place(u) < 0 || build(u) < 0)
            return u->err->code;
    } else {
        if (u->commit.stage[0] != '\0')
            forget_stage(u);
        if (u->must_clear && clear_below(u, u->p->root) < 0)
            return u->err->code;
        if ((u->linked || u->diff.links.len > 0) && build(u) < 0)
            return u->err->code;
    }
    if (install_save(u) < 0)
        return u->err->code;
    project_renew_yarn(u->p);
    if (u->diff.partial && !u->linked) {
        diff_keep_rest(u->p->ideal, u->actual);
        map_clear(&u->p->lock_entries); /* the hidden lock's are others */
    }
    if (u->diff.changes.len > 0) {
        if (commit_finish(&u->commit, u->pool, u->err) < 0)
            return u->err->code;
        u->r->changed = !u->p->global;
        install_remove_global_bins(u);
    }
    if (u->linked) {
        u->r->changed = u->diff.all.len > 0; /* what only goes counts for nothing */
        install_linked_hidden(u);
    } else {
        install_write_hidden(u);
    }
    /* npm writes it beside either lock; a linked tree's hidden one is made on its own. */
    return u->linked && !install_wants_save(u)
               ? 0
               : project_write_yarn(u->p, u->linked, u->err);
}

static void on_wait(void)
{
    static const char text[] = "pkg notice waiting for another run in this project\n";

    (void)!write(STDERR_FILENO, text, sizeof text - 1);
}

/* One run at a time works on a project, from its reading on: what a second one read
 * before the first had written would be lost. What a run that was cut short left in
 * node_modules is put right before anybody looks at it. */
static int take_project(InstallRun *u)
{
    const Config *c = &u->ctx->config;
    Str root = ctx_prefix(u->ctx);
    bool global = config_bool(c, "global") || str_is(config_str(c, "location"), "global");

    if (u->q->dry_run)
        return 0;
    root = global ? path_join(&u->ctx->arena, root, STR("lib"))
                  : arena_str(&u->ctx->arena, root);
    if (fs_mkdirs(root.ptr, 0777, u->err) < 0)
        return u->err->code;
    return commit_open(&u->commit, root.ptr, on_wait, u->err);
}

/* What the audit that was asked for at the beginning has found. A dry run asks no second
 * time: npm shows what was to be mended, with the tree's packages as they would be. */
static void take_audit(InstallRun *u)
{
    InstallResult *r = u->r;

    if (u->audit == NULL) {
        if (u->answered && u->q->dry_run)
            r->audit = audit_json(u->fix);
        return;
    }
    if (audit_finish(u->audit, &r->audit_error) == 0)
        r->audit = audit_json(u->audit);
    else
        r->audit_failure = audit_failure_json(u->audit, &r->audit_error);
}

/* Does --strict-allow-scripts stop it? npm asks where packages are wanted, not where they
 * go or move; of `link`, where they are installed globally first. */
static bool is_strict(const InstallRun *u)
{
    const char *command = u->ctx->command;

    if (strcmp(command, "link") == 0)
        return u->p->global && u->q->n_add > 0 &&
               !str_starts(str_of(u->q->add[0]), STR("file:"));
    return u->q->no_project_policy ||
           config_word_in("install install-test ci install-ci-test update",
                          str_of(command));
}

/* Which scripts may run: what is wrong with that is said before anything else. */
static int find_policy(InstallRun *u)
{
    cJSON *policy;

    if (script_policy_find(u->ctx, u->p->pkg, u->q->no_project_policy, &policy, u->err) <
        0)
        return u->err->code;
    u->build = build_options(u->ctx, policy);
    return 0;
}

/* With --strict-allow-scripts each must have been judged. */
static int review_scripts(InstallRun *u)
{
    if (!u->build.strict || u->build.ignore_scripts || u->build.allow_all ||
        !is_strict(u))
        return 0;
    return script_review_strict(u->ctx, u->p->ideal, u->build.policy, u->err);
}

/* Who has install scripts that nobody has judged: npm names them after each run. */
static void take_unreviewed(InstallRun *u)
{
    ScriptReviews list;

    if (u->build.ignore_scripts || u->build.allow_all)
        return;
    script_review(u->p->ideal, u->build.policy, &list);
    u->r->unreviewed = script_review_json(&u->ctx->arena, &list);
}

static void warn_of_workspaces(InstallRun *u)
{
    VEC_EACH (Node *, n, u->p->ideal->nodes) {
        Str text = *n != NULL ? script_review_ignored(u->a, *n) : STR("");

        if (text.len > 0)
            ctx_log(u->ctx, LOG_WARN, "install-scripts", STR_FMT, STR_ARG(text));
    }
}

/* Without a lock `ci` and `audit fix` don't come to read package.json or workspaces, as
 * broken as they may be. */
static int open_project(InstallRun *u)
{
    bool by_lock = u->q->ci || u->q->audit_fix;
    Err bad = { 0 };

    if (project_open_loose(u->p, u->ctx, by_lock ? &bad : NULL, u->err) < 0)
        return by_lock && !project_has_lock_file(u->p) ? lacks_lock(u) : u->err->code;
    if (u->q->save && u->q->n_add + u->q->n_rm > 0 && json_is_null(u->p->odd_package))
        return project_lacks_package(u->p, u->err);
    if (bad.code == 0)
        return 0;
    if (!u->p->has_lock)
        return lacks_lock(u);
    *u->err = bad;
    return bad.code;
}

/* What a dry run would change in node_modules: nothing where only the lock would be
 * written. */
static int find_changes(InstallRun *u)
{
    if (config_bool(&u->ctx->config, "package-lock-only"))
        return 0;
    /* `ci` would clear it; what would be there in the end is what counts. */
    u->nothing_there = u->linked;
    if (load_actual(u) < 0 || (u->linked && install_linked_diff(u) < 0))
        return u->err->code;
    if (!u->linked)
        diff_trees(u->p->ideal, u->actual, &u->omit, &u->diff);
    return 0;
}

static int run(InstallRun *u)
{
    const Config *c = &u->ctx->config;

    if (take_project(u) < 0)
        return u->err->code;
    u->look = install_fast_begin(u->ctx, u->q);
    install_look_at_network(u);
    if (open_project(u) < 0)
        return u->err->code;
    install_look_at_network(u);
    if (find_policy(u) < 0)
        return u->err->code;
    if (reads_lock_first(u) && u->p->no_package &&
        project_take_locked_root(u->p, u->err) < 0)
        return u->err->code;
    u->p->source.install = true;
    u->omit = omit_options(c);
    u->fresh = !u->q->dry_run &&
               fs_kind(path_join(u->a, u->p->root, STR("node_modules")).ptr) == FS_NONE;
    u->keeps = install_may_keep(u);
    install_fetch_ahead(u);
    if (resolve(u) < 0 || review_scripts(u) < 0)
        return u->err->code;
    u->omit.workspaces = &u->chosen;
    u->omit.root_deps = wants_root_deps(u);
    if (u->p->global)
        choose_global(u);
    if (!u->q->dry_run)
        u->audit = install_audit_start(u->p, u->q->audit_fix, &u->q->workspaces);
    if (u->q->dry_run) {
        if (find_changes(u) < 0)
            return u->err->code;
    } else if (config_bool(c, "package-lock-only")) {
        if (clear_modules(u) < 0 || install_save(u) < 0 ||
            project_write_yarn(u->p, false, u->err) < 0)
            return u->err->code;
    } else if (reify(u) < 0) {
        return u->err->code;
    }
    take_audit(u);
    count(u);
    take_unreviewed(u);
    warn_of_workspaces(u);
    install_fast_remember(u->q, u->r,
                          u->diff.changes.len == 0 && u->lock_same && u->hidden_same);
    return 0;
}

/* As npm leaves it, which empties it first. */
static void clear_after_failure(InstallRun *u)
{
    Err failed = *u->err;

    (void)clear_below(u, u->p->root);
    *u->err = failed;
}

#define SMALL_LOCK 65536

/* What a short lock tells of needs a few megabytes, most of which are never touched: then
 * huge pages would be cleared for nothing. */
static bool expects_much(Ctx *ctx)
{
    const char *lock =
        path_join(&ctx->arena, ctx_prefix(ctx), STR("package-lock.json")).ptr;
    struct stat st;

    return stat(lock, &st) < 0 || st.st_size > SMALL_LOCK;
}

int install_run(Ctx *ctx, const InstallRequest *q, InstallResult *r, Err *err)
{
    InstallRun u = { .ctx = ctx, .q = q, .r = r, .p = &r->project, .err = err };
    int rc;

    memset(r, 0, sizeof *r);
    u.a = &r->project.arena;
    u.commit.root_fd = u.commit.stage_fd = u.ahead_fd = -1;
    u.linked = install_is_linked(ctx);
    if (install_fast_check(ctx, q, r))
        return 0;
    if (expects_much(ctx))
        xalloc_expect_much();
    else
        xalloc_expect_some();
    u.lends = lend_threads(ctx);
    install_early(&u);
    rc = run(&u);
    install_fast_drop(u.look);
    fetch_ahead_end(r->project.source.ahead);
    fetch_ahead_end(u.guesses);
    if (u.lends)
        lend_threads_end();
    if (u.ahead_fd >= 0)
        close(u.ahead_fd);
    if (u.pool != NULL)
        fetch_pool_free(ctx, u.pool);
    map_release(&u.stage_parents);
    map_release(&u.kept);
    audit_end(u.audit);
    audit_end(u.fix);
    if (u.commit.root_fd >= 0)
        commit_close(&u.commit);
    if (rc < 0 && u.must_clear)
        clear_after_failure(&u);
    if (rc < 0 && u.fresh)
        remove_modules(u.a, u.p->root);
    install_linked_release(&u);
    forest_release(&u.actual_forest);
    r->tree = r->project.ideal;
    return rc;
}

void install_release(InstallResult *r)
{
    if (!r->up_to_date)
        project_release(&r->project);
}
