/* trust.h: the certificates that are trusted: the system's and those of a file besides
 * (NODE_EXTRA_CA_CERTS), or those of the settings. Private to http.c.
 *
 * libcurl reads all of the system's for each connection: 140 roots, 30 ms, of which one
 * is wanted. Here they are looked up one by one: in the system's folder by their hash,
 * and in the files by their subject. All connections share what was found. For that
 * libcurl has to speak TLS through OpenSSL.
 */
#ifndef REGISTRY_CLIENT_TRUST_H
#define REGISTRY_CLIENT_TRUST_H

#include <stdbool.h>

#include "common/buf.h"
#include "common/str.h"

typedef struct Trust Trust;

/* What is trusted, by settings. */
typedef struct {
    Str ca;     /* certificates in PEM: these alone; "" */
    Str cafile; /* those of this file alone; "" */
    Str extra;  /* those of this file besides the system's; "" */
} TrustSource;

/* NULL where OpenSSL can't be had, or nothing is in what is to be trusted alone: libcurl
 * says what is wrong with it. Texts are copied. */
Trust *trust_new(const TrustSource *from);
void trust_free(Trust *t);

/* The SSL_CTX of a connection to be made verifies by this. False: it can't. */
bool trust_give(Trust *t, void *ssl_ctx);

/* A certificate wasn't trusted: reads all that there is. A root's name may be written in
 * another way than its issuer's, or belong to two. False where that is done already. */
bool trust_widen(Trust *t);

/* For a libcurl of another kind, which takes one bundle: puts the system's and that
 * file's certificates into *out, unless it is filled. A file that can't be read leaves
 * the system's alone. */
void trust_load(Str extra, Buf *out);

#endif
