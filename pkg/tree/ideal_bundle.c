/* ideal_bundle.c: packages that bring others along in their tarball. */
#include "pkg/lock/lock.h"
#include "pkg/tree/actual.h"
#include "pkg/tree/ideal_private.h"

int ideal_crack_open(Builder *b, Node *n)
{
    const cJSON *bundle = json_get(n->pkg, "bundleDependencies");
    bool bundles = json_is_arr(bundle) && bundle->child != NULL;
    Files files;
    Str base;

    if (n->is_root || n->resolved.ptr == NULL || n->inert ||
        b->source->contents == NULL || (!bundles && !n->has_shrinkwrap))
        return 0;
    b->rc = b->source->contents(b->source->ctx, n, &files, &base, b->err);
    if (b->rc == 0 && n->has_shrinkwrap)
        b->rc = lock_load_below(n, &files, base, b->err);
    if (b->rc == 0 && bundles)
        b->rc = actual_load_below(n, &files, base, b->err);
    return b->rc;
}
