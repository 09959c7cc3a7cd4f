/* fs.c: whole files: reading, writing, copying, links. Folders are in fs_tree.c. */
#include "common/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/vfs.h>
#include <sys/uio.h>
#include <unistd.h>

#include "common/path.h"

static FsKind kind_of(mode_t mode)
{
    return S_ISREG(mode)   ? FS_FILE
           : S_ISDIR(mode) ? FS_DIR
           : S_ISLNK(mode) ? FS_LINK
                           : FS_OTHER;
}

FsKind fs_kind(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 ? kind_of(st.st_mode) : FS_NONE;
}

FsKind fs_kind_nofollow(const char *path)
{
    struct stat st;

    return lstat(path, &st) == 0 ? kind_of(st.st_mode) : FS_NONE;
}

/* ---- Reading ---- */

static int read_fd(int fd, const char *path, size_t hint, size_t max, Buf *out, Err *err)
{
    size_t start = out->len;

    for (;;) {
        size_t want = hint > out->len - start ? hint - (out->len - start) + 1 : 65536;
        ssize_t n;

        if (!buf_reserve(out, want))
            return buf_check(out, path, err);
        n = read(fd, out->ptr + out->len, want);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_syscall(err, "read", path);
        if (n == 0)
            break;
        out->len += (size_t)n;
        if (max > 0 && out->len - start > max)
            return err_set(err, ERR_ETOOBIG, "'%s' is larger than the limit of %zu bytes",
                           path, max);
        /* Of a file whose size is known one byte more was asked for: that was all. */
        if (hint > 0 && (size_t)n < want)
            break;
    }
    if (out->ptr != NULL)
        out->ptr[out->len] = '\0';
    return 0;
}

int fs_read_all(const char *path, size_t max, Buf *out, Err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC), rc;
    struct stat st;

    if (fd < 0)
        return err_syscall(err, "open", path);
    if (fstat(fd, &st) < 0) {
        rc = err_syscall(err, "fstat", path);
    } else if (S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        rc = err_syscall(err, "read", path);
    } else {
        rc = read_fd(fd, path, S_ISREG(st.st_mode) ? (size_t)st.st_size : 0, max, out,
                     err);
    }
    close(fd);
    return rc;
}

/* A file whose length is known comes to where it is wanted at once. False: it has to be
 * read in another way. */
static bool read_in_place(Arena *a, int fd, size_t max, Str *out)
{
    struct stat st;
    size_t size, got = 0;
    char *p;

    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size == 0 ||
        (max > 0 && (uint64_t)st.st_size > max))
        return false;
    size = (size_t)st.st_size;
    p = arena_bytes(a, size + 1);
    for (;;) {
        ssize_t n = read(fd, p + got, size + 1 - got);

        if (n < 0 && errno == EINTR)
            continue;
        got += n > 0 ? (size_t)n : 0;
        if (n < 0 || got > size)
            return false; /* it has grown meanwhile */
        if (n == 0 || got == size)
            break;
    }
    p[got] = '\0';
    *out = str_n(p, got);
    return true;
}

int fs_read_arena(Arena *a, const char *path, size_t max, Str *out, Err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC), rc;
    Buf b = { 0 };

    if (fd < 0)
        return err_syscall(err, "open", path);
    if (read_in_place(a, fd, max, out)) {
        close(fd);
        return 0;
    }
    close(fd);
    rc = fs_read_all(path, max, &b, err);
    if (rc == 0)
        *out = arena_str(a, buf_view(&b));
    buf_release(&b);
    return rc;
}

/* ---- Writing ---- */

int fs_write_fd(int fd, Str data)
{
    while (data.len > 0) {
        ssize_t n = write(fd, data.ptr, data.len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n == 0)
            errno = EIO;
        if (n <= 0)
            return -errno;
        data = str_from(data, (size_t)n);
    }
    return 0;
}

static mode_t current_umask(void)
{
    mode_t m = umask(0);

    umask(m);
    return m;
}

const char *fs_follow(Arena *a, const char *path)
{
    char real[PATH_MAX];

    if (fs_kind_nofollow(path) != FS_LINK || realpath(path, real) == NULL)
        return path;
    return arena_strdup(a, real);
}

#define PARTS_AT_ONCE 4

