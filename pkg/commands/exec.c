/* exec.c: see exec.h. */
#include "pkg/commands/exec.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/bin_map.h"
#include "common/collate.h"
#include "common/fs.h"
#include "common/hash.h"
#include "common/hex.h"
#include "common/json_write.h"
#include "common/path.h"
#include "common/semver_range.h"
#include "pkg/commands/places.h"
#include "pkg/install/install.h"
#include "pkg/install/lifecycle.h"
#include "pkg/install/survey.h"
#include "pkg/model/manifest.h"

typedef struct {
    Spec spec;
    const cJSON *manifest; /* of what isn't installed; NULL: `node` is */
    Node *node;
} Wanted;

typedef struct {
    Ctx *ctx;
    Arena *a;
    const ExecOptions *o;
    const char **args; /* NULL-terminated; the first may be exchanged */
    VEC(Str) packages;
    VEC(Wanted) wanted;
    bool swap; /* the first argument is a package, its command has to be found */
    int yes;   /* 1, 0; -1: ask */
    const char *bins[2];
    Err *err;
} Exec;

/* ---- Running ---- */

static Str shell_of(Ctx *ctx)
{
    Str shell = config_str(&ctx->config, "script-shell");

    return shell.len > 0 ? shell : STR("sh");
}

/* In quotes, so that no shell takes it for one of its own words. */
static Str quoted(Arena *a, const char *name)
{
    Buf b = { 0 };

    buf_putc(&b, '\'');
    for (; *name != '\0'; name++)
        buf_puts(&b, *name == '\'' ? "'\\''" : (char[]){ *name, 0 });
    buf_putc(&b, '\'');
    return buf_to_arena(&b, a);
}

/* False where nobody sits there. */
static bool greet(const Exec *e)
{
    Ctx *ctx = e->ctx;

    if (!isatty(STDIN_FILENO))
        return true;
    if (config_ci_name(&ctx->config).len > 0) {
        ctx_log(ctx, LOG_WARN, "exec", "Interactive mode disabled in CI environment");
        return false;
    }
    ctx_print(ctx, "\nEntering pkg script environment");
    if (e->o->location.len > 0)
        ctx_print(ctx, STR_FMT, STR_ARG(e->o->location));
    else
        ctx_print(ctx, " at location:\n" STR_FMT, STR_ARG(e->o->run_path));
    ctx_print(ctx, "\nType 'exit' or ^D when finished\n\n");
    return true;
}

static int run(Exec *e)
{
    Ctx *ctx = e->ctx;
    LifecycleRun r = { .event = "npx",
                       .path = e->o->run_path,
                       .bins = e->bins,
                       .args = e->args,
                       .silent = !e->o->announced };
    PackageFile f;
    Err ignored;
    int rc;

    if (e->o->call.len > 0) {
        r.cmd = e->o->call;
    } else if (e->args[0] != NULL) {
        r.cmd = quoted(e->a, e->args[0]);
        r.args = e->args + 1;
    } else {
        r.cmd = shell_of(ctx);
        if (!greet(e))
            return 0;
    }
    r.pkg = json_new_obj(e->a);
    if (package_read(ctx, ctx->config.local_prefix, &f, &ignored) == 0) {
        manifest_normalize(e->a, f.json);
        r.pkg = f.json;
    }
    rc = lifecycle_run(ctx, &r, e->err);
    if (rc <= 0 || ctx->exit_signal != 0)
        return rc;
    if (e->o->announced)
        return lifecycle_failed(ctx, r.path, r.cmd, &(ScriptResult){ .code = rc },
                                e->err);
    ctx_report_code(ctx, json_new_num(&ctx->arena, rc));
    return rc;
}

/* ---- What is here already ---- */

static bool has_bin(Exec *e, Str folder, const char *name)
{
    PackageFile f;
    cJSON *bin = NULL;
    Err ignored;

    return folder.len > 0 && package_read(e->ctx, folder, &f, &ignored) == 0 &&
           bin_map_normalize(e->a, f.json, &bin, &ignored) == 0 &&
           json_get(bin, name) != NULL;
}

/* node_modules/.bin of the folder or one above; false if none has the command. */
static bool find_local(Exec *e, const char *name)
{
    Str p = path_dirname(path_dirname(e->o->bin_path));

    for (;; p = path_dirname(p)) {
        Str bin = path_join(e->a, p, STR("node_modules/.bin"));

        if (fs_is_file(arena_printf(e->a, STR_FMT "/%s", STR_ARG(bin), name))) {
            e->bins[0] = bin.ptr;
            return true;
        }
        if (p.len <= 1)
            return false;
    }
}

