/* gc.h: looks after the store: what is damaged or abandoned goes.
 *
 * Nothing here needs other processes to stand still: an entry that is removed while
 * somebody links from it is made anew by that process (link.h's ERR_ESTORE).
 */
#ifndef PKG_STORE_GC_H
#define PKG_STORE_GC_H

#include "pkg/store/store.h"

typedef struct {
    uint64_t n_tarballs, n_packages, n_files; /* that are whole */
    uint64_t bytes;                           /* of tarballs and files together */
    uint64_t n_bad_tarballs, n_bad_packages;  /* removed */
    uint64_t n_tmp;                           /* abandoned writings, removed */
} StoreStats;

/* Reads every tarball and compares it with its name; compares every package's files
 * with its list. Removes what differs, what was being written by processes that are
 * gone, and what an earlier layout left. */
int store_verify(Store *s, StoreStats *stats, Err *err);

#endif
