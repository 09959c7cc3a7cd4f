/* redact.c: leaving out what nobody shall read. */
#include "registry-client/redact.h"

typedef struct {
    char *p;
    size_t left;
} Out;

static void put(Out *o, const char *bytes, size_t n)
{
    if (n > o->left)
        n = o->left;
    memcpy(o->p, bytes, n);
    o->p += n;
    o->left -= n;
}

/* Length of something at s that must not reach a terminal, 0 if it may. */
static size_t steering(Str s)
{
    unsigned char c = (unsigned char)s.ptr[0];

    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F)
        return 1;
    /* C1 controls: U+0080 to U+009F. */
    if (c == 0xC2 && s.len > 1 && (unsigned char)s.ptr[1] < 0xA0)
        return 2;
    /* U+200B to U+200F, U+2028 to U+202E, U+2066 to U+2069: invisible, or turning. */
    if (c == 0xE2 && s.len > 2) {
        unsigned char b = (unsigned char)s.ptr[1], d = (unsigned char)s.ptr[2];

        if ((b == 0x80 && ((d >= 0x8B && d <= 0x8F) || (d >= 0xA8 && d <= 0xAE))) ||
            (b == 0x81 && d >= 0xA6 && d <= 0xA9))
            return 3;
    }
    return 0;
}

/* Length of "npm_…" (a token is 36 letters and digits behind it), 0 if none is here. */
static size_t token(Str s)
{
    size_t n = 4;

    if (!str_starts(s, STR("npm_")))
        return 0;
    while (n < s.len && ((s.ptr[n] | 32) >= 'a' ? (s.ptr[n] | 32) <= 'z'
                                                : s.ptr[n] >= '0' && s.ptr[n] <= '9'))
        n++;
    return n >= 40 ? n : 0;
}

void redact_text(Str text, char *out, size_t size)
{
    Out o = { out, size - 1 };

    while (text.len > 0) {
        size_t skip = steering(text), n = token(text);

        if (n > 0)
            put(&o, "npm_***", 7);
        else if (skip == 0)
            put(&o, text.ptr, n = 1);
        text = str_from(text, n > 0 ? n : skip);
    }
    *o.p = '\0';
}

void redact_url(Str url, char *out, size_t size)
{
    ptrdiff_t start = str_find(url, STR("://")), at, colon;
    size_t from = start < 0 ? 0 : (size_t)start + 3, end = from;
    Out o = { out, size - 1 };
    Str user;

    while (end < url.len && memchr("/?#", url.ptr[end], 3) == NULL)
        end++;
    user = str_sub(url, from, end);
    at = str_rindex(user, '@');
    if (start < 0 || at < 0) {
        redact_text(url, out, size);
        return;
    }
    colon = str_index(str_sub(user, 0, (size_t)at), ':');
    put(&o, url.ptr, from + (size_t)(colon < 0 ? at : colon));
    if (colon >= 0)
        put(&o, ":***", 4);
    redact_text(str_from(url, from + (size_t)at), o.p, o.left + 1);
}
