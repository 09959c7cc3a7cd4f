/* cmd_ls.c: ls and ll: the tree, as lines, paths or JSON. */
#include "common/path.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/reading.h"
#include "pkg/output.h"
#include "pkg/tree/describe.h"
#include "pkg/tree/listing.h"
#include "pkg/tree/too_deep.h"
#include "pkg/ui/paint.h"
#include "pkg/ui/text_tree.h"

typedef struct {
    Ctx *ctx;
    Arena *a;
    Tree *tree;
    Listing listing;
    bool args, global, long_form;
    const Err *bad_package;
} Ls;

/* ---- Lines ---- */

static Str colour(const Ls *l, Paint p, Str s)
{
    return paint(l->a, l->ctx->color_out, p, s);
}

static bool is_git(const Ls *l, Str origin)
{
    Spec s;
    Err ignored;

    return origin.len > 0 &&
           spec_parse(l->a, origin, l->tree->root->path, &s, &ignored) == 0 &&
           s.type == SPEC_GIT;
}

/* The package itself: the root with its folder. */
static Str label_name(const Ls *l, const Listed *i)
{
    const Node *n = i->node;
    Str s = i->pkgid;

    if (n != NULL && !i->repeated && node_is_workspace(n))
        s = colour(l, PAINT_BLUE_BRIGHT, s);
    if (i->parent == NULL && n != NULL) {
        if (l->global || n->pkg == NULL || n->pkg->child == NULL)
            s = n->path;
        else
            s = arena_strf(l->a, STR_FMT "%s" STR_FMT, STR_ARG(s),
                           l->long_form ? "\n" : " ", STR_ARG(n->path));
    }
    return l->args && i->asked_for ? colour(l, PAINT_YELLOW, s) : s;
}

static void put_notes(const Ls *l, const Listed *i, Buf *b)
{
    const Node *n = i->node;

    if (i->repeated)
        buf_printf(b, " " STR_FMT, STR_ARG(colour(l, PAINT_DIM, STR("deduped"))));
    if (i->invalid.len > 0)
        buf_printf(b, " " STR_FMT,
                   STR_ARG(colour(l, PAINT_RED,
                                  arena_strf(l->a, "invalid: " STR_FMT,
                                             STR_ARG(i->invalid)))));
    if (i->extraneous)
        buf_printf(b, " " STR_FMT, STR_ARG(colour(l, PAINT_RED, STR("extraneous"))));
    if (n == NULL)
        return;
    if (!i->repeated && node_is_overridden(n))
        buf_printf(b, " " STR_FMT, STR_ARG(colour(l, PAINT_DIM, STR("overridden"))));
    if (!i->repeated && is_git(l, node_origin(l->a, n)))
        buf_printf(b, " (" STR_FMT ")", STR_ARG(node_origin(l->a, n)));
    if (n->is_link)
        buf_printf(b, " -> ./" STR_FMT,
                   STR_ARG(path_relative(l->a, l->tree->root->path, n->real)));
}

static Str label(const Ls *l, const Listed *i)
{
    Buf b = { 0 };

    if (i->missing_for.ptr != NULL)
        buf_printf(&b, STR_FMT " ",
                   STR_ARG(i->optional
                               ? colour(l, PAINT_YELLOW, STR("UNMET OPTIONAL DEPENDENCY"))
                               : colour(l, PAINT_RED, STR("UNMET DEPENDENCY"))));
    buf_str(&b, label_name(l, i));
    put_notes(l, i, &b);
    if (l->long_form)
        buf_printf(&b, "\n" STR_FMT,
                   STR_ARG(
                       json_str(i->node ? json_get(i->node->pkg, "description") : NULL)));
    return buf_to_arena(&b, l->a);
}

static TextTree *drawn(const Ls *l, const Listed *i)
{
    TextTree *t = arena_new(l->a, TextTree);

    t->label = label(l, i);
    VEC_EACH (Listed *, c, i->nodes)
        vec_push_in(l->a, &t->nodes, drawn(l, *c));
    return t;
}

static void print_lines(const Ls *l)
{
    TextTree *t = drawn(l, l->listing.root);
    TextTree empty = { .label = STR("(empty)") };
    Buf b = { 0 };

    if (t->nodes.len == 0)
        vec_push_in(l->a, &t->nodes, &empty);
    text_tree(t, config_bool(&l->ctx->config, "unicode"), &b);
    out_say(l->ctx, colour(l, PAINT_RESET, buf_view(&b)));
    buf_release(&b);
}

/* ---- Paths ---- */

