/* proxy.c: choosing a proxy. */
#include "registry-client/proxy.h"

#include "common/arena.h"
#include "common/bug.h"
#include "common/url.h"

/* The last part of a host name, taken off *name; false when there is none left. Empty
 * parts are passed over. */
static bool last_part(Str *name, Str *part)
{
    while (name->len > 0 && name->ptr[name->len - 1] == '.')
        name->len--;
    if (name->len == 0)
        return false;
    *part = str_from(*name, (size_t)(str_rindex(*name, '.') + 1));
    name->len -= part->len;
    return true;
}

static bool is_below(Str rule, Str host)
{
    Str want, have;
    bool any = false;

    while (last_part(&rule, &want)) {
        if (!last_part(&host, &have) || !str_ieq(want, have))
            return false;
        any = true;
    }
    return any;
}

bool proxy_is_bypassed(Str noproxy, Str host)
{
    Str rest = noproxy, rule;

    while (noproxy.len > 0 && str_next(&rest, ',', &rule)) {
        rule = str_trim(rule);
        if (str_is(rule, "*") || is_below(rule, host))
            return true;
    }
    return false;
}

Str proxy_for(const RegistryOptions *o, Str scheme, Str host)
{
    Str proxy = str_is(scheme, "https") ? o->https_proxy : o->proxy;

    if (proxy.len == 0 || proxy_is_bypassed(o->noproxy, host))
        return STR("");
    return proxy;
}

static bool is_known(Str scheme)
{
    static const char *const known[] = { "http",    "https",  "socks",  "socks4",
                                         "socks4a", "socks5", "socks5h" };

    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        if (str_is(scheme, known[i]))
            return true;
    }
    return false;
}

int proxy_check(const char *proxy, Err *err)
{
    Arena a = { 0 };
    Url u;
    int rc = 0;

    if (proxy[0] == '\0')
        return 0;
    if (!url_parse(&a, str_of(proxy), NULL, &u))
        rc = err_set(err, ERR_ERR_INVALID_URL, "Invalid URL");
    else if (!is_known(u.scheme))
        rc = err_set(err, ERR_EINVALIDPROXY,
                     "Invalid protocol `" STR_FMT ":` connecting to proxy `" STR_FMT "`",
                     STR_ARG(u.scheme), STR_ARG(url_host(&a, &u)));
    arena_release(&a);
    return rc;
}
