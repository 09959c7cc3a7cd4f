/* natives.c: finding and loading the builtin modules. */
#include "runtime/natives.h"

#include "common/bug.h"
#include "runtime/engine/image.h"
#include "runtime/engine/bind.h"
#include "runtime/engine/error.h"
#include "runtime/node/intl/intl.h"
#include "runtime/runtime.h"

/* Made by scripts/embed_js.c. */
extern const unsigned char natives_blob[];
extern const char natives_names[];
extern const uint32_t natives_index[][3]; /* name, code, length */
extern const int natives_count;

static const struct {
    const char *name;
    void (*init)(duk_context *ctx);
} bindings[] = {
#define X(name) { #name, js_init_##name },
    NATIVE_BINDINGS(X)
#undef X
};

static const struct {
    const char *global, *module, *member;
} lazy_globals[] = {
#define X(global, module, member) { global, module, member },
    LAZY_GLOBALS(X)
#undef X
};

static int find_module(Str name)
{
    for (int i = 0; i < natives_count; i++) {
        if (str_is(name, natives_names + natives_index[i][0]))
            return i;
    }
    return -1;
}

bool natives_is_public(Str name)
{
    return !str_starts(name, STR("internal/")) && find_module(name) >= 0;
}

bool natives_is_prefix_only(Str name)
{
    static const char *const names[] = { PREFIX_ONLY_MODULES };

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (str_is(name, names[i]))
            return true;
    }
    return false;
}

/* [ name ] -> [ binding ] */
static duk_ret_t js_internal_binding(duk_context *ctx)
{
    const char *name = duk_require_string(ctx, 0);

    js_stash_get(ctx, "bindings");
    if (duk_get_prop_string(ctx, -1, name))
        return 1;
    duk_pop(ctx);
    for (size_t i = 0; i < ARRAY_LEN(bindings); i++) {
        if (strcmp(bindings[i].name, name) != 0)
            continue;
        bindings[i].init(ctx);
        duk_dup_top(ctx);
        duk_put_prop_string(ctx, -3, name);
        return 1;
    }
    return js_throw_node(ctx, "Error", "ERR_INVALID_MODULE", "No such binding: %s", name);
}

/* [ name ] -> [ exports ] */
static duk_ret_t js_internal_require(duk_context *ctx)
{
    natives_require(ctx, duk_require_string(ctx, 0));
    return 1;
}

/* Pushes the module's function. */
static void push_module_function(duk_context *ctx, int i)
{
    duk_push_sprintf(ctx, "node:%s", natives_names + natives_index[i][0]);
    if (!image_push(ctx, natives_blob + natives_index[i][1], natives_index[i][2], -1))
        (void)duk_error(ctx, DUK_ERR_ERROR, "a builtin module that isn't whole");
    duk_remove(ctx, -2);
}

void natives_require(duk_context *ctx, const char *name)
{
    int i;

    duk_require_stack(ctx, 12);
    js_stash_get(ctx, "natives");
    if (duk_get_prop_string(ctx, -1, name)) {
        duk_get_prop_string(ctx, -1, "exports");
        duk_replace(ctx, -3);
        duk_pop(ctx);
        return;
    }
    duk_pop(ctx);
    i = find_module(str_of(name));
    if (i < 0) {
        js_throw_node(ctx, "Error", "MODULE_NOT_FOUND", "No such built-in module: %s",
                      name);
        return;
    }
    /* The module is known before it runs: cycles see what is there so far. */
    duk_push_object(ctx);
    duk_push_object(ctx);
    duk_put_prop_string(ctx, -2, "exports");
    duk_push_string(ctx, name);
    duk_put_prop_string(ctx, -2, "id");
    duk_dup_top(ctx);
    duk_put_prop_string(ctx, -3, name);
    push_module_function(ctx, i);
    duk_get_prop_string(ctx, -2, "exports");
    js_stash_get(ctx, "require");
    duk_dup(ctx, -4);
    js_stash_get(ctx, "internalBinding");
    if (duk_pcall(ctx, 4) != 0) {
        duk_del_prop_string(ctx, -3, name); /* the next try loads it again */
        (void)duk_throw(ctx);
    }
    duk_pop(ctx);
    duk_get_prop_string(ctx, -1, "exports");
    duk_replace(ctx, -3);
    duk_pop(ctx);
}

