/* cmd_link.c: link: a folder of this machine in the place of a package. Without arguments
 * the project becomes a global package, as a link; with names, global packages are linked
 * into the project (and installed globally first where there are none). */
#include <errno.h>

#include "common/fs.h"
#include "common/path.h"
#include "common/spec.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/places.h"
#include "pkg/commands/reify.h"
#include "pkg/install/lifecycle.h"

/* ---- The global space ---- */

static void go_global(Ctx *ctx, bool global)
{
    config_set(&ctx->config, CONFIG_CLI, STR("global"),
               json_new_bool(&ctx->arena, global));
}

static char *file_spec(Ctx *ctx, Str path)
{
    return arena_printf(&ctx->arena, "file:" STR_FMT, STR_ARG(path));
}

/* Folders of the project, or of its selected workspaces. */
static int link_here(Ctx *ctx, const Places *places, Err *err)
{
    InstallRequest q = install_request(ctx);
    VEC(char *) add = { 0 };

    VEC_EACH (Workspace, w, places->list)
        vec_push_in(&ctx->arena, &add, file_spec(ctx, w->path));
    if (add.len == 0)
        vec_push_in(&ctx->arena, &add, file_spec(ctx, ctx->config.local_prefix));
    q.add = add.ptr;
    q.n_add = (int)add.len;
    places_clear(ctx);
    go_global(ctx, true);
    return reify(ctx, &q, false, err);
}

/* ---- From there into the project ---- */

static Str global_folder(Ctx *ctx, Str name)
{
    Arena *a = &ctx->arena;

    return path_resolve(a, ctx->config.global_prefix,
                        arena_strf(a, "lib/node_modules/" STR_FMT, STR_ARG(name)));
}

/* The package's name; of a folder, what its package.json says. */
static int name_of(Ctx *ctx, const Spec *spec, Str *out, Err *err)
{
    PackageFile f;

    *out = spec->name;
    if (spec->type != SPEC_DIRECTORY)
        return 0;
    if (package_read(ctx, spec->fetch_spec, &f, err) < 0)
        return err->code;
    *out = json_str(json_get(f.json, "name"));
    return 0;
}

static int install_missing(Ctx *ctx, char **args, int n, Err *err)
{
    InstallRequest q = install_request(ctx);
    InstallResult r;
    int rc;

    if (n == 0)
        return 0;
    q.add = args;
    q.n_add = n;
    go_global(ctx, true);
    rc = install_run(ctx, &q, &r, err);
    install_release(&r);
    go_global(ctx, false);
    return rc;
}

/* Nothing is saved but where a kind of dependency was named. */
static bool wants_save(const Config *c)
{
    return (!config_is_default(c, "save") && config_bool(c, "save")) ||
           config_bool(c, "save-optional") || config_bool(c, "save-peer") ||
           config_bool(c, "save-dev") || config_bool(c, "save-prod");
}

static int link_there(Ctx *ctx, char **args, int n_args, Err *err)
{
    Arena *a = &ctx->arena;
    InstallRequest q = install_request(ctx);
    VEC(char *) missing = { 0 };
    VEC(char *) add = { 0 };
    Places places;

    if (places_check_global(ctx, err) < 0)
        return err->code;
    for (int i = 0; i < n_args; i++) {
        Spec spec;
        Str name;

        if (spec_parse(a, str_of(args[i]), ctx->input.cwd, &spec, err) < 0 ||
            name_of(ctx, &spec, &name, err) < 0)
            return err->code;
        if (fs_kind_nofollow(global_folder(ctx, name).ptr) == FS_NONE)
            vec_push_in(a, &missing, args[i]);
        vec_push_in(a, &add, file_spec(ctx, global_folder(ctx, name)));
    }
    if (install_missing(ctx, missing.ptr, (int)missing.len, err) < 0)
        return err->code;
    if (places_find_to_change(ctx, &places, err) < 0)
        return err->code;
    q.workspaces = places.list;
    q.add = add.ptr;
    q.n_add = (int)add.len;
    q.save = wants_save(&ctx->config);
    q.keep_extraneous = true;
    return reify(ctx, &q, false, err);
}

int cmd_link(Ctx *ctx, char **args, int n_args, Err *err)
{
    VEC(char *) others = { 0 };
    Places places;

    if (ctx_is_global(ctx))
        return err_set(err, ERR_ELINKGLOBAL,
                       "link should never be --global.\nPlease re-run this command with "
                       "--local");
    (void)lifecycle_base(ctx); /* scripts don't learn that the tree is the global one */
    config_set(&ctx->config, CONFIG_CLI, STR("install-links"),
               json_new_bool(&ctx->arena, false));
    for (int i = 0; i < n_args; i++) {
        Str path = path_resolve(&ctx->arena, ctx->input.cwd, str_of(args[i]));

        if (!str_eq(path, ctx->config.local_prefix))
            vec_push_in(&ctx->arena, &others, args[i]);
    }
    if (others.len > 0)
        return link_there(ctx, others.ptr, (int)others.len, err);
    if (places_find(ctx, false, &places, err) < 0)
        return err->code;
    return link_here(ctx, &places, err);
}
