/* string_index.c: where a character of a long string with other than ASCII characters
 * starts, without scanning from its end or the last place asked for: the last few such
 * strings have a table of the offsets of every STRING_STEP-th character.
 *
 * The engine drops what it knows of a string with duk_heap_strcache_string_remove. */

#define STRING_STEP 64
#define STRING_LONG 256 /* characters from which on a table is made */

static inline const duk_uint8_t *string_skip(const duk_uint8_t *p, duk_uint_fast32_t n)
{
    for (; n > 0; n--) {
        p++;
        while ((*p & 0xC0) == 0x80)
            p++;
    }
    return p;
}

static StringTable *string_make_table(duk_hthread *thr, duk_hstring *h)
{
    StringTable *t = string_tables;
    duk_uint_fast32_t n = DUK_HSTRING_GET_CHARLEN(h) / STRING_STEP + 1;
    const duk_uint8_t *start = DUK_HSTRING_GET_DATA(h), *p = start;
    duk_uint32_t *offsets = DUK_ALLOC(thr->heap, n * sizeof *offsets);

    if (offsets == NULL)
        return NULL;
    for (int i = 1; i < STRING_TABLES; i++) {
        if (string_tables[i].used < t->used)
            t = &string_tables[i];
    }
    if (t->offsets != NULL)
        DUK_FREE(t->heap, t->offsets);
    *t = (StringTable){ h, thr->heap, offsets, 0 };
    for (duk_uint_fast32_t i = 0; i < n; i++) {
        offsets[i] = (duk_uint32_t)(p - start);
        if (i + 1 < n)
            p = string_skip(p, STRING_STEP);
    }
    return t;
}

DUK_INTERNAL duk_uint_fast32_t duk_heap_strcache_offset_char2byte(
    duk_hthread *thr, duk_hstring *h, duk_uint_fast32_t char_offset)
{
    StringTable *t = NULL;
    const duk_uint8_t *start = DUK_HSTRING_GET_DATA(h), *p;

    if (DUK_LIKELY(DUK_HSTRING_IS_ASCII(h)))
        return char_offset;
    if (DUK_HSTRING_GET_CHARLEN(h) < STRING_LONG || DUK_HSTRING_HAS_SYMBOL(h))
        return duk_heap_strcache_offset_char2byte_engine(thr, h, char_offset);
    for (int i = 0; i < STRING_TABLES && t == NULL; i++) {
        if (string_tables[i].string == h)
            t = &string_tables[i];
    }
    if (t == NULL)
        t = string_make_table(thr, h);
    if (t == NULL)
        return duk_heap_strcache_offset_char2byte_engine(thr, h, char_offset);
    t->used = ++string_clock;
    p = string_skip(start + t->offsets[char_offset / STRING_STEP],
                    char_offset % STRING_STEP);
    return (duk_uint_fast32_t)(p - start);
}
