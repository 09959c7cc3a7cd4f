/* cmd_diff.c: diff: what changed between two versions of a package.
 *
 * Which two is meant, the arguments of --diff say:
 *   none          what the registry has (by --tag), and the project
 *   a range       that version of the project's package, and the project
 *   a package     what is installed of it, and what an update would bring; where it isn't
 *                 installed, the registry's version and the project
 *   a folder      that folder, and the project
 *   two of them   these; a range takes its name from the other one or the project, a name
 *                 alone means what is installed
 */
#include "common/path.h"
#include "common/semver_range.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/places.h"
#include "pkg/install/folder.h"
#include "pkg/install/survey.h"
#include "pkg/output.h"
#include "pkg/publish/diff_side.h"
#include "pkg/ui/diff_text.h"
#include "registry-client/fetch_packument.h"

#define NEEDS_TWO "Needs multiple arguments to compare or run from a project dir."

typedef struct {
    Ctx *ctx;
    Arena *a;
    Str top;  /* the folder whose node_modules counts */
    Str root; /* the folder that "the project" stands for */
    Survey survey;
    bool open; /* survey_close is due */
} Diff;

/* ---- What there is ---- */

/* Name of the project's package; "" where package.json has none or can't be read. */
static Str project_name(Diff *d, bool *there)
{
    cJSON *manifest;
    Err ignored;

    *there = folder_manifest(d->a, d->root, &manifest, &ignored) == 0;
    return *there ? json_str(json_get(manifest, "name")) : STR("");
}

static Tree *installed(Diff *d)
{
    SurveyOptions o = { .from = SURVEY_DISK };
    Err ignored;

    if (!d->open) {
        d->open = true;
        if (survey_open(&d->survey, d->ctx, &o, &ignored) < 0)
            d->survey.tree = NULL;
    }
    return d->survey.tree;
}

static Node *node_called(Diff *d, Str name)
{
    Tree *t = installed(d);

    if (t == NULL || name.len == 0)
        return NULL;
    VEC_EACH (Node *, n, t->nodes) {
        if (*n != NULL && str_eq((*n)->name, name))
            return node_version(*n).len > 0 ? *n : NULL;
    }
    return NULL;
}

static Str real_place(Diff *d, const Node *n)
{
    return arena_str(d->a, n->is_link ? n->real : n->path);
}

static Str project_spec(Diff *d)
{
    return arena_strf(d->a, "file:" STR_FMT, STR_ARG(d->root));
}

static Str at(Diff *d, Str name, Str spec)
{
    return arena_strf(d->a, STR_FMT "@" STR_FMT, STR_ARG(name), STR_ARG(spec));
}

static bool is_range(Diff *d, Str s)
{
    SemverRange range;

    return semver_range_parse(d->a, s, 0, &range);
}

/* ---- Two arguments ---- */

static Str name_in(Diff *d, Str arg, Err *err)
{
    Spec spec;

    if (spec_parse(d->a, arg, d->ctx->input.cwd, &spec, err) < 0)
        return (Str){ NULL, 0 };
    return spec.name.len > 0 ? spec.name : STR("null");
}

/* Ranges get a name. */
static int name_ranges(Diff *d, Str specs[2], Err *err)
{
    bool first = is_range(d, specs[0]), second = is_range(d, specs[1]), there;
    Str name;

    if (first && second) {
        name = project_name(d, &there);
        if (name.len == 0)
            return out_usage_error(d->ctx,
                                   STR("Needs to be run from a project dir in order to "
                                       "diff two versions."),
                                   err);
        specs[0] = at(d, name, specs[0]);
        specs[1] = at(d, name, specs[1]);
    } else if (first || second) {
        name = name_in(d, specs[first ? 1 : 0], err);
        if (name.ptr == NULL)
            return err->code;
        specs[first ? 0 : 1] = at(d, name, specs[first ? 0 : 1]);
    }
    return 0;
}

