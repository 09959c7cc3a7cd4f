/* icu.h: ICU, opened when Intl (or a toLocale… function) is first used.
 *
 *     icu_need(ctx);                             throws ERR_NO_ICU where there is none
 *     UCollator *c = icu.ucol_open(id, &rc);
 *
 * ICU's data are 30 MB of pages that only such a program touches. Its functions carry the
 * release in their names; the header that this was compiled with knows it.
 */
#ifndef RUNTIME_NODE_INTL_ICU_H
#define RUNTIME_NODE_INTL_ICU_H

#include <unicode/ubrk.h>
#include <unicode/ucal.h>
#include <unicode/ucol.h>
#include <unicode/ucurr.h>
#include <unicode/udat.h>
#include <unicode/udateintervalformat.h>
#include <unicode/udatpg.h>
#include <unicode/uenum.h>
#include <unicode/uformattedvalue.h>
#include <unicode/uldnames.h>
#include <unicode/ulistformatter.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/unumberrangeformatter.h>
#include <unicode/unumsys.h>
#include <unicode/upluralrules.h>
#include <unicode/ureldatefmt.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "common/dynlib.h"
#include "runtime/engine/js.h"

/* libicuuc */
#define ICU_COMMON_FUNCTIONS(X)                                                          \
    X(const char *, u_errorName, (UErrorCode))                                           \
    X(const char *, uloc_getDefault, (void))                                             \
    X(int32_t, uloc_countAvailable, (void))                                              \
    X(const char *, uloc_getAvailable, (int32_t))                                        \
    X(int32_t, uloc_forLanguageTag,                                                      \
      (const char *, char *, int32_t, int32_t *, UErrorCode *))                          \
    X(int32_t, uloc_toLanguageTag, (const char *, char *, int32_t, UBool, UErrorCode *)) \
    X(int32_t, uloc_canonicalize, (const char *, char *, int32_t, UErrorCode *))         \
    X(int32_t, uloc_addLikelySubtags, (const char *, char *, int32_t, UErrorCode *))     \
    X(int32_t, uloc_minimizeSubtags, (const char *, char *, int32_t, UErrorCode *))      \
    X(UBool, uloc_isRightToLeft, (const char *))                                         \
    X(ULayoutType, uloc_getCharacterOrientation, (const char *, UErrorCode *))           \
    X(const char *, uloc_toUnicodeLocaleKey, (const char *))                             \
    X(const char *, uloc_toUnicodeLocaleType, (const char *, const char *))              \
    X(const char *, uenum_next, (UEnumeration *, int32_t *, UErrorCode *))               \
    X(void, uenum_close, (UEnumeration *))                                               \
    X(int32_t, u_strToUpper,                                                             \
      (UChar *, int32_t, const UChar *, int32_t, const char *, UErrorCode *))            \
    X(int32_t, u_strToLower,                                                             \
      (UChar *, int32_t, const UChar *, int32_t, const char *, UErrorCode *))            \
    X(UEnumeration *, ucurr_openISOCurrencies, (uint32_t, UErrorCode *))                 \
    X(int32_t, ucurr_getDefaultFractionDigits, (const UChar *, UErrorCode *))            \
    X(const UChar *, ucurr_getName,                                                      \
      (const UChar *, const char *, UCurrNameStyle, UBool *, int32_t *, UErrorCode *))   \
    X(ULocaleDisplayNames *, uldn_openForContext,                                        \
      (const char *, UDisplayContext *, int32_t, UErrorCode *))                          \
    X(void, uldn_close, (ULocaleDisplayNames *))                                         \
    X(int32_t, uldn_localeDisplayName,                                                   \
      (const ULocaleDisplayNames *, const char *, UChar *, int32_t, UErrorCode *))       \
    X(int32_t, uldn_scriptDisplayName,                                                   \
      (const ULocaleDisplayNames *, const char *, UChar *, int32_t, UErrorCode *))       \
    X(int32_t, uldn_regionDisplayName,                                                   \
      (const ULocaleDisplayNames *, const char *, UChar *, int32_t, UErrorCode *))       \
    X(int32_t, uldn_keyValueDisplayName,                                                 \
      (const ULocaleDisplayNames *, const char *, const char *, UChar *, int32_t,        \
       UErrorCode *))                                                                    \
    X(UBreakIterator *, ubrk_open,                                                       \
      (UBreakIteratorType, const char *, const UChar *, int32_t, UErrorCode *))          \
    X(void, ubrk_close, (UBreakIterator *))                                              \
    X(int32_t, ubrk_next, (UBreakIterator *))                                            \
    X(int32_t, ubrk_following, (UBreakIterator *, int32_t))                              \
    X(int32_t, ubrk_preceding, (UBreakIterator *, int32_t))                              \
    X(UBool, ubrk_isBoundary, (UBreakIterator *, int32_t))                               \
    X(int32_t, ubrk_getRuleStatus, (UBreakIterator *))

