/* number.c: internalBinding('intl'), numbers: ICU's number skeletons, ranges, plurals.
 *
 * A number comes as a number, or as decimal digits where a number can't say it (BigInt,
 * digits in a string). */
#include <stdlib.h>

#include "common/xalloc.h"
#include "runtime/engine/bind.h"
#include "runtime/node/intl/icu.h"
#include "runtime/node/intl/intl.h"

typedef struct {
    UNumberFormatter *format;
    UFormattedNumber *result;
} NumberFormat;

typedef struct {
    UNumberRangeFormatter *format;
    UFormattedNumberRange *result;
} RangeFormat;

/* ---- One number ---- */

static void close_number(void *p)
{
    NumberFormat *f = p;

    icui.unumf_closeResult(f->result);
    icui.unumf_close(f->format);
    xfree(f);
}

/* [ skeleton tag ] -> [ handle ] */
static duk_ret_t js_open_number(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    NumberFormat *f;
    IcuText skeleton;

    icu_locale(ctx, 1, id);
    skeleton = icu_text(ctx, 0);
    f = xcalloc(1, sizeof *f);
    icu_push_handle(ctx, f, close_number);
    f->format = icui.unumf_openForSkeletonAndLocale(skeleton.ptr, skeleton.len, id, &rc);
    f->result = icui.unumf_openResult(&rc);
    icu_check(ctx, rc);
    return 1;
}

static void format_number(duk_context *ctx, NumberFormat *f, duk_idx_t i)
{
    UErrorCode rc = U_ZERO_ERROR;

    if (duk_is_string(ctx, i)) {
        Str digits = js_get_str(ctx, i);

        icui.unumf_formatDecimal(f->format, digits.ptr, (int32_t)digits.len, f->result,
                                 &rc);
    } else {
        icui.unumf_formatDouble(f->format, duk_get_number(ctx, i), f->result, &rc);
    }
    icu_check(ctx, rc);
}

/* [ handle number parts ] -> [ [text, category, field, start, end, …] ] */
static duk_ret_t js_format_number(duk_context *ctx)
{
    NumberFormat *f = icu_handle(ctx, 0);
    UErrorCode rc = U_ZERO_ERROR;
    const UFormattedValue *value;

    format_number(ctx, f, 1);
    value = icui.unumf_resultAsValue(f->result, &rc);
    icu_check(ctx, rc);
    icu_push_value(ctx, value, duk_get_boolean(ctx, 2));
    return 1;
}

/* ---- Two numbers ---- */

static void close_two(void *p)
{
    RangeFormat *f = p;

    icui.unumrf_closeResult(f->result);
    icui.unumrf_close(f->format);
    xfree(f);
}

/* [ skeleton tag ] -> [ handle ] */
static duk_ret_t js_open_range(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    RangeFormat *f;
    IcuText skeleton;

    icu_locale(ctx, 1, id);
    skeleton = icu_text(ctx, 0);
    f = xcalloc(1, sizeof *f);
    icu_push_handle(ctx, f, close_two);
    f->format = icui.unumrf_openForSkeletonWithCollapseAndIdentityFallback(
        skeleton.ptr, skeleton.len, UNUM_RANGE_COLLAPSE_AUTO,
        UNUM_IDENTITY_FALLBACK_APPROXIMATELY, id, NULL, &rc);
    f->result = icui.unumrf_openResult(&rc);
    icu_check(ctx, rc);
    return 1;
}

static void format_range(duk_context *ctx, RangeFormat *f, duk_idx_t i)
{
    UErrorCode rc = U_ZERO_ERROR;
    Str from = js_get_str(ctx, i), to = js_get_str(ctx, i + 1);

    icui.unumrf_formatDecimalRange(f->format, from.ptr, (int32_t)from.len, to.ptr,
                                   (int32_t)to.len, f->result, &rc);
    icu_check(ctx, rc);
}

/* [ handle from to parts ] -> [ [text, …] ]; both as digits */
static duk_ret_t js_format_range(duk_context *ctx)
{
    RangeFormat *f = icu_handle(ctx, 0);
    UErrorCode rc = U_ZERO_ERROR;
    const UFormattedValue *value;

    format_range(ctx, f, 1);
    value = icui.unumrf_resultAsValue(f->result, &rc);
    icu_check(ctx, rc);
    icu_push_value(ctx, value, duk_get_boolean(ctx, 3));
    return 1;
}

/* ---- Plurals ---- */

static void close_plural(void *p)
{
    icui.uplrules_close(p);
}

/* [ tag ordinal ] -> [ handle ] */
static duk_ret_t js_open_plural(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    UPluralRules *rules;

    icu_locale(ctx, 0, id);
    rules = icui.uplrules_openForType(id,
                                      duk_get_boolean(ctx, 1) ? UPLURAL_TYPE_ORDINAL
                                                              : UPLURAL_TYPE_CARDINAL,
                                      &rc);
    icu_check(ctx, rc);
    icu_push_handle(ctx, rules, close_plural);
    return 1;
}

/* [ plural number-format number ] -> [ category ] */
static duk_ret_t js_select(duk_context *ctx)
{
    UPluralRules *rules = icu_handle(ctx, 0);
    NumberFormat *f = icu_handle(ctx, 1);
    UErrorCode rc = U_ZERO_ERROR;
    UChar name[32];
    int32_t n;

    format_number(ctx, f, 2);
    n = icui.uplrules_selectFormatted(rules, f->result, name, 32, &rc);
    icu_check(ctx, rc);
    icu_push_text(ctx, name, n);
    return 1;
}

/* [ plural range-format from to ] -> [ category ] */
static duk_ret_t js_select_range(duk_context *ctx)
{
    UPluralRules *rules = icu_handle(ctx, 0);
    RangeFormat *f = icu_handle(ctx, 1);
    UErrorCode rc = U_ZERO_ERROR;
    UChar name[32];
    int32_t n;

    format_range(ctx, f, 2);
    n = icui.uplrules_selectForRange(rules, f->result, name, 32, &rc);
    icu_check(ctx, rc);
    icu_push_text(ctx, name, n);
    return 1;
}

/* [ plural ] -> [ categories ] */
static duk_ret_t js_categories(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    UEnumeration *names = icui.uplrules_getKeywords(icu_handle(ctx, 0), &rc);

    icu_check(ctx, rc);
    icu_push_names(ctx, names);
    return 1;
}

void intl_put_number(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "openNumber", js_open_number, 2, 0 },
        { "formatNumber", js_format_number, 3, 0 },
        { "openRange", js_open_range, 2, 0 },
        { "formatRange", js_format_range, 4, 0 },
        { "openPlural", js_open_plural, 2, 0 },
        { "select", js_select, 3, 0 },
        { "selectRange", js_select_range, 4, 0 },
        { "categories", js_categories, 1, 0 },
        { NULL, NULL, 0, 0 },
    };

    js_put_functions(ctx, fns);
}
