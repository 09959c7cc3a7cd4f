/* cmd_shrinkwrap.c: package-lock.json (or, without one, what is installed) becomes
 * npm-shrinkwrap.json, which is published with the package. */
#include "common/fs.h"
#include "common/path.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/help.h"
#include "pkg/install/installed.h"
#include "pkg/install/project.h"

static int write_lock(Project *p, const char *path, Err *err)
{
    Buf text = { 0 };
    int rc = project_lock_text(p, false, &text, err);

    if (rc == 0)
        rc = fs_write_atomic(path, buf_view(&text), 0666, err);
    buf_release(&text);
    return rc;
}

static void tell(Ctx *ctx, const Project *p, bool renamed)
{
    bool other = p->lock_before != p->lock_version;
    const char *version = arena_printf(&ctx->arena, "version %d", p->lock_version);

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

/* A lock that makes no tree is none for npm: node_modules is. Its name and version stay.
 */
static int begin_tree(Project *p, Err *err)
{
    int rc;

    p->use_lock = p->as_it_is = true;
    rc = project_begin_tree(p, false, err);
    if (rc >= 0 || !p->has_lock)
        return rc;
    p->ideal = tree_new(&p->forest, p->pkg, p->root);
    project_set_workspaces(p, p->ideal);
    return installed_load_start(&p->source, p->ideal, &p->begins_installed, err);
}

static int shrinkwrap(Ctx *ctx, Project *p, Err *err)
{
    Str target, hidden;
    bool renamed;

    if (project_open(p, ctx, err) < 0)
        return err->code;
    if (begin_tree(p, err) < 0)
        return err->code;
    target = path_join(&p->arena, p->root, STR("npm-shrinkwrap.json"));
    hidden = path_join(&p->arena, p->root, STR("node_modules/.package-lock.json"));
    if (!p->has_lock && fs_is_file(hidden.ptr))
        p->lock_before = 3;
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
