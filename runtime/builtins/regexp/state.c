/* state.c: what regular expressions keep for a heap: compiled programs by pattern, and
 * the texts that were decoded last. */
#include <string.h>

#include "common/bug.h"
#include "common/xalloc.h"
#include "runtime/builtins/regexp/internal.h"
#include "runtime/builtins/regexp/text.h"
#include "runtime/engine/engine.h"
#include "runtime/engine/internals.h"

/* So many programs are kept, used or not; then the cache begins anew. */
#define CACHE_MAX 400

/* Slots of the state's object. */
enum { STATE_POINTER, STATE_CACHE, STATE_LAST_INPUT, STATE_TEXTS, STATE_SLOTS = 7 };

RegexpState *regexp_state(duk_context *ctx)
{
    Builtins *b = js_engine(ctx)->builtins;

    if (b->regexp == NULL) {
        intrinsic_push(ctx, INTRINSIC_REGEXP_STATE);
        duk_pop(ctx);
    }
    return b->regexp;
}

/* [ state ] -> [ ] */
static duk_ret_t finalize_state(duk_context *ctx)
{
    Engine *e = js_engine(ctx);
    RegexpState *s;

    if (e->builtins == NULL || e->builtins->regexp == NULL)
        return 0;
    s = e->builtins->regexp;
    e->builtins->regexp = NULL;
    matcher_release(&s->matcher);
    xfree(s);
    return 0;
}

void regexp_state_make(duk_context *ctx)
{
    RegexpState *s;

    duk_push_null(ctx);
    slots_push_object(ctx, SLOTS_REGEXP_STATE, STATE_SLOTS);
    duk_push_bare_object(ctx);
    slots_put(ctx, -2, STATE_CACHE);
    duk_push_c_function(ctx, finalize_state, 1);
    duk_set_finalizer(ctx, -2);
    s = xcalloc(1, sizeof *s);
    s->matcher.poll = &engine_poll;
    s->matcher.should_stop = engine_should_stop;
    s->matcher.owner = js_runtime(ctx);
    js_engine(ctx)->builtins->regexp = s;
    intrinsic_set(ctx, INTRINSIC_REGEXP_STATE);
}

/* ---- Programs ---- */

/* [ holder ] -> [ ] */
static duk_ret_t finalize_holder(duk_context *ctx)
{
    Program *p;

    slots_get(ctx, 0, HOLDER_PROGRAM);
    p = duk_get_pointer(ctx, -1);
    if (p == NULL)
        return 0;
    duk_push_undefined(ctx);
    slots_put(ctx, 0, HOLDER_PROGRAM);
    program_free(p);
    return 0;
}

static _Noreturn void throw_syntax(duk_context *ctx, duk_idx_t pattern, duk_idx_t flags,
                                   const char *error)
{
    duk_push_sprintf(ctx, "Invalid regular expression: /%s/%s: %s",
                     duk_get_string(ctx, pattern), duk_get_string(ctx, flags), error);
    duk_push_error_object(ctx, DUK_ERR_SYNTAX_ERROR, "%s", duk_get_string(ctx, -1));
    (void)duk_throw(ctx);
    UNREACHABLE();
}

/* [ pattern ] -> [ pattern source ]: as `source` shows it: a slash or a line's end that
 * would end a literal escaped. */
static void push_source(duk_context *ctx)
{
    duk_size_t size;
    const char *s = duk_get_lstring(ctx, -1, &size);
    bool in_class = false;
    char *out, *o;

    if (size == 0) {
        duk_push_literal(ctx, "(?:)");
        return;
    }
    o = out = duk_push_fixed_buffer(ctx, size * 6);
    for (size_t i = 0; i < size; i++) {
        bool escaped = s[i] == '\\' && i + 1 < size;

        if (escaped) {
            i++;
            /* An escaped line's end is written as that alone. */
            if (s[i] != '\n' && s[i] != '\r' && (unsigned char)s[i] != 0xE2)
                *o++ = '\\';
        }
        if (s[i] == '[' && !escaped)
            in_class = true;
        else if (s[i] == ']' && !escaped)
            in_class = false;
        if (s[i] == '/' && !escaped && !in_class)
            *o++ = '\\';
        if (s[i] == '\n' || s[i] == '\r') {
            *o++ = '\\';
            *o++ = s[i] == '\n' ? 'n' : 'r';
        } else if (i + 2 < size && memcmp(s + i, "\xE2\x80", 2) == 0 &&
                   ((unsigned char)s[i + 2] & 0xFE) == 0xA8) {
            memcpy(o, (unsigned char)s[i + 2] == 0xA8 ? "\\u2028" : "\\u2029", 6);
            o += 6;
            i += 2;
        } else {
            if (escaped && (unsigned char)s[i] == 0xE2)
                *o++ = '\\';
            *o++ = s[i];
        }
    }
    duk_push_lstring(ctx, out, (size_t)(o - out));
    duk_remove(ctx, -2);
}

