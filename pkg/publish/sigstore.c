/* sigstore.c: see sigstore.h.
 *
 * 1. Get the identity token; the subject in it is signed with a new key, to prove that we
 *    have the key.
 * 2. Fulcio gives a certificate for the key.
 * 3. The statement is signed as a DSSE envelope.
 * 4. Rekor logs the envelope and the certificate, and answers with a proof.
 * 5. Certificate, proof and envelope are the bundle.
 */
#include "pkg/publish/sigstore.h"

#include <stdlib.h>

#include "common/base64.h"
#include "common/hex.h"
#include "common/json_write.h"
#include "common/signature.h"
#include "pkg/publish/oidc.h"
#include "registry-client/request.h"

#define PAYLOAD_TYPE "application/vnd.in-toto+json"
#define BUNDLE_TYPE "application/vnd.dev.sigstore.bundle.v0.3+json"
#define FULCIO "https://fulcio.sigstore.dev"
#define REKOR "https://rekor.sigstore.dev"

typedef struct {
    Ctx *ctx;
    Arena *a;
    SigningKey *key;
    Str token, statement;
    Str certificate; /* PEM */
    Str payload;     /* the statement in base64 */
    Str signature;   /* of the envelope, in base64 */
    cJSON *entry;    /* the log's */
} Attest;

static Str base64_of_hex(Arena *a, Str hex)
{
    Buf b = { 0 };
    Str out = STR("");

    if (hex_decode(hex, &b))
        out = base64_text(a, buf_view(&b));
    buf_release(&b);
    return out;
}

static int nonsense(const char *who, Err *err)
{
    return err_set(err, ERR_ENOCODE, "the answer of %s makes no sense", who);
}

static int sign(Attest *t, Str message, Str *out, Err *err)
{
    Buf b = { 0 };
    int rc = signing_key_sign(t->key, message, &b, err);

    if (rc == 0)
        *out = base64_text(t->a, buf_view(&b));
    buf_release(&b);
    return rc;
}

static int post(Attest *t, const char *env, const char *usual, const char *path,
                const cJSON *body, cJSON **answer, Err *err)
{
    const char *base = getenv(env);
    RegistryRequest q = { .method = "POST",
                          .accept = STR("application/json"),
                          .body = json_text(t->a, body),
                          .has_body = true };
    RegistryClient *client;

    q.url = arena_strf(t->a, "%s%s", base != NULL && base[0] ? base : usual, path);
    if (ctx_client(t->ctx, &client, err) < 0)
        return err->code;
    return registry_ask_json(client, &q, t->a, answer, err);
}

/* ---- 1. Identity ---- */

static int find_token(Attest *t, Err *err)
{
    const char *token = getenv("SIGSTORE_ID_TOKEN");

    if (oidc_github_token(t->ctx, STR("sigstore"), &t->token, err) == 0)
        return 0;
    if (token == NULL || token[0] == '\0')
        return err_wrap(err, "error retrieving identity token");
    t->token = str_of(token);
    return 0;
}

/* Whom the token speaks of: a checked address, or a subject. */
static int subject_of(Attest *t, Str *out, Err *err)
{
    const cJSON *claims = oidc_claims(t->a, t->token);

    if (claims == NULL)
        return err_set(err, ERR_EINVALIDAUTH, "the identity token is no JSON web token");
    *out = json_str(json_get(claims, "email"));
    if (out->len > 0 && !json_truthy(json_get(claims, "email_verified")))
        return err_set(err, ERR_EINVALIDAUTH, "JWT email not verified by issuer");
    if (out->len == 0)
        *out = json_str(json_get(claims, "sub"));
    return out->len > 0 ? 0 : err_set(err, ERR_EINVALIDAUTH, "JWT subject not found");
}

/* ---- 2. Certificate ---- */

