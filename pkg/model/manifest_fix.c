/* manifest_fix.c: see manifest_fix.h. */
#include "pkg/model/manifest_fix.h"

#include "common/bin_map.h"
#include "common/collate.h"
#include "common/hosted.h"
#include "common/json_write.h"
#include "common/jstext.h"
#include "common/path.h"
#include "common/semver.h"
#include "common/semver_change.h"
#include "common/vec.h"
#include "pkg/model/manifest.h"

/* ---- Names and versions ---- */

static bool is_encoded(Arena *a, Str s)
{
    return str_eq(s, js_encode_uri_component(a, s));
}

/* As js_encode_uri_component's own, but for the letters that no name may have. */
static bool is_plain_name(Arena *a, Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (strchr("/@+%:", s.ptr[i]) != NULL)
            return false;
    }
    return !js_has_space(s) && is_encoded(a, s);
}

static bool is_scoped_name(Arena *a, Str s)
{
    Str scope, name;

    return s.len > 0 && s.ptr[0] == '@' && str_cut(str_from(s, 1), '/', &scope, &name) &&
           scope.len > 0 && name.len > 0 && is_encoded(a, scope) && is_encoded(a, name);
}

static int fix_name(Arena *a, cJSON *pkg, Err *err)
{
    const cJSON *name = json_get(pkg, "name");
    Str s, low;

    if (!json_truthy(name)) {
        json_set(a, pkg, STR("name"), json_new_str(a, STR("")));
        return 0;
    }
    if (!json_is_str(name))
        return err_set(err, ERR_ENOCODE, "name field must be a string.");
    s = js_trim(json_str(name));
    low = js_lower(a, s);
    if (s.len == 0 || s.ptr[0] == '.' || !(is_scoped_name(a, s) || is_plain_name(a, s)) ||
        str_is(low, "node_modules") || str_is(low, "favicon.ico"))
        return err_set(err, ERR_ENOCODE, "Invalid name: " STR_FMT,
                       STR_ARG(json_text(a, json_new_str(a, s))));
    if (s.len != json_str(name).len)
        json_set(a, pkg, STR("name"), json_new_str(a, s));
    return 0;
}

static int fix_version(Arena *a, cJSON *pkg, Err *err)
{
    const cJSON *version = json_get(pkg, "version");
    Semver v;

    if (!json_truthy(version)) {
        json_set(a, pkg, STR("version"), json_new_str(a, STR("")));
        return 0;
    }
    if (!json_is_str(version) || !semver_parse(a, json_str(version), SEMVER_LOOSE, &v) ||
        !semver_clean(a, json_str(version), SEMVER_LOOSE, &v))
        return err_set(err, ERR_ENOCODE, "Invalid version: \"" STR_FMT "\"",
                       STR_ARG(json_is_str(version) ? json_str(version)
                                                    : json_text(a, version)));
    json_set(a, pkg, STR("version"), json_new_str(a, semver_text(a, &v)));
    return 0;
}

/* ---- Bundles, scripts, repository ---- */

static cJSON *keys_of(Arena *a, const cJSON *obj)
{
    cJSON *list = json_new_arr(a);

    JSON_EACH (e, obj)
        json_push(list, json_new_str(a, json_key(e)));
    return list;
}

static void fix_bundle(Arena *a, cJSON *pkg)
{
    const cJSON *b = json_get(pkg, "bundleDependencies");

    if (b == NULL || json_is_arr(b))
        return;
    if (json_is_false(b))
        json_set(a, pkg, STR("bundleDependencies"), json_new_arr(a));
    else if (json_is_true(b))
        json_set(a, pkg, STR("bundleDependencies"),
                 keys_of(a, json_get(pkg, "dependencies")));
    else if (json_is_obj(b))
        json_set(a, pkg, STR("bundleDependencies"), keys_of(a, b));
    else
        json_del(pkg, "bundleDependencies");
}

/* Behind "./node_modules/.bin/", which PATH has anyway. */
static Str without_bin(Str s)
{
    Str rest = s;

    if (rest.len > 1 && rest.ptr[0] == '.' && (rest.ptr[1] == '/' || rest.ptr[1] == '\\'))
        rest = str_from(rest, 2);
    for (int i = 0; i < 2; i++) {
        Str part = i == 0 ? STR("node_modules") : STR(".bin");

        if (!str_starts(rest, part) || rest.len == part.len ||
            (rest.ptr[part.len] != '/' && rest.ptr[part.len] != '\\'))
            return s;
        rest = str_from(rest, part.len + 1);
    }
    return rest;
}

