/* request.c: the life of a request.
 *
 *     registry_start → waiting → attempt → on_head, on_data → on_done
 *                         ↑                                     ├─ redirect: attempt
 *                         └──────── asleep ←────────────────────┼─ passing fault
 *                                                               └─ over → done
 */
#include "registry-client/request.h"

#include <errno.h>
#include <libdeflate.h>

#include "common/bug.h"
#include "common/xalloc.h"
#include "registry-client/answer_error.h"
#include "registry-client/call.h"
#include "registry-client/proxy.h"
#include "registry-client/redact.h"
#include "registry-client/retry.h"

#define EXPECTED_MAX ((size_t)16 << 20)
#define ERROR_BODY_MAX ((size_t)64 << 10)

/* ---- Lists ---- */

static void list_append(CallList *l, RegistryCall *call)
{
    call->prev = l->last;
    call->next = NULL;
    if (l->last != NULL)
        l->last->next = call;
    else
        l->first = call;
    l->last = call;
}

static void list_remove(CallList *l, RegistryCall *call)
{
    if (call->prev != NULL)
        call->prev->next = call->next;
    else
        l->first = call->next;
    if (call->next != NULL)
        call->next->prev = call->prev;
    else
        l->last = call->prev;
}

static CallList *list_of(RegistryCall *call)
{
    return call->state == CALL_WAITS ? &call->client->waiting[call->q.priority]
                                     : &call->client->begun;
}

static void set_state(RegistryCall *call, CallState state)
{
    RegistryClient *c = call->client;

    int more = (state == CALL_ON_WIRE) - (call->state == CALL_ON_WIRE);

    c->on_wire += more;
    c->later_on_wire += call->q.priority == REGISTRY_LATER ? more : 0;
    list_remove(list_of(call), call);
    call->state = state;
    if (state != CALL_OVER)
        list_append(list_of(call), call);
}

/* ---- The end ---- */

static void call_free(RegistryCall *call)
{
    http_exchange_release(&call->x);
    buf_release(&call->body);
    arena_release(&call->arena);
    xfree(call);
}

static void on_timer_closed(uv_handle_t *h)
{
    call_free(h->data);
}

/* Off all lists; its memory goes when its timer has gone. */
static void call_drop(RegistryCall *call)
{
    set_state(call, CALL_OVER);
    http_cancel(&call->x);
    if (call->has_timer)
        uv_close((uv_handle_t *)&call->timer, on_timer_closed);
    else
        call_free(call);
}

static void pump(RegistryClient *c);

static void call_finish(RegistryCall *call, int rc, const Err *err)
{
    RegistryClient *c = call->client;
    RegistryAnswer answer = { .status = call->x.status,
                              .url = call->url,
                              .head = buf_view(&call->x.head),
                              .body = buf_view(&call->body),
                              .attempts = call->attempt,
                              .time_ms = (long)(uv_now(c->loop) - call->started_ms) };

    set_state(call, CALL_OVER);
    if (rc == 0 && strcmp(call->method, "GET") != 0)
        packument_forget(c, call->q.registry, call->q.url);
    /* The next ones first: the network works while the caller does. */
    pump(c);
    call->done(call->arg, rc, &answer, err);
    if (call->has_timer)
        uv_close((uv_handle_t *)&call->timer, on_timer_closed);
    else
        call_free(call);
}

void registry_hurry(RegistryCall *call)
{
    if (call->state != CALL_WAITS)
        return;
    list_remove(list_of(call), call);
    call->q.priority = REGISTRY_FIRST;
    list_append(list_of(call), call);
}

void registry_cancel(RegistryCall *call)
{
    RegistryClient *c = call->client;

    call_drop(call);
    pump(c);
}

void client_cancel_all(RegistryClient *c)
{
    for (size_t i = 0; i < REGISTRY_PRIORITIES; i++) {
        while (c->waiting[i].first != NULL)
            call_drop(c->waiting[i].first);
    }
    while (c->begun.first != NULL)
        call_drop(c->begun.first);
}

/* ---- The body ---- */

