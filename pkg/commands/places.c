/* places.c: see places.h. */
#include "pkg/commands/places.h"

#include <errno.h>

#include "common/fs.h"
#include "common/path.h"
#include "common/pkg_name.h"
#include "common/utf8.h"
#include "pkg/install/project.h"
#include "pkg/workspaces/select.h"

#define PACKAGE_MAX ((size_t)64 << 20)

bool places_selected(const Ctx *ctx)
{
    const cJSON *filters = config_get(&ctx->config, "workspace");

    return config_bool(&ctx->config, "workspaces") ||
           (json_is_arr(filters) && filters->child != NULL);
}

static int nothing_found(const cJSON *filters, Err *err)
{
    Buf b = { 0 };

    if (filters == NULL || filters->child == NULL)
        return err_set(err, ERR_ENOCODE, "No workspaces found!");
    JSON_EACH (f, filters)
        buf_printf(&b, " --workspace=" STR_FMT, STR_ARG(json_str(f)));
    err_set(err, ERR_ENOCODE, "No workspaces found:\n %s", buf_cstr(&b));
    buf_release(&b);
    return err->code;
}

/* As with npm a workspace of the project's own name stands for the project, too. */
static void put_root_first(Arena *a, Places *places, const cJSON *pkg, Str root)
{
    Workspaces list = { 0 };
    Workspace own = { json_str(json_get(pkg, "name")), root, pkg };

    vec_push_in(a, &list, own);
    VEC_EACH (Workspace, w, places->list) {
        if (own.name.len > 0 && str_eq(w->name, own.name))
            list.ptr[0] = *w;
        else
            vec_push_in(a, &list, *w);
    }
    places->list = list;
}

static int find(Ctx *ctx, bool with_root, bool root_is_enough, Places *out, Err *err)
{
    Arena *a = &ctx->arena;
    const cJSON *filters = config_get(&ctx->config, "workspace");
    Str root = ctx->config.local_prefix, cwd = ctx->input.cwd;
    Str from = path_is_below(root, cwd) ? cwd : root;
    PackageFile file;
    Workspaces all;

    *out = (Places){ .selected = places_selected(ctx) };
    if (!out->selected)
        return 0;
    if (package_read(ctx, root, &file, err) < 0 ||
        workspaces_of(a, root, file.json, &all, err) < 0)
        return err->code;
    workspaces_select(a, &all, filters, root, from, cwd, &out->list);
    with_root = with_root && config_bool(&ctx->config, "include-workspace-root");
    if (out->list.len == 0 && !(with_root && root_is_enough))
        return nothing_found(filters, err);
    if (with_root)
        put_root_first(a, out, file.json, root);
    return 0;
}

int places_find(Ctx *ctx, bool with_root, Places *out, Err *err)
{
    return find(ctx, with_root, true, out, err);
}

int places_find_to_change(Ctx *ctx, Places *out, Err *err)
{
    return find(ctx, true, false, out, err);
}

/* Named is the outermost folder that isn't there. */
int places_check_global(Ctx *ctx, Err *err)
{
    Str path = path_join(&ctx->arena, ctx->config.global_prefix, STR("lib"));

    return fs_kind(path.ptr) != FS_NONE ? 0 : project_missing(ctx, path, err);
}

void places_clear(Ctx *ctx)
{
    config_set(&ctx->config, CONFIG_CLI, STR("workspace"), json_new_arr(&ctx->arena));
    config_set(&ctx->config, CONFIG_CLI, STR("workspaces"), json_new_null(&ctx->arena));
}

/* ---- package.json ---- */

int package_read(Ctx *ctx, Str folder, PackageFile *out, Err *err)
{
    Arena *a = &ctx->arena;
    int rc;

    out->path = path_join(a, folder, STR("package.json")).ptr;
    rc = fs_read_arena(a, out->path, PACKAGE_MAX, &out->text, err);
    if (rc < 0)
        return err_wrap(err, "Could not read package.json: Error");
    rc = json_parse(a, out->text, out->path, NULL, &out->json, err);
    if (rc < 0)
        return err_wrap(err, "Invalid package.json");
    out->whole = out->json;
    if (json_is_arr(out->json))
        out->json = json_as_object(a, out->json);
    if (!json_is_obj(out->json))
        return err_set(err, ERR_EPKGJSON, "%s is no object", out->path);
    out->style = json_style(out->text);
    return 0;
}

int package_read_plain(Ctx *ctx, Str folder, PackageFile *out, Err *err)
{
    int rc = package_read(ctx, folder, out, err);

    return rc == -ENOENT ? err_file(err, ENOENT, "open", out->path) : rc;
}

/* The byte order mark is white space, too. */
static Str trimmed(Str s)
{
    return str_trim(str_starts(s, STR(UTF8_BOM)) ? str_from(s, strlen(UTF8_BOM)) : s);
}

int package_save(Ctx *ctx, const PackageFile *f, Err *err)
{
    Buf b = { 0 };
    int rc = 0;

    (void)ctx;
    json_write(f->json, &f->style, &b);
    if (!str_eq(trimmed(buf_view(&b)), trimmed(f->text)))
        rc = fs_write_quietly(f->path, buf_view(&b), 0666, err);
    buf_release(&b);
    return rc;
}

void package_warn_bins(Ctx *ctx, Str folder, const cJSON *pkg, Str id)
{
    JSON_EACH (b, json_get(pkg, "bin")) {
        Str path = path_join(&ctx->arena, folder, json_str(b));

        if (fs_kind(path.ptr) == FS_NONE)
            ctx_log(ctx, LOG_WARN, "package-json",
                    STR_FMT " No bin file found at " STR_FMT, STR_ARG(id),
                    STR_ARG(json_str(b)));
    }
}

void package_warn(Ctx *ctx, Str folder, const cJSON *pkg, Str id)
{
    Str name = json_str(json_get(pkg, "name"));

    package_warn_bins(ctx, folder, pkg, id);
    if (pkg_name_is_builtin(name))
        ctx_log(ctx, LOG_WARN, "package-json",
                STR_FMT " Package name \"" STR_FMT "\" conflicts with a Node.js built-in "
                        "module name",
                STR_ARG(id), STR_ARG(name));
}

Str package_id(Arena *a, const cJSON *pkg)
{
    Str name = json_str(json_get(pkg, "name"));
    Str version = json_str(json_get(pkg, "version"));

    if (name.len == 0 || version.len == 0)
        return STR("");
    return arena_strf(a, STR_FMT "@" STR_FMT, STR_ARG(name), STR_ARG(version));
}
