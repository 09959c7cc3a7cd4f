/* maintain.c: see maintain.h. */
#include "pkg/publish/maintain.h"

#include <string.h>

#include "common/json_write.h"
#include "common/semver.h"
#include "common/url.h"
#include "pkg/publish/otp.h"
#include "registry-client/auth.h"

int maintain_ask(Ctx *ctx, const char *method, Str path, Str package, const cJSON *body,
                 cJSON **out, Err *err)
{
    RegistryOptions o = ctx_registry_options(ctx);
    RegistryRequest q = { .method = method,
                          .url = path,
                          .package =
                              arena_strf(&ctx->arena, STR_FMT "@*", STR_ARG(package)),
                          .registry = registry_for(&o, package) };

    return otp_ask_json(ctx, &q, body, out, err);
}

int maintain_document(Ctx *ctx, Str package, cJSON **out, Err *err)
{
    Arena *a = &ctx->arena;
    Str path =
        arena_strf(a, STR_FMT "?write=true", STR_ARG(registry_escape_name(a, package)));
    int rc = maintain_ask(ctx, NULL, path, package, NULL, out, err);

    if (rc == 0 && !json_is_obj(*out))
        return err_set(err, ERR_EJSONPARSE,
                       "the registry's document of " STR_FMT " is no object",
                       STR_ARG(package));
    return rc;
}

/* ---- Unpublishing ---- */

static int remove_all(Ctx *ctx, Str package, const cJSON *doc, Err *err)
{
    Arena *a = &ctx->arena;
    Str path =
        arena_strf(a, STR_FMT "/-rev/" STR_FMT, STR_ARG(registry_escape_name(a, package)),
                   STR_ARG(json_str(json_get(doc, "_rev"))));

    return maintain_ask(ctx, "DELETE", path, package, NULL, NULL, err);
}

static void set_latest(Arena *a, cJSON *tags, const cJSON *versions)
{
    Str best = STR("");
    Semver top, v;

    JSON_EACH (e, versions) {
        if (!semver_parse(a, json_key(e), SEMVER_LOOSE, &v))
            continue;
        if (best.len == 0 || semver_compare(&v, &top) > 0) {
            best = json_key(e);
            top = v;
        }
    }
    if (best.len > 0)
        json_set(a, tags, STR("latest"), json_new_str(a, best));
}

static void take_out(Ctx *ctx, cJSON *doc, Str version)
{
    Arena *a = &ctx->arena;
    cJSON *tags = json_get(doc, "dist-tags"), *versions = json_get(doc, "versions");
    bool was_latest = str_eq(json_str(json_get(tags, "latest")), version);

    json_del(versions, arena_memdupz(a, version.ptr, version.len));
    for (cJSON *t = tags ? tags->child : NULL, *next; t != NULL; t = next) {
        next = t->next;
        if (str_eq(json_str(t), version))
            json_unlink(tags, t);
    }
    if (was_latest)
        set_latest(a, tags, versions);
    json_del(doc, "_revisions");
    json_del(doc, "_attachments");
}

/* The path of the tarball below the registry. */
static Str tarball_path(Ctx *ctx, Str package, Str tarball)
{
    RegistryOptions o = ctx_registry_options(ctx);
    Str base = registry_for(&o, package), own, of_base;
    Url u, r;

    if (!url_parse(&ctx->arena, tarball, NULL, &u) ||
        !url_parse(&ctx->arena, base, NULL, &r))
        return STR("");
    own = str_from(u.path, u.path.len > 0);
    of_base = str_from(r.path, r.path.len > 0);
    return str_starts(own, of_base) ? str_from(own, of_base.len) : own;
}

static int remove_version(Ctx *ctx, Str package, Str version, cJSON *doc, Err *err)
{
    Arena *a = &ctx->arena;
    Str name = registry_escape_name(a, package), tarball, path;
    const cJSON *one = json_getn(json_get(doc, "versions"), version);
    cJSON *now;

    tarball = tarball_path(ctx, package, json_str(json_at(one, "dist", "tarball", NULL)));
    take_out(ctx, doc, version);
    path = arena_strf(a, STR_FMT "/-rev/" STR_FMT, STR_ARG(name),
                      STR_ARG(json_str(json_get(doc, "_rev"))));
    if (maintain_ask(ctx, "PUT", path, package, doc, NULL, err) < 0 ||
        maintain_document(ctx, package, &now, err) < 0)
        return err->code;
    if (tarball.len == 0)
        return 0;
    path = arena_strf(a, STR_FMT "/-rev/" STR_FMT, STR_ARG(tarball),
                      STR_ARG(json_str(json_get(now, "_rev"))));
    return maintain_ask(ctx, "DELETE", path, package, NULL, NULL, err);
}

int maintain_unpublish(Ctx *ctx, Str package, Str version, Err *err)
{
    bool all = version.len == 0 || str_is(version, "*");
    const cJSON *versions;
    cJSON *doc;
    int rc = maintain_document(ctx, package, &doc, err);

    if (rc == 0) {
        versions = json_get(doc, "versions");
        if (all || json_len(versions) <= 1)
            rc = !all && json_len(versions) == 1 && !json_getn(versions, version)
                     ? 0
                     : remove_all(ctx, package, doc, err);
        else if (json_getn(versions, version) != NULL)
            rc = remove_version(ctx, package, version, doc, err);
    }
    return rc == ERR_E404 ? 0 : rc;
}

/* ---- Tags ---- */

int maintain_tags(Ctx *ctx, Str package, cJSON **out, Err *err)
{
    Arena *a = &ctx->arena;
    Str path = arena_strf(a, "-/package/" STR_FMT "/dist-tags",
                          STR_ARG(registry_escape_name(a, package)));

    if (maintain_ask(ctx, NULL, path, package, NULL, out, err) < 0)
        return err->code;
    if (json_is_obj(*out))
        json_del(*out, "_etag");
    if (!json_is_obj(*out) || (*out)->child == NULL)
        return err_set(err, ERR_ENOCODE, "No dist-tags found for " STR_FMT,
                       STR_ARG(package));
    return 0;
}
