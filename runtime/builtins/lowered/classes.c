/* classes.c: helpers for classes, super, private names, construction. Members come as the
 * compiler writes them: see compiler/lower_class.c. */
#include "runtime/builtins/lowered/lowered.h"
#include "runtime/engine/internals.h"
#include "runtime/engine/meta.h"

/* Hidden properties of a class: what defines its instances' fields (see put_fields); its
 * own, as a list of kind, key, value. Its parent is its prototype. */
#define CLASS_FIELDS DUK_HIDDEN_SYMBOL("classFields")
#define CLASS_STATICS DUK_HIDDEN_SYMBOL("classStatics")

/* ---- Making a class ---- */

/* [ ] -> [ prototype parent ] for the heritage at 2 */
static void push_parents(duk_context *ctx, bool derived)
{
    if (!derived) {
        duk_push_object(ctx);
        duk_push_undefined(ctx);
        return;
    }
    if (duk_is_null(ctx, 2)) {
        duk_push_object(ctx);
        duk_push_undefined(ctx);
        duk_set_prototype(ctx, -2);
        duk_push_undefined(ctx);
        return;
    }
    if (!object_is_constructor(ctx, 2))
        builtin_type_error(ctx, "Class extends value %s is not a constructor or null",
                           builtin_describe(ctx, 2));
    duk_push_object(ctx);
    duk_get_prop_literal(ctx, 2, "prototype");
    if (duk_is_null(ctx, -1)) {
        duk_pop(ctx);
        duk_push_undefined(ctx);
    } else if (!builtin_is_object(ctx, -1)) {
        builtin_type_error(
            ctx, "Class extends value does not have valid prototype property %s",
            builtin_describe(ctx, -1));
    }
    duk_set_prototype(ctx, -2);
    duk_dup(ctx, 2);
}

/* [ ] -> [ constructor ] out of the members at 3 */
static void push_constructor(duk_context *ctx)
{
    duk_size_t n = duk_get_length(ctx, 3);

    for (duk_size_t i = 0; i < n; i += 3) {
        duk_get_prop_index(ctx, 3, (duk_uarridx_t)i);
        if (duk_get_int(ctx, -1) == MEMBER_CONSTRUCTOR) {
            duk_pop(ctx);
            duk_get_prop_index(ctx, 3, (duk_uarridx_t)(i + 2));
            return;
        }
        duk_pop(ctx);
    }
    builtin_type_error(ctx, "class without a constructor");
}

/* [ key function ] -> [ key function ] with its name, where it has none yet. */
static void name_by_key(duk_context *ctx, const char *prefix)
{
    duk_get_prop_literal(ctx, -1, "name");
    if (duk_is_string(ctx, -1) && duk_get_length(ctx, -1) > 0) {
        duk_pop(ctx);
        return;
    }
    duk_pop(ctx);
    if (duk_is_symbol(ctx, -2) || duk_get_length(ctx, -2) > 0)
        lowered_name_function(ctx, -1, -2, prefix);
}

/* [ key value ] -> [ ] onto the object at `to` */
static void put_method(duk_context *ctx, duk_idx_t to, int kind)
{
    static const char *const prefixes[] = { "", "get ", "set " };
    int plain = kind & 7;

    if (kind & MEMBER_PRIVATE) {
        duk_dup(ctx, -2);
        duk_insert(ctx, -3);
    } else {
        name_by_key(ctx, prefixes[plain]);
    }
    if (plain == MEMBER_METHOD)
        lowered_define_property(ctx, to, kind & MEMBER_PRIVATE ? 0 : OBJECT_WC);
    else
        duk_def_prop(ctx, to,
                     (plain == MEMBER_GET ? DUK_DEFPROP_HAVE_GETTER
                                          : DUK_DEFPROP_HAVE_SETTER) |
                         DUK_DEFPROP_CLEAR_ENUMERABLE | DUK_DEFPROP_SET_CONFIGURABLE);
    if (kind & MEMBER_PRIVATE)
        engine_mark_private(ctx, to, !(kind & MEMBER_STATIC));
}

