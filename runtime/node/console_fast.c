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

static bool is_grouped(duk_context *ctx)
{
    bool grouped;

    js_stash_get(ctx, "consoleBusy");
    grouped = duk_get_boolean(ctx, -1);
    duk_pop(ctx);
    return grouped;
}

static const char *const method_names[] = {
    "log",        "info",      "debug",          "warn",      "error", "dir",
    "dirxml",     "table",     "trace",          "assert",    "clear", "count",
    "countReset", "group",     "groupCollapsed", "groupEnd",  "time",  "timeEnd",
    "timeLog",    "timeStamp", "profile",        "profileEnd"
};

#define FIRST_STDERR 3
#define LAST_QUICK 4

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

    if (which <= LAST_QUICK && is_plain(ctx, n) && !is_grouped(ctx))
        return write_plain(ctx, which >= FIRST_STDERR ? 2 : 1);
    natives_require(ctx, "internal/console/global");
    duk_get_prop_string(ctx, -1, method_names[which]);
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
    for (size_t i = 0; i < ARRAY_LEN(method_names); i++) {
        js_push_function(ctx, method_names[i], js_console_method, DUK_VARARGS);
        duk_set_magic(ctx, -1, (duk_int_t)i);
        duk_put_prop_string(ctx, -2, method_names[i]);
    }
    js_put_accessor(ctx, "Console", js_get_console_class, NULL);
}
