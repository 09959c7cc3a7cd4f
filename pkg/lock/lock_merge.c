/* lock_merge.c: a lock that git left with conflict marks (parse-conflict-json).
 *
 * Three texts are read from it: ours, theirs, and what both come from (with git's diff3
 * style; otherwise only what stands outside of the marks). What we changed is done again
 * to theirs. */
#include "pkg/lock/lock_private.h"

/* Seven of it in a row. */
static bool has_run(Str s, char c)
{
    const char *p = s.ptr, *end = s.ptr + s.len;

    while (p < end && (p = memchr(p, c, (size_t)(end - p))) != NULL) {
        const char *from = p;

        while (p < end && *p == c)
            p++;
        if (p - from >= 7)
            return true;
    }
    return false;
}

bool lock_has_conflicts(Str text)
{
    return has_run(text, '<') && has_run(text, '=') && has_run(text, '>');
}

typedef struct {
    Buf ours, theirs, base;
} Pieces;

static void split(Str text, Pieces *p)
{
    enum { TOP, OURS, BASE, THEIRS } state = TOP;
    Str line;

    while (str_next(&text, '\n', &line)) {
        if (has_run(line, '|')) {
            state = BASE;
        } else if (has_run(line, '<')) {
            state = OURS;
        } else if (has_run(line, '=')) {
            state = THEIRS;
        } else if (has_run(line, '>')) {
            state = TOP;
        } else {
            if (state == TOP || state == OURS)
                buf_str(&p->ours, line);
            if (state == TOP || state == THEIRS)
                buf_str(&p->theirs, line);
            if (state == TOP || state == BASE)
                buf_str(&p->base, line);
        }
    }
}

/* Does to `to` what was done to base to make it ours. */
static void apply(Arena *a, cJSON *to, const cJSON *base, const cJSON *ours)
{
    for (cJSON *m = base->child; m != NULL; m = m->next) {
        if (json_get(ours, m->string) == NULL)
            json_del(to, m->string);
    }
    JSON_EACH (m, ours) {
        const cJSON *was = json_get(base, m->string);
        cJSON *theirs = json_get(to, m->string);

        if (was != NULL && json_equal(was, m))
            continue;
        if (json_is_obj(m) && json_is_obj(theirs) && (was == NULL || json_is_obj(was)))
            apply(a, theirs, was ? was : json_new_obj(a), m);
        else
            json_set(a, to, json_key(m), json_dup(a, m));
    }
}

int lock_merge_conflicts(Arena *a, Str text, const char *what, cJSON **out, Err *err)
{
    Pieces p = { 0 };
    cJSON *ours, *base;
    int rc;

    split(text, &p);
    rc = json_parse(a, arena_str(a, buf_view(&p.base)), what, NULL, &base, err);
    if (rc == 0)
        rc = json_parse(a, arena_str(a, buf_view(&p.ours)), what, NULL, &ours, err);
    if (rc == 0)
        rc = json_parse(a, arena_str(a, buf_view(&p.theirs)), what, NULL, out, err);
    if (rc == 0)
        apply(a, *out, base, ours);
    buf_release(&p.ours);
    buf_release(&p.theirs);
    buf_release(&p.base);
    return rc;
}
