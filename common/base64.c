/* base64.c: base64. */
#include "common/base64.h"

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_encode(const void *bytes, size_t n, Buf *out)
{
    const unsigned char *p = bytes;

    if (!buf_reserve(out, (n + 2) / 3 * 4))
        return;
    for (; n > 0; p += 3, n -= n < 3 ? n : 3) {
        unsigned v = (unsigned)p[0] << 16 | (n > 1 ? (unsigned)p[1] << 8 : 0) |
                     (n > 2 ? p[2] : 0u);

        out->ptr[out->len++] = alphabet[v >> 18];
        out->ptr[out->len++] = alphabet[v >> 12 & 63];
        out->ptr[out->len++] = n > 1 ? alphabet[v >> 6 & 63] : '=';
        out->ptr[out->len++] = n > 2 ? alphabet[v & 63] : '=';
    }
    if (out->ptr != NULL)
        out->ptr[out->len] = '\0';
}

static int value_of(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

void base64_decode(Str text, Buf *out)
{
    unsigned v = 0;
    int bits = 0;

    for (size_t i = 0; i < text.len && text.ptr[i] != '='; i++) {
        int d = value_of(text.ptr[i]);

        if (d < 0)
            continue;
        v = (v << 6 | (unsigned)d) & 0xFFFFFF;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            buf_putc(out, (char)(v >> bits & 0xFF));
        }
    }
}

bool base64_is_strict(Str text)
{
    size_t n = text.len;

    if (n == 0 || n % 4 != 0)
        return false;
    for (int pad = 0; pad < 2 && text.ptr[n - 1] == '='; pad++)
        n--;
    for (size_t i = 0; i < n; i++) {
        if (value_of(text.ptr[i]) < 0 || text.ptr[i] == '-' || text.ptr[i] == '_')
            return false;
    }
    return true;
}
