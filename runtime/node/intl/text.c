/* text.c: internalBinding('intl'), texts: order, lists, relative times, segments. */
#include <stdlib.h>
#include <string.h>

#include "common/xalloc.h"
#include "runtime/engine/bind.h"
#include "runtime/node/intl/icu.h"
#include "runtime/node/intl/intl.h"

/* ---- Order ---- */

static void close_collator(void *p)
{
    icui.ucol_close(p);
}

/* [ tag attribute value … ] -> [ handle ] */
static duk_ret_t js_open_collator(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    UCollator *c;
    duk_idx_t n = duk_get_top(ctx);

    icu_locale(ctx, 0, id);
    c = icui.ucol_open(id, &rc);
    icu_check(ctx, rc);
    icu_push_handle(ctx, c, close_collator);
    for (duk_idx_t i = 1; i + 1 < n; i += 2)
        icui.ucol_setAttribute(c, (UColAttribute)duk_get_int(ctx, i),
                               (UColAttributeValue)duk_get_int(ctx, i + 1), &rc);
    icu_check(ctx, rc);
    return 1;
}

/* [ handle attribute ] -> [ value ] */
static duk_ret_t js_collator_attribute(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;

    duk_push_int(ctx, icui.ucol_getAttribute(icu_handle(ctx, 0),
                                             (UColAttribute)duk_get_int(ctx, 1), &rc));
    icu_check(ctx, rc);
    return 1;
}

/* [ handle a b ] -> [ -1 | 0 | 1 ] */
static duk_ret_t js_compare(duk_context *ctx)
{
    const UCollator *c = icu_handle(ctx, 0);
    IcuText a = icu_text(ctx, 1), b = icu_text(ctx, 2);

    duk_push_int(ctx, (int)icui.ucol_strcoll(c, a.ptr, a.len, b.ptr, b.len));
    return 1;
}

/* ---- Lists ---- */

static void close_list(void *p)
{
    icui.ulistfmt_close(p);
}

/* [ tag type width ] -> [ handle ]; type: 0 and, 1 or, 2 units; width: 0 wide, 1 short, 2
 * narrow */
static duk_ret_t js_open_list(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    UListFormatter *f;

    icu_locale(ctx, 0, id);
    f = icui.ulistfmt_openForType(id, (UListFormatterType)duk_get_int(ctx, 1),
                                  (UListFormatterWidth)duk_get_int(ctx, 2), &rc);
    icu_check(ctx, rc);
    icu_push_handle(ctx, f, close_list);
    return 1;
}

/* [ handle texts parts ] -> [ [text, …] ] */
static duk_ret_t js_format_list(duk_context *ctx)
{
    const UListFormatter *f = icu_handle(ctx, 0);
    UErrorCode rc = U_ZERO_ERROR;
    duk_size_t n = duk_get_length(ctx, 1);
    const UChar **texts;
    int32_t *lens;
    UFormattedList *result;
    const UFormattedValue *value;

    duk_require_stack(ctx, (duk_idx_t)n * 2 + 8);
    texts = duk_push_fixed_buffer(ctx, (n + 1) * sizeof *texts);
    lens = duk_push_fixed_buffer(ctx, (n + 1) * sizeof *lens);
    for (duk_size_t i = 0; i < n; i++) {
        IcuText t;

        duk_get_prop_index(ctx, 1, (duk_uarridx_t)i);
        t = icu_text(ctx, -1);
        texts[i] = t.ptr;
        lens[i] = t.len;
    }
    result = icui.ulistfmt_openResult(&rc);
    icu_check(ctx, rc);
    icui.ulistfmt_formatStringsToResult(f, texts, lens, (int32_t)n, result, &rc);
    value = icui.ulistfmt_resultAsValue(result, &rc);
    if (U_SUCCESS(rc))
        icu_push_value(ctx, value, duk_get_boolean(ctx, 2));
    icui.ulistfmt_closeResult(result);
    icu_check(ctx, rc);
    return 1;
}

/* ---- Relative times ---- */

static void close_relative(void *p)
{
    icui.ureldatefmt_close(p);
}

/* Numbers with the grouping that the locale wants ("1000" and "10.000" in Spanish). */
static UNumberFormat *plain_numbers(const char *id, UErrorCode *rc)
{
    UNumberFormat *f = icui.unum_open(UNUM_DECIMAL, NULL, 0, id, NULL, rc);

    if (U_SUCCESS(*rc))
        icui.unum_setAttribute(f, UNUM_MINIMUM_GROUPING_DIGITS,
                               UNUM_MINIMUM_GROUPING_DIGITS_AUTO);
    return f;
}

