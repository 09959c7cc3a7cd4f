/* cmd_pack.c: pack: tarballs of folders, or of what specs mean. */
#include "common/fs.h"
#include "common/json_write.h"
#include "common/path.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/places.h"
#include "pkg/publish/pack.h"

typedef VEC(Str) Args;

/* Workspaces stand for themselves, and for ".". */
static int take_args(Ctx *ctx, char **args, int n_args, Args *out, Workspaces *together,
                     Err *err)
{
    bool dot = n_args == 0;
    Places places;

    for (int i = 0; i < n_args; i++)
        dot |= strcmp(args[i], ".") == 0;
    if (places_selected(ctx) && !dot)
        ctx_log_title(ctx, LOG_WARN, STR("Ignoring workspaces for specified package(s)"));
    if (places_selected(ctx) && dot) {
        if (places_find(ctx, true, &places, err) < 0)
            return err->code;
        VEC_EACH (Workspace, w, places.list)
            vec_push_in(&ctx->arena, out, w->path);
        *together = places.list;
    } else if (n_args == 0) {
        vec_push_in(&ctx->arena, out, ctx->config.local_prefix);
    }
    for (int i = 0; i < n_args; i++) {
        if (!places_selected(ctx) || strcmp(args[i], ".") != 0)
            vec_push_in(&ctx->arena, out, str_of(args[i]));
    }
    return 0;
}

static int write_file(Ctx *ctx, Packed *p, Err *err)
{
    Str to = config_str(&ctx->config, "pack-destination");
    Str folder = path_resolve(&ctx->arena, ctx->input.cwd, to.len > 0 ? to : STR("."));
    const char *path = path_join(&ctx->arena, folder, p->filename).ptr;

    if (config_bool(&ctx->config, "dry-run"))
        return 0;
    return fs_write_atomic(path, buf_view(&p->gz), 0666, err);
}

static int pack_all(Ctx *ctx, const Args *args, const Workspaces *together,
                    Packed *packed, cJSON *list, Err *err)
{
    for (size_t i = 0; i < args->len; i++) {
        if (pack_look(ctx, args->ptr[i], &packed[i], err) < 0)
            return err->code;
        packed[i].together = together;
    }
    for (size_t i = 0; i < args->len; i++) {
        if (pack_make(ctx, &packed[i], write_file, err) < 0)
            return err->code;
    }
    for (size_t i = 0; i < args->len; i++) {
        if (ctx->json) {
            json_push(list, pack_json(&ctx->arena, &packed[i]));
        } else {
            pack_report(ctx, &packed[i]);
            ctx_print(ctx, STR_FMT "\n", STR_ARG(packed[i].filename));
        }
    }
    return 0;
}

int cmd_pack(Ctx *ctx, char **args, int n_args, Err *err)
{
    JsonStyle style = json_default_style();
    cJSON *list = json_new_arr(&ctx->arena);
    Workspaces together = { 0 };
    Args specs = { 0 };
    Packed *packed;
    Buf b = { 0 };
    int rc = take_args(ctx, args, n_args, &specs, &together, err);

    if (rc < 0)
        return rc;
    packed = arena_array(&ctx->arena, Packed, specs.len);
    rc = pack_all(ctx, &specs, &together, packed, list, err);
    if (rc == 0 && ctx->json) {
        json_write(list, &style, &b);
        ctx_write(ctx, buf_view(&b));
    }
    for (size_t i = 0; i < specs.len; i++)
        pack_release(&packed[i]);
    buf_release(&b);
    return rc;
}
