/* fs_file.c: whole files: read and written in one go, at once or as one job on libuv's
 * threads (Node takes three or more jobs for it).
 *
 * A path is opened and closed here; a descriptor is used from where it stands and stays
 * open. */
#include "runtime/node/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/bug.h"
#include "common/xalloc.h"
#include "runtime/engine/error.h"

#define MAX_FILE ((size_t)INT_MAX)
#define CHUNK ((size_t)64 * 1024)

/* A job: what to do, and what came of it. */
typedef struct {
    const char *path; /* NULL: use fd */
    int fd, flags;
    mode_t mode;
    bool writes, flush;
    const char *data; /* to write; belongs to somebody else */
    size_t size;

    Buf text;            /* what was read */
    int rc;              /* 0 or -errno */
    const char *syscall; /* which failed */
    bool too_large;
    double length; /* of the file that is too large */
} Job;

typedef struct {
    Req req;
    uv_work_t uv;
    Job job;
    char *path; /* job.path's memory */
    int codec;  /* -1: a Buffer */
} FileReq;

static int fail(Job *j, const char *syscall)
{
    j->rc = -errno;
    j->syscall = syscall;
    return -1;
}

static int open_file(Job *j)
{
    do
        j->fd = open(j->path, j->flags | O_CLOEXEC, j->mode);
    while (j->fd < 0 && errno == EINTR);
    return j->fd < 0 ? fail(j, "open") : 0;
}

/* A regular file's size is room for all of it at once. */
static int size_file(Job *j)
{
    struct stat st;

    if (fstat(j->fd, &st) < 0)
        return fail(j, "fstat");
    if (S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        return fail(j, "read");
    }
    j->text.max = MAX_FILE;
    if (!S_ISREG(st.st_mode))
        return 0;
    if ((uint64_t)st.st_size > MAX_FILE) {
        j->too_large = true;
        j->length = (double)st.st_size;
        return -1;
    }
    buf_reserve(&j->text, (size_t)st.st_size + 1);
    return 0;
}

static int read_all(Job *j)
{
    for (;;) {
        size_t room = j->text.cap - j->text.len;
        ssize_t n;

        if (room < 2 && !buf_reserve(&j->text, CHUNK)) {
            j->too_large = true;
            j->length = (double)j->text.len;
            return -1;
        }
        room = j->text.cap - j->text.len - 1;
        n = read(j->fd, j->text.ptr + j->text.len, room);
        if (n == 0)
            return 0;
        if (n > 0)
            j->text.len += (size_t)n;
        else if (errno != EINTR)
            return fail(j, "read");
    }
}

static int write_all(Job *j)
{
    size_t done = 0;

    while (done < j->size) {
        ssize_t n = write(j->fd, j->data + done, j->size - done);

        if (n >= 0)
            done += (size_t)n;
        else if (errno != EINTR)
            return fail(j, "write");
    }
    return j->flush && fsync(j->fd) < 0 ? fail(j, "fsync") : 0;
}

static void run(Job *j)
{
    if (j->path != NULL && open_file(j) < 0)
        return;
    if (j->writes)
        (void)write_all(j);
    else if (size_file(j) == 0)
        (void)read_all(j);
    if (j->path != NULL)
        close(j->fd);
}

/* ---- Results ---- */

/* [ … ] -> [ … error ] of a job that failed. */
static void push_error(duk_context *ctx, const Job *j)
{
    if (!j->too_large) {
        js_push_uv_error(ctx, j->rc, j->syscall,
                         strcmp(j->syscall, "open") == 0 ? j->path : NULL, NULL);
        return;
    }
    duk_push_error_object(ctx, DUK_ERR_RANGE_ERROR,
                          "File size (%.0f) is greater than 2 GiB", j->length);
    duk_push_string(ctx, "ERR_FS_FILE_TOO_LARGE");
    duk_put_prop_string(ctx, -2, "code");
}

static bool failed(const Job *j)
{
    return j->rc != 0 || j->too_large;
}

typedef struct {
    Buf *text;
    int codec;
} Content;

/* What was read, as text of a codec or as a Buffer. */
static duk_ret_t push_content(duk_context *ctx, void *udata)
{
    Content *c = udata;
    Bytes out;

    if (c->codec >= 0) {
        buffer_push_text(ctx, (Codec)c->codec, (const unsigned char *)c->text->ptr,
                         c->text->len);
        return 1;
    }
    buffer_push(ctx, c->text->len, &out);
    if (out.len > 0)
        memcpy(out.ptr, c->text->ptr, out.len);
    return 1;
}

