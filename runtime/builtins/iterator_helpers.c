/* iterator_helpers.c: Iterator, Iterator.from and concat, and Iterator.prototype's
 * methods that give iterators: map, filter, take, drop, flatMap, chunks, windows. What
 * goes through everything at once is in iterator_consume.c.
 *
 * A helper object keeps its source's iterator and next method in slots, and goes one step
 * of it for each of its own. */
#include "runtime/builtins/iterator_private.h"

#include "common/bug.h"
#include "runtime/builtins/install.h"
#include "runtime/engine/array.h"
#include "runtime/engine/meta.h"

enum { MAP, FILTER, TAKE, DROP, FLAT_MAP, CHUNKS, WINDOWS, CONCAT };

/* Slots of a helper: the source's iterator (undefined when it has ended) and its next
 * method; the function, count or (concat) the iterables and their methods; the index;
 * which; the inner iterator of flatMap and concat and its next (windows: what it holds
 * and whether less is allowed); whether it runs just now. */
enum { SOURCE, NEXT, ARGUMENT, INDEX, WHICH, INNER, INNER_NEXT, STATE, HELPER_SLOTS };
enum { FRESH, SUSPENDED, RUNNING, DONE };

/* ---- The source ---- */

void iterator_push_this(duk_context *ctx, const char *method)
{
    duk_push_this(ctx);
    if (!builtin_is_object(ctx, -1))
        builtin_type_error(ctx, "Iterator.prototype.%s called on non-object", method);
}

/* The iterator at i is closed before the error goes on: arguments are wrong. */
static _Noreturn void iterator_refuse(duk_context *ctx, duk_idx_t i, bool range,
                                      const char *message)
{
    iterate_close_quietly(ctx, i);
    if (range)
        builtin_range_error(ctx, "%s", message);
    builtin_type_error(ctx, "%s", message);
}

void iterator_require_function(duk_context *ctx, duk_idx_t self)
{
    if (duk_is_function(ctx, 0))
        return;
    duk_push_sprintf(ctx, "%s is not a function", builtin_describe(ctx, 0));
    iterator_refuse(ctx, self, false, duk_get_string(ctx, -1));
}

double iterator_require_integral(duk_context *ctx, duk_idx_t self, duk_idx_t i,
                                 const char *what, double least, double most,
                                 bool infinite)
{
    double n = duk_is_number(ctx, i) ? duk_get_number(ctx, i) : NAN;

    if (isnan(n) || (isinf(n) && !infinite) || (!isinf(n) && trunc(n) != n)) {
        duk_push_sprintf(ctx, "%s must be an integral number", what);
        iterator_refuse(ctx, self, false, duk_get_string(ctx, -1));
    }
    if (n < least || (n > most && !(infinite && isinf(n)))) {
        duk_push_sprintf(ctx, "%s is out of range", what);
        iterator_refuse(ctx, self, true, duk_get_string(ctx, -1));
    }
    return n;
}

/* ---- Making helpers ---- */

static duk_ret_t read_count(duk_context *ctx, void *udata)
{
    double n = duk_to_number(ctx, 0);

    *(double *)udata = isnan(n) ? NAN : trunc(n);
    return 0;
}

/* The count of take and drop. */
static double require_count(duk_context *ctx, duk_idx_t self)
{
    double n = 0;

    if (duk_safe_call(ctx, read_count, &n, 0, 1) != DUK_EXEC_SUCCESS) {
        iterate_close_quietly(ctx, self);
        (void)duk_throw(ctx);
    }
    duk_pop(ctx);
    if (isnan(n) || n < 0 || (n > 9007199254740991.0 && !isinf(n))) {
        duk_push_sprintf(ctx, "%s must be positive", builtin_describe(ctx, 0));
        iterator_refuse(ctx, self, true, duk_get_string(ctx, -1));
    }
    return n;
}

/* [ ] -> [ helper ]: its iterator stands at 1 and its argument at 0. */
static void push_helper(duk_context *ctx, int which)
{
    intrinsic_push(ctx, INTRINSIC_ITERATOR_HELPER_PROTOTYPE);
    slots_push_object(ctx, SLOTS_ITERATOR_HELPER, HELPER_SLOTS);
    duk_dup(ctx, 1);
    slots_put(ctx, -2, SOURCE);
    if (which != CONCAT) {
        duk_get_prop_literal(ctx, 1, "next");
        slots_put(ctx, -2, NEXT);
    }
    duk_dup(ctx, 0);
    slots_put(ctx, -2, ARGUMENT);
    slots_put_int(ctx, -1, INDEX, 0);
    slots_put_int(ctx, -1, WHICH, which);
    slots_put_int(ctx, -1, STATE, FRESH);
}

