/* icu.c: opening ICU; texts, locales, handles and formatted values between it and the
 * engine. */
#include "runtime/node/intl/icu.h"

#include <stdlib.h>
#include <string.h>

#include "common/icu.h"
#include "runtime/engine/bind.h"
#include "runtime/engine/error.h"
#include "runtime/engine/utf8.h"
#include "runtime/node/codec.h"

IcuCommon icu;
IcuI18n icui;

static DynLib common_lib = { .names = ICU_LIBRARY("uc"), .package = ICU_PACKAGE };
static DynLib i18n_lib = { .names = ICU_LIBRARY("i18n"), .package = ICU_PACKAGE };
static const DynSymbol common_symbols[] = { DYNLIB_SYMBOLS(ICU_COMMON_FUNCTIONS) };
static const DynSymbol i18n_symbols[] = { DYNLIB_SYMBOLS(ICU_I18N_FUNCTIONS) };

/* ---- The library ---- */

static int open_both(Err *err)
{
    int rc = dynlib_load(&common_lib, common_symbols, &icu, err);

    return rc < 0 ? rc : dynlib_load(&i18n_lib, i18n_symbols, &icui, err);
}

bool icu_is_there(void)
{
    return open_both(NULL) == 0;
}

void icu_need(duk_context *ctx)
{
    Err err = { 0 };

    if (open_both(&err) < 0)
        js_throw_node(ctx, "Error", "ERR_NO_ICU",
                      "Intl needs ICU, which is not installed (package " ICU_PACKAGE
                      "): %s",
                      err.msg);
}

void icu_check(duk_context *ctx, UErrorCode rc)
{
    if (U_FAILURE(rc))
        (void)duk_range_error(ctx, "Internal error. Icu error. (%s)",
                              icu.u_errorName(rc));
}

void icu_locale(duk_context *ctx, duk_idx_t i, char *out)
{
    Str tag = js_get_str(ctx, i);
    UErrorCode rc = U_ZERO_ERROR;
    char text[ICU_TAG_MAX];
    int32_t parsed = 0;

    icu_need(ctx);
    if (tag.len < sizeof text) {
        memcpy(text, tag.ptr, tag.len);
        text[tag.len] = '\0';
        icu.uloc_forLanguageTag(text, out, ICU_TAG_MAX, &parsed, &rc);
    }
    if (U_FAILURE(rc) || rc == U_STRING_NOT_TERMINATED_WARNING ||
        parsed != (int32_t)tag.len)
        (void)duk_range_error(ctx, "Incorrect locale information provided");
}

/* ---- Texts ---- */

UChar *icu_push_units(duk_context *ctx, int32_t n)
{
    return duk_push_fixed_buffer(ctx, ((size_t)n + 1) * sizeof(UChar));
}

IcuText icu_text(duk_context *ctx, duk_idx_t i)
{
    Str s = js_get_str(ctx, i);
    IcuText t;
    size_t at = 0;

    if (s.len > INT32_MAX / 4)
        (void)duk_range_error(ctx, "Invalid string length");
    t.ptr = icu_push_units(ctx, (int32_t)s.len);
    t.len = 0;
    while (at < s.len)
        t.ptr[t.len++] = (UChar)text_next_unit(s, &at);
    return t;
}

void icu_push_text(duk_context *ctx, const UChar *p, int32_t len)
{
    char *out;
    size_t n = 0;

    out = duk_push_fixed_buffer(ctx, (size_t)len * 3 + 1);
    for (int32_t i = 0; i < len; i++)
        n += utf8_put(out + n, p[i]);
    duk_push_lstring(ctx, out, n);
    duk_remove(ctx, -2);
}

void icu_push_names(duk_context *ctx, UEnumeration *names)
{
    UErrorCode rc = U_ZERO_ERROR;
    duk_uarridx_t n = 0;
    const char *name;

    duk_push_array(ctx);
    while ((name = icu.uenum_next(names, NULL, &rc)) != NULL && U_SUCCESS(rc)) {
        duk_push_string(ctx, name);
        duk_put_prop_index(ctx, -2, n++);
    }
    icu.uenum_close(names);
    icu_check(ctx, rc);
}

/* ---- Handles ---- */

#define HANDLE_PTR DUK_HIDDEN_SYMBOL("icu")
#define HANDLE_CLOSE DUK_HIDDEN_SYMBOL("icuClose")

typedef void Close(void *);

/* [ handle ] -> [ ] */
static duk_ret_t finalize_handle(duk_context *ctx)
{
    void *ptr, *close;

    duk_get_prop_string(ctx, 0, HANDLE_PTR);
    duk_get_prop_string(ctx, 0, HANDLE_CLOSE);
    ptr = duk_get_pointer(ctx, -2);
    close = duk_get_pointer(ctx, -1);
    if (ptr != NULL && close != NULL) {
        duk_push_pointer(ctx, NULL);
        duk_put_prop_string(ctx, 0, HANDLE_PTR);
        ((Close *)(uintptr_t)close)(ptr);
    }
    return 0;
}

void icu_push_handle(duk_context *ctx, void *ptr, void (*close)(void *))
{
    duk_push_object(ctx);
    duk_push_pointer(ctx, ptr);
    duk_put_prop_string(ctx, -2, HANDLE_PTR);
    duk_push_pointer(ctx, (void *)(uintptr_t)close);
    duk_put_prop_string(ctx, -2, HANDLE_CLOSE);
    duk_push_c_function(ctx, finalize_handle, 1);
    duk_set_finalizer(ctx, -2);
}

void *icu_handle(duk_context *ctx, duk_idx_t i)
{
    void *ptr;

    duk_get_prop_string(ctx, i, HANDLE_PTR);
    ptr = duk_require_pointer(ctx, -1);
    duk_pop(ctx);
    return ptr;
}

/* ---- Formatted values ---- */

/* Appends a number to the array on top. */
static void add_number(duk_context *ctx, duk_uarridx_t *n, int32_t v)
{
    duk_push_int(ctx, v);
    duk_put_prop_index(ctx, -2, (*n)++);
}

void icu_push_value(duk_context *ctx, const UFormattedValue *value, bool parts)
{
    UErrorCode rc = U_ZERO_ERROR;
    UConstrainedFieldPosition *at;
    int32_t len = 0;
    const UChar *text = icui.ufmtval_getString(value, &len, &rc);
    duk_uarridx_t n = 1;

    icu_check(ctx, rc);
    duk_push_array(ctx);
    icu_push_text(ctx, text, len);
    duk_put_prop_index(ctx, -2, 0);
    if (!parts)
        return;
    at = icui.ucfpos_open(&rc);
    while (U_SUCCESS(rc) && icui.ufmtval_nextPosition(value, at, &rc)) {
        int32_t start = 0, end = 0;

        icui.ucfpos_getIndexes(at, &start, &end, &rc);
        add_number(ctx, &n, icui.ucfpos_getCategory(at, &rc));
        add_number(ctx, &n, icui.ucfpos_getField(at, &rc));
        add_number(ctx, &n, start);
        add_number(ctx, &n, end);
    }
    icui.ucfpos_close(at);
    icu_check(ctx, rc);
}
