/* translate.c: a pattern in PCRE2's syntax, where that means exactly the same.
 *
 * What differs, and is therefore refused:
 *  - ECMAScript forgets a group's captures when an iteration around it begins; PCRE2
 *    keeps them. Allowed where every iteration sets them all anyway.
 *  - An iteration that took nothing fails in ECMAScript and ends the loop in PCRE2: what
 *    is repeated must take something.
 *  - References to a group that isn't closed yet, within it or before it.
 *  - Look-behind is matched leftwards in ECMAScript, and PCRE2 wants to know its length:
 *    allowed without captures; PCRE2 itself refuses what has no fixed length.
 *  - Case is settled already, in sets; references that ignore it beyond ASCII are
 * refused. Sets are written out, so that no idea of PCRE2's about \w or dots comes in. */
#include <string.h>

#include "runtime/builtins/regexp/fast.h"

#include "common/utf8.h"

#define MAX_DEPTH 200
#define MAX_RANGES 200
#define MAX_COUNT 65535u

typedef struct {
    Buf *out;
    FastKind kind;
    unsigned char *is_closed; /* by group */
    bool behind;
} Translator;

static bool node(Translator *t, const Node *n, int depth);

static uint32_t max_char(const Translator *t)
{
    return t->kind == FAST_BYTES   ? 0x7F
           : t->kind == FAST_UNITS ? CHAR_MAX_UNIT
                                   : CHAR_MAX_POINT;
}

static void put_char(Translator *t, uint32_t c)
{
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
        c == '_')
        buf_putc(t->out, (char)c);
    else
        buf_printf(t->out, "\\x{%x}", (unsigned)c);
}

/* A character that can't be in such a text matches nothing. */
static void one_char(Translator *t, uint32_t c)
{
    if (c > max_char(t) && t->kind == FAST_UNITS) {
        put_char(t, utf16_high(c));
        put_char(t, utf16_low(c));
    } else if (c > max_char(t) || (t->kind == FAST_POINTS && utf16_is_surrogate(c))) {
        buf_puts(t->out, "(?!)");
    } else {
        put_char(t, c);
    }
}

static void put_range(Translator *t, uint32_t lo, uint32_t hi, bool *any)
{
    uint32_t max = max_char(t);

    if (lo > max || lo > hi)
        return;
    if (hi > max)
        hi = max;
    if (!*any)
        buf_putc(t->out, '[');
    *any = true;
    put_char(t, lo);
    if (hi > lo) {
        buf_putc(t->out, '-');
        put_char(t, hi);
    }
}

static bool set(Translator *t, const CharSet *s)
{
    bool any = false;

    if (s->n > MAX_RANGES && t->kind != FAST_BYTES)
        return false;
    if (s->n == 1 && s->ranges[0].lo == 0 && s->ranges[0].hi >= max_char(t)) {
        buf_putc(t->out, '.');
        return true;
    }
    for (size_t i = 0; i < s->n; i++) {
        uint32_t lo = s->ranges[i].lo, hi = s->ranges[i].hi;

        if (t->kind == FAST_POINTS && lo <= 0xDFFF && hi >= 0xD800) {
            if (lo < 0xD800)
                put_range(t, lo, 0xD7FF, &any);
            lo = 0xE000;
        }
        put_range(t, lo, hi, &any);
    }
    buf_puts(t->out, any ? "]" : "(?!)");
    return true;
}

/* ---- Repetition ---- */

/* Does every way through the node set all of its groups? And does nothing in it refer to
 * one of them (first..end)? */
static bool sets_all(const Node *n, uint32_t first, uint32_t end, bool sure, int depth)
{
    if (depth > MAX_DEPTH)
        return false;
    switch (n->kind) {
    case NODE_BACK:
        if (n->group_count > 0 || (n->group >= first && n->group < end))
            return false;
        break;
    case NODE_GROUP:
        if (!sure)
            return false;
        break;
    case NODE_ALT: sure = sure && n->child == n->last; break;
    case NODE_REPEAT: sure = sure && n->min > 0; break;
    case NODE_LOOK: sure = sure && !n->negative; break;
    default: break;
    }
    for (const Node *k = n->child; k != NULL; k = k->next) {
        if (!sets_all(k, first, end, sure, depth + 1))
            return false;
    }
    return true;
}