/* A name alone is what is installed by it. */
static int find_installed(Diff *d, Str *arg, Err *err)
{
    Spec spec;
    Node *n;

    if (spec_parse(d->a, *arg, d->ctx->input.cwd, &spec, err) < 0)
        return err->code;
    if (!str_is(spec.raw_spec, "*"))
        return 0;
    n = node_called(d, spec.name);
    *arg = at(d, spec.name,
              n == NULL ? spec.fetch_spec
                        : arena_strf(d->a, "file:" STR_FMT, STR_ARG(real_place(d, n))));
    return 0;
}

/* ---- One argument ---- */

/* What the dependents of a package ask for, the root's word first. */
static Str wanted_range(Diff *d, Node *n)
{
    Edge *e = node_edge(installed(d)->root, n->name);

    if (e != NULL && e->spec.len > 0)
        return e->spec;
    return n->edges_in.len > 0 ? n->edges_in.ptr[0]->spec : STR("");
}

/* The version that an update would bring. */
static int updated(Diff *d, const Spec *spec, Node *n, Str *out, Err *err)
{
    RegistryClient *client;
    PickOptions how;
    Packument *p;
    Pick pick;
    bool before;
    int rc;

    if (ctx_client(d->ctx, &client, err) < 0)
        return err->code;
    before = registry_ask_anew(client, true);
    rc = registry_packument(client, spec->name, PACKUMENT_SHORT, &p, err);
    registry_ask_anew(client, before);
    if (rc < 0)
        return rc;
    how = source_pick_options(&d->survey.project.source, packument_name(p));
    if (pick_manifest(p, wanted_range(d, n), &how, &pick, err) < 0)
        return err->code;
    *out = arena_str(d->a, packument_version(p, pick.index).version);
    return 0;
}

static int of_package(Diff *d, const Spec *spec, bool in_project, Str specs[2], Err *err)
{
    Node *n = node_called(d, spec->name);
    Str version = spec->raw_spec;

    if (n == NULL && !in_project)
        return out_usage_error(d->ctx, STR(NEEDS_TWO), err);
    if (n == NULL) {
        specs[0] = at(d, spec->name, spec->fetch_spec);
        specs[1] = project_spec(d);
        return 0;
    }
    if (str_is(version, "*") && updated(d, spec, n, &version, err) < 0)
        return err->code;
    specs[0] =
        at(d, spec->name, arena_strf(d->a, "file:" STR_FMT, STR_ARG(real_place(d, n))));
    specs[1] = at(d, spec->name, version);
    return 0;
}

static int of_one(Diff *d, Str specs[2], Err *err)
{
    bool in_project;
    Str name = project_name(d, &in_project), why;
    Spec spec;

    if (is_range(d, specs[0])) {
        if (name.len == 0)
            return out_usage_error(d->ctx, STR(NEEDS_TWO), err);
        specs[0] = at(d, name, specs[0]);
        specs[1] = project_spec(d);
        return 0;
    }
    if (spec_parse(d->a, specs[0], d->ctx->input.cwd, &spec, err) < 0)
        return err->code;
    if (spec.registry)
        return of_package(d, &spec, in_project, specs, err);
    if (spec.type == SPEC_DIRECTORY) {
        specs[0] = arena_strf(d->a, "file:" STR_FMT, STR_ARG(spec.fetch_spec));
        specs[1] = project_spec(d);
        return 0;
    }
    why = arena_strf(d->a, "Spec type %s not supported.", spec_type_name(spec.type));
    return out_usage_error(d->ctx, why, err);
}

static int of_none(Diff *d, Str specs[2], Err *err)
{
    bool there;
    Str name = project_name(d, &there);

    if (name.len == 0)
        return out_usage_error(d->ctx, STR(NEEDS_TWO), err);
    specs[0] = at(d, name, config_str(&d->ctx->config, "tag"));
    specs[1] = project_spec(d);
    return 0;
}

static int find_specs(Diff *d, Str specs[2], size_t n, Err *err)
{
    if (n == 0)
        return of_none(d, specs, err);
    if (n == 1)
        return of_one(d, specs, err);
    if (name_ranges(d, specs, err) < 0 || find_installed(d, &specs[0], err) < 0)
        return err->code;
    return find_installed(d, &specs[1], err);
}

/* ---- The diff ---- */

