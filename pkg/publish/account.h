/* account.h: requests about accounts, teams and tokens: to the registry of the settings.
 */
#ifndef PKG_PUBLISH_ACCOUNT_H
#define PKG_PUBLISH_ACCOUNT_H

#include "pkg/context.h"
#include "registry-client/request.h"

/* `path`: what stands behind the registry's URL ("": the setting `registry`), or a whole
 * URL. Body NULL: none. *out: the answer, which has to be JSON then; NULL: it doesn't
 * matter. One-time passwords are asked for (otp.h). */
int account_ask(Ctx *ctx, const char *method, Str path, Str registry, const cJSON *body,
                cJSON **out, Err *err);

/* The same to the setting's registry, which is told whose scope it is about. */
int account_ask_of_scope(Ctx *ctx, const char *method, Str path, Str scope,
                         const cJSON *body, cJSON **out, Err *err);

/* ERR_EJSONPARSE for an answer that is no object: "the registry's WHAT is no object". */
int account_object(const cJSON *answer, const char *what, Err *err);

/* A list of the registry that comes in pages: { objects, urls: { next } }. */
int account_list(Ctx *ctx, Str path, cJSON **out, Err *err);

/* A value as JavaScript makes a text of it; "undefined" where there is none. */
Str account_text(Arena *a, const cJSON *value);
/* Keys of an object, or texts of a list, sorted by their bytes. */
typedef VEC(Str) AccountNames;
void account_sorted(Arena *a, const cJSON *value, AccountNames *out);

#endif
