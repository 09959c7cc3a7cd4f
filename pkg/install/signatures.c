/* signatures.c: see signatures.h. The registry signs "name@version:integrity"; its
 * attestations are DSSE envelopes whose statement names the package and its digest.
 * Attestations that carry a certificate instead of a key (provenance) need Sigstore's
 * roots, which aren't at hand: they don't count as verified. */
#include "pkg/install/signatures.h"

#include "common/base64.h"
#include "common/integrity.h"
#include "common/json_write.h"
#include "common/signature.h"
#include "common/spec.h"
#include "common/url.h"
#include "pkg/install/source.h"
#include "pkg/model/manifest.h"
#include "registry-client/auth.h"
#include "registry-client/fetch_packument.h"
#include "registry-client/js_date.h"
#include "registry-client/request.h"

/* Signatures of before the time was kept are taken for as old as this. */
#define NO_TIME "2015-01-01T00:00:00.000Z"

int signatures_keys(Ctx *ctx, Str registry, cJSON **out, Err *err)
{
    RegistryRequest q = { .url = STR("-/npm/v1/keys"), .registry = registry };
    RegistryClient *client;
    cJSON *answer;
    int rc;

    *out = json_new_arr(&ctx->arena);
    if (ctx_client(ctx, &client, err) < 0)
        return err->code;
    rc = registry_ask_json(client, &q, &ctx->arena, &answer, err);
    if (rc == ERR_E404 || rc == ERR_E400)
        return 0;
    if (rc == 0 && json_is_arr(json_get(answer, "keys")))
        *out = json_get(answer, "keys");
    return rc;
}

static const cJSON *key_by_id(const cJSON *keys, Str id)
{
    JSON_EACH (k, keys) {
        if (str_eq(json_str(json_get(k, "keyid")), id))
            return k;
    }
    return NULL;
}

/* A date that is none has passed. */
static int check_key(Arena *a, const SignedVersion *v, const cJSON *key, Str id,
                     const char *what, int64_t when, Err *err)
{
    Str expires = json_truthy(json_get(key, "expires"))
                      ? json_as_text(a, json_get(key, "expires"))
                      : STR("");
    int64_t end;

    if (key == NULL)
        return err_set(err, ERR_EMISSINGSIGNATUREKEY,
                       STR_FMT "@" STR_FMT " has %s with keyid: " STR_FMT
                               " but no corresponding public key can be found",
                       STR_ARG(v->name), STR_ARG(v->version), what, STR_ARG(id));
    if (expires.len > 0 && (!js_date_parse(expires, &end) || when >= end))
        return err_set(err, ERR_EEXPIREDSIGNATUREKEY,
                       STR_FMT "@" STR_FMT " has %s with keyid: " STR_FMT
                               " but the corresponding public key has expired " STR_FMT,
                       STR_ARG(v->name), STR_ARG(v->version), what, STR_ARG(id),
                       STR_ARG(expires));
    return 0;
}

static int verify(Arena *a, const cJSON *key, Str signature, Str message, bool *good,
                  Err *err)
{
    return signature_verify(base64_bytes(a, json_str(json_get(key, "key"))),
                            base64_bytes(a, signature), message, good, err);
}

/* ---- Registry signatures ---- */

static int check_signature(Ctx *ctx, const cJSON *keys, const cJSON *s, int64_t published,
                           SignedVersion *v, Err *err)
{
    Str id = json_str(json_get(s, "keyid")), sig = json_str(json_get(s, "sig"));
    const cJSON *key = key_by_id(keys, id);
    Str message =
        arena_strf(&ctx->arena, STR_FMT "@" STR_FMT ":" STR_FMT, STR_ARG(v->name),
                   STR_ARG(v->version), STR_ARG(v->integrity));
    bool good;

    if (check_key(&ctx->arena, v, key, id, "a registry signature", published, err) < 0 ||
        verify(&ctx->arena, key, sig, message, &good, err) < 0)
        return err->code;
    if (good)
        return 0;
    v->bad = ERR_EINTEGRITYSIGNATURE;
    v->keyid = id;
    v->signature = sig;
    v->message =
        arena_strf(&ctx->arena,
                   STR_FMT "@" STR_FMT
                           " has an invalid registry signature with keyid: " STR_FMT
                           " and signature: " STR_FMT,
                   STR_ARG(v->name), STR_ARG(v->version), STR_ARG(id), STR_ARG(sig));
    return 0;
}

/* ---- Attestations ---- */

