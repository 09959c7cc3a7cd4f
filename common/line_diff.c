/* line_diff.c: see line_diff.h.
 *
 * 1. Each line gets a number, equal lines the same one.
 * 2. For a growing number of edits, the farthest point of each diagonal (place in the old
 *    text minus place in the new one) is found from its neighbours of one edit less; a
 *    diagonal that has reached an edge of the grid closes all beyond it.
 * 3. Each point knows the steps that led there, as a list that points share; a step that
 *    no point needs any more is used again.
 */
#include "common/line_diff.h"

#include "common/jstext.h"
#include "common/map.h"
#include "common/vec.h"

typedef enum { STEP_SAME, STEP_ADDED, STEP_REMOVED } StepKind;

typedef struct Step {
    struct Step *before; /* the next free one, in the list of those */
    size_t count;        /* lines */
    unsigned refs;
    StepKind kind;
} Step;

typedef struct {
    bool there;
    ptrdiff_t at; /* last line of the old text that is done; -1: none */
    Step *last;
} Point;

typedef struct {
    Str *lines;
    uint32_t *numbers;
    ptrdiff_t n;
} Side;

typedef struct {
    Arena arena;
    Side old, new;
    Point *points; /* of the diagonals, from -zero on */
    ptrdiff_t zero;
    ptrdiff_t lowest, highest; /* diagonals that are still worth a look */
    Step *free;
} Differ;

/* ---- Lines ---- */

static void split(Arena *a, Str text, Side *side)
{
    VEC(Str) lines = { 0 };

    while (text.len > 0) {
        ptrdiff_t end = str_index(text, '\n');
        size_t len = end < 0 ? text.len : (size_t)end + 1;

        vec_push_in(a, &lines, str_n(text.ptr, len));
        text = str_from(text, len);
    }
    side->lines = lines.ptr;
    side->n = (ptrdiff_t)lines.len;
}

static void number_lines(Arena *a, Map *seen, Side *side, bool ignore_space)
{
    side->numbers = arena_array(a, uint32_t, (size_t)side->n + 1);
    for (ptrdiff_t i = 0; i < side->n; i++) {
        Str line = ignore_space ? js_trim(side->lines[i]) : side->lines[i];
        uint32_t *known = map_get(seen, line);

        if (known == NULL) {
            known = arena_new(a, uint32_t);
            *known = (uint32_t)seen->len;
            map_set(seen, line, known);
        }
        side->numbers[i] = *known;
    }
}

/* ---- Steps ---- */

static void drop(Differ *d, Step *s)
{
    while (s != NULL && --s->refs == 0) {
        Step *before = s->before;

        s->before = d->free;
        d->free = s;
        s = before;
    }
}

/* A step behind `last`, which is kept. */
static Step *step(Differ *d, StepKind kind, size_t count, Step *last)
{
    Step *s = d->free;

    if (s != NULL)
        d->free = s->before;
    else
        s = arena_new(&d->arena, Step);
    *s = (Step){ .before = last, .count = count, .refs = 1, .kind = kind };
    if (last != NULL)
        last->refs++;
    return s;
}

/* One more line of this kind behind the steps of a point. */
static Step *longer(Differ *d, StepKind kind, Step *last)
{
    if (last != NULL && last->kind == kind)
        return step(d, kind, last->count + 1, last->before);
    return step(d, kind, 1, last);
}

/* ---- The shortest way ---- */

/* Follows equal lines from a point; returns its place in the new text. */
static ptrdiff_t follow(Differ *d, Point *p, ptrdiff_t diagonal)
{
    ptrdiff_t x = p->at, y = x - diagonal, n = 0;

    while (x + 1 < d->old.n && y + 1 < d->new.n &&
           d->old.numbers[x + 1] == d->new.numbers[y + 1]) {
        x++;
        y++;
        n++;
    }
    if (n > 0) {
        Step *s = step(d, STEP_SAME, (size_t)n, p->last);

        drop(d, p->last);
        p->last = s;
    }
    p->at = x;
    return y;
}

static void forget(Differ *d, Point *p)
{
    if (p->there)
        drop(d, p->last);
    p->there = false;
    p->last = NULL;
}

/* One edit more on one diagonal: true when that is the end of both texts. */
static bool advance(Differ *d, ptrdiff_t diagonal)
{
    Point *here = &d->points[d->zero + diagonal], *remove = here - 1, *add = here + 1;
    ptrdiff_t added_to = add->at - diagonal, y;
    bool can_add = add->there && added_to >= 0 && added_to < d->new.n;
    bool can_remove = remove->there && remove->at + 1 < d->old.n;
    Point next = { .there = true };

    if (can_add && (!can_remove || remove->at < add->at)) {
        next.at = add->at;
        next.last = longer(d, STEP_ADDED, add->last);
    } else if (can_remove) {
        next.at = remove->at + 1;
        next.last = longer(d, STEP_REMOVED, remove->last);
    }
    forget(d, remove); /* nobody else begins there */
    forget(d, here);
    if (!can_add && !can_remove)
        return false;
    y = follow(d, &next, diagonal);
    *here = next;
    if (next.at + 1 >= d->old.n && y + 1 >= d->new.n)
        return true;
    if (next.at + 1 >= d->old.n && d->highest > diagonal - 1)
        d->highest = diagonal - 1;
    if (y + 1 >= d->new.n && d->lowest < diagonal + 1)
        d->lowest = diagonal + 1;
    return false;
}

