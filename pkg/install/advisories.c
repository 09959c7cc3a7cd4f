/* advisories.c: see advisories.h. */
#include "pkg/install/advisories.h"

#include "common/json_write.h"

static void on_answer(void *arg, int rc, const RegistryAnswer *answer, const Err *err)
{
    AdvisoriesCall *c = arg;

    c->call = NULL;
    c->rc = rc;
    if (rc < 0)
        c->err = *err;
    c->status = answer->status;
    c->url = arena_str(c->a, answer->url);
    c->head = arena_str(c->a, answer->head);
    c->body = arena_str(c->a, answer->body);
}

void advisories_start(AdvisoriesCall *c, Ctx *ctx, Arena *a, const cJSON *packages)
{
    RegistryRequest q = { .method = "POST",
                          .url = STR("-/npm/v1/security/advisories/bulk"),
                          .body = json_text(a, packages),
                          .has_body = true,
                          .gzip_body = true };
    RegistryClient *client;

    *c = (AdvisoriesCall){ .ctx = ctx, .a = a };
    if (packages->child == NULL)
        return;
    c->rc = ctx_client(ctx, &client, &c->err);
    if (c->rc == 0)
        c->call = registry_start(client, &q, on_answer, c);
}

/* What is no JSON (also nothing at all) counts like no answer. */
static int read_answer(AdvisoriesCall *c, cJSON **out, Err *err)
{
    if (registry_json(c->a, c->url, c->body, out, err) == 0)
        return 0;
    c->status = 0;
    return err->code;
}

int advisories_finish(AdvisoriesCall *c, cJSON **out, Err *err)
{
    *out = NULL;
    while (c->call != NULL)
        uv_run(c->ctx->loop, UV_RUN_ONCE);
    if (c->rc < 0) {
        *err = c->err;
        return c->rc;
    }
    if (c->status != 0 && read_answer(c, out, err) < 0)
        return err->code;
    if (!json_is_obj(*out))
        *out = NULL;
    return 0;
}

void advisories_cancel(AdvisoriesCall *c)
{
    if (c->call != NULL)
        registry_cancel(c->call);
    c->call = NULL;
}

int advisories_ask(Ctx *ctx, Arena *a, const cJSON *packages, cJSON **out, Err *err)
{
    AdvisoriesCall c;

    advisories_start(&c, ctx, a, packages);
    if (advisories_finish(&c, out, err) < 0)
        return err->code;
    if (*out == NULL)
        *out = json_new_obj(a);
    return 0;
}
