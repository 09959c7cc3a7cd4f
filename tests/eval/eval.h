/* eval.h: what a file of tests/eval/ needs to answer questions about pure functions.
 *
 *     static int valid(Arena *a, const cJSON *args, cJSON **out, Err *err)
 *     {
 *         …
 *         *out = json_new_str(a, text);
 *         return 0;
 *     }
 *     EVAL("semver.valid", valid)
 *
 * The program reads one JSON object a line, {"id","fn","args"}, and answers each
 * with {"id","out"} or {"id","error":true,"code"}. It is a test program: nothing
 * of it goes into pkg or smew.
 */
#ifndef TESTS_EVAL_EVAL_H
#define TESTS_EVAL_EVAL_H

#include <cjson/cJSON.h>

#include "common/arena.h"
#include "common/err.h"
#include "common/json.h"

/* Answers one case. `args` is the array of arguments (use the eval_arg functions).
 * 0 with *out in the arena (NULL means null, as undefined does in JavaScript), or
 * a negative code with *err filled. The arena is emptied after each case. */
typedef int (*EvalFn)(Arena *a, const cJSON *args, cJSON **out, Err *err);

void eval_register(const char *name, EvalFn fn);

#define EVAL_JOIN2(a, b) a##b
#define EVAL_JOIN(a, b) EVAL_JOIN2(a, b)
/* Registers a function before main runs. `fn` may serve several names. */
#define EVAL(name, fn) EVAL_AT(name, fn, __COUNTER__)
#define EVAL_AT(name, fn, n)                                                    \
    __attribute__((constructor)) static void EVAL_JOIN(eval_register_, n)(void) \
    {                                                                           \
        eval_register(name, fn);                                                \
    }                                                                           \
    _Static_assert(1, "takes the semicolon, if any")

/* The i-th argument; NULL if it is missing or null, which both stand for undefined. */
const cJSON *eval_arg(const cJSON *args, int i);
/* Its text; the empty Str for what is no string. */
Str eval_arg_str(const cJSON *args, int i);
/* As JavaScript's `if (args[i])`. */
bool eval_arg_true(const cJSON *args, int i);
/* `if (args[i][key])` for an argument that is an object of options. */
bool eval_option(const cJSON *args, int i, const char *key);

/* A string node, or NULL (null) for a NULL text. */
cJSON *eval_text(Arena *a, const char *s);

/* Gives the case's "code" a name that is not one of err.h's, e.g. what JavaScript
 * calls the error ("TypeError"). `name` is static text. Returns rc. */
int eval_error_as(const char *name, int rc);

#endif
