/* main.c: the loop of the evaluation program: a line in, a line out.
 *
 * What is asked for is in the eval_*.c files, which register themselves (eval.h).
 * `eval --list` prints the names it knows.
 */
#include "tests/eval/eval.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/bug.h"

#define MAX_FNS 256

static struct {
    const char *name;
    EvalFn fn;
} fns[MAX_FNS];
static size_t n_fns;
static const char *error_name; /* of the case at hand, see eval_error_as */

void eval_register(const char *name, EvalFn fn)
{
    BUG_IF(n_fns == MAX_FNS);
    fns[n_fns].name = name;
    fns[n_fns++].fn = fn;
}

const cJSON *eval_arg(const cJSON *args, int i)
{
    const cJSON *arg = args ? args->child : NULL;

    while (arg != NULL && i-- > 0)
        arg = arg->next;
    return json_is_null(arg) ? NULL : arg;
}

Str eval_arg_str(const cJSON *args, int i)
{
    return json_str(eval_arg(args, i));
}

bool eval_arg_true(const cJSON *args, int i)
{
    return json_truthy(eval_arg(args, i));
}

bool eval_option(const cJSON *args, int i, const char *key)
{
    return json_truthy(json_get(eval_arg(args, i), key));
}

cJSON *eval_text(Arena *a, const char *s)
{
    return s ? json_new_str(a, str_of(s)) : NULL;
}

int eval_error_as(const char *name, int rc)
{
    error_name = name;
    return rc;
}

/* ---- Writing: cJSON's own printer rounds integers above 2^31 ---- */

static void print_text(Buf *b, const char *s)
{
    buf_putc(b, '"');
    for (const unsigned char *p = (const unsigned char *)s; *p; p++) {
        if (*p < 0x20)
            buf_printf(b, "\\u%04x", *p);
        else if (*p == '"' || *p == '\\')
            buf_printf(b, "\\%c", *p);
        else
            buf_putc(b, (char)*p);
    }
    buf_putc(b, '"');
}

static void print_number(Buf *b, double n)
{
    if (!isfinite(n))
        buf_puts(b, "null");
    else if (n == floor(n) && fabs(n) < 1e18)
        buf_printf(b, "%.0f", n);
    else
        buf_printf(b, "%.17g", n);
}

static void print_json(Buf *b, const cJSON *j)
{
    bool obj = json_is_obj(j);

    if (j == NULL || json_is_null(j)) {
        buf_puts(b, "null");
    } else if (json_is_bool(j)) {
        buf_puts(b, json_is_true(j) ? "true" : "false");
    } else if (json_is_num(j)) {
        print_number(b, j->valuedouble);
    } else if (json_is_str(j)) {
        print_text(b, j->valuestring);
    } else {
        buf_putc(b, obj ? '{' : '[');
        JSON_EACH (m, j) {
            if (m != j->child)
                buf_putc(b, ',');
            if (obj) {
                print_text(b, m->string);
                buf_putc(b, ':');
            }
            print_json(b, m);
        }
        buf_putc(b, obj ? '}' : ']');
    }
}

/* ---- Cases ---- */

static int evaluate(Arena *a, const cJSON *c, cJSON **out, Err *err)
{
    const char *name = json_cstr(json_get(c, "fn"));
    const cJSON *args = json_get(c, "args");

    if (name == NULL || !json_is_arr(args))
        return err_set(err, ERR_EUSAGE, "a case needs \"fn\" and \"args\"");
    for (size_t i = 0; i < n_fns; i++) {
        if (strcmp(name, fns[i].name) == 0)
            return fns[i].fn(a, args, out, err);
    }
    return err_set(err, ERR_EUNSUPPORTED, "no such function: %s", name);
}

static void answer(Arena *a, Str line, Buf *b)
{
    Err err = { 0 };
    cJSON *c = NULL, *out = NULL;
    int rc = json_parse(a, line, "case", NULL, &c, &err);

    error_name = NULL;
    if (rc == 0)
        rc = evaluate(a, c, &out, &err);
    buf_puts(b, "{\"id\":");
    print_json(b, json_get(c, "id"));
    if (rc < 0) {
        buf_puts(b, ",\"error\":true,\"code\":");
        print_text(b, error_name ? error_name : err_name(rc));
        buf_puts(b, ",\"message\":");
        print_text(b, err.msg);
    } else {
        buf_puts(b, ",\"out\":");
        print_json(b, out);
    }
    buf_puts(b, "}\n");
}

static int list(void)
{
    for (size_t i = 0; i < n_fns; i++)
        puts(fns[i].name);
    return 0;
}

int main(int argc, char **argv)
{
    Arena a = { 0 };
    Buf b = { 0 };
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;

    if (argc > 1 && strcmp(argv[1], "--list") == 0)
        return list();
    while ((n = getline(&line, &cap, stdin)) >= 0) {
        Str text = str_trim(str_n(line, (size_t)n));

        if (text.len == 0)
            continue;
        buf_clear(&b);
        answer(&a, text, &b);
        fwrite(b.ptr, 1, b.len, stdout);
        arena_release(&a);
    }
    buf_release(&b);
    free(line); /* getline's own memory */
    return 0;
}
