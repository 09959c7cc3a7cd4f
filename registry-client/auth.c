/* auth.c: credentials by place. */
#include "registry-client/auth.h"

#include "common/base64.h"
#include "common/url.h"

Str registry_key(const RegistryOptions *o, Str place, const char *what)
{
    size_t len = strlen(what);

    /* The last one wins, as the last line of an .npmrc does. */
    for (size_t i = o->n_keys; i > 0; i--) {
        Str key = o->keys[i - 1].key;

        if (key.len == place.len + 1 + len && key.ptr[place.len] == ':' &&
            str_starts(key, place) && memcmp(key.ptr + place.len + 1, what, len) == 0)
            return o->keys[i - 1].value;
    }
    return STR("");
}

Str registry_for(const RegistryOptions *o, Str name)
{
    Str scope, rest, found = STR("");

    if (str_starts(name, STR("@")) && str_cut(name, '/', &scope, &rest))
        found = registry_key(o, scope, "registry");
    if (found.len == 0 && o->scope.len > 0)
        found = registry_key(o, o->scope, "registry");
    return found.len > 0 ? found : o->registry;
}

static bool has_auth(const RegistryOptions *o, Str place)
{
    return registry_key(o, place, "_authToken").len > 0 ||
           registry_key(o, place, "_auth").len > 0 ||
           (registry_key(o, place, "username").len > 0 &&
            registry_key(o, place, "_password").len > 0) ||
           (registry_key(o, place, "certfile").len > 0 &&
            registry_key(o, place, "keyfile").len > 0);
}

/* "//host:port/path", and then shorter by a slash or by what follows it. */
static bool find_place(Arena *a, const RegistryOptions *o, const Url *u, Str *place)
{
    Str at =
        arena_strf(a, "//" STR_FMT STR_FMT, STR_ARG(url_host(a, u)), STR_ARG(u->path));

    while (at.len > 2) {
        if (has_auth(o, at)) {
            *place = at;
            return true;
        }
        if (at.ptr[at.len - 1] == '/')
            at.len--;
        else
            at.len = (size_t)(str_rindex(at, '/') + 1);
    }
    return false;
}

static Str basic(Arena *a, Str text)
{
    return arena_strf(a, "Basic " STR_FMT, STR_ARG(text));
}

static Str user_and_password(Arena *a, Str user, Str password64)
{
    Buf text = { 0 };
    Str out;

    buf_str(&text, user);
    buf_putc(&text, ':');
    base64_decode(password64, &text);
    out = basic(a, base64_text(a, buf_view(&text)));
    buf_release(&text);
    return out;
}

/* No header can hold a line end: a credential with one is none. */
static Str only_if_one_line(Str header)
{
    for (size_t i = 0; i < header.len; i++) {
        if ((unsigned char)header.ptr[i] < 0x20 || header.ptr[i] == 0x7F)
            return STR("");
    }
    return header;
}

static void fill(Arena *a, const RegistryOptions *o, Str place, RegistryAuth *out)
{
    Str token = registry_key(o, place, "_authToken"),
        auth = registry_key(o, place, "_auth");
    Str user = registry_key(o, place, "username");
    Str password = registry_key(o, place, "_password");

    out->place = place;
    if (token.len > 0)
        out->header = arena_strf(a, "Bearer " STR_FMT, STR_ARG(token));
    else if (auth.len > 0)
        out->header = basic(a, auth);
    else if (user.len > 0 && password.len > 0)
        out->header = user_and_password(a, user, password);
    out->header = only_if_one_line(out->header);
    out->certfile = registry_key(o, place, "certfile");
    out->keyfile = registry_key(o, place, "keyfile");
    if (out->certfile.len == 0 || out->keyfile.len == 0)
        out->certfile = out->keyfile = STR("");
}

/* Settings of places begin with two slashes: without any, no URL needs to be taken apart
 * for each of a thousand requests. */
static bool knows_places(const RegistryOptions *o)
{
    for (size_t i = 0; i < o->n_keys; i++) {
        if (str_starts(o->keys[i].key, STR("//")))
            return true;
    }
    return false;
}

RegistryAuth registry_auth(Arena *a, const RegistryOptions *o, Str url, Str registry)
{
    RegistryAuth out = { STR(""), STR(""), STR(""), STR(""), STR("") };
    Url u, r;
    Str place;
    bool has_registry;

    if (!knows_places(o))
        return out;
    has_registry = url_parse(a, registry, NULL, &r) && url_is_http(&r);
    if (!url_parse(a, url, NULL, &u) || !url_is_http(&u))
        return out;
    if (find_place(a, o, &u, &place)) {
        fill(a, o, place, &out);
    } else if (has_registry && str_eq(url_host(a, &u), url_host(a, &r))) {
        if (find_place(a, o, &r, &place))
            fill(a, o, place, &out);
    } else if (has_registry && !str_eq(registry, o->registry) &&
               find_place(a, o, &r, &place)) {
        out.scoped_place = place;
    }
    return out;
}

Str registry_user(Arena *a, const RegistryOptions *o, const RegistryAuth *auth)
{
    Str user = registry_key(o, auth->place, "username"), rest;

    if (auth->place.len == 0 || registry_key(o, auth->place, "_authToken").len > 0)
        return STR("");
    if (user.len > 0 && registry_key(o, auth->place, "_password").len > 0)
        return user;
    str_cut(base64_bytes(a, registry_key(o, auth->place, "_auth")), ':', &user, &rest);
    return user;
}

bool registry_same_origin(Str x, Str y)
{
    Arena scratch = { 0 };
    Url a, b;
    bool same = url_parse(&scratch, x, NULL, &a) && url_parse(&scratch, y, NULL, &b) &&
                str_eq(url_origin(&scratch, &a), url_origin(&scratch, &b)) &&
                !str_is(url_origin(&scratch, &a), "null");

    arena_release(&scratch);
    return same;
}
