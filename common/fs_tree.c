/* fs_tree.c: making and removing folders. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/path.h"

static int make_one(const char *path, mode_t mode)
{
    if (mkdir(path, mode) == 0)
        return 0;
    if (errno == EEXIST && !fs_is_dir(path))
        errno = ENOTDIR;
    else if (errno == EEXIST)
        return 0;
    return -1;
}

/* From the end, since most of it is there. The text is changed meanwhile. */
static int make_all(char *path, mode_t mode, Err *err)
{
    char *slash;
    int rc;

    if (make_one(path, mode) == 0)
        return 0;
    slash = strrchr(path, '/');
    if (errno != ENOENT || slash == NULL || slash == path)
        return err_syscall(err, "mkdir", path);
    *slash = '\0';
    rc = make_all(path, mode, err);
    *slash = '/';
    if (rc == 0 && make_one(path, mode) < 0)
        rc = err_syscall(err, "mkdir", path);
    return rc;
}

int fs_mkdirs(const char *path, mode_t mode, Err *err)
{
    Arena a = { 0 };
    int rc = make_all(arena_strdup(&a, path), mode, err);

    arena_release(&a);
    return rc;
}

/* Is this a folder of an ext4 without a journal? */
static bool has_no_journal(int dir)
{
    static const char none[] = "<none>";
    char link[64], device[PATH_MAX], path[PATH_MAX], said[16];
    struct statfs fs;
    struct stat st;
    ssize_t n;
    int fd;

    if (fstatfs(dir, &fs) < 0 || fs.f_type != EXT4_SUPER_MAGIC || fstat(dir, &st) < 0)
        return false;
    snprintf(link, sizeof link, "/sys/dev/block/%u:%u", major(st.st_dev),
             minor(st.st_dev));
    n = readlink(link, device, sizeof device - 1);
    if (n < 0)
        return false;
    device[n] = '\0';
    snprintf(path, sizeof path, "/sys/fs/ext4/" STR_FMT "/journal_task",
             STR_ARG(path_basename(str_of(device))));
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    n = read(fd, said, sizeof said);
    close(fd);
    return n >= (ssize_t)sizeof none - 1 && memcmp(said, none, sizeof none - 1) == 0;
}

/* Folders that are made in it go to where there are fewest, beginning at a part that
 * their name decides. */
static bool spread_children(int dir)
{
    int flags;

    if (ioctl(dir, FS_IOC_GETFLAGS, &flags) < 0)
        return false;
    if ((flags & FS_TOPDIR_FL) != 0)
        return true;
    flags |= FS_TOPDIR_FL;
    return ioctl(dir, FS_IOC_SETFLAGS, &flags) == 0;
}

int fs_mkdir_apart(int at, const char *name, mode_t mode)
{
    char chance[48];
    uint64_t random;
    int why;

    if (!has_no_journal(at) || !spread_children(at) ||
        getrandom(&random, sizeof random, 0) < 0)
        return mkdirat(at, name, mode);
    snprintf(chance, sizeof chance, ".%d-%016llx", (int)getpid(),
             (unsigned long long)random);
    if (mkdirat(at, chance, mode) < 0)
        return -1;
    if (renameat2(at, chance, at, name, RENAME_NOREPLACE) == 0)
        return 0;
    why = errno;
    unlinkat(at, chance, AT_REMOVEDIR);
    errno = why;
    return -1;
}

int fs_mkdirs_for(const char *path, mode_t mode, Err *err)
{
    char dir[PATH_MAX];
    Str d = path_dirname(str_of(path));

    if (d.len >= sizeof dir)
        return err_set(err, -ENAMETOOLONG, "'%s' is too long", path);
    memcpy(dir, d.ptr, d.len);
    dir[d.len] = '\0';
    return fs_mkdirs(dir, mode, err);
}

static int remove_below(int dir_fd, const char *name);

/* Empties the folder behind fd, which is closed. A folder that can't be written is made
 * so first: packages contain such. */
static int empty_dir(int fd)
{
    DIR *d = fdopendir(fd);
    struct dirent *e;
    int rc = 0;

    if (d == NULL) {
        close(fd);
        return -1;
    }
    while (rc == 0 && (errno = 0, e = readdir(d)) != NULL) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        if (e->d_type != DT_DIR && e->d_type != DT_UNKNOWN &&
            unlinkat(fd, e->d_name, 0) == 0)
            continue;
        rc = remove_below(fd, e->d_name);
    }
    if (errno != 0 && rc == 0)
        rc = -1;
    closedir(d);
    return rc;
}

static int remove_below(int dir_fd, const char *name)
{
    int fd;

    if (unlinkat(dir_fd, name, 0) == 0 || errno == ENOENT)
        return 0;
    if (errno == EACCES && fchmodat(dir_fd, ".", 0700, 0) == 0 &&
        unlinkat(dir_fd, name, 0) == 0)
        return 0;
    if (errno != EISDIR && errno != EPERM && errno != EACCES)
        return -1;
    fd = openat(dir_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && errno == EACCES && fchmodat(dir_fd, name, 0700, 0) == 0)
        fd = openat(dir_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? 0 : -1;
    if (empty_dir(fd) < 0)
        return -1;
    return unlinkat(dir_fd, name, AT_REMOVEDIR) == 0 || errno == ENOENT ? 0 : -1;
}

int fs_rmtree(const char *path, Err *err)
{
    if (remove_below(AT_FDCWD, path) < 0)
        return err_syscall(err, "rm", path);
    return 0;
}
