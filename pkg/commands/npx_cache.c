/* npx_cache.c: see npx_cache.h. */
#include "pkg/commands/npx_cache.h"

#include <dirent.h>
#include <stdlib.h>

#include "common/fs.h"
#include "common/json_write.h"
#include "common/path.h"
#include "common/spec.h"
#include "pkg/commands/places.h"
#include "pkg/output.h"
#include "pkg/ui/paint.h"

/* A folder CACHE/_npx/HASH. */
typedef struct {
    Str hash, path;
    const cJSON *pkg; /* its package.json; NULL: it has none */
} Entry;

typedef VEC(Entry) Entries;

static int by_hash(const void *x, const void *y)
{
    return str_cmp(((const Entry *)x)->hash, ((const Entry *)y)->hash);
}

static Str folder_of(Ctx *ctx)
{
    return path_join(&ctx->arena, ctx->cache, STR("_npx"));
}

/* All there are; false (which is told) if there is no such cache. */
static bool read_all(Ctx *ctx, Entries *out)
{
    Arena *a = &ctx->arena;
    Str folder = folder_of(ctx);
    DIR *d = opendir(folder.ptr);
    struct dirent *e;

    *out = (Entries){ 0 };
    if (d == NULL) {
        out_say(ctx, STR("npx cache does not exist"));
        return false;
    }
    while ((e = readdir(d)) != NULL) {
        Entry entry = { .hash = arena_strf(a, "%s", e->d_name) };
        PackageFile f;
        Err ignored;

        if (e->d_name[0] == '.')
            continue;
        entry.path = path_join(a, folder, entry.hash);
        if (package_read(ctx, entry.path, &f, &ignored) == 0)
            entry.pkg = f.json;
        vec_push_in(a, out, entry);
    }
    closedir(d);
    if (out->len > 1)
        qsort(out->ptr, out->len, sizeof *out->ptr, by_hash);
    return true;
}

/* The one that is called so, or whose hash alone begins so. */
static const Entry *find(const Entries *all, Str key)
{
    const Entry *found = NULL;

    VEC_EACH (Entry, e, *all) {
        if (str_eq(e->hash, key))
            return e;
        if (!str_starts(e->hash, key))
            continue;
        if (found != NULL)
            return NULL;
        found = e;
    }
    return found;
}

static int choose(Ctx *ctx, char **keys, int n, Entries *out, Err *err)
{
    Entries all;

    *out = (Entries){ 0 };
    if (!read_all(ctx, &all))
        return 0;
    if (n == 0)
        *out = all;
    for (int i = 0; i < n; i++) {
        const Entry *e = find(&all, str_of(keys[i]));

        if (e == NULL)
            return out_usage_error(ctx,
                                   str_of(arena_printf(&ctx->arena, "Invalid npx key %s",
                                                       keys[i])),
                                   err);
        vec_push_in(&ctx->arena, out, *e);
    }
    return 0;
}

static const cJSON *packages_of(const Entry *e)
{
    return json_at(e->pkg, "_npx", "packages", NULL);
}

static int list(Ctx *ctx, Err *err)
{
    Entries all;
    Buf b = { 0 };

    if (choose(ctx, NULL, 0, &all, err) < 0)
        return err->code;
    VEC_EACH (Entry, e, all) {
        buf_clear(&b);
        JSON_EACH (p, packages_of(e))
            buf_printf(&b, "%s" STR_FMT, b.len > 0 ? ", " : "", STR_ARG(json_str(p)));
        if (e->pkg == NULL)
            buf_puts(&b, "(empty/invalid)");
        else if (json_get(e->pkg, "_npx") == NULL)
            buf_puts(&b, "(unknown)");
        out_sayf(ctx, STR_FMT ": " STR_FMT, STR_ARG(e->hash), STR_ARG(buf_view(&b)));
    }
    buf_release(&b);
    return 0;
}

