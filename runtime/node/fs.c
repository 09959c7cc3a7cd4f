/* fs.c: internalBinding('fs'): libuv's file operations, at once or on its threads.
 *
 * Each native takes the operation's arguments and then a callback. Without one it does
 * the work at once, returns the result and throws the system's error; with one it returns
 * nothing and calls back with (error) or (null, result). Which operation it is stands in
 * its magic; table `ops` says the rest. */
#include "runtime/node/fs.h"

#include <math.h>
#include <string.h>

#include "common/bug.h"
#include "common/xalloc.h"
#include "runtime/engine/error.h"
#include "runtime/natives.h"

enum {
    OP_ACCESS,
    OP_CHMOD,
    OP_CHOWN,
    OP_CLOSE,
    OP_COPYFILE,
    OP_FCHMOD,
    OP_FCHOWN,
    OP_FDATASYNC,
    OP_FSTAT,
    OP_FSYNC,
    OP_FTRUNCATE,
    OP_FUTIME,
    OP_LCHOWN,
    OP_LINK,
    OP_LSTAT,
    OP_LUTIME,
    OP_MKDIR,
    OP_MKDTEMP,
    OP_OPEN,
    OP_READ,
    OP_READLINK,
    OP_REALPATH,
    OP_RENAME,
    OP_RMDIR,
    OP_SCANDIR,
    OP_STAT,
    OP_STATFS,
    OP_SYMLINK,
    OP_UNLINK,
    OP_UTIME,
    OP_WRITE
};

/* Arguments of an operation, in order, by letter: p path, q second path, f descriptor,
 * n number; b buffers with a position. */
static const struct {
    const char *name, *syscall, *args;
    FsResult result;
} ops[] = {
    [OP_ACCESS] = { "access", "access", "pn", FS_NOTHING },
    [OP_CHMOD] = { "chmod", "chmod", "pn", FS_NOTHING },
    [OP_CHOWN] = { "chown", "chown", "pnn", FS_NOTHING },
    [OP_CLOSE] = { "close", "close", "f", FS_NOTHING },
    [OP_COPYFILE] = { "copyFile", "copyfile", "pqn", FS_NOTHING },
    [OP_FCHMOD] = { "fchmod", "fchmod", "fn", FS_NOTHING },
    [OP_FCHOWN] = { "fchown", "fchown", "fnn", FS_NOTHING },
    [OP_FDATASYNC] = { "fdatasync", "fdatasync", "f", FS_NOTHING },
    [OP_FSTAT] = { "fstat", "fstat", "fn", FS_STAT },
    [OP_FSYNC] = { "fsync", "fsync", "f", FS_NOTHING },
    [OP_FTRUNCATE] = { "ftruncate", "ftruncate", "fn", FS_NOTHING },
    [OP_FUTIME] = { "futimes", "futime", "fnn", FS_NOTHING },
    [OP_LCHOWN] = { "lchown", "lchown", "pnn", FS_NOTHING },
    [OP_LINK] = { "link", "link", "pq", FS_NOTHING },
    [OP_LSTAT] = { "lstat", "lstat", "pn", FS_STAT },
    [OP_LUTIME] = { "lutimes", "lutime", "pnn", FS_NOTHING },
    [OP_MKDIR] = { "mkdir", "mkdir", "pn", FS_NOTHING },
    [OP_MKDTEMP] = { "mkdtemp", "mkdtemp", "pn", FS_PATH },
    [OP_OPEN] = { "open", "open", "pnn", FS_NUMBER },
    [OP_READ] = { "read", "read", "fb", FS_NUMBER },
    [OP_READLINK] = { "readlink", "readlink", "pn", FS_TEXT },
    [OP_REALPATH] = { "realpath", "realpath", "pn", FS_TEXT },
    [OP_RENAME] = { "rename", "rename", "pq", FS_NOTHING },
    [OP_RMDIR] = { "rmdir", "rmdir", "p", FS_NOTHING },
    [OP_SCANDIR] = { "readdir", "scandir", "pnn", FS_NAMES },
    [OP_STAT] = { "stat", "stat", "pn", FS_STAT },
    [OP_STATFS] = { "statfs", "statfs", "p", FS_STATFS },
    [OP_SYMLINK] = { "symlink", "symlink", "pqn", FS_NOTHING },
    [OP_UNLINK] = { "unlink", "unlink", "p", FS_NOTHING },
    [OP_UTIME] = { "utimes", "utime", "pnn", FS_NOTHING },
    [OP_WRITE] = { "write", "write", "fb", FS_NUMBER },
};

