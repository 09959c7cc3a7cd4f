/* number.c: Number.prototype's formats, and what Math lacks. */
#include <stdio.h>

#include "runtime/builtins/builtins.h"
#include "runtime/builtins/install.h"
#include "runtime/builtins/math_sum.h"
#include "runtime/engine/half.h"

/* ---- Formats ---- */

/* Long enough for the exact decimal digits of any double. */
#define DIGITS_MAX 1500

/* Are the digits of `text` behind the first `keep` characters exactly a half? */
static bool is_half(const char *text)
{
    if (*text++ != '5')
        return false;
    while (*text == '0')
        text++;
    return *text == '\0' || *text == 'e';
}

/* Adds one to the last digit of a decimal number. Room for one more character. */
static void bump(char *text, size_t len)
{
    size_t k = len;

    while (k > 0) {
        k--;
        if (text[k] == '.' || text[k] == '-')
            continue;
        if (text[k] != '9') {
            text[k]++;
            return;
        }
        text[k] = '0';
    }
    k = text[0] == '-';
    memmove(text + k + 1, text + k, len - k + 1);
    text[k] = '1';
}

/* x >= 0 with so many decimals, halves upwards. */
static void format_fixed(double x, int decimals, char *out)
{
    char exact[DIGITS_MAX];
    size_t keep;

    snprintf(exact, sizeof exact, "%.*f", decimals + 1, x);
    keep = strlen(exact) - (decimals == 0 ? 2 : 1);
    if (exact[strlen(exact) - 1] == '5') {
        snprintf(exact, sizeof exact, "%.1100f", x);
        if (is_half(exact + keep + (decimals == 0 ? 1 : 0))) {
            exact[keep] = '\0';
            memcpy(out, exact, keep + 1);
            bump(out, keep);
            return;
        }
    }
    snprintf(out, DIGITS_MAX, "%.*f", decimals, x);
}

/* x > 0 as digits d.ddd of a given number and an exponent, halves upwards. */
static int format_digits(double x, int digits, char *out)
{
    char exact[DIGITS_MAX];
    size_t keep = (size_t)digits + (digits > 1 ? 1 : 0);
    int exponent;

    snprintf(exact, sizeof exact, "%.1100e", x);
    exponent = (int)strtol(strchr(exact, 'e') + 1, NULL, 10);
    if (is_half(exact + keep + (digits == 1 ? 1 : 0))) {
        memcpy(out, exact, keep);
        out[keep] = '\0';
        bump(out, keep);
        if (strlen(out) > keep || (out[1] != '.' && digits > 1 && out[1] != '\0')) {
            /* 9.99 became 10.00 */
            exponent++;
            snprintf(
                out, DIGITS_MAX, "1%s%.*s", digits > 1 ? "." : "", digits - 1,
                "00000000000000000000000000000000000000000000000000000000000000000000"
                "00000000000000000000000000000000");
        }
        return exponent;
    }
    snprintf(exact, sizeof exact, "%.*e", digits - 1, x);
    exponent = (int)strtol(strchr(exact, 'e') + 1, NULL, 10);
    *strchr(exact, 'e') = '\0';
    strncpy(out, exact, DIGITS_MAX);
    return exponent;
}

/* [ ] -> [ number ]: thisNumberValue */
static double this_number(duk_context *ctx, const char *method)
{
    duk_push_this(ctx);
    if (duk_is_object(ctx, -1) && object_push_primitive(ctx, -1))
        duk_remove(ctx, -2);
    if (!duk_is_number(ctx, -1))
        builtin_type_error(ctx, "%s requires that 'this' be a Number", method);
    return duk_get_number(ctx, -1);
}

/* Infinity and NaN have no digits: [ ] -> [ text ] */
static bool push_odd(duk_context *ctx, double x)
{
    if (isfinite(x))
        return false;
    duk_push_number(ctx, x);
    duk_to_string(ctx, -1);
    return true;
}

/* [ digits ] -> [ text ] */
static duk_ret_t number_to_fixed(duk_context *ctx)
{
    double x = this_number(ctx, "Number.prototype.toFixed");
    double decimals = builtin_to_integer(ctx, 0);
    char out[DIGITS_MAX];

    if (decimals < 0 || decimals > 100)
        builtin_range_error(ctx, "toFixed() digits argument must be between 0 and 100");
    if (push_odd(ctx, x))
        return 1;
    if (fabs(x) >= 1e21) {
        duk_to_string(ctx, 1);
        return 1;
    }
    out[0] = '-';
    format_fixed(fabs(x), (int)decimals, out + 1);
    duk_push_string(ctx, out + (x < 0 ? 0 : 1));
    return 1;
}

/* The shortest digits that give x, as d.ddd; gives the exponent. */
static int shortest(duk_context *ctx, double x, char *out)
{
    for (int digits = 1; digits <= 17; digits++) {
        char text[64];

        snprintf(text, sizeof text, "%.*e", digits - 1, x);
        if (strtod(text, NULL) == x || digits == 17) {
            int exponent = (int)strtol(strchr(text, 'e') + 1, NULL, 10);

            *strchr(text, 'e') = '\0';
            strncpy(out, text, 64);
            return exponent;
        }
    }
    (void)ctx;
    return 0;
}

