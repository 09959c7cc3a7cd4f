/* diff_side.h: one side of a diff: the files of a package, as they would be published.
 *
 *     DiffSide s;
 *     if (diff_side_load(ctx, STR("abbrev@2"), &(DiffWanted){ 0 }, &s, &err) == 0) …
 */
#ifndef PKG_PUBLISH_DIFF_SIDE_H
#define PKG_PUBLISH_DIFF_SIDE_H

#include "common/map.h"
#include "pkg/context.h"

typedef struct {
    Str where; /* the project: packages of its node_modules are taken as they are */
    char **files;
    int n_files; /* patterns and folders to look at; 0: all */
} DiffWanted;

typedef struct {
    Str path; /* in the package */
    Str mode; /* "100644" */
    Str text; /* as text: what is no UTF-8 is U+FFFD */
} DiffFile;

typedef struct {
    Str version;    /* "undefined" without one */
    VEC(Str) names; /* in the tarball's order, each once */
    Map files;      /* path -> DiffFile */
} DiffSide;

/* Texts live in the context's arena; diff_side_release is due in any case. */
int diff_side_load(Ctx *ctx, Str spec, const DiffWanted *w, DiffSide *out, Err *err);
void diff_side_release(DiffSide *s);

#endif
