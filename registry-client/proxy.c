/* proxy.c: choosing a proxy. */
#include "registry-client/proxy.h"

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
    Str proxy = o->https_proxy.len > 0 ? o->https_proxy : o->proxy;

    (void)scheme;
    if (proxy.len == 0 || proxy_is_bypassed(o->noproxy, host))
        return STR("");
    return proxy;
}
