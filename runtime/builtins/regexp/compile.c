/* compile.c: a pattern's tree as a program (program.h). */
#include <string.h>

#include "common/xalloc.h"
#include "common/utf8.h"
#include "runtime/builtins/regexp/fast.h"
#include "runtime/builtins/regexp/program.h"

#define MAX_CODE ((size_t)1 << 24)

typedef struct {
    Program *p;
    bool points;
    bool full; /* too large */
} Compiler;

static void node(Compiler *c, const Node *n, bool back, const First *follow);

/* ---- Words ---- */

static void put(Compiler *c, uint32_t word)
{
    Program *p = c->p;

    if (p->length >= MAX_CODE) {
        c->full = true;
        return;
    }
    if (p->length == p->room) {
        size_t room = p->room > 0 ? p->room * 2 : 32;

        p->code = arena_realloc(&p->arena, p->code, p->room * sizeof *p->code,
                                room * sizeof *p->code);
        p->room = room;
    }
    p->code[p->length++] = word;
}

static void put2(Compiler *c, ProgramOp op, uint32_t a)
{
    put(c, op);
    put(c, a);
}

/* An operation whose target isn't known yet: the place of its last word. */
static size_t put_open(Compiler *c, ProgramOp op)
{
    put2(c, op, 0);
    return c->p->length - 1;
}

static void close_here(Compiler *c, size_t at)
{
    if (!c->full)
        c->p->code[at] = (uint32_t)c->p->length;
}

static uint32_t add_set(Compiler *c, const CharSet *s)
{
    Program *p = c->p;
    ProgramSet *out;
    CharRange *ranges;

    if (p->set_count == p->set_room) {
        uint32_t room = p->set_room > 0 ? p->set_room * 2 : 4;

        p->sets = arena_realloc(&p->arena, p->sets, p->set_room * sizeof *out,
                                room * sizeof *out);
        p->set_room = room;
    }
    out = &p->sets[p->set_count];
    *out = (ProgramSet){ .n = 0 };
    ranges = arena_array(&p->arena, CharRange, s->n + 1);
    for (size_t i = 0; i < s->n; i++) {
        for (uint32_t k = s->ranges[i].lo; k <= s->ranges[i].hi && k < 256; k++)
            out->bits[k >> 5] |= 1u << (k & 31);
        if (s->ranges[i].hi >= 256) {
            ranges[out->n] = s->ranges[i];
            if (ranges[out->n].lo < 256)
                ranges[out->n].lo = 256;
            out->n++;
        }
    }
    out->ranges = ranges;
    return p->set_count++;
}

/* ---- What can follow ---- */

static bool overlaps_char(const First *f, uint32_t c)
{
    return c < 256 ? (f->bits[c >> 5] >> (c & 31) & 1) != 0 : f->above;
}

/* Can what follows begin with what the loop repeats? Then the loop may have to give some
 * of it back. */
static bool loop_gives_back(const Node *body, const First *follow)
{
    if (follow->accept)
        return false;
    if (follow->any)
        return true;
    if (body->kind == NODE_CHAR)
        return overlaps_char(follow, body->c);
    for (size_t i = 0; i < body->set->n; i++) {
        CharRange r = body->set->ranges[i];

        if (r.hi >= 256 && follow->above)
            return true;
        for (uint32_t k = r.lo; k <= r.hi && k < 256; k++) {
            if (overlaps_char(follow, k))
                return true;
        }
    }
    return false;
}

/* The only unit that can follow, or NO_HINT. */
static uint32_t only_unit(const First *follow)
{
    uint32_t found = NO_HINT;

    if (follow->any || follow->above)
        return NO_HINT;
    for (uint32_t k = 0; k < 256; k++) {
        if (!overlaps_char(follow, k))
            continue;
        if (found != NO_HINT)
            return NO_HINT;
        found = k;
    }
    return found;
}

#define FOLLOW_LOOK 8

/* What can follow within a sequence, from `next` on. */
static First follow_of(const Node *next, const First *outer)
{
    First f = { 0 };
    int k = 0;

    if (next == NULL)
        return *outer;
    for (; next != NULL; next = next->next) {
        if (k++ == FOLLOW_LOOK) {
            f.any = true;
            return f;
        }
        if (!first_of(next, &f, 0))
            return f;
    }
    for (int i = 0; i < 8; i++)
        f.bits[i] |= outer->bits[i];
    f.above |= outer->above;
    f.any |= outer->any;
    return f;
}

/* ---- Nodes ---- */

static void one_char(Compiler *c, uint32_t ch, bool back)
{
    if (ch > 0xFFFF) {
        uint32_t high = utf16_high(ch), low = utf16_low(ch);

        put2(c, back ? OP_CHAR_BACK : OP_CHAR, back ? low : high);
        put2(c, back ? OP_CHAR_BACK : OP_CHAR, back ? high : low);
    } else if (c->points && utf16_is_surrogate(ch)) {
        put2(c, back ? OP_POINT_BACK : OP_POINT, ch);
    } else {
        put2(c, back ? OP_CHAR_BACK : OP_CHAR, ch);
    }
}

