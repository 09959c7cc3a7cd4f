/* signature.c: see signature.h. */
#include "common/signature.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "common/dynlib.h"

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
static DynLib lib = { .names = "libcrypto.so.3 libcrypto.so.1.1", .package = "libssl3" };
static const DynSymbol symbols[] = { DYNLIB_SYMBOLS(VERIFY_FUNCTIONS) };

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
