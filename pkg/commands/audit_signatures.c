/* audit_signatures.c: see audit_signatures.h. */
#include "pkg/commands/audit_signatures.h"

#include <stdlib.h>

#include "common/collate.h"
#include "common/json_write.h"
#include "pkg/commands/reading.h"
#include "pkg/install/signatures.h"
#include "pkg/output.h"
#include "pkg/ui/paint.h"
#include "registry-client/auth.h"
#include "registry-client/fetch_packument.h"

/* A package that was looked at. */
typedef struct {
    SignedVersion v;
    Str location;
    const char *type; /* of the dependency */
} Checked;

typedef VEC(Checked *) CheckedList;

typedef struct {
    Ctx *ctx;
    Arena *a;
    Map keys; /* registry -> cJSON */
    Map seen; /* location -> itself */
    CheckedList all, invalid, missing, attested;
    size_t n_edges, n_audited, n_signed;
} Signatures;

/* ---- Looking ---- */

static const char *type_of(const Edge *e)
{
    return edge_is_optional(e) ? "optionalDependencies"
           : edge_is_peer(e)   ? "peerDependencies"
           : edge_is_dev(e)    ? "devDependencies"
                               : "dependencies";
}

static bool is_omitted(const Ctx *ctx, const Node *n)
{
    const Config *c = &ctx->config;

    return (n->dev && project_omits(c, "dev")) ||
           (n->optional && project_omits(c, "optional")) ||
           (n->peer && project_omits(c, "peer"));
}

static int take_keys(Signatures *s, Str registry, Err *err)
{
    cJSON *keys;

    if (map_has(&s->keys, registry))
        return 0;
    if (signatures_keys(s->ctx, registry, &keys, err) < 0)
        return err->code;
    map_set(&s->keys, registry, keys);
    return 0;
}

/* npm asks for the keys of each registry that an edge may mean, also of those that lead
 * to nothing of a registry. */
static int look_at(Signatures *s, Edge *e, Err *err)
{
    RegistryOptions o = ctx_registry_options(s->ctx);
    const Spec *spec = edge_spec(e), *real;
    Checked *c;

    s->n_edges++;
    if (spec == NULL)
        return 0;
    real = spec->sub != NULL ? spec->sub : spec;
    c = arena_new(s->a, Checked);
    c->v.name = real->name.len > 0 ? real->name : e->name;
    c->v.registry = registry_for(&o, c->v.name);
    if (take_keys(s, c->v.registry, err) < 0)
        return err->code;
    if (e->to == NULL || !spec->registry || node_is_workspace(e->to) ||
        node_version(e->to).len == 0 || is_omitted(s->ctx, e->to))
        return 0;
    c->location = node_location(s->a, e->to);
    c->type = type_of(e);
    c->v.version = node_version(e->to);
    if (map_has(&s->seen, c->location))
        return 0;
    map_set(&s->seen, c->location, c);
    vec_push_in(s->a, &s->all, c);
    return 0;
}

static int look(Signatures *s, Reading *r, Err *err)
{
    const Config *c = &s->ctx->config;
    uint32_t mark = reading_filter(r, config_bool(c, "include-workspace-root"));

    VEC_EACH (Node *, n, r->survey.tree->nodes) {
        if (*n == NULL || (mark != 0 && (*n)->mark != mark))
            continue;
        MAP_EACH (m, (*n)->edges_out) {
            if (look_at(s, m->value, err) < 0)
                return err->code;
        }
    }
    return 0;
}

static int check(Signatures *s, Checked *c, Err *err)
{
    const cJSON *keys = map_get(&s->keys, c->v.registry);

    s->n_audited += keys->child != NULL;
    if (signatures_check(s->ctx, keys, &c->v, err) < 0)
        return err->code;
    if (c->v.bad != 0) {
        vec_push_in(s->a, &s->invalid, c);
        return 0;
    }
    s->n_signed += c->v.is_signed;
    if (!c->v.is_signed && keys->child != NULL)
        vec_push_in(s->a, &s->missing, c);
    if (c->v.is_attested)
        vec_push_in(s->a, &s->attested, c);
    return 0;
}

