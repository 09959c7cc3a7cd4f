/* helper.c: programs and texts from C strings. */
#include "tests/unit/regexp/helper.h"

#include <stdio.h>
#include <string.h>

/* UTF-8 (surrogates as three bytes, too) to units. */
static size_t to_units(const char *s, uint16_t *out, size_t room)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t n = 0;

    while (*p != '\0' && n + 2 < room) {
        uint32_t c = *p++;
        int more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC0 ? 1 : 0;

        if (more > 0)
            c &= 0x3Fu >> more;
        while (more-- > 0)
            c = c << 6 | (*p++ & 0x3Fu);
        if (c > 0xFFFF) {
            out[n++] = (uint16_t)(0xD800 + ((c - 0x10000) >> 10));
            c = 0xDC00 + (c & 0x3FF);
        }
        out[n++] = (uint16_t)c;
    }
    return n;
}

Program *helper_program(const char *pattern, const char *flags, const char **error)
{
    uint16_t units[2048];
    unsigned bits;

    assert_true(pattern_flags(flags, strlen(flags), &bits));
    return program_new(units, to_units(pattern, units, 2048), bits, error);
}

Text helper_text(const char *text, bool wide, uint16_t *out, size_t room)
{
    Text t = { .units = text, .n = strlen(text) };

    for (size_t i = 0; i < t.n; i++)
        wide |= (unsigned char)text[i] >= 0x80;
    if (!wide)
        return t;
    t = (Text){ .units = out, .wide = true, .paired = true };
    t.n = to_units(text, out, room);
    for (size_t i = 0; i < t.n; i++) {
        if ((out[i] & 0xF800) != 0xD800)
            continue;
        if ((out[i] & 0x400) || i + 1 == t.n || (out[i + 1] & 0xFC00) != 0xDC00)
            t.paired = false;
        i++;
    }
    return t;
}

const char *helper_show(MatchResult r, const Matcher *m, const Program *p)
{
    static char out[4096];
    size_t n = 0;

    if (r != MATCH_FOUND)
        return r == MATCH_NONE ? "none" : r == MATCH_TOO_DEEP ? "deep" : "other";
    for (uint32_t i = 0; i < p->groups && n < sizeof out - 40; i++) {
        const int32_t *c = m->registers + i * 2;

        if (c[0] < 0 || c[1] < 0)
            n += (size_t)snprintf(out + n, sizeof out - n, " _");
        else
            n += (size_t)snprintf(out + n, sizeof out - n, " %d-%d", c[0], c[1]);
    }
    return out + 1;
}
