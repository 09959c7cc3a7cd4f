/* locale.c: internalBinding('intl'), locales: tags, what is there, names of things. */
#include <string.h>

#include "runtime/engine/bind.h"
#include "runtime/node/intl/icu.h"
#include "runtime/node/intl/intl.h"

static void push_tag(duk_context *ctx, const char *locale)
{
    UErrorCode rc = U_ZERO_ERROR;
    char tag[ICU_TAG_MAX];

    icu.uloc_toLanguageTag(locale, tag, sizeof tag, true, &rc);
    icu_check(ctx, rc);
    duk_push_string(ctx, tag);
}

/* [ ] -> [ tag ]: what the environment names (LC_ALL, LC_MESSAGES, LANG); en-US where
 * that is C or POSIX. */
static duk_ret_t js_default_locale(duk_context *ctx)
{
    const char *name;
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];

    icu_need(ctx);
    name = icu.uloc_getDefault();
    icu.uloc_canonicalize(name, id, sizeof id, &rc);
    if (U_FAILURE(rc) || id[0] == '\0' || strstr(id, "POSIX") != NULL ||
        strcmp(id, "c") == 0)
        duk_push_literal(ctx, "en-US");
    else
        push_tag(ctx, id);
    return 1;
}

/* [ tag ] -> [ canonical tag ] */
static duk_ret_t js_canonical(duk_context *ctx)
{
    char id[ICU_TAG_MAX];

    icu_locale(ctx, 0, id);
    push_tag(ctx, id);
    return 1;
}

/* [ tag ] -> [ tag ]; magic 1: the least that says the same */
static duk_ret_t js_likely(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX], out[ICU_TAG_MAX];

    icu_locale(ctx, 0, id);
    if (duk_get_current_magic(ctx) == 1)
        icu.uloc_minimizeSubtags(id, out, sizeof out, &rc);
    else
        icu.uloc_addLikelySubtags(id, out, sizeof out, &rc);
    icu_check(ctx, rc);
    push_tag(ctx, out);
    return 1;
}

/* Is the tag this locale's, but for the separators and the case? */
static bool is_spelled(const char *id, Str tag)
{
    if (strlen(id) != tag.len)
        return false;
    for (size_t i = 0; i < tag.len; i++) {
        char a = id[i] == '_' ? '-' : id[i], b = tag.ptr[i];

        if (a != b && (a | 32) != (b | 32))
            return false;
    }
    return true;
}

/* Is the tag language and region of a locale that has a script between them ("zh-TW" of
 * "zh_Hant_TW")? */
static bool is_without_script(const char *id, Str tag)
{
    size_t language = strcspn(id, "_");
    const char *region = strlen(id) > language + 6 ? id + language + 6 : id;

    return region != id && region[-1] == '_' && strchr(region, '_') == NULL &&
           tag.len == language + 1 + strlen(region) && tag.ptr[language] == '-' &&
           memcmp(tag.ptr, id, language) == 0 &&
           memcmp(tag.ptr + language + 1, region, strlen(region)) == 0;
}

/* [ tag ] -> [ is such a locale there ] */
static duk_ret_t js_is_available(duk_context *ctx)
{
    Str tag = js_get_str(ctx, 0);
    bool found = false;
    int32_t n;

    icu_need(ctx);
    n = icu.uloc_countAvailable();
    for (int32_t i = 0; i < n && !found; i++) {
        const char *id = icu.uloc_getAvailable(i);

        if (is_spelled(id, tag)) {
            push_tag(ctx, id);
            found = str_eq(js_get_str(ctx, -1), tag);
            duk_pop(ctx);
        }
        found = found || is_without_script(id, tag);
    }
    duk_push_boolean(ctx, found);
    return 1;
}

/* [ tag ] -> [ is written from right to left ] */
static duk_ret_t js_is_right_to_left(duk_context *ctx)
{
    char id[ICU_TAG_MAX];

    icu_locale(ctx, 0, id);
    duk_push_boolean(ctx, icu.uloc_isRightToLeft(id));
    return 1;
}

/* [ text tag ] -> [ text ]; magic 1: upper */
static duk_ret_t js_case(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    IcuText in;
    UChar *out;
    int32_t cap, n = 0;

    icu_locale(ctx, 1, id);
    in = icu_text(ctx, 0);
    cap = in.len + 16;
    for (int round = 0; round < 2; round++) {
        out = icu_push_units(ctx, cap);
        rc = U_ZERO_ERROR;
        n = (duk_get_current_magic(ctx) == 1
                 ? icu.u_strToUpper
                 : icu.u_strToLower)(out, cap, in.ptr, in.len, id, &rc);
        if (rc != U_BUFFER_OVERFLOW_ERROR)
            break;
        cap = n + 1;
    }
    icu_check(ctx, rc);
    icu_push_text(ctx, out, n);
    return 1;
}

/* ---- What a locale has ---- */

