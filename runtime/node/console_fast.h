/* console_fast.h: console.log without loading util.inspect, for what needs none. */
#ifndef RUNTIME_NODE_CONSOLE_FAST_H
#define RUNTIME_NODE_CONSOLE_FAST_H

#include "runtime/engine/js.h"

/* [ ] -> [ console ] */
void console_push(duk_context *ctx);
/* Writes all of it to a descriptor, waiting where it would block. 0 or -errno. */
int console_write(int fd, Str data);

#endif
