/* text_tree.c: see text_tree.h. The drawing is archy's. */
#include "pkg/ui/text_tree.h"

typedef struct {
    const char *bar, *corner, *fork, *dash, *down;
} Strokes;

static const Strokes lines = { "│", "└", "├", "─", "┬" };
static const Strokes plain = { "|", "`", "+", "-", "-" };

typedef struct {
    const Strokes *strokes;
    Buf prefix; /* what stands before each line of the part that is drawn */
    Buf *out;
} Drawing;

static void draw_label(Drawing *d, const TextTree *t)
{
    Str rest = t->label, line;
    bool first = true;

    while (str_next(&rest, '\n', &line)) {
        if (!first) {
            buf_putc(d->out, '\n');
            buf_str(d->out, buf_view(&d->prefix));
            buf_puts(d->out, t->nodes.len > 0 ? d->strokes->bar : " ");
            buf_putc(d->out, ' ');
        }
        first = false;
        buf_str(d->out, line);
    }
    buf_putc(d->out, '\n');
}

static void draw(Drawing *d, const TextTree *t)
{
    const Strokes *s = d->strokes;

    draw_label(d, t);
    for (size_t i = 0; i < t->nodes.len; i++) {
        const TextTree *child = t->nodes.ptr[i];
        bool last = i + 1 == t->nodes.len;
        size_t was = d->prefix.len;

        buf_str(d->out, buf_view(&d->prefix));
        buf_printf(d->out, "%s%s%s ", last ? s->corner : s->fork, s->dash,
                   child->nodes.len > 0 ? s->down : s->dash);
        buf_printf(&d->prefix, "%s ", last ? " " : s->bar);
        draw(d, child);
        buf_truncate(&d->prefix, was);
    }
}

void text_tree(const TextTree *t, bool unicode, Buf *out)
{
    Drawing d = { .strokes = unicode ? &lines : &plain, .out = out };

    draw(&d, t);
    buf_release(&d.prefix);
}