static DiffStyle style_of(Diff *d, const DiffSide sides[2])
{
    const Config *c = &d->ctx->config;
    Str before = config_str(c, "tag-version-prefix");
    bool prefix = !config_bool(c, "diff-no-prefix");
    Str from = config_str(c, "diff-src-prefix"), to = config_str(c, "diff-dst-prefix");
    DiffStyle style = {
        .source_prefix = !prefix        ? STR("")
                         : from.len > 0 ? from
                                        : STR("a/"),
        .target_prefix = !prefix      ? STR("")
                         : to.len > 0 ? to
                                      : STR("b/"),
        .context = (size_t)config_num(c, "diff-unified", 3),
        .ignore_space = config_bool(c, "diff-ignore-all-space"),
        .names_only = config_bool(c, "diff-name-only"),
        .color = d->ctx->color_out,
    };

    for (int i = 0; i < 2; i++)
        style.versions[i] =
            arena_strf(d->a, STR_FMT STR_FMT, STR_ARG(before.len > 0 ? before : STR("v")),
                       STR_ARG(sides[i].version));
    return style;
}

static void print_file(const DiffStyle *style, const DiffSide sides[2], Str name,
                       Buf *out)
{
    DiffVersion versions[2] = { { .mode = { 0 } }, { .mode = { 0 } } };

    for (int i = 0; i < 2; i++) {
        const DiffFile *f = map_get(&sides[i].files, name);

        versions[i].text = f != NULL ? f->text : STR("");
        if (f != NULL)
            versions[i].mode = f->mode;
    }
    diff_text_file(style, name, versions, out);
}

static void print(Diff *d, const DiffSide sides[2])
{
    DiffStyle style = style_of(d, sides);
    Buf b = { 0 };

    for (int i = 0; i < 2; i++) {
        VEC_EACH (Str, n, sides[i].names) {
            if (i == 0 || !map_has(&sides[0].files, *n))
                print_file(&style, sides, *n, &b);
        }
    }
    out_say(d->ctx, str_trim(buf_view(&b)));
    buf_release(&b);
}

static int compare(Diff *d, const Str specs[2], char **args, int n_args, Err *err)
{
    DiffWanted wanted = { .where = d->top, .files = args, .n_files = n_args };
    DiffSide sides[2] = { { .version = { 0 } }, { .version = { 0 } } };
    int rc = 0;

    for (int i = 0; i < 2 && rc == 0; i++)
        rc = diff_side_load(d->ctx, specs[i], &wanted, &sides[i], err);
    if (rc == 0)
        print(d, sides);
    for (int i = 0; i < 2; i++)
        diff_side_release(&sides[i]);
    return rc;
}

/* In one folder: the project or a workspace. */
static int diff_in(Ctx *ctx, Str root, char **args, int n_args, Err *err)
{
    Diff d = { .ctx = ctx, .a = &ctx->arena, .top = root, .root = root };
    Str specs[2] = { STR(""), STR("") };
    size_t n = 0;
    int rc;

    if (ctx_is_global(ctx))
        d.top = path_dirname(ctx_modules(ctx));
    JSON_EACH (s, config_get(&ctx->config, "diff")) {
        if (json_str(s).len == 0)
            continue;
        if (n == 2)
            return out_usage_error(ctx, STR("Can't use more than two --diff arguments."),
                                   err);
        specs[n++] = json_str(s);
    }
    rc = find_specs(&d, specs, n, err);
    if (rc == 0)
        rc = compare(&d, specs, args, n_args, err);
    if (d.open)
        survey_close(&d.survey);
    return rc;
}

int cmd_diff(Ctx *ctx, char **args, int n_args, Err *err)
{
    Str project = ctx->config.local_prefix;
    Places places;
    int rc = 0;

    if (places_find(ctx, true, &places, err) < 0)
        return err->code;
    if (!places.selected)
        return diff_in(ctx, ctx_prefix(ctx), args, n_args, err);
    places_clear(ctx);
    VEC_EACH (Workspace, w, places.list) {
        ctx->config.local_prefix = w->path;
        if (rc == 0)
            rc = diff_in(ctx, w->path, args, n_args, err);
    }
    ctx->config.local_prefix = project;
    return rc;
}
