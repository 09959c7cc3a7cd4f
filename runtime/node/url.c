/* url.c: internalBinding('url'): URLs by the standard (common/url.h), form-encoded pairs,
 * and domains in their two spellings. */
#include "common/url.h"
#include "runtime/engine/bind.h"
#include "runtime/natives.h"
#include "runtime/runtime.h"

/* The arena of the process, given back to where it stood when the native ends. What a
 * throw leaves in it goes with the next rewind. */
typedef struct {
    Arena *arena;
    ArenaMark mark;
} Scratch;

static Scratch scratch(duk_context *ctx)
{
    Arena *a = &js_runtime(ctx)->arena;

    return (Scratch){ a, arena_mark(a) };
}

/* The string at i as UTF-8. Where it had to be converted the new text takes i's place, so
 * that the slice lives as long as the argument. */
static Str utf8_at(duk_context *ctx, duk_idx_t i)
{
    duk_idx_t top = duk_get_top(ctx);
    Str s;

    i = duk_require_normalize_index(ctx, i);
    s = js_to_utf8(ctx, i);

    if (duk_get_top(ctx) > top)
        duk_replace(ctx, i);
    return s;
}

static void put(duk_context *ctx, duk_uarridx_t i, Str s)
{
    js_push_utf8(ctx, s);
    duk_put_prop_index(ctx, -2, i);
}

/* ---- URLs ---- */

/* The order of url.js's constants. */
static void push_parts(duk_context *ctx, Arena *a, const Url *u)
{
    duk_push_array(ctx);
    put(ctx, 0, url_href(a, u));
    put(ctx, 1, arena_strf(a, STR_FMT ":", STR_ARG(u->scheme)));
    put(ctx, 2, u->username);
    put(ctx, 3, u->password);
    put(ctx, 4, url_host(a, u));
    put(ctx, 5, u->host.ptr == NULL ? STR("") : u->host);
    put(ctx, 6, u->port < 0 ? STR("") : arena_strf(a, "%d", u->port));
    put(ctx, 7, u->path);
    put(ctx, 8, url_search(a, u));
    put(ctx, 9, url_hash(a, u));
    put(ctx, 10, url_origin(a, u));
}

static bool parse_at(duk_context *ctx, Arena *a, duk_idx_t i, duk_idx_t base_at, Url *out)
{
    Str input = utf8_at(ctx, i);
    Url base;

    if (duk_is_undefined(ctx, base_at))
        return url_parse(a, input, NULL, out);
    return url_parse(a, utf8_at(ctx, base_at), NULL, &base) &&
           url_parse(a, input, &base, out);
}

/* [ input base|undefined ] -> [ parts | undefined ] */
static duk_ret_t js_parse(duk_context *ctx)
{
    Scratch s = scratch(ctx);
    Url u;
    bool ok = parse_at(ctx, s.arena, 0, 1, &u);

    if (ok)
        push_parts(ctx, s.arena, &u);
    arena_rewind(s.arena, s.mark);
    return ok ? 1 : 0;
}

/* [ input base|undefined ] -> [ bool ] */
static duk_ret_t js_can_parse(duk_context *ctx)
{
    Scratch s = scratch(ctx);
    Url u;

    duk_push_boolean(ctx, parse_at(ctx, s.arena, 0, 1, &u));
    arena_rewind(s.arena, s.mark);
    return 1;
}

/* [ href part value ] -> [ parts ]: part as UrlPart. */
static duk_ret_t js_set(duk_context *ctx)
{
    Scratch s = scratch(ctx);
    UrlPart part = (UrlPart)duk_require_int(ctx, 1);
    Url u;

    if (!url_parse(s.arena, utf8_at(ctx, 0), NULL, &u))
        return 0;
    url_set(s.arena, &u, part, utf8_at(ctx, 2));
    push_parts(ctx, s.arena, &u);
    arena_rewind(s.arena, s.mark);
    return 1;
}

