/* isolated.c: see isolated.h (Arborist's isolated-reifier). */
#include "pkg/install/isolated.h"

#include <stdlib.h>

#include "common/base64.h"
#include "common/bin_map.h"
#include "common/path.h"
#include "common/shake.h"
#include "pkg/tree/too_deep.h"

#define HASH_BYTES 16
#define DEPTH_MAX 32

/* A package, or a folder that is linked to, with what it needs. */
typedef struct Proxy Proxy;
typedef VEC(Proxy *) ProxyList;
struct Proxy {
    Node *node;
    bool local;  /* lies where it is */
    bool chosen; /* a partial install is about it */
    Str name, package_name, version, resolved;
    ProxyList external, locals, optional;
    Str key; /* ptr NULL: not made yet */
    uint32_t mark;
};

typedef struct {
    Tree *tree;
    Arena *a;
    const DiffOptions *o;
    Map proxies; /* "l12", "e12": kind and id of the node -> Proxy */
    uint32_t mark;
    ProxyList all_local, all_external;
    Isolated *out;
    const Shrinkwraps *shrinkwraps;
    int depth; /* shrinkwraps in shrinkwraps */
    int level; /* packages that need one another */
    int rc;
    Err *err;
} Maker;

/* ---- What a node needs ---- */

/* What the project or a workspace bundles stands where it does in any layout; links
 * don't. Also what others bundle is none of their needs: it lies in their tarball. */
static bool is_bundled(const Node *n, const Edge *e)
{
    return node_bundles(n, e->to->name) && (!e->to->is_link || !node_is_top(n));
}

bool isolated_is_declared(const Tree *ideal, const DiffOptions *o, Str name)
{
    const cJSON *pkg = ideal->root->pkg;

    return json_getn(json_get(pkg, "dependencies"), name) != NULL ||
           (!o->omit.dev && json_getn(json_get(pkg, "devDependencies"), name)) ||
           (!o->omit.optional &&
            json_getn(json_get(pkg, "optionalDependencies"), name)) ||
           (!o->omit.peer && json_getn(json_get(pkg, "peerDependencies"), name));
}

static bool is_edge_omitted(Maker *m, const Node *n, const Edge *e)
{
    if (!node_is_project_root(n) && !node_is_workspace(n))
        return false;
    return (edge_is_dev(e) && m->o->omit.dev) ||
           (edge_is_optional(e) && m->o->omit.optional) ||
           (edge_is_peer(e) && m->o->omit.peer);
}

/* The last piece of a name or path, with its scope. */
static Str safe_name(Str text)
{
    Str base = path_basename(text), up = path_basename(path_dirname(text));

    if (up.len > 0 && up.ptr[0] == '@' && text.len > base.len)
        return str_sub(text, text.len - base.len - up.len - 1, text.len);
    return base;
}

static void fill(Maker *m, Proxy *p);

static Proxy *proxy_of(Maker *m, Node *n, bool local)
{
    Str key = arena_strf(m->a, "%c%u", local ? 'l' : 'e', n->id), name;
    Proxy *p = map_get(&m->proxies, key);

    if (p != NULL)
        return p;
    p = arena_new(m->a, Proxy);
    name = node_package_name(n);
    p->node = n;
    p->local = local;
    p->name = local && name.len > 0 ? name : n->name;
    p->package_name = safe_name(name.len > 0 ? name : n->path);
    p->version = local ? STR("undefined") : node_version(n);
    p->resolved = n->resolved.ptr != NULL ? n->resolved : STR("null");
    map_set(&m->proxies, key, p);
    fill(m, p);
    return p;
}

typedef struct {
    Node *node;
    bool local;
} Need;
typedef VEC(Need) Needs;

static bool has_need(const Needs *list, Str name)
{
    VEC_EACH (Need, d, *list) {
        if (str_eq(d->node->name, name))
            return true;
    }
    return false;
}

static bool is_need(Maker *m, const Node *n, const Edge *e)
{
    return e->to != NULL && (!e->to->is_link || e->to->target != NULL) &&
           !is_bundled(n, e) && !is_edge_omitted(m, n, e);
}

/* Folders that a link of one of its needs leads to. */
static bool is_link_target(Maker *m, const Node *n, const Node *to)
{
    MAP_EACH (entry, n->edges_out) {
        const Edge *e = entry->value;

        if (is_need(m, n, e) && e->to->is_link && e->to->target == to)
            return true;
    }
    return false;
}

static bool is_local(Maker *m, const Node *n, const Node *to)
{
    return node_is_workspace(to) || node_list_has(&n->fs_children, to) ||
           is_link_target(m, n, to);
}

