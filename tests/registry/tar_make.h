/* tar_make.h: writes the tarballs of the loopback registry: ustar in gzip, always the
 * same bytes for the same files. Hostile paths are written as they are. */
#ifndef TESTS_REGISTRY_TAR_MAKE_H
#define TESTS_REGISTRY_TAR_MAKE_H

#include "common/buf.h"

/* kind is tar's: '0' file, '1' hard link, '2' symbolic link, '5' folder. */
void tar_make_entry(Buf *tar, Str path, char kind, unsigned mode, Str link, Str data);
/* The end of the archive. */
void tar_make_end(Buf *tar);
/* gzip of bytes, appended to out. level 0 to 9. */
void gzip_make(Str bytes, int level, Buf *out);

#endif
