/* bins.c: see bins.h. */
#include "pkg/install/bins.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/buf.h"
#include "common/fs.h"
#include "common/path.h"
#include "pkg/install/remove.h"

#define SCRIPT_MAX ((size_t)64 << 20)

Str bins_folder(Arena *a, const Node *n)
{
    return path_join(a, node_path(a, n->parent), STR("node_modules/.bin"));
}

Str bins_location(Arena *a, const Node *n)
{
    return path_join(a, node_location(a, n->parent), STR("node_modules/.bin"));
}

void bins_init(Bins *b, unsigned umask)
{
    *b = (Bins){ .umask = umask };
}

void bins_release(Bins *b)
{
    map_release(&b->claimed);
    arena_release(&b->arena);
}

/* ---- what stands there ---- */

static bool inside(const char *path, const char *folder)
{
    size_t n = strlen(folder);

    return strncasecmp(path, folder, n) == 0 && (path[n] == '\0' || path[n] == '/');
}

typedef enum { PLACE_FREE, PLACE_OURS, PLACE_SAME, PLACE_TAKEN } Place;

static Place look(Arena *a, const BinLink *l, const char *to, const char *from)
{
    char text[PATH_MAX];
    ssize_t n = readlink(to, text, sizeof text - 1);

    if (n < 0)
        return errno == ENOENT ? PLACE_FREE : PLACE_TAKEN;
    text[n] = '\0';
    if (strcmp(text, from) == 0)
        return PLACE_SAME;
    return inside(path_resolve(a, str_of(l->folder), str_of(text)).ptr, l->package)
               ? PLACE_OURS
               : PLACE_TAKEN;
}

static int taken(const char *to, Err *err)
{
    err_set(err, -EEXIST, "EEXIST: file already exists\nFile exists: %s", to);
    err_path(err, to);
    return err_hint(err, "Remove the existing file and try again, or run pkg\n"
                         "with --force to overwrite files recklessly.");
}

/* ---- making the link ---- */

static int put_link(const char *folder, const char *to, const char *from, Err *err)
{
    if (symlink(from, to) == 0)
        return 1;
    if (errno == ENOENT && fs_mkdirs(folder, 0777, err) == 0 && symlink(from, to) == 0)
        return 1;
    if (errno == EEXIST && remove_tree(AT_FDCWD, to, err) == 0 && symlink(from, to) == 0)
        return 1;
    return err_errno(err, "cannot link '%s'", to);
}

/* A node_modules/.bin that is a link leads to somebody else's files: it makes room for a
 * folder. */
static void drop_linked_folder(Bins *b, const BinLink *l)
{
    Str folder = str_of(l->folder);
    struct stat st;

    if (!str_is(path_basename(folder), ".bin") || map_has(&b->claimed, folder))
        return;
    map_set(&b->claimed, folder, b);
    if (lstat(l->folder, &st) == 0 && S_ISLNK(st.st_mode))
        (void)unlink(l->folder);
}

/* 1: linked; 0: nothing to do. */
static int link_gently(Bins *b, const BinLink *l, const char **target, Err *err)
{
    const char *to = arena_printf(&b->arena, "%s/%s", l->folder, l->name);
    const char *from;
    struct stat st;

    drop_linked_folder(b, l);
    *target = arena_printf(&b->arena, "%s/%s", l->package, l->target);
    if (map_has(&b->claimed, str_of(to)))
        return 0;
    map_set(&b->claimed, str_of(to), b);
    if (lstat(*target, &st) < 0)
        return 0;
    from = path_relative(&b->arena, str_of(l->folder), str_of(*target)).ptr;
    switch (look(&b->arena, l, to, from)) {
    case PLACE_SAME: return l->fresh;
    case PLACE_TAKEN:
        if (!l->force)
            return taken(to, err);
        break;
    default: break;
    }
    return put_link(l->folder, to, from, err);
}

/* ---- the target ---- */

/* Length of a first line "#!…\r\n" without its end; 0 if it isn't one. */
static size_t dos_line(const char *head, size_t len)
{
    const char *end = memchr(head, '\n', len);

    if (len < 2 || head[0] != '#' || head[1] != '!' || end == NULL || end - head < 4 ||
        end[-1] != '\r')
        return 0;
    return (size_t)(end - head) - 1;
}

static int read_whole(int fd, Buf *out)
{
    char room[65536];
    ssize_t n;

    if (lseek(fd, 0, SEEK_SET) < 0)
        return -errno;
    while ((n = read(fd, room, sizeof room)) > 0)
        buf_put(out, room, (size_t)n);
    return n < 0 ? -errno : out->full ? -EFBIG : 0;
}

/* Puts a copy of the file (its first line mended) in the file's place. */
static int rewrite(Bins *b, const char *path, int fd, unsigned mode, size_t line)
{
    const char *tmp = arena_printf(&b->arena, "%s.pkg-%d", path, (int)getpid());
    Buf text = BUF_MAX(SCRIPT_MAX);
    int out = -1, rc = read_whole(fd, &text);

    if (rc == 0 && line > 0)
        buf_cut(&text, line, 1);
    if (rc == 0)
        out = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (rc == 0 && (out < 0 || write(out, text.ptr, text.len) != (ssize_t)text.len ||
                    fchmod(out, mode) < 0))
        rc = -errno;
    if (out >= 0 && close(out) < 0 && rc == 0)
        rc = -errno;
    if (rc == 0 && rename(tmp, path) < 0)
        rc = -errno;
    if (rc < 0)
        unlink(tmp);
    buf_release(&text);
    return rc;
}

/* Mends mode and first line. Through a link as npm does: a workspace's own file may
 * be meant. */
static int fix_target(Bins *b, const char *path, Err *err)
{
    unsigned mode = 0777 & ~b->umask;
    char head[2048];
    struct stat st;
    size_t line;
    ssize_t n;
    int rc = 0, fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0 || fstat(fd, &st) < 0) {
        rc = errno == ENOENT || errno == EACCES ? 0 : -errno;
        goto out;
    }
    n = S_ISREG(st.st_mode) ? pread(fd, head, sizeof head, 0) : 0;
    line = n > 0 ? dos_line(head, (size_t)n) : 0;
    if ((st.st_mode & 07777) == mode && line == 0)
        goto out;
    if (S_ISREG(st.st_mode) && (st.st_nlink > 1 || line > 0))
        rc = rewrite(b, path, fd, mode, line);
    else
        rc = fchmod(fd, mode) < 0 ? -errno : 0;
out:
    if (fd >= 0)
        close(fd);
    if (rc == 0)
        return 0;
    errno = -rc;
    return err_errno(err, "cannot make '%s' executable", path);
}

int bins_link(Bins *b, const BinLink *l, Err *err)
{
    const char *target;
    int rc = link_gently(b, l, &target, err);

    return rc <= 0 ? rc : fix_target(b, target, err);
}
