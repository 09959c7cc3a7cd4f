/* eval_semver_more.c: versions made from others and ranges as sets, as node-semver
 * answers. */
#include <stdlib.h>

#include "common/json_write.h"
#include "common/semver_change.h"
#include "common/semver_sets.h"
#include "tests/eval/eval.h"
#include "tests/eval/eval_semver.h"

static int clean(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Semver v;

    if (!json_is_str(eval_arg(args, 0)))
        return eval_bad_version(err);
    if (semver_clean(a, eval_arg_str(args, 0), eval_semver_flags(args, 1), &v))
        *out = json_new_str(a, semver_text(a, &v));
    return 0;
}
EVAL("semver.clean", clean);

static int coerce(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    const cJSON *arg = eval_arg(args, 0);
    Str text = json_str(arg);
    Semver v;

    (void)err;
    if (json_is_num(arg))
        text = json_text(a, arg);
    else if (!json_is_str(arg))
        return 0;
    if (semver_coerce(a, text,
                      eval_semver_flags(args, 1) |
                          (eval_option(args, 1, "rtl") ? SEMVER_RTL : 0),
                      &v))
        *out = eval_version_json(a, &v);
    return 0;
}
EVAL("semver.coerce", coerce);

static SemverBase base_of(const cJSON *arg)
{
    if (json_is_false(arg))
        return SEMVER_BASE_NONE;
    if (json_is_num(arg))
        return arg->valuedouble != 0 ? SEMVER_BASE_1 : SEMVER_BASE_0;
    if (json_is_str(arg))
        return strtod(json_cstr(arg), NULL) != 0 ? SEMVER_BASE_1 : SEMVER_BASE_0;
    return json_is_true(arg) ? SEMVER_BASE_1 : SEMVER_BASE_0;
}

static int inc(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    /* The options may be left out. */
    int shift = json_is_str(eval_arg(args, 2)) ? -1 : 0;
    unsigned flags = shift ? 0 : eval_semver_flags(args, 2);
    SemverRelease release;
    Semver v;

    (void)err;
    if (eval_version(a, args, 0, flags, &v) &&
        semver_release_of(eval_arg_str(args, 1), &release) &&
        semver_inc(a, &v, release, eval_arg_str(args, 3 + shift),
                   base_of(eval_arg(args, 4 + shift)), flags))
        *out = json_new_str(a, semver_text(a, &v));
    return 0;
}
EVAL("semver.inc", inc);

static int truncate_version(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    SemverRelease precision;
    Semver v;

    (void)err;
    if (semver_release_of(eval_arg_str(args, 1), &precision) &&
        eval_version(a, args, 0, eval_semver_flags(args, 2), &v) &&
        semver_truncate(&v, precision))
        *out = json_new_str(a, semver_text(a, &v));
    return 0;
}
EVAL("semver.truncate", truncate_version);

static int diff(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    SemverRelease step;
    Semver v, w;

    if (!eval_version(a, args, 0, 0, &v) || !eval_version(a, args, 1, 0, &w))
        return eval_bad_version(err);
    if (semver_diff(&v, &w, &step))
        *out = eval_text(a, semver_release_name(step));
    return 0;
}
EVAL("semver.diff", diff);

static int part(Arena *a, const cJSON *args, cJSON **out, Err *err, int which)
{
    Semver v;

    if (!eval_version(a, args, 0, eval_semver_flags(args, 1), &v))
        return eval_bad_version(err);
    *out = json_new_num(a, (double)(which == 0   ? v.major
                                    : which == 1 ? v.minor
                                                 : v.patch));
    return 0;
}

static int major_of(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    return part(a, args, out, err, 0);
}
EVAL("semver.major", major_of);

static int minor_of(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    return part(a, args, out, err, 1);
}
EVAL("semver.minor", minor_of);

static int patch_of(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    return part(a, args, out, err, 2);
}
EVAL("semver.patch", patch_of);

