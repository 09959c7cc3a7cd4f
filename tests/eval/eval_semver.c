/* eval_semver.c: versions and ranges, as node-semver answers. */
#include <stdlib.h>

#include "common/semver.h"
#include "common/semver_range.h"
#include "tests/eval/eval.h"
#include "tests/eval/eval_semver.h"

unsigned eval_semver_flags(const cJSON *args, int i)
{
    const cJSON *o = eval_arg(args, i);

    if (json_is_true(o))
        return SEMVER_LOOSE;
    return (eval_option(args, i, "loose") ? SEMVER_LOOSE : 0) |
           (eval_option(args, i, "includePrerelease") ? SEMVER_INCLUDE_PRERELEASE : 0);
}

bool eval_version(Arena *a, const cJSON *args, int i, unsigned flags, Semver *out)
{
    return json_is_str(eval_arg(args, i)) &&
           semver_parse(a, eval_arg_str(args, i), flags, out);
}

int eval_bad_version(Err *err)
{
    err_set(err, ERR_EINVALIDVERSION, "invalid version");
    return eval_error_as("TypeError", ERR_EINVALIDVERSION);
}

static int need_version(Arena *a, const cJSON *args, int i, unsigned flags, Semver *out,
                        Err *err)
{
    if (eval_version(a, args, i, flags, out))
        return 0;
    return eval_bad_version(err);
}

static int valid(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Semver v;

    (void)err;
    if (eval_version(a, args, 0, eval_semver_flags(args, 1), &v))
        *out = json_new_str(a, semver_text(a, &v));
    return 0;
}
EVAL("semver.valid", valid);

cJSON *eval_version_json(Arena *a, const Semver *v)
{
    cJSON *o = json_new_obj(a), *pre = json_new_arr(a), *build = json_new_arr(a);

    for (uint32_t i = 0; i < v->n_pre; i++)
        json_push(pre, v->pre[i].is_number ? json_new_num(a, (double)v->pre[i].number)
                                           : json_new_str(a, v->pre[i].text));
    for (uint32_t i = 0; i < v->n_build; i++)
        json_push(build, json_new_str(a, v->build[i]));
    json_add_str(a, o, "version", semver_text(a, v));
    json_add_str(a, o, "raw", v->raw);
    json_add(a, o, STR("major"), json_new_num(a, (double)v->major));
    json_add(a, o, STR("minor"), json_new_num(a, (double)v->minor));
    json_add(a, o, STR("patch"), json_new_num(a, (double)v->patch));
    json_add(a, o, STR("prerelease"), pre);
    json_add(a, o, STR("build"), build);
    return o;
}

static int parse(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Semver v;

    (void)err;
    if (eval_version(a, args, 0, eval_semver_flags(args, 1), &v))
        *out = eval_version_json(a, &v);
    return 0;
}
EVAL("semver.parse", parse);

static int prerelease(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Semver v;

    (void)err;
    if (eval_version(a, args, 0, eval_semver_flags(args, 1), &v) && v.n_pre > 0)
        *out = json_get(eval_version_json(a, &v), "prerelease");
    return 0;
}
EVAL("semver.prerelease", prerelease);

static int compare_with(Arena *a, const cJSON *args, cJSON **out, Err *err, bool build)
{
    unsigned flags = eval_semver_flags(args, 2);
    Semver v, w;
    int rc = need_version(a, args, 0, flags, &v, err);

    if (rc == 0)
        rc = need_version(a, args, 1, flags, &w, err);
    if (rc == 0)
        *out = json_new_num(a, build ? semver_compare_build(&v, &w)
                                     : semver_compare(&v, &w));
    return rc;
}

static int compare(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    return compare_with(a, args, out, err, false);
}
EVAL("semver.compare", compare);

static int compare_build(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    return compare_with(a, args, out, err, true);
}
EVAL("semver.compareBuild", compare_build);

static int compare_texts(Arena *a, const cJSON *args, Str op, bool *result)
{
    Str x = eval_arg_str(args, 0), y = eval_arg_str(args, 2);

    (void)a;
    if (str_is(op, "==="))
        *result = str_eq(x, y);
    else if (str_is(op, "!=="))
        *result = !str_eq(x, y);
    else
        return -1;
    return 0;
}

static int cmp(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Str op = eval_arg_str(args, 1);
    Semver v, w;
    bool r;
    int d, rc;

    if (compare_texts(a, args, op, &r) == 0) {
        *out = json_new_bool(a, r);
        return 0;
    }
    if (!(op.len == 0 || str_is(op, "=") || str_is(op, "==") || str_is(op, "!=") ||
          str_is(op, ">") || str_is(op, ">=") || str_is(op, "<") || str_is(op, "<="))) {
        err_set(err, ERR_EUSAGE, "invalid operator");
        return eval_error_as("TypeError", ERR_EUSAGE);
    }
    if ((rc = need_version(a, args, 0, eval_semver_flags(args, 3), &v, err)) < 0 ||
        (rc = need_version(a, args, 2, eval_semver_flags(args, 3), &w, err)) < 0)
        return rc;
    d = semver_compare(&v, &w);
    r = str_is(op, ">")    ? d > 0
        : str_is(op, ">=") ? d >= 0
        : str_is(op, "<")  ? d < 0
        : str_is(op, "<=") ? d <= 0
        : str_is(op, "!=") ? d != 0
                           : d == 0;
    *out = json_new_bool(a, r);
    return 0;
}
EVAL("semver.cmp", cmp);

