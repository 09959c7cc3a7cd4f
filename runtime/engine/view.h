/* view.h: ArrayBuffers, typed arrays and DataViews as the engine holds them. Implemented
 * inside the engine's unit (engine/unit/view.c).
 *
 * A buffer that is detached has no memory any more; its views find it gone. A resizable
 * buffer has memory for its maximal length, and keeps a list of its views, whose ends are
 * set anew with each resize. */
#ifndef RUNTIME_ENGINE_VIEW_H
#define RUNTIME_ENGINE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <duktape.h>

/* X(NAME, class's name, bytes per element) */
#define VIEW_TYPES(X)                 \
    X(INT8, "Int8Array", 1)           \
    X(UINT8, "Uint8Array", 1)         \
    X(UINT8C, "Uint8ClampedArray", 1) \
    X(INT16, "Int16Array", 2)         \
    X(UINT16, "Uint16Array", 2)       \
    X(INT32, "Int32Array", 4)         \
    X(UINT32, "Uint32Array", 4)       \
    X(FLOAT32, "Float32Array", 4)     \
    X(FLOAT64, "Float64Array", 8)     \
    X(BIGINT64, "BigInt64Array", 8)   \
    X(BIGUINT64, "BigUint64Array", 8) \
    X(FLOAT16, "Float16Array", 2)

typedef enum {
#define X(name, text, size) VIEW_##name,
    VIEW_TYPES(X)
#undef X
        VIEW_TYPE_COUNT,
    VIEW_DATA /* a DataView */
} ViewType;

extern const char *const view_names[VIEW_TYPE_COUNT];
extern const unsigned char view_sizes[VIEW_TYPE_COUNT];

/* A view at one moment: anything that runs a program may change all of it. */
typedef struct {
    ViewType type;
    unsigned char *data; /* its first byte; NULL where it is out of bounds */
    size_t length;       /* elements (a DataView: bytes); 0 out of bounds */
    size_t offset;       /* bytes from the buffer's start */
    size_t size;         /* bytes per element */
    bool detached, out;  /* the buffer is gone; the view doesn't fit into it any more */
    bool tracking;       /* it goes to the buffer's end, wherever that is */
} View;

/* False where the value at i is neither typed array nor DataView. */
bool view_read(duk_context *ctx, duk_idx_t i, View *out);
/* [ prototype ] -> [ view ] on the buffer at `buffer`; length in elements, -1: tracking.
 */
void view_push(duk_context *ctx, ViewType type, duk_idx_t buffer, size_t offset,
               double length);
/* [ ] -> [ buffer ] of the view at i */
void view_push_buffer(duk_context *ctx, duk_idx_t i);
/* [ ] -> [ value ] of element k, or of a type's bytes. */
void view_push_element(duk_context *ctx, const View *v, size_t k);
void view_push_value(duk_context *ctx, ViewType type, const void *bytes);
/* The number or BigInt on top as a type's bytes; the value stays. */
void view_encode(duk_context *ctx, ViewType type, void *bytes);
bool view_is_bigint(ViewType type);
bool view_is_float(ViewType type);
/* [ value ] -> [ ]: element k of the view at i, if there is one when the value has been
 * converted: TypedArraySetElement. */
void view_store(duk_context *ctx, duk_idx_t i, double k);

typedef struct {
    unsigned char *data;
    size_t length, max;
    bool resizable, shared, detached;
} BufferInfo;

/* False where the value at i is no ArrayBuffer or SharedArrayBuffer. */
bool abuffer_read(duk_context *ctx, duk_idx_t i, BufferInfo *out);
/* [ prototype ] -> [ buffer ] of n zeroes; max < 0: not resizable. */
void abuffer_push(duk_context *ctx, size_t n, double max, bool shared);
void abuffer_resize(duk_context *ctx, duk_idx_t i, size_t n);
void abuffer_detach(duk_context *ctx, duk_idx_t i);

/* [ ] -> [ prototype ]: what the engine's own buffers and typed arrays inherit from,
 * emptied; false where the engine has no such type. */
void view_push_engine_prototype(duk_context *ctx);
bool view_push_type_prototype(duk_context *ctx, ViewType type);

/* CanonicalNumericIndexString of the key at i: 0 none, 1 an index in *index (perhaps out
 * of any range), 2 a number that no element can have (-0, 1.5, NaN …). */
int view_index_of_key(duk_context *ctx, duk_idx_t i, double *index);

#endif
