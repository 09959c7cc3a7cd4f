/* c_stack.h: room on the C stack for natives that call each other through compiled code,
 * as deep as the engine lets them (duk_custom.h): deeper is a RangeError, not a crash. */
#ifndef RUNTIME_ENGINE_C_STACK_H
#define RUNTIME_ENGINE_C_STACK_H

#include <duktape.h>

/* Once at each start, in the main thread, whose stack grows to what the system allows
 * now: that is raised to what is needed. Where it can't be, less calls are let. */
void c_stack_prepare(duk_context *ctx);

#endif
