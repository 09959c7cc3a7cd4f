/* promise.c: Promise: states, reactions, then, and what resolves a promise. What is made
 * of these stands in promise_class.c, the combinators in promise_all.c, unhandled
 * rejections in rejections.c.
 *
 * A promise has two slots: a number of flags (below), and its result, or, while pending,
 * an array of reactions, five values each (and that of an async function a third, what it
 * keeps):
 *
 *     who       the derived promise; undefined: none; or a pointer to a PromiseReaction
 *     resolve, reject   functions of the derived promise's capability; undefined: it is a
 *                       %Promise%, settled directly (for a PromiseReaction: its data)
 *     onFulfilled, onRejected   undefined: the result is passed on
 */
#include "runtime/builtins/promise.h"

#include "runtime/engine/engine.h"
#include "runtime/engine/formals.h"
#include "runtime/engine/internals.h"
#include "runtime/engine/microtask.h"

enum { SLOT_FLAGS, SLOT_RESULT, SLOTS, SLOT_KEPT = SLOTS, SLOTS_KEEPING };

#define STATE_MASK 3
#define HANDLED 4
#define REPORTED 8 /* as a rejection that nobody handles */
/* Above: how many pairs of resolving functions have been used up. The pair that is valid
 * was made at the present count; it becomes invalid with its first call. */
#define PAIR_UNIT 16

#define REACTION_SIZE 5

static int flags_of(duk_context *ctx, duk_idx_t i)
{
    return slots_int(ctx, i, SLOT_FLAGS);
}

static void set_flags(duk_context *ctx, duk_idx_t i, int flags)
{
    slots_put_int(ctx, i, SLOT_FLAGS, flags);
}

bool promise_is(duk_context *ctx, duk_idx_t i)
{
    return slots_is(ctx, i, SLOTS_PROMISE);
}

PromiseState promise_state(duk_context *ctx, duk_idx_t i)
{
    return (PromiseState)(flags_of(ctx, i) & STATE_MASK);
}

bool promise_was_reported(duk_context *ctx, duk_idx_t i)
{
    return (flags_of(ctx, i) & REPORTED) != 0;
}

bool promise_mark_reported(duk_context *ctx, duk_idx_t i)
{
    int flags = flags_of(ctx, i);

    if (flags & HANDLED)
        return false;
    set_flags(ctx, i, flags | REPORTED);
    return true;
}

void promise_push_result(duk_context *ctx, duk_idx_t i)
{
    slots_get(ctx, i, SLOT_RESULT);
}

/* [ prototype ] -> [ promise ] */
static void push_with_prototype(duk_context *ctx, int slots)
{
    slots_push_object(ctx, SLOTS_PROMISE, slots);
    slots_put_int(ctx, -1, SLOT_FLAGS, PROMISE_PENDING);
}

void promise_push(duk_context *ctx)
{
    intrinsic_push(ctx, INTRINSIC_PROMISE_PROTOTYPE);
    push_with_prototype(ctx, SLOTS);
}

void promise_push_keeping(duk_context *ctx)
{
    intrinsic_push(ctx, INTRINSIC_PROMISE_PROTOTYPE);
    push_with_prototype(ctx, SLOTS_KEEPING);
    duk_insert(ctx, -2);
    slots_put(ctx, -2, SLOT_KEPT);
}

void promise_kept(duk_context *ctx, duk_idx_t i)
{
    slots_get(ctx, i, SLOT_KEPT);
}

void promise_keep(duk_context *ctx, duk_idx_t i)
{
    slots_put(ctx, i, SLOT_KEPT);
}

/* ---- Reactions ---- */

/* A reaction's values and the result, as jobs get them. */
enum { JOB_WHO, JOB_RESOLVE, JOB_REJECT, JOB_FULFILLED, JOB_REJECTED, JOB_RESULT, JOB };

/* [ … value ] -> [ … ]: settles who of the job at `at` with what its handler gave. */
static void settle_derived(duk_context *ctx, duk_idx_t at, bool rejected)
{
    if (duk_is_undefined(ctx, at + JOB_WHO)) {
        duk_pop(ctx);
        return;
    }
    if (rejected)
        promise_capability_reject(ctx, at + JOB_WHO);
    else
        promise_capability_resolve(ctx, at + JOB_WHO);
}