static void print_paths(const Ls *l)
{
    Buf b = { 0 };

    VEC_EACH (Listed *, p, l->listing.items) {
        const Listed *i = *p;
        const Node *n = i->node;

        if (n == NULL || i->repeated || !i->asked_for)
            continue;
        buf_str(&b, n->path);
        if (l->long_form) {
            buf_printf(&b, ":" STR_FMT, STR_ARG(i->pkgid));
            if (!str_eq(n->path, node_real(n)))
                buf_printf(&b, ":" STR_FMT, STR_ARG(node_real(n)));
            buf_puts(&b, i->extraneous ? ":EXTRANEOUS" : "");
            buf_puts(&b, i->ever_invalid ? ":INVALID" : "");
            buf_puts(&b, node_is_overridden(n) ? ":OVERRIDDEN" : "");
        }
        buf_putc(&b, '\n');
    }
    out_say(l->ctx, str_trim(buf_view(&b)));
    buf_release(&b);
}

/* ---- JSON ---- */

static void put(const Ls *l, cJSON *o, const char *key, cJSON *value)
{
    json_set(l->a, o, str_of(key), value);
}

static void put_str(const Ls *l, cJSON *o, const char *key, Str s)
{
    put(l, o, key, json_new_str(l->a, s));
}

static cJSON *deps_of(const Ls *l, const Node *n, const char *key)
{
    const cJSON *deps = json_get(n->pkg, key);

    return json_truthy(deps) ? json_dup(l->a, deps) : json_new_obj(l->a);
}

static void put_long(const Ls *l, const Listed *i, cJSON *o)
{
    const Node *n = i->node;
    cJSON *pkg = node_manifest(l->a, n), *all = deps_of(l, n, "dependencies");

    put_str(l, o, "name", i->name);
    json_del(pkg, "dependencies");
    for (cJSON *m = pkg->child, *next; m != NULL; m = next) {
        next = m->next;
        json_unlink(pkg, m);
        json_set(l->a, o, json_key(m), m);
    }
    put(l, o, "extraneous", json_new_bool(l->a, false));
    put_str(l, o, "path", n->path);
    JSON_EACH (m, json_get(n->pkg, "optionalDependencies"))
        json_set(l->a, all, json_key(m), json_dup(l->a, m));
    put(l, o, "_dependencies", all);
    put(l, o, "devDependencies", deps_of(l, n, "devDependencies"));
    put(l, o, "peerDependencies", deps_of(l, n, "peerDependencies"));
}

static cJSON *strings(const Ls *l, const Str *list, size_t n)
{
    cJSON *arr = json_new_arr(l->a);

    for (size_t i = 0; i < n; i++)
        json_push(arr, json_new_str(l->a, list[i]));
    return arr;
}

static void put_package(const Ls *l, const Listed *i, cJSON *o)
{
    const Node *n = i->node;
    const cJSON *name = json_get(n->pkg, "name"), *version = node_version_value(n);
    Str origin = node_origin(l->a, n);

    if (json_truthy(version))
        put(l, o, "version", json_dup(l->a, version));
    if (i->repeated)
        return;
    if (origin.len > 0)
        put_str(l, o, "resolved", origin);
    if (!node_is_project_root(n))
        put(l, o, "overridden", json_new_bool(l->a, node_is_overridden(n)));
    if (i->parent == NULL && n->pkg != NULL && n->pkg->child != NULL)
        put(l, o, "name",
            json_truthy(name) ? json_dup(l->a, name) : json_new_str(l->a, n->name));
}

static void put_bad_package(const Ls *l, cJSON *o)
{
    cJSON *problems = json_get(o, "problems");

    if (problems == NULL) {
        problems = json_new_arr(l->a);
        put(l, o, "problems", problems);
    }
    json_push(problems,
              json_new_str(l->a, arena_strf(l->a,
                                            "error in " STR_FMT
                                            ": Failed to parse root package.json",
                                            STR_ARG(l->tree->root->path))));
    put(l, o, "invalid", json_new_bool(l->a, true));
}

