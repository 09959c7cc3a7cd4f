/* chars.c: classes of characters; which letters outside ASCII names may have stands in
 * tables that the build makes of Unicode's own. */
#include "runtime/compiler/chars.h"

#include <utf8proc.h>

#include "runtime/compiler/unicode_id.h"

#define S CHAR_SPACE
#define L (CHAR_ID_START | CHAR_ID_PART)
#define D (CHAR_ID_PART | CHAR_DIGIT)

const uint8_t char_classes[128] = {
    ['\t'] = S, ['\v'] = S, ['\f'] = S, [' '] = S, ['$'] = L, ['_'] = L, ['0'] = D,
    ['1'] = D,  ['2'] = D,  ['3'] = D,  ['4'] = D, ['5'] = D, ['6'] = D, ['7'] = D,
    ['8'] = D,  ['9'] = D,  ['A'] = L,  ['B'] = L, ['C'] = L, ['D'] = L, ['E'] = L,
    ['F'] = L,  ['G'] = L,  ['H'] = L,  ['I'] = L, ['J'] = L, ['K'] = L, ['L'] = L,
    ['M'] = L,  ['N'] = L,  ['O'] = L,  ['P'] = L, ['Q'] = L, ['R'] = L, ['S'] = L,
    ['T'] = L,  ['U'] = L,  ['V'] = L,  ['W'] = L, ['X'] = L, ['Y'] = L, ['Z'] = L,
    ['a'] = L,  ['b'] = L,  ['c'] = L,  ['d'] = L, ['e'] = L, ['f'] = L, ['g'] = L,
    ['h'] = L,  ['i'] = L,  ['j'] = L,  ['k'] = L, ['l'] = L, ['m'] = L, ['n'] = L,
    ['o'] = L,  ['p'] = L,  ['q'] = L,  ['r'] = L, ['s'] = L, ['t'] = L, ['u'] = L,
    ['v'] = L,  ['w'] = L,  ['x'] = L,  ['y'] = L, ['z'] = L,
};

#undef S
#undef L
#undef D

typedef const uint32_t Ranges[][2];

static bool is_in(Ranges ranges, size_t n, int32_t c)
{
    size_t lo = 0, hi = n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if ((uint32_t)c < ranges[mid][0])
            hi = mid;
        else if ((uint32_t)c > ranges[mid][1])
            lo = mid + 1;
        else
            return true;
    }
    return false;
}

#define IS_IN(ranges, c) is_in(ranges, sizeof(ranges) / sizeof(ranges)[0], c)

bool char_is_id_start(int32_t c)
{
    if (c >= 0 && c < 128)
        return char_classes[c] & CHAR_ID_START;
    return IS_IN(unicode_id_start, c);
}

bool char_is_id_part(int32_t c)
{
    if (c >= 0 && c < 128)
        return char_classes[c] & CHAR_ID_PART;
    return IS_IN(unicode_id_continue, c) || c == 0x200C || c == 0x200D;
}

bool char_is_wide_space(int32_t c)
{
    return c == 0xFEFF || (c >= 128 && utf8proc_category(c) == UTF8PROC_CATEGORY_ZS);
}

/* The half of a pair that p's three bytes hold, or -1. */
static int32_t half(const unsigned char *p, unsigned char least)
{
    if (p[0] != 0xED || (p[1] & 0xF0) != least || (p[2] & 0xC0) != 0x80)
        return -1;
    return (p[1] & 0x0F) << 6 | (p[2] & 0x3F);
}

size_t char_decode(const char *text, const char *end, int32_t *c)
{
    const unsigned char *p = (const unsigned char *)text;
    size_t left = (size_t)(end - text), n;
    int32_t v;
    static const int32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };

    *c = -1;
    if (p[0] < 0x80) {
        *c = p[0];
        return 1;
    }
    n = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    if (p[0] < 0xC2 || p[0] > 0xF4 || n > left)
        return 1;
    v = p[0] & (0x7F >> n);
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 1;
        v = v << 6 | (p[i] & 0x3F);
    }
    if (v < least[n] || v > 0x10FFFF)
        return 1;
    *c = v;
    /* The engine's strings have two halves for what is one character. */
    if (n == 3 && left >= 6 && half(p, 0xA0) >= 0 && half(p + 3, 0xB0) >= 0) {
        *c = 0x10000 + (half(p, 0xA0) << 10) + half(p + 3, 0xB0);
        return 6;
    }
    return n;
}

size_t char_encode(int32_t c, char *out)
{
    unsigned u = (unsigned)c;

    if (u < 0x80) {
        out[0] = (char)u;
        return 1;
    }
    if (u < 0x800) {
        out[0] = (char)(0xC0 | u >> 6);
        out[1] = (char)(0x80 | (u & 0x3F));
        return 2;
    }
    if (u < 0x10000) {
        out[0] = (char)(0xE0 | u >> 12);
        out[1] = (char)(0x80 | (u >> 6 & 0x3F));
        out[2] = (char)(0x80 | (u & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | u >> 18);
    out[1] = (char)(0x80 | (u >> 12 & 0x3F));
    out[2] = (char)(0x80 | (u >> 6 & 0x3F));
    out[3] = (char)(0x80 | (u & 0x3F));
    return 4;
}
