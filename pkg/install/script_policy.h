/* script_policy.h: whose install scripts may run.
 *
 * npm 11's rules: a policy is an object of package specs and true or false, from
 * package.json's "allowScripts" or the setting allow-scripts. Names are exact, or with
 * versions joined by "||"; ranges and tags aren't taken, since they would let versions
 * in that nobody has looked at. A denial wins. What no entry names is unreviewed: it
 * runs, and is reported; with strict-allow-scripts it stops the install.
 *
 * A package is known by what can't be forged: the URL it came from, or the name under
 * which somebody else depends on it, never by its own package.json.
 */
#ifndef PKG_INSTALL_SCRIPT_POLICY_H
#define PKG_INSTALL_SCRIPT_POLICY_H

#include "common/json.h"
#include "common/spec.h"

typedef enum { SCRIPTS_UNREVIEWED, SCRIPTS_ALLOWED, SCRIPTS_DENIED } ScriptVerdict;

/* What is known of a package. */
typedef struct {
    bool in_bundle;
    bool from_registry; /* every dependency on it is a registry spec */
    Str resolved;       /* ptr NULL: none */
    Str edge_name;      /* the registry name that a dependency on it says; or "" */
    const Str *places;  /* of a folder without `resolved`: what links to it says, and
                           its own paths */
    size_t n_places;
} ScriptIdentity;

/* policy: an object as script_policy_clean left it; NULL: none. */
ScriptVerdict script_policy_verdict(const cJSON *policy, const ScriptIdentity *id);
/* Does this one key of a policy name the package? `deny`: when the version can't be
 * verified, say yes. */
bool script_policy_matches(Str key, const ScriptIdentity *id, bool deny);
/* A copy without the entries that aren't taken; warn is called for each. NULL if
 * nothing is left. */
cJSON *script_policy_clean(Arena *a, const cJSON *policy, const char *source,
                           void (*warn)(const char *text));
/* Name and version by the tarball's URL: "…/@s/a/-/a-1.0.0.tgz". False if it isn't of
 * that form. */
bool script_policy_registry_id(Arena *a, Str resolved, Str *name, Str *version);

#endif
