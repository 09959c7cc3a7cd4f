/* typed_array.c: %TypedArray%, the twelve constructors, from, of, the accessors. */
#include "runtime/builtins/typed_array.h"

#include "runtime/builtins/array_private.h"
#include "runtime/builtins/install.h"
#include "runtime/builtins/iterate.h"
#include "runtime/engine/bigint.h"

/* ---- Shared ---- */

static Intrinsic constructor_of(ViewType type)
{
    return (Intrinsic)(INTRINSIC_INT8_ARRAY + 2 * (int)type);
}

View typed_array_require(duk_context *ctx, duk_idx_t i, const char *method)
{
    View v;

    if (!view_read(ctx, i, &v) || v.type == VIEW_DATA)
        builtin_type_error(ctx, "this is not a typed array.");
    if (v.out)
        builtin_type_error(ctx, "Cannot perform %s on a detached ArrayBuffer", method);
    return v;
}

View typed_array_this(duk_context *ctx, const char *method)
{
    duk_push_this(ctx);
    return typed_array_require(ctx, -1, method);
}

void typed_array_convert(duk_context *ctx, ViewType type, duk_idx_t i)
{
    if (view_is_bigint(type))
        bigint_convert(ctx, i);
    else
        duk_to_number(ctx, i);
}

void typed_array_put(duk_context *ctx, duk_idx_t i, double k)
{
    view_store(ctx, i, k);
}

void typed_array_get(duk_context *ctx, duk_idx_t i, double k)
{
    View v;

    view_read(ctx, i, &v);
    if (k < (double)v.length)
        view_push_element(ctx, &v, (size_t)k);
    else
        duk_push_undefined(ctx);
}

/* [ constructor args… ] -> [ view ]; a lone number is the least length. */
static View typed_array_create(duk_context *ctx, duk_idx_t args, const char *method)
{
    double least = args == 1 && duk_is_number(ctx, -1) ? duk_get_number(ctx, -1) : -1;
    View v;

    duk_new(ctx, args);
    v = typed_array_require(ctx, -1, method);
    if (least >= 0 && (double)v.length < least)
        builtin_type_error(ctx,
                           "Derived TypedArray constructor created an array which was "
                           "too small");
    return v;
}

View typed_array_push_species(duk_context *ctx, duk_idx_t i, duk_idx_t args)
{
    View from, to;

    i = duk_normalize_index(ctx, i);
    view_read(ctx, i, &from);
    builtin_push_species(ctx, i, constructor_of(from.type));
    duk_insert(ctx, -args - 1);
    to = typed_array_create(ctx, args, "%TypedArray%");
    if (view_is_bigint(from.type) != view_is_bigint(to.type))
        builtin_type_error(ctx,
                           "Content type of source's and created typed arrays differ");
    return to;
}

/* [ prototype ] -> [ view ] */
static void push_with_prototype(duk_context *ctx, ViewType type, double n)
{
    if (n * view_sizes[type] > 0x7fffffff)
        builtin_range_error(ctx, "Invalid typed array length: %.0f", n);
    intrinsic_push(ctx, INTRINSIC_ARRAY_BUFFER_PROTOTYPE);
    abuffer_push(ctx, (size_t)n * view_sizes[type], -1, false);
    duk_swap_top(ctx, -2);
    view_push(ctx, type, -2, 0, n);
    duk_remove(ctx, -2);
}

void typed_array_push(duk_context *ctx, ViewType type, double n)
{
    intrinsic_push(ctx, (Intrinsic)(constructor_of(type) + 1));
    push_with_prototype(ctx, type, n);
}

/* ---- The constructors ---- */