static void read_edges(Maker *m, Node *n, Needs *needed, Needs *optional)
{
    MAP_EACH (entry, n->edges_out) {
        Edge *e = entry->value;
        Node *to;
        Need d;

        if (!is_need(m, n, e))
            continue;
        to = node_target(e->to);
        d = (Need){ to, node_is_workspace(to) || node_list_has(&n->fs_children, to) ||
                            e->to->is_link };
        if (edge_is_optional(e))
            vec_push_in(m->a, optional, d);
        else if (!node_is_project_root(n) || !node_is_workspace(to) ||
                 isolated_is_declared(m->tree, m->o, node_package_name(to)))
            vec_push_in(m->a, needed, d);
    }
}

static Node *other_in_tree(Node *n, Str name)
{
    Node *found = node_resolve(n, name);

    found = found != NULL ? node_target(found) : NULL;
    return found == n || (found != NULL && found->inert) ? NULL : found;
}

/* Peers without an edge: where they are in the tree, they are linked. */
static void read_peers(Maker *m, Node *n, Needs *needed, Needs *optional)
{
    if (n->forest->options.legacy_peer_deps) {
        JSON_EACH (d, json_get(n->pkg, "peerDependencies")) {
            Node *to = other_in_tree(n, json_key(d));
            const Edge *e = node_edge(n, json_key(d));

            if (to != NULL && (e == NULL || !is_need(m, n, e)))
                vec_push_in(m->a, needed, ((Need){ to, is_local(m, n, to) }));
        }
    }
    JSON_EACH (d, json_get(n->pkg, "peerDependenciesMeta")) {
        Node *to;

        if (!json_truthy(json_get(d, "optional")) || has_need(needed, json_key(d)) ||
            has_need(optional, json_key(d)))
            continue;
        to = other_in_tree(n, json_key(d));
        if (to != NULL && !is_local(m, n, to))
            vec_push_in(m->a, optional, ((Need){ to, false }));
    }
}

static void find_all(Maker *m);

/* The names in the store tell the way to each package below: those of a long chain would
 * take for ever. */
static bool go_down(Maker *m)
{
    if (m->rc == 0 && m->level == DEEPEST_LEVEL)
        m->rc = too_deep(m->err);
    if (m->rc < 0)
        return false;
    m->level++;
    return true;
}

/* What its shrinkwrap says it needs, and all that is in that tree. */
static void fill_from_shrinkwrap(Maker *m, Proxy *p)
{
    Isolated places = { 0 }; /* links of that tree aren't made */
    Maker inner = { .a = m->a,
                    .o = m->o,
                    .out = &places,
                    .shrinkwraps = m->shrinkwraps,
                    .depth = m->depth + 1,
                    .level = m->level,
                    .err = m->err };
    Proxy *root;

    if (m->rc < 0)
        return;
    if (m->depth == DEPTH_MAX) {
        m->rc = err_set(m->err, ERR_EBADLOCK,
                        "shrinkwraps in shrinkwraps without an end: " STR_FMT,
                        STR_ARG(p->node->name));
        return;
    }
    m->rc = m->shrinkwraps->tree(m->shrinkwraps->ctx, p->node, &inner.tree, m->err);
    if (m->rc < 0)
        return;
    find_all(&inner);
    root = proxy_of(&inner, inner.tree->root, true);
    m->rc = inner.rc;
    p->external = root->external;
    p->optional = root->optional;
    VEC_EACH (Proxy *, other, inner.all_external)
        vec_push_in(m->a, &m->all_external, *other);
    map_release(&inner.proxies);
}

static void fill(Maker *m, Proxy *p)
{
    Needs needed = { 0 }, optional = { 0 };

    if (!go_down(m))
        return;
    if (!p->local && p->node->has_shrinkwrap) {
        fill_from_shrinkwrap(m, p);
        m->level--;
        return;
    }
    read_edges(m, p->node, &needed, &optional);
    read_peers(m, p->node, &needed, &optional);
    VEC_EACH (Need, d, needed) {
        if (d->local)
            vec_push_in(m->a, &p->locals, proxy_of(m, d->node, true));
        else if (!d->node->inert)
            vec_push_in(m->a, &p->external, proxy_of(m, d->node, false));
    }
    VEC_EACH (Need, d, optional) {
        if (!d->node->inert)
            vec_push_in(m->a, &p->optional, proxy_of(m, d->node, false));
    }
    m->level--;
}

/* ---- Names in the store ---- */

typedef VEC(Str) Lines;

