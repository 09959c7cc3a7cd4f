/* tree_private.h: shared by the files of pkg/tree. */
#ifndef PKG_TREE_TREE_PRIVATE_H
#define PKG_TREE_TREE_PRIVATE_H

#include "pkg/tree/tree.h"

void forest_own_map(Forest *f, Map *m);
void tree_enter(Tree *t, Node *n);
void tree_leave(Node *n);
void tree_list_edge(Tree *t, Edge *e);
void tree_unlist_edges(Tree *t, const NodeList *nodes);
/* Makes the edges of its manifest. */
void node_load_edges(Node *n);
static inline bool map_is_empty(const Map *m)
{
    return m->len == 0;
}
static inline bool spec_looks_like_tarball(Str s)
{
    return str_ends(s, STR(".tgz")) || str_ends(s, STR(".tar.gz")) ||
           str_ends(s, STR(".tar"));
}
/* Does the child satisfy the spec, asked by `from`? */
bool dep_valid(Node *child, const Spec *s, Node *from);

#endif
