/* json.c: JSON.stringify and raw JSON; parse is in json_parse.c. */
#include "runtime/builtins/json_private.h"

#include <stdio.h>

#include "common/bug.h"
#include "common/utf8.h"
#include "runtime/builtins/array_private.h"
#include "runtime/builtins/install.h"
#include "runtime/engine/bigint.h"
#include "runtime/engine/internals.h"
#include "runtime/engine/meta.h"

/* ---- stringify ---- */

/* The stack of stringify: value, replacer, space, the buffer, the list of names or
 * undefined, the gap. */
enum { VALUE, REPLACER, SPACE, BUFFER, NAMES, GAP, STACK };

typedef struct Open {
    struct Open *outer;
    void *object;
    duk_idx_t at; /* where it stands on the stack, behind its key */
} Open;

typedef struct {
    JsonOut text;
    const char *gap;
    size_t gap_len, indent;
    bool has_function, has_names;
    bool plain; /* the quick way may be tried */
    size_t wasted;
    Open *open;
    int depth;
} Writer;

static void grow(duk_context *ctx, JsonOut *out, size_t n)
{
    if (out->n + n > 1000000000)
        builtin_range_error(ctx, "Invalid string length");
    out->room = (out->n + n) * 2;
    out->text = duk_resize_buffer(ctx, BUFFER, out->room);
}

static inline void reserve(duk_context *ctx, Writer *w, size_t n)
{
    if (w->text.n + n > w->text.room)
        grow(ctx, &w->text, n);
}

static inline void put(duk_context *ctx, Writer *w, const char *text, size_t n)
{
    reserve(ctx, w, n);
    memcpy(w->text.text + w->text.n, text, n);
    w->text.n += n;
}

static inline void put_char(duk_context *ctx, Writer *w, char c)
{
    reserve(ctx, w, 1);
    w->text.text[w->text.n++] = c;
}

static void new_line(duk_context *ctx, Writer *w)
{
    if (w->gap_len == 0)
        return;
    put_char(ctx, w, '\n');
    for (size_t k = 0; k < w->indent; k++)
        put(ctx, w, w->gap, w->gap_len);
}

/* A surrogate without its other half. */
static bool is_lone(const unsigned char *p, size_t left, const unsigned char *start)
{
    uint32_t c = utf8_surrogate(p, left);

    if (utf16_is_high(c))
        return utf8_pair(p, left) == 0;
    return c != 0 && (p - start < 3 || utf8_pair(p - 3, left + 3) == 0);
}

/* "\\uXXXX"; six characters. */
static size_t put_unit(char *out, unsigned c)
{
    static const char hex[] = "0123456789abcdef";

    memcpy(out, "\\u", 2);
    for (int k = 0; k < 4; k++)
        out[2 + k] = hex[c >> (12 - 4 * k) & 15];
    return 6;
}

/* QuoteJSONString of the string at i. */
static void put_string(duk_context *ctx, Writer *w, duk_idx_t i)
{
    static const char short_forms[] = "btn\0fr"; /* 8, 9, 10, 12, 13 */
    duk_size_t len;
    const unsigned char *p = (const unsigned char *)duk_get_lstring(ctx, i, &len);
    const unsigned char *end = p + len, *start = p;
    char *out;

    reserve(ctx, w, len * 6 + 2);
    out = w->text.text + w->text.n;
    *out++ = '"';
    for (; p < end; p++) {
        unsigned char c = *p;

        if (c >= 0x20 && c != '"' && c != '\\' && c != 0xED) {
            *out++ = (char)c;
        } else if (c == '"' || c == '\\') {
            *out++ = '\\';
            *out++ = (char)c;
        } else if (c == 0xED && !is_lone(p, (size_t)(end - p), start)) {
            *out++ = (char)c;
        } else if (c == 0xED) {
            out += put_unit(out, 0xD000u | (unsigned)(p[1] & 63) << 6 | (p[2] & 63));
            p += 2;
        } else if (c >= 8 && c <= 13 && c != 11) {
            *out++ = '\\';
            *out++ = short_forms[c - 8];
        } else {
            out += put_unit(out, c);
        }
    }
    *out++ = '"';
    w->text.n = (size_t)(out - w->text.text);
}