/* [ buffer offset length prototype ] -> [ view ] */
static void from_buffer(duk_context *ctx, ViewType type)
{
    size_t size = view_sizes[type];
    double offset = builtin_to_index(ctx, 1, "Start offset is too large"), length = -1;
    BufferInfo b;

    if (fmod(offset, (double)size) != 0)
        builtin_range_error(ctx, "start offset of %s should be a multiple of %d",
                            view_names[type], (int)size);
    if (!duk_is_undefined(ctx, 2))
        length = builtin_to_index(ctx, 2, "Invalid typed array length");
    abuffer_read(ctx, 0, &b);
    if (b.detached)
        builtin_type_error(ctx, "Cannot perform Construct on a detached ArrayBuffer");
    if (length < 0) {
        if (!b.resizable && b.length % size != 0)
            builtin_range_error(ctx, "byte length of %s should be a multiple of %d",
                                view_names[type], (int)size);
        if (offset > (double)b.length)
            builtin_range_error(ctx,
                                "Start offset %.0f is outside the bounds of the buffer",
                                offset);
        if (!b.resizable)
            length = ((double)b.length - offset) / (double)size;
    } else if (offset + length * (double)size > (double)b.length) {
        builtin_range_error(ctx, "Invalid typed array length: %.0f", length);
    }
    view_push(ctx, type, 0, (size_t)offset, length);
}

/* The elements of the view at 0 go into the one on top. */
static void copy_view(duk_context *ctx, const View *from, ViewType type)
{
    View to;

    view_read(ctx, -1, &to);
    if (from->type == type) {
        memcpy(to.data, from->data, from->length * from->size);
        return;
    }
    for (size_t k = 0; k < from->length; k++) {
        view_push_element(ctx, from, k);
        view_encode(ctx, type, to.data + k * to.size);
        duk_pop(ctx);
    }
}

/* [ value ] -> [ ]: onto the list at *at */
static bool collect(duk_context *ctx, void *udata)
{
    array_append(ctx, *(duk_idx_t *)udata);
    return true;
}

/* [ ] -> [ list ]: the elements of the iterable 0, or itself where it just has a length;
 * that length. */
static double push_source_list(duk_context *ctx)
{
    duk_idx_t list = duk_get_top(ctx);

    duk_get_prop_literal(ctx, 0, DUK_WELLKNOWN_SYMBOL("Symbol.iterator"));
    if (!duk_is_null_or_undefined(ctx, -1)) {
        builtin_require_callable(ctx, -1);
        duk_pop(ctx);
        duk_push_array(ctx);
        iterate(ctx, 0, collect, &list);
    } else {
        duk_pop(ctx);
        duk_dup(ctx, 0);
    }
    return builtin_length(ctx, list);
}

/* [ object … prototype ] -> [ view ] of an iterable or of what has a length. */
static void from_object(duk_context *ctx, ViewType type)
{
    duk_idx_t list = duk_get_top(ctx);
    double n = push_source_list(ctx);

    if (n * view_sizes[type] > 0x7fffffff)
        builtin_range_error(ctx, "Invalid typed array length: %.0f", n);
    duk_dup(ctx, list - 1);
    push_with_prototype(ctx, type, n);
    for (double k = 0; k < n; k++) {
        array_take_any(ctx, list, k);
        typed_array_put(ctx, -2, k);
    }
}

/* [ arg offset length ] -> [ view ]; magic: the type */
static duk_ret_t typed_array_constructor(duk_context *ctx)
{
    ViewType type = (ViewType)duk_get_current_magic(ctx);
    BufferInfo b;
    View v;

    builtin_require_new(ctx, view_names[type]);
    if (!builtin_is_object(ctx, 0) || bigint_is(ctx, 0)) {
        double n = builtin_to_integer(ctx, 0);

        if (n < 0 || n > 9007199254740991.0)
            builtin_range_error(ctx, "Invalid typed array length: %.0f", n);
        builtin_push_prototype(ctx, (Intrinsic)(constructor_of(type) + 1));
        push_with_prototype(ctx, type, n);
        return 1;
    }
    builtin_push_prototype(ctx, (Intrinsic)(constructor_of(type) + 1));
    if (abuffer_read(ctx, 0, &b)) {
        from_buffer(ctx, type);
    } else if (view_read(ctx, 0, &v) && v.type != VIEW_DATA) {
        if (v.out)
            builtin_type_error(ctx, "Cannot perform Construct on a detached ArrayBuffer");
        if (view_is_bigint(v.type) != view_is_bigint(type))
            builtin_type_error(ctx, "Cannot mix BigInt and other types, use explicit "
                                    "conversions");
        push_with_prototype(ctx, type, (double)v.length);
        view_read(ctx, 0, &v);
        copy_view(ctx, &v, type);
    } else {
        from_object(ctx, type);
    }
    return 1;
}

