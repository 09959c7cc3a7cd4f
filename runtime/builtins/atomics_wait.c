/* atomics_wait.c: Atomics.wait, waitAsync and notify. In one thread nobody can wake who
 * sleeps in Atomics.wait; Atomics.waitAsync gives a promise, which notify settles.
 *
 * The waiters' promises and buffers lie in an array of the stash, at the waiter's serial
 * number; what is needed to find a waiter, outside of the engine's heap. */
#include <time.h>

#include "common/xalloc.h"
#include "runtime/builtins/atomics.h"
#include "runtime/builtins/promise.h"
#include "runtime/engine/engine.h"

#define WAITING "atomicsWaiting"

typedef struct AtomicsWaiter {
    const void *place;
    double due; /* by the monotonic clock, in ms; INFINITY: never */
    unsigned serial;
} AtomicsWaiter;

static Builtins *builtins_of(duk_context *ctx)
{
    return js_engine(ctx)->builtins;
}

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* [ view index value timeout ]: where it would wait; false: the value there is another.
 */
static bool begin(duk_context *ctx, const void **place, double *timeout)
{
    double at;
    uint64_t want = 0;
    View v = atomics_require(ctx, ATOMICS_SHARED, &at);

    v = atomics_convert(ctx, &v, 2);
    *timeout = duk_to_number(ctx, 3);
    if (isnan(*timeout))
        *timeout = INFINITY;
    duk_dup(ctx, 2);
    view_encode(ctx, v.type, &want);
    *place = v.data + (size_t)at * v.size;
    return atomics_read(&v, at) == want;
}

/* [ view index value timeout ] -> [ text ] */
duk_ret_t atomics_wait(duk_context *ctx)
{
    const void *place;
    double timeout;

    if (!begin(ctx, &place, &timeout)) {
        duk_push_literal(ctx, "not-equal");
        return 1;
    }
    if (timeout == INFINITY)
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

/* ---- Waiting without sleeping ---- */

/* The host is asked to call atomics_wake_late when the first waiter is due. */
static void set_timer(duk_context *ctx)
{
    Builtins *b = builtins_of(ctx);
    double first = INFINITY;

    VEC_EACH (AtomicsWaiter, w, b->waiters)
        first = fmin(first, w->due);
    if (first != INFINITY && b->wait_hook != NULL)
        b->wait_hook(ctx, fmax(0, ceil(first - now_ms())));
}

/* [ … value ]: what it waits with; the array is made with the first one. */
static void push_waiting(duk_context *ctx)
{
    js_stash_get(ctx, WAITING);
    if (!duk_is_undefined(ctx, -1))
        return;
    duk_pop(ctx);
    duk_push_bare_object(ctx);
    duk_dup_top(ctx);
    js_stash_put(ctx, WAITING);
}

/* [ view … ] -> [ … promise ] */
static void add_waiter(duk_context *ctx, const void *place, double timeout)
{
    Builtins *b = builtins_of(ctx);
    AtomicsWaiter w = { place, now_ms() + timeout, b->next_waiter++ };

    push_waiting(ctx);
    promise_push(ctx);
    duk_push_bare_array(ctx);
    duk_dup(ctx, -2);
    duk_put_prop_index(ctx, -2, 0);
    duk_dup(ctx, 0); /* keeps the memory at `place` */
    duk_put_prop_index(ctx, -2, 1);
    duk_put_prop_index(ctx, -3, w.serial);
    duk_remove(ctx, -2);
    vec_push(&b->waiters, w);
    set_timer(ctx);
}

/* [ view index value timeout ] -> [ { async, value } ] */
duk_ret_t atomics_wait_async(duk_context *ctx)
{
    const void *place;
    double timeout;
    bool same = begin(ctx, &place, &timeout), waits = same && timeout > 0;

    if (waits)
        add_waiter(ctx, place, timeout);
    else
        duk_push_string(ctx, same ? "timed-out" : "not-equal");
    duk_push_object(ctx);
    duk_push_boolean(ctx, waits);
    duk_put_prop_literal(ctx, -2, "async");
    duk_dup(ctx, -2);
    duk_put_prop_literal(ctx, -2, "value");
    return 1;
}

/* Its promise is settled, and it waits no longer. */
static void wake(duk_context *ctx, size_t i, const char *outcome)
{
    Builtins *b = builtins_of(ctx);
    unsigned serial = b->waiters.ptr[i].serial;

    vec_remove(&b->waiters, i);
    push_waiting(ctx);
    duk_get_prop_index(ctx, -1, serial);
    duk_get_prop_index(ctx, -1, 0);
    duk_push_string(ctx, outcome);
    promise_resolve(ctx, -2);
    duk_pop_2(ctx);
    duk_del_prop_index(ctx, -1, serial);
    duk_pop(ctx);
}

/* [ view index count ] -> [ number woken ] */
duk_ret_t atomics_notify(duk_context *ctx)
{
    Builtins *b = builtins_of(ctx);
    double at, count = INFINITY, n = 0;
    View v = atomics_require(ctx, ATOMICS_WAITABLE, &at);
    const void *place = v.data + (size_t)at * v.size;

    if (!duk_is_undefined(ctx, 2))
        count = fmax(0, builtin_to_integer(ctx, 2));
    for (size_t i = 0; i < b->waiters.len && n < count;) {
        if (b->waiters.ptr[i].place != place) {
            i++;
            continue;
        }
        wake(ctx, i, "ok");
        n++;
    }
    duk_push_number(ctx, n);
    return 1;
}

void atomics_wake_late(duk_context *ctx)
{
    Builtins *b = builtins_of(ctx);
    double now = now_ms();

    for (size_t i = 0; i < b->waiters.len;) {
        if (b->waiters.ptr[i].due <= now)
            wake(ctx, i, "timed-out");
        else
            i++;
    }
    set_timer(ctx);
}
