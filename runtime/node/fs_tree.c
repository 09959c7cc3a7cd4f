/* fs_tree.c: whole folders at once: mkdir -p and rm -r, at once or as one job on libuv's
 * threads. Links are removed, never followed. */
#include "runtime/node/fs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/bug.h"
#include "common/xalloc.h"
#include "runtime/engine/error.h"

/* Folders inside folders that are still removed: each holds one descriptor. */
#define MAX_DEPTH 512

/* ORDER TREE: internal/fs/operations.js gives the kinds of removal by number. */
typedef enum {
    TREE_REMOVE_FILE,   /* a folder is EISDIR */
    TREE_REMOVE,        /* whatever it is */
    TREE_REMOVE_FOLDER, /* anything else is ENOTDIR */
    TREE_MKDIR
} TreeOp;

typedef struct {
    TreeOp op;
    char *path; /* owned; mkdir cuts it here and there while it works */
    mode_t mode;
    int retries, retry_delay_ms;
    bool force;

    int rc;              /* 0 or -errno */
    const char *syscall; /* which failed */
    Buf at;              /* the path at which it failed */
    size_t made;         /* length of the first folder made; 0: none */
} Tree;

static int fail(Tree *t, int error, const char *syscall, const char *path)
{
    t->rc = -error;
    t->syscall = syscall;
    buf_clear(&t->at);
    buf_puts(&t->at, path);
    return -1;
}

/* ---- mkdir -p ---- */

/* Makes the first `len` bytes of the path. 1: made, 0: was there, -1: failed. */
static int make_one(Tree *t, size_t len)
{
    char cut = t->path[len];
    int rc, error;

    t->path[len] = '\0';
    rc = mkdir(t->path, t->mode);
    error = errno;
    t->path[len] = cut;
    if (rc == 0)
        return 1;
    if (error == EEXIST || error == EISDIR)
        return 0;
    errno = error;
    return -1;
}

/* Length of the path less its last part. */
static size_t above(const char *path, size_t len)
{
    while (len > 1 && path[len - 1] == '/')
        len--;
    while (len > 0 && path[len - 1] != '/')
        len--;
    while (len > 1 && path[len - 1] == '/')
        len--;
    return len;
}

static size_t below(const char *path, size_t len, size_t end)
{
    while (len < end && path[len] == '/')
        len++;
    while (len < end && path[len] != '/')
        len++;
    return len;
}

static void check_is_folder(Tree *t)
{
    struct stat st;

    if (stat(t->path, &st) < 0)
        (void)fail(t, errno, "mkdir", t->path);
    else if (!S_ISDIR(st.st_mode))
        (void)fail(t, EEXIST, "mkdir", t->path);
}

/* Goes up to the first folder that is there, then down again. */
static void make_folders(Tree *t)
{
    size_t end = strlen(t->path), len = end;

    for (;;) {
        int rc = make_one(t, len);

        if (rc < 0 && errno == ENOENT && above(t->path, len) > 0 &&
            above(t->path, len) < len) {
            len = above(t->path, len);
            continue;
        }
        if (rc < 0) {
            (void)fail(t, errno, "mkdir", t->path);
            return;
        }
        if (rc > 0 && t->made == 0)
            t->made = len;
        if (len >= end) {
            if (rc == 0)
                check_is_folder(t);
            return;
        }
        len = below(t->path, len, end);
        while (len < end && strspn(t->path + len, "/") == end - len)
            len = end;
    }
}

/* ---- rm -r ---- */

static int remove_at(Tree *t, int dir, const char *name, Buf *path, int depth);

static bool passes(int error)
{
    return error == EBUSY || error == EMFILE || error == ENFILE || error == ENOTEMPTY ||
           error == EPERM;
}

static int empty_folder(Tree *t, int fd, Buf *path, int depth)
{
    DIR *d = fdopendir(fd);
    struct dirent *e;
    int rc = 0;

    if (d == NULL) {
        rc = fail(t, errno, "opendir", buf_cstr(path));
        close(fd);
        return rc;
    }
    while (rc == 0 && (e = readdir(d)) != NULL) {
        size_t len = path->len;

        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        buf_putc(path, '/');
        buf_puts(path, e->d_name);
        rc = remove_at(t, dirfd(d), e->d_name, path, depth + 1);
        path->len = len;
    }
    closedir(d);
    return rc;
}

static int remove_folder(Tree *t, int dir, const char *name, Buf *path, int depth)
{
    int fd;

    if (depth > MAX_DEPTH)
        return fail(t, ENAMETOOLONG, "rmdir", buf_cstr(path));
    fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) {
        if (errno == ENOENT)
            return 0;
        return fail(t, errno, "opendir", buf_cstr(path));
    }
    if (empty_folder(t, fd, path, depth) < 0)
        return -1;
    for (int tries = 0; unlinkat(dir, name, AT_REMOVEDIR) < 0; tries++) {
        if (errno == ENOENT)
            return 0;
        if (tries >= t->retries || !passes(errno))
            return fail(t, errno, "rmdir", buf_cstr(path));
        usleep((useconds_t)t->retry_delay_ms * (unsigned)(tries + 1) * 1000U);
    }
    return 0;
}

