/* chars.c: classes of characters; which letters outside ASCII names may have stands in
 * tables that the build makes of Unicode's own. */
#include "runtime/compiler/chars.h"

#include <utf8proc.h>

#include "common/utf8.h"
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

size_t char_decode(const char *text, const char *end, int32_t *c)
{
    size_t left = (size_t)(end - text), n;
    bool whole;
    uint32_t v;

    /* The engine's strings have two halves for what is one character. */
    if ((v = utf8_surrogate(text, left)) != 0) {
        uint32_t pair = utf8_pair(text, left);

        *c = (int32_t)(pair != 0 ? pair : v);
        return pair != 0 ? 6 : 3;
    }
    n = utf8_piece(text, left, &whole);
    *c = whole ? (int32_t)utf8_point(text, n) : -1;
    return whole ? n : 1;
}
