/* integrity.h: Subresource Integrity strings, as npm's ssri reads and writes them.
 *
 *     "sha512-BASE64?option sha1-BASE64"
 *
 * Of several algorithms the strongest both sides have decides; of several digests of it
 * any one is enough. Everything lives in the arena or borrows from the text that was
 * parsed.
 */
#ifndef COMMON_INTEGRITY_H
#define COMMON_INTEGRITY_H

#include "common/arena.h"
#include "common/buf.h"
#include "common/hash.h"

typedef struct {
    Str source;    /* as it was written */
    Str algorithm; /* "sha512" */
    Str digest;    /* base64 */
    Str options;   /* "?a?b" with its first ?, or "" */
} IntegrityHash;

/* In the order of the text; hashes of one algorithm stand together. */
typedef struct {
    IntegrityHash *hashes;
    size_t len;
} Integrity;

/* What can't be read is left out; false where nothing is left. strict: only what the
 * specification allows (sha256, sha384, sha512 in canonical base64). */
bool integrity_parse(Arena *a, Str text, bool strict, Integrity *out);
/* The whole text as one hash, white space and all; false (with an empty algorithm) where
 * it is none. */
bool integrity_parse_hash(Str text, bool strict, IntegrityHash *out);
/* Appends the text form; sep is " " where nothing else is asked for. */
void integrity_write(const Integrity *i, bool strict, Str sep, Buf *out);
Str integrity_text(Arena *a, const Integrity *i);

/* The strongest algorithm; with `among`, of those that it has as well. "" where there is
 * none. */
Str integrity_strongest(const Integrity *i, const Integrity *among);
/* The first hash of `i` that `other` has too in the strongest algorithm they share. */
const IntegrityHash *integrity_match(const Integrity *i, const Integrity *other);
/* Adds the algorithms of `other` that i lacks. ERR_EINTEGRITY where they share one and no
 * digest of it. */
int integrity_merge(Arena *a, Integrity *i, const Integrity *other, Err *err);
/* The integrity of bytes, by these algorithms (names of hash.h). */
int integrity_of(Arena *a, Str bytes, const Str *algorithms, size_t n, Str options,
                 Integrity *out, Err *err);
/* The digest as lowercase hexadecimal; "" for an empty digest. */
Str integrity_hex(Arena *a, const IntegrityHash *h);

/* ---- Checking bytes as they come ---- */

typedef struct IntegrityCheck IntegrityCheck;

/* Checks against `want` (borrowed until the end; NULL: only computes sha512). NULL with
 * *err where the algorithm can't be computed. */
IntegrityCheck *integrity_check_new(const Integrity *want, Err *err);
void integrity_check_update(IntegrityCheck *c, const void *bytes, size_t n);
/* 0 with what was computed in *got (may be NULL); ERR_EINTEGRITY in npm's words. Frees c.
 */
int integrity_check_finish(IntegrityCheck *c, Arena *a, Integrity *got, Err *err);

#endif
