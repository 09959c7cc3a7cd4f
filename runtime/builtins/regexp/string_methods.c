/* string_methods.c: String.prototype's match, matchAll, replace, replaceAll, search and
 * split: what they do with a regular expression is asked of its Symbol methods; with a
 * string they do it here.
 *
 * Stack of these natives: [ what (second) this ]. */
#include <string.h>

#include "runtime/builtins/regexp/internal.h"
#include "runtime/builtins/regexp/text.h"

/* [ … ] -> [ … this ]: not null or undefined; not yet a string. */
static void push_receiver(duk_context *ctx, const char *method)
{
    duk_push_this(ctx);
    if (duk_is_null_or_undefined(ctx, -1))
        builtin_type_error(ctx, "String.prototype.%s called on null or undefined",
                           method);
}

/* Calls the method of the value at 0 under the symbol, where it has one:
 * [ what second? this ] -> [ … result ]. Primitives aren't asked. */
static bool by_symbol(duk_context *ctx, const char *symbol, duk_idx_t args)
{
    duk_idx_t receiver = duk_get_top_index(ctx);

    if (!builtin_is_object(ctx, 0))
        return false;
    duk_get_prop_string(ctx, 0, symbol);
    if (duk_is_null_or_undefined(ctx, -1)) {
        duk_pop(ctx);
        return false;
    }
    if (!duk_is_function(ctx, -1))
        builtin_type_error(ctx, "%s is not a function", builtin_describe_typed(ctx, -1));
    duk_dup(ctx, 0);
    duk_dup(ctx, receiver);
    for (duk_idx_t i = 1; i < args; i++)
        duk_dup(ctx, i);
    duk_call_method(ctx, args);
    return true;
}

/* [ what this ] -> [ … result ]: new RegExp(what, flags)[symbol](this) */
static void by_new_regexp(duk_context *ctx, const char *symbol, const char *flags)
{
    duk_to_string(ctx, 1);
    if (duk_is_undefined(ctx, 0)) {
        duk_push_literal(ctx, "");
    } else {
        duk_dup(ctx, 0);
        duk_to_string(ctx, -1);
    }
    duk_push_string(ctx, flags);
    regexp_push_new(ctx);
    duk_get_prop_string(ctx, -1, symbol);
    duk_swap_top(ctx, -2);
    duk_dup(ctx, 1);
    duk_call_method(ctx, 1);
}

/* [ what ] -> [ array | null ] */
static duk_ret_t match(duk_context *ctx)
{
    push_receiver(ctx, "match");
    if (!by_symbol(ctx, DUK_WELLKNOWN_SYMBOL("Symbol.match"), 1))
        by_new_regexp(ctx, DUK_WELLKNOWN_SYMBOL("Symbol.match"), "");
    return 1;
}

/* [ what ] -> [ index ] */
static duk_ret_t search(duk_context *ctx)
{
    push_receiver(ctx, "search");
    if (!by_symbol(ctx, DUK_WELLKNOWN_SYMBOL("Symbol.search"), 1))
        by_new_regexp(ctx, DUK_WELLKNOWN_SYMBOL("Symbol.search"), "");
    return 1;
}

/* IsRegExp, which then must have the flag g. */
static void require_global(duk_context *ctx, const char *method)
{
    bool is;

    if (!builtin_is_object(ctx, 0))
        return;
    duk_get_prop_literal(ctx, 0, DUK_WELLKNOWN_SYMBOL("Symbol.match"));
    is = duk_is_undefined(ctx, -1) ? regexp_is(ctx, 0) : duk_to_boolean(ctx, -1);
    duk_pop(ctx);
    if (!is)
        return;
    duk_get_prop_literal(ctx, 0, "flags");
    if (duk_is_null_or_undefined(ctx, -1))
        builtin_type_error(ctx,
                           "The .flags property of the argument to String.prototype.%s "
                           "cannot be null or undefined",
                           method);
    if (strchr(duk_to_string(ctx, -1), 'g') == NULL)
        builtin_type_error(ctx,
                           "String.prototype.%s called with a non-global RegExp argument",
                           method);
    duk_pop(ctx);
}

/* [ what ] -> [ iterator ] */
static duk_ret_t match_all(duk_context *ctx)
{
    push_receiver(ctx, "matchAll");
    require_global(ctx, "matchAll");
    if (!by_symbol(ctx, DUK_WELLKNOWN_SYMBOL("Symbol.matchAll"), 1))
        by_new_regexp(ctx, DUK_WELLKNOWN_SYMBOL("Symbol.matchAll"), "g");
    return 1;
}

/* ---- Finding a string ---- */

/* Units to look for, in the same shape as the text that is looked through. */
typedef struct {
    const void *units;
    size_t n;
    bool possible; /* false: wider than the text, thus not in it */
} Needle;

/* [ ] -> [ value ] to keep on the stack. */
static Needle push_needle(duk_context *ctx, duk_idx_t i, const Text *in)
{
    Text t = regexp_push_text(ctx, i);
    uint16_t *units;

    if (t.wide == in->wide || t.n == 0)
        return (Needle){ t.units, t.n, true };
    if (t.wide)
        return (Needle){ NULL, t.n, false };
    units = duk_push_fixed_buffer(ctx, t.n * sizeof *units);
    duk_remove(ctx, -2);
    for (size_t k = 0; k < t.n; k++)
        units[k] = ((const unsigned char *)t.units)[k];
    return (Needle){ units, t.n, true };
}

