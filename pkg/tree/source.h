/* source.h: the only way out of the ideal tree: who asks for manifests.
 *
 * Manifests are normalised (as npm's pacote gives them): name, version, dependencies …,
 * and
 * `_resolved`, `_integrity`, `_hasShrinkwrap`. What is returned lives as long as the
 * forest.
 */
#ifndef PKG_TREE_SOURCE_H
#define PKG_TREE_SOURCE_H

#include "pkg/model/files.h"
#include "pkg/tree/tree.h"

typedef struct TreeSource {
    void *ctx;
    /* The manifest of what the spec means. `root` says that the project itself (or a
     * workspace) asks. Waits if it must. */
    int (*manifest)(void *ctx, const Spec *spec, bool root, const cJSON **out, Err *err);
    /* package.json of a folder, for links. An empty object where there is none. */
    const cJSON *(*folder)(void *ctx, Str path);
    /* This will be asked for soon: may be NULL. The spec's texts stay, the spec doesn't.
     */
    void (*prefetch)(void *ctx, const Spec *spec);
    /* What manifest gave is for the tree in all likelihood: may be NULL. Not told of what
     * only optional peers ask for, which mostly is looked at and not installed, nor of a
     * package's peers that the project asks for too. */
    void (*chosen)(void *ctx, const Spec *spec, const cJSON *pkg);
    /* A package was given a place, which it may lose again: may be NULL. */
    void (*placed)(void *ctx, Node *n);
    /* What the package's tarball holds, for IdealOptions.complete: files below *base of
     * *out. May be NULL: then packages that bring others along have none. */
    int (*contents)(void *ctx, Node *n, Files *out, Str *base, Err *err);
    /* Do settings allow this kind of spec (EALLOWDIRECTORY and its like)? manifest asks
     * that itself; this is for folders that are linked. May be NULL. */
    int (*allowed)(void *ctx, const Spec *spec, bool root, Err *err);
} TreeSource;

#endif
