/* array_buffer.c: ArrayBuffer and SharedArrayBuffer. */
#include "runtime/builtins/builtins.h"
#include "runtime/engine/view.h"

enum { OWN, SHARED };

static const char *class_name(bool shared)
{
    return shared ? "SharedArrayBuffer" : "ArrayBuffer";
}

/* The buffer at i, which must be of that kind. */
static BufferInfo require_buffer(duk_context *ctx, duk_idx_t i, bool shared,
                                 const char *method)
{
    BufferInfo b;

    if (!abuffer_read(ctx, i, &b) || b.shared != shared) {
        const char *space = strrchr(method, ' '); /* "get byteLength" */
        int prefix = space != NULL ? (int)(space + 1 - method) : 0;

        builtin_type_error(
            ctx, "Method %.*s%s.prototype.%s called on incompatible receiver %s", prefix,
            method, class_name(shared), method + prefix, builtin_describe(ctx, i));
    }
    return b;
}

static BufferInfo this_buffer(duk_context *ctx, const char *method)
{
    duk_push_this(ctx);
    return require_buffer(ctx, -1, duk_get_current_magic(ctx) & SHARED, method);
}

double builtin_to_index(duk_context *ctx, duk_idx_t i, const char *message)
{
    double n = builtin_to_integer(ctx, i);

    if (n < 0 || n > 9007199254740991.0)
        builtin_range_error(ctx, "%s", message);
    return n;
}

/* [ length options ] -> [ buffer ] */
static duk_ret_t buffer_constructor(duk_context *ctx)
{
    bool shared = duk_get_current_magic(ctx) & SHARED;
    double n, max = -1;

    builtin_require_new(ctx, class_name(shared));
    n = builtin_to_index(ctx, 0, "Invalid array buffer length");
    if (duk_is_object(ctx, 1)) {
        duk_get_prop_literal(ctx, 1, "maxByteLength");
        if (!duk_is_undefined(ctx, -1))
            max = builtin_to_index(ctx, duk_get_top_index(ctx),
                                   "Invalid array buffer max length");
    }
    if (max >= 0 && n > max)
        builtin_range_error(ctx, "Invalid array buffer max length");
    builtin_push_prototype(ctx, shared ? INTRINSIC_SHARED_BUFFER_PROTOTYPE
                                       : INTRINSIC_ARRAY_BUFFER_PROTOTYPE);
    if (n > 0x7fffffff || max > 0x7fffffff)
        builtin_range_error(ctx, "Array buffer allocation failed");
    abuffer_push(ctx, (size_t)n, max, shared);
    return 1;
}

/* [ value ] -> [ bool ] */
static duk_ret_t is_view(duk_context *ctx)
{
    View v;

    duk_push_boolean(ctx, view_read(ctx, 0, &v));
    return 1;
}

static duk_ret_t get_byte_length(duk_context *ctx)
{
    duk_push_number(ctx, (double)this_buffer(ctx, "get byteLength").length);
    return 1;
}

static duk_ret_t get_max(duk_context *ctx)
{
    duk_push_number(ctx, (double)this_buffer(ctx, "get maxByteLength").max);
    return 1;
}

static duk_ret_t get_resizable(duk_context *ctx)
{
    duk_push_boolean(ctx, this_buffer(ctx, duk_get_current_magic(ctx) & SHARED
                                               ? "get growable"
                                               : "get resizable")
                              .resizable);
    return 1;
}

static duk_ret_t get_detached(duk_context *ctx)
{
    duk_push_boolean(ctx, this_buffer(ctx, "get detached").detached);
    return 1;
}

static void refuse_detached(duk_context *ctx, const BufferInfo *b, const char *method)
{
    if (b->detached)
        builtin_type_error(
            ctx, "Cannot perform ArrayBuffer.prototype.%s on a detached ArrayBuffer",
            method);
}

/* [ length ] -> [ ]; magic: which class */
static duk_ret_t buffer_resize_to(duk_context *ctx)
{
    bool shared = duk_get_current_magic(ctx) & SHARED;
    const char *name = shared ? "grow" : "resize";
    BufferInfo b = this_buffer(ctx, name);
    double n;

    if (!b.resizable)
        builtin_type_error(ctx,
                           "Method %s.prototype.%s called on incompatible receiver %s",
                           class_name(shared), name, builtin_describe(ctx, 1));
    n = builtin_to_index(ctx, 0, "Invalid array buffer length");
    abuffer_read(ctx, 1, &b);
    refuse_detached(ctx, &b, name);
    if (n > (double)b.max || (shared && n < (double)b.length))
        builtin_range_error(ctx, "%s.prototype.%s: Invalid length parameter",
                            class_name(shared), name);
    abuffer_resize(ctx, 1, (size_t)n);
    return 0;
}

