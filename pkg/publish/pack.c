/* pack.c: see pack.h. */
#include "pkg/publish/pack.h"

#include <errno.h>
#include <stdlib.h>

#include "common/base64.h"
#include "common/collate.h"
#include "common/fs.h"
#include "common/integrity.h"
#include "common/path.h"
#include "pkg/install/disk.h"
#include "pkg/install/fetch.h"
#include "pkg/install/lifecycle.h"
#include "pkg/install/source.h"
#include "pkg/model/manifest.h"
#include "pkg/model/manifest_bins.h"
#include "pkg/model/manifest_fix.h"
#include "pkg/pack/folder.h"
#include "pkg/workspaces/workspaces.h"
#include "registry-client/auth.h"
#include "registry-client/request.h"

#define PACKAGE_MAX ((size_t)64 << 20)

/* ---- Looking ---- */

static int name_it(Ctx *ctx, Packed *p, Err *err)
{
    Arena *a = &ctx->arena;
    Buf file = { 0 };

    p->name = json_str(json_get(p->manifest, "name"));
    p->version = json_str(json_get(p->manifest, "version"));
    if (p->name.len == 0 || p->version.len == 0)
        return err_set(err, ERR_ENOCODE, "Invalid package, must have name and version");
    p->id = arena_strf(a, STR_FMT "@" STR_FMT, STR_ARG(p->name), STR_ARG(p->version));
    for (size_t i = 0; i < p->name.len; i++) {
        if (p->name.ptr[i] != '@' || i > 0)
            buf_putc(&file, strchr("/\\", p->name.ptr[i]) ? '-' : p->name.ptr[i]);
    }
    buf_printf(&file, "-" STR_FMT ".tgz", STR_ARG(p->version));
    p->filename = arena_str(a, buf_view(&file));
    buf_release(&file);
    if (str_has(p->filename, STR("/")))
        return err_set(err, ERR_EINVALIDVERSION, "Invalid version: \"" STR_FMT "\"",
                       STR_ARG(p->version));
    return 0;
}

static int look_at_folder(Ctx *ctx, Packed *p, Err *err)
{
    Arena *a = &ctx->arena;
    Files files = disk_files();
    const char *file;
    Str text;

    p->is_folder = true;
    if (fs_realpath(a, arena_memdupz(a, p->spec.fetch_spec.ptr, p->spec.fetch_spec.len),
                    &p->folder, err) < 0)
        p->folder = p->spec.fetch_spec; /* its package.json can't be read either */
    file = path_join(a, p->folder, STR("package.json")).ptr;
    if (fs_read_arena(a, file, PACKAGE_MAX, &text, err) < 0)
        return err_wrap(err, "Could not read package.json: Error");
    if (json_parse(a, text, file, NULL, &p->manifest, err) < 0)
        return err->code;
    if (!json_is_obj(p->manifest))
        return err_set(err, ERR_EPKGJSON, "%s is no object", file);
    manifest_normalize_in(a, &files, p->folder, p->manifest);
    return manifest_check_specs(p->manifest, err);
}

int pack_find(Ctx *ctx, Str arg, Packed *p, Err *err)
{
    const cJSON *m;
    Source s;
    int rc;

    memset(p, 0, sizeof *p);
    if (spec_parse(&ctx->arena, arg, ctx->input.cwd, &p->spec, err) < 0)
        return err->code;
    if (p->spec.type == SPEC_DIRECTORY)
        return look_at_folder(ctx, p, err);
    rc = source_init(&s, ctx, &ctx->arena, err);
    if (rc == 0)
        rc = source_manifest_anew(&s, &p->spec, &m, err);
    if (rc == 0)
        p->manifest = json_dup(&ctx->arena, m);
    source_release(&s);
    return rc;
}

int pack_look(Ctx *ctx, Str arg, Packed *p, Err *err)
{
    int rc = pack_find(ctx, arg, p, err);

    return rc < 0 ? rc : name_it(ctx, p, err);
}

int pack_mend(Ctx *ctx, Packed *p, Err *err)
{
    if (!p->is_folder)
        return 0;
    return manifest_fix(&ctx->arena, p->manifest, err) < 0 ? err->code
                                                           : name_it(ctx, p, err);
}

int pack_again(Ctx *ctx, const Packed *p, Packed *out, Err *err)
{
    *out = *p;
    if (!p->is_folder)
        return 0;
    return look_at_folder(ctx, out, err) < 0 ? err->code : pack_mend(ctx, out, err);
}

/* ---- Making ---- */

