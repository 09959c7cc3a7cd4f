/* origin.c: programs' sources, and what tables of places say of them. Part of the
 * engine's unit. A program is an array of its file's name, its source, and a table of
 * where its lines begin, made when it is first asked for. */

enum { ORIGIN_FILE, ORIGIN_SOURCE, ORIGIN_LINES };

void origin_push(duk_context *ctx)
{
    duk_push_bare_array(ctx);
    duk_insert(ctx, -3);
    duk_put_prop_index(ctx, -3, ORIGIN_SOURCE);
    duk_put_prop_index(ctx, -2, ORIGIN_FILE);
}

void origin_push_map(duk_context *ctx, const OriginMap *map)
{
    uint32_t head[2] = { (uint32_t)map->n_spans, (uint32_t)map->n_functions };
    size_t spans = map->n_spans * sizeof *map->spans,
           functions = map->n_functions * sizeof *map->functions;
    char *p = duk_push_fixed_buffer(ctx, sizeof head + spans + functions);

    memcpy(p, head, sizeof head);
    if (spans > 0)
        memcpy(p + sizeof head, map->spans, spans);
    if (functions > 0)
        memcpy(p + sizeof head + spans, map->functions, functions);
}

void origin_get_map(duk_context *ctx, duk_idx_t i, OriginMap *out)
{
    const char *p = duk_require_buffer(ctx, i, NULL);
    uint32_t head[2];

    memcpy(head, p, sizeof head);
    out->n_spans = head[0];
    out->n_functions = head[1];
    out->spans = (const OriginSpan *)(const void *)(p + sizeof head);
    out->functions = (const OriginFunction *)(const void *)(out->spans + out->n_spans);
}

/* [ text file ] -> [ template ] */
static duk_ret_t compile_safely(duk_context *ctx, void *udata)
{
    duk_hstring *h = duk_require_hstring(ctx, -2);

    duk_js_compile(ctx, DUK_HSTRING_GET_DATA(h), DUK_HSTRING_GET_BYTELEN(h),
                   *(duk_small_uint_t *)udata);
    return 1;
}

/* [ text program map ] -> [ template ] */
static duk_hcompfunc *origin_push_template(duk_context *ctx, duk_small_uint_t flags)
{
    OriginMap map;
    duk_int_t rc;

    origin_get_map(ctx, -1, &map);
    duk_get_prop_index(ctx, -2, ORIGIN_FILE);
    duk_dup(ctx, -4);
    duk_insert(ctx, -2); /* [ text program map text file ] */
    place_state = (PlaceState){ .origin = duk_known_hobject(ctx, -4), .map = map };
    rc = duk_safe_call(ctx, compile_safely, &flags, 2, 1);
    place_state = (PlaceState){ .origin = NULL };
    if (rc != DUK_EXEC_SUCCESS)
        (void)duk_throw(ctx);
    duk_replace(ctx, -4);
    duk_pop_2(ctx);
    return (duk_hcompfunc *)duk_known_hobject(ctx, -1);
}

void origin_compile(duk_context *ctx, duk_uint_t flags)
{
    duk_hthread *thr = ctx;
    duk_hcompfunc *f = origin_push_template(ctx, (duk_small_uint_t)flags);

    duk_js_push_closure(thr, f, thr->builtins[DUK_BIDX_GLOBAL_ENV],
                        thr->builtins[DUK_BIDX_GLOBAL_ENV], 1);
    duk_remove(ctx, -2);
}

/* ---- Tables ---- */

static duk_tval *origin_property(duk_hthread *thr, duk_hobject *f, duk_small_uint_t key)
{
    return duk_hobject_find_entry_tval_ptr_stridx(thr->heap, f, key);
}

/* The program's array, NULL for functions without one. */
static duk_hobject *origin_of(duk_hthread *thr, duk_hobject *f)
{
    duk_tval *tv = origin_property(thr, f, DUK_STRIDX_FILE_NAME);

    return tv != NULL && DUK_TVAL_IS_OBJECT(tv) ? DUK_TVAL_GET_OBJECT(tv) : NULL;
}

