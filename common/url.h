/* url.h: URLs as the WHATWG standard parses and writes them ("URL Living Standard").
 *
 *     Url u;
 *     if (url_parse(&a, STR("HTTP://x.org:80/a/../b?c"), NULL, &u))
 *         url_href(&a, &u)          "http://x.org/b?c"
 *
 * All parts live in the arena or are static. Hosts outside ASCII go through ICU
 * (url_domain.c), which is opened when the first one is met.
 */
#ifndef COMMON_URL_H
#define COMMON_URL_H

#include "common/arena.h"
#include "common/str.h"
#include "common/vec.h"

typedef struct {
    Str scheme; /* without the colon */
    Str username, password;
    Str host; /* ptr NULL: none at all (not the same as empty) */
    int port; /* -1: none, or the scheme's own */
    bool opaque_path;
    Str path;     /* serialised: "/a/b", or the opaque text */
    Str query;    /* without ?; ptr NULL: none */
    Str fragment; /* without #; ptr NULL: none */
} Url;

/* False where the standard says failure. base may be NULL. */
bool url_parse(Arena *a, Str input, const Url *base, Url *out);
bool url_is_special(Str scheme);
/* http or https? */
bool url_is_http(const Url *u);
Str url_href(Arena *a, const Url *u);
/* The port, also where the scheme says it; -1: none. */
int url_port(const Url *u);
/* host with its port, if that is said; "" without a host. */
Str url_host(Arena *a, const Url *u);
/* "?query", "#fragment"; "" where empty. */
Str url_search(Arena *a, const Url *u);
Str url_hash(Arena *a, const Url *u);
/* "https://host:port"; "null" where the scheme has no tuple origin. */
Str url_origin(Arena *a, const Url *u);

typedef enum {
    URL_PROTOCOL,
    URL_USERNAME,
    URL_PASSWORD,
    URL_HOST,
    URL_HOSTNAME,
    URL_PORT,
    URL_PATHNAME,
    URL_SEARCH,
    URL_HASH,
} UrlPart;

/* Assigns to that attribute of the URL API: `value` replaces it in *u, or *u stays as it
 * was where the standard ignores such a value. */
void url_set(Arena *a, Url *u, UrlPart part, Str value);

/* "a=1&b=%20+" as name and value in turn (application/x-www-form-urlencoded); every
 * second entry is a value. The texts live in the arena. */
typedef VEC(Str) UrlPairs;
void url_form_parse(Arena *a, Str text, UrlPairs *out);
/* The other way: "a=1&b=++". */
Str url_form_write(Arena *a, const UrlPairs *pairs);

/* ---- Pieces, for setters and for URLSearchParams ---- */

typedef enum {
    URL_SET_C0,
    URL_SET_FRAGMENT,
    URL_SET_QUERY,
    URL_SET_SPECIAL_QUERY,
    URL_SET_PATH,
    URL_SET_USERINFO,
    URL_SET_COMPONENT,
} UrlSet;

Str url_percent_encode(Arena *a, Str s, UrlSet set);
Str url_percent_decode(Arena *a, Str s);
/* A host of a special (or opaque) URL; false where it is none. */
bool url_parse_host(Arena *a, Str input, bool special, Str *out);
/* "xn--…" labels as they are read; as it is where they can't be. */
Str url_domain_to_unicode(Arena *a, Str domain);

#endif