static int certify(Attest *t, Err *err)
{
    cJSON *body = json_new_obj(t->a), *request, *answer = NULL;
    const cJSON *chain;
    Str subject = STR(""), proof = STR("");
    Buf pem = { 0 };
    int rc;

    if (subject_of(t, &subject, err) < 0 || sign(t, subject, &proof, err) < 0)
        return err->code;
    json_add_str(t->a, json_add_obj(t->a, body, "credentials"), "oidcIdentityToken",
                 t->token);
    request = json_add_obj(t->a, body, "publicKeyRequest");
    rc = signing_key_pem(t->key, &pem, err);
    if (rc == 0) {
        cJSON *key = json_add_obj(t->a, request, "publicKey");

        json_add_str(t->a, key, "algorithm", STR("ECDSA"));
        json_add_str(t->a, key, "content", arena_str(t->a, buf_view(&pem)));
        json_add_str(t->a, request, "proofOfPossession", proof);
        rc = post(t, "SIGSTORE_FULCIO_URL", FULCIO, "/api/v2/signingCert", body, &answer,
                  err);
    }
    buf_release(&pem);
    if (rc < 0)
        return err_wrap(err, "error creating signing certificate");
    chain = json_get(answer, "signedCertificateEmbeddedSct");
    if (chain == NULL)
        chain = json_get(answer, "signedCertificateDetachedSct");
    chain = json_at(chain, "chain", "certificates", NULL);
    t->certificate = json_str(chain != NULL ? chain->child : NULL);
    return t->certificate.len > 0 ? 0 : nonsense("the certificate authority", err);
}

/* ---- 3. Envelope ---- */

static int seal(Attest *t, Err *err)
{
    Str message = arena_strf(t->a, "DSSEv1 %zu %s %zu " STR_FMT, strlen(PAYLOAD_TYPE),
                             PAYLOAD_TYPE, t->statement.len, STR_ARG(t->statement));

    t->payload = base64_text(t->a, t->statement);
    return sign(t, message, &t->signature, err);
}

static cJSON *envelope_of(Attest *t)
{
    cJSON *e = json_new_obj(t->a), *list = json_new_arr(t->a), *one = json_new_obj(t->a);

    json_add_str(t->a, e, "payload", t->payload);
    json_add_str(t->a, e, "payloadType", STR(PAYLOAD_TYPE));
    json_add_str(t->a, one, "sig", t->signature);
    json_push(list, one);
    json_add(t->a, e, STR("signatures"), list);
    return e;
}

/* ---- 4. Log ---- */

static int record(Attest *t, Err *err)
{
    cJSON *body = json_new_obj(t->a), *content, *verifiers = json_new_arr(t->a),
          *answer = NULL;

    json_add_str(t->a, body, "apiVersion", STR("0.0.1"));
    json_add_str(t->a, body, "kind", STR("dsse"));
    content = json_add_obj(t->a, json_add_obj(t->a, body, "spec"), "proposedContent");
    json_add_str(t->a, content, "envelope", json_text(t->a, envelope_of(t)));
    json_push(verifiers, json_new_str(t->a, base64_text(t->a, t->certificate)));
    json_add(t->a, content, STR("verifiers"), verifiers);
    if (post(t, "SIGSTORE_REKOR_URL", REKOR, "/api/v1/log/entries", body, &answer, err) <
        0)
        return err_wrap(err, "error creating tlog entry");
    if (!json_is_obj(answer) || json_len(answer) != 1)
        return nonsense("the transparency log", err);
    t->entry = answer->child;
    return 0;
}

/* Numbers are texts in bundles. */
static void put_number(Attest *t, cJSON *obj, const char *key, const cJSON *value)
{
    json_add_str(t->a, obj, key,
                 json_is_num(value) ? json_text(t->a, value) : json_str(value));
}

