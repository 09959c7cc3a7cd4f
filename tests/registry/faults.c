/* faults.c: which fault meets a request, and what it does to the answer. */
#include <stdlib.h>

#include "tests/registry/registry.h"

bool path_matches(Str pattern, Str text, Str *star)
{
    ptrdiff_t at = str_index(pattern, '*');
    Str tail;

    if (at < 0)
        return str_eq(pattern, text);
    if (!str_starts(text, str_sub(pattern, 0, (size_t)at)))
        return false;
    tail = str_from(pattern, (size_t)at + 1);
    for (size_t end = text.len; end + 1 > (size_t)at; end--) {
        if (!path_matches(tail, str_from(text, end), NULL))
            continue;
        if (star != NULL)
            *star = str_sub(text, (size_t)at, end);
        return true;
    }
    return false;
}

static long number(const cJSON *rule, const char *key, long otherwise)
{
    const cJSON *n = json_get(rule, key);

    return json_is_num(n) ? (long)n->valuedouble : otherwise;
}

static bool matches(const Registry *r, const cJSON *rule, const HttpRequest *q)
{
    Str path = json_str(json_get(rule, "path")),
        method = json_str(json_get(rule, "method"));

    if (path.len > 0 && !path_matches(path, q->path, NULL) &&
        !path_matches(path, q->target, NULL))
        return false;
    if (str_is(json_str(json_get(rule, "port")), "other") && q->port != r->other_port)
        return false;
    return method.len == 0 || str_ieq(method, q->method);
}

const cJSON *fault_for(Registry *r, const HttpRequest *q)
{
    VEC_EACH (Fault, f, r->faults) {
        if (!matches(r, f->rule, q))
            continue;
        if (f->seen++ < number(f->rule, "after", 0))
            continue;
        if (f->used >= number(f->rule, "times", 1L << 40))
            continue;
        f->used++;
        return f->rule;
    }
    return NULL;
}

static void add_headers(const cJSON *rule, HttpAnswer *a)
{
    JSON_EACH (h, json_get(rule, "headers"))
        buf_printf(&a->head, "%s: " STR_FMT "\r\n", h->string, STR_ARG(json_str(h)));
}

/* The redirect's URL, its star filled in. */
static void redirect(const cJSON *rule, const HttpRequest *q, HttpAnswer *a)
{
    Str to = json_str(json_get(rule, "redirect")), star = STR(""), before, after;

    (void)path_matches(json_str(json_get(rule, "path")), q->path, &star);
    str_cut(to, '*', &before, &after);
    a->status = (int)number(rule, "status", 302);
    buf_puts(&a->head, "location: ");
    buf_str(&a->head, before);
    if (before.len < to.len)
        buf_str(&a->head, star);
    buf_str(&a->head, after);
    buf_puts(&a->head, "\r\n");
    answer_text(a, a->status, "text/plain", STR("elsewhere"));
}

bool fault_replace(Registry *r, const cJSON *rule, const HttpRequest *q, HttpAnswer *a)
{
    bool instead = true;

    (void)r;
    if (json_get(rule, "redirect"))
        redirect(rule, q, a);
    else if (json_get(rule, "json"))
        answer_json(a, (int)number(rule, "status", 200), json_get(rule, "json"));
    else if (json_get(rule, "text") || json_get(rule, "status"))
        answer_text(a, (int)number(rule, "status", 200), "text/plain",
                    json_str(json_get(rule, "text")));
    else
        instead = false;
    add_headers(rule, a);
    return instead;
}

/* Bytes of the body: a number, or "50%". */
static long place(const cJSON *where, size_t body)
{
    if (json_is_num(where))
        return (long)where->valuedouble;
    if (json_is_str(where))
        return (long)((double)body * strtod(json_cstr(where), NULL) / 100);
    return HTTP_NOWHERE;
}

static void corrupt(HttpAnswer *a)
{
    Buf copy = { 0 };

    if (a->body.len == 0)
        return;
    buf_str(&copy, a->body);
    copy.ptr[copy.len / 2] ^= 1;
    buf_release(&a->own);
    a->own = copy;
    a->body = buf_view(&a->own);
}

void fault_shape(const cJSON *rule, HttpAnswer *a)
{
    const cJSON *stall = json_get(rule, "stall"), *cut = json_get(rule, "cut");

    a->delay_ms = number(rule, "delay", 0);
    a->stall_headers = str_is(json_str(stall), "headers");
    if (!a->stall_headers)
        a->stall_at = place(stall, a->body.len);
    if (json_get(rule, "reset")) {
        cut = json_get(rule, "reset");
        a->reset = true;
    }
    a->cut_at = place(cut, a->body.len);
    a->length_delta = number(rule, "length", 0);
    a->drip_ms = number(rule, "drip", 0);
    a->close = json_is_true(json_get(rule, "close"));
    if (json_get(rule, "raw"))
        a->raw = json_str(json_get(rule, "raw"));
    if (json_is_true(json_get(rule, "corrupt")))
        corrupt(a);
}
