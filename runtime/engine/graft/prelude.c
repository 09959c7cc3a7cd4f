/* prelude.c: what grafts share; stands before the engine's first function that uses it.
 */
#include "runtime/engine/engine.h"
#include "runtime/engine/graft/file_name.c"
#include "runtime/engine/graft/lookup.c"
#include "runtime/engine/internals.h"
#include "runtime/engine/regexp_object.h"

/* engine/unit/lowered.c */
DUK_LOCAL_DECL duk_hobject *engine_global_scope(duk_hthread *thr);
