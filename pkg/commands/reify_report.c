/* reify_report.c: see reify_report.h. */
#include "pkg/commands/reify_report.h"

#include "common/json_write.h"
#include "pkg/commands/audit_failed.h"
#include "pkg/install/script_review.h"
#include "pkg/output.h"
#include "pkg/ui/audit_text.h"
#include "pkg/ui/paint.h"

static bool is_audit(const Ctx *ctx)
{
    return strcmp(ctx->command, "audit") == 0;
}

/* ---- --json ---- */

static void put(Arena *a, cJSON *o, const char *key, cJSON *value)
{
    json_add(a, o, str_of(key), value);
}

static cJSON *node_json(Arena *a, const Node *n)
{
    const cJSON *version = json_get(n->pkg, "version");
    cJSON *o = json_new_obj(a);

    put(a, o, "name", json_new_str(a, n->name));
    if (version != NULL)
        put(a, o, "version", json_dup(a, version));
    put(a, o, "path", json_new_str(a, node_path(a, n)));
    return o;
}

static cJSON *changes_json(Arena *a, const InstallResult *r, ChangeKind kind)
{
    cJSON *list = json_new_arr(a), *o;

    VEC_EACH (Change *, c, r->diff.all) {
        const Node *from = (*c)->actual, *to = (*c)->ideal;
        const Node *only = kind == CHANGE_ADD ? to : from;

        if ((*c)->kind != kind || (to != NULL && to->inert) || only == NULL ||
            (only->in_store && only->is_link))
            continue;
        if (kind != CHANGE_REPLACE || to == NULL) {
            o = node_json(a, only);
        } else {
            o = json_new_obj(a);
            put(a, o, "from", node_json(a, from));
            put(a, o, "to", node_json(a, to));
        }
        json_push(list, o);
    }
    return list;
}

static void print_json(Ctx *ctx, const InstallResult *r)
{
    const ReifyCounts *c = &r->counts;
    Arena *a = &ctx->arena;
    cJSON *o = json_new_obj(a);

    put(a, o, "add", changes_json(a, r, CHANGE_ADD));
    put(a, o, "added", json_new_num(a, c->added));
    put(a, o, "audited", json_new_num(a, c->audited));
    put(a, o, "change", changes_json(a, r, CHANGE_REPLACE));
    put(a, o, "changed", json_new_num(a, c->changed));
    put(a, o, "funding", json_new_num(a, c->funding));
    put(a, o, "remove", changes_json(a, r, CHANGE_REMOVE));
    put(a, o, "removed", json_new_num(a, c->removed));
    if (r->audit != NULL)
        put(a, o, "audit",
            json_dup(a, is_audit(ctx) ? r->audit : json_get(r->audit, "metadata")));
    if (r->unreviewed != NULL)
        put(a, o, "unreviewedScripts", json_dup(a, r->unreviewed));
    ctx_json(ctx, o);
}

/* ---- In words ---- */

/* npm says "undefined", too. */
static Str version_of(Arena *a, const Node *n)
{
    const cJSON *version = json_get(n->pkg, "version");

    return version != NULL ? json_in_template(a, version) : STR("undefined");
}

static void print_change(Ctx *ctx, const Change *c)
{
    static const struct {
        const char *word;
        Paint paint;
    } kinds[] = { [CHANGE_ADD] = { "add", PAINT_GREEN },
                  [CHANGE_REPLACE] = { "change", PAINT_CYAN },
                  [CHANGE_REMOVE] = { "remove", PAINT_BLUE } };
    Arena *a = &ctx->arena;
    const Node *n = c->kind == CHANGE_ADD ? c->ideal : c->actual;
    Str word =
        paint(a, ctx->color_out, kinds[c->kind].paint, str_of(kinds[c->kind].word));

    if (c->kind == CHANGE_REPLACE)
        out_sayf(ctx, STR_FMT " " STR_FMT " " STR_FMT " => " STR_FMT, STR_ARG(word),
                 STR_ARG(n->name), STR_ARG(version_of(a, n)),
                 STR_ARG(version_of(a, c->ideal)));
    else
        out_sayf(ctx, STR_FMT " " STR_FMT " " STR_FMT, STR_ARG(word), STR_ARG(n->name),
                 STR_ARG(version_of(a, n)));
}

