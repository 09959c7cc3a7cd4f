/* build.h: what happens to packages once they are in their places: bins are linked,
 * install scripts run. */
#ifndef PKG_INSTALL_BUILD_H
#define PKG_INSTALL_BUILD_H

#include "pkg/context.h"
#include "pkg/tree/tree.h"

/* The commands of a package; also of a link of install-strategy=linked. */
typedef struct {
    Str path;   /* absolute: the link */
    Str folder; /* absolute: where the commands go */
    const cJSON *bin;
    bool force; /* replace what is somebody else's */
    bool fresh; /* BinLink's */
} LinkedBin;

typedef VEC(LinkedBin) LinkedBins;

typedef struct {
    bool ignore_scripts, bin_links, force, foreground, allow_all, strict;
    bool all_gyp;        /* packages that didn't just come from the store may have one */
    bool bundles;        /* of what packages bring along, too */
    const cJSON *policy; /* script_policy_clean's; NULL: none */
    NodeList locals; /* folders of the project, built like packages, as often as listed */
    bool links_nowhere; /* links to build aren't there: only their targets are */
    LinkedBins linked;  /* made with those of the packages, by their paths */
    const Map *free;    /* paths of global commands that may be replaced; NULL: none */
} BuildOptions;

/* The settings' wishes, with script_policy_find's policy. */
BuildOptions build_options(Ctx *ctx, const cJSON *policy);

/* Where the commands of a package are: beside it, or below the global prefix. */
Str build_bin_folder(const Ctx *ctx, Arena *a, const Node *n);
/* Links bins and runs preinstall, install and postinstall of these nodes (links: also
 * prepare, of their targets), in npm's order. Nodes whose optional failure doesn't matter
 * are added to *failed (NULL: each failure matters). ERR_ELIFECYCLE where a script
 * fails. The root is built too if it is among them. */
int build_nodes(Ctx *ctx, Tree *t, const NodeList *nodes, const BuildOptions *o,
                NodeList *failed, Err *err);
/* Would build_nodes run a script of one of the links among them? */
bool build_has_scripts(Ctx *ctx, Tree *t, const NodeList *nodes, const BuildOptions *o);
/* Will install scripts of it, or of what it brings along, run? Then its files must be its
 * own. */
bool build_runs_scripts(Node *n, const BuildOptions *o);

#endif