static void put_proof(Attest *t, cJSON *entry)
{
    const cJSON *proof = json_at(t->entry, "verification", "inclusionProof", NULL);
    cJSON *out, *hashes;

    if (proof == NULL)
        return;
    out = json_add_obj(t->a, entry, "inclusionProof");
    put_number(t, out, "logIndex", json_get(proof, "logIndex"));
    json_add_str(t->a, out, "rootHash",
                 base64_of_hex(t->a, json_str(json_get(proof, "rootHash"))));
    put_number(t, out, "treeSize", json_get(proof, "treeSize"));
    hashes = json_new_arr(t->a);
    JSON_EACH (h, json_get(proof, "hashes"))
        json_push(hashes, json_new_str(t->a, base64_of_hex(t->a, json_str(h))));
    json_add(t->a, out, STR("hashes"), hashes);
    json_add_str(t->a, json_add_obj(t->a, out, "checkpoint"), "envelope",
                 json_str(json_get(proof, "checkpoint")));
}

static int log_entry(Attest *t, cJSON **out, Err *err)
{
    Str body = json_str(json_get(t->entry, "body")), promise;
    cJSON *e = json_new_obj(t->a), *kind, *said = NULL;

    if (json_parse(t->a, base64_bytes(t->a, body), "log entry", NULL, &said, err) < 0 ||
        json_str(json_get(said, "kind")).len == 0)
        return nonsense("the transparency log", err);
    put_number(t, e, "logIndex", json_get(t->entry, "logIndex"));
    json_add_str(t->a, json_add_obj(t->a, e, "logId"), "keyId",
                 base64_of_hex(t->a, json_str(json_get(t->entry, "logID"))));
    kind = json_add_obj(t->a, e, "kindVersion");
    json_add_str(t->a, kind, "kind", json_str(json_get(said, "kind")));
    json_add_str(t->a, kind, "version", json_str(json_get(said, "apiVersion")));
    put_number(t, e, "integratedTime", json_get(t->entry, "integratedTime"));
    promise = json_str(json_at(t->entry, "verification", "signedEntryTimestamp", NULL));
    if (promise.len > 0)
        json_add_str(t->a, json_add_obj(t->a, e, "inclusionPromise"),
                     "signedEntryTimestamp", promise);
    put_proof(t, e);
    json_add_str(t->a, e, "canonicalizedBody", body);
    *out = e;
    return 0;
}

/* ---- 5. Bundle ---- */

/* The bytes of a PEM text, still in base64. */
static Str pem_body(Arena *a, Str pem)
{
    Str rest = pem, line;
    Buf b = { 0 };

    while (str_next(&rest, '\n', &line)) {
        if (!str_starts(line, STR("-----")))
            buf_str(&b, str_trim(line));
        else if (b.len > 0)
            break;
    }
    return buf_to_arena(&b, a);
}

static int bundle_of(Attest *t, cJSON **bundle, Err *err)
{
    cJSON *b = json_new_obj(t->a), *material, *list = json_new_arr(t->a), *entry = NULL;

    if (log_entry(t, &entry, err) < 0)
        return err->code;
    json_add_str(t->a, b, "mediaType", STR(BUNDLE_TYPE));
    material = json_add_obj(t->a, b, "verificationMaterial");
    json_add_str(t->a, json_add_obj(t->a, material, "certificate"), "rawBytes",
                 pem_body(t->a, t->certificate));
    json_push(list, entry);
    json_add(t->a, material, STR("tlogEntries"), list);
    json_add_obj(t->a, material, "timestampVerificationData");
    json_add(t->a, b, STR("dsseEnvelope"), envelope_of(t));
    *bundle = b;
    return 0;
}

int sigstore_attest(Ctx *ctx, Str statement, cJSON **bundle, Err *err)
{
    Attest t = { .ctx = ctx, .a = &ctx->arena, .statement = statement };
    int rc;

    if (find_token(&t, err) < 0)
        return err->code;
    t.key = signing_key_new(err);
    if (t.key == NULL)
        return err->code;
    rc = certify(&t, err);
    if (rc == 0)
        rc = seal(&t, err);
    if (rc == 0)
        rc = record(&t, err);
    if (rc == 0)
        rc = bundle_of(&t, bundle, err);
    signing_key_free(t.key);
    return rc;
}
