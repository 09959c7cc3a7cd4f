/* hex.c: hexadecimal. */
#include "common/hex.h"

void hex_put(const void *bytes, size_t n, char *out)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *p = bytes;

    for (size_t i = 0; i < n; i++) {
        out[i * 2] = digits[p[i] >> 4];
        out[i * 2 + 1] = digits[p[i] & 15];
    }
}

void hex_encode(const void *bytes, size_t n, Buf *out)
{
    if (!buf_reserve(out, n * 2))
        return;
    hex_put(bytes, n, out->ptr + out->len);
    out->len += n * 2;
    out->ptr[out->len] = '\0';
}

bool hex_decode(Str s, Buf *out)
{
    if (s.len % 2 != 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (hex_value(s.ptr[i]) < 0)
            return false;
    }
    for (size_t i = 0; i < s.len; i += 2)
        buf_putc(out, (char)(hex_value(s.ptr[i]) << 4 | hex_value(s.ptr[i + 1])));
    return true;
}