static duk_ret_t abstract_constructor(duk_context *ctx)
{
    builtin_type_error(ctx, "Abstract class TypedArray not directly constructable");
}

/* ---- from, of ---- */

static void push_this_constructor(duk_context *ctx)
{
    duk_push_this(ctx);
    if (!object_is_constructor(ctx, -1))
        builtin_type_error(ctx, "%s is not a constructor", builtin_describe(ctx, -1));
}

/* [ values… ] -> [ view ] */
static duk_ret_t typed_array_of(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx);

    push_this_constructor(ctx);
    duk_push_number(ctx, n);
    typed_array_create(ctx, 1, "%TypedArray%.of");
    for (duk_idx_t k = 0; k < n; k++) {
        duk_dup(ctx, k);
        duk_push_int(ctx, k);
        duk_swap_top(ctx, -2);
        duk_put_prop(ctx, n);
    }
    return 1;
}

/* [ source map this ] -> [ view ] */
static duk_ret_t typed_array_from(duk_context *ctx)
{
    duk_idx_t list = 4;
    double n;

    push_this_constructor(ctx);
    if (!duk_is_undefined(ctx, 1))
        builtin_require_callable(ctx, 1);
    if (duk_is_null_or_undefined(ctx, 0))
        builtin_type_error(
            ctx, "%s is not iterable (cannot read property Symbol(Symbol.iterator))",
            builtin_describe_typed(ctx, 0));
    duk_to_object(ctx, 0);
    n = push_source_list(ctx);
    duk_dup(ctx, 3);
    duk_push_number(ctx, n);
    typed_array_create(ctx, 1, "%TypedArray%.from"); /* at 5 */
    for (double k = 0; k < n; k++) {
        duk_push_number(ctx, k);
        if (!duk_is_undefined(ctx, 1)) {
            duk_dup(ctx, 1);
            duk_dup(ctx, 2);
            array_take_any(ctx, list, k);
            duk_push_number(ctx, k);
            duk_call_method(ctx, 2);
        } else {
            array_take_any(ctx, list, k);
        }
        duk_put_prop(ctx, 5);
    }
    return 1;
}

/* ---- Accessors ---- */

enum { GET_BUFFER, GET_BYTE_LENGTH, GET_BYTE_OFFSET, GET_LENGTH };

static duk_ret_t typed_array_facts(duk_context *ctx)
{
    static const char *const names[] = { "buffer", "byteLength", "byteOffset", "length" };
    int which = duk_get_current_magic(ctx);
    View v;

    duk_push_this(ctx);
    if (!view_read(ctx, -1, &v) || v.type == VIEW_DATA)
        builtin_type_error(ctx,
                           "Method get TypedArray.prototype.%s called on incompatible "
                           "receiver %s",
                           names[which], builtin_describe(ctx, -1));
    if (which == GET_BUFFER)
        view_push_buffer(ctx, -1);
    else
        duk_push_number(ctx, which == GET_LENGTH        ? (double)v.length
                             : which == GET_BYTE_LENGTH ? (double)(v.length * v.size)
                             : v.out                    ? 0
                                                        : (double)v.offset);
    return 1;
}

