/* name_start.c: which characters begin a name. Our compiler has read every program before
 * the engine does, and knows Unicode's letters; here all that is no ASCII and no space is
 * one, which spares the engine its search through tables (a name that lowering makes
 * begins with such a letter). */
static inline duk_bool_t name_is_wide_space(duk_codepoint_t c)
{
    return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

DUK_INTERNAL duk_small_int_t duk_unicode_is_identifier_start(duk_codepoint_t cp)
{
    if (cp >= 0x80)
        return !name_is_wide_space(cp);
    return duk_unicode_is_identifier_start_engine(cp);
}
