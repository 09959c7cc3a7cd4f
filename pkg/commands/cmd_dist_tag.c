/* cmd_dist_tag.c: dist-tag and owner. */
#include <stdlib.h>

#include "common/semver_range.h"
#include "common/json_write.h"
#include "common/jstext.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/places.h"
#include "pkg/install/source.h"
#include "pkg/output.h"
#include "pkg/publish/account.h"
#include "pkg/publish/maintain.h"
#include "registry-client/fetch_packument.h"

static bool is_one_of(const char *word, const char *list)
{
    Str rest = str_of(list), one;

    while (rest.len > 0 && str_next(&rest, ' ', &one)) {
        if (str_is(one, word))
            return true;
    }
    return false;
}

/* The package of an argument, or the project's. needed: that there is no package.json is
 * said. */
static int name_of(Ctx *ctx, const char *arg, bool needed, Spec *spec, Err *err)
{
    PackageFile file = { 0 };
    Str name;

    if (arg != NULL && arg[0] != '\0')
        return spec_parse(&ctx->arena, str_of(arg), ctx->input.cwd, spec, err);
    if (config_bool(&ctx->config, "global"))
        return out_usage_error(ctx, STR(""), err);
    if (package_read(ctx, ctx->config.local_prefix, &file, err) < 0 && needed)
        return err->code;
    name = json_str(json_get(file.json, "name"));
    if (name.len == 0)
        return out_usage_error(ctx, STR(""), err);
    return spec_parse(&ctx->arena, name, ctx->input.cwd, spec, err);
}

/* ---- dist-tag ---- */

static Str tag_path(Ctx *ctx, Str package, Str tag)
{
    return arena_strf(&ctx->arena, "-/package/" STR_FMT "/dist-tags/" STR_FMT,
                      STR_ARG(registry_escape_name(&ctx->arena, package)),
                      STR_ARG(js_encode_uri_component(&ctx->arena, tag)));
}

static int tag_add(Ctx *ctx, const char *arg, const char *given, Err *err)
{
    Arena *a = &ctx->arena;
    Str tag = str_trim(given ? str_of(given) : config_str(&ctx->config, "tag"));
    SemverRange range;
    Spec spec, check;
    cJSON *tags;

    if (spec_parse(a, str_of(arg ? arg : ""), ctx->input.cwd, &spec, err) < 0)
        return err->code;
    if (spec.name.len == 0 || spec.raw_spec.len == 0 || tag.len == 0)
        return out_usage_error(ctx,
                               STR("must provide a spec with a name and version, and a "
                                   "tag to add"),
                               err);
    if (semver_range_parse(a, tag, 0, &range))
        return err_set(err, ERR_ENOCODE,
                       "Tag name must not be a valid SemVer range: " STR_FMT,
                       STR_ARG(tag));
    if (spec_resolve(a, spec.name, tag, STR("/"), &check, err) < 0)
        return err->code;
    if (maintain_tags(ctx, spec.name, &tags, err) < 0)
        return source_not_found(&spec, err);
    if (str_eq(json_str(json_getn(tags, tag)), spec.raw_spec)) {
        ctx_log(ctx, LOG_WARN, "dist-tag add",
                STR_FMT " is already set to version " STR_FMT, STR_ARG(tag),
                STR_ARG(spec.raw_spec));
        return 0;
    }
    if (maintain_ask(ctx, "PUT", tag_path(ctx, spec.name, tag), spec.name,
                     json_new_str(a, spec.raw_spec), NULL, err) < 0)
        return source_not_found(&spec, err);
    ctx_print(ctx, "+" STR_FMT ": " STR_FMT "@" STR_FMT "\n", STR_ARG(tag),
              STR_ARG(spec.name), STR_ARG(spec.raw_spec));
    return 0;
}

static int tag_remove(Ctx *ctx, const char *arg, const char *tag, Err *err)
{
    Spec spec = { 0 };
    cJSON *tags;
    Str version;

    if (arg == NULL)
        return out_usage_error(ctx, STR(""), err);
    if (spec_parse(&ctx->arena, str_of(arg), ctx->input.cwd, &spec, err) < 0 ||
        maintain_tags(ctx, spec.name, &tags, err) < 0)
        return err->code;
    version = tag != NULL ? json_str(json_get(tags, tag)) : STR("");
    if (version.len == 0)
        return err_set(err, ERR_ENOCODE, "%s is not a dist-tag on " STR_FMT,
                       tag != NULL ? tag : "undefined", STR_ARG(spec.name));
    if (maintain_ask(ctx, "DELETE", tag_path(ctx, spec.name, str_of(tag)), spec.name,
                     NULL, NULL, err) < 0)
        return err->code;
    ctx_print(ctx, "-%s: " STR_FMT "@" STR_FMT "\n", tag, STR_ARG(spec.name),
              STR_ARG(version));
    return 0;
}