/* [ function | count ] -> [ helper ]; magic: which */
static duk_ret_t make_helper(duk_context *ctx)
{
    static const char *const names[] = { "map", "filter", "take", "drop", "flatMap" };
    int which = duk_get_current_magic(ctx);

    iterator_push_this(ctx, names[which]);
    if (which == TAKE || which == DROP) {
        double n = require_count(ctx, 1);

        duk_push_number(ctx, n);
        duk_replace(ctx, 0);
    } else {
        iterator_require_function(ctx, 1);
    }
    push_helper(ctx, which);
    return 1;
}

/* [ size ] -> [ helper ] */
static duk_ret_t iterator_chunks(duk_context *ctx)
{
    iterator_push_this(ctx, "chunks");
    iterator_require_integral(ctx, 1, 0, "chunkSize", 1, 4294967295.0, false);
    push_helper(ctx, CHUNKS);
    return 1;
}

/* [ size undersized ] -> [ helper ] */
static duk_ret_t iterator_windows(duk_context *ctx)
{
    const char *mode = NULL;

    iterator_push_this(ctx, "windows");
    duk_insert(ctx, 1);
    iterator_require_integral(ctx, 1, 0, "windowSize", 1, 4294967295.0, false);
    if (duk_is_undefined(ctx, 2))
        mode = "only-full";
    else if (duk_is_string(ctx, 2))
        mode = duk_get_string(ctx, 2);
    if (mode == NULL ||
        (strcmp(mode, "only-full") != 0 && strcmp(mode, "allow-partial") != 0))
        iterator_refuse(ctx, 1, false,
                        "undersized must be \"only-full\" or \"allow-partial\"");
    push_helper(ctx, WINDOWS);
    duk_push_array(ctx);
    slots_put(ctx, -2, INNER);
    duk_push_boolean(ctx, mode[0] == 'a');
    slots_put(ctx, -2, INNER_NEXT);
    return 1;
}

/* [ iterables… ] -> [ helper ] */
static duk_ret_t iterator_concat(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx);

    duk_push_array(ctx);
    for (duk_idx_t k = 0; k < n; k++) {
        if (!builtin_is_object(ctx, k))
            builtin_type_error(ctx, "%s is not an object", builtin_describe(ctx, k));
        duk_get_prop_literal(ctx, k, DUK_WELLKNOWN_SYMBOL("Symbol.iterator"));
        builtin_require_callable(ctx, -1);
        duk_dup(ctx, k);
        array_append(ctx, n);
        array_append(ctx, n);
    }
    duk_insert(ctx, 0);
    duk_push_undefined(ctx);
    duk_insert(ctx, 1);
    push_helper(ctx, CONCAT);
    return 1;
}

/* ---- Running them: [ helper source next … ] ---- */

/* [ value ] -> [ value result ] of function(value, index) */
static void apply(duk_context *ctx)
{
    int index = slots_int(ctx, 0, INDEX);

    slots_get(ctx, 0, ARGUMENT);
    duk_push_undefined(ctx);
    duk_dup(ctx, -3);
    duk_push_int(ctx, index);
    slots_put_int(ctx, 0, INDEX, index + 1);
    duk_call_method(ctx, 2);
}

typedef struct {
    bool done;    /* nothing more; else the value is on top */
    bool closing; /* an error now closes the source */
} Step;

/* [ ] -> [ iterator next ] of the value at i by its Symbol.iterator, or of itself:
 * GetIteratorFlattenable. */
static void open_flattenable(duk_context *ctx, duk_idx_t i)
{
    duk_get_prop_literal(ctx, i, DUK_WELLKNOWN_SYMBOL("Symbol.iterator"));
    if (duk_is_null_or_undefined(ctx, -1)) {
        duk_pop(ctx);
        duk_dup(ctx, i);
    } else {
        builtin_require_callable(ctx, -1);
        duk_dup(ctx, i);
        duk_call_method(ctx, 0);
    }
    if (!builtin_is_object(ctx, -1))
        builtin_type_error(ctx, "%s is not an object", builtin_describe(ctx, -1));
    duk_get_prop_literal(ctx, -1, "next");
}

