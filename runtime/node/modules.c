/* modules.c: internalBinding('modules'): resolution and compilation for the module loader
 * (internal/modules/cjs.js). */
#include <stdlib.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/path.h"
#include "common/utf8.h"
#include "runtime/engine/bind.h"
#include "runtime/engine/bytes.h"
#include "runtime/engine/error.h"
#include "runtime/modules/load.h"
#include "runtime/modules/resolve.h"
#include "runtime/natives.h"
#include "runtime/node/modules.h"
#include "runtime/runtime.h"

#define MAX_ITEMS 32
#define MAX_SOURCE ((size_t)512 << 20)

static bool env_is_on(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && strcmp(value, "1") == 0;
}

Resolver *modules_resolver(duk_context *ctx)
{
    Runtime *rt = js_runtime(ctx);
    Resolver *r;

    js_stash_get(ctx, "resolver");
    r = duk_get_pointer(ctx, -1);
    duk_pop(ctx);
    if (r != NULL)
        return r;
    r = arena_new(&rt->arena, Resolver);
    r->arena = r->packages.arena = &rt->arena;
    r->preserve_symlinks = rt->preserve_symlinks || env_is_on("NODE_PRESERVE_SYMLINKS");
    duk_push_pointer(ctx, r);
    js_stash_put(ctx, "resolver");
    return r;
}

/* The strings of the array at i; they stay valid while the array does. */
static size_t get_strings(duk_context *ctx, duk_idx_t i, Str *out)
{
    size_t n = duk_is_array(ctx, i) ? duk_get_length(ctx, i) : 0;

    if (n > MAX_ITEMS)
        n = MAX_ITEMS;
    for (size_t k = 0; k < n; k++) {
        duk_get_prop_index(ctx, i, (duk_uarridx_t)k);
        out[k] = js_get_str(ctx, -1);
        duk_pop(ctx);
    }
    return n;
}

typedef struct {
    ResolveHow how;
    Str conditions[MAX_ITEMS], extensions[MAX_ITEMS];
} How;

/* conditions at i, extensions at i + 1 */
static void get_how(duk_context *ctx, duk_idx_t i, How *h)
{
    h->how.n_conditions = get_strings(ctx, i, h->conditions);
    h->how.conditions = h->conditions;
    h->how.n_extensions = get_strings(ctx, i + 1, h->extensions);
    h->how.extensions = h->extensions;
    h->how.import = h->how.n_extensions == 0;
}

static void put_str(duk_context *ctx, const char *key, Str value)
{
    if (value.len == 0)
        return;
    js_push_utf8(ctx, value);
    duk_put_prop_string(ctx, -2, key);
}

/* process.emitWarning about a package whose main isn't there though its index is. */
static void warn_about_main(duk_context *ctx, Resolver *r)
{
    const PackageJson *p = r->bad_main;

    r->bad_main = NULL;
    duk_get_global_string(ctx, "process");
    duk_push_string(ctx, "emitWarning");
    duk_push_sprintf(ctx,
                     "Invalid 'main' field in '%s' of '%.*s'. Please either fix that or "
                     "report it to the module author",
                     p->path, (int)p->main.len, p->main.ptr);
    duk_push_string(ctx, "DeprecationWarning");
    duk_push_string(ctx, "DEP0128");
    duk_call_prop(ctx, -5, 3);
    duk_pop_2(ctx);
}

static duk_ret_t finish(duk_context *ctx, int rc, Str out, const ResolveError *e)
{
    if (rc == 0) {
        if (modules_resolver(ctx)->bad_main != NULL)
            warn_about_main(ctx, modules_resolver(ctx));
        js_push_utf8(ctx, out);
        return 1;
    }
    if (e->path.len > 0) {
        duk_push_error_object(ctx,
                              strcmp(e->type, "SyntaxError") == 0 ? DUK_ERR_SYNTAX_ERROR
                                                                  : DUK_ERR_ERROR,
                              "%s", e->msg);
        put_str(ctx, "code", str_of(e->code));
        put_str(ctx, "path", e->path);
        put_str(ctx, "requestPath", e->request_path);
        return duk_throw(ctx);
    }
    if (strcmp(e->code, "MODULE_NOT_FOUND") == 0 && e->msg[0] == '\0') {
        duk_push_null(ctx);
        return 1;
    }
    return js_throw_node(ctx, e->type, e->code, "%s", e->msg);
}

