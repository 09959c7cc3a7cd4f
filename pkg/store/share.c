/* share.c: see share.h. */
#include "pkg/store/share.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

/* To wake a thread takes as long as a handful of files. */
#define SHARE_FROM 48
#define PORTION 8

typedef struct {
    int (*turn)(void *arg, uint32_t i, Err *err);
    void *arg;
    uint32_t n;
    atomic_uint next;
    atomic_int rc;
    Err err; /* of who set rc */
} Loop;

static void fail(Loop *l, const Err *err)
{
    int none = 0;

    if (atomic_compare_exchange_strong(&l->rc, &none, err->code))
        l->err = *err;
}

static void take_part(void *arg)
{
    Loop *l = arg;
    Err err;
    uint32_t i;

    while (atomic_load(&l->rc) == 0 && (i = atomic_fetch_add(&l->next, PORTION)) < l->n) {
        uint32_t end = l->n - i < PORTION ? l->n : i + PORTION;

        for (; i < end; i++)
            if (l->turn(l->arg, i, &err) < 0) {
                fail(l, &err);
                return;
            }
    }
}

int share_loop(const Sharer *s, uint32_t n, int (*turn)(void *arg, uint32_t i, Err *err),
               void *arg, Err *err)
{
    Loop l = { .turn = turn, .arg = arg, .n = n };
    int rc = 0;

    if (s == NULL || s->run == NULL || n < SHARE_FROM) {
        for (uint32_t i = 0; rc == 0 && i < n; i++)
            rc = turn(arg, i, err);
        return rc;
    }
    s->run(s->ctx, take_part, &l);
    rc = atomic_load(&l.rc);
    if (rc < 0)
        *err = l.err;
    return rc;
}
