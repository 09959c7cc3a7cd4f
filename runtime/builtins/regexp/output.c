/* output.c: text that grows in a buffer on the stack, and what a replacement's $1, $& and
 * $<name> stand for in it. */
#include <string.h>

#include "runtime/builtins/regexp/internal.h"
#include "runtime/builtins/regexp/text.h"

void output_push(duk_context *ctx, Output *o)
{
    o->n = 0;
    o->room = 256;
    o->bytes = duk_push_dynamic_buffer(ctx, o->room);
    o->at = duk_get_top_index(ctx);
}

/* Room for n more bytes: where they go. */
static char *output_room(duk_context *ctx, Output *o, size_t n)
{
    if (o->n + n > o->room) {
        if (o->n + n > 0x3FFFFFFF)
            builtin_range_error(ctx, "Invalid string length");
        while (o->n + n > o->room)
            o->room *= 2;
        o->bytes = duk_resize_buffer(ctx, o->at, o->room);
    }
    return o->bytes + o->n;
}

void output_bytes(duk_context *ctx, Output *o, const char *s, size_t n)
{
    memcpy(output_room(ctx, o, n), s, n);
    o->n += n;
}

void output_part(duk_context *ctx, Output *o, const Text *t, int32_t from, int32_t to)
{
    size_t n;

    if (from >= to)
        return;
    n = (size_t)(to - from);
    if (t->wide)
        o->n +=
            text_encode((const uint16_t *)t->units + from, n, output_room(ctx, o, n * 3));
    else
        output_bytes(ctx, o, (const char *)t->units + from, n);
}

void output_string(duk_context *ctx, Output *o)
{
    duk_size_t n;
    const char *s = duk_get_lstring(ctx, -1, &n);

    output_bytes(ctx, o, s, n);
    duk_pop(ctx);
}

void output_finish(duk_context *ctx, Output *o)
{
    duk_push_lstring(ctx, o->bytes, o->n);
}

/* ---- Substitution ---- */

static void put_group(duk_context *ctx, Output *o, const Substitution *s, uint32_t n)
{
    if (s->captures != NULL) {
        if (s->captures[n * 2] >= 0)
            output_part(ctx, o, s->text, s->captures[n * 2], s->captures[n * 2 + 1]);
        return;
    }
    duk_dup(ctx, s->values + (duk_idx_t)n);
    if (duk_is_undefined(ctx, -1))
        duk_pop(ctx);
    else
        output_string(ctx, o);
}

static void put_match(duk_context *ctx, Output *o, const Substitution *s)
{
    if (s->captures == NULL && s->groups > 0 && s->values > 0)
        put_group(ctx, o, s, 0);
    else
        output_part(ctx, o, s->text, s->start, s->end);
}

static bool is_digit(const char *p, const char *end)
{
    return p < end && *p >= '0' && *p <= '9';
}

/* $n or $nn at p, behind the dollar: how many characters were used, 0 for none. */
static size_t put_numbered(duk_context *ctx, Output *o, const Substitution *s,
                           const char *p, const char *end)
{
    uint32_t one = (uint32_t)(*p - '0'), two;

    if (is_digit(p + 1, end)) {
        two = one * 10 + (uint32_t)(p[1] - '0');
        if (two >= 1 && two < s->groups) {
            put_group(ctx, o, s, two);
            return 2;
        }
    }
    if (one < 1 || one >= s->groups)
        return 0;
    put_group(ctx, o, s, one);
    return 1;
}

/* $<name> at p, behind the dollar. */
static size_t put_named(duk_context *ctx, Output *o, const Substitution *s, const char *p,
                        const char *end)
{
    const char *close = memchr(p, '>', (size_t)(end - p));

    if (close == NULL || duk_is_undefined(ctx, s->named))
        return 0;
    duk_push_lstring(ctx, p + 1, (size_t)(close - p - 1));
    duk_get_prop(ctx, s->named);
    if (duk_is_undefined(ctx, -1)) {
        duk_pop(ctx);
    } else {
        duk_to_string(ctx, -1);
        output_string(ctx, o);
    }
    return (size_t)(close - p + 1);
}

void output_substitution(duk_context *ctx, Output *o, duk_idx_t template,
                         const Substitution *s)
{
    duk_size_t size;
    const char *p = duk_get_lstring(ctx, template, &size), *end = p + size;

    while (p < end) {
        const char *dollar = memchr(p, '$', (size_t)(end - p));
        size_t used = 1;

        if (dollar == NULL || dollar + 1 == end)
            break;
        output_bytes(ctx, o, p, (size_t)(dollar - p));
        p = dollar + 1;
        if (*p == '$')
            output_bytes(ctx, o, "$", 1);
        else if (*p == '&')
            put_match(ctx, o, s);
        else if (*p == '`')
            output_part(ctx, o, s->text, 0, s->start);
        else if (*p == '\'')
            output_part(ctx, o, s->text, s->end, (int32_t)s->text->n);
        else if (is_digit(p, end))
            used = put_numbered(ctx, o, s, p, end);
        else
            used = *p == '<' ? put_named(ctx, o, s, p, end) : 0;
        if (used == 0)
            output_bytes(ctx, o, "$", 1);
        p += used;
    }
    output_bytes(ctx, o, p, (size_t)(end - p));
}