/* [ pattern flags ] -> [ pattern flags holder ] */
static void compile(duk_context *ctx)
{
    duk_idx_t pattern = duk_get_top(ctx) - 2, flags = pattern + 1, holder = flags + 1;
    duk_size_t size, letters_size;
    const char *text = duk_get_lstring(ctx, pattern, &size);
    const char *letters = duk_get_lstring(ctx, flags, &letters_size), *error = NULL;
    uint16_t *units;
    unsigned bits;
    Program *p;

    if (!pattern_flags(letters, letters_size, &bits)) {
        duk_push_error_object(ctx, DUK_ERR_SYNTAX_ERROR,
                              "Invalid flags supplied to RegExp constructor '%s'",
                              letters);
        (void)duk_throw(ctx);
    }
    duk_push_null(ctx);
    slots_push_object(ctx, SLOTS_REGEXP_PROGRAM, HOLDER_SLOTS);
    duk_push_c_function(ctx, finalize_holder, 1);
    duk_set_finalizer(ctx, holder);
    duk_dup(ctx, pattern);
    slots_put(ctx, holder, HOLDER_PATTERN);
    duk_dup(ctx, flags);
    slots_put(ctx, holder, HOLDER_FLAGS);
    units = duk_push_fixed_buffer(ctx, (size + 1) * sizeof *units);
    duk_push_pointer(ctx, NULL);
    p = program_new(units, text_decode(text, size, units), bits, &error);
    if (p == NULL)
        throw_syntax(ctx, pattern, flags, error);
    /* Nothing throws between here and the slot. */
    duk_pop(ctx);
    duk_push_pointer(ctx, p);
    slots_put(ctx, holder, HOLDER_PROGRAM);
    duk_pop(ctx);
    duk_dup(ctx, pattern);
    push_source(ctx);
    slots_put(ctx, holder, HOLDER_SOURCE);
    duk_pop(ctx);
}

/* [ key holder ] -> [ holder ] */
static void remember(duk_context *ctx)
{
    RegexpState *s = regexp_state(ctx);

    intrinsic_push(ctx, INTRINSIC_REGEXP_STATE);
    if (s->cached++ >= CACHE_MAX) {
        s->cached = 1;
        duk_push_bare_object(ctx);
        slots_put(ctx, -2, STATE_CACHE);
    }
    slots_get(ctx, -1, STATE_CACHE);
    /* [ key holder state cache ] */
    duk_dup(ctx, -4);
    duk_dup(ctx, -4);
    duk_put_prop(ctx, -3);
    duk_pop_2(ctx);
    duk_remove(ctx, -2);
}

/* [ key ] -> [ key holder ] or false */
static bool find_cached(duk_context *ctx)
{
    regexp_state(ctx);
    intrinsic_push(ctx, INTRINSIC_REGEXP_STATE);
    slots_get(ctx, -1, STATE_CACHE);
    duk_remove(ctx, -2);
    duk_dup(ctx, -2);
    duk_get_prop(ctx, -2);
    duk_remove(ctx, -2);
    if (duk_is_object(ctx, -1))
        return true;
    duk_pop(ctx);
    return false;
}

void regexp_push_program(duk_context *ctx)
{
    const char *key, *slash;
    duk_size_t size;

    if (find_cached(ctx)) {
        duk_remove(ctx, -2);
        return;
    }
    duk_require_stack(ctx, 16);
    key = duk_get_lstring(ctx, -1, &size);
    slash = memchr(key, '/', size);
    duk_push_lstring(ctx, slash + 1, size - (size_t)(slash + 1 - key));
    duk_push_lstring(ctx, key, (size_t)(slash - key));
    compile(ctx);
    duk_replace(ctx, -3);
    duk_pop(ctx);
    remember(ctx);
}

