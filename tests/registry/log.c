/* log.c: what was asked, as lines and as JSON. */
#include "common/json_write.h"
#include "tests/registry/registry.h"

static Str or_dash(const HttpRequest *q, const char *name)
{
    Str value = http_header(q, name);

    return value.len > 0 ? value : STR("-");
}

static void log_line(Registry *r, const HttpRequest *q, const HttpAnswer *a)
{
    fprintf(r->log,
            STR_FMT " " STR_FMT " %d port=%s auth=" STR_FMT " range=" STR_FMT
                    " accept=" STR_FMT " encoding=" STR_FMT " if-none-match=" STR_FMT
                    " agent=" STR_FMT " conn=%u body=%zu\n",
            STR_ARG(q->method), STR_ARG(q->target), a->status,
            q->port == r->port ? "first" : "other", STR_ARG(or_dash(q, "authorization")),
            STR_ARG(or_dash(q, "range")), STR_ARG(or_dash(q, "accept")),
            STR_ARG(or_dash(q, "accept-encoding")), STR_ARG(or_dash(q, "if-none-match")),
            STR_ARG(or_dash(q, "user-agent")), q->conn, q->body.len);
    fflush(r->log);
}

void log_request(Registry *r, const HttpRequest *q, const HttpAnswer *a)
{
    Arena *m = &r->log_arena;
    cJSON *entry, *headers;

    if (r->log != NULL)
        log_line(r, q, a);
    if (r->quiet)
        return;
    entry = json_new_obj(m);
    headers = json_new_obj(m);
    json_set(m, entry, STR("method"), json_new_str(m, q->method));
    json_set(m, entry, STR("url"), json_new_str(m, q->target));
    json_set(m, entry, STR("status"), json_new_num(m, a->status));
    json_set(m, entry, STR("port"),
             json_new_str(m, q->port == r->port ? STR("first") : STR("other")));
    json_set(m, entry, STR("conn"), json_new_num(m, q->conn));
    for (size_t i = 0; i < q->n_headers; i++)
        json_set(m, headers, q->headers[i].name, json_new_str(m, q->headers[i].value));
    json_set(m, entry, STR("headers"), headers);
    json_set(m, entry, STR("body"), json_new_str(m, plain_body(m, q)));
    vec_push(&r->requests, entry);
}

void log_answer(Registry *r, HttpAnswer *a)
{
    Buf out = { 0 };

    buf_putc(&out, '[');
    for (size_t i = 0; i < r->requests.len; i++) {
        if (i > 0)
            buf_puts(&out, ",\n");
        json_write(r->requests.ptr[i], NULL, &out);
    }
    buf_puts(&out, "]\n");
    a->own = out;
    answer_text(a, 200, "application/json", buf_view(&a->own));
}

void log_reset(Registry *r)
{
    vec_clear(&r->requests);
    arena_release(&r->log_arena);
    VEC_EACH (Fault, f, r->faults)
        f->seen = f->used = 0;
}
