/* view.c: ArrayBuffers and views (engine/view.h). Part of the engine's unit.
 *
 * The engine has one kind of object for all of them, with a class for each type. The two
 * types of BigInts share Float64Array's class, that of half floats Float32Array's; they
 * differ by their element type. */

#include "runtime/engine/graft/element.h"
#include "runtime/engine/half.h"

const char *const view_names[VIEW_TYPE_COUNT] = {
#define X(name, text, size) text,
    VIEW_TYPES(X)
#undef X
};

const unsigned char view_sizes[VIEW_TYPE_COUNT] = {
#define X(name, text, size) size,
    VIEW_TYPES(X)
#undef X
};

static const struct {
    duk_uint8_t class_number, element, shift;
} view_engine[VIEW_TYPE_COUNT] = {
    [VIEW_INT8] = { DUK_HOBJECT_CLASS_INT8ARRAY, DUK_HBUFOBJ_ELEM_INT8, 0 },
    [VIEW_UINT8] = { DUK_HOBJECT_CLASS_UINT8ARRAY, DUK_HBUFOBJ_ELEM_UINT8, 0 },
    [VIEW_UINT8C] = { DUK_HOBJECT_CLASS_UINT8CLAMPEDARRAY, DUK_HBUFOBJ_ELEM_UINT8CLAMPED,
                      0 },
    [VIEW_INT16] = { DUK_HOBJECT_CLASS_INT16ARRAY, DUK_HBUFOBJ_ELEM_INT16, 1 },
    [VIEW_UINT16] = { DUK_HOBJECT_CLASS_UINT16ARRAY, DUK_HBUFOBJ_ELEM_UINT16, 1 },
    [VIEW_INT32] = { DUK_HOBJECT_CLASS_INT32ARRAY, DUK_HBUFOBJ_ELEM_INT32, 2 },
    [VIEW_UINT32] = { DUK_HOBJECT_CLASS_UINT32ARRAY, DUK_HBUFOBJ_ELEM_UINT32, 2 },
    [VIEW_FLOAT32] = { DUK_HOBJECT_CLASS_FLOAT32ARRAY, DUK_HBUFOBJ_ELEM_FLOAT32, 2 },
    [VIEW_FLOAT64] = { DUK_HOBJECT_CLASS_FLOAT64ARRAY, DUK_HBUFOBJ_ELEM_FLOAT64, 3 },
    [VIEW_BIGINT64] = { DUK_HOBJECT_CLASS_FLOAT64ARRAY, VIEW_ELEM_BIGINT64, 3 },
    [VIEW_BIGUINT64] = { DUK_HOBJECT_CLASS_FLOAT64ARRAY, VIEW_ELEM_BIGUINT64, 3 },
    [VIEW_FLOAT16] = { DUK_HOBJECT_CLASS_FLOAT32ARRAY, VIEW_ELEM_FLOAT16, 1 },
};

static ViewType view_type(duk_hbufobj *b)
{
    static const duk_uint8_t types[] = { VIEW_UINT8,    VIEW_UINT8C,    VIEW_INT8,
                                         VIEW_UINT16,   VIEW_INT16,     VIEW_UINT32,
                                         VIEW_INT32,    VIEW_FLOAT32,   VIEW_FLOAT64,
                                         VIEW_BIGINT64, VIEW_BIGUINT64, VIEW_FLOAT16 };

    return DUK_HOBJECT_GET_CLASS_NUMBER(&b->obj) == DUK_HOBJECT_CLASS_DATAVIEW
               ? VIEW_DATA
               : (ViewType)types[b->elem_type];
}

bool view_is_bigint(ViewType type)
{
    return type == VIEW_BIGINT64 || type == VIEW_BIGUINT64;
}

bool view_is_float(ViewType type)
{
    return type == VIEW_FLOAT32 || type == VIEW_FLOAT64 || type == VIEW_FLOAT16;
}

static duk_hbufobj *bufobj_at(duk_context *ctx, duk_idx_t i, bool buffer)
{
    duk_tval *tv = duk_get_tval(ctx, i);
    duk_hobject *h;

    if (tv != NULL && DUK_TVAL_IS_BUFFER(tv) && !buffer)
        duk_to_object(ctx, i);
    h = duk_get_hobject(ctx, i);
    if (h == NULL || !DUK_HOBJECT_IS_BUFOBJ(h) ||
        (DUK_HOBJECT_GET_CLASS_NUMBER(h) == DUK_HOBJECT_CLASS_ARRAYBUFFER) != buffer)
        return NULL;
    return (duk_hbufobj *)h;
}

