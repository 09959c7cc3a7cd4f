/* audit_json.c: an audit as `audit --json` prints it. */
#include <stdlib.h>

#include "common/collate.h"
#include "common/json_write.h"
#include "common/semver_sets.h"
#include "pkg/install/audit_private.h"
#include "registry-client/js_date.h"
#include "registry-client/redact.h"

static void put(Audit *u, cJSON *o, const char *key, cJSON *value)
{
    json_add(u->a, o, str_of(key), value);
}

static void put_str(Audit *u, cJSON *o, const char *key, Str s)
{
    put(u, o, key, json_new_str(u->a, s));
}

static int severity_rank(Str s)
{
    static const char *const names[] = { "info", "low", "moderate", "high", "critical" };

    for (int i = 0; i < 5; i++) {
        if (str_is(s, names[i]))
            return i;
    }
    return -1;
}

static Str severity_of(const Vuln *v)
{
    Str worst = STR("");

    VEC_EACH (Advisory *, x, v->advisories) {
        if (worst.len == 0 || severity_rank((*x)->severity) > severity_rank(worst))
            worst = (*x)->severity;
    }
    return worst;
}

/* What was only tried stands below somebody's stand-in, which counts as a project. */
static bool is_direct(const Vuln *v)
{
    VEC_EACH (Node *, n, v->nodes) {
        const Node *source = (*n)->tree != NULL ? (*n)->tree->source : NULL;

        if (source != NULL && node_edge(source, (*n)->name) != NULL)
            return true;
        VEC_EACH (Edge *, e, (*n)->edges_in) {
            if (node_is_project_root((*e)->from) || node_is_workspace((*e)->from))
                return true;
        }
    }
    return false;
}

static void put_member(Audit *u, cJSON *o, const cJSON *source, const char *from,
                       const char *to)
{
    const cJSON *v = json_get(source, from);

    if (v != NULL)
        put(u, o, to, json_dup(u->a, v));
}

static cJSON *via_json(Audit *u, const Advisory *x)
{
    cJSON *o;

    if (x->about != NULL)
        return json_new_str(u->a, x->about->name);
    o = json_new_obj(u->a);
    put_member(u, o, x->source, "id", "source");
    put_str(u, o, "name", x->name);
    put_str(u, o, "dependency", x->name);
    put_member(u, o, x->source, "title", "title");
    put_member(u, o, x->source, "url", "url");
    put_str(u, o, "severity", x->severity);
    put_member(u, o, x->source, "cwe", "cwe");
    put_member(u, o, x->source, "cvss", "cvss");
    put_str(u, o, "range", x->range);
    return o;
}

typedef struct {
    Str key;
    cJSON *value;
    size_t at;
} Sorted;

static int by_key(const void *x, const void *y)
{
    const Sorted *a = x, *b = y;
    int d = collate_compare(a->key, b->key);

    return d != 0 ? d : a->at < b->at ? -1 : 1;
}

static cJSON *sorted_list(Audit *u, Sorted *list, size_t n)
{
    cJSON *arr = json_new_arr(u->a);

    for (size_t i = 0; i < n; i++)
        list[i].at = i;
    if (n > 1)
        qsort(list, n, sizeof *list, by_key);
    for (size_t i = 0; i < n; i++)
        json_push(arr, list[i].value ? list[i].value : json_new_str(u->a, list[i].key));
    return arr;
}

static cJSON *vias_json(Audit *u, const Vuln *v)
{
    Sorted *list = arena_array(u->a, Sorted, v->advisories.len + 1);

    for (size_t i = 0; i < v->advisories.len; i++) {
        const cJSON *id;

        list[i].value = via_json(u, v->advisories.ptr[i]);
        id = json_get(list[i].value, "source");
        list[i].key = json_is_str(list[i].value) ? json_str(list[i].value)
                      : json_is_str(id)          ? json_str(id)
                      : id != NULL               ? json_text(u->a, id)
                                                 : STR("[object Object]");
    }
    return sorted_list(u, list, v->advisories.len);
}

static cJSON *effects_json(Audit *u, const Vuln *v)
{
    Sorted *list = arena_array(u->a, Sorted, v->effects.len + 1);

    for (size_t i = 0; i < v->effects.len; i++)
        list[i].key = v->effects.ptr[i]->name;
    return sorted_list(u, list, v->effects.len);
}

/* npm gives packages that a fix has taken out the root's place. */
static bool is_there(const Node *n)
{
    return n->tree != NULL && n->index < n->tree->nodes.len &&
           n->tree->nodes.ptr[n->index] == n;
}

static cJSON *nodes_json(Audit *u, const Vuln *v)
{
    Sorted *list = arena_array(u->a, Sorted, v->nodes.len + 1);

    for (size_t i = 0; i < v->nodes.len; i++)
        list[i].key =
            is_there(v->nodes.ptr[i]) ? node_location(u->a, v->nodes.ptr[i]) : STR("");
    return sorted_list(u, list, v->nodes.len);
}

Str audit_simple_range(Audit *u, const Vuln *v)
{
    const Advisory *x = v->advisories.len > 0 ? v->advisories.ptr[0] : v->first;
    Str *versions = arena_array(u->a, Str, x->n_versions + 1);
    Str range = audit_whole_range(u, v), out;

    for (size_t i = 0; i < x->n_versions; i++)
        versions[i] = x->versions[i].text;
    return semver_simplify_range(u->a, versions, x->n_versions, range, LOOSE, &out)
               ? out
               : range;
}

