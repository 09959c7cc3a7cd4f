/* http.c: libcurl's multi interface driven by libuv.
 *
 * libcurl says which sockets it waits for (on_socket) and until when (on_timer); uv
 * polls and tells it what happened (on_poll, on_timeout), and after each such step
 * finished exchanges are collected (reap). Callbacks of exchanges run from reap, where
 * libcurl isn't on the stack, so they may start others. */
#include "registry-client/http.h"

#include <errno.h>
#include <unistd.h>

#include "common/bug.h"
#include "common/vec.h"
#include "registry-client/curl_api.h"
#include "registry-client/http_error.h"
#include "registry-client/trust.h"

#define HEAD_MAX (256 << 10)
#define IDLE_EASIES 64
/* Bytes a second on average: less, over the whole of fetch-timeout, is as good as
 * nothing. */
#define SLOWEST_BYTES_A_SECOND 16

typedef struct Socket Socket;

struct Socket {
    uv_poll_t poll;
    Http *http;
    curl_socket_t fd;
};

/* What an exchange has while it is under way. */
typedef struct HttpCurl {
    HttpExchange *x;
    Http *http;
    CURL *easy;
    struct curl_slist *headers;
    size_t sent; /* bytes of the body */
    bool head_done;
    int proxy_status; /* of a proxy that doesn't lead to the server; 0 */
    bool too_much;    /* headers over HEAD_MAX */
    bool by_trust;    /* certificates are verified by http's */
    bool timed_out;
    char error[CURL_ERROR_SIZE];  /* libcurl's words */
    uint64_t moved_at, window_at; /* of the last byte; of the counting of bytes */
    uint64_t window_bytes;
    struct HttpCurl *next, *prev; /* all that are under way */
} HttpCurl;

struct Http {
    uv_loop_t *loop;
    const RegistryOptions *o;
    CURLM *multi;
    uv_timer_t timer; /* libcurl's */
    uv_timer_t watch; /* looks for exchanges without progress */
    HttpCurl *first;
    VEC(CURL *) idle;      /* easy handles to be used again */
    VEC(Socket *) sockets; /* by number */
    Trust *trust; /* made when TLS is first spoken; NULL: by libcurl's own means */
    bool has_trust;
    Buf trusted; /* for those: see trust_load */
    int open_handles;
    bool closing;
    bool inside; /* libcurl is on the stack */
};

/* ---- Sockets and timers ---- */

static void reap(Http *h);

static void act(Http *h, curl_socket_t fd, int events)
{
    int running;

    h->inside = true;
    (void)curl_api.curl_multi_socket_action(h->multi, fd, events, &running);
    h->inside = false;
    reap(h);
}

static void free_if_closed(Http *h)
{
    if (!h->closing || h->open_handles > 0)
        return;
    vec_release(&h->idle);
    vec_release(&h->sockets);
    trust_free(h->trust);
    buf_release(&h->trusted);
    xfree(h);
}

static void on_poll(uv_poll_t *p, int status, int events)
{
    Socket *s = p->data;
    int what = 0;

    if (status < 0)
        what = CURL_CSELECT_ERR;
    if (events & UV_READABLE)
        what |= CURL_CSELECT_IN;
    if (events & UV_WRITABLE)
        what |= CURL_CSELECT_OUT;
    act(s->http, s->fd, what);
}

static void on_socket_closed(uv_handle_t *handle)
{
    Socket *s = handle->data;
    Http *h = s->http;

    xfree(s);
    h->open_handles--;
    free_if_closed(h);
}

static Socket **socket_of(Http *h, curl_socket_t fd)
{
    while (h->sockets.len <= (size_t)fd)
        vec_push(&h->sockets, NULL);
    return &h->sockets.ptr[fd];
}

static Socket *socket_new(Http *h, curl_socket_t fd)
{
    Socket *s = xcalloc(1, sizeof *s);

    s->http = h;
    s->fd = fd;
    s->poll.data = s;
    if (uv_poll_init_socket(h->loop, &s->poll, fd) < 0) {
        xfree(s);
        return NULL;
    }
    h->open_handles++;
    return s;
}

/* libcurl waits for something else on a socket, or for nothing. The handle stays until
 * the socket is closed: a kept connection is used again and again, and making a
 * uv_poll_t costs four system calls. What nobody waits for is not polled, though that is
 * a call more: libcurl may close it without a word, and uv ends the process where it is
 * to poll what is closed. */
