/* proxy.h: through which proxy a URL is reached, if any (npm: @npmcli/agent). */
#ifndef REGISTRY_CLIENT_PROXY_H
#define REGISTRY_CLIENT_PROXY_H

#include "common/err.h"
#include "registry-client/options.h"

/* The proxy's URL for a request, "" for none: https_proxy where that is encrypted, proxy
 * otherwise. Settings and the environment have found their way into both before. */
Str proxy_for(const RegistryOptions *o, Str scheme, Str host);

/* "example.org, .local": does a host (without port) fall under one of them? Whole parts
 * are compared from the right. "*" is everybody. */
bool proxy_is_bypassed(Str noproxy, Str host);

/* ERR_EINVALIDPROXY for a URL ("": none, 0) of no kind of proxy, ERR_ERR_INVALID_URL for
 * what is none. */
int proxy_check(const char *proxy, Err *err);

#endif
