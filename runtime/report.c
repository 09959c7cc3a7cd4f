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
#include "common/utf8.h"
#include "common/version.h"
#include "runtime/engine/internals.h"
#include "runtime/natives.h"

#define MAX_SOURCE ((size_t)64 << 20)

/* The first "(file:line:column)" of a stack that is a file's. */
static bool first_place(Str stack, Str *file, int *line, int *at)
{
    Str rest = stack, l;

    while (str_next(&rest, '\n', &l)) {
        Str place, column, number;
        ptrdiff_t i;
        uint64_t n, c;

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
        if (!str_to_u64(column, &c) || !str_to_u64(number, &n) || n == 0)
            continue;
        *file = str_sub(place, 0, (size_t)i);
        *line = (int)n;
        *at = (int)c;
        return true;
    }
    return false;
}

/* Bytes before the column (in UTF-16 units, from 1). */
static size_t column_bytes(Str line, int column)
{
    size_t i = 0;

    for (int units = 1; units < column && i < line.len; units++) {
        unsigned char c = (unsigned char)line.ptr[i];

        i += c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
        units += c >= 0xf0;
    }
    return i < line.len ? i : line.len;
}

static void show_source_line(Buf *out, Str file, int line, int column)
{
    size_t at;
    Arena a = { 0 };
    Str text, rest, l = STR("");
    Str path = str_starts(file, STR("file:///")) ? str_from(file, 7) : file;

    if (fs_read_arena(&a, arena_str(&a, path).ptr, MAX_SOURCE, &text, NULL) < 0)
        goto out;
    rest = text;
    for (int n = 0; n < line; n++) {
        if (!str_next(&rest, '\n', &l))
            goto out;
    }
    l = str_trim_right(l);
    if (l.len > 400)
        l.len = 400;
    buf_printf(out, STR_FMT ":%d\n" STR_FMT "\n", STR_ARG(file), line, STR_ARG(l));
    at = column_bytes(l, column);
    for (size_t i = 0; i < at; i++) {
        if (!utf8_continues(l.ptr[i]))
            buf_putc(out, l.ptr[i] == '\t' ? '\t' : ' ');
    }
    buf_puts(out, "^\n");
out:
    arena_release(&a);
}

/* [ … error ] -> [ … text ]: by util.inspect for objects */
static duk_ret_t describe(duk_context *ctx, void *udata)
{
    duk_idx_t error = duk_get_top_index(ctx);

    (void)udata;
    natives_require(ctx, "internal/run");
    duk_get_prop_string(ctx, -1, "describe");
    duk_dup(ctx, error);
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

/* [ … error ] -> [ … stack ] */
static duk_ret_t get_stack(duk_context *ctx, void *udata)
{
    (void)udata;
    duk_get_prop_string(ctx, -1, "stack");
    duk_require_string(ctx, -1);
    return 1;
}

/* What eval couldn't compile. */
static bool show_place(duk_context *ctx, Buf *out)
{
    Str text;

    if (!duk_is_object(ctx, -1) || !engine_own_data(ctx, -1, ENGINE_ERROR_PLACE))
        return false;
    text = js_to_utf8(ctx, -1);
    buf_printf(out, STR_FMT, STR_ARG(text));
    return true;
}

/* A syntax error is shown where the text is wrong, not where it was loaded from. */
static bool is_syntax_error(duk_context *ctx)
{
    return duk_is_error(ctx, -1) && duk_get_error_code(ctx, -1) == DUK_ERR_SYNTAX_ERROR;
}

void report_note_place(Runtime *rt, Report *r)
{
    duk_context *ctx = rt->ctx;
    const EngineThrow *t = engine_last_throw();
    const void *value = duk_is_object(ctx, -1) ? duk_get_heapptr(ctx, -1) : NULL;
    bool is_syntax = is_syntax_error(ctx); /* its stack begins with its place */
    Str file;

    *r = (Report){ 0 };
    if (t->line > 0 && (value == NULL || t->value == value) && !is_syntax) {
        snprintf(r->file, sizeof r->file, "%s", t->file);
        r->line = t->line;
        r->column = t->column;
        return;
    }
    duk_dup_top(ctx);
    if (duk_safe_call(ctx, get_stack, NULL, 1, 1) == DUK_EXEC_SUCCESS &&
        !(is_syntax && !str_starts(js_get_str(ctx, -1), STR("SyntaxError"))) &&
        first_place(js_to_utf8(ctx, -1), &file, &r->line, &r->column))
        snprintf(r->file, sizeof r->file, STR_FMT, STR_ARG(file));
    duk_pop(ctx);
}

void report_show(Runtime *rt, const Report *r)
{
    duk_context *ctx = rt->ctx;
    Buf out = { 0 };
    Str text;
    duk_idx_t top = duk_get_top(ctx);

    if (show_place(ctx, &out))
        duk_dup(ctx, top - 1);
    else if (r->line > 0)
        show_source_line(&out, str_of(r->file), r->line, r->column);
    if (out.len > 0 && duk_is_object(ctx, -1))
        buf_putc(&out, '\n');
    push_description(ctx);
    text = js_to_utf8(ctx, -1);
    buf_printf(&out, STR_FMT "\n", STR_ARG(text));
    buf_printf(&out, "\nSmew v%s (Node.js v%s)\n", SMEW_VERSION, NODE_COMPAT_VERSION);
    if (write(2, out.ptr, out.len) < 0)
        rt->exit_code = 1;
    buf_release(&out);
    duk_set_top(ctx, top);
}