static void run_reaction(duk_context *ctx, bool rejected)
{
    duk_idx_t at = duk_get_top(ctx) - JOB;
    duk_idx_t handler = at + (rejected ? JOB_REJECTED : JOB_FULFILLED);
    Engine *e = js_engine(ctx);

    if (duk_is_undefined(ctx, handler)) {
        duk_dup(ctx, at + JOB_RESULT);
    } else {
        e->reaction = NULL;
        e->reaction_object = duk_get_heapptr(ctx, at + JOB_WHO);
        duk_dup(ctx, handler);
        duk_dup(ctx, at + JOB_RESULT);
        rejected = duk_pcall(ctx, 1) != DUK_EXEC_SUCCESS;
    }
    settle_derived(ctx, at, rejected);
}

static void run_fulfilled(duk_context *ctx)
{
    run_reaction(ctx, false);
}

static void run_rejected(duk_context *ctx)
{
    run_reaction(ctx, true);
}

static PromiseReaction reaction_of(duk_context *ctx, duk_idx_t who)
{
    return (PromiseReaction)(uintptr_t)duk_get_pointer(ctx, who);
}

/* [ ] -> [ ]: the job of the reaction that stands in the array at `reactions` from `from`
 * on, with the result. */
static void queue_reaction(duk_context *ctx, duk_idx_t reactions, duk_uarridx_t from,
                           duk_idx_t result, bool rejected)
{
    duk_idx_t at = duk_get_top(ctx);

    engine_unpack(ctx, reactions, from, 2);
    if (duk_is_pointer(ctx, at)) {
        duk_dup(ctx, result);
        microtask_push_reaction(ctx, reaction_of(ctx, at), rejected);
        duk_pop(ctx);
        return;
    }
    engine_unpack(ctx, reactions, from + 2, REACTION_SIZE - 2);
    duk_dup(ctx, result);
    microtask_push_job(ctx, rejected ? run_rejected : run_fulfilled, JOB);
}

/* [ who resolve reject onFulfilled onRejected ] -> [ ] */
static void add_reaction(duk_context *ctx, duk_idx_t promise)
{
    duk_idx_t at = duk_get_top(ctx) - REACTION_SIZE;

    slots_get(ctx, promise, SLOT_RESULT);
    if (duk_is_undefined(ctx, -1)) {
        duk_pop(ctx);
        engine_pack(ctx, REACTION_SIZE);
        slots_put(ctx, promise, SLOT_RESULT);
        return;
    }
    duk_insert(ctx, at);
    engine_pack_more(ctx, at, REACTION_SIZE);
    duk_pop(ctx);
}

/* [ ] -> [ result ]: of the promise, which is settled; it is handled from now on. True:
 * it is rejected. */
static bool take_result(duk_context *ctx, duk_idx_t promise, int flags)
{
    bool rejected = (flags & STATE_MASK) == PROMISE_REJECTED;

    if (rejected && !(flags & HANDLED))
        rejection_handled(ctx, promise);
    slots_get(ctx, promise, SLOT_RESULT);
    return rejected;
}

static void mark_handled(duk_context *ctx, duk_idx_t promise, int flags)
{
    if (!(flags & HANDLED))
        set_flags(ctx, promise, flags_of(ctx, promise) | HANDLED);
}

/* PerformPromiseThen: [ who resolve reject onFulfilled onRejected ] -> [ ] */
static void react(duk_context *ctx, duk_idx_t promise)
{
    int flags = flags_of(ctx, promise);

    promise = duk_normalize_index(ctx, promise);
    if ((flags & STATE_MASK) == PROMISE_PENDING) {
        add_reaction(ctx, promise);
    } else {
        bool rejected = take_result(ctx, promise, flags);

        microtask_push_job(ctx, rejected ? run_rejected : run_fulfilled, JOB);
    }
    mark_handled(ctx, promise, flags);
}

bool promise_push_reaction(duk_context *ctx, duk_idx_t i)
{
    duk_idx_t top = duk_get_top(ctx);

    if (promise_state(ctx, i) != PROMISE_PENDING)
        return false;
    slots_get(ctx, i, SLOT_RESULT);
    if (!duk_is_undefined(ctx, top) && duk_get_length(ctx, top) == REACTION_SIZE) {
        engine_unpack(ctx, top, 0, REACTION_SIZE);
        duk_remove(ctx, top);
        return true;
    }
    duk_pop(ctx);
    return false;
}

void promise_soon(duk_context *ctx, PromiseReaction reaction, bool rejected)
{
    microtask_push_reaction(ctx, reaction, rejected);
}