static int tag_list(Ctx *ctx, const char *arg, Err *err)
{
    VEC(Str) lines = { 0 };
    cJSON *tags;
    Spec spec = { 0 };

    if (name_of(ctx, arg, true, &spec, err) < 0)
        return err->code;
    if (maintain_tags(ctx, spec.name, &tags, err) < 0) {
        ctx_log(ctx, LOG_ERROR, "dist-tag ls", "Couldn't get dist-tag data for " STR_FMT,
                STR_ARG(spec.raw));
        return err->code;
    }
    JSON_EACH (t, tags)
        vec_push_in(&ctx->arena, &lines,
                    arena_strf(&ctx->arena, "%s: " STR_FMT, t->string,
                               STR_ARG(json_str(t))));
    if (lines.len > 0)
        qsort(lines.ptr, lines.len, sizeof *lines.ptr, str_order);
    VEC_EACH (Str, l, lines)
        ctx_print(ctx, STR_FMT "\n", STR_ARG(*l));
    return 0;
}

/* What can't be listed has been told of: the others go on. */
static int tag_list_places(Ctx *ctx, Err *err)
{
    Places places;
    int rc = places_find(ctx, true, &places, err);

    if (rc < 0)
        return rc;
    VEC_EACH (Workspace, w, places.list) {
        ctx_print(ctx, STR_FMT ":\n", STR_ARG(w->name));
        if (tag_list(ctx, arena_memdupz(&ctx->arena, w->name.ptr, w->name.len), err) < 0)
            rc = 1;
    }
    return rc;
}

/* "", "." and ".@1" mean the selected workspaces. */
static bool means_places(const char *name)
{
    return name == NULL || strcmp(name, ".") == 0 || strncmp(name, ".@", 2) == 0;
}

int cmd_dist_tag(Ctx *ctx, char **args, int n_args, Err *err)
{
    const char *verb = n_args > 0 ? args[0] : NULL;
    const char *package = n_args > 1 ? args[1] : NULL;
    const char *tag = n_args > 2 ? args[2] : NULL;
    bool lists = verb != NULL && is_one_of(verb, "ls l sl list");

    if (places_selected(ctx)) {
        if (lists ? means_places(package) : package == NULL && means_places(verb))
            return tag_list_places(ctx, err);
        ctx_log(ctx, LOG_WARN, "dist-tag", "Ignoring workspaces for specified package");
    }
    if (verb != NULL && is_one_of(verb, "add a set s"))
        return tag_add(ctx, package, tag, err);
    if (verb != NULL && is_one_of(verb, "rm r del d remove"))
        return tag_remove(ctx, package, tag, err);
    if (!lists && package != NULL)
        return out_usage_error(ctx, STR(""), err);
    return tag_list(ctx, lists ? package : verb, err);
}

/* ---- owner ---- */

static void print_owner(Ctx *ctx, const cJSON *m)
{
    ctx_print(ctx, STR_FMT " <" STR_FMT ">\n", STR_ARG(json_str(json_get(m, "name"))),
              STR_ARG(json_str(json_get(m, "email"))));
}

static int registry_document(Ctx *ctx, const Spec *spec, cJSON **out, Err *err)
{
    const cJSON *head;
    Packument *p;

    if (source_document(ctx, spec, &p, err) < 0)
        return err->code;
    head = packument_head(p, err);
    if (head == NULL)
        return err->code;
    *out = json_dup(&ctx->arena, head);
    return 0;
}

/* The document of what an alias stands for; what comes from elsewhere has to be there,
 * and nobody owns it. */
static int owned_document(Ctx *ctx, const Spec *spec, cJSON **out, Err *err)
{
    const cJSON *manifest;
    Source source;
    int rc;

    if (spec->registry)
        return registry_document(ctx, spec->sub != NULL ? spec->sub : spec, out, err);
    *out = json_new_obj(&ctx->arena);
    if (source_init(&source, ctx, &ctx->arena, err) < 0)
        return err->code;
    rc = source_manifest(&source, spec, &manifest, err);
    source_release(&source);
    return rc;
}

static int owner_list(Ctx *ctx, const char *arg, Err *err)
{
    const cJSON *list;
    cJSON *doc = NULL;
    Spec spec = { 0 };

    if (name_of(ctx, arg, false, &spec, err) < 0)
        return err->code;
    if (owned_document(ctx, &spec, &doc, err) < 0) {
        ctx_log(ctx, LOG_ERROR, "owner ls", "Couldn't get owner data " STR_FMT,
                STR_ARG(spec.raw));
        return err->code;
    }
    list = json_get(doc, "maintainers");
    if (json_len(list) == 0)
        ctx_print(ctx, "no admin found\n");
    JSON_EACH (m, list)
        print_owner(ctx, m);
    return 0;
}

