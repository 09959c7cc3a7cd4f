/* uptodate.c: see uptodate.h. The record is the cache's file "projects/HASH", where
 * HASH is of the project's path. Numbers are of this machine:
 *
 *     head: magic, check, hash of the settings, time of writing, the hidden lock
 *     n × { kind, identity of the file, hash of its contents, path }
 *     the tree's folders, and the broken ones, NUL-terminated
 *     the report
 */
#include "pkg/install/uptodate.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "common/buf.h"
#include "common/fs.h"

#define MAGIC "smewup6\n"
#define HASH 32
#define RECORD_MAX ((size_t)64 << 20)
#define INPUT_MAX ((size_t)256 << 20)
/* A file that was changed this shortly before the record was written may be changed
 * again without a new time stamp: its contents are compared instead. */
#define RACY_NS ((int64_t)50 * 1000 * 1000)

typedef struct {
    uint64_t dev, ino, size;
    int64_t mtime, ctime; /* nanoseconds */
    uint64_t hash;        /* of its contents; nobody chooses them to deceive this */
} Identity;

typedef struct {
    char magic[8];
    uint64_t check;
    uint8_t settings[HASH];
    int64_t written_at;
    Identity hidden;
    uint32_t n_files, n_tree, n_packages, n_funding;
    int64_t until_ms;
    uint32_t text_len, flags, n_broken, warnings_len;
} Head;

enum { HAS_SCRIPTS = 1, HAS_WARNINGS = 2, SETTLED = 4, PLAIN = 8, LOCK_OURS = 16 };

enum { KIND_FILE = 'f', KIND_FOLDER = 'd', KIND_ABSENT = '-' };

/* ---- identities ---- */

static void hash_of(Str text, uint8_t out[HASH])
{
    crypto_generichash(out, HASH, (const unsigned char *)text.ptr, text.len, NULL, 0);
}

static int64_t ns(struct timespec t)
{
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return ns(now);
}

static bool identity_of(const char *path, Identity *id)
{
    struct stat st;

    memset(id, 0, sizeof *id);
    if (stat(path, &st) < 0)
        return false;
    *id = (Identity){ .dev = st.st_dev,
                      .ino = st.st_ino,
                      .size = (uint64_t)st.st_size,
                      .mtime = ns(st.st_mtim),
                      .ctime = ns(st.st_ctim) };
    return true;
}

static bool contents_of(const char *path, uint64_t *out)
{
    Buf text = BUF_MAX(INPUT_MAX);
    bool ok = fs_read_all(path, INPUT_MAX, &text, NULL) == 0;

    if (ok)
        *out = str_hash(buf_view(&text));
    buf_release(&text);
    return ok;
}

static bool same_stat(const Identity *a, const Identity *b)
{
    return a->dev == b->dev && a->ino == b->ino && a->size == b->size &&
           a->mtime == b->mtime && a->ctime == b->ctime;
}

/* Unchanged since it was recorded. *read: only its contents could tell. */
static bool unchanged(const char *path, char kind, const Identity *then, int64_t when,
                      bool *read)
{
    Identity now;
    uint64_t hash;

    if (!identity_of(path, &now))
        return kind == KIND_ABSENT;
    if (kind == KIND_ABSENT || !same_stat(&now, then))
        return false;
    if (then->ctime + RACY_NS < when)
        return true;
    if (kind == KIND_FOLDER)
        return false;
    *read = true;
    return contents_of(path, &hash) && hash == then->hash;
}

/* ---- the record ---- */

static const char *record_path(Arena *a, const char *cache, const char *root)
{
    char hex[2 * 16 + 1];
    uint8_t hash[HASH];

    hash_of(str_of(root), hash);
    sodium_bin2hex(hex, sizeof hex, hash, 16);
    return arena_printf(a, "%s/projects/%s", cache, hex);
}

static void put_file(Buf *b, const char *path, char kind)
{
    Identity id;

    if (!identity_of(path, &id))
        kind = KIND_ABSENT;
    else if (kind == KIND_FILE && !contents_of(path, &id.hash))
        id.hash = 0;
    buf_putc(b, kind);
    buf_put(b, &id, sizeof id);
    buf_put(b, path, strlen(path) + 1);
}

int uptodate_save(const char *cache, const UptodateInputs *in, const UptodateReport *r,
                  Err *err)
{
    Head h = { .magic = MAGIC,
               .n_packages = r->n_packages,
               .n_funding = r->n_funding,
               .text_len = (uint32_t)r->unreviewed.len,
               .warnings_len = (uint32_t)r->warnings.len,
               .flags = (r->has_scripts ? HAS_SCRIPTS : 0u) |
                        (r->has_warnings ? HAS_WARNINGS : 0u) |
                        (r->settled ? SETTLED : 0u) | (r->plain ? PLAIN : 0u) |
                        (r->lock_ours ? LOCK_OURS : 0u),
               .n_broken = (uint32_t)in->broken.len,
               .n_files = (uint32_t)(in->files.len + in->folders.len),
               .n_tree = (uint32_t)in->tree.len,
               .until_ms = in->until_ms };
    Buf b = BUF_MAX(RECORD_MAX);
    Arena a = { 0 };
    const char *path = record_path(&a, cache, in->root);
    int rc;

    h.written_at = now_ns();
    hash_of(in->settings, h.settings);
    identity_of(in->hidden_lock, &h.hidden);
    buf_put(&b, &h, sizeof h);
    for (size_t i = 0; i < in->files.len; i++)
        put_file(&b, in->files.ptr[i], KIND_FILE);
    for (size_t i = 0; i < in->folders.len; i++)
        put_file(&b, in->folders.ptr[i], KIND_FOLDER);
    for (size_t i = 0; i < in->tree.len; i++)
        buf_put(&b, in->tree.ptr[i], strlen(in->tree.ptr[i]) + 1);
    for (size_t i = 0; i < in->broken.len; i++)
        buf_put(&b, in->broken.ptr[i], strlen(in->broken.ptr[i]) + 1);
    buf_put(&b, in->hidden_lock, strlen(in->hidden_lock) + 1);
    buf_str(&b, r->unreviewed);
    buf_str(&b, r->warnings);
    h.check = str_hash(str_from(buf_view(&b), sizeof h));
    memcpy(b.ptr, &h, sizeof h);
    rc = fs_mkdirs_for(path, 0777, err);
    if (rc == 0)
        rc = fs_write_cache(path, buf_view(&b), 0644, err);
    buf_release(&b);
    arena_release(&a);
    return rc;
}