static int run_script(Ctx *ctx, const Packed *p, const char *event, const EnvSet *extra,
                      Err *err)
{
    const Config *c = &ctx->config;
    bool packs = strcmp(event, "prepack") == 0 || strcmp(event, "prepare") == 0 ||
                 strcmp(event, "postpack") == 0;
    LifecycleRun run = { .event = event,
                         .path = p->folder,
                         .pkg = p->manifest,
                         .extra = extra,
                         .caught = packs && !config_is_default(c, "foreground-scripts") &&
                                   !config_bool(c, "foreground-scripts") };

    bool there = json_truthy(json_at(p->manifest, "scripts", event, NULL));
    int rc;

    if (!p->is_folder || config_bool(&ctx->config, "ignore-scripts"))
        return 0;
    rc = lifecycle_need(ctx, &run, err);
    /* npm gives out what it has gathered whenever such a script has ended. */
    if (there && !run.caught)
        ctx_flush_json(ctx);
    return rc;
}

int pack_script(Ctx *ctx, const Packed *p, const char *event, Err *err)
{
    return run_script(ctx, p, event, NULL, err);
}

/* Some scripts are told what is packed: where it lies, and, once it is made, its
 * integrity; before that npm says "null". */
static int informed_script(Ctx *ctx, const Packed *p, const char *event, bool made,
                           Err *err)
{
    EnvSet extra;
    int rc;

    env_set_init(&extra, &ctx->arena, NULL);
    env_set_put(&extra, STR("npm_package_resolved"), p->folder);
    env_set_put(&extra, STR("npm_package_integrity"), made ? p->integrity : STR("null"));
    if (made)
        env_set_put(&extra, STR("npm_package_from"),
                    arena_strf(&ctx->arena, "file:" STR_FMT, STR_ARG(p->folder)));
    rc = run_script(ctx, p, event, &extra, err);
    env_set_release(&extra);
    return rc;
}

static Str real(Arena *a, Str path)
{
    Str out;
    Err ignored;

    return fs_realpath(a, arena_memdupz(a, path.ptr, path.len), &out, &ignored) == 0
               ? out
               : path;
}

static void options_of(Ctx *ctx, const Packed *p, PacklistOptions *o)
{
    Arena *a = &ctx->arena;
    VEC(Str) paths = { 0 };

    *o = (PacklistOptions){ 0 };
    if (p->together == NULL)
        return;
    o->prefix = real(a, ctx->config.local_prefix);
    VEC_EACH (Workspace, w, *p->together) {
        Str path = real(a, w->path);

        if (!str_eq(path, o->prefix))
            vec_push_in(a, &paths, path);
    }
    o->workspaces = paths.ptr;
    o->n_workspaces = paths.len;
}

/* By what package.json says now: scripts may have changed it. */
static int make_from_folder(Ctx *ctx, Packed *p, Err *err)
{
    Files files = disk_files();
    PackFolder f = { .files = &files, .folder = p->folder };
    Packed now = *p;
    int rc;

    if (look_at_folder(ctx, &now, err) < 0)
        return err->code;
    f.manifest = now.manifest;
    options_of(ctx, p, &f.options);
    rc = pack_folder(&ctx->arena, &f, &p->gz, &p->entries, err);
    if (f.gitignore_fallback)
        ctx_log(ctx, LOG_WARN, "gitignore-fallback", "%s", PACK_GITIGNORE_WARNING);
    return rc;
}

static int check_download(Ctx *ctx, Packed *p, Str bytes, Err *err)
{
    Str text = json_str(json_get(p->manifest, "_integrity"));
    Integrity want;
    IntegrityCheck *c;

    if (text.len == 0 || !integrity_parse(&ctx->arena, text, false, &want))
        return 0;
    c = integrity_check_new(&want, err);
    if (c == NULL)
        return err->code;
    integrity_check_update(c, bytes.ptr, bytes.len);
    return integrity_check_finish(c, &ctx->arena, NULL, err);
}

/* A commit of a repository: what it becomes lies in the store. */
static int fetch_made(Ctx *ctx, Packed *p, Source *s, Str from, Err *err)
{
    StoreKey key;
    Str integrity, bytes;
    Store *store;

    if (source_make_package(s, p->name, from, &integrity, err) < 0 ||
        ctx_store(ctx, &store, err) < 0)
        return err->code;
    if (!fetch_store_key(&ctx->arena, integrity, &key) ||
        store_get_tarball(store, &key, &ctx->arena, &bytes, err) != 1)
        return err_set(err, ERR_EINTERNAL, "the store lost " STR_FMT, STR_ARG(from));
    buf_str(&p->gz, bytes);
    return 0;
}

