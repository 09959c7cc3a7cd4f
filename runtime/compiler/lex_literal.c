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

/* Behind "\u": XXXX or {X…}; -1 where it is malformed. */
static int32_t unicode_escape(const char **p, const char *end)
{
    int32_t v = 0;

    if (*p == end || **p != '{')
        return hex_digits(p, end, 4);
    (*p)++;
    if (*p < end && **p == '}')
        return -1;
    while (*p < end && **p != '}') {
        int d = hex_value(**p);

        if (d < 0 || (v = v * 16 + d) > 0x10FFFF)
            return -1;
        (*p)++;
    }
    if (*p == end)
        return -1;
    (*p)++;
    return v;
}

int32_t lex_name_escape(Lexer *l)
{
    const char *p = l->at + 1;

    if (p == l->end || *p != 'u')
        return -1;
    p++;
    int32_t c = unicode_escape(&p, l->end);
    l->at = p;
    return c;
}

/* ---- Numbers ---- */

/* The digits gathered so far are let go before the error takes off. */
static _Noreturn void number_fail(Lexer *l, Buf *digits, const char *from, const char *to,
                                  const char *message)
{
    buf_release(digits);
    lex_fail(l, DIAG_SYNTAX, offset(l, from), offset(l, to), "%s", message);
}

