/* proxy.c: choosing a proxy. */
#include "registry-client/proxy.h"

#include "common/bug.h"

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

int proxy_check(const char *proxy, Err *err)
{
    static const char *const known[] = { "http",    "https",  "socks",  "socks4",
                                         "socks4a", "socks5", "socks5h" };
    Str scheme, rest, after;

    if (proxy[0] == '\0')
        return 0;
    (void)str_cut(str_of(proxy), ':', &scheme, &rest);
    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        if (str_is(scheme, known[i]))
            return 0;
    }
    if (str_starts(rest, STR("//")))
        rest = str_from(rest, 2);
    if (str_index(rest, '@') >= 0)
        rest = str_from(rest, (size_t)str_index(rest, '@') + 1);
    (void)str_cut(rest, '/', &rest, &after);
    return err_set(err, ERR_EINVALIDPROXY,
                   "Invalid protocol `" STR_FMT ":` connecting to proxy `" STR_FMT "`",
                   STR_ARG(scheme), STR_ARG(rest));
}
