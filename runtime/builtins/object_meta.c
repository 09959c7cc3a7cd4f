/* object_meta.c: Object's methods about prototypes, descriptors and integrity, and
 * Object.prototype. */
#include "runtime/builtins/install.h"
#include "runtime/builtins/array_private.h"
#include "runtime/engine/internals.h"
#include "runtime/engine/meta.h"

/* [ … key ]: why a property could not be defined on the object at i. */
static _Noreturn void not_defined(duk_context *ctx, duk_idx_t i, duk_idx_t key)
{
    const char *name = builtin_describe(ctx, key);

    if (meta_is_proxy(ctx, i))
        builtin_type_error(
            ctx, "'defineProperty' on proxy: trap returned falsish for property '%s'",
            name);
    if (meta_has_own(ctx, i, key))
        builtin_type_error(ctx, "Cannot redefine property: %s", name);
    builtin_type_error(ctx, "Cannot define property %s, object is not extensible", name);
}

/* [ key descriptor ] -> [ ] */
static void define(duk_context *ctx, duk_idx_t i)
{
    duk_idx_t key = duk_get_top(ctx) - 2;

    duk_dup(ctx, key);
    duk_dup(ctx, key + 1);
    if (!meta_define(ctx, i))
        not_defined(ctx, i, key);
    duk_set_top(ctx, key);
}

/* ToPropertyDescriptor for all first, then definition: [ properties ] -> [ ] */
static void define_all(duk_context *ctx, duk_idx_t i)
{
    duk_idx_t props = duk_get_top_index(ctx);
    duk_uarridx_t n;

    duk_to_object(ctx, props);
    meta_own_keys(ctx, props, META_STRINGS | META_SYMBOLS);
    n = (duk_uarridx_t)duk_get_length(ctx, -1);
    duk_push_array(ctx); /* [ properties keys list ] */
    for (duk_uarridx_t k = 0; k < n; k++) {
        MetaDescriptor d;

        duk_get_prop_index(ctx, props + 1, k);
        if (meta_is_enumerable(ctx, props, props + 3)) {
            duk_dup_top(ctx);
            array_append(ctx, props + 2);
            duk_get_prop(ctx, props);
            meta_read_descriptor(ctx, -1, &d);
            duk_set_top(ctx, props + 4);
            array_append(ctx, props + 2);
        }
        duk_set_top(ctx, props + 3);
    }
    n = (duk_uarridx_t)duk_get_length(ctx, props + 2);
    for (duk_uarridx_t k = 0; k < n; k += 2) {
        duk_get_prop_index(ctx, props + 2, k);
        duk_get_prop_index(ctx, props + 2, k + 1);
        define(ctx, i);
    }
    duk_set_top(ctx, props);
}

static void require_object(duk_context *ctx, duk_idx_t i, const char *method)
{
    if (!builtin_is_object(ctx, i))
        builtin_type_error(ctx, "%s called on non-object", method);
}

/* [ object key descriptor ] -> [ object ] */
static duk_ret_t define_property(duk_context *ctx)
{
    require_object(ctx, 0, "Object.defineProperty");
    meta_to_key(ctx, 1);
    define(ctx, 0);
    return 1;
}

/* [ object properties ] -> [ object ] */
static duk_ret_t define_properties(duk_context *ctx)
{
    require_object(ctx, 0, "Object.defineProperties");
    define_all(ctx, 0);
    return 1;
}

/* [ prototype properties ] -> [ object ] */
static duk_ret_t object_create(duk_context *ctx)
{
    if (!duk_is_null(ctx, 0) && !builtin_is_object(ctx, 0))
        builtin_type_error(ctx, "Object prototype may only be an Object or null: %s",
                           builtin_describe(ctx, 0));
    duk_push_object(ctx);
    if (duk_is_null(ctx, 0))
        duk_push_undefined(ctx);
    else
        duk_dup(ctx, 0);
    duk_set_prototype(ctx, 2);
    if (!duk_is_undefined(ctx, 1)) {
        duk_dup(ctx, 1);
        define_all(ctx, 2);
    }
    return 1;
}

