/* source.c: lines of a program's text. */
#include "runtime/compiler/source.h"

#include "common/utf8.h"
#include "runtime/compiler/scan.h"

/* Length of the line end at p, 0 if there is none. */
static size_t line_end(const unsigned char *p, const unsigned char *end)
{
    if (*p == '\n')
        return 1;
    if (*p == '\r')
        return p + 1 < end && p[1] == '\n' ? 2 : 1;
    if (*p == 0xE2 && end - p >= 3 && p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9))
        return 3;
    return 0;
}

/* Lines end at \n, \r\n, \r, U+2028 and U+2029. The table lives in the arena. */
static void source_index_lines(Arena *a, Source *s)
{
    const unsigned char *text = (const unsigned char *)s->text.ptr;
    const unsigned char *p = text, *end = text + s->text.len;
    uint32_t n = 1, cap = (uint32_t)(s->text.len / 32) + 16;
    bool wide = false;

    if (s->line_starts != NULL)
        return;
    s->line_starts = arena_alloc(a, cap * sizeof *s->line_starts);
    s->line_starts[0] = 0;
    for (;;) {
        size_t k;

        p = (const unsigned char *)scan_to_either((const char *)p, (const char *)end,
                                                  '\n', '\xE2', &wide);
        if (p == end)
            break;
        k = line_end(p, end);
        p += k ? k : 1;
        if (k == 0)
            continue;
        if (n == cap) {
            s->line_starts = arena_realloc(a, s->line_starts, cap * sizeof(uint32_t),
                                           2 * (size_t)cap * sizeof(uint32_t));
            cap *= 2;
        }
        s->line_starts[n++] = (uint32_t)(p - text);
    }
    s->n_lines = n;
}

/* Who asks in turn asks about places near to each other. */
#define NEAR 4

uint32_t source_line(Arena *a, Source *s, uint32_t offset)
{
    uint32_t low = 0, high, last;

    source_index_lines(a, s);
    high = s->n_lines;
    last = s->last_line;
    if (s->line_starts[last] > offset) {
        high = last;
        if (last > NEAR && s->line_starts[last - NEAR] <= offset)
            low = last - NEAR;
    } else {
        low = last;
        if (high - last > NEAR && s->line_starts[last + NEAR] > offset)
            high = last + NEAR;
    }
    while (high - low > 1) {
        uint32_t mid = low + (high - low) / 2;

        if (s->line_starts[mid] <= offset)
            low = mid;
        else
            high = mid;
    }
    s->last_line = low;
    return low + 1;
}

uint32_t source_count_lines(const Source *s, uint32_t from, uint32_t to)
{
    const char *text = s->text.ptr, *p = text + from, *end = text + to;
    uint32_t n = 0;
    bool wide = false;

    while ((p = scan_to_either(p, end, '\n', '\xE2', &wide)) < end) {
        /* \r\n ends at its \n. */
        if (*p == '\n' ||
            (*p == '\r' ? p + 1 == text + s->text.len || p[1] != '\n'
                        : line_end((const unsigned char *)p,
                                   (const unsigned char *)text + s->text.len) > 0))
            n++;
        p++;
    }
    return n;
}

SourcePos source_pos(Arena *a, Source *s, uint32_t offset)
{
    SourcePos pos = { .line = source_line(a, s, offset), .column = 1 };

    for (uint32_t i = s->line_starts[pos.line - 1]; i < offset && i < s->text.len; i++)
        pos.column += utf8_units(s->text.ptr[i]);
    return pos;
}

Str source_line_text(Arena *a, Source *s, uint32_t line)
{
    Str text;

    source_index_lines(a, s);
    if (line == 0 || line > s->n_lines)
        return STR("");
    text = str_sub(s->text, s->line_starts[line - 1],
                   line < s->n_lines ? s->line_starts[line] : s->text.len);
    while (text.len > 0 && line_end((const unsigned char *)text.ptr + text.len - 1,
                                    (const unsigned char *)text.ptr + text.len) > 0)
        text.len--;
    if (str_ends(text, STR("\xE2\x80\xA8")) || str_ends(text, STR("\xE2\x80\xA9")))
        text.len -= 3;
    return text;
}
