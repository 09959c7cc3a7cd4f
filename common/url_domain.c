/* url_domain.c: domains outside ASCII (URL Standard 3.3, Unicode TS 46), through ICU.
 *
 * The standard asks for UTS 46 without STD3 rules and, since it isn't strict, without the
 * checks of lengths and hyphens. Symbols and emoji are valid there, other than in IDNA
 * 2008.
 */
#include <unicode/uidna.h>

#include "common/icu.h"
#include "common/url.h"
#include "common/url_private.h"

#define IDNA_FUNCTIONS(X)                                                  \
    X(UIDNA *, uidna_openUTS46, (uint32_t, UErrorCode *))                  \
    X(void, uidna_close, (UIDNA *))                                        \
    X(int32_t, uidna_nameToASCII_UTF8,                                     \
      (const UIDNA *, const char *, int32_t, char *, int32_t, UIDNAInfo *, \
       UErrorCode *))                                                      \
    X(int32_t, uidna_nameToUnicodeUTF8,                                    \
      (const UIDNA *, const char *, int32_t, char *, int32_t, UIDNAInfo *, \
       UErrorCode *))
DYNLIB_TABLE(Idna, IDNA_FUNCTIONS)

static Idna icu;
static DynLib icu_lib = { .names = ICU_LIBRARY("uc"), .package = ICU_PACKAGE };
static const DynSymbol icu_symbols[] = { DYNLIB_SYMBOLS(IDNA_FUNCTIONS) };

#define OPTIONS                                                                 \
    (UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII | \
     UIDNA_NONTRANSITIONAL_TO_UNICODE)
#define NOT_STRICT                                                   \
    (UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |          \
     UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN | \
     UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4)

typedef int32_t Convert(const UIDNA *, const char *, int32_t, char *, int32_t,
                        UIDNAInfo *, UErrorCode *);

/* The converter for the whole process (it is immutable), or NULL. */
static const UIDNA *converter(void)
{
    static UIDNA *only;
    UErrorCode rc = U_ZERO_ERROR;
    UIDNA *made = __atomic_load_n(&only, __ATOMIC_ACQUIRE), *none = NULL;

    if (made != NULL || dynlib_load(&icu_lib, icu_symbols, &icu, NULL) < 0)
        return made;
    made = icu.uidna_openUTS46(OPTIONS, &rc);
    if (U_FAILURE(rc))
        return NULL;
    if (!__atomic_compare_exchange_n(&only, &none, made, false, __ATOMIC_ACQ_REL,
                                     __ATOMIC_ACQUIRE)) {
        icu.uidna_close(made); /* Another thread was first. */
        made = none;
    }
    return made;
}

static bool convert(Arena *a, Convert *fn, Str domain, Str *out)
{
    /* Mapping and Punycode may lengthen a domain: ICU says by how much. */
    int32_t cap = (int32_t)domain.len * 2 + 64, n;

    for (int round = 0; round < 2; round++) {
        UIDNAInfo info = UIDNA_INFO_INITIALIZER;
        UErrorCode rc = U_ZERO_ERROR;
        char *text = arena_alloc(a, (size_t)cap);

        n = fn(converter(), domain.ptr, (int32_t)domain.len, text, cap, &info, &rc);
        if (rc == U_BUFFER_OVERFLOW_ERROR) {
            cap = n + 1;
            continue;
        }
        if (U_FAILURE(rc) || (info.errors & ~(uint32_t)NOT_STRICT) != 0)
            return false;
        *out = (Str){ text, (size_t)n };
        return true;
    }
    return false;
}

bool url_domain_to_ascii(Arena *a, Str domain, Str *out)
{
    return domain.len < INT32_MAX / 4 && converter() != NULL &&
           convert(a, icu.uidna_nameToASCII_UTF8, domain, out);
}

Str url_domain_to_unicode(Arena *a, Str domain)
{
    Str out;

    if (!str_has(domain, STR("xn--")) || domain.len >= INT32_MAX / 4 ||
        converter() == NULL || !convert(a, icu.uidna_nameToUnicodeUTF8, domain, &out))
        return domain;
    return out;
}
