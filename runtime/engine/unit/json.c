/* json.c: JSON.parse (engine/json.h). Part of the engine's unit.
 *
 * Values pile up on the value stack; when an array or object ends they move into it at
 * once. Short keys are remembered, since they come again: the memory is an array on the
 * stack, so that it keeps them alive. Behind a string's text stands a NUL, which ends
 * every run of characters that may go on. */

#define JSON_KEYS 256 /* remembered keys, a power of two */
#define JSON_DEPTH 5000

typedef struct {
    duk_hthread *thr;
    const duk_uint8_t *start, *p, *end;
    duk_idx_t keys; /* where the memory stands */
    JsonError *error;
    int depth;
} JsonParser;

static bool json_value(JsonParser *j);

static bool json_fail(JsonParser *j, const char *message, const duk_uint8_t *at)
{
    j->error->message = message;
    j->error->at = (size_t)(at - j->start);
    return false;
}

static inline void json_space(JsonParser *j)
{
    while (*j->p <= ' ' &&
           (*j->p == ' ' || *j->p == '\n' || *j->p == '\r' || *j->p == '\t'))
        j->p++;
}

/* ---- Strings ---- */

static int json_hex(const duk_uint8_t *p, const duk_uint8_t *end, int *bad)
{
    int c = 0;

    for (*bad = 0; *bad < 4; (*bad)++) {
        int d = p + *bad < end ? digit_of(p[*bad]) : 99;

        if (d > 15)
            return -1;
        c = c << 4 | d;
    }
    return c;
}

/* [ ] -> [ string ], which has escapes; j->p stands behind the opening quote, `escape` at
 * the first backslash. */
static bool json_escaped(JsonParser *j, const duk_uint8_t *escape)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const duk_uint8_t *p = escape, *close = escape;
    duk_uint8_t *buf, *out;
    const char *hit;

    /* The string ends before its closing quote, or the text does. */
    while (close < j->end && *close != '"')
        close += *close == '\\' ? 2 : 1;
    if (close > j->end)
        close = j->end;
    buf = out = duk_push_fixed_buffer(j->thr, (duk_size_t)(close - j->p) + 4);
    memcpy(out, j->p, (size_t)(p - j->p));
    out += p - j->p;
    for (; p < j->end && *p != '"'; p++) {
        if (*p < 0x20)
            return json_fail(j, "Bad control character in string literal in JSON", p);
        if (*p != '\\') {
            *out++ = *p;
            continue;
        }
        p++;
        if (p < j->end && *p == 'u') {
            int bad, c = json_hex(p + 1, j->end, &bad);

            if (c < 0)
                return json_fail(j, "Bad Unicode escape in JSON", p + 1 + bad);
            out += utf8_put(out, (uint32_t)c);
            p += 4;
            continue;
        }
        hit = p < j->end && *p != 0 ? strchr(from, *p) : NULL;
        if (hit == NULL)
            return json_fail(j, p < j->end ? "Bad escaped character in JSON" : NULL, p);
        *out++ = (duk_uint8_t)to[hit - from];
    }
    if (p >= j->end)
        return json_fail(j, "Unterminated string in JSON", j->end);
    duk_push_lstring(j->thr, (const char *)buf, (duk_size_t)(out - buf));
    duk_remove(j->thr, -2);
    j->p = p + 1;
    return true;
}

/* The key of these bytes: [ ] -> [ key ] */
static void json_push_key(JsonParser *j, const duk_uint8_t *p, size_t n)
{
    duk_hthread *thr = j->thr;
    duk_uint32_t at;
    duk_tval *tv;

    if (n == 0 || n > 32) {
        duk_push_lstring(thr, (const char *)p, n);
        return;
    }
    at = (p[0] + p[n - 1] * 31u + p[n / 2] * 7u + (duk_uint32_t)n * 131u) &
         (JSON_KEYS - 1);
    tv = DUK_HOBJECT_A_GET_VALUE_PTR(thr->heap, duk_known_hobject(thr, j->keys), at);
    if (DUK_TVAL_IS_STRING(tv)) {
        duk_hstring *h = DUK_TVAL_GET_STRING(tv);

        if (DUK_HSTRING_GET_BYTELEN(h) == n &&
            memcmp(DUK_HSTRING_GET_DATA(h), p, n) == 0) {
            duk_push_hstring(thr, h);
            return;
        }
    }
    duk_push_lstring(thr, (const char *)p, n);
    tv = DUK_HOBJECT_A_GET_VALUE_PTR(thr->heap, duk_known_hobject(thr, j->keys), at);
    DUK_TVAL_SET_TVAL_UPDREF(thr, tv, thr->valstack_top - 1);
}

