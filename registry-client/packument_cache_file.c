/* packument_cache_file.c: cache files, of which the index is read and manifests when
 * somebody asks for them.
 *
 * They are read, not mapped: each page of a mapping that is looked at costs a fault, and
 * an install looks at two places of a thousand files. A file stays open until its turn
 * in a ring of a few is over; who comes later opens it again, and where another process
 * has put a newer one there, takes the version's manifest from that.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/bug.h"
#include "common/inflate.h"
#include "common/xalloc.h"
#include "registry-client/packument_cache_data.h"

#define RING 32
/* Read at first: most indexes, and small documents as a whole. */
#define FIRST_READ ((size_t)16 << 10)

typedef struct {
    PackumentKeep keep;
    char *bytes; /* the file's beginning */
    size_t have;
    char *path;
    dev_t device;
    ino_t inode;
    int fd;        /* -1: not open */
    unsigned slot; /* in the ring, while open */
} File;

static File *ring[RING];
static unsigned next_slot;

static void close_file(File *f)
{
    if (f->fd < 0)
        return;
    close(f->fd);
    f->fd = -1;
    ring[f->slot] = NULL;
}

static void hold_open(File *f, int fd)
{
    next_slot = (next_slot + 1) % RING;
    if (ring[next_slot] != NULL)
        close_file(ring[next_slot]);
    ring[next_slot] = f;
    f->slot = next_slot;
    f->fd = fd;
}

static void release(PackumentKeep *keep)
{
    File *f = container_of(keep, File, keep);

    close_file(f);
    xfree(f->bytes);
    xfree(f->path);
    xfree(f);
}

static bool read_at(int fd, char *to, size_t len, size_t at)
{
    while (len > 0) {
        ssize_t n = pread(fd, to, len, (off_t)at);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        to += n;
        at += (size_t)n;
        len -= (size_t)n;
    }
    return true;
}

static int open_cache(const char *path, struct stat *st)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return -1;
    if (fstat(fd, st) == 0 && S_ISREG(st->st_mode) &&
        st->st_size >= (off_t)sizeof(PackHeader) && st->st_size <= UINT32_MAX)
        return fd;
    close(fd);
    return -1;
}

/* ---- Manifests ---- */

static int damaged(Err *err)
{
    return err_set(err, ERR_ESTORE, "damaged in the cache");
}

/* The same version of the file that stands there now. */
static int read_newer(File *f, const Packument *p, size_t i, Arena *a, Str *out, Err *err)
{
    PackumentCacheInfo info;
    Packument *newer;
    ptrdiff_t at;
    int rc;

    if (!packument_cache_open(f->path, (Str){ NULL, 0 }, &newer, &info))
        return damaged(err);
    at = packument_find(newer, pack_text(p, p->records[i].version));
    rc = at < 0 ? damaged(err)
                : newer->keep->read(newer->keep, newer, (size_t)at, a, out, err);
    packument_free(newer);
    return rc;
}

static int read_manifest(PackumentKeep *keep, const Packument *p, size_t i, Arena *a,
                         Str *out, Err *err)
{
    File *f = container_of(keep, File, keep);
    const PackRecord *r = &p->records[i];
    size_t at = r->json.at, len = r->json.len;
    struct stat st;
    char *text;

    if (at + len <= f->have) {
        *out = arena_str(a, str_n(f->bytes + at, len));
    } else {
        if (f->fd < 0) {
            int fd = open_cache(f->path, &st);

            if (fd >= 0 && (st.st_dev != f->device || st.st_ino != f->inode)) {
                close(fd);
                return read_newer(f, p, i, a, out, err);
            }
            if (fd < 0)
                return damaged(err);
            hold_open(f, fd);
        }
        text = arena_bytes(a, len + 1);
        if (!read_at(f->fd, text, len, at))
            return damaged(err);
        text[len] = '\0';
        *out = str_n(text, len);
    }
    return r->check == 0 || r->check == pack_check(*out) ? 0 : damaged(err);
}

/* ---- Opening ---- */

