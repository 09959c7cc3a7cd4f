/* error_header.c: what a new error gets: its own `stack`, which becomes text when
 * somebody looks (stack.c), and V8's words for what the engine says. */

#include "runtime/engine/callee_text.h"
#include "runtime/engine/origin.h"

#define PATTERN_NULL "Cannot destructure 'null' as it is null."
#define PATTERN_UNDEFINED "Cannot destructure 'undefined' as it is undefined."

/* The name or message of h where that is a plain string; NULL otherwise. */
static duk_hstring *error_header_text(duk_hthread *thr, duk_hobject *h, duk_hstring *key)
{
    duk_tval tmp, *tv = lookup_name(thr, h, key, &tmp);

    if (tv == NULL || !DUK_TVAL_IS_STRING(tv) ||
        DUK_HSTRING_HAS_SYMBOL(DUK_TVAL_GET_STRING(tv)))
        return NULL;
    return DUK_TVAL_GET_STRING(tv);
}

/* Is the instruction a call, or does it read what is called behind it? */
static bool error_header_is_call(duk_hcompfunc *f, duk_hthread *thr, duk_uint_fast32_t pc)
{
    duk_small_uint_t op = DUK_DEC_OP(DUK_HCOMPFUNC_GET_CODE_BASE(thr->heap, f)[pc]);

    return place_is_call_op(op) || (op >= DUK_OP_GETPROPC && op < DUK_OP_GETPROPC + 4);
}

/* What the instruction that the activation is at stands for in the source. */
typedef struct {
    duk_hcompfunc *func;
    const char *source;
    size_t n, at;
    duk_uint_fast32_t pc;
    int spread; /* of the list there it is about this one, from 0 */
} ErrorSite;

/* Is it one of the natives that lowered code calls? */
static bool error_header_is_helper(duk_hthread *thr, duk_hobject *func)
{
    duk_hstring *name = DUK_HOBJECT_IS_NATFUNC(func)
                            ? error_header_text(thr, func, DUK_HTHREAD_STRING_NAME(thr))
                            : NULL;

    return name != NULL && lookup_is_lowered(name);
}

/* Which ... of its list the helper of spread is at: it says so in its first argument
 * (builtins/lowered/iteration.c). */
static int error_header_spread_index(duk_hthread *thr, duk_hthread *callstack,
                                     duk_activation *act)
{
    duk_hstring *name =
        error_header_text(thr, DUK_ACT_GET_FUNC(act), DUK_HTHREAD_STRING_NAME(thr));
    duk_tval *first =
        (duk_tval *)(void *)((duk_uint8_t *)callstack->valstack + act->bottom_byteoff);

    return name != NULL && DUK_HSTRING_GET_BYTELEN(name) == 4 &&
                   memcmp(DUK_HSTRING_GET_DATA(name) + 2, "sp", 2) == 0 &&
                   first < callstack->valstack_top && DUK_TVAL_IS_NUMBER(first)
               ? (int)DUK_TVAL_GET_NUMBER(first)
               : 0;
}

static bool error_header_site(duk_hthread *thr, duk_hthread *callstack, bool helper,
                              ErrorSite *out)
{
    duk_activation *act = callstack->callstack_curr;
    duk_hobject *func = act != NULL ? DUK_ACT_GET_FUNC(act) : NULL;
    bool known;

    out->spread = 0;
    if (helper && func != NULL && error_header_is_helper(thr, func)) {
        out->spread = error_header_spread_index(thr, callstack, act);
        act = act->parent;
        func = act != NULL ? DUK_ACT_GET_FUNC(act) : NULL;
    }
    if (func == NULL || !DUK_HOBJECT_IS_COMPFUNC(func))
        return false;
    out->func = (duk_hcompfunc *)func;
    out->pc = duk_hthread_get_act_prev_pc(thr, act);
    duk_push_tval(thr, &act->tv_func);
    known =
        origin_source_at(thr, -1, (duk_uint32_t)out->pc, &out->source, &out->n, &out->at);
    duk_pop_unsafe(thr);
    return known;
}

/* Is it an iterator's `next` that the loop or spread there calls, nothing that is written
 * there? */
static bool error_header_is_next(const ErrorSite *s)
{
    CalleeIteration how;
    char text[200];
    size_t at = s->at;

    if (!callee_text_iterable(s->source, s->n, at, text, sizeof text, &how))
        return false;
    while (at < s->n && s->source[at] != '\0' &&
           strchr("()[]{}`;,\n", s->source[at]) == NULL)
        at++;
    return at < s->n && s->source[at] != '(' && s->source[at] != '`';
}

