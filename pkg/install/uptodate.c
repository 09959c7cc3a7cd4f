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
#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
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
                      const UptodateText *text, bool *read)
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
    if (text != NULL && strcmp(text->path, path) == 0)
        return str_hash(text->text) == then->hash;
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

static void put_file(Buf *b, const char *path, char kind, const UptodateInputs *in)
{
    Identity id;

    if (!identity_of(path, &id))
        kind = KIND_ABSENT;
    else if (in->hashed != NULL && strcmp(in->hashed, path) == 0)
        id.hash = in->hash;
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
        put_file(&b, in->files.ptr[i], KIND_FILE, in);
    for (size_t i = 0; i < in->folders.len; i++)
        put_file(&b, in->folders.ptr[i], KIND_FOLDER, in);
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

static bool files_unchanged(Str *rest, const Head *h, const UptodateText *text,
                            bool *read)
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
        if (!take_text(rest, &path) ||
            !unchanged(path, kind, &id, h->written_at, text, read))
            return false;
    }
    return true;
}

/* ---- the tree's folders ---- */

/* So many are taken at a time; to look at fewer than these takes no longer than to make a
 * thread (a look: one or two microseconds). */
#define SHARE 32
#define MANY 1000

struct UptodateLook {
    Arena *a;
    const char *record;
    Head head;
    Str text; /* behind the head */
    const char **tree;
    const char *tree_end; /* in text */
    int fd;
    pthread_t helper;
    bool helped;
    _Atomic uint32_t next; /* the first folder that nobody has taken */
    atomic_bool touched;
};

/* No folder is newer than the hidden lock. */
static void *look_at_folders(void *ctx)
{
    UptodateLook *l = ctx;
    uint32_t n = l->head.n_tree, at;

    while (!l->touched && (at = atomic_fetch_add(&l->next, SHARE)) < n) {
        for (uint32_t i = at; i < n && i < at + SHARE && !l->touched; i++) {
            struct stat st;

            if (fstatat(l->fd, l->tree[i], &st, 0) < 0 ||
                ns(st.st_mtim) > l->head.hidden.mtime)
                l->touched = true;
        }
    }
    return NULL;
}

static bool skip_files(Str *rest, const Head *h)
{
    const char *path;

    for (uint32_t i = 0; i < h->n_files; i++) {
        if (rest->len < 1 + sizeof(Identity))
            return false;
        *rest = str_from(*rest, 1 + sizeof(Identity));
        if (!take_text(rest, &path))
            return false;
    }
    return true;
}

/* Where the parts of the record begin, and the folders. */
static bool find_parts(UptodateLook *l)
{
    Str rest = l->text;

    if (!skip_files(&rest, &l->head) || l->head.n_tree > rest.len)
        return false;
    l->tree = arena_array(l->a, const char *, l->head.n_tree + 1);
    for (uint32_t i = 0; i < l->head.n_tree; i++) {
        if (!take_text(&rest, &l->tree[i]))
            return false;
    }
    l->tree_end = rest.ptr;
    return true;
}

static bool tree_untouched(UptodateLook *l, UptodateTree *tree)
{
    look_at_folders(l);
    if (l->helped)
        pthread_join(l->helper, NULL);
    close(l->fd);
    for (uint32_t i = 0; !l->touched && tree != NULL && i < l->head.n_tree; i++)
        vec_push_in(l->a, &tree->tree, l->tree[i]);
    return !l->touched;
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

static bool is_settled(const Head *h)
{
    return (h->flags & SETTLED) != 0 && !is_over(h);
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

UptodateLook *uptodate_begin(Arena *a, const char *cache, const char *root, Str settings,
                             UptodateWant want)
{
    UptodateLook *l = arena_new(a, UptodateLook);
    Str text;

    l->a = a;
    l->record = record_path(a, cache, root);
    if (fs_read_arena(a, l->record, RECORD_MAX, &text, NULL) < 0 ||
        !read_head(text, settings, &l->head) ||
        (want != UPTODATE_ANY && is_settled(&l->head) != (want == UPTODATE_SETTLED)))
        return NULL;
    l->text = str_from(text, sizeof l->head);
    if (!find_parts(l) || (l->fd = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC)) < 0)
        return NULL;
    l->helped = l->head.n_tree >= MANY &&
                pthread_create(&l->helper, NULL, look_at_folders, l) == 0;
    return l;
}

bool uptodate_end(UptodateLook *l, const UptodateText *known, UptodateReport *out,
                  UptodateTree *tree)
{
    int64_t when = now_ns();
    bool read = false;
    const char *lock;
    Str rest;
    Identity id;
    Head *h;

    if (l == NULL)
        return false;
    h = &l->head;
    rest = l->text;
    l->touched |= !files_unchanged(&rest, h, known, &read);
    if (!tree_untouched(l, tree))
        return false;
    rest = str_from(l->text, (size_t)(l->tree_end - l->text.ptr));
    if (!take_broken(&rest, h, l->a, tree) || !take_text(&rest, &lock) ||
        !identity_of(lock, &id) || !same_stat(&id, &h->hidden) ||
        rest.len != (size_t)h->text_len + h->warnings_len)
        return false;
    if (read)
        renew(l->record, when);
    *out = (UptodateReport){ .n_packages = h->n_packages,
                             .n_funding = h->n_funding,
                             .unreviewed = str_sub(rest, 0, h->text_len),
                             .warnings = str_from(rest, h->text_len),
                             .has_scripts = (h->flags & HAS_SCRIPTS) != 0,
                             .has_warnings = (h->flags & HAS_WARNINGS) != 0,
                             .settled = is_settled(h),
                             .lock_ours = (h->flags & LOCK_OURS) != 0,
                             .plain = (h->flags & PLAIN) != 0 };
    return true;
}

bool uptodate_check(Arena *a, const char *cache, const char *root, Str settings,
                    UptodateWant want, UptodateReport *out, UptodateTree *tree)
{
    return uptodate_end(uptodate_begin(a, cache, root, settings, want), NULL, out, tree);
}
