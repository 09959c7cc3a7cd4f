/* cmd_fund.c: fund: whom the packages ask to support. */
#include <stdlib.h>

#include "pkg/commands/commands.h"
#include "pkg/commands/open_url.h"
#include "pkg/commands/reading.h"
#include "pkg/output.h"
#include "pkg/tree/describe.h"
#include "pkg/tree/funding.h"
#include "pkg/tree/too_deep.h"
#include "pkg/ui/paint.h"
#include "pkg/ui/text_tree.h"

typedef struct {
    Ctx *ctx;
    Arena *a;
    bool unicode;
    Map urls; /* url -> TextTree * */
} Fund;

/* ---- The tree ---- */

static Str reference(Fund *f, Str name, const cJSON *item)
{
    Str version = json_as_text(f->a, json_get(item, "version"));

    return version.len > 0
               ? arena_strf(f->a, STR_FMT "@" STR_FMT, STR_ARG(name), STR_ARG(version))
               : name;
}

/* The URL with the first package that names it below. */
static Str url_label(Fund *f, Str url, Str ref)
{
    TextTree leaf = { .label = ref },
             top = { .label = paint(f->a, f->ctx->color_out, PAINT_BLUE, url) };
    Buf b = { 0 };
    Str out;

    vec_push_in(f->a, &top.nodes, &leaf);
    text_tree(&top, f->unicode, &b);
    out = arena_str(f->a, str_trim(buf_view(&b)));
    buf_release(&b);
    return out;
}

/* NULL where the URL has been met before: the package is added there. */
static TextTree *item_of(Fund *f, Str name, const cJSON *item)
{
    const cJSON *sources = funding_sources(f->a, json_get(item, "funding"));
    Str url = json_str(json_get(sources->child, "url")), ref = reference(f, name, item);
    TextTree *t = url.len > 0 ? map_get(&f->urls, url) : NULL;

    if (t != NULL) {
        t->label =
            arena_strf(f->a, STR_FMT STR_FMT " " STR_FMT, STR_ARG(t->label),
                       STR_ARG(paint(f->a, f->ctx->color_out, PAINT_DIM, STR(","))),
                       STR_ARG(ref));
        return NULL;
    }
    t = arena_new(f->a, TextTree);
    t->label = url.len > 0 ? url_label(f, url, ref) : ref;
    if (url.len > 0)
        map_set(&f->urls, url, t);
    return t;
}

static TextTree *drawn(Fund *f, Str name, const cJSON *item)
{
    TextTree *t = item_of(f, name, item);

    JSON_EACH (d, json_get(item, "dependencies")) {
        TextTree *child = drawn(f, json_key(d), d);

        if (t != NULL && child != NULL)
            vec_push_in(f->a, &t->nodes, child);
    }
    return t;
}

static void print(Fund *f, const cJSON *info)
{
    TextTree *t = drawn(f, json_as_text(f->a, json_get(info, "name")), info);
    Buf b = { 0 };

    text_tree(t, f->unicode, &b);
    out_say(f->ctx, buf_view(&b));
    buf_release(&b);
}

static int report(Fund *f, Tree *t, uint32_t mark, Err *err)
{
    cJSON *info = funding_of(f->a, t, mark);

    if (info == NULL)
        return too_deep(err);
    if (f->ctx->json)
        ctx_json(f->ctx, info);
    else
        print(f, info);
    return 0;
}

/* ---- One package's page ---- */

static const cJSON *installed(Fund *f, Tree *t, const Spec *spec)
{
    const cJSON *found = NULL;
    const Semver *best = NULL;

    VEC_EACH (Node *, n, t->nodes) {
        const Semver *v = *n != NULL ? node_semver(*n) : NULL;

        (void)f;
        if (*n == NULL)
            continue;
        if (spec->type == SPEC_DIRECTORY) {
            if (str_eq((*n)->path, spec->fetch_spec))
                return (*n)->pkg;
        } else if (v != NULL && str_eq((*n)->name, spec->name) &&
                   (best == NULL || semver_compare(v, best) > 0)) {
            best = v;
            found = (*n)->pkg;
        }
    }
    return found;
}

static Str title_of(Fund *f, const cJSON *source)
{
    Str type = json_str(json_get(source, "type"));

    return type.len > 0
               ? arena_strf(f->a, STR_FMT " funding available at the following URL",
                            STR_ARG(type))
               : STR("Funding available at the following URL");
}

static void tell_choice(Fund *f, const cJSON *sources, int which)
{
    Buf b = { 0 };
    int i = 0;

    if (which > 0)
        buf_printf(&b, "--which=%d is not a valid index\n", which);
    JSON_EACH (s, sources)
        buf_printf(&b, "%d: " STR_FMT ": " STR_FMT "\n", ++i, STR_ARG(title_of(f, s)),
                   STR_ARG(json_str(json_get(s, "url"))));
    buf_puts(&b,
             "Run `npm fund [<package-spec>] --which=1`, for example, to open the first "
             "funding URL listed in that package");
    out_say(f->ctx, buf_view(&b));
    buf_release(&b);
}

static int open_page(Fund *f, Survey *s, const char *arg, int which, Err *err)
{
    const cJSON *pkg, *sources, *chosen = NULL;
    Spec spec;
    Err ignored;
    int i = 0;

    if (spec_parse(f->a, str_of(arg), s->project.root, &spec, err) < 0)
        return err->code;
    pkg = installed(f, s->tree, &spec);
    if (pkg == NULL && source_manifest(&s->project.source, &spec, &pkg, &ignored) < 0)
        pkg = NULL;
    sources = funding_sources(f->a, json_get(pkg, "funding"));
    if (sources->child == NULL)
        return err_set(err, ERR_ENOFUND, "No valid funding method available for: %s",
                       arg);
    JSON_EACH (e, sources) {
        if (++i == which || (which == 0 && sources->child->next == NULL))
            chosen = e;
    }
    if (chosen != NULL)
        return open_url(f->ctx, json_str(json_get(chosen, "url")), title_of(f, chosen),
                        err);
    tell_choice(f, sources, which);
    return 0;
}

/* The setting `which`; 0: none; -1: no number. */
static int which_of(Ctx *ctx)
{
    const cJSON *w = config_get(&ctx->config, "which");
    uint64_t text;
    double n;

    if (w == NULL || json_is_null(w))
        return 0;
    n = json_is_num(w)                   ? w->valuedouble
        : str_to_u64(json_str(w), &text) ? (double)text
                                         : 0;
    return n >= 1 ? (int)n : -1;
}

int cmd_fund(Ctx *ctx, char **args, int n_args, Err *err)
{
    SurveyOptions so = { .from = SURVEY_DISK };
    int which = which_of(ctx), rc;
    Reading r;

    if (which < 0)
        return err_set(err, ERR_EFUNDNUMBER,
                       "`npm fund [<package-spec>] --which=fundingSourceNumber` must be "
                       "given a positive integer");
    if (ctx_is_global(ctx))
        return err_set(err, ERR_EFUNDGLOBAL,
                       "`npm fund` does not support global packages");
    rc = reading_open(&r, ctx, &so, err);
    if (rc == 0) {
        Fund f = { .ctx = ctx,
                   .a = &r.survey.project.arena,
                   .unicode = config_bool(&ctx->config, "unicode") };
        uint32_t mark = r.workspaces.len > 0 ? reading_filter(&r, false) : 0;

        if (n_args > 0)
            rc = open_page(&f, &r.survey, args[0], which, err);
        else
            rc = report(&f, r.survey.tree, mark, err);
        map_release(&f.urls);
    }
    reading_close(&r);
    return rc;
}
