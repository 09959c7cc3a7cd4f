/* signature.h: does a signature fit: ECDSA and RSA over SHA-256, by OpenSSL. */
#ifndef COMMON_SIGNATURE_H
#define COMMON_SIGNATURE_H

#include "common/err.h"
#include "common/str.h"

/* key: a public key as DER (SubjectPublicKeyInfo); signature: as DER. *good says whether
 * it is the message's. Fails with ERR_ELIBRARY, or ERR_EINVALIDAUTH for a key that is
 * none. */
int signature_verify(Str key, Str signature, Str message, bool *good, Err *err);

#endif