static void fix_scripts(Arena *a, cJSON *pkg)
{
    cJSON *scripts = json_get(pkg, "scripts");

    if (scripts == NULL)
        return;
    if (!json_is_obj(scripts) && !json_is_arr(scripts) && !json_is_null(scripts)) {
        json_del(pkg, "scripts");
        return;
    }
    for (cJSON *s = scripts->child, *next; s != NULL; s = next) {
        next = s->next;
        if (!json_is_str(s))
            json_unlink(scripts, s);
        else if (without_bin(json_str(s)).len != json_str(s).len)
            json_set(a, scripts, json_key(s), json_new_str(a, without_bin(json_str(s))));
    }
}

static void fix_repository(Arena *a, cJSON *pkg)
{
    const cJSON *many = json_get(pkg, "repositories");
    cJSON *repo;
    Str url;
    Hosted h;

    if (json_truthy(many)) {
        if (json_is_arr(many) && many->child != NULL)
            json_set(a, pkg, STR("repository"), json_dup(a, many->child));
        else
            json_del(pkg, "repository");
    }
    repo = json_get(pkg, "repository");
    if (json_is_str(repo) && json_truthy(repo)) {
        cJSON *o = json_new_obj(a);

        json_add_str(a, o, "type", STR("git"));
        json_add_str(a, o, "url", json_str(repo));
        json_set(a, pkg, STR("repository"), o);
        repo = json_get(pkg, "repository");
    }
    url = json_str(json_get(repo, "url"));
    if (url.len == 0 || !hosted_parse(a, url, &h))
        return;
    url = h.default_form == HOSTED_SHORTCUT ? hosted_url(a, &h, HOSTED_HTTPS, 0)
                                            : hosted_text(a, &h, 0);
    json_set(a, repo, STR("url"), json_new_str(a, url));
}

/* ---- Dependency lists ---- */

static bool is_version_mark(Str rest, size_t *length)
{
    size_t colon = rest.len > 0 && rest.ptr[0] == ':' ? 1 : 0;
    size_t space = js_space(str_from(rest, colon));

    if (space > 0 || (rest.len > colon && strchr("@><=", rest.ptr[colon]) != NULL)) {
        *length = colon + (space > 0 ? space : 1);
        return true;
    }
    return false;
}

/* "a@1" or "a >=1" into o; "a" gets "". */
static void add_dependency(Arena *a, cJSON *o, Str text)
{
    Str s = js_trim(text), version;
    size_t i = 0, mark = 0;

    while (i < s.len && !is_version_mark(str_from(s, i), &mark))
        i++;
    version = str_from(s, i);
    if (version.len > 0 && version.ptr[0] == '@')
        version = str_from(version, 1);
    json_set(a, o, str_sub(s, 0, i), json_new_str(a, js_trim(version)));
}

/* A text, or a list of texts, as an object. */
static void list_to_object(Arena *a, cJSON *pkg, const char *type)
{
    const cJSON *list = json_get(pkg, type);
    cJSON *o = json_new_obj(a);

    if (json_is_str(list) && json_truthy(list)) {
        Str rest = js_trim(json_str(list));

        while (rest.len > 0) {
            size_t i = 0, k;

            while (i < rest.len && rest.ptr[i] != ',' && js_space(str_from(rest, i)) == 0)
                i++;
            add_dependency(a, o, str_sub(rest, 0, i));
            while (i < rest.len &&
                   (k = rest.ptr[i] == ',' ? 1 : js_space(str_from(rest, i))) > 0)
                i += k;
            rest = str_from(rest, i);
        }
    } else if (json_is_arr(list)) {
        JSON_EACH (e, list) {
            if (json_is_str(e))
                add_dependency(a, o, json_str(e));
        }
    } else {
        return;
    }
    json_set(a, pkg, str_of(type), o);
}

