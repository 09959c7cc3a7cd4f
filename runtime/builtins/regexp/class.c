/* class.c: the constructor RegExp and its prototype. */
#include <stdio.h>
#include <string.h>

#include "common/bug.h"
#include "common/utf8.h"
#include "runtime/builtins/regexp/internal.h"
#include "runtime/builtins/regexp/text.h"

void regexp_push_literal(duk_context *ctx)
{
    intrinsic_push(ctx, INTRINSIC_REGEXP_PROTOTYPE);
    duk_insert(ctx, -2);
    regexp_push_program(ctx);
    regexp_push_object(ctx);
}

void regexp_push_new(duk_context *ctx)
{
    regexp_push_compiled(ctx);
    intrinsic_push(ctx, INTRINSIC_REGEXP_PROTOTYPE);
    duk_insert(ctx, -2);
    regexp_push_object(ctx);
}

/* ---- The constructor ---- */

/* IsRegExp */
static bool is_regexp(duk_context *ctx, duk_idx_t i)
{
    bool is;

    if (!builtin_is_object(ctx, i))
        return false;
    duk_get_prop_literal(ctx, i, DUK_WELLKNOWN_SYMBOL("Symbol.match"));
    is = duk_is_undefined(ctx, -1) ? regexp_is(ctx, i) : duk_to_boolean(ctx, -1);
    duk_pop(ctx);
    return is;
}

/* [ value ] -> [ string ], "" for undefined */
static void to_text(duk_context *ctx)
{
    if (duk_is_undefined(ctx, -1)) {
        duk_pop(ctx);
        duk_push_literal(ctx, "");
    } else {
        duk_to_string(ctx, -1);
    }
}

/* [ pattern flags ] -> [ pattern flags … text letters ]: of what the constructor was
 * given, not yet strings. */
static void push_parts(duk_context *ctx, bool pattern_is_regexp)
{
    if (regexp_is(ctx, 0)) {
        regexp_push_holder(ctx, 0);
        slots_get(ctx, -1, HOLDER_PATTERN);
        if (duk_is_undefined(ctx, 1))
            slots_get(ctx, -2, HOLDER_FLAGS);
        else
            duk_dup(ctx, 1);
        duk_remove(ctx, -3);
    } else if (pattern_is_regexp) {
        duk_get_prop_literal(ctx, 0, "source");
        if (duk_is_undefined(ctx, 1))
            duk_get_prop_literal(ctx, 0, "flags");
        else
            duk_dup(ctx, 1);
    } else {
        duk_dup(ctx, 0);
        duk_dup(ctx, 1);
    }
}

/* [ … text letters ] -> [ … holder ] */
static void compile_parts(duk_context *ctx)
{
    duk_swap_top(ctx, -2);
    to_text(ctx);
    duk_swap_top(ctx, -2);
    to_text(ctx);
    regexp_push_compiled(ctx);
}

/* [ pattern flags ] -> [ regexp ] */
static duk_ret_t constructor(duk_context *ctx)
{
    bool pattern_is_regexp = is_regexp(ctx, 0), as_function;

    as_function = !duk_is_constructor_call(ctx);
    if (as_function && pattern_is_regexp && duk_is_undefined(ctx, 1)) {
        duk_get_prop_literal(ctx, 0, "constructor");
        if (intrinsic_is(ctx, -1, INTRINSIC_REGEXP)) {
            duk_dup(ctx, 0);
            return 1;
        }
        duk_pop(ctx);
    }
    push_parts(ctx, pattern_is_regexp);
    if (as_function)
        intrinsic_push(ctx, INTRINSIC_REGEXP_PROTOTYPE);
    else
        builtin_push_prototype(ctx, INTRINSIC_REGEXP_PROTOTYPE);
    duk_insert(ctx, -3);
    /* [ pattern flags prototype text letters ] */
    compile_parts(ctx);
    regexp_push_object(ctx);
    return 1;
}

/* ---- Methods ---- */

/* [ ] -> [ this ], a regular expression of ours */
static void push_this(duk_context *ctx, const char *method)
{
    duk_push_this(ctx);
    if (!regexp_is(ctx, -1))
        builtin_wrong_receiver(ctx, method);
}

/* [ string ] -> [ result | null ] */
static duk_ret_t exec(duk_context *ctx)
{
    push_this(ctx, "RegExp.prototype.exec");
    duk_to_string(ctx, 0);
    regexp_push_exec(ctx, 1, 0);
    return 1;
}

/* [ string ] -> [ bool ] */
static duk_ret_t test(duk_context *ctx)
{
    duk_push_this(ctx);
    if (!builtin_is_object(ctx, 1))
        builtin_wrong_receiver(ctx, "RegExp.prototype.test");
    duk_to_string(ctx, 0);
    if (regexp_is_plain(ctx, 1)) {
        Text t = regexp_push_text(ctx, 0);

        duk_push_boolean(ctx, regexp_exec_raw(ctx, 1, 0, &t));
        return 1;
    }
    regexp_push_exec_any(ctx, 1, 0);
    duk_push_boolean(ctx, !duk_is_null(ctx, -1));
    return 1;
}

