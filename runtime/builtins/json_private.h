/* json_private.h: what json.c and json_parse.c share. */
#ifndef RUNTIME_BUILTINS_JSON_PRIVATE_H
#define RUNTIME_BUILTINS_JSON_PRIVATE_H

#include "runtime/builtins/builtins.h"
#include "runtime/engine/json.h"

/* JSON.parse: [ text reviver ] -> [ value ] */
duk_ret_t json_global_parse(duk_context *ctx);
/* [ ] -> [ keys ]: EnumerableOwnProperties of the object at i: its strings. */
void json_push_keys(duk_context *ctx, duk_idx_t i);

#endif