static bool find_global(Exec *e, const char *name)
{
    const Config *c = &e->ctx->config;
    Str bin = path_join(e->a, c->global_prefix, STR("bin"));

    if (str_eq(c->local_prefix, c->global_prefix) ||
        !fs_is_file(arena_printf(e->a, STR_FMT "/%s", STR_ARG(bin), name)))
        return false;
    e->bins[0] = bin.ptr;
    return true;
}

/* ---- What has to come ---- */

static bool satisfies(Exec *e, Str version, Str range)
{
    SemverRange r;
    Semver v;

    return semver_range_parse(e->a, range, 0, &r) && semver_parse(e->a, version, 0, &v) &&
           semver_satisfies(&v, &r);
}

/* Does an installed package do, by name and version alone? */
static bool node_fits(Exec *e, const Spec *s, Node *n, bool npx)
{
    if (str_is(s->raw_spec, "*"))
        return true;
    if (s->type == SPEC_VERSION)
        return str_eq(node_version(n), s->raw_spec);
    return !npx && satisfies(e, node_version(n), s->raw_spec);
}

/* The same package from the same place. */
static bool same_place(const Spec *s, Node *n, const cJSON *manifest)
{
    Str resolved = json_str(json_get(manifest, "_resolved"));

    if (s->type == SPEC_DIRECTORY)
        return n->is_link && str_eq(n->real, s->fetch_spec);
    return resolved.len > 0 && n->resolved.ptr != NULL && str_eq(n->resolved, resolved);
}

/* In this tree, or its manifest. npx: the tree is the cache's, where only the newest is
 * good enough for a bare name. */
static int look(Exec *e, Survey *s, bool npx, Wanted *w)
{
    bool bare = str_eq(w->spec.raw, w->spec.name);
    bool by_version = w->spec.registry && w->spec.type != SPEC_TAG && !(npx && bare);
    Str name = w->spec.name;

    w->node = NULL;
    w->manifest = NULL;
    if (by_version) {
        VEC_EACH (Node *, n, s->tree->nodes) {
            if (*n != NULL && !(*n)->is_root && str_eq(node_package_name(*n), name) &&
                node_fits(e, &w->spec, *n, npx)) {
                w->node = *n;
                return 0;
            }
        }
    }
    if (source_manifest_anew(&s->project.source, &w->spec, &w->manifest, e->err) < 0)
        return e->err->code;
    w->manifest = json_dup(e->a, w->manifest);
    if (by_version || (w->spec.type == SPEC_DIRECTORY && !npx))
        return 0;
    name = json_str(json_get(w->manifest, "name"));
    VEC_EACH (Node *, n, s->tree->nodes) {
        if (*n != NULL && !(*n)->is_root && str_eq(node_package_name(*n), name) &&
            same_place(&w->spec, *n, w->manifest)) {
            w->node = *n;
            return 0;
        }
    }
    return 0;
}

static bool is_missing(const Wanted *w)
{
    return w->node == NULL;
}

static const cJSON *package_of(const Wanted *w)
{
    return w->node != NULL ? node_target(w->node)->pkg : w->manifest;
}

/* The one command it has, or the one called as it is. */
static int command_of(Exec *e, const cJSON *pkg, const char **out)
{
    Str name = json_str(json_get(pkg, "name"));
    ptrdiff_t slash = str_rindex(name, '/');
    cJSON *bin = NULL;
    bool same = true;

    if (bin_map_normalize(e->a, pkg, &bin, e->err) < 0)
        return e->err->code;
    JSON_EACH (b, bin)
        same = same && str_eq(json_str(b), json_str(bin->child));
    if (name.len > 0 && name.ptr[0] == '@' && slash > 0)
        name = str_from(name, (size_t)slash + 1);
    if (bin != NULL && (same || json_getn(bin, name) != NULL)) {
        *out = same ? bin->child->string : arena_memdupz(e->a, name.ptr, name.len);
        return 0;
    }
    return err_set(e->err, ERR_ENOCODE, "could not determine executable to run");
}

/* ---- The cache's own projects ---- */

/* CACHE/_npx/HASH: one for each set of packages. */
static Str cache_folder(Exec *e)
{
    uint8_t digest[HASH_MAX];
    Err ignored;
    Str *list = arena_array(e->a, Str, e->packages.len);
    Buf text = { 0 }, hex = { 0 };
    Str out;

    memcpy(list, e->packages.ptr, e->packages.len * sizeof *list);
    qsort(list, e->packages.len, sizeof *list, collate_order);
    for (size_t i = 0; i < e->packages.len; i++)
        buf_printf(&text, "%s" STR_FMT, i > 0 ? "\n" : "", STR_ARG(list[i]));
    (void)hash_bytes(HASH_SHA512, buf_view(&text), digest, &ignored);
    hex_encode(digest, 8, &hex);
    out = path_join(e->a, e->ctx->cache, arena_strf(e->a, "_npx/%s", buf_cstr(&hex)));
    buf_release(&text);
    buf_release(&hex);
    return out;
}