/* The arguments as read from the stack. */
typedef struct {
    int op;
    const char *path, *dest;
    int fd;
    double n[2];
    uv_buf_t *bufs; /* inside a buffer on the stack */
    unsigned n_bufs;
    int64_t position;
} Call;

typedef struct {
    Req req;
    uv_fs_t uv;
    int op;
    FsResult result;
    bool raw;
} FsReq;

const char *fs_path(duk_context *ctx, duk_idx_t i)
{
    Bytes b;
    Str s;

    if (js_get_bytes(ctx, i, &b))
        return duk_push_lstring(ctx, (const char *)b.ptr, b.len);
    js_require_str(ctx, i, "path");
    s = js_to_utf8(ctx, i);
    /* Interned text ends with a NUL, which s may not. */
    return duk_push_lstring(ctx, s.ptr, s.len);
}

/* ---- Arguments ---- */

/* The views in the array at i (or the one view there) as libuv's buffers. */
static void read_buffers(duk_context *ctx, duk_idx_t i, Call *c)
{
    bool list = duk_is_array(ctx, i);
    size_t n = list ? duk_get_length(ctx, i) : 1;

    c->bufs = duk_push_fixed_buffer(ctx, (n > 0 ? n : 1) * sizeof(uv_buf_t));
    for (size_t k = 0; k < n; k++) {
        Bytes b;

        if (list)
            duk_get_prop_index(ctx, i, (duk_uarridx_t)k);
        else
            duk_dup(ctx, i);
        b = js_require_bytes(ctx, -1, "buffer");
        c->bufs[k] = uv_buf_init((char *)b.ptr, (unsigned)b.len);
        duk_pop(ctx);
    }
    c->n_bufs = (unsigned)n;
}

/* A view, offset and length in it, position; or an array of views and a position. */
static void read_transfer(duk_context *ctx, duk_idx_t i, Call *c)
{
    double at, n, position;

    read_buffers(ctx, i, c);
    if (!duk_is_array(ctx, i)) {
        at = duk_require_number(ctx, i + 1);
        n = duk_require_number(ctx, i + 2);
        if (!(at >= 0 && n >= 0 && at + n <= (double)c->bufs[0].len))
            (void)duk_range_error(ctx, "out of bounds");
        c->bufs[0].base += (size_t)at;
        c->bufs[0].len = (size_t)n;
    }
    position = duk_is_number(ctx, i + 3) ? duk_get_number(ctx, i + 3) : -1;
    c->position = position >= 0 ? (int64_t)position : -1;
}

static void read_call(duk_context *ctx, Call *c)
{
    const char *args = ops[c->op].args;
    int n = 0;

    for (duk_idx_t i = 0; args[i] != '\0'; i++) {
        switch (args[i]) {
        case 'p': c->path = fs_path(ctx, i); break;
        case 'q': c->dest = fs_path(ctx, i); break;
        case 'f': c->fd = duk_require_int(ctx, i); break;
        case 'b': read_transfer(ctx, i, c); break;
        default: c->n[n++] = duk_to_number(ctx, i);
        }
    }
}

/* ---- Doing it ---- */

