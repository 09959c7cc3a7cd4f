/* whitespace.c: the Mongolian vowel separator is no white space since Unicode 6.3. */

DUK_INTERNAL duk_small_int_t duk_unicode_is_whitespace(duk_codepoint_t cp)
{
    return cp != 0x180e && duk_unicode_is_whitespace_engine(cp);
}