static int sink_write(RegistrySink *sink, Str bytes, Err *err)
{
    RegistryBufSink *s = (RegistryBufSink *)(void *)sink;

    buf_str(&s->buf, bytes);
    return buf_check(&s->buf, "the answer", err);
}

static void sink_restart(RegistrySink *sink)
{
    buf_clear(&((RegistryBufSink *)(void *)sink)->buf);
}

/* Room for all of it at once, but for what may be no more than a boast. */
static void sink_expect(RegistrySink *sink, uint64_t n)
{
    if (n <= EXPECTED_MAX)
        buf_reserve(&((RegistryBufSink *)(void *)sink)->buf, (size_t)n);
}

void registry_buf_sink_init(RegistryBufSink *s, size_t max)
{
    *s = (RegistryBufSink){ { sink_write, sink_restart, sink_expect }, BUF_MAX(max) };
}

static size_t limit_of(const RegistryCall *call)
{
    return call->q.max_bytes > 0 ? call->q.max_bytes : REGISTRY_BYTES_MAX;
}

static int too_big(RegistryCall *call)
{
    char url[512];

    redact_url(call->url, url, sizeof url);
    return err_set(&call->err, ERR_ETOOBIG, "answer of %s is larger than %zu bytes", url,
                   limit_of(call));
}

static void begin_anew(RegistryCall *call)
{
    buf_clear(&call->body);
    if (call->received > 0 && call->q.sink != NULL)
        call->q.sink->restart(call->q.sink);
    call->received = 0;
}

/* Does the 206 go on where we stopped? "bytes 100-199/200" */
static bool continues(const RegistryCall *call)
{
    Str range = http_answer_header(&call->x, "content-range"), first, rest;
    uint64_t from;

    return call->resuming && str_starts(range, STR("bytes ")) &&
           str_cut(str_from(range, 6), '-', &first, &rest) &&
           str_to_u64(str_trim(first), &from) && from == call->received;
}

/* What is needed to go on later, should this answer be cut. */
static void note_validator(RegistryCall *call)
{
    Str etag = http_answer_header(&call->x, "etag");
    Str date = http_answer_header(&call->x, "last-modified");

    call->resumable =
        call->q.resume && call->q.raw && call->x.status == 200 &&
        http_answer_header(&call->x, "content-encoding").len == 0 &&
        !str_ieq(http_answer_header(&call->x, "accept-ranges"), STR("none"));
    /* A weak tag can't vouch for bytes. */
    if (etag.len > 0 && !str_starts(etag, STR("W/")))
        call->validator = arena_str(&call->arena, etag);
    else
        call->validator = arena_str(&call->arena, date);
}

static void widen(RegistryClient *c, const RegistryCall *call)
{
    if (call->x.is_http2)
        c->limit = HTTP2_LIMIT;
    else if (c->o.more_sockets && c->limit < MORE_SOCKETS &&
             uv_now(c->loop) - call->sent_ms >= SLOW_ANSWER_MS)
        c->limit = c->limit < FAR_SOCKETS ? FAR_SOCKETS : c->limit + 1;
}

static int on_head(HttpExchange *x)
{
    RegistryCall *call = x->data;
    uint64_t length;

    call->discards = is_redirect(x->status) || x->status >= 400;
    widen(call->client, call);
    if (call->discards) {
        buf_clear(&call->body);
        return 0;
    }
    if (x->status != 206 || !continues(call))
        begin_anew(call);
    if (x->status != 206 || !call->resuming)
        note_validator(call);
    if (!call->q.raw || !str_to_u64(http_answer_header(x, "content-length"), &length))
        return 0;
    if (length > limit_of(call))
        return too_big(call);
    if (call->q.sink != NULL && call->q.sink->expect != NULL)
        call->q.sink->expect(call->q.sink, length);
    return 0;
}

static int on_data(HttpExchange *x, Str bytes)
{
    RegistryCall *call = x->data;

    if (call->discards) {
        size_t room = ERROR_BODY_MAX - call->body.len;

        buf_str(&call->body, str_sub(bytes, 0, room));
        return 0;
    }
    call->client->stats.bytes += bytes.len;
    if (bytes.len > limit_of(call) - call->received)
        return too_big(call);
    call->received += bytes.len;
    if (call->q.sink != NULL)
        return call->q.sink->write(call->q.sink, bytes, &call->err);
    buf_str(&call->body, bytes);
    return 0;
}

