/* eval_ini.c: ini.* and config.*: ini text, ${VAR}, keys of credentials. */
#include "tests/eval/eval.h"

#include "common/envsubst.h"
#include "common/ini.h"
#include "common/nerf.h"

static cJSON *taken(Arena *a, Buf *b)
{
    cJSON *j = json_new_str(a, buf_view(b));

    buf_release(b);
    return j;
}

static int parse(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    bool repeats = json_is_false(json_get(eval_arg(args, 1), "bracketedArray"));

    return ini_parse(a, eval_arg_str(args, 0), repeats, out, err);
}
EVAL("ini.parse", parse);

static int stringify(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    const cJSON *o = eval_arg(args, 1), *v = eval_arg(args, 0);
    IniStyle style = {
        .section = json_is_str(o) ? json_str(o) : json_str(json_get(o, "section")),
        .align = json_is_true(json_get(o, "align")),
        .newline = json_is_true(json_get(o, "newline")),
        .sort = json_is_true(json_get(o, "sort")),
        .spaced = json_is_true(json_get(o, "whitespace")),
        .crlf = str_is(json_str(json_get(o, "platform")), "win32"),
        .plain_lists = json_is_false(json_get(o, "bracketedArray")),
    };
    Buf b = { 0 };

    if (v == NULL)
        return err_set(err, ERR_EINI, "nothing to write");
    ini_write(v, &style, &b);
    *out = taken(a, &b);
    return 0;
}
EVAL("ini.stringify", stringify);

static int safe(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Buf b = { 0 };

    (void)err;
    if (eval_arg(args, 0) == NULL)
        return 0;
    ini_write_value(eval_arg(args, 0), &b);
    *out = taken(a, &b);
    return 0;
}
EVAL("ini.safe", safe);

static int unsafe(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    (void)err;
    *out = ini_value(a, eval_arg_str(args, 0));
    return 0;
}
EVAL("ini.unsafe", unsafe);

static const char *look_up(void *ctx, Str name)
{
    return json_cstr(json_getn(ctx, name));
}

static int env_replace(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Buf b = { 0 };

    (void)err;
    env_subst(eval_arg_str(args, 0), look_up, (void *)eval_arg(args, 1), &b);
    *out = taken(a, &b);
    return 0;
}
EVAL("config.envReplace", env_replace);

static int nerf(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Str s;
    int rc = nerf_dart(a, eval_arg_str(args, 0), &s, err);

    if (rc == 0)
        *out = json_new_str(a, s);
    return rc;
}
EVAL("config.nerfDart", nerf);
