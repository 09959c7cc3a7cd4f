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

#define LIST_MAX ((size_t)256 << 20)
#define TARBALL_MAX ((size_t)2 << 30)

/* ---- opening ---- */

int store_open(Store *s, const char *root, Err *err)
{
    static const char *const folders[] = { "tarballs", "files", "tmp" };
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
    s->cold = true;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        if (mkdirat(s->fd, folders[i], 0777) == 0)
            continue;
        if (i < 2)
            s->cold = false;
        if (errno != EEXIST) {
            rc = err_errno(err, "cannot write to the cache folder '%s'", root);
            store_close(s);
            return rc;
        }
    }
    if (s->cold)
        fs_spread(s->fd, "tmp"); /* where it is written a package stays on the disk */
    return 0;
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

    if (n + len * 2 + 3 > sizeof k.path)
        return k;
    memcpy(k.path, algo, n);
    k.path[n++] = '/';
    for (size_t i = 0; i < len; i++) {
        k.path[n++] = hex[digest[i] >> 4];
        k.path[n++] = hex[digest[i] & 15];
        if (i == 0)
            k.path[n++] = '/';
    }
    return k;
}

bool store_key_equal(const StoreKey *a, const StoreKey *b)
{
    return strcmp(a->path, b->path) == 0;
}

/* ---- reading ---- */

/* Whole file name in the folder dir, into the arena. -errno, or -EFBIG. */
static int slurp(int dir, const char *name, size_t max, Arena *a, Str *out)
{
    struct stat st;
    size_t got = 0;
    char *p;
    int fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (fd < 0)
        return -errno;
    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || (uint64_t)st.st_size > max) {
        close(fd);
        return -EFBIG;
    }
    p = arena_alloc(a, (size_t)st.st_size + 1);
    while (got < (size_t)st.st_size) {
        ssize_t n = read(fd, p + got, (size_t)st.st_size - got);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        got += (size_t)n;
    }
    close(fd);
    p[got] = '\0';
    *out = str_n(p, got);
    return 0;
}

/* Most lists are short: they are read without asking how long they are. What came of one
 * that was cut short is no list. */
