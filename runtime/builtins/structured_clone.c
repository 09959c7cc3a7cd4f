/* structured_clone.c: structuredClone: values copied with their cycles; buffers that are
 * transferred leave their old object detached. What can't be copied is a DataCloneError.
 */
#include "runtime/builtins/array_private.h"
#include "runtime/builtins/install.h"
#include "runtime/builtins/iterate.h"
#include "runtime/engine/bigint.h"
#include "runtime/engine/internals.h"
#include "runtime/engine/meta.h"
#include "runtime/engine/view.h"

/* The stack of structuredClone: value, options, the table from originals to copies. */
enum { VALUE, OPTIONS, COPIES };

/* [ ] -> throws: a DOMException where there is that class, else an Error of that name. */
static _Noreturn void refuse(duk_context *ctx, const char *what)
{
    duk_push_sprintf(ctx, "%s could not be cloned.", what);
    duk_get_global_literal(ctx, "DOMException");
    if (object_is_constructor(ctx, -1)) {
        duk_dup(ctx, -2);
        duk_push_literal(ctx, "DataCloneError");
        duk_new(ctx, 2);
    } else {
        duk_push_error_object(ctx, DUK_ERR_ERROR, "%s", duk_get_string(ctx, -2));
        duk_push_literal(ctx, "DataCloneError");
        object_put(ctx, -2, "name", OBJECT_WC);
        duk_push_int(ctx, 25);
        object_put(ctx, -2, "code", OBJECT_WC);
    }
    (void)duk_throw(ctx);
    for (;;)
        continue;
}

static void clone(duk_context *ctx);

/* [ original copy ] -> the same: known from here on. */
static void remember(duk_context *ctx)
{
    table_set(ctx, COPIES, -2, -1);
}

/* [ original copy ]: the enumerable own properties, read and defined. */
static void clone_properties(duk_context *ctx)
{
    duk_idx_t from = duk_get_top(ctx) - 2, to = from + 1;
    duk_uarridx_t n;

    meta_own_keys(ctx, from, META_STRINGS);
    n = (duk_uarridx_t)duk_get_length(ctx, -1);
    for (duk_uarridx_t k = 0; k < n; k++) {
        duk_get_prop_index(ctx, to + 1, k);
        if (meta_is_enumerable(ctx, from, to + 2)) {
            duk_dup_top(ctx);
            duk_get_prop(ctx, from);
            clone(ctx);
            duk_def_prop(ctx, to, DUK_DEFPROP_HAVE_VALUE | DUK_DEFPROP_SET_WEC);
        }
        duk_set_top(ctx, to + 2);
    }
    duk_set_top(ctx, to + 1);
}

/* [ original copy ]: entries of a Map or Set. The list is taken first. */
static void clone_entries(duk_context *ctx, bool is_set)
{
    duk_idx_t from = duk_get_top(ctx) - 2, to = from + 1;
    TableCursor cursor = { 0 };
    duk_uarridx_t n;

    duk_push_array(ctx);
    table_push_position(ctx, from);
    while (table_next(ctx, to + 2, &cursor)) {
        duk_swap_top(ctx, -2);
        array_append(ctx, to + 1);
        array_append(ctx, to + 1);
    }
    n = (duk_uarridx_t)duk_get_length(ctx, to + 1);
    for (duk_uarridx_t k = 0; k < n; k += 2) {
        duk_get_prop_index(ctx, to + 1, k);
        clone(ctx);
        if (is_set) {
            table_set(ctx, to, -1, -1);
        } else {
            duk_get_prop_index(ctx, to + 1, k + 1);
            clone(ctx);
            table_set(ctx, to, -2, -1);
        }
        duk_set_top(ctx, to + 3);
    }
    duk_set_top(ctx, to + 1);
}

