/* http_server.c: connections, requests, answers. */
#include "tests/registry/http_server.h"

#include <stdio.h>
#include <stdlib.h>

#include "common/bug.h"
#include "common/xalloc.h"

typedef struct {
    uv_tcp_t tcp;
    HttpHandler handler;
    void *arg;
    int port;
} Listener;

typedef struct {
    uv_tcp_t tcp;
    uv_timer_t timer; /* delay and drip */
    uv_write_t write;
    Listener *listener;
    unsigned number;
    Buf in;
    bool busy;    /* an answer is on its way: later requests wait in `in` */
    bool closing; /* uv_close was called */
    int open_handles;
    /* The answer. */
    HttpAnswer answer;
    Buf head;
    size_t sent;    /* bytes of the body */
    bool keep;      /* the connection lives on after the answer */
    bool head_only; /* HEAD, 204, 304 */
} Conn;

static unsigned n_conns;

static void next_request(Conn *c);

static void on_close(uv_handle_t *h)
{
    Conn *c = h->data;

    if (--c->open_handles > 0)
        return;
    buf_release(&c->in);
    buf_release(&c->head);
    buf_release(&c->answer.head);
    buf_release(&c->answer.own);
    xfree(c);
}

static void conn_close(Conn *c)
{
    if (c->closing)
        return;
    c->closing = true;
    uv_close((uv_handle_t *)&c->timer, on_close);
    uv_close((uv_handle_t *)&c->tcp, on_close);
}

static void conn_reset(Conn *c)
{
    if (c->closing)
        return;
    c->closing = true;
    uv_close((uv_handle_t *)&c->timer, on_close);
    if (uv_tcp_close_reset(&c->tcp, on_close) < 0)
        uv_close((uv_handle_t *)&c->tcp, on_close);
}

/* ---- Sending ---- */

static void answer_done(Conn *c)
{
    buf_release(&c->answer.own);
    buf_clear(&c->answer.head);
    c->busy = false;
    if (!c->keep)
        conn_close(c);
    else
        next_request(c);
}

/* How far the body may go: to the cut, the stall, or its end. */
static size_t body_limit(const Conn *c)
{
    const HttpAnswer *a = &c->answer;
    size_t limit = a->body.len;

    if (a->cut_at != HTTP_NOWHERE && (size_t)a->cut_at < limit)
        limit = (size_t)a->cut_at;
    if (a->stall_at != HTTP_NOWHERE && (size_t)a->stall_at < limit)
        limit = (size_t)a->stall_at;
    return c->head_only ? 0 : limit;
}

static void on_drip(uv_timer_t *t);

static void on_written(uv_write_t *w, int status)
{
    Conn *c = w->data;
    HttpAnswer *a = &c->answer;

    if (status < 0) {
        conn_close(c);
        return;
    }
    if (c->sent < body_limit(c)) {
        uv_timer_start(&c->timer, on_drip, (uint64_t)a->drip_ms, 0);
        return;
    }
    if (a->cut_at != HTTP_NOWHERE && a->reset)
        conn_reset(c);
    else if (a->cut_at != HTTP_NOWHERE)
        conn_close(c);
    else if (a->stall_at == HTTP_NOWHERE)
        answer_done(c);
}

/* Bytes as uv wants them; it doesn't write to them. */
static uv_buf_t uv_bytes(const char *p, size_t n)
{
    return uv_buf_init((char *)p, (unsigned)n);
}

static void write_parts(Conn *c, const uv_buf_t *parts, unsigned n)
{
    c->write.data = c;
    if (uv_write(&c->write, (uv_stream_t *)&c->tcp, parts, n, on_written) < 0)
        conn_close(c);
}

static void on_drip(uv_timer_t *t)
{
    Conn *c = t->data;
    uv_buf_t part = uv_bytes(c->answer.body.ptr + c->sent, 1);

    c->sent++;
    write_parts(c, &part, 1);
}

