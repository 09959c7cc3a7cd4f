/* replace.c: RegExp.prototype[Symbol.replace].
 *
 * Stack of the native: [ string replacement this ], the string and, unless it is a
 * function, the replacement made strings. Where nothing is patched the matches are found
 * here; else everything goes through the object's own exec. */
#include <string.h>

#include "runtime/builtins/regexp/internal.h"

enum { STRING, REPLACEMENT, THIS };

static bool has_dollar(duk_context *ctx, duk_idx_t i)
{
    duk_size_t n;
    const char *s = duk_get_lstring(ctx, i, &n);

    return memchr(s, '$', n) != NULL;
}

static bool refers_to_names(duk_context *ctx, duk_idx_t i)
{
    duk_size_t n;
    const char *s = duk_get_lstring(ctx, i, &n);

    return memmem(s, n, "$<", 2) != NULL;
}

/* ---- Nothing patched ---- */

/* Finds the next match of a global expression from *at on, and moves *at behind it. */
static bool next_match(duk_context *ctx, const Program *p, const Text *t, uint32_t *at)
{
    const int32_t *c;

    if (*at > t->n || !regexp_match(ctx, p, STRING, t, *at))
        return false;
    c = regexp_state(ctx)->matcher.registers;
    *at = (uint32_t)c[1];
    if (c[1] == c[0])
        *at =
            (uint32_t)regexp_advance(ctx, STRING, c[1], (p->flags & REGEXP_POINTS) != 0);
    return true;
}

/* One match with a template; captures are copied already. */
static void put_template(duk_context *ctx, Output *o, const Program *p, const Text *t,
                         const int32_t *c, bool names)
{
    Substitution s = { .text = t, .start = c[0], .end = c[1], .captures = c };

    s.groups = p->groups;
    if (names)
        regexp_push_groups(ctx, p, t, c, false);
    else
        duk_push_undefined(ctx);
    s.named = duk_get_top_index(ctx);
    output_substitution(ctx, o, REPLACEMENT, &s);
    duk_pop(ctx);
}

/* [ … ] -> [ … string ]: every match, or the first, by a string. */
static void replace_by_string(duk_context *ctx, const Text *t)
{
    const Program *p = regexp_program(ctx, THIS);
    bool global = (p->flags & REGEXP_GLOBAL) != 0, dollar = has_dollar(ctx, REPLACEMENT);
    bool names = dollar && p->name_count > 0 && refers_to_names(ctx, REPLACEMENT),
         any = false;
    duk_size_t size;
    const char *with = duk_get_lstring(ctx, REPLACEMENT, &size);
    uint32_t at = 0;
    int32_t done = 0;
    Output o;

    output_push(ctx, &o);
    while (global ? next_match(ctx, p, t, &at)
                  : !any && regexp_exec_raw(ctx, THIS, STRING, t)) {
        int32_t room[CAPTURES_ROOM];

        any = true;
        if (!dollar) {
            const int32_t *c = regexp_state(ctx)->matcher.registers;
            int32_t start = c[0], end = c[1];

            output_part(ctx, &o, t, done, start);
            output_bytes(ctx, &o, with, size);
            done = end;
        } else {
            const int32_t *c = regexp_push_captures(ctx, p, room);

            output_part(ctx, &o, t, done, c[0]);
            put_template(ctx, &o, p, t, c, names);
            done = c[1];
            duk_pop(ctx);
        }
    }
    if (global)
        regexp_set_last_index(ctx, THIS, 0);
    if (!any) {
        duk_dup(ctx, STRING);
        return;
    }
    output_part(ctx, &o, t, done, (int32_t)t->n);
    output_finish(ctx, &o);
}