/* What is signed of an envelope. */
static Str envelope_message(Arena *a, Str type, Str payload)
{
    return arena_strf(a, "DSSEv1 %zu " STR_FMT " %zu " STR_FMT, type.len, STR_ARG(type),
                      payload.len, STR_ARG(payload));
}

static Str sha512_hex(Arena *a, Str integrity)
{
    Integrity i;

    if (integrity_parse(a, integrity, false, &i)) {
        for (size_t n = 0; n < i.len; n++) {
            if (str_is(i.hashes[n].algorithm, "sha512"))
                return integrity_hex(a, &i.hashes[n]);
        }
    }
    return STR("");
}

/* One of what a registry answers, and the envelope's first signature. */
typedef struct {
    const cJSON *whole, *bundle, *envelope;
    Str keyid, sig, payload;
} Attestation;

typedef VEC(Attestation) Attestations;

/* Does the statement speak of this package and these bytes? */
static int check_subject(Arena *a, const Attestation *t, const SignedVersion *v, Err *err)
{
    cJSON *statement;
    const cJSON *subject;
    Str name, digest, wanted = spec_purl_of(a, v->name, v->version),
                      own = sha512_hex(a, v->integrity);

    if (json_parse(a, t->payload, "attestation", NULL, &statement, err) < 0)
        return err->code;
    subject = json_get(statement, "subject");
    subject = json_is_arr(subject) ? subject->child : NULL;
    name = json_str(json_get(subject, "name"));
    digest = json_str(json_at(subject, "digest", "sha512", NULL));
    if (!str_eq(name, wanted))
        return err_set(err, ERR_EATTESTATIONSUBJECT,
                       STR_FMT "@" STR_FMT " package name and version (PURL): " STR_FMT
                               " doesn't match what was signed: " STR_FMT,
                       STR_ARG(v->name), STR_ARG(v->version), STR_ARG(wanted),
                       STR_ARG(name));
    if (own.len == 0 || !str_eq(digest, own))
        return err_set(err, ERR_EATTESTATIONSUBJECT,
                       STR_FMT "@" STR_FMT " package integrity (hex digest): " STR_FMT
                               " doesn't match what was signed: " STR_FMT,
                       STR_ARG(v->name), STR_ARG(v->version), STR_ARG(own),
                       STR_ARG(digest));
    return 0;
}

static int check_attestation_key(Arena *a, const Attestation *t, const cJSON *key,
                                 const SignedVersion *v, Err *err)
{
    const cJSON *tlog = json_at(t->bundle, "verificationMaterial", "tlogEntries", NULL);
    uint64_t when = 0;

    tlog = json_is_arr(tlog) ? tlog->child : NULL;
    (void)str_to_u64(json_str(json_get(tlog, "integratedTime")), &when);
    return check_key(a, v, key, t->keyid, "attestations", (int64_t)when * 1000, err);
}

static int check_attestation(Ctx *ctx, const cJSON *keys, const Attestation *t,
                             SignedVersion *v, Err *err)
{
    Arena *a = &ctx->arena;
    const cJSON *key = key_by_id(keys, t->keyid);
    Str message =
        envelope_message(a, json_str(json_get(t->envelope, "payloadType")), t->payload);
    bool good;

    if (t->keyid.len > 0 && check_attestation_key(a, t, key, v, err) < 0)
        return err->code;
    if (check_subject(a, t, v, err) < 0)
        return err->code;
    if (t->keyid.len == 0)
        return 0; /* by a certificate */
    if (verify(a, key, t->sig, message, &good, err) < 0)
        return err->code;
    if (good) {
        json_push(v->bundles, json_dup(a, t->whole));
        return 0;
    }
    v->bad = ERR_EATTESTATIONVERIFY;
    v->message =
        arena_strf(a,
                   STR_FMT "@" STR_FMT " failed to verify attestation: signature "
                           "verification failed",
                   STR_ARG(v->name), STR_ARG(v->version));
    v->keyid = t->keyid;
    v->signature = t->sig;
    v->predicate = json_str(json_get(t->whole, "predicateType"));
    return 0;
}