/* ---- Hidden properties of buffers ---- */

enum { BUFFER_MAX, BUFFER_VIEWS, BUFFER_SHARED };

/* [ ] -> [ key ] */
static void push_buffer_key(duk_context *ctx, int which)
{
    static const char *const names[] = { DUK_HIDDEN_SYMBOL("max"),
                                         DUK_HIDDEN_SYMBOL("views"),
                                         DUK_HIDDEN_SYMBOL("shared") };

    duk_push_string(ctx, names[which]);
}

/* [ ] -> [ value ], true; or nothing. */
static bool buffer_mark(duk_context *ctx, duk_idx_t i, int which)
{
    i = duk_normalize_index(ctx, i);
    if (DUK_HOBJECT_GET_ENEXT(duk_known_hobject(ctx, i)) == 0)
        return false;
    push_buffer_key(ctx, which);
    if (!hidden_get(ctx, i, -1)) {
        duk_pop(ctx);
        return false;
    }
    duk_remove(ctx, -2);
    return true;
}

/* [ value ] -> [ ] */
static void set_buffer_mark(duk_context *ctx, duk_idx_t i, int which)
{
    i = duk_normalize_index(ctx, i);
    push_buffer_key(ctx, which);
    duk_swap_top(ctx, -2);
    hidden_put(ctx, i, -2);
    duk_pop(ctx);
}

bool abuffer_read(duk_context *ctx, duk_idx_t i, BufferInfo *out)
{
    duk_hbufobj *b = bufobj_at(ctx, i, true);

    if (b == NULL)
        return false;
    *out = (BufferInfo){ 0 };
    out->detached = b->buf == NULL;
    if (!out->detached) {
        out->data = (unsigned char *)DUK_HBUFFER_GET_DATA_PTR(((duk_hthread *)ctx)->heap,
                                                              b->buf) +
                    b->offset;
        out->length = b->length;
    }
    out->max = out->length;
    duk_require_stack(ctx, 4);
    if (buffer_mark(ctx, i, BUFFER_MAX)) {
        out->resizable = true;
        out->max = out->detached ? 0 : (size_t)duk_get_number(ctx, -1);
        duk_pop(ctx);
    }
    if (buffer_mark(ctx, i, BUFFER_SHARED)) {
        out->shared = true;
        duk_pop(ctx);
    }
    return true;
}

/* [ prototype ] -> [ object ] */
static duk_hbufobj *push_bufobj(duk_context *ctx, int class_number)
{
    duk_hbufobj *b =
        duk_push_bufobj_raw(ctx,
                            DUK_HOBJECT_FLAG_EXTENSIBLE | DUK_HOBJECT_FLAG_BUFOBJ |
                                DUK_HOBJECT_CLASS_AS_FLAGS(class_number),
                            DUK_BIDX_ARRAYBUFFER_PROTOTYPE);

    DUK_HOBJECT_SET_PROTOTYPE_UPDREF((duk_hthread *)ctx, &b->obj,
                                     duk_get_hobject(ctx, -2));
    duk_remove(ctx, -2);
    return b;
}

void abuffer_push(duk_context *ctx, size_t n, double max, bool shared)
{
    duk_hthread *thr = ctx;
    duk_hbufobj *b;

    duk_require_stack(ctx, 8);
    if (n > 0x7fffffff || max > 0x7fffffff)
        (void)duk_error(ctx, DUK_ERR_RANGE_ERROR, "Array buffer allocation failed");
    duk_push_fixed_buffer(ctx, max > (double)n ? (size_t)max : n);
    duk_swap_top(ctx, -2);
    b = push_bufobj(ctx, DUK_HOBJECT_CLASS_ARRAYBUFFER); /* [ memory buffer ] */
    b->buf = duk_known_hbuffer(thr, -2);
    DUK_HBUFFER_INCREF(thr, b->buf);
    b->length = (duk_uint_t)n;
    duk_remove(ctx, -2);
    if (max >= 0) {
        duk_push_number(ctx, max);
        set_buffer_mark(ctx, -2, BUFFER_MAX);
        duk_push_array(ctx);
        set_buffer_mark(ctx, -2, BUFFER_VIEWS);
    }
    if (shared) {
        duk_push_true(ctx);
        set_buffer_mark(ctx, -2, BUFFER_SHARED);
    }
}

