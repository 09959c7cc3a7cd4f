/* pin.c: an array in the heap's stash. Its free places are a list: each holds the number
 * of the next one, element 0 the first. */
#include "runtime/engine/pin.h"

static void push_pins(duk_context *ctx)
{
    js_stash_get(ctx, "pins");
    if (duk_is_array(ctx, -1))
        return;
    duk_pop(ctx);
    duk_push_array(ctx);
    duk_push_uint(ctx, 0);
    duk_put_prop_index(ctx, -2, 0);
    duk_dup_top(ctx);
    js_stash_put(ctx, "pins");
}

/* Element i of the array on top, a number. */
static Pin number_at(duk_context *ctx, Pin i)
{
    Pin n;

    duk_get_prop_index(ctx, -1, i);
    n = duk_get_uint(ctx, -1);
    duk_pop(ctx);
    return n;
}

Pin pin_take(duk_context *ctx)
{
    Pin pin;

    push_pins(ctx);
    pin = number_at(ctx, 0);
    if (pin == 0) {
        pin = (Pin)duk_get_length(ctx, -1);
    } else {
        duk_push_uint(ctx, number_at(ctx, pin));
        duk_put_prop_index(ctx, -2, 0);
    }
    duk_insert(ctx, -2);
    duk_put_prop_index(ctx, -2, pin);
    duk_pop(ctx);
    return pin;
}

void pin_push(duk_context *ctx, Pin pin)
{
    if (pin == 0) {
        duk_push_undefined(ctx);
        return;
    }
    push_pins(ctx);
    duk_get_prop_index(ctx, -1, pin);
    duk_replace(ctx, -2);
}

void pin_drop(duk_context *ctx, Pin pin)
{
    if (pin == 0)
        return;
    push_pins(ctx);
    duk_push_uint(ctx, number_at(ctx, 0));
    duk_put_prop_index(ctx, -2, pin);
    duk_push_uint(ctx, pin);
    duk_put_prop_index(ctx, -2, 0);
    duk_pop(ctx);
}
