/* overrides.h: package.json's "overrides": which dependency gets another spec, and below
 * whom.
 *
 *     { "foo": "1.0.0",                  every foo
 *       "bar@^2": "2.1.0",               bar where something in ^2 is asked for
 *       "baz": { ".": "1", "foo": "2" }  baz, and foo below baz
 *       "qux": "$qux" }                  what the project itself asks for
 *
 * A set is one of these rules with those inside it; the root set has no rule of its own.
 * Sets are compared by what they say, as npm does.
 */
#ifndef PKG_MODEL_OVERRIDES_H
#define PKG_MODEL_OVERRIDES_H

#include "common/err.h"
#include "common/json.h"
#include "common/map.h"
#include "common/vec.h"

typedef struct OverrideSet {
    struct OverrideSet *parent; /* NULL for the root */
    Str name;                   /* the package of the rule */
    Str key;                    /* as written: "bar@^2" */
    Str key_spec;               /* "^2"; "*" for all */
    Str value;                  /* the spec to take */
    bool no_text;               /* there stands something else in its place */
    VEC(struct OverrideSet *) children;
    Map by_name; /* of the children: name -> those, in order (OverrideRules *) */
} OverrideSet;

typedef VEC(OverrideSet *) OverrideRules;

/* The value of "overrides". *out is NULL where it is missing or empty. Fails with
 * ERR_EINVALIDTYPE for values that are neither text nor object, and with what
 * spec_parse says of a key. Lives in the arena. */
int overrides_parse(Arena *a, const cJSON *value, OverrideSet **out, Err *err);

/* The rule for a dependency on `name` with this spec; the set itself if there is none.
 * A key whose spec is no range ("bar@next") and has to be held against one is an error:
 * ERR_ENOCODE, where err has none yet. */
OverrideSet *override_rule_for_edge(Arena *a, OverrideSet *s, Str name, Str spec,
                                    Err *err);
/* The rule for a package of this name and version. */
OverrideSet *override_rule_for_node(Arena *a, OverrideSet *s, Str name, Str version);

bool override_equal(const OverrideSet *a, const OverrideSet *b);
/* The one that lies below the other; of two branches that don't contradict each other
 * what they have in common (NULL if nothing). *conflict: they contradict. */
OverrideSet *override_specific(Arena *a, OverrideSet *first, OverrideSet *second,
                               bool *conflict);

#endif