/* [ digits ] -> [ text ] */
static duk_ret_t number_to_exponential(duk_context *ctx)
{
    bool all = duk_is_undefined(ctx, 0);
    double x = this_number(ctx, "Number.prototype.toExponential");
    double decimals = builtin_to_integer(ctx, 0);
    char out[DIGITS_MAX];
    int exponent;

    if (push_odd(ctx, x))
        return 1;
    if (decimals < 0 || decimals > 100)
        builtin_range_error(ctx, "toExponential() argument must be between 0 and 100");
    if (x == 0) {
        snprintf(out, sizeof out, "%.*f", all ? 0 : (int)decimals, 0.0);
        exponent = 0;
    } else if (all) {
        exponent = shortest(ctx, fabs(x), out);
    } else {
        exponent = format_digits(fabs(x), (int)decimals + 1, out);
    }
    duk_push_sprintf(ctx, "%s%s", x < 0 ? "-" : "", out);
    duk_push_sprintf(ctx, "e%c%d", exponent < 0 ? '-' : '+', abs(exponent));
    duk_concat(ctx, 2);
    return 1;
}

/* [ digits ] -> [ text ] */
static duk_ret_t number_to_precision(duk_context *ctx)
{
    double x = this_number(ctx, "Number.prototype.toPrecision"), digits;
    char out[DIGITS_MAX], plain[DIGITS_MAX];
    int exponent = 0, n = 0;

    if (duk_is_undefined(ctx, 0)) {
        duk_to_string(ctx, 1);
        return 1;
    }
    digits = builtin_to_integer(ctx, 0);
    if (push_odd(ctx, x))
        return 1;
    if (digits < 1 || digits > 100)
        builtin_range_error(ctx, "toPrecision() argument must be between 1 and 100");
    if (x == 0)
        snprintf(out, sizeof out, "%.*f", (int)digits - 1, 0.0);
    else
        exponent = format_digits(fabs(x), (int)digits, out);
    if (exponent < -6 || exponent >= digits) {
        duk_push_sprintf(ctx, "%s%s", x < 0 ? "-" : "", out);
        duk_push_sprintf(ctx, "e%c%d", exponent < 0 ? '-' : '+', abs(exponent));
        duk_concat(ctx, 2);
        return 1;
    }
    if (x < 0)
        plain[n++] = '-';
    if (exponent < 0) {
        n += snprintf(plain + n, 64, "0.%.*s", -exponent - 1, "000000");
        for (const char *p = out; *p != '\0'; p++) {
            if (*p != '.')
                plain[n++] = *p;
        }
    } else {
        for (const char *p = out; *p != '\0'; p++) {
            if (*p == '.')
                continue;
            plain[n++] = *p;
            if (exponent-- == 0 && (p[1] != '\0' && !(p[1] == '.' && p[2] == '\0')))
                plain[n++] = '.';
        }
    }
    plain[n] = '\0';
    duk_push_string(ctx, plain);
    return 1;
}

/* ---- Math ---- */

static duk_ret_t math_function(duk_context *ctx)
{
    static double (*const fns[])(double) = { acosh, asinh, atanh, cosh, sinh,
                                             tanh,  expm1, log1p, cbrt };

    duk_push_number(ctx, fns[duk_get_current_magic(ctx)](duk_to_number(ctx, 0)));
    return 1;
}

/* [ x ] -> [ number ] */
static duk_ret_t math_fround(duk_context *ctx)
{
    volatile float f = (float)duk_to_number(ctx, 0);

    duk_push_number(ctx, f);
    return 1;
}

static duk_ret_t math_f16round(duk_context *ctx)
{
    duk_push_number(ctx, half_to_number(half_of_number(duk_to_number(ctx, 0))));
    return 1;
}

static void name_function(duk_context *ctx, duk_idx_t i, const char *name)
{
    duk_push_string(ctx, name);
    object_put(ctx, i, "name", OBJECT_C);
}

/* parseInt, parseFloat: one function each for the global object and Number. */
static void share_parsers(duk_context *ctx)
{
    static const char *const names[] = { "parseInt", "parseFloat" };

    for (int k = 0; k < 2; k++) {
        duk_get_global_string(ctx, names[k]);
        name_function(ctx, duk_get_top_index(ctx), names[k]);
        object_put(ctx, -2, names[k], OBJECT_WC);
    }
}

void number_install(duk_context *ctx)
{
    static const ObjectFunction formats[] = {
        { "toFixed", number_to_fixed, 1, 1, 0 },
        { "toExponential", number_to_exponential, 1, 1, 0 },
        { "toPrecision", number_to_precision, 1, 1, 0 },
        { NULL, NULL, 0, 0, 0 },
    };
    static const ObjectFunction math[] = {
        { "acosh", math_function, 1, 1, 0 },
        { "asinh", math_function, 1, 1, 1 },
        { "atanh", math_function, 1, 1, 2 },
        { "cosh", math_function, 1, 1, 3 },
        { "sinh", math_function, 1, 1, 4 },
        { "tanh", math_function, 1, 1, 5 },
        { "expm1", math_function, 1, 1, 6 },
        { "log1p", math_function, 1, 1, 7 },
        { "fround", math_fround, 1, 1, 0 },
        { "f16round", math_f16round, 1, 1, 0 },
        { "cbrt", math_function, 1, 1, 8 },
        { "sumPrecise", math_sum_precise, 1, 1, 0 },
        { NULL, NULL, 0, 0, 0 },
    };

    duk_get_global_literal(ctx, "Number");
    share_parsers(ctx);
    duk_get_prop_literal(ctx, -1, "prototype");
    object_put_functions(ctx, -1, formats);
    duk_pop_2(ctx);
    duk_get_global_literal(ctx, "Math");
    object_put_functions(ctx, -1, math);
    builtin_put_tag(ctx, -1, "Math");
    duk_pop(ctx);
    duk_get_global_literal(ctx, "JSON");
    builtin_put_tag(ctx, -1, "JSON");
    duk_pop(ctx);
}
