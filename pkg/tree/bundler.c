/* bundler.c: which package brings another one along in its tarball (Arborist's
 * getBundler): the one above it that bundles it, or something that needs it. */
#include "pkg/tree/tree.h"

/* Lists that are longer than that are looked through once … */
enum { SHORT_LIST = 32 };

/* … as long as they don't grow. */
typedef struct {
    Map names;
    const cJSON *first, *last;
} BundleNames;

static BundleNames *read_names(Forest *f, const cJSON *list)
{
    BundleNames *b = arena_new(f->arena, BundleNames);

    *b = (BundleNames){ .first = list->child, .last = list->child->prev };
    b->names.arena = f->arena;
    JSON_EACH (m, list) {
        if (json_is_str(m))
            map_set(&b->names, json_str(m), b);
    }
    return b;
}

/* The names of a long list, or NULL. */
static const Map *names_of(Forest *f, const cJSON *list)
{
    Str key = str_n((const char *)&list, sizeof list);
    const cJSON *e = list->child;
    const BundleNames *b;

    for (int i = 0; e != NULL && i < SHORT_LIST; i++)
        e = e->next;
    if (e == NULL)
        return NULL;
    b = map_get(&f->bundles, key);
    if (b == NULL || b->first != list->child || b->last != list->child->prev) {
        b = read_names(f, list);
        map_set(&f->bundles, arena_str(f->arena, key), (void *)b);
    }
    return &b->names;
}

bool node_bundles(const Node *n, Str name)
{
    const cJSON *list = json_get(n->pkg, "bundleDependencies");
    const Map *names = list != NULL ? names_of(n->forest, list) : NULL;

    return names != NULL ? map_has(names, name) : json_has_text(list, name);
}

/* Without what isn't there. */
static Node *resolve_installed(const Node *n, Str name)
{
    for (; n != NULL; n = node_resolve_parent(n)) {
        Node *found = node_child(n, name);

        if (found != NULL && !node_is_absent(found))
            return found;
    }
    return NULL;
}

/* Of those who want what isn't there, some find this instead. */
static bool is_found_instead(const Node *n, const Edge *e)
{
    return e->to != NULL && e->to != n && node_is_absent(e->to) &&
           !node_is_absent(e->from) && resolve_installed(e->from, e->name) == n;
}

/* Who is asked after: its parent first, then those who want it. */
typedef struct {
    Node *node;
    size_t at; /* in those who want it */
    bool parent_asked;
} Ask;
typedef VEC(Ask) Asks;

static Node *next_wanting(Ask *k, bool installed)
{
    const Node *n = k->node;
    const EdgeList *in = &n->edges_in, *same_name;

    while (k->at < in->len) {
        const Edge *e = in->ptr[k->at++];

        if (!(installed && node_is_absent(e->from)))
            return e->from;
    }
    same_name =
        installed && n->tree != NULL ? map_get(&n->tree->edges_by_name, n->name) : NULL;
    while (same_name != NULL && k->at - in->len < same_name->len) {
        const Edge *e = same_name->ptr[k->at++ - in->len];

        if (is_found_instead(n, e))
            return e->from;
    }
    return NULL;
}

/* Goes one step on with the question on top; false: *got is its answer. */
static bool ask_on(Asks *stack, uint32_t mark, bool installed, Node **got)
{
    Ask *k = &stack->ptr[stack->len - 1];
    Node *n = k->node, *next = NULL;

    if (!k->parent_asked) {
        bool again = n->bundle_mark == mark;

        n->bundle_mark = mark;
        *got = NULL;
        if (again || n->parent == NULL)
            return false;
        k->parent_asked = true;
        next = n->parent;
    } else if (k->at == 0 && *got != NULL) {
        return false;
    } else if (k->at == 0 && node_bundles(n->parent, n->name)) {
        *got = n->parent;
        return false;
    } else if (*got == n->parent) { /* who wants it comes with the package around it */
        return false;
    } else {
        next = next_wanting(k, installed);
    }
    *got = NULL;
    if (next != NULL)
        vec_push(stack, ((Ask){ .node = next }));
    return next != NULL;
}

/* With a list for a stack: the chain of those who want one another can be long. */
static Node *find_bundler(Node *n, uint32_t mark, bool installed)
{
    Asks stack = { 0 };
    Node *got = NULL;

    vec_push(&stack, ((Ask){ .node = n }));
    while (stack.len > 0) {
        if (!ask_on(&stack, mark, installed, &got))
            stack.len--;
    }
    vec_release(&stack);
    return got;
}

bool tree_has_bundles(const Tree *t)
{
    VEC_EACH (Node *, n, t->nodes) {
        if (*n != NULL && json_get((*n)->pkg, "bundleDependencies") != NULL)
            return true;
    }
    return false;
}

/* Who brings a package along is above it: mostly nobody there brings anything. */
static bool may_be_bundled(const Node *n)
{
    for (const Node *p = n->parent; p != NULL; p = p->parent) {
        if (json_get(p->pkg, "bundleDependencies") != NULL)
            return true;
    }
    return false;
}

Node *node_bundler(Node *n)
{
    if (!may_be_bundled(n))
        return NULL;
    return find_bundler(n, ++n->forest->next_bundle_mark, false);
}

Node *node_bundler_installed(Node *n)
{
    if (!may_be_bundled(n))
        return NULL;
    return find_bundler(n, ++n->forest->next_bundle_mark, true);
}

bool node_in_dep_bundle(Node *n)
{
    Node *b = node_bundler(n);

    return b != NULL && !b->is_root;
}
