/* pem_certs.h: certificates in a PEM text (RFC 7468), told apart by their subject without
 * reading all of them: OpenSSL takes 0.3 ms for each, of which a system has 140. Private
 * to trust.c.
 */
#ifndef REGISTRY_CLIENT_PEM_CERTS_H
#define REGISTRY_CLIENT_PEM_CERTS_H

#include <stdbool.h>

#include "common/buf.h"
#include "common/str.h"

/* The next certificate's DER, into *der (cleared before); *rest moves behind it. False
 * where there is none any more. What stands between certificates is passed over. */
bool pem_next_cert(Str *rest, Buf *der);

/* The DER of its subject, borrowed. False for what is no certificate (RFC 5280, 4.1). */
bool cert_subject(Str der, Str *subject);

#endif