/* A Unicode type's short form ("gregory"), for names that ICU enumerates in its own. */
static void push_types(duk_context *ctx, UEnumeration *names, const char *key)
{
    UErrorCode rc = U_ZERO_ERROR;
    duk_uarridx_t n = 0;
    const char *name;

    duk_push_array(ctx);
    while ((name = icu.uenum_next(names, NULL, &rc)) != NULL && U_SUCCESS(rc)) {
        const char *type = icu.uloc_toUnicodeLocaleType(key, name);

        duk_push_string(ctx, type != NULL ? type : name);
        duk_put_prop_index(ctx, -2, n++);
    }
    icu.uenum_close(names);
    icu_check(ctx, rc);
}

/* [ tag common ] -> [ calendars ]: those in use there, the first is its own; all if not
 * `common`. */
static duk_ret_t js_calendars(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    UEnumeration *names;

    icu_locale(ctx, 0, id);
    names = icui.ucal_getKeywordValuesForLocale("calendar", id,
                                                (UBool)duk_get_boolean(ctx, 1), &rc);
    icu_check(ctx, rc);
    push_types(ctx, names, "ca");
    return 1;
}

/* [ tag | undefined ] -> [ collations of a locale, or all ] */
static duk_ret_t js_collations(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    UEnumeration *names;

    icu_need(ctx);
    if (duk_is_undefined(ctx, 0)) {
        names = icui.ucol_getKeywordValues("collation", &rc);
    } else {
        icu_locale(ctx, 0, id);
        names = icui.ucol_getKeywordValuesForLocale("collation", id, true, &rc);
    }
    icu_check(ctx, rc);
    push_types(ctx, names, "co");
    return 1;
}

/* [ ] -> [ names ]: those that count with digits */
static duk_ret_t js_numbering_systems(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    UEnumeration *names;
    duk_uarridx_t n = 0;
    const char *name;

    icu_need(ctx);
    names = icui.unumsys_openAvailableNames(&rc);
    icu_check(ctx, rc);
    duk_push_array(ctx);
    while ((name = icu.uenum_next(names, NULL, &rc)) != NULL && U_SUCCESS(rc)) {
        UNumberingSystem *s = icui.unumsys_openByName(name, &rc);

        if (U_SUCCESS(rc) && !icui.unumsys_isAlgorithmic(s)) {
            duk_push_string(ctx, name);
            duk_put_prop_index(ctx, -2, n++);
        }
        icui.unumsys_close(s);
    }
    icu.uenum_close(names);
    return 1;
}

/* [ tag ] -> [ name ]: a locale's own numbering system */
static duk_ret_t js_numbering_system(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    UNumberingSystem *s;

    icu_locale(ctx, 0, id);
    s = icui.unumsys_open(id, &rc);
    icu_check(ctx, rc);
    duk_push_string(ctx,
                    icui.unumsys_isAlgorithmic(s) ? "latn" : icui.unumsys_getName(s));
    icui.unumsys_close(s);
    return 1;
}

/* [ tag ] -> [ [first day of the week, minimal days, weekend days…] ]: Monday is 1 */
static duk_ret_t js_week(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    UCalendar *c;
    duk_uarridx_t n = 0;

    icu_locale(ctx, 0, id);
    c = icui.ucal_open(NULL, 0, id, UCAL_DEFAULT, &rc);
    icu_check(ctx, rc);
    duk_push_array(ctx);
    duk_push_int(ctx, (icui.ucal_getAttribute(c, UCAL_FIRST_DAY_OF_WEEK) + 5) % 7 + 1);
    duk_put_prop_index(ctx, -2, n++);
    duk_push_int(ctx, icui.ucal_getAttribute(c, UCAL_MINIMAL_DAYS_IN_FIRST_WEEK));
    duk_put_prop_index(ctx, -2, n++);
    for (int day = 1; day <= 7; day++) {
        if (icui.ucal_getDayOfWeekType(c, (UCalendarDaysOfWeek)(day % 7 + 1), &rc) ==
            UCAL_WEEKDAY)
            continue;
        duk_push_int(ctx, day);
        duk_put_prop_index(ctx, -2, n++);
    }
    icui.ucal_close(c);
    return 1;
}

/* ---- Time zones and currencies ---- */

/* [ kind region ] -> [ names ]; kind: 0 all, 1 those that are no other's name; region: a
 * country's only, where not undefined */
static duk_ret_t js_time_zones(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    UEnumeration *names;

    icu_need(ctx);
    names =
        icui.ucal_openTimeZoneIDEnumeration((USystemTimeZoneType)(int)duk_get_int(ctx, 0),
                                            NULL, NULL, &rc);
    icu_check(ctx, rc);
    icu_push_names(ctx, names);
    return 1;
}

/* [ ] -> [ name ] */
static duk_ret_t js_default_time_zone(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    UChar name[128];
    int32_t n;

    icu_need(ctx);
    n = icui.ucal_getDefaultTimeZone(name, 128, &rc);
    icu_check(ctx, rc);
    icu_push_text(ctx, name, n);
    return 1;
}

