/* cmd_sbom.c: sbom: the tree as a bill of materials, in SPDX or CycloneDX. */
#include <stdio.h>
#include <sys/random.h>

#include "pkg/commands/commands.h"
#include "pkg/commands/reading.h"
#include "pkg/commands/sbom.h"
#include "pkg/output.h"
#include "pkg/tree/describe.h"
#include "pkg/tree/query.h"
#include "registry-client/js_date.h"

/* A random UUID (version 4). */
static int make_uuid(char *out, size_t size, Err *err)
{
    unsigned char b[16];

    if (getrandom(b, sizeof b, 0) != (ssize_t)sizeof b)
        return err_errno(err, "cannot get random bytes");
    b[6] = (unsigned char)((b[6] & 0x0F) | 0x40);
    b[8] = (unsigned char)((b[8] & 0x3F) | 0x80);
    snprintf(out, size,
             "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0],
             b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12],
             b[13], b[14], b[15]);
    return 0;
}

/* Missing and unsuitable dependencies: such a tree has no bill. */
static void add_problems(Arena *a, Node *n, Map *seen, Buf *out)
{
    MAP_EACH (m, n->edges_out) {
        Edge *e = m->value;
        Str wanted = edge_wanted(e), text = STR("");

        if (edge_state(e) == EDGE_MISSING && !edge_is_optional(e))
            text =
                arena_strf(a, "missing: " STR_FMT "@" STR_FMT ", required by " STR_FMT,
                           STR_ARG(e->name), STR_ARG(wanted), STR_ARG(node_pkgid(a, n)));
        if (edge_state(e) == EDGE_INVALID)
            text = arena_strf(a, "invalid: " STR_FMT ", " STR_FMT " required by " STR_FMT,
                              STR_ARG(node_pkgid(a, e->to)),
                              STR_ARG(wanted.len > 0 ? wanted : STR("*")),
                              STR_ARG(node_pkgid(a, n)));
        if (text.len == 0 || map_has(seen, text))
            continue;
        map_set(seen, text, NULL);
        buf_printf(out, "%s" STR_FMT, out->len > 0 ? "\n" : "", STR_ARG(text));
    }
}

static int check(Ctx *ctx, const Sbom *s, Err *err)
{
    Map seen = { 0 };
    Buf b = { 0 };

    VEC_EACH (Node *, n, s->nodes)
        add_problems(s->a, *n, &seen, &b);
    if (b.len > 0)
        ctx->error_message = arena_str(&ctx->arena, buf_view(&b));
    map_release(&seen);
    buf_release(&b);
    if (ctx->error_message.len > 0)
        return err_set(err, ERR_ESBOMPROBLEMS, STR_FMT, STR_ARG(ctx->error_message));
    VEC_EACH (Node *, n, s->nodes) {
        if (!(*n)->is_link && sbom_check_version(s, *n, err) < 0)
            return err->code;
    }
    return 0;
}

/* The selector of what belongs to the bill. */
static Str selector(Ctx *ctx, Reading *r)
{
    static const char *const types[] = { "dev", "optional", "peer" };
    Arena *a = &r->survey.project.arena;
    Buf omits = { 0 }, b = { 0 };
    Str out, o;

    for (int i = 0; i < 3; i++) {
        if (project_omits(&ctx->config, types[i]))
            buf_printf(&omits, ":not(.%s)", types[i]);
    }
    o = buf_view(&omits);
    buf_puts(&b, ":root");
    if (survey_ignores_workspaces(&r->survey))
        buf_printf(&b,
                   ",:root > :not(.workspace)" STR_FMT
                   ",:root > :not(.workspace) *" STR_FMT ",:extraneous",
                   STR_ARG(o), STR_ARG(o));
    else if (r->workspaces.len == 0)
        buf_printf(&b, ",:root *" STR_FMT ",:extraneous", STR_ARG(o));
    /* npm means the folder, not the link to it, where the package's name is another. */
    VEC_EACH (Node *, w, r->workspaces) {
        Str name = node_place_name(*w);

        buf_printf(&b, ",#" STR_FMT ",#" STR_FMT " *" STR_FMT, STR_ARG(name),
                   STR_ARG(name), STR_ARG(o));
    }
    out = arena_str(a, buf_view(&b));
    buf_release(&omits);
    buf_release(&b);
    return out;
}

static int make(Ctx *ctx, Reading *r, bool spdx, Err *err)
{
    Sbom s = { .a = &r->survey.project.arena,
               .root = r->survey.tree->root,
               .type = config_str(&ctx->config, "sbom-type"),
               .lock_only = config_bool(&ctx->config, "package-lock-only") };
    QueryResult found;
    uv_timeval64_t now;
    int rc = query_tree(r->survey.tree, s.root, selector(ctx, r), NULL, &found, err);

    s.nodes = found.nodes;
    query_release(&found);
    if (rc < 0 || check(ctx, &s, err) < 0 || make_uuid(s.uuid, sizeof s.uuid, err) < 0)
        return err->code;
    uv_gettimeofday(&now);
    js_date_iso(now.tv_sec * 1000 + now.tv_usec / 1000, s.now, sizeof s.now);
    ctx->json = true;
    ctx->shows_secrets = true; /* its serial number is a UUID */
    out_json_now(ctx, spdx ? sbom_spdx(&s) : sbom_cyclonedx(&s));
    return 0;
}

int cmd_sbom(Ctx *ctx, char **args, int n_args, Err *err)
{
    bool lock_only = config_bool(&ctx->config, "package-lock-only");
    SurveyOptions so = { .from = lock_only ? SURVEY_LOCK : SURVEY_FOLDERS };
    Str format = config_str(&ctx->config, "sbom-format");
    Places places;
    Reading r;
    int rc;

    (void)args;
    (void)n_args;
    if (places_find(ctx, true, &places, err) < 0)
        return err->code;
    if (format.len == 0)
        return out_usage_error(
            ctx, STR("Must specify --sbom-format flag with one of: cyclonedx, spdx."),
            err);
    rc = reading_open_lock(&r, ctx, &so, true, err);
    if (rc == 0)
        rc = make(ctx, &r, str_is(format, "spdx"), err);
    reading_close(&r);
    return rc;
}