/* A spec as it is saved: name@version, or where it came from. */
static Str add_spec(Exec *e, const Wanted *w)
{
    if (!w->spec.registry)
        return w->spec.raw_spec.len > 0 && w->spec.type != SPEC_DIRECTORY
                   ? w->spec.raw_spec
                   : w->spec.fetch_spec;
    return arena_strf(e->a, STR_FMT "@" STR_FMT,
                      STR_ARG(json_str(json_get(w->manifest, "name"))),
                      STR_ARG(json_str(json_get(w->manifest, "version"))));
}

static int canceled(Exec *e, const cJSON *names)
{
    return err_set(e->err, ERR_ENOCODE,
                   "npx canceled due to missing packages and no YES option: " STR_FMT,
                   STR_ARG(json_text(e->a, names)));
}

static int confirm(Exec *e, char **add, size_t n)
{
    cJSON *names = json_new_arr(e->a);
    Buf list = { 0 };
    char line[64] = "";
    bool ask = isatty(STDIN_FILENO) && config_ci_name(&e->ctx->config).len == 0;
    int rc = 0;

    for (size_t i = 0; i < n; i++) {
        buf_printf(&list, "%s%s", i == 0 ? "" : ask ? "\n" : ", ", add[i]);
        json_push(names, json_new_str(e->a, str_of(add[i])));
    }
    if (e->yes == 0) {
        rc = canceled(e, names);
    } else if (e->yes < 0 && !ask) {
        ctx_log(e->ctx, LOG_WARN, "exec",
                "The following package%s not found and will be installed: %s",
                n == 1 ? " was" : "s were", buf_cstr(&list));
    } else if (e->yes < 0) {
        fprintf(stderr,
                "Need to install the following packages:\n%s\nOk to proceed? (y) ",
                buf_cstr(&list));
        if (fgets(line, sizeof line, stdin) == NULL ||
            (line[0] != '\n' && line[0] != 'y' && line[0] != 'Y'))
            rc = err_set(e->err, ERR_ENOCODE, "canceled");
    }
    buf_release(&list);
    return rc;
}

/* npm keeps in package.json what the folder was made for. */
static int note_packages(Exec *e, Str folder)
{
    cJSON *npx = json_new_obj(e->a), *list = json_new_arr(e->a);
    PackageFile f;

    if (package_read(e->ctx, folder, &f, e->err) < 0)
        return e->err->code;
    VEC_EACH (Str, p, e->packages)
        json_push(list, json_new_str(e->a, *p));
    json_add(e->a, npx, STR("packages"), list);
    json_set(e->a, f.json, STR("_npx"), npx);
    return package_save(e->ctx, &f, e->err);
}

static int install(Exec *e, char **add, size_t n)
{
    InstallRequest q = install_request(e->ctx);
    InstallResult r;
    int rc;

    q.add = add;
    q.n_add = (int)n;
    q.save = q.no_project_policy = true;
    q.save_type = SAVE_INFERRED;
    rc = install_run(e->ctx, &q, &r, e->err);
    install_release(&r);
    return rc;
}

/* What the cache's project lacks of the missing packages. */
static int lacks(Exec *e, char ***add, size_t *n)
{
    VEC(char *) list = { 0 };
    Survey s;
    int rc = survey_open(&s, e->ctx, &(SurveyOptions){ .from = SURVEY_DISK }, e->err);

    for (size_t i = 0; rc == 0 && i < e->wanted.len; i++) {
        Wanted w = e->wanted.ptr[i];

        if (!is_missing(&w))
            continue;
        rc = look(e, &s, true, &w);
        if (rc == 0 && is_missing(&w)) {
            Str spec = add_spec(e, &w);

            vec_push_in(e->a, &list, arena_memdupz(e->a, spec.ptr, spec.len));
        }
    }
    survey_close(&s);
    *add = list.ptr;
    *n = list.len;
    return rc;
}

/* A setting for a while; the old one, or NULL, is returned. */
static const cJSON *set_false(Exec *e, const char *key)
{
    const cJSON *old = config_get_at(&e->ctx->config, CONFIG_CLI, key);

    old = old != NULL ? json_dup(e->a, old) : NULL;
    config_set(&e->ctx->config, CONFIG_CLI, str_of(key), json_new_bool(e->a, false));
    return old;
}

