/* match.c: exec: from an object and a string to a match and its result. */
#include <string.h>

#include "common/xalloc.h"
#include "common/utf8.h"
#include "runtime/builtins/regexp/internal.h"
#include "runtime/builtins/regexp/text.h"

/* ---- Plain objects ---- */

bool regexp_is_plain(duk_context *ctx, duk_idx_t i)
{
    RegexpState *s;

    if (!regexp_is(ctx, i))
        return false;
    s = regexp_state(ctx);
    return s->prototype != NULL && regexp_has_prototype(ctx, i, s->prototype) &&
           object_is_as_pictured(s->prototype, s->prototype_picture);
}

bool regexp_is_plain_species(duk_context *ctx)
{
    RegexpState *s = regexp_state(ctx);

    return object_is_as_pictured(s->constructor, s->constructor_picture);
}

/* ---- lastIndex ---- */

double regexp_last_index(duk_context *ctx, duk_idx_t i)
{
    uint32_t fast;
    double d;

    if (regexp_is(ctx, i) && regexp_get_last_index(ctx, i, &fast))
        return fast;
    duk_get_prop_literal(ctx, i, "lastIndex");
    d = builtin_to_integer(ctx, -1);
    duk_pop(ctx);
    return d < 0 ? 0 : d > 9007199254740991.0 ? 9007199254740991.0 : d;
}

void regexp_set_last_index(duk_context *ctx, duk_idx_t i, double value)
{
    if (value <= 2147483647.0 && regexp_is(ctx, i) &&
        regexp_put_last_index(ctx, i, (uint32_t)value))
        return;
    i = duk_normalize_index(ctx, i);
    duk_push_literal(ctx, "lastIndex");
    duk_push_number(ctx, value);
    duk_put_prop(ctx, i);
}

double regexp_advance(duk_context *ctx, duk_idx_t i, double index, bool points)
{
    double n = (double)duk_get_length(ctx, i);
    duk_size_t at = (duk_size_t)index;

    if (!points || index + 1 >= n)
        return index + 1;
    return utf16_is_high((uint32_t)duk_char_code_at(ctx, i, at)) &&
                   utf16_is_low((uint32_t)duk_char_code_at(ctx, i, at + 1))
               ? index + 2
               : index + 1;
}

/* ---- Matching ---- */

bool regexp_match(duk_context *ctx, const Program *p, duk_idx_t input, const Text *t,
                  uint32_t start)
{
    RegexpState *s = regexp_state(ctx);
    MatchResult r = program_run(p, &s->matcher, *t, start);

    if (r == MATCH_FOUND) {
        regexp_note_last(ctx, p, input);
        return true;
    }
    if (r == MATCH_TOO_DEEP)
        builtin_range_error(ctx, "Maximum call stack size exceeded");
    if (r == MATCH_STOPPED)
        builtin_range_error(ctx, "execution timeout");
    return false;
}

const int32_t *regexp_push_captures(duk_context *ctx, const Program *p, int32_t *room)
{
    size_t n = p->groups * 2;
    const int32_t *from = regexp_state(ctx)->matcher.registers;
    int32_t *copy, *out;

    if (n <= CAPTURES_ROOM) {
        duk_push_undefined(ctx);
        memcpy(room, from, n * sizeof *room);
        return room;
    }
    /* Making the buffer may run finalizers, and they the matcher: so the copy comes
     * first. Should memory give out here, it is lost. */
    copy = xmalloc(n * sizeof *copy);
    memcpy(copy, from, n * sizeof *copy);
    out = duk_push_fixed_buffer(ctx, n * sizeof *copy);
    memcpy(out, copy, n * sizeof *copy);
    xfree(copy);
    return out;
}

bool regexp_exec_raw(duk_context *ctx, duk_idx_t regexp, duk_idx_t input, const Text *t)
{
    double last = regexp_last_index(ctx, regexp);
    const Program *p = regexp_program(ctx, regexp);
    bool moves = (p->flags & (REGEXP_GLOBAL | REGEXP_STICKY)) != 0;

    if (!moves)
        last = 0;
    if (last > (double)t->n || !regexp_match(ctx, p, input, t, (uint32_t)last)) {
        if (moves)
            regexp_set_last_index(ctx, regexp, 0);
        return false;
    }
    if (moves) {
        uint32_t end = (uint32_t)regexp_state(ctx)->matcher.registers[1];

        if (!regexp_put_last_index(ctx, regexp, end))
            regexp_set_last_index(ctx, regexp, end);
    }
    return true;
}

/* ---- Results ---- */

/* [ ] -> [ part | undefined ] */
static void push_capture(duk_context *ctx, const Text *t, const int32_t *c)
{
    if (c[0] < 0 || c[1] < 0)
        duk_push_undefined(ctx);
    else
        regexp_push_part(ctx, t, c[0], c[1]);
}

