/* intact.c: see intact.h. */
#include "pkg/install/intact.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/fs.h"

/* A mode of its own, and whose it is, are what a new folder would not have. */
static bool is_as_made(const struct stat *st, unsigned mode)
{
    return S_ISDIR(st->st_mode) && (st->st_mode & 0777) == mode &&
           st->st_uid == geteuid();
}

/* -1, or the folder: none of the names on the way is a link. */
static int open_without_links(int at, const char *path)
{
    char name[NAME_MAX + 1];
    int fd = -1, next;

    while (*path != '\0') {
        size_t len = strcspn(path, "/");

        if (len == 0 || len >= sizeof name)
            next = -1;
        else {
            memcpy(name, path, len);
            name[len] = '\0';
            next = openat(fd >= 0 ? fd : at, name,
                          O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        }
        if (fd >= 0)
            close(fd);
        if (next < 0)
            return -1;
        fd = next;
        path += len + (path[len] == '/');
    }
    return fd;
}

/* Adds how much is in the folder, until that is more than `most`. False where nobody can
 * tell. */
static bool count_entries(int at, const char *path, bool outermost, size_t most,
                          size_t *n)
{
    DIR *d = fs_open_dir(at, path, false);
    struct dirent *e;

    if (d == NULL)
        return false;
    while (*n <= most && (e = readdir(d)) != NULL) {
        const char *name = e->d_name;

        *n += strcmp(name, ".") != 0 && strcmp(name, "..") != 0 &&
              !(outermost && strcmp(name, "node_modules") == 0);
    }
    closedir(d);
    return true;
}

static bool has_file(const StorePkg *p, int dir, uint32_t i)
{
    struct stat here, there;

    return fstatat(dir, p->list.files[i].path, &here, AT_SYMLINK_NOFOLLOW) == 0 &&
           store_file_look(p, i, &there) && here.st_ino == there.st_ino &&
           here.st_dev == there.st_dev;
}

/* All that belongs there is there; then as many entries as that are nothing else. */
static bool has_all(const StorePkg *p, int dir, unsigned umask)
{
    const FileList *l = &p->list;
    size_t wanted = (size_t)l->n_files + l->n_dirs, n = 0;
    struct stat st;

    for (uint32_t i = 0; i < l->n_dirs; i++) {
        if (fstatat(dir, l->dirs[i], &st, AT_SYMLINK_NOFOLLOW) < 0 ||
            !is_as_made(&st, 0777 & ~umask))
            return false;
    }
    for (uint32_t i = 0; i < l->n_files; i++) {
        if (!has_file(p, dir, i))
            return false;
    }
    if (!count_entries(dir, ".", true, wanted, &n))
        return false;
    for (uint32_t i = 0; i < l->n_dirs; i++) {
        if (!count_entries(dir, l->dirs[i], false, wanted, &n))
            return false;
    }
    return n == wanted;
}

bool intact_is(const StorePkg *p, int at, const char *path, unsigned process_umask,
               unsigned umask)
{
    struct stat st;
    int dir;
    bool yes;

    if ((p->list.flags & FILELIST_HAS_NESTED) != 0)
        return false;
    dir = open_without_links(at, path);
    if (dir < 0)
        return false;
    yes = fstat(dir, &st) == 0 && is_as_made(&st, 0777 & ~process_umask) &&
          has_all(p, dir, umask);
    close(dir);
    return yes;
}
