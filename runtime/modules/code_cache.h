/* code_cache.h: what compiling gave, kept between runs: bytes under a key.
 *
 * Loading compiled code that somebody changed would be unsafe, so each entry carries a
 * MAC under a key of the user's own, and a folder that others can write to isn't used. A
 * bad entry is a miss. The key is a hash of all that the code depends on: the source, how
 * it is compiled, and this very build of the program.
 *
 * The folder is `smew/code` of the user's cache folder, or what NODE_COMPILE_CACHE says;
 * SMEW_CODE_CACHE=0 or NODE_DISABLE_COMPILE_CACHE=1 turns it off. Old entries go when all
 * together are more than CODE_CACHE_MAX bytes (looked at once a day).
 */
#ifndef RUNTIME_MODULES_CODE_CACHE_H
#define RUNTIME_MODULES_CODE_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/buf.h"
#include "common/str.h"

#define CODE_CACHE_MAX ((size_t)256 << 20)
#define CODE_CACHE_KEY 32

typedef struct {
    uint8_t bytes[CODE_CACHE_KEY];
} CodeKey;

/* From these texts, which the lengths keep apart; false where there is no cache. */
bool code_cache_key(CodeKey *out, const Str *parts, size_t n);
/* The entry, whose memory is *file's, to be released by the caller; false, and nothing to
 * release: there is none that can be trusted. */
bool code_cache_get(const CodeKey *key, Buf *file, Str *entry);
/* Keeps the entry, if that can be done: nobody is told. */
void code_cache_put(const CodeKey *key, Str entry);

/* Is `file` (MAC and entry) one for the key? *entry is what it holds. */
bool code_cache_open(const uint8_t secret[CODE_CACHE_KEY], const CodeKey *key, Str file,
                     Str *entry);
/* Looks at the environment again, and forgets the folder: for tests. */
void code_cache_reset(void);
/* Removes the oldest entries until at most `most` bytes are left in the folder. */
void code_cache_trim(const char *folder, size_t most);

#endif