static duk_hstring *origin_text_at(duk_hthread *thr, duk_hobject *program,
                                   duk_uarridx_t i)
{
    duk_tval *tv = duk_hobject_find_array_entry_tval_ptr(thr->heap, program, i);

    return tv != NULL && DUK_TVAL_IS_STRING(tv) ? DUK_TVAL_GET_STRING(tv) : NULL;
}

/* Where the function's text stands. */
static bool origin_range(duk_hthread *thr, duk_hobject *f, OriginFunction *out)
{
    duk_tval *tv = origin_property(thr, f, DUK_STRIDX_INT_PC2LINE);
    duk_uint32_t trailer[3];
    duk_size_t n;

    if (tv == NULL || !DUK_TVAL_IS_BUFFER(tv))
        return false;
    n = DUK_HBUFFER_GET_SIZE(DUK_TVAL_GET_BUFFER(tv));
    if (n < PLACE_TRAILER)
        return false;
    memcpy(trailer,
           (duk_uint8_t *)DUK_HBUFFER_GET_DATA_PTR(thr->heap, DUK_TVAL_GET_BUFFER(tv)) +
               n - PLACE_TRAILER,
           PLACE_TRAILER);
    *out = (OriginFunction){ 0, trailer[0], trailer[1], trailer[2] };
    return true;
}

/* Length of the line end at p, 0 for none. */
static size_t line_end(const duk_uint8_t *p, const duk_uint8_t *end)
{
    if (*p == '\n')
        return 1;
    if (*p == '\r')
        return p + 1 < end && p[1] == '\n' ? 2 : 1;
    if (*p == 0xe2 && end - p >= 3 && p[1] == 0x80 && (p[2] == 0xa8 || p[2] == 0xa9))
        return 3;
    return 0;
}

static duk_uint32_t find_lines(duk_hstring *source, duk_uint32_t *out)
{
    const duk_uint8_t *start = DUK_HSTRING_GET_DATA(source), *p = start,
                      *end = start + DUK_HSTRING_GET_BYTELEN(source);
    duk_uint32_t n = 1;

    if (out != NULL)
        out[0] = 0;
    while (p < end) {
        size_t skip = *p <= '\r' || *p == 0xe2 ? line_end(p, end) : 0;

        p += skip > 0 ? skip : 1;
        if (skip == 0)
            continue;
        if (out != NULL)
            out[n] = (duk_uint32_t)(p - start);
        n++;
    }
    return n;
}

/* [ program ] -> [ program ]; the starts of its lines, n of them. */
static const duk_uint32_t *origin_lines(duk_hthread *thr, duk_hstring *source,
                                        duk_uint32_t *n)
{
    duk_size_t size;
    void *lines;

    duk_get_prop_index(thr, -1, ORIGIN_LINES);
    if (!duk_is_buffer(thr, -1)) {
        duk_pop(thr);
        *n = find_lines(source, NULL);
        lines = duk_push_fixed_buffer(thr, *n * sizeof(duk_uint32_t));
        find_lines(source, lines);
        duk_dup_top(thr);
        duk_put_prop_index(thr, -3, ORIGIN_LINES);
    }
    lines = duk_get_buffer(thr, -1, &size);
    *n = (duk_uint32_t)(size / sizeof(duk_uint32_t));
    duk_pop(thr); /* the program keeps it */
    return lines;
}

/* UTF-16 units between two places of a text. */
static int count_units(const duk_uint8_t *p, const duk_uint8_t *end)
{
    int n = 0;

    for (; p < end; p++)
        n += (int)utf8_units((char)*p);
    return n;
}

