/* duktape_unit.c: the engine, compiled with our configuration, and the few natives of
 * ours that look into it (declared in internals.h). The only file that sees its insides.
 */
#include "duktape.c"

#include "common/utf8.h"
#include "runtime/engine/engine.h"
#include "runtime/engine/formals.h"
#include "runtime/engine/internals.h"
#include "runtime/engine/unit/origin.c"
#include "runtime/engine/unit/function.c"
#include "runtime/engine/unit/lowered.c"
#include "runtime/engine/unit/coroutine.c"
#include "runtime/engine/unit/plain.c"
#include "runtime/engine/unit/values.c"
#include "runtime/engine/unit/realm.c"
#include "runtime/engine/unit/kept.c"
#include "runtime/engine/unit/slots.c"
#include "runtime/engine/unit/regexp.c"
#include "runtime/engine/bigint.h"
#include "runtime/engine/unit/bigint.c"
#include "runtime/engine/unit/table.c"

#include "common/bug.h"
#include "common/xalloc.h"
#include "runtime/engine/image.h"
#include "runtime/engine/unit/image.c"

#include "runtime/engine/array.h"
#include "runtime/engine/meta.h"
#include "runtime/engine/view.h"
#include "runtime/engine/unit/array.c"
#include "runtime/engine/unit/weak.c"
#include "runtime/engine/unit/proxy.c"
#include "runtime/engine/unit/meta.c"
#include "runtime/engine/unit/meta_keys.c"

#include "runtime/engine/unit/view.c"

#include "runtime/engine/json.h"
#include "runtime/engine/unit/json.c"
#include "runtime/engine/unit/json_write.c"

volatile int engine_poll;

void engine_frame(duk_context *ctx, duk_idx_t func, duk_idx_t flags_and_pc,
                  EngineFrame *out)
{
    duk_double_t number = duk_to_number(ctx, flags_and_pc),
                 d = number < 0 ? -number - 1 : number;
    duk_uint_t pc = (duk_uint_t)fmod(d, 4294967296.0);
    duk_uint_t flags = (duk_uint_t)(d / 4294967296.0);
    duk_hobject *h = duk_get_hobject((duk_hthread *)ctx, func);

    out->async = number < 0;
    out->index = (int)pc;
    out->native = h == NULL || DUK_HOBJECT_IS_NATFUNC(h);
    out->construct = (flags & DUK_ACT_FLAG_CONSTRUCT) != 0;
    out->strict = (flags & DUK_ACT_FLAG_STRICT) != 0;
    /* What the API makes can be constructed, built-in functions can't. */
    out->binding = h != NULL && out->native && DUK_HOBJECT_HAS_NOTAIL(h) &&
                   DUK_HOBJECT_HAS_CONSTRUCTABLE(h) && !out->construct;
    if (out->native)
        out->place = (OriginPlace){ .kind = ORIGIN_NONE };
    else
        origin_place(ctx, func, pc, &out->place);
}

/* ---- What objects are inside ---- */

