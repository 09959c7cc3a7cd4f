/* text.c: internalBinding('text'): how many columns of a terminal a text takes: two for
 * what Unicode calls wide, none for marks and control characters. utf8proc knows that; it
 * is opened for the first text that is not ASCII. Without it each character takes one. */
#include <stdlib.h>

#include "common/dynlib.h"
#include "runtime/engine/bind.h"
#include "runtime/natives.h"

#define UTF8PROC_FUNCTIONS(X)             \
    X(int, utf8proc_category, (int32_t))  \
    X(int, utf8proc_charwidth, (int32_t)) \
    X(ptrdiff_t, utf8proc_iterate, (const uint8_t *, ptrdiff_t, int32_t *))
DYNLIB_TABLE(Utf8proc, UTF8PROC_FUNCTIONS)

static Utf8proc utf8proc;
static DynLib library = { .names = "libutf8proc.so.2 libutf8proc.so.3",
                          .package = "libutf8proc2" };
static const DynSymbol symbols[] = { DYNLIB_SYMBOLS(UTF8PROC_FUNCTIONS) };

/* utf8proc's numbers of categories without a width. */
enum { CATEGORY_MN = 6, CATEGORY_ME = 8, CATEGORY_CC = 26, CATEGORY_CF = 27 };
#define SOFT_HYPHEN 0xAD

static int columns_of(int32_t point)
{
    int category;

    if (utf8proc.utf8proc_charwidth(point) == 2)
        return 2;
    category = utf8proc.utf8proc_category(point);
    if (point != SOFT_HYPHEN && (category == CATEGORY_MN || category == CATEGORY_ME ||
                                 category == CATEGORY_CC || category == CATEGORY_CF))
        return 0;
    /* The parts of a Hangul syllable behind its first. */
    return point >= 0x1160 && point <= 0x11FF ? 0 : 1;
}

/* [ text ] -> [ number ] */
static duk_ret_t js_width(duk_context *ctx)
{
    Str s = js_to_utf8(ctx, 0);
    const uint8_t *p = (const uint8_t *)s.ptr;
    ptrdiff_t left = (ptrdiff_t)s.len, n;
    double width = 0;
    int32_t point;

    if (dynlib_load(&library, symbols, &utf8proc, NULL) < 0) {
        duk_push_number(ctx, (double)duk_get_length(ctx, 0));
        return 1;
    }
    while (left > 0 && (n = utf8proc.utf8proc_iterate(p, left, &point)) > 0) {
        width += columns_of(point);
        p += n;
        left -= n;
    }
    duk_push_number(ctx, width);
    return 1;
}

void js_init_text(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "width", js_width, 1, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
}