/* [ request dir conditions extensions ] -> [ path | null ] */
static duk_ret_t js_resolve(duk_context *ctx)
{
    Resolver *r = modules_resolver(ctx);
    How h;
    Str out = STR("");
    ResolveError e = { 0 };
    int rc;

    get_how(ctx, 2, &h);
    rc = resolve_request(r, js_to_utf8(ctx, 0), js_to_utf8(ctx, 1), &h.how, &out, &e);
    return finish(ctx, rc, out, &e);
}

/* [ request dirs conditions extensions ] -> [ path | null ] */
static duk_ret_t js_resolve_in(duk_context *ctx)
{
    Resolver *r = modules_resolver(ctx);
    How h;
    Str dirs[MAX_ITEMS], out = STR("");
    ResolveError e = { 0 };
    int rc;

    get_how(ctx, 2, &h);
    rc = resolve_in_paths(r, js_to_utf8(ctx, 0), dirs, get_strings(ctx, 1, dirs), &h.how,
                          &out, &e);
    return finish(ctx, rc, out, &e);
}

/* [ path conditions extensions ] -> [ path | null ] */
static duk_ret_t js_resolve_path(duk_context *ctx)
{
    Resolver *r = modules_resolver(ctx);
    How h;
    Str out = STR("");
    char cwd[4096];
    Str path = js_to_utf8(ctx, 0);

    ResolveError e = { 0 };
    bool preserve;
    int rc;

    get_how(ctx, 1, &h);
    if (!path_is_absolute(path) && getcwd(cwd, sizeof cwd) != NULL)
        path = arena_strf(r->arena, "%s/" STR_FMT, cwd, STR_ARG(path));
    /* The program itself is known by its real path, unless that is asked for separately.
     */
    preserve = r->preserve_symlinks;
    r->preserve_symlinks = js_runtime(ctx)->preserve_symlinks_main ||
                           env_is_on("NODE_PRESERVE_SYMLINKS_MAIN");
    rc = resolve_path(r, path, &h.how, &out, &e);
    r->preserve_symlinks = preserve;
    return finish(ctx, rc, out, &e);
}

/* [ dir ] -> [ "module" | "commonjs" | "" ]: the type of the package around */
static duk_ret_t js_package_type(duk_context *ctx)
{
    const PackageJson *p =
        package_json_scope(&modules_resolver(ctx)->packages, js_to_utf8(ctx, 0));
    PackageType type = p ? p->type : PACKAGE_TYPE_NONE;

    duk_push_string(ctx, type == PACKAGE_TYPE_MODULE     ? "module"
                         : type == PACKAGE_TYPE_COMMONJS ? "commonjs"
                                                         : "");
    return 1;
}

static bool is_typescript(Str path)
{
    return str_ends(path, STR(".ts")) || str_ends(path, STR(".mts")) ||
           str_ends(path, STR(".cts"));
}

/* As in Node packages come as JavaScript: nobody is to publish types only. */
static void check_may_strip(duk_context *ctx, Str path)
{
    if (str_has(path, STR("/node_modules/")))
        js_throw_node(ctx, "Error", "ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING",
                      "Stripping types is currently unsupported for files under "
                      "node_modules, for \"file://" STR_FMT "\"",
                      STR_ARG(path));
}

/* [ path ] -> [ text ]: a source file, without its byte order mark and types */
static duk_ret_t js_read_source(duk_context *ctx)
{
    Str path = js_to_utf8(ctx, 0);
    Buf text = { 0 };
    Err err;
    int rc = fs_read_all(path.ptr, MAX_SOURCE, &text, &err);

    if (rc < 0) {
        buf_release(&text);
        if (rc > -4096)
            return js_throw_uv(ctx, rc, "open", path.ptr, NULL);
        return js_throw(ctx, &err);
    }
    if (str_starts(buf_view(&text), STR(UTF8_BOM)))
        buf_cut(&text, 0, 3);
    js_push_utf8_take(ctx, &text);
    if (is_typescript(path)) {
        check_may_strip(ctx, path);
        load_strip_types(ctx, -1, 0);
    }
    return 1;
}

/* [ text filename params ] -> [ function ]: the text as the body of a function with these
 * parameters, on the same line numbers */
static duk_ret_t js_compile_function(duk_context *ctx)
{
    load_compile_function(ctx, 0, 1, js_get_str(ctx, 2));
    return 1;
}

