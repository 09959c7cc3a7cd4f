/* release_age.c: see release_age.h. */
#include "pkg/install/release_age.h"

#include "common/glob.h"

static bool has_upper(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z')
            return true;
    }
    return false;
}

/* The globs of packlists are broader than those meant here: letters of both cases are
 * the same there, and a pattern without a slash looks at a path's last piece. */
static bool matches(Arena *a, Str pattern, Str name)
{
    Glob g;

    if (pattern.len == 0 || pattern.ptr[0] == '!' || pattern.ptr[0] == '#' ||
        memchr(pattern.ptr, '(', pattern.len) != NULL)
        return false;
    if (has_upper(pattern) != has_upper(name))
        return false;
    if (str_index(pattern, '/') < 0 && str_index(name, '/') >= 0 &&
        !str_is(pattern, "**"))
        return false;
    glob_parse(a, pattern, &g);
    return glob_match(&g, name, false);
}

bool release_age_excluded(const Config *c, Str name)
{
    const cJSON *list = config_get(c, "min-release-age-exclude");
    Arena scratch = { 0 };
    bool found = false;

    if (name.len == 0)
        return false;
    JSON_EACH (e, list) {
        Str rest = json_str(e), pattern;

        while (str_next(&rest, ',', &pattern)) {
            pattern = str_trim(pattern);
            found |= str_eq(pattern, name) || matches(&scratch, pattern, name);
        }
    }
    arena_release(&scratch);
    return found;
}