static int on_socket(CURL *easy, curl_socket_t fd, int what, void *arg, void *of_socket)
{
    Http *h = arg;
    Socket **s = socket_of(h, fd);
    int events = 0;

    (void)easy;
    (void)of_socket;
    if (what == CURL_POLL_REMOVE) {
        if (*s != NULL)
            uv_poll_stop(&(*s)->poll);
        return 0;
    }
    if (*s == NULL && (*s = socket_new(h, fd)) == NULL)
        return -1;
    if (what & CURL_POLL_IN)
        events |= UV_READABLE;
    if (what & CURL_POLL_OUT)
        events |= UV_WRITABLE;
    return uv_poll_start(&(*s)->poll, events, on_poll) < 0 ? -1 : 0;
}

static int on_close_socket(void *arg, curl_socket_t fd)
{
    Http *h = arg;
    Socket **s = socket_of(h, fd);

    if (*s != NULL)
        uv_close((uv_handle_t *)&(*s)->poll, on_socket_closed);
    *s = NULL;
    return close(fd);
}

static void on_timeout(uv_timer_t *t)
{
    act(t->data, CURL_SOCKET_TIMEOUT, 0);
}

static int on_timer(CURLM *multi, long ms, void *arg)
{
    Http *h = arg;

    (void)multi;
    if (h->closing)
        return 0;
    if (ms < 0)
        uv_timer_stop(&h->timer);
    else
        uv_timer_start(&h->timer, on_timeout, (uint64_t)ms, 0);
    return 0;
}

/* ---- Bytes ---- */

static void moved(HttpCurl *c, size_t n)
{
    c->moved_at = uv_now(c->http->loop);
    c->window_bytes += n;
}

/* "HTTP/1.1 404 Not Found" begins a head; what came before was a proxy's or a "100
 * Continue". */
static void begin_head(HttpExchange *x, Str line)
{
    Str version, rest, code;

    buf_clear(&x->head);
    snprintf(x->head_line, sizeof x->head_line, STR_FMT, STR_ARG(str_trim(line)));
    str_cut(str_of(x->head_line), ' ', &version, &rest);
    str_cut(rest, ' ', &code, &x->reason);
}

static size_t on_header(char *bytes, size_t size, size_t n, void *arg)
{
    HttpCurl *c = arg;
    Str line = str_n(bytes, size * n);

    moved(c, line.len);
    if (str_starts(line, STR("HTTP/")))
        begin_head(c->x, line);
    else if (str_trim(line).len > 0) {
        buf_str(&c->x->head, str_trim(line));
        buf_putc(&c->x->head, '\n');
    }
    if (c->x->head.len > HEAD_MAX) {
        c->too_much = true;
        return 0;
    }
    return line.len;
}

/* Tells the caller of the head, once, when it is known to be the last one. */
static bool finish_head(HttpCurl *c)
{
    long status = 0, version = 0;

    if (c->head_done)
        return true;
    c->head_done = true;
    (void)curl_api.curl_easy_getinfo(c->easy, CURLINFO_RESPONSE_CODE, &status);
    (void)curl_api.curl_easy_getinfo(c->easy, CURLINFO_HTTP_VERSION, &version);
    c->x->status = c->proxy_status ? c->proxy_status : (int)status;
    c->x->is_http2 = version >= CURL_HTTP_VERSION_2_0;
    return c->x->on_head == NULL || c->x->on_head(c->x) == 0;
}

static size_t on_body(char *bytes, size_t size, size_t n, void *arg)
{
    HttpCurl *c = arg;
    Str piece = str_n(bytes, size * n);

    moved(c, piece.len);
    if (!finish_head(c) || (c->x->on_data != NULL && c->x->on_data(c->x, piece) != 0))
        return CURL_WRITEFUNC_ERROR;
    return piece.len;
}

static size_t on_upload(char *room, size_t size, size_t n, void *arg)
{
    HttpCurl *c = arg;
    Str piece = str_sub(c->x->body, c->sent, c->sent + size * n);

    if (piece.len > 0)
        memcpy(room, piece.ptr, piece.len);
    c->sent += piece.len;
    moved(c, piece.len);
    return piece.len;
}