/* [ original ] -> [ original copy ] of a buffer that isn't transferred. */
static void clone_buffer(duk_context *ctx, const BufferInfo *b)
{
    BufferInfo to;

    if (b->detached)
        refuse(ctx, "An ArrayBuffer is detached and");
    intrinsic_push(ctx, b->shared ? INTRINSIC_SHARED_BUFFER_PROTOTYPE
                                  : INTRINSIC_ARRAY_BUFFER_PROTOTYPE);
    abuffer_push(ctx, b->length, b->resizable ? (double)b->max : -1, b->shared);
    abuffer_read(ctx, -1, &to);
    memcpy(to.data, b->data, b->length);
    remember(ctx);
}

/* [ original ] -> [ original copy ] */
static void clone_view(duk_context *ctx, const View *v)
{
    if (v->out)
        refuse(ctx, "An ArrayBuffer is detached and");
    view_push_buffer(ctx, -1);
    clone(ctx); /* [ original buffer ] */
    intrinsic_push(ctx,
                   v->type == VIEW_DATA
                       ? INTRINSIC_DATA_VIEW_PROTOTYPE
                       : (Intrinsic)(INTRINSIC_INT8_ARRAY_PROTOTYPE + 2 * (int)v->type));
    view_push(ctx, v->type, -2, v->offset, v->tracking ? -1 : (double)v->length);
    duk_remove(ctx, -2);
    remember(ctx);
}

/* [ original ] -> [ original copy ]: an error's name, message, stack and cause. */
static void clone_error(duk_context *ctx)
{
    static const char *const names[] = { "EvalError",   "RangeError", "ReferenceError",
                                         "SyntaxError", "TypeError",  "URIError" };
    static const char *const fields[] = { "stack", "message", "cause" };
    const char *name, *class = "Error";

    duk_get_prop_literal(ctx, -1, "name");
    name = duk_is_string(ctx, -1) ? duk_get_string(ctx, -1) : "Error";
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        if (strcmp(names[k], name) == 0)
            class = names[k];
    }
    duk_get_global_string(ctx, class);
    duk_new(ctx, 0);
    duk_remove(ctx, -2);
    remember(ctx);
    for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
        if (!duk_has_prop_string(ctx, -2, fields[k]))
            continue;
        duk_get_prop_string(ctx, -2, fields[k]);
        clone(ctx);
        object_put(ctx, -2, fields[k], OBJECT_WC);
    }
}

/* [ original ] -> [ original copy ] by a constructor with these arguments. */
static void construct(duk_context *ctx, const char *class, const char *first,
                      const char *second)
{
    duk_get_global_string(ctx, class);
    if (first == NULL)
        object_push_primitive(ctx, -2);
    else
        duk_get_prop_string(ctx, -2, first);
    if (second != NULL)
        duk_get_prop_string(ctx, -3, second);
    duk_new(ctx, second != NULL ? 2 : 1);
    remember(ctx);
}

/* [ object ] -> [ object copy ] */
static void clone_object(duk_context *ctx)
{
    const char *class = engine_class(ctx, -1);
    BufferInfo b;
    View v;

    if (duk_is_function(ctx, -1)) {
        duk_to_string(ctx, -1);
        refuse(ctx, duk_get_string(ctx, -1));
    }
    if (abuffer_read(ctx, -1, &b)) {
        clone_buffer(ctx, &b);
    } else if (view_read(ctx, -1, &v)) {
        clone_view(ctx, &v);
    } else if (strcmp(class, "Map") == 0 || strcmp(class, "Set") == 0) {
        bool is_set = class[0] == 'S';

        intrinsic_push(ctx, is_set ? INTRINSIC_SET_PROTOTYPE : INTRINSIC_MAP_PROTOTYPE);
        slots_push_object(ctx, is_set ? SLOTS_SET : SLOTS_MAP, 1);
        table_init(ctx, -1);
        remember(ctx);
        clone_entries(ctx, is_set);
    } else if (strcmp(class, "Date") == 0 || strcmp(class, "Boolean") == 0 ||
               strcmp(class, "Number") == 0 || strcmp(class, "String") == 0) {
        construct(ctx, class, NULL, NULL);
    } else if (strcmp(class, "RegExp") == 0) {
        construct(ctx, class, "source", "flags");
    } else if (strcmp(class, "Error") == 0) {
        clone_error(ctx);
    } else if (strcmp(class, "Array") == 0) {
        array_push_new(ctx, builtin_length(ctx, -1));
        remember(ctx);
        clone_properties(ctx);
    } else if (strcmp(class, "Object") == 0 || strcmp(class, "Arguments") == 0) {
        if (slots_kind(ctx, -1) != SLOTS_NONE)
            refuse(ctx, "#<Object>");
        duk_push_object(ctx);
        remember(ctx);
        clone_properties(ctx);
    } else {
        refuse(ctx, builtin_describe(ctx, -1));
    }
}