static const char *class_name(duk_hthread *thr, duk_hobject *h)
{
    if (DUK_HOBJECT_IS_PROXY(h))
        return "Proxy";
    if (DUK_HOBJECT_IS_CALLABLE(h))
        return "Function";
    switch (DUK_HOBJECT_GET_CLASS_NUMBER(h)) {
    case DUK_HOBJECT_CLASS_ARRAY: return "Array";
    case DUK_HOBJECT_CLASS_ARGUMENTS: return "Arguments";
    case DUK_HOBJECT_CLASS_BOOLEAN: return "Boolean";
    case DUK_HOBJECT_CLASS_DATE: return "Date";
    case DUK_HOBJECT_CLASS_ERROR: return "Error";
    case DUK_HOBJECT_CLASS_NUMBER: return "Number";
    case DUK_HOBJECT_CLASS_REGEXP: return "RegExp";
    case DUK_HOBJECT_CLASS_STRING: return "String";
    case DUK_HOBJECT_CLASS_SYMBOL: return "Symbol";
    case DUK_HOBJECT_CLASS_POINTER: return "BigInt";
    case DUK_HOBJECT_CLASS_ARRAYBUFFER: return "ArrayBuffer";
    case DUK_HOBJECT_CLASS_DATAVIEW: return "DataView";
    case DUK_HOBJECT_CLASS_INT8ARRAY: return "Int8Array";
    case DUK_HOBJECT_CLASS_UINT8ARRAY: return "Uint8Array";
    case DUK_HOBJECT_CLASS_UINT8CLAMPEDARRAY: return "Uint8ClampedArray";
    case DUK_HOBJECT_CLASS_INT16ARRAY: return "Int16Array";
    case DUK_HOBJECT_CLASS_UINT16ARRAY: return "Uint16Array";
    case DUK_HOBJECT_CLASS_INT32ARRAY: return "Int32Array";
    case DUK_HOBJECT_CLASS_UINT32ARRAY: return "Uint32Array";
    case DUK_HOBJECT_CLASS_FLOAT32ARRAY:
    case DUK_HOBJECT_CLASS_FLOAT64ARRAY:
        /* An element's type is within its table. NOLINTNEXTLINE(clang-analyzer-core.*) */
        return view_names[view_type((duk_hbufobj *)h)];
    default: return slots_class(kind_of(thr, h));
    }
}

const char *engine_class(duk_context *ctx, duk_idx_t i)
{
    duk_tval *tv = duk_get_tval((duk_hthread *)ctx, i);

    if (tv == NULL)
        return NULL;
    if (DUK_TVAL_IS_OBJECT(tv))
        return class_name(ctx, DUK_TVAL_GET_OBJECT(tv));
    return DUK_TVAL_IS_LIGHTFUNC(tv) ? "Function"
           : DUK_TVAL_IS_BUFFER(tv)  ? "Uint8Array"
                                     : NULL;
}

bool engine_push_proxy(duk_context *ctx, duk_idx_t i)
{
    duk_hobject *h = duk_get_hobject((duk_hthread *)ctx, i);

    if (h == NULL || !DUK_HOBJECT_IS_PROXY(h))
        return false;
    duk_push_hobject((duk_hthread *)ctx, ((duk_hproxy *)h)->target);
    duk_push_hobject((duk_hthread *)ctx, ((duk_hproxy *)h)->handler);
    return true;
}

/* Wanted among the keys that are no indices: strings first, symbols in a second pass. */
static bool is_wanted_key(duk_hobject *h, duk_uint_fast32_t i, bool all, bool symbols)
{
    duk_hstring *key = DUK_HOBJECT_E_GET_KEY(NULL, h, i);

    if (key == NULL || DUK_HSTRING_HAS_ARRIDX(key) || DUK_HSTRING_HAS_HIDDEN(key) ||
        (DUK_HSTRING_HAS_SYMBOL(key) != 0) != symbols)
        return false;
    return all || DUK_HOBJECT_E_SLOT_IS_ENUMERABLE(NULL, h, i);
}

void engine_push_extra_keys(duk_context *ctx, duk_idx_t index, bool all)
{
    duk_hobject *h = duk_get_hobject((duk_hthread *)ctx, index);
    duk_uarridx_t n = 0;

    duk_push_array(ctx);
    if (h == NULL)
        return;
    /* An array's length is no property that the table knows. */
    if (all && DUK_HOBJECT_IS_ARRAY(h)) {
        duk_push_string(ctx, "length");
        duk_put_prop_index(ctx, -2, n++);
    }
    for (int symbols = 0; symbols < 2; symbols++) {
        for (duk_uint_fast32_t i = 0; i < DUK_HOBJECT_GET_ENEXT(h); i++) {
            if (!is_wanted_key(h, i, all, symbols != 0))
                continue;
            duk_push_hstring((duk_hthread *)ctx, DUK_HOBJECT_E_GET_KEY(NULL, h, i));
            duk_put_prop_index(ctx, -2, n++);
        }
    }
}
