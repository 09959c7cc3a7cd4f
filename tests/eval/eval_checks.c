/* eval_checks.c: engines, platforms, devEngines and bins, as npm-install-checks and
 * npm-normalize-package-bin answer. */
#include "common/bin_map.h"
#include "common/platform.h"
#include "tests/eval/eval.h"

static cJSON *outcome(Arena *a, cJSON *value, int rc, const Err *err)
{
    cJSON *o = json_new_obj(a);

    if (rc == 0) {
        json_add(a, o, STR("ok"), json_new_bool(a, true));
        json_add(a, o, STR("value"), value);
    } else {
        /* What JavaScript throws by itself has no code but its kind. */
        const char *name = rc == ERR_EBADDEVENGINES ? "Error"
                           : rc == ERR_EINVALIDTYPE ? "TypeError"
                                                    : err_name(err->code);
        json_add_str(a, o, "code", str_of(name));
    }
    return o;
}

static int check_engine(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    int rc = platform_check_engine(a, eval_arg(args, 0), eval_arg_str(args, 1),
                                   eval_arg_str(args, 2), eval_arg_true(args, 3), err);

    *out = outcome(a, json_new_bool(a, true), rc, err);
    return 0;
}
EVAL("checks.engine", check_engine);

static int check_platform(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    const cJSON *env = eval_arg(args, 2);
    Platform p = platform_or_host((Platform){ json_str(json_get(env, "os")),
                                              json_str(json_get(env, "cpu")),
                                              json_str(json_get(env, "libc")) });
    int rc = eval_arg_true(args, 1) ? 0 : platform_check(eval_arg(args, 0), &p, err);

    *out = outcome(a, json_new_bool(a, true), rc, err);
    return 0;
}
EVAL("checks.platform", check_platform);

static void read_env(const cJSON *current, DevEnv *env)
{
    static const char *const names[DEV_ENGINES] = { "packageManager", "runtime", "cpu",
                                                    "libc", "os" };

    for (int i = 0; i < DEV_ENGINES; i++) {
        const cJSON *e = json_get(current, names[i]);

        env->engines[i] = (DevEngine){ json_str(json_get(e, "name")),
                                       json_str(json_get(e, "version")) };
    }
}

static cJSON *fault_json(Arena *a, const DevEngineFault *f)
{
    cJSON *o = json_new_obj(a);

    json_add(a, o, STR("isWarn"), json_new_bool(a, f->is_warn));
    json_add(a, o, STR("isError"), json_new_bool(a, f->is_error));
    json_add_str(a, o, "engine", f->engine);
    json_add(a, o, STR("type"), json_new_null(a));
    json_add_str(a, o, "message", f->message);
    return o;
}

static int check_dev_engines(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    DevEnv env = { 0 };
    DevEngineFaults faults;
    cJSON *list = json_new_arr(a);
    int rc;

    read_env(eval_arg(args, 1), &env);
    rc = platform_check_dev_engines(a, eval_arg(args, 0), &env, &faults, err);
    for (size_t i = 0; rc == 0 && i < faults.len; i++)
        json_push(list, fault_json(a, &faults.faults[i]));
    *out = outcome(a, list, rc, err);
    if (rc == 0)
        json_del(*out, "ok");
    return 0;
}
EVAL("checks.devEngines", check_dev_engines);

static int normalize_bin(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    int rc = bin_map_normalize(a, eval_arg(args, 0), out, err);

    return rc < 0 ? eval_error_as("ERR_INVALID_ARG_TYPE", rc) : 0;
}
EVAL("bin.normalize", normalize_bin);
