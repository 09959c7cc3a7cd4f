/* pin.h: values that C holds on to while libuv owns a request or a handle.
 *
 *     req->callback = pin_take(ctx);       [ fn ] -> [ ]
 *     …
 *     pin_push(ctx, req->callback);        [ ] -> [ fn ]
 *     pin_drop(ctx, req->callback);
 *
 * A pinned value can't be collected. Pin 0 is none: it pushes undefined, dropping it does
 * nothing.
 */
#ifndef RUNTIME_ENGINE_PIN_H
#define RUNTIME_ENGINE_PIN_H

#include "runtime/engine/js.h"

typedef unsigned Pin;

/* [ value ] -> [ ] */
Pin pin_take(duk_context *ctx);
/* [ ] -> [ value ] */
void pin_push(duk_context *ctx, Pin pin);
void pin_drop(duk_context *ctx, Pin pin);

#endif
