/* url.c: parsing and writing URLs (URL Standard 4.4, 4.5). The standard's state machine,
 * told as functions: each takes what is left of the input. */
#include "common/url_private.h"

#include "common/hex.h"

typedef UrlParser Parser;

static const struct {
    const char *scheme;
    int port;
} special_schemes[] = { { "http", 80 }, { "https", 443 }, { "ws", 80 },
                        { "wss", 443 }, { "ftp", 21 },    { "file", -1 } };

static int special_index(Str scheme)
{
    for (int i = 0; i < 6; i++) {
        if (str_is(scheme, special_schemes[i].scheme))
            return i;
    }
    return -1;
}

int url_default_port(Str scheme)
{
    int i = special_index(scheme);

    return i < 0 ? -1 : special_schemes[i].port;
}

bool url_is_special(Str scheme)
{
    return special_index(scheme) >= 0;
}

bool url_is_http(const Url *u)
{
    return str_is(u->scheme, "http") || str_is(u->scheme, "https");
}

/* strchr that doesn't take the text's end for one of its characters. */
static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* ---- Percent encoding ---- */

static bool in_set(unsigned char c, UrlSet set)
{
    if (c < 0x20 || c > 0x7E)
        return true;
    switch (set) {
    case URL_SET_C0: return false;
    case URL_SET_FRAGMENT: return strchr(" \"<>`", c) != NULL;
    case URL_SET_QUERY: return strchr(" \"#<>", c) != NULL;
    case URL_SET_SPECIAL_QUERY: return strchr(" \"#<>'", c) != NULL;
    case URL_SET_PATH: return strchr(" \"#<>?`{}", c) != NULL;
    case URL_SET_USERINFO: return strchr(" \"#<>?^`{}/:;=@[\\]|", c) != NULL;
    default: return strchr(" \"#<>?^`{}/:;=@[\\]|$&+,%", c) != NULL;
    }
}

Str url_percent_encode(Arena *a, Str s, UrlSet set)
{
    char *out = arena_bytes(a, s.len * 3 + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (!in_set(c, set)) {
            out[n++] = (char)c;
            continue;
        }
        out[n++] = '%';
        out[n++] = "0123456789ABCDEF"[c >> 4];
        out[n++] = "0123456789ABCDEF"[c & 15];
    }
    out[n] = '\0';
    return str_n(out, n);
}

Str url_percent_decode(Arena *a, Str s)
{
    char *out = arena_bytes(a, s.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '%' && i + 2 < s.len && hex_value(s.ptr[i + 1]) >= 0 &&
            hex_value(s.ptr[i + 2]) >= 0) {
            out[n++] = (char)(hex_value(s.ptr[i + 1]) << 4 | hex_value(s.ptr[i + 2]));
            i += 2;
        } else {
            out[n++] = s.ptr[i];
        }
    }
    out[n] = '\0';
    return str_n(out, n);
}

/* ---- Paths ---- */

static bool is_drive(Str s, bool normal)
{
    return s.len == 2 && ascii_letter(s.ptr[0]) &&
           (s.ptr[1] == ':' || (!normal && s.ptr[1] == '|'));
}

static bool starts_with_drive(Str s)
{
    return s.len >= 2 && is_drive(str_sub(s, 0, 2), false) &&
           (s.len == 2 || is_one_of(s.ptr[2], "/\\?#"));
}

static bool is_file(const Parser *p)
{
    return str_is(p->u->scheme, "file");
}

static void shorten(Parser *p)
{
    if (is_file(p) && p->path.len == 1 && is_drive(p->path.ptr[0], true))
        return;
    if (p->path.len > 0)
        p->path.len--;
}

static bool is_single_dot(Str s)
{
    return str_is(s, ".") || str_ieq(s, STR("%2e"));
}

static bool is_double_dot(Str s)
{
    return str_is(s, "..") || str_ieq(s, STR(".%2e")) || str_ieq(s, STR("%2e.")) ||
           str_ieq(s, STR("%2e%2e"));
}

static void add_segment(Parser *p, Str segment, bool last)
{
    if (is_double_dot(segment)) {
        shorten(p);
        if (last)
            vec_push_in(p->arena, &p->path, STR(""));
    } else if (is_single_dot(segment)) {
        if (last)
            vec_push_in(p->arena, &p->path, STR(""));
    } else {
        Str encoded = url_percent_encode(p->arena, segment, URL_SET_PATH);

        if (is_file(p) && p->path.len == 0 && is_drive(encoded, false)) {
            ((char *)encoded.ptr)[1] = ':';
        }
        vec_push_in(p->arena, &p->path, encoded);
    }
}

