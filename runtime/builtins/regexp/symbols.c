/* symbols.c: RegExp.prototype's Symbol.match, matchAll and its iterator, search, split.
 *
 * Stack of these natives: [ string (limit) this ]. Where nothing is patched the matcher
 * is asked directly; else everything goes through the object's own exec. */
#include <string.h>

#include "runtime/builtins/regexp/internal.h"

/* [ string … ] -> [ string … this ] */
static void push_this_for(duk_context *ctx, const char *method)
{
    duk_push_this(ctx);
    if (!builtin_is_object(ctx, -1))
        builtin_wrong_receiver(ctx, method);
    duk_to_string(ctx, 0);
}

/* ---- match ---- */

/* [ … ] -> [ … array | null ]: every match of a plain global expression at 1. */
static void match_all_plain(duk_context *ctx)
{
    const Program *p = regexp_program(ctx, 1);
    bool points = (p->flags & REGEXP_POINTS) != 0;
    Text t = regexp_push_text(ctx, 0);
    uint32_t at = 0;
    duk_uarridx_t n = 0;

    regexp_set_last_index(ctx, 1, 0);
    duk_push_array(ctx);
    while (at <= t.n && regexp_match(ctx, p, 0, &t, at)) {
        const int32_t *c = regexp_state(ctx)->matcher.registers;
        int32_t start = c[0], end = c[1];

        at = start == end ? (uint32_t)regexp_advance(ctx, 0, end, points) : (uint32_t)end;
        regexp_push_part(ctx, &t, start, end);
        builtin_create_index(ctx, -2, n++);
    }
    if (n == 0)
        duk_push_null(ctx);
}

/* [ … ] -> [ … array | null ] */
static void match_all_by_exec(duk_context *ctx, bool points)
{
    duk_uarridx_t n = 0;

    regexp_set_last_index(ctx, 1, 0);
    duk_push_array(ctx);
    for (;;) {
        regexp_push_exec_any(ctx, 1, 0);
        if (duk_is_null(ctx, -1))
            break;
        duk_get_prop_index(ctx, -1, 0);
        duk_to_string(ctx, -1);
        if (duk_get_length(ctx, -1) == 0)
            regexp_set_last_index(ctx, 1,
                                  regexp_advance(ctx, 0, regexp_last_index(ctx, 1),
                                                 points));
        builtin_create_index(ctx, -3, n++);
        duk_pop(ctx);
    }
    if (n > 0)
        duk_pop(ctx);
}

/* [ string ] -> [ array | null ] */
duk_ret_t regexp_symbol_match(duk_context *ctx)
{
    const char *flags;

    push_this_for(ctx, "RegExp.prototype.@@match");
    if (regexp_is_plain(ctx, 1)) {
        if (((const Program *)regexp_program(ctx, 1))->flags & REGEXP_GLOBAL)
            match_all_plain(ctx);
        else
            regexp_push_exec(ctx, 1, 0);
        return 1;
    }
    duk_get_prop_literal(ctx, 1, "flags");
    flags = duk_to_string(ctx, -1);
    if (strchr(flags, 'g') == NULL)
        regexp_push_exec_any(ctx, 1, 0);
    else
        match_all_by_exec(ctx, strpbrk(flags, "uv") != NULL);
    return 1;
}

/* ---- search ---- */

/* SameValue(lastIndex, n) for what is on top. */
static bool is_same_number(duk_context *ctx, double n)
{
    return duk_is_number(ctx, -1) && duk_get_number(ctx, -1) == n &&
           !signbit(duk_get_number(ctx, -1));
}

/* [ string ] -> [ index ] */
duk_ret_t regexp_symbol_search(duk_context *ctx)
{
    uint32_t last;

    push_this_for(ctx, "RegExp.prototype.@@search");
    if (regexp_is_plain(ctx, 1) && regexp_get_last_index(ctx, 1, &last) &&
        regexp_put_last_index(ctx, 1, last)) {
        Text t = regexp_push_text(ctx, 0);

        if (regexp_match(ctx, regexp_program(ctx, 1), 0, &t, 0))
            duk_push_int(ctx, regexp_state(ctx)->matcher.registers[0]);
        else
            duk_push_int(ctx, -1);
        return 1;
    }
    /* [ string this previous ] */
    duk_get_prop_literal(ctx, 1, "lastIndex");
    if (!is_same_number(ctx, 0))
        regexp_set_last_index(ctx, 1, 0);
    regexp_push_exec_any(ctx, 1, 0);
    duk_get_prop_literal(ctx, 1, "lastIndex");
    if (!duk_samevalue(ctx, -1, 2)) {
        duk_push_literal(ctx, "lastIndex");
        duk_dup(ctx, 2);
        duk_put_prop(ctx, 1);
    }
    duk_pop(ctx);
    if (duk_is_null(ctx, -1))
        duk_push_int(ctx, -1);
    else
        duk_get_prop_literal(ctx, -1, "index");
    return 1;
}