/* ---- Lazy globals ---- */

#define GLOBAL_FLAGS                                                                    \
    (DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WRITABLE | DUK_DEFPROP_SET_CONFIGURABLE | \
     DUK_DEFPROP_CLEAR_ENUMERABLE | DUK_DEFPROP_FORCE)

/* Puts the value on top in the accessor's place. */
static void settle_global(duk_context *ctx, int i)
{
    duk_push_global_object(ctx);
    duk_push_string(ctx, lazy_globals[i].global);
    duk_dup(ctx, -3);
    duk_def_prop(ctx, -3, GLOBAL_FLAGS);
    duk_pop(ctx);
}

/* [ ] -> [ value ] */
static duk_ret_t js_get_lazy(duk_context *ctx)
{
    int i = duk_get_current_magic(ctx);

    natives_require(ctx, lazy_globals[i].module);
    if (lazy_globals[i].member != NULL)
        duk_get_prop_string(ctx, -1, lazy_globals[i].member);
    settle_global(ctx, i);
    return 1;
}

/* [ value ] -> [ ] */
static duk_ret_t js_set_lazy(duk_context *ctx)
{
    settle_global(ctx, duk_get_current_magic(ctx));
    return 0;
}

static void define_lazy_globals(duk_context *ctx)
{
    duk_push_global_object(ctx);
    for (size_t i = 0; i < ARRAY_LEN(lazy_globals); i++) {
        if (find_module(str_of(lazy_globals[i].module)) < 0)
            continue;
        duk_push_string(ctx, lazy_globals[i].global);
        duk_push_c_function(ctx, js_get_lazy, 0);
        duk_set_magic(ctx, -1, (duk_int_t)i);
        duk_push_c_function(ctx, js_set_lazy, 1);
        duk_set_magic(ctx, -1, (duk_int_t)i);
        duk_def_prop(ctx, -4,
                     DUK_DEFPROP_HAVE_GETTER | DUK_DEFPROP_HAVE_SETTER |
                         DUK_DEFPROP_SET_CONFIGURABLE | DUK_DEFPROP_CLEAR_ENUMERABLE |
                         DUK_DEFPROP_FORCE);
    }
    duk_pop(ctx);
}

/* [ ] -> [ array of names ] that user code may require */
static duk_ret_t js_builtin_names(duk_context *ctx)
{
    duk_uarridx_t n = 0;

    duk_push_array(ctx);
    for (int i = 0; i < natives_count; i++) {
        Str name = str_of(natives_names + natives_index[i][0]);

        if (!natives_is_public(name))
            continue;
        duk_push_lstring(ctx, name.ptr, name.len);
        duk_put_prop_index(ctx, -2, n++);
    }
    return 1;
}

/* [ ] -> [ ]: collects garbage (--expose-gc) */
static duk_ret_t js_gc(duk_context *ctx)
{
    duk_gc(ctx, 0);
    duk_gc(ctx, 0); /* what finalizers let go */
    return 0;
}

void natives_expose_gc(duk_context *ctx)
{
    duk_push_global_object(ctx);
    duk_push_string(ctx, "gc");
    js_push_function(ctx, "gc", js_gc, 0);
    duk_def_prop(ctx, -3, GLOBAL_FLAGS);
    duk_pop(ctx);
}

void natives_install(duk_context *ctx)
{
    duk_push_bare_object(ctx);
    js_stash_put(ctx, "natives");
    duk_push_bare_object(ctx);
    js_stash_put(ctx, "bindings");
    js_push_function(ctx, "internalBinding", js_internal_binding, 1);
    js_stash_put(ctx, "internalBinding");
    js_push_function(ctx, "require", js_internal_require, 1);
    js_push_function(ctx, "builtinNames", js_builtin_names, 0);
    duk_put_prop_string(ctx, -2, "builtinNames");
    js_stash_put(ctx, "require");
    duk_push_global_object(ctx);
    duk_push_string(ctx, "global");
    duk_dup(ctx, -2);
    duk_def_prop(ctx, -3, GLOBAL_FLAGS);
    duk_pop(ctx);
    define_lazy_globals(ctx);
    intl_install(ctx);
}
