/* lower_place.c: notes where the lowered text comes from, for stacks with columns and for
 * Function.prototype.toString. Copied text needs one span for each piece; what lowering
 * writes itself belongs to the place behind the piece before it, or to where place_at
 * says. */
#include "runtime/compiler/chars.h"
#include "runtime/compiler/lower.h"

static void add_span(Lower *l, uint32_t source, uint32_t len)
{
    uint32_t at = (uint32_t)l->out.len;

    if (l->spans.len > 0) {
        CompiledSpan *last = &vec_last(&l->spans);

        if (last->at + last->len == at && last->source + last->len == source) {
            last->len += len;
            return;
        }
        if (last->at == at && last->len == 0) {
            *last = (CompiledSpan){ at, source, len };
            return;
        }
    }
    vec_push_in(l->arena, &l->spans, (CompiledSpan){ at, source, len });
}

void place_copied(Lower *l, uint32_t len)
{
    add_span(l, l->at, len);
}

void place_at(Lower *l, uint32_t source)
{
    add_span(l, source, 0);
}

void place_callee(Lower *l, const Node *callee)
{
    if (callee->kind == NODE_IDENT)
        place_at(l, callee->start);
    else if (callee->kind == NODE_MEMBER)
        place_at(l, callee->end - (uint32_t)callee->atom->text.len);
    else
        place_at(l, callee->end);
}

void place_function(Lower *l, CompiledKind kind, uint32_t start, uint32_t end)
{
    vec_push_in(l->arena, &l->functions,
                (CompiledFunction){ (uint32_t)l->out.len, start, end, kind });
}

static bool is_blank(int32_t c)
{
    return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 ||
           (c >= 0 && c < 128 ? char_classes[c] & CHAR_SPACE : char_is_wide_space(c));
}

/* Behind white space and comments. */
static uint32_t skip_space(const Lower *l, uint32_t at, uint32_t end)
{
    while (at < end) {
        const char *p = l->text + at;
        int32_t c;
        size_t n = char_decode(p, l->text + end, &c);

        if (p[0] == '/' && at + 1 < end && p[1] == '/') {
            const char *line = memchr(p, '\n', end - at);

            at = line != NULL ? (uint32_t)(line - l->text) : end;
        } else if (p[0] == '/' && at + 1 < end && p[1] == '*') {
            const char *close = memmem(p + 2, end - at - 2, "*/", 2);

            at = close != NULL ? (uint32_t)(close + 2 - l->text) : end;
        } else if (is_blank(c)) {
            at += (uint32_t)n;
        } else {
            break;
        }
    }
    return at;
}

uint32_t place_arguments(const Lower *l, const Node *call)
{
    return skip_space(l, call->a->end, call->end);
}

void place_method(Lower *l, const Node *property)
{
    uint32_t start = property->start;

    if (property->flags & NF_STATIC)
        start = skip_space(l, start + 6, property->end);
    place_function(l, COMPILED_FUNCTION, start, property->b->end);
}

void place_insert(Lower *l, size_t at, size_t len)
{
    for (size_t i = l->spans.len; i > 0 && l->spans.ptr[i - 1].at >= at; i--)
        l->spans.ptr[i - 1].at += (uint32_t)len;
    for (size_t i = l->functions.len; i > 0 && l->functions.ptr[i - 1].at >= at; i--)
        l->functions.ptr[i - 1].at += (uint32_t)len;
    /* A piece of source may stand across the place. */
    for (size_t i = 0; i < l->spans.len; i++) {
        size_t k = l->spans.len - 1 - i;
        CompiledSpan *s = &l->spans.ptr[k], rest;

        if (s->at >= at + len)
            continue;
        if (s->at + s->len <= at)
            break;
        rest = (CompiledSpan){ (uint32_t)(at + len), s->source + (uint32_t)(at - s->at),
                               s->len - (uint32_t)(at - s->at) };
        s->len = (uint32_t)(at - s->at);
        vec_push_in(l->arena, &l->spans, rest);
        memmove(&l->spans.ptr[k + 2], &l->spans.ptr[k + 1],
                (l->spans.len - k - 2) * sizeof rest);
        l->spans.ptr[k + 1] = rest;
        break;
    }
}