static cJSON *find_user(const cJSON *list, Str name)
{
    JSON_EACH (m, list) {
        if (str_eq(json_str(json_get(m, "name")), name))
            return m;
    }
    return NULL;
}

/* The list as it shall be; NULL (rc in *err, or 0 where nothing is to do). */
static cJSON *changed_owners(Ctx *ctx, const cJSON *doc, const cJSON *user, bool add,
                             Err *err)
{
    Arena *a = &ctx->arena;
    const cJSON *old = json_get(doc, "maintainers");
    Str name = json_str(json_get(user, "name"));
    cJSON *list = json_is_arr(old) ? json_dup(a, old) : json_new_arr(a);
    cJSON *found = find_user(list, name), *entry;

    err->code = 0;
    if ((found != NULL) == add) {
        ctx_log(ctx, LOG_INFO, add ? "owner add" : "owner rm",
                add ? "Already a package owner: " STR_FMT
                    : "Not a package owner: " STR_FMT,
                STR_ARG(name));
        return NULL;
    }
    if (add) {
        entry = json_new_obj(a);
        json_add_str(a, entry, "name", name);
        json_add_str(a, entry, "email", json_str(json_get(user, "email")));
        json_push(list, entry);
        return list;
    }
    json_unlink(list, found);
    if (list->child == NULL) {
        err_set(err, ERR_EOWNERRM,
                "Cannot remove all owners of a package. Add someone else first.");
        return NULL;
    }
    return list;
}

static int owner_change(Ctx *ctx, const char *who, const char *arg, bool add, Err *err)
{
    Arena *a = &ctx->arena;
    cJSON *user, *doc = NULL, *list, *body = json_new_obj(a), *answer;
    Str path;
    Spec spec = { 0 };

    if (who == NULL)
        return out_usage_error(ctx, STR(""), err);
    path = arena_strf(a, "-/user/org.couchdb.user:" STR_FMT,
                      STR_ARG(js_encode_uri_component(a, str_of(who))));
    if (name_of(ctx, arg, false, &spec, err) < 0)
        return err->code;
    if (maintain_ask(ctx, NULL, path, spec.name, NULL, &user, err) < 0) {
        ctx_log(ctx, LOG_ERROR, "owner mutate", "Error getting user data for %s", who);
        return err->code;
    }
    if (account_object(user, "user", err) < 0)
        return err->code;
    if (owned_document(ctx, &spec, &doc, err) < 0)
        return err->code;
    list = changed_owners(ctx, doc, user, add, err);
    if (list == NULL)
        return err->code;
    json_add_str(a, body, "_id", json_str(json_get(doc, "_id")));
    json_add_str(a, body, "_rev", json_str(json_get(doc, "_rev")));
    json_add(a, body, STR("maintainers"), list);
    path =
        arena_strf(a, STR_FMT "/-rev/" STR_FMT,
                   STR_ARG(registry_escape_name(a, spec.name)),
                   STR_ARG(js_encode_uri_component(a, json_str(json_get(doc, "_rev")))));
    if (maintain_ask(ctx, "PUT", path, spec.name, body, &answer, err) < 0)
        return err_set(err, ERR_EOWNERMUTATE, "Failed to update package: " STR_FMT,
                       STR_ARG(json_text(a, json_new_str(a, str_of(err->msg)))));
    ctx_print(ctx, "%c %s (" STR_FMT ")\n", add ? '+' : '-', who, STR_ARG(spec.name));
    return 0;
}

static int owner_do(Ctx *ctx, const char *verb, const char *first, const char *second,
                    Err *err)
{
    if (verb != NULL && is_one_of(verb, "ls list"))
        return owner_list(ctx, first, err);
    if (verb != NULL && strcmp(verb, "add") == 0)
        return owner_change(ctx, first, second, true, err);
    if (verb != NULL && is_one_of(verb, "rm remove"))
        return owner_change(ctx, first, second, false, err);
    return out_usage_error(ctx, STR(""), err);
}

int cmd_owner(Ctx *ctx, char **args, int n_args, Err *err)
{
    const char *verb = n_args > 0 ? args[0] : NULL;
    const char *first = n_args > 1 ? args[1] : NULL;
    const char *second = n_args > 2 ? args[2] : NULL;
    bool list = verb != NULL && is_one_of(verb, "ls list");
    Places places;

    if (!places_selected(ctx) || second != NULL || (list && first != NULL))
        return owner_do(ctx, verb, first, second, err);
    if (places_find(ctx, true, &places, err) < 0)
        return err->code;
    VEC_EACH (Workspace, w, places.list) {
        const char *name = arena_memdupz(&ctx->arena, w->name.ptr, w->name.len);

        if (owner_do(ctx, verb, list ? name : first, list ? NULL : name, err) < 0)
            return err->code;
    }
    return 0;
}
