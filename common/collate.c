/* collate.c: see collate.h.
 *
 * A character becomes one to three elements of three weights each. A weight of 0 is
 * skipped on its level: a combining mark has only a second weight, a control character
 * has none. ASCII, which is all that names and paths usually hold, has no second weights
 * and one element a character, so a single pass compares it.
 */
#include "common/collate.h"

#include "common/utf8.h"

/* First weights of U+0000 to U+00BF: places in CLDR's order. Letters stand two apart, so
 * that a letter of another alphabet has room behind the one it follows. */
static const uint8_t first_weights[0xc0] = {
    /* controls */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0,
    /* space to @ */
    7, 13, 20, 36, 60, 37, 35, 19, 23, 24, 32, 47, 10, 9, 17, 33, 63, 64, 65, 66, 67, 68,
    69, 70, 71, 72, 12, 11, 51, 52, 53, 15, 31,
    /* A to ` */
    74, 76, 78, 80, 82, 84, 86, 88, 90, 92, 94, 96, 98, 100, 102, 104, 106, 108, 110, 112,
    114, 116, 118, 120, 122, 124, 25, 34, 26, 40, 8, 38,
    /* a to U+007F */
    74, 76, 78, 80, 82, 84, 86, 88, 90, 92, 94, 96, 98, 100, 102, 104, 106, 108, 110, 112,
    114, 116, 118, 120, 122, 124, 27, 55, 28, 57, 0,
    /* U+0080 to U+009F */
    0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0,
    /* U+00A0 to U+00BF */
    7, 14, 59, 61, 58, 62, 56, 29, 42, 45, 74, 21, 54, 0, 46, 41, 44, 48, 65, 66, 39, 0,
    30, 18, 43, 64, 102, 22, 64, 64, 66, 16
};

/* U+00C0 to U+017F as the letters and marks they are made of. '!' moves the letter
 * before it one place up: a letter of its own. × and ÷ are signs. */
static const char *const latin[0xc0] = {
    "A`",  "A'",  "A^",  "A~",  "A:", "A*",   "A+E", "C,",  "E`",  "E'",  "E^", "E:",
    "I`",  "I'",  "I^",  "I:",  "D=", "N~",   "O`",  "O'",  "O^",  "O~",  "O:", "",
    "O/",  "U`",  "U'",  "U^",  "U:", "Y'",   "Z!",  "s+s", "a`",  "a'",  "a^", "a~",
    "a:",  "a*",  "a+e", "c,",  "e`", "e'",   "e^",  "e:",  "i`",  "i'",  "i^", "i:",
    "d=",  "n~",  "o`",  "o'",  "o^", "o~",   "o:",  "",    "o/",  "u`",  "u'", "u^",
    "u:",  "y'",  "z!",  "y:",  "A-", "a-",   "A(",  "a(",  "A;",  "a;",  "C'", "c'",
    "C^",  "c^",  "C.",  "c.",  "C<", "c<",   "D<",  "d<",  "D=",  "d=",  "E-", "e-",
    "E(",  "e(",  "E.",  "e.",  "E;", "e;",   "E<",  "e<",  "G^",  "g^",  "G(", "g(",
    "G.",  "g.",  "G,",  "g,",  "H^", "h^",   "H=",  "h=",  "I~",  "i~",  "I-", "i-",
    "I(",  "i(",  "I;",  "i;",  "I.", "i!",   "IJ",  "ij",  "J^",  "j^",  "K,", "k,",
    "q!",  "L'",  "l'",  "L,",  "l,", "L<",   "l<",  "L#",  "l#",  "L=",  "l=", "N'",
    "n'",  "N,",  "n,",  "N<",  "n<", "z!!n", "N!",  "n!",  "O-",  "o-",  "O(", "o(",
    "O\"", "o\"", "O+E", "o+e", "R'", "r'",   "R,",  "r,",  "R<",  "r<",  "S'", "s'",
    "S^",  "s^",  "S,",  "s,",  "S<", "s<",   "T,",  "t,",  "T<",  "t<",  "T!", "t!",
    "U~",  "u~",  "U-",  "u-",  "U(", "u(",   "U*",  "u*",  "U\"", "u\"", "U;", "u;",
    "W^",  "w^",  "Y^",  "y^",  "Y:", "Z'",   "z'",  "Z.",  "z.",  "Z<",  "z<", "s+"
};

/* The marks above in the order of their weights, and which character each one is. */
static const char marks[] = "'`(^<*:\"~./,;-=#+";
static const uint16_t mark_chars[] = { 0x301, 0x300, 0x306, 0x302, 0x30c, 0x30a,
                                       0x308, 0x30b, 0x303, 0x307, 0x338, 0x327,
                                       0x328, 0x304, 0x335, 0x00b7 };

enum { SECOND_PLAIN = 1, THIRD_SMALL = 1, THIRD_CAPITAL, THIRD_VARIANT };

typedef struct {
    uint32_t weights[3];
} Element;

typedef struct {
    Str rest;          /* what is to be read */
    const char *parts; /* of the character read last, "" when used up */
} Reader;

static bool is_capital(uint32_t c)
{
    return c >= 'A' && c <= 'Z';
}

/* Takes one character. */
static uint32_t read_char(Str *s)
{
    bool whole;
    size_t n = utf8_piece(s->ptr, s->len, &whole);
    uint32_t c = whole ? utf8_point(s->ptr, n) : 0xfffd;

    *s = str_from(*s, whole ? n : 1);
    return c;
}