static int remove_some(Ctx *ctx, char **keys, int n, Err *err)
{
    bool dry = config_bool(&ctx->config, "dry-run");
    Entries chosen;

    if (n == 0 && !config_bool(&ctx->config, "force"))
        return out_usage_error(ctx, STR("Please use --force to remove entire npx cache"),
                               err);
    if (n == 0 && !dry)
        return fs_kind(folder_of(ctx).ptr) == FS_NONE
                   ? 0
                   : fs_rmtree(folder_of(ctx).ptr, err);
    if (choose(ctx, keys, n, &chosen, err) < 0)
        return err->code;
    VEC_EACH (Entry, e, chosen) {
        out_sayf(ctx, "Removing npx key at " STR_FMT, STR_ARG(e->path));
        if (!dry && fs_rmtree(e->path.ptr, err) < 0)
            return err->code;
    }
    return 0;
}

/* ---- info ---- */

/* "name@version" of a package that is installed there; "" where it isn't. */
static Str installed(Ctx *ctx, const Entry *e, Str name)
{
    Arena *a = &ctx->arena;
    Str place =
        path_join(a, e->path, arena_strf(a, "node_modules/" STR_FMT, STR_ARG(name)));
    PackageFile f;
    Err ignored;

    return package_read(ctx, place, &f, &ignored) == 0 ? package_id(a, f.json) : STR("");
}

static bool describe(Ctx *ctx, const Entry *e, Buf *out)
{
    Arena *a = &ctx->arena;
    bool on = ctx->color_out;
    Spec spec;
    Err ignored;

    if (e->pkg == NULL)
        return false;
    buf_puts(out, packages_of(e) ? "packages:" : "packages: (unknown)\ndependencies:");
    JSON_EACH (p, packages_of(e)) {
        Str id;

        buf_printf(out, "\n- " STR_FMT, STR_ARG(paint(a, on, PAINT_CYAN, json_str(p))));
        if (spec_parse(a, json_str(p), e->path, &spec, &ignored) < 0)
            return false;
        if (spec.type == SPEC_DIRECTORY)
            continue;
        id = installed(ctx, e, spec.name);
        if (id.len == 0)
            return false;
        buf_printf(out, " (" STR_FMT ")", STR_ARG(paint(a, on, PAINT_BLUE, id)));
    }
    JSON_EACH (d, packages_of(e) ? NULL : json_get(e->pkg, "dependencies")) {
        Str id = installed(ctx, e, json_key(d));

        if (id.len == 0)
            return false;
        buf_printf(out, "\n- " STR_FMT, STR_ARG(paint(a, on, PAINT_CYAN, id)));
    }
    return true;
}

static int info(Ctx *ctx, char **keys, int n, Err *err)
{
    Arena *a = &ctx->arena;
    bool on = ctx->color_out;
    Entries chosen;
    Buf b = { 0 };

    if (n == 0)
        return out_usage_error(ctx, STR(""), err);
    if (choose(ctx, keys, n, &chosen, err) < 0)
        return err->code;
    VEC_EACH (Entry, e, chosen) {
        bool valid;

        buf_clear(&b);
        valid = describe(ctx, e, &b);
        out_sayf(ctx, STR_FMT " npx cache entry with key " STR_FMT,
                 STR_ARG(paint(a, on, valid ? PAINT_GREEN : PAINT_RED,
                               valid ? STR("valid") : STR("invalid"))),
                 STR_ARG(paint(a, on, PAINT_BLUE, e->hash)));
        out_sayf(ctx, "location: " STR_FMT, STR_ARG(paint(a, on, PAINT_BLUE, e->path)));
        if (valid)
            out_say(ctx, buf_view(&b));
        ctx_print(ctx, "\n");
    }
    buf_release(&b);
    return 0;
}

int npx_cache(Ctx *ctx, char **args, int n_args, Err *err)
{
    Str verb = str_of(n_args > 0 ? args[0] : "");

    if (str_is(verb, "ls"))
        return list(ctx, err);
    if (str_is(verb, "rm"))
        return remove_some(ctx, args + 1, n_args - 1, err);
    if (str_is(verb, "info"))
        return info(ctx, args + 1, n_args - 1, err);
    return out_usage_error(ctx, STR(""), err);
}
