/* install.h: makes a project's node_modules what package.json and the lock say.
 *
 *     InstallRequest q = install_request(ctx);
 *     q.add = args; q.n_add = n;
 *     install_run(ctx, &q, &result, &err);
 *
 * The way: package.json and lock → ideal tree (pkg/tree) → difference to what is there
 * (diff.h) → fetch into a stage (fetch.h) → renames (commit.h) → bins and scripts
 * (build.h) → package.json, lock, hidden lock. Until the last step everything can be
 * taken back, and is if something fails.
 */
#ifndef PKG_INSTALL_INSTALL_H
#define PKG_INSTALL_INSTALL_H

#include "pkg/install/diff.h"
#include "pkg/install/project.h"
#include "pkg/ui/report.h"

typedef struct {
    char **add, **rm;
    int n_add, n_rm;
    Workspaces workspaces; /* whose dependencies these are; none: the project's */
    SaveType save_type;
    bool save_bundle;
    bool save;    /* package.json and lock are written */
    bool dry_run; /* nothing is */
    bool ci;      /* only what the lock says, from scratch */
    bool prune;   /* what isn't needed goes, though nothing else changes */
    bool update;  /* to the newest that package.json allows: packages of these names */
    char **names; /* n_names == 0: all of them */
    int n_names;
    bool dedupe; /* packages that stand in several versions are looked at anew */
    bool no_project_policy; /* package.json has no say in whose scripts run (exec) */
    bool keep_extraneous;   /* what nothing needs stays */
    bool audit_fix;         /* what is vulnerable goes, as far as that can be */
} InstallRequest;

typedef struct {
    ReifyCounts counts;
    Tree *tree;      /* the ideal one; valid until install_release */
    bool up_to_date; /* the fast way: tree is NULL */
    /* Then: whether package.json must be read for its scripts, or to be warned of. */
    bool has_scripts, has_warnings;
    bool lost; /* an optional package could not be had, or its script failed: the next run
                  tries again */
    bool strays;       /* tarballs may have brought packages that no lock knows: the next
                        * install       looks for them, and takes them away, as npm's does */
    bool builds_links; /* links of the project have scripts, run by each install */
    bool adds_always;  /* linked: workspaces count as added each time */
    bool changed;      /* something in node_modules is other than before */
    Diff diff;         /* what has changed, or (dry run) would */
    size_t n_tree;     /* packages of the tree, with the root */
    /* The audit's report; NULL: there was none, or it failed (then there are failure and
     * audit_error). */
    cJSON *audit, *audit_failure;
    Err audit_error;
    /* Packages with install scripts that the policy neither allows nor denies, as --json
     * shows them; NULL: none, or nobody's scripts run. In the context's arena. */
    cJSON *unreviewed;
    size_t n_blocked; /* audit_fix: packages whose fix is too new */
    Project project;
} InstallResult;

/* Empty, with the settings' kind of saving. */
InstallRequest install_request(Ctx *ctx);
int install_run(Ctx *ctx, const InstallRequest *q, InstallResult *r, Err *err);
void install_release(InstallResult *r);

#endif
