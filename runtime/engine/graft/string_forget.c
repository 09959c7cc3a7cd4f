/* string_forget.c: a string dies, and with it what string_index.c knows of it. */

#define STRING_TABLES 8

typedef struct {
    const duk_hstring *string;
    duk_heap *heap;
    duk_uint32_t *offsets;
    duk_uint32_t used; /* when, for choosing which one goes */
} StringTable;

static __thread StringTable string_tables[STRING_TABLES];
static __thread duk_uint32_t string_clock;

DUK_INTERNAL void duk_heap_strcache_string_remove(duk_heap *heap, duk_hstring *h)
{
    /* Where characters are is remembered of counted strings with others than ASCII. */
    if (DUK_LIKELY(h->clen == h->blen || h->clen == 0))
        return;
    for (int i = 0; i < STRING_TABLES; i++) {
        if (DUK_UNLIKELY(string_tables[i].string == h)) {
            DUK_FREE(string_tables[i].heap, string_tables[i].offsets);
            string_tables[i] = (StringTable){ 0 };
        }
    }
    duk_heap_strcache_string_remove_engine(heap, h);
}
