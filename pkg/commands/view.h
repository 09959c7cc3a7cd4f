/* view.h: what `view` shows of a package, apart from where it is from. */
#ifndef PKG_COMMANDS_VIEW_H
#define PKG_COMMANDS_VIEW_H

#include "pkg/context.h"

typedef struct {
    Ctx *ctx;
    Arena *a;
    cJSON *packument;        /* "versions" is a list of texts, sorted */
    const cJSON **manifests; /* of the versions that were asked for */
    size_t n;
} View;

/* A version as people read it; m: the packument with the manifest's members over it. */
void view_print(const View *v, const cJSON *m);

#endif
