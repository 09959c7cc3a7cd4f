/* stdio.c: internalBinding('stdio'): what the standard descriptors are, and reading from
 * standard input on the loop. */
#include <errno.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "common/xalloc.h"
#include "runtime/engine/bind.h"
#include "runtime/engine/bytes.h"
#include "runtime/engine/error.h"
#include "runtime/loop/handle.h"
#include "runtime/natives.h"

#define READ_MAX ((size_t)64 << 10)

typedef struct {
    Handle handle;
    union {
        uv_stream_t stream;
        uv_pipe_t pipe;
        uv_tty_t tty;
        uv_tcp_t tcp;
    } uv;
    char chunk[READ_MAX]; /* what uv reads into */
} Input;

static const char *type_name(int fd)
{
    switch (uv_guess_handle(fd)) {
    case UV_TTY: return "TTY";
    case UV_FILE: return "FILE";
    case UV_NAMED_PIPE: return "PIPE";
    case UV_TCP: return "TCP";
    case UV_UDP: return "UDP";
    default: return "UNKNOWN";
    }
}

/* [ fd ] -> [ name ] */
static duk_ret_t js_guess_type(duk_context *ctx)
{
    duk_push_string(ctx, type_name(duk_to_int32(ctx, 0)));
    return 1;
}

/* [ fd max ] -> [ bytes | rc ]: what can be read now; waits where nothing can */
static duk_ret_t js_read_fd(duk_context *ctx)
{
    int fd = duk_to_int32(ctx, 0);
    size_t max = duk_to_uint32(ctx, 1);
    Buf b = BUF_MAX(READ_MAX);
    ssize_t n;

    if (max > READ_MAX)
        max = READ_MAX;
    buf_reserve(&b, max);
    do {
        n = read(fd, b.ptr, max);
    } while (n < 0 && errno == EINTR);
    if (n < 0) {
        int e = errno;

        buf_release(&b);
        duk_push_int(ctx, -e);
        return 1;
    }
    b.len = (size_t)n;
    js_push_bytes_take(ctx, &b);
    return 1;
}

static int open_stream(duk_context *ctx, Input *in, int fd)
{
    uv_loop_t *loop = loop_of(ctx);
    int rc;

    switch (uv_guess_handle(fd)) {
    case UV_TTY: return uv_tty_init(loop, &in->uv.tty, fd, 0);
    case UV_NAMED_PIPE:
        rc = uv_pipe_init(loop, &in->uv.pipe, 0);
        return rc < 0 ? rc : uv_pipe_open(&in->uv.pipe, fd);
    case UV_TCP:
        rc = uv_tcp_init(loop, &in->uv.tcp);
        return rc < 0 ? rc : uv_tcp_open(&in->uv.tcp, fd);
    default: return UV_EINVAL;
    }
}

static void on_alloc(uv_handle_t *h, size_t size, uv_buf_t *buf)
{
    Input *in = h->data;

    (void)size;
    *buf = uv_buf_init(in->chunk, sizeof in->chunk);
}

/* The wrapper's onread(rc, bytes): rc < 0 is the end or an error. */
static void on_read(uv_stream_t *s, ssize_t n, const uv_buf_t *buf)
{
    Input *in = s->data;
    duk_context *ctx = in->handle.ctx;
    Bytes out;

    if (n == 0 || !handle_begin(&in->handle, "onread"))
        return;
    duk_push_number(ctx, (double)n);
    if (n > 0) {
        js_push_bytes(ctx, (size_t)n, &out);
        memcpy(out.ptr, buf->base, (size_t)n);
    } else {
        duk_push_undefined(ctx);
    }
    js_callback(ctx, 2);
    duk_pop(ctx);
}

/* [ fd object ] -> [ rc ]: the object becomes the wrapper of a stream on fd */
static duk_ret_t js_open(duk_context *ctx)
{
    int fd = duk_to_int32(ctx, 0), rc;
    Input *in;

    duk_dup(ctx, 1);
    in = handle_new(ctx, sizeof *in, "STDIN");
    rc = open_stream(ctx, in, fd);
    if (rc < 0)
        handle_discard(&in->handle, ctx);
    else
        handle_open(&in->handle, ctx, (uv_handle_t *)&in->uv.stream);
    duk_push_int(ctx, rc);
    return 1;
}

/* [ ] -> [ rc ] */
static duk_ret_t js_read_start(duk_context *ctx)
{
    Input *in = handle_this(ctx, "STDIN");

    duk_push_int(ctx, in ? uv_read_start(&in->uv.stream, on_alloc, on_read) : UV_EBADF);
    return 1;
}

/* [ ] -> [ rc ] */
static duk_ret_t js_read_stop(duk_context *ctx)
{
    Input *in = handle_this(ctx, "STDIN");

    duk_push_int(ctx, in ? uv_read_stop(&in->uv.stream) : UV_EBADF);
    return 1;
}

/* [ raw ] -> [ rc ] */
static duk_ret_t js_set_raw_mode(duk_context *ctx)
{
    Input *in = handle_this(ctx, "STDIN");

    if (in == NULL || in->uv.stream.type != UV_TTY)
        duk_push_int(ctx, UV_ENOTTY);
    else
        duk_push_int(ctx, uv_tty_set_mode(&in->uv.tty, duk_to_boolean(ctx, 0)
                                                           ? UV_TTY_MODE_RAW
                                                           : UV_TTY_MODE_NORMAL));
    return 1;
}

/* [ fd ] -> [ [columns, rows] | undefined ] */
static duk_ret_t js_window_size(duk_context *ctx)
{
    struct winsize ws;

    if (ioctl(duk_to_int32(ctx, 0), TIOCGWINSZ, &ws) < 0)
        return 0;
    duk_push_array(ctx);
    duk_push_uint(ctx, ws.ws_col);
    duk_put_prop_index(ctx, -2, 0);
    duk_push_uint(ctx, ws.ws_row);
    duk_put_prop_index(ctx, -2, 1);
    return 1;
}

void js_init_stdio(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "guessType", js_guess_type, 1, 0 },
        { "readFd", js_read_fd, 2, 0 },
        { "open", js_open, 2, 0 },
        { "windowSize", js_window_size, 1, 0 },
        { NULL, NULL, 0, 0 },
    };
    static const JsFunction methods[] = {
        { "readStart", js_read_start, 0, 0 },
        { "readStop", js_read_stop, 0, 0 },
        { "setRawMode", js_set_raw_mode, 1, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
    duk_push_object(ctx);
    js_put_functions(ctx, methods);
    handle_put_methods(ctx);
    duk_put_prop_string(ctx, -2, "inputPrototype");
}