/* libicui18n */
#define ICU_I18N_FUNCTIONS(X)                                                           \
    X(UCollator *, ucol_open, (const char *, UErrorCode *))                             \
    X(void, ucol_close, (UCollator *))                                                  \
    X(void, ucol_setAttribute,                                                          \
      (UCollator *, UColAttribute, UColAttributeValue, UErrorCode *))                   \
    X(UColAttributeValue, ucol_getAttribute,                                            \
      (const UCollator *, UColAttribute, UErrorCode *))                                 \
    X(UCollationResult, ucol_strcoll,                                                   \
      (const UCollator *, const UChar *, int32_t, const UChar *, int32_t))              \
    X(UEnumeration *, ucol_getKeywordValues, (const char *, UErrorCode *))              \
    X(UEnumeration *, ucol_getKeywordValuesForLocale,                                   \
      (const char *, const char *, UBool, UErrorCode *))                                \
    X(UEnumeration *, ucal_getKeywordValuesForLocale,                                   \
      (const char *, const char *, UBool, UErrorCode *))                                \
    X(UEnumeration *, ucal_openTimeZoneIDEnumeration,                                   \
      (USystemTimeZoneType, const char *, const int32_t *, UErrorCode *))               \
    X(int32_t, ucal_getDefaultTimeZone, (UChar *, int32_t, UErrorCode *))               \
    X(int32_t, ucal_getCanonicalTimeZoneID,                                             \
      (const UChar *, int32_t, UChar *, int32_t, UBool *, UErrorCode *))                \
    X(void, ucal_setGregorianChange, (UCalendar *, UDate, UErrorCode *))                \
    X(int32_t, ucal_getAttribute, (const UCalendar *, UCalendarAttribute))              \
    X(UCalendarWeekdayType, ucal_getDayOfWeekType,                                      \
      (const UCalendar *, UCalendarDaysOfWeek, UErrorCode *))                           \
    X(UCalendar *, ucal_open,                                                           \
      (const UChar *, int32_t, const char *, UCalendarType, UErrorCode *))              \
    X(void, ucal_close, (UCalendar *))                                                  \
    X(const char *, ucal_getType, (const UCalendar *, UErrorCode *))                    \
    X(UEnumeration *, unumsys_openAvailableNames, (UErrorCode *))                       \
    X(UNumberingSystem *, unumsys_open, (const char *, UErrorCode *))                   \
    X(UNumberingSystem *, unumsys_openByName, (const char *, UErrorCode *))             \
    X(const char *, unumsys_getName, (const UNumberingSystem *))                        \
    X(UBool, unumsys_isAlgorithmic, (const UNumberingSystem *))                         \
    X(void, unumsys_close, (UNumberingSystem *))                                        \
    X(UNumberFormatter *, unumf_openForSkeletonAndLocale,                               \
      (const UChar *, int32_t, const char *, UErrorCode *))                             \
    X(void, unumf_close, (UNumberFormatter *))                                          \
    X(UFormattedNumber *, unumf_openResult, (UErrorCode *))                             \
    X(void, unumf_closeResult, (UFormattedNumber *))                                    \
    X(void, unumf_formatDouble,                                                         \
      (const UNumberFormatter *, double, UFormattedNumber *, UErrorCode *))             \
    X(void, unumf_formatDecimal,                                                        \
      (const UNumberFormatter *, const char *, int32_t, UFormattedNumber *,             \
       UErrorCode *))                                                                   \
    X(const UFormattedValue *, unumf_resultAsValue,                                     \
      (const UFormattedNumber *, UErrorCode *))                                         \
    X(UNumberRangeFormatter *, unumrf_openForSkeletonWithCollapseAndIdentityFallback,   \
      (const UChar *, int32_t, UNumberRangeCollapse, UNumberRangeIdentityFallback,      \
       const char *, UParseError *, UErrorCode *))                                      \
    X(void, unumrf_close, (UNumberRangeFormatter *))                                    \
    X(UFormattedNumberRange *, unumrf_openResult, (UErrorCode *))                       \
    X(void, unumrf_closeResult, (UFormattedNumberRange *))                              \
    X(void, unumrf_formatDecimalRange,                                                  \
      (const UNumberRangeFormatter *, const char *, int32_t, const char *, int32_t,     \
       UFormattedNumberRange *, UErrorCode *))                                          \
    X(const UFormattedValue *, unumrf_resultAsValue,                                    \
      (const UFormattedNumberRange *, UErrorCode *))                                    \
    X(const UChar *, ufmtval_getString,                                                 \
      (const UFormattedValue *, int32_t *, UErrorCode *))                               \
    X(UBool, ufmtval_nextPosition,                                                      \
      (const UFormattedValue *, UConstrainedFieldPosition *, UErrorCode *))             \
    X(UConstrainedFieldPosition *, ucfpos_open, (UErrorCode *))                         \
    X(void, ucfpos_close, (UConstrainedFieldPosition *))                                \
    X(int32_t, ucfpos_getCategory, (const UConstrainedFieldPosition *, UErrorCode *))   \
    X(int32_t, ucfpos_getField, (const UConstrainedFieldPosition *, UErrorCode *))      \
    X(void, ucfpos_getIndexes,                                                          \
      (const UConstrainedFieldPosition *, int32_t *, int32_t *, UErrorCode *))          \
    X(UPluralRules *, uplrules_openForType, (const char *, UPluralType, UErrorCode *))  \
    X(void, uplrules_close, (UPluralRules *))                                           \
    X(int32_t, uplrules_selectFormatted,                                                \
      (const UPluralRules *, const UFormattedNumber *, UChar *, int32_t, UErrorCode *)) \
    X(int32_t, uplrules_selectForRange,                                                 \
      (const UPluralRules *, const UFormattedNumberRange *, UChar *, int32_t,           \
       UErrorCode *))                                                                   \
    X(UEnumeration *, uplrules_getKeywords, (const UPluralRules *, UErrorCode *))       \
    X(UListFormatter *, ulistfmt_openForType,                                           \
      (const char *, UListFormatterType, UListFormatterWidth, UErrorCode *))            \
    X(void, ulistfmt_close, (UListFormatter *))                                         \
    X(UFormattedList *, ulistfmt_openResult, (UErrorCode *))                            \
    X(void, ulistfmt_closeResult, (UFormattedList *))                                   \
    X(void, ulistfmt_formatStringsToResult,                                             \
      (const UListFormatter *, const UChar *const *, const int32_t *, int32_t,          \
       UFormattedList *, UErrorCode *))                                                 \
    X(const UFormattedValue *, ulistfmt_resultAsValue,                                  \
      (const UFormattedList *, UErrorCode *))                                           \
    X(UNumberFormat *, unum_open,                                                       \
      (UNumberFormatStyle, const UChar *, int32_t, const char *, UParseError *,         \
       UErrorCode *))                                                                   \
    X(void, unum_setAttribute, (UNumberFormat *, UNumberFormatAttribute, int32_t))      \
    X(URelativeDateTimeFormatter *, ureldatefmt_open,                                   \
      (const char *, UNumberFormat *, UDateRelativeDateTimeFormatterStyle,              \
       UDisplayContext, UErrorCode *))                                                  \
    X(void, ureldatefmt_close, (URelativeDateTimeFormatter *))                          \
    X(UFormattedRelativeDateTime *, ureldatefmt_openResult, (UErrorCode *))             \
    X(void, ureldatefmt_closeResult, (UFormattedRelativeDateTime *))                    \
    X(void, ureldatefmt_formatToResult,                                                 \
      (const URelativeDateTimeFormatter *, double, URelativeDateTimeUnit,               \
       UFormattedRelativeDateTime *, UErrorCode *))                                     \
    X(void, ureldatefmt_formatNumericToResult,                                          \
      (const URelativeDateTimeFormatter *, double, URelativeDateTimeUnit,               \
       UFormattedRelativeDateTime *, UErrorCode *))                                     \
    X(const UFormattedValue *, ureldatefmt_resultAsValue,                               \
      (const UFormattedRelativeDateTime *, UErrorCode *))                               \
    X(UDateTimePatternGenerator *, udatpg_open, (const char *, UErrorCode *))           \
    X(void, udatpg_close, (UDateTimePatternGenerator *))                                \
    X(int32_t, udatpg_getBestPatternWithOptions,                                        \
      (UDateTimePatternGenerator *, const UChar *, int32_t,                             \
       UDateTimePatternMatchOptions, UChar *, int32_t, UErrorCode *))                   \
    X(int32_t, udatpg_getSkeleton,                                                      \
      (UDateTimePatternGenerator *, const UChar *, int32_t, UChar *, int32_t,           \
       UErrorCode *))                                                                   \
    X(int32_t, udatpg_getFieldDisplayName,                                              \
      (const UDateTimePatternGenerator *, UDateTimePatternField,                        \
       UDateTimePGDisplayWidth, UChar *, int32_t, UErrorCode *))                        \
    X(UDateFormatHourCycle, udatpg_getDefaultHourCycle,                                 \
      (const UDateTimePatternGenerator *, UErrorCode *))                                \
    X(UDateFormat *, udat_open,                                                         \
      (UDateFormatStyle, UDateFormatStyle, const char *, const UChar *, int32_t,        \
       const UChar *, int32_t, UErrorCode *))                                           \
    X(void, udat_close, (UDateFormat *))                                                \
    X(int32_t, udat_toPattern,                                                          \
      (const UDateFormat *, UBool, UChar *, int32_t, UErrorCode *))                     \
    X(const UCalendar *, udat_getCalendar, (const UDateFormat *))                       \
    X(int32_t, udat_formatForFields,                                                    \
      (const UDateFormat *, UDate, UChar *, int32_t, UFieldPositionIterator *,          \
       UErrorCode *))                                                                   \
    X(UFieldPositionIterator *, ufieldpositer_open, (UErrorCode *))                     \
    X(void, ufieldpositer_close, (UFieldPositionIterator *))                            \
    X(int32_t, ufieldpositer_next, (UFieldPositionIterator *, int32_t *, int32_t *))    \
    X(UDateIntervalFormat *, udtitvfmt_open,                                            \
      (const char *, const UChar *, int32_t, const UChar *, int32_t, UErrorCode *))     \
    X(void, udtitvfmt_close, (UDateIntervalFormat *))                                   \
    X(UFormattedDateInterval *, udtitvfmt_openResult, (UErrorCode *))                   \
    X(void, udtitvfmt_closeResult, (UFormattedDateInterval *))                          \
    X(void, udtitvfmt_formatToResult,                                                   \
      (const UDateIntervalFormat *, UDate, UDate, UFormattedDateInterval *,             \
       UErrorCode *))                                                                   \
    X(const UFormattedValue *, udtitvfmt_resultAsValue,                                 \
      (const UFormattedDateInterval *, UErrorCode *))