/* Where it is, from `from` on; -1 if nowhere. */
static int32_t find(const Text *t, const Needle *needle, size_t from)
{
    const char *at;

    if (!needle->possible || from + needle->n > t->n)
        return -1;
    if (needle->n == 0)
        return (int32_t)from;
    if (!t->wide) {
        const char *s = t->units;

        at = needle->n == 1
                 ? memchr(s + from, *(const unsigned char *)needle->units, t->n - from)
                 : memmem(s + from, t->n - from, needle->units, needle->n);
        return at != NULL ? (int32_t)(at - s) : -1;
    }
    for (size_t i = from; i + needle->n <= t->n; i++) {
        if (memcmp((const uint16_t *)t->units + i, needle->units,
                   needle->n * sizeof(uint16_t)) == 0)
            return (int32_t)i;
    }
    return -1;
}

/* ---- replace ---- */

enum { WHAT, REPLACEMENT, THIS };

/* The replacement of what stands at `at` goes to the output. */
static void put_replacement(duk_context *ctx, Output *o, const Text *t, int32_t at,
                            int32_t size)
{
    if (duk_is_function(ctx, REPLACEMENT)) {
        duk_dup(ctx, REPLACEMENT);
        duk_dup(ctx, WHAT);
        duk_push_int(ctx, at);
        duk_dup(ctx, THIS);
        duk_call(ctx, 3);
        duk_to_string(ctx, -1);
        output_string(ctx, o);
    } else {
        Substitution s = { .text = t, .start = at, .end = at + size, .groups = 1 };

        duk_push_undefined(ctx);
        s.named = duk_get_top_index(ctx);
        output_substitution(ctx, o, REPLACEMENT, &s);
        duk_pop(ctx);
    }
}

/* [ what replacement this ] -> [ string ], what and this being strings. */
static void replace_string(duk_context *ctx, bool all)
{
    Text t = regexp_push_text(ctx, THIS);
    Needle needle = push_needle(ctx, WHAT, &t);
    int32_t at = find(&t, &needle, 0), done = 0;
    Output o;

    if (at < 0) {
        duk_dup(ctx, THIS);
        return;
    }
    output_push(ctx, &o);
    while (at >= 0) {
        output_part(ctx, &o, &t, done, at);
        put_replacement(ctx, &o, &t, at, (int32_t)needle.n);
        done = at + (int32_t)needle.n;
        if (!all)
            break;
        at = find(&t, &needle, needle.n > 0 ? (size_t)done : (size_t)at + 1);
    }
    output_part(ctx, &o, &t, done, (int32_t)t.n);
    output_finish(ctx, &o);
}

static duk_ret_t replace_either(duk_context *ctx, bool all)
{
    push_receiver(ctx, all ? "replaceAll" : "replace");
    if (all)
        require_global(ctx, "replaceAll");
    if (by_symbol(ctx, DUK_WELLKNOWN_SYMBOL("Symbol.replace"), 2))
        return 1;
    duk_to_string(ctx, THIS);
    duk_to_string(ctx, WHAT);
    if (!duk_is_function(ctx, REPLACEMENT))
        duk_to_string(ctx, REPLACEMENT);
    replace_string(ctx, all);
    return 1;
}

/* [ what replacement ] -> [ string ] */
static duk_ret_t replace(duk_context *ctx)
{
    return replace_either(ctx, false);
}

static duk_ret_t replace_all(duk_context *ctx)
{
    return replace_either(ctx, true);
}

/* ---- split ---- */

/* [ separator limit this ] -> [ … array ] */
static void split_string(duk_context *ctx, uint32_t limit)
{
    Text t = regexp_push_text(ctx, THIS);
    Needle needle = push_needle(ctx, WHAT, &t);
    uint32_t n = 0;
    size_t done = 0;
    int32_t at;

    if (needle.n == 0) {
        uint32_t count = t.n < limit ? (uint32_t)t.n : limit;

        regexp_push_array(ctx, count);
        for (; n < count; n++) {
            regexp_push_part(ctx, &t, (int32_t)n, (int32_t)n + 1);
            regexp_put_element(ctx, -2, n);
        }
        return;
    }
    duk_push_array(ctx);
    while ((at = find(&t, &needle, done)) >= 0) {
        regexp_push_part(ctx, &t, (int32_t)done, at);
        builtin_create_index(ctx, -2, n++);
        if (n == limit)
            return;
        done = (size_t)at + needle.n;
    }
    regexp_push_part(ctx, &t, (int32_t)done, (int32_t)t.n);
    builtin_create_index(ctx, -2, n);
}

/* [ separator limit ] -> [ array ] */
static duk_ret_t split(duk_context *ctx)
{
    uint32_t limit;

    push_receiver(ctx, "split");
    if (by_symbol(ctx, DUK_WELLKNOWN_SYMBOL("Symbol.split"), 2))
        return 1;
    duk_to_string(ctx, THIS);
    limit = duk_is_undefined(ctx, 1) ? UINT32_MAX : duk_to_uint32(ctx, 1);
    if (duk_is_undefined(ctx, WHAT)) {
        duk_push_array(ctx);
        if (limit > 0) {
            duk_dup(ctx, THIS);
            builtin_create_index(ctx, -2, 0);
        }
        return 1;
    }
    duk_to_string(ctx, WHAT);
    if (limit == 0)
        duk_push_array(ctx);
    else
        split_string(ctx, limit);
    return 1;
}

static const ObjectFunction methods[] = {
    { "match", match, 1, 1, 0 },     { "matchAll", match_all, 1, 1, 0 },
    { "replace", replace, 2, 2, 0 }, { "replaceAll", replace_all, 2, 2, 0 },
    { "search", search, 1, 1, 0 },   { "split", split, 2, 2, 0 },
    { NULL, NULL, 0, 0, 0 },
};

void regexp_install(duk_context *ctx)
{
    duk_get_global_literal(ctx, "String");
    duk_get_prop_literal(ctx, -1, "prototype");
    object_put_functions(ctx, -1, methods);
    duk_pop_2(ctx);
}