/* [ tag style ] -> [ handle ]; style: 0 long, 1 short, 2 narrow */
static duk_ret_t js_open_relative(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    URelativeDateTimeFormatter *f;

    icu_locale(ctx, 0, id);
    f = icui.ureldatefmt_open(id, plain_numbers(id, &rc),
                              (UDateRelativeDateTimeFormatterStyle)duk_get_int(ctx, 1),
                              UDISPCTX_CAPITALIZATION_NONE, &rc);
    icu_check(ctx, rc);
    icu_push_handle(ctx, f, close_relative);
    return 1;
}

/* [ handle value unit auto parts ] -> [ [text, …] ] */
static duk_ret_t js_format_relative(duk_context *ctx)
{
    const URelativeDateTimeFormatter *f = icu_handle(ctx, 0);
    UErrorCode rc = U_ZERO_ERROR;
    UFormattedRelativeDateTime *result = icui.ureldatefmt_openResult(&rc);
    const UFormattedValue *value;

    icu_check(ctx, rc);
    (duk_get_boolean(ctx, 3) ? icui.ureldatefmt_formatToResult
                             : icui.ureldatefmt_formatNumericToResult)(
        f, duk_get_number(ctx, 1), (URelativeDateTimeUnit)duk_get_int(ctx, 2), result,
        &rc);
    value = icui.ureldatefmt_resultAsValue(result, &rc);
    if (U_SUCCESS(rc))
        icu_push_value(ctx, value, duk_get_boolean(ctx, 4));
    icui.ureldatefmt_closeResult(result);
    icu_check(ctx, rc);
    return 1;
}

/* ---- Segments ---- */

typedef struct {
    UBreakIterator *breaks;
    UChar *text; /* its own: ICU only borrows it */
} Segments;

static void close_segments(void *p)
{
    Segments *s = p;

    icu.ubrk_close(s->breaks);
    xfree(s->text);
    xfree(s);
}

/* [ tag kind text ] -> [ handle ]; kind: 0 grapheme, 1 word, 3 sentence */
static duk_ret_t js_open_segments(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    Segments *s;
    IcuText t;

    icu_locale(ctx, 0, id);
    t = icu_text(ctx, 2);
    s = xcalloc(1, sizeof *s);
    icu_push_handle(ctx, s, close_segments);
    s->text = xmalloc(((size_t)t.len + 1) * sizeof *s->text);
    memcpy(s->text, t.ptr, (size_t)t.len * sizeof *s->text);
    s->breaks =
        icu.ubrk_open((UBreakIteratorType)duk_get_int(ctx, 1), id, s->text, t.len, &rc);
    icu_check(ctx, rc);
    return 1;
}

/* [ handle at ] -> [ [start, end, word-like] ]: the segment that holds the unit at `at`
 */
static duk_ret_t js_segment(duk_context *ctx)
{
    Segments *s = icu_handle(ctx, 0);
    int32_t at = duk_get_int(ctx, 1);
    int32_t start =
        icu.ubrk_isBoundary(s->breaks, at) ? at : icu.ubrk_preceding(s->breaks, at);
    int32_t end = icu.ubrk_following(s->breaks, at);

    duk_push_array(ctx);
    duk_push_int(ctx, start);
    duk_put_prop_index(ctx, -2, 0);
    duk_push_int(ctx, end);
    duk_put_prop_index(ctx, -2, 1);
    duk_push_boolean(ctx, icu.ubrk_getRuleStatus(s->breaks) >= UBRK_WORD_NONE_LIMIT);
    duk_put_prop_index(ctx, -2, 2);
    return 1;
}

void intl_put_text(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "openCollator", js_open_collator, DUK_VARARGS, 0 },
        { "collatorAttribute", js_collator_attribute, 2, 0 },
        { "compare", js_compare, 3, 0 },
        { "openList", js_open_list, 3, 0 },
        { "formatList", js_format_list, 3, 0 },
        { "openRelative", js_open_relative, 2, 0 },
        { "formatRelative", js_format_relative, 5, 0 },
        { "openSegments", js_open_segments, 3, 0 },
        { "segment", js_segment, 2, 0 },
        { NULL, NULL, 0, 0 },
    };

    js_put_functions(ctx, fns);
}
