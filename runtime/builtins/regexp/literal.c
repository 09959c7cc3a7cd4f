/* literal.c: is a literal good? For the compiler (CompileOptions.check_regexp). */

#include "common/buf.h"
#include "common/xalloc.h"
#include "runtime/builtins/regexp/pattern.h"
#include "runtime/builtins/regexp/regexp.h"
#include "runtime/builtins/regexp/text.h"

/* UTF-8 as units, of which there are no more than bytes. */
static size_t source_units(Str s, uint16_t *out)
{
    size_t n = 0, from = 0;

    for (size_t i = 0; i + 3 < s.len; i++) {
        const unsigned char *p = (const unsigned char *)s.ptr + i;
        unsigned point;

        if (*p < 0xF0)
            continue;
        n += text_decode(s.ptr + from, i - from, out + n);
        point = ((p[0] & 7u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 |
                 (p[3] & 0x3Fu)) -
                0x10000;
        out[n++] = (uint16_t)(0xD800 | (point >> 10 & 0x3FF));
        out[n++] = (uint16_t)(0xDC00 | (point & 0x3FF));
        i += 3;
        from = i + 1;
    }
    return n + text_decode(s.ptr + from, s.len - from, out + n);
}

char *regexp_check_literal(Str pattern, Str flags)
{
    Arena a = { 0 };
    const char *error;
    uint16_t *units;
    Pattern out;
    unsigned bits;
    char *wrong = NULL;

    if (!pattern_flags(flags.ptr, flags.len, &bits))
        return xstrdup("Invalid regular expression flags");
    units = arena_alloc(&a, (pattern.len + 1) * sizeof *units);
    if (pattern_parse(&a, units, source_units(pattern, units), bits, &out, &error) < 0)
        wrong = xstrdup(error);
    arena_release(&a);
    return wrong;
}
