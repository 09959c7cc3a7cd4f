/* advisories.c: see advisories.h. */
#include "pkg/install/advisories.h"

#include "common/json_write.h"
#include "registry-client/request.h"

int advisories_ask(Ctx *ctx, Arena *a, const cJSON *packages, cJSON **out, Err *err)
{
    RegistryRequest q = { .method = "POST",
                          .url = STR("-/npm/v1/security/advisories/bulk"),
                          .body = json_text(a, packages),
                          .has_body = true,
                          .gzip_body = true };
    RegistryClient *client;

    *out = json_new_obj(a);
    if (packages->child == NULL)
        return 0;
    if (ctx_client(ctx, &client, err) < 0 ||
        registry_ask_json(client, &q, a, out, err) < 0)
        return err->code;
    if (!json_is_obj(*out))
        *out = json_new_obj(a);
    return 0;
}
