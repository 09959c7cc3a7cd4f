/* lex_literal.c: numbers, strings and templates (ECMA-262 12.9). */
#include "runtime/compiler/lex_literal.h"

#include <math.h>
#include <stdlib.h>

#include "common/hex.h"
#include "common/utf8.h"
#include "runtime/compiler/chars.h"
#include "runtime/compiler/scan.h"

static uint32_t offset(const Lexer *l, const char *p)
{
    return (uint32_t)(p - l->text);
}

/* n hex digits at *p; -1 where there are fewer. */
static int32_t hex_digits(const char **p, const char *end, int n)
{
    int32_t v = 0;

    for (int i = 0; i < n; i++) {
        int d = *p < end ? hex_value(**p) : -1;

        if (d < 0)
            return -1;
        v = v * 16 + d;
        (*p)++;
    }
    return v;
}

#define BAD_UNICODE "Invalid Unicode escape sequence"
#define BAD_HEX "Invalid hexadecimal escape sequence"
#define BAD_POINT "Undefined Unicode code-point"

/* Behind "\u": XXXX or {X…}; -1 where it is malformed, with the reason. */
static int32_t unicode_escape(const char **p, const char *end, const char **why)
{
    int32_t v = 0;

    *why = BAD_UNICODE;
    if (*p == end || **p != '{')
        return hex_digits(p, end, 4);
    (*p)++;
    if (*p < end && **p == '}')
        return -1;
    while (*p < end && **p != '}') {
        int d = hex_value(**p);

        if (d < 0)
            return -1;
        if ((v = v * 16 + d) > 0x10FFFF) {
            *why = BAD_POINT;
            return -1;
        }
        (*p)++;
    }
    if (*p == end)
        return -1;
    (*p)++;
    return v;
}

int32_t lex_name_escape(Lexer *l, Token *t)
{
    const char *start = l->at, *p = start + 1, *why;
    int32_t c;

    l->at = p;
    if (p == l->end || *p != 'u')
        return -1;
    p++;
    c = unicode_escape(&p, l->end, &why);
    l->at = p;
    if (c < 0)
        lex_illegal(l, t, start, p, why);
    return c;
}

/* ---- Numbers ---- */

/* Digits of a radix with separators, from l->at on, without the separators into `out`.
 * False where the separators are wrong: t is illegal. */
static bool scan_digits(Lexer *l, Token *t, int radix, Buf *out)
{
    bool separator = false;

    for (; l->at < l->end; l->at++) {
        int d = hex_value(*l->at);

        if (*l->at == '_') {
            if (separator) {
                lex_illegal(l, t, l->at, l->at + 1,
                            "Only one underscore is allowed as numeric separator");
                return false;
            }
            separator = true;
        } else if (d >= 0 && d < radix) {
            separator = false;
            buf_putc(out, *l->at);
        } else {
            break;
        }
    }
    if (separator)
        lex_illegal(l, t, l->at, l->at + (l->at < l->end),
                    "Numeric separators are not allowed at the end of numeric literals");
    return !separator;
}

/* … where a digit must come first. */
static bool scan_some_digits(Lexer *l, Token *t, int radix, Buf *out)
{
    int d = l->at < l->end ? hex_value(*l->at) : -1;

    if (d >= 0 && d < radix)
        return scan_digits(l, t, radix, out);
    lex_illegal(l, t, l->text + t->start, l->at, LEX_UNEXPECTED);
    return false;
}

/* The value of digits in a power-of-two radix, rounded to nearest even. */
static double radix_value(Str digits, int bits)
{
    uint64_t mantissa = 0;
    int exponent = 0;
    bool sticky = false;

    for (size_t i = 0; i < digits.len; i++) {
        int d = hex_value(digits.ptr[i]);

        if (mantissa >> 58) {
            exponent += bits;
            sticky |= d != 0;
        } else {
            mantissa = mantissa << bits | (uint64_t)d;
        }
    }
    if (sticky)
        mantissa |= 1;
    return ldexp((double)mantissa, exponent);
}

/* Behind a number's "e". */
static bool scan_exponent(Lexer *l, Token *t, Buf *out)
{
    buf_putc(out, 'e');
    if (l->at < l->end && (*l->at == '+' || *l->at == '-'))
        buf_putc(out, *l->at++);
    return scan_some_digits(l, t, 10, out);
}

