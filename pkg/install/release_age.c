/* release_age.c: see release_age.h. */
#include "pkg/install/release_age.h"

#include "common/glob.h"
#include "registry-client/js_date.h"

#include <time.h>
#include <uv.h>

#define DAY_MS 86400e3

/* An age of 0 days takes back what a weaker place says. */
static bool has_age(const Config *c)
{
    const cJSON *age = config_get(c, "min-release-age");

    return json_is_num(age) &&
           (config_str(c, "before").len == 0 ||
            config_find(c, "min-release-age") > config_find(c, "before"));
}

int release_age_before(const Config *c, bool *has, int64_t *ms, Err *err)
{
    Str before = config_str(c, "before");
    uv_timeval64_t now;
    double days;

    if (has_age(c)) {
        days = config_num(c, "min-release-age", 0);
        uv_gettimeofday(&now);
        *has = days != 0;
        *ms = now.tv_sec * 1000 - (int64_t)(days * DAY_MS);
        return 0;
    }
    *has = before.len > 0;
    if (*has && !js_date_parse(before, ms))
        return err_set(err, ERR_EINVALIDCONFIG, "'" STR_FMT "' is no date",
                       STR_ARG(before));
    return 0;
}

const char *release_age_flag(const Config *c, Arena *a)
{
    char text[32];
    struct tm tm;
    int64_t ms;
    time_t s;
    bool has;
    Err ignored;

    if (release_age_before(c, &has, &ms, &ignored) < 0 || !has)
        return NULL;
    s = (time_t)(ms / 1000);
    gmtime_r(&s, &tm);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &tm);
    return arena_printf(a, "--before=%s.%03dZ", text, (int)(ms % 1000));
}

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