/* [ ] -> [ "/source/flags" ] */
static duk_ret_t to_string(duk_context *ctx)
{
    duk_push_this(ctx);
    if (!builtin_is_object(ctx, 0))
        builtin_wrong_receiver(ctx, "RegExp.prototype.toString");
    duk_push_literal(ctx, "/");
    duk_get_prop_literal(ctx, 0, "source");
    duk_to_string(ctx, -1);
    duk_push_literal(ctx, "/");
    duk_get_prop_literal(ctx, 0, "flags");
    duk_to_string(ctx, -1);
    duk_concat(ctx, 4);
    return 1;
}

/* [ pattern flags ] -> [ this ] */
static duk_ret_t compile(duk_context *ctx)
{
    push_this(ctx, "RegExp.prototype.compile");
    if (regexp_is(ctx, 0)) {
        if (!duk_is_undefined(ctx, 1))
            builtin_type_error(ctx, "Invalid flags supplied to RegExp constructor");
        push_parts(ctx, true);
    } else {
        duk_dup(ctx, 0);
        duk_dup(ctx, 1);
    }
    compile_parts(ctx);
    regexp_put_holder(ctx, 2);
    regexp_set_last_index(ctx, 2, 0);
    return 1;
}

/* ---- RegExp.escape ---- */

/* One unit as it has to stand in a pattern; `first`: at the pattern's start. Gives how
 * many bytes were written. */