/* What follows the integer part of a decimal literal, up to the exponent. False where it
 * is wrong. */
static bool scan_fraction(Lexer *l, Token *t, Buf *out, bool *integer)
{
    if (l->at < l->end && *l->at == '.') {
        *integer = false;
        buf_putc(out, '.');
        l->at++;
        if (l->at < l->end && *l->at == '_') {
            lex_illegal(l, t, l->text + t->start, l->at, LEX_UNEXPECTED);
            return false;
        }
        if (!scan_digits(l, t, 10, out))
            return false;
    }
    if (l->at < l->end && (*l->at == 'e' || *l->at == 'E')) {
        *integer = false;
        l->at++;
        return scan_exponent(l, t, out);
    }
    return true;
}

static void note_octal(Lexer *l, const char *start, const char *end, const char *msg)
{
    l->octal = (SloppyPlace){ offset(l, start), offset(l, end), msg };
}

/* A number with a leading zero and without a prefix: 017 or 089. */
static bool legacy_number(Lexer *l, Token *t, Buf *digits)
{
    const char *start = l->at;
    bool octal = true, integer = true;

    t->octal = true;
    for (; l->at < l->end && *l->at >= '0' && *l->at <= '9'; l->at++) {
        octal = octal && *l->at <= '7';
        buf_putc(digits, *l->at);
    }
    if (octal) {
        note_octal(l, start, l->at, "Octal literals are not allowed in strict mode.");
        t->number = radix_value(buf_view(digits), 3);
        return true;
    }
    if (l->at < l->end && *l->at == '_') {
        lex_illegal(l, t, l->at, l->at + 1, LEX_UNEXPECTED);
        return false;
    }
    if (!scan_fraction(l, t, digits, &integer))
        return false;
    note_octal(l, start, l->at,
               "Decimals with leading zeros are not allowed in strict mode.");
    t->number = strtod(buf_cstr(digits), NULL);
    return true;
}

/* Behind 0x, 0o or 0b. */
static bool radix_number(Lexer *l, Token *t, Buf *digits, int bits)
{
    l->at += 2;
    if (!scan_some_digits(l, t, 1 << bits, digits))
        return false;
    t->number = radix_value(buf_view(digits), bits);
    return true;
}

static bool decimal_number(Lexer *l, Token *t, Buf *digits, bool *integer)
{
    if (!scan_digits(l, t, 10, digits) || !scan_fraction(l, t, digits, integer))
        return false;
    t->number = strtod(buf_cstr(digits), NULL);
    return true;
}

static int radix_bits(const Lexer *l)
{
    if (l->end - l->at < 2 || l->at[0] != '0')
        return 0;
    switch (l->at[1] | 32) {
    case 'x': return 4;
    case 'o': return 3;
    case 'b': return 1;
    default: return 0;
    }
}

/* Powers of ten that a double holds exactly. */
static const double tens[] = { 1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                               1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };

/* The usual number: at most 15 digits, with or without a fraction, nothing else. Its
 * value is exact over a power of ten that is exact, so that the division rounds right.
 * False, and nothing read, where it is another. */
static bool short_number(Lexer *l, Token *t)
{
    const char *p = l->at, *dot = NULL;
    uint64_t value = 0;
    int digits = 0;

    for (; p < l->end; p++) {
        if (*p >= '0' && *p <= '9') {
            value = value * 10 + (uint64_t)(*p - '0');
            if (++digits > 15)
                return false;
        } else if (*p == '.' && dot == NULL) {
            dot = p;
        } else {
            break;
        }
    }
    if (p == l->end || (unsigned char)*p >= 0x80 || *p == '\\' ||
        char_classes[(unsigned char)*p] & CHAR_ID_PART)
        return false;
    if (*l->at == '0' && p - l->at > 1 && dot != l->at + 1)
        return false;
    t->number = dot != NULL ? (double)value / tens[p - dot - 1] : (double)value;
    t->kind = TOKEN_NUMBER;
    l->at = p;
    return true;
}

