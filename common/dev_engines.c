/* dev_engines.c: what "devEngines" asks of who works on a project. See platform.h.
 *
 * For each engine one wanted one, or a list of which one has to match. What happens if
 * none does is said by the last of them (onFail).
 */
#include "common/platform.h"
#include "common/semver_range.h"

static const char *const engine_names[DEV_ENGINES] = { "packageManager", "runtime", "cpu",
                                                       "libc", "os" };

static int engine_index(Str name)
{
    for (int i = 0; i < DEV_ENGINES; i++) {
        if (str_is(name, engine_names[i]))
            return i;
    }
    return -1;
}

static bool is_on_fail(Str s)
{
    return str_is(s, "ignore") || str_is(s, "warn") || str_is(s, "error") ||
           str_is(s, "download");
}

/* Is it written as it should be? */
static int check_shape(const cJSON *wanted, const char *engine, const DevEngine *current,
                       Err *err)
{
    const cJSON *name = json_get(wanted, "name");
    const cJSON *on_fail = json_get(wanted, "onFail");

    if (!json_is_obj(wanted))
        return err_set(err, ERR_EBADDEVENGINES, "Invalid non-object value for \"%s\"",
                       engine);
    JSON_EACH (m, wanted) {
        Str key = json_key(m);

        if (!str_is(key, "name") && !str_is(key, "version") && !str_is(key, "onFail"))
            return err_set(err, ERR_EBADDEVENGINES, "Invalid property \"%s\" for \"%s\"",
                           m->string, engine);
    }
    if (!name)
        return err_set(err, ERR_EBADDEVENGINES, "Missing \"name\" property for \"%s\"",
                       engine);
    if (!json_is_str(name))
        return err_set(err, ERR_EBADDEVENGINES,
                       "Invalid non-string value for \"name\" within \"%s\"", engine);
    if (current->name.len == 0)
        return err_set(err, ERR_EBADDEVENGINES, "Unable to determine \"name\" for \"%s\"",
                       engine);
    if (on_fail && !json_is_str(on_fail))
        return err_set(err, ERR_EBADDEVENGINES,
                       "Invalid non-string value for \"onFail\" within \"%s\"", engine);
    if (on_fail && !is_on_fail(json_str(on_fail)))
        return err_set(err, ERR_EBADDEVENGINES, "Invalid onFail value \"%s\" for \"%s\"",
                       json_cstr(on_fail), engine);
    return 0;
}

static int check_version(Arena *a, const cJSON *wanted, const char *engine,
                         const DevEngine *current, Str *reason, Err *err)
{
    const cJSON *version = json_get(wanted, "version");
    SemverRange r;
    Semver v;
    bool is_range;

    if (!version)
        return 0;
    if (!json_is_str(version))
        return err_set(err, ERR_EBADDEVENGINES,
                       "Invalid non-string value for \"version\" within \"%s\"", engine);
    if (current->version.len == 0)
        return err_set(err, ERR_EBADDEVENGINES,
                       "Unable to determine \"version\" for \"%s\" \"%s\"", engine,
                       json_cstr(json_get(wanted, "name")));
    is_range = semver_range_parse(a, json_str(version), 0, &r);
    if (is_range ? semver_parse(a, current->version, 0, &v) && semver_satisfies(&v, &r)
                 : str_eq(json_str(version), current->version))
        return 0;
    *reason =
        arena_strf(a,
                   "Invalid %sversion \"%s\" does not match \"" STR_FMT "\" for \"%s\"",
                   is_range ? "semver " : "", json_cstr(version),
                   STR_ARG(current->version), engine);
    return 0;
}

/* *reason stays empty where the wanted engine is the one there is. */
static int check_one(Arena *a, const cJSON *wanted, const char *engine,
                     const DevEngine *current, Str *reason, Err *err)
{
    int rc = check_shape(wanted, engine, current, err);
    const char *name;

    *reason = STR("");
    if (rc < 0)
        return rc;
    name = json_cstr(json_get(wanted, "name"));
    if (str_is(current->name, name))
        return check_version(a, wanted, engine, current, reason, err);
    *reason =
        arena_strf(a, "Invalid name \"%s\" does not match \"" STR_FMT "\" for \"%s\"",
                   name, STR_ARG(current->name), engine);
    return 0;
}

/* Adds a fault where none of the wanted ones is there. */
static int check_engine(Arena *a, const cJSON *wanted, int index,
                        const DevEngine *current, DevEngineFaults *out, Err *err)
{
    const char *engine = engine_names[index];
    bool is_list = json_is_arr(wanted);
    size_t n = is_list ? json_len(wanted) : 1, bad = 0;
    Str *reasons = arena_array(a, Str, n ? n : 1);
    const cJSON *last = NULL;
    Str on_fail;

    for (const cJSON *w = is_list ? wanted->child : wanted; w;
         w = is_list ? w->next : NULL) {
        int rc = check_one(a, w, engine, current, &reasons[bad], err);

        if (rc < 0)
            return rc;
        if (reasons[bad].len > 0)
            bad++;
        last = w;
    }
    if (n == 0 || bad < n)
        return 0;
    on_fail = json_str(json_get(last, "onFail"));
    out->faults[out->len++] = (DevEngineFault){
        .engine = str_of(engine),
        .message = arena_strf(a, "Invalid devEngines.%s", engine),
        .reasons = reasons,
        .n_reasons = bad,
        .is_warn = str_is(on_fail, "warn"),
        .is_error =
            on_fail.len == 0 || str_is(on_fail, "error") || str_is(on_fail, "download"),
        .current = index,
        .required = wanted,
    };
    return 0;
}

int platform_check_dev_engines(Arena *a, const cJSON *wanted, const DevEnv *current,
                               DevEngineFaults *out, Err *err)
{
    *out = (DevEngineFaults){ 0 };
    if (!json_is_obj(wanted))
        return err_set(err, ERR_EBADDEVENGINES,
                       "Invalid non-object value for \"devEngines\"");
    JSON_EACH (m, wanted) {
        int i = engine_index(json_key(m));
        int rc;

        if (i < 0)
            return err_set(err, ERR_EBADDEVENGINES, "Invalid property \"devEngines.%s\"",
                           m->string);
        rc = check_engine(a, m, i, &current->engines[i], out, err);
        if (rc < 0)
            return rc;
    }
    return 0;
}
