/* strip.c: blanks what parse_types.c found. A character becomes as many spaces as it has
 * UTF-16 units; line ends stay. Where two statements would become one, or a line end
 * would come to stand before `=>`, a character stays in another place. */
#include "runtime/compiler/strip.h"

#include <stdlib.h>

#include "runtime/compiler/chars.h"
#include "runtime/compiler/parse_types.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The first character behind `at` that is no white space and no comment; '\0': none. */
static char next_char(Str text, size_t at)
{
    while (at < text.len) {
        if (is_blank(text.ptr[at])) {
            at++;
        } else if (str_starts(str_from(text, at), STR("//"))) {
            while (at < text.len && text.ptr[at] != '\n')
                at++;
        } else if (str_starts(str_from(text, at), STR("/*"))) {
            ptrdiff_t end = str_find(str_from(text, at + 2), STR("*/"));

            at = end < 0 ? text.len : at + 2 + (size_t)end + 2;
        } else {
            return text.ptr[at];
        }
    }
    return '\0';
}

/* The last character of what has been written that is no white space. */
static char last_char(const Buf *out)
{
    size_t n = out->len;

    while (n > 0 && is_blank(out->ptr[n - 1]))
        n--;
    return n > 0 ? out->ptr[n - 1] : '\0';
}

/* Would the statement before go on with this character? Behind a type no call follows,
 * but an operator may. */
static bool goes_on(char c, ErasedKind kind)
{
    return c != '\0' && strchr(kind == ERASED_END ? "([`" : "([`+-/", c) != NULL;
}

static bool needs_end(Str text, const Erased *e, const Buf *out)
{
    char last = last_char(out);

    if (e->kind == ERASED_MEMBER)
        return true;
    if (e->kind != ERASED_STATEMENT && e->kind != ERASED_END)
        return false;
    return last != '\0' && last != ';' && last != '{' &&
           goes_on(next_char(text, e->end), e->kind);
}

static void blank(Str text, size_t start, size_t end, Buf *out)
{
    const char *p = text.ptr + start, *stop = text.ptr + end;

    while (p < stop) {
        int32_t c;
        size_t n = char_decode(p, stop, &c);

        if (c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
            buf_put(out, p, n);
        else
            buf_fill(out, ' ', c > 0xffff ? 2 : 1);
        p += n;
    }
}

/* `): T\n=>`: the parenthesis goes to the end of the type. */
static void move_parenthesis(Buf *out, size_t from)
{
    size_t n = from;

    while (n > 0 && is_blank(out->ptr[n - 1]))
        n--;
    if (n == 0 || out->ptr[n - 1] != ')' || out->len == from)
        return;
    out->ptr[n - 1] = ' ';
    out->ptr[out->len - 1] = ')';
}

/* `return <T>\n(a) =>`: the parenthesis goes to the start of the types. */
static size_t move_opening(Buf *out, size_t from, Str text, size_t at)
{
    size_t paren = at;

    while (paren < text.len && is_blank(text.ptr[paren]))
        paren++;
    if (paren >= text.len || text.ptr[paren] != '(')
        return at;
    out->ptr[from] = '(';
    buf_put(out, text.ptr + at, paren - at);
    buf_putc(out, ' ');
    return paren + 1;
}

static int by_place(const void *a, const void *b)
{
    const Erased *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end > y->end ? -1 : x->end < y->end;
}

static Str write_out(Arena *a, Str text, Erased *erased, size_t n)
{
    Buf out = BUF_MAX(SOURCE_MAX);
    size_t at = 0;

    if (n > 0)
        qsort(erased, n, sizeof *erased, by_place);
    for (size_t i = 0; i < n; i++) {
        const Erased *e = &erased[i];
        size_t from;

        if (e->start < at)
            continue; /* inside of another */
        buf_put(&out, text.ptr + at, e->start - at);
        from = out.len;
        if (needs_end(text, e, &out)) {
            buf_putc(&out, ';');
            blank(text, e->start + 1, e->end, &out);
        } else {
            blank(text, e->start, e->end, &out);
        }
        if (e->kind == ERASED_RESULT &&
            memchr(out.ptr + from, '\n', out.len - from) != NULL)
            move_parenthesis(&out, from);
        at = e->end;
        if (e->kind == ERASED_HEAD &&
            memchr(out.ptr + from, '\n', out.len - from) != NULL)
            at = move_opening(&out, from, text, at);
    }
    buf_put(&out, text.ptr + at, text.len - at);
    return buf_to_arena(&out, a);
}

int strip_types(Arena *a, Str text, const char *name, Source *source, Str *out,
                Diag *diag)
{
    struct Types types = { 0 };
    ParseOptions o = { .goal = PARSE_MODULE, .types = &types };
    ParseResult parsed;

    *source = (Source){ .text = text, .name = name };
    if (parse(a, source, &o, &parsed, diag) != 0) {
        diag->pos = source_pos(a, source, diag->start);
        return -1;
    }
    *out = write_out(a, text, types.erased.ptr, types.erased.len);
    return 0;
}
