/* formals.h: what a function can tell of how it is called. */
#ifndef RUNTIME_ENGINE_FORMALS_H
#define RUNTIME_ENGINE_FORMALS_H

#include <stdbool.h>

#include "duktape.h"

/* Can the function at i, which isn't called yet, never see arguments from the n-th (of 0,
 * 1, …) on? True only where that is certain: it is compiled, has no such parameter, and
 * neither `arguments` nor a rest parameter nor an eval. */
bool engine_ignores_from(duk_context *ctx, duk_idx_t i, int n);

#endif
