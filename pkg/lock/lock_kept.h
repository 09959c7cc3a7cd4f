/* lock_kept.h: entries of a lock that can be written again as they are.
 *
 * The text of an entry follows from its node. Where the lock is one that we wrote, and
 * the node is as it was when it was loaded, the text is, too: only what has changed is
 * made anew.
 */
#ifndef PKG_LOCK_LOCK_KEPT_H
#define PKG_LOCK_LOCK_KEPT_H

#include "pkg/lock/lock.h"

/* A node as it was loaded, and its entry's text. */
typedef struct {
    Node *node;
    Tree *tree;
    const cJSON *pkg;
    const char *path, *resolved, *integrity;
    unsigned flags;
    bool in_bundle;
    Str text; /* in the lock's */
} LockKept;

typedef VEC(LockKept) LockKeptList;

/* Notes the nodes of a tree that has just been loaded from a lock of version 3 with this
 * text, which lock_write made in this style, with or without omit_resolved. Notes nothing
 * where the text isn't like that. All lives in the tree's arena, where the text must
 * stay. */
void lock_keep(Tree *t, Str text, const JsonStyle *style, bool omit_resolved,
               LockKeptList *out);

/* Puts the texts of those that haven't changed into LockOptions.entries. */
void lock_kept_texts(const LockKeptList *kept, Map *entries);

#endif
