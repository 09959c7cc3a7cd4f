/* natives.h: the builtin modules: their JavaScript is embedded as bytecode, their C
 * halves are functions js_init_NAME that push the object which internalBinding('NAME')
 * gives.
 */
#ifndef RUNTIME_NATIVES_H
#define RUNTIME_NATIVES_H

#include "runtime/engine/js.h"

/* X(name): void js_init_name(duk_context *) pushes the binding: [ ] -> [ object ]. */
#include "runtime/node/natives.h"

#define X(name) void js_init_##name(duk_context *ctx);
NATIVE_BINDINGS(X)
#undef X

/* Defines the lazy globals and what `require` of builtin modules needs. Once per heap. */
void natives_install(duk_context *ctx);
/* The global `gc` of --expose-gc. */
void natives_expose_gc(duk_context *ctx);
/* [ ] -> [ exports ] of a builtin module by its name below runtime/node ("fs",
 * "internal/errors"). Throws where there is none. */
void natives_require(duk_context *ctx, const char *name);
/* May user code require it (with or without "node:")? */
bool natives_is_public(Str name);
/* … but only as "node:NAME"? */
bool natives_is_prefix_only(Str name);

#endif