/* Every match, or the first: [ … ] -> [ … buffer ] of their captures. */
static int32_t *find_all(duk_context *ctx, const Program *p, const Text *t, size_t *count)
{
    bool global = (p->flags & REGEXP_GLOBAL) != 0;
    size_t n = p->groups * 2, room = n * 16;
    int32_t *all = duk_push_dynamic_buffer(ctx, room * sizeof *all);
    duk_idx_t buffer = duk_get_top_index(ctx);
    uint32_t at = 0;

    *count = 0;
    while (global ? next_match(ctx, p, t, &at)
                  : *count == 0 && regexp_exec_raw(ctx, THIS, STRING, t)) {
        int32_t kept[CAPTURES_ROOM];
        const int32_t *c = regexp_push_captures(ctx, p, kept);

        if ((*count + 1) * n > room) {
            room *= 2;
            all = duk_resize_buffer(ctx, buffer, room * sizeof *all);
        }
        memcpy(all + *count * n, c, n * sizeof *c);
        ++*count;
        duk_pop(ctx);
    }
    if (global)
        regexp_set_last_index(ctx, THIS, 0);
    return all;
}

/* [ ] -> [ string ] by calling the function with what it is due. */
static void call_for(duk_context *ctx, const Program *p, const Text *t, const int32_t *c)
{
    duk_idx_t n = (duk_idx_t)p->groups + 2;

    duk_require_stack(ctx, n + 8);
    duk_dup(ctx, REPLACEMENT);
    for (uint32_t i = 0; i < p->groups; i++) {
        if (c[i * 2] < 0 || c[i * 2 + 1] < 0)
            duk_push_undefined(ctx);
        else
            regexp_push_part(ctx, t, c[i * 2], c[i * 2 + 1]);
    }
    duk_push_int(ctx, c[0]);
    duk_dup(ctx, STRING);
    if (p->name_count > 0) {
        regexp_push_groups(ctx, p, t, c, false);
        n++;
    }
    duk_call(ctx, n);
    duk_to_string(ctx, -1);
}

static void replace_by_function(duk_context *ctx, const Text *t)
{
    const Program *p = regexp_program(ctx, THIS);
    size_t count, n = p->groups * 2;
    int32_t done = 0, *all;
    Output o;

    /* The callback may compile the object anew: what is in use here stays. */
    regexp_push_holder(ctx, THIS);
    all = find_all(ctx, p, t, &count);
    if (count == 0) {
        duk_dup(ctx, STRING);
        return;
    }
    output_push(ctx, &o);
    for (size_t i = 0; i < count; i++) {
        const int32_t *c = all + i * n;

        call_for(ctx, p, t, c);
        output_part(ctx, &o, t, done, c[0]);
        output_string(ctx, &o);
        done = c[1];
    }
    output_part(ctx, &o, t, done, (int32_t)t->n);
    output_finish(ctx, &o);
}

/* ---- By the object's own exec ---- */

/* [ … ] -> [ … results ]: an array of every result. */
static void collect_results(duk_context *ctx)
{
    bool global, points;
    const char *flags;
    duk_uarridx_t n = 0;
    duk_idx_t results;

    duk_get_prop_literal(ctx, THIS, "flags");
    flags = duk_to_string(ctx, -1);
    global = strchr(flags, 'g') != NULL;
    points = strpbrk(flags, "uv") != NULL;
    if (global)
        regexp_set_last_index(ctx, THIS, 0);
    duk_push_array(ctx);
    results = duk_get_top_index(ctx);
    for (;;) {
        regexp_push_exec_any(ctx, THIS, STRING);
        if (duk_is_null(ctx, -1)) {
            duk_pop(ctx);
            return;
        }
        duk_dup_top(ctx);
        builtin_create_index(ctx, results, n++);
        if (!global) {
            duk_pop(ctx);
            return;
        }
        duk_get_prop_index(ctx, -1, 0);
        duk_to_string(ctx, -1);
        if (duk_get_length(ctx, -1) == 0)
            regexp_set_last_index(ctx, THIS,
                                  regexp_advance(ctx, STRING,
                                                 regexp_last_index(ctx, THIS), points));
        duk_pop_2(ctx);
    }
}

/* [ result ] -> [ result … captures … ]: as strings or undefined; how many. */
static uint32_t push_result_captures(duk_context *ctx, duk_idx_t result)
{
    double n = builtin_length(ctx, result);
    uint32_t count = n < 1 ? 1 : n > 1e6 ? 1000000 : (uint32_t)n;

    duk_require_stack(ctx, (duk_idx_t)count + 16);
    duk_get_prop_index(ctx, result, 0);
    duk_to_string(ctx, -1);
    return count;
}

