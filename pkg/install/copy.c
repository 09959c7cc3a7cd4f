/* copy.c: see copy.h. */
#include "pkg/install/copy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/fs.h"
#include "pkg/install/remove.h"

/* ---- files ---- */

int copy_file_at(int from_dir, const char *from, int to_dir, const char *to,
                 unsigned mode, Err *err)
{
    int rc = 0, out = -1, in = openat(from_dir, from, O_RDONLY | O_CLOEXEC);
    struct stat st;

    if (in < 0)
        return err_errno(err, "cannot read '%s'", from);
    out = openat(to_dir, to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (out < 0) {
        rc = err_errno(err, "cannot write '%s'", to);
        goto out;
    }
    if (fs_copy_bytes(in, out) < 0)
        rc = -errno;
    if (rc == 0 && (fstat(out, &st) < 0 || (st.st_mode & 07777) != mode))
        rc = fchmod(out, mode) < 0 ? -errno : 0;
    if (close(out) < 0 && rc == 0)
        rc = -errno;
    if (rc < 0) {
        errno = -rc;
        rc = err_errno(err, "cannot write '%s'", to);
    }
out:
    close(in);
    return rc;
}

/* ---- folders ---- */

static int copy_entry(int from_dir, const char *from, int to_dir, const char *to);

static int copy_entries(DIR *from, int to_dir)
{
    struct dirent *e;
    int rc = 0;

    while (rc == 0 && (errno = 0, e = readdir(from)) != NULL) {
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            rc = copy_entry(dirfd(from), e->d_name, to_dir, e->d_name);
    }
    return rc == 0 && errno != 0 ? -errno : rc;
}

static int copy_folder(int from_dir, const char *from, int to_dir, const char *to,
                       const struct stat *st)
{
    struct timespec times[2] = { st->st_atim, st->st_mtim };
    DIR *d = fs_open_dir(from_dir, from, false);
    int fd = -1, rc = 0;

    if (d == NULL)
        return -errno;
    if (mkdirat(to_dir, to, 0700) < 0 ||
        (fd = openat(to_dir, to, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)) < 0)
        rc = -errno;
    if (rc == 0)
        rc = copy_entries(d, fd);
    if (rc == 0 && (fchmod(fd, st->st_mode & 07777) < 0 || futimens(fd, times) < 0))
        rc = -errno;
    if (fd >= 0)
        close(fd);
    closedir(d);
    return rc;
}

static int copy_symlink(int from_dir, const char *from, int to_dir, const char *to)
{
    char target[PATH_MAX];
    ssize_t n = readlinkat(from_dir, from, target, sizeof target - 1);

    if (n < 0)
        return -errno;
    target[n] = '\0';
    return symlinkat(target, to_dir, to) < 0 ? -errno : 0;
}

static int copy_entry(int from_dir, const char *from, int to_dir, const char *to)
{
    struct timespec times[2];
    struct stat st;
    Err ignored;
    int rc;

    if (fstatat(from_dir, from, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return -errno;
    if (S_ISDIR(st.st_mode))
        return copy_folder(from_dir, from, to_dir, to, &st);
    if (S_ISLNK(st.st_mode))
        return copy_symlink(from_dir, from, to_dir, to);
    if (linkat(from_dir, from, to_dir, to, 0) == 0)
        return 0;
    if (!S_ISREG(st.st_mode))
        return -errno;
    rc = copy_file_at(from_dir, from, to_dir, to, st.st_mode & 07777, &ignored);
    times[0] = st.st_atim;
    times[1] = st.st_mtim;
    return rc == 0 && utimensat(to_dir, to, times, 0) < 0 ? -errno : rc;
}

int move_at(int at, const char *from, const char *to)
{
    char part[PATH_MAX];
    int rc;

    if (renameat(at, from, at, to) == 0)
        return 0;
    if (errno != EXDEV)
        return -errno;
    if ((size_t)snprintf(part, sizeof part, "%s.part", to) >= sizeof part)
        return -ENAMETOOLONG;
    rc = copy_entry(at, from, at, part);
    if (rc == 0 && renameat(at, part, at, to) < 0)
        rc = -errno;
    if (rc < 0) {
        remove_tree(at, part, NULL);
        return rc;
    }
    return remove_tree(at, from, NULL);
}
