/* atomics.c: Atomics, where there is one thread: the operations need no locks, and nobody
 * ever waits for another. */
#include <time.h>

#include "runtime/builtins/typed_array.h"
#include "runtime/engine/bigint.h"

enum { ADD, AND, EXCHANGE, OR, SUB, XOR };

/* ValidateIntegerTypedArray and ValidateAtomicAccess: [ view index … ] */
static View require(duk_context *ctx, bool waitable, double *at)
{
    View v;

    if (!view_read(ctx, 0, &v) || v.type == VIEW_DATA)
        builtin_type_error(ctx, "[object Object] is not an integer typed array.");
    if (waitable ? v.type != VIEW_INT32 && v.type != VIEW_BIGINT64
                 : view_is_float(v.type) || v.type == VIEW_UINT8C)
        builtin_type_error(ctx, "[object Array] is not an integer %styped array.",
                           waitable ? "shared " : "");
    if (v.out)
        builtin_type_error(ctx, "Cannot perform Atomics.load on a detached ArrayBuffer");
    *at = builtin_to_index(ctx, 1, "Invalid atomic access index");
    if (*at >= (double)v.length)
        builtin_range_error(ctx, "Invalid atomic access index");
    return v;
}

/* The value at i becomes what the operation works with; the view may have changed. */
static View convert(duk_context *ctx, const View *before, duk_idx_t i)
{
    View v;

    if (view_is_bigint(before->type)) {
        bigint_convert(ctx, i);
    } else {
        double d = builtin_to_integer(ctx, i);

        duk_push_number(ctx, d);
        duk_replace(ctx, i);
    }
    view_read(ctx, 0, &v);
    if (v.out)
        builtin_type_error(ctx, "Cannot perform Atomics.store on a detached ArrayBuffer");
    return v;
}

static uint64_t read_bits(const View *v, double at)
{
    uint64_t bits = 0;

    memcpy(&bits, v->data + (size_t)at * v->size, v->size);
    return bits;
}

/* [ view index value ] -> [ old ]; magic: which */
static duk_ret_t atomics_modify(duk_context *ctx)
{
    int which = duk_get_current_magic(ctx);
    uint64_t x, y = 0;
    double at;
    View v = require(ctx, false, &at);

    v = convert(ctx, &v, 2);
    if (at >= (double)v.length)
        builtin_range_error(ctx, "Invalid atomic access index");
    duk_dup(ctx, 2);
    view_encode(ctx, v.type, &y);
    view_push_element(ctx, &v, (size_t)at);
    x = read_bits(&v, at);
    x = which == ADD   ? x + y
        : which == AND ? x & y
        : which == OR  ? x | y
        : which == SUB ? x - y
        : which == XOR ? x ^ y
                       : y;
    memcpy(v.data + (size_t)at * v.size, &x, v.size);
    return 1;
}

/* [ view index expected replacement ] -> [ old ] */
static duk_ret_t atomics_compare_exchange(duk_context *ctx)
{
    double at;
    uint64_t want = 0, next = 0;
    View v = require(ctx, false, &at);

    convert(ctx, &v, 2);
    v = convert(ctx, &v, 3);
    if (at >= (double)v.length)
        builtin_range_error(ctx, "Invalid atomic access index");
    duk_dup(ctx, 2);
    view_encode(ctx, v.type, &want);
    duk_dup(ctx, 3);
    view_encode(ctx, v.type, &next);
    view_push_element(ctx, &v, (size_t)at);
    if (memcmp(v.data + (size_t)at * v.size, &want, v.size) == 0)
        memcpy(v.data + (size_t)at * v.size, &next, v.size);
    return 1;
}

/* [ view index ] -> [ value ] */
static duk_ret_t atomics_load(duk_context *ctx)
{
    double at;
    View v = require(ctx, false, &at);

    view_read(ctx, 0, &v);
    if (v.out || at >= (double)v.length)
        builtin_type_error(ctx, "Cannot perform Atomics.load on a detached ArrayBuffer");
    view_push_element(ctx, &v, (size_t)at);
    return 1;
}

