/* lend_threads.c: see lend_threads.h. */
#include "pkg/install/lend_threads.h"

#include "common/bug.h"
#include "common/xalloc.h"
#include "pkg/install/fetch_private.h"
#include "registry-client/threads.h"

typedef struct {
    Job job;
    RegistryWork *work;
} Lent;

/* Who has lent, as there is one pool at a time. */
static struct {
    Ctx *ctx; /* NULL: nobody has */
    RegistryClient *client;
    Pool *pool; /* NULL: not yet */
    size_t n_lent;
} lender;

static void run(Job *job, PoolThread *t)
{
    RegistryWork *w = container_of(job, Lent, job)->work;

    (void)t;
    w->run(w);
}

static void done(Job *job)
{
    Lent *l = container_of(job, Lent, job);
    RegistryWork *w = l->work;

    xfree(l);
    lender.n_lent--;
    fetch_leave_loop();
    w->done(w);
}

static bool submit(void *arg, RegistryWork *w)
{
    Lent *l;

    (void)arg;
    if (lender.pool == NULL)
        lender.pool = fetch_pool_new(lender.ctx);
    l = xcalloc(1, sizeof *l);
    l->job = (Job){ .run = run, .done = done };
    l->work = w;
    if (!pool_submit_first(lender.pool, &l->job)) {
        xfree(l);
        return false;
    }
    lender.n_lent++;
    fetch_hold_loop();
    return true;
}

static bool help(void *arg)
{
    (void)arg;
    return lender.n_lent > 0 && pool_help(lender.pool);
}

bool lend_threads(Ctx *ctx)
{
    const RegistryThreads threads = { submit, help, NULL };
    Err ignored;

    if (lender.ctx != NULL || ctx_client(ctx, &lender.client, &ignored) < 0)
        return false;
    lender.ctx = ctx;
    registry_client_set_threads(lender.client, &threads);
    return true;
}

void lend_threads_end(void)
{
    while (lender.n_lent > 0) {
        Job *job = pool_take_done(lender.pool, true);

        BUG_IF(job == NULL);
        job->done(job);
    }
    registry_client_set_threads(lender.client, NULL);
    fetch_pool_free(lender.ctx, lender.pool);
    lender.pool = NULL;
    lender.ctx = NULL;
}
