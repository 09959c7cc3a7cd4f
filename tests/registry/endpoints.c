/* endpoints.c: documents, tarballs, and what else a registry answers. */
#include <stdio.h>

#include <libdeflate.h>

#include "common/base64.h"
#include "common/json_write.h"
#include "common/url.h"
#include "tests/registry/registry.h"

/* "@scope/name/rest" → "@scope/name" and "rest". */
static Str take_name(Str path, Str *rest)
{
    size_t from = str_starts(path, STR("@")) ? (size_t)(str_index(path, '/') + 1) : 0;
    ptrdiff_t slash = str_index(str_from(path, from), '/');
    size_t end = slash < 0 ? path.len : from + (size_t)slash;

    *rest = str_from(path, slash < 0 ? end : end + 1);
    return str_sub(path, 0, end);
}

static void not_found(HttpAnswer *a)
{
    answer_code(a, 404, "not found");
}

/* ---- Documents and tarballs ---- */

static bool accepts_abbreviated(const Registry *r, const HttpRequest *q)
{
    return world_flag(&r->world, "abbreviated") &&
           str_has(http_header(q, "accept"), STR("application/vnd.npm.install-v1+json"));
}

static bool not_modified(const Registry *r, const HttpRequest *q, Str etag, Str date)
{
    Str match = http_header(q, "if-none-match"),
        since = http_header(q, "if-modified-since");

    if (world_flag(&r->world, "etag") && match.len > 0)
        return str_eq(match, etag);
    return world_flag(&r->world, "lastModified") && since.len > 0 && str_eq(since, date);
}

static void answer_document(Registry *r, const HttpRequest *q, Package *p, HttpAnswer *a)
{
    bool abbreviated = accepts_abbreviated(r, q);
    const Document *doc = world_document(&r->world, p, abbreviated);
    Str cache = json_str(json_get(r->world.root, "cacheControl"));
    Str date = STR("Wed, 01 Jan 2020 00:00:00 GMT");
    bool gzip = world_flag(&r->world, "gzip") &&
                str_has(http_header(q, "accept-encoding"), STR("gzip"));

    buf_printf(&a->head,
               "cache-control: " STR_FMT "\r\nvary: accept-encoding, accept\r\n",
               STR_ARG(cache.len > 0 ? cache : STR("public, max-age=300")));
    if (world_flag(&r->world, "etag"))
        buf_printf(&a->head, "etag: " STR_FMT "\r\n", STR_ARG(doc->etag));
    if (world_flag(&r->world, "lastModified"))
        buf_printf(&a->head, "last-modified: " STR_FMT "\r\n", STR_ARG(date));
    if (not_modified(r, q, doc->etag, date)) {
        a->status = 304;
        return;
    }
    if (gzip)
        buf_puts(&a->head, "content-encoding: gzip\r\n");
    answer_text(a, 200,
                abbreviated ? "application/vnd.npm.install-v1+json" : "application/json",
                gzip ? doc->gzipped : doc->text);
}

static void answer_tarball(Registry *r, const HttpRequest *q, Package *p, Str file,
                           HttpAnswer *a)
{
    const Str *tgz = map_get(&p->tarballs, file);
    Str range = http_header(q, "range"), first, last;
    uint64_t from;

    if (tgz == NULL) {
        not_found(a);
        return;
    }
    buf_puts(&a->head, "etag: \"tarball\"\r\naccept-ranges: bytes\r\n");
    if (!world_flag(&r->world, "ranges") || !str_starts(range, STR("bytes=")) ||
        !str_cut(str_from(range, 6), '-', &first, &last) || !str_to_u64(first, &from)) {
        answer_text(a, 200, "application/octet-stream", *tgz);
        return;
    }
    if (from >= tgz->len) {
        buf_printf(&a->head, "content-range: bytes */%zu\r\n", tgz->len);
        answer_text(a, 416, "text/plain", STR(""));
        return;
    }
    buf_printf(&a->head, "content-range: bytes %lu-%zu/%zu\r\n", (unsigned long)from,
               tgz->len - 1, tgz->len);
    answer_text(a, 206, "application/octet-stream", str_from(*tgz, (size_t)from));
}

/* ---- Publishing ---- */

