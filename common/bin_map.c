/* bin_map.c: "bin" of package.json. */
#include "common/bin_map.h"

#include "common/path.h"

/* join('/', path).slice(1): inside the package, whatever it said. */
static Str inside(Arena *a, Str path)
{
    Str joined = path_join(a, STR("/"), path);

    return str_from(joined, 1);
}

static Str with_slashes(Arena *a, Str s, bool colons)
{
    char *p = arena_memdupz(a, s.ptr, s.len);

    for (size_t i = 0; i < s.len; i++) {
        if (p[i] == '\\' || (colons && p[i] == ':'))
            p[i] = '/';
    }
    return str_n(p, s.len);
}

static void add(Arena *a, cJSON *clean, Str key, const cJSON *value)
{
    Str base, target;

    if (!json_is_str(value))
        return;
    base = inside(a, path_basename(with_slashes(a, key, true)));
    if (base.len == 0)
        return;
    target = inside(a, with_slashes(a, json_str(value), false));
    if (target.len == 0)
        return;
    json_set(a, clean, base, json_new_str(a, target));
}

void bin_map_normalize(Arena *a, cJSON *pkg)
{
    const cJSON *bin = json_get(pkg, "bin");
    Str name = json_str(json_get(pkg, "name"));
    cJSON *clean = json_new_obj(a);

    if (bin == NULL)
        return;
    if (json_is_str(bin) && json_truthy(bin)) {
        if (name.len > 0)
            add(a, clean, name, bin);
    } else if (json_is_arr(bin)) {
        JSON_EACH (item, bin)
            add(a, clean, path_basename(json_str(item)), item);
    } else if (json_is_obj(bin)) {
        JSON_EACH (m, bin)
            add(a, clean, json_key(m), m);
    }
    if (clean->child != NULL)
        json_set(a, pkg, STR("bin"), clean);
    else
        json_del(pkg, "bin");
}