static int write_parts(int fd, const Str *parts, size_t n)
{
    struct iovec v[PARTS_AT_ONCE];
    ssize_t done = 0;

    for (size_t i = 0; i < n && n <= PARTS_AT_ONCE; i++)
        v[i] = (struct iovec){ (void *)parts[i].ptr, parts[i].len };
    if (n > 1 && n <= PARTS_AT_ONCE && (done = writev(fd, v, (int)n)) < 0) {
        if (errno != EINTR)
            return -1;
        done = 0;
    }
    for (size_t i = 0; i < n; i++) {
        size_t has = (size_t)done < parts[i].len ? (size_t)done : parts[i].len;

        if (fs_write_fd(fd, str_from(parts[i], has)) < 0)
            return -1;
        done -= (ssize_t)has;
    }
    return 0;
}

/* The file shall never be found half written behind a rename, whatever stops the machine.
 * ext4 writes what replaces another file before it makes the rename last (auto_da_alloc),
 * and what has its place on the disk before that place is known (data=ordered): there the
 * order is enough, and nobody waits for the journal, which has all of an install in it.
 */
static int settle(int fd, bool replaces)
{
    struct statfs st;

    if (fstatfs(fd, &st) == 0 && st.f_type == EXT4_SUPER_MAGIC &&
        (replaces || sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE) == 0))
        return 0;
    return fsync(fd);
}

/* What mkostemp gives a file, whatever the umask (which can't be read without being set,
 * and is the whole process's). */
#define TEMP_MODE 0600

static int write_beside(FsStaged *f, const char *path, const Str *parts, size_t n,
                        mode_t mode, bool sync, Err *err)
{
    struct stat st;
    int fd = mkostemp(f->temp, O_CLOEXEC), rc = 0;
    bool replaces;

    if (fd < 0)
        return err_syscall(err, "open", path);
    replaces = stat(f->target, &st) == 0;
    if (replaces)
        mode = st.st_mode & 07777;
    else if (mode != TEMP_MODE)
        mode &= ~current_umask();
    if (write_parts(fd, parts, n) < 0 || (mode != TEMP_MODE && fchmod(fd, mode) < 0) ||
        (sync && settle(fd, replaces) < 0))
        rc = err_syscall(err, "write", path);
    if (close(fd) < 0 && rc == 0)
        rc = err_syscall(err, "write", path);
    if (rc < 0)
        unlink(f->temp);
    return rc;
}

static FsStaged names_beside(Arena *a, const char *path)
{
    const char *target = fs_follow(a, path), *slash = strrchr(target, '/');

    return (FsStaged){ arena_printf(a, "%.*s" FS_TEMP_PREFIX "XXXXXX",
                                    slash ? (int)(slash - target) + 1 : 0, target),
                       target };
}

bool fs_is_temporary(const char *name)
{
    return strncmp(name, FS_TEMP_PREFIX, strlen(FS_TEMP_PREFIX)) == 0;
}

int fs_stage(Arena *a, const char *path, Str data, mode_t mode, FsStaged *out, Err *err)
{
    *out = names_beside(a, path);
    return write_beside(out, path, &data, 1, mode, true, err);
}

static int replace_file(const char *path, const Str *parts, size_t n, mode_t mode,
                        bool sync, Err *err)
{
    Arena a = { 0 };
    FsStaged f = names_beside(&a, path);
    int rc = write_beside(&f, path, parts, n, mode, sync, err);

    if (rc == 0 && rename(f.temp, f.target) < 0) {
        rc = err_syscall(err, "rename", path);
        unlink(f.temp);
    }
    arena_release(&a);
    return rc;
}

int fs_write_atomic(const char *path, Str data, mode_t mode, Err *err)
{
    return replace_file(path, &data, 1, mode, true, err);
}

int fs_write_quietly(const char *path, Str data, mode_t mode, Err *err)
{
    Arena a = { 0 };
    Str folder = path_dirname(str_of(fs_follow(&a, path)));
    const char *dir = folder.len > 0 ? arena_memdupz(&a, folder.ptr, folder.len) : ".";
    struct stat st;
    bool known = fs_kind(path) == FS_FILE && stat(dir, &st) == 0;
    int rc = fs_write_atomic(path, data, mode, err);

    if (rc == 0 && known) {
        const struct timespec times[2] = { st.st_atim, st.st_mtim };

        (void)utimensat(AT_FDCWD, dir, times, 0);
    }
    arena_release(&a);
    return rc;
}

int fs_write_cache(const char *path, Str data, mode_t mode, Err *err)
{
    return replace_file(path, &data, 1, mode, false, err);
}

