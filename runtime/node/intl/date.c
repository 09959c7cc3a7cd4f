/* date.c: internalBinding('intl'), dates: patterns, one date, two dates. */
#include <stdlib.h>

#include "common/xalloc.h"
#include "runtime/engine/bind.h"
#include "runtime/node/intl/icu.h"
#include "runtime/node/intl/intl.h"

#define PATTERN_MAX 512

typedef int32_t PatternOf(UDateTimePatternGenerator *g, const UChar *in, int32_t n,
                          UChar *out, UErrorCode *rc);

/* ---- Patterns ---- */

static int32_t best_pattern(UDateTimePatternGenerator *g, const UChar *in, int32_t n,
                            UChar *out, UErrorCode *rc)
{
    return icui.udatpg_getBestPatternWithOptions(g, in, n, UDATPG_MATCH_HOUR_FIELD_LENGTH,
                                                 out, PATTERN_MAX, rc);
}

static int32_t skeleton_of(UDateTimePatternGenerator *g, const UChar *in, int32_t n,
                           UChar *out, UErrorCode *rc)
{
    return icui.udatpg_getSkeleton(g, in, n, out, PATTERN_MAX, rc);
}

static void close_patterns(void *p)
{
    icui.udatpg_close(p);
}

/* [ tag ] -> [ handle ]: a locale's patterns, which take a millisecond to load */
static duk_ret_t js_open_patterns(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    UDateTimePatternGenerator *g;

    icu_locale(ctx, 0, id);
    g = icui.udatpg_open(id, &rc);
    icu_check(ctx, rc);
    icu_push_handle(ctx, g, close_patterns);
    return 1;
}

/* [ patterns text ] -> [ text ]; magic 1: the skeleton of a pattern, else the best
 * pattern for a skeleton */
static duk_ret_t js_pattern(duk_context *ctx)
{
    PatternOf *fn = duk_get_current_magic(ctx) == 1 ? skeleton_of : best_pattern;
    UErrorCode rc = U_ZERO_ERROR;
    UChar out[PATTERN_MAX];
    IcuText in = icu_text(ctx, 1);
    int32_t n = fn(icu_handle(ctx, 0), in.ptr, in.len, out, &rc);

    icu_check(ctx, rc);
    icu_push_text(ctx, out, n);
    return 1;
}

/* [ patterns ] -> [ "h11" | "h12" | "h23" | "h24" ]: a locale's own */
static duk_ret_t js_hour_cycle(duk_context *ctx)
{
    static const char *const names[] = { "h11", "h12", "h23", "h24" };
    UErrorCode rc = U_ZERO_ERROR;
    UDateFormatHourCycle cycle = icui.udatpg_getDefaultHourCycle(icu_handle(ctx, 0), &rc);

    icu_check(ctx, rc);
    duk_push_string(ctx, names[cycle]);
    return 1;
}

/* [ patterns field width ] -> [ name ]; both as ICU numbers them */
static duk_ret_t js_field_name(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    UChar out[PATTERN_MAX];
    int32_t n =
        icui.udatpg_getFieldDisplayName(icu_handle(ctx, 0),
                                        (UDateTimePatternField)duk_get_int(ctx, 1),
                                        (UDateTimePGDisplayWidth)duk_get_int(ctx, 2), out,
                                        PATTERN_MAX, &rc);

    icu_check(ctx, rc);
    icu_push_text(ctx, out, n);
    return 1;
}

/* [ tag dateStyle timeStyle ] -> [ pattern ]; styles: -1 none, 0 full … 3 short */
static duk_ret_t js_style_pattern(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    UChar out[PATTERN_MAX];
    UDateFormat *f;
    int32_t n = 0;

    icu_locale(ctx, 0, id);
    f = icui.udat_open((UDateFormatStyle)duk_get_int(ctx, 2),
                       (UDateFormatStyle)duk_get_int(ctx, 1), id, NULL, 0, NULL, 0, &rc);
    if (U_SUCCESS(rc))
        n = icui.udat_toPattern(f, false, out, PATTERN_MAX, &rc);
    icui.udat_close(f);
    icu_check(ctx, rc);
    icu_push_text(ctx, out, n);
    return 1;
}

/* ---- One date ---- */

static void close_date(void *p)
{
    icui.udat_close(p);
}