/* [ href fragment unicode search auth ] -> [ text ]: url.format of a URL. */
static duk_ret_t js_format(duk_context *ctx)
{
    Scratch s = scratch(ctx);
    Url u;

    if (!url_parse(s.arena, utf8_at(ctx, 0), NULL, &u))
        return 0;
    if (!duk_to_boolean(ctx, 1))
        u.fragment = (Str){ NULL, 0 };
    if (duk_to_boolean(ctx, 2) && u.host.ptr != NULL)
        u.host = url_domain_to_unicode(s.arena, u.host);
    if (!duk_to_boolean(ctx, 3))
        u.query = (Str){ NULL, 0 };
    if (!duk_to_boolean(ctx, 4))
        u.username = u.password = STR("");
    js_push_utf8(ctx, url_href(s.arena, &u));
    arena_rewind(s.arena, s.mark);
    return 1;
}

/* ---- Domains ---- */

/* [ text ] -> [ domain ]: "" where it is none. Magic 1: in Unicode. */
static duk_ret_t js_domain(duk_context *ctx)
{
    Scratch s = scratch(ctx);
    Str text = utf8_at(ctx, 0), host = STR("");

    if (text.len == 0 || !url_parse_host(s.arena, text, true, &host))
        host = STR("");
    else if (duk_get_current_magic(ctx) == 1)
        host = url_domain_to_unicode(s.arena, host);
    js_push_utf8(ctx, host);
    arena_rewind(s.arena, s.mark);
    return 1;
}

/* [ text ] -> [ text ]: lone surrogates as U+FFFD. */
static duk_ret_t js_well_formed(duk_context *ctx)
{
    js_push_utf8(ctx, utf8_at(ctx, 0));
    return 1;
}

/* ---- Pairs ---- */

/* [ text ] -> [ [name, value, …] ] */
static duk_ret_t js_parse_form(duk_context *ctx)
{
    Scratch s = scratch(ctx);
    UrlPairs pairs = { 0 };
    duk_uarridx_t n = 0;

    url_form_parse(s.arena, utf8_at(ctx, 0), &pairs);
    duk_push_array(ctx);
    VEC_EACH (Str, p, pairs)
        put(ctx, n++, *p);
    arena_rewind(s.arena, s.mark);
    return 1;
}

/* [ [name, value, …] ] -> [ text ] */
static duk_ret_t js_write_form(duk_context *ctx)
{
    Scratch s = scratch(ctx);
    UrlPairs pairs = { 0 };
    duk_uarridx_t n = (duk_uarridx_t)duk_get_length(ctx, 0);

    for (duk_uarridx_t i = 0; i < n; i++) {
        Str text;

        duk_get_prop_index(ctx, 0, i);
        text = utf8_at(ctx, -1);
        vec_push_in(s.arena, &pairs, arena_str(s.arena, text));
        duk_set_top(ctx, 1);
    }
    js_push_utf8(ctx, url_form_write(s.arena, &pairs));
    arena_rewind(s.arena, s.mark);
    return 1;
}

void js_init_url(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "parse", js_parse, 2, 0 },
        { "canParse", js_can_parse, 2, 0 },
        { "set", js_set, 3, 0 },
        { "format", js_format, 5, 0 },
        { "domainToASCII", js_domain, 1, 0 },
        { "domainToUnicode", js_domain, 1, 1 },
        { "wellFormed", js_well_formed, 1, 0 },
        { "parseForm", js_parse_form, 1, 0 },
        { "writeForm", js_write_form, 1, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
    /* Keys that programs can't name: what a URL and its parameters keep to themselves. */
    duk_push_string(ctx, DUK_HIDDEN_SYMBOL("url"));
    duk_put_prop_string(ctx, -2, "partsKey");
    duk_push_string(ctx, DUK_HIDDEN_SYMBOL("urlParams"));
    duk_put_prop_string(ctx, -2, "paramsKey");
}
