/* link.c: see link.h. */
#include "pkg/install/link.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pkg/install/copy.h"
#include "pkg/install/remove.h"

typedef struct {
    const StorePkg *p;
    const LinkOptions *opts;
    int dir;
    unsigned n_dirs;
    atomic_bool copy;
    atomic_uint n_linked, n_copied;
} Linker;

/* ---- one package ---- */

static int make_dir(Linker *l, int at, const char *path, Err *err)
{
    if (mkdirat(at, path, 0777 & ~l->opts->umask) < 0 && errno != EEXIST)
        return err_errno(err, "cannot make the folder '%s'", path);
    l->n_dirs++;
    return 0;
}

static int copy_one(Linker *l, const char *name, const ListedFile *f, Err *err)
{
    unsigned mode = (f->mode & ~l->opts->umask) | 0600;
    int rc = copy_file_at(l->p->fd, name, l->dir, f->path, mode, err);

    if (rc == 0)
        l->n_copied++;
    return rc;
}

static int link_one(void *linker, uint32_t index, Err *err)
{
    Linker *l = linker;
    const ListedFile *f = &l->p->list.files[index];
    char room[STORE_NAME_SIZE];
    const char *name = store_file_name(index, room);

    if (!l->p->fresh && !store_file_intact(l->p, index))
        return err_set(err, ERR_ESTORE, "'%s' in the cache is not what it was", f->path);
    if (!l->copy) {
        if (linkat(l->p->fd, name, l->dir, f->path, 0) == 0) {
            l->n_linked++;
            return 0;
        }
        if (errno == EEXIST && unlinkat(l->dir, f->path, 0) == 0)
            return link_one(l, index, err);
        if (errno == EXDEV || errno == EPERM || errno == EOPNOTSUPP)
            l->copy = true; /* no link will do here */
        else if (errno != EMLINK)
            return err_errno(err, "cannot link '%s'", f->path);
    }
    return copy_one(l, name, f, err);
}

/* What is there already, another package's tarball brought along; but for a node_modules,
 * which was made for what comes below. */
static int clear_place(int at, const char *path, Err *err)
{
    int fd = openat(at, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW), rc = 0;
    DIR *d = fd < 0 ? NULL : fdopendir(fd);
    struct dirent *e;

    if (d == NULL) {
        rc = err_errno(err, "cannot open the folder '%s'", path);
        if (fd >= 0)
            close(fd);
        return rc;
    }
    while (rc == 0 && (e = readdir(d)) != NULL) {
        const char *name = e->d_name;

        if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0 &&
            strcmp(name, "node_modules") != 0)
            rc = remove_tree(dirfd(d), name, err);
    }
    closedir(d);
    return rc;
}

/* The package's own folder isn't its tarball's: the setting has no say in its mode. */
static int make_place(Linker *l, int at, const char *path, Err *err)
{
    if (mkdirat(at, path, 0777) == 0) {
        l->n_dirs++;
        return 0;
    }
    return errno == EEXIST ? clear_place(at, path, err)
                           : err_errno(err, "cannot make the folder '%s'", path);
}

int link_package(const StorePkg *p, int at, const char *path, const LinkOptions *opts,
                 LinkStats *stats, Err *err)
{
    Linker l = { .p = p, .opts = opts, .dir = -1 };
    int rc;

    l.copy = opts->copy || (opts->umask & 0777) != STORE_UMASK;
    rc = make_place(&l, at, path, err);
    if (rc < 0)
        return rc;
    l.dir = openat(at, path, O_PATH | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (l.dir < 0)
        return err_errno(err, "cannot open the folder '%s'", path);
    for (uint32_t i = 0; rc == 0 && i < p->list.n_dirs; i++)
        rc = make_dir(&l, l.dir, p->list.dirs[i], err);
    if (rc == 0)
        rc = share_loop(opts->sharer, p->list.n_files, link_one, &l, err);
    close(l.dir);
    stats->n_dirs += l.n_dirs;
    stats->n_linked += l.n_linked;
    stats->n_copied += l.n_copied;
    return rc < 0 ? err_wrap(err, "%s", path) : 0;
}
