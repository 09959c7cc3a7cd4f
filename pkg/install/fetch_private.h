/* fetch_private.h: what fetch.c and fetch_ahead.c share. */
#ifndef PKG_INSTALL_FETCH_PRIVATE_H
#define PKG_INSTALL_FETCH_PRIVATE_H

#include "common/map.h"
#include "pkg/install/fetch.h"

enum { STAGE_FIND, STAGE_UNPACK };

struct FetchRun {
    Ctx *ctx;
    Store *store;
    Pool *pool;
    RegistryClient *client;
    Arena *arena;
    Map by_url; /* -> Fetch that is under way */
    size_t n_open, n_all;
    Fetch *first, **end; /* to be downloaded */
    size_t n_downloads;  /* under way */
    size_t max_downloads;
    bool behind; /* the tree is still being made */
    size_t held; /* bytes of those that are over, until they are unpacked */
    bool is_ahead;
    AheadFolders at; /* of one ahead: where it links */
    Map linked;      /* by URL: what it links -> Fetch */
    Map places;      /* by location: what is linked there, or stands there -> Fetch */
    Str scope;       /* "node_modules/@s": the last one that was made */
    bool emptied;    /* see fetch_ahead_emptied */
    bool ended;      /* nothing comes of its jobs any more */
    VEC(Fetch *) all;
};

/* It links nothing, and looks at what stands in the tree. */
static inline bool fetch_only_looks(const FetchRun *r)
{
    return r->is_ahead && r->at.tree >= 0;
}

/* The pool, and who uses it. The handle lives until the loop has closed it, which may be
 * after the next pool was made. */
typedef struct {
    uv_async_t async; /* first: it is freed by it */
    Pool *pool;
    int users, waiting;
    FetchRun *ahead; /* NULL: nothing is fetched ahead */
} Waker;

extern Waker *fetch_waker; /* NULL: there is no pool */

/* Somebody waits for ends of jobs: the loop lives meanwhile. Each is given back. */
void fetch_hold_loop(void);
void fetch_leave_loop(void);

/* ---- fetch.c ---- */

int fetch_run_begin(FetchRun *r, Err *err);
/* Gives the pool a job: STAGE_... */
void fetch_submit(Fetch *f, int stage);
void fetch_download(Fetch *f);
/* Begins as many downloads as there is room for. */
void fetch_pump(FetchRun *r);
/* Does f's work as soon as that of `first` is over, which is for the same package. */
void fetch_follow(Fetch *f, Fetch *first);

/* ---- fetch_ahead.c ---- */

/* What of the run (NULL: none) has the same package. */
Fetch *fetch_ahead_find(FetchRun *r, const Fetch *f);
/* Of what it should be nobody had said anything. */
bool fetch_is_guess(const Fetch *f);
/* A folder that `first` has linked ahead is taken, and moved to where f wants it, or one
 * that it has looked at stays in the tree. False: there is none; what another one of the
 * same run has is that one's. */
bool fetch_ahead_take(Fetch *first, Fetch *f);
/* The tree is made: no documents are waited for any more. NULL is no matter. */
void fetch_ahead_widen(FetchRun *r);

#endif
