/* store.c: see store.h. */
#include "pkg/store/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/fs.h"

#define PACKAGES "packages"
#define PACKED "packed"
#define LIST "list"
#define LIST_MAX ((size_t)256 << 20)
#define TARBALL_MAX ((size_t)2 << 30)

/* ---- opening ---- */

/* cold: neither was there. 0, or -1 and errno. */
static int make_folders(Store *s)
{
    s->cold = mkdirat(s->fd, PACKED, 0777) == 0;
    if (!s->cold && errno != EEXIST)
        return -1;
    if (faccessat(s->fd, PACKAGES, F_OK, 0) == 0) {
        s->cold = false;
        return 0;
    }
    if (fs_mkdir_apart(s->fd, PACKAGES, 0777) == 0)
        return 0;
    s->cold = false;
    return errno == EEXIST ? 0 : -1;
}

int store_open(Store *s, const char *root, Err *err)
{
    int rc;

    *s = (Store){ .fd = -1 };
    if ((size_t)snprintf(s->root, sizeof s->root, "%s", root) >= sizeof s->root)
        return err_set(err, -ENAMETOOLONG, "the cache's path is too long");
    s->fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (s->fd < 0 && errno == ENOENT) {
        rc = fs_mkdirs(root, 0777, err);
        if (rc < 0)
            return rc;
        s->fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }
    if (s->fd < 0)
        return err_errno(err, "cannot open the cache folder '%s'", root);
    if (make_folders(s) == 0)
        return 0;
    rc = err_errno(err, "cannot write to the cache folder '%s'", root);
    store_close(s);
    return rc;
}

void store_close(Store *s)
{
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
}

/* ---- keys ---- */

StoreKey store_key(const char *algo, const unsigned char *digest, size_t len)
{
    static const char hex[] = "0123456789abcdef";
    StoreKey k = { { 0 } };
    size_t n = strlen(algo);

    if (n + len * 2 + 2 > sizeof k.name)
        return k;
    memcpy(k.name, algo, n);
    k.name[n++] = '-';
    for (size_t i = 0; i < len; i++) {
        k.name[n++] = hex[digest[i] >> 4];
        k.name[n++] = hex[digest[i] & 15];
    }
    return k;
}

bool store_key_equal(const StoreKey *a, const StoreKey *b)
{
    return strcmp(a->name, b->name) == 0;
}

typedef struct {
    char text[256];
} Path;

/* "packages/sha512-…" */
static Path path_of(const char *folder, const StoreKey *key)
{
    Path p;

    snprintf(p.text, sizeof p.text, "%s/%s", folder, key->name);
    return p;
}

/* ---- reading ---- */

/* Reads what stands from `at` up to `end` into the arena, NUL-terminated; less where the
 * file is shorter. */
static Str read_part(int fd, size_t at, size_t end, Arena *a)
{
    char *p = arena_alloc(a, end - at + 1);
    size_t got = 0;

    while (at + got < end) {
        ssize_t n = pread(fd, p + got, end - at - got, (off_t)(at + got));

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        got += (size_t)n;
    }
    p[got] = '\0';
    return str_n(p, got);
}

/* A regular file of at most max bytes. Its descriptor, or -errno, or -EFBIG. */
static int open_file(int dir, const char *name, size_t max, size_t *size)
{
    struct stat st;
    int fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (fd < 0)
        return -errno;
    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || (uint64_t)st.st_size > max) {
        close(fd);
        return -EFBIG;
    }
    *size = (size_t)st.st_size;
    return fd;
}

/* Whole file name in the folder dir, into the arena. -errno, or -EFBIG. */
static int slurp(int dir, const char *name, size_t max, Arena *a, Str *out)
{
    size_t size = 0;
    int fd = open_file(dir, name, max, &size);

    if (fd < 0)
        return fd;
    *out = read_part(fd, 0, size, a);
    close(fd);
    return 0;
}