/* [ value ] -> [ value ] under a hidden name of the class. */
static void put_hidden(duk_context *ctx, duk_idx_t class, const char *name)
{
    duk_push_string(ctx, name);
    duk_dup(ctx, -2);
    duk_def_prop(ctx, class,
                 DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WRITABLE |
                     DUK_DEFPROP_CLEAR_ENUMERABLE | DUK_DEFPROP_SET_CONFIGURABLE);
}

/* [ item ] -> [ ]: what an instance gets: a function for fields, an array of their keys
 * and values, the key of its brand, which comes first. The only one by itself, several,
 * or an array, as an array. */
static void put_fields(duk_context *ctx, duk_idx_t class)
{
    duk_idx_t item = duk_get_top_index(ctx);

    if (!engine_own_data(ctx, class, CLASS_FIELDS)) {
        if (duk_is_array(ctx, item)) {
            duk_push_bare_array(ctx);
            duk_insert(ctx, item);
            duk_put_prop_index(ctx, item, 0);
        }
        put_hidden(ctx, class, CLASS_FIELDS);
        duk_pop(ctx);
        return;
    }
    if (!duk_is_array(ctx, -1)) {
        duk_push_bare_array(ctx);
        duk_insert(ctx, -2);
        duk_put_prop_index(ctx, -2, 0);
        put_hidden(ctx, class, CLASS_FIELDS);
    }
    duk_dup(ctx, item);
    duk_put_prop_index(ctx, -2, (duk_uarridx_t)duk_get_length(ctx, -2));
    duk_set_top(ctx, item);
}

/* [ kind key value ] -> [ ] at the end of the list of static fields and blocks. */
static void put_static(duk_context *ctx, duk_idx_t class)
{
    duk_uarridx_t n;

    if (!engine_own_data(ctx, class, CLASS_STATICS)) {
        duk_push_bare_array(ctx);
        put_hidden(ctx, class, CLASS_STATICS);
    }
    duk_insert(ctx, -4);
    n = (duk_uarridx_t)duk_get_length(ctx, -4);
    duk_put_prop_index(ctx, -4, n + 2);
    duk_put_prop_index(ctx, -3, n + 1);
    duk_put_prop_index(ctx, -2, n);
    duk_pop(ctx);
}

/* One member, of the list at 3, onto the class and prototype at 4 and 5. */
static void put_member(duk_context *ctx, duk_size_t i)
{
    int kind;

    duk_get_prop_index(ctx, 3, (duk_uarridx_t)i);
    kind = duk_get_int(ctx, -1);
    duk_get_prop_index(ctx, 3, (duk_uarridx_t)(i + 1));
    duk_get_prop_index(ctx, 3, (duk_uarridx_t)(i + 2));
    switch (kind & 7) {
    case MEMBER_KEY:
    case MEMBER_CONSTRUCTOR: duk_pop_3(ctx); break;
    case MEMBER_BRAND:
        duk_pop_3(ctx);
        engine_push_brand(ctx, 5);
        put_fields(ctx, 4);
        break;
    case MEMBER_FIELD:
    case MEMBER_BLOCK:
        if (kind & MEMBER_STATIC) {
            put_static(ctx, 4);
        } else {
            put_fields(ctx, 4);
            duk_pop_2(ctx);
        }
        break;
    default:
        put_method(ctx, kind & MEMBER_STATIC ? 4 : 5, kind);
        duk_pop(ctx);
        break;
    }
}

