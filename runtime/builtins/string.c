/* string.c: what String lacks, and what the engine's own methods leave out. Texts are
 * CESU-8 inside: a character (UTF-16 unit) is one to three bytes. What takes regular
 * expressions is regexp/'s. */
#include <utf8proc.h>

#include "common/collate.h"
#include "runtime/builtins/install.h"
#include "runtime/builtins/iterate.h"
#include "runtime/engine/internals.h"
#include "runtime/engine/utf8.h"

#define MAX_TEXT 536870888.0 /* as in V8 */

/* [ ] -> [ text ] at `at`: this as a string. */
static void push_this_text(duk_context *ctx, const char *method)
{
    if (engine_push_this_text(ctx))
        return;
    duk_push_this(ctx);
    if (duk_is_null_or_undefined(ctx, -1))
        builtin_type_error(ctx, "String.prototype.%s called on null or undefined",
                           method);
    if (duk_is_symbol(ctx, -1))
        builtin_type_error(ctx, "Cannot convert a Symbol value to a string");
    duk_to_string(ctx, -1);
}

/* [ index ] -> [ character | undefined ] */
static duk_ret_t string_at(duk_context *ctx)
{
    double len, k;

    push_this_text(ctx, "at");
    len = (double)duk_get_length(ctx, 1);
    k = builtin_to_integer(ctx, 0);
    k = k < 0 ? k + len : k;
    if (k < 0 || k >= len)
        return 0;
    duk_substring(ctx, 1, (duk_size_t)k, (duk_size_t)k + 1);
    return 1;
}

/* [ index ] -> [ code point | undefined ] */
static duk_ret_t code_point_at(duk_context *ctx)
{
    double len, k;
    unsigned high, low;

    push_this_text(ctx, "codePointAt");
    len = (double)duk_get_length(ctx, 1);
    k = builtin_to_integer(ctx, 0);
    if (k < 0 || k >= len)
        return 0;
    high = (unsigned)duk_char_code_at(ctx, 1, (duk_size_t)k);
    if (utf16_is_high(high) && k + 1 < len) {
        low = (unsigned)duk_char_code_at(ctx, 1, (duk_size_t)k + 1);
        if (utf16_is_low(low))
            high = utf16_join(high, low);
    }
    duk_push_uint(ctx, high);
    return 1;
}

static bool is_ascii(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)text[i] >= 0x80)
            return false;
    }
    return true;
}

/* ---- Padding, trimming ---- */

#define SHORT 256

/* [ length filler text unit ] -> [ … result ], where all is ASCII and not much. */
static bool pad_short(duk_context *ctx, double want, bool end)
{
    Str text = js_get_str(ctx, 2), unit = js_get_str(ctx, 3);
    char out[SHORT], *to = out;
    size_t missing;

    if (want > SHORT || !is_ascii(text.ptr, text.len) || !is_ascii(unit.ptr, unit.len))
        return false;
    missing = (size_t)want - text.len;
    if (end)
        memcpy(out, text.ptr, text.len), to += text.len;
    for (size_t i = 0, k = 0; i < missing; i++) {
        *to++ = unit.ptr[k++];
        k = k == unit.len ? 0 : k;
    }
    if (!end)
        memcpy(to, text.ptr, text.len);
    duk_push_lstring(ctx, out, (size_t)want);
    return true;
}

