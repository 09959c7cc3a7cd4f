/* tree_private.h: shared by the files of pkg/tree. */
#ifndef PKG_TREE_TREE_PRIVATE_H
#define PKG_TREE_TREE_PRIVATE_H

#include "pkg/tree/tree.h"

void forest_own_map(Forest *f, Map *m);
/* A node with a path joins the lists of a tree, or leaves them. */
void tree_enter(Tree *t, Node *n);
void tree_leave(Node *n);
/* Only by its path: for a tree of places, of which nobody asks more. */
void tree_enter_place(Tree *t, Node *n);
/* A node without parent comes into the tree, or goes (or gets one). */
void tree_add_top(Tree *t, Node *n);
void tree_drop_top(Tree *t, Node *n);
/* The tops whose paths begin with that one, in order of entry. */
void tree_tops_at(const Tree *t, Str path, NodeList *out);
void tree_add_link(Tree *t, Node *n);
void tree_list_edge(Edge *e);
void tree_unlist_edge(Edge *e);
/* Edges of its nodes by this name, whatever its letters' case; NULL: none. */
EdgeList *tree_edges_named(const Tree *t, Str name);
/* A node that has a path but no place yet finds its place in the tree by it. */
void node_join(Node *n, Tree *t);
/* Where a node stands among the children of `up`; NULL where it doesn't. */
MapEntry *node_child_entry(const Node *up, Str name);
void node_put_child(Node *up, Node *n);
void node_take_child(Node *up, Str name);
void node_put_edge(Node *n, Edge *e);
void node_take_edge(Node *n, Str name);
void list_remove(NodeList *list, const Node *n);
/* Makes the edges of its manifest. */
void node_load_edges(Node *n);

/* ---- overrides of nodes (node_overrides.c) ---- */

/* An edge with these rules came to lead to n, or left it. */
void node_overrides_added(Node *n, OverrideSet *s);
void node_overrides_removed(Node *n, OverrideSet *s);

static inline bool spec_looks_like_tarball(Str s)
{
    return str_ends(s, STR(".tgz")) || str_ends(s, STR(".tar.gz")) ||
           str_ends(s, STR(".tar"));
}
/* Does the project itself, or a workspace of it, depend on that? */
bool edge_is_from_project(const Edge *e);
/* The rule of `s` for the edge. An empty spec is no spec to npm: what an override makes
 * of it counts, so that a rule for certain versions comes and goes each time. */
OverrideSet *edge_rule_in(Edge *e, OverrideSet *s);
/* An EdgeFilter: valid, and not to the node. */
bool edge_is_valid_elsewhere(Edge *e, void *node);
/* Does the child satisfy the spec, asked by `from`? */
bool dep_valid(Node *child, const Spec *s, Node *from);

#endif