static int make_from_git(Ctx *ctx, Packed *p, Str from, Err *err)
{
    Source s;
    int rc = source_init(&s, ctx, &ctx->arena, err);

    if (rc == 0)
        rc = fetch_made(ctx, p, &s, from, err);
    source_release(&s);
    return rc;
}

static int download(Ctx *ctx, Packed *p, Err *err)
{
    Str from = json_str(json_get(p->manifest, "_resolved"));
    RegistryRequest q = { .url = from,
                          .package = from,
                          .accept = STR("*/*"),
                          .raw = true,
                          .resume = true,
                          .max_bytes = TARBALL_BYTES_MAX };
    RegistryClient *client;
    RegistryAnswer answer;
    Arena scratch = { 0 };
    int rc;

    if (git_package_is(&ctx->arena, from))
        rc = make_from_git(ctx, p, from, err);
    else if (str_starts(from, STR("file:")))
        rc = fs_read_all(arena_memdupz(&ctx->arena, from.ptr + 5, from.len - 5),
                         TARBALL_BYTES_MAX, &p->gz, err);
    else if ((rc = ctx_client(ctx, &client, err)) == 0) {
        q.registry = registry_for(registry_client_options(client), p->name);
        rc = registry_ask(client, &q, &scratch, &answer, err);
        if (rc == 0)
            buf_str(&p->gz, answer.body);
    }
    arena_release(&scratch);
    if (rc == 0)
        rc = check_download(ctx, p, buf_view(&p->gz), err);
    return rc < 0 ? rc : tarball_list(&ctx->arena, buf_view(&p->gz), &p->entries, err);
}

static void note_bundle(Arena *a, Packed *p, Str path)
{
    Str name, scope, rest;

    if (!str_starts(path, STR("node_modules/")))
        return;
    str_cut(str_from(path, 13), '/', &name, &rest);
    if (str_starts(name, STR("@"))) {
        scope = name;
        str_cut(rest, '/', &name, &rest);
        name = arena_strf(a, STR_FMT "/" STR_FMT, STR_ARG(scope), STR_ARG(name));
    }
    VEC_EACH (Str, b, p->bundled) {
        if (str_eq(*b, name))
            return;
    }
    vec_push_in(a, &p->bundled, name);
}

static int measure(Ctx *ctx, Packed *p, Err *err)
{
    Arena *a = &ctx->arena;
    Str algorithms[] = { STR("sha1"), STR("sha512") };
    Integrity one;

    for (int i = 0; i < 2; i++) {
        if (integrity_of(a, buf_view(&p->gz), &algorithms[i], 1, STR(""), &one, err) < 0)
            return err->code;
        if (i == 0)
            p->shasum = integrity_hex(a, &one.hashes[0]);
        else
            p->integrity_hex = integrity_hex(a, &one.hashes[0]);
    }
    p->integrity = integrity_text(a, &one);
    VEC_EACH (PackEntry, e, p->entries) {
        p->unpacked_size += e->size;
        note_bundle(a, p, e->path);
    }
    return 0;
}

int pack_fetch(Ctx *ctx, Packed *p, Err *err)
{
    if (!p->is_folder)
        return download(ctx, p, err);
    if (informed_script(ctx, p, "prepare", false, err) < 0)
        return err->code;
    return make_from_folder(ctx, p, err);
}

int pack_make(Ctx *ctx, Packed *p, int (*between)(Ctx *ctx, Packed *p, Err *err),
              Err *err)
{
    if (pack_script(ctx, p, "prepack", err) < 0 || pack_fetch(ctx, p, err) < 0 ||
        measure(ctx, p, err) < 0)
        return err->code;
    if (between != NULL && between(ctx, p, err) < 0)
        return err->code;
    return informed_script(ctx, p, "postpack", true, err);
}

void pack_release(Packed *p)
{
    buf_release(&p->gz);
}

/* ---- Telling ---- */

static Str bytes_text(Arena *a, uint64_t n, const char *space)
{
    if (n < 1000)
        return arena_strf(a, "%llu%sB", (unsigned long long)n, space);
    if (n < 999950)
        return arena_strf(a, "%.1f%skB", (double)n / 1e3, space);
    if (n < 999950000)
        return arena_strf(a, "%.1f%sMB", (double)n / 1e6, space);
    return arena_strf(a, "%.1f%sGB", (double)n / 1e9, space);
}

static bool starts_big(Str s)
{
    return s.len > 0 && !(s.ptr[0] >= 'a' && s.ptr[0] <= 'z');
}