/* libcurl sends a body again when a kept connection turns out to be dead. */
static int on_rewind(void *arg, curl_off_t offset, int origin)
{
    HttpCurl *c = arg;

    if (origin != SEEK_SET || offset < 0 || (size_t)offset > c->x->body.len)
        return CURL_SEEKFUNC_FAIL;
    c->sent = (size_t)offset;
    return CURL_SEEKFUNC_OK;
}

/* ---- Options of an exchange ---- */

#define SET(option, value) (void)curl_api.curl_easy_setopt(c->easy, option, value)

static void set_blob(HttpCurl *c, CURLoption option, Str bytes)
{
    struct curl_blob blob = { (void *)bytes.ptr, bytes.len, CURL_BLOB_COPY };

    SET(option, &blob);
}

static void trust_extra(HttpCurl *c)
{
    Buf *trusted = &c->http->trusted;
    struct curl_blob blob = { NULL, 0, CURL_BLOB_NOCOPY };

    trust_load(c->http->o->extra_ca, trusted);
    blob.data = trusted->ptr;
    blob.len = trusted->len;
    if (blob.len > 0)
        SET(CURLOPT_CAINFO_BLOB, &blob);
}

static Trust *trust_of(Http *h)
{
    TrustSource from = { h->o->ca, h->o->cafile, h->o->extra_ca };

    if (!h->has_trust)
        h->trust = trust_new(&from);
    h->has_trust = true;
    return h->trust;
}

static CURLcode on_ssl_ctx(CURL *easy, void *ssl_ctx, void *arg)
{
    Http *h = arg;

    (void)easy;
    return trust_give(h->trust, ssl_ctx) ? CURLE_OK : CURLE_SSL_CERTPROBLEM;
}

/* What the settings trust alone is for the registry, not for a proxy that is spoken to by
 * TLS, too: libcurl tells them apart, its callback doesn't. */
static bool is_for_proxy_too(const HttpCurl *c)
{
    const RegistryOptions *o = c->http->o;

    return strncmp(c->x->proxy, "https:", 6) == 0 && (o->ca.len > 0 || o->cafile.len > 0);
}

/* False where libcurl can't take it. */
static bool set_trust(HttpCurl *c)
{
    Http *h = c->http;

    if (is_for_proxy_too(c) || trust_of(h) == NULL ||
        curl_api.curl_easy_setopt(c->easy, CURLOPT_SSL_CTX_FUNCTION, on_ssl_ctx) !=
            CURLE_OK)
        return false;
    SET(CURLOPT_SSL_CTX_DATA, h);
    SET(CURLOPT_CAINFO, NULL);
    SET(CURLOPT_CAPATH, NULL);
    c->by_trust = true;
    return true;
}

static void set_bundle(HttpCurl *c)
{
    const RegistryOptions *o = c->http->o;

    if (o->ca.len > 0 || o->cafile.len > 0)
        SET(CURLOPT_CAPATH, NULL); /* they replace the system's, as npm's do */
    if (o->ca.len > 0)
        set_blob(c, CURLOPT_CAINFO_BLOB, o->ca);
    else if (o->cafile.len > 0)
        SET(CURLOPT_CAINFO, o->cafile.ptr);
    else if (o->extra_ca.len > 0)
        trust_extra(c);
}

static void set_tls(HttpCurl *c)
{
    const RegistryOptions *o = c->http->o;

    SET(CURLOPT_SSL_VERIFYPEER, o->strict_ssl ? 1L : 0L);
    SET(CURLOPT_SSL_VERIFYHOST, o->strict_ssl ? 2L : 0L);
    SET(CURLOPT_PROXY_SSL_VERIFYPEER, o->strict_ssl ? 1L : 0L);
    SET(CURLOPT_PROXY_SSL_VERIFYHOST, o->strict_ssl ? 2L : 0L);
    if (o->strict_ssl && !set_trust(c))
        set_bundle(c);
    if (c->x->certfile != NULL) {
        SET(CURLOPT_SSLCERT, c->x->certfile);
        SET(CURLOPT_SSLKEY, c->x->keyfile);
    } else if (o->cert.len > 0 && o->key.len > 0) {
        set_blob(c, CURLOPT_SSLCERT_BLOB, o->cert);
        set_blob(c, CURLOPT_SSLKEY_BLOB, o->key);
    }
}

