/* literal.c: is a literal good? For the compiler (CompileOptions.check_regexp). */

#include "common/xalloc.h"
#include "runtime/builtins/regexp/pattern.h"
#include "runtime/builtins/regexp/regexp.h"
#include "runtime/builtins/regexp/text.h"

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
    if (pattern_parse(&a, units, text_decode(pattern.ptr, pattern.len, units), bits, &out,
                      &error) < 0)
        wrong = xstrdup(error);
    arena_release(&a);
    return wrong;
}
