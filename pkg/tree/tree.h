/* tree.h: packages in their places, and who depends on whom.
 *
 * A Node is a package in a place: the project (root), a package in some node_modules
 * (it has a parent), or a folder that a link points to (a top without parent). An
 * Edge is one dependency of one node; where it leads follows from the places: the
 * nearest package of that name on the way up.
 *
 * As npm's Arborist has it: nodes are moved, replaced and taken out while the ideal
 * tree is built, and edges follow by themselves. Everything lives in the Forest's
 * arena; nodes that were taken out stay there unused.
 */
#ifndef PKG_TREE_TREE_H
#define PKG_TREE_TREE_H

#include "common/arena.h"
#include "common/json.h"
#include "common/map.h"
#include "common/semver_range.h"
#include "common/spec.h"
#include "common/vec.h"
#include "pkg/model/overrides.h"

typedef enum {
    EDGE_PROD,
    EDGE_DEV,
    EDGE_OPTIONAL,
    EDGE_PEER,
    EDGE_PEER_OPTIONAL,
    EDGE_WORKSPACE,
} EdgeType;

typedef enum {
    EDGE_UNKNOWN, /* not looked at yet */
    EDGE_OK,
    EDGE_MISSING,
    EDGE_PEER_LOCAL, /* a peer dependency that sits below its dependent */
    EDGE_INVALID,    /* leads to something that doesn't satisfy it */
} EdgeState;

struct Node;
struct Tree;

typedef struct Edge {
    struct Node *from, *to; /* `from` is NULL once the edge is detached */
    Str name, spec;         /* spec as written in the manifest; see edge_wanted */
    Str accept;             /* acceptDependencies; ptr NULL: none */
    uint8_t type;           /* EdgeType */
    uint8_t state;          /* EdgeState */
    bool peer_conflicted;   /* overridden: not to be looked at again */
    bool explicit_request;  /* asked for on the command line */
    bool spec_parsed;
    const Spec *parsed;     /* of edge_wanted; NULL where it is no spec */
    OverrideSet *overrides; /* the rules that hold for it; NULL: none */
    cJSON *explanation;     /* explain.c's memory */
    size_t listed_at;       /* in Tree.edges_by_name */
} Edge;

static inline bool edge_is_peer(const Edge *e)
{
    return e->type == EDGE_PEER || e->type == EDGE_PEER_OPTIONAL;
}
static inline bool edge_is_optional(const Edge *e)
{
    return e->type == EDGE_OPTIONAL || e->type == EDGE_PEER_OPTIONAL;
}
static inline bool edge_is_dev(const Edge *e)
{
    return e->type == EDGE_DEV;
}

typedef VEC(Edge *) EdgeList;
typedef VEC(struct Node *) NodeList;
bool node_list_has(const NodeList *list, const struct Node *n);

typedef struct Node {
    struct Forest *forest;
    Str name;               /* of its place: an alias, or the package's own */
    const cJSON *pkg;       /* its manifest, normalised */
    struct Node *parent;    /* whose node_modules it is in */
    struct Node *fs_parent; /* tops: the node whose folder it lies below */
    struct Tree *tree;
    Map children; /* name, in small letters -> Node: folders may not tell them apart */
    NodeList fs_children;
    Map edges_out; /* name, in small letters -> Edge, in order */
    EdgeList edges_in;
    struct Node *target; /* links: what they lead to; NULL when that is gone */
    NodeList links_in;
    struct Node *source; /* roots of virtual trees: whom they stand for */
    Map *workspaces;     /* roots: name -> Str *, the absolute path; NULL: none */
    OverrideSet *overrides;
    cJSON *explanation;      /* explain.c's memory */
    Str path;                /* absolute; ptr NULL while it has no place yet */
    Str real;                /* links: the folder they lead to */
    Str resolved, integrity; /* ptr NULL: none */
    const cJSON *odd_facts;  /* node_odd_fact */
    Err *error;              /* its manifest could not be had */
    Semver version;
    bool version_parsed, has_version;
    bool is_link, is_root, is_dummy;
    bool dev, optional, dev_optional, peer, extraneous;
    bool in_store;   /* made for a place of the linked layout (install/isolated.h) */
    bool from_store; /* read from one: a top that is nobody's project */
    bool inert;      /* optional, and it can't be used here: not installed */
    bool has_shrinkwrap, load_failure;
    bool has_gyp;      /* its files, from the store or linked, have a binding.gyp */
    bool bundle_lacks; /* it counts as bundled, and isn't in the tarball */
    bool lists_bundle; /* its list of what it bundles was made by what an old lock says */
    /* while building */
    struct Tree *virtual_root;
    bool seen, queued;
    bool chosen;          /* of a partial install: may change (diff.h) */
    bool on_peer_path;    /* its peers are being looked at (can_place.c) */
    uint32_t mark;        /* sets of nodes: Forest.next_mark */
    uint32_t bundle_mark; /* the same for node_bundler, which sets ask in between */
    uint32_t required_in; /* the last peer set that can't do without it, from 1 on */
    uint32_t id;          /* order of creation */
    size_t index;         /* in Tree.nodes */
} Node;