/* [ ] -> [ [ start, end ] | undefined ] */
static void push_pair(duk_context *ctx, const int32_t *c)
{
    if (c[0] < 0 || c[1] < 0) {
        duk_push_undefined(ctx);
        return;
    }
    regexp_push_array(ctx, 2);
    duk_push_int(ctx, c[0]);
    regexp_put_element(ctx, -2, 0);
    duk_push_int(ctx, c[1]);
    regexp_put_element(ctx, -2, 1);
}

/* [ ] -> [ name ] */
static void push_name(duk_context *ctx, const GroupName *g)
{
    char *out = duk_push_fixed_buffer(ctx, g->n * 3 + 1);

    duk_push_lstring(ctx, out, text_encode(g->units, g->n, out));
    duk_remove(ctx, -2);
}

void regexp_push_groups(duk_context *ctx, const Program *p, const Text *t,
                        const int32_t *captures, bool pairs)
{
    if (p->name_count == 0) {
        duk_push_undefined(ctx);
        return;
    }
    duk_push_bare_object(ctx);
    for (uint32_t i = 0; i < p->name_count; i++) {
        const int32_t *c = captures + p->names[i].group * 2;

        push_name(ctx, &p->names[i]);
        /* A name that is given twice: what took part counts. */
        if (c[0] < 0 && (duk_dup_top(ctx), duk_has_prop(ctx, -3))) {
            duk_pop(ctx);
            continue;
        }
        if (pairs)
            push_pair(ctx, c);
        else
            push_capture(ctx, t, c);
        duk_def_prop(ctx, -3, DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WEC);
    }
}

/* [ ] -> [ indices ] */
static void push_indices(duk_context *ctx, const Program *p, const int32_t *captures)
{
    regexp_push_array(ctx, p->groups);
    for (uint32_t i = 0; i < p->groups; i++) {
        push_pair(ctx, captures + i * 2);
        regexp_put_element(ctx, -2, i);
    }
    duk_push_literal(ctx, "groups");
    regexp_push_groups(ctx, p, NULL, captures, true);
    duk_def_prop(ctx, -3, DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WEC);
}

/* [ ] -> [ result ] of the match in the matcher. */
static void regexp_push_result(duk_context *ctx, duk_idx_t regexp, duk_idx_t input,
                               const Text *t)
{
    const Program *p = regexp_program(ctx, regexp);
    int32_t room[CAPTURES_ROOM];
    const int32_t *c = regexp_push_captures(ctx, p, room);
    bool indices = (p->flags & REGEXP_INDICES) != 0;
    duk_idx_t result;

    duk_require_stack(ctx, 12);
    input = duk_normalize_index(ctx, input);
    regexp_push_array(ctx, p->groups);
    result = duk_get_top_index(ctx);
    for (uint32_t i = 0; i < p->groups; i++) {
        if (c[i * 2] < 0 || c[i * 2 + 1] < 0)
            continue;
        regexp_push_part(ctx, t, c[i * 2], c[i * 2 + 1]);
        regexp_put_element(ctx, result, i);
    }
    duk_push_int(ctx, c[0]);
    duk_dup(ctx, input);
    regexp_push_groups(ctx, p, t, c, false);
    if (indices)
        push_indices(ctx, p, c);
    regexp_finish_result(ctx, result, indices);
    duk_remove(ctx, -2);
}

void regexp_push_exec(duk_context *ctx, duk_idx_t regexp, duk_idx_t input)
{
    Text t;

    regexp = duk_normalize_index(ctx, regexp);
    input = duk_normalize_index(ctx, input);
    t = regexp_push_text(ctx, input);
    if (regexp_exec_raw(ctx, regexp, input, &t))
        regexp_push_result(ctx, regexp, input, &t);
    else
        duk_push_null(ctx);
    duk_remove(ctx, -2);
}

void regexp_push_exec_any(duk_context *ctx, duk_idx_t regexp, duk_idx_t input)
{
    regexp = duk_normalize_index(ctx, regexp);
    input = duk_normalize_index(ctx, input);
    duk_require_stack(ctx, 8);
    duk_get_prop_literal(ctx, regexp, "exec");
    if (duk_is_function(ctx, -1) &&
        !(regexp_is(ctx, regexp) && intrinsic_is(ctx, -1, INTRINSIC_REGEXP_EXEC))) {
        duk_dup(ctx, regexp);
        duk_dup(ctx, input);
        duk_call_method(ctx, 1);
        if (!duk_is_null(ctx, -1) && !builtin_is_object(ctx, -1))
            builtin_type_error(ctx, "RegExp exec method returned something other than "
                                    "an Object or null");
        return;
    }
    duk_pop(ctx);
    if (!regexp_is(ctx, regexp))
        builtin_type_error(
            ctx, "Method RegExp.prototype.exec called on incompatible receiver %s",
            builtin_describe(ctx, regexp));
    regexp_push_exec(ctx, regexp, input);
}
