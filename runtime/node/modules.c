/* modules.c: internalBinding('modules'): resolution and compilation for the module loader
 * (internal/modules/cjs.js). */
#include <stdlib.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/path.h"
#include "runtime/engine/bind.h"
#include "runtime/engine/bytes.h"
#include "runtime/engine/error.h"
#include "runtime/modules/resolve.h"
#include "runtime/natives.h"
#include "runtime/runtime.h"

#define MAX_ITEMS 32
#define MAX_SOURCE ((size_t)512 << 20)

static Resolver *resolver_of(duk_context *ctx)
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
    r->preserve_symlinks = getenv("NODE_PRESERVE_SYMLINKS") != NULL;
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

static duk_ret_t finish(duk_context *ctx, int rc, Str out, const ResolveError *e)
{
    if (rc == 0) {
        js_push_utf8(ctx, out);
        return 1;
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
    Resolver *r = resolver_of(ctx);
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
    Resolver *r = resolver_of(ctx);
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
    Resolver *r = resolver_of(ctx);
    How h;
    Str out = STR("");
    char cwd[4096];
    Str path = js_to_utf8(ctx, 0);

    get_how(ctx, 1, &h);
    if (!path_is_absolute(path) && getcwd(cwd, sizeof cwd) != NULL)
        path = arena_strf(r->arena, "%s/" STR_FMT, cwd, STR_ARG(path));
    if (resolve_path(r, path, &h.how, &out) < 0)
        duk_push_null(ctx);
    else
        js_push_utf8(ctx, out);
    return 1;
}

/* [ dir ] -> [ "module" | "commonjs" | "" ]: the type of the package around */
static duk_ret_t js_package_type(duk_context *ctx)
{
    const PackageJson *p =
        package_json_scope(&resolver_of(ctx)->packages, js_to_utf8(ctx, 0));
    PackageType type = p ? p->type : PACKAGE_TYPE_NONE;

    duk_push_string(ctx, type == PACKAGE_TYPE_MODULE     ? "module"
                         : type == PACKAGE_TYPE_COMMONJS ? "commonjs"
                                                         : "");
    return 1;
}

/* [ path ] -> [ text ]: a source file, without its byte order mark */
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
    if (str_starts(buf_view(&text), STR("\xEF\xBB\xBF")))
        buf_cut(&text, 0, 3);
    js_push_utf8_take(ctx, &text);
    return 1;
}

/* [ text filename params ] -> [ function ]: the text as the body of a function with these
 * parameters, on the same line numbers */
static duk_ret_t js_compile_function(duk_context *ctx)
{
    Str text = js_get_str(ctx, 0), params = js_get_str(ctx, 2);

    /* A hashbang line is a comment. */
    duk_push_sprintf(ctx, "(function (%.*s) {%s", (int)params.len, params.ptr,
                     str_starts(text, STR("#!")) ? "//" : "");
    duk_dup(ctx, 0);
    duk_push_string(ctx, "\n})");
    duk_concat(ctx, 3);
    duk_dup(ctx, 1);
    duk_compile(ctx, DUK_COMPILE_EVAL);
    duk_call(ctx, 0);
    return 1;
}

/* [ text filename ] -> [ value ]: the text as a program in the global scope */
static duk_ret_t js_run_script(duk_context *ctx)
{
    duk_dup(ctx, 0);
    duk_dup(ctx, 1);
    duk_compile(ctx, DUK_COMPILE_EVAL);
    duk_call(ctx, 0);
    return 1;
}

/* [ name ] -> [ bool ] */
static duk_ret_t js_is_builtin(duk_context *ctx)
{
    duk_push_boolean(ctx, natives_is_public(js_get_str(ctx, 0)));
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
        { "isBuiltin", js_is_builtin, 1, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
}