static void set_query_and_fragment(Parser *p, Str rest)
{
    ptrdiff_t hash = str_index(rest, '#');
    Str query = hash < 0 ? rest : str_sub(rest, 0, (size_t)hash);

    if (query.len > 0 && query.ptr[0] == '?')
        p->u->query =
            url_percent_encode(p->arena, str_from(query, 1),
                               p->special ? URL_SET_SPECIAL_QUERY : URL_SET_QUERY);
    if (hash >= 0)
        p->u->fragment = url_percent_encode(p->arena, str_from(rest, (size_t)hash + 1),
                                            URL_SET_FRAGMENT);
}

static size_t path_end(Str s)
{
    size_t i = 0;

    while (i < s.len && s.ptr[i] != '?' && s.ptr[i] != '#')
        i++;
    return i;
}

void url_add_segments(Parser *p, Str text)
{
    size_t from = 0;

    for (size_t i = 0; i <= text.len; i++) {
        bool last = i == text.len;

        if (last || text.ptr[i] == '/' || (p->special && text.ptr[i] == '\\')) {
            add_segment(p, str_sub(text, from, i), last);
            from = i + 1;
        }
    }
}

/* Segments up to the query; the slash before the first is gone. */
static void parse_segments(Parser *p, Str rest)
{
    size_t end = path_end(rest);

    url_add_segments(p, str_sub(rest, 0, end));
    set_query_and_fragment(p, str_from(rest, end));
}

/* At the slash that begins the path, or at what follows an authority without one. */
static void path_start(Parser *p, Str rest)
{
    bool slash =
        rest.len > 0 && (rest.ptr[0] == '/' || (p->special && rest.ptr[0] == '\\'));

    if (slash)
        parse_segments(p, str_from(rest, 1));
    else if (p->special || path_end(rest) > 0)
        parse_segments(p, rest);
    else
        set_query_and_fragment(p, rest);
}

/* ---- Authority ---- */

size_t url_authority_length(Str s, bool special)
{
    size_t i = 0;

    while (i < s.len && !is_one_of(s.ptr[i], "/?#") && !(special && s.ptr[i] == '\\'))
        i++;
    return i;
}

static bool set_port(Parser *p, Str port)
{
    uint64_t n;

    if (port.len == 0)
        return true;
    if (!str_to_u64(port, &n) || n > 65535)
        return false;
    p->u->port = url_default_port(p->u->scheme) == (int)n ? -1 : (int)n;
    return true;
}

static void set_credentials(Parser *p, Str text)
{
    Str user, password;

    str_cut(text, ':', &user, &password);
    p->u->username = url_percent_encode(p->arena, user, URL_SET_USERINFO);
    p->u->password = url_percent_encode(p->arena, password, URL_SET_USERINFO);
}

ptrdiff_t url_port_colon(Str s)
{
    bool brackets = false;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '[')
            brackets = true;
        else if (s.ptr[i] == ']')
            brackets = false;
        else if (s.ptr[i] == ':' && !brackets)
            return (ptrdiff_t)i;
    }
    return -1;
}

static bool authority(Parser *p, Str rest)
{
    size_t end = url_authority_length(rest, p->special);
    Str all = str_sub(rest, 0, end), host;
    ptrdiff_t at, colon;

    at = str_rindex(all, '@');
    host = at < 0 ? all : str_from(all, (size_t)at + 1);
    if (at >= 0) {
        if (host.len == 0)
            return false;
        set_credentials(p, str_sub(all, 0, (size_t)at));
    }
    colon = url_port_colon(host);
    if (colon >= 0) {
        if (colon == 0 || !set_port(p, str_from(host, (size_t)colon + 1)))
            return false;
        host = str_sub(host, 0, (size_t)colon);
    }
    if (host.len == 0 && p->special)
        return false;
    if (host.len == 0)
        p->u->host = STR("");
    else if (!url_parse_host(p->arena, host, p->special, &p->u->host))
        return false;
    path_start(p, str_from(rest, end));
    return true;
}

static Str skip_slashes(Str s)
{
    while (s.len > 0 && (s.ptr[0] == '/' || s.ptr[0] == '\\'))
        s = str_from(s, 1);
    return s;
}

/* ---- Relative and file ---- */

static void copy_authority(Parser *p)
{
    p->u->username = p->base->username;
    p->u->password = p->base->password;
    p->u->host = p->base->host;
    p->u->port = p->base->port;
}

static void copy_path(Parser *p)
{
    Str rest = p->base->path, piece;

    if (rest.len == 0)
        return;
    rest = str_from(rest, 1);
    while (str_next(&rest, '/', &piece))
        vec_push_in(p->arena, &p->path, piece);
}

