/* outside.c: see outside.h. */
#include "pkg/install/outside.h"

#include "common/path.h"

/* Tops are the project, its workspaces and what links lead to: folders of the user's. */
static bool is_own(const Node *n)
{
    return n != NULL && n->parent == NULL;
}

static bool asks_for_folder(Edge *e)
{
    const Spec *spec;

    if (e->from == NULL)
        return false;
    if (e->type == EDGE_WORKSPACE)
        return true;
    spec = edge_spec(e);
    if (spec == NULL || spec->type != SPEC_DIRECTORY)
        return false;
    return is_own(e->from) || !str_eq(edge_wanted(e), e->spec);
}

/* Does the link lead out of the project without having been asked for? */
static bool outside_is_foreign(Node *link)
{
    const Node *root = link->tree ? link->tree->root : NULL;
    Str to = link->target ? link->target->path : link->real;

    if (!link->is_link || root == NULL || link->forest->options.global ||
        to.ptr == NULL || str_eq(to, root->path) || path_is_below(root->path, to))
        return false;
    VEC_EACH (Edge *, e, link->edges_in) {
        if (asks_for_folder(*e))
            return false;
    }
    return true;
}

int outside_check(Node *link, Err *err)
{
    Arena *a = link->forest->arena;

    if (!outside_is_foreign(link))
        return 0;
    err_set(err, ERR_EINVALIDLOCATION,
            "refused to link '" STR_FMT "' to '" STR_FMT "', which is outside of the "
            "project",
            STR_ARG(node_location(a, link)),
            STR_ARG(link->target ? link->target->path : link->real));
    err_hint(err, "no package.json of the project asks for that folder; if it is meant, "
                  "add it as a \"file:\" dependency");
    return err->code;
}

void outside_forget(Tree *t, const Lock *known)
{
    Arena *a = t->forest->arena;
    NodeList foreign = { 0 };

    VEC_EACH (Node *, n, t->nodes) {
        Str location;
        const cJSON *entry;

        if (*n == NULL || !outside_is_foreign(*n))
            continue;
        location = node_location(a, *n);
        entry = json_get(known->packages, arena_memdupz(a, location.ptr, location.len));
        if (!json_is_true(json_get(entry, "link")))
            vec_push_in(a, &foreign, *n);
    }
    VEC_EACH (Node *, n, foreign) {
        Node *target = (*n)->target;

        node_detach(*n);
        if (target != NULL && target->links_in.len == 0)
            node_detach(target);
    }
}
