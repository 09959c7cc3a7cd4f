/* call_site.h: the CallSite objects that Error.prepareStackTrace is given. */
#ifndef RUNTIME_ENGINE_CALL_SITE_H
#define RUNTIME_ENGINE_CALL_SITE_H

#include "runtime/engine/frames.h"

/* Once per heap. */
void call_site_install(duk_context *ctx);
/* [ function this name ] of the frame -> [ site ] */
void call_site_push(duk_context *ctx, const Frame *f);

#endif
