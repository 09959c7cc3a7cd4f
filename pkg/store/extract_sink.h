/* extract_sink.h: what readers of archives hand entries to. Private to pkg/store:
 * extract.c reads archives that fit into memory, tar_stream.c the others. */
#ifndef PKG_STORE_EXTRACT_SINK_H
#define PKG_STORE_EXTRACT_SINK_H

#include "pkg/store/extract.h"
#include "pkg/store/tar.h"

typedef struct {
    Store *store;
    ExtractRoom *room;
    const ExtractOptions *opts;
    ExtractNotes *notes;
    FileListMaker maker;
    Map npmignores; /* raw paths of the .npmignore files seen so far */
    StoreDraft draft;
    const StoreKey *key;
    Str tarball;    /* what is kept behind the list; "" if it is kept by itself */
    Buf list;       /* once it is begun: its bytes */
    int file;       /* open file, -1 if none */
    uint32_t index; /* of the open file */
    uint64_t total, limit;
} ExtractSink;

/* Opens the file for an entry. 1: contents are wanted; 0: left out, or empty. */
int extract_sink_begin(ExtractSink *x, const TarEntry *e, uint64_t size, Err *err);
int extract_sink_write(ExtractSink *x, Str bytes, Err *err);
int extract_sink_end(ExtractSink *x, Err *err);

#endif