DYNLIB_TABLE(IcuCommon, ICU_COMMON_FUNCTIONS)
DYNLIB_TABLE(IcuI18n, ICU_I18N_FUNCTIONS)

extern IcuCommon icu;
extern IcuI18n icui;

#define ICU_TAG_MAX 256 /* bytes of a language tag or locale id, NUL included */

/* Opens ICU, or throws ERR_NO_ICU. */
void icu_need(duk_context *ctx);
/* Is it there? Opens it. */
bool icu_is_there(void);
/* Throws RangeError where the call failed. */
void icu_check(duk_context *ctx, UErrorCode rc);

/* The language tag at i as ICU's locale id, in out (ICU_TAG_MAX). Throws RangeError. */
void icu_locale(duk_context *ctx, duk_idx_t i, char *out);

typedef struct {
    UChar *ptr;
    int32_t len;
} IcuText;

/* The string at i as UTF-16, in a buffer that is pushed: [ ] -> [ buffer ]. */
IcuText icu_text(duk_context *ctx, duk_idx_t i);
/* [ ] -> [ text ] */
void icu_push_text(duk_context *ctx, const UChar *p, int32_t len);
/* A fixed buffer of n units, pushed. */
UChar *icu_push_units(duk_context *ctx, int32_t n);

/* Pushes an object that owns `ptr`: `close` is called when nobody refers to it. */
void icu_push_handle(duk_context *ctx, void *ptr, void (*close)(void *));
void *icu_handle(duk_context *ctx, duk_idx_t i);

/* Closes the enumeration: [ ] -> [ array of texts ]. */
void icu_push_names(duk_context *ctx, UEnumeration *names);
/* A formatted value: [ ] -> [ [text, category, field, start, end, …] ]. */
void icu_push_value(duk_context *ctx, const UFormattedValue *value, bool parts);

#endif