static cJSON *fix_json(Audit *u, const Fix *fix)
{
    cJSON *o;

    if (fix->kind != FIX_FORCE)
        return json_new_bool(u->a, fix->kind == FIX_YES);
    o = json_new_obj(u->a);
    put_str(u, o, "name", fix->name);
    put_str(u, o, "version", fix->version);
    if (!fix->tagged)
        put(u, o, "isSemVerMajor", json_new_bool(u->a, fix->major));
    return o;
}

static cJSON *blocked_json(Audit *u, const Vuln *v)
{
    cJSON *o = json_new_obj(u->a);
    char before[64];

    js_date_iso(u->p->source.pick.before_ms, before, sizeof before);
    put_str(u, o, "version", v->blocked);
    put_str(u, o, "before", str_of(before));
    return o;
}

static cJSON *vuln_json(Audit *u, const Vuln *v)
{
    cJSON *o = json_new_obj(u->a);

    put_str(u, o, "name", v->name);
    put_str(u, o, "severity", severity_of(v));
    put(u, o, "isDirect", json_new_bool(u->a, is_direct(v)));
    put(u, o, "via", vias_json(u, v));
    put(u, o, "effects", effects_json(u, v));
    put_str(u, o, "range", audit_simple_range(u, v));
    put(u, o, "nodes", nodes_json(u, v));
    put(u, o, "fixAvailable", fix_json(u, v->fix));
    if (v->blocked.len > 0)
        put(u, o, "fixBlockedByReleaseAge", blocked_json(u, v));
    return o;
}

static cJSON *counts_json(Audit *u, const cJSON *vulns)
{
    static const char *const names[] = { "info", "low",      "moderate",
                                         "high", "critical", "total" };
    cJSON *o = json_new_obj(u->a);
    double counts[6] = { 0 };

    JSON_EACH (v, vulns) {
        int rank = severity_rank(json_str(json_get(v, "severity")));

        counts[5]++;
        if (rank >= 0)
            counts[rank]++;
    }
    for (int i = 0; i < 6; i++)
        put(u, o, names[i], json_new_num(u->a, counts[i]));
    return o;
}

static cJSON *dependencies_json(Audit *u)
{
    static const char *const names[] = { "prod", "dev",          "optional",
                                         "peer", "peerOptional", "total" };
    cJSON *o = json_new_obj(u->a);
    double counts[6] = { 0 };

    VEC_EACH (Node *, n, u->tree->nodes) {
        if (*n == NULL || node_is_absent(*n))
            continue;
        counts[0] += !(*n)->dev && !(*n)->optional && !(*n)->peer;
        counts[1] += (*n)->dev;
        counts[2] += (*n)->optional;
        counts[3] += (*n)->peer;
        counts[5]++;
    }
    counts[5]--;
    for (int i = 0; i < 6; i++)
        put(u, o, names[i], json_new_num(u->a, counts[i]));
    return o;
}

cJSON *audit_json(Audit *u)
{
    cJSON *o = json_new_obj(u->a), *vulns = json_new_obj(u->a),
          *meta = json_new_obj(u->a);

    VEC_EACH (Vuln *, v, u->vulns) {
        if (!(*v)->gone)
            put(u, vulns, arena_strf(u->a, STR_FMT, STR_ARG((*v)->name)).ptr,
                vuln_json(u, *v));
    }
    json_sort_keys(vulns, collate_compare);
    put(u, o, "auditReportVersion", json_new_num(u->a, 2));
    put(u, o, "vulnerabilities", vulns);
    put(u, meta, "vulnerabilities", counts_json(u, vulns));
    put(u, meta, "dependencies", dependencies_json(u));
    put(u, o, "metadata", meta);
    return o;
}

/* ---- An answer that was none ---- */

static cJSON *headers_json(Arena *a, Str head)
{
    cJSON *o = json_new_obj(a), *list;
    Str line, key, value;

    while (head.len > 0 && str_next(&head, '\n', &line)) {
        if (!str_cut(line, ':', &key, &value))
            continue;
        list = json_getn(o, key);
        if (list == NULL) {
            list = json_new_arr(a);
            json_add(a, o, key, list);
        }
        json_push(list, json_new_str(a, str_trim(value)));
    }
    return o;
}

cJSON *audit_failure_json(Audit *u, const Err *err)
{
    const AdvisoriesCall *c = &u->call;
    cJSON *o = json_new_obj(u->a), *body = NULL, *headers = headers_json(u->a, c->head);
    cJSON *attempts = json_new_arr(u->a);
    char url[512];
    Err ignored;

    put_str(u, o, "message", str_of(err->msg));
    if (c->status == 0)
        return o;
    redact_url(c->url, url, sizeof url);
    /* npm's client adds it; what is posted is posted once. */
    json_push(attempts, json_new_str(u->a, STR("1")));
    put(u, headers, "x-fetch-attempts", attempts);
    put_str(u, o, "method", STR("POST"));
    put_str(u, o, "uri", str_of(url));
    put(u, o, "headers", headers);
    put(u, o, "statusCode", json_new_num(u->a, c->status));
    if (json_parse(u->a, c->body, "answer", NULL, &body, &ignored) < 0)
        body = json_new_str(u->a, c->body);
    put(u, o, "body", body);
    return o;
}
