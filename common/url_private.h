/* url_private.h: what url.c (whole URLs), url_set.c (assignments to one part) and
 * url_host.c share.
 */
#ifndef COMMON_URL_PRIVATE_H
#define COMMON_URL_PRIVATE_H

#include "common/url.h"
#include "common/vec.h"

typedef VEC(Str) UrlSegments;

typedef struct {
    Arena *arena;
    Url *u;
    const Url *base;
    UrlSegments path;
    bool special;
} UrlParser;

/* -1 where the scheme has none. */
int url_default_port(Str scheme);
/* Length of the scheme in front of a colon, 0 where there is none. */
size_t url_scheme_length(Str s);
/* Where an authority ends: at a slash, ? or #. */
size_t url_authority_length(Str s, bool special);
/* The colon before the port, outside of brackets; -1: none. */
ptrdiff_t url_port_colon(Str s);
/* Without tabs and line ends. */
Str url_without_breaks(Arena *a, Str s);
/* Path segments out of text (? and # included), the first without its slash. */
void url_add_segments(UrlParser *p, Str text);
/* A domain outside ASCII as its host (Punycode). False: not valid, or no ICU here. */
bool url_domain_to_ascii(Arena *a, Str domain, Str *out);
/* u->path from the segments, unless it is opaque. */
void url_join_path(UrlParser *p);

#endif