/* Everything up to what may not follow a number. */
static bool long_number(Lexer *l, Token *t, Buf *digits)
{
    const char *start = l->at;
    int bits = radix_bits(l);
    bool integer = true;

    if (bits) {
        if (!radix_number(l, t, digits, bits))
            return false;
    } else if (l->end - l->at >= 2 && l->at[0] == '0' && l->at[1] == '_') {
        lex_illegal(l, t, l->at + 1, l->at + 2,
                    "Numeric separator can not be used after leading 0.");
        return false;
    } else if (l->end - l->at >= 2 && l->at[0] == '0' && l->at[1] >= '0' &&
               l->at[1] <= '9') {
        if (!legacy_number(l, t, digits))
            return false;
    } else if (!decimal_number(l, t, digits, &integer)) {
        return false;
    }
    if (l->at < l->end && *l->at == 'n' && integer && !t->octal) {
        t->kind = TOKEN_BIGINT;
        t->value = bits ? arena_strf(l->arena, "0%c%s", start[1] | 32, digits->ptr)
                        : arena_str(l->arena, buf_view(digits));
        l->at++;
    }
    return true;
}

void lex_number(Lexer *l, Token *t)
{
    Buf digits = BUF_MAX(1 << 24);
    int32_t c;
    bool good;

    if (short_number(l, t))
        return;
    t->odd = true;
    t->kind = TOKEN_NUMBER;
    good = long_number(l, t, &digits);
    buf_release(&digits);
    if (!good || l->at == l->end)
        return;
    char_decode(l->at, l->end, &c);
    if (c == '\\' || (c >= 0 && char_is_id_part(c)))
        lex_illegal(l, t, l->text + t->start, l->at, LEX_UNEXPECTED);
}

/* ---- Escapes ---- */

typedef struct {
    Lexer *l;
    Token *t;
    Buf *out;
    bool template; /* escapes that are wrong make the cooked value undefined */
} Cook;

static void put_char(Buf *out, int32_t c)
{
    char bytes[4];

    /* A low surrogate behind a high one: both become one character. */
    if (utf16_is_low((uint32_t)c) && out->len >= 3) {
        uint32_t high = utf8_surrogate(out->ptr + out->len - 3, 3);

        if (utf16_is_high(high)) {
            buf_truncate(out, out->len - 3);
            c = (int32_t)utf16_join(high, (uint32_t)c);
        }
    }
    buf_put(out, bytes, utf8_put(bytes, (uint32_t)c));
}

/* What is wrong from `at` on, up to `end`: the first of a token counts. */
static void bad_escape(Cook *k, const char *at, const char *end, const char *msg)
{
    if (k->t->bad_escape)
        return;
    k->t->bad_escape = true;
    k->t->bad_at = offset(k->l, at);
    k->t->bad_end = offset(k->l, end);
    k->t->bad_msg = msg;
}

/* At the digit behind the backslash. */
static void octal_escape(Cook *k)
{
    Lexer *l = k->l;
    const char *start = l->at - 1;
    int v = 0, max = *l->at <= '3' ? 3 : 2;
    bool zero =
             *l->at == '0' && !(l->at + 1 < l->end && l->at[1] >= '0' && l->at[1] <= '9'),
         coded = *l->at < '8';

    if (zero) {
        l->at++;
        buf_putc(k->out, '\0');
        return;
    }
    if (k->template) {
        l->at++;
        bad_escape(k, start, l->at,
                   coded ? "Octal escape sequences are not allowed in template strings."
                         : "\\8 and \\9 are not allowed in template strings.");
        return;
    }
    k->t->octal = true;
    if (!coded) {
        buf_putc(k->out, *l->at++);
        note_octal(l, start, l->at, "\\8 and \\9 are not allowed in strict mode.");
        return;
    }
    while (max-- > 0 && l->at < l->end && *l->at >= '0' && *l->at <= '7')
        v = v * 8 + (*l->at++ - '0');
    note_octal(l, start, l->at, "Octal escape sequences are not allowed in strict mode.");
    put_char(k->out, v);
}

static void coded_escape(Cook *k)
{
    Lexer *l = k->l;
    const char *start = l->at - 1, *why = BAD_HEX;
    bool wide = *l->at++ == 'u';
    const char *p = l->at;
    int32_t c = wide ? unicode_escape(&p, l->end, &why) : hex_digits(&p, l->end, 2);

    if (c < 0) {
        bad_escape(k, start, p, why);
        return;
    }
    l->at = p;
    put_char(k->out, c);
}

