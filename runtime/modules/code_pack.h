/* code_pack.h: what the modules of one program were compiled to, in one entry of the code
 * cache: a start that reads it has no file to open, check and read for each module.
 *
 *     code_pack_begin("main.js");
 *     if (!code_pack_get(&key, &entry)) …compile…, code_pack_put(&key, made);
 *     code_pack_finish();        when the program has started
 *
 * Finishing writes the pack anew where something was put into it. What the last starts
 * didn't ask for goes after PACK_MAX_AGE such writings. Between begin and finish the
 * entries are in memory; behind finish there is no pack.
 */
#ifndef RUNTIME_MODULES_CODE_PACK_H
#define RUNTIME_MODULES_CODE_PACK_H

#include "runtime/modules/code_cache.h"

/* Larger entries, and more of them than this together, are for files of their own. */
#define PACK_ENTRY_MAX ((size_t)1 << 20)
#define PACK_MAX ((size_t)32 << 20)
#define PACK_MAX_AGE 4
/* Fewer entries aren't worth a pack. */
#define PACK_MIN 4

/* `program`: the path of its main file. Nothing is read before the first get or put. */
void code_pack_begin(const char *program);
bool code_pack_is_open(void);
/* The entry is borrowed until finish. */
bool code_pack_get(const CodeKey *key, Str *entry);
void code_pack_put(const CodeKey *key, Str entry);
void code_pack_finish(void);

#endif
