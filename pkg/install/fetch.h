/* fetch.h: packages come into the store, and from there to where they are wanted.
 *
 * One Fetch is one package for one place. What the store has is linked at once; what it
 * hasn't is downloaded, checked, extracted and linked, each as soon as it can: the
 * network works while threads extract and link. What will be wanted in all likelihood can
 * be fetched into the store ahead, while the tree is still being made.
 */
#ifndef PKG_INSTALL_FETCH_H
#define PKG_INSTALL_FETCH_H

#include "pkg/context.h"
#include "pkg/install/link.h"
#include "registry-client/request.h"

typedef struct Fetch {
    /* What is wanted. */
    Str url;          /* of the tarball: http(s), or an absolute path */
    Str registry;     /* for credentials; "" for the default one */
    Str label;        /* "a@1.0.0": for messages */
    Str name;         /* that goes before the URL of one that isn't there; may be "" */
    Str spec;         /* what npm calls it where that is something else; "" */
    Str integrity;    /* "" if nothing is known: then it is computed */
    const char *path; /* below `at`; NULL: only into the store */
    int at;
    bool copy;          /* files will be written to */
    bool may_stay;      /* what was linked ahead serves where it is: see `spare` */
    bool may_keep;      /* what stands at that place in the tree serves: see `kept` */
    bool want_manifest; /* package.json's text */
    bool guessed;       /* its URL: what comes may be something else, without a word */

    /* What came of it. */
    int rc;
    Err *err;            /* rc < 0: why, in the arena */
    Str got_integrity;   /* where `integrity` was "": of the bytes */
    Str manifest;        /* with want_manifest; "" where the package has none */
    unsigned list_flags; /* of filelist.h */
    const char *spare;   /* with may_stay: its name among what was linked ahead; NULL */
    bool kept;           /* with may_keep: it stands at its place already, see intact.h */
    ExtractNotes notes;

    /* fetch.c's. */
    Job job;
    struct FetchRun *run;
    struct Fetch *waiting;      /* for this one: the same package for another place */
    struct Fetch *next_waiting; /* for what this one waits for */
    struct Fetch *next;         /* to be downloaded */
    RegistryBufSink body;       /* of a download under way */
    char *bytes;                /* of one that is over */
    size_t n_bytes;
    RegistryCall *call; /* of the same; NULL: none */
    Err *failed;        /* why the job that has just ended did so; malloc'd */
    int stage;
    bool tried_download, over;
    bool not_there;  /* its URL was asked already, in vain: nobody else need try */
    bool came_wrong; /* once: it is asked for again */
    bool fresh; /* this process has just put it into the store, or looked at all of it */
    bool taken; /* of one ahead: its folder is another one's now */
    bool claimed; /* … or will be, or be replaced by it: it stands at its place */
} Fetch;

typedef struct FetchRun FetchRun;

/* Runs all of them to their end; each says in rc how it went. Texts that come of it are
 * in the arena. Fails only where nothing could begin (no store, no client). */
int fetch_all(Ctx *ctx, Pool *pool, Fetch **list, size_t n, Arena *a, Err *err);
/* The same in two halves, between which the pool works already: the caller has time for
 * something else. The run lives in the arena. */
FetchRun *fetch_start(Ctx *ctx, Pool *pool, Fetch **list, size_t n, Arena *a, Err *err);
void fetch_finish(FetchRun *r);
/* The name in the store of what has this integrity; false where it is none. */
bool fetch_store_key(Arena *scratch, Str integrity, StoreKey *key);
/* The pool for fetch_all: its wake function wants the loop. There is one at a time: who
 * asks for another gets the same, and it ends when all have given it back. */
Pool *fetch_pool_new(Ctx *ctx);
void fetch_pool_free(Ctx *ctx, Pool *p);

/* Where packages are linked ahead: below `places` at their location in the tree, where
 * nothing else was linked there before; else below `spare`, with a number for a name. -1:
 * nowhere. Or none is linked, and what stands in the node_modules of `tree` (the
 * project's folder) is looked at instead: may it stay there (intact.h)? */
typedef struct {
    int places, spare, tree;
    bool only_look; /* and nothing is fetched: who knows whether it will be wanted */
} AheadFolders;

#define AHEAD_NOWHERE ((AheadFolders){ -1, -1, -1, false })

/* A tarball by HTTP; `location` in the tree. Without a url it is only looked for in the
 * store. */
typedef struct {
    Str url, registry, label, integrity, location;
} AheadPackage;

/* Fetches ahead from now on, into the store; a fetch_all that wants the same waits for
 * it, and takes what is linked where it has a use for it. One at a time. fetch_ahead_end
 * stops what is under way, while no fetch_all is, and removes what nobody has taken;
 * NULL, or one that has ended, is no matter. */
FetchRun *fetch_ahead_begin(Ctx *ctx, AheadFolders at, Arena *a);
/* Other folders for what comes from now on. */
void fetch_ahead_link_into(FetchRun *r, AheadFolders at);
void fetch_ahead_end(FetchRun *r);
/* A tarball by HTTP. What fails is tried again when somebody wants it. */
void fetch_ahead(FetchRun *r, Str url, Str registry, Str label, Str integrity);
/* A tarball of which nobody has said yet what it should be. Who wants something of that
 * URL waits for it, and finds it in the store if it is what is wanted; if it can't be
 * had, neither can that. Texts are borrowed. */
void fetch_ahead_guess(FetchRun *r, Str url, Str registry, Str name, Str version);
/* The same of a package that has its place in the tree: it is linked too, or looked at,
 * where fetch_ahead_links says that packages are. */
bool fetch_ahead_links(const FetchRun *r);
void fetch_ahead_link(FetchRun *r, const AheadPackage *p);
/* Before something comes to a location below `places`: what was linked there is removed,
 * unless it is what f (NULL: a link) will find there. */
void fetch_ahead_clear(FetchRun *r, Str location, const Fetch *f);
/* Something of what was linked below `places` isn't there any more. NULL: false. */
bool fetch_ahead_emptied(const FetchRun *r);

#endif