/* [ … result ] -> [ … ]: one result's replacement goes to the output. */
static void put_result(duk_context *ctx, Output *o, const Text *t, int32_t *done)
{
    duk_idx_t result = duk_get_top_index(ctx), values = result + 1;
    uint32_t count = push_result_captures(ctx, result);
    int32_t size = (int32_t)duk_get_length(ctx, values), position;
    double index;

    duk_get_prop_literal(ctx, result, "index");
    index = builtin_to_integer(ctx, -1);
    duk_pop(ctx);
    position = index < 0 ? 0 : index > (double)t->n ? (int32_t)t->n : (int32_t)index;
    for (uint32_t i = 1; i < count; i++) {
        duk_get_prop_index(ctx, result, i);
        if (!duk_is_undefined(ctx, -1))
            duk_to_string(ctx, -1);
    }
    duk_get_prop_literal(ctx, result, "groups");
    if (duk_is_function(ctx, REPLACEMENT)) {
        duk_idx_t n = (duk_idx_t)count + 2;
        bool named = !duk_is_undefined(ctx, -1);

        duk_dup(ctx, REPLACEMENT);
        for (uint32_t i = 0; i < count; i++)
            duk_dup(ctx, values + (duk_idx_t)i);
        duk_push_int(ctx, position);
        duk_dup(ctx, STRING);
        if (named)
            duk_dup(ctx, values + (duk_idx_t)count);
        duk_call(ctx, n + named);
        duk_to_string(ctx, -1);
        if (position >= *done) {
            output_part(ctx, o, t, *done, position);
            output_string(ctx, o);
            *done = position + size;
        }
    } else {
        Substitution s = { .text = t, .start = position, .values = values };
        Output one;

        s.end = position + size > (int32_t)t->n ? (int32_t)t->n : position + size;
        s.groups = count;
        s.named = values + (duk_idx_t)count;
        if (!duk_is_undefined(ctx, s.named))
            duk_to_object(ctx, s.named);
        output_push(ctx, &one);
        output_substitution(ctx, &one, REPLACEMENT, &s);
        if (position >= *done) {
            output_part(ctx, o, t, *done, position);
            output_bytes(ctx, o, one.bytes, one.n);
            *done = position + size;
        }
    }
    duk_set_top(ctx, result);
}

static void replace_by_exec(duk_context *ctx, const Text *t)
{
    duk_idx_t results;
    int32_t done = 0;
    duk_size_t n;
    Output o;

    collect_results(ctx);
    results = duk_get_top_index(ctx);
    n = duk_get_length(ctx, results);
    output_push(ctx, &o);
    for (duk_size_t i = 0; i < n; i++) {
        duk_get_prop_index(ctx, results, (duk_uarridx_t)i);
        put_result(ctx, &o, t, &done);
    }
    output_part(ctx, &o, t, done, (int32_t)t->n);
    output_finish(ctx, &o);
}

/* [ string replacement ] -> [ string ] */
duk_ret_t regexp_symbol_replace(duk_context *ctx)
{
    Text t;

    duk_push_this(ctx);
    if (!builtin_is_object(ctx, THIS))
        builtin_wrong_receiver(ctx, "RegExp.prototype.@@replace");
    duk_to_string(ctx, STRING);
    if (!duk_is_function(ctx, REPLACEMENT))
        duk_to_string(ctx, REPLACEMENT);
    t = regexp_push_text(ctx, STRING);
    if (!regexp_is_plain(ctx, THIS)) {
        replace_by_exec(ctx, &t);
        return 1;
    }
    if (((const Program *)regexp_program(ctx, THIS))->flags & REGEXP_GLOBAL)
        regexp_set_last_index(ctx, THIS, 0);
    if (duk_is_function(ctx, REPLACEMENT))
        replace_by_function(ctx, &t);
    else
        replace_by_string(ctx, &t);
    return 1;
}