static bool put_value(duk_context *ctx, Writer *w);

void json_push_keys(duk_context *ctx, duk_idx_t i)
{
    duk_idx_t list = duk_get_top(ctx);
    duk_uarridx_t n, kept = 0;

    meta_own_keys(ctx, i, META_STRINGS);
    n = (duk_uarridx_t)duk_get_length(ctx, list);
    for (duk_uarridx_t k = 0; k < n; k++) {
        duk_get_prop_index(ctx, list, k);
        if (!meta_is_enumerable(ctx, i, list + 1)) {
            duk_pop(ctx);
            continue;
        }
        if (kept == k)
            duk_pop(ctx);
        else
            duk_put_prop_index(ctx, list, kept);
        kept++;
    }
    if (kept < n)
        duk_set_length(ctx, list, kept);
}

/* [ ] -> [ text ]: what made the object at i */
static const char *push_maker(duk_context *ctx, duk_idx_t i)
{
    if (!engine_find_data(ctx, i, "constructor") || !engine_own_data(ctx, -1, "name") ||
        !duk_is_string(ctx, -1))
        duk_push_string(ctx, engine_class(ctx, i));
    return duk_get_string(ctx, -1);
}

/* [ ] -> [ text ] of the key at i */
static const char *push_key(duk_context *ctx, duk_idx_t i)
{
    if (duk_is_number(ctx, i))
        duk_push_sprintf(ctx, "index %d", duk_get_int(ctx, i));
    else
        duk_push_sprintf(ctx, "property '%s'", duk_get_string_default(ctx, i, ""));
    return duk_get_string(ctx, -1);
}

/* The object of `start` is reached again, at i: V8's message shows the way, at most two
 * steps at its beginning and the last one. */
static _Noreturn void throw_circle(duk_context *ctx, const Writer *w, const Open *start,
                                   duk_idx_t i)
{
    enum { FIRST_STEPS = 2 };
    duk_idx_t text = duk_get_top(ctx);
    int n = 0;

    duk_require_stack(ctx, 16);
    duk_push_sprintf(ctx,
                     "Converting circular structure to JSON\n    --> starting at object "
                     "with constructor '%s'",
                     push_maker(ctx, start->at));
    duk_replace(ctx, text);
    duk_set_top(ctx, text + 1);
    for (const Open *k = w->open; k != start; k = k->outer)
        n++;
    for (int step = 0; step < n; step++) {
        const Open *k = w->open;

        if (step == FIRST_STEPS && n > FIRST_STEPS + 1) {
            duk_push_sprintf(ctx, "%s\n    |     ...", duk_get_string(ctx, text));
            duk_replace(ctx, text);
            step = n - 1;
        }
        for (int back = n - 1; back > step; back--)
            k = k->outer;
        push_key(ctx, k->at - 1);
        push_maker(ctx, k->at);
        duk_push_sprintf(ctx, "%s\n    |     %s -> object with constructor '%s'",
                         duk_get_string(ctx, text), duk_get_string(ctx, text + 1),
                         duk_get_string(ctx, -1));
        duk_replace(ctx, text);
        duk_set_top(ctx, text + 1);
    }
    duk_push_error_object(ctx, DUK_ERR_TYPE_ERROR, "%s\n    --- %s closes the circle",
                          duk_get_string(ctx, text), push_key(ctx, i - 1));
    (void)duk_throw(ctx);
    UNREACHABLE();
}

