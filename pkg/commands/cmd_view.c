/* cmd_view.c: view: what the registry knows of a package. */
#include <stdlib.h>

#include "common/path.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/places.h"
#include "pkg/commands/queryable.h"
#include "pkg/commands/view.h"
#include "pkg/install/source.h"
#include "pkg/output.h"
#include "pkg/ui/inspect.h"
#include "pkg/ui/words.h"
#include "registry-client/fetch_packument.h"

/* ---- The document ---- */

static int fetch(Ctx *ctx, const Spec *spec, cJSON **out, Err *err)
{
    Arena *a = &ctx->arena;
    const cJSON *document;
    Packument *p;
    uint64_t length;

    if (source_document(ctx, spec, &p, err) < 0)
        return err->code;
    document = packument_document(p, err);
    if (document == NULL)
        return err->code;
    *out = json_dup(a, document);
    length = packument_content_length(p);
    if (length > 0)
        json_set(a, *out, STR("_contentLength"), json_new_num(a, (double)length));
    return 0;
}

/* A tarball or folder, as if a registry had this one version of it. */
static int from_elsewhere(Ctx *ctx, const Spec *spec, cJSON **out, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *doc = json_new_obj(a), *tags = json_new_obj(a), *versions = json_new_obj(a);
    cJSON *own, *d = json_new_obj(a);
    const cJSON *m;
    Source source;
    Str version;

    if (source_init(&source, ctx, a, err) < 0)
        return err->code;
    if (source_manifest_anew(&source, spec, &m, err) < 0) {
        source_release(&source);
        return err->code;
    }
    version = json_str(json_get(m, "version"));
    own = json_dup(a, m);
    json_set(a, own, STR("dist"), d);
    if (spec->type == SPEC_DIRECTORY)
        json_add_str(a, d, "tarball",
                     arena_strf(a, "file:" STR_FMT, STR_ARG(spec->fetch_spec)));
    JSON_EACH (e, m) {
        if (str_is(json_key(e), "_resolved"))
            json_add(a, d, STR("tarball"), json_dup(a, e));
        if (str_is(json_key(e), "_integrity"))
            json_add(a, d, STR("integrity"), json_dup(a, e));
    }
    if (json_get(m, "name") != NULL)
        json_add(a, doc, STR("name"), json_dup(a, json_get(m, "name")));
    json_add(a, tags, config_str(&ctx->config, "tag"), json_new_str(a, version));
    json_add(a, doc, STR("dist-tags"), tags);
    json_add(a, versions, version, own);
    json_add(a, doc, STR("versions"), versions);
    source_release(&source);
    *out = doc;
    return 0;
}

/* ---- Which versions ---- */

/* The document's versions as a sorted list, for its "versions". */
static cJSON *sorted_versions(Ctx *ctx, const cJSON *versions)
{
    Arena *a = &ctx->arena;
    Semver *list = arena_array(a, Semver, json_len(versions) + 1);
    cJSON *out = json_new_arr(a);
    size_t n = 0;

    JSON_EACH (v, versions) {
        if (semver_parse(a, json_key(v), 0, &list[n]))
            n++;
        else
            ctx_log(ctx, LOG_INFO, "view", "Ignoring invalid version: %s", v->string);
    }
    semver_sort(list, n);
    for (size_t i = 0; i < n; i++)
        json_push(out, json_new_str(a, list[i].raw));
    return out;
}

/* What was asked for: the setting `tag`, or what stands behind the name; a tag means its
 * version. */
static Str wanted_version(Ctx *ctx, const Spec *spec, const cJSON *doc)
{
    const cJSON *tag;
    Str version = config_str(&ctx->config, "tag");

    if (spec->type != SPEC_GIT && spec->type != SPEC_DIRECTORY &&
        !str_is(spec->raw_spec, "*"))
        version = spec->raw_spec;
    tag = json_getn(json_get(doc, "dist-tags"), version);
    return json_truthy(tag) ? json_str(tag) : version;
}

static int choose(View *v, const cJSON *versions, Str wanted, Err *err)
{
    Ctx *ctx = v->ctx;
    SemverRange range;
    Semver version;
    Str id = json_str(json_get(v->packument, "_id"));

    v->manifests = arena_array(v->a, const cJSON *, json_len(versions) + 1);
    if (semver_range_parse(v->a, wanted, SEMVER_LOOSE, &range)) {
        JSON_EACH (m, versions) {
            if (semver_parse(v->a, json_key(m), SEMVER_LOOSE, &version) &&
                semver_satisfies(&version, &range))
                v->manifests[v->n++] = m;
        }
    }
    if (v->n > 0 || str_is(wanted, "latest"))
        return 0;
    (void)ctx;
    err_set(err, ERR_E404, "No match found for version " STR_FMT, STR_ARG(wanted));
    return err_hint(err,
                    "The requested resource '" STR_FMT "@" STR_FMT
                    "' could not be found or you do not have permission to access it.",
                    STR_ARG(id.len > 0 ? id : STR("undefined")), STR_ARG(wanted));
}