/* ---- split ---- */

static uint32_t to_limit(duk_context *ctx, duk_idx_t i)
{
    return duk_is_undefined(ctx, i) ? UINT32_MAX : duk_to_uint32(ctx, i);
}

/* [ string limit this ] -> [ … array ] of a plain expression. */
static void split_plain(duk_context *ctx, const Program *p, uint32_t limit)
{
    bool points = (p->flags & REGEXP_POINTS) != 0;
    Text t = regexp_push_text(ctx, 0);
    int32_t done = 0;
    uint32_t at = 0;
    duk_uarridx_t n = 0;
    duk_idx_t array;

    duk_push_array(ctx);
    array = duk_get_top_index(ctx);
    if (t.n == 0) {
        if (!regexp_match(ctx, p, 0, &t, 0)) {
            duk_dup(ctx, 0);
            builtin_create_index(ctx, array, 0);
        }
        return;
    }
    while (at < t.n && regexp_match(ctx, p, 0, &t, at)) {
        int32_t room[CAPTURES_ROOM];
        const int32_t *c = regexp_push_captures(ctx, p, room);

        if ((size_t)c[0] >= t.n)
            break;
        if (c[1] == done) {
            /* Nothing, where the last one ended. */
            at = (uint32_t)regexp_advance(ctx, 0, c[0], points);
            duk_pop(ctx);
            continue;
        }
        regexp_push_part(ctx, &t, done, c[0]);
        builtin_create_index(ctx, array, n++);
        for (uint32_t i = 1; i < p->groups && n < limit; i++) {
            if (c[i * 2] < 0 || c[i * 2 + 1] < 0)
                duk_push_undefined(ctx);
            else
                regexp_push_part(ctx, &t, c[i * 2], c[i * 2 + 1]);
            builtin_create_index(ctx, array, n++);
        }
        if (n >= limit) {
            duk_pop(ctx);
            return;
        }
        done = c[1];
        at = (uint32_t)done;
        if (c[0] == c[1])
            at = (uint32_t)regexp_advance(ctx, 0, done, points);
        duk_pop(ctx);
    }
    duk_set_top(ctx, array + 1);
    regexp_push_part(ctx, &t, done, (int32_t)t.n);
    builtin_create_index(ctx, array, n);
}

/* [ string limit this ] -> [ … splitter ], always sticky. */
static bool push_splitter(duk_context *ctx)
{
    const char *flags;
    bool points;

    builtin_push_species(ctx, 2, INTRINSIC_REGEXP);
    duk_dup_top(ctx);
    duk_dup(ctx, 2);
    duk_get_prop_literal(ctx, 2, "flags");
    flags = duk_to_string(ctx, -1);
    points = strpbrk(flags, "uv") != NULL;
    if (strchr(flags, 'y') == NULL) {
        duk_push_literal(ctx, "y");
        duk_concat(ctx, 2);
    }
    object_construct(ctx, 2);
    return points;
}

/* The captures of the result on top go into the array at `array`; false at the limit. */
static bool put_captures(duk_context *ctx, duk_idx_t array, duk_uarridx_t *n,
                         uint32_t limit)
{
    double count = builtin_length(ctx, -1);

    for (double i = 1; i < count; i++) {
        builtin_get_index(ctx, -1, i);
        builtin_create_index(ctx, array, (*n)++);
        if (*n == limit)
            return false;
    }
    return true;
}

/* [ … ] -> [ … array ] by the species' exec. */
static void split_by_exec(duk_context *ctx, bool points, uint32_t limit)
{
    duk_idx_t splitter = duk_get_top_index(ctx), array = splitter + 1, part = array + 1;
    double size = (double)duk_get_length(ctx, 0), p = 0, q = 0;
    duk_uarridx_t n = 0;
    Text t;

    duk_push_array(ctx);
    t = regexp_push_text(ctx, 0);
    if (limit == 0)
        goto done;
    if (size == 0) {
        regexp_push_exec_any(ctx, splitter, 0);
        if (duk_is_null(ctx, -1)) {
            duk_dup(ctx, 0);
            builtin_create_index(ctx, array, 0);
        }
        goto done;
    }
    while (q < size) {
        double e;

        duk_set_top(ctx, part + 1);
        regexp_set_last_index(ctx, splitter, q);
        regexp_push_exec_any(ctx, splitter, 0);
        if (duk_is_null(ctx, -1)) {
            q = regexp_advance(ctx, 0, q, points);
            continue;
        }
        e = regexp_last_index(ctx, splitter);
        if (e > size)
            e = size;
        if (e == p) {
            q = regexp_advance(ctx, 0, q, points);
            continue;
        }
        regexp_push_part(ctx, &t, (int32_t)p, (int32_t)q);
        builtin_create_index(ctx, array, n++);
        if (n == limit)
            goto done;
        p = e;
        if (!put_captures(ctx, array, &n, limit))
            goto done;
        q = p;
    }
    regexp_push_part(ctx, &t, (int32_t)p, (int32_t)size);
    builtin_create_index(ctx, array, n);
done:
    duk_dup(ctx, array);
}

