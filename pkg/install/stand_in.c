/* stand_in.c: see stand_in.h. */
#include "pkg/install/stand_in.h"

#include <stdio.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/path.h"
#include "pkg/install/lifecycle.h"

static Str runtime(Ctx *ctx)
{
    Arena *a = &ctx->arena;
    Str smew = path_join(a, path_dirname(str_of(ctx->exe)), STR("smew"));

    return access(smew.ptr, X_OK) == 0 ? smew : lifecycle_on_path(ctx, "smew");
}

/* Other runs may use the link meanwhile: it leads to the one or the other program. */
static bool lead_to(Arena *a, Str link, Str program)
{
    const char *draft = arena_printf(a, STR_FMT ".%ld", STR_ARG(link), (long)getpid());
    Str target;
    Err ignored;

    if (fs_readlink(a, link.ptr, &target, &ignored) == 0 && str_eq(target, program))
        return true;
    (void)fs_unlink(draft, &ignored);
    if (fs_symlink(program.ptr, draft, &ignored) < 0)
        return false;
    if (rename(draft, link.ptr) == 0)
        return true;
    (void)fs_unlink(draft, &ignored);
    return false;
}

Str stand_in_offer(Ctx *ctx, EnvSet *env)
{
    static const char *const names[] = { "node", "npm", "npx" };
    Arena *a = &ctx->arena;
    Str folder = path_join(a, ctx->cache, STR("bin")), node = { NULL, 0 };
    bool any = false;
    Err ignored;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        Str found = lifecycle_on_path(ctx, names[i]), link, program;

        if (found.ptr == NULL) {
            program = i == 0 ? runtime(ctx) : str_of(ctx->exe);
            link = path_join(a, folder, str_of(names[i]));
            if (program.ptr == NULL ||
                (!any && fs_mkdirs(folder.ptr, 0755, &ignored) < 0) ||
                !lead_to(a, link, program))
                continue;
            found = link;
            any = true;
        }
        if (i == 0)
            node = found;
    }
    if (any) {
        const char *old = env_set_get(env, "PATH");

        env_set_puts(env, "PATH",
                     arena_printf(a, "%s%s" STR_FMT, old ? old : "",
                                  old && *old ? ":" : "", STR_ARG(folder)));
    }
    return node.ptr != NULL ? node : STR("node");
}