/* [ name derived? heritage members ] -> [ class ] */
static duk_ret_t make_class(duk_context *ctx)
{
    duk_size_t n = duk_get_length(ctx, 3);

    duk_require_stack(ctx, 24);
    push_constructor(ctx);                       /* 4 */
    push_parents(ctx, duk_get_int(ctx, 1) != 0); /* 5: prototype, 6: parent */
    if (!duk_is_undefined(ctx, 6)) {
        duk_dup(ctx, 6);
        duk_set_prototype(ctx, 4);
    }
    duk_push_literal(ctx, "prototype");
    duk_dup(ctx, 5);
    duk_def_prop(ctx, 4,
                 DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_CLEAR_WEC | DUK_DEFPROP_FORCE);
    engine_order_class(ctx, 4);
    duk_push_literal(ctx, "constructor");
    duk_dup(ctx, 4);
    lowered_define_property(ctx, 5, OBJECT_WC);
    for (duk_size_t i = 0; i < n; i += 3)
        put_member(ctx, i);
    duk_dup(ctx, 4);
    return 1;
}

/* ---- Fields ---- */

/* [ key value ] -> [ ]: CreateDataPropertyOrThrow of a proxy. */
static void define_by_proxy(duk_context *ctx, duk_idx_t to)
{
    static const char *const flags[] = { "writable", "enumerable", "configurable" };

    duk_push_object(ctx);
    duk_insert(ctx, -2);
    duk_put_prop_literal(ctx, -2, "value");
    for (int i = 0; i < 3; i++) {
        duk_push_true(ctx);
        duk_put_prop_string(ctx, -2, flags[i]);
    }
    if (!meta_define(ctx, to))
        builtin_type_error(ctx, "'defineProperty' on proxy: trap returned falsish");
}

/* [ key value ]: TypeError: … twice on the same object; what: "private methods of class
 * x", "#x" */
_Noreturn static void refuse_twice(duk_context *ctx, bool brand)
{
    if (brand) {
        duk_get_prop_literal(ctx, -1, "constructor");
        duk_get_prop_literal(ctx, -1, "name");
        builtin_type_error(
            ctx, "Cannot initialize private methods of class %s twice on the same object",
            duk_get_string_default(ctx, -1, ""));
    }
    engine_push_private_name(ctx, -2);
    builtin_type_error(ctx, "Cannot initialize #%s twice on the same object",
                       duk_get_string(ctx, -1));
}

/* [ key value ] -> [ ] */
static void define_field(duk_context *ctx, duk_idx_t to, bool is_private)
{
    if (is_private) {
        if (!engine_add_private(ctx, to, false))
            refuse_twice(ctx, false);
    } else if (meta_is_proxy(ctx, to)) {
        define_by_proxy(ctx, to);
    } else if (!engine_define_plain(ctx, to)) {
        lowered_define_property(ctx, to, OBJECT_WC | OBJECT_E);
    }
}

/* Hidden symbols begin like no text does. */
static bool is_private_key(duk_context *ctx, duk_idx_t i)
{
    const char *key = duk_is_symbol(ctx, i) ? duk_get_string(ctx, i) : NULL;

    return key != NULL && (unsigned char)key[0] == 0xff && key[1] == '#';
}

/* [ object key value key value … ] */
static duk_ret_t define_fields(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx);

    duk_require_stack(ctx, 16);
    for (duk_idx_t i = 1; i + 1 < n; i += 2) {
        duk_dup(ctx, i);
        duk_dup(ctx, i + 1);
        define_field(ctx, 0, is_private_key(ctx, i));
    }
    return 0;
}

/* [ object key value ]: the value is a function without a name. */
static duk_ret_t define_named(duk_context *ctx)
{
    duk_push_undefined(ctx);
    duk_dup(ctx, 1);
    duk_dup(ctx, 2);
    name_by_key(ctx, "");
    define_field(ctx, 0, false);
    return 0;
}

/* One static field or block of the list at `list` onto the object at `to`. */
static void init_static(duk_context *ctx, duk_idx_t list, duk_uarridx_t i, duk_idx_t to)
{
    int kind;

    duk_get_prop_index(ctx, list, i);
    kind = duk_get_int(ctx, -1);
    duk_pop(ctx);
    duk_get_prop_index(ctx, list, i + 1);
    duk_get_prop_index(ctx, list, i + 2);
    if (!(kind & MEMBER_CONSTANT)) {
        duk_dup(ctx, to);
        duk_call_method(ctx, 0);
    }
    if ((kind & 7) == MEMBER_BLOCK) {
        duk_pop_2(ctx);
        return;
    }
    if (kind & MEMBER_NAME)
        name_by_key(ctx, "");
    define_field(ctx, to, kind & MEMBER_PRIVATE);
}

