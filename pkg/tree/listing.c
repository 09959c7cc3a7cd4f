/* listing.c: see listing.h. npm walks level by level and keeps notes on the nodes
 * themselves while it does; the last note before a node's turn counts. So do we. */
#include "pkg/tree/listing.h"

#include <stdlib.h>

#include "common/collate.h"
#include "common/json_write.h"
#include "pkg/tree/describe.h"

/* The notes on a node. */
typedef struct {
    Str required, invalid;
    bool optional, noted;
    Listed *listed;
} Note;

typedef struct {
    const ListOptions *o;
    Tree *tree;
    Arena *a;
    Listing *out;
    Note *notes;        /* by the node's id */
    uint32_t walk_mark; /* children that edges of the node at hand lead to */
    bool missing_seen;
    Map problems;
} Walk;

typedef struct {
    Node *node; /* NULL: missing */
    Str name, pkgid, missing_for, required;
    bool optional;
    size_t at; /* for a stable order */
} Child;

typedef VEC(Child) Children;

/* ---- Which edges count ---- */

static bool is_listed_workspace(const Walk *w, const Node *n)
{
    VEC_EACH (Node *, ws, *w->o->workspaces) {
        if (*ws == node_target((Node *)n))
            return true;
    }
    return false;
}

static bool is_selected(const Walk *w, const Edge *e)
{
    const ListOptions *o = w->o;
    bool to_workspace = e->to != NULL && node_is_workspace(e->to);
    bool from_root = node_is_project_root(e->from);

    if (o->no_workspaces && from_root && to_workspace)
        return false;
    if (o->workspaces == NULL || o->workspaces->len == 0)
        return true;
    if (o->workspace_root && e->to != NULL && !to_workspace)
        return true;
    return !from_root || (to_workspace && is_listed_workspace(w, e->to));
}

static bool has_wanted_type(const Walk *w, const Edge *e)
{
    const ListOptions *o = w->o;

    if ((o->omit.dev && edge_is_dev(e)) || (o->omit.optional && edge_is_optional(e)) ||
        (o->omit.peer && edge_is_peer(e)))
        return false;
    return !o->link || (e->to != NULL && e->to->is_link);
}

/* ---- Children of a node ---- */

static Str quoted(Arena *a, Str s)
{
    Buf b = { 0 };

    json_write_str(s, &b);
    return buf_to_arena(&b, a);
}

static void note_invalid(Walk *w, Note *note, Edge *e)
{
    Str from = node_location(w->a, e->from), text;

    if (from.len == 0)
        from = STR("the root project");
    text = arena_strf(w->a, STR_FMT " from " STR_FMT,
                      STR_ARG(quoted(w->a, note->required)), STR_ARG(from));
    note->invalid = note->invalid.len == 0
                        ? text
                        : arena_strf(w->a, STR_FMT ", " STR_FMT, STR_ARG(note->invalid),
                                     STR_ARG(text));
}

static void push_child(Walk *w, Children *out, Node *n)
{
    Child c = {
        .node = n, .name = n->name, .pkgid = node_pkgid(w->a, n), .at = out->len
    };

    vec_push_in(w->a, out, c);
}

static void add_edge(Walk *w, Edge *e, Children *out)
{
    Str wanted = edge_wanted(e), required = wanted.len > 0 ? wanted : STR("*");
    Note *note;

    if (e->to == NULL) {
        Child c = { .name = e->name,
                    .pkgid = arena_strf(w->a, STR_FMT "@" STR_FMT, STR_ARG(e->name),
                                        STR_ARG(wanted)),
                    .missing_for = node_pkgid(w->a, e->from),
                    .required = required,
                    .optional = edge_is_optional(e),
                    .at = out->len };

        vec_push_in(w->a, out, c);
        return;
    }
    note = &w->notes[e->to->id];
    e->to->mark = w->walk_mark;
    note->required = required;
    note->optional = edge_is_optional(e);
    note->noted = true;
    if (edge_state(e) == EDGE_INVALID)
        note_invalid(w, note, e);
    push_child(w, out, e->to);
}

static int by_pkgid(const void *x, const void *y)
{
    const Child *a = x, *b = y;
    int d = collate_compare(a->pkgid, b->pkgid);

    return d != 0 ? d : a->at < b->at ? -1 : 1;
}

static void children_of(Walk *w, Node *n, int depth, Children *out)
{
    w->walk_mark = ++w->tree->forest->next_mark;
    MAP_EACH (m, node_target(n)->edges_out) {
        Edge *e = m->value;

        if (is_selected(w, e) && (depth > 0 || has_wanted_type(w, e)))
            add_edge(w, e, out);
    }
    if (!n->is_link) {
        MAP_EACH (m, n->children) {
            Node *c = m->value;

            if (c->extraneous && c->mark != w->walk_mark)
                push_child(w, out, c);
        }
    }
    if (out->len > 1)
        qsort(out->ptr, out->len, sizeof *out->ptr, by_pkgid);
}

