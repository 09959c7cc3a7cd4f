/* install_check.c: does the lock agree; which host is meant. */
#include "pkg/install/install_check.h"

#include "common/path.h"
#include "common/url.h"
#include "registry-client/auth.h"

/* ---- The lock ---- */

typedef struct {
    Str location, name, version;
} Locked;

static void snapshot(Project *p, Map *out)
{
    VEC_EACH (Node *, n, p->ideal->nodes) {
        Locked *l;

        if (*n == NULL || (*n)->is_root)
            continue;
        l = arena_new(&p->arena, Locked);
        *l = (Locked){ node_location(&p->arena, *n), (*n)->name, node_version(*n) };
        map_set(out, l->location, l);
    }
}

/* Without a package.json the project has no version, whatever the lock says. */
static void compare_root(const Project *p, Buf *out)
{
    Str name = path_basename(p->root);
    Str version = json_str(json_at(p->lock.packages, "", "version", NULL));

    if (p->no_package && version.len > 0)
        buf_printf(out,
                   "\nInvalid: lock file's " STR_FMT "@" STR_FMT
                   " does not satisfy " STR_FMT "@",
                   STR_ARG(name), STR_ARG(version), STR_ARG(name));
}

static void compare(Project *p, const Map *before, Buf *out)
{
    compare_root(p, out);
    VEC_EACH (Node *, n, p->ideal->nodes) {
        const Locked *l;
        Str version;

        if (*n == NULL || (*n)->is_root)
            continue;
        version = node_version(node_target(*n));
        l = map_get(before, node_location(&p->arena, *n));
        if (l == NULL)
            buf_printf(out, "\nMissing: " STR_FMT "@" STR_FMT " from lock file",
                       STR_ARG((*n)->name), STR_ARG(version));
        else if (!(*n)->is_link && !str_eq(l->version, version))
            buf_printf(out,
                       "\nInvalid: lock file's " STR_FMT "@" STR_FMT
                       " does not satisfy " STR_FMT "@" STR_FMT,
                       STR_ARG(l->name), STR_ARG(l->version), STR_ARG((*n)->name),
                       STR_ARG(version));
    }
}

/* The text is longer than an Err may be. */
static int refuse(Project *p, Str why, Err *err)
{
    p->ctx->error_message = why;
    return err_set(err, ERR_EUSAGE, STR_FMT, STR_ARG(why));
}

int install_refuse_lock(Project *p, Err *err)
{
    return refuse(p,
                  STR("The `npm ci` command can only install with an existing "
                      "package-lock.json or\nnpm-shrinkwrap.json with "
                      "lockfileVersion >= 1. Run an install with npm@5 or\nlater to "
                      "generate a package-lock.json file, then try again."),
                  err);
}

int install_check_lock(Project *p, Err *err)
{
    Map before = { 0 };
    Buf faults = { 0 };
    int rc;

    if (!p->has_lock)
        return install_refuse_lock(p, err);
    snapshot(p, &before);
    rc = project_resolve(p, err);
    if (rc == 0)
        compare(p, &before, &faults);
    if (rc == 0 && faults.len > 0)
        rc = refuse(
            p,
            arena_strf(
                &p->ctx->arena,
                "`npm ci` can only install packages when your package.json and "
                "package-lock.json or npm-shrinkwrap.json are in sync. Please update "
                "your lock file with `npm install` before continuing.\n%s",
                buf_cstr(&faults)),
            err);
    if (rc == 0 && p->no_package && !config_bool(&p->ctx->config, "dry-run"))
        rc = project_lacks_package(p, err);
    buf_release(&faults);
    map_release(&before);
    return rc;
}

/* ---- Places ---- */

Str install_registry_of(Ctx *ctx, Str name)
{
    RegistryClient *client;
    Err ignored;

    if (ctx_client(ctx, &client, &ignored) < 0)
        return STR("");
    return registry_for(registry_client_options(client), name);
}

static bool has_prefix(Str path, Str prefix)
{
    return str_eq(path, prefix) || (str_starts(path, prefix) && path.len > prefix.len &&
                                    path.ptr[prefix.len] == '/');
}

static Str no_last_slash(Str path)
{
    return path.len > 0 && path.ptr[path.len - 1] == '/' ? str_sub(path, 0, path.len - 1)
                                                         : path;
}

/* "npmjs" means the registry that locks name when nobody has set another: the build's. */
static bool is_replaced(Arena *a, Str setting, const Url *url, Str *path)
{
    Url match;

    *path = (Str){ NULL, 0 };
    if (str_is(setting, "always"))
        return true;
    if (str_is(setting, "never"))
        return false;
    if (str_is(setting, "npmjs")) {
        return url_parse(a, STR(DEFAULT_REGISTRY), NULL, &match) &&
               str_eq(match.host, url->host);
    }
    if (!url_parse(a, setting, NULL, &match))
        return str_eq(setting, url->host);
    *path = no_last_slash(match.path);
    return str_eq(match.host, url->host) &&
           (path->len == 0 || has_prefix(url->path, *path));
}

/* Nothing that parsing and writing a URL would change. */
static bool is_plain_url(Str s)
{
    static const bool plain[256] = { ['a' ... 'z'] = true,
                                     ['-' ... ':'] = true,
                                     ['_'] = true,
                                     ['@'] = true,
                                     ['+'] = true };

    for (size_t i = 0; i < s.len; i++) {
        if (!plain[(unsigned char)s.ptr[i]])
            return false;
    }
    return !str_has(s, STR("/."));
}

/* It is the registry's as it stands, as nearly all are. */
static bool is_at_registry(Str registry, Str setting, Str text)
{
    registry = no_last_slash(registry);
    return (str_is(setting, "npmjs") || str_is(setting, "always") ||
            str_is(setting, "never")) &&
           text.len > registry.len && str_starts(text, registry) &&
           text.ptr[registry.len] == '/' && is_plain_url(text);
}

Str install_registry_url(Ctx *ctx, Arena *a, Str text)
{
    Str setting = config_str(&ctx->config, "replace-registry-host"), path, base;
    Url url, registry;

    if (is_at_registry(config_str(&ctx->config, "registry"), setting, text))
        return text;

    if (!url_parse(a, text, NULL, &url) ||
        !url_parse(a, config_str(&ctx->config, "registry"), NULL, &registry) ||
        !is_replaced(a, setting, &url, &path))
        return text;
    base = no_last_slash(registry.path);
    url.scheme = registry.scheme;
    url.host = registry.host;
    url.port = registry.port;
    if (path.len > 0)
        url.path = arena_strf(a, STR_FMT STR_FMT, STR_ARG(base),
                              STR_ARG(str_from(url.path, path.len)));
    else if (base.len > 0 && !has_prefix(url.path, base))
        url.path = arena_strf(a, STR_FMT STR_FMT, STR_ARG(base), STR_ARG(url.path));
    return url_href(a, &url);
}
