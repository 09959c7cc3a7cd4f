/* trust.h: certificates that are trusted together with the system's. Private to http.c.
 *
 * libcurl takes one bundle: what NODE_EXTRA_CA_CERTS names has to stand in one with the
 * system's, which is 200 KB. So that is read when TLS is first spoken, and once.
 */
#ifndef REGISTRY_CLIENT_TRUST_H
#define REGISTRY_CLIENT_TRUST_H

#include "common/buf.h"
#include "common/str.h"

/* Puts the system's bundle and that file's certificates into *out, unless it is filled.
 * A file that can't be read leaves the system's alone. */
void trust_load(Str extra, Buf *out);

#endif
