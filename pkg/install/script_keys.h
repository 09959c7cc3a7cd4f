/* script_keys.h: edits of package.json's "allowScripts": what is written there for a
 * package when its scripts are approved or denied. Pure; npm's allow-scripts-writer.
 */
#ifndef PKG_INSTALL_SCRIPT_KEYS_H
#define PKG_INSTALL_SCRIPT_KEYS_H

#include "pkg/install/script_review.h"

/* The key that means the package in every version; ptr NULL where nothing about it can be
 * trusted. */
Str script_key_name(Arena *a, Node *n);

typedef struct {
    Str key;
    const char *change; /* "added", "removed-stale" … */
} ScriptChange;

typedef struct {
    VEC(ScriptChange) changes;
    Str warning; /* "" for none */
} ScriptEdit;

/* All installed versions of one package are approved: by version with `pin`, else by
 * name. An entry that denies it wins: nothing changes then, and the warning says so. */
void script_keys_approve(Arena *a, cJSON *policy, const NodeList *nodes, bool pin,
                         ScriptEdit *out);
/* Always by name. */
void script_keys_deny(Arena *a, cJSON *policy, const NodeList *nodes, ScriptEdit *out);

#endif
