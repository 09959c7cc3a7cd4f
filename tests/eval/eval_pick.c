/* eval_pick.c: version picking, as npm-pick-manifest answers. */
#include "common/json_write.h"
#include "common/version.h"
#include "registry-client/js_date.h"
#include "registry-client/pick.h"
#include "tests/eval/eval.h"

/* An option that JavaScript gives a default only if it is undefined, not if null. */
static Str option_text(const cJSON *options, const char *key, Str otherwise)
{
    const cJSON *o = json_get(options, key);

    return o == NULL ? otherwise : json_str(o);
}

static PickOptions options_of(const cJSON *o)
{
    PickOptions p = pick_default_options();
    const cJSON *before = json_get(o, "before");

    p.default_tag = option_text(o, "defaultTag", STR("latest"));
    p.node_version = option_text(o, "nodeVersion", STR("v" NODE_COMPAT_VERSION));
    p.npm_version = option_text(o, "npmVersion", STR(""));
    p.avoid = option_text(o, "avoid", STR(""));
    p.avoid_strict = json_truthy(json_get(o, "avoidStrict"));
    p.include_staged = json_truthy(json_get(o, "includeStaged"));
    if (json_truthy(before)) {
        p.has_before = true;
        p.before_ms = PICK_BAD_DATE;
        if (json_is_num(before))
            p.before_ms = (int64_t)before->valuedouble;
        else
            (void)js_date_parse(json_str(before), &p.before_ms);
    }
    return p;
}

static cJSON *or_null(Arena *a, bool set, bool value)
{
    return set ? json_new_bool(a, value) : json_new_null(a);
}

static cJSON *picked(Arena *a, const cJSON *m, const Pick *pick)
{
    cJSON *o = json_new_obj(a), *value = json_new_obj(a);
    bool outside = pick->outside_dependency_range;

    json_add(a, value, STR("version"), json_dup(a, json_get(m, "version")));
    json_add(a, value, STR("deprecatedPicked"),
             json_new_bool(a, json_truthy(json_get(m, "deprecated"))));
    json_add(a, value, STR("shouldAvoid"), or_null(a, pick->should_avoid, true));
    json_add(a, value, STR("outsideDependencyRange"), or_null(a, outside, true));
    json_add(a, value, STR("isSemVerMajor"), or_null(a, outside, pick->is_semver_major));
    json_add(a, o, STR("ok"), json_new_bool(a, true));
    json_add(a, o, STR("value"), value);
    return o;
}

static cJSON *thrown(Arena *a, int code)
{
    cJSON *o = json_new_obj(a);
    const char *name = code == ERR_EINVALIDTYPE ? "Error" : err_name(code);

    json_add_str(a, o, "code", str_of(name));
    return o;
}

static int manifest(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    PickOptions o = options_of(eval_arg(args, 2));
    Str text = json_text(a, eval_arg(args, 0));
    Packument *p;
    const cJSON *m;
    Pick pick;
    int rc;

    if (packument_from_json(text, NULL, NULL, &p, err) < 0)
        return err->code;
    rc = pick_manifest(p, eval_arg_str(args, 1), &o, &pick, err);
    m = rc == 0 ? packument_manifest(p, pick.index, err) : NULL;
    *out = m != NULL ? picked(a, m, &pick) : thrown(a, err->code);
    packument_free(p);
    return 0;
}
EVAL("pick.manifest", manifest);