static duk_ret_t give_content(duk_context *ctx, Buf *text, int codec)
{
    Content c = { text, codec };
    duk_int_t rc = duk_safe_call(ctx, push_content, &c, 0, 1);

    buf_release(text);
    return rc == DUK_EXEC_SUCCESS ? 1 : duk_throw(ctx);
}

/* ---- At once ---- */

static duk_ret_t now(duk_context *ctx, Job *j, int codec)
{
    run(j);
    if (failed(j)) {
        buf_release(&j->text);
        push_error(ctx, j);
        return duk_throw(ctx);
    }
    return j->writes ? 0 : give_content(ctx, &j->text, codec);
}

/* ---- On a thread ---- */

static void release(Req *req)
{
    FileReq *r = container_of(req, FileReq, req);

    buf_release(&r->job.text);
    xfree(r->path);
}

static void on_work(uv_work_t *uv)
{
    FileReq *r = uv->data;

    run(&r->job);
}

static void on_done(uv_work_t *uv, int status)
{
    FileReq *r = uv->data;
    duk_context *ctx = req_begin(&r->req);
    Content c = { &r->job.text, r->codec };

    if (status < 0 && !failed(&r->job)) {
        r->job.rc = status;
        r->job.syscall = "read";
    }
    if (failed(&r->job)) {
        push_error(ctx, &r->job);
        req_settle(&r->req, 1);
        return;
    }
    duk_push_null(ctx);
    if (r->job.writes) {
        req_settle(&r->req, 1);
    } else if (duk_safe_call(ctx, push_content, &c, 0, 1) == DUK_EXEC_SUCCESS) {
        req_settle(&r->req, 2);
    } else {
        duk_remove(ctx, -2);
        req_settle(&r->req, 1);
    }
}

static duk_ret_t later(duk_context *ctx, const Job *j, int codec, duk_idx_t callback)
{
    FileReq *r = req_new(ctx, sizeof *r, callback, release);
    int rc;

    r->job = *j;
    r->codec = codec;
    if (j->path != NULL)
        r->job.path = r->path = xstrdup(j->path);
    if (j->writes)
        req_keep(&r->req, ctx, 1);
    r->uv.data = r;
    rc = uv_queue_work(loop_of(ctx), &r->uv, on_work, on_done);
    if (rc < 0) {
        req_fail(&r->req);
        return js_throw_uv(ctx, rc, "open", NULL, NULL);
    }
    return 0;
}

/* The path or descriptor at 0. */
static void read_target(duk_context *ctx, Job *j)
{
    if (duk_is_number(ctx, 0))
        j->fd = duk_get_int(ctx, 0);
    else
        j->path = fs_path(ctx, 0);
}

/* readFile: [ path|fd flags encoding callback ] -> [ content ] */
static duk_ret_t js_read_file(duk_context *ctx)
{
    Job j = { 0 };
    int codec;

    j.flags = duk_to_int(ctx, 1);
    codec = duk_is_string(ctx, 2) ? codec_of_name(js_get_str(ctx, 2)) : -1;
    j.mode = 0666;
    read_target(ctx, &j);
    if (duk_is_undefined(ctx, 3))
        return now(ctx, &j, codec);
    return later(ctx, &j, codec, 3);
}

/* writeFile: [ path|fd data flags mode flush callback ] -> [ ] */
static duk_ret_t js_write_file(duk_context *ctx)
{
    Job j = { .writes = true };
    Bytes b;

    j.flags = duk_to_int(ctx, 2);
    j.mode = (mode_t)duk_to_uint32(ctx, 3);
    j.flush = duk_to_boolean(ctx, 4);
    read_target(ctx, &j);
    if (js_get_bytes(ctx, 1, &b)) {
        j.data = (const char *)b.ptr;
        j.size = b.len;
    } else {
        Str s = js_to_utf8(ctx, 1);

        /* The text must outlive this call where the job runs later: JavaScript gives a
         * Buffer then. */
        j.data = s.ptr;
        j.size = s.len;
    }
    if (duk_is_undefined(ctx, 5))
        return now(ctx, &j, -1);
    if (!js_get_bytes(ctx, 1, &b))
        return duk_type_error(ctx, "data is no buffer");
    return later(ctx, &j, -1, 5);
}

void fs_put_files(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "readFile", js_read_file, 4, 0 },
        { "writeFile", js_write_file, 6, 0 },
        { NULL, NULL, 0, 0 },
    };

    js_put_functions(ctx, fns);
}