static void set_method(HttpCurl *c)
{
    HttpExchange *x = c->x;

    if (x->has_body) {
        SET(CURLOPT_UPLOAD, 1L);
        SET(CURLOPT_READFUNCTION, on_upload);
        SET(CURLOPT_READDATA, c);
        SET(CURLOPT_SEEKFUNCTION, on_rewind);
        SET(CURLOPT_SEEKDATA, c);
        SET(CURLOPT_INFILESIZE_LARGE, (curl_off_t)x->body.len);
        /* Some registries never answer "100 Continue". */
        c->headers = curl_api.curl_slist_append(c->headers, "Expect:");
    } else if (strcmp(x->method, "HEAD") == 0) {
        SET(CURLOPT_NOBODY, 1L);
    }
    if (strcmp(x->method, "GET") != 0 || x->has_body)
        SET(CURLOPT_CUSTOMREQUEST, x->method);
}

/* A header of ours: it is put together once, not twice, and a proxy that leads to the
 * registry isn't told. */
static void set_user_agent(HttpCurl *c)
{
    Str agent = c->http->o->user_agent;
    Buf line = { 0 };

    if (agent.len == 0)
        return;
    buf_printf(&line, "User-Agent: " STR_FMT, STR_ARG(agent));
    c->headers = curl_api.curl_slist_append(c->headers, buf_cstr(&line));
    buf_release(&line);
}

static void set_headers(HttpCurl *c)
{
    for (size_t i = 0; i < c->x->n_headers; i++)
        c->headers = curl_api.curl_slist_append(c->headers, c->x->headers[i]);
    /* A proxy must not see what is for the registry. */
    SET(CURLOPT_HEADEROPT, (long)CURLHEADER_SEPARATE);
    SET(CURLOPT_HTTPHEADER, c->headers);
}

static bool is_plain_http(const HttpExchange *x)
{
    return strncmp(x->url, "http:", 5) == 0;
}

static bool needs_tls(const HttpExchange *x)
{
    return !is_plain_http(x) || strncmp(x->proxy, "https:", 6) == 0;
}

static void set_proxy(HttpCurl *c)
{
    SET(CURLOPT_PROXY, c->x->proxy); /* "" keeps libcurl from asking the environment */
    SET(CURLOPT_NOPROXY, "");
    SET(CURLOPT_SOCKS5_AUTH, CURLAUTH_BASIC);
}

static void set_options(HttpCurl *c)
{
    const RegistryOptions *o = c->http->o;

    SET(CURLOPT_URL, c->x->url);
    SET(CURLOPT_PRIVATE, c);
    SET(CURLOPT_ERRORBUFFER, c->error);
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_HTTP_VERSION, needs_tls(c->x) && curl_api_has_http2()
                                  ? (long)CURL_HTTP_VERSION_2TLS
                                  : (long)CURL_HTTP_VERSION_1_1);
    SET(CURLOPT_PIPEWAIT, 1L);
    SET(CURLOPT_HEADERFUNCTION, on_header);
    SET(CURLOPT_HEADERDATA, c);
    SET(CURLOPT_WRITEFUNCTION, on_body);
    SET(CURLOPT_WRITEDATA, c);
    SET(CURLOPT_BUFFERSIZE, 128L << 10);
    SET(CURLOPT_CLOSESOCKETFUNCTION, on_close_socket);
    SET(CURLOPT_CLOSESOCKETDATA, c->http);
    SET(CURLOPT_CONNECTTIMEOUT_MS, o->fetch_timeout_ms);
    set_proxy(c);
    set_user_agent(c);
    if (o->local_address.len > 0)
        SET(CURLOPT_INTERFACE, o->local_address.ptr);
    if (c->x->decode)
        SET(CURLOPT_ACCEPT_ENCODING, ""); /* all that libcurl can undo */
    set_method(c);
    set_headers(c);
    if (needs_tls(c->x))
        set_tls(c);
}

/* ---- Life of an exchange ---- */

static void unlink_exchange(HttpCurl *c)
{
    Http *h = c->http;

    if (c->prev != NULL)
        c->prev->next = c->next;
    else
        h->first = c->next;
    if (c->next != NULL)
        c->next->prev = c->prev;
    if (h->first == NULL)
        uv_timer_stop(&h->watch);
}