/* A call that could not be made: the engine knows the value, V8 shows the callee's text.
 * [ … error ] -> [ … error message ] or nothing */
static bool error_header_callee(duk_hthread *thr, const char *text, const ErrorSite *s)
{
    static const char function[] = " is not a function",
                      constructor[] = " is not a constructor";
    const char *kind = strstr(text, function) != NULL      ? function
                       : strstr(text, constructor) != NULL ? constructor
                                                           : NULL;
    char callee[200];

    if (kind == NULL || !error_header_is_call(s->func, thr, s->pc))
        return false;
    if (kind == function && error_header_is_next(s)) {
        duk_push_lstring(thr, text, (duk_size_t)(strstr(text, function) - text));
        duk_push_literal(thr, function);
        duk_concat(thr, 2);
        return true;
    }
    if (callee_text_new(s->source, s->n, s->at, callee, sizeof callee))
        kind = constructor;
    else if (kind == constructor ||
             !callee_text(s->source, s->n, s->at, callee, sizeof callee))
        return false;
    duk_push_sprintf(thr, "%s%s%s", callee, kind,
                     kind == function && callee_text_is_iterated(s->source, s->n, s->at)
                         ? " or its return value is not iterable"
                         : "");
    return true;
}

/* Does the program itself call apply() there? */
static bool error_header_is_apply(const ErrorSite *s)
{
    return memcmp(s->source + s->at, "apply", 5) == 0 ||
           memcmp(s->source + s->at, ".apply", 6) == 0;
}

/* f(...a) is lowered to f.apply(…): [ … error ] -> [ … error message ] */
static bool error_header_spread(duk_hthread *thr, const char *text, const ErrorSite *s)
{
    char callee[200];

    if (strncmp(text, "Cannot read properties of ", 26) != 0 ||
        strstr(text, "(reading 'apply')") == NULL || s->n - s->at < 6 ||
        error_header_is_apply(s) ||
        !callee_text(s->source, s->n, s->at, callee, sizeof callee))
        return false;
    duk_push_sprintf(thr, "%s is not a function", callee);
    return true;
}

/* What natives of the engine call a wrong `this` or argument, in general words.
 * [ … error ] -> [ … error message ] or nothing */
static bool error_header_native(duk_hthread *thr, duk_hthread *callstack)
{
    duk_activation *act = callstack->callstack_curr;
    duk_hobject *h = act != NULL ? DUK_ACT_GET_FUNC(act) : NULL;
    duk_hstring *name;
    duk_c_function fn;

    if (h == NULL || !DUK_HOBJECT_IS_NATFUNC(h))
        return false;
    fn = ((duk_hnatfunc *)h)->func;
    name = error_header_text(thr, h, DUK_HTHREAD_STRING_NAME(thr));
    if (fn == duk_bi_function_prototype_apply) {
        duk_push_literal(thr, "CreateListFromArrayLike called on non-object");
    } else if (fn == duk_bi_symbol_key_for) {
        duk_push_sprintf(thr, "%s is not a symbol", engine_push_description(thr, 0));
    } else if (fn == duk_bi_error_prototype_to_string) {
        duk_push_this(thr);
        duk_push_sprintf(
            thr, "Method Error.prototype.toString called on incompatible receiver %s",
            engine_push_description(thr, -1));
    } else if (name != NULL && (fn == duk_bi_boolean_prototype_tostring_shared ||
                                fn == duk_bi_string_prototype_to_string)) {
        const char *type = fn == duk_bi_string_prototype_to_string ? "String" : "Boolean";

        duk_push_sprintf(thr, "%s.prototype.%s requires that 'this' be a %s", type,
                         (const char *)DUK_HSTRING_GET_DATA(name), type);
    } else {
        return false;
    }
    return true;
}