/* [ ] -> [ string ]; j->p stands at the opening quote. */
static bool json_string(JsonParser *j, bool key)
{
    static const duk_uint8_t ends[256] = { [0 ... 0x1f] = 1, ['"'] = 1, ['\\'] = 1 };
    const duk_uint8_t *p = ++j->p;

    while (!ends[*p])
        p++;
    if (p >= j->end)
        return json_fail(j, "Unterminated string in JSON", p);
    if (*p == '\\')
        return json_escaped(j, p);
    if (*p != '"')
        return json_fail(j, "Bad control character in string literal in JSON", p);
    if (key)
        json_push_key(j, j->p, (size_t)(p - j->p));
    else
        duk_push_lstring(j->thr, (const char *)j->p, (duk_size_t)(p - j->p));
    j->p = p + 1;
    return true;
}

/* ---- Numbers ---- */

static inline bool json_is_digit(const duk_uint8_t *p)
{
    return (unsigned)(*p - '0') < 10;
}

/* The number from `from` to j->p, of which digits make up `mantissa` times ten to the
 * `exponent`; `exact`: no digit was left out. */
static void json_push_number(JsonParser *j, const duk_uint8_t *from, bool negative,
                             duk_uint64_t mantissa, int exponent, bool exact)
{
    static const double tens[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
    double d;

    if (exact && mantissa < (duk_uint64_t)1 << 53 && exponent >= -22 && exponent <= 22) {
        d = exponent < 0 ? (double)mantissa / tens[-exponent]
                         : (double)mantissa * tens[exponent];
        if (negative)
            d = -d;
    } else {
        char small[64], *copy = small;
        size_t n = (size_t)(j->p - from);

        if (n >= sizeof small)
            copy = duk_push_fixed_buffer(j->thr, n + 1);
        memcpy(copy, from, n);
        copy[n] = '\0';
        d = strtod(copy, NULL);
        if (copy != small)
            duk_pop(j->thr);
    }
    duk_push_number(j->thr, d);
}

/* [ ] -> [ number ] */
static bool json_number(JsonParser *j)
{
    const duk_uint8_t *from = j->p;
    bool negative = *j->p == '-', exact = true;
    duk_uint64_t mantissa = 0;
    int exponent = 0, digits = 0;

    j->p += negative;
    if (!json_is_digit(j->p))
        return json_fail(j,
                         j->p < j->end || negative ? "No number after minus sign in JSON"
                                                   : NULL,
                         j->p);
    if (*j->p == '0' && json_is_digit(j->p + 1))
        return json_fail(j, "Unexpected number in JSON", j->p + 1);
    for (; json_is_digit(j->p); j->p++) {
        if (digits < 18) {
            mantissa = mantissa * 10 + (*j->p - '0');
            digits += mantissa != 0;
        } else {
            exact = false;
        }
    }
    if (j->p < j->end && *j->p == '.') {
        j->p++;
        if (!json_is_digit(j->p))
            return json_fail(j, "Unterminated fractional number in JSON", j->p);
        for (; json_is_digit(j->p); j->p++) {
            if (digits < 18) {
                mantissa = mantissa * 10 + (*j->p - '0');
                digits += mantissa != 0;
                exponent--;
            } else {
                exact = false;
            }
        }
    }
    if (j->p < j->end && (*j->p | 32) == 'e') {
        bool minus;
        int e = 0;

        j->p++;
        minus = j->p < j->end && *j->p == '-';
        if (j->p < j->end && (*j->p == '-' || *j->p == '+'))
            j->p++;
        if (!json_is_digit(j->p))
            return json_fail(j, "Exponent part is missing a number in JSON", j->p);
        for (; json_is_digit(j->p); j->p++)
            e = e < 100000 ? e * 10 + (*j->p - '0') : e;
        exponent += minus ? -e : e;
    }
    json_push_number(j, from, negative, mantissa, exponent, exact);
    return true;
}

/* ---- Arrays, objects ---- */

/* The value on top goes to `base`, and all between has been moved out of the stack. */
static void json_leave_one(duk_hthread *thr, duk_idx_t base)
{
    duk_tval *to = thr->valstack_bottom + base, *from = thr->valstack_top - 1;

    DUK_TVAL_SET_TVAL(to, from);
    DUK_TVAL_SET_UNDEFINED(from);
    thr->valstack_top = to + 1;
}

/* [ values… ] (from base on) -> [ array ] */
static void json_make_array(JsonParser *j, duk_idx_t base)
{
    duk_hthread *thr = j->thr;
    duk_uint32_t n = (duk_uint32_t)(duk_get_top(thr) - base);
    duk_harray *a;
    duk_tval *from;

    duk_push_array(thr);
    a = (duk_harray *)duk_known_hobject(thr, -1);
    if (n == 0)
        return;
    grow_to(thr, a, n);
    from = thr->valstack_bottom + base;
    memcpy((void *)elements(thr, a), (const void *)from, n * sizeof *from);
    a->length = n;
    /* The array has the references now. */
    for (duk_uint32_t k = 0; k < n; k++)
        DUK_TVAL_SET_UNDEFINED(from + k);
    json_leave_one(thr, base);
}

/* So few members that the object has no index; there is room for them. The references go
 * to h. */
static void json_fill_small(duk_hthread *thr, duk_hobject *h, duk_tval *pair,
                            duk_uint32_t n)
{
    duk_hstring **keys = DUK_HOBJECT_E_GET_KEY_BASE(thr->heap, h);
    duk_uint32_t used = 0, at;

    for (duk_uint32_t k = 0; k < n; k++, pair += 2) {
        duk_hstring *key = DUK_TVAL_GET_STRING(pair);
        duk_tval *tv;

        for (at = 0; at < used && keys[at] != key; at++)
            ;
        tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);
        if (at < used) { /* once more: the last one counts */
            DUK_TVAL_SET_TVAL_UPDREF(thr, tv, pair + 1);
            DUK_TVAL_SET_UNDEFINED_UPDREF(thr, pair);
            DUK_TVAL_SET_UNDEFINED_UPDREF(thr, pair + 1);
            continue;
        }
        keys[used++] = key;
        DUK_HOBJECT_E_SET_FLAGS(thr->heap, h, at, DUK_PROPDESC_FLAGS_WEC);
        DUK_TVAL_SET_TVAL(tv, pair + 1);
        DUK_TVAL_SET_UNDEFINED(pair);
        DUK_TVAL_SET_UNDEFINED(pair + 1);
    }
    DUK_HOBJECT_SET_ENEXT(h, used);
}