static Step *shortest(Differ *d)
{
    ptrdiff_t most = d->old.n + d->new.n, start_y;
    Point *start;

    d->zero = most + 2;
    d->points = arena_array(&d->arena, Point, (size_t)(2 * most + 5));
    d->lowest = -most;
    d->highest = most;
    start = &d->points[d->zero];
    *start = (Point){ .there = true, .at = -1 };
    start_y = follow(d, start, 0);
    if (start->at + 1 >= d->old.n && start_y + 1 >= d->new.n)
        return start->last;
    for (ptrdiff_t edits = 1; edits <= most; edits++) {
        ptrdiff_t from = d->lowest > -edits ? d->lowest : -edits;

        for (ptrdiff_t k = from; k <= (d->highest < edits ? d->highest : edits); k += 2)
            if (advance(d, k))
                return d->points[d->zero + k].last;
    }
    return NULL;
}

/* ---- Hunks ---- */

typedef struct {
    StepKind kind;
    Str *lines;
    size_t n;
} Run;

typedef struct {
    Buf *out;
    Buf lines;
    bool open;
    size_t old_line, new_line;   /* where we are, from 1 */
    size_t old_start, new_start; /* of the open hunk */
    size_t n_hunks;
} Hunks;

static void put_lines(Hunks *h, char sign, Str *lines, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_putc(&h->lines, sign);
        buf_str(&h->lines, lines[i]);
        if (!str_ends(lines[i], STR("\n")))
            buf_puts(&h->lines, "\n\\ No newline at end of file\n");
    }
}

static void open_hunk(Hunks *h, const Run *before, size_t context)
{
    size_t n = before == NULL ? 0 : before->n < context ? before->n : context;

    h->open = true;
    h->old_start = h->old_line - n;
    h->new_start = h->new_line - n;
    if (n > 0)
        put_lines(h, ' ', before->lines + before->n - n, n);
}

/* A hunk without lines on one side counts from the line before. */
static void close_hunk(Hunks *h, const Run *same, size_t context)
{
    size_t n = same->n < context ? same->n : context;
    size_t old_n = h->old_line - h->old_start + n, new_n = h->new_line - h->new_start + n;

    put_lines(h, ' ', same->lines, n);
    buf_printf(h->out, "@@ -%zu,%zu +%zu,%zu @@\n", h->old_start - (old_n == 0), old_n,
               h->new_start - (new_n == 0), new_n);
    buf_str(h->out, buf_view(&h->lines));
    buf_clear(&h->lines);
    h->open = false;
    h->n_hunks++;
}

/* Runs end with an empty one of equal lines. */
static void put_run(Hunks *h, const Run *runs, size_t i, size_t n_runs, size_t context)
{
    const Run *r = &runs[i];

    if (r->kind != STEP_SAME) {
        if (!h->open)
            open_hunk(h, i > 0 ? &runs[i - 1] : NULL, context);
        put_lines(h, r->kind == STEP_ADDED ? '+' : '-', r->lines, r->n);
    } else if (h->open) {
        if (r->n <= context * 2 && i + 2 < n_runs)
            put_lines(h, ' ', r->lines, r->n);
        else
            close_hunk(h, r, context);
    }
    if (r->kind != STEP_ADDED)
        h->old_line += r->n;
    if (r->kind != STEP_REMOVED)
        h->new_line += r->n;
}

/* The way from its end, as runs of lines; equal ones look as in the new text. */
static Run *runs_of(Differ *d, Step *last, size_t *n)
{
    size_t old_at = 0, new_at = 0, i = 0;
    Run *runs;

    *n = 1;
    for (Step *s = last; s != NULL; s = s->before)
        ++*n;
    runs = arena_array(&d->arena, Run, *n);
    i = *n - 1;
    for (Step *s = last; s != NULL; s = s->before)
        runs[--i] = (Run){ .kind = s->kind, .n = s->count };
    for (i = 0; i + 1 < *n; i++) {
        bool removed = runs[i].kind == STEP_REMOVED;

        runs[i].lines = removed ? &d->old.lines[old_at] : &d->new.lines[new_at];
        if (!removed)
            new_at += runs[i].n;
        if (runs[i].kind != STEP_ADDED)
            old_at += runs[i].n;
    }
    return runs;
}

size_t line_diff_hunks(Str before, Str after, const LineDiffOptions *o, Buf *out)
{
    Differ d = { 0 };
    Hunks h = { .out = out, .old_line = 1, .new_line = 1 };
    Map seen = { 0 };
    size_t n_runs;
    Run *runs;

    split(&d.arena, before, &d.old);
    split(&d.arena, after, &d.new);
    number_lines(&d.arena, &seen, &d.old, o->ignore_space);
    number_lines(&d.arena, &seen, &d.new, o->ignore_space);
    runs = runs_of(&d, shortest(&d), &n_runs);
    for (size_t i = 0; i < n_runs; i++)
        put_run(&h, runs, i, n_runs, o->context);
    buf_release(&h.lines);
    map_release(&seen);
    arena_release(&d.arena);
    return h.n_hunks;
}