/* [ array ] -> [ ]: fields of constants: keys and values. */
static void init_constants(duk_context *ctx, duk_idx_t to)
{
    duk_idx_t list = duk_get_top_index(ctx);
    duk_uarridx_t n = (duk_uarridx_t)duk_get_length(ctx, list);

    for (duk_uarridx_t i = 0; i < n; i += 2) {
        duk_get_prop_index(ctx, list, i);
        duk_get_prop_index(ctx, list, i + 1);
        define_field(ctx, to, is_private_key(ctx, -2));
        duk_set_top(ctx, list + 1);
    }
    duk_pop(ctx);
}

/* [ item ] -> [ ]: see put_fields. */
static void init_item(duk_context *ctx, duk_idx_t class, duk_idx_t to)
{
    if (duk_is_function(ctx, -1)) {
        duk_dup(ctx, to);
        duk_call_method(ctx, 0);
        duk_pop(ctx);
        return;
    }
    if (duk_is_array(ctx, -1)) {
        init_constants(ctx, to);
        return;
    }
    duk_get_prop_literal(ctx, class, "prototype");
    if (!engine_add_private(ctx, to, true))
        refuse_twice(ctx, true);
}

/* What instances of the class at `class` get. */
static void init_fields(duk_context *ctx, duk_idx_t class, duk_idx_t to)
{
    duk_idx_t top = duk_get_top(ctx);
    duk_uarridx_t n;

    duk_require_stack(ctx, 16);
    /* Own: a class inherits from its parent. */
    if (!engine_own_data(ctx, class, CLASS_FIELDS))
        return;
    if (!duk_is_array(ctx, top)) {
        init_item(ctx, class, to);
        return;
    }
    n = (duk_uarridx_t)duk_get_length(ctx, top);
    for (duk_uarridx_t i = 0; i < n; i++) {
        duk_get_prop_index(ctx, top, i);
        init_item(ctx, class, to);
    }
    duk_set_top(ctx, top);
}

/* [ object class? ]: without a class that whose constructor runs */
static duk_ret_t instance_fields(duk_context *ctx)
{
    if (duk_is_undefined(ctx, 1)) {
        engine_push_caller(ctx);
        duk_replace(ctx, 1);
    }
    init_fields(ctx, 1, 0);
    return 0;
}

/* [ class ] */
static duk_ret_t static_fields(duk_context *ctx)
{
    duk_uarridx_t n;

    duk_require_stack(ctx, 16);
    if (!engine_own_data(ctx, 0, CLASS_STATICS))
        return 0;
    n = (duk_uarridx_t)duk_get_length(ctx, 1);
    for (duk_uarridx_t i = 0; i < n; i += 3)
        init_static(ctx, 1, i, 0);
    return 0;
}

static duk_ret_t called_without_new(duk_context *ctx)
{
    builtin_type_error(ctx, "Class constructor %s cannot be invoked without 'new'",
                       duk_get_string_default(ctx, 0, ""));
}

/* ---- super ---- */

/* [ class … parent ]: the prototype of `class … extends null` is Function.prototype. */
_Noreturn static void refuse_parent(duk_context *ctx)
{
    const char *parent, *name = "";

    duk_get_prototype(ctx, -1);
    parent = duk_is_function(ctx, -2) && !duk_is_function(ctx, -1)
                 ? "null"
                 : builtin_describe(ctx, -2);
    if (engine_own_data(ctx, 0, "name") && duk_is_string(ctx, -1))
        name = duk_get_string(ctx, -1);
    builtin_type_error(ctx, "Super constructor %s of %s is not a constructor", parent,
                       name[0] != '\0' ? name : "anonymous class");
}

