/* text.c: the engine's strings as units. */
#include "runtime/builtins/regexp/text.h"

#include "common/utf8.h"

size_t text_decode(const char *s, size_t n, uint16_t *out)
{
    const unsigned char *p = (const unsigned char *)s, *end = p + n;
    uint16_t *o = out;

    while (p < end) {
        unsigned c = *p++;

        if (c < 0x80) {
            *o++ = (uint16_t)c;
        } else if (c >= 0xC0 && c < 0xE0 && p < end) {
            *o++ = (uint16_t)((c & 0x1F) << 6 | (p[0] & 0x3F));
            p++;
        } else if (c >= 0xE0 && c < 0xF0 && end - p >= 2) {
            *o++ = (uint16_t)((c & 0xF) << 12 | (p[0] & 0x3F) << 6 | (p[1] & 0x3F));
            p += 2;
        } else {
            /* Not what strings are made of; one unit, as the engine counts it. */
            while (p < end && (*p & 0xC0) == 0x80)
                p++;
            *o++ = 0xFFFD;
        }
    }
    return (size_t)(o - out);
}

size_t text_encode(const uint16_t *units, size_t n, char *out)
{
    char *o = out;

    for (size_t i = 0; i < n; i++)
        o += utf8_put(o, units[i]);
    return (size_t)(o - out);
}

bool text_is_paired(const uint16_t *units, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!utf16_is_surrogate(units[i]))
            continue;
        if (utf16_is_low(units[i]) || i + 1 == n || !utf16_is_low(units[i + 1]))
            return false;
        i++;
    }
    return true;
}