/* [ key value key value … ] (from base on) -> [ object ] */
static void json_make_object(JsonParser *j, duk_idx_t base)
{
    duk_hthread *thr = j->thr;
    duk_uint32_t n = (duk_uint32_t)(duk_get_top(thr) - base) / 2;
    duk_hobject *h;

    duk_push_object(thr);
    h = duk_known_hobject(thr, -1);
    if (n == 0)
        return;
    if (n < DUK_USE_HOBJECT_HASH_PROP_LIMIT) {
        duk_hobject_realloc_props(thr, h, n, 0, 0, 0);
        json_fill_small(thr, h, thr->valstack_bottom + base, n);
        json_leave_one(thr, base);
        return;
    }
    for (duk_uint32_t k = 0; k < n; k++) {
        duk_tval *pair = thr->valstack_bottom + base + 2 * k, *tv;
        duk_hstring *key = DUK_TVAL_GET_STRING(pair);
        duk_int_t at = lookup_entry(thr->heap, h, key);

        if (at < 0) {
            at = duk__hobject_alloc_entry_checked(thr, h, key);
            DUK_HOBJECT_E_SET_FLAGS(thr->heap, h, at, DUK_PROPDESC_FLAGS_WEC);
            tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);
            pair = thr->valstack_bottom + base + 2 * k;
            DUK_TVAL_SET_TVAL(tv, pair + 1);
            DUK_TVAL_SET_UNDEFINED(pair + 1);
        } else {
            tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(thr->heap, h, at);
            DUK_TVAL_SET_TVAL_UPDREF(thr, tv, pair + 1);
        }
    }
    duk_replace(thr, base);
    duk_set_top(thr, base + 1);
}