static bool names_readme(char **fields, int n)
{
    for (int i = 0; i < n; i++) {
        if (strcmp(fields[i], "readme") == 0)
            return true;
    }
    return false;
}

static int load(View *v, Str name, char **fields, int n, Err *err)
{
    Ctx *ctx = v->ctx;
    const cJSON *unpublished, *versions;
    Spec spec;

    if (spec_parse(v->a, name, ctx->input.cwd, &spec, err) < 0)
        return err->code;
    if (spec.registry ? fetch(ctx, spec.sub ? spec.sub : &spec, &v->packument, err)
                      : from_elsewhere(ctx, &spec, &v->packument, err))
        return err->code;
    unpublished = json_at(v->packument, "time", "unpublished", NULL);
    if (json_truthy(unpublished)) {
        Str id = json_str(json_get(v->packument, "_id"));

        err_set(err, ERR_E404, "Unpublished on " STR_FMT,
                STR_ARG(json_str(json_get(unpublished, "time"))));
        return err_hint(
            err,
            "The requested resource '" STR_FMT
            "' could not be found or you do not have permission to access it.",
            STR_ARG(id));
    }
    versions = json_get(v->packument, "versions");
    if (versions == NULL)
        versions = json_new_obj(v->a);
    json_set(v->a, v->packument, STR("versions"), sorted_versions(ctx, versions));
    if (names_readme(fields, n)) {
        JSON_EACH (m, versions)
            json_del(m, "readme");
    } else {
        json_del(v->packument, "readme");
    }
    return choose(v, versions, wanted_version(ctx, &spec, v->packument), err);
}

/* ---- Values ---- */

/* The packument with a version's members over its own. */
static cJSON *combined(const View *v, const cJSON *manifest)
{
    cJSON *o = json_new_obj(v->a);

    JSON_EACH (m, v->packument)
        json_add(v->a, o, json_key(m), json_dup(v->a, m));
    JSON_EACH (m, manifest)
        json_set(v->a, o, json_key(m), json_dup(v->a, m));
    return o;
}

static bool is_person(const cJSON *j)
{
    size_t n = json_len(j);
    bool mail = json_truthy(json_get(j, "email")), url = json_truthy(json_get(j, "url"));

    return json_is_obj(j) && n <= 3 && json_truthy(json_get(j, "name")) &&
           (n == 1 || (n == 3 && mail && url) || (n == 2 && (mail || url)) ||
            json_truthy(json_get(j, "trustedPublisher")));
}

/* People as one text, also in lists. */
static cJSON *cleaned(Arena *a, cJSON *j)
{
    Buf b = { 0 };
    cJSON *out;

    if (json_is_arr(j)) {
        out = json_new_arr(a);
        for (cJSON *e = j->child, *next; e != NULL; e = next) {
            next = e->next;
            json_unlink(j, e);
            json_push(out, cleaned(a, e));
        }
        return out;
    }
    if (!is_person(j))
        return j;
    words_person(json_str(json_get(j, "name")), json_str(json_get(j, "email")),
                 json_str(json_get(j, "url")), &b);
    out = json_new_str(a, buf_view(&b));
    buf_release(&b);
    return out;
}

/* In text a list of one element is that element, an empty one undefined. Without a name
 * all of it is meant. */
static int add_field(const View *v, const cJSON *all, Str field, cJSON *of, Err *err)
{
    if (field.len > 0)
        return queryable_get(v->a, all, field, !v->ctx->json, of, err);
    json_set(v->a, of, field, json_dup(v->a, all));
    return 0;
}

/* { version: { field: value } } of everything that was asked for. */
static int collect(const View *v, char **fields, int n, cJSON **out, Err *err)
{
    *out = json_new_obj(v->a);
    for (size_t i = 0; i < v->n; i++) {
        cJSON *all = combined(v, v->manifests[i]), *of = json_new_obj(v->a);
        Str version = json_str(json_get(v->manifests[i], "version"));

        for (int f = 0; f < n; f++) {
            if (add_field(v, all, str_of(fields[f]), of, err) < 0)
                return err->code;
        }
        if (n == 0)
            of = all;
        if (of->child == NULL)
            continue;
        for (cJSON *m = of->child, *next, *value; m != NULL; m = next) {
            next = m->next;
            value = cleaned(v->a, m);
            if (value != m)
                json_set(v->a, of, arena_str(v->a, json_key(m)), value);
        }
        json_set(v->a, *out, version, of);
    }
    return 0;
}

