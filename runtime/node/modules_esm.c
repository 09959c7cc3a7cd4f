/* modules_esm.c: the part of internalBinding('modules') that ECMAScript modules need
 * (internal/modules/esm*.js). */
#include "common/fs.h"
#include "common/path.h"
#include "runtime/engine/bind.h"
#include "runtime/engine/error.h"
#include "runtime/engine/internals.h"
#include "runtime/compiler/compile.h"
#include "runtime/modules/cjs_names.h"
#include "runtime/modules/load.h"
#include "runtime/natives.h"
#include "runtime/node/modules.h"
#include "runtime/runtime.h"

/* Marks the handler of a namespace's proxy. */

/* [ text url ] -> [ [function, tables…] ]: see compiler/lower_module.c */
static duk_ret_t js_compile_module(duk_context *ctx)
{
    load_compile_module(ctx, 0, 1);
    return 1;
}

static void push_names(duk_context *ctx, const NameEntry *list)
{
    duk_uarridx_t n = 0;

    duk_push_array(ctx);
    for (; list != NULL; list = list->next) {
        duk_push_lstring(ctx, list->text.ptr, list->text.len);
        duk_put_prop_index(ctx, -2, n++);
    }
}

typedef struct {
    Arena arena;
    CjsNames names;
} NamesOf;

static duk_ret_t push_both(duk_context *ctx, void *udata)
{
    const NamesOf *n = udata;

    duk_push_array(ctx);
    push_names(ctx, n->names.names);
    duk_put_prop_index(ctx, -2, 0);
    push_names(ctx, n->names.reexports);
    duk_put_prop_index(ctx, -2, 1);
    return 1;
}

/* [ text ] -> [ [names, requests] ] of a CommonJS module */
static duk_ret_t js_commonjs_names(duk_context *ctx)
{
    NamesOf n = { 0 };
    int rc;

    cjs_names(&n.arena, js_get_str(ctx, 0), &n.names);
    rc = duk_safe_call(ctx, push_both, &n, 0, 1);
    arena_release(&n.arena);
    if (rc != DUK_EXEC_SUCCESS)
        return duk_throw(ctx);
    return 1;
}

/* [ text ] -> [ bool ]: is it a module, by its syntax? */
static duk_ret_t js_is_module_text(duk_context *ctx)
{
    Arena a = { 0 };
    bool is = text_is_module(&a, js_get_str(ctx, 0));

    arena_release(&a);
    duk_push_boolean(ctx, is);
    return 1;
}

/* [ target handler ] -> [ namespace ] */
static duk_ret_t js_make_namespace(duk_context *ctx)
{
    duk_push_true(ctx);
    duk_put_prop_literal(ctx, 1, ENGINE_NAMESPACE);
    duk_push_proxy(ctx, 0);
    return 1;
}

bool modules_is_namespace(duk_context *ctx, duk_idx_t i)
{
    bool is;

    if (!engine_push_proxy(ctx, i))
        return false;
    is = duk_is_object(ctx, -1) && duk_has_prop_literal(ctx, -1, ENGINE_NAMESPACE);
    duk_pop_2(ctx);
    return is;
}

/* [ path ] -> [ path ]: by its real name, unless names are to be kept */
static duk_ret_t js_real_path(duk_context *ctx)
{
    Resolver *r = modules_resolver(ctx);
    Str real;

    if (!r->preserve_symlinks &&
        fs_realpath(r->arena, js_to_utf8(ctx, 0).ptr, &real, NULL) == 0)
        js_push_utf8(ctx, real);
    return 1;
}

/* [ dir path ] -> [ path ] */
static duk_ret_t js_join_path(duk_context *ctx)
{
    Arena a = { 0 };
    Str tail = js_to_utf8(ctx, 1), path = path_resolve(&a, js_to_utf8(ctx, 0), tail);
    bool slash = path.len > 1 &&
                 (str_ends(tail, STR("/")) || str_ends(tail, STR("/.")) ||
                  str_ends(tail, STR("/..")) || str_is(tail, ".") || str_is(tail, ".."));

    js_push_utf8(ctx,
                 path); /* plain characters only: nothing here throws but for memory */
    arena_release(&a);
    if (slash) {
        duk_push_literal(ctx, "/");
        duk_concat(ctx, 2);
    }
    return 1;
}

/* [ name dir ] -> [ path | null ]: the folder of a package, upwards from dir */
static duk_ret_t js_find_package(duk_context *ctx)
{
    Resolver *r = modules_resolver(ctx);
    Str name = js_to_utf8(ctx, 0), dir = js_to_utf8(ctx, 1);

    for (;;) {
        Str found =
                path_join(r->arena, path_join(r->arena, dir, STR("node_modules")), name),
            up = path_dirname(dir);

        if (fs_is_dir(found.ptr)) {
            js_push_utf8(ctx, found);
            return 1;
        }
        if (up.len == dir.len)
            break;
        dir = up;
    }
    duk_push_null(ctx);
    return 1;
}

/* [ error ] -> [ ]: as if nobody had caught it */
static duk_ret_t js_throw_uncaught(duk_context *ctx)
{
    js_uncaught_from(ctx, "unhandledRejection");
    return 0;
}

void modules_put_esm(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "compileModule", js_compile_module, 2, 0 },
        { "commonjsNames", js_commonjs_names, 1, 0 },
        { "isModuleText", js_is_module_text, 1, 0 },
        { "makeNamespace", js_make_namespace, 2, 0 },
        { "realPath", js_real_path, 1, 0 },
        { "joinPath", js_join_path, 2, 0 },
        { "findPackage", js_find_package, 2, 0 },
        { "throwUncaught", js_throw_uncaught, 1, 0 },
        { NULL, NULL, 0, 0 },
    };

    js_put_functions(ctx, fns);
}

/* [ referrer specifier options ] -> [ promise ] */
static duk_ret_t js_import(duk_context *ctx)
{
    natives_require(ctx, "internal/modules/esm");
    duk_get_prop_literal(ctx, -1, "dynamicImport");
    duk_insert(ctx, 0);
    duk_pop(ctx);
    duk_call(ctx, 3);
    return 1;
}

void modules_install_import(duk_context *ctx)
{
    duk_push_c_function(ctx, js_import, 3);
    engine_define_helper(ctx, LOWERED_PREFIX "import");
}
