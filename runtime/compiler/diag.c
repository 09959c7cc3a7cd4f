/* diag.c: showing where a program is wrong. */
#include "runtime/compiler/diag.h"

#include "common/utf8.h"

#define MAX_SHOWN 200 /* a longer line (minified code) is shown around the place only */

void diag_print_head(const Diag *d, Arena *a, Source *s, Buf *out)
{
    Str line = source_line_text(a, s, d->pos.line);
    size_t at = d->start - s->line_starts[d->pos.line - 1], from = 0, n;

    if (at > line.len)
        at = line.len;
    if (line.len > MAX_SHOWN) {
        from = at > MAX_SHOWN / 2 ? at - MAX_SHOWN / 2 : 0;
        while (from > 0 && from < line.len && utf8_continues(line.ptr[from]))
            from--;
        line = str_sub(line, from, from + MAX_SHOWN);
        at -= from;
    }
    buf_printf(out, "%s:%u\n" STR_FMT "\n", s->name, d->pos.line, STR_ARG(line));
    for (size_t i = 0; i < at; i++) {
        if (!utf8_continues(line.ptr[i]))
            buf_putc(out, line.ptr[i] == '\t' ? '\t' : ' ');
    }
    n = d->end > d->start ? d->end - d->start : 1;
    if (at + n > line.len)
        n = line.len > at ? line.len - at : 1;
    for (size_t i = 0; i < n; i++) {
        if (at + i >= line.len || !utf8_continues(line.ptr[at + i]))
            buf_putc(out, '^');
    }
    buf_putc(out, '\n');
}
