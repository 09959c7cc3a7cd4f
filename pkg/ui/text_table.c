/* text_table.c: see text_table.h. */
#include "pkg/ui/text_table.h"

#include "common/utf8.h"
#include "common/xalloc.h"

/* Bytes of a colour at the beginning of s, 0 if there is none. */
static size_t colour_length(Str s)
{
    size_t n = 2;

    if (s.len < 3 || s.ptr[0] != '\033' || s.ptr[1] != '[')
        return 0;
    while (n < s.len && (s.ptr[n] == ';' || (s.ptr[n] >= '0' && s.ptr[n] <= '9')))
        n++;
    return n < s.len && s.ptr[n] == 'm' ? n + 1 : 0;
}

size_t text_width(Str s)
{
    size_t width = 0;

    for (size_t i = 0; i < s.len; i++) {
        size_t skip = colour_length(str_from(s, i));

        if (skip > 0)
            i += skip - 1;
        else
            width += utf8_units(s.ptr[i]);
    }
    return width;
}

static void put_row(const Str *row, const size_t *widths, size_t n, const char *align,
                    Buf *out)
{
    size_t start = out->len, end;

    for (size_t i = 0; i < n; i++) {
        size_t pad = widths[i] - text_width(row[i]);
        bool right = i < strlen(align) && align[i] == 'r';

        buf_puts(out, i > 0 ? "  " : "");
        if (right)
            buf_fill(out, ' ', pad);
        buf_str(out, row[i]);
        if (!right)
            buf_fill(out, ' ', pad);
    }
    end = out->len;
    while (end > start && out->ptr[end - 1] == ' ')
        end--;
    buf_truncate(out, end);
}

void text_table(const Str *cells, size_t n_rows, size_t n_columns, const char *align,
                Buf *out)
{
    size_t *widths = xcalloc(n_columns, sizeof *widths);

    for (size_t i = 0; i < n_rows * n_columns; i++) {
        size_t w = text_width(cells[i]);

        if (w > widths[i % n_columns])
            widths[i % n_columns] = w;
    }
    for (size_t r = 0; r < n_rows; r++) {
        buf_puts(out, r > 0 ? "\n" : "");
        put_row(cells + r * n_columns, widths, n_columns, align, out);
    }
    xfree(widths);
}