static int escape_unit(char *out, uint16_t c, bool first, bool lone)
{
    static const char controls[] = "\t\n\v\f\r", letters[] = "tnvfr";
    const char *at;

    if (first &&
        ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
        return snprintf(out, 8, "\\x%02x", c);
    if (c < 128 && c != 0 && strchr("^$\\.*+?()[]{}|/", c) != NULL)
        return snprintf(out, 8, "\\%c", c);
    if (c < 128 && c != 0 && (at = strchr(controls, c)) != NULL)
        return snprintf(out, 8, "\\%c", letters[at - controls]);
    if (c < 128 && c != 0 && strchr(",-=<>#&!%:;@~'`\" ", c) != NULL)
        return snprintf(out, 8, "\\x%02x", c);
    if (c == 0xA0)
        return snprintf(out, 8, "\\x%02x", c);
    if (lone || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
        c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF)
        return snprintf(out, 8, "\\u%04x", c);
    return (int)text_encode(&c, 1, out);
}

/* [ string ] -> [ pattern ] */
static duk_ret_t escape(duk_context *ctx)
{
    Output o;
    Text t;

    if (!duk_is_string(ctx, 0) || duk_is_symbol(ctx, 0))
        builtin_type_error(ctx, "RegExp.escape: %s is not a string",
                           builtin_describe(ctx, 0));
    t = regexp_push_text(ctx, 0);
    output_push(ctx, &o);
    for (size_t i = 0; i < t.n; i++) {
        const uint16_t *u = t.units;
        uint16_t c = t.wide ? u[i] : ((const unsigned char *)t.units)[i];
        bool pair_low = utf16_is_low(c) && i > 0 && utf16_is_high(u[i - 1]);
        bool pair_high = utf16_is_high(c) && i + 1 < t.n && utf16_is_low(u[i + 1]);
        char out[8];

        output_bytes(ctx, &o, out,
                     (size_t)escape_unit(out, c, i == 0,
                                         utf16_is_surrogate(c) && !pair_low &&
                                             !pair_high));
    }
    output_finish(ctx, &o);
    return 1;
}

/* ---- Getters ---- */

static const struct {
    const char *name;
    char letter;
} flag_names[] = { { "hasIndices", 'd' },  { "global", 'g' }, { "ignoreCase", 'i' },
                   { "multiline", 'm' },   { "dotAll", 's' }, { "unicode", 'u' },
                   { "unicodeSets", 'v' }, { "sticky", 'y' } };

/* [ ] -> [ bool | undefined ]; the magic says which flag. */
static duk_ret_t get_flag(duk_context *ctx)
{
    int n = duk_get_current_magic(ctx);
    const Program *p;

    duk_push_this(ctx);
    if (!regexp_is(ctx, 0)) {
        if (intrinsic_is(ctx, 0, INTRINSIC_REGEXP_PROTOTYPE))
            return 0;
        builtin_type_error(ctx, "RegExp.prototype.%s getter called on non-RegExp object",
                           flag_names[n].name);
    }
    p = regexp_program(ctx, 0);
    duk_push_boolean(ctx, (p->flags >> n & 1) != 0);
    return 1;
}

/* [ ] -> [ string ] */
static duk_ret_t get_flags(duk_context *ctx)
{
    char out[ARRAY_LEN(flag_names)];
    size_t n = 0;

    duk_push_this(ctx);
    if (!builtin_is_object(ctx, 0))
        builtin_type_error(ctx, "RegExp.prototype.flags getter called on non-object %s",
                           builtin_describe(ctx, 0));
    for (size_t i = 0; i < ARRAY_LEN(flag_names); i++) {
        duk_get_prop_string(ctx, 0, flag_names[i].name);
        if (duk_to_boolean(ctx, -1))
            out[n++] = flag_names[i].letter;
        duk_pop(ctx);
    }
    duk_push_lstring(ctx, out, n);
    return 1;
}

/* [ ] -> [ string ] */
static duk_ret_t get_source(duk_context *ctx)
{
    duk_push_this(ctx);
    if (!regexp_is(ctx, 0)) {
        if (!intrinsic_is(ctx, 0, INTRINSIC_REGEXP_PROTOTYPE))
            builtin_type_error(
                ctx, "RegExp.prototype.source getter called on non-RegExp object");
        duk_push_literal(ctx, "(?:)");
        return 1;
    }
    regexp_push_holder(ctx, 0);
    slots_get(ctx, -1, HOLDER_SOURCE);
    return 1;
}

/* ---- Making the class ---- */

static const ObjectFunction methods[] = {
    { "compile", compile, 2, 2, 0 },
    { "toString", to_string, 0, 0, 0 },
    { "test", test, 1, 1, 0 },
    { "@@match", regexp_symbol_match, 1, 1, 0 },
    { "@@matchAll", regexp_symbol_match_all, 1, 1, 0 },
    { "@@replace", regexp_symbol_replace, 2, 2, 0 },
    { "@@search", regexp_symbol_search, 1, 1, 0 },
    { "@@split", regexp_symbol_split, 2, 2, 0 },
    { NULL, NULL, 0, 0, 0 },
};

/* In the order in which V8 has them, the flags' getters by their place in flag_names. */
static const ObjectAccessor getters[] = {
    { "dotAll", get_flag, NULL, REGEXP_BIT_DOT_ALL },
    { "flags", get_flags, NULL, 0 },
    { "global", get_flag, NULL, REGEXP_BIT_GLOBAL },
    { "hasIndices", get_flag, NULL, REGEXP_BIT_INDICES },
    { "ignoreCase", get_flag, NULL, REGEXP_BIT_IGNORE_CASE },
    { "multiline", get_flag, NULL, REGEXP_BIT_MULTILINE },
    { "source", get_source, NULL, 0 },
    { "sticky", get_flag, NULL, REGEXP_BIT_STICKY },
    { "unicode", get_flag, NULL, REGEXP_BIT_UNICODE },
    { "unicodeSets", get_flag, NULL, REGEXP_BIT_SETS },
    { NULL, NULL, NULL, 0 },
};

/* [ constructor prototype ]: what the two are now is what unpatched means. What they
 * refer to is kept, so that no address is used again. */
static void take_pictures(duk_context *ctx)
{
    RegexpState *s = regexp_state(ctx);
    duk_uarridx_t n = 0;

    s->constructor = duk_get_heapptr(ctx, -2);
    s->prototype = duk_get_heapptr(ctx, -1);
    object_take_picture(s->constructor, s->constructor_picture);
    object_take_picture(s->prototype, s->prototype_picture);
    duk_push_array(ctx);
    for (duk_idx_t i = -3; i <= -2; i++) {
        duk_enum(ctx, i,
                 DUK_ENUM_OWN_PROPERTIES_ONLY | DUK_ENUM_INCLUDE_NONENUMERABLE |
                     DUK_ENUM_INCLUDE_SYMBOLS);
        while (duk_next(ctx, -1, 0)) {
            duk_get_prop_desc(ctx, i - 2, 0);
            duk_put_prop_index(ctx, -3, n++);
        }
        duk_pop(ctx);
    }
    js_stash_put(ctx, "regexpParts");
}

void regexp_class_make(duk_context *ctx)
{
    static const ObjectFunction self = { "RegExp", constructor, 2, 2, 0 };
    static const ObjectFunction statics[] = { { "escape", escape, 1, 1, 0 },
                                              { NULL, NULL, 0, 0, 0 } };
    static const ObjectFunction exec_method[] = { { "exec", exec, 1, 1, 0 },
                                                  { NULL, NULL, 0, 0, 0 } };

    builtin_class(ctx, &self, INTRINSIC_REGEXP, INTRINSIC_REGEXP_PROTOTYPE, NULL);
    object_put_functions(ctx, -2, statics);
    regexp_put_legacy(ctx, -2);
    builtin_put_species(ctx, -2);
    object_put_functions(ctx, -1, exec_method);
    object_put_accessors(ctx, -1, getters);
    object_put_functions(ctx, -1, methods);
    take_pictures(ctx);
    duk_get_prop_literal(ctx, -1, "exec");
    intrinsic_set(ctx, INTRINSIC_REGEXP_EXEC);
}