static const char *reason(int status)
{
    static const struct {
        int status;
        const char *text;
    } reasons[] = {
        { 200, "OK" },
        { 201, "Created" },
        { 204, "No Content" },
        { 206, "Partial Content" },
        { 301, "Moved" },
        { 302, "Found" },
        { 304, "Not Modified" },
        { 307, "Temporary Redirect" },
        { 400, "Bad Request" },
        { 401, "Unauthorized" },
        { 403, "Forbidden" },
        { 404, "Not Found" },
        { 405, "Method Not Allowed" },
        { 408, "Request Timeout" },
        { 409, "Conflict" },
        { 416, "Range Not Satisfiable" },
        { 429, "Too Many Requests" },
        { 500, "Internal Server Error" },
        { 502, "Bad Gateway" },
        { 503, "Service Unavailable" },
        { 504, "Gateway Timeout" },
    };

    for (size_t i = 0; i < ARRAY_LEN(reasons); i++) {
        if (reasons[i].status == status)
            return reasons[i].text;
    }
    return "Unknown";
}

static void make_head(Conn *c)
{
    HttpAnswer *a = &c->answer;

    buf_clear(&c->head);
    buf_printf(&c->head, "HTTP/1.1 %d %s\r\n", a->status, reason(a->status));
    buf_str(&c->head, buf_view(&a->head));
    if (a->status != 204 && a->status != 304)
        buf_printf(&c->head, "content-length: %ld\r\n",
                   (long)a->body.len + a->length_delta);
    buf_printf(&c->head, "connection: %s\r\n\r\n", c->keep ? "keep-alive" : "close");
}

static void send_answer(Conn *c)
{
    HttpAnswer *a = &c->answer;
    uv_buf_t parts[2];

    if (a->stall_headers)
        return;
    if (a->raw.ptr != NULL) {
        c->keep = false;
        c->sent = a->body.len;
        parts[0] = uv_bytes(a->raw.ptr, a->raw.len);
        write_parts(c, parts, 1);
        return;
    }
    make_head(c);
    parts[0] = uv_bytes(c->head.ptr, c->head.len);
    c->sent = a->drip_ms > 0 ? 0 : body_limit(c);
    parts[1] = uv_bytes(a->body.ptr, c->sent);
    write_parts(c, parts, c->sent > 0 ? 2 : 1);
}

static void on_delay(uv_timer_t *t)
{
    send_answer(t->data);
}

/* ---- Reading ---- */

Str http_header(const HttpRequest *q, const char *name)
{
    for (size_t i = 0; i < q->n_headers; i++) {
        if (str_ieq(q->headers[i].name, str_of(name)))
            return q->headers[i].value;
    }
    return STR("");
}

static bool parse_head(Str head, HttpRequest *q)
{
    Str line, rest = head, version;

    if (!str_next(&rest, '\n', &line) ||
        !str_cut(str_trim(line), ' ', &q->method, &line) ||
        !str_cut(line, ' ', &q->target, &version))
        return false;
    str_cut(q->target, '?', &q->path, &q->query);
    while (str_next(&rest, '\n', &line)) {
        HttpHeader *h = &q->headers[q->n_headers];

        if (str_trim(line).len == 0)
            continue;
        if (q->n_headers == HTTP_HEADERS_MAX || !str_cut(line, ':', &h->name, &h->value))
            return false;
        h->value = str_trim(h->value);
        q->n_headers++;
    }
    return true;
}

/* Decodes a chunked body. Bytes used, 0 if it isn't complete, -1 if it is none. */
static ptrdiff_t unchunk(Str in, Buf *out)
{
    size_t at = 0;

    for (;;) {
        ptrdiff_t eol = str_find(str_from(in, at), STR("\r\n"));
        char digits[20] = { 0 };
        unsigned long n;

        if (eol < 0)
            return 0;
        if (eol == 0 || eol >= (ptrdiff_t)sizeof digits)
            return -1;
        memcpy(digits, in.ptr + at, (size_t)eol);
        n = strtoul(digits, NULL, 16);
        at += (size_t)eol + 2;
        if (in.len - at < n + 2)
            return 0;
        buf_put(out, in.ptr + at, n);
        at += n + 2;
        if (n == 0)
            return (ptrdiff_t)at;
    }
}

/* The body behind the head. As unchunk. */
static ptrdiff_t take_body(HttpRequest *q, Str in, Buf *room)
{
    uint64_t length = 0;
    ptrdiff_t used;

    if (str_ieq(http_header(q, "transfer-encoding"), STR("chunked"))) {
        used = unchunk(in, room);
        q->body = buf_view(room);
        return used;
    }
    if (http_header(q, "content-length").len > 0 &&
        !str_to_u64(http_header(q, "content-length"), &length))
        return -1;
    if (length == 0)
        return 0;
    if (in.len < length)
        return -2;
    q->body = str_sub(in, 0, length);
    return (ptrdiff_t)length;
}