static void take_attachments(World *w, Package *p, const cJSON *doc)
{
    JSON_EACH (att, json_get(doc, "_attachments")) {
        Str file = json_key(att);
        ptrdiff_t slash = str_rindex(file, '/');
        Str *kept = arena_new(&w->arena, Str);
        Buf bytes = { 0 };

        base64_decode(json_str(json_get(att, "data")), &bytes);
        *kept = arena_str(&w->arena, buf_view(&bytes));
        buf_release(&bytes);
        file = arena_str(&w->arena, str_from(file, (size_t)(slash + 1)));
        map_set(&p->tarballs, file, kept);
    }
}

static void put_members(Arena *a, cJSON *into, const cJSON *from)
{
    JSON_EACH (m, from)
        json_set(a, into, arena_str(a, json_key(m)), json_dup(a, m));
}

static void publish(Registry *r, const HttpRequest *q, Str name, bool replace,
                    HttpAnswer *a)
{
    World *w = &r->world;
    Package *p;
    cJSON *doc;
    Err err;

    if (json_parse(&w->arena, q->body, "body", NULL, &doc, &err) < 0) {
        answer_code(a, 400, err.msg);
        return;
    }
    p = world_package_new(w, name);
    /* Without a tarball it is a change of what is there: a deprecation. */
    JSON_EACH (v, json_get(doc, "versions")) {
        if (!replace && json_get(doc, "_attachments") != NULL &&
            json_get(p->versions, v->string) != NULL) {
            answer_code(a, 403, "cannot publish over an existing version");
            return;
        }
    }
    if (replace) {
        p->versions = json_new_obj(&w->arena);
        p->dist_tags = json_new_obj(&w->arena);
    }
    put_members(&w->arena, p->versions, json_get(doc, "versions"));
    put_members(&w->arena, p->dist_tags, json_get(doc, "dist-tags"));
    take_attachments(w, p, doc);
    world_forget_documents(p);
    answer_text(a, 201, "application/json", STR("{\"ok\":true,\"success\":true}"));
}

static void dist_tags(Registry *r, const HttpRequest *q, Str rest, HttpAnswer *a)
{
    World *w = &r->world;
    Str tail, tag, name = take_name(rest, &tail);
    Package *p = world_package(w, name);
    cJSON *version;
    Err err;

    if (p == NULL || !str_starts(tail, STR("dist-tags"))) {
        not_found(a);
        return;
    }
    tag = str_from(tail, strlen("dist-tags/"));
    if (str_is(q->method, "PUT") || str_is(q->method, "POST")) {
        if (json_parse(&w->arena, q->body, "body", NULL, &version, &err) == 0)
            json_set(&w->arena, p->dist_tags, arena_str(&w->arena, tag), version);
        world_forget_documents(p);
    } else if (str_is(q->method, "DELETE")) {
        json_del(p->dist_tags, arena_memdupz(&w->arena, tag.ptr, tag.len));
        world_forget_documents(p);
    }
    answer_json(a, 200, p->dist_tags);
}

/* ---- Users, search, audit ---- */

static void whoami(Registry *r, const HttpRequest *q, HttpAnswer *a)
{
    Str token = http_header(q, "authorization");
    Arena *m = &r->log_arena;
    cJSON *answer = json_new_obj(m);

    JSON_EACH (user, json_get(r->world.root, "users")) {
        if (str_eq(token, arena_strf(m, "Bearer token-of-%s", user->string))) {
            json_set(m, answer, STR("username"), json_new_str(m, json_key(user)));
            answer_json(a, 200, answer);
            return;
        }
    }
    answer_code(a, 401, "unauthorized");
}

static void log_in(Registry *r, const HttpRequest *q, Str name, HttpAnswer *a)
{
    Arena *m = &r->log_arena;
    const cJSON *password = json_getn(json_get(r->world.root, "users"), name);
    cJSON *body, *answer = json_new_obj(m);
    Err err;

    if (json_parse(m, q->body, "body", NULL, &body, &err) < 0 || password == NULL ||
        !str_eq(json_str(json_get(body, "password")), json_str(password))) {
        answer_code(a, 401, "incorrect or missing password");
        return;
    }
    json_set(m, answer, STR("ok"), json_new_bool(m, true));
    json_set(m, answer, STR("token"),
             json_new_str(m, arena_strf(m, "token-of-" STR_FMT, STR_ARG(name))));
    answer_json(a, 201, answer);
}

