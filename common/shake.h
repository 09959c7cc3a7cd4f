/* shake.h: SHAKE256, the hash of any length (FIPS 202): names of npm's linked layout. */
#ifndef COMMON_SHAKE_H
#define COMMON_SHAKE_H

#include <stdint.h>

#include "common/str.h"

/* Writes n bytes of digest; n is at most SHAKE_MAX. */
void shake256(Str bytes, uint8_t *out, size_t n);

#define SHAKE_MAX 136

#endif
