/* name_part.c: which characters go on with a name: see name_start.c. */
DUK_INTERNAL duk_small_int_t duk_unicode_is_identifier_part(duk_codepoint_t cp)
{
    if (cp >= 0x80)
        return !name_is_wide_space(cp);
    return duk_unicode_is_identifier_part_engine(cp);
}
