/* bin_map.c: see bin_map.h. Neither a command's name nor its path can lead out of the
 * folders they are meant for: both are normalised below "/". */
#include "common/bin_map.h"

#include "common/path.h"

/* Backslashes (and colons, in names) as slashes. */
static Str with_slashes(Arena *a, Str s, bool colons)
{
    char *out = arena_memdupz(a, s.ptr, s.len);

    for (size_t i = 0; i < s.len; i++) {
        if (out[i] == '\\' || (colons && out[i] == ':'))
            out[i] = '/';
    }
    return str_n(out, s.len);
}

/* path.join('/', s) without its first slash. */
static Str below_root(Arena *a, Str s)
{
    return str_from(path_join(a, STR("/"), s), 1);
}

static void add_bin(Arena *a, cJSON *bins, Str name, Str target)
{
    Str base = below_root(a, path_basename(with_slashes(a, name, true)));
    Str path;

    if (base.len == 0)
        return;
    path = below_root(a, with_slashes(a, target, false));
    if (path.len > 0)
        json_set(a, bins, base, json_new_str(a, path));
}

int bin_map_normalize(Arena *a, const cJSON *pkg, cJSON **out, Err *err)
{
    const cJSON *bin = json_get(pkg, "bin");
    cJSON *bins;

    *out = NULL;
    if (!json_truthy(bin))
        return 0;
    bins = json_new_obj(a);
    if (json_is_str(bin)) {
        Str name = json_str(json_get(pkg, "name"));

        if (name.len > 0)
            add_bin(a, bins, name, json_str(bin));
    } else if (json_is_arr(bin)) {
        JSON_EACH (e, bin) {
            if (!json_is_str(e))
                return err_set(err, ERR_EINVALIDTYPE,
                               "'bin' lists something that is no path");
            add_bin(a, bins, path_basename(json_str(e)), json_str(e));
        }
    } else if (json_is_obj(bin)) {
        JSON_EACH (m, bin) {
            if (json_is_str(m))
                add_bin(a, bins, json_key(m), json_str(m));
        }
    }
    *out = bins->child ? bins : NULL;
    return 0;
}