static int start_path(Call *c, uv_loop_t *loop, uv_fs_t *uv, uv_fs_cb cb)
{
    const char *p = c->path;
    int n = (int)c->n[0];

    switch (c->op) {
    case OP_ACCESS: return uv_fs_access(loop, uv, p, n, cb);
    case OP_CHMOD: return uv_fs_chmod(loop, uv, p, n, cb);
    case OP_CHOWN:
        return uv_fs_chown(loop, uv, p, (uv_uid_t)c->n[0], (uv_gid_t)c->n[1], cb);
    case OP_COPYFILE: return uv_fs_copyfile(loop, uv, p, c->dest, n, cb);
    case OP_LCHOWN:
        return uv_fs_lchown(loop, uv, p, (uv_uid_t)c->n[0], (uv_gid_t)c->n[1], cb);
    case OP_LINK: return uv_fs_link(loop, uv, p, c->dest, cb);
    case OP_LSTAT: return uv_fs_lstat(loop, uv, p, cb);
    case OP_LUTIME: return uv_fs_lutime(loop, uv, p, c->n[0], c->n[1], cb);
    case OP_MKDIR: return uv_fs_mkdir(loop, uv, p, n, cb);
    case OP_MKDTEMP: return uv_fs_mkdtemp(loop, uv, p, cb);
    case OP_OPEN: return uv_fs_open(loop, uv, p, n, (int)c->n[1], cb);
    case OP_READLINK: return uv_fs_readlink(loop, uv, p, cb);
    case OP_REALPATH: return uv_fs_realpath(loop, uv, p, cb);
    case OP_RENAME: return uv_fs_rename(loop, uv, p, c->dest, cb);
    case OP_RMDIR: return uv_fs_rmdir(loop, uv, p, cb);
    case OP_SCANDIR: return uv_fs_scandir(loop, uv, p, 0, cb);
    case OP_STAT: return uv_fs_stat(loop, uv, p, cb);
    case OP_STATFS: return uv_fs_statfs(loop, uv, p, cb);
    case OP_SYMLINK: return uv_fs_symlink(loop, uv, p, c->dest, n, cb);
    case OP_UNLINK: return uv_fs_unlink(loop, uv, p, cb);
    default: return uv_fs_utime(loop, uv, p, c->n[0], c->n[1], cb);
    }
}

static int start_fd(Call *c, uv_loop_t *loop, uv_fs_t *uv, uv_fs_cb cb)
{
    switch (c->op) {
    case OP_CLOSE: return uv_fs_close(loop, uv, c->fd, cb);
    case OP_FCHMOD: return uv_fs_fchmod(loop, uv, c->fd, (int)c->n[0], cb);
    case OP_FCHOWN:
        return uv_fs_fchown(loop, uv, c->fd, (uv_uid_t)c->n[0], (uv_gid_t)c->n[1], cb);
    case OP_FDATASYNC: return uv_fs_fdatasync(loop, uv, c->fd, cb);
    case OP_FSTAT: return uv_fs_fstat(loop, uv, c->fd, cb);
    case OP_FSYNC: return uv_fs_fsync(loop, uv, c->fd, cb);
    case OP_FTRUNCATE: return uv_fs_ftruncate(loop, uv, c->fd, (int64_t)c->n[0], cb);
    case OP_FUTIME: return uv_fs_futime(loop, uv, c->fd, c->n[0], c->n[1], cb);
    case OP_READ: return uv_fs_read(loop, uv, c->fd, c->bufs, c->n_bufs, c->position, cb);
    default: return uv_fs_write(loop, uv, c->fd, c->bufs, c->n_bufs, c->position, cb);
    }
}

static int start(Call *c, uv_loop_t *loop, uv_fs_t *uv, uv_fs_cb cb)
{
    return ops[c->op].args[0] == 'p' ? start_path(c, loop, uv, cb)
                                     : start_fd(c, loop, uv, cb);
}

/* The last number of an operation that takes one chooses the shape of its result. */
static FsResult result_of(const Call *c, bool *raw)
{
    FsResult kind = ops[c->op].result;

    *raw = false;
    if (kind == FS_STAT && c->n[0] != 0)
        return FS_STAT_BIG;
    if (kind == FS_TEXT || kind == FS_PATH)
        *raw = c->n[0] != 0;
    if (kind == FS_NAMES) {
        *raw = c->n[0] != 0;
        return c->n[1] != 0 ? FS_ENTRIES : FS_NAMES;
    }
    return kind;
}

typedef struct {
    FsResult kind;
    bool raw;
    uv_fs_t *uv;
} Pushing;

static duk_ret_t push_result(duk_context *ctx, void *udata)
{
    Pushing *p = udata;

    fs_push_result(ctx, p->kind, p->raw, p->uv);
    return 1;
}

static duk_ret_t run_now(duk_context *ctx, Call *c)
{
    uv_fs_t uv;
    int rc = start(c, NULL, &uv, NULL);
    Pushing p = { .uv = &uv };
    duk_int_t status;

    if (rc < 0) {
        uv_fs_req_cleanup(&uv);
        /* Node names no path where libuv makes one up. */
        return js_throw_uv(ctx, rc, ops[c->op].syscall, c->path, c->dest);
    }
    p.kind = result_of(c, &p.raw);
    if (p.kind == FS_NOTHING || p.kind == FS_NUMBER) {
        double n = (double)uv.result;

        uv_fs_req_cleanup(&uv);
        if (p.kind == FS_NOTHING)
            return 0;
        duk_push_number(ctx, n);
        return 1;
    }
    status = duk_safe_call(ctx, push_result, &p, 0, 1);
    uv_fs_req_cleanup(&uv);
    return status == DUK_EXEC_SUCCESS ? 1 : duk_throw(ctx);
}