static void check_cycle(duk_context *ctx, Writer *w, Open *o, duk_idx_t i)
{
    o->object = duk_get_heapptr(ctx, i);
    o->at = i;
    for (Open *k = w->open; k != NULL; k = k->outer) {
        if (k->object == o->object)
            throw_circle(ctx, w, k, i);
    }
    if (++w->depth > 4000)
        builtin_range_error(ctx, "Maximum call stack size exceeded");
    o->outer = w->open;
    w->open = o;
}

/* [ object ] -> [ object ] */
static void put_object(duk_context *ctx, Writer *w)
{
    duk_idx_t object = duk_get_top_index(ctx);
    duk_uarridx_t n;
    bool first = true;
    Open o;

    check_cycle(ctx, w, &o, object);
    if (w->has_names)
        duk_dup(ctx, NAMES);
    else
        json_push_keys(ctx, object);
    put_char(ctx, w, '{');
    w->indent++;
    n = (duk_uarridx_t)duk_get_length(ctx, object + 1);
    for (duk_uarridx_t k = 0; k < n; k++) {
        size_t mark = w->text.n;

        array_take_any(ctx, object + 1, k);
        if (!first)
            put_char(ctx, w, ',');
        new_line(ctx, w);
        put_string(ctx, w, object + 2);
        put_char(ctx, w, ':');
        if (w->gap_len > 0)
            put_char(ctx, w, ' ');
        /* [ object keys key ]: holder, key and value for put_value */
        duk_dup(ctx, object);
        duk_insert(ctx, -2);
        duk_dup_top(ctx);
        duk_get_prop(ctx, object);
        if (put_value(ctx, w))
            first = false;
        else
            w->text.n = mark;
        duk_set_top(ctx, object + 2);
    }
    w->indent--;
    if (!first)
        new_line(ctx, w);
    put_char(ctx, w, '}');
    w->open = o.outer;
    w->depth--;
    duk_set_top(ctx, object + 1);
}

/* [ array ] -> [ array ] */
static void put_array(duk_context *ctx, Writer *w)
{
    duk_idx_t array = duk_get_top_index(ctx);
    double n;
    Open o;

    check_cycle(ctx, w, &o, array);
    n = builtin_length(ctx, array);
    put_char(ctx, w, '[');
    w->indent++;
    for (double k = 0; k < n; k++) {
        if (k > 0)
            put_char(ctx, w, ',');
        new_line(ctx, w);
        duk_dup(ctx, array);
        duk_push_number(ctx, k);
        array_take_any(ctx, array, k);
        if (!put_value(ctx, w))
            put(ctx, w, "null", 4);
        duk_set_top(ctx, array + 1);
    }
    w->indent--;
    if (n > 0)
        new_line(ctx, w);
    put_char(ctx, w, ']');
    w->open = o.outer;
    w->depth--;
}

/* toJSON and the replacer function: [ holder key value ] -> the same */
static void replace_value(duk_context *ctx, Writer *w)
{
    duk_idx_t holder = duk_get_top(ctx) - 3, value = holder + 2;

    if (builtin_is_object(ctx, value) || bigint_is(ctx, value)) {
        duk_get_prop_literal(ctx, value, "toJSON");
        if (duk_is_function(ctx, -1)) {
            duk_dup(ctx, value);
            duk_dup(ctx, holder + 1);
            duk_to_string(ctx, -1);
            duk_call_method(ctx, 1);
            duk_replace(ctx, value);
        } else {
            duk_pop(ctx);
        }
    }
    if (w->has_function) {
        duk_dup(ctx, REPLACER);
        duk_dup(ctx, holder);
        duk_dup(ctx, holder + 1);
        duk_to_string(ctx, -1);
        duk_dup(ctx, value);
        duk_call_method(ctx, 2);
        duk_replace(ctx, value);
    }
}

