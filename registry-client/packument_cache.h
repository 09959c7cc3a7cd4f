/* packument_cache.h: a packument as a file that is mapped, not parsed.
 *
 *     PackumentCacheInfo info;
 *     if (packument_cache_open(path, url, &p, &info))      a hit
 *         if (now_ms < info.fresh_until_ms && !info.must_revalidate) use(p);
 *
 * The file is the registry's JSON text behind an index of it. Opening one checks the
 * index; a manifest is checked when it is read. Little-endian, of this machine:
 *
 *     "smewpk1\n"  check of the index   length of the index
 *     fresh_until  must_revalidate  check of these two      (rewritten in place)
 *     sizes and texts  records[]  order[]  slots[]  tags[]  short texts
 *     the document
 *
 * What is cut, changed, of another version or of another URL is a miss, never a
 * crash. A file is replaced as a whole, by rename, so that several processes can use
 * one cache.
 */
#ifndef REGISTRY_CLIENT_PACKUMENT_CACHE_H
#define REGISTRY_CLIENT_PACKUMENT_CACHE_H

#include "registry-client/packument.h"

/* What HTTP needs to know of the answer that is kept. Texts are borrowed from the
 * packument. */
typedef struct {
    Str url;                 /* where the document was asked for */
    Str etag, last_modified; /* validators as sent, "" if none */
    int64_t fresh_until_ms;  /* since 1970; 0: ask again each time */
    bool must_revalidate;    /* "Cache-Control: must-revalidate" */
} PackumentCacheInfo;

/* Writes the file at path (its folder must be there). Fails with an errno. */
int packument_cache_write(const char *path, Packument *p, const PackumentCacheInfo *info,
                          Err *err);

/* True with a packument that is mapped from the file and belongs to the caller, if
 * there is a whole file for this URL (ptr NULL: for whatever URL). */
bool packument_cache_open(const char *path, Str url, Packument **out,
                          PackumentCacheInfo *info);

/* The same on bytes in memory (aligned to 8), which are borrowed as long as the
 * packument lives; `keep` as for packument_from_json. */
bool packument_cache_read(Str bytes, Str url, PackumentKeep *keep, Packument **out,
                          PackumentCacheInfo *info);

/* After a "304 Not Modified": writes the new freshness into the file. Failing is no
 * matter: then it is asked for again. */
void packument_cache_refresh(const char *path, int64_t fresh_until_ms,
                             bool must_revalidate);

#endif
