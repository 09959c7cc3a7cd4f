/* hash.h: message digests by the fastest library at hand.
 *
 * OpenSSL's libcrypto, opened when it is worth it; libsodium's SHA-256 and SHA-512 for
 * the first few megabytes of a process, and where libcrypto can't be had (then the others
 * fail with ERR_ELIBRARY).
 */
#ifndef COMMON_HASH_H
#define COMMON_HASH_H

#include <stdint.h>

#include "common/err.h"
#include "common/str.h"

typedef enum {
    HASH_MD5,
    HASH_SHA1,
    HASH_SHA224,
    HASH_SHA256,
    HASH_SHA384,
    HASH_SHA512,
    HASH_BLAKE2B512,
    HASH_BLAKE2S256,
    HASH_RIPEMD160,
    HASH_SM3,
    HASH_NONE
} HashKind;

#define HASH_MAX 64 /* bytes of the longest digest */

typedef struct Hash Hash;

/* "sha512" -> HASH_SHA512; HASH_NONE for names we don't know. */
HashKind hash_kind(Str name);
const char *hash_name(HashKind kind);
size_t hash_size(HashKind kind);

/* NULL with *err where the library can't be had. */
Hash *hash_new(HashKind kind, Err *err);
void hash_update(Hash *h, const void *bytes, size_t n);
/* Writes hash_size bytes. The hash is used up: hash_free it. */
void hash_final(Hash *h, uint8_t out[HASH_MAX]);
void hash_free(Hash *h);
/* All in one. */
int hash_bytes(HashKind kind, Str bytes, uint8_t out[HASH_MAX], Err *err);

#endif