/* Number, String, Boolean and BigInt objects become what they hold. */
static void unwrap(duk_context *ctx)
{
    const char *class = engine_class(ctx, -1);

    if (class == NULL)
        return;
    if (strcmp(class, "Number") == 0)
        duk_to_number(ctx, -1);
    else if (strcmp(class, "String") == 0)
        duk_to_string(ctx, -1);
    else if (strcmp(class, "Boolean") == 0 && object_push_primitive(ctx, -1))
        duk_remove(ctx, -2);
    else if (slots_is(ctx, -1, SLOTS_BIGINT)) {
        slots_get(ctx, -1, 0);
        duk_remove(ctx, -2);
    }
}

/* The quick way for the object on top. Attempts that come to nothing cost: when they have
 * cost more than was written there are no more of them. */
static bool put_plain(duk_context *ctx, Writer *w)
{
    size_t tried = 0;

    if (json_write_plain(ctx, -1, &w->text, &tried))
        return true;
    w->wasted += tried;
    w->plain = w->wasted < 4096 + w->text.n;
    return false;
}

/* SerializeJSONProperty: [ holder key value ]; false where the value has no text. */
static bool put_value(duk_context *ctx, Writer *w)
{
    duk_require_stack(ctx, 32);
    replace_value(ctx, w);
    if (builtin_is_object(ctx, -1))
        unwrap(ctx);
    switch (duk_get_type(ctx, -1)) {
    case DUK_TYPE_NULL: put(ctx, w, "null", 4); return true;
    case DUK_TYPE_BOOLEAN:
        if (duk_get_boolean(ctx, -1))
            put(ctx, w, "true", 4);
        else
            put(ctx, w, "false", 5);
        return true;
    case DUK_TYPE_STRING:
        if (duk_is_symbol(ctx, -1))
            return false;
        put_string(ctx, w, -1);
        return true;
    case DUK_TYPE_NUMBER: {
        double d = duk_get_number(ctx, -1);

        if (!isfinite(d)) {
            put(ctx, w, "null", 4);
        } else if (d == (double)(int32_t)d) {
            reserve(ctx, w, 16);
            w->text.n += (size_t)snprintf(w->text.text + w->text.n, 16, "%d", (int)d);
        } else {
            duk_size_t len;
            const char *text;

            duk_to_string(ctx, -1);
            text = duk_get_lstring(ctx, -1, &len);
            put(ctx, w, text, len);
        }
        return true;
    }
    case DUK_TYPE_OBJECT:
    case DUK_TYPE_BUFFER:
        if (bigint_is(ctx, -1))
            builtin_type_error(ctx, "Do not know how to serialize a BigInt");
        if (duk_is_function(ctx, -1))
            return false;
        if (slots_is(ctx, -1, SLOTS_RAW_JSON)) {
            duk_size_t len;
            const char *text;

            duk_get_prop_literal(ctx, -1, "rawJSON");
            text = duk_get_lstring(ctx, -1, &len);
            put(ctx, w, text, len);
            return true;
        }
        if (w->plain && put_plain(ctx, w))
            return true;
        if (array_is(ctx, -1))
            put_array(ctx, w);
        else
            put_object(ctx, w);
        return true;
    default: return false;
    }
}

/* The replacer's list of names, each once: [ ] -> [ names ] */
static void read_names(duk_context *ctx)
{
    double n = builtin_length(ctx, REPLACER);

    duk_push_array(ctx);
    duk_push_bare_object(ctx);
    for (double k = 0; k < n; k++) {
        const char *class;

        array_take_any(ctx, REPLACER, k);
        class = engine_class(ctx, -1);
        if (!duk_is_number(ctx, -1) &&
            !(duk_is_string(ctx, -1) && !duk_is_symbol(ctx, -1)) &&
            !(class != NULL &&
              (strcmp(class, "Number") == 0 || strcmp(class, "String") == 0))) {
            duk_pop(ctx);
            continue;
        }
        duk_to_string(ctx, -1);
        duk_dup_top(ctx);
        if (duk_has_prop(ctx, -3)) {
            duk_pop(ctx);
            continue;
        }
        duk_dup_top(ctx);
        duk_push_true(ctx);
        duk_put_prop(ctx, -4);
        array_append(ctx, -3);
    }
    duk_pop(ctx);
}