static bool repeat(Translator *t, const Node *n, int depth)
{
    bool once = n->min == 1 && n->max == 1;

    if (!once && n->max != 0) {
        if (matches_nothing(n->child, 0))
            return false;
        if (n->max > 1 && n->inside < n->inside_end &&
            !sets_all(n->child, n->inside, n->inside_end, true, 0))
            return false;
    }
    if (n->min > MAX_COUNT || (n->max > MAX_COUNT && n->max != REPEAT_FOREVER))
        return false;
    buf_puts(t->out, "(?:");
    if (!node(t, n->child, depth + 1))
        return false;
    buf_putc(t->out, ')');
    if (once)
        return true;
    if (n->min == 0 && n->max == REPEAT_FOREVER)
        buf_putc(t->out, '*');
    else if (n->min == 1 && n->max == REPEAT_FOREVER)
        buf_putc(t->out, '+');
    else if (n->min == 0 && n->max == 1)
        buf_putc(t->out, '?');
    else if (n->max == REPEAT_FOREVER)
        buf_printf(t->out, "{%u,}", (unsigned)n->min);
    else
        buf_printf(t->out, "{%u,%u}", (unsigned)n->min, (unsigned)n->max);
    if (n->lazy)
        buf_putc(t->out, '?');
    return true;
}

/* ---- Others ---- */

static bool back_reference(Translator *t, const Node *n)
{
    if (t->behind || n->group_count > 0 || !t->is_closed[n->group])
        return false;
    if (n->fold && t->kind != FAST_BYTES)
        return false;
    buf_printf(t->out, n->fold ? "(?i:\\g{%u})" : "\\g{%u}", (unsigned)n->group);
    return true;
}

static bool look(Translator *t, const Node *n, int depth)
{
    bool behind = t->behind, ok;

    if (n->behind && n->inside < n->inside_end)
        return false;
    buf_puts(t->out,
             n->behind ? (n->negative ? "(?<!" : "(?<=") : (n->negative ? "(?!" : "(?="));
    t->behind = behind || n->behind;
    ok = node(t, n->child, depth + 1);
    t->behind = behind;
    buf_putc(t->out, ')');
    return ok;
}

static bool word(Translator *t, const Node *n)
{
    /* With i and u two letters beyond ASCII are a word's. */
    if (t->kind != FAST_BYTES && n->set->ranges[n->set->n - 1].hi > 127)
        return false;
    buf_puts(t->out, n->negative ? "\\B" : "\\b");
    return true;
}

static const char *line_end(const Translator *t, bool start)
{
    if (t->kind == FAST_BYTES)
        return start ? "(?<![^\\n\\r])" : "(?![^\\n\\r])";
    return start ? "(?<![^\\n\\r\\x{2028}\\x{2029}])" : "(?![^\\n\\r\\x{2028}\\x{2029}])";
}

static bool all(Translator *t, const Node *n, const char *between, int depth)
{
    for (const Node *k = n->child; k != NULL; k = k->next) {
        if (k != n->child)
            buf_puts(t->out, between);
        if (!node(t, k, depth + 1))
            return false;
    }
    return true;
}

static bool node(Translator *t, const Node *n, int depth)
{
    bool ok;

    if (depth > MAX_DEPTH || t->out->full)
        return false;
    switch (n->kind) {
    case NODE_EMPTY: return true;
    case NODE_CHAR: one_char(t, n->c); return true;
    case NODE_SET: return set(t, n->set);
    case NODE_SEQ: return all(t, n, "", depth);
    case NODE_ALT:
        buf_puts(t->out, "(?:");
        ok = all(t, n, "|", depth);
        buf_putc(t->out, ')');
        return ok;
    case NODE_GROUP:
        buf_putc(t->out, '(');
        ok = node(t, n->child, depth + 1);
        buf_putc(t->out, ')');
        t->is_closed[n->group] = 1;
        return ok;
    case NODE_REPEAT: return repeat(t, n, depth);
    case NODE_BACK: return back_reference(t, n);
    case NODE_START: buf_puts(t->out, n->lines ? line_end(t, true) : "\\A"); return true;
    case NODE_END: buf_puts(t->out, n->lines ? line_end(t, false) : "\\z"); return true;
    case NODE_WORD: return word(t, n);
    case NODE_LOOK: return look(t, n, depth);
    }
    return false;
}

bool fast_translate(const Pattern *p, FastKind kind, Buf *out)
{
    Arena a = { 0 };
    Translator t = { .out = out, .kind = kind };
    bool ok;

    t.is_closed = arena_zalloc(&a, p->groups);
    ok = node(&t, p->root, 0) && !out->full;
    arena_release(&a);
    return ok;
}