/* ---- Attempts ---- */

static void attempt(RegistryCall *call);

/* What npm says that its cache did with the answer. */
static const char *cache_words(const RegistryCall *call)
{
    if (strcmp(call->method, "GET") != 0)
        return "";
    return call->x.status == 304   ? " (cache revalidated)"
           : call->x.status == 200 ? " (cache miss)"
                                   : " (cache skip)";
}

static void log_answer(const RegistryCall *call)
{
    char url[512], text[48] = "";
    int status = call->x.status == 304 ? 200 : call->x.status;

    if (call->client->log == NULL)
        return;
    redact_url(call->url, url, sizeof url);
    if (call->attempt > 1)
        snprintf(text, sizeof text, " attempt #%d", call->attempt);
    client_log(call->client, REGISTRY_LOG_HTTP, "fetch %s %d %s %ldms%s%s", call->method,
               status, url, (long)(uv_now(call->client->loop) - call->started_ms), text,
               cache_words(call));
}

static void log_notice(const RegistryCall *call)
{
    Str notice = http_answer_header(&call->x, "npm-notice");
    char text[512];

    if (call->client->log == NULL || notice.len == 0)
        return;
    redact_text(notice, text, sizeof text);
    client_log(call->client, REGISTRY_LOG_NOTICE, "%s", text);
}

/* Credentials are set for the package's registry, but not for where the URL leads. */
static void warn_of_place(const RegistryCall *call)
{
    char url[512];

    if (call->client->log == NULL || call->auth.scoped_place.len == 0 ||
        call->auth.header.len > 0)
        return;
    redact_url(call->url, url, sizeof url);
    client_log(call->client, REGISTRY_LOG_WARN,
               "registry No auth for URI, but auth present for scoped registry.\n\n"
               "URI: %s\nScoped Registry Key: " STR_FMT,
               url, STR_ARG(call->auth.scoped_place));
}

static int status_error(RegistryCall *call, Err *err)
{
    AnswerFacts f = {
        .status = call->x.status,
        .reason = call->x.reason,
        .method = call->method,
        .url = call->url,
        .www_authenticate = http_answer_header(&call->x, "www-authenticate"),
        .body = buf_view(&call->body),
        .package = call->q.package,
    };

    warn_of_place(call);
    return answer_error(&f, err);
}

static void on_wake(uv_timer_t *t)
{
    RegistryCall *call = t->data;

    if (call->failed_before) {
        call_finish(call, call->failed_before, &call->err);
        return;
    }
    set_state(call, CALL_WAITS);
    pump(call->client);
}

static void sleep_for(RegistryCall *call, long ms)
{
    if (!call->has_timer) {
        uv_timer_init(call->client->loop, &call->timer);
        call->timer.data = call;
        call->has_timer = true;
    }
    set_state(call, CALL_SLEEPS);
    uv_timer_start(&call->timer, on_wake, (uint64_t)ms, 0);
}

/* True if it will be tried again. */
static bool try_again(RegistryCall *call, int rc)
{
    RetryFacts f = { .is_post = strcmp(call->method, "POST") == 0,
                     .attempt = call->attempt,
                     .status = rc < 0 ? 0 : call->x.status,
                     .code = rc,
                     .retry_after_ms = -1,
                     .random = client_random(call->client) };
    char url[512];
    long wait;

    if (rc == 0)
        f.retry_after_ms =
            retry_after_ms(http_answer_header(&call->x, "retry-after"), client_now_ms());
    wait = retry_wait(&call->client->o, &f);
    if (wait < 0)
        return false;
    redact_url(call->url, url, sizeof url);
    if (rc < 0)
        client_log(call->client, REGISTRY_LOG_HTTP,
                   "fetch %s %s attempt %d failed with %s", call->method, url,
                   call->attempt, err_name(rc));
    else
        client_log(call->client, REGISTRY_LOG_HTTP,
                   "fetch %s %s attempt %d failed with %d", call->method, url,
                   call->attempt, call->x.status);
    call->resuming = rc < 0 && call->resumable && call->received > 0;
    sleep_for(call, wait);
    pump(call->client);
    return true;
}