/* [ length filler ] -> [ text ]; magic: at the end */
static duk_ret_t string_pad(duk_context *ctx)
{
    bool end = duk_get_current_magic(ctx) != 0;
    double len, want, unit;
    duk_idx_t parts = 0;

    push_this_text(ctx, end ? "padEnd" : "padStart");
    len = (double)duk_get_length(ctx, 2);
    want = builtin_to_integer(ctx, 0);
    if (want <= len)
        return 1;
    if (duk_is_undefined(ctx, 1))
        duk_push_literal(ctx, " ");
    else
        duk_to_string(ctx, (duk_dup(ctx, 1), -1));
    unit = (double)duk_get_length(ctx, 3);
    if (unit == 0) {
        duk_pop(ctx);
        return 1;
    }
    if (want > MAX_TEXT)
        builtin_range_error(ctx, "Invalid string length");
    if (pad_short(ctx, want, end))
        return 1;
    /* [ length filler text unit ]: whole fillers, then a part of one. */
    if (end)
        duk_dup(ctx, 2), parts++;
    if (want - len >= unit) {
        duk_get_prop_literal(ctx, 3, "repeat");
        duk_dup(ctx, 3);
        duk_push_number(ctx, floor((want - len) / unit));
        duk_call_method(ctx, 1);
        parts++;
    }
    duk_dup(ctx, 3);
    duk_substring(ctx, -1, 0, (duk_size_t)fmod(want - len, unit));
    parts++;
    if (!end)
        duk_dup(ctx, 2), parts++;
    duk_concat(ctx, parts);
    return 1;
}

/* How many bytes of white space start at p (or, backwards, end there); 0: none. */
static size_t space_length(const unsigned char *p, size_t left)
{
    unsigned c;

    if (left == 0)
        return 0;
    if (p[0] < 0x80)
        return p[0] == ' ' || (p[0] >= 9 && p[0] <= 13);
    if (p[0] == 0xC2)
        return left >= 2 && p[1] == 0xA0 ? 2 : 0;
    if ((p[0] & 0xF0) != 0xE0 || left < 3)
        return 0;
    c = (unsigned)(p[0] & 15) << 12 | (unsigned)(p[1] & 63) << 6 | (p[2] & 63);
    return c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
                   c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF
               ? 3
               : 0;
}

enum { TRIM_START = 1, TRIM_END = 2 };

/* [ ] -> [ text ]; magic: where */
static duk_ret_t string_trim(duk_context *ctx)
{
    static const char *const names[] = { "", "trimStart", "trimEnd", "trim" };
    int where = duk_get_current_magic(ctx);
    const unsigned char *p, *end;
    duk_size_t len;

    push_this_text(ctx, names[where]);
    p = (const unsigned char *)duk_get_lstring(ctx, 0, &len);
    end = p + len;
    while (where & TRIM_START) {
        size_t n = space_length(p, (size_t)(end - p));

        if (n == 0)
            break;
        p += n;
    }
    while ((where & TRIM_END) && end > p) {
        const unsigned char *q = end - 1;

        while (q > p && utf8_continues((char)*q))
            q--;
        if (space_length(q, (size_t)(end - q)) != (size_t)(end - q))
            break;
        end = q;
    }
    duk_push_lstring(ctx, (const char *)p, (size_t)(end - p));
    return 1;
}

/* ---- Search ---- */

enum { STARTS_WITH, ENDS_WITH, INCLUDES };

/* IsRegExp of the value at i. */
static bool is_regexp(duk_context *ctx, duk_idx_t i)
{
    bool is;

    if (!duk_is_object(ctx, i))
        return false;
    duk_get_prop_literal(ctx, i, DUK_WELLKNOWN_SYMBOL("Symbol.match"));
    if (duk_is_undefined(ctx, -1)) {
        duk_get_global_literal(ctx, "Object");
        duk_get_prop_literal(ctx, -1, "prototype");
        duk_get_prop_literal(ctx, -1, "toString");
        duk_dup(ctx, i);
        duk_call_method(ctx, 0);
        is = strcmp(duk_get_string(ctx, -1), "[object RegExp]") == 0;
        duk_pop_3(ctx);
    } else {
        is = duk_to_boolean(ctx, -1);
    }
    duk_pop(ctx);
    return is;
}

