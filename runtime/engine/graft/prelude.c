/* prelude.c: what grafts share; stands before the engine's first function that uses it.
 */
#include "runtime/engine/engine.h"
#include "runtime/engine/graft/file_name.c"
#include "runtime/engine/graft/lookup.c"
#include "runtime/engine/internals.h"
#include "runtime/engine/meta.h"
#include "runtime/engine/origin.h"
#include "runtime/engine/graft/place.c"
#include "runtime/engine/graft/room.c"
#include "runtime/engine/regexp_object.h"

/* The thread has its built-in objects without counting them (thread_builtins.c): a flag
 * that has a meaning for functions alone. */
#define THREAD_BORROWS DUK_HOBJECT_FLAG_NAMEBINDING

/* A native constructor of ours: it looks at new.target itself. The flag has a meaning
 * only for templates of compiled functions otherwise. */
#define FUNCTION_OURS DUK_HOBJECT_FLAG_NAMEBINDING

/* engine/unit/origin.c */
static duk_hcompfunc *origin_push_template(duk_context *ctx, duk_small_uint_t flags);

/* engine/unit/lowered.c */
DUK_LOCAL_DECL duk_hobject *engine_global_scope(duk_hthread *thr);