static void sequence(Compiler *c, const Node *n, bool back, const First *follow)
{
    static const First unknown = { .any = true };
    const Node **children;
    size_t count = 0, i = 0;

    if (!back) {
        for (const Node *k = n->child; k != NULL; k = k->next) {
            First f = follow_of(k->next, follow);

            node(c, k, false, &f);
        }
        return;
    }
    for (const Node *k = n->child; k != NULL; k = k->next)
        count++;
    children = arena_array(&c->p->arena, const Node *, count);
    for (const Node *k = n->child; k != NULL; k = k->next)
        children[i++] = k;
    while (i > 0)
        node(c, children[--i], true, &unknown);
}

static void alternatives(Compiler *c, const Node *n, bool back, const First *follow)
{
    size_t chain = SIZE_MAX; /* the jumps to the end, linked through their operands */

    for (const Node *k = n->child; k != NULL; k = k->next) {
        size_t next = SIZE_MAX;

        if (k->next != NULL)
            next = put_open(c, OP_TRY_NEXT);
        node(c, k, back, follow);
        if (c->full)
            return;
        if (k->next != NULL) {
            size_t jump = put_open(c, OP_JUMP);

            if (c->full)
                return;
            c->p->code[jump] = (uint32_t)chain;
            chain = jump;
            close_here(c, next);
        }
    }
    while (chain != SIZE_MAX && chain != UINT32_MAX) {
        size_t before = c->p->code[chain];

        close_here(c, chain);
        chain = before;
    }
}

static void group(Compiler *c, const Node *n, bool back, const First *follow)
{
    put2(c, OP_SAVE, n->group * 2 + (back ? 1 : 0));
    node(c, n->child, back, follow);
    put2(c, OP_SAVE, n->group * 2 + (back ? 0 : 1));
}

static void look(Compiler *c, const Node *n)
{
    static const First unknown = { .any = true };
    uint32_t reg = c->p->registers;
    size_t end = 0;

    c->p->registers += 2;
    put2(c, n->negative ? OP_LOOK_NOT : OP_LOOK, reg);
    if (n->negative) {
        put(c, 0);
        end = c->p->length - 1;
    }
    node(c, n->child, n->behind, &unknown);
    put2(c, n->negative ? OP_LOOK_FAIL : OP_LOOK_END, reg);
    if (n->negative)
        close_here(c, end);
}

static void back_reference(Compiler *c, const Node *n, bool back)
{
    uint32_t flags = (n->fold ? BACK_FOLD : 0) | (back ? BACK_BEHIND : 0);

    if (n->group_count == 0) {
        put2(c, OP_BACK, n->group);
        put(c, flags);
        return;
    }
    put2(c, OP_BACK_ANY, n->group_count);
    put(c, flags);
    for (uint32_t i = 0; i < n->group_count; i++)
        put(c, n->groups[i]);
}

/* ---- Repetition ---- */

/* One character, over and over: a loop of the matcher's own. */
static void simple_loop(Compiler *c, const Node *n, const First *follow)
{
    const Node *body = n->child;
    uint32_t hint = only_unit(follow);
    ProgramOp op = n->lazy ? OP_LAZY : OP_GREEDY;

    if (n->min == n->max || (!n->lazy && !loop_gives_back(body, follow)))
        op = OP_ALL;
    put(c, op);
    put(c, body->kind == NODE_CHAR ? LOOP_CHAR : LOOP_SET);
    put(c, body->kind == NODE_CHAR ? body->c : add_set(c, body->set));
    put(c, n->min);
    put(c, n->max);
    put(c, hint);
}

static bool is_simple(const Compiler *c, const Node *n, bool back)
{
    const Node *b = n->child;

    if (back)
        return false;
    return b->kind == NODE_SET || (b->kind == NODE_CHAR && b->c <= 0xFFFF &&
                                   !(c->points && utf16_is_surrogate(b->c)));
}

static void reset_groups(Compiler *c, const Node *n)
{
    if (n->inside < n->inside_end) {
        put2(c, OP_RESET, n->inside * 2);
        put(c, n->inside_end * 2);
    }
}

/* x*, x?, and x+ where x can't match nothing. */
static void open_loop(Compiler *c, const Node *n, bool back, bool nullable,
                      const First *follow)
{
    size_t start = c->p->length, out = 0;
    uint32_t mark = 0;

    if (n->min == 0)
        out = put_open(c, n->lazy ? OP_TRY_AT : OP_TRY_NEXT);
    if (nullable) {
        mark = c->p->registers++;
        put2(c, OP_SAVE, mark);
    }
    if (n->max > 1)
        reset_groups(c, n);
    node(c, n->child, back, follow);
    if (nullable) {
        put2(c, OP_MOVED, mark);
        put(c, NO_HINT);
        put(c, 0);
    }
    if (n->max > 1)
        put2(c,
             n->min == 0 ? OP_JUMP
             : n->lazy   ? OP_TRY_NEXT
                         : OP_TRY_AT,
             (uint32_t)start);
    if (n->min == 0)
        close_here(c, out);
}