/* [ search position ] -> [ bool ]; magic: which */
static duk_ret_t string_contains(duk_context *ctx)
{
    static const char *const names[] = { "startsWith", "endsWith", "includes" };
    int which = duk_get_current_magic(ctx);
    const char *text, *part, *found;
    duk_size_t len, part_len, at = 0;
    double pos;

    push_this_text(ctx, names[which]);
    if (is_regexp(ctx, 0))
        builtin_type_error(ctx,
                           "First argument to String.prototype.%s must not be a "
                           "regular expression",
                           names[which]);
    if (duk_is_symbol(ctx, 0))
        builtin_type_error(ctx, "Cannot convert a Symbol value to a string");
    part = duk_to_lstring(ctx, 0, &part_len);
    len = duk_get_length(ctx, 2);
    pos = which == ENDS_WITH && duk_is_undefined(ctx, 1) ? (double)len
                                                         : builtin_to_integer(ctx, 1);
    pos = pos < 0 ? 0 : pos > (double)len ? (double)len : pos;
    if (which == ENDS_WITH && pos < (double)len)
        duk_substring(ctx, 2, 0, (duk_size_t)pos);
    else if (which != ENDS_WITH && pos > 0)
        duk_substring(ctx, 2, (duk_size_t)pos, len);
    text = duk_get_lstring(ctx, 2, &len);
    if (part_len > len) {
        duk_push_false(ctx);
        return 1;
    }
    if (which == ENDS_WITH)
        at = len - part_len;
    found = which == INCLUDES                        ? memmem(text, len, part, part_len)
            : memcmp(text + at, part, part_len) == 0 ? text
                                                     : NULL;
    duk_push_boolean(ctx, found != NULL);
    return 1;
}

/* ---- Unicode ---- */

/* The first lone surrogate from p on, or end. */
static const unsigned char *find_lone(const unsigned char *p, const unsigned char *end)
{
    while (p < end && (p = memchr(p, 0xED, (size_t)(end - p))) != NULL) {
        size_t left = (size_t)(end - p), at = 0;

        if (utf16_is_surrogate(text_next_point(str_n((const char *)p, left), &at)))
            return p;
        p += at;
    }
    return end;
}

/* [ ] -> [ bool ] */
static duk_ret_t is_well_formed(duk_context *ctx)
{
    const unsigned char *p;
    duk_size_t len;

    push_this_text(ctx, "isWellFormed");
    p = (const unsigned char *)duk_get_lstring(ctx, 0, &len);
    duk_push_boolean(ctx, find_lone(p, p + len) == p + len);
    return 1;
}

/* [ ] -> [ text ] */
static duk_ret_t to_well_formed(duk_context *ctx)
{
    const unsigned char *p, *lone;
    duk_size_t len;
    char *out;

    push_this_text(ctx, "toWellFormed");
    p = (const unsigned char *)duk_get_lstring(ctx, 0, &len);
    lone = find_lone(p, p + len);
    if (lone == p + len)
        return 1;
    out = duk_push_fixed_buffer(ctx, len);
    memcpy(out, p, len);
    while (lone < p + len) {
        utf8_put(out + (lone - p), 0xFFFD);
        lone = find_lone(lone + 3, p + len);
    }
    duk_push_lstring(ctx, out, len);
    return 1;
}

/* [ text ] -> [ buffer ]: its code points, which utf8proc takes; gives their number. */
static utf8proc_ssize_t push_code_points(duk_context *ctx, duk_idx_t i, size_t room)
{
    Str s = js_get_str(ctx, i);
    utf8proc_int32_t *out = duk_push_dynamic_buffer(ctx, (s.len + room) * sizeof *out);
    utf8proc_ssize_t n = 0;

    for (size_t at = 0; at < s.len;)
        out[n++] = (utf8proc_int32_t)text_next_point(s, &at);
    return n;
}

