/* env.h: process.env. */
#ifndef RUNTIME_NODE_ENV_H
#define RUNTIME_NODE_ENV_H

#include "runtime/engine/js.h"

/* Gives the object on top its member `env`, which is made when it is first looked at:
 * [ process ] -> [ process ]. */
void env_put(duk_context *ctx);

#endif