static void fix_specs(Arena *a, cJSON *list)
{
    for (cJSON *d = list->child, *next; d != NULL; d = next) {
        Hosted h;

        next = d->next;
        if (!json_is_str(d))
            json_unlink(list, d);
        else if (hosted_parse(a, json_str(d), &h))
            json_set(a, list, json_key(d), json_new_str(a, hosted_text(a, &h, 0)));
    }
}

static void fix_dependencies(Arena *a, cJSON *pkg)
{
    static const char *const lists[] = { "dependencies", "devDependencies",
                                         "optionalDependencies" };

    for (size_t i = 0; i < 3; i++)
        list_to_object(a, pkg, lists[i]);
    for (size_t i = 0; i < 2; i++) {
        cJSON *list = json_get(pkg, lists[i]);

        if (list == NULL)
            continue;
        if (json_is_obj(list))
            fix_specs(a, list);
        else
            json_del(pkg, lists[i]);
    }
}

int manifest_fix_basics(Arena *a, cJSON *pkg, Err *err)
{
    if (fix_name(a, pkg, err) < 0 || fix_version(a, pkg, err) < 0)
        return err->code;
    fix_bundle(a, pkg);
    fix_scripts(a, pkg);
    fix_repository(a, pkg);
    fix_dependencies(a, pkg);
    return 0;
}

int manifest_fix(Arena *a, cJSON *pkg, Err *err)
{
    cJSON *bin;

    if (bin_map_normalize(a, pkg, &bin, err) < 0)
        return err->code;
    if (bin != NULL)
        json_set(a, pkg, STR("bin"), bin);
    else
        json_del(pkg, "bin");
    return manifest_fix_basics(a, pkg, err);
}

/* ---- Before writing ---- */

static const char *const dep_lists[] = { "dependencies", "optionalDependencies",
                                         "devDependencies", "peerDependencies" };

static bool all_texts(const cJSON *list)
{
    JSON_EACH (e, list) {
        if (!json_is_str(e))
            return false;
    }
    return true;
}

/* What stood in both lists stays in both. */
static void keep_peers(Arena *a, cJSON *pkg, const cJSON *old)
{
    const cJSON *old_prod = json_get(old, "dependencies");

    JSON_EACH (e, json_get(old, "peerDependencies")) {
        const cJSON *now = json_getn(json_get(pkg, "peerDependencies"), json_key(e));

        if (now == NULL || json_getn(old_prod, json_key(e)) == NULL)
            continue;
        if (json_get(pkg, "dependencies") == NULL)
            json_set(a, pkg, STR("dependencies"), json_new_obj(a));
        json_set(a, json_get(pkg, "dependencies"), json_key(e), json_dup(a, now));
    }
}

/* What Object.keys() makes of it. */
static cJSON *as_object(Arena *a, cJSON *pkg, const char *type)
{
    cJSON *list = json_get(pkg, type);

    if (json_is_str(list))
        list = manifest_characters(a, json_str(list));
    else
        list = json_is_arr(list) ? json_numbered(a, list) : json_new_obj(a);
    json_set(a, pkg, str_of(type), list);
    return json_get(pkg, type);
}

int manifest_update(Arena *a, cJSON *pkg, const cJSON *old, Err *err)
{
    cJSON *deps = json_get(pkg, "dependencies");
    const cJSON *workspaces = json_get(pkg, "workspaces");

    if (json_is_obj(deps)) {
        JSON_EACH (e, json_get(pkg, "optionalDependencies"))
            json_del(deps, e->string);
    }
    for (size_t i = 0; i < 4; i++) {
        cJSON *list = json_get(pkg, dep_lists[i]);

        if (!json_truthy(list))
            continue;
        if (!json_is_obj(list))
            list = as_object(a, pkg, dep_lists[i]);
        if (list->child == NULL)
            json_del(pkg, dep_lists[i]);
        else
            json_sort_keys(list, collate_compare);
    }
    keep_peers(a, pkg, old);
    if (!all_texts(json_get(pkg, "scripts")))
        return err_set(err, ERR_ESCRIPTSINVALID,
                       "package.json scripts should be a key-value pair of strings.");
    if (json_truthy(workspaces) &&
        (!json_is_arr(workspaces) || workspaces->child == NULL || !all_texts(workspaces)))
        return err_set(err, ERR_EWORKSPACESINVALID,
                       "workspaces should be an array of strings.");
    return 0;
}
