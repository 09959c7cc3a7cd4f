/* hex.h: bytes as hexadecimal digits. */
#ifndef COMMON_HEX_H
#define COMMON_HEX_H

#include "common/buf.h"

/* The value of a digit, -1 for what is none. */
static inline int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The value of the four digits at p (a \u escape's), -1 if they aren't all there. */
static inline int hex_value4(const char *p, const char *end)
{
    int v = 0;

    if (end - p < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int d = hex_value(p[i]);

        if (d < 0)
            return -1;
        v = v * 16 + d;
    }
    return v;
}

/* Writes lowercase digits, two for each byte. */
void hex_put(const void *bytes, size_t n, char *out);
/* Appends lowercase digits. */
void hex_encode(const void *bytes, size_t n, Buf *out);
/* Appends the bytes of an even number of digits; false (nothing appended) on anything
 * else. */
bool hex_decode(Str digits, Buf *out);

#endif
