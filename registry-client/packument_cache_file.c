/* packument_cache_file.c: cache files, of which the index is read and manifests when
 * somebody asks for them.
 *
 * They are read, not mapped: each page of a mapping that is looked at costs a fault, and
 * an install looks at two places of a thousand files. A file stays open until its turn
 * in a ring of a few is over; who comes later opens it again, and where another process
 * has put a newer one there, takes the version's manifest from that.
 *
 * A manifest that isn't at hand is cut out of the document. Of these one stays in memory,
 * since who asks for one version often asks for more.
 *
 * A draft is a file that isn't written yet, or couldn't be: its document is in memory.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/bug.h"
#include "common/fs.h"
#include "common/inflate.h"
#include "common/xalloc.h"
#include "registry-client/packument_cache_data.h"

#define RING 32
/* Read at first: most indexes, and small documents as a whole. */
#define FIRST_READ ((size_t)16 << 10)

typedef struct PackumentDraft {
    PackumentKeep keep;
    char *bytes; /* the file's beginning: the index at least */
    size_t have;
    char *path;    /* NULL: all of it is there, and somebody else's */
    int fd;        /* -1: not open */
    unsigned slot; /* in the ring, while open */
    /* Of a draft. */
    Str body;           /* the document as it will stand in the file; ptr NULL: none */
    bool being_written; /* bytes and body are read by another thread */
    bool dropped;       /* … and nobody has it any more */
    unsigned n_late;
    uint32_t late[PACK_AT_HAND_MAX]; /* what is to come to hand behind that */
} File;

static File *ring[RING];
static unsigned next_slot;

/* The document that was last cut from. */
static struct {
    const File *of;
    Str text;
    char *raw; /* as it stands in the file; NULL: in memory anyway, or inflated */
    Inflater inflater;
} document;

static const PackHeader *header_of(const File *f)
{
    return (const void *)f->bytes;
}

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

static void forget_document(const File *f)
{
    if (document.of != f)
        return;
    xfree(document.raw);
    document.raw = NULL;
    document.of = NULL;
}