static int read_list(int dir, Arena *a, Str *out)
{
    char room[4096];
    int fd = openat(dir, "list", O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    ssize_t n;

    if (fd < 0)
        return -errno;
    n = read(fd, room, sizeof room);
    close(fd);
    if (n < 0 || (size_t)n == sizeof room)
        return slurp(dir, "list", LIST_MAX, a, out);
    *out = str_n(arena_alloc(a, (size_t)n + 1), (size_t)n);
    memcpy((char *)out->ptr, room, (size_t)n);
    return 0;
}

int store_find(Store *s, const StoreKey *key, Arena *a, StorePkg *out)
{
    char path[256];
    Str bytes = { NULL, 0 };
    int fd;

    if (key->path[0] == '\0')
        return 0;
    snprintf(path, sizeof path, "files/%s", key->path);
    fd = openat(s->fd, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    if (read_list(fd, a, &bytes) < 0 || !filelist_read(bytes, a, &out->list)) {
        close(fd);
        return 0;
    }
    out->fd = fd;
    out->fresh = false;
    return 1;
}

bool store_has(Store *s, const StoreKey *key)
{
    static const char *const kinds[] = { "files", "tarballs" };
    char path[256];

    for (int i = 0; i < 2 && key->path[0] != '\0'; i++) {
        snprintf(path, sizeof path, "%s/%s", kinds[i], key->path);
        if (faccessat(s->fd, path, F_OK, 0) == 0)
            return true;
    }
    return false;
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

bool store_file_intact(const StorePkg *p, uint32_t index)
{
    const FileList *l = &p->list;
    struct stat st;
    char room[STORE_NAME_SIZE];

    if (fstatat(p->fd, store_file_name(index, room), &st, AT_SYMLINK_NOFOLLOW) < 0)
        return false;
    return S_ISREG(st.st_mode) && (uint64_t)st.st_size == l->files[index].size &&
           (st.st_mtim.tv_sec < l->made_sec ||
            (st.st_mtim.tv_sec == l->made_sec && st.st_mtim.tv_nsec <= l->made_nsec));
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

int store_write_file(int dir, const char *name, Str bytes)
{
    int rc = 0, fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

    if (fd < 0)
        return -errno;
    while (rc == 0 && bytes.len > 0) {
        ssize_t n = write(fd, bytes.ptr, bytes.len);

        if (n > 0)
            bytes = str_from(bytes, (size_t)n);
        else if (n == 0 || errno != EINTR)
            rc = n < 0 ? -errno : -EIO;
    }
    if (close(fd) < 0 && rc == 0)
        rc = -errno;
    return rc;
}

void store_tmp_name(char *out, size_t size)
{
    static atomic_uint counter;
    static _Thread_local uint64_t
        random; /* once for each thread: the counter does the rest */

    if (random == 0 && getrandom(&random, sizeof random, 0) < 0)
        random = (uint64_t)getpid() << 32;
    snprintf(out, size, "tmp/%d-%u-%016llx", (int)getpid(), atomic_fetch_add(&counter, 1),
             (unsigned long long)random);
}

int store_tmp_dir(Store *s, const char *name, int *fd, Err *err)
{
    if (mkdirat(s->fd, name, 0777) < 0)
        return err_errno(err, "cannot write to the cache '%s/%s'", s->root, name);
    *fd = openat(s->fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (*fd < 0)
        return err_errno(err, "cannot open '%s/%s'", s->root, name);
    return 0;
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

void store_tmp_remove(Store *s, const char *name)
{
    remove_flat(s->fd, name);
}

/* "files/sha512/ab/…": makes what stands before the last slash; mostly only the last
 * folder of it is missing. */
static void make_parents(Store *s, const char *path)
{
    char part[256];
    char *slash;

    snprintf(part, sizeof part, "%s", path);
    slash = strrchr(part, '/');
    if (slash == NULL)
        return;
    *slash = '\0';
    if (mkdirat(s->fd, part, 0777) == 0 || errno != ENOENT)
        return;
    make_parents(s, part);
    mkdirat(s->fd, part, 0777);
}

static int rename_in(Store *s, const char *from, const char *to)
{
    if (renameat(s->fd, from, s->fd, to) == 0)
        return 0;
    if (errno != ENOENT)
        return -errno;
    make_parents(s, to);
    return renameat(s->fd, from, s->fd, to) == 0 ? 0 : -errno;
}

int store_publish(Store *s, const char *name, const StoreKey *key, bool replace, Err *err)
{
    char to[256], old[64];
    int rc;

    snprintf(to, sizeof to, "files/%s", key->path);
    if (replace) {
        store_tmp_name(old, sizeof old);
        if (renameat(s->fd, to, s->fd, old) == 0)
            remove_flat(s->fd, old);
        else if (errno == EXDEV) /* it is in a lower layer */
            remove_flat(s->fd, to);
    }
    rc = rename_in(s, name, to);
    if (rc == 0)
        return 0;
    if (rc == -EEXIST || rc == -ENOTEMPTY)
        return 1;
    errno = -rc;
    return err_errno(err, "cannot write to the cache '%s/%s'", s->root, to);
}

/* ---- tarballs ---- */

int store_put_tarball(Store *s, const StoreKey *key, Str bytes, Err *err)
{
    char name[64], to[256];
    int rc;

    store_tmp_name(name, sizeof name);
    snprintf(to, sizeof to, "tarballs/%s", key->path);
    rc = store_write_file(s->fd, name, bytes);
    if (rc == 0)
        rc = rename_in(s, name, to);
    if (rc == 0)
        return 0;
    unlinkat(s->fd, name, 0);
    errno = -rc;
    return err_errno(err, "cannot write to the cache '%s/%s'", s->root, to);
}

int store_get_tarball(Store *s, const StoreKey *key, Arena *a, Str *out, Err *err)
{
    char path[256];
    int rc;

    snprintf(path, sizeof path, "tarballs/%s", key->path);
    rc = slurp(s->fd, path, TARBALL_MAX, a, out);
    if (rc == 0)
        return 1;
    if (rc == -ENOENT || rc == -EFBIG)
        return 0;
    errno = -rc;
    return err_errno(err, "cannot read '%s/%s'", s->root, path);
}