/* The class whose constructor super() stands in is at 0: undefined means the function
 * that called. */
static void require_class(duk_context *ctx)
{
    if (duk_is_undefined(ctx, 0)) {
        engine_push_caller(ctx);
        duk_replace(ctx, 0);
    }
}

/* [ class newTarget … args… ] (n of them) -> [ this ]; bound: was there one before? */
static void construct_parent(duk_context *ctx, duk_idx_t n, bool bound)
{
    duk_idx_t at = duk_get_top(ctx) - n;

    duk_get_prototype(ctx, 0);
    if (!object_is_constructor(ctx, -1))
        refuse_parent(ctx);
    duk_insert(ctx, at);
    duk_dup(ctx, 1);
    duk_insert(ctx, at + 1);
    object_construct(ctx, n);
    if (bound)
        (void)duk_error(ctx, DUK_ERR_REFERENCE_ERROR,
                        "Super constructor may only be called once");
}

/* [ class newTarget args… this ] -> [ this ] */
static duk_ret_t super_call(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx) - 3;
    bool bound = !duk_is_undefined(ctx, -1);

    duk_require_stack(ctx, 16);
    duk_pop(ctx);
    require_class(ctx);
    construct_parent(ctx, n, bound);
    return 1;
}

/* [ class newTarget this arguments ] -> [ this ] */
static duk_ret_t super_spread(duk_context *ctx)
{
    duk_uarridx_t n = (duk_uarridx_t)duk_get_length(ctx, 3);

    duk_require_stack(ctx, (duk_idx_t)n + 16);
    require_class(ctx);
    for (duk_uarridx_t i = 0; i < n; i++)
        duk_get_prop_index(ctx, 3, i);
    construct_parent(ctx, (duk_idx_t)n, !duk_is_undefined(ctx, 2));
    return 1;
}

static duk_ret_t check_this(duk_context *ctx)
{
    if (duk_is_undefined(ctx, 0))
        (void)duk_error(ctx, DUK_ERR_REFERENCE_ERROR,
                        "Must call super constructor in derived class before accessing "
                        "'this' or returning from derived constructor");
    duk_dup(ctx, 0);
    return 1;
}

/* [ value this ]: what a derived constructor returns. */
static duk_ret_t constructor_result(duk_context *ctx)
{
    if (builtin_is_object(ctx, 0)) {
        duk_dup(ctx, 0);
        return 1;
    }
    if (!duk_is_undefined(ctx, 0))
        builtin_type_error(ctx,
                           "Derived constructors may only return object or undefined");
    duk_remove(ctx, 0);
    return check_this(ctx);
}

/* [ ] -> [ object ] where super's properties are looked for: [ home static … ] */
static void push_super_object(duk_context *ctx)
{
    if (duk_is_undefined(ctx, 0))
        (void)duk_error(ctx, DUK_ERR_SYNTAX_ERROR, "'super' keyword unexpected here");
    if (duk_get_int(ctx, 1))
        duk_dup(ctx, 0);
    else
        duk_get_prop_literal(ctx, 0, "prototype");
    duk_get_prototype(ctx, -1);
}

/* [ home static key this ] -> [ value ] */
static duk_ret_t super_get(duk_context *ctx)
{
    push_super_object(ctx);
    if (!builtin_is_object(ctx, -1))
        builtin_type_error(ctx, "Cannot read properties of null (reading '%s')",
                           builtin_describe(ctx, 2));
    engine_get_from(ctx, duk_get_top_index(ctx), 2, 3);
    return 1;
}

/* [ home static key this value ] -> [ value ]; magic 1: of sloppy code */
static duk_ret_t super_set(duk_context *ctx)
{
    push_super_object(ctx);
    if (!engine_set_from(ctx, duk_get_top_index(ctx), 2, 3, 4) &&
        duk_get_current_magic(ctx) == 0)
        builtin_type_error(ctx, "Cannot assign to read only property '%s' of object",
                           builtin_describe(ctx, 2));
    duk_dup(ctx, 4);
    return 1;
}