/* Every package below, by the way it is met first. */
static void walk(Maker *m, Proxy *p, Arena *scratch, Buf *branch, Lines *lines)
{
    const ProxyList *lists[] = { &p->external, &p->locals, &p->optional };
    size_t length = branch->len;

    if (p->mark == m->mark || !go_down(m))
        return;
    p->mark = m->mark;
    buf_printf(branch, "%s" STR_FMT "@" STR_FMT, length > 0 ? "->" : "",
               STR_ARG(p->package_name), STR_ARG(p->version));
    vec_push_in(scratch, lines,
                arena_strf(scratch, STR_FMT "::" STR_FMT, STR_ARG(buf_view(branch)),
                           STR_ARG(p->resolved)));
    for (int i = 0; i < 3; i++) {
        VEC_EACH (Proxy *, kid, *lists[i])
            walk(m, *kid, scratch, branch, lines);
    }
    branch->len = length;
    m->level--;
}

static Str hash_of(Arena *scratch, Lines *lines)
{
    uint8_t digest[HASH_BYTES];
    Buf text = { 0 };

    qsort(lines->ptr, lines->len, sizeof *lines->ptr, str_order);
    for (size_t i = 0; i < lines->len; i++)
        buf_printf(&text, "%s" STR_FMT, i > 0 ? "," : "", STR_ARG(lines->ptr[i]));
    shake256(buf_view(&text), digest, sizeof digest);
    buf_clear(&text);
    base64_encode(digest, sizeof digest, &text);
    while (text.len > 0 && text.ptr[text.len - 1] == '=')
        text.len--;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '+' || text.ptr[i] == '/')
            text.ptr[i] = text.ptr[i] == '+' ? '-' : '_';
    }
    return buf_to_arena(&text, scratch);
}

static Str key_of(Maker *m, Proxy *p)
{
    Arena scratch = { 0 };
    Buf branch = { 0 };
    Lines lines = { 0 };

    if (p->key.ptr != NULL)
        return p->key;
    m->mark++;
    walk(m, p, &scratch, &branch, &lines);
    p->key = arena_strf(m->a, STR_FMT "@" STR_FMT "-" STR_FMT, STR_ARG(p->package_name),
                        STR_ARG(p->version), STR_ARG(hash_of(&scratch, &lines)));
    buf_release(&branch);
    arena_release(&scratch);
    return p->key;
}

/* ---- Who there is ---- */

/* A shrinkwrap's packages come into the list before the one that has it. */
static void add_proxy(Maker *m, ProxyList *list, Node *n, bool local)
{
    Proxy *p = proxy_of(m, n, local);

    vec_push_in(m->a, list, p);
}

static void take_node(Maker *m, Node *n)
{
    Node *root = m->tree->root, *target = node_target(n);
    bool child =
        node_list_has(&root->fs_children, n) || node_list_has(&root->fs_children, target);

    if (n->is_link && n->target != NULL)
        vec_push_in(m->a, &m->out->outer, n);
    if (n->is_link && !child && n->target != NULL)
        add_proxy(m, &m->all_local, target, true);
    else if (!node_is_project_root(n) && !node_is_workspace(n) && !n->inert && !child &&
             !n->is_link)
        add_proxy(m, &m->all_external, n, false);
}

/* The project itself comes last: whose packages come first counts (add_package). */
static void find_all(Maker *m)
{
    Node *root = m->tree->root;
    uint32_t mark = ++root->forest->next_mark;
    NodeList stack = { 0 };

    vec_push_in(m->a, &stack, root);
    VEC_EACH (Node *, n, root->fs_children) {
        vec_push_in(m->a, &stack, *n);
        if (!(*n)->extraneous)
            add_proxy(m, &m->all_local, *n, true);
    }
    while (stack.len > 0) {
        Node *n = stack.ptr[--stack.len];

        if (n->mark == mark)
            continue;
        n->mark = mark;
        MAP_EACH (entry, n->edges_out) {
            Edge *e = entry->value;

            if (e->to != NULL && !is_bundled(n, e) && !node_is_omitted(e->to, m->o->omit))
                vec_push_in(m->a, &stack, e->to);
        }
        take_node(m, n);
    }
}

/* ---- Partial installs ---- */

static void choose(Proxy *first)
{
    ProxyList stack = { 0 };

    vec_push(&stack, first);
    while (stack.len > 0) {
        Proxy *p = stack.ptr[--stack.len];
        const ProxyList *lists[] = { &p->external, &p->locals, &p->optional };

        for (int i = 0; i < 3 && !p->chosen; i++) {
            VEC_EACH (Proxy *, kid, *lists[i])
                vec_push(&stack, *kid);
        }
        p->chosen = true;
    }
    vec_release(&stack);
}

