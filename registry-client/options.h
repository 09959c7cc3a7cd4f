/* options.h: every setting that the registry client obeys, as plain values.
 *
 *     RegistryOptions o = registry_default_options();
 *     o.registry = STR("http://127.0.0.1:4873/");
 *
 * Where they come from (command line, environment, .npmrc) is config.h's business;
 * ctx_registry_options of pkg/context.h puts the two together. Names follow npm's
 * settings. All texts are borrowed: registry_client_new copies them.
 */
#ifndef REGISTRY_CLIENT_OPTIONS_H
#define REGISTRY_CLIENT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "common/str.h"

/* A setting whose name holds a registry or a scope:
 * "//host:1234/path/:_authToken", "@scope:registry". */
typedef struct {
    Str key, value;
} RegistryKey;

/* As many as bun and pnpm begin with. Where a registry is near, more than a few are of no
 * use. */
#define MORE_SOCKETS 64

typedef struct {
    Str registry; /* with or without a last slash */
    const RegistryKey *keys;
    size_t n_keys;
    Str scope; /* "@scope": the scope of packages that have none; "" */

    /* Connections. */
    int max_sockets;       /* open connections to one host */
    bool more_sockets;     /* up to MORE_SOCKETS where answers are slow */
    long fetch_timeout_ms; /* without a byte (or nearly) for so long: it has failed */
    int fetch_retries;
    double fetch_retry_factor;
    long fetch_retry_mintimeout_ms, fetch_retry_maxtimeout_ms;
    Str local_address;

    /* Proxies for plain and for encrypted exchanges, "" if none. noproxy: hosts and
     * domains, separated by commas. */
    Str proxy, https_proxy, noproxy;

    /* TLS. */
    bool strict_ssl;
    Str ca;        /* certificates, PEM; "" for the system's */
    Str cafile;    /* a file of them */
    Str extra_ca;  /* a file of them that are trusted beside the system's */
    Str cert, key; /* the client's, PEM */

    /* What is sent along. */
    Str user_agent;
    Str npm_session, npm_command, auth_type, otp;

    /* The cache of packuments. */
    Str cache_dir; /* where index/ is; "" for none */
    bool offline;  /* never ask: what isn't cached fails with ENOTCACHED */
    bool prefer_offline;
    bool prefer_online;
} RegistryOptions;

/* npm's defaults; the registry is the one of the build (DEFAULT_REGISTRY). */
RegistryOptions registry_default_options(void);

#endif