static void search(Registry *r, const HttpRequest *q, HttpAnswer *a)
{
    Arena *m = &r->log_arena;
    cJSON *answer = json_new_obj(m), *objects = json_new_arr(m);
    Str text = STR(""), rest = q->query, piece;

    while (str_next(&rest, '&', &piece)) {
        if (str_starts(piece, STR("text=")))
            text = url_percent_decode(m, str_from(piece, 5));
    }
    MAP_EACH (e, r->world.packages) {
        cJSON *object = json_new_obj(m);
        Package *p = world_package(&r->world, e->key);
        const cJSON *newest = p->versions->child;

        if (!str_has(e->key, text) || newest == NULL)
            continue;
        while (newest->next != NULL)
            newest = newest->next;
        json_set(m, object, STR("package"), json_dup(m, newest));
        json_push(objects, object);
    }
    json_set(m, answer, STR("objects"), objects);
    json_set(m, answer, STR("total"), json_new_num(m, (double)json_len(objects)));
    answer_json(a, 200, answer);
}

#define BODY_MAX ((size_t)1 << 20)

Str plain_body(Arena *m, const HttpRequest *q)
{
    struct libdeflate_decompressor *d;
    Buf text = { 0 };

    if (!str_is(http_header(q, "content-encoding"), "gzip"))
        return q->body;
    d = libdeflate_alloc_decompressor();
    buf_reserve(&text, BODY_MAX);
    if (libdeflate_gzip_decompress(d, q->body.ptr, q->body.len, text.ptr, BODY_MAX,
                                   &text.len) != LIBDEFLATE_SUCCESS)
        text.len = 0;
    libdeflate_free_decompressor(d);
    return buf_to_arena(&text, m);
}

static void audit(Registry *r, const HttpRequest *q, HttpAnswer *a)
{
    Arena *m = &r->log_arena;
    cJSON *asked, *answer = json_new_obj(m);
    Err err;

    if (json_parse(m, plain_body(m, q), "body", NULL, &asked, &err) < 0) {
        answer_code(a, 400, err.msg);
        return;
    }
    JSON_EACH (name, asked) {
        const cJSON *known =
            json_get(json_get(r->world.root, "advisories"), name->string);

        if (known != NULL)
            json_set(m, answer, json_key(name), json_dup(m, known));
    }
    answer_json(a, 200, answer);
}

static void special(Registry *r, const HttpRequest *q, Str path, HttpAnswer *a)
{
    static const char user[] = "-/user/org.couchdb.user:";

    if (str_is(path, "-/ping"))
        answer_text(a, 200, "application/json", STR("{}"));
    else if (str_is(path, "-/whoami"))
        whoami(r, q, a);
    else if (str_starts(path, str_of(user)))
        log_in(r, q, str_from(path, sizeof user - 1), a);
    else if (str_is(path, "-/v1/search"))
        search(r, q, a);
    else if (str_is(path, "-/npm/v1/security/advisories/bulk"))
        audit(r, q, a);
    else if (str_starts(path, STR("-/package/")))
        dist_tags(r, q, str_from(path, strlen("-/package/")), a);
    else
        not_found(a);
}

static void unpublish(Registry *r, Str name, Str rest, HttpAnswer *a)
{
    Package *p = world_package(&r->world, name);
    Str file, rev;

    if (str_starts(rest, STR("-/"))) {
        str_cut(str_from(rest, 2), '/', &file, &rev);
        map_del(&p->tarballs, file);
    } else {
        map_del(&r->world.packages, name);
    }
    answer_text(a, 200, "application/json", STR("{\"ok\":true}"));
}

void endpoint_answer(Registry *r, const HttpRequest *q, HttpAnswer *a)
{
    Arena scratch = { 0 };
    Str path = url_percent_decode(&scratch, str_from(q->path, 1)), rest, name;
    Package *p;

    if (str_starts(path, STR("-/"))) {
        special(r, q, path, a);
        arena_release(&scratch);
        return;
    }
    name = take_name(path, &rest);
    p = world_package(&r->world, name);
    if (str_is(q->method, "PUT"))
        publish(r, q, arena_str(&r->world.arena, name), str_starts(rest, STR("-rev")), a);
    else if (p == NULL)
        not_found(a);
    else if (str_is(q->method, "DELETE"))
        unpublish(r, name, rest, a);
    else if (rest.len == 0)
        answer_document(r, q, p, a);
    else if (str_starts(rest, STR("-/")))
        answer_tarball(r, q, p, str_from(rest, 2), a);
    else if (json_getn(p->versions, rest) != NULL)
        answer_json(a, 200, json_getn(p->versions, rest));
    else
        not_found(a);
    arena_release(&scratch);
}
