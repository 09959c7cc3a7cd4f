/* url_form.c: application/x-www-form-urlencoded, both ways (URL Standard 5). */
#include <string.h>

#include "common/url.h"

static Str plus_to_space(Arena *a, Str s)
{
    char *out;

    if (str_index(s, '+') < 0)
        return s;
    out = arena_memdupz(a, s.ptr, s.len);
    for (size_t i = 0; i < s.len; i++) {
        if (out[i] == '+')
            out[i] = ' ';
    }
    return str_n(out, s.len);
}

static Str decode(Arena *a, Str s)
{
    return url_percent_decode(a, plus_to_space(a, s));
}

void url_form_parse(Arena *a, Str text, UrlPairs *out)
{
    Str piece, name, value;

    while (str_next(&text, '&', &piece)) {
        if (piece.len == 0)
            continue;
        str_cut(piece, '=', &name, &value);
        vec_push_in(a, out, decode(a, name));
        vec_push_in(a, out, decode(a, value));
    }
}

static bool is_plain(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '*' || c == '-' || c == '.' || c == '_';
}

static char *encode(char *out, Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (is_plain(c)) {
            *out++ = (char)c;
        } else if (c == ' ') {
            *out++ = '+';
        } else {
            *out++ = '%';
            *out++ = "0123456789ABCDEF"[c >> 4];
            *out++ = "0123456789ABCDEF"[c & 15];
        }
    }
    return out;
}

Str url_form_write(Arena *a, const UrlPairs *pairs)
{
    size_t n = 1;
    char *text, *p;

    VEC_EACH (Str, s, *pairs)
        n += s->len * 3 + 1;
    text = p = arena_bytes(a, n);
    for (size_t i = 0; i < pairs->len; i++) {
        if (i > 0)
            *p++ = i % 2 ? '=' : '&';
        p = encode(p, pairs->ptr[i]);
    }
    *p = '\0';
    return str_n(text, (size_t)(p - text));
}
