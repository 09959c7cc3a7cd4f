/* hash.c: digests through OpenSSL's EVP, or libsodium. */
#include "common/hash.h"

#include <openssl/evp.h>
#include <sodium.h>

#include "common/bug.h"
#include "common/dynlib.h"
#include "common/xalloc.h"

#define CRYPTO_FUNCTIONS(X)                                                     \
    X(EVP_MD_CTX *, EVP_MD_CTX_new, (void))                                     \
    X(void, EVP_MD_CTX_free, (EVP_MD_CTX *))                                    \
    X(int, EVP_DigestInit_ex, (EVP_MD_CTX *, const EVP_MD *, ENGINE *))         \
    X(int, EVP_DigestUpdate, (EVP_MD_CTX *, const void *, size_t))              \
    X(int, EVP_DigestFinal_ex, (EVP_MD_CTX *, unsigned char *, unsigned int *)) \
    X(const EVP_MD *, EVP_get_digestbyname, (const char *))
DYNLIB_TABLE(Crypto, CRYPTO_FUNCTIONS)

static Crypto crypto;
static DynLib crypto_lib = DYNLIB_CRYPTO;
static const DynSymbol crypto_symbols[] = { DYNLIB_SYMBOLS(CRYPTO_FUNCTIONS) };

static const struct {
    const char *name;
    size_t size;
} kinds[] = {
    [HASH_MD5] = { "md5", 16 },
    [HASH_SHA1] = { "sha1", 20 },
    [HASH_SHA224] = { "sha224", 28 },
    [HASH_SHA256] = { "sha256", 32 },
    [HASH_SHA384] = { "sha384", 48 },
    [HASH_SHA512] = { "sha512", 64 },
    [HASH_BLAKE2B512] = { "blake2b512", 64 },
    [HASH_BLAKE2S256] = { "blake2s256", 32 },
    [HASH_RIPEMD160] = { "ripemd160", 20 },
    [HASH_SM3] = { "sm3", 32 },
};

/* Opening libcrypto costs as much as it saves on this many bytes: so many are hashed by
 * libsodium first. (4 ms; a megabyte of SHA-512 takes 3.3 ms there, 2.1 ms in libcrypto.)
 */
#define SODIUM_BYTES (3 << 20)
static size_t sodium_bytes;

struct Hash {
    HashKind kind;
    EVP_MD_CTX *evp; /* NULL: sodium's */
    bool counted;    /* its bytes are in sodium_bytes, though they are to come */
    union {
        crypto_hash_sha256_state sha256;
        crypto_hash_sha512_state sha512;
    };
};

HashKind hash_kind(Str name)
{
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (str_is(name, kinds[i].name))
            return (HashKind)i;
    }
    return HASH_NONE;
}

const char *hash_name(HashKind kind)
{
    return kind < HASH_NONE ? kinds[kind].name : "none";
}

size_t hash_size(HashKind kind)
{
    return kind < HASH_NONE ? kinds[kind].size : 0;
}

static bool is_sodiums(HashKind kind)
{
    return kind == HASH_SHA256 || kind == HASH_SHA512;
}

Hash *hash_new(HashKind kind, Err *err)
{
    Hash *h;
    const EVP_MD *method;
    bool have = false;

    if (!is_sodiums(kind) ||
        __atomic_load_n(&sodium_bytes, __ATOMIC_RELAXED) >= SODIUM_BYTES)
        have = dynlib_load(&crypto_lib, crypto_symbols, &crypto, err) == 0;
    if (!have && !is_sodiums(kind))
        return NULL;
    h = xcalloc(1, sizeof *h);
    h->kind = kind;
    if (have) {
        h->evp = crypto.EVP_MD_CTX_new();
        method = crypto.EVP_get_digestbyname(hash_name(kind));
        if (h->evp == NULL || method == NULL ||
            !crypto.EVP_DigestInit_ex(h->evp, method, NULL)) {
            err_set(err, ERR_ELIBRARY, "%s is not available", hash_name(kind));
            hash_free(h);
            return NULL;
        }
    } else if (kind == HASH_SHA256) {
        crypto_hash_sha256_init(&h->sha256);
    } else {
        crypto_hash_sha512_init(&h->sha512);
    }
    return h;
}

void hash_update(Hash *h, const void *bytes, size_t n)
{
    if (h->evp != NULL) {
        crypto.EVP_DigestUpdate(h->evp, bytes, n);
        return;
    }
    if (!h->counted)
        __atomic_add_fetch(&sodium_bytes, n, __ATOMIC_RELAXED);
    if (h->kind == HASH_SHA256)
        crypto_hash_sha256_update(&h->sha256, bytes, n);
    else
        crypto_hash_sha512_update(&h->sha512, bytes, n);
}

void hash_final(Hash *h, uint8_t out[HASH_MAX])
{
    if (h->evp != NULL)
        crypto.EVP_DigestFinal_ex(h->evp, out, NULL);
    else if (h->kind == HASH_SHA256)
        crypto_hash_sha256_final(&h->sha256, out);
    else
        crypto_hash_sha512_final(&h->sha512, out);
}

void hash_free(Hash *h)
{
    if (h == NULL)
        return;
    if (h->evp != NULL)
        crypto.EVP_MD_CTX_free(h->evp);
    xfree(h);
}

int hash_bytes(HashKind kind, Str bytes, uint8_t out[HASH_MAX], Err *err)
{
    Hash *h;

    /* A large one, or several at a time, are not begun where they had better not end. */
    if (is_sodiums(kind))
        __atomic_add_fetch(&sodium_bytes, bytes.len, __ATOMIC_RELAXED);
    h = hash_new(kind, err);
    if (h == NULL)
        return ERR_ELIBRARY;
    h->counted = true;
    hash_update(h, bytes.ptr, bytes.len);
    hash_final(h, out);
    hash_free(h);
    return 0;
}