/* Decomposes code points, lone surrogates as they are. [ buffer ] -> [ buffer result ] */
static utf8proc_ssize_t decompose(duk_context *ctx, utf8proc_ssize_t n, int options)
{
    const utf8proc_int32_t *in = duk_get_buffer(ctx, -1, NULL);
    size_t room = (size_t)n * 4 + 32;
    utf8proc_int32_t *out = duk_push_dynamic_buffer(ctx, room * sizeof *out);
    utf8proc_ssize_t used = 0;
    int boundary = 0;

    for (utf8proc_ssize_t k = 0; k < n; k++) {
        utf8proc_ssize_t more;

        if ((size_t)used + 32 > room) {
            room *= 2;
            out = duk_resize_buffer(ctx, -1, room * sizeof *out);
        }
        more = utf16_is_surrogate((uint32_t)in[k])
                   ? -1
                   : utf8proc_decompose_char(in[k], out + used, 32,
                                             (utf8proc_option_t)options, &boundary);
        if (more < 0) {
            out[used] = in[k];
            more = 1;
        }
        used += more;
    }
    return used;
}

/* Marks stand in the order of their combining classes. */
static void sort_marks(utf8proc_int32_t *text, utf8proc_ssize_t n)
{
    for (utf8proc_ssize_t k = 1; k < n; k++) {
        utf8proc_ssize_t j = k;
        utf8proc_int32_t c = text[k];
        int class = utf8proc_get_property(c)->combining_class;

        while (class != 0 && j > 0 &&
               utf8proc_get_property(text[j - 1])->combining_class > class) {
            text[j] = text[j - 1];
            j--;
        }
        text[j] = c;
    }
}

/* [ form ] -> [ text ] */
static duk_ret_t string_normalize(duk_context *ctx)
{
    static const struct {
        const char *name;
        int options;
    } forms[] = {
        { "NFC", UTF8PROC_COMPOSE },
        { "NFD", UTF8PROC_DECOMPOSE },
        { "NFKC", UTF8PROC_COMPOSE | UTF8PROC_COMPAT },
        { "NFKD", UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT },
    };
    const char *name = "NFC";
    duk_size_t len;
    const char *text;
    int which = 0;
    utf8proc_ssize_t n;
    utf8proc_int32_t *points;
    char *out, *end;

    push_this_text(ctx, "normalize");
    if (!duk_is_undefined(ctx, 0))
        name = duk_to_string(ctx, 0);
    while (which < 4 && strcmp(forms[which].name, name) != 0)
        which++;
    if (which == 4)
        builtin_range_error(ctx,
                            "The normalization form should be one of NFC, NFD, NFKC, "
                            "NFKD.");
    text = duk_get_lstring(ctx, 1, &len);
    if (is_ascii(text, len))
        return 1;
    n = push_code_points(ctx, 1, 0);
    n = decompose(ctx, n,
                  UTF8PROC_STABLE | UTF8PROC_DECOMPOSE |
                      (forms[which].options & UTF8PROC_COMPAT));
    points = duk_get_buffer(ctx, -1, NULL);
    sort_marks(points, n);
    if (forms[which].options & UTF8PROC_COMPOSE)
        n = utf8proc_normalize_utf32(points, n, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    out = end = duk_push_fixed_buffer(ctx, (size_t)n * 6 + 1);
    for (utf8proc_ssize_t k = 0; k < n; k++)
        end += text_put_point(end, (uint32_t)points[k]);
    duk_push_lstring(ctx, out, (size_t)(end - out));
    return 1;
}

/* [ other locales options ] -> [ order ] */
static duk_ret_t locale_compare(duk_context *ctx)
{
    Str a, b;
    int order;

    push_this_text(ctx, "localeCompare");
    duk_to_string(ctx, 0);
    /* Equal texts in the sense of canonical equivalence compare as equal. */
    for (duk_idx_t k = 0; k < 4; k += 3) {
        duk_get_prop_literal(ctx, k, "normalize");
        duk_dup(ctx, k);
        duk_call_method(ctx, 0);
        duk_replace(ctx, k);
    }
    a = js_to_utf8(ctx, 3);
    b = js_to_utf8(ctx, 0);
    order = collate_compare(a, b);
    duk_push_int(ctx, order < 0 ? -1 : order > 0);
    return 1;
}

/* ---- Case ---- */

static bool is_cased(unsigned c)
{
    utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);

    return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LL ||
           k == UTF8PROC_CATEGORY_LT || (c >= 0x2B0 && c <= 0x2B8) || c == 0xAA ||
           c == 0xBA || (c >= 0x2160 && c <= 0x217F) || (c >= 0x24B6 && c <= 0x24E9);
}

