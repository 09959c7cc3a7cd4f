/* tar_path.h: where an archive's entry may be written, if it may at all.
 *
 * The rules are npm's (strip the first folder whatever its name, drop a root,
 * skip what climbs), so that the same files land as with npm; what npm leaves to
 * the file system (names that are too long, NUL) is refused here.
 */
#ifndef PKG_STORE_TAR_PATH_H
#define PKG_STORE_TAR_PATH_H

#include "common/buf.h"
#include "common/str.h"

typedef enum {
    TAR_PATH_OK,
    TAR_PATH_ROOT,   /* the package's folder itself, or above: nothing to write */
    TAR_PATH_CLIMBS, /* has a ".." */
    TAR_PATH_DEEP,   /* more than 1024 folders, or longer than a path may be */
    TAR_PATH_NAME,   /* a component over 255 bytes, or a NUL */
} TarPath;

/* Cleans raw ("package//lib/./a.js") into *out ("lib/a.js"): relative, no empty,
 * "." or ".." part, valid UTF-8 (bytes that aren't become U+FFFD, as in npm).
 * With `rename_ignore`, ".gitignore" becomes ".npmignore". */
TarPath tar_path_clean(Str raw, bool rename_ignore, Buf *out);

/* Why a path was refused, for a warning. */
const char *tar_path_reason(TarPath p);

#endif