/* What flatMap's function gave becomes the inner iterator: [ value ] -> [ ] */
static void open_inner(duk_context *ctx)
{
    if (!builtin_is_object(ctx, -1))
        builtin_type_error(ctx, "%s is not an object", builtin_describe(ctx, -1));
    open_flattenable(ctx, duk_get_top_index(ctx)); /* [ value iterator next ] */
    slots_put(ctx, 0, INNER_NEXT);
    slots_put(ctx, 0, INNER);
    duk_pop(ctx);
}

/* concat: the next iterable's iterator becomes the inner one; false: that was all. */
static bool open_next(duk_context *ctx)
{
    duk_uarridx_t index = (duk_uarridx_t)slots_int(ctx, 0, INDEX);
    duk_idx_t list = duk_get_top(ctx);

    slots_get(ctx, 0, ARGUMENT);
    if (index >= duk_get_length(ctx, list)) {
        duk_pop(ctx);
        return false;
    }
    slots_put_int(ctx, 0, INDEX, (int)index + 2);
    duk_get_prop_index(ctx, list, index + 1);
    duk_get_prop_index(ctx, list, index);
    duk_call_method(ctx, 0);
    if (!builtin_is_object(ctx, -1))
        builtin_type_error(ctx, "%s is not an object", builtin_describe(ctx, -1));
    duk_get_prop_literal(ctx, -1, "next");
    slots_put(ctx, 0, INNER_NEXT);
    slots_put(ctx, 0, INNER);
    duk_pop(ctx);
    return true;
}

/* The next value of the inner iterator; false: it is at its end. */
static bool step_inner(duk_context *ctx)
{
    duk_idx_t top = duk_get_top(ctx);

    slots_get(ctx, 0, INNER);
    if (duk_is_undefined(ctx, -1)) {
        duk_pop(ctx);
        return false;
    }
    slots_get(ctx, 0, INNER_NEXT);
    if (iterate_step(ctx, top)) {
        duk_replace(ctx, top);
        duk_set_top(ctx, top + 1);
        return true;
    }
    duk_push_undefined(ctx);
    slots_put(ctx, 0, INNER);
    duk_set_top(ctx, top);
    return false;
}

/* take: false where there is no value to come. */
static bool count_down(duk_context *ctx, Step *s)
{
    double left;

    slots_get(ctx, 0, ARGUMENT);
    left = duk_get_number(ctx, -1);
    duk_pop(ctx);
    if (left == 0) {
        iterate_close(ctx, 1);
        s->done = true;
        return false;
    }
    duk_push_number(ctx, left - 1);
    slots_put(ctx, 0, ARGUMENT);
    return true;
}

/* drop: what is to be left out first. */
static bool skip(duk_context *ctx, Step *s)
{
    double left;

    slots_get(ctx, 0, ARGUMENT);
    left = duk_get_number(ctx, -1);
    duk_pop(ctx);
    duk_push_int(ctx, 0);
    slots_put(ctx, 0, ARGUMENT);
    for (; left > 0; left--) {
        if (!iterate_step(ctx, 1)) {
            s->done = true;
            return false;
        }
        duk_pop(ctx);
    }
    return true;
}

/* [ … ] -> [ … value ] of the source; false, and it is let go, at its end. */
static bool take_next(duk_context *ctx)
{
    if (iterate_step(ctx, 1))
        return true;
    duk_push_undefined(ctx);
    slots_put(ctx, 0, SOURCE);
    return false;
}

/* [ … ] -> [ … array ] of the next `size` values or fewer: chunks. */
static void step_chunk(duk_context *ctx, Step *s)
{
    duk_idx_t list = duk_get_top(ctx);
    double size;

    slots_get(ctx, 0, ARGUMENT);
    size = duk_get_number(ctx, -1);
    duk_pop(ctx);
    duk_push_array(ctx);
    for (double n = 0; n < size; n++) {
        if (!take_next(ctx)) {
            s->done = n == 0;
            return;
        }
        array_append(ctx, list);
    }
}

