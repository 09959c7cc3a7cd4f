/* signature.c: see signature.h. */
#include "common/signature.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "common/base64.h"
#include "common/dynlib.h"
#include "common/xalloc.h"

#define VERIFY_FUNCTIONS(X)                                                  \
    X(EVP_PKEY *, d2i_PUBKEY, (EVP_PKEY **, const unsigned char **, long))   \
    X(void, EVP_PKEY_free, (EVP_PKEY *))                                     \
    X(EVP_MD_CTX *, EVP_MD_CTX_new, (void))                                  \
    X(void, EVP_MD_CTX_free, (EVP_MD_CTX *))                                 \
    X(const EVP_MD *, EVP_sha256, (void))                                    \
    X(int, EVP_DigestVerifyInit,                                             \
      (EVP_MD_CTX *, EVP_PKEY_CTX **, const EVP_MD *, ENGINE *, EVP_PKEY *)) \
    X(int, EVP_DigestVerify,                                                 \
      (EVP_MD_CTX *, const unsigned char *, size_t, const unsigned char *, size_t))
DYNLIB_TABLE(Verify, VERIFY_FUNCTIONS)

static Verify verify;
static DynLib lib = DYNLIB_CRYPTO;
static const DynSymbol symbols[] = { DYNLIB_SYMBOLS(VERIFY_FUNCTIONS) };

/* What only OpenSSL 3 has. */
#define SIGN_FUNCTIONS(X)                                                               \
    X(EVP_PKEY *, EVP_PKEY_Q_keygen, (OSSL_LIB_CTX *, const char *, const char *, ...)) \
    X(void, EVP_PKEY_free, (EVP_PKEY *))                                                \
    X(EVP_MD_CTX *, EVP_MD_CTX_new, (void))                                             \
    X(void, EVP_MD_CTX_free, (EVP_MD_CTX *))                                            \
    X(const EVP_MD *, EVP_sha256, (void))                                               \
    X(int, EVP_DigestSignInit,                                                          \
      (EVP_MD_CTX *, EVP_PKEY_CTX **, const EVP_MD *, ENGINE *, EVP_PKEY *))            \
    X(int, EVP_DigestSign,                                                              \
      (EVP_MD_CTX *, unsigned char *, size_t *, const unsigned char *, size_t))         \
    X(int, i2d_PUBKEY, (EVP_PKEY *, unsigned char **))
DYNLIB_TABLE(Sign, SIGN_FUNCTIONS)

static Sign sign;
static DynLib sign_lib = { .names = "libcrypto.so.3", .package = "libssl3" };
static const DynSymbol sign_symbols[] = { DYNLIB_SYMBOLS(SIGN_FUNCTIONS) };

int signature_verify(Str key, Str signature, Str message, bool *good, Err *err)
{
    const unsigned char *at = (const unsigned char *)key.ptr;
    EVP_MD_CTX *ctx;
    EVP_PKEY *k;

    *good = false;
    if (dynlib_load(&lib, symbols, &verify, err) < 0)
        return err->code;
    k = key.len > 0 ? verify.d2i_PUBKEY(NULL, &at, (long)key.len) : NULL;
    if (k == NULL)
        return err_set(err, ERR_EINVALIDAUTH, "not a public key");
    ctx = verify.EVP_MD_CTX_new();
    *good =
        ctx != NULL &&
        verify.EVP_DigestVerifyInit(ctx, NULL, verify.EVP_sha256(), NULL, k) == 1 &&
        verify.EVP_DigestVerify(ctx, (const unsigned char *)signature.ptr, signature.len,
                                (const unsigned char *)message.ptr, message.len) == 1;
    verify.EVP_MD_CTX_free(ctx);
    verify.EVP_PKEY_free(k);
    return 0;
}

/* ---- Signing ---- */

#define SIGNATURE_MAX 128 /* bytes of DER: two numbers of 32 and what is around them */
#define KEY_MAX 256

struct SigningKey {
    EVP_PKEY *key;
};

SigningKey *signing_key_new(Err *err)
{
    SigningKey *k;

    if (dynlib_load(&sign_lib, sign_symbols, &sign, err) < 0)
        return NULL;
    k = xcalloc(1, sizeof *k);
    k->key = sign.EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
    if (k->key != NULL)
        return k;
    xfree(k);
    err_set(err, ERR_ELIBRARY, "OpenSSL makes no key on P-256");
    return NULL;
}

int signing_key_sign(SigningKey *k, Str message, Buf *out, Err *err)
{
    unsigned char bytes[SIGNATURE_MAX];
    size_t n = sizeof bytes;
    EVP_MD_CTX *ctx = sign.EVP_MD_CTX_new();
    bool good =
        ctx != NULL &&
        sign.EVP_DigestSignInit(ctx, NULL, sign.EVP_sha256(), NULL, k->key) == 1 &&
        sign.EVP_DigestSign(ctx, bytes, &n, (const unsigned char *)message.ptr,
                            message.len) == 1;

    sign.EVP_MD_CTX_free(ctx);
    if (!good)
        return err_set(err, ERR_ELIBRARY, "OpenSSL cannot sign");
    buf_put(out, bytes, n);
    return 0;
}

int signing_key_der(SigningKey *k, Buf *out, Err *err)
{
    int n = sign.i2d_PUBKEY(k->key, NULL);
    unsigned char bytes[KEY_MAX], *at = bytes;

    if (n <= 0 || n > KEY_MAX || sign.i2d_PUBKEY(k->key, &at) != n)
        return err_set(err, ERR_ELIBRARY, "OpenSSL cannot write a public key");
    buf_put(out, bytes, (size_t)n);
    return 0;
}

int signing_key_pem(SigningKey *k, Buf *out, Err *err)
{
    Buf der = { 0 }, text = { 0 };
    int rc = signing_key_der(k, &der, err);

    base64_encode(der.ptr, der.len, &text);
    if (rc == 0) {
        buf_puts(out, "-----BEGIN PUBLIC KEY-----\n");
        for (Str rest = buf_view(&text); rest.len > 0; rest = str_from(rest, 64))
            buf_printf(out, STR_FMT "\n", STR_ARG(str_sub(rest, 0, 64)));
        buf_puts(out, "-----END PUBLIC KEY-----\n");
    }
    buf_release(&der);
    buf_release(&text);
    return rc;
}

void signing_key_free(SigningKey *k)
{
    sign.EVP_PKEY_free(k->key);
    xfree(k);
}
