/* realm.h: realms of their own: a global object and intrinsics besides the program's
 * first ones, for vm.
 *
 * What a realm is made of stands in the heap's one set of intrinsics and stash entries
 * while code of the realm runs, and is kept by the realm otherwise. Compiled functions of
 * a realm that are called from another one see its global variables, but literals are of
 * the caller's realm; what makes functions or looks for intrinsics asks for the realm of
 * who is called (realm_push_other).
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

/* [ ] -> [ realm ] of the function at i, where that is another one than the current one;
 * else false, and nothing pushed. */
bool realm_push_other(duk_context *ctx, duk_idx_t i);
/* The object on top, made by a constructor of the engine, gets the prototype that belongs
 * to the realm of the new.target at that index. */
void realm_adopt(duk_context *ctx, duk_idx_t new_target);
/* An eval of another realm runs there: [ text ] -> [ text … value ]; else false. */
bool realm_eval_elsewhere(duk_context *ctx);

#endif
