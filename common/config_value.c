/* config_value.c: what a text means for a setting of certain types, and whether it may
 * mean that. Two steps as in npm: a field is read (files, environment), then every
 * value is brought to one of its setting's types or dropped with a warning. */
#include <arpa/inet.h>
#include <ctype.h>
#include <ifaddrs.h>
#include <math.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/config_private.h"
#include "common/envsubst.h"
#include "common/json_write.h"
#include "common/path.h"
#include "common/semver.h"
#include "common/url.h"

/* As JavaScript's Number(text): false where that is NaN. */
static bool to_number(Str s, double *out)
{
    char text[64], *end;

    s = str_trim(s);
    if (s.len == 0) {
        *out = 0;
        return true;
    }
    if (s.len >= sizeof text)
        return false;
    memcpy(text, s.ptr, s.len);
    text[s.len] = '\0';
    if (str_is(s, "Infinity") || str_is(s, "+Infinity")) {
        *out = INFINITY;
        return true;
    }
    for (const char *p = text; *p != '\0'; p++) {
        if (!isxdigit((unsigned char)*p) && strchr("+-.xXoO", *p) == NULL)
            return false;
    }
    if (text[0] == '0' && (text[1] == 'o' || text[1] == 'O'))
        *out = (double)strtoull(text + 2, &end, 8);
    else
        *out = strtod(text, &end);
    return *end == '\0';
}

/* "022" is octal, "18" decimal. */
static bool to_umask(Str s, double *out)
{
    size_t at = 0;
    unsigned value = 0, base = 10;

    if (s.len > 1 && s.ptr[0] == '0') {
        base = 8;
        at = s.ptr[1] == 'o' ? 2 : 1;
    }
    if (at >= s.len || s.len > 8 || (base == 10 && s.ptr[0] == '0'))
        return false;
    for (; at < s.len; at++) {
        unsigned digit = (unsigned)s.ptr[at] - '0';

        if (digit >= base)
            return false;
        value = value * base + digit;
    }
    *out = value;
    return true;
}

static Str resolve_home(Config *c, Str s)
{
    if (str_starts(s, STR("~/")))
        return path_resolve(&c->arena, c->home, str_from(s, 2));
    return path_resolve(&c->arena, c->in->cwd, s);
}

/* ---- Fields of files and of the environment ---- */

static const char *lookup(void *ctx, Str name)
{
    return config_getenv(ctx, name);
}

Str config_expand(Config *c, Str s)
{
    Buf b = { 0 };

    env_subst(s, lookup, c, &b);
    return buf_to_arena(&b, &c->arena);
}

static cJSON *parse_list(Config *c, Str text, Str key);

static cJSON *parse_text(Config *c, Str text, Str key, unsigned types, bool element)
{
    Arena *a = &c->arena;
    bool is_text = (types & (CT_STRING | CT_PATH)) != 0;
    double n;

    text = str_trim(text);
    if ((types & CT_ARRAY) && !element)
        return parse_list(c, text, key);
    if ((types & CT_BOOL) && !is_text && text.len == 0)
        return json_new_bool(a, true);
    if (!is_text && !(types & CT_NUMBER)) {
        if (str_is(text, "true") || str_is(text, "false"))
            return json_new_bool(a, text.ptr[0] == 't');
        if (str_is(text, "null"))
            return json_new_null(a);
        if (str_is(text, "undefined"))
            return NULL;
    }
    text = config_expand(c, text);
    if (types & CT_PATH)
        text = resolve_home(c, text);
    if ((types & CT_UMASK) && to_umask(text, &n))
        return json_new_num(a, n);
    if ((types & CT_NUMBER) && to_number(text, &n))
        return json_new_num(a, n);
    return json_new_str(a, text);
}

/* Lists stand in the environment with an empty line between their elements. */
static cJSON *parse_list(Config *c, Str text, Str key)
{
    const ConfigDef *d = config_def(key);
    cJSON *list = json_new_arr(&c->arena);

    for (;;) {
        ptrdiff_t at = str_find(text, STR("\n\n"));
        Str one = at < 0 ? text : str_sub(text, 0, (size_t)at);
        cJSON *value = parse_text(c, one, key, d->types, true);

        if (value != NULL)
            json_push(list, value);
        if (at < 0)
            return list;
        text = str_from(text, (size_t)at + 2);
    }
}