/* ---- Items ---- */

static bool is_asked_for(const Walk *w, Node *n)
{
    if (w->o->n_args == 0)
        return true;
    for (size_t i = 0; n != NULL && i < w->o->n_args; i++) {
        if (node_satisfies(n, w->o->args[i]))
            return true;
    }
    return false;
}

static Listed *new_item(Walk *w, const Child *c, Listed *parent)
{
    Listed *item = arena_new(w->a, Listed);
    Note *note = c->node != NULL ? &w->notes[c->node->id] : NULL;

    item->node = c->node;
    item->parent = parent;
    item->level = parent != NULL ? parent->level + 1 : 0;
    item->name = c->name;
    item->pkgid = c->pkgid;
    item->missing_for = c->missing_for;
    item->asked_for = is_asked_for(w, c->node);
    if (note == NULL) {
        /* Of all that is missing npm knows only of the first what was wanted. */
        item->required = w->missing_seen ? (Str){ NULL, 0 } : c->required;
        item->optional = c->optional;
        w->missing_seen = true;
    } else if (note->listed != NULL) {
        item->repeated = true;
        item->invalid = note->invalid;
        item->optional = note->optional;
    } else {
        note->listed = item;
    }
    return item;
}

static void add_problem(Walk *w, Listed *item, const char *kind, Str what)
{
    Str text = item->missing_for.ptr != NULL
                   ? arena_strf(w->a, "%s: " STR_FMT ", required by " STR_FMT, kind,
                                STR_ARG(item->pkgid), STR_ARG(what))
                   : arena_strf(w->a, "%s: " STR_FMT " " STR_FMT, kind,
                                STR_ARG(item->pkgid), STR_ARG(what));

    vec_push_in(w->a, &item->problems, text);
    if (item->asked_for && !map_has(&w->problems, text)) {
        map_set(&w->problems, text, NULL);
        vec_push_in(w->a, &w->out->problems, text);
    }
}

/* An item's turn: what is said of it is settled now. */
static void visit(Walk *w, Listed *item)
{
    Node *n = item->node;

    if (n != NULL && !item->repeated) {
        item->invalid = w->notes[n->id].invalid;
        item->optional = w->notes[n->id].optional;
        item->extraneous = n->extraneous && !w->o->global;
    }
    if (item->missing_for.ptr != NULL && !item->optional)
        add_problem(w, item, "missing", item->missing_for);
    if (item->invalid.len > 0)
        add_problem(w, item, "invalid", n->path);
    if (item->extraneous)
        add_problem(w, item, "extraneous", n->path);
    vec_push_in(w->a, &w->out->items, item);
    for (Listed *i = item; item->asked_for && i != NULL && !i->included; i = i->parent)
        i->included = true;
}

static void collect(const Walk *w, Listing *out, Arena *a)
{
    VEC_EACH (Listed *, i, out->items) {
        const Node *n = (*i)->node;

        (*i)->ever_invalid = n != NULL && w->notes[n->id].invalid.len > 0;
        if (!(*i)->included || (*i)->parent == NULL)
            continue;
        vec_push_in(a, &(*i)->parent->nodes, *i);
        if ((*i)->level > out->deepest)
            out->deepest = (*i)->level;
    }
}

typedef struct {
    Listed *item;
    int depth;
} Turn;

static void walk(Walk *w, Listed *root)
{
    VEC(Turn) queue = { 0 };

    vec_push(&queue, (Turn){ root, 0 });
    for (size_t i = 0; i < queue.len; i++) {
        Listed *item = queue.ptr[i].item;
        int depth = queue.ptr[i].depth;
        Children list = { 0 };

        visit(w, item);
        if (item->node == NULL || item->repeated)
            continue;
        if (node_is_workspace(item->node))
            depth = 0;
        if (depth > w->o->depth)
            continue;
        children_of(w, item->node, depth, &list);
        VEC_EACH (Child, c, list)
            vec_push(&queue, (Turn){ new_item(w, c, item), depth + 1 });
    }
    vec_release(&queue);
}

void list_tree(Tree *t, const ListOptions *o, Listing *out)
{
    Arena *a = t->forest->arena;
    Walk w = { .o = o, .tree = t, .a = a, .out = out };
    Child c = { .node = t->root, .name = t->root->name };

    *out = (Listing){ 0 };
    w.notes = arena_array(a, Note, t->forest->next_id + 1);
    c.pkgid = node_pkgid(a, t->root);
    out->root = new_item(&w, &c, NULL);
    out->root->asked_for = o->n_args == 0;
    walk(&w, out->root);
    collect(&w, out, a);
    map_release(&w.problems);
}