void abuffer_detach(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx;
    duk_hbufobj *b = bufobj_at(ctx, i, true);
    duk_hbuffer *memory = b->buf;

    if (memory == NULL)
        return;
    /* Views have the memory, too: without a size nothing of it can be reached. */
    DUK_HBUFFER_SET_SIZE(memory, 0);
    b->buf = NULL;
    b->length = 0;
    DUK_HBUFFER_DECREF(thr, memory);
}

/* ---- Views ---- */

/* [ ] -> [ wanted length or -1 ] of a view whose buffer is resizable, from the buffer's
 * list: [ view wanted view wanted … ]. */
static bool wanted_length(duk_context *ctx, duk_hbufobj *b, double *wanted)
{
    duk_idx_t top = duk_get_top(ctx);
    bool found = false;

    duk_require_stack(ctx, 8);
    duk_push_hobject(ctx, b->buf_prop);
    if (buffer_mark(ctx, -1, BUFFER_VIEWS)) {
        duk_uarridx_t n = (duk_uarridx_t)duk_get_length(ctx, -1);

        for (duk_uarridx_t k = 0; k < n && !found; k += 2) {
            duk_get_prop_index(ctx, -1, k);
            duk_get_prop_index(ctx, -2, k + 1);
            *wanted = duk_get_number(ctx, -1);
            found = duk_get_hobject(ctx, -2) == &b->obj;
            duk_pop_2(ctx);
        }
    }
    duk_set_top(ctx, top);
    return found;
}

static inline duk_size_t memory_size(duk_hbufobj *b)
{
    duk_hbufobj *owner = (duk_hbufobj *)b->buf_prop;

    if (owner != NULL && owner->buf == NULL)
        return 0;
    return owner != NULL && owner->buf == b->buf ? owner->offset + owner->length
                                                 : DUK_HBUFFER_GET_SIZE(b->buf);
}

bool view_read(duk_context *ctx, duk_idx_t i, View *v)
{
    duk_hthread *thr = ctx;
    duk_hbufobj *b = bufobj_at(ctx, i, false), *owner;
    double wanted;

    if (b == NULL)
        return false;
    *v = (View){ .type = view_type(b), .size = (size_t)1 << b->shift };
    owner = (duk_hbufobj *)b->buf_prop;
    v->offset = b->offset - (owner != NULL ? owner->offset : 0);
    v->detached = b->buf == NULL || (owner != NULL && owner->buf == NULL);
    if (!v->detached && owner != NULL && DUK_HOBJECT_GET_ENEXT(&owner->obj) > 0 &&
        wanted_length(ctx, b, &wanted)) {
        v->tracking = wanted < 0;
        v->out = v->tracking ? v->offset > owner->length
                             : v->offset + wanted * (double)v->size > owner->length;
    }
    v->out = v->out || v->detached || (duk_size_t)b->offset + b->length > memory_size(b);
    if (v->out) {
        v->offset = v->detached ? 0 : v->offset;
        return true;
    }
    v->data = (unsigned char *)DUK_HBUFFER_GET_DATA_PTR(thr->heap, b->buf) + b->offset;
    v->length = b->length >> b->shift;
    return true;
}

void view_push(duk_context *ctx, ViewType type, duk_idx_t buffer, size_t offset,
               double length)
{
    duk_hthread *thr = ctx;
    duk_hbufobj *owner, *b;
    int shift = type == VIEW_DATA ? 0 : view_engine[type].shift;
    bool tracking = length < 0;

    buffer = duk_normalize_index(ctx, buffer);
    owner = bufobj_at(ctx, buffer, true);
    b = push_bufobj(ctx, type == VIEW_DATA ? DUK_HOBJECT_CLASS_DATAVIEW
                                           : view_engine[type].class_number);
    if (tracking)
        length = (double)((owner->length - offset) >> shift);
    b->buf = owner->buf;
    DUK_HBUFFER_INCREF(thr, b->buf);
    b->buf_prop = &owner->obj;
    DUK_HOBJECT_INCREF(thr, b->buf_prop);
    b->offset = (duk_uint_t)(owner->offset + offset);
    b->length = (duk_uint_t)length << shift;
    b->shift = (duk_uint8_t)shift;
    b->elem_type = type == VIEW_DATA ? DUK_HBUFOBJ_ELEM_UINT8 : view_engine[type].element;
    b->is_typedarray = type != VIEW_DATA;
    if (buffer_mark(ctx, buffer, BUFFER_VIEWS)) {
        duk_dup(ctx, -2);
        array_append(ctx, -2);
        duk_push_number(ctx, tracking ? -1 : length);
        array_append(ctx, -2);
        duk_pop(ctx);
    }
}

