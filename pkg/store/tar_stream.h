/* tar_stream.h: reads archives that are too large to inflate whole.
 *
 * libarchive decompresses and parses piece by piece, so that memory stays small
 * whatever the archive claims to hold. What may be written is decided by the same
 * sink as for small ones. Private to pkg/store.
 */
#ifndef PKG_STORE_TAR_STREAM_H
#define PKG_STORE_TAR_STREAM_H

#include "pkg/store/extract_sink.h"

/* Feeds each entry of the gzip or plain tar to the sink. Fails with ERR_ETARBALL
 * (damaged, cut), ERR_ELIBRARY, or what the sink fails with. */
int tar_stream(ExtractSink *x, Str bytes, Err *err);

#endif