/* A root and all nodes in its tree. */
typedef struct Tree {
    Node *root;
    NodeList nodes; /* in order of entry; NULL where one left */
    size_t n_left;
    Map by_path; /* absolute path -> Node */
    Map by_name; /* name -> NodeList * */
    /* Name of a package -> NodeList *, in the order in which names came, as long as one
     * is there. Not in virtual trees. */
    Map by_package;
    Map edges_by_name;     /* name, in small letters -> EdgeList *: edges of its nodes */
    NodeList tops;         /* nodes without parent … */
    NodeList tops_by_path; /* … and the same, sorted */
    uint32_t n_adopted;    /* of those that stand below a package by now: how often */
    NodeList links;
    Map links_by_real;   /* the folder that links lead to -> NodeList * */
    Node *source;        /* a virtual root stands for this node */
    bool bare;           /* virtual: the root's edges are still to be made */
    const cJSON *locked; /* "packages" of the lock that it was read from; NULL: none */
    /* Nodes with problems when the lock was read, if they were looked for then. */
    NodeList broken;
    bool broken_known;
    /* Is told of each edge that comes to lead to one of its nodes; NULL: nobody is. */
    void (*arrived)(void *ctx, Edge *e);
    void *arrived_ctx;
    const Node *unpacking; /* a tarball's packages are coming in below it */
    cJSON *eresolve;       /* the explanation of an ERR_ERESOLVE (explain.h) */
    const Node *unfit;     /* what an ERR_EBADENGINE or ERR_EBADPLATFORM is about */
    struct Forest *forest;
} Tree;

typedef struct {
    bool legacy_peer_deps, install_links, global;
} TreeOptions;

typedef struct Forest {
    Arena *arena;
    TreeOptions options;
    Map specs;   /* "name\0spec\0where" -> Spec * or NULL */
    Map ranges;  /* text -> SemverRange * or NULL */
    Map bundles; /* a long bundleDependencies, as bytes of its address -> Map * of names
                  */
    uint32_t next_mark, next_bundle_mark, next_id;
    uint32_t n_unsettled; /* how often a node left its place, or came below another one */
    bool odd_spec;        /* somebody's dependency is no text: there is no edge for it */
    Err failure;          /* what no caller can be told: a reference that leads nowhere */
    NodeList to_pass_on;  /* node_overrides.c: what was put off */
    int passing;          /* … and how deep it is */
    bool explained_too_deep; /* an explanation was cut (explain.h) */
    bool has_twins; /* somebody has children that only the case of letters tells apart */
    VEC(Map *) maps;
} Forest;

/* ---- forests and trees ---- */

