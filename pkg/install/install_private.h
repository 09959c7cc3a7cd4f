/* install_private.h: one run of an install, shared by install*.c. */
#ifndef PKG_INSTALL_INSTALL_PRIVATE_H
#define PKG_INSTALL_INSTALL_PRIVATE_H

#include "pkg/install/build.h"
#include "pkg/install/commit.h"
#include "pkg/install/diff.h"
#include "pkg/install/fetch.h"
#include "pkg/install/install.h"
#include "pkg/install/install_audit.h"
#include "pkg/install/install_fast.h"
#include "pkg/install/isolated.h"

typedef VEC(Fetch *) FetchList;
typedef VEC(Str) NameList;

typedef struct InstallRun {
    Ctx *ctx;
    const InstallRequest *q;
    InstallResult *r;
    Project *p;
    Arena *a; /* the project's */
    Forest actual_forest;
    Tree *actual;
    UptodateLook *look;  /* at what the last run left; NULL: it was ended */
    bool untouched;      /* node_modules is as the last run left it */
    bool actual_trusted; /* it is what the hidden lock says */
    Diff diff;
    BuildOptions build;
    DiffOptions omit;
    Workspaces chosen; /* the selected ones, without the project itself */
    Commit commit;
    int ahead_fd; /* of the stage: where packages are linked ahead; -1: they aren't */
    Pool *pool;
    bool lends;        /* the pool's threads, to the client */
    bool has_asked;    /* for what is to be added */
    FetchRun *guesses; /* tarballs on their way before their documents; NULL: none */
    unsigned n_guesses;
    Audit *audit;  /* of the tree as it will be */
    Audit *fix;    /* of the tree before, whose findings are to be mended */
    bool answered; /* the registry has said what is to be mended */
    FetchList fetches;
    NodeList fetch_nodes;
    VEC(Change *) fetch_changes;
    NodeList added, failed;
    NodeList gone;        /* of the global packages */
    Map free_bins;        /* paths of their commands */
    bool lock_same;       /* the lock's text is what it was */
    bool hidden_same;     /* and the hidden one's */
    Map stage_parents;    /* folders of the stage that are there */
    Isolated isolated;    /* with install-strategy=linked */
    VEC(Project *) inner; /* packages with a shrinkwrap, with the same */
    bool linked;
    bool fresh;         /* there was no node_modules */
    bool restricted;    /* some kinds of packages aren't allowed everywhere */
    bool nothing_there; /* what is in node_modules doesn't count */
    bool keeps;         /* but for what needn't be made anew: see install_keep.c */
    Map kept;         /* locations of that, and folders around it, where not all stays */
    Str sound_origin; /* of a place that was read last: see install_damaged.c */
    bool must_clear;  /* what else is in node_modules goes, and all of it on failure */
    Err *err;
} InstallRun;

/* ---- install_failed.c ---- */

/* Takes away what belongs to u->failed. */
void install_drop_failed(InstallRun *u);

/* ---- install_damaged.c ---- */

/* Does the lock leave open what this package is? */
bool install_is_damaged(InstallRun *u, const Node *n);
void install_warn_damaged(Ctx *ctx);
/* Takes those that would be installed out of the tree, with a warning. Not of the linked
 * strategy's places, which stay empty. */
void install_leave_damaged(InstallRun *u);

/* ---- install_early.c ---- */

/* Begins to open what the network needs, where it will be needed in all likelihood; if
 * that took no time, to ask for what is to be added. */
void install_early(InstallRun *u);
/* Asks for documents of what is to be added, and tarballs, unless that is done. What
 * stands in yarn.lock may come from elsewhere: then nothing is. */
void install_ask_for_added(InstallRun *u);
/* What was asked for may have come: threads can work on that while the project is read.
 */
void install_look_at_network(InstallRun *u);
/* While the tree is made, the tarballs of what is chosen for it are on their way; where
 * some kinds of dependencies aren't installed, only what `ci` may keep is looked at. */
void install_fetch_ahead(InstallRun *u);

/* ---- install_fetch.c ---- */

/* Brings what is new into the stage. Optional packages that can't be had become inert,
 * with what only they needed. */
int install_fetch(InstallRun *u);

/* ---- install_keep.c ---- */

/* May packages stay where they are, of a node_modules that shall be emptied? */
bool install_may_keep(InstallRun *u);
/* Plans that all of node_modules goes but for what is kept. */
void install_retire_others(InstallRun *u);

/* ---- install_place.c ---- */

/* Plans every change and applies all of them together. */
int install_put_in_place(InstallRun *u);
/* Notes for build_nodes which commands in PREFIX/bin are free to be replaced: those that
 * packages had which are replaced now. */
void install_free_global_bins(InstallRun *u);
/* Removes the commands in PREFIX/bin that lead into packages that aren't there any more,
 * or whose new version doesn't have them. */
void install_remove_global_bins(InstallRun *u);

/* ---- install_save.c ---- */

bool install_wants_save(InstallRun *u);
/* Writes package.json and the lock together, where that is wanted. */
int install_save(InstallRun *u);
/* Newer than everything it tells of: that is how it is known to be true. */
void install_write_hidden(InstallRun *u);

/* ---- install_linked.c ---- */

bool install_is_linked(const Ctx *ctx);
/* Fills u->isolated, and u->diff from it. */
int install_linked_diff(InstallRun *u);
void install_linked_release(InstallRun *u);
/* Fills u->build.linked: commands of what links lead to. */
void install_linked_bins(InstallRun *u);
/* Workspaces and linked folders, whose scripts run at each install: adds links to
 * `nodes`, and folders that others depend on to u->build.locals. */
void install_linked_locals(InstallRun *u, NodeList *nodes);
/* Writes the hidden lock. */
void install_linked_hidden(InstallRun *u);
/* Another layout: is there a store of this one, which must go? And then it goes. */
bool install_linked_leftover(InstallRun *u);
void install_linked_forget(InstallRun *u);

#endif