/* [ value ] -> [ copy ] */
static void clone(duk_context *ctx)
{
    if (!duk_check_stack(ctx, 32) || duk_get_top(ctx) > 100000)
        builtin_range_error(ctx, "Maximum call stack size exceeded");
    if (duk_is_symbol(ctx, -1))
        refuse(ctx, builtin_describe(ctx, -1));
    if (!builtin_is_object(ctx, -1) || bigint_is(ctx, -1))
        return;
    if (!table_get(ctx, COPIES, duk_get_top_index(ctx)))
        clone_object(ctx);
    duk_remove(ctx, -2);
}

/* [ value ] -> [ ]: onto the list below */
static bool collect(duk_context *ctx, void *udata)
{
    array_append(ctx, *(duk_idx_t *)udata);
    return true;
}

/* The list of what is transferred: [ ] -> [ list ] */
static void push_transfer(duk_context *ctx)
{
    duk_idx_t list = duk_get_top(ctx);

    duk_push_array(ctx);
    if (!duk_is_object(ctx, OPTIONS))
        return;
    duk_get_prop_literal(ctx, OPTIONS, "transfer");
    if (!duk_is_undefined(ctx, -1))
        iterate(ctx, list + 1, collect, &list);
    duk_pop(ctx);
}

/* [ value options ] -> [ copy ] */
static duk_ret_t structured_clone(duk_context *ctx)
{
    enum { TRANSFER = COPIES + 1 };
    duk_uarridx_t n;

    if (duk_get_top(ctx) == 0)
        builtin_type_error(ctx, "The \"value\" argument must be specified");
    duk_set_top(ctx, 2);
    duk_push_null(ctx);
    slots_push_object(ctx, SLOTS_MAP, 1);
    table_init(ctx, COPIES);
    push_transfer(ctx);
    n = (duk_uarridx_t)duk_get_length(ctx, TRANSFER);
    for (duk_uarridx_t k = 0; k < n; k++) {
        BufferInfo b;

        duk_get_prop_index(ctx, TRANSFER, k);
        if (!abuffer_read(ctx, -1, &b) || b.shared)
            refuse(ctx, "Value not transferable: it");
        if (b.detached || table_has(ctx, COPIES, -1))
            refuse(ctx, "An ArrayBuffer is detached and");
        clone_buffer(ctx, &b);
        duk_pop_2(ctx);
    }
    duk_dup(ctx, VALUE);
    clone(ctx);
    for (duk_uarridx_t k = 0; k < n; k++) {
        duk_get_prop_index(ctx, TRANSFER, k);
        abuffer_detach(ctx, -1);
        duk_pop(ctx);
    }
    return 1;
}

void structured_clone_install(duk_context *ctx)
{
    static const ObjectFunction f = { "structuredClone", structured_clone, DUK_VARARGS, 0,
                                      0 };

    duk_push_global_object(ctx);
    object_push_function(ctx, &f);
    object_put(ctx, -2, "structuredClone", OBJECT_WC);
    duk_pop(ctx);
}