static int remove_at(Tree *t, int dir, const char *name, Buf *path, int depth)
{
    if (unlinkat(dir, name, 0) == 0 || errno == ENOENT)
        return 0;
    if (errno != EISDIR && errno != EPERM)
        return fail(t, errno, "unlink", buf_cstr(path));
    return remove_folder(t, dir, name, path, depth);
}

static void remove_tree(Tree *t)
{
    struct stat st;
    Buf path = { 0 };

    if (lstat(t->path, &st) < 0) {
        if (!t->force || errno != ENOENT)
            (void)fail(t, errno, "lstat", t->path);
        return;
    }
    if (S_ISDIR(st.st_mode) && t->op == TREE_REMOVE_FILE) {
        (void)fail(t, EISDIR, "rm", t->path);
        return;
    }
    if (!S_ISDIR(st.st_mode) && t->op == TREE_REMOVE_FOLDER) {
        (void)fail(t, ENOTDIR, "rmdir", t->path);
        return;
    }
    buf_puts(&path, t->path);
    if (S_ISDIR(st.st_mode))
        (void)remove_folder(t, AT_FDCWD, t->path, &path, 0);
    else
        (void)remove_at(t, AT_FDCWD, t->path, &path, 0);
    buf_release(&path);
}

static void run(Tree *t)
{
    if (t->op == TREE_MKDIR)
        make_folders(t);
    else
        remove_tree(t);
}

/* ---- At once or on a thread ---- */

typedef struct {
    Req req;
    uv_work_t uv;
    Tree tree;
} TreeReq;

static void tree_release(Tree *t)
{
    buf_release(&t->at);
    xfree(t->path);
}

static void release(Req *req)
{
    tree_release(&container_of(req, TreeReq, req)->tree);
}

static void push_failure(duk_context *ctx, Tree *t)
{
    js_push_uv_error(ctx, t->rc, t->syscall, buf_cstr(&t->at), NULL);
}

/* The first folder made, or undefined. */
static void push_made(duk_context *ctx, Tree *t)
{
    if (t->made > 0)
        js_push_utf8(ctx, str_n(t->path, t->made));
    else
        duk_push_undefined(ctx);
}

static void on_work(uv_work_t *uv)
{
    run(&((TreeReq *)uv->data)->tree);
}

static void on_done(uv_work_t *uv, int status)
{
    TreeReq *r = uv->data;
    duk_context *ctx = req_begin(&r->req);

    if (status < 0 && r->tree.rc == 0)
        (void)fail(&r->tree, -status, "rm", r->tree.path);
    if (r->tree.rc != 0) {
        push_failure(ctx, &r->tree);
        req_settle(&r->req, 1);
        return;
    }
    duk_push_null(ctx);
    push_made(ctx, &r->tree);
    req_settle(&r->req, 2);
}

static duk_ret_t later(duk_context *ctx, Tree *t, duk_idx_t callback)
{
    TreeReq *r = req_new(ctx, sizeof *r, callback, release);
    int rc;

    r->tree = *t;
    r->uv.data = r;
    rc = uv_queue_work(loop_of(ctx), &r->uv, on_work, on_done);
    if (rc < 0) {
        req_fail(&r->req);
        return js_throw_uv(ctx, rc, "rm", NULL, NULL);
    }
    return 0;
}

static duk_ret_t now(duk_context *ctx, Tree *t)
{
    run(t);
    if (t->rc != 0)
        push_failure(ctx, t);
    else
        push_made(ctx, t);
    tree_release(t);
    return t->rc != 0 ? duk_throw(ctx) : 1;
}

static duk_ret_t start(duk_context *ctx, Tree *t, duk_idx_t callback)
{
    const char *path = fs_path(ctx, 0);

    t->path = xstrdup(path);
    return duk_is_undefined(ctx, callback) ? now(ctx, t) : later(ctx, t, callback);
}

/* mkdirp: [ path mode callback ] -> [ first made | undefined ] */
static duk_ret_t js_mkdirp(duk_context *ctx)
{
    Tree t = { .op = TREE_MKDIR, .mode = (mode_t)duk_to_uint32(ctx, 1) };

    return start(ctx, &t, 2);
}

/* rmTree: [ path kind force retries delay callback ] -> [ undefined ] */
static duk_ret_t js_rm_tree(duk_context *ctx)
{
    Tree t = { .op = (TreeOp)duk_require_int(ctx, 1),
               .force = duk_to_boolean(ctx, 2),
               .retries = duk_to_int(ctx, 3),
               .retry_delay_ms = duk_to_int(ctx, 4) };

    BUG_IF(t.op > TREE_REMOVE_FOLDER);
    return start(ctx, &t, 5);
}

void fs_put_trees(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "mkdirp", js_mkdirp, 3, 0 },
        { "rmTree", js_rm_tree, 6, 0 },
        { NULL, NULL, 0, 0 },
    };

    js_put_functions(ctx, fns);
}
