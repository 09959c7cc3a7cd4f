/* script_review.h: whose install scripts nobody has judged yet, and which policy holds.
 * The rules of a policy itself are script_policy.h's.
 */
#ifndef PKG_INSTALL_SCRIPT_REVIEW_H
#define PKG_INSTALL_SCRIPT_REVIEW_H

#include "pkg/context.h"
#include "pkg/install/script_policy.h"
#include "pkg/tree/tree.h"

/* The policy that counts: the command line's (only where no project is at work: -g, or
 * `no_project`; elsewhere it fails with ERR_EALLOWSCRIPTS), else package.json's
 * "allowScripts", else the .npmrc files'. *out NULL: none. Refused entries are warned
 * of. */
int script_policy_find(Ctx *ctx, const cJSON *pkg, bool no_project, cJSON **out,
                       Err *err);

/* What is known of a node for script_policy_verdict. */
ScriptIdentity script_identity(Node *n);

typedef struct {
    Node *node;
    Str name, version;    /* script_display's */
    const cJSON *scripts; /* event -> command; not empty */
} ScriptReview;
typedef VEC(ScriptReview) ScriptReviews;

/* Packages with install scripts that the policy neither allows nor denies, in the order
 * of the tree. Bundled, linked, inert ones and workspaces don't count. */
void script_review(Tree *t, const cJSON *policy, ScriptReviews *out);
/* All that could be judged, also those without scripts (scripts is empty then). */
void script_review_all(Tree *t, ScriptReviews *out);
/* [{ name, version, path, scripts }], for --json; NULL if there are none. */
cJSON *script_review_json(Arena *a, const ScriptReviews *list);
/* ERR_ESTRICTALLOWSCRIPTS with the list, where it isn't empty. */
int script_review_strict(Ctx *ctx, Tree *t, const cJSON *policy, Err *err);
/* "install: x; postinstall: y" */
Str script_events_text(Arena *a, const cJSON *scripts);

/* What is said of a workspace with an allowScripts of its own, which doesn't count: the
 * policy stands in the project's package.json. "" of anything else. */
Str script_review_ignored(Arena *a, Node *n);

#endif