void abuffer_resize(duk_context *ctx, duk_idx_t i, size_t n)
{
    duk_hthread *thr = ctx;
    duk_hbufobj *b = bufobj_at(ctx, i, true);
    duk_idx_t list = duk_get_top(ctx);
    size_t old = b->length;

    if (n < old)
        memset((unsigned char *)DUK_HBUFFER_GET_DATA_PTR(thr->heap, b->buf) + n, 0,
               old - n);
    b->length = (duk_uint_t)n;
    if (!buffer_mark(ctx, i, BUFFER_VIEWS))
        return;
    for (duk_uarridx_t k = 0; k < duk_get_length(ctx, list); k += 2) {
        duk_hbufobj *v;
        double wanted;

        duk_get_prop_index(ctx, list, k);
        duk_get_prop_index(ctx, list, k + 1);
        v = (duk_hbufobj *)duk_known_hobject(ctx, -2);
        wanted = duk_get_number(ctx, -1);
        duk_pop_2(ctx);
        if (wanted < 0)
            v->length =
                v->offset > n ? 0 : (duk_uint_t)((n - v->offset) >> v->shift) << v->shift;
        else
            v->length = v->offset + wanted * (1 << v->shift) > (double)n
                            ? 0
                            : (duk_uint_t)wanted << v->shift;
    }
    duk_pop(ctx);
}

void view_push_buffer(duk_context *ctx, duk_idx_t i)
{
    duk_hthread *thr = ctx;
    duk_hbufobj *b = bufobj_at(ctx, i, false), *owner;

    if (b->buf_prop == NULL) {
        /* Made when somebody asks, as the engine does. */
        duk_push_hobject_bidx(thr, DUK_BIDX_ARRAYBUFFER_PROTOTYPE);
        owner = push_bufobj(ctx, DUK_HOBJECT_CLASS_ARRAYBUFFER);
        owner->buf = b->buf;
        if (b->buf != NULL) {
            DUK_HBUFFER_INCREF(thr, b->buf);
            owner->length = (duk_uint_t)DUK_HBUFFER_GET_SIZE(b->buf);
        }
        b->buf_prop = &owner->obj;
        DUK_HOBJECT_INCREF(thr, b->buf_prop);
        return;
    }
    duk_push_hobject(thr, b->buf_prop);
}

/* ---- Elements ---- */

void view_push_value(duk_context *ctx, ViewType type, const void *bytes)
{
    union {
        int8_t i8;
        uint8_t u8;
        int16_t i16;
        uint16_t u16;
        int32_t i32;
        uint32_t u32;
        float f;
        double d;
        int64_t i64;
        uint64_t u64;
    } u;

    memcpy(&u, bytes, view_sizes[type]);
    switch (type) {
    case VIEW_INT8: duk_push_int(ctx, u.i8); return;
    case VIEW_UINT8:
    case VIEW_UINT8C: duk_push_uint(ctx, u.u8); return;
    case VIEW_INT16: duk_push_int(ctx, u.i16); return;
    case VIEW_UINT16: duk_push_uint(ctx, u.u16); return;
    case VIEW_INT32: duk_push_int(ctx, u.i32); return;
    case VIEW_UINT32: duk_push_uint(ctx, u.u32); return;
    case VIEW_FLOAT32: duk_push_number(ctx, u.f); return;
    case VIEW_FLOAT64: duk_push_number(ctx, u.d); return;
    case VIEW_FLOAT16: duk_push_number(ctx, half_to_number(u.u16)); return;
    case VIEW_BIGINT64: bigint_push_int64(ctx, u.i64); return;
    case VIEW_BIGUINT64: bigint_push_uint64(ctx, u.u64); return;
    default: duk_push_undefined(ctx);
    }
}

void view_push_element(duk_context *ctx, const View *v, size_t k)
{
    view_push_value(ctx, v->type, v->data + k * v->size);
}

/* ToUint8Clamp: halves to the even one. */
static uint8_t clamp_byte(double d)
{
    return !(d > 0) ? 0 : d >= 255 ? 255 : (uint8_t)nearbyint(d);
}

