/* place.h: puts a package and its peer set into the tree. */
#ifndef PKG_TREE_PLACE_H
#define PKG_TREE_PLACE_H

#include "pkg/tree/can_place.h"

typedef enum { STRATEGY_HOISTED, STRATEGY_NESTED, STRATEGY_SHALLOW } InstallStrategy;

/* What npm would warn of. */
typedef struct {
    int code;            /* ERR_ERESOLVE, ERR_EBADENGINE */
    Str message;         /* "overriding peer dependency" */
    const cJSON *detail; /* npm's object beside it */
} IdealWarning;

typedef VEC(IdealWarning) IdealWarnings;

typedef struct {
    bool force, prefer_dedupe, strict_peer_deps;
    InstallStrategy strategy;
    const Str *update_names;
    size_t n_update_names;
    const Vulnerable *vulnerable;
    IdealWarnings *warnings; /* in the forest's arena; NULL: nobody listens */
} PlaceOptions;

typedef struct Place {
    const PlaceOptions *options;
    Edge *edge;
    Node *dep;
    bool explicit_request;
    struct Place *parent;
    PeerFits *fits;       /* of all that are placed together */
    Node *start;          /* where its search began … */
    uint32_t n_unsettled; /* … and Forest.n_unsettled then */
    CanPlace *can_place, *can_place_self;
    PeerConflict culprit; /* of can_place_self, where somebody may be told of it */
    Node *current, *placed;
    VEC(struct Place *) children;
    NodeList need_evaluation; /* nodes that lost a dependency */
    bool takes_peers;         /* it was put there: its peers are to follow */
    bool conflict;            /* ERESOLVE: nothing was placed */
} Place;

/* Places dep (which stands in a virtual tree with its peers) for an edge. The place lives
 * in the forest's arena; conflict is set, and *err filled, where npm gives up. */
Place *place_dep(const PlaceOptions *options, Edge *edge, Node *dep,
                 bool explicit_request, Err *err);

#endif
