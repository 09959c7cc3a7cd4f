/* Promise: every job is run once and comes back once. */
#include "pkg/install/pool.h"

#include "common/bug.h"
#include "tests/kit/test.h"

typedef struct {
    Job job;
    int runs;
} Counted;

static void count(Job *job, PoolThread *t)
{
    arena_alloc(&t->scratch, 1000);
    container_of(job, Counted, job)->runs++;
}

TEST(pool_runs_each_job_once)
{
    static Counted jobs[2000];
    Pool *p = pool_new(3, 022, NULL, NULL);
    size_t back = 0;

    for (size_t i = 0; i < ARRAY_LEN(jobs); i++) {
        jobs[i] = (Counted){ .job = { .run = count } };
        pool_submit(p, &jobs[i].job);
    }
    while (pool_take_done(p, true))
        back++;
    assert_int_equal(ARRAY_LEN(jobs), back);
    for (size_t i = 0; i < ARRAY_LEN(jobs); i++)
        assert_int_equal(1, jobs[i].runs);
    assert_int_equal(0, pool_pending(p));
    pool_free(p);
}

TEST(pool_without_jobs_has_nothing_to_wait_for)
{
    Pool *p = pool_new(0, 022, NULL, NULL);

    assert_null(pool_take_done(p, true));
    pool_free(p);
}