/* [ tag zone pattern ] -> [ handle ] */
static duk_ret_t js_open_date(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    IcuText zone, pattern;
    UDateFormat *f;

    icu_locale(ctx, 0, id);
    zone = icu_text(ctx, 1);
    pattern = icu_text(ctx, 2);
    f = icui.udat_open(UDAT_PATTERN, UDAT_PATTERN, id, zone.ptr, zone.len, pattern.ptr,
                       pattern.len, &rc);
    icu_check(ctx, rc);
    icu_push_handle(ctx, f, close_date);
    /* JavaScript's calendar is Gregorian before 1582 too. */
    icui.ucal_setGregorianChange((UCalendar *)(uintptr_t)icui.udat_getCalendar(f),
                                 -8.64e15, &rc);
    return 1;
}

/* [ [text] text spans ] -> the spans behind the text, as icu_push_value has them */
static void add_spans(duk_context *ctx, UFieldPositionIterator *spans)
{
    int32_t field, start, end;
    duk_uarridx_t n = 1;

    while ((field = icui.ufieldpositer_next(spans, &start, &end)) >= 0) {
        int32_t entry[] = { 0, field, start, end };

        for (int k = 0; k < 4; k++) {
            duk_push_int(ctx, entry[k]);
            duk_put_prop_index(ctx, -2, n++);
        }
    }
}

/* [ handle time parts ] -> [ [text, category, field, start, end, …] ] */
static duk_ret_t js_format_date(duk_context *ctx)
{
    UDateFormat *f = icu_handle(ctx, 0);
    UErrorCode rc = U_ZERO_ERROR;
    UFieldPositionIterator *spans = icui.ufieldpositer_open(&rc);
    int32_t cap = 128, n = 0;
    UChar *out = NULL;

    icu_check(ctx, rc);
    for (int round = 0; round < 2; round++) {
        out = icu_push_units(ctx, cap);
        rc = U_ZERO_ERROR;
        n = icui.udat_formatForFields(f, duk_get_number(ctx, 1), out, cap, spans, &rc);
        if (rc != U_BUFFER_OVERFLOW_ERROR)
            break;
        cap = n + 1;
    }
    if (U_SUCCESS(rc)) {
        duk_push_array(ctx);
        icu_push_text(ctx, out, n);
        duk_put_prop_index(ctx, -2, 0);
        if (duk_get_boolean(ctx, 2))
            add_spans(ctx, spans);
    }
    icui.ufieldpositer_close(spans);
    icu_check(ctx, rc);
    return 1;
}

/* ---- Two dates ---- */

static void close_interval(void *p)
{
    icui.udtitvfmt_close(p);
}

/* [ tag zone skeleton ] -> [ handle ] */
static duk_ret_t js_open_interval(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    IcuText zone, skeleton;
    UDateIntervalFormat *f;

    icu_locale(ctx, 0, id);
    zone = icu_text(ctx, 1);
    skeleton = icu_text(ctx, 2);
    f = icui.udtitvfmt_open(id, skeleton.ptr, skeleton.len, zone.ptr, zone.len, &rc);
    icu_check(ctx, rc);
    icu_push_handle(ctx, f, close_interval);
    return 1;
}

/* [ handle from to parts ] -> [ [text, …] ] */
static duk_ret_t js_format_interval(duk_context *ctx)
{
    UDateIntervalFormat *f = icu_handle(ctx, 0);
    UErrorCode rc = U_ZERO_ERROR;
    UFormattedDateInterval *result = icui.udtitvfmt_openResult(&rc);
    const UFormattedValue *value;

    icu_check(ctx, rc);
    icui.udtitvfmt_formatToResult(f, duk_get_number(ctx, 1), duk_get_number(ctx, 2),
                                  result, &rc);
    value = icui.udtitvfmt_resultAsValue(result, &rc);
    if (U_SUCCESS(rc))
        icu_push_value(ctx, value, duk_get_boolean(ctx, 3));
    icui.udtitvfmt_closeResult(result);
    icu_check(ctx, rc);
    return 1;
}

void intl_put_date(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "openPatterns", js_open_patterns, 1, 0 },
        { "bestPattern", js_pattern, 2, 0 },
        { "skeletonOf", js_pattern, 2, 1 },
        { "hourCycle", js_hour_cycle, 1, 0 },
        { "fieldName", js_field_name, 3, 0 },
        { "stylePattern", js_style_pattern, 3, 0 },
        { "openDate", js_open_date, 3, 0 },
        { "formatDate", js_format_date, 3, 0 },
        { "openInterval", js_open_interval, 3, 0 },
        { "formatInterval", js_format_interval, 4, 0 },
        { NULL, NULL, 0, 0 },
    };

    js_put_functions(ctx, fns);
}
