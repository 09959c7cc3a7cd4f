/* hex.h: bytes as hexadecimal digits. */
#ifndef COMMON_HEX_H
#define COMMON_HEX_H

#include "common/buf.h"

/* Appends lowercase digits. */
void hex_encode(const void *bytes, size_t n, Buf *out);
/* Appends the bytes of an even number of digits; false (nothing appended) on anything
 * else. */
bool hex_decode(Str digits, Buf *out);

#endif
