/* str.c: borrowed text. */
#include "common/str.h"

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

Str str_sub(Str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return (Str){ s.ptr + from, to - from };
}

int str_cmp(Str a, Str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n > 0 ? memcmp(a.ptr, b.ptr, n) : 0;

    return c != 0 ? c : (a.len > b.len) - (a.len < b.len);
}

int str_order(const void *x, const void *y)
{
    return str_cmp(*(const Str *)x, *(const Str *)y);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool str_ieq(Str a, Str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        if (lower(a.ptr[i]) != lower(b.ptr[i]))
            return false;
    }
    return true;
}

ptrdiff_t str_index(Str s, char c)
{
    const char *p = s.len ? memchr(s.ptr, c, s.len) : NULL;

    return p ? p - s.ptr : -1;
}

ptrdiff_t str_rindex(Str s, char c)
{
    const char *p = s.len ? memrchr(s.ptr, c, s.len) : NULL;

    return p ? p - s.ptr : -1;
}

ptrdiff_t str_find(Str s, Str needle)
{
    const char *p;

    if (needle.len == 0)
        return 0;
    p = s.len ? memmem(s.ptr, s.len, needle.ptr, needle.len) : NULL;
    return p ? p - s.ptr : -1;
}

bool str_has(Str s, Str needle)
{
    return str_find(s, needle) >= 0;
}

bool str_cut(Str s, char c, Str *before, Str *after)
{
    ptrdiff_t i = str_index(s, c);

    if (i < 0) {
        *before = s;
        *after = (Str){ s.ptr + s.len, 0 };
        return false;
    }
    *before = str_sub(s, 0, (size_t)i);
    *after = str_from(s, (size_t)i + 1);
    return true;
}

bool str_next(Str *rest, char c, Str *piece)
{
    Str whole = *rest;

    if (whole.ptr == NULL)
        return false;
    if (!str_cut(whole, c, piece, rest))
        *rest = (Str){ NULL, 0 };
    return true;
}

Str str_trim_left(Str s)
{
    while (s.len > 0 && is_space(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    return s;
}

Str str_trim_right(Str s)
{
    while (s.len > 0 && is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

Str str_trim(Str s)
{
    return str_trim_left(str_trim_right(s));
}

bool str_to_u64(Str s, uint64_t *out)
{
    uint64_t n = 0;

    if (s.len == 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned d = (unsigned char)s.ptr[i] - (unsigned)'0';

        if (d > 9 || n > (UINT64_MAX - d) / 10)
            return false;
        n = n * 10 + d;
    }
    *out = n;
    return true;
}

static uint64_t load(const char *p, size_t n)
{
    uint64_t w = 0;

    memcpy(&w, p, n);
    return w;
}

static uint64_t mix(uint64_t h, uint64_t w)
{
    h = (h ^ w) * 0x9e3779b97f4a7c15u;
    return h ^ h >> 32;
}

uint64_t str_hash(Str s)
{
    uint64_t h = mix(0xcbf29ce484222325u, s.len);
    const char *p = s.ptr;
    size_t n = s.len;

    for (; n >= 8; n -= 8, p += 8)
        h = mix(h, load(p, 8));
    if (n >= 4) /* two loads that overlap: the length has been counted */
        h = mix(h, load(p, 4) << 32 | load(p + n - 4, 4));
    else if (n > 0)
        h = mix(h, (uint64_t)(unsigned char)p[0] << 16 |
                       (uint64_t)(unsigned char)p[n / 2] << 8 | (unsigned char)p[n - 1]);
    return h * 0x9e3779b97f4a7c15u ^ h >> 29;
}
