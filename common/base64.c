/* base64.c: base64. */
#include "common/base64.h"

const unsigned char base64_values[256] = {
#define AT(c, v) [c] = BASE64_DIGIT | v
    AT('A', 0),  AT('B', 1),  AT('C', 2),  AT('D', 3),  AT('E', 4),  AT('F', 5),
    AT('G', 6),  AT('H', 7),  AT('I', 8),  AT('J', 9),  AT('K', 10), AT('L', 11),
    AT('M', 12), AT('N', 13), AT('O', 14), AT('P', 15), AT('Q', 16), AT('R', 17),
    AT('S', 18), AT('T', 19), AT('U', 20), AT('V', 21), AT('W', 22), AT('X', 23),
    AT('Y', 24), AT('Z', 25), AT('a', 26), AT('b', 27), AT('c', 28), AT('d', 29),
    AT('e', 30), AT('f', 31), AT('g', 32), AT('h', 33), AT('i', 34), AT('j', 35),
    AT('k', 36), AT('l', 37), AT('m', 38), AT('n', 39), AT('o', 40), AT('p', 41),
    AT('q', 42), AT('r', 43), AT('s', 44), AT('t', 45), AT('u', 46), AT('v', 47),
    AT('w', 48), AT('x', 49), AT('y', 50), AT('z', 51), AT('0', 52), AT('1', 53),
    AT('2', 54), AT('3', 55), AT('4', 56), AT('5', 57), AT('6', 58), AT('7', 59),
    AT('8', 60), AT('9', 61), AT('+', 62), AT('-', 62), AT('/', 63), AT('_', 63),
#undef AT
};

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

size_t base64_put(const void *bytes, size_t n, Base64Form form, char *out)
{
    const char *digits = form & BASE64_URL ? LETTERS "-_" : LETTERS "+/";
    const unsigned char *p = bytes;
    size_t len = 0, i = 0;

    for (; i + 3 <= n; i += 3) {
        unsigned v = (unsigned)p[i] << 16 | (unsigned)p[i + 1] << 8 | p[i + 2];

        out[len++] = digits[v >> 18];
        out[len++] = digits[v >> 12 & 63];
        out[len++] = digits[v >> 6 & 63];
        out[len++] = digits[v & 63];
    }
    if (i < n) {
        unsigned v = (unsigned)p[i] << 16 | (i + 1 < n ? (unsigned)p[i + 1] << 8 : 0);

        out[len++] = digits[v >> 18];
        out[len++] = digits[v >> 12 & 63];
        if (i + 1 < n)
            out[len++] = digits[v >> 6 & 63];
        for (; !(form & BASE64_BARE) && len % 4 != 0; len++)
            out[len] = '=';
    }
    return len;
}

void base64_encode(const void *bytes, size_t n, Buf *out)
{
    if (!buf_reserve(out, base64_room(n)))
        return;
    out->len += base64_put(bytes, n, BASE64_PADDED, out->ptr + out->len);
    if (out->ptr != NULL)
        out->ptr[out->len] = '\0';
}

Str base64_text(Arena *a, Str bytes)
{
    Buf b = { 0 };

    base64_encode(bytes.ptr, bytes.len, &b);
    return buf_to_arena(&b, a);
}

void base64_decode(Str text, Buf *out)
{
    unsigned v = 0;
    int bits = 0;

    for (size_t i = 0; i < text.len && text.ptr[i] != '='; i++) {
        int d = base64_value(text.ptr[i]);

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

Str base64_bytes(Arena *a, Str text)
{
    Buf b = { 0 };

    base64_decode(text, &b);
    return buf_to_arena(&b, a);
}

bool base64_is_strict(Str text)
{
    size_t n = text.len;

    if (n == 0 || n % 4 != 0)
        return false;
    for (int pad = 0; pad < 2 && text.ptr[n - 1] == '='; pad++)
        n--;
    for (size_t i = 0; i < n; i++) {
        if (base64_standard_value(text.ptr[i]) < 0)
            return false;
    }
    return true;
}