/* ---- Ranges ---- */

static int bad_range(Err *err)
{
    err_set(err, ERR_EINVALIDRANGE, "invalid range");
    return eval_error_as("TypeError", ERR_EINVALIDRANGE);
}

static bool get_range(Arena *a, const cJSON *args, int i, unsigned flags,
                      SemverRange *out)
{
    return json_is_str(eval_arg(args, i)) &&
           semver_range_parse(a, eval_arg_str(args, i), flags, out);
}

static int min_version(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    SemverRange r;
    Semver v;

    if (!get_range(a, args, 0, eval_semver_flags(args, 1), &r))
        return bad_range(err);
    if (semver_min_version(a, &r, &v))
        *out = json_new_str(a, semver_text(a, &v));
    return 0;
}
EVAL("semver.minVersion", min_version);

static int outside(Arena *a, const cJSON *args, cJSON **out, Err *err,
                   bool (*is_outside)(const Semver *, const SemverRange *))
{
    unsigned flags = eval_semver_flags(args, 2);
    SemverRange r;
    Semver v;

    if (!eval_version(a, args, 0, flags, &v))
        return eval_bad_version(err);
    if (!get_range(a, args, 1, flags, &r))
        return bad_range(err);
    *out = json_new_bool(a, is_outside(&v, &r));
    return 0;
}

static int gtr(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    return outside(a, args, out, err, semver_above_range);
}
EVAL("semver.gtr", gtr);

static int ltr(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    return outside(a, args, out, err, semver_below_range);
}
EVAL("semver.ltr", ltr);

static int two_ranges(Arena *a, const cJSON *args, cJSON **out, Err *err,
                      bool (*ask)(const SemverRange *, const SemverRange *))
{
    unsigned flags = eval_semver_flags(args, 2);
    SemverRange r, s;

    if (!get_range(a, args, 0, flags, &r) || !get_range(a, args, 1, flags, &s))
        return bad_range(err);
    *out = json_new_bool(a, ask(&r, &s));
    return 0;
}

static int intersects(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    return two_ranges(a, args, out, err, semver_ranges_intersect);
}
EVAL("semver.intersects", intersects);

static int subset(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    const cJSON *sub = eval_arg(args, 0), *dom = eval_arg(args, 1);

    /* The same text is its own subset, range or not. */
    if (json_is_str(sub) && json_is_str(dom) && str_eq(json_str(sub), json_str(dom))) {
        *out = json_new_bool(a, true);
        return 0;
    }
    return two_ranges(a, args, out, err, semver_range_is_subset);
}
EVAL("semver.subset", subset);

static int comparator_intersects(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    unsigned flags = eval_semver_flags(args, 2);
    SemverComparator c, d;

    if (!json_is_str(eval_arg(args, 0)) || !json_is_str(eval_arg(args, 1)) ||
        !semver_comparator_parse(a, eval_arg_str(args, 0), flags, &c) ||
        !semver_comparator_parse(a, eval_arg_str(args, 1), flags, &d))
        return bad_range(err);
    *out =
        json_new_bool(a, semver_comparators_intersect(&c, &d,
                                                      flags & SEMVER_INCLUDE_PRERELEASE));
    return 0;
}
EVAL("semver.comparatorIntersects", comparator_intersects);

static int simplify_range(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    const cJSON *list = eval_arg(args, 0);
    Str *versions = arena_array(a, Str, json_len(list));
    size_t n = 0;
    Str text;

    JSON_EACH (e, list) {
        versions[n++] = json_str(e);
    }
    if (!json_is_str(eval_arg(args, 1)))
        return bad_range(err);
    if (!semver_simplify_range(a, versions, n, eval_arg_str(args, 1),
                               eval_semver_flags(args, 2), &text))
        return eval_bad_version(err);
    *out = json_new_str(a, text);
    return 0;
}
EVAL("semver.simplifyRange", simplify_range);