static bool is_case_ignorable(unsigned c)
{
    utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);

    return c == '\'' || c == '.' || c == ':' || c == '^' || c == '`' || c == 0xA8 ||
           c == 0xB7 || c == 0x2018 || c == 0x2019 || k == UTF8PROC_CATEGORY_MN ||
           k == UTF8PROC_CATEGORY_ME || k == UTF8PROC_CATEGORY_CF ||
           k == UTF8PROC_CATEGORY_LM || k == UTF8PROC_CATEGORY_SK;
}

/* A sigma at points[k] is the last letter of its word. */
static bool is_final_sigma(const utf8proc_int32_t *points, utf8proc_ssize_t n,
                           utf8proc_ssize_t k)
{
    utf8proc_ssize_t j = k - 1;

    while (j >= 0 && is_case_ignorable((unsigned)points[j]))
        j--;
    if (j < 0 || !is_cased((unsigned)points[j]))
        return false;
    j = k + 1;
    while (j < n && is_case_ignorable((unsigned)points[j]))
        j++;
    return j >= n || !is_cased((unsigned)points[j]);
}

/* Code points that the engine doesn't convert: those beyond U+FFFF, and final sigma. */
static bool is_special(unsigned c, bool upper)
{
    return c >= 0x10000 || (!upper && c == 0x3A3);
}

/* [ text ] -> [ text ] in the other case, where it is ASCII and not long. */
static bool short_case(duk_context *ctx, bool upper)
{
    Str s = js_get_str(ctx, -1);
    char out[SHORT];
    bool same = true;

    if (s.len > SHORT)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c >= 0x80)
            return false;
        if (upper ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z') {
            c ^= 0x20;
            same = false;
        }
        out[i] = (char)c;
    }
    if (same)
        return true;
    duk_push_lstring(ctx, out, s.len);
    duk_replace(ctx, -2);
    return true;
}

/* [ ] -> [ text ]; magic: to upper case */
static duk_ret_t string_case(duk_context *ctx)
{
    bool upper = duk_get_current_magic(ctx) != 0, special = false;
    utf8proc_ssize_t n;
    utf8proc_int32_t *points;
    duk_uarridx_t used = 0;
    char *out, *end;

    push_this_text(ctx, upper ? "toUpperCase" : "toLowerCase");
    if (short_case(ctx, upper))
        return 1;
    duk_set_top(ctx, 1);
    n = duk_get_length(ctx, 0) > 0 ? push_code_points(ctx, 0, 0) : 0;
    points = n > 0 ? duk_get_buffer(ctx, 1, NULL) : NULL;
    for (utf8proc_ssize_t k = 0; k < n && !special; k++)
        special = is_special((unsigned)points[k], upper);
    if (!special) {
        string_engine_case(ctx, 0, upper);
        return 1;
    }
    duk_push_array(ctx);
    out = duk_push_fixed_buffer(ctx, (size_t)n * 6);
    for (utf8proc_ssize_t k = 0; k < n;) {
        unsigned c;

        end = out;
        while (k < n && !is_special((unsigned)points[k], upper))
            end += text_put_point(end, (uint32_t)points[k++]);
        duk_push_lstring(ctx, out, (size_t)(end - out));
        string_engine_case(ctx, -1, upper);
        duk_remove(ctx, -2);
        duk_put_prop_index(ctx, 2, used++);
        if (k == n)
            break;
        c = (unsigned)points[k];
        if (c == 0x3A3)
            c = is_final_sigma(points, n, k) ? 0x3C2 : 0x3C3;
        else
            c = (unsigned)(upper ? utf8proc_toupper((utf8proc_int32_t)c)
                                 : utf8proc_tolower((utf8proc_int32_t)c));
        k++;
        duk_push_lstring(ctx, out, text_put_point(out, c));
        duk_put_prop_index(ctx, 2, used++);
    }
    duk_get_prop_literal(ctx, 2, "join");
    duk_dup(ctx, 2);
    duk_push_literal(ctx, "");
    duk_call_method(ctx, 1);
    return 1;
}

