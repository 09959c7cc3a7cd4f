/* process_ids.h: natives of internalBinding('process') that stand in process_ids.c. */
#ifndef RUNTIME_NODE_PROCESS_IDS_H
#define RUNTIME_NODE_PROCESS_IDS_H

#include "runtime/engine/js.h"

duk_ret_t js_process_set_id(duk_context *ctx);
duk_ret_t js_process_get_groups(duk_context *ctx);
duk_ret_t js_process_set_groups(duk_context *ctx);
duk_ret_t js_process_init_groups(duk_context *ctx);
duk_ret_t js_process_resource_usage(duk_context *ctx);
duk_ret_t js_process_active_handles(duk_context *ctx);
duk_ret_t js_process_memory_limit(duk_context *ctx);

#endif