/* Skips a line end at l->at; false if there is none. */
static bool skip_line_end(Lexer *l)
{
    if (*l->at == '\r') {
        l->at += l->end - l->at >= 2 && l->at[1] == '\n' ? 2 : 1;
        return true;
    }
    if (*l->at == '\n') {
        l->at++;
        return true;
    }
    if (l->end - l->at >= 3 && l->at[0] == '\xE2' && l->at[1] == '\x80' &&
        (l->at[2] == '\xA8' || l->at[2] == '\xA9')) {
        l->at += 3;
        return true;
    }
    return false;
}

/* At a backslash. */
static void cook_escape(Cook *k)
{
    static const char from[] = "nrtbvf", to[] = "\n\r\t\b\v\f";
    Lexer *l = k->l;
    const char *found;

    l->at++;
    if (l->at == l->end || skip_line_end(l))
        return;
    if (*l->at >= '0' && *l->at <= '9') {
        octal_escape(k);
    } else if (*l->at == 'x' || *l->at == 'u') {
        coded_escape(k);
    } else if ((found = memchr(from, *l->at, sizeof from - 1)) != NULL) {
        buf_putc(k->out, to[found - from]);
        l->at++;
    } else {
        int32_t c;
        size_t n = char_decode(l->at, l->end, &c);

        buf_put(k->out, l->at, n);
        l->at += n;
    }
}

/* ---- Strings and templates ---- */

void lex_string(Lexer *l, Token *t)
{
    char quote = *l->at++;
    const char *start = l->at;
    Buf out = BUF_MAX(SOURCE_MAX);
    Cook k = { l, t, &out, false };

    t->kind = TOKEN_STRING;
    l->at = scan_to_either(start, l->end, quote, '\\', &t->odd);
    if (l->at < l->end && *l->at == quote) {
        t->value = str_n(start, (size_t)(l->at++ - start));
        return;
    }
    t->odd = true;
    buf_put(&out, start, (size_t)(l->at - start));
    while (l->at < l->end && *l->at != quote && *l->at != '\n' && *l->at != '\r') {
        if (*l->at == '\\') {
            t->escaped = true;
            cook_escape(&k);
        } else {
            buf_putc(&out, *l->at++);
        }
    }
    if (t->bad_escape)
        lex_illegal(l, t, l->text + t->bad_at, l->text + t->bad_end, t->bad_msg);
    else if (l->at == l->end || *l->at != quote)
        lex_illegal(l, t, l->text + t->start, l->at, LEX_UNEXPECTED);
    else
        t->value = arena_str(l->arena, buf_view(&out));
    l->at += l->at < l->end;
    buf_release(&out);
}

/* Text between start and end with \r\n and \r as \n. */
static Str raw_text(Lexer *l, const char *start, const char *end)
{
    Str raw = str_n(start, (size_t)(end - start));
    char *copy;
    size_t n = 0;

    if (str_index(raw, '\r') < 0)
        return raw;
    copy = arena_bytes(l->arena, raw.len + 1);
    for (size_t i = 0; i < raw.len; i++) {
        if (raw.ptr[i] != '\r')
            copy[n++] = raw.ptr[i];
        else if (i + 1 >= raw.len || raw.ptr[i + 1] != '\n')
            copy[n++] = '\n';
    }
    return str_n(copy, n);
}

void lex_template_chunk(Lexer *l, Token *t)
{
    const char *start = l->at;
    Buf out = BUF_MAX(SOURCE_MAX);
    Cook k = { l, t, &out, true };

    t->kind = TOKEN_TEMPLATE;
    while (l->at < l->end) {
        if (*l->at == '`' || (*l->at == '$' && l->end - l->at >= 2 && l->at[1] == '{'))
            break;
        if (*l->at == '\\') {
            cook_escape(&k);
        } else if (*l->at == '\r') {
            skip_line_end(l);
            buf_putc(&out, '\n');
        } else {
            buf_putc(&out, *l->at++);
        }
    }
    t->raw = raw_text(l, start, l->at);
    t->value = arena_str(l->arena, buf_view(&out));
    buf_release(&out);
    /* One without an end goes on to the end of the text: the parser misses the rest. */
    t->tail = l->at < l->end && *l->at == '`';
    if (l->at < l->end)
        l->at += t->tail ? 1 : 2;
}