void regexp_push_compiled(duk_context *ctx)
{
    /* [ pattern flags ] */
    duk_dup_top(ctx);
    duk_push_literal(ctx, "/");
    duk_dup(ctx, -4);
    duk_concat(ctx, 3);
    if (find_cached(ctx)) {
        /* [ pattern flags key holder ] */
        duk_replace(ctx, -4);
        duk_pop_2(ctx);
        return;
    }
    duk_insert(ctx, -3);
    compile(ctx);
    /* [ key pattern flags holder ] */
    duk_replace(ctx, -3);
    duk_pop(ctx);
    remember(ctx);
}

/* ---- Text ---- */

/* [ ] -> [ units ] of the string at i, kept for the next time. */
static const uint16_t *push_decoded(duk_context *ctx, duk_idx_t i, const char *bytes,
                                    size_t size, size_t n, bool *paired)
{
    RegexpState *s = regexp_state(ctx);
    void *h = duk_get_heapptr(ctx, i);
    uint16_t *units;
    int k;

    intrinsic_push(ctx, INTRINSIC_REGEXP_STATE);
    for (k = 0; k < 2; k++) {
        if (s->decoded[k] == h) {
            slots_get(ctx, -1, STATE_TEXTS + k * 2 + 1);
            *paired = s->decoded_paired[k];
            duk_remove(ctx, -2);
            return duk_get_buffer(ctx, -1, NULL);
        }
    }
    units = duk_push_fixed_buffer(ctx, (n + 1) * sizeof *units);
    text_decode(bytes, size, units);
    *paired = text_is_paired(units, n);
    k = s->decoded_next;
    s->decoded_next = 1 - k;
    s->decoded[k] = NULL;
    duk_dup_top(ctx);
    slots_put(ctx, -3, STATE_TEXTS + k * 2 + 1);
    duk_dup(ctx, i);
    slots_put(ctx, -3, STATE_TEXTS + k * 2);
    s->decoded[k] = h;
    s->decoded_paired[k] = *paired;
    duk_remove(ctx, -2);
    return duk_get_buffer(ctx, -1, NULL);
}

Text regexp_push_text(duk_context *ctx, duk_idx_t i)
{
    duk_size_t size;
    const char *bytes;
    Text t = { .wide = true };
    size_t n;

    i = duk_normalize_index(ctx, i);
    bytes = duk_get_lstring(ctx, i, &size);
    n = duk_get_length(ctx, i);
    if (n == size) {
        duk_push_undefined(ctx);
        return (Text){ bytes, n, false, false };
    }
    t.units = push_decoded(ctx, i, bytes, size, n, &t.paired);
    t.n = n;
    return t;
}

void regexp_push_part(duk_context *ctx, const Text *t, int32_t from, int32_t to)
{
    char small[384], *out = small;
    size_t n = (size_t)(to - from);

    if (!t->wide) {
        duk_push_lstring(ctx, (const char *)t->units + from, n);
        return;
    }
    if (n > sizeof small / 3)
        out = duk_push_fixed_buffer(ctx, n * 3);
    duk_push_lstring(ctx, out, text_encode((const uint16_t *)t->units + from, n, out));
    if (out != small)
        duk_remove(ctx, -2);
}

/* ---- The last match ---- */

void regexp_note_last(duk_context *ctx, const Program *p, duk_idx_t input)
{
    RegexpState *s = regexp_state(ctx);
    void *h = duk_get_heapptr(ctx, input);
    uint32_t n = p->groups < LAST_GROUPS ? p->groups : LAST_GROUPS;

    memcpy(s->last, s->matcher.registers, n * 2 * sizeof s->last[0]);
    memcpy(s->last_paren, s->matcher.registers + (p->groups - 1) * 2,
           sizeof s->last_paren);
    s->last_count = p->groups;
    s->input_given = false;
    if (s->last_input == h)
        return;
    input = duk_normalize_index(ctx, input);
    intrinsic_push(ctx, INTRINSIC_REGEXP_STATE);
    duk_dup(ctx, input);
    slots_put(ctx, -2, STATE_LAST_INPUT);
    duk_pop(ctx);
    s->last_input = h;
}

void regexp_push_last_input(duk_context *ctx)
{
    if (regexp_state(ctx)->last_input == NULL) {
        duk_push_literal(ctx, "");
        return;
    }
    intrinsic_push(ctx, INTRINSIC_REGEXP_STATE);
    slots_get(ctx, -1, STATE_LAST_INPUT);
    duk_remove(ctx, -2);
}