static cJSON *json_item(const Ls *l, const Listed *i)
{
    cJSON *o = json_new_obj(l->a);

    if (i->node != NULL) {
        put_package(l, i, o);
        if (l->long_form)
            put_long(l, i, o);
    }
    if (i->extraneous)
        put(l, o, "extraneous", json_new_bool(l->a, true));
    if (i->invalid.len > 0)
        put_str(l, o, "invalid", i->invalid);
    if (i->missing_for.ptr != NULL && !i->optional) {
        if (i->required.ptr != NULL)
            put_str(l, o, "required", i->required);
        put(l, o, "missing", json_new_bool(l->a, true));
    }
    if (i->asked_for && i->problems.len > 0)
        put(l, o, "problems", strings(l, i->problems.ptr, i->problems.len));
    if (i->parent == NULL && l->listing.problems.len > 0)
        put(l, o, "problems",
            strings(l, l->listing.problems.ptr, l->listing.problems.len));
    if (i->parent == NULL && l->bad_package->code != 0)
        put_bad_package(l, o);
    if (i->nodes.len > 0) {
        cJSON *deps = json_new_obj(l->a);

        VEC_EACH (Listed *, c, i->nodes)
            json_set(l->a, deps, (*c)->name, json_item(l, *c));
        put(l, o, "dependencies", deps);
    }
    return o;
}

/* ---- The command ---- */

static int depth_of(Ctx *ctx, bool everything)
{
    const cJSON *depth = config_get(&ctx->config, "depth");
    double n = json_is_num(depth) ? depth->valuedouble : everything ? LIST_ENDLESS : 0;

    return n > LIST_ENDLESS ? LIST_ENDLESS : (int)n;
}

static void options_of(Ctx *ctx, Reading *r, ListOptions *o)
{
    const Config *c = &ctx->config;

    o->depth = depth_of(ctx, config_bool(c, "all") || o->n_args > 0);
    o->link = config_bool(c, "link");
    o->omit = project_omit(c);
    o->global = ctx_is_global(ctx);
    o->no_workspaces = survey_ignores_workspaces(&r->survey);
    o->workspaces = &r->workspaces;
    o->workspace_root = config_bool(c, "include-workspace-root");
}

/* What is extraneous alone is no failure. */
static int outcome(Ls *l, Err *err)
{
    Buf b = { 0 };
    bool bad = false;

    if (l->bad_package->code != 0)
        return err_set(err, ERR_EJSONPARSE, "Failed to parse root package.json");
    VEC_EACH (Str, p, l->listing.problems) {
        bad |= !str_starts(*p, STR("extraneous:"));
        buf_printf(&b, "%s" STR_FMT, b.len > 0 ? "\n" : "", STR_ARG(*p));
    }
    if (bad) {
        l->ctx->error_message = arena_str(&l->ctx->arena, buf_view(&b));
        err_set(err, ERR_ELSPROBLEMS, STR_FMT, STR_ARG(l->ctx->error_message));
    }
    buf_release(&b);
    return bad ? err->code : 0;
}

static int check_args(Ctx *ctx, char **args, int n_args, Err *err)
{
    Spec s;

    for (int i = 0; i < n_args; i++) {
        if (spec_parse(&ctx->arena, str_of(args[i]), ctx->input.cwd, &s, err) < 0)
            return err->code;
    }
    return 0;
}

static int list(Ctx *ctx, char **args, int n_args, bool long_form, Err *err)
{
    const Config *c = &ctx->config;
    SurveyOptions so = { .from = config_bool(c, "package-lock-only") ? SURVEY_LOCK
                                                                     : SURVEY_DISK,
                         .peers_always = true };
    ListOptions o = { .args = reading_args(ctx, args, n_args), .n_args = (size_t)n_args };
    bool parseable = !ctx->json && config_bool(c, "parseable");
    Reading r;
    int rc = reading_open(&r, ctx, &so, err);

    if (rc == 0)
        rc = check_args(ctx, args, n_args, err);
    if (rc == 0) {
        Ls l = { .ctx = ctx,
                 .a = &r.survey.project.arena,
                 .tree = r.survey.tree,
                 .args = n_args > 0,
                 .global = ctx_is_global(ctx),
                 .long_form = long_form,
                 .bad_package = &r.survey.bad_package };

        options_of(ctx, &r, &o);
        list_tree(l.tree, &o, &l.listing);
        if (parseable)
            print_paths(&l);
        else if (l.listing.deepest > DEEPEST_LEVEL)
            rc = too_deep(err);
        else if (ctx->json)
            ctx_json(ctx, json_item(&l, l.listing.root));
        else
            print_lines(&l);
        if (rc == 0)
            rc = outcome(&l, err);
        if (rc == 0 && n_args > 0 && !parseable && !l.listing.root->included)
            rc = 1;
    }
    reading_close(&r);
    return rc;
}

int cmd_ls(Ctx *ctx, char **args, int n_args, Err *err)
{
    return list(ctx, args, n_args, config_bool(&ctx->config, "long"), err);
}

int cmd_ll(Ctx *ctx, char **args, int n_args, Err *err)
{
    return list(ctx, args, n_args, true, err);
}