/* Takes one request out of what came in, and answers it. False if there is none yet. */
static bool one_request(Conn *c)
{
    Str in = buf_view(&c->in);
    ptrdiff_t end = str_find(in, STR("\r\n\r\n")), used;
    HttpRequest q = { .port = c->listener->port, .conn = c->number };
    Buf room = { 0 };

    if (end < 0)
        return false;
    if (!parse_head(str_sub(in, 0, (size_t)end), &q)) {
        conn_close(c);
        return false;
    }
    used = take_body(&q, str_from(in, (size_t)end + 4), &room);
    if (used == -2 || (used == 0 && http_header(&q, "transfer-encoding").len > 0)) {
        buf_release(&room);
        return false;
    }
    if (used < 0) {
        buf_release(&room);
        conn_close(c);
        return false;
    }
    buf_clear(&c->answer.head);
    c->answer = (HttpAnswer){ .status = 200,
                              .head = c->answer.head,
                              .stall_at = HTTP_NOWHERE,
                              .cut_at = HTTP_NOWHERE };
    c->listener->handler(c->listener->arg, &q, &c->answer);
    c->keep = !c->answer.close && c->answer.length_delta == 0 &&
              !str_ieq(http_header(&q, "connection"), STR("close"));
    c->head_only =
        str_is(q.method, "HEAD") || c->answer.status == 204 || c->answer.status == 304;
    buf_cut(&c->in, 0, (size_t)end + 4 + (size_t)used);
    buf_release(&room);
    return true;
}

static void next_request(Conn *c)
{
    if (c->busy || c->closing || !one_request(c))
        return;
    c->busy = true;
    if (c->answer.delay_ms > 0)
        uv_timer_start(&c->timer, on_delay, (uint64_t)c->answer.delay_ms, 0);
    else
        send_answer(c);
}

static void on_alloc(uv_handle_t *h, size_t hint, uv_buf_t *out)
{
    Conn *c = h->data;

    (void)hint;
    if (!buf_reserve(&c->in, 65536))
        BUG("a request of a gigabyte");
    *out = uv_buf_init(c->in.ptr + c->in.len, (unsigned)(c->in.cap - c->in.len - 1));
}

static void on_read(uv_stream_t *s, ssize_t n, const uv_buf_t *room)
{
    Conn *c = s->data;

    (void)room;
    if (n < 0) {
        conn_close(c);
        return;
    }
    c->in.len += (size_t)n;
    next_request(c);
}

static void on_connection(uv_stream_t *s, int status)
{
    Listener *l = s->data;
    Conn *c;

    if (status < 0)
        return;
    c = xcalloc(1, sizeof *c);
    c->listener = l;
    c->number = ++n_conns;
    c->tcp.data = c->timer.data = c;
    c->open_handles = 2;
    uv_tcp_init(s->loop, &c->tcp);
    uv_timer_init(s->loop, &c->timer);
    if (uv_accept(s, (uv_stream_t *)&c->tcp) < 0) {
        conn_close(c);
        return;
    }
    uv_tcp_nodelay(&c->tcp, 1);
    uv_read_start((uv_stream_t *)&c->tcp, on_alloc, on_read);
}

int http_server_listen(uv_loop_t *loop, int port, HttpHandler handler, void *arg)
{
    Listener *l = xcalloc(1, sizeof *l); /* lives as long as the program */
    struct sockaddr_in addr;
    int len = sizeof addr, rc;

    l->handler = handler;
    l->arg = arg;
    l->tcp.data = l;
    uv_ip4_addr("127.0.0.1", port, &addr);
    uv_tcp_init(loop, &l->tcp);
    if ((rc = uv_tcp_bind(&l->tcp, (struct sockaddr *)&addr, 0)) < 0 ||
        (rc = uv_listen((uv_stream_t *)&l->tcp, 512, on_connection)) < 0 ||
        (rc = uv_tcp_getsockname(&l->tcp, (struct sockaddr *)&addr, &len)) < 0)
        return rc;
    l->port = ntohs(addr.sin_port);
    return l->port;
}
