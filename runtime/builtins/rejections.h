/* rejections.h: see rejections.c. The hook is Builtins.rejection_hook. */
#ifndef RUNTIME_BUILTINS_REJECTIONS_H
#define RUNTIME_BUILTINS_REJECTIONS_H

#include <duktape.h>

void rejections_install(duk_context *ctx);

#endif
