/* paint.c: see paint.h. */
#include "pkg/ui/paint.h"

#include "common/buf.h"

static const struct {
    const char *open, *close;
} codes[] = {
    [PAINT_RESET] = { "\033[0m", "\033[0m" },
    [PAINT_BOLD] = { "\033[1m", "\033[22m" },
    [PAINT_DIM] = { "\033[2m", "\033[22m" },
    [PAINT_UNDERLINE] = { "\033[4m", "\033[24m" },
    [PAINT_RED] = { "\033[31m", "\033[39m" },
    [PAINT_GREEN] = { "\033[32m", "\033[39m" },
    [PAINT_YELLOW] = { "\033[33m", "\033[39m" },
    [PAINT_BLUE] = { "\033[34m", "\033[39m" },
    [PAINT_MAGENTA] = { "\033[35m", "\033[39m" },
    [PAINT_CYAN] = { "\033[36m", "\033[39m" },
    [PAINT_RED_BRIGHT] = { "\033[91m", "\033[39m" },
    [PAINT_BLUE_BRIGHT] = { "\033[94m", "\033[39m" },
    [PAINT_MAGENTA_BRIGHT] = { "\033[95m", "\033[39m" },
};

Str paint(Arena *a, bool on, Paint p, Str text)
{
    Str close = str_of(codes[p].close);
    Buf b = { 0 };

    if (!on || text.len == 0)
        return text;
    buf_puts(&b, codes[p].open);
    for (size_t i = 0; i < text.len; i++) {
        if (str_starts(str_from(text, i), close)) {
            buf_puts(&b, codes[p].open);
            i += close.len - 1;
        } else if (text.ptr[i] == '\n') {
            buf_str(&b, close);
            buf_putc(&b, '\n');
            buf_puts(&b, codes[p].open);
        } else {
            buf_putc(&b, text.ptr[i]);
        }
    }
    buf_str(&b, close);
    return buf_to_arena(&b, a);
}