/* All documents are asked for at once. */
static int check_all(Signatures *s, Err *err)
{
    RegistryClient *client;

    if (s->all.len > 0 && ctx_client(s->ctx, &client, err) < 0)
        return err->code;
    VEC_EACH (Checked *, c, s->all)
        registry_packument_prefetch(client, (*c)->v.name, PACKUMENT_FULL, REGISTRY_SOON,
                                    NULL);
    VEC_EACH (Checked *, c, s->all) {
        if (check(s, *c, err) < 0)
            return err->code;
    }
    return 0;
}

/* ---- Telling ---- */

static int by_name(const void *x, const void *y)
{
    const Checked *a = *(Checked *const *)x, *b = *(Checked *const *)y;

    return collate_compare(a->v.name, b->v.name);
}

static void put(Signatures *s, cJSON *o, const char *key, Str text)
{
    if (text.ptr != NULL)
        json_add_str(s->a, o, key, text);
}

static cJSON *checked_json(Signatures *s, const Checked *c)
{
    const SignedVersion *v = &c->v;
    cJSON *o = json_new_obj(s->a);

    if (v->bad != 0) {
        put(s, o, "code", str_of(err_name(v->bad)));
        put(s, o, "message", v->message);
    }
    put(s, o, "integrity", v->integrity);
    put(s, o, "keyid", v->keyid);
    put(s, o, "location", c->location);
    put(s, o, "name", v->name);
    put(s, o, "registry", v->registry);
    put(s, o, "resolved", v->resolved);
    put(s, o, "signature", v->signature);
    put(s, o, "predicateType", v->predicate);
    if (v->bad != 0)
        put(s, o, "type", str_of(c->type));
    put(s, o, "version", v->version);
    return o;
}

static cJSON *list_json(Signatures *s, const CheckedList *list)
{
    cJSON *arr = json_new_arr(s->a);

    VEC_EACH (Checked *, c, *list)
        json_push(arr, checked_json(s, *c));
    return arr;
}

static cJSON *attested_json(Signatures *s)
{
    cJSON *arr = json_new_arr(s->a);

    VEC_EACH (Checked *, c, s->attested) {
        cJSON *o = json_new_obj(s->a);

        put(s, o, "name", (*c)->v.name);
        put(s, o, "version", (*c)->v.version);
        put(s, o, "location", (*c)->location);
        put(s, o, "registry", (*c)->v.registry);
        json_add(s->a, o, STR("attestations"), json_dup(s->a, (*c)->v.attestations));
        json_add(s->a, o, STR("attestationBundles"), json_dup(s->a, (*c)->v.bundles));
        json_push(arr, o);
    }
    return arr;
}

static void print_json(Signatures *s)
{
    cJSON *o = json_new_obj(s->a);

    json_add(s->a, o, STR("invalid"), list_json(s, &s->invalid));
    json_add(s->a, o, STR("missing"), list_json(s, &s->missing));
    if (config_bool(&s->ctx->config, "include-attestations"))
        json_add(s->a, o, STR("verified"), attested_json(s));
    ctx_json(s->ctx, o);
}

static Str coloured(Signatures *s, Paint p, const char *word)
{
    return paint(s->a, s->ctx->color_out, p, str_of(word));
}

static void print_packages(Signatures *s, const CheckedList *list, int code)
{
    VEC_EACH (Checked *, c, *list) {
        if ((*c)->v.bad != code)
            continue;
        out_sayf(s->ctx, STR_FMT " (" STR_FMT ")",
                 STR_ARG(
                     paint(s->a, s->ctx->color_out, PAINT_RED,
                           arena_strf(s->a, STR_FMT "@" STR_FMT, STR_ARG((*c)->v.name),
                                      STR_ARG((*c)->v.version)))),
                 STR_ARG((*c)->v.registry));
    }
}

static void print_good(Signatures *s, size_t n, const char *what)
{
    Str word = coloured(s, PAINT_BOLD, "verified");

    if (n == 1)
        out_sayf(s->ctx, "1 package has a " STR_FMT " %s", STR_ARG(word), what);
    else if (n > 1)
        out_sayf(s->ctx, "%zu packages have " STR_FMT " %ss", n, STR_ARG(word), what);
}