/* [ object ] -> [ prototype ] */
static duk_ret_t get_prototype_of(duk_context *ctx)
{
    duk_to_object(ctx, 0);
    meta_get_prototype(ctx, 0);
    return 1;
}

static void set_prototype(duk_context *ctx, duk_idx_t i, duk_idx_t proto)
{
    duk_dup(ctx, proto);
    if (meta_set_prototype(ctx, i))
        return;
    if (meta_is_proxy(ctx, i))
        builtin_type_error(
            ctx, "'setPrototypeOf' on proxy: trap returned falsish for property "
                 "'undefined'");
    if (!meta_is_extensible(ctx, i))
        builtin_type_error(ctx, "%s is not extensible", builtin_describe(ctx, i));
    duk_get_global_literal(ctx, "Object");
    duk_get_prop_literal(ctx, -1, "prototype");
    if (duk_strict_equals(ctx, -1, i))
        builtin_type_error(ctx,
                           "Immutable prototype object 'Object.prototype' cannot have "
                           "their prototype set");
    builtin_type_error(ctx, "Cyclic __proto__ value");
}

/* [ object prototype ] -> [ object ] */
static duk_ret_t set_prototype_of(duk_context *ctx)
{
    if (duk_is_null_or_undefined(ctx, 0))
        builtin_type_error(ctx, "Object.setPrototypeOf called on null or undefined");
    if (!duk_is_null(ctx, 1) && !builtin_is_object(ctx, 1))
        builtin_type_error(ctx, "Object prototype may only be an Object or null: %s",
                           builtin_describe(ctx, 1));
    if (builtin_is_object(ctx, 0))
        set_prototype(ctx, 0, 1);
    duk_set_top(ctx, 1);
    return 1;
}

/* [ object key ] -> [ descriptor ] */
static duk_ret_t get_descriptor(duk_context *ctx)
{
    duk_to_object(ctx, 0);
    meta_get_own(ctx, 0);
    return 1;
}

/* [ object ] -> [ keys ]; magic: which */
static duk_ret_t get_keys(duk_context *ctx)
{
    duk_to_object(ctx, 0);
    meta_own_keys(ctx, 0, duk_get_current_magic(ctx));
    return 1;
}

enum { PREVENT, SEAL, FREEZE };

/* [ object ] -> [ object ]; magic: which */
static duk_ret_t close_object(duk_context *ctx)
{
    int which = duk_get_current_magic(ctx);
    bool ok;

    if (!builtin_is_object(ctx, 0))
        return 1;
    ok = which == PREVENT ? meta_prevent_extensions(ctx, 0)
                          : meta_seal(ctx, 0, which == FREEZE);
    if (!ok)
        builtin_type_error(ctx, "'preventExtensions' on proxy: trap returned falsish");
    return 1;
}

/* [ object ] -> [ bool ]; magic: which */
static duk_ret_t is_closed(duk_context *ctx)
{
    int which = duk_get_current_magic(ctx);
    bool closed = true;

    if (builtin_is_object(ctx, 0))
        closed = which == PREVENT ? !meta_is_extensible(ctx, 0)
                                  : meta_is_sealed(ctx, 0, which == FREEZE);
    duk_push_boolean(ctx, which == PREVENT ? !closed : closed);
    return 1;
}

/* ---- Object.prototype ---- */

/* [ key ] -> [ bool ] */
static duk_ret_t has_own_property(duk_context *ctx)
{
    meta_to_key(ctx, 0);
    builtin_push_this_object(ctx, "Object.prototype.hasOwnProperty");
    duk_push_boolean(ctx, meta_has_own(ctx, 1, 0));
    return 1;
}

/* [ key ] -> [ bool ] */
static duk_ret_t property_is_enumerable(duk_context *ctx)
{
    meta_to_key(ctx, 0);
    builtin_push_this_object(ctx, "Object.prototype.propertyIsEnumerable");
    duk_push_boolean(ctx, meta_is_enumerable(ctx, 1, 0));
    return 1;
}