/* [ text filename ] -> [ text ]: TypeScript without its types */
static duk_ret_t js_strip_types(duk_context *ctx)
{
    load_strip_types(ctx, 0, 1);
    return 1;
}

/* [ text filename ] -> [ value ]: the text as a program in the global scope */
static duk_ret_t js_run_script(duk_context *ctx)
{
    load_compile_script(ctx, 0, 1);
    duk_call(ctx, 0);
    return 1;
}

/* [ name ] -> [ bool ]: is the builtin module there under "node:" only? */
static duk_ret_t js_is_prefix_only(duk_context *ctx)
{
    duk_push_boolean(ctx, natives_is_prefix_only(js_get_str(ctx, 0)));
    return 1;
}

/* [ path ] -> [ 0 a file, 1 a folder, or a negative number ] */
static duk_ret_t js_stat(duk_context *ctx)
{
    FsKind kind = fs_kind(js_to_utf8(ctx, 0).ptr);

    duk_push_int(ctx, kind == FS_FILE ? 0 : kind == FS_DIR ? 1 : UV_ENOENT);
    return 1;
}

static void add_path(duk_context *ctx, Str path)
{
    js_push_utf8(ctx, path);
    duk_put_prop_index(ctx, -2, (duk_uarridx_t)duk_get_length(ctx, -2));
}

/* [ ] -> [ array ]: NODE_PATH and the folders of old, as Module.globalPaths lists them */
static duk_ret_t js_global_paths(duk_context *ctx)
{
    Runtime *rt = js_runtime(ctx);
    Str rest = str_of(getenv("NODE_PATH")), home = str_of(getenv("HOME")), dir;

    duk_push_array(ctx);
    while (rest.len > 0 && str_next(&rest, ':', &dir)) {
        if (dir.len > 0)
            add_path(ctx, dir);
    }
    if (home.len > 0) {
        add_path(ctx, path_join(&rt->arena, home, STR(".node_modules")));
        add_path(ctx, path_join(&rt->arena, home, STR(".node_libraries")));
    }
    dir = path_dirname(path_dirname(str_of(rt->exec_path)));
    add_path(ctx, path_join(&rt->arena, dir, STR("lib/node")));
    return 1;
}

/* [ ] -> [ array ]: the conditions that -C names */
static duk_ret_t js_user_conditions(duk_context *ctx)
{
    Runtime *rt = js_runtime(ctx);

    duk_push_array(ctx);
    for (int i = 0; i < rt->n_conditions; i++) {
        js_push_utf8(ctx, str_of(rt->conditions[i]));
        duk_put_prop_index(ctx, -2, (duk_uarridx_t)i);
    }
    return 1;
}

/* [ dir ] -> [ { name, main, type } | false ]: the folder's package.json */
static duk_ret_t js_read_package(duk_context *ctx)
{
    const PackageJson *p =
        package_json_in(&modules_resolver(ctx)->packages, js_to_utf8(ctx, 0));

    if (p == NULL) {
        duk_push_false(ctx);
        return 1;
    }
    if (p->error != NULL)
        return js_throw_node(ctx, "Error", "ERR_INVALID_PACKAGE_CONFIG",
                             "Invalid package config %s.", p->path);
    duk_push_object(ctx);
    put_str(ctx, "name", p->name);
    put_str(ctx, "main", p->main);
    put_str(ctx, "type",
            p->type == PACKAGE_TYPE_MODULE ? STR("module") : STR("commonjs"));
    return 1;
}

void js_init_modules(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "resolve", js_resolve, 4, 0 },
        { "resolveIn", js_resolve_in, 4, 0 },
        { "resolvePath", js_resolve_path, 3, 0 },
        { "packageType", js_package_type, 1, 0 },
        { "readSource", js_read_source, 1, 0 },
        { "compileFunction", js_compile_function, 3, 0 },
        { "runScript", js_run_script, 2, 0 },
        { "stripTypes", js_strip_types, 2, 0 },
        { "isPrefixOnly", js_is_prefix_only, 1, 0 },
        { "stat", js_stat, 1, 0 },
        { "globalPaths", js_global_paths, 0, 0 },
        { "userConditions", js_user_conditions, 0, 0 },
        { "readPackage", js_read_package, 1, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
    modules_put_esm(ctx);
}