static void set_back(Exec *e, const char *key, const cJSON *old)
{
    if (old != NULL)
        config_set(&e->ctx->config, CONFIG_CLI, str_of(key), old);
    else
        config_unset(&e->ctx->config, CONFIG_CLI, str_of(key));
}

/* Everything below works on the folder in the cache as if it were the project. */
static int fill_cache(Exec *e, Str folder)
{
    Config *c = &e->ctx->config;
    const cJSON *links, *lock_only;
    Str prefix = c->local_prefix;
    char **add;
    size_t n;
    int rc;

    if (fs_mkdirs(folder.ptr, 0777, e->err) < 0)
        return e->err->code;
    places_clear(e->ctx);
    links = set_false(e, "install-links");
    lock_only = set_false(e, "package-lock-only");
    c->local_prefix = folder;
    rc = lacks(e, &add, &n);
    if (rc == 0 && n > 0)
        rc = confirm(e, add, n);
    if (rc == 0 && n > 0 && !ctx_is_global(e->ctx)) /* the folder is no global one */
        rc = install(e, add, n);
    if (rc == 0)
        rc = note_packages(e, folder);
    c->local_prefix = prefix;
    set_back(e, "install-links", links);
    set_back(e, "package-lock-only", lock_only);
    e->bins[0] = path_join(e->a, folder, STR("node_modules/.bin")).ptr;
    return rc;
}

/* ---- All of it ---- */

/* The project's tree is asked for each package. */
static int look_here(Exec *e, bool *any_missing)
{
    Survey s;
    int rc = survey_open(&s, e->ctx, &(SurveyOptions){ .from = SURVEY_DISK }, e->err);

    *any_missing = false;
    for (size_t i = 0; rc == 0 && i < e->packages.len; i++) {
        Wanted w = { .node = NULL };

        rc = spec_parse(e->a, e->packages.ptr[i], e->ctx->config.local_prefix, &w.spec,
                        e->err);
        if (rc == 0)
            rc = look(e, &s, false, &w);
        if (rc < 0)
            break;
        *any_missing |= is_missing(&w);
        if (i == 0 && e->swap)
            rc = command_of(e, package_of(&w), &e->args[0]);
        vec_push_in(e->a, &e->wanted, w);
    }
    survey_close(&s);
    return rc;
}

/* 1: bins and packages say where the command comes from; 2: it may run. */
static int find(Exec *e)
{
    Str folders[2] = { e->o->pkg_path, e->ctx->config.local_prefix };

    if (!e->swap)
        return 1;
    for (int i = 0; i < 2; i++) {
        if (!has_bin(e, folders[i], e->args[0]))
            continue;
        vec_push_in(e->a, &e->packages, folders[i]);
        e->yes = 1;
        e->swap = false;
        return 1;
    }
    if (find_local(e, e->args[0]) || find_global(e, e->args[0]))
        return 2;
    vec_push_in(e->a, &e->packages, str_of(e->args[0]));
    return 1;
}

/* Folders by their whole path: "." is another one tomorrow. */
static int absolute_folders(Exec *e)
{
    VEC_EACH (Str, p, e->packages) {
        Spec s;

        if (spec_parse(e->a, *p, e->ctx->input.cwd, &s, e->err) < 0)
            return e->err->code;
        if (s.type == SPEC_DIRECTORY) {
            *p = s.fetch_spec;
            e->yes = e->swap ? 1 : e->yes;
        }
    }
    return 0;
}

static void take_options(Exec *e)
{
    const ExecOptions *o = e->o;
    const cJSON *yes = config_get(&e->ctx->config, "yes");

    e->args = arena_array(e->a, const char *, (size_t)o->n_args + 1);
    for (int i = 0; i < o->n_args; i++)
        e->args[i] = o->args[i];
    JSON_EACH (p, o->packages)
        vec_push_in(e->a, &e->packages, json_str(p));
    e->yes = json_is_true(yes) ? 1 : json_is_false(yes) ? 0 : -1;
    e->swap = o->n_args > 0 && e->packages.len == 0;
}

int exec_run(Ctx *ctx, const ExecOptions *o, Err *err)
{
    Exec e = { .ctx = ctx, .a = &ctx->arena, .o = o, .err = err };
    bool missing;

    take_options(&e);
    if (o->call.len == 0 && o->n_args == 0 && e.packages.len == 0)
        return run(&e);
    if (find(&e) == 2)
        return run(&e);
    if (absolute_folders(&e) < 0 || look_here(&e, &missing) < 0)
        return err->code;
    if (missing && e.swap && find_global(&e, e.args[0]))
        return run(&e);
    if (missing && fill_cache(&e, cache_folder(&e)) < 0)
        return err->code;
    return run(&e);
}