/* [ object ] -> [ bool ] */
static duk_ret_t is_prototype_of(duk_context *ctx)
{
    if (!builtin_is_object(ctx, 0)) {
        duk_push_false(ctx);
        return 1;
    }
    builtin_push_this_object(ctx, "Object.prototype.isPrototypeOf");
    duk_dup(ctx, 0);
    for (;;) {
        meta_get_prototype(ctx, -1);
        if (duk_is_null(ctx, -1) || duk_strict_equals(ctx, -1, 1)) {
            duk_push_boolean(ctx, !duk_is_null(ctx, -1));
            return 1;
        }
        duk_remove(ctx, -2);
    }
}

/* The tag that an object has by what it is inside. */
static const char *builtin_tag(duk_context *ctx, duk_idx_t i)
{
    static const char *const known[] = { "Arguments", "Boolean", "Date",   "Error",
                                         "Number",    "RegExp",  "String", "Function" };
    const char *class;

    if (array_is(ctx, i))
        return "Array";
    if (duk_is_function(ctx, i))
        return "Function";
    class = engine_class(ctx, i);
    for (size_t k = 0; class != NULL && k < sizeof known / sizeof *known; k++) {
        if (strcmp(class, known[k]) == 0)
            return known[k];
    }
    return "Object";
}

/* [ ] -> [ text ] */
static duk_ret_t object_to_string(duk_context *ctx)
{
    const char *tag;

    duk_push_this(ctx);
    if (duk_is_null_or_undefined(ctx, 0)) {
        duk_push_string(ctx,
                        duk_is_null(ctx, 0) ? "[object Null]" : "[object Undefined]");
        return 1;
    }
    duk_to_object(ctx, 0);
    tag = builtin_tag(ctx, 0);
    duk_get_prop_literal(ctx, 0, DUK_WELLKNOWN_SYMBOL("Symbol.toStringTag"));
    if (duk_is_string(ctx, 1) && !duk_is_symbol(ctx, 1)) {
        duk_push_literal(ctx, "[object ");
        duk_dup(ctx, 1);
        duk_push_literal(ctx, "]");
        duk_concat(ctx, 3);
    } else {
        duk_push_sprintf(ctx, "[object %s]", tag);
    }
    return 1;
}

/* [ ] -> [ text ] */
static duk_ret_t object_to_locale_string(duk_context *ctx)
{
    duk_push_this(ctx);
    if (duk_is_null_or_undefined(ctx, 0))
        builtin_type_error(ctx,
                           "Object.prototype.toLocaleString called on null or undefined");
    duk_get_prop_literal(ctx, 0, "toString");
    duk_dup(ctx, 0);
    duk_call_method(ctx, 0);
    return 1;
}

/* [ ] -> [ this ] */
static duk_ret_t object_value_of(duk_context *ctx)
{
    builtin_push_this_object(ctx, "Object.prototype.valueOf");
    return 1;
}

/* [ key function ] -> [ ]; magic: 0 a getter, 1 a setter */
static duk_ret_t define_accessor(duk_context *ctx)
{
    bool set = duk_get_current_magic(ctx) != 0;

    builtin_push_this_object(ctx, set ? "Object.prototype.__defineSetter__"
                                      : "Object.prototype.__defineGetter__");
    if (!duk_is_function(ctx, 1))
        builtin_type_error(ctx, "Object.prototype.__define%s__: Expecting function",
                           set ? "Setter" : "Getter");
    meta_to_key(ctx, 0);
    duk_dup(ctx, 0);
    duk_push_object(ctx);
    duk_dup(ctx, 1);
    duk_put_prop_string(ctx, -2, set ? "set" : "get");
    duk_push_true(ctx);
    duk_put_prop_literal(ctx, -2, "enumerable");
    duk_push_true(ctx);
    duk_put_prop_literal(ctx, -2, "configurable");
    define(ctx, 2);
    return 0;
}

