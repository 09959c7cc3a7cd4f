/* modules.h: what the files behind internalBinding('modules') share. */
#ifndef RUNTIME_NODE_MODULES_H
#define RUNTIME_NODE_MODULES_H

#include "runtime/engine/js.h"
#include "runtime/modules/resolve.h"

/* The heap's resolver. */
Resolver *modules_resolver(duk_context *ctx);
/* What modules of ECMAScript need, onto the object on top (modules_esm.c). */
void modules_put_esm(duk_context *ctx);
/* The helper behind import(), into the realm's scope. */
void modules_install_import(duk_context *ctx);
/* Is the value at i a module namespace object? */
bool modules_is_namespace(duk_context *ctx, duk_idx_t i);

#endif
