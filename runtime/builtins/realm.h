/* realm.h: realms of their own: a global object and intrinsics besides the program's
 * first ones, for vm.
 *
 * What a realm is made of lives in the heap's one set of intrinsics and stash entries; it
 * is exchanged while code of the realm runs. Functions of a realm that are called from
 * another one see its global variables, but literals are of the caller's realm.
 */
#ifndef RUNTIME_BUILTINS_REALM_H
#define RUNTIME_BUILTINS_REALM_H

#include "runtime/engine/js.h"

/* [ ] -> [ realm ]: its global variables are properties of the object at `sandbox`,
 * behind which stand the realm's own globals. `setup` puts more into it, running inside
 * of it: [ ] -> [ ]. */
void realm_push(duk_context *ctx, duk_idx_t sandbox, void (*setup)(duk_context *ctx));
/* [ ] -> [ global ]: the realm's own globals */
void realm_push_global(duk_context *ctx, duk_idx_t realm);
/* [ args… ] (n of them) -> [ result ]: calls fn inside of the realm; what it throws is
 * thrown. */
void realm_call(duk_context *ctx, duk_idx_t realm, duk_c_function fn, duk_idx_t n);

#endif
