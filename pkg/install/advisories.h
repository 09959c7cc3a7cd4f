/* advisories.h: what the registry knows of vulnerable versions (its bulk endpoint). */
#ifndef PKG_INSTALL_ADVISORIES_H
#define PKG_INSTALL_ADVISORIES_H

#include "pkg/context.h"
#include "registry-client/request.h"

/* packages: { name: [versions] }. *out: { name: [advisories] }, in the arena; an empty
 * object for an empty question, which isn't asked. */
int advisories_ask(Ctx *ctx, Arena *a, const cJSON *packages, cJSON **out, Err *err);

/* ---- The same beside other work ---- */

/* Zero: nothing was asked, and the answer is empty. */
typedef struct {
    Ctx *ctx;
    Arena *a;
    RegistryCall *call; /* NULL: over */
    int status;         /* of the answer; 0: there was none */
    Str url, head, body;
    int rc;
    Err err;
} AdvisoriesCall;

void advisories_start(AdvisoriesCall *c, Ctx *ctx, Arena *a, const cJSON *packages);
/* Waits. *out is NULL where nothing was asked, or for an answer that is no object. */
int advisories_finish(AdvisoriesCall *c, cJSON **out, Err *err);
void advisories_cancel(AdvisoriesCall *c);

#endif