/* Capital letters (and what has no case) before small ones. */
static int by_place(const void *x, const void *y)
{
    Str a = ((const PackEntry *)x)->path, b = ((const PackEntry *)y)->path;
    int d = starts_big(b) - starts_big(a);

    return d ? d : collate_compare(a, b);
}

static PackEntries sorted(Arena *a, const Packed *p)
{
    PackEntries list = { 0 };

    VEC_EACH (PackEntry, e, p->entries)
        vec_push_in(a, &list, *e);
    if (list.len > 0)
        qsort(list.ptr, list.len, sizeof *list.ptr, by_place);
    return list;
}

static void set_num(Arena *a, cJSON *obj, const char *key, double value)
{
    json_add(a, obj, str_of(key), json_new_num(a, value));
}

cJSON *pack_json(Arena *a, const Packed *p)
{
    cJSON *j = json_new_obj(a), *files = json_new_arr(a), *bundled = json_new_arr(a);
    PackEntries list = sorted(a, p);

    json_add_str(a, j, "id", p->id);
    json_add_str(a, j, "name", p->name);
    json_add_str(a, j, "version", p->version);
    set_num(a, j, "size", (double)p->gz.len);
    set_num(a, j, "unpackedSize", (double)p->unpacked_size);
    json_add_str(a, j, "shasum", p->shasum);
    json_add_str(a, j, "integrity", p->integrity);
    json_add_str(a, j, "filename", p->filename);
    VEC_EACH (PackEntry, e, list) {
        cJSON *f = json_new_obj(a);

        json_add_str(a, f, "path", e->path);
        set_num(a, f, "size", (double)e->size);
        set_num(a, f, "mode", e->mode);
        json_push(files, f);
    }
    VEC_EACH (Str, b, p->bundled)
        json_push(bundled, json_new_str(a, *b));
    json_add(a, j, STR("files"), files);
    set_num(a, j, "entryCount", (double)p->entries.len);
    json_add(a, j, STR("bundled"), bundled);
    return j;
}

#define NOTICE(...) ctx_log(ctx, LOG_NOTICE, "", __VA_ARGS__)

static void report_contents(Ctx *ctx, const Packed *p)
{
    Arena *a = &ctx->arena;
    PackEntries list = sorted(a, p);
    Buf b = { 0 };

    ctx_log_title(ctx, LOG_NOTICE, STR("Tarball Contents"));
    VEC_EACH (PackEntry, e, list) {
        if (!str_starts(e->path, STR("node_modules/")))
            buf_printf(&b, "%s" STR_FMT " " STR_FMT, b.len > 0 ? "\n" : "",
                       STR_ARG(bytes_text(a, e->size, "")), STR_ARG(e->path));
    }
    if (b.len > 0)
        NOTICE(STR_FMT, STR_ARG(buf_view(&b)));
    buf_release(&b);
    if (p->bundled.len > 0)
        ctx_log_title(ctx, LOG_NOTICE, STR("Bundled Dependencies"));
    VEC_EACH (Str, name, p->bundled)
        NOTICE(STR_FMT, STR_ARG(*name));
}

void pack_report(Ctx *ctx, const Packed *p)
{
    Arena *a = &ctx->arena;
    bool spaced = !ctx->told_tarball || ctx->level >= LOG_VERBOSE;

    ctx->told_tarball = true;
    if (spaced)
        NOTICE("%s", "");
    NOTICE("%s " STR_FMT,
           config_bool(&ctx->config, "unicode") ? "📦 " : "package:", STR_ARG(p->id));
    report_contents(ctx, p);
    ctx_log_title(ctx, LOG_NOTICE, STR("Tarball Details"));
    NOTICE("name: " STR_FMT, STR_ARG(p->name));
    NOTICE("version: " STR_FMT, STR_ARG(p->version));
    NOTICE("filename: " STR_FMT, STR_ARG(p->filename));
    NOTICE("package size: " STR_FMT, STR_ARG(bytes_text(a, p->gz.len, " ")));
    NOTICE("unpacked size: " STR_FMT, STR_ARG(bytes_text(a, p->unpacked_size, " ")));
    NOTICE("shasum: " STR_FMT, STR_ARG(p->shasum));
    NOTICE("integrity: " STR_FMT "[...]" STR_FMT, STR_ARG(str_sub(p->integrity, 0, 20)),
           STR_ARG(str_from(p->integrity, 80)));
    if (p->bundled.len > 0) { /* npm counts so */
        NOTICE("bundled deps: %zu", p->bundled.len);
        NOTICE("bundled files: 0");
        NOTICE("own files: %zu", p->entries.len);
    }
    NOTICE("total files: %zu", p->entries.len);
    if (spaced)
        NOTICE("%s", "");
}
