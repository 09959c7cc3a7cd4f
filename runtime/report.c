/* report.c: the last words of a program.
 *
 *     /app/a.js:3
 *       throw new Error('x')
 *       ^
 *
 *     Error: x
 *         at f (/app/a.js:3:1)
 *
 *     Smew v0.1.0 (Node.js v20.20.2)
 */
#include "runtime/report.h"

#include <stdio.h>
#include <unistd.h>

#include "common/buf.h"
#include "common/fs.h"
#include "common/version.h"
#include "runtime/natives.h"

#define MAX_SOURCE ((size_t)64 << 20)

/* The first "(file:line:column)" of a stack that is a file's. */
static bool first_place(Str stack, Str *file, int *line)
{
    Str rest = stack, l;

    while (str_next(&rest, '\n', &l)) {
        Str place, column, number;
        ptrdiff_t i;
        uint64_t n;

        l = str_trim(l);
        if (!str_starts(l, STR("at ")))
            continue;
        place = str_from(l, 3);
        i = str_rindex(place, '(');
        if (i >= 0 && str_ends(place, STR(")")))
            place = str_sub(place, (size_t)i + 1, place.len - 1);
        i = str_rindex(place, ':');
        if (i < 0 || str_starts(place, STR("node:")))
            continue;
        column = str_from(place, (size_t)i + 1);
        place = str_sub(place, 0, (size_t)i);
        i = str_rindex(place, ':');
        number = i < 0 ? STR("") : str_from(place, (size_t)i + 1);
        if (!str_to_u64(column, &n) || !str_to_u64(number, &n) || n == 0)
            continue;
        *file = str_sub(place, 0, (size_t)i);
        *line = (int)n;
        return true;
    }
    return false;
}

static void show_source_line(Buf *out, Str file, int line)
{
    Arena a = { 0 };
    Str text, rest, l = STR("");
    size_t indent = 0;

    if (fs_read_arena(&a, arena_str(&a, file).ptr, MAX_SOURCE, &text, NULL) < 0)
        goto out;
    rest = text;
    for (int n = 0; n < line; n++) {
        if (!str_next(&rest, '\n', &l))
            goto out;
    }
    l = str_trim_right(l);
    if (l.len > 400)
        l.len = 400;
    while (indent < l.len && (l.ptr[indent] == ' ' || l.ptr[indent] == '\t'))
        indent++;
    buf_printf(out, STR_FMT ":%d\n" STR_FMT "\n" STR_FMT "^\n\n", STR_ARG(file), line,
               STR_ARG(l), (int)indent, l.ptr);
out:
    arena_release(&a);
}

/* [ error ] -> [ text ]: the stack with the error's own members, by util.inspect where it
 * can be had; what String() gives for a value that is no error. */
static duk_ret_t describe(duk_context *ctx, void *udata)
{
    (void)udata;
    natives_require(ctx, "internal/run");
    duk_get_prop_string(ctx, -1, "describe");
    duk_dup(ctx, 0);
    duk_call(ctx, 1);
    return 1;
}

static void push_description(duk_context *ctx)
{
    duk_dup_top(ctx);
    if (duk_safe_call(ctx, describe, NULL, 1, 1) == DUK_EXEC_SUCCESS &&
        duk_is_string(ctx, -1))
        return;
    duk_pop(ctx);
    duk_dup_top(ctx);
    duk_safe_to_stacktrace(ctx, -1);
}

void report_uncaught(Runtime *rt)
{
    duk_context *ctx = rt->ctx;
    Buf out = { 0 };
    Str text, file;
    int line;
    bool is_error = duk_is_error(ctx, -1);
    duk_idx_t top = duk_get_top(ctx);

    push_description(ctx);
    text = js_to_utf8(ctx, -1);
    if (first_place(text, &file, &line))
        show_source_line(&out, file, line);
    if (!is_error)
        buf_puts(&out, "Uncaught:\n");
    buf_printf(&out, STR_FMT "\n", STR_ARG(text));
    if (!is_error)
        buf_puts(&out, "(thrown as is: only an Error has a stack)\n");
    buf_printf(&out, "\nSmew v%s (Node.js v%s)\n", SMEW_VERSION, NODE_COMPAT_VERSION);
    if (write(2, out.ptr, out.len) < 0)
        rt->exit_code = 1;
    buf_release(&out);
    duk_set_top(ctx, top);
}
