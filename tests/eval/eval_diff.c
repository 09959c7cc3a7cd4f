/* eval_diff.c: unified diffs of two texts, as npm's diff answers. */
#include "common/line_diff.h"
#include "tests/eval/eval.h"

static int hunks(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    const cJSON *context = json_get(eval_arg(args, 2), "context");
    LineDiffOptions o = { .context =
                              json_is_num(context) ? (size_t)context->valuedouble : 3,
                          .ignore_space = eval_option(args, 2, "ignoreWhitespace") };
    Buf b = { 0 };

    (void)err;
    line_diff_hunks(eval_arg_str(args, 0), eval_arg_str(args, 1), &o, &b);
    *out = json_new_str(a, arena_str(a, buf_view(&b)));
    buf_release(&b);
    return 0;
}
EVAL("diff.hunks", hunks);
