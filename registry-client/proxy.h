/* proxy.h: through which proxy a URL is reached, if any (npm: @npmcli/agent). */
#ifndef REGISTRY_CLIENT_PROXY_H
#define REGISTRY_CLIENT_PROXY_H

#include "registry-client/options.h"

/* The proxy's URL for a request, "" for none. As with npm, https-proxy counts for
 * every URL where it is set, proxy otherwise; the environment's HTTPS_PROXY, HTTP_PROXY
 * and NO_PROXY have found their way into the options before. */
Str proxy_for(const RegistryOptions *o, Str scheme, Str host);

/* "example.org, .local": does a host (without port) fall under one of them? Whole parts
 * are compared from the right. "*" is everybody. */
bool proxy_is_bypassed(Str noproxy, Str host);

#endif
