/* request_url.c: where a request goes, first and by redirects. */
#include "common/url.h"
#include "registry-client/call.h"
#include "registry-client/redact.h"

Str registry_url(Arena *a, Str registry, Str path)
{
    registry = str_trim(registry);
    if (registry.len > 0 && registry.ptr[registry.len - 1] == '/')
        registry.len--;
    path = str_trim(path);
    if (str_starts(path, STR("/")))
        path = str_from(path, 1);
    return arena_strf(a, STR_FMT "/" STR_FMT, STR_ARG(registry), STR_ARG(path));
}

Str registry_escape_name(Arena *a, Str name)
{
    Str scope, rest;

    if (str_starts(name, STR("@")) && str_cut(name, '/', &scope, &rest))
        return arena_strf(a, STR_FMT "%%2f" STR_FMT, STR_ARG(scope), STR_ARG(rest));
    return arena_str(a, name);
}

Str call_first_url(RegistryCall *call)
{
    Arena *a = &call->arena;
    Url u;

    if (url_parse(a, call->q.url, NULL, &u) && url_is_http(&u))
        return arena_str(a, call->q.url);
    return registry_url(a, call->q.registry, call->q.url);
}

bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 ||
           status == 308;
}

static int refuse(const RegistryCall *call, Str to, const char *why, Err *err)
{
    char from[256], there[256];

    redact_url(call->url, from, sizeof from);
    redact_url(to, there, sizeof there);
    return err_set(err, ERR_EINVALIDREDIRECT, "redirect from %s to %s refused: %s", from,
                   there, why);
}

/* What a browser does too: the body stays behind where the method becomes GET. */
static void change_method(RegistryCall *call, int status)
{
    bool post = strcmp(call->method, "POST") == 0;

    if (status == 303 || (post && (status == 301 || status == 302))) {
        call->method = "GET";
        call->sends_body = false;
    }
}

int call_redirect(RegistryCall *call, Str location, Err *err)
{
    Arena *a = &call->arena;
    char from[256];
    Url base, to;

    redact_url(call->url, from, sizeof from);
    if (location.len == 0) {
        err_set(err, ERR_EINVALIDREDIRECT, "redirect location header missing for: %s",
                from);
        err->fetch = true;
        return err->code;
    }
    if (++call->redirects > REGISTRY_REDIRECTS_MAX) {
        err_set(err, ERR_EMAXREDIRECT, "maximum redirect reached at: %s", from);
        err->fetch = true;
        return err->code;
    }
    if (!url_parse(a, call->url, NULL, &base) || !url_parse(a, location, &base, &to))
        return refuse(call, location, "not a URL", err);
    if (!url_is_http(&to))
        return err_set(err, ERR_ENOCODE, "Only HTTP(S) protocols are supported");
    if (str_is(base.scheme, "https") && str_is(to.scheme, "http") &&
        call->auth.header.len > 0 && call->at_home)
        return refuse(call, url_href(a, &to),
                      "credentials would leave the encrypted connection", err);
    change_method(call, call->x.status);
    to.username = to.password = STR("");
    call->url = url_href(a, &to);
    call->at_home = registry_same_origin(call->url, call->first_url);
    return 0;
}
