/* iterators.c: %IteratorPrototype%, and the iterators of arrays and strings. */
#include "runtime/builtins/install.h"
#include "runtime/builtins/iterate.h"
#include "runtime/engine/bytes.h"
#include "runtime/engine/engine.h"
#include "runtime/engine/internals.h"
#include "runtime/engine/utf8.h"
#include "runtime/engine/view.h"

void iterator_prototype_make(duk_context *ctx)
{
    static const ObjectFunction fns[] = { { "@@iterator", engine_give_this, 0, 0, 0 },
                                          { NULL, NULL, 0, 0, 0 } };

    duk_push_object(ctx);
    intrinsic_set(ctx, INTRINSIC_ITERATOR_PROTOTYPE);
    object_put_functions(ctx, -1, fns);
    iterator_put_helpers(ctx);
}

void async_iterator_prototype_make(duk_context *ctx)
{
    static const ObjectFunction fns[] = {
        { "@@asyncIterator", engine_give_this, 0, 0, 0 }, { NULL, NULL, 0, 0, 0 }
    };

    duk_push_object(ctx);
    intrinsic_set(ctx, INTRINSIC_ASYNC_ITERATOR_PROTOTYPE);
    object_put_functions(ctx, -1, fns);
}

/* [ ] -> [ prototype ] with a next method and a tag */
static void make_prototype(duk_context *ctx, Intrinsic id, duk_c_function next,
                           const char *tag)
{
    ObjectFunction fns[] = { { "next", next, 0, 0, 0 }, { NULL, NULL, 0, 0, 0 } };

    duk_push_object(ctx);
    intrinsic_set(ctx, id);
    intrinsic_push(ctx, INTRINSIC_ITERATOR_PROTOTYPE);
    duk_set_prototype(ctx, -2);
    object_put_functions(ctx, -1, fns);
    builtin_put_tag(ctx, -1, tag);
}

/* ---- Arrays ---- */

void iterate_push_array_iterator(duk_context *ctx, IterateKind kind)
{
    intrinsic_push(ctx, INTRINSIC_ARRAY_ITERATOR_PROTOTYPE);
    slots_push_object(ctx, SLOTS_ARRAY_ITERATOR, ITERATOR_SLOTS);
    duk_insert(ctx, -2);
    slots_put(ctx, -2, ITERATOR_OVER);
    slots_put_int(ctx, -1, ITERATOR_AT, 0);
    slots_put_int(ctx, -1, ITERATOR_KIND, (int)kind);
}

/* The length of what an array iterator goes through; TypeError if that is a view whose
 * buffer is gone. */
static double iterated_length(duk_context *ctx, duk_idx_t i)
{
    View v;

    if (!view_read(ctx, i, &v) || v.type == VIEW_DATA)
        return builtin_length(ctx, i);
    if (v.out)
        builtin_type_error(ctx, "Cannot perform %%ArrayIteratorPrototype%%.next on a "
                                "detached ArrayBuffer");
    return (double)v.length;
}

/* [ ] -> [ result ] */
static duk_ret_t array_iterator_next(duk_context *ctx)
{
    double index;
    IterateKind kind;

    builtin_push_this(ctx, SLOTS_ARRAY_ITERATOR, "Array Iterator.prototype.next");
    slots_get(ctx, 0, ITERATOR_OVER);
    if (duk_is_undefined(ctx, 1)) {
        builtin_iter_result(ctx, true);
        return 1;
    }
    slots_get(ctx, 0, ITERATOR_AT);
    index = duk_get_number(ctx, 2);
    if (index >= iterated_length(ctx, 1)) {
        duk_push_undefined(ctx);
        slots_put(ctx, 0, ITERATOR_OVER);
        duk_push_undefined(ctx);
        builtin_iter_result(ctx, true);
        return 1;
    }
    duk_push_number(ctx, index + 1);
    slots_put(ctx, 0, ITERATOR_AT);
    kind = (IterateKind)slots_int(ctx, 0, ITERATOR_KIND);
    if (kind == ITERATE_ENTRIES) {
        duk_push_array(ctx);
        duk_dup(ctx, 2);
        duk_put_prop_index(ctx, -2, 0);
        builtin_get_index(ctx, 1, index);
        duk_put_prop_index(ctx, -2, 1);
    } else if (kind == ITERATE_VALUES) {
        builtin_get_index(ctx, 1, index);
    }
    builtin_iter_result(ctx, false);
    return 1;
}

void array_iterator_prototype_make(duk_context *ctx)
{
    make_prototype(ctx, INTRINSIC_ARRAY_ITERATOR_PROTOTYPE, array_iterator_next,
                   "Array Iterator");
    duk_get_prop_literal(ctx, -1, "next");
    intrinsic_set(ctx, INTRINSIC_ARRAY_ITERATOR_NEXT);
}

/* ---- Strings ---- */

/* Slots: string (undefined: at the end), byte offset (engine/graft/iterate.c reads them
 * too). The engine's strings are CESU-8, so going byte by byte costs no search for the
 * character's place. */
enum { STRING_TEXT, STRING_AT, STRING_SLOTS };

static size_t sequence_length(const unsigned char *p, size_t left)
{
    size_t n = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;

    return n < left ? n : left;
}

/* The length in bytes of the code point at p: a pair of surrogates is one. */
static size_t code_point_length(const unsigned char *p, size_t left)
{
    return utf8_pair(p, left) != 0 ? 6 : sequence_length(p, left);
}

/* [ ] -> [ result ] */
static duk_ret_t string_iterator_next(duk_context *ctx)
{
    const unsigned char *text;
    duk_size_t len;
    size_t at, n;

    builtin_push_this(ctx, SLOTS_STRING_ITERATOR, "String Iterator.prototype.next");
    slots_get(ctx, 0, STRING_TEXT);
    if (duk_is_undefined(ctx, 1)) {
        builtin_iter_result(ctx, true);
        return 1;
    }
    text = (const unsigned char *)duk_get_lstring(ctx, 1, &len);
    at = (size_t)slots_int(ctx, 0, STRING_AT);
    if (at >= len) {
        duk_push_undefined(ctx);
        slots_put(ctx, 0, STRING_TEXT);
        duk_push_undefined(ctx);
        builtin_iter_result(ctx, true);
        return 1;
    }
    n = code_point_length(text + at, len - at);
    slots_put_int(ctx, 0, STRING_AT, (int)(at + n));
    duk_push_lstring(ctx, (const char *)text + at, n);
    builtin_iter_result(ctx, false);
    return 1;
}

void string_iterator_prototype_make(duk_context *ctx)
{
    make_prototype(ctx, INTRINSIC_STRING_ITERATOR_PROTOTYPE, string_iterator_next,
                   "String Iterator");
    js_engine(ctx)->string_next = string_iterator_next;
}

/* [ ] -> [ iterator ] */
duk_ret_t string_iterator(duk_context *ctx)
{
    duk_push_this(ctx);
    if (duk_is_null_or_undefined(ctx, 0))
        builtin_type_error(
            ctx, "String.prototype[Symbol.iterator] called on null or undefined");
    duk_to_string(ctx, 0);
    intrinsic_push(ctx, INTRINSIC_STRING_ITERATOR_PROTOTYPE);
    slots_push_object(ctx, SLOTS_STRING_ITERATOR, STRING_SLOTS);
    duk_dup(ctx, 0);
    slots_put(ctx, 1, STRING_TEXT);
    slots_put_int(ctx, 1, STRING_AT, 0);
    return 1;
}