static bool json_array(JsonParser *j)
{
    duk_idx_t base = duk_get_top(j->thr);

    j->p++;
    json_space(j);
    if (j->p < j->end && *j->p == ']') {
        j->p++;
        duk_push_array(j->thr);
        return true;
    }
    for (;;) {
        if (!json_value(j))
            return false;
        json_space(j);
        if (j->p < j->end && *j->p == ']')
            break;
        if (j->p >= j->end || *j->p != ',')
            return json_fail(j, "Expected ',' or ']' after array element in JSON", j->p);
        j->p++;
    }
    j->p++;
    json_make_array(j, base);
    return true;
}

static bool json_object(JsonParser *j)
{
    duk_idx_t base = duk_get_top(j->thr);

    j->p++;
    json_space(j);
    if (j->p < j->end && *j->p == '}') {
        j->p++;
        duk_push_object(j->thr);
        return true;
    }
    for (bool first = true;; first = false) {
        json_space(j);
        if (j->p >= j->end || *j->p != '"')
            return json_fail(j,
                             first ? "Expected property name or '}' in JSON"
                                   : "Expected double-quoted property name in JSON",
                             j->p);
        duk_require_stack(j->thr, 4);
        if (!json_string(j, true))
            return false;
        json_space(j);
        if (j->p >= j->end || *j->p != ':')
            return json_fail(j, "Expected ':' after property name in JSON", j->p);
        j->p++;
        if (!json_value(j))
            return false;
        json_space(j);
        if (j->p < j->end && *j->p == '}')
            break;
        if (j->p >= j->end || *j->p != ',')
            return json_fail(j, "Expected ',' or '}' after property value in JSON", j->p);
        j->p++;
    }
    j->p++;
    json_make_object(j, base);
    return true;
}

static bool json_word(JsonParser *j, const char *word)
{
    for (; *word != '\0'; word++, j->p++) {
        if (j->p >= j->end || *j->p != (duk_uint8_t)*word)
            return json_fail(j, NULL, j->p);
    }
    return true;
}

/* [ ] -> [ value ] */
static bool json_value(JsonParser *j)
{
    bool ok;

    json_space(j);
    if (j->p >= j->end)
        return json_fail(j, NULL, j->end);
    duk_require_stack(j->thr, 8);
    switch (*j->p) {
    case '"': return json_string(j, false);
    case 't': duk_push_true(j->thr); return json_word(j, "true");
    case 'f': duk_push_false(j->thr); return json_word(j, "false");
    case 'n': duk_push_null(j->thr); return json_word(j, "null");
    case '[':
    case '{':
        if (++j->depth > JSON_DEPTH)
            (void)duk_error(j->thr, DUK_ERR_RANGE_ERROR,
                            "Maximum call stack size exceeded");
        ok = *j->p == '[' ? json_array(j) : json_object(j);
        j->depth--;
        return ok;
    default:
        if (*j->p == '-' || (*j->p >= '0' && *j->p <= '9'))
            return json_number(j);
        return json_fail(j, NULL, j->p);
    }
}

bool json_parse_text(duk_context *ctx, duk_idx_t i, JsonError *error)
{
    duk_size_t len;
    const duk_uint8_t *text = (const duk_uint8_t *)duk_get_lstring(ctx, i, &len);
    JsonParser j = { ctx, text, text, text + len, duk_get_top(ctx), error, 0 };

    duk_require_stack(ctx, 8);
    duk_push_bare_array(ctx);
    duk_hobject_realloc_props(ctx, duk_known_hobject(ctx, -1), 0, JSON_KEYS, 0, 0);
    if (!json_value(&j))
        return false;
    json_space(&j);
    if (j.p < j.end)
        return json_fail(&j, "Unexpected non-whitespace character after JSON", j.p);
    duk_remove(ctx, -2);
    return true;
}