/* [ string limit ] -> [ array ] */
duk_ret_t regexp_symbol_split(duk_context *ctx)
{
    uint32_t limit;
    bool points;

    duk_push_this(ctx);
    if (!builtin_is_object(ctx, 2))
        builtin_wrong_receiver(ctx, "RegExp.prototype.@@split");
    duk_to_string(ctx, 0);
    if (regexp_is_plain(ctx, 2) && regexp_is_plain_species(ctx) &&
        !(((const Program *)regexp_program(ctx, 2))->flags & REGEXP_STICKY)) {
        /* The limit's conversion may compile the object anew: what it was counts. */
        const Program *p = regexp_program(ctx, 2);

        regexp_push_holder(ctx, 2);
        limit = to_limit(ctx, 1);
        if (limit == 0)
            duk_push_array(ctx);
        else
            split_plain(ctx, p, limit);
        return 1;
    }
    points = push_splitter(ctx);
    limit = to_limit(ctx, 1);
    split_by_exec(ctx, points, limit);
    return 1;
}

/* ---- matchAll ---- */

/* Slots of the iterator. */
enum { ITER_BRAND, ITER_REGEXP, ITER_STRING, ITER_FLAGS, ITER_SLOTS };
enum { ITER_GLOBAL = 1, ITER_POINTS = 2, ITER_DONE = 4 };

/* [ string ] -> [ iterator ] */
duk_ret_t regexp_symbol_match_all(duk_context *ctx)
{
    const char *flags;
    int bits = 0;

    push_this_for(ctx, "RegExp.prototype.@@matchAll");
    builtin_push_species(ctx, 1, INTRINSIC_REGEXP);
    duk_dup_top(ctx);
    duk_dup(ctx, 1);
    duk_get_prop_literal(ctx, 1, "flags");
    flags = duk_to_string(ctx, -1);
    if (strchr(flags, 'g') != NULL)
        bits |= ITER_GLOBAL;
    if (strpbrk(flags, "uv") != NULL)
        bits |= ITER_POINTS;
    object_construct(ctx, 2);
    /* [ string this matcher ] */
    regexp_set_last_index(ctx, 2, regexp_last_index(ctx, 1));
    intrinsic_push(ctx, INTRINSIC_REGEXP_STRING_ITERATOR_PROTOTYPE);
    slots_push_object(ctx, SLOTS_REGEXP_STRING_ITERATOR, ITER_SLOTS);
    duk_dup(ctx, 2);
    slots_put(ctx, 3, ITER_REGEXP);
    duk_dup(ctx, 0);
    slots_put(ctx, 3, ITER_STRING);
    slots_put_int(ctx, 3, ITER_FLAGS, bits);
    return 1;
}

/* [ ] -> [ { value, done } ] */
static duk_ret_t iterator_next(duk_context *ctx)
{
    int bits;

    builtin_push_this(ctx, SLOTS_REGEXP_STRING_ITERATOR,
                      "%RegExpStringIterator%.prototype.next");
    bits = slots_int(ctx, 0, ITER_FLAGS);
    if (bits & ITER_DONE) {
        duk_push_undefined(ctx);
        builtin_iter_result(ctx, true);
        return 1;
    }
    slots_get(ctx, 0, ITER_REGEXP);
    slots_get(ctx, 0, ITER_STRING);
    regexp_push_exec_any(ctx, 1, 2);
    if (duk_is_null(ctx, -1)) {
        slots_put_int(ctx, 0, ITER_FLAGS, bits | ITER_DONE);
        duk_push_undefined(ctx);
        builtin_iter_result(ctx, true);
        return 1;
    }
    if (!(bits & ITER_GLOBAL)) {
        slots_put_int(ctx, 0, ITER_FLAGS, bits | ITER_DONE);
    } else {
        duk_get_prop_index(ctx, -1, 0);
        duk_to_string(ctx, -1);
        if (duk_get_length(ctx, -1) == 0)
            regexp_set_last_index(ctx, 1,
                                  regexp_advance(ctx, 2, regexp_last_index(ctx, 1),
                                                 (bits & ITER_POINTS) != 0));
        duk_pop(ctx);
    }
    builtin_iter_result(ctx, false);
    return 1;
}

void regexp_string_iterator_prototype_make(duk_context *ctx)
{
    static const ObjectFunction next[] = { { "next", iterator_next, 0, 0, 0 },
                                           { NULL, NULL, 0, 0, 0 } };

    duk_push_object(ctx);
    intrinsic_set(ctx, INTRINSIC_REGEXP_STRING_ITERATOR_PROTOTYPE);
    intrinsic_push(ctx, INTRINSIC_ITERATOR_PROTOTYPE);
    duk_set_prototype(ctx, -2);
    object_put_functions(ctx, -1, next);
    builtin_put_tag(ctx, -1, "RegExp String Iterator");
}