/* [ key ] -> [ function | undefined ]; magic: as above */
static duk_ret_t lookup_accessor(duk_context *ctx)
{
    bool set = duk_get_current_magic(ctx) != 0;

    builtin_push_this_object(ctx, set ? "Object.prototype.__lookupSetter__"
                                      : "Object.prototype.__lookupGetter__");
    meta_to_key(ctx, 0);
    while (!duk_is_null(ctx, 1)) {
        duk_dup(ctx, 0);
        meta_get_own(ctx, 1);
        if (!duk_is_undefined(ctx, -1)) {
            duk_get_prop_string(ctx, -1, set ? "set" : "get");
            return 1;
        }
        duk_pop(ctx);
        meta_get_prototype(ctx, 1);
        duk_replace(ctx, 1);
    }
    return 0;
}

/* [ ] -> [ prototype ] */
static duk_ret_t get_proto(duk_context *ctx)
{
    builtin_push_this_object(ctx, "Object.prototype.__proto__");
    meta_get_prototype(ctx, 0);
    return 1;
}

/* [ prototype ] -> [ ] */
static duk_ret_t set_proto(duk_context *ctx)
{
    duk_push_this(ctx);
    if (duk_is_null_or_undefined(ctx, 1))
        builtin_type_error(ctx, "Cannot convert undefined or null to object");
    if ((duk_is_null(ctx, 0) || builtin_is_object(ctx, 0)) && builtin_is_object(ctx, 1))
        set_prototype(ctx, 1, 0);
    return 0;
}

void object_meta_install(duk_context *ctx)
{
    static const ObjectFunction statics[] = {
        { "defineProperty", define_property, 3, 3, 0 },
        { "defineProperties", define_properties, 2, 2, 0 },
        { "create", object_create, 2, 2, 0 },
        { "getPrototypeOf", get_prototype_of, 1, 1, 0 },
        { "setPrototypeOf", set_prototype_of, 2, 2, 0 },
        { "getOwnPropertyDescriptor", get_descriptor, 2, 2, 0 },
        { "getOwnPropertyNames", get_keys, 1, 1, META_STRINGS },
        { "getOwnPropertySymbols", get_keys, 1, 1, META_SYMBOLS },
        { "preventExtensions", close_object, 1, 1, PREVENT },
        { "seal", close_object, 1, 1, SEAL },
        { "freeze", close_object, 1, 1, FREEZE },
        { "isExtensible", is_closed, 1, 1, PREVENT },
        { "isSealed", is_closed, 1, 1, SEAL },
        { "isFrozen", is_closed, 1, 1, FREEZE },
        { NULL, NULL, 0, 0, 0 },
    };
    static const ObjectFunction methods[] = {
        { "hasOwnProperty", has_own_property, 1, 1, 0 },
        { "propertyIsEnumerable", property_is_enumerable, 1, 1, 0 },
        { "isPrototypeOf", is_prototype_of, 1, 1, 0 },
        { "toString", object_to_string, 0, 0, 0 },
        { "toLocaleString", object_to_locale_string, 0, 0, 0 },
        { "valueOf", object_value_of, 0, 0, 0 },
        { "__defineGetter__", define_accessor, 2, 2, 0 },
        { "__defineSetter__", define_accessor, 2, 2, 1 },
        { "__lookupGetter__", lookup_accessor, 1, 1, 0 },
        { "__lookupSetter__", lookup_accessor, 1, 1, 1 },
        { NULL, NULL, 0, 0, 0 },
    };
    static const ObjectAccessor proto[] = { { "__proto__", get_proto, set_proto, 0 },
                                            { NULL, NULL, NULL, 0 } };

    duk_get_global_literal(ctx, "Object");
    object_put_functions(ctx, -1, statics);
    duk_get_prop_literal(ctx, -1, "prototype");
    object_put_functions(ctx, -1, methods);
    object_put_accessors(ctx, -1, proto);
    duk_pop_2(ctx);
}