typedef struct {
    Semver v;
    const cJSON *node;
    size_t at;
} Sortable;

static int by_build(const void *x, const void *y)
{
    const Sortable *a = x, *b = y;
    int c = semver_compare_build(&a->v, &b->v);

    return c != 0 ? c : (a->at > b->at) - (a->at < b->at);
}

static int by_build_reversed(const void *x, const void *y)
{
    const Sortable *a = x, *b = y;
    int c = semver_compare_build(&b->v, &a->v);

    return c != 0 ? c : (a->at > b->at) - (a->at < b->at);
}

static int sort_with(Arena *a, const cJSON *args, cJSON **out, Err *err,
                     int (*order)(const void *, const void *))
{
    const cJSON *list = eval_arg(args, 0);
    size_t n = json_len(list), i = 0;
    Sortable *items = arena_array(a, Sortable, n);

    JSON_EACH (e, list) {
        items[i].node = e;
        items[i].at = i;
        if (n > 1 &&
            !(json_is_str(e) &&
              semver_parse(a, json_str(e), eval_semver_flags(args, 1), &items[i].v))) {
            err_set(err, ERR_EINVALIDVERSION, "invalid version");
            return eval_error_as("TypeError", ERR_EINVALIDVERSION);
        }
        i++;
    }
    qsort(items, n, sizeof *items, order);
    *out = json_new_arr(a);
    for (i = 0; i < n; i++)
        json_push(*out, json_dup(a, items[i].node));
    return 0;
}

static int sort(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    return sort_with(a, args, out, err, by_build);
}
EVAL("semver.sort", sort);

static int rsort(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    return sort_with(a, args, out, err, by_build_reversed);
}
EVAL("semver.rsort", rsort);

/* ---- Ranges ---- */

static int valid_range(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    SemverRange r;
    Str text;

    (void)err;
    if (!json_is_str(eval_arg(args, 0)) ||
        !semver_range_parse(a, eval_arg_str(args, 0), eval_semver_flags(args, 1), &r))
        return 0;
    text = semver_range_text(a, &r);
    *out = json_new_str(a, text.len > 0 ? text : STR("*"));
    return 0;
}
EVAL("semver.validRange", valid_range);

static int satisfies(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    unsigned flags = eval_semver_flags(args, 2);
    SemverRange r;
    Semver v;
    bool yes = json_is_str(eval_arg(args, 1)) &&
               semver_range_parse(a, eval_arg_str(args, 1), flags, &r) &&
               eval_version(a, args, 0, flags, &v) && semver_satisfies(&v, &r);

    (void)err;
    *out = json_new_bool(a, yes);
    return 0;
}
EVAL("semver.satisfies", satisfies);

static int best_satisfying(Arena *a, const cJSON *args, cJSON **out, int sign)
{
    unsigned flags = eval_semver_flags(args, 2);
    SemverRange r;
    Semver best = { 0 };
    const cJSON *found = NULL;

    if (!json_is_str(eval_arg(args, 1)) ||
        !semver_range_parse(a, eval_arg_str(args, 1), flags, &r))
        return 0;
    JSON_EACH (e, eval_arg(args, 0)) {
        Semver v;

        if (!json_is_str(e) || !semver_parse(a, json_str(e), flags, &v) ||
            !semver_satisfies(&v, &r))
            continue;
        if (found == NULL || sign * semver_compare(&v, &best) > 0) {
            found = e;
            best = v;
        }
    }
    *out = found ? json_dup(a, found) : NULL;
    return 0;
}

static int max_satisfying(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    (void)err;
    return best_satisfying(a, args, out, 1);
}
EVAL("semver.maxSatisfying", max_satisfying);

static int min_satisfying(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    (void)err;
    return best_satisfying(a, args, out, -1);
}
EVAL("semver.minSatisfying", min_satisfying);

static int to_comparators(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    SemverRange r;

    if (!json_is_str(eval_arg(args, 0)) ||
        !semver_range_parse(a, eval_arg_str(args, 0), eval_semver_flags(args, 1), &r)) {
        err_set(err, ERR_EINVALIDRANGE, "invalid range");
        return eval_error_as("TypeError", ERR_EINVALIDRANGE);
    }
    *out = json_new_arr(a);
    for (size_t i = 0; i < r.len; i++) {
        cJSON *set = json_new_arr(a);

        for (size_t k = 0; k < r.sets[i].len; k++)
            json_push(set,
                      json_new_str(a,
                                   semver_comparator_text(a, &r.sets[i].comparators[k])));
        json_push(*out, set);
    }
    return 0;
}
EVAL("semver.toComparators", to_comparators);
