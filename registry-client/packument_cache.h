/* packument_cache.h: a packument as a file that is not parsed.
 *
 *     PackumentCacheInfo info;
 *     if (packument_cache_open(path, url, &p, &info))      a hit
 *         if (now_ms < info.fresh_until_ms && !info.must_revalidate) use(p);
 *
 * The file is an index of the registry's document and the document itself, as it came.
 * Opening a file reads and checks the index; a manifest is read, and checked, when it is
 * asked for. Of full documents (`packed`) those that an install has asked for stand
 * there once more, without what it doesn't read, few of the many: they are at hand,
 * others are cut out of the document, and at hand from then on. Little-endian, of this
 * machine:
 *
 *     "smewpk5\n"  check of the index   length of the index
 *     fresh_until  must_revalidate  check of these two      (rewritten in place)
 *     manifests at hand: which, where, check of each        (likewise)
 *     sizes and texts  records[]  order[]  slots[]  tags[]  short texts
 *     manifests at hand
 *     the document, maybe compressed
 *     manifests that were asked for later
 *
 * What is cut, changed, of another version or of another URL is a miss, never a
 * crash; so a new file is written in its place. One that is there is replaced as a whole,
 * by rename, so that several processes can use one cache. Two that put a manifest to the
 * same place spoil it, which its check shows: then the document has it still.
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

/* A document as the registry sent it. */
typedef struct {
    Str bytes;
    bool gzip;
} PackumentBody;

/* Writes the file at path (its folder must be there). With a body manifests are packed,
 * without one p's text is the document. *kept, unless NULL, is what packument_cache_open
 * would give. Fails with an errno. */
int packument_cache_write(const char *path, Packument *p, const PackumentCacheInfo *info,
                          const PackumentBody *body, Packument **kept, Err *err);

/* The same of a packed file in three steps, of which the second may be any thread's:
 * writing megabytes takes longer than all else. Until the third, what *kept gives comes
 * from memory. */
typedef struct PackumentDraft PackumentDraft;
/* body's bytes are xmalloc'ed, and taken where this doesn't fail; *kept is the caller's,
 * who may free it at any time. */
int packument_draft_new(const char *path, Packument *p, const PackumentCacheInfo *info,
                        const PackumentBody *body, PackumentDraft **out, Packument **kept,
                        Err *err);
int packument_draft_write(PackumentDraft *d, Err *err);
/* written: false where the file couldn't be: then the memory serves on. Frees d. */
void packument_draft_end(PackumentDraft *d, bool written);

/* True with a packument that belongs to the caller, if there is a whole file for this URL
 * (ptr NULL: for whatever URL). Of a packed one, only what an install reads is there. */
bool packument_cache_open(const char *path, Str url, Packument **out,
                          PackumentCacheInfo *info);

/* The same with all of the document: read anew, and kept in memory. */
bool packument_cache_open_document(const char *path, Str url, Packument **out,
                                   PackumentCacheInfo *info);

/* As packument_cache_open on a file that is in memory (aligned to 8), borrowed as long
 * as the packument lives. */
bool packument_cache_read(Str bytes, Str url, Packument **out, PackumentCacheInfo *info);

/* After a "304 Not Modified": writes the new freshness into the file. Failing is no
 * matter: then it is asked for again. */
void packument_cache_refresh(const char *path, int64_t fresh_until_ms,
                             bool must_revalidate);

#endif
