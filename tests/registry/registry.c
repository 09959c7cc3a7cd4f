/* registry.c: a request's way: log, fault, route, authorization, endpoint, fault. */
#include "tests/registry/registry.h"

#include <sys/stat.h>

#include "common/base64.h"
#include "common/json_write.h"

/* ---- Answers ---- */

void answer_text(HttpAnswer *a, int status, const char *type, Str body)
{
    a->status = status;
    buf_printf(&a->head, "content-type: %s\r\n", type);
    a->body = body;
}

void answer_json(HttpAnswer *a, int status, const cJSON *value)
{
    buf_clear(&a->own);
    json_write(value, NULL, &a->own);
    answer_text(a, status, "application/json", buf_view(&a->own));
}

void answer_code(HttpAnswer *a, int status, const char *text)
{
    Arena scratch = { 0 };
    cJSON *e = json_new_obj(&scratch);

    json_set(&scratch, e, STR("error"), json_new_str(&scratch, str_of(text)));
    answer_json(a, status, e);
    arena_release(&scratch);
}

/* ---- Who may ---- */

static bool is_authorized(const cJSON *rule, Str authorization)
{
    Str token = json_str(json_get(rule, "token")),
        basic = json_str(json_get(rule, "basic"));
    Buf want = { 0 };
    bool ok;

    if (token.len > 0) {
        buf_puts(&want, "Bearer ");
        buf_str(&want, token);
    } else if (basic.len > 0) {
        buf_puts(&want, "Basic ");
        base64_encode(basic.ptr, basic.len, &want);
    } else {
        return true;
    }
    ok = str_eq(authorization, buf_view(&want));
    buf_release(&want);
    return ok;
}

static bool may_ask(const Registry *r, const HttpRequest *q)
{
    const cJSON *best = NULL;
    size_t len = 0;

    JSON_EACH (rule, json_get(r->world.root, "auth")) {
        Str path = json_str(json_get(rule, "path"));

        if (str_starts(q->path, path) && path.len >= len) {
            best = rule;
            len = path.len;
        }
    }
    return best == NULL || is_authorized(best, http_header(q, "authorization"));
}

/* ---- Scripted answers ---- */

static bool scripted(const Registry *r, const HttpRequest *q, HttpAnswer *a)
{
    JSON_EACH (rule, json_get(r->world.root, "routes")) {
        Str method = json_str(json_get(rule, "method"));
        const cJSON *status = json_get(rule, "status");
        int code = status ? status->valueint : 200;
        Str path = json_str(json_get(rule, "path"));

        if ((method.len > 0 && !str_ieq(method, q->method)) ||
            (!path_matches(path, q->path, NULL) && !path_matches(path, q->target, NULL)))
            continue;
        if (json_get(rule, "json"))
            answer_json(a, code, json_get(rule, "json"));
        else
            answer_text(a, code, "text/plain", json_str(json_get(rule, "text")));
        JSON_EACH (h, json_get(rule, "headers"))
            buf_printf(&a->head, "%s: " STR_FMT "\r\n", h->string, STR_ARG(json_str(h)));
        return true;
    }
    return false;
}

static bool about_the_test(Registry *r, const HttpRequest *q, HttpAnswer *a)
{
    if (str_is(q->path, "/-/test/log"))
        log_answer(r, a);
    else if (str_is(q->path, "/-/test/reset")) {
        log_reset(r);
        answer_text(a, 200, "text/plain", STR("reset\n"));
    } else
        return false;
    return true;
}

void registry_answer(void *registry, const HttpRequest *q, HttpAnswer *a)
{
    Registry *r = registry;
    const cJSON *fault;
    Err err;

    if (about_the_test(r, q, a))
        return;
    if (registry_reload(r, &err) < 0)
        fprintf(stderr, "registry: %s\n", err.msg);
    fault = fault_for(r, q);
    if (fault == NULL || !fault_replace(r, fault, q, a)) {
        if (!scripted(r, q, a)) {
            if (may_ask(r, q))
                endpoint_answer(r, q, a);
            else
                answer_code(a, 401, "unauthorized");
        }
    }
    if (fault != NULL)
        fault_shape(fault, a);
    log_request(r, q, a);
}

/* ---- The fixture ---- */

static bool same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

int registry_reload(Registry *r, Err *err)
{
    struct stat st;
    World fresh;

    if (stat(r->path, &st) < 0)
        return err_errno(err, "cannot look at '%s'", r->path);
    if (same_time(st.st_mtim, r->changed))
        return 0;
    r->changed = st.st_mtim;
    if (world_load(&fresh, r->path, r->url, r->other, err) < 0) {
        world_release(&fresh);
        return err->code;
    }
    /* The old world's texts may still be on their way to somebody: it stays. */
    r->world = fresh;
    vec_clear(&r->faults);
    JSON_EACH (f, json_get(fresh.root, "faults"))
        vec_push(&r->faults, (Fault){ f, 0, 0 });
    return 0;
}