static void print_missing(Signatures *s)
{
    Str word = coloured(s, PAINT_RED_BRIGHT, "missing");
    size_t n = s->missing.len;

    if (n == 0)
        return;
    if (n == 1)
        out_sayf(s->ctx,
                 "1 package has a " STR_FMT
                 " registry signature but the registry is providing signing keys:",
                 STR_ARG(word));
    else
        out_sayf(s->ctx,
                 "%zu packages have " STR_FMT
                 " registry signatures but the registry is providing signing keys:",
                 n, STR_ARG(word));
    ctx_print(s->ctx, "\n");
    print_packages(s, &s->missing, 0);
}

static void print_invalid(Signatures *s, int code, const char *what)
{
    Str word = coloured(s, PAINT_RED_BRIGHT, "invalid");
    size_t n = 0;

    VEC_EACH (Checked *, c, s->invalid)
        n += (*c)->v.bad == code;
    if (n == 0)
        return;
    if (n == 1)
        out_sayf(s->ctx, "1 package has an " STR_FMT " %s:", STR_ARG(word), what);
    else
        out_sayf(s->ctx, "%zu packages have " STR_FMT " %ss:", n, STR_ARG(word), what);
    ctx_print(s->ctx, "\n");
    print_packages(s, &s->invalid, code);
    ctx_print(s->ctx, "\n");
}

static void print_words(Signatures *s, uint64_t started)
{
    Ctx *ctx = s->ctx;

    out_sayf(ctx, "audited %zu package%s in %llus\n", s->n_audited,
             s->n_audited > 1 ? "s" : "",
             (unsigned long long)((uv_hrtime() - started) / 1000000000));
    if (s->n_signed > 0) {
        print_good(s, s->n_signed, "registry signature");
        ctx_print(ctx, "\n");
    }
    if (s->attested.len > 0) {
        print_good(s, s->attested.len, "attestation");
        if (!config_bool(&ctx->config, "include-attestations"))
            out_say(ctx, STR("(use --json --include-attestations to view attestation "
                             "details)"));
        ctx_print(ctx, "\n");
    }
    print_missing(s);
    if (s->invalid.len == 0)
        return;
    if (s->missing.len > 0)
        ctx_print(ctx, "\n");
    print_invalid(s, ERR_EINTEGRITYSIGNATURE, "registry signature");
    print_invalid(s, ERR_EATTESTATIONVERIFY, "attestation");
    out_sayf(ctx,
             "Someone might have tampered with %s since %s published on the registry!\n",
             s->invalid.len == 1 ? "this package" : "these packages",
             s->invalid.len == 1 ? "it was" : "they were");
}

/* ---- All of it ---- */

static int run(Signatures *s, Reading *r, Err *err)
{
    uint64_t started = uv_hrtime();

    if (look(s, r, err) < 0)
        return err->code;
    if (s->n_edges == 0)
        return err_set(err, ERR_ENOCODE, "found no installed dependencies to audit");
    if (check_all(s, err) < 0)
        return err->code;
    if (s->n_audited == 0 && s->attested.len == 0)
        return err_set(err, ERR_ENOCODE,
                       "found no dependencies to audit that were installed from a "
                       "supported registry");
    if (s->invalid.len > 1)
        qsort(s->invalid.ptr, s->invalid.len, sizeof *s->invalid.ptr, by_name);
    if (s->missing.len > 1)
        qsort(s->missing.ptr, s->missing.len, sizeof *s->missing.ptr, by_name);
    if (s->invalid.len + s->missing.len > 0)
        s->ctx->exit_code = 1;
    if (s->ctx->json)
        print_json(s);
    else
        print_words(s, started);
    return 0;
}

int audit_signatures(Ctx *ctx, Err *err)
{
    SurveyOptions so = { .from = SURVEY_DISK };
    Signatures s = { .ctx = ctx, .a = &ctx->arena };
    Reading r;
    int rc;

    if (ctx_is_global(ctx))
        return err_set(err, ERR_EAUDITGLOBAL,
                       "`npm audit signatures` does not support global packages");
    rc = reading_open(&r, ctx, &so, err);
    if (rc == 0)
        rc = run(&s, &r, err);
    reading_close(&r);
    map_release(&s.keys);
    map_release(&s.seen);
    return rc;
}