static void list_attestations(Arena *a, const cJSON *answer, Attestations *out)
{
    JSON_EACH (whole, json_get(answer, "attestations")) {
        const cJSON *bundle = json_get(whole, "bundle");
        const cJSON *envelope = json_get(bundle, "dsseEnvelope");
        const cJSON *sigs = json_get(envelope, "signatures");
        const cJSON *first = json_is_arr(sigs) ? sigs->child : NULL;

        vec_push_in(a, out,
                    (Attestation){
                        .whole = whole,
                        .bundle = bundle,
                        .envelope = envelope,
                        .keyid = json_str(json_get(first, "keyid")),
                        .sig = json_str(json_get(first, "sig")),
                        .payload =
                            base64_bytes(a, json_str(json_get(envelope, "payload"))),
                    });
    }
}

/* Of some keys at least one has to be there; which one is missing is told then. */
static int check_any_key(const cJSON *keys, const Attestations *list,
                         const SignedVersion *v, Err *err)
{
    bool wants = false;

    VEC_EACH (Attestation, t, *list) {
        wants |= t->keyid.len > 0;
        if (t->keyid.len > 0 && key_by_id(keys, t->keyid) != NULL)
            return 0;
    }
    if (!wants)
        return 0;
    return err_set(err, ERR_EMISSINGSIGNATUREKEY,
                   STR_FMT "@" STR_FMT
                           " has attestations but no corresponding public key(s) can be "
                           "found",
                   STR_ARG(v->name), STR_ARG(v->version));
}

/* They are asked of the registry at hand, whatever host the document names. */
static int check_attestations(Ctx *ctx, const cJSON *keys, SignedVersion *v, Err *err)
{
    RegistryRequest q = { .registry = v->registry };
    Attestations list = { 0 };
    Str url = json_str(json_get(v->attestations, "url"));
    RegistryClient *client;
    cJSON *answer;
    Url u, r;

    v->bundles = json_new_arr(&ctx->arena);
    if (!url_parse(&ctx->arena, url, NULL, &u) ||
        !url_parse(&ctx->arena, v->registry, NULL, &r))
        return err_set(err, ERR_EATTESTATIONVERIFY, "'" STR_FMT "' is no URL",
                       STR_ARG(url));
    q.url =
        str_starts(u.path, r.path) ? str_from(u.path, r.path.len) : str_from(u.path, 1);
    if (ctx_client(ctx, &client, err) < 0 ||
        registry_ask_json(client, &q, &ctx->arena, &answer, err) < 0)
        return err->code;
    list_attestations(&ctx->arena, answer, &list);
    if (check_any_key(keys, &list, v, err) < 0)
        return err->code;
    for (size_t i = 0; i < list.len && v->bad == 0; i++) {
        if (check_attestation(ctx, keys, &list.ptr[i], v, err) < 0)
            return err->code;
    }
    v->is_attested = v->bad == 0 && (list.len == 0 || json_len(v->bundles) > 0);
    return 0;
}

/* ---- All of it ---- */

static int64_t published_at(Packument *p, size_t i)
{
    PackumentVersion v = packument_version(p, i);
    int64_t ms = 0;

    if (v.time_ms >= 0 && packument_has_time(p))
        return v.time_ms;
    (void)js_date_parse(STR(NO_TIME), &ms);
    return ms;
}

int signatures_check(Ctx *ctx, const cJSON *keys, SignedVersion *v, Err *err)
{
    Spec spec = { .name = v->name, .raw_spec = v->version };
    const cJSON *dist, *list;
    RegistryClient *client;
    Packument *p;
    ptrdiff_t at;

    if (ctx_client(ctx, &client, err) < 0 ||
        registry_packument(client, v->name, PACKUMENT_FULL, &p, err) < 0)
        return source_not_found(&spec, err);
    at = packument_find(p, v->version);
    if (at < 0)
        return err_set(err, ERR_ETARGET,
                       "No matching version found for " STR_FMT "@" STR_FMT ".",
                       STR_ARG(v->name), STR_ARG(v->version));
    dist = json_get(packument_manifest(p, (size_t)at, err), "dist");
    v->integrity = manifest_integrity(&ctx->arena, dist);
    v->resolved = json_str(json_get(dist, "tarball"));
    list = json_get(dist, "signatures");
    JSON_EACH (s, json_is_arr(list) && v->integrity.len > 0 ? list : NULL) {
        if (v->bad == 0 &&
            check_signature(ctx, keys, s, published_at(p, (size_t)at), v, err) < 0)
            return err->code;
    }
    v->is_signed = v->bad == 0 && json_len(list) > 0;
    v->attestations = json_get(dist, "attestations");
    if (v->bad == 0 && json_is_obj(v->attestations) && v->integrity.len > 0)
        return check_attestations(ctx, keys, v, err);
    return 0;
}