/* The workspaces that were selected with all they need, the project's own dependencies,
 * or all there is. */
static void choose_some(Maker *m, Proxy *root)
{
    const Workspaces *list = m->o->workspaces;
    bool some = list != NULL && list->len > 0;

    if (!some && !m->o->root_deps) {
        VEC_EACH (Proxy *, p, m->all_local)
            choose(*p);
        /* Also what only a package needs that can't be used here. */
        VEC_EACH (Proxy *, p, m->all_external)
            choose(*p);
        choose(root);
        return;
    }
    VEC_EACH (Proxy *, p, m->all_local) {
        for (size_t i = 0; some && i < list->len; i++) {
            if (str_eq(list->ptr[i].path, (*p)->node->path))
                choose(*p);
        }
    }
    if (!m->o->root_deps)
        return;
    root->chosen = true;
    VEC_EACH (Proxy *, kid, root->external)
        choose(*kid);
    VEC_EACH (Proxy *, kid, root->optional)
        choose(*kid);
}

/* ---- Places ---- */

static Str store_location(Maker *m, Proxy *p)
{
    return arena_strf(m->a, "node_modules/.store/" STR_FMT "/node_modules/" STR_FMT,
                      STR_ARG(key_of(m, p)), STR_ARG(p->package_name));
}

static Node *new_node(Maker *m, Str name, Str location, Node *source)
{
    Node *n = node_new(m->tree->forest, name, NULL);

    n->pkg = source->pkg;
    n->path = path_join(m->a, m->tree->root->path, location);
    n->source = source;
    n->in_store = true;
    n->dev = n->dev_optional = n->peer = n->extraneous = false;
    n->optional = source->optional;
    return n;
}

static void add_package(Maker *m, Proxy *p)
{
    IsolatedPlace place = { .location = store_location(m, p), .chosen = p->chosen };
    cJSON *pkg = json_dup(m->a, p->node->pkg);
    Node *n, *above;

    if (map_has(&m->out->keys, key_of(m, p)))
        return;
    map_set(&m->out->keys, p->key, p);
    json_del(pkg, "bundleDependencies");
    place.node = n = new_node(m, p->package_name, place.location, p->node);
    above = new_node(m, STR(".store"),
                     arena_strf(m->a, "node_modules/.store/" STR_FMT, STR_ARG(p->key)),
                     m->tree->root);
    n->pkg = pkg;
    n->parent = above;
    n->resolved = p->node->resolved;
    n->integrity = p->node->integrity;
    n->odd_facts = p->node->odd_facts;
    vec_push_in(m->a, &m->out->packages, place);
    map_set(&m->out->locations, place.location, n);
}

static void add_link(Maker *m, Str folder, Proxy *to, bool local, bool chosen)
{
    Str name = to->name, location, target;
    const Proxy *there = local ? NULL : map_get(&m->out->keys, key_of(m, to));
    IsolatedPlace place;
    cJSON *bin = NULL;
    Node *n;

    if (!local && there == NULL)
        return;
    location = arena_strf(m->a, STR_FMT "/" STR_FMT, STR_ARG(folder), STR_ARG(name));
    if (map_has(&m->out->locations, location))
        return;
    target = local ? to->node->path
                   : path_join(m->a, m->tree->root->path, store_location(m, to));
    n = new_node(m, name, location, to->node);
    n->is_link = true;
    n->real = target;
    n->target = new_node(m, name, STR(""), to->node);
    n->target->path = target;
    /* Of packages with the same key the first one is there. */
    if (bin_map_normalize(m->a, local ? to->node->pkg : there->node->pkg, &bin, NULL) < 0)
        bin = NULL;
    place = (IsolatedPlace){ location, n, bin, chosen, false };
    vec_push_in(m->a, &m->out->links, place);
    map_set(&m->out->locations, location, n);
}

static void add_links(Maker *m, Proxy *p, Str folder)
{
    VEC_EACH (Proxy *, to, p->locals)
        add_link(m, folder, *to, true, p->chosen);
    VEC_EACH (Proxy *, to, p->external)
        add_link(m, folder, *to, false, p->chosen);
    VEC_EACH (Proxy *, to, p->optional)
        add_link(m, folder, *to, false, p->chosen);
}

static void add_local(Maker *m, Proxy *p)
{
    Str location = node_location(m->a, p->node);

    if (node_list_has(&m->out->locals, p->node) || str_starts(location, STR("..")))
        return;
    vec_push_in(m->a, &m->out->locals, p->node);
    add_links(m, p, path_join(m->a, location, STR("node_modules")));
}