void forest_init(Forest *f, Arena *a, const TreeOptions *options);
/* Frees the maps; the rest is the arena's. */
void forest_release(Forest *f);
/* A tree whose root has this manifest and stands in this folder. */
Tree *tree_new(Forest *f, const cJSON *pkg, Str path);
/* So many nodes are about to come. */
void tree_reserve(Tree *t, size_t n);
/* A root with the dependencies of another node, to try out a peer set in. They cost more
 * than the rest of it, and most packages have no peers: they are made when somebody wants
 * to see them (tree_fill). */
Tree *tree_virtual(Node *source);
void tree_fill(Tree *t);

/* ---- nodes ---- */

/* Not in any tree yet, and without edges. */
Node *node_new(Forest *f, Str name, const cJSON *pkg);
/* A package in the node_modules of parent, in the place of what stands there. */
Node *node_new_child(Node *parent, Str name, const cJSON *pkg);
/* A folder of the tree: a top (a link's target, a workspace), or what the path says: a
 * child of the node whose node_modules it lies in. */
Node *node_new_top(Tree *t, const cJSON *pkg, Str path);
Node *node_new_link(Forest *f, Str name, Node *target);
/* A link to a folder. Its target is the node of that folder in the tree that the link
 * enters; where there is none, one with this manifest comes along, which has no edges
 * yet (node_load_edges). */
Node *node_new_link_to(Forest *f, Str name, Str real, const cJSON *pkg);
/* Into the node_modules of parent, in the place of what stands there. */
void node_set_parent(Node *n, Node *parent);
/* Takes the node, and what is below it, out of its tree. */
void node_detach(Node *n);
/* Puts n where old stands; what is below old moves below n. */
void node_replace(Node *n, Node *old);
/* Another manifest: the edges are made anew. */
void node_set_package(Node *n, const cJSON *pkg);
/* The root's workspaces: name -> Str * (absolute path). Makes their edges, and the others
 * anew. The map is the caller's and must live as long as the forest. */
void node_set_workspaces(Node *root, Map *workspaces);
/* Reads "overrides" of the root's manifest. */
int node_load_overrides(Node *root, Err *err);
/* ERR_EOVERRIDE where an override changes a direct dependency. */
int node_check_root_overrides(Node *root, Err *err);
/* Once all edges lead somewhere: overrides go through links again, to targets below which
 * a rule found nothing before. */
void tree_pass_overrides(Tree *t);

/* In n's node_modules by this name, whatever its letters' case; its own may differ. */
Node *node_child(const Node *n, Str name);
/* The same, but only where its name is this one. */
Node *node_child_exactly(const Node *n, Str name);
/* The package that a dependency of n by this name leads to, or NULL. */
Node *node_resolve(const Node *n, Str name);
static inline Node *node_resolve_parent(const Node *n)
{
    return n->parent ? n->parent : n->fs_parent;
}
static inline Node *node_target(Node *n)
{
    return n->is_link && n->target ? n->target : n;
}
/* Right below the root of a global installation: everybody's own business. */
bool node_is_global_top(const Node *n);
/* Nobody's node_modules has it, or the global one. */
bool node_is_top(const Node *n);
/* What an install leaves out (npm's omit): kinds of dependencies. */
typedef struct {
    bool dev, optional, peer;
} Omit;
/* Is it there only for what is left out? Only projects and workspaces leave out. */
bool node_is_omitted(const Node *n, Omit omit);
bool node_is_project_root(const Node *n);
bool node_is_workspace(const Node *n);
int node_depth(const Node *n);
bool node_is_below(const Node *n, const Node *ancestor);
/* "node_modules/a/node_modules/b" from the root's folder. */
Str node_location(Arena *a, const Node *n);
Str node_path(Arena *a, const Node *n);
/* What its package.json says; a number as a text (kept in the forest), "" where
 * nothing stands. */
Str node_package_name(const Node *n);
Str node_version(const Node *n);
/* What a lock says of "resolved", "integrity" or "hasShrinkwrap" where that is none of
 * what they should be: npm keeps it as it stands, here `text` (n->resolved, say) is its
 * JSON. NULL where the text is all of it. */