/* Digits of a radix with separators, from l->at on, without the separators into `out`. */
static void scan_digits(Lexer *l, int radix, Buf *out, bool separators)
{
    const char *start = l->at;

    while (l->at < l->end) {
        char c = *l->at;
        int d = hex_value(c);

        if (c == '_' && separators) {
            if (l->at == start || l->at[-1] == '_')
                number_fail(l, out, l->at, l->at + 1,
                            "Only one underscore is allowed as numeric separator");
        } else if (d >= 0 && d < radix) {
            buf_putc(out, c);
        } else {
            break;
        }
        l->at++;
    }
    if (l->at > start && l->at[-1] == '_')
        number_fail(l, out, l->at - 1, l->at,
                    "Numeric separators are not allowed at the end of numeric literals");
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

/* A decimal literal: integer part, fraction, exponent. True if it is an integer alone. */
static bool scan_decimal(Lexer *l, Buf *out, bool legacy)
{
    bool integer = true;

    scan_digits(l, 10, out, !legacy);
    if (l->at < l->end && *l->at == '.') {
        integer = false;
        buf_putc(out, '.');
        l->at++;
        if (l->at < l->end && *l->at == '_')
            number_fail(l, out, l->at, l->at + 1,
                        "Numeric separators are not allowed here");
        scan_digits(l, 10, out, true);
    }
    if (l->at < l->end && (*l->at == 'e' || *l->at == 'E')) {
        size_t before;

        integer = false;
        buf_putc(out, 'e');
        l->at++;
        if (l->at < l->end && (*l->at == '+' || *l->at == '-'))
            buf_putc(out, *l->at++);
        before = out->len;
        scan_digits(l, 10, out, true);
        if (out->len == before)
            number_fail(l, out, l->at, l->at + 1, "Invalid or unexpected token");
    }
    return integer;
}

static bool all_octal(const char *p, const char *end)
{
    while (p < end && *p >= '0' && *p <= '9') {
        if (*p > '7')
            return false;
        p++;
    }
    return true;
}

static void legacy_number(Lexer *l, Token *t, Buf *digits)
{
    t->octal = true;
    t->bad_at = offset(l, l->at);
    if (l->strict)
        lex_fail(l, DIAG_SYNTAX, t->bad_at, t->bad_at + 1,
                 all_octal(l->at, l->end)
                     ? "Octal literals are not allowed in strict mode."
                     : "Decimals with leading zeros are not allowed in strict mode.");
    if (all_octal(l->at, l->end)) {
        scan_digits(l, 8, digits, false);
        t->number = radix_value(buf_view(digits), 3);
        return;
    }
    scan_decimal(l, digits, true);
    t->number = strtod(buf_cstr(digits), NULL);
}

/* Behind 0x, 0o or 0b. */
static void radix_number(Lexer *l, Token *t, Buf *digits, int bits)
{
    l->at += 2;
    scan_digits(l, 1 << bits, digits, true);
    if (digits->len == 0)
        lex_fail(l, DIAG_SYNTAX, t->start, offset(l, l->at),
                 "Invalid or unexpected token");
    t->number = radix_value(buf_view(digits), bits);
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

void lex_number(Lexer *l, Token *t)
{
    Buf digits = BUF_MAX(1 << 24);
    const char *start = l->at;
    int bits = radix_bits(l);
    bool integer = true;

    if (short_number(l, t))
        return;
    t->odd = true;
    t->kind = TOKEN_NUMBER;
    if (bits) {
        radix_number(l, t, &digits, bits);
    } else if (l->end - l->at >= 2 && l->at[0] == '0' &&
               ((l->at[1] >= '0' && l->at[1] <= '9') || l->at[1] == '_')) {
        if (l->at[1] == '_')
            lex_fail(l, DIAG_SYNTAX, offset(l, l->at) + 1, offset(l, l->at) + 2,
                     "Numeric separator can not be used after leading 0");
        legacy_number(l, t, &digits);
    } else {
        integer = scan_decimal(l, &digits, false);
        t->number = strtod(buf_cstr(&digits), NULL);
    }
    if (l->at < l->end && *l->at == 'n' && integer && !t->octal) {
        t->kind = TOKEN_BIGINT;
        t->value = bits ? arena_strf(l->arena, "0%c%s", start[1] | 32, digits.ptr)
                        : arena_str(l->arena, buf_view(&digits));
        l->at++;
    }
    buf_release(&digits);
    if (l->at < l->end) {
        int32_t c;

        char_decode(l->at, l->end, &c);
        if (c == '\\' || (c >= 0 && char_is_id_part(c)))
            lex_fail(l, DIAG_SYNTAX, t->start, offset(l, l->at) + 1,
                     "Invalid or unexpected token");
    }
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

static void bad_escape(Cook *k, const char *at, const char *msg)
{
    if (k->template) {
        if (!k->t->bad_escape)
            k->t->bad_at = offset(k->l, at);
        k->t->bad_escape = true;
        return;
    }
    buf_release(k->out);
    lex_fail(k->l, DIAG_SYNTAX, offset(k->l, at), offset(k->l, k->l->at), "%s", msg);
}

/* At the digit behind the backslash. */
static void octal_escape(Cook *k)
{
    Lexer *l = k->l;
    const char *start = l->at - 1;
    int v = 0, max = *l->at <= '3' ? 3 : 2;
    bool zero =
        *l->at == '0' && !(l->at + 1 < l->end && l->at[1] >= '0' && l->at[1] <= '9');

    if (zero) {
        l->at++;
        buf_putc(k->out, '\0');
        return;
    }
    if (k->template) {
        bad_escape(k, start, "");
        l->at++;
        return;
    }
    if (!k->t->octal)
        k->t->bad_at = offset(l, start);
    k->t->octal = true;
    if (*l->at >= '8') {
        buf_putc(k->out, *l->at++);
        return;
    }
    while (max-- > 0 && l->at < l->end && *l->at >= '0' && *l->at <= '7')
        v = v * 8 + (*l->at++ - '0');
    put_char(k->out, v);
}

static void coded_escape(Cook *k)
{
    Lexer *l = k->l;
    const char *start = l->at - 1;
    bool wide = *l->at++ == 'u';
    const char *p = l->at;
    int32_t c = wide ? unicode_escape(&p, l->end) : hex_digits(&p, l->end, 2);

    if (c < 0) {
        if (!k->template)
            l->at = p;
        bad_escape(k, start,
                   wide ? "Invalid Unicode escape sequence"
                        : "Invalid hexadecimal escape sequence");
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

_Noreturn static void unterminated(Lexer *l, Token *t, Buf *out, const char *msg)
{
    buf_release(out);
    lex_fail(l, DIAG_SYNTAX, t->start, offset(l, l->at), "%s", msg);
}

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
    while (l->at < l->end && *l->at != quote) {
        if (*l->at == '\n' || *l->at == '\r')
            unterminated(l, t, &out, "Invalid or unexpected token");
        if (*l->at == '\\') {
            t->escaped = true;
            cook_escape(&k);
        } else {
            buf_putc(&out, *l->at++);
        }
    }
    if (l->at == l->end)
        unterminated(l, t, &out, "Invalid or unexpected token");
    l->at++;
    t->value = arena_str(l->arena, buf_view(&out));
    buf_release(&out);
    if (t->octal && l->strict)
        lex_fail(l, DIAG_SYNTAX, t->bad_at, t->bad_at + 2,
                 "Octal escape sequences are not allowed in strict mode.");
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
    for (;;) {
        if (l->at >= l->end)
            unterminated(l, t, &out, "Unterminated template literal");
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
    t->tail = *l->at == '`';
    l->at += t->tail ? 1 : 2;
}
