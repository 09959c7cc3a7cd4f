/* json_parse.c: JSON.parse: the parser proper is engine/unit/json.c; here are its
 * messages, and revivers. */
#include "common/utf8.h"
#include "runtime/builtins/json_private.h"

#include "common/bug.h"
#include "runtime/builtins/array_private.h"
#include "runtime/engine/bigint.h"
#include "runtime/engine/internals.h"
#include "runtime/engine/meta.h"

/* [ ] -> [ text ]: a part of the text at 0, by characters. */
static void push_part(duk_context *ctx, size_t from, size_t to)
{
    duk_dup(ctx, 0);
    duk_substring(ctx, -1, from, to);
}

/* The SyntaxError for what is wrong with the text at 0. */
static _Noreturn void throw_syntax(duk_context *ctx, const JsonError *e)
{
    enum { CONTEXT = 10 };
    duk_size_t bytes;
    const char *text = duk_get_lstring(ctx, 0, &bytes);
    size_t at = 0, len = duk_get_length(ctx, 0);

    for (size_t k = 0; k < e->at && k < bytes; k++)
        at += !utf8_continues(text[k]);
    if (e->message != NULL) {
        duk_push_error_object(ctx, DUK_ERR_SYNTAX_ERROR, "%s at position %u", e->message,
                              (unsigned)at);
    } else if (e->at >= bytes) {
        duk_push_error_object(ctx, DUK_ERR_SYNTAX_ERROR, "Unexpected end of JSON input");
    } else if (strcmp(text, "undefined") == 0 || strcmp(text, "NaN") == 0 ||
               strcmp(text, "Infinity") == 0 || strcmp(text, "[object Object]") == 0) {
        duk_push_error_object(ctx, DUK_ERR_SYNTAX_ERROR, "\"%s\" is not valid JSON",
                              text);
    } else {
        size_t from = 0, to = len;
        const char *before = "", *after = "";

        if (len > 2 * CONTEXT) {
            if (at >= CONTEXT) {
                from = at - CONTEXT;
                before = "...";
            }
            if (at + CONTEXT < len) {
                to = at + CONTEXT;
                after = "...";
            }
        }
        push_part(ctx, at, at + 1);
        push_part(ctx, from, to);
        duk_push_error_object(ctx, DUK_ERR_SYNTAX_ERROR,
                              "Unexpected token '%s', %s\"%s\"%s is not valid JSON",
                              duk_get_string(ctx, -2), before, duk_get_string(ctx, -1),
                              after);
    }
    (void)duk_throw(ctx);
    UNREACHABLE();
}

/* ---- Where values came from ----
 *
 * A reviver is told the text of each primitive value that is still what was parsed. For
 * that the text is gone through once more: a record of a primitive value is its text, one
 * of an object or array [ the value, records by key ]. */

typedef struct {
    const char *text;
    size_t at;
} Walk;

static void skip_space(Walk *w)
{
    while (w->text[w->at] != '\0' && strchr(" \t\n\r", w->text[w->at]) != NULL)
        w->at++;
}

/* The text is known to be well-formed. */
static void skip_string(Walk *w)
{
    for (w->at++; w->text[w->at] != '"'; w->at++)
        w->at += w->text[w->at] == '\\';
    w->at++;
}

static void push_record(duk_context *ctx, Walk *w);

/* The member that stands next becomes part of the records at `records` of the object at
 * `value`: "key": value, or the element number n. */
static void add_record_at(duk_context *ctx, Walk *w, duk_idx_t value, duk_idx_t records,
                          int n)
{
    JsonError ignored;

    skip_space(w);
    if (n >= 0) {
        duk_push_int(ctx, n);
        duk_to_string(ctx, -1);
    } else {
        size_t from = w->at;

        skip_string(w);
        duk_push_lstring(ctx, w->text + from, w->at - from);
        json_parse_text(ctx, duk_get_top_index(ctx), &ignored);
        skip_space(w);
        w->at++; /* : */
    }
    duk_require_stack(ctx, 16);
    if (duk_is_object(ctx, value)) {
        duk_dup_top(ctx);
        meta_get(ctx, value, value);
    } else {
        duk_push_undefined(ctx);
    }
    push_record(ctx, w); /* [ … key value record ] */
    duk_remove(ctx, -2);
    duk_put_prop(ctx, records);
    duk_set_top(ctx, records + 1);
}

/* [ value ] -> [ value record ] of the value that stands next. */
static void push_record(duk_context *ctx, Walk *w)
{
    duk_idx_t list = duk_get_top(ctx), records = list + 1;
    size_t from;
    char c;

    duk_require_stack(ctx, 16);
    skip_space(w);
    from = w->at;
    c = w->text[from];
    if (c == '"') {
        skip_string(w);
    } else if (c != '{' && c != '[') {
        w->at += strcspn(w->text + w->at, ",]} \t\n\r");
    } else {
        duk_push_bare_array(ctx);
        duk_push_bare_object(ctx);
        w->at++;
        skip_space(w);
        for (int n = 0; w->text[w->at] != ']' && w->text[w->at] != '}'; n++) {
            add_record_at(ctx, w, list - 1, records, c == '[' ? n : -1);
            skip_space(w);
            w->at += w->text[w->at] == ',';
        }
        w->at++;
        duk_put_prop_index(ctx, list, 1);
        duk_dup(ctx, list - 1);
        duk_put_prop_index(ctx, list, 0);
        return;
    }
    duk_push_lstring(ctx, w->text + from, w->at - from);
}

