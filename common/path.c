/* path.c: paths as text. */
#include "common/path.h"

/* Appends the pieces of p to out[0..n), dropping "." and resolving "..". Returns the new
 * length. `above`: ".." may lead above the beginning. */
static size_t add_pieces(char *out, size_t n, size_t root, Str p, bool above)
{
    Str rest = p, piece;

    while (str_next(&rest, '/', &piece)) {
        if (piece.len == 0 || str_is(piece, "."))
            continue;
        if (str_is(piece, "..")) {
            size_t at = n;

            while (at > root && out[at - 1] != '/')
                at--;
            if (n > root && !(n - at == 2 && out[at] == '.' && out[at + 1] == '.')) {
                n = at > root ? at - 1 : root;
                continue;
            }
            if (!above)
                continue;
        }
        if (n > root)
            out[n++] = '/';
        memcpy(out + n, piece.ptr, piece.len);
        n += piece.len;
    }
    return n;
}

Str path_normalize(Arena *a, Str p)
{
    bool absolute = path_is_absolute(p), slash = str_ends(p, STR("/"));
    char *out = arena_bytes(a, p.len + 3);
    size_t root = absolute ? 1 : 0, n;

    out[0] = '/';
    n = add_pieces(out, root, root, p, !absolute);
    if (n == 0) {
        out[n++] = '.';
        if (slash)
            out[n++] = '/';
    } else if (slash && out[n - 1] != '/') {
        out[n++] = '/';
    }
    out[n] = '\0';
    return str_n(out, n);
}

/* No piece is empty, "." or ".."; most paths are like that. */
static bool is_clean(Str p)
{
    const char *at = p.ptr, *end = p.ptr + p.len;

    while (at < end && *at != '/' && *at != '.') {
        at = memchr(at, '/', (size_t)(end - at));
        if (at == NULL)
            return true;
        at++;
    }
    return false;
}

/* Both are clean but for a slash at the beginning of the first. */
static bool are_clean(Str base, Str tail)
{
    return is_clean(path_is_absolute(base) ? str_from(base, 1) : base) && is_clean(tail);
}

static Str join_clean(Arena *a, Str base, Str tail)
{
    char *out = arena_bytes(a, base.len + tail.len + 2);

    memcpy(out, base.ptr, base.len);
    out[base.len] = '/';
    memcpy(out + base.len + 1, tail.ptr, tail.len);
    out[base.len + 1 + tail.len] = '\0';
    return str_n(out, base.len + 1 + tail.len);
}

Str path_join(Arena *a, Str base, Str tail)
{
    if (base.len == 0)
        return path_normalize(a, tail);
    if (tail.len == 0)
        return path_normalize(a, base);
    if (are_clean(base, tail))
        return join_clean(a, base, tail);
    return path_normalize(a, arena_strf(a, STR_FMT "/" STR_FMT, STR_ARG(base),
                                        STR_ARG(tail)));
}

Str path_resolve(Arena *a, Str base, Str tail)
{
    char *out;
    size_t n = 1;

    if (path_is_absolute(base) && are_clean(base, tail))
        return join_clean(a, base, tail);
    out = arena_bytes(a, base.len + tail.len + 3);
    out[0] = '/';
    if (!path_is_absolute(tail))
        n = add_pieces(out, n, 1, base, false);
    n = add_pieces(out, n, 1, tail, false);
    out[n] = '\0';
    return str_n(out, n);
}

Str path_relative(Arena *a, Str from, Str to)
{
    size_t same = 0, ups = 0, i = 0;
    char *out;
    size_t n = 0;

    from = path_resolve(a, STR("/"), from);
    to = path_resolve(a, STR("/"), to);
    if (str_eq(from, to))
        return STR("");
    if (from.len == 1)
        from.len = 0;
    if (to.len == 1)
        to.len = 0;
    for (i = 0; i <= from.len && i <= to.len; i++) {
        char x = i < from.len ? from.ptr[i] : '/', y = i < to.len ? to.ptr[i] : '/';

        if (x != y)
            break;
        if (x == '/')
            same = i;
    }
    for (i = same; i < from.len; i++)
        ups += from.ptr[i] == '/';
    out = arena_bytes(a, ups * 3 + to.len + 1);
    for (i = 0; i < ups; i++) {
        memcpy(out + n, "/..", 3);
        n += 3;
    }
    if (same < to.len) {
        memcpy(out + n, to.ptr + same, to.len - same);
        n += to.len - same;
    }
    out[n] = '\0';
    return n > 0 ? str_n(out + 1, n - 1) : STR("");
}

Str path_without_slashes(Str p)
{
    while (p.len > 1 && p.ptr[p.len - 1] == '/')
        p.len--;
    return p;
}

Str path_dirname(Str p)
{
    ptrdiff_t i;

    if (p.len == 0)
        return STR(".");
    p = path_without_slashes(p);
    i = str_rindex(p, '/');
    if (i < 0)
        return STR(".");
    if (i == 0)
        return str_sub(p, 0, 1);
    return path_without_slashes(str_sub(p, 0, (size_t)i));
}

Str path_basename(Str p)
{
    p = path_without_slashes(p);
    if (p.len == 1 && p.ptr[0] == '/')
        return str_from(p, 1);
    return str_from(p, (size_t)(str_rindex(p, '/') + 1));
}

Str path_extname(Str p)
{
    Str base = path_basename(p);
    ptrdiff_t i = str_rindex(base, '.');

    if (i <= 0 || str_is(base, ".."))
        return STR("");
    return str_from(base, (size_t)i);
}

bool path_is_below(Str dir, Str path)
{
    dir = path_without_slashes(dir);
    if (!str_starts(path, dir))
        return false;
    return path.len == dir.len || dir.len == 1 || path.ptr[dir.len] == '/';
}
