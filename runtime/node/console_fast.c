/* console_fast.c: the global console.
 *
 * log, info, debug, warn and error write strings and numbers straight away; anything
 * else, and every other method, goes to the module 'console' (console.js), which is
 * loaded then. */
#include "runtime/node/console_fast.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "common/buf.h"
#include "common/bug.h"
#include "runtime/builtins/builtins.h"
#include "runtime/engine/bind.h"
#include "runtime/natives.h"

int console_write(int fd, Str data)
{
    while (data.len > 0) {
        ssize_t n = write(fd, data.ptr, data.len);

        if (n >= 0) {
            data = str_from(data, (size_t)n);
        } else if (errno == EAGAIN) {
            struct pollfd p = { .fd = fd, .events = POLLOUT };

            poll(&p, 1, -1);
        } else if (errno != EINTR) {
            return -errno;
        }
    }
    return 0;
}

/* Strings without a directive, numbers that print as they are, booleans, null, undefined.
 */
static bool is_plain(duk_context *ctx, duk_idx_t n)
{
    for (duk_idx_t i = 0; i < n; i++) {
        switch (duk_get_type(ctx, i)) {
        case DUK_TYPE_STRING:
            if (duk_is_symbol(ctx, i) ||
                (i == 0 && n > 1 && strchr(duk_get_string(ctx, i), '%')))
                return false;
            break;
        case DUK_TYPE_NUMBER:
            if (duk_get_number(ctx, i) == 0) /* -0 shows its sign */
                return false;
            break;
        case DUK_TYPE_BOOLEAN:
        case DUK_TYPE_NULL:
        case DUK_TYPE_UNDEFINED: break;
        default: return false;
        }
    }
    return true;
}

/* Must JavaScript write, because groups indent or because the program may have replaced
 * the write of process.stdout, which it has looked at? */
static bool is_busy(duk_context *ctx)
{
    bool busy;

    js_stash_get(ctx, "consoleBusy");
    busy = duk_get_boolean(ctx, -1);
    duk_pop(ctx);
    if (!busy) {
        js_stash_get(ctx, "natives");
        busy = duk_has_prop_string(ctx, -1, "internal/process/stdio");
        duk_pop(ctx);
    }
    return busy;
}

/* In Node's order; fd is where a method writes that only formats its arguments. */
static const struct {
    const char *name;
    int fd;
} methods[] = {
    { "log", 1 },
    { "warn", 2 },
    { "dir", 0 },
    { "time", 0 },
    { "timeEnd", 0 },
    { "timeLog", 0 },
    { "trace", 0 },
    { "assert", 0 },
    { "clear", 0 },
    { "count", 0 },
    { "countReset", 0 },
    { "group", 0 },
    { "groupEnd", 0 },
    { "table", 0 },
    { "debug", 1 },
    { "info", 1 },
    { "dirxml", 0 },
    { "error", 2 },
    { "groupCollapsed", 0 },
    { "profile", 0 },
    { "profileEnd", 0 },
    { "timeStamp", 0 },
};

/* [ args… ] -> [ ] */
static duk_ret_t write_plain(duk_context *ctx, int fd)
{
    duk_idx_t n = duk_get_top(ctx);
    Str text;

    if (n == 0)
        duk_push_string(ctx, "");
    duk_push_string(ctx, " ");
    duk_insert(ctx, 0);
    duk_join(ctx, n > 0 ? n : 1);
    duk_push_string(ctx, "\n");
    duk_concat(ctx, 2);
    text = js_to_utf8(ctx, -1);
    console_write(fd, text);
    return 0;
}

/* [ args… ] -> [ result ] */
static duk_ret_t js_console_method(duk_context *ctx)
{
    int which = duk_get_current_magic(ctx);
    duk_idx_t n = duk_get_top(ctx);

    if (methods[which].fd != 0 && is_plain(ctx, n) && !is_busy(ctx))
        return write_plain(ctx, methods[which].fd);
    natives_require(ctx, "internal/console/global");
    duk_get_prop_string(ctx, -1, methods[which].name);
    duk_insert(ctx, 0);
    duk_insert(ctx, 1);
    duk_call_method(ctx, n);
    return 1;
}

/* [ ] -> [ Console ] */
static duk_ret_t js_get_console_class(duk_context *ctx)
{
    natives_require(ctx, "internal/console/global");
    duk_get_prop_string(ctx, -1, "Console");
    return 1;
}

void console_push(duk_context *ctx)
{
    duk_push_object(ctx);
    for (size_t i = 0; i < ARRAY_LEN(methods); i++) {
        js_push_function(ctx, methods[i].name, js_console_method, DUK_VARARGS);
        duk_set_magic(ctx, -1, (duk_int_t)i);
        duk_put_prop_string(ctx, -2, methods[i].name);
    }
    js_put_accessor(ctx, "Console", js_get_console_class, NULL);
    builtin_put_tag(ctx, -1, "console");
}

/* ---- internalBinding('console') ---- */

/* [ fd text ] -> [ ] */
static duk_ret_t js_write(duk_context *ctx)
{
    console_write(duk_require_int(ctx, 0), js_to_utf8(ctx, 1));
    return 0;
}

/* [ fd ] -> [ bool ] */
static duk_ret_t js_is_tty(duk_context *ctx)
{
    duk_push_boolean(ctx, isatty(duk_require_int(ctx, 0)) == 1);
    return 1;
}

/* [ bool ] -> [ ] */
static duk_ret_t js_set_indented(duk_context *ctx)
{
    duk_push_boolean(ctx, duk_to_boolean(ctx, 0));
    js_stash_put(ctx, "consoleBusy");
    return 0;
}

void js_init_console(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "write", js_write, 2, 0 },
        { "isTTY", js_is_tty, 1, 0 },
        { "setIndented", js_set_indented, 1, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
}