void view_encode(duk_context *ctx, ViewType type, void *bytes)
{
    double d;
    float f;
    uint16_t half;
    int64_t big;
    uint32_t n;

    switch (type) {
    case VIEW_FLOAT64:
        d = duk_get_number(ctx, -1);
        memcpy(bytes, &d, 8);
        return;
    case VIEW_FLOAT32:
        f = (float)duk_get_number(ctx, -1);
        memcpy(bytes, &f, 4);
        return;
    case VIEW_FLOAT16:
        half = half_of_number(duk_get_number(ctx, -1));
        memcpy(bytes, &half, 2);
        return;
    case VIEW_BIGINT64:
    case VIEW_BIGUINT64:
        big = bigint_to_int64(ctx, -1);
        memcpy(bytes, &big, 8);
        return;
    /* What has no data has no elements. NOLINTNEXTLINE(clang-analyzer-core.*) */
    case VIEW_UINT8C: *(uint8_t *)bytes = clamp_byte(duk_get_number(ctx, -1)); return;
    default: n = duk_to_uint32(ctx, -1); memcpy(bytes, &n, view_sizes[type]);
    }
}

void view_store(duk_context *ctx, duk_idx_t i, double k)
{
    View v;

    i = duk_normalize_index(ctx, i);
    BUG_IF(!view_read(ctx, i, &v));
    if (view_is_bigint(v.type))
        bigint_convert(ctx, -1);
    else
        duk_to_number(ctx, -1);
    BUG_IF(!view_read(ctx, i, &v));
    if (k >= 0 && k < (double)v.length)
        view_encode(ctx, v.type, v.data + (size_t)k * v.size);
    duk_pop(ctx);
}

int view_index_of_key(duk_context *ctx, duk_idx_t i, double *index)
{
    const char *text;
    double d;
    bool same;

    if (duk_is_symbol(ctx, i))
        return 0;
    text = duk_get_string(ctx, i);
    if (strcmp(text, "-0") == 0)
        return 2;
    if (!(text[0] >= '0' && text[0] <= '9') && text[0] != '-' && text[0] != 'I' &&
        text[0] != 'N')
        return 0;
    duk_dup(ctx, i);
    d = duk_to_number(ctx, -1);
    duk_dup_top(ctx);
    duk_to_string(ctx, -1);
    same = duk_strict_equals(ctx, -1, i < 0 ? i - 2 : i);
    duk_pop_2(ctx);
    if (!same)
        return 0;
    *index = d;
    return d >= 0 && d == floor(d) && isfinite(d) ? 1 : 2;
}

/* ---- The engine's own prototypes ---- */

/* Takes away all properties of the object at i. */
static void empty_object(duk_context *ctx, duk_idx_t i)
{
    duk_hobject *h = duk_known_hobject(ctx, i);

    for (duk_uint32_t k = 0; k < DUK_HOBJECT_GET_ENEXT(h); k++) {
        duk_hstring *key = DUK_HOBJECT_E_GET_KEY(((duk_hthread *)ctx)->heap, h, k);

        if (key == NULL)
            continue;
        duk_push_hstring(ctx, key);
        duk_hobject_delprop_raw(ctx, h, key, DUK_DELPROP_FLAG_FORCE);
        duk_pop(ctx);
    }
}

void view_push_engine_prototype(duk_context *ctx)
{
    duk_push_hobject_bidx((duk_hthread *)ctx, DUK_BIDX_ARRAYBUFFER_PROTOTYPE);
    empty_object(ctx, -1);
}

bool view_push_type_prototype(duk_context *ctx, ViewType type)
{
    static const duk_uint8_t prototypes[] = {
        [VIEW_INT8] = DUK_BIDX_INT8ARRAY_PROTOTYPE,
        [VIEW_UINT8] = DUK_BIDX_UINT8ARRAY_PROTOTYPE,
        [VIEW_UINT8C] = DUK_BIDX_UINT8CLAMPEDARRAY_PROTOTYPE,
        [VIEW_INT16] = DUK_BIDX_INT16ARRAY_PROTOTYPE,
        [VIEW_UINT16] = DUK_BIDX_UINT16ARRAY_PROTOTYPE,
        [VIEW_INT32] = DUK_BIDX_INT32ARRAY_PROTOTYPE,
        [VIEW_UINT32] = DUK_BIDX_UINT32ARRAY_PROTOTYPE,
        [VIEW_FLOAT32] = DUK_BIDX_FLOAT32ARRAY_PROTOTYPE,
        [VIEW_FLOAT64] = DUK_BIDX_FLOAT64ARRAY_PROTOTYPE,
    };

    if (type >= VIEW_BIGINT64)
        return false;
    duk_push_hobject_bidx((duk_hthread *)ctx, prototypes[type]);
    empty_object(ctx, -1);
    return true;
}