bool promise_is_ours(duk_context *ctx, duk_idx_t i)
{
    bool ours;

    if (!promise_is(ctx, i) || engine_find_plain(ctx, i, "constructor") != ENGINE_DATA)
        return false;
    ours = intrinsic_is(ctx, -1, INTRINSIC_PROMISE);
    duk_pop(ctx);
    return ours;
}

void promise_wait(duk_context *ctx, duk_idx_t i, PromiseReaction reaction)
{
    int flags = flags_of(ctx, i);

    i = duk_normalize_index(ctx, i);
    duk_require_stack(ctx, 12);
    if ((flags & STATE_MASK) == PROMISE_PENDING) {
        duk_push_pointer(ctx, (void *)(uintptr_t)reaction);
        duk_insert(ctx, -2);
        for (int k = 2; k < REACTION_SIZE; k++)
            duk_push_undefined(ctx);
        add_reaction(ctx, i);
    } else {
        microtask_push_reaction(ctx, reaction, take_result(ctx, i, flags));
    }
    mark_handled(ctx, i, flags);
}

/* ---- Settling ---- */

/* [ result ] -> [ ] */
static void settle(duk_context *ctx, duk_idx_t promise, PromiseState state)
{
    int flags = flags_of(ctx, promise);
    duk_idx_t result;

    promise = duk_normalize_index(ctx, promise);
    duk_require_stack(ctx, 16);
    result = duk_get_top_index(ctx);
    slots_get(ctx, promise, SLOT_RESULT);
    if (state == PROMISE_FULFILLED && duk_is_undefined(ctx, -1)) { /* nobody waits */
        duk_pop(ctx);
        slots_put(ctx, promise, SLOT_RESULT);
        set_flags(ctx, promise, flags | (int)state);
        return;
    }
    duk_dup(ctx, result);
    slots_put(ctx, promise, SLOT_RESULT);
    set_flags(ctx, promise, (flags & ~STATE_MASK) | (int)state);
    if (state == PROMISE_REJECTED && !(flags & HANDLED))
        rejection_noticed(ctx, promise);
    /* [ result reactions ] */
    if (!duk_is_undefined(ctx, -1)) {
        duk_uarridx_t n = (duk_uarridx_t)duk_get_length(ctx, -1);

        for (duk_uarridx_t at = 0; at < n; at += REACTION_SIZE)
            queue_reaction(ctx, result + 1, at, result, state == PROMISE_REJECTED);
    }
    duk_set_top(ctx, result);
}

void promise_reject(duk_context *ctx, duk_idx_t i)
{
    settle(ctx, i, PROMISE_REJECTED);
}

/* [ promise thenable then ]: NewPromiseResolveThenableJob */
static void run_thenable(duk_context *ctx);

/* [ promise value ] -> [ promise value then ] */
static duk_ret_t get_then(duk_context *ctx, void *udata)
{
    (void)udata;
    duk_get_prop_literal(ctx, -1, "then");
    return 1;
}

void promise_resolve(duk_context *ctx, duk_idx_t i)
{
    i = duk_normalize_index(ctx, i);
    duk_require_stack(ctx, 16);
    if (!builtin_is_object(ctx, -1)) {
        settle(ctx, i, PROMISE_FULFILLED);
        return;
    }
    if (duk_strict_equals(ctx, i, -1)) {
        duk_pop(ctx);
        duk_push_error_object(ctx, DUK_ERR_TYPE_ERROR,
                              "Chaining cycle detected for promise #<Promise>");
        settle(ctx, i, PROMISE_REJECTED);
        return;
    }
    switch (engine_find_plain(ctx, -1, "then")) {
    case ENGINE_ABSENT: settle(ctx, i, PROMISE_FULFILLED); return;
    case ENGINE_DATA: break;
    case ENGINE_UNSURE:
        duk_dup_top(ctx);
        if (duk_safe_call(ctx, get_then, NULL, 1, 1) != DUK_EXEC_SUCCESS) {
            duk_remove(ctx, -2);
            settle(ctx, i, PROMISE_REJECTED);
            return;
        }
        break;
    }
    if (!duk_is_function(ctx, -1)) {
        duk_pop(ctx);
        settle(ctx, i, PROMISE_FULFILLED);
        return;
    }
    duk_dup(ctx, i);
    duk_insert(ctx, -3);
    microtask_push_job(ctx, run_thenable, 3);
}

/* ---- Resolving functions ---- */

enum { PAIR_PROMISE, PAIR_COUNT, PAIR_SLOTS };

