/* executor.c: what opcodes.c needs before the executor. */
#include "runtime/engine/engine.h"
#include "runtime/engine/internals.h"
#include "runtime/engine/graft/identifier.c"
#include "runtime/engine/graft/operators.c"
#include "runtime/engine/graft/private.c"
#include "runtime/engine/graft/string_concat.c"
#include "runtime/engine/graft/odd_key.c"
#include "runtime/engine/graft/call.c"
