/* project.h: a project as it lies on the disk: package.json, lock, workspaces. */
#ifndef PKG_INSTALL_PROJECT_H
#define PKG_INSTALL_PROJECT_H

#include "pkg/install/source.h"
#include "pkg/lock/lock.h"
#include "pkg/lock/yarn_lock.h"
#include "pkg/lock/lock_kept.h"
#include "pkg/tree/ideal.h"
#include "pkg/tree/known.h"
#include "pkg/workspaces/workspaces.h"

typedef enum {
    SAVE_INFERRED, /* where it stands already, else dependencies */
    SAVE_PROD,
    SAVE_DEV,
    SAVE_OPTIONAL,
    SAVE_PEER,
    SAVE_PEER_OPTIONAL,
} SaveType;

typedef struct {
    Spec spec;
    Str name;
} Request;

/* Whose package.json requests change: the project's, or a workspace's. */
typedef struct {
    Node *node;
    Str path; /* the folder */
    cJSON *pkg;
    const char *pkg_path;
    Str pkg_text; /* "" if there is none */
    VEC(Request) requests;
} Target;

typedef struct {
    Ctx *ctx;
    Arena arena;
    Forest forest;
    Source source;
    Str root; /* real path */
    bool global;
    bool inner; /* see project_open_inner */

    /* package.json */
    const char *pkg_path;
    Str pkg_text;             /* "" if there is none */
    bool no_package;          /* there is none, or it is no object: */
    const cJSON *odd_package; /* null, a number …; NULL: it isn't there */
    bool has_gyp;             /* a binding.gyp stands beside it */
    bool has_warnings;        /* it isn't as its schema says */
    JsonStyle style;          /* of package.json; the lock has the same */
    cJSON *pkg;               /* normalised; requests change it */
    Workspaces workspaces;
    Map workspace_paths; /* name -> Str * */

    /* the lock */
    const char *lock_path;
    bool has_lock, lock_suspect, use_lock;
    bool lock_loaded;  /* the tree began with it */
    bool lock_torn;    /* it makes no tree, or half of one (links to what it lacks): what
                          npm counts in and shrinkwraps is node_modules then */
    bool takes_torn;   /* that is no error; set by the caller */
    bool lock_first;   /* it is read before package.json (`dedupe`, `audit fix`,
                          `shrinkwrap`): what it says of flags counts where they agree;
                          set by the caller */
    bool link_locked;  /* what it says may be linked at once; set by the caller */
    bool inflate_late; /* see project_inflate */
    bool cracks_open;  /* what tarballs bring along is looked for, not only unpacked */
    bool as_it_is;     /* the lock is only written again: not inflated, in its own style;
                          set by the caller */
    bool lock_written; /* its new text was asked for */
    bool lock_on_disk; /* and this is the str_hash of it: */
    uint64_t lock_hash;
    bool lock_ahead; /* lock_entries has what that will have */
    Lock lock;
    Str lock_text;
    int lock_version;     /* to write */
    LockVersion lock_odd; /* … where that isn't all of it */
    const cJSON
        *lock_before; /* what the lock that the tree came from says; NULL: nothing */
    YarnLock yarn;    /* yarn.lock, if there is one */
    bool has_yarn;
    bool begins_installed; /* the tree began with the hidden lock */

    VEC(Target) targets;
    Target *at; /* the one that requests go to */
    Tree *ideal;
    NodeList begin; /* see IdealOptions.begin */
    IdealWarnings warnings;
    bool mutation; /* something was asked for */
    bool removed;  /* project_remove was called */
    bool save;     /* package.json will be written */
    bool prefer_dedupe, update_all, keep_extraneous;
    Str *update_names;
    size_t n_update_names;
    bool loaded_from_disk;
    Vulnerable vulnerable; /* to get rid of; has NULL: nothing */
    Map lock_entries;      /* texts of the entries that both locks have */
    LockKeptList lock_kept;
} Project;

/* Reads package.json (none: an empty one), the workspaces and the lock. project_release
 * is due in any case. EJSONPARSE, EDUPLICATEWORKSPACE, EBADLOCK … */
