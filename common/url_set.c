/* url_set.c: what assigning to one part of a URL does (URL Standard 6.1, with the state
 * overrides of 4.4): a part that can't be is left as it was. */
#include "common/url_private.h"

static bool has_no_authority(const Url *u)
{
    return u->host.ptr == NULL || u->host.len == 0 || str_is(u->scheme, "file");
}

static bool has_credentials(const Url *u)
{
    return u->username.len > 0 || u->password.len > 0;
}

static void set_scheme(Arena *a, Url *u, Str value)
{
    Str text = arena_strf(a, STR_FMT ":", STR_ARG(value));
    size_t n = str_index(value, '\0') < 0 ? url_scheme_length(text) : 0;
    char *scheme = arena_memdupz(a, text.ptr, n);

    for (size_t i = 0; i < n; i++) {
        if (scheme[i] >= 'A' && scheme[i] <= 'Z')
            scheme[i] = (char)(scheme[i] + 32);
    }
    text = str_n(scheme, n);
    if (n == 0 || url_is_special(text) != url_is_special(u->scheme))
        return;
    if (str_is(text, "file") && (has_credentials(u) || u->port >= 0))
        return;
    if (str_is(u->scheme, "file") && u->host.len == 0)
        return;
    u->scheme = text;
    if (u->port == url_default_port(text))
        u->port = -1;
}

/* Digits in front; no digit, or too large a number: no change. */
static void set_port(Url *u, Str value)
{
    long n = 0;
    size_t i = 0;

    for (; i < value.len && value.ptr[i] >= '0' && value.ptr[i] <= '9'; i++) {
        n = n * 10 + (value.ptr[i] - '0');
        if (n > 65535)
            return;
    }
    if (i > 0)
        u->port = url_default_port(u->scheme) == (int)n ? -1 : (int)n;
}

static void set_file_host(Arena *a, Url *u, Str value)
{
    Str host;

    value.len = url_authority_length(value, true);
    if (value.len == 0)
        u->host = STR("");
    else if (url_parse_host(a, value, true, &host))
        u->host = str_is(host, "localhost") ? STR("") : host;
}

static void set_host(Arena *a, Url *u, Str value, bool with_port)
{
    bool special = url_is_special(u->scheme);
    Str host = STR("");
    ptrdiff_t colon;

    if (u->opaque_path)
        return;
    if (str_is(u->scheme, "file")) {
        set_file_host(a, u, value);
        return;
    }
    value.len = url_authority_length(value, special);
    colon = url_port_colon(value);
    if (colon == 0 || (colon > 0 && !with_port))
        return;
    if (value.len == 0 && (special || has_credentials(u) || u->port >= 0))
        return;
    if (value.len > 0 &&
        !url_parse_host(a, colon < 0 ? value : str_sub(value, 0, (size_t)colon), special,
                        &host))
        return;
    u->host = host;
    if (colon > 0)
        set_port(u, str_from(value, (size_t)colon + 1));
}

static void set_path(Arena *a, Url *u, Str value)
{
    UrlParser p = { .arena = a, .u = u, .special = url_is_special(u->scheme) };
    bool slash;

    if (u->opaque_path)
        return;
    slash = value.len > 0 && (value.ptr[0] == '/' || (p.special && value.ptr[0] == '\\'));
    if (p.special || value.len > 0)
        url_add_segments(&p, slash ? str_from(value, 1) : value);
    /* Without a host an empty path is one segment: nothing else could follow. */
    else if (u->host.ptr == NULL)
        url_add_segments(&p, value);
    url_join_path(&p);
}

/* Without query and fragment an opaque path keeps no spaces at its end: they would be
 * lost when the text is read again. */
static void strip_opaque(Url *u)
{
    if (!u->opaque_path || u->query.ptr != NULL || u->fragment.ptr != NULL)
        return;
    while (u->path.len > 0 && u->path.ptr[u->path.len - 1] == ' ')
        u->path.len--;
}

static void set_tail(Arena *a, Url *u, Str *part, Str value, char mark, UrlSet set)
{
    if (value.len == 0) {
        *part = (Str){ NULL, 0 };
        strip_opaque(u);
        return;
    }
    *part = url_percent_encode(a, value.ptr[0] == mark ? str_from(value, 1) : value, set);
}

void url_set(Arena *a, Url *u, UrlPart part, Str value)
{
    Str text = url_without_breaks(a, value);

    switch (part) {
    case URL_PROTOCOL: set_scheme(a, u, text); break;
    case URL_USERNAME:
        if (!has_no_authority(u))
            u->username = url_percent_encode(a, value, URL_SET_USERINFO);
        break;
    case URL_PASSWORD:
        if (!has_no_authority(u))
            u->password = url_percent_encode(a, value, URL_SET_USERINFO);
        break;
    case URL_HOST: set_host(a, u, text, true); break;
    case URL_HOSTNAME: set_host(a, u, text, false); break;
    case URL_PORT:
        if (has_no_authority(u))
            break;
        if (value.len == 0)
            u->port = -1;
        else
            set_port(u, text);
        break;
    case URL_PATHNAME: set_path(a, u, text); break;
    case URL_SEARCH:
        set_tail(a, u, &u->query, text, '?',
                 url_is_special(u->scheme) ? URL_SET_SPECIAL_QUERY : URL_SET_QUERY);
        break;
    case URL_HASH: set_tail(a, u, &u->fragment, text, '#', URL_SET_FRAGMENT); break;
    }
}
