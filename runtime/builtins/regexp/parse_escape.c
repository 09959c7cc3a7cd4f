/* parse_escape.c: escapes and the names of groups. */
#include "runtime/builtins/regexp/parser.h"

#include "common/utf8.h"

#include <string.h>

static int hex(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return (int)c - '0';
    if (c >= 'a' && c <= 'f')
        return (int)c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? (int)c - 'A' + 10 : -1;
}

/* n hexadecimal digits; PARSER_END, with nothing read, if there are fewer. */
static uint32_t parse_hex(Parser *p, size_t n)
{
    uint32_t v = 0;

    for (size_t i = 0; i < n; i++) {
        int d = hex(parser_unit(p, i));

        if (d < 0)
            return PARSER_END;
        v = v * 16 + (uint32_t)d;
    }
    p->at += n;
    return v;
}

/* {…} after \u */
static uint32_t parse_braced(Parser *p)
{
    size_t start = p->at++;
    uint32_t v = 0;

    while (hex(parser_unit(p, 0)) >= 0 && v <= CHAR_MAX_POINT)
        v = v * 16 + (uint32_t)hex(p->text[p->at++]);
    if (p->at > start + 1 && v <= CHAR_MAX_POINT && parser_eat(p, '}'))
        return v;
    p->at = start;
    return PARSER_END;
}

/* \u… after the u: a unit, or with `points`, where braces and pairs of surrogates are
 * understood, a code point; PARSER_END with nothing read. */
static uint32_t parse_unicode_escape(Parser *p, bool points)
{
    uint32_t v, low;
    size_t after;

    if (points && parser_unit(p, 0) == '{')
        return parse_braced(p);
    v = parse_hex(p, 4);
    if (!points || !utf16_is_high(v) || parser_unit(p, 0) != '\\' ||
        parser_unit(p, 1) != 'u')
        return v;
    after = p->at;
    p->at += 2;
    low = parse_hex(p, 4);
    if (utf16_is_low(low))
        return utf16_join(v, low);
    p->at = after;
    return v;
}

/* Up to three octal digits, at most \377. */
static uint32_t parse_octal(Parser *p)
{
    uint32_t v = 0;

    for (int i = 0; i < 3; i++) {
        uint32_t c = parser_unit(p, 0);

        if (c < '0' || c > '7' || v * 8 + (c - '0') > 255)
            break;
        v = v * 8 + (c - '0');
        p->at++;
    }
    return v;
}

static uint32_t parse_digit_escape(Parser *p, bool in_class)
{
    uint32_t c = parser_unit(p, 0), after = parser_unit(p, 1);

    if (p->points) {
        if (c == '0' && !(after >= '0' && after <= '9')) {
            p->at++;
            return 0;
        }
        parser_fail(p, in_class ? "Invalid class escape" : "Invalid decimal escape");
    }
    if (c >= '8') {
        p->at++;
        return c;
    }
    return parse_octal(p);
}

/* At the c of \c. */
static uint32_t parse_control(Parser *p, bool in_class)
{
    uint32_t letter = parser_unit(p, 1);
    bool is_letter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');

    if (is_letter ||
        (in_class && !p->points && ((letter >= '0' && letter <= '9') || letter == '_'))) {
        p->at += 2;
        return letter & 31;
    }
    if (p->points)
        parser_fail(p, "Invalid Unicode escape");
    return '\\'; /* the c is a character of its own */
}

static uint32_t parse_identity(Parser *p, bool in_class)
{
    uint32_t c = parser_peek(p);

    if (p->points) {
        bool syntax = c < 128 && strchr("^$\\.*+?()[]{}|/", (int)c) != NULL && c != 0;

        if (in_class && c == '-')
            syntax = true;
        if (in_class && p->sets && c < 128 && c != 0 &&
            strchr("&-!#%,:;<=>@`~", (int)c) != NULL)
            syntax = true;
        if (!syntax)
            parser_fail(p, "Invalid escape");
    } else if (c == 'k' && p->named) {
        parser_fail(p, "Invalid escape");
    }
    return parser_next(p);
}

uint32_t parse_character_escape(Parser *p, bool in_class)
{
    uint32_t c = parser_unit(p, 0), v;

    if (c == PARSER_END)
        parser_fail(p, "\\ at end of pattern");
    switch (c) {
    case 'f': p->at++; return '\f';
    case 'n': p->at++; return '\n';
    case 'r': p->at++; return '\r';
    case 't': p->at++; return '\t';
    case 'v': p->at++; return '\v';
    case 'b':
        if (!in_class)
            break;
        p->at++;
        return '\b';
    case 'c': return parse_control(p, in_class);
    case 'x':
        p->at++;
        v = parse_hex(p, 2);
        if (v == PARSER_END && p->points)
            parser_fail(p, "Invalid escape");
        return v == PARSER_END ? 'x' : v;
    case 'u':
        p->at++;
        v = parse_unicode_escape(p, p->points);
        if (v == PARSER_END && p->points)
            parser_fail(p, "Invalid Unicode escape");
        return v == PARSER_END ? 'u' : v;
    default: break;
    }
    if (c >= '0' && c <= '9')
        return parse_digit_escape(p, in_class);
    return parse_identity(p, in_class);
}

/* ---- Names of groups ---- */

/* A character of a name, escaped or not, surrogate pairs together. */
static uint32_t name_character(Parser *p)
{
    bool points = p->points;
    uint32_t c;

    p->points = true;
    c = parser_next(p);
    p->points = points;
    if (c != '\\')
        return c;
    if (!parser_eat(p, 'u'))
        return PARSER_END;
    return parse_unicode_escape(p, true);
}

static bool is_name_character(Parser *p, uint32_t c, bool first)
{
    CharSet s = { 0 };

    if (c == '$' || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return true;
    if (c < 128)
        return !first && c >= '0' && c <= '9';
    if (!first && (c == 0x200C || c == 0x200D))
        return true;
    charset_add_property(p->arena, &s, first ? "bin=ID_Start" : "bin=ID_Continue");
    return charset_has(&s, c);
}

bool parse_group_name(Parser *p, GroupName *out)
{
    size_t room = p->n - p->at + 2;
    uint16_t *units = arena_alloc(p->arena, room * sizeof *units);

    *out = (GroupName){ .units = units };
    while (!(out->n > 0 && parser_eat(p, '>'))) {
        uint32_t c = name_character(p);

        if (c == PARSER_END || !is_name_character(p, c, out->n == 0))
            return false;
        if (c > 0xFFFF) {
            units[out->n++] = (uint16_t)utf16_high(c);
            c = utf16_low(c);
        }
        units[out->n++] = (uint16_t)c;
    }
    return true;
}