int project_open(Project *p, Ctx *ctx, Err *err);
void project_release(Project *p);
/* The same, but a package.json that is no JSON counts as empty; *bad_package then says
 * so. */
int project_open_loose(Project *p, Ctx *ctx, Err *bad_package, Err *err);
/* Is there a lock, whatever is in it? Also after an open that failed. */
bool project_has_lock_file(Project *p);

/* A package with a shrinkwrap as a project, in the folder `root`. Nothing is said of its
 * package.json. */
int project_open_inner(Project *p, Ctx *ctx, Str root, Err *err);

/* package.json as it stands on the disk, whatever the request changes in p->pkg: what is
 * in node_modules is measured by it. The project's own where there is none. */
cJSON *project_pkg_on_disk(Project *p);
/* Where package.json can't be read, what the lock says of the project stands for it, as
 * npm has it: for who reads the lock first. */
int project_take_locked_root(Project *p, Err *err);
/* A project without a name has that of its folder, as npm has it where it reads nothing
 * but the lock. package.json stays as it is. */
void project_name_by_folder(Project *p);
/* What can't be done without a package.json: ENOENT, or EPKGJSON. */
int project_lacks_package(const Project *p, Err *err);
/* Only package.json: no workspaces, no lock. */
int project_open_package(Project *p, Ctx *ctx, Err *err);
/* ENOENT of the first folder on the way to `path` that isn't there, as npm tells it. */
int project_missing(Ctx *ctx, Str path, Err *err);

/* The tree to begin with: from the lock; without one, from the disk. */
int project_begin_tree(Project *p, bool ignore_lock, Err *err);
/* The lock that it began with is what the last run has written, of a tree that is known
 * (tree/known.h). False: it can't be trusted. */
bool project_trust_lock(Project *p, const PlaceList *broken);
/* The last run has written the lock that it began with, and nobody else since: what stays
 * as it is in the tree is written again as it stands there. */
void project_keep_lock(Project *p);
/* Asks the registry for what an old lock lacks, where that was put off (inflate_late). */
void project_inflate(Project *p);
/* Does its own package.json depend on that, in whatever way? */
bool project_asks_for(const Project *p, Str name);
/* Makes the edges of the root to its workspaces. */
void project_set_workspaces(Project *p, Tree *t);
/* Requests from here on go to this node of the ideal tree, the project or a workspace:
 * its package.json is the one that is changed. */
int project_enter(Project *p, Node *n, Err *err);
/* Puts "a@^1" … into package.json (in memory) and its edges; the network may be asked
 * for names and tags. */
int project_add(Project *p, char **specs, int n, SaveType type, bool bundle, Err *err);
void project_remove(Project *p, char **names, int n);
/* These packages, wherever they are, are looked for anew; without names all (then the
 * tree began without the lock). ERR_EUPDATEARGS for what isn't just a name. */
int project_update(Project *p, char **names, int n, Err *err);
/* The same for those that stand more than once in `counted`. */
void project_update_doubles(Project *p, const Tree *counted);
/* npm's omit and include, and their older forms: is this kind of dependency ("dev",
 * "optional", "peer") left out? */
bool project_omits(const Config *c, const char *type);
Omit project_omit(const Config *c);
/* What is said of a warning, but for those of ERESOLVE; lives in p's arena. */
Str project_warning_text(Project *p, const IdealWarning *w);
/* Completes the tree. Warnings are printed. */
int project_resolve(Project *p, Err *err);

/* What was asked for, or updated, as package.json shall have it: prefixes, aliases. */
int project_update_specs(Project *p, SaveType type, Err *err);
/* The new text of a target's package.json; the old one where nothing changed. In the
 * arena. */
Str project_text(Project *p, Target *t);
/* The lock's text; hidden: node_modules/.package-lock.json's. Appended. */
int project_lock_text(Project *p, bool hidden, Buf *out, Err *err);
/* Is what is written of another lockfileVersion than what it came from? And which. */
bool project_changes_lock_version(const Project *p);
Str project_lock_version_text(Project *p);
/* Warns where what is written to `path` is of another version than what it came from. */
void project_tell_converted(Project *p, const char *path);
/* Does most of the work of that when there is time for it. */
void project_lock_ahead(Project *p);

#endif