/* The index, and what stands behind it in a small file. NULL: it is none. */
static char *read_index(int fd, size_t size, size_t *have)
{
    _Alignas(8) char room[FIRST_READ];
    size_t got = size < sizeof room ? size : sizeof room;
    const PackHeader *h = (const void *)room;
    char *bytes;

    if (!read_at(fd, room, got, 0) ||
        memcmp(h->magic, PACK_MAGIC, sizeof h->magic) != 0 || h->index_len > size ||
        h->index_len < sizeof *h)
        return NULL;
    *have = h->index_len;
    if (h->packed && h->body_at <= got && h->body_at >= h->index_len)
        *have = (size_t)h->body_at;
    bytes = xmalloc(*have);
    memcpy(bytes, room, *have < got ? *have : got);
    if (*have > got && !read_at(fd, bytes + got, *have - got, got)) {
        xfree(bytes);
        return NULL;
    }
    return bytes;
}

bool packument_cache_open(const char *path, Str url, Packument **out,
                          PackumentCacheInfo *info)
{
    struct stat st;
    int fd = open_cache(path, &st);
    size_t have;
    char *bytes;
    File *f;

    if (fd < 0)
        return false;
    bytes = read_index(fd, (size_t)st.st_size, &have);
    if (bytes == NULL ||
        !pack_index_is_good(str_n(bytes, have), (uint64_t)st.st_size, url)) {
        xfree(bytes);
        close(fd);
        return false;
    }
    f = xmalloc(sizeof *f);
    *f = (File){ .keep = { release, read_manifest },
                 .bytes = bytes,
                 .have = have,
                 .path = xmemdupz(path, strlen(path)),
                 .device = st.st_dev,
                 .inode = st.st_ino,
                 .fd = -1 };
    *out = pack_over(str_n(bytes, have), &f->keep, info);
    if (have > ((const PackHeader *)(const void *)bytes)->index_len)
        close(fd);
    else
        hold_open(f, fd);
    return true;
}

/* ---- The whole document ---- */

/* The file's document, without its coding. */
static bool document_text(Str file, Inflater *inflater, Str *out)
{
    const PackHeader *h = (const void *)file.ptr;

    *out = str_from(file, (size_t)h->body_at);
    return !h->gzip || inflate_whole(inflater, *out, out, NULL) == INFLATE_OK;
}

/* A packument of a file that is in memory, but outlives it. */
static bool document_of(Str file, Str url, Inflater *inflater, Packument **out,
                        PackumentCacheInfo *info)
{
    Packument *index;
    Arena *a;
    Str name, text;
    bool ok;

    if (!pack_index_is_good(file, file.len, url) || !document_text(file, inflater, &text))
        return false;
    index = pack_over(file, NULL, info);
    name = packument_name(index);
    ok = packument_from_json(text, arena_memdupz(&index->arena, name.ptr, name.len), NULL,
                             out, NULL) == 0;
    if (ok) {
        a = &(*out)->arena;
        info->url = arena_str(a, info->url);
        info->etag = arena_str(a, info->etag);
        info->last_modified = arena_str(a, info->last_modified);
    }
    packument_free(index);
    return ok;
}

bool packument_cache_open_document(const char *path, Str url, Inflater *inflater,
                                   Packument **out, PackumentCacheInfo *info)
{
    struct stat st;
    int fd = open_cache(path, &st);
    size_t size;
    char *bytes;
    bool ok;

    if (fd < 0)
        return false;
    size = (size_t)st.st_size;
    bytes = xmalloc(size);
    ok = read_at(fd, bytes, size, 0) &&
         document_of(str_n(bytes, size), url, inflater, out, info);
    close(fd);
    xfree(bytes);
    return ok;
}

void packument_cache_refresh(const char *path, int64_t fresh_until_ms,
                             bool must_revalidate)
{
    PackFreshness f = { fresh_until_ms, must_revalidate, 0 };
    int fd = open(path, O_WRONLY | O_CLOEXEC);

    if (fd < 0)
        return;
    f.check = pack_fresh_check(&f);
    /* Another process may have replaced the file since: then its freshness is off by
     * the moments between, with the same document or a newer one. */
    (void)!pwrite(fd, &f, sizeof f, offsetof(PackHeader, fresh));
    close(fd);
}
