/* signature.h: does a signature fit: ECDSA and RSA over SHA-256, by OpenSSL; and keys
 * that sign. */
#ifndef COMMON_SIGNATURE_H
#define COMMON_SIGNATURE_H

#include "common/buf.h"
#include "common/err.h"
#include "common/str.h"

/* key: a public key as DER (SubjectPublicKeyInfo); signature: as DER. *good says whether
 * it is the message's. Fails with ERR_ELIBRARY, or ERR_EINVALIDAUTH for a key that is
 * none. */
int signature_verify(Str key, Str signature, Str message, bool *good, Err *err);

/* ---- Signing ---- */

typedef struct SigningKey SigningKey;

/* A new key on P-256, for this process alone; NULL with ERR_ELIBRARY without OpenSSL 3.
 */
SigningKey *signing_key_new(Err *err);
/* Appends the signature (ECDSA over SHA-256) as DER. */
int signing_key_sign(SigningKey *k, Str message, Buf *out, Err *err);
/* Appends the public key as DER (SubjectPublicKeyInfo), or that as PEM. */
int signing_key_der(SigningKey *k, Buf *out, Err *err);
int signing_key_pem(SigningKey *k, Buf *out, Err *err);
void signing_key_free(SigningKey *k);

#endif
