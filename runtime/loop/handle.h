/* handle.h: one shape for all handles: things that libuv watches until they are closed.
 *
 *     typedef struct {
 *         Handle handle;       first member
 *         uv_tcp_t uv;
 *     } Tcp;
 *
 *     Tcp *t = handle_new(ctx, sizeof *t, "TCP");      [ object ] -> [ object ]
 *     rc = uv_tcp_init(loop_of(ctx), &t->uv);
 *     handle_open(&t->handle, ctx, (uv_handle_t *)&t->uv);   or handle_discard where rc <
 * 0
 *
 * The wrapper object is pinned from handle_open to the end of its close: an open handle
 * is never collected, as in Node. The struct is freed in the close callback only. Methods
 * get it back with handle_this, which throws where the object is something else and gives
 * NULL where the handle is closed.
 */
#ifndef RUNTIME_LOOP_HANDLE_H
#define RUNTIME_LOOP_HANDLE_H

#include "runtime/engine/bind.h"
#include "runtime/engine/pin.h"
#include "runtime/loop/loop.h"

typedef struct Handle {
    duk_context *ctx;
    uv_handle_t *uv;  /* its data is the Handle */
    Pin object;       /* the wrapper, while the handle is open */
    Pin on_close;     /* called when it is closed */
    const char *type; /* "TCP": what handle_this is asked for */
    bool closing;
    void (*release)(
        struct Handle *); /* frees what the struct owns besides; may be NULL */
} Handle;

/* `size` zeroed bytes for the object on top, which refers to them from then on. */
void *handle_new(duk_context *ctx, size_t size, const char *type);
/* After uv_…_init: the object on top is pinned. [ object ] -> [ object ] */
void handle_open(Handle *h, duk_context *ctx, uv_handle_t *uv);
/* Instead, where uv_…_init failed. [ object ] -> [ object ] */
void handle_discard(Handle *h, duk_context *ctx);

/* The handle of `this`; NULL where it is closed. Throws where `this` is no such handle.
 */
void *handle_this(duk_context *ctx, const char *type);
/* [ ] -> [ fn object ]: a callback of the wrapper by its name; false, and nothing pushed,
 * where it has none. Then push arguments and js_callback. */
bool handle_begin(Handle *h, const char *callback);

/* close(fn), ref(), unref(), hasRef() for a prototype on top whose handles are of any
 * type. */
void handle_put_methods(duk_context *ctx);

#endif
