/* eval_name.c: package names, as validate-npm-package-name answers. */
#include "common/pkg_name.h"
#include "tests/eval/eval.h"

static cJSON *list(Arena *a, const Str *items, size_t n)
{
    cJSON *arr = json_new_arr(a);

    for (size_t i = 0; i < n; i++)
        json_push(arr, json_new_str(a, items[i]));
    return arr;
}

static int validate(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    PkgNameCheck c = { 0 };
    const cJSON *name = eval_arg(args, 0);

    (void)err;
    if (json_is_str(name)) {
        pkg_name_validate(a, json_str(name), &c);
    } else {
        c.errors[c.n_errors++] =
            name == NULL ? STR("name cannot be undefined") : STR("name must be a string");
    }
    *out = json_new_obj(a);
    json_add(a, *out, STR("validForNewPackages"),
             json_new_bool(a, c.n_errors == 0 && c.n_warnings == 0));
    json_add(a, *out, STR("validForOldPackages"), json_new_bool(a, c.n_errors == 0));
    json_add(a, *out, STR("warnings"), list(a, c.warnings, c.n_warnings));
    json_add(a, *out, STR("errors"), list(a, c.errors, c.n_errors));
    return 0;
}
EVAL("name.validate", validate);