/* What lowered code wanted to iterate: [ … error ] -> [ … error message ] */
static bool error_header_iterable(duk_hthread *thr, const char *text, const ErrorSite *s)
{
    bool nothing =
        strncmp(text, "undefined", 9) == 0 || strncmp(text, "object null", 11) == 0;
    CalleeIteration how;
    char what[200];

    size_t at = s->at;

    for (int i = 0; i < s->spread && at < s->n; i++)
        at = callee_text_next_spread(s->source, s->n, at);
    if (at >= s->n ||
        !callee_text_iterable(s->source, s->n, at, what, sizeof what, &how) ||
        how == CALLEE_UNCLEAR || how == CALLEE_DECLARED ||
        (how == CALLEE_SPREAD && s->spread > 0))
        return false;
    if (how == CALLEE_SPREAD && !nothing)
        duk_push_literal(thr, "Spread syntax requires ...iterable[Symbol.iterator] to be "
                              "a function");
    else
        duk_push_sprintf(thr, "%s%s", what,
                         how == CALLEE_SPREAD
                             ? text[0] == 'u'
                                   ? " is not iterable (cannot read property undefined)"
                                   : " is not iterable (cannot read property null)"
                         : how == CALLEE_RETURNED
                             ? " is not a function or its return value is not iterable"
                             : " is not iterable");
    return true;
}

/* Does the key of a pattern stand there that means the property `name`? */
static bool error_header_is_key(const ErrorSite *s, const char *name, size_t n)
{
    const char *key = s->source + s->at;
    size_t left = s->n - s->at;

    if (left > 0 && *key >= '0' && *key <= '9')
        return true;
    if (left > 0 && (*key == '"' || *key == '\''))
        key++, left--;
    return left >= n && memcmp(key, name, n) == 0;
}

/* A property read that a pattern stands for: [ … error ] -> [ … error message ] */
static bool error_header_pattern(duk_hthread *thr, const char *text, const ErrorSite *s)
{
    static const char read[] = "Cannot read properties of ";
    const char *value = text + sizeof read - 1, *name = strstr(text, " (reading '");
    char from[200];
    int n;

    if (strncmp(text, read, sizeof read - 1) != 0 || name == NULL)
        return false;
    n = (int)(name - value);
    name += sizeof " (reading '" - 1;
    if (strlen(name) < 3 || !error_header_is_key(s, name, strlen(name) - 2) ||
        !callee_text_destructured(s->source, s->n, s->at, from, sizeof from))
        return false;
    duk_push_lstring(thr, value, (duk_size_t)n);
    duk_push_lstring(thr, name, strlen(name) - 2);
    if (from[0] == '\0') /* a parameter: V8 knows the value only */
        snprintf(from, sizeof from, "%s%.*s", value[0] == 'n' ? "object " : "", n, value);
    duk_push_sprintf(thr, "Cannot destructure property '%s' of '%s' as it is %s.",
                     duk_get_string(thr, -1), from, duk_get_string(thr, -2));
    duk_replace(thr, -3);
    duk_pop(thr);
    return true;
}

/* A pattern that reads no property first: [ … error ] -> [ … error message ] */
static bool error_header_whole_pattern(duk_hthread *thr, const char *text,
                                       const ErrorSite *s)
{
    bool null = strcmp(text, PATTERN_NULL) == 0;
    char from[200];

    if (!callee_text_destructured(s->source, s->n, s->at, from, sizeof from))
        return false;
    if (from[0] == '\0')
        snprintf(from, sizeof from, "%s", null ? "object null" : "undefined");
    duk_push_sprintf(thr, "Cannot destructure '%s' as it is %s.", from,
                     null ? "null" : "undefined");
    return true;
}

/* The engine's messages that know values get what V8 takes from the program's text.
 * [ … error ] -> [ … error ] */
static void error_header_blame(duk_hthread *thr, duk_hthread *callstack, duk_hobject *h)
{
    duk_hstring *message = error_header_text(thr, h, DUK_HTHREAD_STRING_MESSAGE(thr));
    duk_idx_t at = duk_get_top_index(thr);
    const char *text;
    ErrorSite s;
    bool iterating, pattern, known;

    if (message == NULL || callstack == NULL)
        return;
    text = (const char *)DUK_HSTRING_GET_DATA(message);
    if (strcmp(text, "invalid args") == 0 || strstr(text, " (stack index ") != NULL) {
        if (!error_header_native(thr, callstack)) {
            /* f.apply(x, 1), which the executor does */
            if (!error_header_site(thr, callstack, false, &s) || s.n - s.at < 6 ||
                !error_header_is_apply(&s))
                return;
            duk_push_literal(thr, "CreateListFromArrayLike called on non-object");
        }
        duk_xdef_prop_stridx_short(thr, at, DUK_STRIDX_MESSAGE, DUK_PROPDESC_FLAGS_WC);
        duk_set_top(thr, at + 1);
        return;
    }
    iterating = strstr(text, " is not iterable (cannot read") != NULL;
    pattern = strcmp(text, PATTERN_NULL) == 0 || strcmp(text, PATTERN_UNDEFINED) == 0;
    if (!error_header_site(thr, callstack, iterating || pattern, &s))
        return;
    known = iterating ? error_header_iterable(thr, text, &s)
            : pattern ? error_header_whole_pattern(thr, text, &s)
                      : error_header_callee(thr, text, &s) ||
                            error_header_spread(thr, text, &s) ||
                            error_header_pattern(thr, text, &s);
    if (known)
        duk_xdef_prop_stridx_short(thr, -2, DUK_STRIDX_MESSAGE, DUK_PROPDESC_FLAGS_WC);
}