/* What indents: [ ] -> [ text ] */
static void push_gap(duk_context *ctx)
{
    if (duk_is_object(ctx, SPACE))
        duk_dup(ctx, SPACE), unwrap(ctx), duk_replace(ctx, SPACE);
    if (duk_is_number(ctx, SPACE)) {
        double n = builtin_to_integer(ctx, SPACE);

        duk_push_lstring(ctx, "          ", (size_t)(n < 0 ? 0 : n > 10 ? 10 : n));
    } else if (duk_is_string(ctx, SPACE) && !duk_is_symbol(ctx, SPACE)) {
        duk_dup(ctx, SPACE);
        duk_substring(ctx, -1, 0, 10);
    } else {
        duk_push_literal(ctx, "");
    }
}

/* [ value replacer space ] -> [ text | undefined ] */
static duk_ret_t json_stringify(duk_context *ctx)
{
    Writer w = { .text = { .room = 256, .grow = grow } };

    w.text.text = duk_push_dynamic_buffer(ctx, w.text.room);
    w.has_function = duk_is_function(ctx, REPLACER);
    w.has_names =
        !w.has_function && duk_is_object(ctx, REPLACER) && array_is(ctx, REPLACER);
    if (w.has_names)
        read_names(ctx);
    else
        duk_push_undefined(ctx);
    push_gap(ctx);
    w.gap = duk_get_lstring(ctx, GAP, &w.gap_len);
    w.plain = !w.has_function && !w.has_names && w.gap_len == 0;
    duk_push_object(ctx);
    duk_dup(ctx, VALUE);
    object_put(ctx, -2, "", OBJECT_WC | OBJECT_E);
    duk_push_literal(ctx, "");
    duk_dup(ctx, VALUE);
    if (!put_value(ctx, &w))
        return 0;
    duk_push_lstring(ctx, w.text.text, w.text.n);
    return 1;
}

/* ---- Raw JSON ---- */

/* [ text ] -> [ object ] that stringify writes as that text */
static duk_ret_t json_raw(duk_context *ctx)
{
    JsonError error = { NULL, 0 };
    duk_size_t len;
    const char *text;

    duk_to_string(ctx, 0);
    text = duk_get_lstring(ctx, 0, &len);
    if (len == 0 || strchr(" \t\n\r", text[0]) != NULL ||
        strchr(" \t\n\r", text[len - 1]) != NULL || !json_parse_text(ctx, 0, &error) ||
        builtin_is_object(ctx, -1))
        (void)duk_error(ctx, DUK_ERR_SYNTAX_ERROR, "Invalid value for JSON.rawJSON");
    duk_push_null(ctx);
    slots_push_object(ctx, SLOTS_RAW_JSON, 1);
    duk_dup(ctx, 0);
    object_put(ctx, -2, "rawJSON", OBJECT_E);
    meta_prevent_extensions(ctx, duk_get_top_index(ctx));
    return 1;
}

/* [ value ] -> [ boolean ] */
static duk_ret_t json_is_raw(duk_context *ctx)
{
    duk_push_boolean(ctx, slots_is(ctx, 0, SLOTS_RAW_JSON));
    return 1;
}

void json_install(duk_context *ctx)
{
    static const ObjectFunction fns[] = { { "parse", json_global_parse, 2, 2, 0 },
                                          { "stringify", json_stringify, 3, 3, 0 },
                                          { "rawJSON", json_raw, 1, 1, 0 },
                                          { "isRawJSON", json_is_raw, 1, 1, 0 },
                                          { NULL, NULL, 0, 0, 0 } };

    duk_get_global_literal(ctx, "JSON");
    object_put_functions(ctx, -1, fns);
    duk_pop(ctx);
}