/* What isn't absolute: behind the base's path. */
static void relative_path(Parser *p, Str rest, bool keep_path)
{
    if (keep_path)
        copy_path(p);
    if (rest.len == 0 || rest.ptr[0] == '#' || rest.ptr[0] == '?') {
        p->u->query = p->base->query;
        if (rest.len > 0 && rest.ptr[0] == '?')
            p->u->query = (Str){ NULL, 0 };
        set_query_and_fragment(p, rest);
        return;
    }
    if (keep_path)
        shorten(p);
    parse_segments(p, rest);
}

static bool relative(Parser *p, Str rest)
{
    bool slash =
        rest.len > 0 && (rest.ptr[0] == '/' || (p->special && rest.ptr[0] == '\\'));
    bool second =
        rest.len > 1 && (rest.ptr[1] == '/' || (p->special && rest.ptr[1] == '\\'));

    if (slash && second)
        return authority(p, p->special ? skip_slashes(rest) : str_from(rest, 2));
    copy_authority(p);
    if (slash)
        path_start(p, rest);
    else
        relative_path(p, rest, true);
    return true;
}

static bool file_host(Parser *p, Str rest)
{
    size_t end = 0;
    Str host;

    while (end < rest.len && !is_one_of(rest.ptr[end], "/\\?#"))
        end++;
    host = str_sub(rest, 0, end);
    if (is_drive(host, false)) {
        parse_segments(p, rest);
        return true;
    }
    if (host.len > 0) {
        if (!url_parse_host(p->arena, host, true, &p->u->host))
            return false;
        if (str_is(p->u->host, "localhost"))
            p->u->host = STR("");
    }
    path_start(p, str_from(rest, end));
    return true;
}

static bool file(Parser *p, Str rest)
{
    bool slash = rest.len > 0 && (rest.ptr[0] == '/' || rest.ptr[0] == '\\');
    bool second = rest.len > 1 && (rest.ptr[1] == '/' || rest.ptr[1] == '\\');
    bool base_is_file = p->base != NULL && str_is(p->base->scheme, "file");

    p->u->host = STR("");
    if (slash && second)
        return file_host(p, str_from(rest, 2));
    if (!base_is_file) {
        path_start(p, rest);
        return true;
    }
    p->u->host = p->base->host;
    if (slash) {
        if (!starts_with_drive(str_from(rest, 1)) && p->base->path.len >= 3 &&
            is_drive(str_sub(p->base->path, 1, 3), true))
            vec_push_in(p->arena, &p->path, str_sub(p->base->path, 1, 3));
        path_start(p, rest);
        return true;
    }
    relative_path(p, rest, !starts_with_drive(rest));
    return true;
}

/* ---- The whole ---- */

Str url_without_breaks(Arena *a, Str s)
{
    char *out = arena_bytes(a, s.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != '\t' && s.ptr[i] != '\n' && s.ptr[i] != '\r')
            out[n++] = s.ptr[i];
    }
    out[n] = '\0';
    return str_n(out, n);
}

/* Without C0 controls and spaces around, without tabs and line ends inside. */
static Str clean(Arena *a, Str s)
{
    while (s.len > 0 && (unsigned char)s.ptr[0] <= ' ')
        s = str_from(s, 1);
    while (s.len > 0 && (unsigned char)s.ptr[s.len - 1] <= ' ')
        s.len--;
    return url_without_breaks(a, s);
}

size_t url_scheme_length(Str s)
{
    size_t i = 0;

    if (s.len == 0 || !ascii_letter(s.ptr[0]))
        return 0;
    while (i < s.len && (ascii_letter(s.ptr[i]) || (s.ptr[i] >= '0' && s.ptr[i] <= '9') ||
                         s.ptr[i] == '+' || s.ptr[i] == '-' || s.ptr[i] == '.'))
        i++;
    return i < s.len && s.ptr[i] == ':' ? i : 0;
}

static bool parse_with_scheme(Parser *p, Str rest)
{
    if (is_file(p))
        return file(p, rest);
    if (p->special) {
        if (p->base != NULL && str_eq(p->base->scheme, p->u->scheme) &&
            !(rest.len >= 2 && rest.ptr[0] == '/' && rest.ptr[1] == '/'))
            return relative(p, rest);
        return authority(p, skip_slashes(rest));
    }
    if (str_starts(rest, STR("//")))
        return authority(p, str_from(rest, 2));
    if (str_starts(rest, STR("/"))) {
        path_start(p, rest);
        return true;
    }
    p->u->opaque_path = true;
    p->u->path =
        url_percent_encode(p->arena, str_sub(rest, 0, path_end(rest)), URL_SET_C0);
    set_query_and_fragment(p, str_from(rest, path_end(rest)));
    return true;
}

