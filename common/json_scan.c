/* json_scan.c: is this exactly one JSON value (ECMA-404), and if not, where.
 *
 * A loop with a bit stack instead of recursion, so that depth costs a bit. */
#include "common/json_scan.h"

#include "common/hex.h"
#include "common/utf8.h"
#include "common/xalloc.h"

typedef struct {
    const char *p, *end;
    JsonScan *out;
    unsigned char *stack; /* 1: object, 0: array, for each open bracket */
    int depth, max_depth;
} Scan;

static bool is_special(unsigned char c)
{
    return c == '"' || c == '\\' || c < 0x20;
}

/* Eight bytes at a time: of those, a quote or backslash becomes 0 in one of the sums, and
 * subtracting 1 borrows into the high bit of a zero byte. Borrows go upwards: the lowest
 * such bit is right. */
const char *json_find_special(const char *p, const char *end)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;

    while (end - p >= 8) {
        uint64_t w, quote, slash, found;

        memcpy(&w, p, 8);
        quote = w ^ ones * '"';
        slash = w ^ ones * '\\';
        found = (((quote - ones) & ~quote) | ((slash - ones) & ~slash) |
                 ((w - ones * 0x20) & ~w)) &
                high;
        if (found != 0 && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
            return p + (__builtin_ctzll(found) >> 3);
        if (found != 0)
            break;
        p += 8;
    }
    while (p < end && !is_special((unsigned char)*p))
        p++;
    return p;
}

static void skip_space(Scan *s)
{
    while (s->p < s->end &&
           (*s->p == ' ' || *s->p == '\n' || *s->p == '\t' || *s->p == '\r'))
        s->p++;
}

/* At a backslash. */
static JsonScanResult scan_escape(Scan *s)
{
    int u, low;

    if (s->end - s->p < 2)
        return JSON_SCAN_END;
    if (s->p[1] != 'u') {
        if (!memchr("\"\\/bfnrt", s->p[1], 8))
            return JSON_SCAN_ESCAPE;
        s->p += 2;
        return JSON_SCAN_OK;
    }
    u = hex_value4(s->p + 2, s->end);
    if (u < 0)
        return JSON_SCAN_ESCAPE;
    s->p += 6;
    if (u == 0)
        s->out->odd_escape = true;
    if (!utf16_is_surrogate((uint32_t)u))
        return JSON_SCAN_OK;
    low = utf16_is_high((uint32_t)u) && s->end - s->p >= 6 && s->p[0] == '\\' &&
                  s->p[1] == 'u'
              ? hex_value4(s->p + 2, s->end)
              : -1;
    if (low >= 0 && utf16_is_low((uint32_t)low))
        s->p += 6;
    else
        s->out->odd_escape = true;
    return JSON_SCAN_OK;
}

/* At the opening quote. */
static JsonScanResult scan_string(Scan *s)
{
    s->p++;
    while (s->p < s->end) {
        unsigned char c = (unsigned char)*s->p;

        if (c == '"') {
            s->p++;
            return JSON_SCAN_OK;
        }
        if (c == '\\') {
            JsonScanResult r = scan_escape(s);

            if (r != JSON_SCAN_OK)
                return r;
        } else if (c < 0x20) {
            return JSON_SCAN_CONTROL;
        } else {
            s->p++;
        }
    }
    return JSON_SCAN_END;
}

static bool digits(Scan *s)
{
    const char *from = s->p;

    while (s->p < s->end && *s->p >= '0' && *s->p <= '9')
        s->p++;
    return s->p > from;
}

static JsonScanResult scan_number(Scan *s)
{
    if (*s->p == '-')
        s->p++;
    if (s->p < s->end && *s->p == '0')
        s->p++;
    else if (!digits(s))
        return s->p < s->end ? JSON_SCAN_BAD : JSON_SCAN_END;
    if (s->p < s->end && *s->p == '.') {
        s->p++;
        if (!digits(s))
            return s->p < s->end ? JSON_SCAN_BAD : JSON_SCAN_END;
    }
    if (s->p < s->end && (*s->p == 'e' || *s->p == 'E')) {
        s->p++;
        if (s->p < s->end && (*s->p == '+' || *s->p == '-'))
            s->p++;
        if (!digits(s))
            return s->p < s->end ? JSON_SCAN_BAD : JSON_SCAN_END;
    }
    return JSON_SCAN_OK;
}

