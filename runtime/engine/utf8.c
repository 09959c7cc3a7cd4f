/* utf8.c: see utf8.h. */
#include "runtime/engine/utf8.h"

#include <stdint.h>
#include <string.h>

#define HIGH_BITS 0x8080808080808080u

bool bytes_are_ascii(const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    uint64_t word;

    for (; n >= 8; n -= 8, p += 8) {
        memcpy(&word, p, 8);
        if (word & HIGH_BITS)
            return false;
    }
    while (n-- > 0) {
        if (*p++ >= 0x80)
            return false;
    }
    return true;
}

size_t utf8_sequence(const unsigned char *p, size_t left)
{
    size_t n = p[0] < 0x80   ? 1
               : p[0] < 0xC2 ? 0
               : p[0] < 0xE0 ? 2
               : p[0] < 0xF0 ? 3
               : p[0] < 0xF5 ? 4
                             : 0;

    if (n == 0 || n > left)
        return 0;
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    }
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] >= 0xA0) ||
        (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] >= 0x90))
        return 0;
    return n;
}

/* How many bytes of a broken sequence one U+FFFD stands for (the maximal subpart). */
static size_t broken_size(const unsigned char *p, size_t left)
{
    size_t want = p[0] < 0xC2 || p[0] > 0xF4 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    unsigned char low = p[0] == 0xE0 ? 0xA0 : p[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char high = p[0] == 0xED ? 0x9F : p[0] == 0xF4 ? 0x8F : 0xBF;
    size_t n = 1;

    while (n < want && n < left && p[n] >= low && p[n] <= high) {
        low = 0x80;
        high = 0xBF;
        n++;
    }
    return n;
}

size_t utf8_put_unit(char *out, unsigned u)
{
    if (u < 0x80) {
        out[0] = (char)u;
        return 1;
    }
    if (u < 0x800) {
        out[0] = (char)(0xC0 | u >> 6);
        out[1] = (char)(0x80 | (u & 0x3F));
        return 2;
    }
    out[0] = (char)(0xE0 | u >> 12);
    out[1] = (char)(0x80 | (u >> 6 & 0x3F));
    out[2] = (char)(0x80 | (u & 0x3F));
    return 3;
}

size_t utf8_to_text(const unsigned char *p, size_t n, char *out)
{
    size_t i = 0, len = 0;

    while (i < n) {
        size_t size = utf8_sequence(p + i, n - i);

        if (size == 0) {
            len += utf8_put_unit(out + len, 0xFFFD);
            i += broken_size(p + i, n - i);
        } else if (size == 4) {
            unsigned c = ((unsigned)(p[i] & 7) << 18 | (unsigned)(p[i + 1] & 63) << 12 |
                          (unsigned)(p[i + 2] & 63) << 6 | (p[i + 3] & 63)) -
                         0x10000;

            len += utf8_put_unit(out + len, 0xD800 + (c >> 10));
            len += utf8_put_unit(out + len, 0xDC00 + (c & 0x3FF));
            i += 4;
        } else {
            memcpy(out + len, p + i, size);
            len += size;
            i += size;
        }
    }
    return len;
}