/* [ … ] -> [ … array ] of the last `size` values: windows. */
static void step_window(duk_context *ctx, Step *s)
{
    duk_idx_t list = duk_get_top(ctx);
    double size, n;
    bool partial;

    slots_get(ctx, 0, INNER);
    slots_get(ctx, 0, ARGUMENT);
    slots_get(ctx, 0, INNER_NEXT);
    size = duk_get_number(ctx, -2);
    partial = duk_get_boolean(ctx, -1);
    duk_pop_2(ctx);
    do {
        n = (double)duk_get_length(ctx, list);
        if (!take_next(ctx)) {
            s->done = !partial || n == 0 || n >= size;
            break;
        }
        if (n >= size) {
            array_shift(ctx, list);
            duk_pop(ctx);
            n--;
        }
        array_append(ctx, list);
    } while (n + 1 < size);
    if (!array_slice(ctx, list, 0, (uint32_t)duk_get_length(ctx, list)))
        BUG("a list of our own isn't plain");
}

/* [ … ] -> [ … value ] unless done: concat */
static void step_concat(duk_context *ctx, Step *s)
{
    while (!step_inner(ctx)) {
        if (!open_next(ctx)) {
            s->done = true;
            return;
        }
    }
}

/* [ … ] -> [ … value ] unless done */
static duk_ret_t run_step(duk_context *ctx, void *udata)
{
    Step *s = udata;
    int which = slots_int(ctx, 0, WHICH);

    if ((which == TAKE && !count_down(ctx, s)) || (which == DROP && !skip(ctx, s)))
        return 0;
    if (which >= CHUNKS) {
        (which == CHUNKS    ? step_chunk
         : which == WINDOWS ? step_window
                            : step_concat)(ctx, s);
        return s->done ? 0 : 1;
    }
    for (;;) {
        bool keep;

        if (which == FLAT_MAP) {
            s->closing = true;
            if (step_inner(ctx))
                return 1;
            s->closing = false;
        }
        if (!iterate_step(ctx, 1)) {
            s->done = true;
            return 0;
        }
        if (which == TAKE || which == DROP)
            return 1;
        s->closing = true;
        apply(ctx); /* [ value result ] */
        if (which == MAP)
            return 1;
        if (which == FLAT_MAP) {
            open_inner(ctx);
            duk_pop(ctx);
            continue;
        }
        keep = duk_to_boolean(ctx, -1);
        s->closing = false;
        duk_pop(ctx);
        if (keep)
            return 1;
        duk_pop(ctx);
    }
}

static void push_this_helper(duk_context *ctx, const char *method)
{
    builtin_push_this(ctx, SLOTS_ITERATOR_HELPER, method);
    if (slots_int(ctx, 0, STATE) == RUNNING)
        builtin_type_error(ctx, "Generator is already running");
}

/* [ ] -> [ result ] */
static duk_ret_t helper_next(duk_context *ctx)
{
    Step s = { false, false };
    duk_int_t failed;

    push_this_helper(ctx, "Iterator Helper.prototype.next");
    if (slots_int(ctx, 0, STATE) == DONE) {
        duk_push_undefined(ctx);
        builtin_iter_result(ctx, true);
        return 1;
    }
    slots_get(ctx, 0, SOURCE);
    slots_get(ctx, 0, NEXT);
    if (duk_is_undefined(ctx, 1) && slots_int(ctx, 0, WHICH) != CONCAT) {
        slots_put_int(ctx, 0, STATE, DONE); /* the last piece was short */
        duk_push_undefined(ctx);
        builtin_iter_result(ctx, true);
        return 1;
    }
    slots_put_int(ctx, 0, STATE, RUNNING);
    duk_require_stack(ctx, 24);
    failed = duk_safe_call(ctx, run_step, &s, 0, 1);
    slots_put_int(ctx, 0, STATE, failed || s.done ? DONE : SUSPENDED);
    if (failed) {
        if (s.closing)
            iterate_close_quietly(ctx, 1);
        (void)duk_throw(ctx);
    }
    builtin_iter_result(ctx, s.done);
    return 1;
}

static duk_ret_t close_one(duk_context *ctx, void *udata)
{
    iterate_close(ctx, *(duk_idx_t *)udata);
    return 0;
}