static duk_ret_t get_tag(duk_context *ctx)
{
    View v;

    duk_push_this(ctx);
    if (!view_read(ctx, -1, &v) || v.type == VIEW_DATA)
        return 0;
    duk_push_string(ctx, view_names[v.type]);
    return 1;
}

void typed_array_class_make(duk_context *ctx)
{
    static const ObjectFunction constructor = { "TypedArray", abstract_constructor, 0, 0,
                                                0 };
    static const ObjectFunction statics[] = {
        { "of", typed_array_of, DUK_VARARGS, 0, 0 },
        { "from", typed_array_from, 3, 1, 0 },
        { NULL, NULL, 0, 0, 0 },
    };
    static const ObjectAccessor accessors[] = {
        { "buffer", typed_array_facts, NULL, GET_BUFFER },
        { "byteLength", typed_array_facts, NULL, GET_BYTE_LENGTH },
        { "byteOffset", typed_array_facts, NULL, GET_BYTE_OFFSET },
        { "length", typed_array_facts, NULL, GET_LENGTH },
        { "@@toStringTag", get_tag, NULL, 0 },
        { NULL, NULL, NULL, 0 },
    };

    builtin_class(ctx, &constructor, INTRINSIC_TYPED_ARRAY,
                  INTRINSIC_TYPED_ARRAY_PROTOTYPE, NULL);
    builtin_put_species(ctx, -2);
    object_put_functions(ctx, -2, statics);
    object_put_accessors(ctx, -1, accessors);
    object_put_functions(ctx, -1, typed_array_methods);
    object_put_functions(ctx, -1, typed_array_call_methods);
    intrinsic_push(ctx, INTRINSIC_ARRAY_PROTOTYPE);
    duk_get_prop_literal(ctx, -1, "toString");
    object_put(ctx, -3, "toString", OBJECT_WC);
    duk_pop(ctx);
    duk_get_prop_literal(ctx, -1, "values");
    object_put(ctx, -2, "@@iterator", OBJECT_WC);
}

/* One of the twelve; its prototype is the engine's where that has one. */
static void make(duk_context *ctx, ViewType type)
{
    ObjectFunction constructor = { view_names[type], typed_array_constructor, 3, 3,
                                   (short)type };

    object_push_constructor(ctx, &constructor);
    intrinsic_set(ctx, constructor_of(type));
    intrinsic_push(ctx, INTRINSIC_TYPED_ARRAY);
    duk_set_prototype(ctx, -2);
    if (!view_push_type_prototype(ctx, type))
        duk_push_object(ctx);
    intrinsic_set(ctx, (Intrinsic)(constructor_of(type) + 1));
    intrinsic_push(ctx, INTRINSIC_TYPED_ARRAY_PROTOTYPE);
    duk_set_prototype(ctx, -2);
    builtin_join_class(ctx);
    for (int k = -2; k <= -1; k++) {
        duk_push_int(ctx, view_sizes[type]);
        object_put(ctx, k - 1, "BYTES_PER_ELEMENT", 0);
    }
    if (type == VIEW_UINT8)
        uint8_put_texts(ctx);
}

#define MAKE(name, type)               \
    void name##_make(duk_context *ctx) \
    {                                  \
        make(ctx, type);               \
    }
MAKE(int8_array, VIEW_INT8)
MAKE(uint8_array, VIEW_UINT8)
MAKE(uint8c_array, VIEW_UINT8C)
MAKE(int16_array, VIEW_INT16)
MAKE(uint16_array, VIEW_UINT16)
MAKE(int32_array, VIEW_INT32)
MAKE(uint32_array, VIEW_UINT32)
MAKE(float32_array, VIEW_FLOAT32)
MAKE(float64_array, VIEW_FLOAT64)
MAKE(bigint64_array, VIEW_BIGINT64)
MAKE(biguint64_array, VIEW_BIGUINT64)
MAKE(float16_array, VIEW_FLOAT16)