static void place_in_source(duk_hthread *thr, duk_hobject *program, duk_uint32_t at,
                            OriginPlace *out)
{
    duk_hstring *source = origin_text_at(thr, program, ORIGIN_SOURCE);
    const duk_uint32_t *lines;
    duk_uint32_t n, lo = 0, hi;
    const duk_uint8_t *p;

    if (source == NULL)
        return;
    if (at > DUK_HSTRING_GET_BYTELEN(source))
        at = (duk_uint32_t)DUK_HSTRING_GET_BYTELEN(source);
    duk_require_stack(thr, 4);
    duk_push_hobject(thr, program);
    lines = origin_lines(thr, source, &n);
    hi = n;
    while (lo < hi) {
        duk_uint32_t mid = lo + (hi - lo) / 2;

        if (lines[mid] <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    p = DUK_HSTRING_GET_DATA(source);
    out->line = (int)lo;
    out->column = 1 + count_units(p + lines[lo - 1], p + at);
    duk_pop(thr);
}

void origin_place(duk_context *ctx, duk_idx_t i, uint32_t pc, OriginPlace *out)
{
    duk_hthread *thr = ctx;
    duk_hobject *f = duk_require_hobject(ctx, i), *program = origin_of(thr, f);
    duk_uint32_t found = (duk_uint32_t)duk_hobject_pc2line_query(thr, i, pc);
    OriginFunction range;

    *out = (OriginPlace){ .kind = ORIGIN_NONE };
    if (program == NULL) {
        duk_tval *tv = origin_property(thr, f, DUK_STRIDX_FILE_NAME);

        if (tv != NULL && DUK_TVAL_IS_STRING(tv))
            out->file = (const char *)DUK_HSTRING_GET_DATA(DUK_TVAL_GET_STRING(tv));
        out->line = (int)found;
        out->column = 1;
        out->kind = ORIGIN_FUNCTION;
        return;
    }
    if (origin_range(thr, f, &range))
        out->kind = (int)range.kind;
    if (origin_text_at(thr, program, ORIGIN_FILE) != NULL)
        out->file =
            (const char *)DUK_HSTRING_GET_DATA(origin_text_at(thr, program, ORIGIN_FILE));
    if (found > 0)
        place_in_source(thr, program, found - 1, out);
}

bool origin_source_at(duk_context *ctx, duk_idx_t i, uint32_t pc, const char **source,
                      size_t *n, size_t *at)
{
    duk_hthread *thr = ctx;
    duk_hobject *program = origin_of(thr, duk_require_hobject(ctx, i));
    duk_hstring *text =
        program != NULL ? origin_text_at(thr, program, ORIGIN_SOURCE) : NULL;
    duk_uint32_t found =
        text != NULL ? (duk_uint32_t)duk_hobject_pc2line_query(thr, i, pc) : 0;

    if (found == 0 || found > DUK_HSTRING_GET_BYTELEN(text))
        return false;
    *source = (const char *)DUK_HSTRING_GET_DATA(text);
    *n = DUK_HSTRING_GET_BYTELEN(text);
    *at = found - 1;
    return true;
}

/* The source of a function that has a text of its own in it. */
static duk_hstring *origin_source(duk_hthread *thr, duk_idx_t i, OriginFunction *range)
{
    duk_hobject *f = duk_get_hobject(thr, i), *program;
    duk_hstring *source;

    if (f == NULL || !DUK_HOBJECT_IS_COMPFUNC(f))
        return NULL;
    program = origin_of(thr, f);
    if (program == NULL || !origin_range(thr, f, range) || range->kind > ORIGIN_CLASS)
        return NULL;
    source = origin_text_at(thr, program, ORIGIN_SOURCE);
    if (source == NULL || range->start > range->end ||
        range->end > DUK_HSTRING_GET_BYTELEN(source))
        return NULL;
    return source;
}

bool origin_push_text(duk_context *ctx, duk_idx_t i)
{
    OriginFunction range;
    duk_hstring *source = origin_source(ctx, i, &range);

    if (source == NULL)
        return false;
    duk_push_lstring(ctx, (const char *)DUK_HSTRING_GET_DATA(source) + range.start,
                     range.end - range.start);
    return true;
}

bool origin_text_before(duk_context *ctx, duk_idx_t i, size_t most, const char **text,
                        size_t *n)
{
    OriginFunction range;
    duk_hstring *source = origin_source(ctx, i, &range);

    if (source == NULL)
        return false;
    *n = range.start < most ? range.start : most;
    *text = (const char *)DUK_HSTRING_GET_DATA(source) + range.start - *n;
    return true;
}

bool origin_is_class(duk_context *ctx, duk_idx_t i)
{
    OriginFunction range;

    return origin_source(ctx, i, &range) != NULL && range.kind == ORIGIN_CLASS;
}
