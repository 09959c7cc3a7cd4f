/* pool.h: a few threads that work through a queue of jobs.
 *
 *     Pool *p = pool_new(0, umask);
 *     job->job.run = extract_job;
 *     pool_submit(p, &job->job);
 *     …
 *     while ((j = pool_take_done(p, true)) != NULL) …
 *     pool_free(p);
 *
 * What is slow in an install is the file system (making and linking files) and
 * decompression; both scale over threads. libuv's own pool is left to what needs it
 * (name resolution). Jobs are run in the order in which they were submitted (but see
 * is_long, pool_submit_first) and end in any order. The queue and the done list are
 * intrusive: a Job belongs to the submitter, and stays where it is until it is taken
 * back.
 */
#ifndef PKG_INSTALL_POOL_H
#define PKG_INSTALL_POOL_H

#include <stdbool.h>

#include "common/arena.h"
#include "pkg/store/extract.h"

typedef struct Pool Pool;

/* What a thread has for itself while it runs a job. */
typedef struct {
    Arena scratch; /* emptied after each job */
    ExtractRoom room;
    Sharer sharer; /* threads of the pool that have no job */
} PoolThread;

typedef struct Job {
    void (*run)(struct Job *job, PoolThread *t);
    void (*done)(struct Job *job); /* for who takes it back; the pool doesn't call it */
    bool is_long; /* it goes before others that wait: the last job to begin is a short one
                   */
    bool is_aside;    /* it gets a thread though it is alone: the submitter is busy */
    struct Job *next; /* the pool's */
} Job;

/* n threads; 0: as many as processors that it may run on, at least 2 and at most 8. They
 * are started when there are two jobs. wake (may be NULL) is called, from a thread of the
 * pool, for a handful of ended jobs at a time while others are queued, and for each one
 * then. */
Pool *pool_new(unsigned n, unsigned umask, void (*wake)(void *data), void *data);
/* False: there is no thread, and pool_take_done does the job. */
bool pool_submit(Pool *p, Job *job);
/* The same of a job that goes before all others, whose end is told at once, and which
 * gets a thread though it is alone. False: there is none, and the job isn't taken. */
bool pool_submit_first(Pool *p, Job *job);
/* Runs one of those jobs here, if there are more than threads that wait for work. */
bool pool_help(Pool *p);
/* A job that has ended; NULL if there is none. With `wait`, NULL only if nothing is
 * queued or running either. */
Job *pool_take_done(Pool *p, bool wait);
/* Jobs submitted and not yet taken back. */
size_t pool_pending(Pool *p);
/* Ends the threads after the jobs that run now; jobs still queued are not run and
 * belong to the submitter again. */
void pool_free(Pool *p);

#endif
