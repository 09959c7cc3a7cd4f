/* cmd_shrinkwrap.c: package-lock.json (or, without one, what is installed) becomes
 * npm-shrinkwrap.json, which is published with the package. */
#include "common/fs.h"
#include "common/path.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/help.h"
#include "pkg/install/installed.h"
#include "pkg/install/project.h"
#include "pkg/install/survey.h"

/* Nobody looks at most edges of a lock that is only written again. Where there are
 * overrides npm has looked at all, and knows of those that refer to nothing. */
static void look_at_edges(const Tree *t)
{
    VEC_EACH (Node *, n, t->nodes) {
        if (*n == NULL)
            continue;
        MAP_EACH (m, (*n)->edges_out)
            (void)edge_state(m->value);
    }
}

static int write_lock(Project *p, const char *path, Err *err)
{
    Buf text = { 0 };
    int rc;

    if (p->ideal->root->overrides != NULL)
        look_at_edges(p->ideal);
    rc = project_lock_text(p, false, &text, err);
    if (rc == 0 && p->forest.failure.code != 0) {
        *err = p->forest.failure;
        rc = err->code;
    }
    if (rc == 0)
        rc = fs_write_atomic(path, buf_view(&text), 0666, err);
    buf_release(&text);
    return rc;
}

static void tell(Ctx *ctx, Project *p, bool renamed)
{
    bool other = project_changes_lock_version(p);
    const char *version = arena_printf(&ctx->arena, "version " STR_FMT,
                                       STR_ARG(project_lock_version_text(p)));

    if (!p->has_lock)
        ctx_log(ctx, LOG_NOTICE, "", "created a lockfile as npm-shrinkwrap.json%s%s",
                other ? " with " : "", other ? version : "");
    else if (renamed)
        ctx_log(ctx, LOG_NOTICE, "",
                "package-lock.json has been renamed to npm-shrinkwrap.json%s%s",
                other ? " and updated to " : "", other ? version : "");
    else if (other)
        ctx_log(ctx, LOG_NOTICE, "", "npm-shrinkwrap.json updated to %s", version);
    else
        ctx_log(ctx, LOG_NOTICE, "", "npm-shrinkwrap.json up to date");
}

/* Of a lock that makes no tree the name and the version stay; what it says of the project
 * doesn't. */
static int begin_tree(Project *p, bool bad_package, Err *err)
{
    cJSON *pkg = p->pkg;
    int rc;

    p->use_lock = p->as_it_is = p->lock_first = true;
    if (p->has_lock)
        project_name_by_folder(p);
    rc = project_begin_tree(p, false, err);
    if (rc == 0 && !p->has_lock)
        survey_link_workspaces(p, p->ideal);
    if (rc >= 0 || !p->lock_torn)
        return rc;
    p->pkg = pkg;
    if (p->no_package || bad_package) {
        p->pkg = json_new_obj(&p->arena);
        p->workspaces.len = 0;
    }
    p->ideal = tree_new(&p->forest, p->pkg, p->root);
    if (node_load_overrides(p->ideal->root, err) < 0)
        return err->code;
    project_set_workspaces(p, p->ideal);
    if (installed_load_start(&p->source, p->ideal, &p->begins_installed, err) < 0)
        return err->code;
    survey_link_workspaces(p, p->ideal);
    return 0;
}

/* The lock says what the project is where package.json doesn't; without either it is one
 * that asks for nothing. */
static int open_project(Project *p, Ctx *ctx, Err *err)
{
    Err bad = { 0 };
    int rc;

    if (project_open_loose(p, ctx, &bad, err) < 0)
        return err->code;
    rc = p->no_package || bad.code != 0 ? project_take_locked_root(p, err) : 0;
    return rc < 0 ? rc : begin_tree(p, bad.code != 0, err);
}

static int shrinkwrap(Ctx *ctx, Project *p, Err *err)
{
    Str target, hidden;
    bool renamed;

    if (open_project(p, ctx, err) < 0)
        return err->code;
    target = path_join(&p->arena, p->root, STR("npm-shrinkwrap.json"));
    hidden = path_join(&p->arena, p->root, STR("node_modules/.package-lock.json"));
    if (!p->has_lock && fs_is_file(hidden.ptr))
        p->lock_before = json_new_num(&p->arena, 3);
    renamed = p->has_lock &&
              !str_is(path_basename(str_of(p->lock_path)), "npm-shrinkwrap.json");
    if (write_lock(p, target.ptr, err) < 0)
        return err->code;
    project_tell_converted(p, target.ptr);
    if (renamed && fs_unlink(p->lock_path, err) < 0)
        return err->code;
    tell(ctx, p, renamed);
    return 0;
}

int cmd_shrinkwrap(Ctx *ctx, char **args, int n_args, Err *err)
{
    Project p;
    int rc;

    (void)args;
    (void)n_args;
    if (ctx_is_global(ctx))
        return err_set(err, ERR_ESHRINKWRAPGLOBAL,
                       "`pkg shrinkwrap` does not work for global packages");
    rc = shrinkwrap(ctx, &p, err);
    project_release(&p);
    return rc;
}
