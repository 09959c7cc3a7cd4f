/* path.h: paths as text, as Node's posix path functions: no system calls.
 *
 *     path_join(&a, "/a/b", "../c")   "/a/c"
 *     path_resolve(&a, "/a", "b")     "/a/b"
 *     path_relative(&a, "/a/b", "/a/c/d")   "../c/d"
 *
 * Results live in the arena and are NUL-terminated.
 */
#ifndef COMMON_PATH_H
#define COMMON_PATH_H

#include "common/arena.h"
#include "common/str.h"

static inline bool path_is_absolute(Str p)
{
    return p.len > 0 && p.ptr[0] == '/';
}
/* Without . and .. and doubled slashes; a trailing slash stays; "" becomes ".". */
Str path_normalize(Arena *a, Str p);
/* Both joined by a slash, normalised. */
Str path_join(Arena *a, Str base, Str tail);
/* tail as seen from base (an absolute folder), without a trailing slash. */
Str path_resolve(Arena *a, Str base, Str tail);
/* From one absolute path to another; "" where they are the same. */
Str path_relative(Arena *a, Str from, Str to);
/* Borrowed from p: "/a/b" -> "/a"; "a" -> "."; "/" -> "/". */
Str path_dirname(Str p);
/* Borrowed from p: "/a/b.js/" -> "b.js". */
Str path_basename(Str p);
/* Borrowed from p: ".js" of "b.js"; "" of ".bashrc" and "b". */
Str path_extname(Str p);
/* Does `path` lie below `dir` (or is it `dir`)? Both absolute and normalised. */
bool path_is_below(Str dir, Str path);
/* "/a/b//" -> "/a/b"; "/" stays. */
Str path_without_slashes(Str path);

#endif
