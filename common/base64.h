/* base64.h: bytes as base64 (RFC 4648), standard alphabet. */
#ifndef COMMON_BASE64_H
#define COMMON_BASE64_H

#include "common/buf.h"

/* Appends the text with its padding. */
void base64_encode(const void *bytes, size_t n, Buf *out);
/* Appends the bytes, as Node's Buffer.from(text, 'base64') reads them: white space and
 * other characters are skipped, - and _ stand for + and /, reading ends at the first =.
 */
void base64_decode(Str text, Buf *out);
/* Is the text canonical base64: nothing but the alphabet, padded to a multiple of four?
 */
bool base64_is_strict(Str text);

#endif