/* The rest that was asked for isn't to be had: everything once more, at once. */
static bool start_over(RegistryCall *call)
{
    if (!call->resuming || call->x.status != 416)
        return false;
    call->resuming = false;
    begin_anew(call);
    attempt(call);
    return true;
}

static void finish_with_status(RegistryCall *call)
{
    Err err = { 0 };
    int rc = 0;

    if (call->x.status >= 400 && !call->q.any_status)
        rc = status_error(call, &err);
    call_finish(call, rc, &err);
}

static void on_done(HttpExchange *x, int rc, const Err *err)
{
    RegistryCall *call = x->data;
    Str location = http_answer_header(x, "location");
    Err why = *err;

    if (rc < 0) {
        if (call->err.code != 0)
            call_finish(call, call->err.code, &call->err);
        else if (!try_again(call, rc))
            call_finish(call, rc, &why);
        return;
    }
    log_answer(call);
    log_notice(call);
    if (is_redirect(x->status) && !(call->q.any_status && location.len == 0)) {
        if (call_redirect(call, location, &why) < 0)
            call_finish(call, why.code, &why);
        else
            attempt(call);
        return;
    }
    if (!start_over(call) && !try_again(call, 0))
        finish_with_status(call);
}

/* Puts a call that never began to its end, from the loop. */
static void fail_later(RegistryCall *call)
{
    call->failed_before = call->err.code;
    sleep_for(call, 0);
}

static void attempt(RegistryCall *call)
{
    RegistryClient *c = call->client;

    set_state(call, CALL_ON_WIRE);
    call->sent_ms = uv_now(c->loop);
    call->err.code = 0;
    call_prepare(call);
    c->stats.requests++;
    c->stats.retries += call->attempt > 1;
    if (client_http(c, &call->err) < 0 || proxy_check(call->x.proxy, &call->err) < 0 ||
        http_start(c->http, &call->x, &call->err) < 0)
        fail_later(call);
}

/* What can wait has a quarter of the room before what nobody waits for yet: there is work
 * to be done on it. */
static RegistryCall *next_waiting(RegistryClient *c)
{
    RegistryCall *first = c->waiting[REGISTRY_FIRST].first;
    RegistryCall *soon = c->waiting[REGISTRY_SOON].first;
    RegistryCall *later = c->waiting[REGISTRY_LATER].first;

    if (first != NULL)
        return first;
    return soon == NULL || (later != NULL && c->later_on_wire < c->limit / 4) ? later
                                                                              : soon;
}

/* Starts what waits, as far as the limit allows. */
static void pump(RegistryClient *c)
{
    RegistryCall *call;

    while (!c->closing && c->on_wire < c->limit && (call = next_waiting(c)) != NULL) {
        call->attempt++;
        attempt(call);
    }
}

/* ---- Starting ---- */

/*
 * What goes out with a connection's first packets stays as it is, in gzip's clothes: a
 * compressor would touch 300 KB of memory for it. Beyond, the lowest level: names come
 * out a sixteenth longer, and half the memory is touched.
 */
enum { GZIP_STORED_MAX = 10 * 1024 };

static void gzip_body(RegistryCall *call)
{
    int level = call->q.body.len <= GZIP_STORED_MAX ? 0 : 1;
    struct libdeflate_compressor *z = libdeflate_alloc_compressor(level);
    size_t bound, n;
    char *out;

    if (z == NULL) {
        call->q.gzip_body = false;
        return;
    }
    bound = libdeflate_gzip_compress_bound(z, call->q.body.len);
    out = arena_bytes(&call->arena, bound);
    n = libdeflate_gzip_compress(z, call->q.body.ptr, call->q.body.len, out, bound);
    libdeflate_free_compressor(z);
    BUG_IF(n == 0);
    call->q.body = str_n(out, n);
}