/* Both, the inner one first; an error of it goes on when the outer is closed. */
static void close_both(duk_context *ctx, duk_idx_t inner, duk_idx_t outer)
{
    if (duk_safe_call(ctx, close_one, &inner, 0, 1) != DUK_EXEC_SUCCESS) {
        iterate_close_quietly(ctx, outer);
        (void)duk_throw(ctx);
    }
    duk_pop(ctx);
    iterate_close(ctx, outer);
}

/* [ helper source inner ]: what a helper stands on is closed. */
static duk_ret_t close_sources(duk_context *ctx, void *udata)
{
    int which = slots_int(ctx, 0, WHICH);
    bool inner = !duk_is_undefined(ctx, 2) && (which == FLAT_MAP || which == CONCAT);

    (void)udata;
    if (inner && which == FLAT_MAP)
        close_both(ctx, 2, 1);
    else if (inner)
        iterate_close(ctx, 2);
    else if (!duk_is_undefined(ctx, 1))
        iterate_close(ctx, 1);
    return 0;
}

/* [ ] -> [ result ] */
static duk_ret_t helper_return(duk_context *ctx)
{
    int state;

    push_this_helper(ctx, "Iterator Helper.prototype.return");
    state = slots_int(ctx, 0, STATE);
    if (state != DONE) {
        duk_int_t failed;

        /* A step that has begun is resumed to be left; before the first one there is
         * nothing to run. */
        slots_put_int(ctx, 0, STATE, state == FRESH ? DONE : RUNNING);
        slots_get(ctx, 0, SOURCE);
        slots_get(ctx, 0, INNER);
        failed = duk_safe_call(ctx, close_sources, NULL, 0, 1);
        slots_put_int(ctx, 0, STATE, DONE);
        if (failed)
            (void)duk_throw(ctx);
    }
    duk_push_undefined(ctx);
    builtin_iter_result(ctx, true);
    return 1;
}

void iterator_helper_prototype_make(duk_context *ctx)
{
    static const ObjectFunction fns[] = { { "next", helper_next, 0, 0, 0 },
                                          { "return", helper_return, 0, 0, 0 },
                                          { NULL, NULL, 0, 0, 0 } };

    duk_push_object(ctx);
    intrinsic_set(ctx, INTRINSIC_ITERATOR_HELPER_PROTOTYPE);
    intrinsic_push(ctx, INTRINSIC_ITERATOR_PROTOTYPE);
    duk_set_prototype(ctx, -2);
    object_put_functions(ctx, -1, fns);
    builtin_put_tag(ctx, -1, "Iterator Helper");
}

/* ---- Iterator, Iterator.from ---- */

/* [ ] -> [ object ] */
static duk_ret_t iterator_constructor(duk_context *ctx)
{
    builtin_require_new(ctx, "Iterator");
    duk_push_new_target(ctx);
    if (intrinsic_is(ctx, -1, INTRINSIC_ITERATOR))
        builtin_type_error(ctx, "Abstract class Iterator not directly constructable");
    duk_push_object(ctx);
    builtin_push_prototype(ctx, INTRINSIC_ITERATOR_PROTOTYPE);
    duk_set_prototype(ctx, -2);
    return 1;
}

/* [ value ] -> [ iterator ] */
static duk_ret_t iterator_from(duk_context *ctx)
{
    if (!builtin_is_object(ctx, 0) && !(duk_is_string(ctx, 0) && !duk_is_symbol(ctx, 0)))
        builtin_type_error(ctx, "%s is not an object", builtin_describe(ctx, 0));
    open_flattenable(ctx, 0); /* [ value iterator next ] */
    intrinsic_push(ctx, INTRINSIC_ITERATOR);
    if (object_has_instance(ctx, 1, 3)) {
        duk_dup(ctx, 1);
        return 1;
    }
    intrinsic_push(ctx, INTRINSIC_WRAP_ITERATOR_PROTOTYPE);
    slots_push_object(ctx, SLOTS_WRAP_ITERATOR, 2);
    duk_dup(ctx, 1);
    slots_put(ctx, -2, 0);
    duk_dup(ctx, 2);
    slots_put(ctx, -2, 1);
    return 1;
}

/* [ ] -> [ result ] */
static duk_ret_t wrap_next(duk_context *ctx)
{
    builtin_push_this(ctx, SLOTS_WRAP_ITERATOR, "%WrapForValidIteratorPrototype%.next");
    slots_get(ctx, 0, 1);
    slots_get(ctx, 0, 0);
    duk_call_method(ctx, 0);
    return 1;
}