static void counted_loop(Compiler *c, const Node *n, bool back, bool nullable,
                         const First *follow)
{
    uint32_t count = c->p->registers++, mark = 0;
    size_t start, out;

    if (nullable)
        mark = c->p->registers++;
    put2(c, OP_ZERO, count);
    start = c->p->length;
    put2(c, OP_COUNT, count);
    put(c, n->min);
    put(c, n->max);
    put(c, n->lazy);
    put(c, 0);
    out = c->p->length - 1;
    if (nullable)
        put2(c, OP_SAVE, mark);
    reset_groups(c, n);
    node(c, n->child, back, follow);
    if (nullable) {
        put2(c, OP_MOVED, mark);
        put(c, count);
        put(c, n->min);
    }
    put2(c, OP_JUMP, (uint32_t)start);
    close_here(c, out);
}

static void repeat(Compiler *c, const Node *n, bool back, const First *follow)
{
    First inner = *follow, ignored = { 0 };
    bool nullable;

    if (n->max == 0)
        return;
    if (n->min == 1 && n->max == 1) {
        node(c, n->child, back, follow);
        return;
    }
    if (is_simple(c, n, back)) {
        simple_loop(c, n, follow);
        return;
    }
    nullable = matches_nothing(n->child, 0);
    first_of(n->child, n->max > 1 ? &inner : &ignored, 0);
    inner.accept = false;
    if ((n->min == 0 && (n->max == 1 || n->max == REPEAT_FOREVER)) ||
        (n->min == 1 && n->max == REPEAT_FOREVER && !nullable))
        open_loop(c, n, back, nullable, &inner);
    else
        counted_loop(c, n, back, nullable, &inner);
}

static void node(Compiler *c, const Node *n, bool back, const First *follow)
{
    if (c->full)
        return;
    switch (n->kind) {
    case NODE_EMPTY: break;
    case NODE_CHAR: one_char(c, n->c, back); break;
    case NODE_SET: put2(c, back ? OP_SET_BACK : OP_SET, add_set(c, n->set)); break;
    case NODE_SEQ: sequence(c, n, back, follow); break;
    case NODE_ALT: alternatives(c, n, back, follow); break;
    case NODE_GROUP: group(c, n, back, follow); break;
    case NODE_REPEAT: repeat(c, n, back, follow); break;
    case NODE_BACK: back_reference(c, n, back); break;
    case NODE_START: put(c, n->lines ? OP_START_LINE : OP_START); break;
    case NODE_END: put(c, n->lines ? OP_END_LINE : OP_END); break;
    case NODE_WORD:
        put2(c, n->negative ? OP_WORD_NOT : OP_WORD, add_set(c, n->set));
        break;
    case NODE_LOOK: look(c, n); break;
    }
}

/* For program_new: the tree as code. False if it is too large. */
static bool program_compile(Program *p, const Pattern *pattern)
{
    static const First end = { .any = true, .accept = true };
    Compiler c = { p, (pattern->flags & REGEXP_POINTS) != 0, false };

    p->registers = pattern->groups * 2;
    put2(&c, OP_SAVE, 0);
    node(&c, pattern->root, false, &end);
    put2(&c, OP_SAVE, 1);
    put(&c, OP_MATCH);
    return !c.full;
}

/* ---- The whole ---- */

static void keep_names(Program *p, const Pattern *pattern)
{
    p->names = arena_array(&p->arena, GroupName, pattern->name_count + 1);
    p->name_count = pattern->name_count;
    for (uint32_t i = 0; i < p->name_count; i++) {
        GroupName *g = &p->names[i];
        uint16_t *units;

        *g = pattern->names[i];
        units = arena_alloc(&p->arena, g->n * sizeof *units);
        memcpy(units, g->units, g->n * sizeof *units);
        g->units = units;
    }
}

/* The pattern's text, which the fast matcher is made from when it is worth it. */
static void keep_text(Program *p, const uint16_t *text, size_t n)
{
    uint16_t *copy = arena_alloc(&p->arena, (n + 1) * sizeof *copy);

    memcpy(copy, text, n * sizeof *copy);
    p->text = copy;
    p->text_length = n;
    p->fast = arena_new(&p->arena, Fast);
}

Program *program_new(const uint16_t *text, size_t n, unsigned flags, const char **error)
{
    Arena scratch = { 0 };
    Pattern pattern;
    Program *p = NULL;

    if (pattern_parse(&scratch, text, n, flags, &pattern, error) == 0) {
        p = xcalloc(1, sizeof *p);
        p->flags = flags;
        p->groups = pattern.groups;
        if (program_compile(p, &pattern)) {
            keep_names(p, &pattern);
            keep_text(p, text, n);
            program_find_start(p, pattern.root);
        } else {
            *error = "Regular expression too large";
            program_free(p);
            p = NULL;
        }
    }
    arena_release(&scratch);
    return p;
}

void program_free(Program *p)
{
    if (p == NULL)
        return;
    if (p->fast != NULL)
        fast_release(p->fast);
    arena_release(&p->arena);
    xfree(p);
}
