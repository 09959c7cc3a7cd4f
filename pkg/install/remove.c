/* remove.c: see remove.h. */
#include "pkg/install/remove.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/bug.h"
#include "common/path.h"
#include "common/vec.h"

static int remove_entry(int at, const char *name, int type);

/* A folder for reading, made writable and searchable if it isn't. */
static DIR *open_dir(int at, const char *name)
{
    int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW;
    int fd = openat(at, name, flags);
    DIR *d;

    if (fd < 0 && errno == EACCES && fchmodat(at, name, 0700, 0) == 0)
        fd = openat(at, name, flags);
    if (fd < 0)
        return NULL;
    d = fdopendir(fd);
    if (d == NULL)
        close(fd);
    return d;
}

static bool is_dot(const char *name)
{
    return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

/* Removes everything in the folder and closes it. 0 or -errno. */
static int empty_dir(DIR *d)
{
    struct dirent *e;
    int rc = 0;

    while (rc == 0 && (errno = 0, e = readdir(d)) != NULL) {
        if (is_dot(e->d_name))
            continue;
        rc = remove_entry(dirfd(d), e->d_name, e->d_type);
        if (rc == -EACCES && fchmod(dirfd(d), 0700) == 0)
            rc = remove_entry(dirfd(d), e->d_name, e->d_type);
    }
    if (rc == 0 && errno != 0)
        rc = -errno;
    closedir(d);
    return rc;
}

/* Each level of folders costs a descriptor and a stack frame; archives that nest
 * deeper than the descriptors reach were refused when they were read. */
static int remove_dir(int at, const char *name)
{
    DIR *d = open_dir(at, name);
    int rc;

    if (d == NULL)
        return errno == ENOENT ? 0 : -errno;
    rc = empty_dir(d);
    if (rc < 0)
        return rc;
    return unlinkat(at, name, AT_REMOVEDIR) < 0 && errno != ENOENT ? -errno : 0;
}

static int remove_entry(int at, const char *name, int type)
{
    if (type == DT_DIR)
        return remove_dir(at, name);
    if (unlinkat(at, name, 0) == 0 || errno == ENOENT)
        return 0;
    if (errno == EISDIR || errno == EPERM)
        return remove_dir(at, name);
    return -errno;
}

static int report(int rc, const char *path, Err *err)
{
    if (rc == 0)
        return 0;
    errno = -rc;
    return err_errno(err, "cannot remove '%s'", path);
}

int remove_tree(int at, const char *path, Err *err)
{
    return report(remove_entry(at, path, DT_UNKNOWN), path, err);
}

/* ---- in parallel ---- */

typedef struct {
    Job job;
    int at, rc;
    int type;
    char name[];
} RemoveJob;

static void run_remove(Job *job, PoolThread *t)
{
    RemoveJob *j = container_of(job, RemoveJob, job);

    (void)t;
    j->rc = remove_entry(j->at, j->name, j->type);
}

static int wait_all(Pool *pool)
{
    Job *job;
    int rc = 0;

    while ((job = pool_take_done(pool, true)) != NULL) {
        RemoveJob *j = container_of(job, RemoveJob, job);

        if (rc == 0)
            rc = j->rc;
        xfree(j);
    }
    return rc;
}

int remove_tree_on(Pool *pool, int at, const char *path, Err *err)
{
    DIR *d = pool ? open_dir(at, path) : NULL;
    struct dirent *e;
    int rc;

    if (d == NULL)
        return remove_tree(at, path, err);
    while ((e = readdir(d)) != NULL) {
        size_t len = strlen(e->d_name);
        RemoveJob *j;

        if (is_dot(e->d_name))
            continue;
        j = xmalloc(sizeof *j + len + 1);
        *j = (RemoveJob){ .job.run = run_remove, .at = dirfd(d), .type = e->d_type };
        memcpy(j->name, e->d_name, len + 1);
        pool_submit(pool, &j->job);
    }
    rc = wait_all(pool);
    closedir(d);
    if (rc == 0 && unlinkat(at, path, AT_REMOVEDIR) < 0 && errno != ENOENT)
        rc = -errno;
    return report(rc, path, err);
}

void remove_modules(Arena *a, Str root)
{
    Str modules = path_join(a, root, STR("node_modules"));
    Err ignored;

    (void)remove_tree(AT_FDCWD, path_join(a, modules, STR(".bin")).ptr, &ignored);
    (void)remove_tree(AT_FDCWD, path_join(a, modules, STR(".store")).ptr, &ignored);
    (void)rmdir(modules.ptr);
}