static void release(Req *req)
{
    uv_fs_req_cleanup(&container_of(req, FsReq, req)->uv);
}

static void on_done(uv_fs_t *uv)
{
    FsReq *r = uv->data;
    duk_context *ctx = req_begin(&r->req);
    Pushing p = { r->result, r->raw, uv };
    bool ok = uv->result >= 0;

    if (!ok) {
        js_push_uv_error(ctx, (int)uv->result, ops[r->op].syscall, uv->path,
                         r->op == OP_COPYFILE || r->op == OP_LINK || r->op == OP_RENAME ||
                                 r->op == OP_SYMLINK
                             ? uv->new_path
                             : NULL);
    } else {
        duk_push_null(ctx);
        /* Where the result doesn't fit into memory, that is the error. */
        if (duk_safe_call(ctx, push_result, &p, 0, 1) != DUK_EXEC_SUCCESS) {
            duk_remove(ctx, -2);
            ok = false;
        }
    }
    req_settle(&r->req, ok ? 2 : 1);
}

static duk_ret_t run_later(duk_context *ctx, Call *c, duk_idx_t callback)
{
    FsReq *r = req_new(ctx, sizeof *r, callback, release);
    int rc;

    r->op = c->op;
    r->result = result_of(c, &r->raw);
    if (c->n_bufs > 0)
        req_keep(&r->req, ctx, 1);
    rc = start(c, loop_of(ctx), &r->uv, on_done);
    r->uv.data = r;
    if (rc < 0) {
        req_fail(&r->req);
        return js_throw_uv(ctx, rc, ops[c->op].syscall, c->path, c->dest);
    }
    return 0;
}

/* Arguments by `args`, then the callback or undefined. */
static duk_ret_t js_op(duk_context *ctx)
{
    Call c = { .op = duk_get_current_magic(ctx), .position = -1 };
    duk_idx_t callback = (duk_idx_t)strlen(ops[c.op].args);

    /* A transfer has three more: offset, length, position. */
    if (ops[c.op].args[callback - 1] == 'b')
        callback += 3;
    duk_set_top(ctx, callback + 1);
    read_call(ctx, &c);
    if (duk_is_undefined(ctx, callback))
        return run_now(ctx, &c);
    return run_later(ctx, &c, callback);
}

/* ---- Questions that never throw ---- */

/* [ path ] -> [ bool ] */
static duk_ret_t js_exists(duk_context *ctx)
{
    uv_fs_t uv;
    int rc = uv_fs_access(NULL, &uv, fs_path(ctx, 0), 0, NULL);

    uv_fs_req_cleanup(&uv);
    duk_push_boolean(ctx, rc == 0);
    return 1;
}

/* [ path lstat ] -> [ stats | undefined ]: undefined where there is nothing; other
 * errors are thrown */
static duk_ret_t js_stat_if_there(duk_context *ctx)
{
    const char *path = fs_path(ctx, 0);
    bool link = duk_to_boolean(ctx, 1), big = duk_to_boolean(ctx, 2);
    uv_fs_t uv;
    int rc =
        link ? uv_fs_lstat(NULL, &uv, path, NULL) : uv_fs_stat(NULL, &uv, path, NULL);

    uv_fs_req_cleanup(&uv); /* leaves statbuf */
    if (rc == UV_ENOENT || rc == UV_ENOTDIR)
        return 0;
    if (rc < 0)
        return js_throw_uv(ctx, rc, link ? "lstat" : "stat", path, NULL);
    fs_push_result(ctx, big ? FS_STAT_BIG : FS_STAT, false, &uv);
    return 1;
}

void js_init_fs(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "existsSync", js_exists, 1, 0 },
        { "statIfThere", js_stat_if_there, 3, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
        js_push_function(ctx, ops[i].name, js_op, DUK_VARARGS);
        duk_set_magic(ctx, -1, (duk_int_t)i);
        duk_put_prop_string(ctx, -2, ops[i].name);
    }
    js_put_functions(ctx, fns);
    fs_put_files(ctx);
    fs_put_trees(ctx);
}