/* [ view index value ] -> [ value ] */
static duk_ret_t atomics_store(duk_context *ctx)
{
    double at;
    View v = require(ctx, false, &at);

    v = convert(ctx, &v, 2);
    duk_dup(ctx, 2);
    if (at < (double)v.length)
        view_encode(ctx, v.type, v.data + (size_t)at * v.size);
    duk_dup(ctx, 2); /* encoding makes an element's bits of it */
    return 1;
}

/* [ size ] -> [ bool ] */
static duk_ret_t atomics_is_lock_free(duk_context *ctx)
{
    double n = builtin_to_integer(ctx, 0);

    duk_push_boolean(ctx, n == 1 || n == 2 || n == 4 || n == 8);
    return 1;
}

static bool is_shared(duk_context *ctx)
{
    BufferInfo b;

    view_push_buffer(ctx, 0);
    abuffer_read(ctx, -1, &b);
    duk_pop(ctx);
    return b.shared;
}

/* [ view index value timeout ] -> [ text ] */
static duk_ret_t atomics_wait(duk_context *ctx)
{
    double at, timeout;
    uint64_t want = 0;
    View v = require(ctx, true, &at);

    if (!is_shared(ctx))
        builtin_type_error(ctx, "[object Int32Array] is not a shared typed array.");
    v = convert(ctx, &v, 2);
    timeout = duk_to_number(ctx, 3);
    duk_dup(ctx, 2);
    view_encode(ctx, v.type, &want);
    if (memcmp(v.data + (size_t)at * v.size, &want, v.size) != 0) {
        duk_push_literal(ctx, "not-equal");
        return 1;
    }
    if (isnan(timeout) || timeout == INFINITY)
        builtin_type_error(ctx, "Atomics.wait cannot be called in this context: nobody "
                                "could wake this thread");
    if (timeout > 0) {
        struct timespec t = { (time_t)(timeout / 1000),
                              (long)(fmod(timeout, 1000) * 1e6) };

        nanosleep(&t, NULL);
    }
    duk_push_literal(ctx, "timed-out");
    return 1;
}

/* [ view index count ] -> [ number woken ] */
static duk_ret_t atomics_notify(duk_context *ctx)
{
    double at;

    require(ctx, true, &at);
    if (!duk_is_undefined(ctx, 2))
        builtin_to_integer(ctx, 2);
    duk_push_int(ctx, 0);
    return 1;
}

/* [ count ] -> [ ]: a hint for who waits in a loop */
static duk_ret_t atomics_pause(duk_context *ctx)
{
    double n = duk_is_number(ctx, 0) ? duk_get_number(ctx, 0) : NAN;

    if (!duk_is_undefined(ctx, 0) && (isnan(n) || isinf(n) || trunc(n) != n))
        builtin_type_error(ctx, "Atomics.pause: %s is not an integer",
                           builtin_describe(ctx, 0));
    return 0;
}

void atomics_make(duk_context *ctx)
{
    static const ObjectFunction fns[] = {
        { "load", atomics_load, 2, 2, 0 },
        { "store", atomics_store, 3, 3, 0 },
        { "add", atomics_modify, 3, 3, ADD },
        { "sub", atomics_modify, 3, 3, SUB },
        { "and", atomics_modify, 3, 3, AND },
        { "or", atomics_modify, 3, 3, OR },
        { "xor", atomics_modify, 3, 3, XOR },
        { "exchange", atomics_modify, 3, 3, EXCHANGE },
        { "compareExchange", atomics_compare_exchange, 4, 4, 0 },
        { "isLockFree", atomics_is_lock_free, 1, 1, 0 },
        { "wait", atomics_wait, 4, 4, 0 },
        { "notify", atomics_notify, 3, 3, 0 },
        { "pause", atomics_pause, 1, 0, 0 },
        { NULL, NULL, 0, 0, 0 },
    };

    duk_push_object(ctx);
    intrinsic_set(ctx, INTRINSIC_ATOMICS);
    object_put_functions(ctx, -1, fns);
    builtin_put_tag(ctx, -1, "Atomics");
}