/* 1: something stands there. */
static int write_new(const char *path, const Str *parts, size_t n, mode_t mode, Err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode), rc = 0;

    if (fd < 0)
        return errno == EEXIST ? 1 : err_errno(err, "cannot write '%s'", path);
    if (write_parts(fd, parts, n) < 0)
        rc = err_errno(err, "cannot write '%s'", path);
    if (close(fd) < 0 && rc == 0)
        rc = err_errno(err, "cannot write '%s'", path);
    if (rc < 0)
        unlink(path);
    return rc;
}

int fs_write_checked(const char *path, const Str *parts, size_t n, mode_t mode, Err *err)
{
    int rc = write_new(path, parts, n, mode, err);

    return rc == 1 ? replace_file(path, parts, n, mode, false, err) : rc;
}

/* ---- Names and links ---- */

int fs_unlink(const char *path, Err *err)
{
    if (unlink(path) < 0 && errno != ENOENT)
        return err_syscall(err, "unlink", path);
    return 0;
}

DIR *fs_open_dir(int at, const char *path, bool follow)
{
    int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW);
    int fd = openat(at, path, flags);
    DIR *d = fd < 0 ? NULL : fdopendir(fd);

    if (d == NULL && fd >= 0)
        close(fd);
    return d;
}

int fs_symlink(const char *target, const char *path, Err *err)
{
    char temp[PATH_MAX];

    if (symlink(target, path) == 0)
        return 0;
    if (errno != EEXIST)
        return err_syscall(err, "symlink", path);
    snprintf(temp, sizeof temp, "%s.%ld~", path, (long)getpid());
    unlink(temp);
    if (symlink(target, temp) < 0)
        return err_syscall(err, "symlink", path);
    if (rename(temp, path) < 0) {
        int rc = err_syscall(err, "symlink", path);

        unlink(temp);
        return rc;
    }
    return 0;
}

int fs_readlink(Arena *a, const char *path, Str *out, Err *err)
{
    char target[PATH_MAX];
    ssize_t n = readlink(path, target, sizeof target);

    if (n < 0)
        return err_syscall(err, "readlink", path);
    *out = str_n(arena_memdupz(a, target, (size_t)n), (size_t)n);
    return 0;
}

int fs_realpath(Arena *a, const char *path, Str *out, Err *err)
{
    char real[PATH_MAX];

    if (realpath(path, real) == NULL)
        return err_syscall(err, "realpath", path);
    *out = arena_str(a, str_of(real));
    return 0;
}

int fs_cwd(Arena *a, Str *out, Err *err)
{
    char cwd[PATH_MAX];

    if (getcwd(cwd, sizeof cwd) == NULL)
        return err_syscall(err, "uv_cwd", NULL);
    *out = arena_str(a, str_of(cwd));
    return 0;
}

int fs_mkdtemp(Arena *a, const char *prefix, Str *out, Err *err)
{
    char *path = arena_printf(a, "%sXXXXXX", prefix);

    if (mkdtemp(path) == NULL)
        return err_syscall(err, "mkdtemp", path);
    *out = str_of(path);
    return 0;
}

/* ---- Copies ---- */

int fs_copy_bytes(int in, int out)
{
    char chunk[65536];
    ssize_t n;

    if (ioctl(out, FICLONE, in) == 0)
        return 0;
    do
        n = copy_file_range(in, NULL, out, NULL, (size_t)1 << 30, 0);
    while (n > 0 || (n < 0 && errno == EINTR));
    if (n == 0)
        return 0;
    if (errno == ENOSPC || errno == EIO)
        return -1;
    while ((n = read(in, chunk, sizeof chunk)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 || fs_write_fd(out, str_n(chunk, (size_t)n)) < 0)
            return -1;
    }
    return 0;
}

int fs_copy(const char *from, const char *to, Err *err)
{
    int in = open(from, O_RDONLY | O_CLOEXEC), out = -1, rc = 0;
    struct stat st;

    if (in < 0 || fstat(in, &st) < 0) {
        rc = err_syscall(err, "open", from);
        goto out;
    }
    out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
               st.st_mode & 0777);
    if (out < 0) {
        rc = err_syscall(err, "open", to);
        goto out;
    }
    if (fs_copy_bytes(in, out) < 0)
        rc = err_syscall(err, "copyfile", to);
out:
    if (in >= 0)
        close(in);
    if (out >= 0 && close(out) < 0 && rc == 0)
        rc = err_syscall(err, "close", to);
    return rc;
}

int fs_link_or_copy(const char *from, const char *to, Err *err)
{
    if (link(from, to) == 0)
        return 0;
    if (errno == EXDEV || errno == EMLINK || errno == EPERM || errno == EOPNOTSUPP)
        return fs_copy(from, to, err);
    return err_syscall(err, "link", to);
}
