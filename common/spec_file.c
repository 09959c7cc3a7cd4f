/* spec_file.c: file: specs: npm reads them as URLs, with its own corrections before. */
#include "common/spec_file.h"

#include <stdlib.h>

#include "common/buf.h"
#include "common/jstext.h"
#include "common/path.h"
#include "common/url.h"

/* The path as the text of a file: URL. */
static Str to_file_url(Arena *a, Str s)
{
    Buf b = { 0 };
    Str out;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (c != '\0' && strchr("\t\n\r \"#%?[\\]^|~", c) == NULL)
            buf_putc(&b, c);
        else
            buf_printf(&b, "%%%02X", (unsigned char)c);
    }
    out = buf_to_arena(&b, a);
    return str_starts(out, STR("file:")) ? out
                                         : arena_strf(a, "file:" STR_FMT, STR_ARG(out));
}

/* Slashes at the front of s, at most max. */
static size_t leading_slashes(Str s, size_t max)
{
    size_t n = 0;

    while (n < max && n < s.len && s.ptr[n] == '/')
        n++;
    return n;
}

/* . or .. alone or before a slash. */
static bool begins_with_dots(Str s)
{
    return str_is(s, ".") || str_is(s, "..") || str_starts(s, STR("./")) ||
           str_starts(s, STR("../"));
}

/* npm's leniency: file://path means file:/path, file:/../path means file:../path. */
static Str mend_file_url(Arena *a, Str url)
{
    Str rest;

    if (!str_starts(url, STR("file:/")))
        return url;
    if (str_starts(url, STR("file://")) && url.len > 7 && url.ptr[7] != '/')
        url = arena_strf(a, "file:/" STR_FMT, STR_ARG(str_from(url, 5)));
    rest = str_from(url, 5);
    for (size_t n = leading_slashes(rest, 3); n > 0; n--) {
        if (begins_with_dots(str_from(rest, n))) {
            size_t drop = leading_slashes(rest, 3);

            return arena_strf(a, "file:" STR_FMT, STR_ARG(str_from(rest, drop)));
        }
    }
    return url;
}

static Str home(void)
{
    const char *h = getenv("HOME");

    return str_of(h && h[0] ? h : "/");
}

int spec_from_file(Arena *a, Str where, Spec *s, Err *err)
{
    Str raw = mend_file_url(a, to_file_url(a, s->raw_spec));
    Str base_text, path, resolved;
    Url base, u, alone;
    Str absolute = path_resolve(a, STR("/"), where);

    s->type = spec_is_tarball_name(s->raw_spec) ? SPEC_FILE : SPEC_DIRECTORY;
    s->where = where;
    base_text = arena_strf(a, STR_FMT "/", STR_ARG(to_file_url(a, absolute)));
    if (!url_parse(a, base_text, NULL, &base) || !url_parse(a, raw, &base, &u) ||
        !url_parse(a, raw, NULL, &alone) ||
        !js_decode_uri_component(a, alone.path, &path) ||
        !js_decode_uri_component(a, u.path, &resolved))
        return err_set(err, ERR_EUSAGE, "Invalid file: URL, must comply with RFC 8089");
    if (str_is(path, "/~") || str_starts(path, STR("/~/"))) {
        s->save_spec = arena_strf(a, "file:" STR_FMT, STR_ARG(str_from(path, 1)));
        resolved = path_resolve(a, home(), str_from(path, 3));
    } else if (!path_is_absolute(str_from(raw, 5))) {
        s->save_spec =
            arena_strf(a, "file:" STR_FMT, STR_ARG(path_relative(a, absolute, resolved)));
    } else {
        s->save_spec =
            arena_strf(a, "file:" STR_FMT, STR_ARG(path_resolve(a, STR("/"), resolved)));
    }
    s->fetch_spec = path_resolve(a, absolute, resolved);
    s->save_spec = spec_with_slashes(a, s->save_spec);
    if (str_starts(s->save_spec, STR("file://")))
        s->save_spec =
            arena_strf(a, "file:/" STR_FMT, STR_ARG(str_from(s->save_spec, 7)));
    return 0;
}
