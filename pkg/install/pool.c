/* pool.c: see pool.h. */
#include "pkg/install/pool.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <unistd.h>

#include "common/xalloc.h"

#define THREADS_MAX 8
#define WAKE_EACH 32

typedef struct {
    Job *head, **end;
    size_t len;
} JobList;

/* Work that other threads may take part in: on the stack of who shares it. */
typedef struct Shared {
    struct Shared *next;
    void (*work)(void *arg);
    void *arg;
    unsigned n_in;
} Shared;

struct Pool {
    pthread_mutex_t lock;
    pthread_cond_t work, done, left;
    Shared *shared; /* in which there is something left to do, the last one first */
    JobList first, queued_long, queue, ended; /* jobs are taken in this order */
    size_t n_running;
    pthread_t threads[THREADS_MAX];
    unsigned n_threads, n_started, umask;
    bool stop;
    void (*wake)(void *data);
    void *data;
};

static void push(JobList *l, Job *job)
{
    job->next = NULL;
    *l->end = job;
    l->end = &job->next;
    l->len++;
}

static Job *pop(JobList *l)
{
    Job *job = l->head;

    if (job == NULL)
        return NULL;
    l->head = job->next;
    if (l->head == NULL)
        l->end = &l->head;
    l->len--;
    return job;
}

static size_t count_queued(const Pool *p)
{
    return p->first.len + p->queued_long.len + p->queue.len;
}

static Job *next_job(Pool *p)
{
    Job *job = pop(&p->first);

    if (job == NULL)
        job = pop(&p->queued_long);
    return job != NULL ? job : pop(&p->queue);
}

/* Runs one job; the lock is held on entry and on return. */
static void run_one(Pool *p, PoolThread *self)
{
    bool is_first = p->first.len > 0;
    Job *job = next_job(p);
    ArenaMark mark;

    p->n_running++;
    pthread_mutex_unlock(&p->lock);
    mark = arena_mark(&self->scratch);
    job->run(job, self);
    arena_rewind(&self->scratch, mark);
    pthread_mutex_lock(&p->lock);
    p->n_running--;
    push(&p->ended, job);
    /* Waking somebody for each of a thousand jobs costs more than they do. */
    if (!is_first && p->ended.len < WAKE_EACH && count_queued(p) > 0)
        return;
    pthread_cond_signal(&p->done);
    if (p->wake)
        p->wake(p->data);
}

static void start_thread(Pool *p);

/* ---- Shared work ---- */

static void unlist(Pool *p, const Shared *s)
{
    Shared **at = &p->shared;

    while (*at != NULL && *at != s)
        at = &(*at)->next;
    if (*at != NULL)
        *at = s->next;
}

/* The lock is held on entry and on return. */
static void take_part(Pool *p)
{
    Shared *s = p->shared;

    s->n_in++;
    pthread_mutex_unlock(&p->lock);
    s->work(s->arg);
    pthread_mutex_lock(&p->lock);
    unlist(p, s);
    if (--s->n_in == 0)
        pthread_cond_broadcast(&p->left);
}

static void share(void *ctx, void (*work)(void *arg), void *arg)
{
    Pool *p = ctx;
    Shared s = { .work = work, .arg = arg };

    pthread_mutex_lock(&p->lock);
    s.next = p->shared;
    p->shared = &s;
    if (p->n_running >= p->n_started && p->n_started < p->n_threads)
        start_thread(p);
    if (count_queued(p) == 0)
        pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->lock);
    work(arg);
    pthread_mutex_lock(&p->lock);
    unlist(p, &s);
    while (s.n_in > 0)
        pthread_cond_wait(&p->left, &p->lock);
    pthread_mutex_unlock(&p->lock);
}

static PoolThread thread_of(Pool *p)
{
    return (PoolThread){ .room = { .umask = p->umask }, .sharer = { share, p } };
}

/* ---- Threads ---- */

static void *thread_main(void *arg)
{
    Pool *p = arg;
    PoolThread self = thread_of(p);

    pthread_mutex_lock(&p->lock);
    while (!p->stop) {
        if (count_queued(p) > 0)
            run_one(p, &self);
        else if (p->shared != NULL)
            take_part(p);
        else
            pthread_cond_wait(&p->work, &p->lock);
    }
    pthread_mutex_unlock(&p->lock);
    arena_release(&self.scratch);
    extract_room_release(&self.room);
    return NULL;
}