static void element_of_part(Reader *r, Element *e)
{
    char c = *r->parts++;
    const char *mark = strchr(marks, c);

    if (mark) {
        *e = (Element){ { 0, (uint32_t)(mark - marks) + 2, THIRD_SMALL } };
        return;
    }
    *e = (Element){ { first_weights[(unsigned char)c], SECOND_PLAIN,
                      is_capital((unsigned char)c) ? THIRD_CAPITAL : THIRD_SMALL } };
    while (*r->parts == '!') {
        e->weights[0]++;
        r->parts++;
    }
}

/* Beyond the tables: by code point; Greek and Cyrillic capitals beside the small. */
static void element_of_other(uint32_t cp, Element *e)
{
    bool capital = true;

    if ((cp >= 0x391 && cp <= 0x3a9) || (cp >= 0x410 && cp <= 0x42f))
        cp += 0x20;
    else if (cp >= 0x400 && cp <= 0x40f)
        cp += 0x50;
    else
        capital = false;
    *e =
        (Element){ { 0x1000 + cp, SECOND_PLAIN, capital ? THIRD_CAPITAL : THIRD_SMALL } };
}

static bool is_mark(uint32_t cp, Element *e)
{
    for (size_t i = 0; i + 1 < sizeof mark_chars / sizeof mark_chars[0]; i++) {
        if (mark_chars[i] == cp) {
            *e = (Element){ { 0, (uint32_t)i + 2, THIRD_SMALL } };
            return true;
        }
    }
    return false;
}

static bool next_element(Reader *r, Element *e)
{
    uint32_t cp;

    if (*r->parts) {
        element_of_part(r, e);
        return true;
    }
    if (r->rest.len == 0)
        return false;
    cp = read_char(&r->rest);
    if (cp == 0xb5)
        cp = 0x3bc; /* the micro sign is the Greek letter */
    if (cp >= 0xc0 && cp < 0x180 && latin[cp - 0xc0][0]) {
        r->parts = latin[cp - 0xc0];
        element_of_part(r, e);
    } else if (cp == 0xd7 || cp == 0xf7) {
        *e = (Element){ { cp == 0xd7 ? 50 : 49, SECOND_PLAIN, THIRD_SMALL } };
    } else if (cp < 0xc0) {
        uint32_t w = first_weights[cp];
        uint32_t third = is_capital(cp)                       ? THIRD_CAPITAL
                         : cp > 0x7f && w >= 63 && cp != 0xb5 ? THIRD_VARIANT
                                                              : THIRD_SMALL;

        *e = (Element){ { w, w ? SECOND_PLAIN : 0, w ? third : 0 } };
        if (cp == 0xa0)
            e->weights[2] = THIRD_VARIANT;
    } else if (!is_mark(cp, e)) {
        element_of_other(cp, e);
    }
    return true;
}

/* The next weight of a level that counts; 0 at the end. */
static uint32_t next_weight(Reader *r, int level)
{
    Element e;

    while (next_element(r, &e)) {
        if (e.weights[level])
            return e.weights[level];
    }
    return 0;
}

static int compare_level(Str a, Str b, int level)
{
    Reader ra = { a, "" }, rb = { b, "" };
    uint32_t wa, wb;

    do {
        wa = next_weight(&ra, level);
        wb = next_weight(&rb, level);
        if (wa != wb)
            return wa < wb ? -1 : 1;
    } while (wa);
    return 0;
}

static int compare_any(Str a, Str b)
{
    for (int level = 0; level < 3; level++) {
        int c = compare_level(a, b, level);

        if (c)
            return c;
    }
    return 0;
}

/* Skips what counts for nothing; -1 at the end, -2 where a character isn't ASCII. */
static int next_ascii(Str s, size_t *at)
{
    while (*at < s.len) {
        unsigned char c = (unsigned char)s.ptr[*at];

        if (c >= 0x80)
            return -2;
        (*at)++;
        if (first_weights[c])
            return c;
    }
    return -1;
}

/* Both begin alike: nothing in it decides on any level. */
static size_t same_ascii(Str a, Str b)
{
    size_t n = a.len < b.len ? a.len : b.len, i = 0;

    while (i < n && a.ptr[i] == b.ptr[i] && (unsigned char)a.ptr[i] < 0x80)
        i++;
    return i;
}

int collate_compare(Str a, Str b)
{
    size_t i = 0, j = 0, same = same_ascii(a, b);
    int third = 0;

    a = str_n(a.ptr + same, a.len - same);
    b = str_n(b.ptr + same, b.len - same);
    for (;;) {
        int ca = next_ascii(a, &i), cb = next_ascii(b, &j);

        if (ca == -2 || cb == -2)
            return compare_any(a, b);
        if (ca < 0 || cb < 0) {
            /* What is left of the longer one may hold more than ASCII, but it has
             * something that counts, or nothing was left of either. */
            return ca == cb ? third : ca < 0 ? -1 : 1;
        }
        if (first_weights[ca] != first_weights[cb])
            return first_weights[ca] < first_weights[cb] ? -1 : 1;
        if (third == 0 && ca != cb)
            third = is_capital((uint32_t)ca) ? 1 : -1;
    }
}

int collate_order(const void *x, const void *y)
{
    return collate_compare(*(const Str *)x, *(const Str *)y);
}
