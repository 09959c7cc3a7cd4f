/* iterator_consume.c: Iterator.prototype's methods that go through everything: reduce,
 * toArray, forEach, some, every, find, includes, join. */
#include "runtime/builtins/iterator_private.h"

#include "runtime/builtins/array_private.h"

/* ---- Methods that go through everything ---- */

enum { REDUCE, TO_ARRAY, FOR_EACH, SOME, EVERY, FIND };

typedef struct {
    int which;
    double n;
    bool answer;
} Consume;

/* [ value ] -> [ ]; below: [ function accumulator … ] */
static bool consume(duk_context *ctx, void *udata)
{
    Consume *c = udata;
    duk_idx_t value = duk_get_top_index(ctx);
    bool truth;

    if (c->which == TO_ARRAY) {
        array_append(ctx, 1);
        return true;
    }
    duk_dup(ctx, 0);
    duk_push_undefined(ctx);
    if (c->which == REDUCE)
        duk_dup(ctx, 1);
    duk_dup(ctx, value);
    duk_push_number(ctx, c->n++);
    duk_call_method(ctx, c->which == REDUCE ? 3 : 2);
    if (c->which == REDUCE) {
        duk_replace(ctx, 1);
        duk_pop(ctx);
        return true;
    }
    truth = c->which != FOR_EACH && duk_to_boolean(ctx, -1);
    duk_pop(ctx);
    if (c->which == SOME || c->which == EVERY)
        c->answer = truth;
    if (c->which == FIND && truth) {
        duk_replace(ctx, 1);
        return false;
    }
    duk_pop(ctx);
    return c->which == FOR_EACH || (c->which == EVERY) == truth;
}

/* [ function initial? ] -> [ result ]; magic: which */
static duk_ret_t iterator_consume(duk_context *ctx)
{
    static const char *const names[] = { "reduce", "toArray", "forEach",
                                         "some",   "every",   "find" };
    Consume c = { duk_get_current_magic(ctx), 0, false };
    bool initial = duk_get_top(ctx) > 1;

    duk_set_top(ctx, 2);
    iterator_push_this(ctx, names[c.which]);
    if (c.which == TO_ARRAY) {
        duk_push_array(ctx);
        duk_replace(ctx, 1);
    } else {
        iterator_require_function(ctx, 2);
        if (c.which != REDUCE) {
            duk_push_undefined(ctx);
            duk_replace(ctx, 1);
        }
    }
    duk_get_prop_literal(ctx, 2, "next");
    if (c.which == REDUCE && !initial) {
        if (!iterate_step(ctx, 2))
            builtin_type_error(ctx, "Reduce of a done iterator with no initial value");
        duk_replace(ctx, 1);
        c.n = 1;
    }
    c.answer = c.which == EVERY;
    iterate_record(ctx, 2, consume, &c);
    if (c.which == SOME || c.which == EVERY)
        duk_push_boolean(ctx, c.answer);
    else if (c.which == FOR_EACH)
        duk_push_undefined(ctx);
    else
        duk_dup(ctx, 1);
    return 1;
}

/* ---- includes, join ---- */

typedef struct {
    double skip;
    bool found;
} Search;

/* [ value ] -> [ ]; the wanted one stands at 0. */
static bool search(duk_context *ctx, void *udata)
{
    Search *s = udata;

    if (s->skip > 0)
        s->skip--;
    else
        s->found =
            duk_strict_equals(ctx, -1, 0) || (duk_is_nan(ctx, -1) && duk_is_nan(ctx, 0));
    duk_pop(ctx);
    return !s->found;
}

/* [ value skipped ] -> [ boolean ] */
static duk_ret_t iterator_includes(duk_context *ctx)
{
    Search s = { 0, false };

    iterator_push_this(ctx, "includes");
    if (!duk_is_undefined(ctx, 1))
        s.skip = iterator_require_integral(ctx, 2, 1, "skippedElements", 0,
                                           9007199254740991.0, true);
    duk_get_prop_literal(ctx, 2, "next");
    iterate_record(ctx, 2, search, &s);
    duk_push_boolean(ctx, s.found);
    return 1;
}

static duk_ret_t separator_to_string(duk_context *ctx, void *udata)
{
    (void)udata;
    duk_to_string(ctx, 0);
    return 0;
}

/* [ value ] -> [ ] onto the list of texts at 3 */
static bool join_one(duk_context *ctx, void *udata)
{
    (void)udata;
    if (duk_is_null_or_undefined(ctx, -1)) {
        duk_pop(ctx);
        duk_push_literal(ctx, "");
    }
    duk_to_string(ctx, -1);
    array_append(ctx, 3);
    return true;
}

/* [ separator ] -> [ text ] */
static duk_ret_t iterator_join(duk_context *ctx)
{
    iterator_push_this(ctx, "join");
    if (duk_is_undefined(ctx, 0)) {
        duk_push_literal(ctx, ",");
        duk_replace(ctx, 0);
    }
    if (duk_safe_call(ctx, separator_to_string, NULL, 0, 1) != DUK_EXEC_SUCCESS) {
        iterate_close_quietly(ctx, 1);
        (void)duk_throw(ctx);
    }
    duk_pop(ctx);
    duk_get_prop_literal(ctx, 1, "next");
    duk_push_array(ctx);
    iterate_record(ctx, 1, join_one, NULL);
    array_join_list(ctx, 0);
    return 1;
}

void iterator_put_consumers(duk_context *ctx)
{
    static const ObjectFunction fns[] = {
        { "reduce", iterator_consume, DUK_VARARGS, 1, REDUCE },
        { "toArray", iterator_consume, 0, 0, TO_ARRAY },
        { "forEach", iterator_consume, 1, 1, FOR_EACH },
        { "some", iterator_consume, 1, 1, SOME },
        { "every", iterator_consume, 1, 1, EVERY },
        { "find", iterator_consume, 1, 1, FIND },
        { "includes", iterator_includes, 2, 1, 0 },
        { "join", iterator_join, 1, 1, 0 },
        { NULL, NULL, 0, 0, 0 },
    };

    object_put_functions(ctx, -1, fns);
}
