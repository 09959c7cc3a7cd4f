/* cmd_rebuild.c: rebuild: bins are linked and install scripts run again, for all packages
 * or those that are named. */
#include "common/path.h"
#include "common/semver_range.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/reading.h"
#include "pkg/install/build.h"
#include "pkg/install/script_review.h"

typedef VEC(Spec) Specs;

/* Names, with versions or ranges perhaps, and folders. */
static int parse(Ctx *ctx, char **args, int n, Specs *out, Err *err)
{
    for (int i = 0; i < n; i++) {
        Spec s;

        if (spec_parse(&ctx->arena, str_of(args[i]), ctx->input.cwd, &s, err) < 0)
            return err->code;
        if (s.type != SPEC_RANGE && s.type != SPEC_VERSION && s.type != SPEC_DIRECTORY)
            return err_set(err, ERR_ENOCODE,
                           "`pkg rebuild` only supports SemVer version/range specifiers");
        vec_push_in(&ctx->arena, out, s);
    }
    return 0;
}

static bool is_meant(Arena *a, Node *n, const Specs *specs)
{
    VEC_EACH (Spec, s, *specs) {
        SemverRange range;
        Semver v;

        if (s->type == SPEC_DIRECTORY) {
            if (str_eq(node_path(a, n), s->fetch_spec))
                return true;
            continue;
        }
        if (!str_eq(s->name, n->name))
            continue;
        if (s->raw_spec.len == 0 || str_is(s->raw_spec, "*"))
            return true;
        if (semver_parse(a, node_version(n), 0, &v) &&
            semver_range_parse(a, s->fetch_spec, 0, &range) &&
            semver_satisfies(&v, &range))
            return true;
    }
    return false;
}

/* The targets of links are built as those. */
static bool is_linked(const NodeList *links, const Node *n)
{
    VEC_EACH (Node *, l, *links) {
        if ((*l)->target == n)
            return true;
    }
    return false;
}

static void choose(Reading *r, const Specs *specs, NodeList *out)
{
    Survey *s = &r->survey;
    Arena *a = &s->project.arena;
    uint32_t mark = specs->len == 0 && survey_ignores_workspaces(s)
                        ? survey_mark_without_workspaces(s)
                        : 0; /* npm's -w chooses nothing here */
    NodeList all = { 0 }, links = { 0 };

    VEC_EACH (Node *, n, s->tree->nodes) {
        if (*n == NULL || (mark != 0 && (*n)->mark != mark))
            continue;
        /* A bundled package is what its bundler says it is: no name means it. */
        if (specs->len > 0 && (node_in_dep_bundle(*n) || !is_meant(a, *n, specs)))
            continue;
        vec_push_in(a, &all, *n);
        if ((*n)->is_link)
            vec_push_in(a, &links, *n);
    }
    VEC_EACH (Node *, n, all) {
        if (!is_linked(&links, *n))
            vec_push_in(a, out, *n);
    }
}

static void advise(Ctx *ctx, Tree *t, const BuildOptions *o)
{
    ScriptReviews list;
    Buf names = { 0 };
    Str remedy;

    if (o->ignore_scripts || o->allow_all)
        return;
    script_review(t, o->policy, &list);
    if (list.len == 0)
        return;
    VEC_EACH (ScriptReview, r, list)
        buf_printf(&names, "%s" STR_FMT, names.len > 0 ? "," : "", STR_ARG(r->name));
    remedy = !ctx_is_global(ctx) ? STR("`pkg install-scripts ls` to review")
                                 : arena_strf(&ctx->arena,
                                              "`pkg config set allow-scripts=" STR_FMT
                                              " --location=user` to allow their scripts",
                                              STR_ARG(buf_view(&names)));
    buf_release(&names);
    ctx_log(ctx, LOG_WARN, "rebuild",
            "%zu package%s install scripts not yet covered by allowScripts. Run " STR_FMT
            ".",
            list.len, list.len == 1 ? " has" : "s have", STR_ARG(remedy));
}

static int rebuild(Ctx *ctx, Reading *r, const Specs *specs, Err *err)
{
    Survey *s = &r->survey;
    NodeList nodes = { 0 };
    cJSON *policy;
    BuildOptions o;

    if (script_policy_find(ctx, s->project.pkg, false, &policy, err) < 0)
        return err->code;
    o = build_options(ctx, policy);
    o.all_gyp = true;
    choose(r, specs, &nodes);
    VEC_EACH (Node *, n, nodes) { /* workspaces that aren't linked yet */
        if ((*n)->parent == NULL && !(*n)->is_root && (*n)->links_in.len == 0)
            vec_push_in(&s->project.arena, &o.locals, *n);
    }
    if (o.strict && !o.ignore_scripts && !o.allow_all &&
        script_review_strict(ctx, s->tree, policy, err) < 0)
        return err->code;
    if (build_nodes(ctx, s->tree, &nodes, &o, NULL, err) < 0)
        return err->code;
    advise(ctx, s->tree, &o);
    ctx_print(ctx, "rebuilt dependencies successfully\n");
    return 0;
}

int cmd_rebuild(Ctx *ctx, char **args, int n_args, Err *err)
{
    Specs specs = { 0 };
    Reading r;
    int rc;

    if (parse(ctx, args, n_args, &specs, err) < 0)
        return err->code;
    rc = reading_open(&r, ctx, &(SurveyOptions){ .from = SURVEY_DISK }, err);
    if (rc == 0)
        rc = rebuild(ctx, &r, &specs, err);
    reading_close(&r);
    return rc;
}