/* One field of each version stands for itself; one version, too. NULL: nothing. */
static cJSON *as_json(const View *v, const cJSON *data)
{
    Arena *a = v->a;
    cJSON *list = json_new_arr(a);
    bool one_field = data->child != NULL && json_len(data->child) == 1;

    JSON_EACH (of, data) {
        const cJSON *value = of;

        if (one_field)
            value = json_getn(of, json_key(data->child->child));
        else
            queryable_drop_undefined(of);
        json_push(list,
                  value && !json_is_raw(value) ? json_dup(a, value) : json_new_null(a));
    }
    if (list->child == NULL || list->child->next != NULL)
        return list->child ? list : NULL;
    return list->child;
}

static void print_fields(const View *v, const cJSON *data)
{
    bool versions = json_len(data) > 1, names = false;
    Str id = json_str(json_get(v->packument, "_id"));
    Buf b = { 0 };

    JSON_EACH (of, data) {
        names |= json_len(of) > 1;
        JSON_EACH (f, of) {
            buf_puts(&b, b.len > 0 ? "\n" : "");
            if (versions)
                buf_printf(&b, STR_FMT "@%s ", STR_ARG(id), of->string);
            if (names && f->string[0] != '\0')
                buf_printf(&b, "%s = ", f->string);
            if (versions || names || !json_is_str(f))
                inspect_json(f, v->ctx->color_out, &b);
            else
                buf_str(&b, json_str(f));
        }
    }
    if (str_trim(buf_view(&b)).len > 0)
        out_say(v->ctx, str_trim(buf_view(&b)));
    buf_release(&b);
}

/* ---- The command ---- */

static int view_package(Ctx *ctx, Str name, Str workspace, char **fields, int n, Err *err)
{
    View v = { .ctx = ctx, .a = &ctx->arena };
    cJSON *data, *value, *wrapped;

    if (!ctx->json && n > 0 && workspace.len > 0)
        out_sayf(ctx, STR_FMT ":", STR_ARG(workspace));
    if (load(&v, name, fields, n, err) < 0)
        return err->code;
    if (!ctx->json && n == 0) {
        for (size_t i = 0; i < v.n; i++)
            view_print(&v, combined(&v, v.manifests[i]));
        return 0;
    }
    if (collect(&v, fields, n, &data, err) < 0)
        return err->code;
    if (!ctx->json) {
        print_fields(&v, data);
        return 0;
    }
    value = as_json(&v, data);
    if (!json_truthy(value))
        return 0;
    if (workspace.len == 0) {
        ctx_json(ctx, value);
        return 0;
    }
    wrapped = json_new_obj(v.a);
    json_add(v.a, wrapped, workspace, value);
    ctx_json(ctx, wrapped);
    return 0;
}

static bool is_local(const char *spec)
{
    return strcmp(spec, ".") == 0 || strncmp(spec, ".@", 2) == 0;
}

static int view_workspaces(Ctx *ctx, const char *spec, char **fields, int n, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *errors = json_new_obj(a);
    Places places;
    int code = 0;

    if (places_find(ctx, true, &places, err) < 0)
        return err->code;
    VEC_EACH (Workspace, w, places.list) {
        Str name = arena_strf(a, STR_FMT "%s", STR_ARG(w->name), spec + 1);

        if (view_package(ctx, name, name, fields, n, err) == 0)
            continue;
        if (err->code != ERR_E404)
            return err->code;
        code = 1;
        if (ctx->json)
            json_set(a, errors, w->name, ctx_error_json(ctx, err));
        else
            ctx_report(ctx, err);
    }
    if (errors->child != NULL) {
        cJSON *o = json_new_obj(a);

        json_add(a, o, STR("error"), errors);
        ctx_json(ctx, o);
    }
    return code;
}

static int view_local(Ctx *ctx, const char *spec, char **fields, int n, Err *err)
{
    PackageFile file;
    Str name;

    if (ctx_is_global(ctx))
        return err_set(err, ERR_ENOCODE, "Cannot use view command in global mode.");
    if (package_read_plain(ctx, ctx_prefix(ctx), &file, err) < 0)
        return err->code;
    name = json_str(json_get(file.json, "name"));
    if (name.len == 0)
        return err_set(err, ERR_ENOCODE, "Invalid package.json, no \"name\" field");
    return view_package(ctx,
                        arena_strf(&ctx->arena, STR_FMT "%s", STR_ARG(name), spec + 1),
                        STR(""), fields, n, err);
}

int cmd_view(Ctx *ctx, char **args, int n_args, Err *err)
{
    const char *spec = n_args > 0 ? args[0] : ".";
    char **fields = n_args > 0 ? args + 1 : args;
    int n = n_args > 0 ? n_args - 1 : 0;

    if (places_selected(ctx)) {
        if (is_local(spec))
            return view_workspaces(ctx, spec, fields, n, err);
        ctx_log_title(ctx, LOG_WARN, STR("Ignoring workspaces for specified package(s)"));
    }
    if (is_local(spec))
        return view_local(ctx, spec, fields, n, err);
    return view_package(ctx, str_of(spec), STR(""), fields, n, err);
}
