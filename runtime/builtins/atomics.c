/* atomics.c: Atomics, where there is one thread: the operations need no locks. Waiting
 * and waking: atomics_wait.c. */
#include "runtime/builtins/atomics.h"

#include "runtime/engine/bigint.h"
#include "runtime/engine/internals.h"

enum { ADD, AND, EXCHANGE, OR, SUB, XOR };

static bool is_shared(duk_context *ctx)
{
    BufferInfo b;

    view_push_buffer(ctx, 0);
    abuffer_read(ctx, -1, &b);
    duk_pop(ctx);
    return b.shared;
}

View atomics_require(duk_context *ctx, AtomicsUse use, double *at)
{
    bool waitable = use != ATOMICS_ANY;
    View v;

    if (!view_read(ctx, 0, &v) || v.type == VIEW_DATA ||
        (waitable ? v.type != VIEW_INT32 && v.type != VIEW_BIGINT64
                  : view_is_float(v.type) || v.type == VIEW_UINT8C))
        builtin_type_error(ctx, "%s is not an %s typed array.", builtin_describe(ctx, 0),
                           waitable ? "int32 or BigInt64" : "integer");
    if (v.out)
        builtin_type_error(ctx, "Cannot perform Atomics.load on a detached ArrayBuffer");
    if (use == ATOMICS_SHARED && !is_shared(ctx))
        builtin_type_error(ctx, "[object Int32Array] is not a shared typed array.");
    *at = builtin_to_index(ctx, 1, "Invalid atomic access index");
    if (*at >= (double)v.length)
        builtin_range_error(ctx, "Invalid atomic access index");
    return v;
}

View atomics_convert(duk_context *ctx, const View *before, duk_idx_t i)
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

uint64_t atomics_read(const View *v, double at)
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
    View v = atomics_require(ctx, ATOMICS_ANY, &at);

    v = atomics_convert(ctx, &v, 2);
    if (at >= (double)v.length)
        builtin_range_error(ctx, "Invalid atomic access index");
    duk_dup(ctx, 2);
    view_encode(ctx, v.type, &y);
    view_push_element(ctx, &v, (size_t)at);
    x = atomics_read(&v, at);
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
    View v = atomics_require(ctx, ATOMICS_ANY, &at);

    atomics_convert(ctx, &v, 2);
    v = atomics_convert(ctx, &v, 3);
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
    View v = atomics_require(ctx, ATOMICS_ANY, &at);

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
    View v = atomics_require(ctx, ATOMICS_ANY, &at);

    v = atomics_convert(ctx, &v, 2);
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
        { "waitAsync", atomics_wait_async, 4, 4, 0 },
        { "notify", atomics_notify, 3, 3, 0 },
        { "pause", atomics_pause, 1, 0, 0 },
        { NULL, NULL, 0, 0, 0 },
    };

    duk_push_object(ctx);
    intrinsic_set(ctx, INTRINSIC_ATOMICS);
    object_put_functions(ctx, -1, fns);
    builtin_put_tag(ctx, -1, "Atomics");
}
