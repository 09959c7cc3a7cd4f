/* json_why.c: see json_why.h. A parser that keeps nothing and knows what was expected. */
#include "common/json_why.h"

#include "common/jstext.h"
#include "common/utf8.h"

#define DEPTH_MAX 2000
#define CONTEXT 10

typedef struct {
    Arena *a;
    Str text;
    size_t at;
    int depth;
    Str why; /* ptr NULL: nothing wrong yet */
} Why;

/* ---- Saying it ---- */

static bool at_end(const Why *w)
{
    return w->at >= w->text.len;
}

static char peek(const Why *w)
{
    return at_end(w) ? '\0' : w->text.ptr[w->at];
}

static bool fail(Why *w, const char *what)
{
    w->why = arena_strf(w->a, "%s in JSON at position %zu", what,
                        js_length(str_sub(w->text, 0, w->at)));
    return false;
}

static size_t char_bytes(Str s)
{
    size_t n = 1;

    while (n < s.len && utf8_continues(s.ptr[n]))
        n++;
    return n;
}

/* The text between two distances, in UTF-16 units, from its beginning. */
static Str units(Str s, size_t from, size_t to)
{
    size_t start = 0, end, n = 0;

    while (start < s.len && n < from) {
        size_t k = char_bytes(str_from(s, start));

        n += js_length(str_sub(s, start, start + k));
        start += k;
    }
    for (end = start; end < s.len && n < to;) {
        size_t k = char_bytes(str_from(s, end));

        n += js_length(str_sub(s, end, end + k));
        end += k;
    }
    return str_sub(s, start, end);
}

/* Short texts are shown whole, of longer ones what stands around the place. */
static bool bad_token(Why *w)
{
    Str token = str_sub(w->text, w->at, w->at + char_bytes(str_from(w->text, w->at)));
    size_t pos = js_length(str_sub(w->text, 0, w->at)), len = js_length(w->text);
    bool context = len > 2 * CONTEXT;
    bool start = context && pos >= CONTEXT, end = context && pos + CONTEXT < len;
    Str shown = w->text;

    if (at_end(w)) {
        w->why = STR("Unexpected end of JSON input");
        return false;
    }
    if (str_is(w->text, "NaN") || str_is(w->text, "Infinity") ||
        str_is(w->text, "undefined") || str_is(w->text, "[object Object]")) {
        w->why = arena_strf(w->a, "\"" STR_FMT "\" is not valid JSON", STR_ARG(shown));
        return false;
    }
    if (context && !start)
        end = true;
    if (context)
        shown = units(w->text, start ? pos - CONTEXT : 0, end ? pos + CONTEXT : len);
    w->why =
        arena_strf(w->a,
                   "Unexpected token '" STR_FMT "', %s\"" STR_FMT
                   "\"%s is not valid JSON",
                   STR_ARG(token), start ? "..." : "", STR_ARG(shown), end ? "..." : "");
    return false;
}

/* ---- Reading ---- */

static void skip_space(Why *w)
{
    while (!at_end(w) && memchr(" \t\n\r", peek(w), 4) != NULL)
        w->at++;
}

static bool digits(Why *w)
{
    size_t start = w->at;

    while (ascii_digit(peek(w)))
        w->at++;
    return w->at > start;
}

static bool number(Why *w)
{
    if (peek(w) == '-') {
        w->at++;
        if (!ascii_digit(peek(w)))
            return fail(w, "No number after minus sign");
    }
    if (peek(w) == '0') {
        w->at++;
        if (ascii_digit(peek(w)))
            return fail(w, "Unexpected number");
    } else {
        digits(w);
    }
    if (peek(w) == '.') {
        w->at++;
        if (!digits(w))
            return fail(w, "Unterminated fractional number");
    }
    if (peek(w) == 'e' || peek(w) == 'E') {
        w->at++;
        if (peek(w) == '+' || peek(w) == '-')
            w->at++;
        if (!digits(w))
            return fail(w, "Exponent part is missing a number");
    }
    return true;
}

static bool is_hex(char c)
{
    return ascii_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Behind a backslash. */
static bool escape(Why *w)
{
    if (at_end(w))
        return fail(w, "Unterminated string");
    if (peek(w) == 'u') {
        for (int i = 0; i < 4; i++) {
            w->at++;
            if (!is_hex(peek(w)))
                return fail(w, "Bad Unicode escape");
        }
    } else if (memchr("\"\\/bfnrt", peek(w), 8) == NULL) {
        return fail(w, "Bad escaped character");
    }
    w->at++;
    return true;
}

static bool string(Why *w)
{
    for (w->at++; !at_end(w);) {
        char c = peek(w);

        if ((unsigned char)c < 0x20)
            return fail(w, "Bad control character in string literal");
        w->at++;
        if (c == '"')
            return true;
        if (c == '\\' && !escape(w))
            return false;
    }
    return fail(w, "Unterminated string");
}

static bool literal(Why *w, const char *word)
{
    for (; *word != '\0'; word++, w->at++) {
        if (peek(w) != *word)
            return bad_token(w);
    }
    return true;
}

static bool value(Why *w);

static bool member(Why *w, bool first)
{
    skip_space(w);
    if (peek(w) != '"')
        return fail(w, first ? "Expected property name or '}'"
                             : "Expected double-quoted property name");
    if (!string(w))
        return false;
    skip_space(w);
    if (peek(w) != ':')
        return fail(w, "Expected ':' after property name");
    w->at++;
    return value(w);
}

/* Behind the opening bracket. */
static bool members(Why *w, char close)
{
    bool object = close == '}';

    skip_space(w);
    if (peek(w) == close) {
        w->at++;
        return true;
    }
    for (bool first = true;; first = false) {
        if (object ? !member(w, first) : !value(w))
            return false;
        skip_space(w);
        if (peek(w) == close) {
            w->at++;
            return true;
        }
        if (peek(w) != ',')
            return fail(w, object ? "Expected ',' or '}' after property value"
                                  : "Expected ',' or ']' after array element");
        w->at++;
    }
}

static bool value(Why *w)
{
    char c;
    bool ok;

    skip_space(w);
    c = peek(w);
    if (c == '"')
        return string(w);
    if (c == '-' || ascii_digit(c))
        return number(w);
    if (c == 't' || c == 'f' || c == 'n')
        return literal(w, c == 't' ? "true" : c == 'f' ? "false" : "null");
    if (at_end(w) || (c != '{' && c != '[') || w->depth >= DEPTH_MAX)
        return bad_token(w);
    w->at++;
    w->depth++;
    ok = members(w, c == '{' ? '}' : ']');
    w->depth--;
    return ok;
}

Str json_why(Arena *a, Str text)
{
    Why w = { .a = a, .text = text };

    if (value(&w)) {
        skip_space(&w);
        if (at_end(&w))
            return STR("");
        return arena_strf(
            a, "Unexpected non-whitespace character after JSON at position %zu",
            js_length(str_sub(text, 0, w.at)));
    }
    return w.why;
}
