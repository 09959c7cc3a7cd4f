/* request_head.c: what one hop of a request sends. */
#include <unistd.h>

#include "common/url.h"
#include "common/vec.h"
#include "registry-client/call.h"
#include "registry-client/proxy.h"

typedef VEC(const char *) Lines;

/* A header must be one line: values come from settings and packages. */
static bool is_one_line(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\r' || s.ptr[i] == '\n' || s.ptr[i] == '\0')
            return false;
    }
    return true;
}

static void add(RegistryCall *call, Lines *lines, const char *name, Str value)
{
    if (value.len > 0 && is_one_line(value))
        vec_push_in(&call->arena, lines,
                    arena_printf(&call->arena, "%s: " STR_FMT, name, STR_ARG(value)));
}

/* What is the registry's business only, never that of whom it redirects to. */
static void add_private(RegistryCall *call, Lines *lines)
{
    const RegistryOptions *o = &call->client->o;

    add(call, lines, "authorization", call->auth.header);
    add(call, lines, "npm-auth-type", o->auth_type);
    add(call, lines, "npm-scope", call->q.scope.len > 0 ? call->q.scope : o->scope);
    add(call, lines, "npm-session", o->npm_session);
    add(call, lines, "npm-command", o->npm_command);
    add(call, lines, "npm-otp", o->otp);
}

static void add_body_headers(RegistryCall *call, Lines *lines)
{
    add(call, lines, "content-type",
        call->q.content_type.len > 0 ? call->q.content_type : STR("application/json"));
    if (call->q.gzip_body)
        add(call, lines, "content-encoding", STR("gzip"));
}

static void add_range(RegistryCall *call, Lines *lines)
{
    char range[48];

    snprintf(range, sizeof range, "bytes=%zu-", call->received);
    add(call, lines, "range", str_of(range));
    add(call, lines, "if-range", call->validator);
}

/* Files that can't be read count for nothing, as with npm: the server says what it wants.
 */
static void set_certificate(RegistryCall *call)
{
    const char *cert = arena_str(&call->arena, call->auth.certfile).ptr;
    const char *key = arena_str(&call->arena, call->auth.keyfile).ptr;

    if (access(cert, R_OK) != 0 || access(key, R_OK) != 0)
        return;
    call->x.certfile = cert;
    call->x.keyfile = key;
}

void call_prepare(RegistryCall *call)
{
    Arena *a = &call->arena;
    const RegistryOptions *o = &call->client->o;
    Lines lines = { 0 };
    Url u;

    add(call, &lines, "accept", call->q.accept.len > 0 ? call->q.accept : STR("*/*"));
    for (size_t i = 0; i < call->q.n_headers; i++)
        add(call, &lines, arena_str(a, call->q.headers[i].name).ptr,
            call->q.headers[i].value);
    if (call->q.raw && call->q.gzip)
        add(call, &lines, "accept-encoding", STR("gzip"));
    if (call->at_home && call->q.foreign)
        add(call, &lines, "authorization", call->auth.header);
    else if (call->at_home)
        add_private(call, &lines);
    if (call->sends_body)
        add_body_headers(call, &lines);
    if (call->resuming)
        add_range(call, &lines);
    call->x.method = call->method;
    call->x.url = arena_str(a, call->url).ptr;
    call->x.headers = lines.ptr;
    call->x.n_headers = lines.len;
    call->x.has_body = call->sends_body;
    call->x.body = call->sends_body ? call->q.body : STR("");
    call->x.decode = !call->q.raw;
    call->x.streams = call->q.resume;
    call->x.proxy = "";
    call->x.certfile = call->x.keyfile = NULL;
    if ((o->proxy.len > 0 || o->https_proxy.len > 0) && url_parse(a, call->url, NULL, &u))
        call->x.proxy = arena_str(a, proxy_for(o, u.scheme, u.host)).ptr;
    if (call->at_home && call->auth.certfile.len > 0)
        set_certificate(call);
}