/* Takes the exchange off libcurl; its easy handle waits for the next one. */
static void detach(HttpCurl *c)
{
    Http *h = c->http;

    (void)curl_api.curl_multi_remove_handle(h->multi, c->easy);
    curl_api.curl_slist_free_all(c->headers);
    unlink_exchange(c);
    if (h->idle.len < IDLE_EASIES) {
        curl_api.curl_easy_reset(c->easy);
        vec_push(&h->idle, c->easy);
    } else {
        curl_api.curl_easy_cleanup(c->easy);
    }
    c->x->priv = NULL;
    xfree(c);
}

/* A proxy that won't lead to the registry says why, as if that were the answer: its head
 * is the last that came. */
static bool proxy_refuses(HttpCurl *c)
{
    long status = 0;

    (void)curl_api.curl_easy_getinfo(c->easy, CURLINFO_HTTP_CONNECTCODE, &status);
    if (c->timed_out || c->head_done || status == 0 || status == 200)
        return false;
    c->proxy_status = (int)status;
    return true;
}

/* Whose certificate wasn't trusted is asked once more, with all that may be trusted. */
static bool ask_once_more(HttpCurl *c, CURLcode code)
{
    Http *h = c->http;

    if (code != CURLE_PEER_FAILED_VERIFICATION || !c->by_trust || c->head_done ||
        !trust_widen(h->trust))
        return false;
    (void)curl_api.curl_multi_remove_handle(h->multi, c->easy);
    c->sent = 0;
    buf_clear(&c->x->head);
    return curl_api.curl_multi_add_handle(h->multi, c->easy) == CURLM_OK;
}

static void finish(HttpCurl *c, CURLcode code)
{
    HttpExchange *x = c->x;
    HttpFault fault = { .code = code,
                        .url = x->url,
                        .proxy = x->proxy,
                        .text = c->error,
                        .streams = x->streams,
                        .idle = c->timed_out,
                        .headers_too_large = c->too_much };
    Err err = { 0 };
    int rc = 0;

    if (ask_once_more(c, code))
        return;
    if (code != CURLE_OK && proxy_refuses(c))
        code = CURLE_OK;
    if (code == CURLE_OK && !finish_head(c))
        code = CURLE_WRITE_ERROR;
    if (code != CURLE_OK || c->timed_out) {
        fault.code = code;
        http_fault_read(&fault, c->easy);
        rc = http_fault_err(&fault, &err);
    }
    detach(c);
    x->on_done(x, rc, &err);
}

static void reap(Http *h)
{
    CURLMsg *m;
    int left;

    while (!h->closing && (m = curl_api.curl_multi_info_read(h->multi, &left)) != NULL) {
        char *c = NULL;

        if (m->msg != CURLMSG_DONE)
            continue;
        (void)curl_api.curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &c);
        finish((HttpCurl *)(void *)c, m->data.result);
    }
}

/* No byte for the whole of fetch-timeout, or hardly any. */
static bool is_stuck(HttpCurl *c, uint64_t now)
{
    uint64_t limit = (uint64_t)c->http->o->fetch_timeout_ms;
    uint64_t wanted = limit * SLOWEST_BYTES_A_SECOND / 1000;

    if (now - c->moved_at >= limit)
        return true;
    if (now - c->window_at < limit)
        return false;
    if (c->window_bytes < wanted && c->head_done)
        return true;
    c->window_at = now;
    c->window_bytes = 0;
    return false;
}

static void on_watch(uv_timer_t *t)
{
    Http *h = t->data;
    uint64_t now = uv_now(h->loop);
    HttpCurl *c = h->first;

    /* A callback may end any other exchange: begin anew after each. */
    while (c != NULL) {
        if (is_stuck(c, now)) {
            c->timed_out = true;
            finish(c, CURLE_OPERATION_TIMEDOUT);
            c = h->first;
        } else {
            c = c->next;
        }
    }
}

static void start_watch(Http *h)
{
    uint64_t every = (uint64_t)h->o->fetch_timeout_ms / 8;

    if (h->o->fetch_timeout_ms <= 0 || uv_is_active((uv_handle_t *)&h->watch))
        return;
    every = every < 10 ? 10 : every > 1000 ? 1000 : every;
    uv_timer_start(&h->watch, on_watch, every, every);
}

