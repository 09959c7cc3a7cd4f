/* process.h: the process object and the console's quick way out. */
#ifndef RUNTIME_NODE_PROCESS_H
#define RUNTIME_NODE_PROCESS_H

#include "runtime/runtime.h"

/* Defines the globals process and console. */
void process_install(duk_context *ctx);
/* What process knows of this very process: its id, its arguments. */
void process_begin(duk_context *ctx);
/* 'beforeExit' and 'exit' to the program's listeners. code -1: what process.exitCode
 * says. The latter returns the code to end with. */
void process_emit_before_exit(Runtime *rt);
int process_emit_exit(Runtime *rt, int code);

#endif
