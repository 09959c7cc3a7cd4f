/* provenance.c: see provenance.h. */
#include "pkg/publish/provenance.h"

#include <stdlib.h>

#include "common/base64.h"
#include "common/fs.h"
#include "common/spec.h"

#define BUNDLE_MAX ((size_t)64 << 20)

static int read_statement(Arena *a, const cJSON *bundle, cJSON **out, Err *err)
{
    Str payload = json_str(json_at(bundle, "dsseEnvelope", "payload", NULL)), text;
    Buf b = { 0 };

    if (payload.len == 0)
        return err_set(err, ERR_ENOCODE,
                       "No dsseEnvelope with payload found in sigstore bundle");
    base64_decode(payload, &b);
    text = arena_str(a, buf_view(&b));
    buf_release(&b);
    if (json_parse(a, text, "statement", NULL, out, err) < 0)
        return err_wrap(err, "Failed to parse payload from dsseEnvelope");
    return 0;
}

static int check_subject(Arena *a, const cJSON *statement, const Packed *p, Err *err)
{
    const cJSON *subjects = json_get(statement, "subject"), *s;
    Str wanted = spec_purl_of(a, p->name, p->version);

    if (!json_is_arr(subjects) || subjects->child == NULL)
        return err_set(err, ERR_ENOCODE, "No subject found in sigstore bundle payload");
    if (json_len(subjects) > 1)
        return err_set(err, ERR_ENOCODE,
                       "Found more than one subject in the sigstore bundle payload");
    s = subjects->child;
    if (!str_eq(json_str(json_get(s, "name")), wanted))
        return err_set(err, ERR_ENOCODE,
                       "Provenance subject " STR_FMT
                       " does not match the package: " STR_FMT,
                       STR_ARG(json_str(json_get(s, "name"))), STR_ARG(wanted));
    if (!str_eq(json_str(json_at(s, "digest", "sha512", NULL)), p->integrity_hex))
        return err_set(err, ERR_ENOCODE,
                       "Provenance subject digest does not match the package");
    return 0;
}

static bool has_env(const char *name)
{
    const char *v = getenv(name);

    return v != NULL && v[0] != '\0';
}

/* What --provenance would need, by provider. */
static int refuse_generating(Err *err)
{
    if (has_env("GITHUB_ACTIONS") && !has_env("ACTIONS_ID_TOKEN_REQUEST_URL"))
        return err_set(
            err, ERR_EUSAGE,
            "Provenance generation in GitHub Actions requires \"write\" access "
            "to the \"id-token\" permission");
    if (!has_env("GITHUB_ACTIONS") && has_env("GITLAB_CI") &&
        !has_env("SIGSTORE_ID_TOKEN"))
        return err_set(
            err, ERR_EUSAGE,
            "Provenance generation in GitLab CI requires "
            "\"SIGSTORE_ID_TOKEN\" with \"sigstore\" audience to be present in "
            "\"id_tokens\"");
    if (!has_env("GITHUB_ACTIONS") && !has_env("GITLAB_CI"))
        return err_set(
            err, ERR_EUSAGE,
            "Automatic provenance generation not supported for provider: null");
    return err_set(err, ERR_EUNSUPPORTED,
                   "provenance statements cannot be signed yet: make the bundle with "
                   "another tool and publish with --provenance-file");
}

int provenance_bundle(Ctx *ctx, const Packed *p, cJSON **bundle, Err *err)
{
    Arena *a = &ctx->arena;
    Str file = config_str(&ctx->config, "provenance-file"), text;
    cJSON *statement = NULL;

    *bundle = NULL;
    if (config_bool(&ctx->config, "provenance"))
        return refuse_generating(err);
    if (file.len == 0)
        return 0;
    if (fs_read_arena(a, arena_memdupz(a, file.ptr, file.len), BUNDLE_MAX, &text, err) <
            0 ||
        json_parse(a, text, "provenance", NULL, bundle, err) < 0)
        return err_wrap(err, "Invalid provenance provided");
    if (read_statement(a, *bundle, &statement, err) < 0 ||
        check_subject(a, statement, p, err) < 0)
        return err->code;
    return 0;
}