/* The bytes of a list, without the tarball behind it: mostly a few hundred. */
static bool read_list(int dir, Arena *a, Str *out)
{
    char room[2048];
    int fd = openat(dir, LIST, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    ssize_t n;
    size_t size;

    if (fd < 0)
        return false;
    n = read(fd, room, sizeof room);
    size = n > 0 ? filelist_size(str_n(room, (size_t)n)) : 0;
    if (size > LIST_MAX)
        size = 0;
    if (size > 0 && size > (size_t)n) {
        *out = read_part(fd, 0, size, a);
    } else {
        *out = str_n(arena_alloc(a, size + 1), size);
        memcpy((char *)out->ptr, room, size);
    }
    close(fd);
    return size > 0;
}

int store_find(Store *s, const StoreKey *key, Arena *a, StorePkg *out)
{
    Path path = path_of(PACKAGES, key);
    Str bytes = { NULL, 0 };
    int fd;

    if (key->name[0] == '\0')
        return 0;
    fd = openat(s->fd, path.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    if (!read_list(fd, a, &bytes) || !filelist_read(bytes, a, &out->list)) {
        close(fd);
        return 0;
    }
    out->fd = fd;
    out->fresh = false;
    return 1;
}

bool store_has(Store *s, const StoreKey *key)
{
    Path entry = path_of(PACKAGES, key), tarball = path_of(PACKED, key);

    return key->name[0] != '\0' && (faccessat(s->fd, entry.text, F_OK, 0) == 0 ||
                                    faccessat(s->fd, tarball.text, F_OK, 0) == 0);
}

void store_pkg_close(StorePkg *p)
{
    if (p->fd >= 0)
        close(p->fd);
    p->fd = -1;
}

/* snprintf shows up in a profile of 40,000. */
const char *store_file_name(uint32_t index, char room[STORE_NAME_SIZE])
{
    char *p = room + STORE_NAME_SIZE - 1;

    *p = '\0';
    do
        *--p = (char)('0' + index % 10);
    while ((index /= 10) > 0);
    return p;
}

/* A file system that has no modes of its own says another one of each file, as of the
 * list, which is never executable. */
static bool has_mode(const StorePkg *p, const struct stat *st, uint32_t index)
{
    struct stat list;

    return (st->st_mode & 07777) == store_file_mode(&p->list.files[index]) ||
           fstatat(p->fd, LIST, &list, AT_SYMLINK_NOFOLLOW) < 0 ||
           (list.st_mode & 0111) != 0;
}

bool store_file_look(const StorePkg *p, uint32_t index, struct stat *st)
{
    const FileList *l = &p->list;
    char room[STORE_NAME_SIZE];

    if (fstatat(p->fd, store_file_name(index, room), st, AT_SYMLINK_NOFOLLOW) < 0)
        return false;
    return S_ISREG(st->st_mode) && (uint64_t)st->st_size == l->files[index].size &&
           (st->st_mtim.tv_sec < l->made_sec ||
            (st->st_mtim.tv_sec == l->made_sec && st->st_mtim.tv_nsec <= l->made_nsec)) &&
           has_mode(p, st, index);
}

bool store_file_intact(const StorePkg *p, uint32_t index)
{
    struct stat st;

    return store_file_look(p, index, &st);
}

int store_read_file(const StorePkg *p, uint32_t index, size_t max, Arena *a, Str *out,
                    Err *err)
{
    char room[STORE_NAME_SIZE];
    int rc;

    rc = slurp(p->fd, store_file_name(index, room), max, a, out);
    if (rc == -EFBIG)
        return err_set(err, ERR_ETOOBIG, "'%s' is larger than the limit",
                       p->list.files[index].path);
    if (rc < 0) {
        errno = -rc;
        return err_errno(err, "cannot read '%s' in the cache", p->list.files[index].path);
    }
    return 0;
}

/* ---- writing ---- */

/* A new file. 0 or -errno; what was begun may remain. */
static int write_file(int dir, const char *name, Str bytes)
{
    int rc, fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

    if (fd < 0)
        return -errno;
    rc = fs_write_fd(fd, bytes);
    if (close(fd) < 0 && rc == 0)
        rc = -errno;
    return rc;
}

void store_unique(char out[STORE_UNIQUE_SIZE])
{
    static atomic_uint counter;
    static _Thread_local uint64_t
        random; /* once for each thread: the counter does the rest */

    if (random == 0 && getrandom(&random, sizeof random, 0) < 0)
        random = (uint64_t)getpid() << 32;
    snprintf(out, STORE_UNIQUE_SIZE, "%d-%u-%016llx", (int)getpid(),
             atomic_fetch_add(&counter, 1), (unsigned long long)random);
}

/* "packages/.17-4-…" */
static Path draft_path(const char *folder)
{
    char unique[STORE_UNIQUE_SIZE];
    Path p;

    store_unique(unique);
    snprintf(p.text, sizeof p.text, "%s/.%s", folder, unique);
    return p;
}

int store_draft(Store *s, StoreDraft *d, Err *err)
{
    Path p = draft_path(PACKAGES);

    d->fd = d->list = -1;
    snprintf(d->path, sizeof d->path, "%s", p.text);
    if (mkdirat(s->fd, d->path, 0777) < 0)
        return err_errno(err, "cannot write to the cache '%s/%s'", s->root, d->path);
    d->fd = openat(s->fd, d->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (d->fd >= 0)
        return 0;
    err_errno(err, "cannot open '%s/%s'", s->root, d->path);
    unlinkat(s->fd, d->path, AT_REMOVEDIR);
    return err->code;
}

int store_draft_tarball(StoreDraft *d, size_t list_size, Str tarball)
{
    d->list = openat(d->fd, LIST, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (d->list < 0 || lseek(d->list, (off_t)list_size, SEEK_SET) < 0)
        return -errno;
    return fs_write_fd(d->list, tarball);
}

int store_draft_list(StoreDraft *d, Str list)
{
    int rc = lseek(d->list, 0, SEEK_SET) < 0 ? -errno : fs_write_fd(d->list, list);

    if (close(d->list) < 0 && rc == 0)
        rc = -errno;
    d->list = -1;
    return rc;
}

void store_draft_close(StoreDraft *d)
{
    if (d->list >= 0)
        close(d->list);
    if (d->fd >= 0)
        close(d->fd);
    d->list = d->fd = -1;
}

/* Empties and removes a flat folder. */
static void remove_flat(int at, const char *name)
{
    DIR *d = fs_open_dir(at, name, false);
    struct dirent *e;

    if (d == NULL) {
        unlinkat(at, name, 0);
        return;
    }
    while ((e = readdir(d)) != NULL)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            unlinkat(dirfd(d), e->d_name, 0);
    closedir(d);
    unlinkat(at, name, AT_REMOVEDIR);
}

void store_draft_remove(Store *s, const StoreDraft *d)
{
    remove_flat(s->fd, d->path);
}

int store_publish(Store *s, const StoreDraft *d, const StoreKey *key, bool replace,
                  Err *err)
{
    Path to = path_of(PACKAGES, key), old;

    if (replace) {
        old = draft_path(PACKAGES);
        if (renameat(s->fd, to.text, s->fd, old.text) == 0)
            remove_flat(s->fd, old.text);
        else if (errno == EXDEV) /* it is in a lower layer */
            remove_flat(s->fd, to.text);
    }
    if (renameat(s->fd, d->path, s->fd, to.text) == 0)
        return 0;
    if (errno == EEXIST || errno == ENOTEMPTY)
        return 1;
    return err_errno(err, "cannot write to the cache '%s/%s'", s->root, to.text);
}

void store_remove(Store *s, const StoreKey *key)
{
    Path entry = path_of(PACKAGES, key), tarball = path_of(PACKED, key);

    if (key->name[0] == '\0')
        return;
    remove_flat(s->fd, entry.text);
    unlinkat(s->fd, tarball.text, 0);
}

/* ---- tarballs ---- */

int store_put_tarball(Store *s, const StoreKey *key, Str bytes, Err *err)
{
    Path draft = draft_path(PACKED), to = path_of(PACKED, key);
    int rc = write_file(s->fd, draft.text, bytes);

    if (rc == 0 && renameat(s->fd, draft.text, s->fd, to.text) < 0)
        rc = -errno;
    if (rc == 0)
        return 0;
    unlinkat(s->fd, draft.text, 0);
    errno = -rc;
    return err_errno(err, "cannot write to the cache '%s/%s'", s->root, to.text);
}

/* What stands behind an entry's list. */
static bool behind_list(Store *s, const StoreKey *key, Arena *a, Str *out)
{
    char name[sizeof(Path) + sizeof LIST], head[FILELIST_HEAD];
    Path entry = path_of(PACKAGES, key);
    size_t size = 0, at;
    int fd;

    snprintf(name, sizeof name, "%s/" LIST, entry.text);
    fd = open_file(s->fd, name, LIST_MAX + TARBALL_MAX, &size);
    if (fd < 0)
        return false;
    at = pread(fd, head, sizeof head, 0) == (ssize_t)sizeof head
             ? filelist_size(str_n(head, sizeof head))
             : 0;
    *out = at > 0 && at < size ? read_part(fd, at, size, a) : STR("");
    close(fd);
    return out->len > 0;
}

int store_get_tarball(Store *s, const StoreKey *key, Arena *a, Str *out, Err *err)
{
    Path path = path_of(PACKED, key);
    int rc;

    if (key->name[0] == '\0')
        return 0;
    if (behind_list(s, key, a, out))
        return 1;
    rc = slurp(s->fd, path.text, TARBALL_MAX, a, out);
    if (rc == 0)
        return 1;
    if (rc == -ENOENT || rc == -EFBIG)
        return 0;
    errno = -rc;
    return err_errno(err, "cannot read '%s/%s'", s->root, path.text);
}