const cJSON *node_odd_fact(Arena *a, const Node *n, const char *key, Str text);
/* As it stands there; NULL: it doesn't. */
const cJSON *node_version_value(const Node *n);
const Semver *node_semver(Node *n);
bool node_has_install_script(const Node *n);
/* An override gave it its version. */
bool node_is_overridden(const Node *n);
/* Does its manifest say that it brings a package of this name along? */
bool node_bundles(const Node *n, Str name);
/* The package that brings it in its own tarball, or NULL. */
Node *node_bundler(Node *n);
/* The same in the tree that is on the disk. */
Node *node_bundler_installed(Node *n);
/* Not on the disk: it is inert, or what it would be inside of is. */
bool node_is_absent(const Node *n);
/* Does any package bring others along? */
bool tree_has_bundles(const Tree *t);
/* The node of a place below the root's folder ("node_modules/a", "" for the root), or
 * NULL. */
Node *tree_at(const Tree *t, Str place);
/* The same for many places that come in the order of the nodes, but for a few: each is
 * looked for at *next first, which begins with 0. */
Node *tree_next_at(const Tree *t, size_t *next, Str place);
bool node_in_dep_bundle(Node *n);
bool node_in_shrinkwrap(const Node *n);
/* All who want it ask the registry for it. */
bool node_is_registry_dependency(const Node *n);
bool node_matches(const Node *a, const Node *b);
/* Could n stand where old stands, for all who need old? But for those of its peers that
 * are replaced as well: they have namesakes in the root of n's peer set (NULL: none). */
bool node_can_replace(Node *n, Node *old, const Node *peer_set);
bool node_can_dedupe(Node *n, bool prefer_dedupe, bool explicit_request);

/* ---- edges ---- */

Edge *node_edge(const Node *n, Str name);
EdgeState edge_state(Edge *e);
static inline bool edge_is_valid(Edge *e)
{
    EdgeState s = edge_state(e);
    /* A missing optional dependency is no error. */
    return s == EDGE_OK || (s == EDGE_MISSING && edge_is_optional(e));
}
bool edge_satisfied_by(Edge *e, Node *n);
/* The spec that counts: as written, or as an override has it. */
Str edge_wanted(Edge *e);
/* Parsed, from the folder of the node it belongs to; NULL where it is no spec. */
const Spec *edge_spec(Edge *e);
void edge_reload(Edge *e, bool hard);
/* What leads to n came anew (Tree.arrived). */
void node_tell_arrivals(Node *n);

/* ---- sets (NodeList without repeats) ---- */

/* Those of `from` and what they need that nobody else needs (filter: which edges
 * count). */
typedef bool (*EdgeFilter)(Edge *e, void *ctx);
void gather_dep_set(Forest *f, const NodeList *from, EdgeFilter filter, void *ctx,
                    NodeList *out);
void optional_set(Forest *f, Node *n, NodeList *out);

const SemverRange *forest_range(Forest *f, Str text);
const Spec *forest_spec(Forest *f, Str name, Str spec, Str where);

/* ---- flags (flags.c) ---- */

/* As if nothing led there: all of them set. */
void node_reset_flags(Node *n);
void node_clear_flags(Node *n);
void tree_reset_flags(Tree *t);
/* dev, optional, devOptional, peer, extraneous of every node, from the root. */
void tree_calc_flags(Tree *t);
/* Would tree_calc_flags find what the nodes have already? What packages bring along comes
 * into a tree whose flags are known. */
bool tree_flags_hold(Tree *t);
/* The same of what a hidden lock says, as npm does it: what a lock that is trusted says
 * of a node is true, but for what the tree knows better. In a project with workspaces it
 * has no say; at first the project has none of them, and what only development needs
 * there isn't devOptional any more when they come. begins: it is the beginning of an
 * ideal tree, and what the lock doesn't call extraneous isn't. */
void tree_calc_installed_flags(Tree *t, bool trusted, bool begins);
/* Passes the node's flags on to what it needs. */
void node_calc_flags(Node *start);

/* The last piece of a folder's path, with its scope. */
Str tree_name_from_folder(Str path);

#endif
