/* client.c: a client's options, its engine and its end. */
#include "registry-client/client.h"

#include <stdio.h>

#include "common/url.h"
#include "common/xalloc.h"
#include "registry-client/client_data.h"
#include "registry-client/curl_api.h"

/* ---- Options ---- */

static void copy(Arena *a, Str *s)
{
    *s = arena_str(a, s->ptr ? *s : STR(""));
}

static void copy_options(RegistryClient *c, const RegistryOptions *o)
{
    Arena *a = &c->arena;
    RegistryKey *keys = arena_array(a, RegistryKey, o->n_keys);

    c->o = *o;
    for (size_t i = 0; i < o->n_keys; i++) {
        keys[i] = o->keys[i];
        copy(a, &keys[i].key);
        copy(a, &keys[i].value);
    }
    c->o.keys = keys;
    Str *texts[] = { &c->o.registry,    &c->o.scope,       &c->o.local_address,
                     &c->o.proxy,       &c->o.https_proxy, &c->o.noproxy,
                     &c->o.ca,          &c->o.cafile,      &c->o.cert,
                     &c->o.key,         &c->o.user_agent,  &c->o.npm_session,
                     &c->o.npm_command, &c->o.auth_type,   &c->o.otp,
                     &c->o.cache_dir,   &c->o.extra_ca };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        copy(a, texts[i]);
    if (c->o.max_sockets < 1)
        c->o.max_sockets = 1;
    if (c->o.fetch_timeout_ms < 0)
        c->o.fetch_timeout_ms = 0;
}

static int check_registry(const RegistryClient *c, Err *err)
{
    Arena scratch = { 0 };
    Url u;
    int rc = 0;

    if (!url_parse(&scratch, c->o.registry, NULL, &u) || !url_is_http(&u))
        rc = err_set(err, ERR_EINVALIDCONFIG, "registry is no URL: '" STR_FMT "'",
                     STR_ARG(c->o.registry));
    arena_release(&scratch);
    return rc;
}

int registry_client_new(uv_loop_t *loop, const RegistryOptions *o, RegistryClient **out,
                        Err *err)
{
    RegistryClient *c = xcalloc(1, sizeof *c);

    c->stats.fresh_until_ms = INT64_MAX;
    c->loop = loop;
    copy_options(c, o);
    c->limit = c->o.max_sockets;
    c->random = uv_hrtime() | 1;
    if (check_registry(c, err) < 0) {
        arena_release(&c->arena);
        xfree(c);
        return ERR_EINVALIDCONFIG;
    }
    *out = c;
    return 0;
}

const RegistryOptions *registry_client_options(const RegistryClient *c)
{
    return &c->o;
}

size_t registry_requests_max(const RegistryClient *c)
{
    return (size_t)c->limit;
}

RegistryStats registry_client_stats(const RegistryClient *c)
{
    return c->stats;
}

/* ---- The engine ---- */

static bool is_tls(const RegistryClient *c)
{
    return str_starts(c->o.registry, STR("https:"));
}

static void *warm(void *arg)
{
    const RegistryClient *c = arg;

    if (curl_api_load(NULL) == 0 && is_tls(c))
        (void)curl_api_load_tls(NULL);
    return NULL;
}

bool registry_client_warm(RegistryClient *c)
{
    if (c->http == NULL && !c->warmed && (is_tls(c) || curl_api_is_slow()))
        c->warmed = pthread_create(&c->warm_thread, NULL, warm, c) == 0;
    return c->warmed;
}

static void join_warm(RegistryClient *c)
{
    if (c->warmed && !c->warm_joined) {
        pthread_join(c->warm_thread, NULL);
        c->warm_joined = true;
    }
}

int client_http(RegistryClient *c, Err *err)
{
    if (c->http != NULL)
        return 0;
    join_warm(c);
    return http_new(c->loop, &c->o, &c->http, err);
}

/* ---- Odds and ends ---- */

void registry_client_set_log(RegistryClient *c, RegistryLog log, void *arg)
{
    c->log = log;
    c->log_arg = arg;
}

void client_log(RegistryClient *c, RegistryLogLevel level, const char *fmt, ...)
{
    char text[2048];
    va_list ap;

    if (c->log == NULL)
        return;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    c->log(c->log_arg, level, text);
}

/* xorshift64: for jitter, where nobody gains by foreseeing it. */
double client_random(RegistryClient *c)
{
    c->random ^= c->random << 13;
    c->random ^= c->random >> 7;
    c->random ^= c->random << 17;
    return (double)(c->random >> 11) / 9007199254740992.0;
}

long long client_now_ms(void)
{
    uv_timeval64_t t;

    uv_gettimeofday(&t);
    return t.tv_sec * 1000LL + t.tv_usec / 1000;
}

void registry_client_free(RegistryClient *c)
{
    if (c == NULL)
        return;
    c->closing = true;
    client_cancel_all(c);
    join_warm(c);
    packument_store_free(c->packuments);
    document_reader_release(&c->reader);
    http_free(c->http);
    arena_release(&c->arena);
    xfree(c);
}