/* [ start end ] -> [ buffer ] */
static duk_ret_t buffer_slice(duk_context *ctx)
{
    bool shared = duk_get_current_magic(ctx) & SHARED;
    BufferInfo b = this_buffer(ctx, "slice"), to;
    double from, end, n;
    Intrinsic own = shared ? INTRINSIC_SHARED_BUFFER : INTRINSIC_ARRAY_BUFFER;

    refuse_detached(ctx, &b, "slice");
    from = builtin_relative(ctx, 0, (double)b.length, 0);
    end = builtin_relative(ctx, 1, (double)b.length, (double)b.length);
    n = end > from ? end - from : 0;
    builtin_push_species(ctx, 2, own);
    duk_push_number(ctx, n);
    duk_new(ctx, 1);
    to = require_buffer(ctx, 3, shared, "slice");
    refuse_detached(ctx, &to, "slice");
    if (duk_strict_equals(ctx, 2, 3))
        builtin_type_error(ctx, "ArrayBuffer subclass returned this from species "
                                "constructor");
    if ((double)to.length < n)
        builtin_type_error(ctx, "Species constructor returned a too small ArrayBuffer");
    abuffer_read(ctx, 2, &b);
    refuse_detached(ctx, &b, "slice");
    if (from < (double)b.length) {
        double have = (double)b.length - from;

        memmove(to.data, b.data + (size_t)from, (size_t)(n < have ? n : have));
    }
    return 1;
}

/* [ length ] -> [ buffer ]; magic: 2 to a fixed length */
static duk_ret_t buffer_transfer(duk_context *ctx)
{
    bool fixed = (duk_get_current_magic(ctx) & 2) != 0;
    BufferInfo b, to;
    double n;

    duk_push_this(ctx);
    b = require_buffer(ctx, 1, false, fixed ? "transferToFixedLength" : "transfer");
    n = duk_is_undefined(ctx, 0)
            ? (double)b.length
            : builtin_to_index(ctx, 0, "Invalid array buffer length");
    abuffer_read(ctx, 1, &b);
    refuse_detached(ctx, &b, "transfer");
    if (n > 0x7fffffff || (!fixed && b.resizable && n > (double)b.max))
        builtin_range_error(ctx, "Array buffer allocation failed");
    intrinsic_push(ctx, INTRINSIC_ARRAY_BUFFER_PROTOTYPE);
    abuffer_push(ctx, (size_t)n, b.resizable && !fixed ? (double)b.max : -1, false);
    abuffer_read(ctx, 2, &to);
    memcpy(to.data, b.data, b.length < to.length ? b.length : to.length);
    abuffer_detach(ctx, 1);
    return 1;
}

void array_buffer_class_make(duk_context *ctx)
{
    static const ObjectFunction constructor = { "ArrayBuffer", buffer_constructor, 2, 1,
                                                OWN };
    static const ObjectFunction statics[] = { { "isView", is_view, 1, 1, 0 },
                                              { NULL, NULL, 0, 0, 0 } };
    static const ObjectFunction methods[] = {
        { "slice", buffer_slice, 2, 2, OWN },
        { "resize", buffer_resize_to, 1, 1, OWN },
        { "transfer", buffer_transfer, 1, 0, OWN },
        { "transferToFixedLength", buffer_transfer, 1, 0, 2 },
        { NULL, NULL, 0, 0, 0 },
    };
    static const ObjectAccessor accessors[] = {
        { "byteLength", get_byte_length, NULL, OWN },
        { "maxByteLength", get_max, NULL, OWN },
        { "resizable", get_resizable, NULL, OWN },
        { "detached", get_detached, NULL, OWN },
        { NULL, NULL, NULL, 0 },
    };

    object_push_constructor(ctx, &constructor);
    intrinsic_set(ctx, INTRINSIC_ARRAY_BUFFER);
    view_push_engine_prototype(ctx);
    intrinsic_set(ctx, INTRINSIC_ARRAY_BUFFER_PROTOTYPE);
    builtin_join_class(ctx);
    builtin_put_species(ctx, -2);
    object_put_functions(ctx, -2, statics);
    object_put_functions(ctx, -1, methods);
    object_put_accessors(ctx, -1, accessors);
    builtin_put_tag(ctx, -1, "ArrayBuffer");
}

void shared_buffer_class_make(duk_context *ctx)
{
    static const ObjectFunction constructor = { "SharedArrayBuffer", buffer_constructor,
                                                2, 1, SHARED };
    static const ObjectFunction methods[] = {
        { "slice", buffer_slice, 2, 2, SHARED },
        { "grow", buffer_resize_to, 1, 1, SHARED },
        { NULL, NULL, 0, 0, 0 },
    };
    static const ObjectAccessor accessors[] = {
        { "byteLength", get_byte_length, NULL, SHARED },
        { "maxByteLength", get_max, NULL, SHARED },
        { "growable", get_resizable, NULL, SHARED },
        { NULL, NULL, NULL, 0 },
    };

    builtin_class(ctx, &constructor, INTRINSIC_SHARED_BUFFER,
                  INTRINSIC_SHARED_BUFFER_PROTOTYPE, "SharedArrayBuffer");
    builtin_put_species(ctx, -2);
    object_put_functions(ctx, -1, methods);
    object_put_accessors(ctx, -1, accessors);
}
