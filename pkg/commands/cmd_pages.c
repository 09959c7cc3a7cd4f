/* cmd_pages.c: bugs, docs and repo: pages about a package. */
#include "common/hosted.h"
#include "common/path.h"
#include "common/url.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/open_url.h"
#include "pkg/commands/places.h"
#include "pkg/install/source.h"
#include "registry-client/request.h"

typedef struct {
    Ctx *ctx;
    Arena *a;
    const cJSON *manifest;
} Page;

static Str repository(const Page *p)
{
    const cJSON *r = json_get(p->manifest, "repository");

    return json_is_obj(r) ? json_str(json_get(r, "url")) : json_str(r);
}

static bool hosted(const Page *p, Hosted *out)
{
    Str url = repository(p);

    if (str_starts(url, STR("git+")))
        url = str_from(url, 4);
    return url.len > 0 && hosted_parse(p->a, url, out);
}

/* Where nothing else is known: the registry's own place for it. */
static Str registry_page(const Page *p)
{
    return registry_url(p->a, config_str(&p->ctx->config, "registry"),
                        json_str(json_get(p->manifest, "name")));
}

static int bugs_url(const Page *p, Str *out, Err *err)
{
    const cJSON *bugs = json_get(p->manifest, "bugs");
    Str mail = json_str(json_get(bugs, "email"));
    Hosted h;

    (void)err;
    *out = json_is_obj(bugs) ? json_str(json_get(bugs, "url")) : json_str(bugs);
    if (out->len == 0 && mail.len > 0)
        *out = arena_strf(p->a, "mailto:" STR_FMT, STR_ARG(mail));
    if (out->len == 0 && hosted(p, &h))
        *out = hosted_url(p->a, &h, HOSTED_BUGS, 0);
    if (out->len == 0)
        *out = registry_page(p);
    return 0;
}

static int docs_url(const Page *p, Str *out, Err *err)
{
    Hosted h;

    (void)err;
    *out = json_str(json_get(p->manifest, "homepage"));
    if (out->len == 0 && hosted(p, &h))
        *out = hosted_url(p->a, &h, HOSTED_DOCS, 0);
    if (out->len == 0)
        *out = registry_page(p);
    return 0;
}

/* A host that nobody knows: the page has the repository's path. */
static Str plain_page(const Page *p, Str url)
{
    Url u;
    Str path;

    if (!url_parse(p->a, url, NULL, &u) || u.host.len == 0)
        return STR("");
    path = u.path;
    if (str_ends(path, STR(".git")))
        path.len -= 4;
    return arena_strf(p->a, "%s://" STR_FMT STR_FMT,
                      str_is(u.scheme, "git+http") ? "http" : "https", STR_ARG(u.host),
                      STR_ARG(path));
}

static int repo_url(const Page *p, Str *out, Err *err)
{
    Str url = repository(p);
    Str folder = json_str(json_at(p->manifest, "repository", "directory", NULL));
    Hosted h;

    if (url.len == 0)
        return err_set(err, ERR_ENOCODE, "no repository");
    if (!hosted(p, &h))
        *out = plain_page(p, url);
    else if (folder.len > 0)
        *out = hosted_folder_url(p->a, &h, folder);
    else
        *out = hosted_url(p->a, &h, HOSTED_BROWSE, 0);
    if (out->len == 0)
        return err_set(err, ERR_ENOCODE, "no repository: could not get url");
    return 0;
}

typedef int FindUrl(const Page *p, Str *out, Err *err);

static int show_page(Ctx *ctx, Source *s, Str arg, FindUrl *find, Err *err)
{
    Page p = { .ctx = ctx, .a = &ctx->arena };
    Spec spec;
    Str url = { 0 };

    if (spec_parse(p.a, arg, ctx->config.local_prefix, &spec, err) < 0 ||
        source_manifest(s, &spec, &p.manifest, err) < 0 || find(&p, &url, err) < 0)
        return err->code;
    return open_url(ctx, url,
                    arena_strf(p.a, STR_FMT " %s available at the following URL",
                               STR_ARG(json_str(json_get(p.manifest, "name"))),
                               ctx->command),
                    err);
}

static int show(Ctx *ctx, char **args, int n, FindUrl *find, Err *err)
{
    Places places = { 0 };
    Source s;
    int rc = 0;

    if (n == 0 && places_find(ctx, true, &places, err) < 0)
        return err->code;
    if (source_init(&s, ctx, &ctx->arena, err) < 0)
        return err->code;
    for (int i = 0; i < n && rc == 0; i++)
        rc = show_page(ctx, &s, str_of(args[i]), find, err);
    VEC_EACH (Workspace, w, places.list) {
        if (rc == 0)
            rc = show_page(ctx, &s, w->path, find, err);
    }
    if (n == 0 && !places.selected)
        rc = show_page(ctx, &s, ctx->config.local_prefix, find, err);
    source_release(&s);
    return rc;
}

int cmd_bugs(Ctx *ctx, char **args, int n_args, Err *err)
{
    return show(ctx, args, n_args, bugs_url, err);
}

int cmd_docs(Ctx *ctx, char **args, int n_args, Err *err)
{
    return show(ctx, args, n_args, docs_url, err);
}

int cmd_repo(Ctx *ctx, char **args, int n_args, Err *err)
{
    return show(ctx, args, n_args, repo_url, err);
}