static bool parse_without_scheme(Parser *p, Str rest)
{
    if (p->base == NULL)
        return false;
    p->u->scheme = p->base->scheme;
    p->special = url_is_special(p->u->scheme);
    if (p->base->opaque_path) {
        if (rest.len == 0 || rest.ptr[0] != '#')
            return false;
        *p->u = *p->base;
        p->u->fragment = (Str){ NULL, 0 };
        set_query_and_fragment(p, rest);
        return true;
    }
    return is_file(p) ? file(p, rest) : relative(p, rest);
}

void url_join_path(Parser *p)
{
    size_t n = 1;
    char *out;

    if (p->u->opaque_path)
        return;
    VEC_EACH (Str, s, p->path)
        n += s->len + 1;
    out = arena_bytes(p->arena, n);
    n = 0;
    VEC_EACH (Str, s, p->path) {
        out[n++] = '/';
        memcpy(out + n, s->ptr, s->len);
        n += s->len;
    }
    out[n] = '\0';
    p->u->path = str_n(out, n);
}

bool url_parse(Arena *a, Str input, const Url *base, Url *out)
{
    Parser p = { .arena = a, .u = out, .base = base };
    Str s = clean(a, input);
    size_t n = url_scheme_length(s);
    bool ok;

    *out = (Url){ .port = -1, .username = STR(""), .password = STR(""), .path = STR("") };
    if (n > 0) {
        char *scheme = arena_memdupz(a, s.ptr, n);

        for (size_t i = 0; i < n; i++) {
            if (scheme[i] >= 'A' && scheme[i] <= 'Z')
                scheme[i] = (char)(scheme[i] + 32);
        }
        out->scheme = str_n(scheme, n);
        p.special = url_is_special(out->scheme);
        ok = parse_with_scheme(&p, str_from(s, n + 1));
    } else {
        ok = parse_without_scheme(&p, s);
    }
    if (ok)
        url_join_path(&p);
    return ok;
}

/* ---- Writing ---- */

int url_port(const Url *u)
{
    return u->port < 0 ? url_default_port(u->scheme) : u->port;
}

Str url_host(Arena *a, const Url *u)
{
    if (u->host.ptr == NULL)
        return STR("");
    return u->port < 0 ? u->host
                       : arena_strf(a, STR_FMT ":%d", STR_ARG(u->host), u->port);
}

Str url_search(Arena *a, const Url *u)
{
    return u->query.len > 0 ? arena_strf(a, "?" STR_FMT, STR_ARG(u->query)) : STR("");
}

Str url_hash(Arena *a, const Url *u)
{
    return u->fragment.len > 0 ? arena_strf(a, "#" STR_FMT, STR_ARG(u->fragment))
                               : STR("");
}

Str url_origin(Arena *a, const Url *u)
{
    Str host = url_host(a, u);
    Url inner;

    /* A blob's is that of the URL it is made of. */
    if (str_is(u->scheme, "blob") && url_parse(a, u->path, NULL, &inner) &&
        (str_is(inner.scheme, "http") || str_is(inner.scheme, "https")))
        return url_origin(a, &inner);
    if (!url_is_special(u->scheme) || str_is(u->scheme, "file"))
        return STR("null");
    return arena_strf(a, STR_FMT "://" STR_FMT, STR_ARG(u->scheme), STR_ARG(host));
}

Str url_href(Arena *a, const Url *u)
{
    Str host = url_host(a, u), credentials = STR(""), before = STR("");

    if (u->username.len > 0 || u->password.len > 0)
        credentials = arena_strf(a, STR_FMT "%s" STR_FMT "@", STR_ARG(u->username),
                                 u->password.len > 0 ? ":" : "", STR_ARG(u->password));
    /* A path that begins like an authority must not be read as one. */
    if (u->host.ptr == NULL && !u->opaque_path && str_starts(u->path, STR("//")))
        before = STR("/.");
    return arena_strf(a,
                      STR_FMT ":%s" STR_FMT STR_FMT STR_FMT STR_FMT "%s" STR_FMT
                              "%s" STR_FMT,
                      STR_ARG(u->scheme), u->host.ptr ? "//" : "", STR_ARG(credentials),
                      STR_ARG(host), STR_ARG(before), STR_ARG(u->path),
                      u->query.ptr ? "?" : "", (int)u->query.len,
                      u->query.ptr ? u->query.ptr : "", u->fragment.ptr ? "#" : "",
                      (int)u->fragment.len, u->fragment.ptr ? u->fragment.ptr : "");
}