/* ---- Static methods, HTML ---- */

/* [ template substitutions… ] -> [ text ] */
static duk_ret_t string_raw(duk_context *ctx)
{
    duk_idx_t args = duk_get_top(ctx), parts = 0;
    double len;

    if (args == 0)
        duk_push_undefined(ctx);
    duk_to_object(ctx, 0);
    duk_get_prop_literal(ctx, 0, "raw");
    duk_to_object(ctx, -1);
    duk_insert(ctx, 0); /* [ raw template substitutions… ] */
    len = builtin_length(ctx, 0);
    duk_push_literal(ctx, "");
    for (double k = 0; k < len; k++) {
        builtin_get_index(ctx, 0, k);
        duk_to_string(ctx, -1);
        parts = 2;
        if (k + 1 < len && k + 1 < args) {
            duk_dup(ctx, 2 + (duk_idx_t)k);
            duk_to_string(ctx, -1);
            parts = 3;
        }
        duk_concat(ctx, parts);
    }
    return 1;
}

/* [ attribute ] -> [ html ]; magic: which */
static duk_ret_t string_html(duk_context *ctx)
{
    static const struct {
        const char *name, *tag, *attribute;
    } kinds[] = {
        { "anchor", "a", "name" },      { "big", "big", "" },
        { "blink", "blink", "" },       { "bold", "b", "" },
        { "fixed", "tt", "" },          { "fontcolor", "font", "color" },
        { "fontsize", "font", "size" }, { "italics", "i", "" },
        { "link", "a", "href" },        { "small", "small", "" },
        { "strike", "strike", "" },     { "sub", "sub", "" },
        { "sup", "sup", "" },
    };
    int which = duk_get_current_magic(ctx);
    const char *tag = kinds[which].tag;
    duk_idx_t n = 0;

    duk_set_top(ctx, 1);
    push_this_text(ctx, kinds[which].name);
    duk_push_sprintf(ctx, "<%s", tag), n++;
    if (kinds[which].attribute[0] != '\0') {
        duk_push_sprintf(ctx, " %s=\"", kinds[which].attribute), n++;
        duk_to_string(ctx, 0);
        duk_get_prop_literal(ctx, 0, "split");
        duk_dup(ctx, 0);
        duk_push_literal(ctx, "\"");
        duk_call_method(ctx, 1);
        duk_get_prop_literal(ctx, -1, "join");
        duk_swap_top(ctx, -2);
        duk_push_literal(ctx, "&quot;");
        duk_call_method(ctx, 1), n++;
        duk_push_literal(ctx, "\""), n++;
    }
    duk_push_literal(ctx, ">"), n++;
    duk_dup(ctx, 1), n++;
    duk_push_sprintf(ctx, "</%s>", tag), n++;
    duk_concat(ctx, n);
    return 1;
}

/* ---- Made of others ---- */

/* [ count ] -> [ text ] */
static duk_ret_t string_repeat(duk_context *ctx)
{
    duk_size_t len;
    const char *text;
    double n;
    char *out;

    push_this_text(ctx, "repeat");
    duk_dup(ctx, 0);
    n = builtin_to_integer(ctx, -1);
    text = duk_get_lstring(ctx, 1, &len);
    if (n < 0 || isinf(n))
        builtin_range_error(ctx, "Invalid count value: %s", builtin_describe(ctx, 0));
    if (len == 0 || n == 0) {
        duk_push_literal(ctx, "");
        return 1;
    }
    if (n * (double)len > MAX_TEXT)
        builtin_range_error(ctx, "Invalid string length");
    out = duk_push_fixed_buffer(ctx, len * (duk_size_t)n);
    memcpy(out, text, len);
    for (duk_size_t done = len, all = len * (duk_size_t)n; done < all;) {
        duk_size_t more = done < all - done ? done : all - done;

        memcpy(out + done, out, more);
        done += more;
    }
    duk_buffer_to_string(ctx, -1);
    return 1;
}