cJSON *config_parse_field(Config *c, const cJSON *value, Str key)
{
    const ConfigDef *d = config_def(key);
    unsigned types = d ? d->types : 0;

    if (json_is_str(value))
        return parse_text(c, json_str(value), key, types, false);
    if (json_is_arr(value) && (types & CT_ARRAY)) {
        cJSON *list = json_new_arr(&c->arena);

        JSON_EACH (e, value) {
            cJSON *one = json_is_str(e) ? parse_text(c, json_str(e), key, types, true)
                                        : json_dup(&c->arena, e);

            if (one != NULL)
                json_push(list, one);
        }
        return list;
    }
    return json_dup(&c->arena, value);
}

/* ---- Types ---- */

/* JavaScript's String(value). */
static Str text_of(Config *c, const cJSON *v)
{
    return json_is_str(v) ? json_str(v) : json_text(&c->arena, v);
}

/* A text becomes what else it can be, before it is looked at. */
static const cJSON *convert(Config *c, const ConfigDef *d, const cJSON *v)
{
    Arena *a = &c->arena;
    Str s;
    double n;

    if (json_is_str(v)) {
        s = str_trim(json_str(v));
        if (str_is(s, "null") && (d->types & CT_NULL))
            return json_new_null(a);
        if (str_is(s, "true") && (d->types & CT_BOOL))
            return json_new_bool(a, true);
        if (str_is(s, "false") && (d->types & (CT_BOOL | CT_FALSE)))
            v = json_new_bool(a, false);
        else if ((d->types & CT_NUMBER) && to_number(s, &n))
            return json_new_num(a, n);
        else if (s.len != json_str(v).len)
            v = json_new_str(a, s);
    }
    /* --no-blah means nothing where nothing is allowed. */
    if (json_is_false(v) && (d->types & CT_NULL) && !(d->types & (CT_BOOL | CT_FALSE)))
        return json_new_null(a);
    return v;
}

/* "localhost:8080", as Node's old url.parse has it: a scheme that isn't the web's, and a
 * host behind it. npm lets it pass, and fails when it is used. Had it no meaning, the
 * default would be asked instead: the public registry for a mistyped private one. */
static bool has_scheme_and_host(Str s)
{
    Str scheme, rest;

    if (!str_cut(s, ':', &scheme, &rest) || scheme.len == 0 || rest.len == 0 ||
        url_is_special(scheme) || memchr("/?#", rest.ptr[0], 3) != NULL)
        return false;
    for (size_t i = 0; i < scheme.len; i++) {
        if (!isalnum((unsigned char)scheme.ptr[i]) &&
            memchr("+-.", scheme.ptr[i], 3) == NULL)
            return false;
    }
    return true;
}

static const cJSON *as_url(Config *c, Str s)
{
    Url u;

    if (has_scheme_and_host(s))
        return json_new_str(&c->arena, s);
    if (!str_has(s, STR("://")) || !url_parse(&c->arena, s, NULL, &u) || u.host.len == 0)
        return NULL;
    return json_new_str(&c->arena, url_href(&c->arena, &u));
}

static const cJSON *as_path(Config *c, const cJSON *v)
{
    if (!json_is_str(v))
        return NULL;
    return json_new_str(&c->arena, resolve_home(c, json_str(v)));
}

/* A date as JavaScript reads it is for its users to say; here it must look like one. */
static bool looks_like_date(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (isdigit((unsigned char)s.ptr[i]))
            return true;
    }
    return false;
}

static const cJSON *as_semver(Config *c, Str s)
{
    Semver v;

    if (!semver_parse(&c->arena, s, 0, &v))
        return NULL;
    return json_new_str(&c->arena, semver_text(&c->arena, &v));
}

