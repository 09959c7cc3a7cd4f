/* lock_private.h: shared by the files of pkg/lock. */
#ifndef PKG_LOCK_LOCK_PRIVATE_H
#define PKG_LOCK_LOCK_PRIVATE_H

#include "pkg/lock/lock.h"

/* Fields of an entry that are the manifest's, in the order in which npm takes them; NULL
 * ends. */
extern const char *const lock_manifest_keys[];
/* Sets a field as npm takes it over from a manifest: nothing empty, licences by name. */
void lock_put_manifest_field(Arena *a, cJSON *o, const cJSON *pkg, const char *key);
/* "resolved" as a lock has it: files from `root` on, git repositories in one form. */
Str lock_written_resolved(Arena *a, Forest *f, Str resolved, Str root);

/* Marks with a new mark, which it returns, what npm's tree lacks once it is installed. */
uint32_t lock_mark_absent(Tree *t);

/* ---- lock_v1.c: the "dependencies" of versions 1 and 2 ---- */

/* Adds the root's fields to the document. */
void lock_add_legacy(Arena *a, Tree *t, const LockOptions *options, cJSON *doc);

/* ---- lock_merge.c ---- */

bool lock_has_conflicts(Str text);
int lock_merge_conflicts(Arena *a, Str text, const char *what, cJSON **out, Err *err);

#endif
