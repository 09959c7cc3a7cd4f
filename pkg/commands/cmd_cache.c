/* cmd_cache.c: cache: what this machine keeps of the registry, and packages for `exec`.
 */
#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/collate.h"
#include "common/fs.h"
#include "common/path.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/npx_cache.h"
#include "pkg/commands/places.h"
#include "pkg/install/fetch.h"
#include "pkg/install/source.h"
#include "pkg/install/tarball.h"
#include "pkg/output.h"
#include "pkg/store/gc.h"
#include "registry-client/packument_cache.h"

/* ---- What is there ---- */

/* A document of the registry, or a tarball that one of them names. */
typedef struct {
    Str key;
    Str file;      /* of a document; "" */
    StoreKey data; /* of a tarball; else none */
    Str name, version;
} Kept;

typedef struct {
    Ctx *ctx;
    Arena *a;
    Store *store;
    VEC(Kept) list;
} Keep;

static Str key_of_url(Keep *k, Str url)
{
    return arena_strf(k->a, "make-fetch-happen:request-cache:" STR_FMT, STR_ARG(url));
}

static void add_tarballs(Keep *k, Packument *p, Str name)
{
    Err ignored;

    for (size_t i = 0; i < packument_published(p); i++) {
        const cJSON *dist = json_get(packument_manifest(p, i, &ignored), "dist");
        Kept t = { .name = name, .file = STR("") };

        if (!fetch_store_key(k->a, json_str(json_get(dist, "integrity")), &t.data) ||
            !store_has(k->store, &t.data))
            continue;
        t.version = arena_str(k->a, packument_version(p, i).version);
        t.key = key_of_url(k, json_str(json_get(dist, "tarball")));
        vec_push_in(k->a, &k->list, t);
    }
}

static void add_document(Keep *k, Str path)
{
    PackumentCacheInfo info;
    Packument *p;
    Kept d = { .file = path, .version = STR("") };

    if (!packument_cache_open(path.ptr, (Str){ NULL, 0 }, &p, &info))
        return;
    d.name = arena_str(k->a, packument_name(p));
    d.key = key_of_url(k, arena_str(k->a, info.url));
    vec_push_in(k->a, &k->list, d);
    add_tarballs(k, p, d.name);
    packument_free(p);
}

static void each_file(Keep *k, Str folder, int depth)
{
    DIR *d = opendir(arena_memdupz(k->a, folder.ptr, folder.len));
    struct dirent *e;

    while (d != NULL && (e = readdir(d)) != NULL) {
        Str path = path_join(k->a, folder, str_of(e->d_name));

        if (e->d_name[0] == '.')
            continue;
        if (depth > 0)
            each_file(k, path, depth - 1);
        else
            add_document(k, path);
    }
    if (d != NULL)
        closedir(d);
}

static int by_key(const void *x, const void *y)
{
    return collate_compare(((const Kept *)x)->key, ((const Kept *)y)->key);
}

static int look(Keep *k, Ctx *ctx, Err *err)
{
    *k = (Keep){ .ctx = ctx, .a = &ctx->arena };
    if (ctx_store(ctx, &k->store, err) < 0)
        return err->code;
    each_file(k, path_join(k->a, ctx->cache, STR("index")), 1);
    if (k->list.len > 1)
        qsort(k->list.ptr, k->list.len, sizeof *k->list.ptr, by_key);
    return 0;
}

/* ---- ls ---- */

static bool fits(Arena *a, const Kept *k, const Spec *spec)
{
    SemverRange range;
    Semver v;

    if (!str_eq(k->name, spec->name))
        return false;
    if (k->version.len == 0 || spec->raw_spec.len == 0 || str_is(spec->raw_spec, "*"))
        return true;
    return semver_range_parse(a, spec->raw_spec, 0, &range) &&
           semver_parse(a, k->version, 0, &v) && semver_satisfies(&v, &range);
}

static int list(Ctx *ctx, char **args, int n, Err *err)
{
    Spec *specs = arena_array(&ctx->arena, Spec, (size_t)n + 1);
    Str last = STR("");
    Keep k;

    for (int i = 0; i < n; i++) {
        if (spec_parse(&ctx->arena, str_of(args[i]), ctx->input.cwd, &specs[i], err) < 0)
            return err->code;
        if (specs[i].type == SPEC_TAG && specs[i].raw_spec.len > 0)
            return out_usage_error(ctx,
                                   STR("Cannot list cache keys for a tagged package."),
                                   err);
    }
    if (look(&k, ctx, err) < 0)
        return err->code;
    VEC_EACH (Kept, e, k.list) {
        bool wanted = n == 0;

        for (int i = 0; i < n; i++)
            wanted |= fits(k.a, e, &specs[i]);
        if (wanted && !str_eq(e->key, last))
            out_say(ctx, e->key);
        last = wanted ? e->key : last;
    }
    return 0;
}

/* ---- add ---- */

