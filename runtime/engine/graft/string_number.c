/* string_number.c: ToNumber of a text: 0x, 0o and 0b take neither a sign nor a point.
 *
 * No other number has one of their letters, so where they stand says nothing. */

static bool is_odd_number(const duk_hstring *h)
{
    const duk_uint8_t *p = DUK_HSTRING_GET_DATA(h);
    bool radix = false, decimal = false;

    for (duk_size_t i = 0, n = DUK_HSTRING_GET_BYTELEN(h); i < n; i++) {
        duk_uint8_t c = p[i] | 32;

        radix = radix || c == 'x' || c == 'o' || c == 'b';
        decimal = decimal || p[i] == '+' || p[i] == '-' || p[i] == '.';
    }
    return radix && decimal;
}

/* [ text ] -> [ ] */
DUK_LOCAL duk_double_t duk__tonumber_string_raw(duk_hthread *thr)
{
    if (is_odd_number(duk_known_hstring(thr, -1))) {
        duk_pop(thr);
        return DUK_DOUBLE_NAN;
    }
    return duk__tonumber_string_raw_engine(thr);
}