static duk_ret_t super_delete(duk_context *ctx)
{
    (void)duk_error(ctx, DUK_ERR_REFERENCE_ERROR, "Unsupported reference to 'super'");
    return 0;
}

/* ---- new F(...a) ---- */

/* [ constructor arguments ] */
static duk_ret_t construct(duk_context *ctx)
{
    duk_uarridx_t n = (duk_uarridx_t)duk_get_length(ctx, 1);

    if (!object_is_constructor(ctx, 0))
        builtin_type_error(ctx, "%s is not a constructor", builtin_describe(ctx, 0));
    duk_require_stack(ctx, (duk_idx_t)n + 8);
    duk_dup(ctx, 0);
    duk_dup(ctx, 0);
    for (duk_uarridx_t i = 0; i < n; i++)
        duk_get_prop_index(ctx, 1, i);
    object_construct(ctx, (duk_idx_t)n);
    return 1;
}

/* ---- Private names ---- */

static duk_ret_t private_key(duk_context *ctx)
{
    static unsigned long count;

    duk_push_sprintf(ctx, DUK_HIDDEN_SYMBOL("#%lu_0_%s"), ++count,
                     duk_get_string(ctx, 0));
    return 1;
}

/* [ key object ] -> [ bool ]: has the object this private name? */
static duk_ret_t private_in(duk_context *ctx)
{
    if (!builtin_is_object(ctx, 1)) {
        const char *value = builtin_describe(ctx, 1);

        engine_push_private_name(ctx, 0);
        builtin_type_error(ctx, "Cannot use 'in' operator to search for '#%s' in %s",
                           duk_get_string(ctx, -1), value);
    }
    duk_push_boolean(ctx, engine_has_private(ctx, 1, 0));
    return 1;
}

/* [ method? name key object ] */
static duk_ret_t private_refusal(duk_context *ctx)
{
    engine_require_private(ctx, 3, 2, true);
    if (duk_get_boolean(ctx, 0) || duk_get_int(ctx, 0))
        builtin_type_error(ctx, "Private method '#%s' is not writable",
                           duk_get_string(ctx, 1));
    builtin_type_error(ctx, "'#%s' was defined without a setter", duk_get_string(ctx, 1));
}

static duk_ret_t private_without_getter(duk_context *ctx)
{
    builtin_type_error(ctx, "'#%s' was defined without a getter", duk_get_string(ctx, 0));
}

void lowered_classes(duk_context *ctx)
{
    static const ObjectFunction fns[] = {
        { "class", make_class, 4, 4, 0 },
        { "cs", static_fields, 1, 1, 0 },
        { "cc", called_without_new, 1, 1, 0 },
        { "f", instance_fields, 2, 2, ENGINE_INLINE_FIELDS },
        { "d", define_fields, DUK_VARARGS, 0, ENGINE_INLINE_DEFINE },
        { "dn", define_named, 3, 3, 0 },
        { "sc", super_call, DUK_VARARGS, 0, ENGINE_INLINE_SUPER },
        { "sv", super_spread, 4, 4, ENGINE_INLINE_SUPER_SPREAD },
        { "sg", super_get, 4, 4, ENGINE_INLINE_SUPER_GET },
        { "ss", super_set, 5, 5, 0 },
        { "ssl", super_set, 5, 5, 1 },
        { "sd", super_delete, 0, 0, 0 },
        { "ti", check_this, 1, 1, 0 },
        { "cr", constructor_result, 2, 2, 0 },
        { "new", construct, 2, 2, 0 },
        { "pk", private_key, 1, 1, 0 },
        { "pi", private_in, 2, 2, ENGINE_INLINE_PRIVATE_IN },
        { "pm", private_refusal, 4, 4, 0 },
        { "pa", private_without_getter, 1, 1, 0 },
        { NULL, NULL, 0, 0, 0 },
    };

    lowered_define(ctx, fns);
}
