/* install_damaged.c: packages of which a lock says neither a version nor a place that
 * could be one. They leave the tree, as in npm: the next install asks for them anew. */
#include "common/url.h"
#include "pkg/install/install_private.h"

/* What begins with what may be a host ("x", "1.0.0") may be a repository, for npm, and is
 * asked of the registry then. */
static bool may_be_place(Arena *a, Str resolved)
{
    Url url;

    if (url_parse(a, resolved, NULL, &url))
        return true;
    return !str_has(resolved, STR("://")) &&
           url_parse(a, arena_strf(a, "git+ssh://" STR_FMT, STR_ARG(resolved)), NULL,
                     &url);
}

bool install_is_damaged(Arena *a, const Node *n)
{
    const cJSON *odd = node_odd_fact(a, n, "resolved", n->resolved);

    if (n->is_link)
        return false;
    if (n->resolved.len == 0)
        return !json_truthy(json_get(n->pkg, "version"));
    return odd != NULL ? !json_is_arr(odd) : !may_be_place(a, n->resolved);
}

void install_warn_damaged(Ctx *ctx)
{
    ctx_log(ctx, LOG_WARN, "reify",
            "invalid or damaged lockfile detected\n"
            "please re-try this operation once it completes\n"
            "so that the damage can be corrected, or perform\n"
            "a fresh install with no lockfile if the problem persists.");
}

void install_leave_damaged(InstallRun *u)
{
    bool any = false;

    VEC_EACH (Change *, c, u->diff.all) {
        Node *n = (*c)->ideal;

        if ((*c)->kind == CHANGE_REMOVE || n == NULL || !install_is_damaged(u->a, n))
            continue;
        install_warn_damaged(u->ctx);
        if (n->parent != NULL)
            node_detach(n);
        any = true;
    }
    if (any)
        diff_trees(u->p->ideal, u->actual, &u->omit, &u->diff);
}
