/* account.c: see account.h. */
#include "pkg/publish/account.h"

#include <stdlib.h>

#include "common/json_write.h"
#include "pkg/publish/otp.h"

/* More than this is a list that leads into itself. */
#define PAGES_MAX 1000

int account_ask(Ctx *ctx, const char *method, Str path, Str registry, const cJSON *body,
                cJSON **out, Err *err)
{
    RegistryRequest q = { .method = method,
                          .url = path,
                          .registry = registry.len > 0
                                          ? registry
                                          : config_str(&ctx->config, "registry") };

    return otp_ask_json(ctx, &q, body, out, err);
}

int account_ask_of_scope(Ctx *ctx, const char *method, Str path, Str scope,
                         const cJSON *body, cJSON **out, Err *err)
{
    RegistryRequest q = { .method = method,
                          .url = path,
                          .registry = config_str(&ctx->config, "registry"),
                          .scope = scope };

    return otp_ask_json(ctx, &q, body, out, err);
}

int account_object(const cJSON *answer, const char *what, Err *err)
{
    return json_is_obj(answer)
               ? 0
               : err_set(err, ERR_EJSONPARSE, "the registry's %s is no object", what);
}

int account_list(Ctx *ctx, Str path, cJSON **out, Err *err)
{
    cJSON *page;

    *out = json_new_arr(&ctx->arena);
    for (int i = 0; path.len > 0 && i < PAGES_MAX; i++) {
        if (account_ask(ctx, NULL, path, STR(""), NULL, &page, err) < 0 ||
            account_object(page, "list", err) < 0)
            return err->code;
        /* What is no object has nothing to show. */
        JSON_EACH (o, json_get(page, "objects")) {
            if (json_is_obj(o))
                json_push(*out, json_dup(&ctx->arena, o));
        }
        path = json_str(json_at(page, "urls", "next", NULL));
    }
    return 0;
}

static Str joined(Arena *a, const cJSON *list)
{
    Buf b = { 0 };

    JSON_EACH (e, list)
        buf_printf(&b, "%s" STR_FMT, e == list->child ? "" : ",",
                   STR_ARG(json_is_null(e) ? STR("") : account_text(a, e)));
    return buf_to_arena(&b, a);
}

Str account_text(Arena *a, const cJSON *value)
{
    if (value == NULL)
        return STR("undefined");
    if (json_is_arr(value))
        return joined(a, value);
    return json_is_str(value) ? json_str(value) : json_text(a, value);
}

void account_sorted(Arena *a, const cJSON *value, AccountNames *out)
{
    *out = (AccountNames){ 0 };
    JSON_EACH (e, value)
        vec_push_in(a, out, json_is_obj(value) ? json_key(e) : json_str(e));
    if (out->len > 1)
        qsort(out->ptr, out->len, sizeof *out->ptr, str_order);
}
