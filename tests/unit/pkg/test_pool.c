/* Promise: every job is run once and comes back once, what is urgent and what takes long
 * before the rest. */
#include "pkg/install/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

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

/* ---- Order ---- */

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t started = PTHREAD_MUTEX_INITIALIZER;
static char order[8];
static size_t n_order;

typedef struct {
    Job job;
    char letter;
} Lettered;

static void hold(Job *job, PoolThread *t)
{
    (void)job;
    (void)t;
    pthread_mutex_unlock(&started);
    pthread_mutex_lock(&gate);
    pthread_mutex_unlock(&gate);
}

static void note(Job *job, PoolThread *t)
{
    (void)t;
    order[n_order++] = container_of(job, Lettered, job)->letter;
}

/* A pool whose only thread waits at the gate. */
static Pool *held_pool(Job *holder)
{
    Pool *p = pool_new(1, 022, NULL, NULL);

    n_order = 0;
    memset(order, 0, sizeof order);
    pthread_mutex_lock(&gate);
    pthread_mutex_lock(&started);
    *holder = (Job){ .run = hold };
    assert_true(pool_submit_first(p, holder));
    pthread_mutex_lock(&started);
    pthread_mutex_unlock(&started);
    return p;
}

TEST(pool_takes_urgent_jobs_first_then_long_ones)
{
    Lettered a = { { .run = note }, 'a' }, b = { { .run = note }, 'b' };
    Lettered c = { { .run = note, .is_long = true }, 'c' }, d = { { .run = note }, 'd' };
    Job holder;
    Pool *p = held_pool(&holder);

    pool_submit(p, &a.job);
    pool_submit(p, &b.job);
    pool_submit(p, &c.job);
    assert_true(pool_submit_first(p, &d.job));
    pthread_mutex_unlock(&gate);
    while (pool_take_done(p, true))
        ;
    assert_string_equal("dcab", order);
    pool_free(p);
}

TEST(pool_helps_with_urgent_jobs_that_no_thread_is_free_for)
{
    Lettered a = { { .run = note }, 'a' }, b = { { .run = note }, 'b' };
    Job holder;
    Pool *p = held_pool(&holder);

    pool_submit(p, &a.job);
    assert_false(pool_help(p));
    assert_true(pool_submit_first(p, &b.job));
    assert_true(pool_help(p));
    assert_string_equal("b", order);
    assert_false(pool_help(p));
    assert_ptr_equal(&b.job, pool_take_done(p, false));
    pthread_mutex_unlock(&gate);
    while (pool_take_done(p, true))
        ;
    assert_string_equal("ba", order);
    pool_free(p);
}

/* ---- Shared work ---- */

typedef struct {
    Job job;
    atomic_uint sum, fails_at;
    atomic_uint n_threads;
    int rc;
    Err err;
} Sharing;

static int add_up(void *arg, uint32_t i, Err *err)
{
    static _Thread_local Sharing *last;
    Sharing *s = arg;

    if (last != s) {
        last = s;
        s->n_threads++;
    }
    if (i == s->fails_at)
        return err_set(err, ERR_ETARBALL, "number %u", i);
    s->sum += i;
    usleep(50); /* long enough for others to come */
    return 0;
}

static void share_numbers(Job *job, PoolThread *t)
{
    Sharing *s = container_of(job, Sharing, job);

    s->rc = share_loop(&t->sharer, 1000, add_up, s, &s->err);
}

static void run_shared(Sharing *s, size_t n)
{
    Pool *p = pool_new(3, 022, NULL, NULL);

    for (size_t i = 0; i < n; i++) {
        s[i].job.run = share_numbers;
        s[i].job.is_aside = true;
        pool_submit(p, &s[i].job);
    }
    while (pool_take_done(p, true))
        ;
    pool_free(p);
}

TEST(pool_threads_without_a_job_take_part_in_another_ones)
{
    static Sharing s[1];

    s[0].fails_at = UINT32_MAX;
    run_shared(s, 1);
    assert_int_equal(0, s[0].rc);
    assert_int_equal(999 * 1000 / 2, s[0].sum);
    assert_true(s[0].n_threads > 1);
}

TEST(pool_shares_more_than_it_has_threads_for)
{
    static Sharing s[7];

    for (size_t i = 0; i < ARRAY_LEN(s); i++)
        s[i].fails_at = UINT32_MAX;
    run_shared(s, ARRAY_LEN(s));
    for (size_t i = 0; i < ARRAY_LEN(s); i++)
        assert_int_equal(999 * 1000 / 2, s[i].sum);
}

TEST(shared_work_ends_with_the_first_failure)
{
    static Sharing s[1];

    s[0].fails_at = 500;
    run_shared(s, 1);
    assert_int_equal(ERR_ETARBALL, s[0].rc);
    assert_string_equal("number 500", s[0].err.msg);
    assert_true(s[0].sum < 999 * 1000 / 2);
}

TEST(a_loop_that_nobody_shares_runs_in_order)
{
    Sharing s = { .fails_at = 3 };

    assert_int_equal(ERR_ETARBALL, share_loop(NULL, 1000, add_up, &s, &s.err));
    assert_int_equal(0 + 1 + 2, s.sum);
}