static void release(PackumentKeep *keep)
{
    File *f = container_of(keep, File, keep);

    forget_document(f);
    f->dropped = f->being_written;
    if (f->dropped)
        return;
    close_file(f);
    if (f->path != NULL)
        xfree(f->bytes);
    xfree((char *)f->body.ptr);
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

static bool write_at(int fd, const void *from, size_t len, size_t at)
{
    return pwrite(fd, from, len, (off_t)at) == (ssize_t)len;
}

static int open_cache(const char *path, struct stat *st)
{
    int fd = open(path, O_RDWR | O_CLOEXEC);

    if (fd < 0 && errno != ENOENT) /* somebody else's: it serves as it is */
        fd = open(path, O_RDONLY | O_CLOEXEC);
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

typedef enum { SAME, OTHER, GONE } Stands;

/* Opens the file, if it isn't open and is still the one: it has the same index. What
 * others have put at hand meanwhile is seen. */
static Stands hold(File *f)
{
    PackHeader *h = (void *)f->bytes, now;
    struct stat st;
    int fd;

    if (f->fd >= 0)
        return SAME;
    fd = f->path != NULL ? open_cache(f->path, &st) : -1;
    if (fd < 0)
        return GONE;
    if (!read_at(fd, (char *)&now, sizeof now, 0) ||
        memcmp(now.magic, h->magic, sizeof h->magic) != 0 || now.check != h->check ||
        now.index_len != h->index_len || now.file_size != h->file_size) {
        close(fd);
        return OTHER;
    }
    memcpy(h->at_hand, now.at_hand, sizeof h->at_hand);
    hold_open(f, fd);
    return SAME;
}

/* A draft's document begins where the index ends. */
static bool is_in_memory(const File *f, size_t len, size_t at, Str *out)
{
    if (at + len <= f->have)
        *out = str_n(f->bytes + at, len);
    else if (f->body.ptr != NULL && at >= f->have && at + len <= f->have + f->body.len)
        *out = str_n(f->body.ptr + (at - f->have), len);
    else
        return false;
    return true;
}

/* Fills the room with what stands in the file. */
static Stands read_bytes(File *f, char *room, size_t len, size_t at)
{
    Stands stands;
    Str there;

    if (is_in_memory(f, len, at, &there)) {
        memcpy(room, there.ptr, len);
        return SAME;
    }
    if (f->body.ptr != NULL)
        return GONE;
    stands = hold(f);
    if (stands == SAME && !read_at(f->fd, room, len, at))
        return GONE;
    return stands;
}

/* The manifest, if it is at hand and whole. */
static bool at_hand(File *f, size_t i, Arena *a, Str *out)
{
    const PackHeader *h = header_of(f);

    for (size_t n = 0; n < PACK_AT_HAND_MAX; n++) {
        PackAtHand k = h->at_hand[n];
        char *text;

        if (k.record != i || k.text.len == 0 || k.text.len > PACKUMENT_BYTES_MAX ||
            k.check != pack_at_hand_check(h, &k))
            continue;
        text = arena_bytes(a, (size_t)k.text.len + 1);
        if (read_bytes(f, text, k.text.len, k.text.at) != SAME)
            return false;
        text[k.text.len] = '\0';
        *out = str_n(text, k.text.len);
        return pack_check(*out) == k.text_check;
    }
    return false;
}

/* Makes the file's document the one in memory. */
static Stands read_document(File *f)
{
    const PackHeader *h = header_of(f);
    size_t len = (size_t)(h->file_size - h->body_at);
    Stands stands = SAME;

    if (document.of == f)
        return SAME;
    forget_document(document.of);
    if (!is_in_memory(f, len, (size_t)h->body_at, &document.text)) {
        document.raw = xmalloc(len + 1);
        stands = read_bytes(f, document.raw, len, (size_t)h->body_at);
        document.text = str_n(document.raw, len);
    }
    if (stands == SAME && h->gzip &&
        inflate_whole(&document.inflater, document.text, &document.text, NULL) !=
            INFLATE_OK)
        stands = GONE;
    if (h->gzip || stands != SAME) {
        xfree(document.raw);
        document.raw = NULL;
    }
    if (stands == SAME)
        document.of = f;
    return stands;
}

/* Puts a manifest at hand, for whoever asks next. That there is no room any more, or
 * nobody may write, is no matter. */
static void put_at_hand(File *f, size_t i, Str text)
{
    PackHeader *h = (void *)f->bytes;
    struct stat st;
    size_t n = 0;

    if (f->body.ptr != NULL) {
        if (f->being_written && f->n_late < PACK_AT_HAND_MAX)
            f->late[f->n_late++] = (uint32_t)i;
        return;
    }
    while (n < PACK_AT_HAND_MAX &&
           h->at_hand[n].check == pack_at_hand_check(h, &h->at_hand[n]))
        n++;
    if (n == PACK_AT_HAND_MAX || hold(f) != SAME || fstat(f->fd, &st) < 0 ||
        (uint64_t)st.st_size + text.len > UINT32_MAX)
        return;
    PackAtHand k = {
        (uint32_t)i, { (uint32_t)st.st_size, (uint32_t)text.len }, pack_check(text), 0
    };
    k.check = pack_at_hand_check(h, &k);
    if (write_at(f->fd, text.ptr, text.len, k.text.at) &&
        write_at(f->fd, &k, sizeof k, offsetof(PackHeader, at_hand) + n * sizeof k))
        h->at_hand[n] = k;
}

/* A manifest of a packed file, out of the document. */
static Stands cut_manifest(File *f, const PackRecord *r, Arena *a, Str *out)
{
    Stands stands = read_document(f);
    Str whole;

    if (stands != SAME)
        return stands;
    if (r->json.at > document.text.len || r->json.len > document.text.len - r->json.at)
        return GONE;
    whole = str_n(document.text.ptr + r->json.at, r->json.len);
    if (r->check != 0 && r->check != pack_check(whole))
        return GONE;
    *out = pack_manifest(a, whole);
    if (out->ptr == whole.ptr)
        *out = arena_str(a, whole);
    return SAME;
}

/* A manifest of a file that isn't packed. */
static Stands read_plain(File *f, const PackRecord *r, Arena *a, Str *out)
{
    char *text = arena_bytes(a, (size_t)r->json.len + 1);
    Stands stands = read_bytes(f, text, r->json.len, r->json.at);

    text[r->json.len] = '\0';
    *out = str_n(text, r->json.len);
    return stands == SAME && r->check != 0 && r->check != pack_check(*out) ? GONE
                                                                           : stands;
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
                : newer->keep->read(newer->keep, newer, (size_t)at, false, a, out, err);
    packument_free(newer);
    return rc;
}

static int read_manifest(PackumentKeep *keep, const Packument *p, size_t i,
                         bool in_demand, Arena *a, Str *out, Err *err)
{
    File *f = container_of(keep, File, keep);
    const PackRecord *r = &p->records[i];
    Stands stands;

    if (!p->packed) {
        stands = read_plain(f, r, a, out);
    } else if (at_hand(f, i, a, out)) {
        return 0;
    } else {
        stands = cut_manifest(f, r, a, out);
        if (stands == SAME && in_demand)
            put_at_hand(f, i, *out);
    }
    if (stands == OTHER)
        return read_newer(f, p, i, a, out, err);
    return stands == SAME ? 0 : damaged(err);
}

/* ---- Opening ---- */

static PackumentKeep *file_new(char *path, char *bytes, size_t have)
{
    File *f = xmalloc(sizeof *f);

    *f = (File){ .keep = { release, read_manifest },
                 .bytes = bytes,
                 .have = have,
                 .path = path,
                 .fd = -1 };
    return &f->keep;
}

PackumentKeep *pack_file_take(const char *path, char *bytes, size_t len)
{
    return file_new(xmemdupz(path, strlen(path)), bytes, len);
}

/* ---- Drafts ---- */

PackumentKeep *pack_file_draft(const char *path, char *bytes, size_t len, Str body,
                               PackumentDraft **out)
{
    PackumentKeep *keep = pack_file_take(path, bytes, len);

    *out = container_of(keep, File, keep);
    (*out)->body = body;
    (*out)->being_written = true;
    return keep;
}

int packument_draft_write(PackumentDraft *d, Err *err)
{
    const Str parts[2] = { { d->bytes, d->have }, d->body };

    return fs_write_checked(d->path, parts, 2, 0600, err);
}

/* What was asked for meanwhile comes to hand now. */
static void catch_up(File *f)
{
    const PackHeader *h = header_of(f);
    const PackRecord *records = (const void *)(h + 1);
    Arena a = { 0 };
    Str texts[PACK_AT_HAND_MAX];
    unsigned n = 0;

    while (n < f->n_late && cut_manifest(f, &records[f->late[n]], &a, &texts[n]) == SAME)
        n++;
    forget_document(f);
    xfree((char *)f->body.ptr);
    f->body = (Str){ NULL, 0 };
    for (unsigned i = 0; i < n; i++)
        put_at_hand(f, f->late[i], texts[i]);
    arena_release(&a);
}

void packument_draft_end(PackumentDraft *d, bool written)
{
    d->being_written = false;
    if (d->dropped)
        release(&d->keep);
    else if (written)
        catch_up(d);
}

bool packument_cache_read(Str bytes, Str url, Packument **out, PackumentCacheInfo *info)
{
    if (!pack_index_is_good(bytes, bytes.len, url))
        return false;
    *out = pack_over(bytes, file_new(NULL, (char *)bytes.ptr, bytes.len), info);
    return true;
}

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
    PackumentKeep *keep;
    size_t have;
    char *bytes;

    if (fd < 0)
        return false;
    bytes = read_index(fd, (size_t)st.st_size, &have);
    if (bytes == NULL ||
        !pack_index_is_good(str_n(bytes, have), (uint64_t)st.st_size, url)) {
        xfree(bytes);
        close(fd);
        return false;
    }
    keep = pack_file_take(path, bytes, have);
    *out = pack_over(str_n(bytes, have), keep, info);
    /* What is asked for first is at hand, in all likelihood. */
    if (have > ((const PackHeader *)(const void *)bytes)->index_len)
        close(fd);
    else
        hold_open(container_of(keep, File, keep), fd);
    return true;
}

/* ---- The whole document ---- */

/* All of a file's document, which outlives the file. */
static bool whole_document(Packument *index, PackumentCacheInfo *info, Packument **out)
{
    File *f = container_of(index->keep, File, keep);
    Str name = packument_name(index);
    Arena *a;

    if (read_document(f) != SAME ||
        packument_from_json(document.text,
                            arena_memdupz(&index->arena, name.ptr, name.len), NULL, out,
                            NULL) < 0)
        return false;
    (*out)->content_length = document.text.len;
    a = &(*out)->arena;
    info->url = arena_str(a, info->url);
    info->etag = arena_str(a, info->etag);
    info->last_modified = arena_str(a, info->last_modified);
    return true;
}

bool packument_cache_open_document(const char *path, Str url, Packument **out,
                                   PackumentCacheInfo *info)
{
    Packument *index;
    bool ok;

    if (!packument_cache_open(path, url, &index, info))
        return false;
    ok = whole_document(index, info, out);
    packument_free(index);
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