/* [ ] -> [ promise ] of the function that runs, unless its pair is used up. */
static bool take_pair(duk_context *ctx)
{
    int flags;

    slots_get_callee(ctx, PAIR_PROMISE);
    slots_get_callee(ctx, PAIR_COUNT);
    flags = flags_of(ctx, -2);
    if (flags / PAIR_UNIT != duk_get_int(ctx, -1))
        return false;
    duk_pop(ctx);
    set_flags(ctx, -1, flags + PAIR_UNIT);
    return true;
}

/* [ value ] -> [ ] */
static duk_ret_t resolve_function(duk_context *ctx)
{
    if (take_pair(ctx)) {
        duk_dup(ctx, 0);
        promise_resolve(ctx, 1);
    }
    return 0;
}

bool promise_push_resolved(duk_context *ctx, duk_idx_t fn)
{
    if (duk_get_c_function(ctx, fn) != resolve_function)
        return false;
    slots_get(ctx, fn, PAIR_PROMISE);
    return true;
}

/* [ reason ] -> [ ] */
static duk_ret_t reject_function(duk_context *ctx)
{
    if (take_pair(ctx)) {
        duk_dup(ctx, 0);
        promise_reject(ctx, 1);
    }
    return 0;
}

/* [ ] -> [ function ] */
static void push_resolving(duk_context *ctx, duk_idx_t promise, duk_c_function fn)
{
    slots_push_closure(ctx, fn, 1, 1, PAIR_SLOTS);
    duk_dup(ctx, promise);
    slots_put(ctx, -2, PAIR_PROMISE);
    slots_put_int(ctx, -1, PAIR_COUNT, flags_of(ctx, promise) / PAIR_UNIT);
}

/* [ ] -> [ resolve reject ] for the promise at i: CreateResolvingFunctions. */
static void push_pair(duk_context *ctx, duk_idx_t i)
{
    i = duk_normalize_index(ctx, i);
    push_resolving(ctx, i, resolve_function);
    push_resolving(ctx, i, reject_function);
}

static void run_thenable(duk_context *ctx)
{
    duk_idx_t at = duk_get_top(ctx) - 3;

    /* The usual case needs no functions: our own then, and nobody sees what it gives. */
    if (promise_is(ctx, at + 1) && intrinsic_is(ctx, at + 2, INTRINSIC_PROMISE_THEN)) {
        duk_dup(ctx, at);
        for (int k = 0; k < 4; k++)
            duk_push_undefined(ctx);
        if (engine_find_data(ctx, at + 1, "constructor") &&
            intrinsic_is(ctx, -1, INTRINSIC_PROMISE)) {
            duk_pop(ctx);
            react(ctx, at + 1);
            return;
        }
        duk_set_top(ctx, at + 3);
    }
    push_pair(ctx, at);
    duk_dup(ctx, at + 2);
    duk_dup(ctx, at + 1);
    duk_dup(ctx, at + 3);
    duk_dup(ctx, at + 4);
    /* [ promise thenable then resolve reject | then thenable resolve reject ] */
    if (duk_pcall_method(ctx, 2) != DUK_EXEC_SUCCESS) {
        duk_dup(ctx, at + 4);
        duk_insert(ctx, -2);
        duk_call(ctx, 1);
    }
}

/* ---- Capabilities ---- */

/* [ resolve reject ] -> [ ]: what a constructor calls back with: kept in the slots. */
static duk_ret_t capability_executor(duk_context *ctx)
{
    slots_get_callee(ctx, 0);
    slots_get_callee(ctx, 1);
    if (!duk_is_undefined(ctx, 2) || !duk_is_undefined(ctx, 3))
        builtin_type_error(
            ctx,
            "Promise executor has already been invoked with non-undefined arguments");
    duk_push_current_function(ctx);
    duk_dup(ctx, 0);
    slots_put(ctx, -2, 0);
    duk_dup(ctx, 1);
    slots_put(ctx, -2, 1);
    return 0;
}

