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

static inline size_t to_text(const unsigned char *p, size_t n, char *out, bool mixed)
{
    size_t i = 0, len = 0;

    while (i < n) {
        bool whole = mixed && utf8_surrogate(p + i, n - i) != 0;
        size_t size = whole ? 3 : utf8_piece(p + i, n - i, &whole);

        if (!whole) {
            len += utf8_put(out + len, 0xFFFD);
        } else if (size == 4) {
            len += text_put_point(out + len, utf8_point(p + i, 4));
        } else {
            memcpy(out + len, p + i, size);
            len += size;
        }
        i += size;
    }
    return len;
}

size_t utf8_to_text(const unsigned char *p, size_t n, char *out)
{
    return to_text(p, n, out, false);
}

size_t mixed_to_text(const unsigned char *p, size_t n, char *out)
{
    return to_text(p, n, out, true);
}

static size_t char_size(unsigned char first)
{
    return first < 0x80 ? 1 : first < 0xE0 ? 2 : 3;
}

size_t text_to_utf8(Str text, void *to, size_t cap, size_t *units)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    unsigned char *out = to;
    size_t i = 0, n = 0, count = 0;

    while (i < text.len) {
        uint32_t point = utf8_pair(p + i, text.len - i);
        size_t size = point ? 4 : char_size(p[i]);

        if (n + size > cap || i + char_size(p[i]) > text.len)
            break;
        if (point)
            utf8_put(out + n, point);
        else if (utf8_surrogate(p + i, text.len - i))
            utf8_put(out + n, 0xFFFD);
        else
            memcpy(out + n, p + i, size);
        i += point ? 6 : size;
        count += point ? 2 : 1;
        n += size;
    }
    if (units != NULL)
        *units = count;
    return n;
}
