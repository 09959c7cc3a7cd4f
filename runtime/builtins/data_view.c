/* data_view.c: DataView. */
#include "runtime/builtins/builtins.h"
#include "runtime/builtins/typed_array.h"

static View this_view(duk_context *ctx, const char *method)
{
    View v;

    duk_push_this(ctx);
    if (!view_read(ctx, -1, &v) || v.type != VIEW_DATA)
        builtin_wrong_receiver(ctx, method);
    return v;
}

/* [ ] -> [ this ]: for a method of elements, whose name is the function's own. */
static View this_elements(duk_context *ctx)
{
    View v;

    duk_push_this(ctx);
    if (view_read(ctx, -1, &v) && v.type == VIEW_DATA)
        return v;
    duk_push_current_function(ctx);
    duk_get_prop_literal(ctx, -1, "name");
    return this_view(ctx, duk_push_sprintf(ctx, "DataView.prototype.%s",
                                           duk_safe_to_string(ctx, -1)));
}

/* [ buffer offset length ] -> [ view ] */
static duk_ret_t data_view_constructor(duk_context *ctx)
{
    BufferInfo b;
    double offset, length = -1;

    builtin_require_new(ctx, "DataView");
    if (!abuffer_read(ctx, 0, &b))
        builtin_type_error(
            ctx, "First argument to DataView constructor must be an ArrayBuffer");
    offset = builtin_to_index(ctx, 1, "Start offset is outside the bounds of the buffer");
    abuffer_read(ctx, 0, &b);
    if (b.detached)
        builtin_type_error(ctx, "Cannot perform DataView on a detached ArrayBuffer");
    if (offset > (double)b.length)
        builtin_range_error(ctx, "Start offset %.0f is outside the bounds of the buffer",
                            offset);
    if (!duk_is_undefined(ctx, 2)) {
        length = builtin_to_index(ctx, 2, "Invalid DataView length");
        if (offset + length > (double)b.length)
            builtin_range_error(ctx, "Invalid DataView length %.0f", length);
    } else if (!b.resizable) {
        length = (double)b.length - offset;
    }
    builtin_push_prototype(ctx, INTRINSIC_DATA_VIEW_PROTOTYPE);
    abuffer_read(ctx, 0, &b);
    if (b.detached)
        builtin_type_error(ctx, "Cannot perform DataView on a detached ArrayBuffer");
    if (offset > (double)b.length || (length >= 0 && offset + length > (double)b.length))
        builtin_range_error(ctx, "Invalid DataView length %.0f", length);
    view_push(ctx, VIEW_DATA, 0, (size_t)offset, length);
    return 1;
}

static duk_ret_t get_buffer(duk_context *ctx)
{
    this_view(ctx, "get DataView.prototype.buffer");
    view_push_buffer(ctx, -1);
    return 1;
}

static void refuse_gone(duk_context *ctx, const View *v, const char *method)
{
    if (v->out)
        builtin_type_error(
            ctx, "Cannot perform DataView.prototype.%s on a detached ArrayBuffer",
            method);
}

static duk_ret_t get_byte_length(duk_context *ctx)
{
    View v = this_view(ctx, "get DataView.prototype.byte_length");

    refuse_gone(ctx, &v, "byteLength");
    duk_push_number(ctx, (double)v.length);
    return 1;
}

static duk_ret_t get_byte_offset(duk_context *ctx)
{
    View v = this_view(ctx, "get DataView.prototype.byte_offset");

    refuse_gone(ctx, &v, "byteOffset");
    duk_push_number(ctx, (double)v.offset);
    return 1;
}

static void swap_bytes(unsigned char *p, size_t n)
{
    for (size_t k = 0; k < n / 2; k++) {
        unsigned char c = p[k];

        p[k] = p[n - 1 - k];
        p[n - 1 - k] = c;
    }
}

/* [ index little ] -> [ value ]; magic: the type */
static duk_ret_t data_view_get(duk_context *ctx)
{
    ViewType type = (ViewType)duk_get_current_magic(ctx);
    View v = this_elements(ctx);
    double at = builtin_to_index(ctx, 0, "Offset is outside the bounds of the DataView");
    bool little = duk_to_boolean(ctx, 1);
    unsigned char bytes[8];

    view_read(ctx, 2, &v);
    refuse_gone(ctx, &v, "get");
    if (at + view_sizes[type] > (double)v.length)
        builtin_range_error(ctx, "Offset is outside the bounds of the DataView");
    memcpy(bytes, v.data + (size_t)at, view_sizes[type]);
    if (!little)
        swap_bytes(bytes, view_sizes[type]);
    view_push_value(ctx, type, bytes);
    return 1;
}

/* [ index value little ] -> [ ]; magic: the type */
static duk_ret_t data_view_set(duk_context *ctx)
{
    ViewType type = (ViewType)duk_get_current_magic(ctx);
    View v = this_elements(ctx);
    double at = builtin_to_index(ctx, 0, "Offset is outside the bounds of the DataView");
    bool little;
    unsigned char bytes[8];

    typed_array_convert(ctx, type, 1);
    little = duk_to_boolean(ctx, 2);
    view_read(ctx, 3, &v);
    refuse_gone(ctx, &v, "set");
    if (at + view_sizes[type] > (double)v.length)
        builtin_range_error(ctx, "Offset is outside the bounds of the DataView");
    duk_dup(ctx, 1);
    view_encode(ctx, type, bytes);
    if (!little)
        swap_bytes(bytes, view_sizes[type]);
    memcpy(v.data + (size_t)at, bytes, view_sizes[type]);
    return 0;
}

static void put_methods(duk_context *ctx)
{
    static const struct {
        const char *get, *set;
        ViewType type;
    } all[] = {
        { "getInt8", "setInt8", VIEW_INT8 },
        { "getUint8", "setUint8", VIEW_UINT8 },
        { "getInt16", "setInt16", VIEW_INT16 },
        { "getUint16", "setUint16", VIEW_UINT16 },
        { "getInt32", "setInt32", VIEW_INT32 },
        { "getUint32", "setUint32", VIEW_UINT32 },
        { "getFloat16", "setFloat16", VIEW_FLOAT16 },
        { "getFloat32", "setFloat32", VIEW_FLOAT32 },
        { "getFloat64", "setFloat64", VIEW_FLOAT64 },
        { "getBigInt64", "setBigInt64", VIEW_BIGINT64 },
        { "getBigUint64", "setBigUint64", VIEW_BIGUINT64 },
    };

    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        ObjectFunction fns[] = {
            { all[k].get, data_view_get, 2, 1, (short)all[k].type },
            { all[k].set, data_view_set, 3, 2, (short)all[k].type },
            { NULL, NULL, 0, 0, 0 },
        };

        object_put_functions(ctx, -1, fns);
    }
}

void data_view_class_make(duk_context *ctx)
{
    static const ObjectFunction constructor = { "DataView", data_view_constructor, 3, 1,
                                                0 };
    static const ObjectAccessor accessors[] = {
        { "buffer", get_buffer, NULL, 0 },
        { "byteLength", get_byte_length, NULL, 0 },
        { "byteOffset", get_byte_offset, NULL, 0 },
        { NULL, NULL, NULL, 0 },
    };

    builtin_class(ctx, &constructor, INTRINSIC_DATA_VIEW, INTRINSIC_DATA_VIEW_PROTOTYPE,
                  "DataView");
    object_put_accessors(ctx, -1, accessors);
    put_methods(ctx);
}
