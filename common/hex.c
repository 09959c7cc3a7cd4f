/* hex.c: hexadecimal. */
#include "common/hex.h"

void hex_encode(const void *bytes, size_t n, Buf *out)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *p = bytes;

    if (!buf_reserve(out, n * 2))
        return;
    for (size_t i = 0; i < n; i++) {
        out->ptr[out->len++] = digits[p[i] >> 4];
        out->ptr[out->len++] = digits[p[i] & 15];
    }
    out->ptr[out->len] = '\0';
}

static int value_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool hex_decode(Str s, Buf *out)
{
    if (s.len % 2 != 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (value_of(s.ptr[i]) < 0)
            return false;
    }
    for (size_t i = 0; i < s.len; i += 2)
        buf_putc(out, (char)(value_of(s.ptr[i]) << 4 | value_of(s.ptr[i + 1])));
    return true;
}