void promise_push_capability(duk_context *ctx, duk_idx_t i)
{
    duk_idx_t at = duk_get_top(ctx);

    i = duk_normalize_index(ctx, i);
    duk_require_stack(ctx, 12);
    if (intrinsic_is(ctx, i, INTRINSIC_PROMISE)) {
        promise_push(ctx);
        duk_push_undefined(ctx);
        duk_push_undefined(ctx);
        return;
    }
    if (!object_is_constructor(ctx, i))
        builtin_type_error(ctx, "%s is not a constructor", builtin_describe(ctx, i));
    slots_push_closure(ctx, capability_executor, 2, 2, 2);
    duk_dup(ctx, i);
    duk_dup(ctx, at);
    duk_new(ctx, 1);
    slots_get(ctx, at, 0);
    slots_get(ctx, at, 1);
    if (!duk_is_function(ctx, -2) || !duk_is_function(ctx, -1))
        builtin_type_error(ctx, "Promise resolve or reject function is not callable");
    duk_remove(ctx, at);
}

void promise_capability_functions(duk_context *ctx, duk_idx_t i)
{
    i = duk_normalize_index(ctx, i);
    if (!duk_is_undefined(ctx, i + 1))
        return;
    push_pair(ctx, i);
    duk_replace(ctx, i + 2);
    duk_replace(ctx, i + 1);
}

/* [ value ] -> [ ] */
static void call_with(duk_context *ctx, duk_idx_t fn)
{
    duk_dup(ctx, fn);
    duk_insert(ctx, -2);
    duk_call(ctx, 1);
    duk_pop(ctx);
}

void promise_capability_resolve(duk_context *ctx, duk_idx_t i)
{
    if (duk_is_undefined(ctx, i + 1))
        promise_resolve(ctx, i);
    else
        call_with(ctx, i + 1);
}

void promise_capability_reject(duk_context *ctx, duk_idx_t i)
{
    if (duk_is_undefined(ctx, i + 1))
        promise_reject(ctx, i);
    else
        call_with(ctx, i + 2);
}

void promise_resolve_by(duk_context *ctx, duk_idx_t i)
{
    duk_idx_t value = duk_get_top_index(ctx);

    i = duk_normalize_index(ctx, i);
    duk_require_stack(ctx, 12);
    if (promise_is(ctx, value)) {
        bool same;

        duk_get_prop_literal(ctx, value, "constructor");
        same = duk_samevalue(ctx, -1, i);
        duk_pop(ctx);
        if (same)
            return;
    }
    promise_push_capability(ctx, i);
    duk_dup(ctx, value);
    promise_capability_resolve(ctx, value + 1);
    duk_set_top(ctx, value + 2);
    duk_remove(ctx, value);
}

void promise_of(duk_context *ctx)
{
    intrinsic_push(ctx, INTRINSIC_PROMISE);
    duk_insert(ctx, -2);
    promise_resolve_by(ctx, -2);
    duk_remove(ctx, -2);
}

/* ---- The class ---- */

duk_ret_t promise_constructor(duk_context *ctx)
{
    duk_idx_t n = 1;

    if (!duk_is_constructor_call(ctx))
        builtin_type_error(ctx, "Promise constructor cannot be invoked without 'new'");
    if (!duk_is_function(ctx, 0))
        builtin_type_error(ctx, "Promise resolver %s is not a function",
                           builtin_describe(ctx, 0));
    builtin_push_prototype(ctx, INTRINSIC_PROMISE_PROTOTYPE);
    push_with_prototype(ctx, SLOTS);
    push_resolving(ctx, 1, resolve_function);
    /* [ executor promise | executor resolve reject? ] */
    duk_dup(ctx, 0);
    duk_insert(ctx, 2);
    if (!engine_ignores_from(ctx, 0, 1)) {
        push_resolving(ctx, 1, reject_function);
        n = 2;
    }
    /* What it throws counts where none of the two has been called. */
    if (duk_pcall(ctx, n) != DUK_EXEC_SUCCESS && flags_of(ctx, 1) < PAIR_UNIT) {
        set_flags(ctx, 1, flags_of(ctx, 1) + PAIR_UNIT);
        promise_reject(ctx, 1);
    }
    duk_dup(ctx, 1);
    return 1;
}

duk_ret_t promise_then(duk_context *ctx)
{
    builtin_push_this(ctx, SLOTS_PROMISE, "Promise.prototype.then");
    builtin_push_species(ctx, 2, INTRINSIC_PROMISE);
    promise_push_capability(ctx, 3);
    /* [ onFulfilled onRejected this species | promise resolve reject ] */
    for (duk_idx_t k = 0; k < 2; k++) {
        if (duk_is_function(ctx, k))
            duk_dup(ctx, k);
        else
            duk_push_undefined(ctx);
    }
    duk_dup(ctx, 4);
    duk_replace(ctx, 0);
    react(ctx, 2);
    duk_set_top(ctx, 1);
    return 1;
}
