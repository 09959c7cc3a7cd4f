/* literal.c: is a literal good? For the engine's compiler (engine/regexp_object.h). */

#include "common/buf.h"
#include "common/xalloc.h"
#include "runtime/builtins/regexp/pattern.h"
#include "runtime/builtins/regexp/text.h"
#include "runtime/engine/regexp_object.h"

char *regexp_check_literal(const char *pattern, size_t pattern_size, const char *flags,
                           size_t flags_size)
{
    Arena a = { 0 };
    Buf text = { 0 };
    const char *error;
    uint16_t *units;
    Pattern out;
    unsigned bits;

    if (!pattern_flags(flags, flags_size, &bits))
        return xstrdup("Invalid regular expression flags");
    units = arena_alloc(&a, (pattern_size + 1) * sizeof *units);
    if (pattern_parse(&a, units, text_decode(pattern, pattern_size, units), bits, &out,
                      &error) < 0) {
        buf_puts(&text, "Invalid regular expression: /");
        buf_put(&text, pattern, pattern_size);
        buf_putc(&text, '/');
        buf_put(&text, flags, flags_size);
        buf_printf(&text, ": %s", error);
    }
    arena_release(&a);
    return text.len > 0 ? buf_take(&text) : NULL;
}

void regexp_free_text(char *text)
{
    xfree(text);
}