/* [ points… ] -> [ text ] */
static duk_ret_t from_code_point(duk_context *ctx)
{
    duk_idx_t n = duk_get_top(ctx);
    char *out = duk_push_fixed_buffer(ctx, (duk_size_t)n * 6 + 1), *p = out;

    for (duk_idx_t i = 0; i < n; i++) {
        double d = duk_to_number(ctx, i);

        if (!(d >= 0 && d <= 0x10ffff) || d != floor(d))
            builtin_range_error(ctx, "Invalid code point %s", duk_to_string(ctx, i));
        p += text_put_point(p, (uint32_t)d);
    }
    duk_push_lstring(ctx, out, (duk_size_t)(p - out));
    return 1;
}

static const ObjectFunction methods[] = {
    { "@@iterator", string_iterator, 0, 0, 0 },
    { "at", string_at, 1, 1, 0 },
    { "codePointAt", code_point_at, 1, 1, 0 },
    { "repeat", string_repeat, 1, 1, 0 },
    { "padStart", string_pad, 2, 1, 0 },
    { "padEnd", string_pad, 2, 1, 1 },
    { "trim", string_trim, 0, 0, TRIM_START | TRIM_END },
    { "trimStart", string_trim, 0, 0, TRIM_START },
    { "trimEnd", string_trim, 0, 0, TRIM_END },
    { "startsWith", string_contains, 2, 1, STARTS_WITH },
    { "endsWith", string_contains, 2, 1, ENDS_WITH },
    { "includes", string_contains, 2, 1, INCLUDES },
    { "isWellFormed", is_well_formed, 0, 0, 0 },
    { "toWellFormed", to_well_formed, 0, 0, 0 },
    { "normalize", string_normalize, 1, 0, 0 },
    { "localeCompare", locale_compare, 3, 1, 0 },
    { "toLowerCase", string_case, 0, 0, 0 },
    { "toUpperCase", string_case, 0, 0, 1 },
    { "toLocaleLowerCase", string_case, 0, 0, 0 },
    { "toLocaleUpperCase", string_case, 0, 0, 1 },
    { "anchor", string_html, 1, 1, 0 },
    { "big", string_html, 0, 0, 1 },
    { "blink", string_html, 0, 0, 2 },
    { "bold", string_html, 0, 0, 3 },
    { "fixed", string_html, 0, 0, 4 },
    { "fontcolor", string_html, 1, 1, 5 },
    { "fontsize", string_html, 1, 1, 6 },
    { "italics", string_html, 0, 0, 7 },
    { "link", string_html, 1, 1, 8 },
    { "small", string_html, 0, 0, 9 },
    { "strike", string_html, 0, 0, 10 },
    { "sub", string_html, 0, 0, 11 },
    { "sup", string_html, 0, 0, 12 },
    { NULL, NULL, 0, 0, 0 },
};

void string_install(duk_context *ctx)
{
    static const ObjectFunction statics[] = { { "raw", string_raw, DUK_VARARGS, 1, 0 },
                                              { "fromCodePoint", from_code_point,
                                                DUK_VARARGS, 1, 0 },
                                              { NULL, NULL, 0, 0, 0 } };

    duk_get_global_literal(ctx, "String");
    object_put_functions(ctx, -1, statics);
    duk_get_prop_literal(ctx, -1, "prototype");
    object_put_functions(ctx, -1, methods);
    duk_get_prop_literal(ctx, -1, "trimStart");
    object_put(ctx, -2, "trimLeft", OBJECT_WC);
    duk_get_prop_literal(ctx, -1, "trimEnd");
    object_put(ctx, -2, "trimRight", OBJECT_WC);
    duk_pop_2(ctx);
}
