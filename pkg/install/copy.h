/* copy.h: copies of files and folders, where there can be no link and no rename. */
#ifndef PKG_INSTALL_COPY_H
#define PKG_INSTALL_COPY_H

#include "common/err.h"

/* Makes `to` (below to_dir) an own copy of a file, with these permission bits: a clone of
 * the blocks where the file system can. */
int copy_file_at(int from_dir, const char *from, int to_dir, const char *to,
                 unsigned mode, Err *err);

/* Moves what stands at `from` to `to`, where nothing is, both below the folder `at`. A
 * folder of a lower layer (a container's image, say) can't be renamed by the kernel: it
 * is made anew, and appears at `to` whole before anything at `from` goes. Its files stay
 * the same ones where they can be linked; times and modes stay in any case. 0 or -errno
 * (-ENOENT where `from` isn't there); what a failed call made is gone again. */
int move_at(int at, const char *from, const char *to);

#endif