/* [ ] -> [ result ] */
static duk_ret_t wrap_return(duk_context *ctx)
{
    builtin_push_this(ctx, SLOTS_WRAP_ITERATOR, "%WrapForValidIteratorPrototype%.return");
    slots_get(ctx, 0, 0);
    duk_get_prop_literal(ctx, 1, "return");
    if (duk_is_null_or_undefined(ctx, 2)) {
        duk_push_undefined(ctx);
        builtin_iter_result(ctx, true);
        return 1;
    }
    builtin_require_callable(ctx, 2);
    duk_dup(ctx, 1);
    duk_call_method(ctx, 0);
    return 1;
}

void wrap_iterator_prototype_make(duk_context *ctx)
{
    static const ObjectFunction fns[] = { { "next", wrap_next, 0, 0, 0 },
                                          { "return", wrap_return, 0, 0, 0 },
                                          { NULL, NULL, 0, 0, 0 } };

    duk_push_object(ctx);
    intrinsic_set(ctx, INTRINSIC_WRAP_ITERATOR_PROTOTYPE);
    intrinsic_push(ctx, INTRINSIC_ITERATOR_PROTOTYPE);
    duk_set_prototype(ctx, -2);
    object_put_functions(ctx, -1, fns);
}

/* Accessors that look like data to who reads, and make an own property of who writes:
 * magic 0 the tag, 1 the constructor. */
static duk_ret_t get_weird(duk_context *ctx)
{
    if (duk_get_current_magic(ctx) == 0)
        duk_push_literal(ctx, "Iterator");
    else
        intrinsic_push(ctx, INTRINSIC_ITERATOR);
    return 1;
}

/* [ value ] -> [ ] */
static duk_ret_t set_weird(duk_context *ctx)
{
    const char *name = duk_get_current_magic(ctx) == 0
                           ? DUK_WELLKNOWN_SYMBOL("Symbol.toStringTag")
                           : "constructor";

    duk_push_this(ctx);
    if (!builtin_is_object(ctx, 1))
        builtin_type_error(ctx, "%s is not an object", builtin_describe(ctx, 1));
    intrinsic_push(ctx, INTRINSIC_ITERATOR_PROTOTYPE);
    if (duk_strict_equals(ctx, 1, 2))
        builtin_type_error(ctx, "Cannot assign to this property");
    duk_push_string(ctx, name);
    duk_dup(ctx, 0);
    if (meta_has_own(ctx, 1, 3))
        duk_put_prop(ctx, 1);
    else
        duk_def_prop(ctx, 1, DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WEC);
    return 0;
}

void iterator_class_make(duk_context *ctx)
{
    static const ObjectFunction constructor = { "Iterator", iterator_constructor, 0, 0,
                                                0 };
    static const ObjectFunction statics[] = { { "from", iterator_from, 1, 1, 0 },
                                              { "concat", iterator_concat, DUK_VARARGS, 0,
                                                0 },
                                              { NULL, NULL, 0, 0, 0 } };

    object_push_constructor(ctx, &constructor);
    intrinsic_set(ctx, INTRINSIC_ITERATOR);
    object_put_functions(ctx, -1, statics);
    intrinsic_push(ctx, INTRINSIC_ITERATOR_PROTOTYPE);
    object_put(ctx, -2, "prototype", 0);
}

void iterator_put_helpers(duk_context *ctx)
{
    static const ObjectFunction fns[] = {
        { "map", make_helper, 1, 1, MAP },
        { "filter", make_helper, 1, 1, FILTER },
        { "take", make_helper, 1, 1, TAKE },
        { "drop", make_helper, 1, 1, DROP },
        { "flatMap", make_helper, 1, 1, FLAT_MAP },
        { "chunks", iterator_chunks, 1, 1, 0 },
        { "windows", iterator_windows, 2, 1, 0 },
        { NULL, NULL, 0, 0, 0 },
    };
    static const ObjectAccessor weird[] = { { "@@toStringTag", get_weird, set_weird, 0 },
                                            { "constructor", get_weird, set_weird, 1 },
                                            { NULL, NULL, NULL, 0 } };

    iterator_put_consumers(ctx);
    object_put_functions(ctx, -1, fns);
    object_put_accessors(ctx, -1, weird);
}