/* ---- What the project and its workspaces bundle ---- */

static bool stands_behind_link(Maker *m, Str location)
{
    for (Str at = location; at.len > 1; at = path_dirname(at)) {
        const Node *n = map_get(&m->out->locations, at);

        if (n != NULL && n->is_link)
            return true;
    }
    return false;
}

/* Where it stands in the hoisted layout, unless somebody's link is in the way. What it
 * bundles itself comes with it. */
static void add_bundled(Maker *m, Node *source, bool chosen)
{
    IsolatedPlace place = { .location = node_location(m->a, source),
                            .chosen = chosen,
                            .bundled = true };
    const Node *bundler = node_bundler(source);
    cJSON *bin = NULL, *pkg;

    if (source->inert || source->is_link || source->parent == NULL ||
        (bundler != NULL && bundler->parent != NULL) ||
        stands_behind_link(m, place.location))
        return;
    place.node = new_node(m, source->name, place.location, source);
    pkg = json_dup(m->a, source->pkg);
    json_del(pkg, "bundleDependencies");
    place.node->pkg = pkg;
    place.node->parent = source->parent;
    place.node->resolved = source->resolved;
    place.node->integrity = source->integrity;
    place.node->odd_facts = source->odd_facts;
    if (bin_map_normalize(m->a, source->pkg, &bin, NULL) == 0)
        place.bin = bin;
    vec_push_in(m->a, &m->out->packages, place);
    map_set(&m->out->locations, place.location, place.node);
}

static void push_bundle(Maker *m, Node *n, NodeList *stack)
{
    MAP_EACH (entry, n->edges_out) {
        const Edge *e = entry->value;

        if (e->to != NULL && is_bundled(n, e))
            vec_push_in(m->a, stack, e->to);
    }
}

/* With all that these need, whoever needs it. Returns the mark of what was found. */
static uint32_t find_bundled(Maker *m, Proxy *root, bool chosen, NodeList *out)
{
    uint32_t mark = ++m->tree->forest->next_mark;
    NodeList stack = { 0 };

    if (!chosen || root->chosen)
        push_bundle(m, m->tree->root, &stack);
    VEC_EACH (Node *, n, m->tree->root->fs_children) {
        if (!chosen || proxy_of(m, *n, true)->chosen)
            push_bundle(m, *n, &stack);
    }
    while (stack.len > 0) {
        Node *n = stack.ptr[--stack.len];

        if (n->mark == mark)
            continue;
        n->mark = mark;
        vec_push_in(m->a, out, n);
        MAP_EACH (entry, n->edges_out) {
            const Edge *e = entry->value;

            if (e->to != NULL)
                vec_push_in(m->a, &stack, e->to);
        }
    }
    return mark;
}

static void add_all_bundled(Maker *m, Proxy *root)
{
    NodeList all = { 0 }, chosen = { 0 };
    uint32_t mark;

    (void)find_bundled(m, root, false, &all);
    mark = find_bundled(m, root, true, &chosen);
    VEC_EACH (Node *, n, all)
        add_bundled(m, *n, (*n)->mark == mark);
}

static void lay_out(Maker *m, Proxy *root)
{
    Map done = { 0 };

    choose_some(m, root);
    VEC_EACH (Proxy *, p, m->all_external)
        add_package(m, *p);
    add_local(m, root);
    VEC_EACH (Proxy *, p, m->all_local)
        add_local(m, *p);
    VEC_EACH (Proxy *, p, m->all_external) {
        if (map_set(&done, key_of(m, *p), *p) == NULL)
            add_links(m, *p,
                      arena_strf(m->a, "node_modules/.store/" STR_FMT "/node_modules",
                                 STR_ARG((*p)->key)));
    }
    map_release(&done);
    add_all_bundled(m, root);
}

int isolated_make(Tree *ideal, const DiffOptions *o, const Shrinkwraps *shrinkwraps,
                  Isolated *out, Err *err)
{
    Maker m = { .tree = ideal,
                .a = ideal->forest->arena,
                .o = o,
                .out = out,
                .shrinkwraps = shrinkwraps,
                .err = err };
    Proxy *root;

    *out = (Isolated){ 0 };
    find_all(&m);
    root = proxy_of(&m, ideal->root, true);
    if (m.rc == 0)
        lay_out(&m, root);
    map_release(&m.proxies);
    return m.rc;
}

void isolated_release(Isolated *i)
{
    map_release(&i->locations);
    map_release(&i->keys);
}