int http_start(Http *h, HttpExchange *x, Err *err)
{
    HttpCurl *c;

    BUG_IF(x->priv != NULL || h->closing);
    if (needs_tls(x) && curl_api_load_tls(err) < 0)
        return err->code;
    c = xcalloc(1, sizeof *c);
    c->x = x;
    c->http = h;
    c->easy = h->idle.len > 0 ? h->idle.ptr[--h->idle.len] : curl_api.curl_easy_init();
    if (c->easy == NULL) {
        xfree(c);
        return err_set(err, ERR_ELIBRARY, "libcurl cannot make a request");
    }
    uv_update_time(h->loop);
    c->moved_at = c->window_at = uv_now(h->loop);
    c->next = h->first;
    if (h->first != NULL)
        h->first->prev = c;
    h->first = c;
    x->priv = c;
    x->status = 0;
    x->reason = STR("");
    buf_clear(&x->head);
    set_options(c);
    start_watch(h);
    if (curl_api.curl_multi_add_handle(h->multi, c->easy) != CURLM_OK) {
        detach(c);
        return err_set(err, ERR_ELIBRARY, "libcurl refuses a request");
    }
    return 0;
}

void http_cancel(HttpExchange *x)
{
    if (x->priv != NULL) {
        BUG_IF(x->priv->http->inside);
        detach(x->priv);
    }
}

void http_exchange_release(HttpExchange *x)
{
    http_cancel(x);
    buf_release(&x->head);
}

Str http_header(Str head, const char *name)
{
    Str key = str_of(name), found = STR("");

    while (head.len > key.len) {
        const char *end = memchr(head.ptr, '\n', head.len);
        size_t len = end != NULL ? (size_t)(end - head.ptr) : head.len;

        if (len > key.len && head.ptr[key.len] == ':' &&
            str_ieq(str_sub(head, 0, key.len), key))
            found = str_trim(str_sub(head, key.len + 1, len));
        head = str_from(head, len + 1);
    }
    return found;
}

Str http_answer_header(const HttpExchange *x, const char *name)
{
    return http_header(buf_view(&x->head), name);
}

/* ---- Making and closing ---- */

#define SET_MULTI(option, value) (void)curl_api.curl_multi_setopt(h->multi, option, value)

int http_new(uv_loop_t *loop, const RegistryOptions *o, Http **out, Err *err)
{
    long sockets = o->more_sockets ? MORE_SOCKETS : o->max_sockets;
    int rc = curl_api_load(err);
    Http *h;

    if (rc < 0)
        return rc;
    h = xcalloc(1, sizeof *h);
    h->loop = loop;
    h->o = o;
    h->multi = curl_api.curl_multi_init();
    SET_MULTI(CURLMOPT_SOCKETFUNCTION, on_socket);
    SET_MULTI(CURLMOPT_SOCKETDATA, h);
    SET_MULTI(CURLMOPT_TIMERFUNCTION, on_timer);
    SET_MULTI(CURLMOPT_TIMERDATA, h);
    SET_MULTI(CURLMOPT_PIPELINING, (long)CURLPIPE_MULTIPLEX);
    SET_MULTI(CURLMOPT_MAX_HOST_CONNECTIONS, sockets);
    SET_MULTI(CURLMOPT_MAXCONNECTS, sockets * 4);
    uv_timer_init(loop, &h->timer);
    uv_timer_init(loop, &h->watch);
    h->timer.data = h->watch.data = h;
    h->open_handles = 2;
    *out = h;
    return 0;
}

static void on_timer_closed(uv_handle_t *handle)
{
    Http *h = handle->data;

    h->open_handles--;
    free_if_closed(h);
}

void http_free(Http *h)
{
    if (h == NULL)
        return;
    BUG_IF(h->inside);
    while (h->first != NULL)
        detach(h->first);
    h->closing = true;
    for (size_t i = 0; i < h->idle.len; i++)
        curl_api.curl_easy_cleanup(h->idle.ptr[i]);
    h->idle.len = 0;
    (void)curl_api.curl_multi_cleanup(h->multi); /* closes connections: on_close_socket */
    uv_close((uv_handle_t *)&h->timer, on_timer_closed);
    uv_close((uv_handle_t *)&h->watch, on_timer_closed);
}