void uptodate_forget(const char *cache, const char *root)
{
    Arena a = { 0 };

    fs_unlink(record_path(&a, cache, root), NULL);
    arena_release(&a);
}

/* ---- comparing ---- */

static bool take_text(Str *rest, const char **out)
{
    const char *end = memchr(rest->ptr, 0, rest->len);

    if (end == NULL)
        return false;
    *out = rest->ptr;
    *rest = str_from(*rest, (size_t)(end - rest->ptr) + 1);
    return true;
}

static bool files_unchanged(Str *rest, const Head *h, bool *read)
{
    for (uint32_t i = 0; i < h->n_files; i++) {
        const char *path;
        Identity id;
        char kind;

        if (rest->len < 1 + sizeof id)
            return false;
        kind = rest->ptr[0];
        memcpy(&id, rest->ptr + 1, sizeof id);
        *rest = str_from(*rest, 1 + sizeof id);
        if (!take_text(rest, &path) || !unchanged(path, kind, &id, h->written_at, read))
            return false;
    }
    return true;
}

/* No folder is newer than the hidden lock. */
static bool tree_untouched(Str *rest, const Head *h, const char *root, Arena *a,
                           UptodateTree *tree)
{
    int fd = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
    bool ok = fd >= 0;

    for (uint32_t i = 0; ok && i < h->n_tree; i++) {
        const char *path;
        struct stat st;

        ok = take_text(rest, &path) && fstatat(fd, path, &st, 0) == 0 &&
             ns(st.st_mtim) <= h->hidden.mtime;
        if (ok && tree != NULL)
            vec_push_in(a, &tree->tree, path);
    }
    if (fd >= 0)
        close(fd);
    return ok;
}

static bool take_broken(Str *rest, const Head *h, Arena *a, UptodateTree *tree)
{
    for (uint32_t i = 0; i < h->n_broken; i++) {
        const char *path;

        if (!take_text(rest, &path))
            return false;
        if (tree != NULL)
            vec_push_in(a, &tree->broken, path);
    }
    return true;
}

static bool is_over(const Head *h)
{
    return h->until_ms != 0 && now_ns() / 1000000 >= h->until_ms;
}

static bool read_head(Str text, Str settings, Head *h)
{
    uint8_t hash[HASH];

    if (text.len < sizeof *h)
        return false;
    memcpy(h, text.ptr, sizeof *h);
    if (memcmp(h->magic, MAGIC, sizeof h->magic) != 0 ||
        str_hash(str_from(text, sizeof *h)) != h->check)
        return false;
    hash_of(settings, hash);
    return memcmp(hash, h->settings, HASH) == 0;
}

/* What was fresh when the record was written was read, and is as it was at this time: the
 * next look needn't read it again. */
static void renew(const char *record, int64_t when)
{
    int fd = open(record, O_WRONLY | O_CLOEXEC);

    if (fd < 0)
        return;
    (void)!pwrite(fd, &when, sizeof when, offsetof(Head, written_at));
    close(fd);
}

bool uptodate_check(Arena *a, const char *cache, const char *root, Str settings,
                    UptodateReport *out, UptodateTree *tree)
{
    const char *record = record_path(a, cache, root), *lock;
    int64_t when = now_ns();
    bool read = false;
    Str text, rest;
    Identity id;
    Head h;

    if (fs_read_arena(a, record, RECORD_MAX, &text, NULL) < 0 ||
        !read_head(text, settings, &h))
        return false;
    rest = str_from(text, sizeof h);
    if (!files_unchanged(&rest, &h, &read) || !tree_untouched(&rest, &h, root, a, tree) ||
        !take_broken(&rest, &h, a, tree) || !take_text(&rest, &lock) ||
        !identity_of(lock, &id) || !same_stat(&id, &h.hidden) ||
        rest.len != (size_t)h.text_len + h.warnings_len)
        return false;
    if (read)
        renew(record, when);
    *out = (UptodateReport){ .n_packages = h.n_packages,
                             .n_funding = h.n_funding,
                             .unreviewed = str_sub(rest, 0, h.text_len),
                             .warnings = str_from(rest, h.text_len),
                             .has_scripts = (h.flags & HAS_SCRIPTS) != 0,
                             .has_warnings = (h.flags & HAS_WARNINGS) != 0,
                             .settled = (h.flags & SETTLED) != 0 && !is_over(&h),
                             .lock_ours = (h.flags & LOCK_OURS) != 0,
                             .plain = (h.flags & PLAIN) != 0 };
    return true;
}