/* Those that this process may run on, which can be fewer than there are. */
static unsigned count_processors(void)
{
    cpu_set_t set;
    int n;

    if (sched_getaffinity(0, sizeof set, &set) < 0)
        return 2;
    n = CPU_COUNT(&set);
    return n < 2 ? 2 : (unsigned)n;
}

Pool *pool_new(unsigned n, unsigned umask, void (*wake)(void *data), void *data)
{
    Pool *p = xcalloc(1, sizeof *p);

    if (n == 0)
        n = count_processors();
    p->n_threads = n < THREADS_MAX ? n : THREADS_MAX;
    p->umask = umask;
    p->wake = wake;
    p->data = data;
    p->first.end = &p->first.head;
    p->queued_long.end = &p->queued_long.head;
    p->queue.end = &p->queue.head;
    p->ended.end = &p->ended.head;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->work, NULL);
    pthread_cond_init(&p->done, NULL);
    pthread_cond_init(&p->left, NULL);
    return p;
}

/* Signals are the main thread's: they must not interrupt a half-written file. */
static void start_thread(Pool *p)
{
    sigset_t all, old;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    if (pthread_create(&p->threads[p->n_started], NULL, thread_main, p) == 0)
        p->n_started++;
    else
        p->n_threads = p->n_started; /* do with those that there are */
    pthread_sigmask(SIG_SETMASK, &old, NULL);
}

/* To start a thread takes longer than a small package: one job alone is left to who waits
 * for it. */
static bool needs_thread(const Pool *p)
{
    return p->n_started < p->n_threads &&
           count_queued(p) + p->n_running > (p->n_started > 0 ? p->n_started : 1);
}

bool pool_submit(Pool *p, Job *job)
{
    bool has_thread;

    pthread_mutex_lock(&p->lock);
    push(job->is_long ? &p->queued_long : &p->queue, job);
    if (needs_thread(p) || (job->is_aside && p->n_started == 0))
        start_thread(p);
    has_thread = p->n_started > 0;
    pthread_cond_signal(&p->work);
    pthread_mutex_unlock(&p->lock);
    return has_thread;
}

bool pool_submit_first(Pool *p, Job *job)
{
    pthread_mutex_lock(&p->lock);
    if (p->n_started == 0)
        start_thread(p);
    if (p->n_started > 0) {
        push(&p->first, job);
        if (needs_thread(p))
            start_thread(p);
        pthread_cond_signal(&p->work);
    }
    pthread_mutex_unlock(&p->lock);
    return p->n_started > 0;
}

/* The caller does the work, of so many jobs at most. */
static void work_here(Pool *p, size_t most)
{
    PoolThread self = thread_of(p);

    for (; most > 0 && count_queued(p) > 0; most--)
        run_one(p, &self);
    arena_release(&self.scratch);
    extract_room_release(&self.room);
}

bool pool_help(Pool *p)
{
    bool helps;

    pthread_mutex_lock(&p->lock);
    helps = p->first.len > 0 && p->first.len + p->n_running > p->n_started;
    if (helps)
        work_here(p, 1);
    pthread_mutex_unlock(&p->lock);
    return helps;
}

Job *pool_take_done(Pool *p, bool wait)
{
    Job *job;

    pthread_mutex_lock(&p->lock);
    if (p->n_started == 0)
        work_here(p, SIZE_MAX);
    while ((job = pop(&p->ended)) == NULL && wait && count_queued(p) + p->n_running > 0)
        pthread_cond_wait(&p->done, &p->lock);
    pthread_mutex_unlock(&p->lock);
    return job;
}

size_t pool_pending(Pool *p)
{
    size_t n;

    pthread_mutex_lock(&p->lock);
    n = count_queued(p) + p->n_running + p->ended.len;
    pthread_mutex_unlock(&p->lock);
    return n;
}

void pool_free(Pool *p)
{
    if (p == NULL)
        return;
    pthread_mutex_lock(&p->lock);
    p->stop = true;
    pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; i < p->n_started; i++)
        pthread_join(p->threads[i], NULL);
    pthread_mutex_destroy(&p->lock);
    pthread_cond_destroy(&p->work);
    pthread_cond_destroy(&p->done);
    pthread_cond_destroy(&p->left);
    xfree(p);
}
