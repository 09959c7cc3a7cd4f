/* cmd_explain.c: explain: who wants an installed package, and why. */
#include "common/path.h"
#include "common/pkg_name.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/reading.h"
#include "pkg/output.h"
#include "pkg/tree/describe.h"
#include "pkg/tree/explain.h"
#include "pkg/tree/too_deep.h"
#include "pkg/ui/explain_text.h"

typedef struct {
    Ctx *ctx;
    Arena *a;
    Tree *tree;
    uint32_t filter; /* a mark, or 0 */
    NodeList found;
    Map seen;
} Search;

static void found(Search *s, Node *n)
{
    if (map_has(&s->seen, n->path) || (s->filter != 0 && n->mark != s->filter))
        return;
    map_set(&s->seen, n->path, n);
    vec_push_in(s->a, &s->found, n);
}

static void by_spec(Search *s, Str arg)
{
    SemverRange range;
    Spec spec;
    Err ignored;

    if (spec_parse(s->a, arg, s->tree->root->path, &spec, &ignored) < 0 ||
        (spec.type != SPEC_VERSION && spec.type != SPEC_RANGE) ||
        !semver_range_parse(s->a, spec.raw_spec, 0, &range))
        return;
    VEC_EACH (Node *, n, s->tree->nodes) {
        const Semver *v = *n != NULL ? node_semver(*n) : NULL;

        if (v != NULL && str_eq(node_package_name(*n), spec.name) &&
            semver_satisfies(v, &range))
            found(s, *n);
    }
}

/* Windows' paths mean the same to npm everywhere. */
static Str with_slashes(Arena *a, Str s)
{
    char *copy = arena_bytes(a, s.len + 1);

    for (size_t i = 0; i < s.len; i++)
        copy[i] = s.ptr[i] == '\\' ? '/' : s.ptr[i];
    return str_n(copy, s.len);
}

/* "./node_modules/a" isn't what the tree calls a place: it is a path from where one is.
 */
static Node *at_place(Search *s, Str place)
{
    Node *n = tree_at(s->tree, place);

    if (n != NULL && str_eq(node_location(s->a, n), place))
        return n;
    return map_get(&s->tree->by_path, path_resolve(s->a, s->ctx->input.cwd, place));
}

/* A package's name, a place ("": the project), or name and range. */
static void search(Search *s, const char *arg)
{
    Str place = path_without_slashes(with_slashes(s->a, str_of(arg)));
    Node *n;

    if (pkg_name_valid_old(str_of(arg))) {
        const NodeList *named = map_get(&s->tree->by_package, str_of(arg));

        for (size_t i = 0; named != NULL && i < named->len; i++)
            found(s, named->ptr[i]);
        return;
    }
    n = at_place(s, str_is(place, "/") ? STR("") : place);
    if (n != NULL)
        found(s, n);
    else
        by_spec(s, str_of(arg));
}

/* npm adds the flags to the explanation itself: where the package turns up as a reason
 * for another one, they are seen as well. */
static cJSON *explained(Search *s, Node *n)
{
    struct {
        const char *key;
        bool value;
    } flags[] = {
        { "dev", n->dev },
        { "optional", n->optional },
        { "devOptional", n->dev_optional },
        { "peer", n->peer },
        { "bundled", node_bundler(n) != NULL },
        { "overridden", node_is_overridden(n) },
    };
    cJSON *e = explain_node(n, NULL);

    if (n->extraneous) {
        json_add(s->a, e, STR("extraneous"), json_new_bool(s->a, true));
        return e;
    }
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
        json_add(s->a, e, str_of(flags[i].key), json_new_bool(s->a, flags[i].value));
    return e;
}

static int print(Search *s, Err *err)
{
    cJSON *list = json_new_arr(s->a);
    Buf b = { 0 };

    VEC_EACH (Node *, n, s->found)
        json_push(list, explain_share(s->a, explained(s, *n)));
    if (s->tree->forest->explained_too_deep)
        return too_deep(err);
    if (s->ctx->json) {
        ctx_json(s->ctx, list);
        return 0;
    }
    JSON_EACH (e, list) {
        buf_puts(&b, b.len > 0 ? "\n\n" : "");
        buf_str(&b, explain_node_text(s->a, e, EXPLAIN_ALL, s->ctx->color_out));
    }
    out_say(s->ctx, buf_view(&b));
    buf_release(&b);
    return 0;
}

static int nothing(char **args, int n, Err *err)
{
    Buf b = { 0 };

    for (int i = 0; i < n; i++)
        buf_printf(&b, "%s%s", i > 0 ? ", " : "", args[i]);
    err_set(err, ERR_ENOCODE, "No dependencies found matching %s", buf_cstr(&b));
    buf_release(&b);
    return err->code;
}

int cmd_explain(Ctx *ctx, char **args, int n_args, Err *err)
{
    SurveyOptions so = { .from = SURVEY_DISK };
    Places places;
    Reading r;
    int rc;

    if (n_args == 0)
        return places_find(ctx, false, &places, err) < 0
                   ? err->code
                   : out_usage_error(ctx, STR(""), err);
    rc = reading_open(&r, ctx, &so, err);
    if (rc == 0) {
        Search s = { .ctx = ctx,
                     .a = &r.survey.project.arena,
                     .tree = r.survey.tree,
                     .filter = reading_filter(&r, false) };

        for (int i = 0; i < n_args; i++)
            search(&s, args[i]);
        if (s.found.len > 0)
            rc = print(&s, err);
        else
            rc = nothing(args, n_args, err);
        map_release(&s.seen);
    }
    reading_close(&r);
    return rc;
}