static int add_one(Ctx *ctx, Source *s, const Spec *spec, Err *err)
{
    Fetch f = { .label = spec->raw };
    Fetch *fetches[] = { &f };
    Str integrity;
    const cJSON *m;
    cJSON *own;
    Pool *pool;
    int rc;

    if (spec->type == SPEC_REMOTE || spec->type == SPEC_FILE)
        return tarball_manifest(ctx, spec, &ctx->arena, &own, &integrity, err);
    if (source_manifest(s, spec, &m, err) < 0)
        return err->code;
    f.url = json_str(json_get(m, "_resolved"));
    f.integrity = json_str(json_get(m, "_integrity"));
    if (f.url.len == 0) /* a folder: there is nothing to keep */
        return 0;
    pool = fetch_pool_new(ctx);
    rc = fetch_all(ctx, pool, fetches, 1, &ctx->arena, err);
    fetch_pool_free(ctx, pool);
    if (rc == 0 && f.rc < 0)
        *err = *f.err;
    return rc < 0 ? rc : f.rc;
}

static int add(Ctx *ctx, char **args, int n, Err *err)
{
    Source s;
    Spec spec;
    int rc;

    if (n == 0)
        return out_usage_error(ctx, STR("First argument to `add` is required"), err);
    rc = source_init(&s, ctx, &ctx->arena, err);
    for (int i = 0; i < n && rc == 0; i++) {
        rc = spec_parse(&ctx->arena, str_of(args[i]), ctx->input.cwd, &spec, err);
        if (rc == 0)
            rc = add_one(ctx, &s, &spec, err);
    }
    source_release(&s);
    return rc;
}

/* ---- clean ---- */

static int clean_all(Ctx *ctx, Err *err)
{
    if (!config_bool(&ctx->config, "force"))
        return err_set(err, ERR_ENOCODE,
                       "The cache looks after itself: what is damaged is noticed when it "
                       "is read, and fetched again.\nTo be sure that all of it is whole, "
                       "use `npm cache verify`; for a run without it, `npm install "
                       "--cache /tmp/empty-cache`.\n\nIf you're sure you want to delete "
                       "the entire cache, rerun this command with --force.");
    if (fs_kind(ctx->cache.ptr) == FS_NONE)
        return 0;
    return fs_rmtree(ctx->cache.ptr, err);
}

static bool forget(Keep *k, const char *key)
{
    bool found = false;
    Err ignored;

    VEC_EACH (Kept, e, k->list) {
        if (!str_is(e->key, key))
            continue;
        found = true;
        if (e->file.len > 0)
            (void)fs_unlink(e->file.ptr, &ignored);
        else
            store_remove(k->store, &e->data);
    }
    return found;
}

static int clean(Ctx *ctx, char **args, int n, Err *err)
{
    Keep k;

    if (n == 0)
        return clean_all(ctx, err);
    if (look(&k, ctx, err) < 0)
        return err->code;
    for (int i = 0; i < n; i++) {
        if (!forget(&k, args[i])) {
            ctx_log(ctx, LOG_WARN, "cache", "Not Found: %s", args[i]);
            break;
        }
        out_sayf(ctx, "Deleted: %s", args[i]);
    }
    return 0;
}

/* ---- verify ---- */

static Str below_home(Ctx *ctx)
{
    Str home = str_of(getenv("HOME") ? getenv("HOME") : "");

    if (home.len == 0 || !str_starts(ctx->cache, home))
        return ctx->cache;
    return arena_strf(&ctx->arena, "~" STR_FMT, STR_ARG(str_from(ctx->cache, home.len)));
}

static int verify(Ctx *ctx, Err *err)
{
    uint64_t start = uv_hrtime(), bad;
    StoreStats s;
    Keep k;

    if (look(&k, ctx, err) < 0 || store_verify(k.store, &s, err) < 0)
        return err->code;
    bad = s.n_bad_tarballs + s.n_bad_packages;
    out_sayf(ctx, "Cache verified and compressed (" STR_FMT ")",
             STR_ARG(below_home(ctx)));
    out_sayf(ctx, "Content verified: %llu (%llu bytes)",
             (unsigned long long)s.n_packages + s.n_tarballs,
             (unsigned long long)s.bytes);
    if (bad > 0)
        out_sayf(ctx, "Corrupted content removed: %llu", (unsigned long long)bad);
    if (s.n_tmp > 0)
        out_sayf(ctx, "Content garbage-collected: %llu", (unsigned long long)s.n_tmp);
    out_sayf(ctx, "Index entries: %zu", k.list.len);
    out_sayf(ctx, "Finished in %gs", (double)((uv_hrtime() - start) / 1000000) / 1000);
    return 0;
}

int cmd_cache(Ctx *ctx, char **args, int n_args, Err *err)
{
    Str verb = str_of(n_args > 0 ? args[0] : "");

    if (str_is(verb, "rm") || str_is(verb, "clear") || str_is(verb, "clean"))
        return clean(ctx, args + 1, n_args - 1, err);
    if (str_is(verb, "add"))
        return add(ctx, args + 1, n_args - 1, err);
    if (str_is(verb, "verify") || str_is(verb, "check"))
        return verify(ctx, err);
    if (str_is(verb, "ls"))
        return list(ctx, args + 1, n_args - 1, err);
    if (str_is(verb, "npx"))
        return npx_cache(ctx, args + 1, n_args - 1, err);
    return out_usage_error(ctx, STR(""), err);
}