/* The property at `at`, the last, becomes the first. */
static void error_header_to_front(duk_hthread *thr, duk_hobject *h, duk_int_t at)
{
    duk_hstring **keys = DUK_HOBJECT_E_GET_KEY_BASE(thr->heap, h), *key = keys[at];
    duk_propvalue *values = DUK_HOBJECT_E_GET_VALUE_BASE(thr->heap, h),
                  value = values[at];
    duk_uint8_t *all = DUK_HOBJECT_E_GET_FLAGS_BASE(thr->heap, h), flags = all[at];

    memmove(keys + 1, keys, (size_t)at * sizeof *keys);
    memmove(values + 1, values, (size_t)at * sizeof *values);
    memmove(all + 1, all, (size_t)at);
    keys[0] = key;
    values[0] = value;
    all[0] = flags;
}

/* The error's own `stack`, before its message as V8 has it: an accessor, which
 * Error.prototype keeps out of sight (stack.c). [ … error ] -> [ … error ] */
static void error_header_put_stack(duk_hthread *thr, duk_hobject *h)
{
    duk_hobject *proto = thr->builtins[DUK_BIDX_ERROR_PROTOTYPE];
    duk_hstring *key = DUK_HTHREAD_STRING_STACK(thr);
    duk_propvalue *to, *from;
    duk_int_t at;

    duk_push_literal(thr, ENGINE_ERROR_STACK);
    at = lookup_entry(thr->heap, proto, duk_get_hstring(thr, -1));
    duk_pop_unsafe(thr);
    if (at < 0 || lookup_entry(thr->heap, h, key) >= 0)
        return;
    duk_push_undefined(thr);
    duk_xdef_prop_stridx(thr, -2, DUK_STRIDX_STACK,
                         DUK_PROPDESC_FLAGS_C | DUK_PROPDESC_FLAG_WRITABLE);
    from = DUK_HOBJECT_E_GET_VALUE_PTR(thr->heap, proto, at);
    at = (duk_int_t)DUK_HOBJECT_GET_ENEXT(h) - 1;
    to = DUK_HOBJECT_E_GET_VALUE_PTR(thr->heap, h, at);
    to->a = from->a;
    DUK_HOBJECT_INCREF(thr, to->a.get);
    DUK_HOBJECT_INCREF(thr, to->a.set);
    DUK_HOBJECT_E_GET_FLAGS_BASE(thr->heap, h)
    [at] = DUK_PROPDESC_FLAG_CONFIGURABLE | DUK_PROPDESC_FLAG_ACCESSOR;
    if (DUK_HOBJECT_GET_HSIZE(h) == 0 &&
        DUK_HOBJECT_E_GET_KEY(thr->heap, h, 0) == DUK_HTHREAD_STRING_MESSAGE(thr))
        error_header_to_front(thr, h, at);
}

/* [ … error ] -> [ … error ] */
DUK_INTERNAL void duk_err_augment_error_create(duk_hthread *thr, duk_hthread *callstack,
                                               const char *c_filename, duk_int_t c_line,
                                               duk_small_uint_t flags)
{
    duk_hobject *h;

    duk_err_augment_error_create_engine(thr, callstack, c_filename, c_line, flags);
    h = duk_get_hobject(thr, -1);
    if (h == NULL || DUK_HOBJECT_IS_PROXY(h) ||
        lookup_entry(thr->heap, h, DUK_HTHREAD_STRING_INT_TRACEDATA(thr)) < 0)
        return;
    error_header_put_stack(thr, h);
    if (c_filename != NULL)
        error_header_blame(thr, callstack, h);
}