static void copy_request(RegistryCall *call, const RegistryRequest *q)
{
    Arena *a = &call->arena;
    RegistryHeader *headers = arena_array(a, RegistryHeader, q->n_headers);

    call->q = *q;
    call->q.url = arena_str(a, q->url.ptr ? q->url : STR(""));
    call->q.registry =
        arena_str(a, q->registry.len > 0 ? q->registry : call->client->o.registry);
    call->q.package = arena_str(a, q->package.ptr ? q->package : STR(""));
    call->q.scope = arena_str(a, q->scope.ptr ? q->scope : STR(""));
    call->q.accept = arena_str(a, q->accept.ptr ? q->accept : STR(""));
    call->q.content_type = arena_str(a, q->content_type.ptr ? q->content_type : STR(""));
    for (size_t i = 0; i < q->n_headers; i++)
        headers[i] = (RegistryHeader){ arena_str(a, q->headers[i].name),
                                       arena_str(a, q->headers[i].value) };
    call->q.headers = headers;
    call->method = q->method ? arena_strdup(a, q->method) : "GET";
    call->sends_body = q->has_body;
    if (q->has_body && q->gzip_body)
        gzip_body(call);
}

static int refuse_offline(RegistryCall *call)
{
    char url[512];

    redact_url(call->url, url, sizeof url);
    return err_set(&call->err, ERR_ENOTCACHED,
                   "request to %s failed: cache mode is 'only-if-cached' but no cached "
                   "response is available.",
                   url);
}

RegistryCall *registry_start(RegistryClient *c, const RegistryRequest *q,
                             RegistryDone done, void *arg)
{
    RegistryCall *call = xcalloc(1, sizeof *call);

    BUG_IF(c->closing);
    call->client = c;
    call->done = done;
    call->arg = arg;
    copy_request(call, q);
    call->first_url = call->url = call_first_url(call);
    call->at_home = true;
    call->auth = registry_auth(&call->arena, &c->o, call->url, call->q.registry);
    if (q->authorization.len > 0)
        call->auth.header = arena_str(&call->arena, q->authorization);
    call->started_ms = uv_now(c->loop);
    call->x = (HttpExchange){
        .on_head = on_head, .on_data = on_data, .on_done = on_done, .data = call
    };
    call->body.max = limit_of(call);
    call->state = CALL_WAITS;
    list_append(list_of(call), call);
    if (c->o.offline) {
        refuse_offline(call);
        fail_later(call);
    } else {
        pump(c);
    }
    return call;
}

/* ---- Waiting ---- */

typedef struct {
    Arena *arena;
    RegistryAnswer *out;
    Err *err;
    int rc;
    bool over;
} Wait;

static void on_waited(void *arg, int rc, const RegistryAnswer *a, const Err *err)
{
    Wait *w = arg;

    w->over = true;
    w->rc = rc;
    if (rc < 0 && w->err != NULL)
        *w->err = *err;
    *w->out = *a;
    w->out->url = arena_str(w->arena, a->url);
    w->out->head = arena_str(w->arena, a->head);
    w->out->body = arena_str(w->arena, a->body);
}

int registry_ask(RegistryClient *c, const RegistryRequest *q, Arena *a,
                 RegistryAnswer *out, Err *err)
{
    Wait w = { .arena = a, .out = out, .err = err };

    registry_start(c, q, on_waited, &w);
    while (!w.over)
        uv_run(c->loop, UV_RUN_ONCE);
    return w.rc;
}

int registry_ask_json(RegistryClient *c, const RegistryRequest *q, Arena *a, cJSON **out,
                      Err *err)
{
    RegistryAnswer answer;

    *out = NULL;
    if (registry_ask(c, q, a, &answer, err) < 0)
        return err->code;
    return registry_json(a, answer.url, answer.body, out, err);
}

int registry_json(Arena *a, Str url, Str body, cJSON **out, Err *err)
{
    Err why;

    if (json_parse(a, body, "answer", NULL, out, &why) == 0)
        return 0;
    return answer_no_json(url, body, &why, err);
}

Str registry_header(const RegistryAnswer *a, const char *name)
{
    return http_header(a->head, name);
}