static const cJSON *as_number(Config *c, const cJSON *v)
{
    double n;

    if (json_is_num(v))
        return v;
    if (json_is_str(v) && to_number(json_str(v), &n))
        return json_new_num(&c->arena, n);
    if (json_is_bool(v))
        return json_new_num(&c->arena, json_is_true(v));
    return NULL;
}

static const cJSON *as_umask(Config *c, const cJSON *v)
{
    double n;

    if (json_is_num(v))
        return v->valuedouble >= 0 && v->valuedouble <= 511 ? v : NULL;
    return json_is_str(v) && to_umask(json_str(v), &n) ? json_new_num(&c->arena, n)
                                                       : NULL;
}

static const cJSON *as_bool(Config *c, const cJSON *v)
{
    double n;
    bool yes = json_truthy(v);

    if (json_is_str(v)) {
        Str s = json_str(v);

        yes = to_number(s, &n) ? n != 0 : !str_is(s, "null") && !str_is(s, "false");
    }
    return json_new_bool(&c->arena, yes);
}

/* ---- Addresses of the machine ---- */

static bool is_usable(const struct ifaddrs *i)
{
    return i->ifa_addr != NULL && (i->ifa_flags & IFF_UP) &&
           (i->ifa_flags & IFF_RUNNING) &&
           (i->ifa_addr->sa_family == AF_INET || i->ifa_addr->sa_family == AF_INET6);
}

static void put_address(const struct sockaddr *at, Buf *out)
{
    char text[INET6_ADDRSTRLEN];
    const void *bytes = at->sa_family == AF_INET
                            ? (const void *)&((const struct sockaddr_in *)at)->sin_addr
                            : (const void *)&((const struct sockaddr_in6 *)at)->sin6_addr;

    if (inet_ntop(at->sa_family, bytes, text, sizeof text) != NULL)
        buf_printf(out, "%s%s", out->len > 0 ? " " : "", text);
}

/* Interface by interface, as os.networkInterfaces() has them, with spaces between. */
static const char *own_addresses(Arena *a)
{
    struct ifaddrs *list = NULL;
    Map seen = { 0 };
    Buf b = { 0 };

    if (getifaddrs(&list) != 0)
        return "";
    for (struct ifaddrs *i = list; i != NULL; i = i->ifa_next) {
        if (!is_usable(i) || map_has(&seen, str_of(i->ifa_name)))
            continue;
        map_set(&seen, str_of(i->ifa_name), i);
        for (struct ifaddrs *k = i; k != NULL; k = k->ifa_next) {
            if (is_usable(k) && strcmp(k->ifa_name, i->ifa_name) == 0)
                put_address(k->ifa_addr, &b);
        }
    }
    map_release(&seen);
    freeifaddrs(list);
    return buf_to_arena(&b, a).ptr;
}

static bool is_own_address(const ConfigDef *d)
{
    return strcmp(d->name, "local-address") == 0;
}

static const char *words_of(Config *c, const ConfigDef *d)
{
    return is_own_address(d) ? own_addresses(&c->arena) : d->words;
}

/* ---- Types ---- */

static const cJSON *as_type(Config *c, const ConfigDef *d, const cJSON *v)
{
    const cJSON *out = NULL;

    if (is_own_address(d) && !json_is_null(v))
        return json_is_str(v) && config_word_in(words_of(c, d), json_str(v)) ? v : NULL;
    if (json_is_null(v) && (d->types & CT_NULL))
        return v;
    if (json_is_false(v) && (d->types & CT_FALSE))
        return v;
    if (json_is_str(v) && json_str(v).len == 0 && (d->types & CT_EMPTY))
        return v;
    if (d->words[0] != '\0' && (json_is_str(v) || json_is_num(v)) &&
        config_word_in(d->words, text_of(c, v)))
        return v;
    if (d->types & CT_NUMBER)
        out = as_number(c, v);
    if (out == NULL && (d->types & CT_DATE) && json_is_str(v) &&
        looks_like_date(json_str(v)))
        out = v;
    if (out == NULL && (d->types & CT_PATH))
        out = as_path(c, v);
    if (out == NULL && (d->types & CT_URL) && json_is_str(v))
        out = as_url(c, json_str(v));
    if (out == NULL && (d->types & CT_SEMVER) && json_is_str(v))
        out = as_semver(c, json_str(v));
    if (out == NULL && (d->types & CT_UMASK))
        out = as_umask(c, v);
    if (out == NULL && (d->types & CT_BOOL) &&
        (json_is_bool(v) || !(d->types & CT_STRING)))
        out = as_bool(c, v);
    if (out == NULL && (d->types & CT_STRING))
        out = json_new_str(&c->arena, text_of(c, v));
    return out;
}