static void print_audit(Ctx *ctx, const InstallResult *r)
{
    Buf b = { 0 };

    if (is_audit(ctx))
        audit_text(&ctx->arena, r->audit, ctx->color_out, &b);
    else
        audit_summary(&ctx->arena, r->audit, ctx->color_out, &b);
    if (!is_audit(ctx) && json_len(json_get(r->audit, "vulnerabilities")) > 0)
        buf_puts(&b, "\n\nRun `npm audit` for details.");
    ctx_print(ctx, "\n");
    out_say(ctx, buf_view(&b));
    buf_release(&b);
}

/* What allows the scripts: a global install has no package.json to write it to. */
static void put_remedy(Ctx *ctx, const cJSON *unreviewed, Buf *b)
{
    Buf names = { 0 };

    /* npm doesn't think of a link as global. */
    if (!ctx_is_global(ctx) || strcmp(ctx->command, "link") == 0) {
        buf_puts(b, "Run `pkg install-scripts ls` to review, or `pkg install-scripts "
                    "approve <pkg>` to allow.");
        return;
    }
    JSON_EACH (e, unreviewed)
        buf_printf(&names, "%s" STR_FMT, names.len > 0 ? "," : "",
                   STR_ARG(json_str(json_get(e, "name"))));
    buf_printf(b,
               "Run `pkg install -g --allow-scripts=" STR_FMT "` to allow these scripts "
               "once, or `pkg config set allow-scripts=" STR_FMT " --location=user` to "
               "allow them for all global installs.",
               STR_ARG(buf_view(&names)), STR_ARG(buf_view(&names)));
    buf_release(&names);
}

static void warn_unreviewed(Ctx *ctx, const cJSON *unreviewed)
{
    size_t n = json_len(unreviewed);
    Buf b = { 0 };

    if (n == 0)
        return;
    buf_printf(&b, "%zu %s install scripts not yet covered by allowScripts:\n", n,
               n == 1 ? "package has" : "packages have");
    JSON_EACH (e, unreviewed) {
        Str version = json_str(json_get(e, "version"));

        buf_printf(&b, "  " STR_FMT "%s" STR_FMT " (" STR_FMT ")\n",
                   STR_ARG(json_str(json_get(e, "name"))), version.len > 0 ? "@" : "",
                   STR_ARG(version),
                   STR_ARG(script_events_text(&ctx->arena, json_get(e, "scripts"))));
    }
    buf_putc(&b, '\n');
    put_remedy(ctx, unreviewed, &b);
    ctx_log(ctx, LOG_WARN, "install-scripts", STR_FMT, STR_ARG(buf_view(&b)));
    buf_release(&b);
}

static void print_words(Ctx *ctx, InstallResult *r)
{
    Buf b = { 0 };

    report_counts(&r->counts, &b);
    report_funding(r->counts.funding, &b);
    ctx_write(ctx, buf_view(&b));
    buf_release(&b);
    if (r->audit != NULL)
        print_audit(ctx, r);
    warn_unreviewed(ctx, r->unreviewed);
}

/* ---- All of it ---- */

static void set_exit_code(Ctx *ctx, const InstallResult *r)
{
    Str level = config_str(&ctx->config, "audit-level");

    if (ctx->exit_code == 0 && r->audit != NULL && is_audit(ctx) &&
        audit_reaches(r->audit, level.len > 0 ? level : STR("low")))
        ctx->exit_code = 1;
}

int reify_report(Ctx *ctx, InstallResult *r, Err *err)
{
    const Config *c = &ctx->config;

    if (r->audit_failure != NULL && is_audit(ctx))
        return audit_failed(ctx, r->audit_failure, err);
    r->counts.took_ms = (int64_t)((uv_hrtime() - ctx->started_ns) / 1000000);
    if (r->audit != NULL)
        r->counts.audited = (unsigned)r->n_tree;
    set_exit_code(ctx, r);
    if (r->n_blocked > 0)
        ctx->exit_code = 1;
    if (ctx->level == LOG_SILENT)
        return 0;
    if (config_bool(c, "dry-run") || config_bool(c, "long")) {
        VEC_EACH (Change *, change, r->diff.all)
            print_change(ctx, *change);
    }
    if (ctx->json)
        print_json(ctx, r);
    else
        print_words(ctx, r);
    return 0;
}
