/* nerf.c: the key of a URL in .npmrc. */
#include "common/nerf.h"

#include "common/url.h"

static int no_url(Str url, Err *err)
{
    return err_set(err, ERR_EINVALIDCONFIG, "'" STR_FMT "' is no URL", STR_ARG(url));
}

int nerf_dart(Arena *a, Str url, Str *out, Err *err)
{
    Url u, bare, folder;
    Str host;

    if (!url_parse(a, url, NULL, &u))
        return no_url(url, err);
    /* Without user, query and hash, and with two slashes whatever the scheme: that is
     * what npm builds and parses again. */
    host = url_host(a, &u);
    if (!url_parse(a,
                   arena_strf(a, STR_FMT "://" STR_FMT STR_FMT, STR_ARG(u.scheme),
                              STR_ARG(host), STR_ARG(u.path)),
                   NULL, &bare) ||
        !url_parse(a, STR("."), &bare, &folder))
        return no_url(url, err);
    host = url_host(a, &folder);
    *out = arena_strf(a, "//" STR_FMT STR_FMT, STR_ARG(host), STR_ARG(folder.path));
    return 0;
}