/* ---- Warnings ---- */

static void describe(Config *c, const ConfigDef *d, Buf *b)
{
    static const struct {
        unsigned type;
        const char *text;
    } names[] = {
        { CT_URL, "full url with \"http://\"" },
        { CT_PATH, "valid filesystem path" },
        { CT_NUMBER, "numeric value" },
        { CT_BOOL, "boolean value (true or false)" },
        { CT_DATE, "valid Date string" },
        { CT_SEMVER, "full valid SemVer string" },
        { CT_UMASK, "octal number in range 0o000..0o777 (0..511)" },
    };
    const char *words = words_of(c, d);
    Str rest = str_of(words), word;
    bool one_only = (d->types & (CT_URL | CT_PATH)) != 0;
    unsigned n = 0;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        n += (d->types & names[i].type) != 0;
    while (rest.len > 0 && str_next(&rest, ' ', &word))
        n++;
    n += (d->types & CT_NULL) != 0;
    if (one_only)
        n = 1;
    buf_printf(b, "Must be%s%s",
               n > 1                 ? " one"
               : d->types & CT_ARRAY ? " one or more"
                                     : "",
               n > 1 ? d->types & CT_ARRAY ? " or more of:" : " of:" : "");
    n = 0;
    if ((d->types & CT_NULL) && !one_only)
        buf_printf(b, "%snull", n++ ? ", " : " ");
    rest = str_of(words);
    while (rest.len > 0 && str_next(&rest, ' ', &word))
        buf_printf(b, "%s" STR_FMT, n++ ? ", " : " ", STR_ARG(word));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if ((d->types & names[i].type) && !(one_only && n > 0))
            buf_printf(b, "%s%s", n++ ? ", " : " ", names[i].text);
    }
}

static void warn_invalid(Config *c, const ConfigDef *d, const cJSON *v,
                         const char *source)
{
    Str text = json_text(&c->arena, v);
    Buf b = { 0 };

    /* Credentials have no types that could be wrong: nothing secret gets here. */
    config_warn(c, "invalid config %s=" STR_FMT " set in %s", d->name, STR_ARG(text),
                source);
    describe(c, d, &b);
    config_warn(c, "invalid config %s", buf_cstr(&b));
    buf_release(&b);
}

const cJSON *config_clean(Config *c, Str key, const cJSON *value, const char *source)
{
    const ConfigDef *d = config_def(key);
    const cJSON *one;
    cJSON *list;

    if (d == NULL)
        return json_dup(&c->arena, value);
    if (!json_is_arr(value)) {
        one = as_type(c, d, convert(c, d, value));
        if (one == NULL)
            warn_invalid(c, d, value, source);
        return one;
    }
    list = json_new_arr(&c->arena);
    JSON_EACH (e, value) {
        one = as_type(c, d, convert(c, d, e));
        if (one == NULL)
            warn_invalid(c, d, e, source);
        else
            json_push(list, json_dup(&c->arena, one));
    }
    return list->child == NULL && !(d->types & CT_ARRAY) ? NULL : list;
}

bool config_is_protected(Str key)
{
    /* With and without _ before them. */
    static const char *const names[] = { "auth",    "authToken", "certfile", "email",
                                         "keyfile", "password",  "username" };
    ptrdiff_t colon = str_rindex(key, ':');
    Str last = colon < 0 ? key : str_from(key, (size_t)colon + 1);
    bool of_registry = str_starts(key, STR("//"));

    if (str_starts(key, STR("_")) || (of_registry && str_has(key, STR(":_"))))
        return true;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (str_is(last, names[i]) && (of_registry || colon < 0))
            return true;
    }
    return false;
}
