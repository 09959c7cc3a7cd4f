/* install_damaged.c: packages of which a lock says neither a version nor a place that
 * could be one. They leave the tree, as in npm: the next install asks for them anew. */
#include "common/url.h"
#include "pkg/install/install_private.h"

/* "https://host:1/" of such a text, "" of others: whatever stands behind that, it is a
 * place if one text is that begins so. */
static Str origin_of(Str resolved)
{
    ptrdiff_t at =
        str_starts(resolved, STR("http")) ? str_find(resolved, STR("://")) : -1;
    ptrdiff_t end = at < 0 ? -1 : str_index(str_from(resolved, (size_t)at + 3), '/');

    return end < 0 ? STR("") : str_sub(resolved, 0, (size_t)(at + 3 + end + 1));
}

/* Packages of a lock come from a few places: each is read once while the next is of it,
 * too. */
static bool is_url(InstallRun *u, Str resolved)
{
    Url url;

    if (u->sound_origin.len > 0 && str_starts(resolved, u->sound_origin))
        return true;
    if (!url_parse(u->a, resolved, NULL, &url))
        return false;
    u->sound_origin = origin_of(resolved);
    return true;
}

/* What begins with what may be a host ("x", "1.0.0") may be a repository, for npm, and is
 * asked of the registry then. */
static bool may_be_place(InstallRun *u, Str resolved)
{
    return is_url(u, resolved) ||
           (!str_has(resolved, STR("://")) &&
            is_url(u, arena_strf(u->a, "git+ssh://" STR_FMT, STR_ARG(resolved))));
}

bool install_is_damaged(InstallRun *u, const Node *n)
{
    const cJSON *odd = node_odd_fact(u->a, n, "resolved", n->resolved);

    if (n->is_link)
        return false;
    if (n->resolved.len == 0)
        return !json_truthy(json_get(n->pkg, "version"));
    return odd != NULL ? !json_is_arr(odd) : !may_be_place(u, n->resolved);
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

        if ((*c)->kind == CHANGE_REMOVE || n == NULL || !install_is_damaged(u, n))
            continue;
        install_warn_damaged(u->ctx);
        if (n->parent != NULL)
            node_detach(n);
        any = true;
    }
    if (any)
        diff_trees(u->p->ideal, u->actual, &u->omit, &u->diff);
}