/* ---- Revivers ---- */

static void revive(duk_context *ctx);

/* One property of the value at i is revived: [ key ] -> [ ]. Its record is among those at
 * `records` (undefined: none). */
static void revive_property(duk_context *ctx, duk_idx_t i, duk_idx_t records)
{
    duk_dup(ctx, i);
    duk_dup(ctx, -2);
    if (duk_is_object(ctx, records)) {
        duk_dup_top(ctx);
        duk_get_prop(ctx, records);
    } else {
        duk_push_undefined(ctx);
    }
    revive(ctx); /* [ key value ] */
    if (duk_is_undefined(ctx, -1)) {
        duk_pop(ctx);
        meta_delete(ctx, i);
        return;
    }
    duk_push_bare_object(ctx);
    duk_swap_top(ctx, -2);
    duk_put_prop_literal(ctx, -2, "value");
    duk_push_true(ctx);
    duk_put_prop_literal(ctx, -2, "writable");
    duk_push_true(ctx);
    duk_put_prop_literal(ctx, -2, "enumerable");
    duk_push_true(ctx);
    duk_put_prop_literal(ctx, -2, "configurable");
    meta_define(ctx, i);
}

/* [ ] -> [ records | undefined ] of the parts of the value at i, if it is still what the
 * record at `record` is of. */
static void push_parts(duk_context *ctx, duk_idx_t i, duk_idx_t record)
{
    if (duk_is_object(ctx, record)) {
        duk_get_prop_index(ctx, record, 0);
        if (duk_strict_equals(ctx, -1, i)) {
            duk_pop(ctx);
            duk_get_prop_index(ctx, record, 1);
            return;
        }
        duk_pop(ctx);
    }
    duk_push_undefined(ctx);
}

/* [ ] -> [ context ] for the reviver: { source } for a primitive value that is what was
 * parsed. */
static void push_context(duk_context *ctx, duk_idx_t value, duk_idx_t record)
{
    JsonError ignored;
    bool same;

    duk_push_object(ctx);
    if (!duk_is_string(ctx, record) || builtin_is_object(ctx, value))
        return;
    json_parse_text(ctx, record, &ignored);
    same = duk_samevalue(ctx, -1, value);
    duk_pop(ctx);
    if (!same)
        return;
    duk_dup(ctx, record);
    object_put(ctx, -2, "source", OBJECT_WC | OBJECT_E);
}

/* InternalizeJSONProperty: [ holder key record ] -> [ value ] */
static void revive(duk_context *ctx)
{
    duk_idx_t holder = duk_get_top(ctx) - 3, record = holder + 2, value = holder + 3,
              parts = holder + 4, keys = holder + 5;

    duk_require_stack(ctx, 32);
    duk_dup(ctx, holder + 1);
    duk_get_prop(ctx, holder);
    if (builtin_is_object(ctx, value) && !bigint_is(ctx, value)) {
        push_parts(ctx, value, record);
        if (array_is(ctx, value)) {
            double n = builtin_length(ctx, value);

            for (double k = 0; k < n; k++) {
                duk_push_number(ctx, k);
                duk_to_string(ctx, -1);
                revive_property(ctx, value, parts);
            }
        } else {
            duk_uarridx_t n;

            json_push_keys(ctx, value);
            n = (duk_uarridx_t)duk_get_length(ctx, keys);
            for (duk_uarridx_t k = 0; k < n; k++) {
                duk_get_prop_index(ctx, keys, k);
                revive_property(ctx, value, parts);
            }
        }
        duk_set_top(ctx, parts);
    }
    push_context(ctx, value, record);
    duk_remove(ctx, record);
    duk_dup(ctx, 1); /* the reviver */
    duk_insert(ctx, holder);
    duk_call_method(ctx, 3);
}

/* [ text reviver ] -> [ value ] */
duk_ret_t json_global_parse(duk_context *ctx)
{
    JsonError error = { NULL, 0 };
    Walk w = { 0 };

    duk_to_string(ctx, 0);
    if (!json_parse_text(ctx, 0, &error))
        throw_syntax(ctx, &error);
    if (!duk_is_function(ctx, 1))
        return 1;
    w.text = duk_get_string(ctx, 0);
    push_record(ctx, &w); /* [ text reviver value record ] */
    duk_insert(ctx, 2);
    duk_push_object(ctx);
    duk_swap_top(ctx, -2);
    object_put(ctx, -2, "", OBJECT_WC | OBJECT_E);
    duk_push_literal(ctx, "");
    duk_dup(ctx, 2);
    revive(ctx);
    return 1;
}