static JsonScanResult scan_word(Scan *s, const char *word)
{
    while (*word != '\0') {
        if (s->p == s->end)
            return JSON_SCAN_END;
        if (*s->p != *word)
            return JSON_SCAN_BAD;
        s->p++;
        word++;
    }
    return JSON_SCAN_OK;
}

static JsonScanResult scan_scalar(Scan *s)
{
    switch (*s->p) {
    case '"': return scan_string(s);
    case 't': return scan_word(s, "true");
    case 'f': return scan_word(s, "false");
    case 'n': return scan_word(s, "null");
    default:
        if (*s->p == '-' || (*s->p >= '0' && *s->p <= '9'))
            return scan_number(s);
        return JSON_SCAN_BAD;
    }
}

/* At a key's place in an object: the key and its colon. */
static JsonScanResult scan_key(Scan *s)
{
    JsonScanResult r;

    skip_space(s);
    if (s->p == s->end)
        return JSON_SCAN_END;
    if (*s->p != '"')
        return JSON_SCAN_BAD;
    if ((r = scan_string(s)) != JSON_SCAN_OK)
        return r;
    skip_space(s);
    if (s->p == s->end)
        return JSON_SCAN_END;
    if (*s->p != ':')
        return JSON_SCAN_BAD;
    s->p++;
    return JSON_SCAN_OK;
}

static bool in_object(const Scan *s)
{
    return s->stack[(s->depth - 1) >> 3] >> ((s->depth - 1) & 7) & 1;
}

/* At '{' or '['. *empty says that the bracket closed at once. */
static JsonScanResult scan_open(Scan *s, bool *empty)
{
    char close = *s->p == '{' ? '}' : ']';

    if (s->depth == s->max_depth)
        return JSON_SCAN_TOO_DEEP;
    s->p++;
    skip_space(s);
    *empty = s->p < s->end && *s->p == close;
    if (*empty) {
        s->p++;
        return JSON_SCAN_OK;
    }
    if (close == '}')
        s->stack[s->depth >> 3] |= (unsigned char)(1u << (s->depth & 7));
    else
        s->stack[s->depth >> 3] &= (unsigned char)~(1u << (s->depth & 7));
    s->depth++;
    return close == '}' ? scan_key(s) : JSON_SCAN_OK;
}

/* After a value: closes brackets, or stops where the next value begins. */
static JsonScanResult scan_after(Scan *s)
{
    while (s->depth > 0) {
        bool obj = in_object(s);

        skip_space(s);
        if (s->p == s->end)
            return JSON_SCAN_END;
        if (*s->p == ',') {
            s->p++;
            return obj ? scan_key(s) : JSON_SCAN_OK;
        }
        if (*s->p != (obj ? '}' : ']'))
            return JSON_SCAN_BAD;
        s->p++;
        s->depth--;
    }
    return JSON_SCAN_OK;
}

static JsonScanResult scan_all(Scan *s)
{
    JsonScanResult r;

    do {
        bool done = true;

        skip_space(s);
        if (s->p == s->end)
            return JSON_SCAN_END;
        if (*s->p == '{' || *s->p == '[')
            r = scan_open(s, &done);
        else
            r = scan_scalar(s);
        if (r == JSON_SCAN_OK && done)
            r = scan_after(s);
        if (r != JSON_SCAN_OK)
            return r;
    } while (s->depth > 0);
    skip_space(s);
    return s->p == s->end ? JSON_SCAN_OK : JSON_SCAN_BAD;
}

JsonScanResult json_scan(Str text, int max_depth, JsonScan *out)
{
    Scan s = { .p = text.ptr, .end = text.ptr + text.len, .max_depth = max_depth };
    JsonScanResult r;

    *out = (JsonScan){ 0 };
    s.out = out;
    s.stack = xcalloc((size_t)max_depth / 8 + 1, 1);
    r = scan_all(&s);
    out->offset = (size_t)(s.p - text.ptr);
    xfree(s.stack);
    return r;
}
