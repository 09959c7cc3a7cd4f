/* eval_bin.c: "bin", as npm-normalize-package-bin answers. */
#include "common/bin_map.h"
#include "tests/eval/eval.h"

static int normalize(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    cJSON *pkg = json_dup(a, eval_arg(args, 0));

    (void)err;
    bin_map_normalize(a, pkg);
    *out = json_get(pkg, "bin");
    if (*out != NULL)
        *out = json_dup(a, *out);
    return 0;
}
EVAL("bin.normalize", normalize);
