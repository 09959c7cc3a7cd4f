/* auth.h: which credentials a URL gets.
 *
 * Settings tie credentials to a place: `//host:port/path/:_authToken=…` counts for
 * every URL of that host and port whose path begins with that path; the longest path
 * wins, and of one place token, then _auth, then username and _password. A URL that
 * has none of its own gets its registry's, if that is on the same host and port.
 * (npm: npm-registry-fetch, getAuth.) Nobody else gets any.
 */
#ifndef REGISTRY_CLIENT_AUTH_H
#define REGISTRY_CLIENT_AUTH_H

#include "common/arena.h"
#include "registry-client/options.h"

typedef struct {
    Str header;            /* value of Authorization; "" for none. Secret: never print */
    Str certfile, keyfile; /* the client's certificate for this place, or "" */
    Str place;             /* "//host/path/": where they come from; "" if nowhere */
    Str scoped_place;      /* the scope's registry has credentials, but elsewhere than the
                              URL: a 4xx then deserves a warning; "" otherwise */
} RegistryAuth;

/* For a request to `url` on behalf of `registry` (the package's: scope's or default).
 * Texts live in the arena or in the options. A URL that can't be parsed gets none. */
RegistryAuth registry_auth(Arena *a, const RegistryOptions *o, Str url, Str registry);

/* The user's name in the credentials of auth's place; "" where they are a token. */
Str registry_user(Arena *a, const RegistryOptions *o, const RegistryAuth *auth);

/* The registry of a package name: its scope's, or that of the `scope` setting, or the
 * default. Borrowed from the options. */
Str registry_for(const RegistryOptions *o, Str name);

/* "scheme://host:port" of both is the same. False if either is no URL. */
bool registry_same_origin(Str a, Str b);

/* Text of a setting like "//host/:_authToken"; "" if it isn't set. */
Str registry_key(const RegistryOptions *o, Str place, const char *what);

#endif
