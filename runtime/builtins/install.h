/* install.h: what each file of this folder adds to the engine's own objects at the start.
 * Only builtins.c calls these: [ ] -> [ ]. */
#ifndef RUNTIME_BUILTINS_INSTALL_H
#define RUNTIME_BUILTINS_INSTALL_H

#include <duktape.h>

void error_install(duk_context *ctx);
void function_install(duk_context *ctx);
void symbol_install(duk_context *ctx);
void array_install(duk_context *ctx);
void string_install(duk_context *ctx);
void object_install(duk_context *ctx);
void object_meta_install(duk_context *ctx);
void number_install(duk_context *ctx);
void bigint_install(duk_context *ctx);
void json_install(duk_context *ctx);
void structured_clone_install(duk_context *ctx);
void proxy_install(duk_context *ctx);
void reflect_install(duk_context *ctx);

#endif