/* [ name ] -> [ name ] */
static duk_ret_t js_canonical_time_zone(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    UChar name[128];
    IcuText in;
    int32_t n;

    icu_need(ctx);
    in = icu_text(ctx, 0);
    n = icui.ucal_getCanonicalTimeZoneID(in.ptr, in.len, name, 128, NULL, &rc);
    icu_check(ctx, rc);
    icu_push_text(ctx, name, n);
    return 1;
}

/* [ ] -> [ codes ] */
static duk_ret_t js_currencies(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    UEnumeration *names;

    icu_need(ctx);
    names = icu.ucurr_openISOCurrencies(UCURR_ALL, &rc);
    icu_check(ctx, rc);
    icu_push_names(ctx, names);
    return 1;
}

/* [ code ] -> [ number ] */
static duk_ret_t js_currency_digits(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    IcuText code;
    int32_t digits;

    icu_need(ctx);
    code = icu_text(ctx, 0);
    digits = icu.ucurr_getDefaultFractionDigits(code.ptr, &rc);
    duk_push_int(ctx, U_FAILURE(rc) ? 2 : digits);
    return 1;
}

/* ---- Names of things ---- */

enum { NAME_LANGUAGE, NAME_REGION, NAME_SCRIPT, NAME_CALENDAR };

static void close_names(void *p)
{
    icu.uldn_close(p);
}

/* [ tag short dialect ] -> [ handle ] */
static duk_ret_t js_open_names(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    UDisplayContext how[3] = { UDISPCTX_STANDARD_NAMES, UDISPCTX_LENGTH_FULL,
                               UDISPCTX_NO_SUBSTITUTE };
    ULocaleDisplayNames *names;

    icu_locale(ctx, 0, id);
    if (duk_get_boolean(ctx, 2))
        how[0] = UDISPCTX_DIALECT_NAMES;
    if (duk_get_boolean(ctx, 1))
        how[1] = UDISPCTX_LENGTH_SHORT;
    names = icu.uldn_openForContext(id, how, 3, &rc);
    icu_check(ctx, rc);
    icu_push_handle(ctx, names, close_names);
    return 1;
}

/* [ code tag ] -> [ name | undefined ]; one name for all styles, as V8 has it */
static duk_ret_t js_currency_name(duk_context *ctx)
{
    UErrorCode rc = U_ZERO_ERROR;
    char id[ICU_TAG_MAX];
    IcuText code;
    const UChar *name;
    int32_t n = 0;

    icu_locale(ctx, 1, id);
    code = icu_text(ctx, 0);
    name = icu.ucurr_getName(code.ptr, id, UCURR_LONG_NAME, NULL, &n, &rc);
    if (U_FAILURE(rc) || rc == U_USING_DEFAULT_WARNING)
        return 0;
    icu_push_text(ctx, name, n);
    return 1;
}

/* [ handle kind code ] -> [ name | undefined ] */
static duk_ret_t js_name(duk_context *ctx)
{
    ULocaleDisplayNames *names = icu_handle(ctx, 0);
    UErrorCode rc = U_ZERO_ERROR;
    const char *code = duk_get_string(ctx, 2);
    char id[ICU_TAG_MAX];
    UChar out[512];
    int32_t n = 0;

    switch (duk_get_int(ctx, 1)) {
    case NAME_LANGUAGE:
        icu_locale(ctx, 2, id);
        n = icu.uldn_localeDisplayName(names, id, out, 512, &rc);
        break;
    case NAME_REGION: n = icu.uldn_regionDisplayName(names, code, out, 512, &rc); break;
    case NAME_SCRIPT: n = icu.uldn_scriptDisplayName(names, code, out, 512, &rc); break;
    default:
        n = icu.uldn_keyValueDisplayName(names, "calendar", code, out, 512, &rc);
        break;
    }
    if (U_FAILURE(rc) || n == 0)
        return 0;
    icu_push_text(ctx, out, n);
    return 1;
}

void intl_put_locale(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "defaultLocale", js_default_locale, 0, 0 },
        { "canonical", js_canonical, 1, 0 },
        { "maximize", js_likely, 1, 0 },
        { "minimize", js_likely, 1, 1 },
        { "isAvailable", js_is_available, 1, 0 },
        { "isRightToLeft", js_is_right_to_left, 1, 0 },
        { "lower", js_case, 2, 0 },
        { "upper", js_case, 2, 1 },
        { "calendars", js_calendars, 2, 0 },
        { "collations", js_collations, 1, 0 },
        { "numberingSystems", js_numbering_systems, 0, 0 },
        { "numberingSystem", js_numbering_system, 1, 0 },
        { "week", js_week, 1, 0 },
        { "timeZones", js_time_zones, 2, 0 },
        { "defaultTimeZone", js_default_time_zone, 0, 0 },
        { "canonicalTimeZone", js_canonical_time_zone, 1, 0 },
        { "currencies", js_currencies, 0, 0 },
        { "currencyDigits", js_currency_digits, 1, 0 },
        { "openNames", js_open_names, 3, 0 },
        { "name", js_name, 3, 0 },
        { "currencyName", js_currency_name, 2, 0 },
        { NULL, NULL, 0, 0 },
    };

    js_put_functions(ctx, fns);
}
