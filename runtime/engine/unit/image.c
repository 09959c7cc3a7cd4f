/* image.c: compiled programs as bytes (image.h). Part of the engine's unit. */

#define IMAGE_MAGIC 0x31494d53u
#define IMAGE_NONE 0xffffffffu   /* no string, no table */
#define IMAGE_NUMBER 0xfffffffeu /* a constant that is a number: eight bytes follow */
#define IMAGE_DEPTH 2000

/* ---- Writing ---- */

typedef struct {
    duk_hstring *key;
    uint32_t index;
} ImageSlot;

typedef struct {
    duk_hthread *thr;
    Buf strings, functions;
    ImageSlot *slots;
    size_t n_slots;
    uint32_t n_strings, n_functions;
    bool failed;
} ImageWriter;

static void image_u32(Buf *b, uint32_t v)
{
    buf_put(b, (const char *)&v, 4);
}

static void image_bytes(Buf *b, const void *p, size_t n)
{
    buf_put(b, p, n);
    buf_fill(b, '\0', (4 - n % 4) % 4);
}

static ImageSlot *image_slot(ImageWriter *w, duk_hstring *key)
{
    size_t i = ((uintptr_t)key >> 4) * 0x9e3779b97f4a7c15u >> 20;

    for (;; i++) {
        ImageSlot *s = &w->slots[i & (w->n_slots - 1)];

        if (s->key == key || s->key == NULL)
            return s;
    }
}

static void image_grow(ImageWriter *w)
{
    ImageSlot *old = w->slots;
    size_t n = w->n_slots;

    w->n_slots = n > 0 ? n * 2 : 256;
    w->slots = xcalloc(w->n_slots, sizeof *w->slots);
    for (size_t i = 0; i < n; i++) {
        if (old[i].key != NULL)
            *image_slot(w, old[i].key) = old[i];
    }
    xfree(old);
}

static uint32_t image_string(ImageWriter *w, duk_hstring *h)
{
    ImageSlot *s;

    if ((size_t)w->n_strings * 2 >= w->n_slots)
        image_grow(w);
    s = image_slot(w, h);
    if (s->key == NULL) {
        *s = (ImageSlot){ h, w->n_strings++ };
        image_u32(&w->strings, (uint32_t)DUK_HSTRING_GET_BYTELEN(h));
        image_bytes(&w->strings, DUK_HSTRING_GET_DATA(h), DUK_HSTRING_GET_BYTELEN(h));
    }
    return s->index;
}

static void image_constants(ImageWriter *w, duk_hcompfunc *f)
{
    duk_tval *tv = DUK_HCOMPFUNC_GET_CONSTS_BASE(w->thr->heap, f),
             *end = DUK_HCOMPFUNC_GET_CONSTS_END(w->thr->heap, f);

    for (; tv < end; tv++) {
        double d;

        if (DUK_TVAL_IS_STRING(tv)) {
            image_u32(&w->functions, image_string(w, DUK_TVAL_GET_STRING(tv)));
        } else if (DUK_TVAL_IS_NUMBER(tv)) {
            d = DUK_TVAL_GET_NUMBER(tv);
            image_u32(&w->functions, IMAGE_NUMBER);
            buf_put(&w->functions, (const char *)&d, 8);
        } else {
            w->failed = true;
        }
    }
}

static void image_varmap(ImageWriter *w, duk_hobject *h)
{
    if (h == NULL)
        return;
    for (duk_uint_fast32_t i = 0; i < DUK_HOBJECT_GET_ENEXT(h); i++) {
        duk_hstring *key = DUK_HOBJECT_E_GET_KEY(w->thr->heap, h, i);
        duk_tval *tv = DUK_HOBJECT_E_GET_VALUE_TVAL_PTR(w->thr->heap, h, i);

        if (key == NULL || !DUK_TVAL_IS_NUMBER(tv)) {
            w->failed = true;
            return;
        }
        image_u32(&w->functions, image_string(w, key));
        image_u32(&w->functions, (uint32_t)DUK_TVAL_GET_NUMBER(tv));
    }
}

static void image_formals(ImageWriter *w, duk_harray *a)
{
    for (duk_uint32_t i = 0; a != NULL && i < a->length; i++) {
        duk_tval *tv =
            duk_hobject_find_array_entry_tval_ptr(w->thr->heap, (duk_hobject *)a, i);

        if (tv != NULL && DUK_TVAL_IS_STRING(tv))
            image_u32(&w->functions, image_string(w, DUK_TVAL_GET_STRING(tv)));
        else if (tv != NULL && DUK_TVAL_IS_NUMBER(tv)) /* graft/template.c: a length */
            image_u32(&w->functions, IMAGE_NUMBER);
        else
            w->failed = true;
    }
}

/* Writes the function behind its inner ones; its number. */
static uint32_t image_function(ImageWriter *w, duk_hcompfunc *f, int depth)
{
    duk_hthread *thr = w->thr;
    duk_hobject **fn = DUK_HCOMPFUNC_GET_FUNCS_BASE(thr->heap, f), *varmap;
    uint32_t n_funcs = (uint32_t)DUK_HCOMPFUNC_GET_FUNCS_COUNT(thr->heap, f), *inner;
    uint32_t n_code = (uint32_t)DUK_HCOMPFUNC_GET_CODE_COUNT(thr->heap, f);
    duk_harray *formals = duk_hobject_get_formals(thr, (duk_hobject *)f);
    duk_tval *name = origin_property(thr, (duk_hobject *)f, DUK_STRIDX_NAME);
    duk_tval *table = origin_property(thr, (duk_hobject *)f, DUK_STRIDX_INT_PC2LINE);
    duk_hbuffer *lines =
        table != NULL && DUK_TVAL_IS_BUFFER(table) ? DUK_TVAL_GET_BUFFER(table) : NULL;

    if (depth > IMAGE_DEPTH) {
        w->failed = true;
        return 0;
    }
    inner = xcalloc(n_funcs + 1, sizeof *inner);
    for (uint32_t i = 0; i < n_funcs; i++)
        inner[i] = image_function(w, (duk_hcompfunc *)fn[i], depth + 1);
    varmap = duk_hobject_get_varmap(thr, (duk_hobject *)f);
    image_u32(&w->functions, DUK_HEAPHDR_GET_FLAGS((duk_heaphdr *)f));
    image_u32(&w->functions, (uint32_t)f->nregs | (uint32_t)f->nargs << 16);
    image_u32(&w->functions, n_code);
    image_u32(&w->functions, (uint32_t)DUK_HCOMPFUNC_GET_CONSTS_COUNT(thr->heap, f));
    image_u32(&w->functions, n_funcs);
    image_u32(&w->functions, name != NULL && DUK_TVAL_IS_STRING(name)
                                 ? image_string(w, DUK_TVAL_GET_STRING(name))
                                 : IMAGE_NONE);
    image_u32(&w->functions,
              varmap != NULL ? (uint32_t)DUK_HOBJECT_GET_ENEXT(varmap) : IMAGE_NONE);
    image_u32(&w->functions, formals != NULL ? formals->length : IMAGE_NONE);
    image_u32(&w->functions,
              lines != NULL ? (uint32_t)DUK_HBUFFER_GET_SIZE(lines) : IMAGE_NONE);
    buf_put(&w->functions, (const char *)DUK_HCOMPFUNC_GET_CODE_BASE(thr->heap, f),
            (size_t)n_code * sizeof(duk_instr_t));
    image_constants(w, f);
    for (uint32_t i = 0; i < n_funcs; i++)
        image_u32(&w->functions, inner[i]);
    image_varmap(w, varmap);
    image_formals(w, formals);
    if (lines != NULL)
        image_bytes(&w->functions, DUK_HBUFFER_GET_DATA_PTR(thr->heap, lines),
                    DUK_HBUFFER_GET_SIZE(lines));
    xfree(inner);
    return w->n_functions++;
}

bool image_write(duk_context *ctx, duk_idx_t i, Buf *out)
{
    duk_hobject *f = duk_get_hobject(ctx, i);
    ImageWriter w = { .thr = ctx };

    if (f == NULL || !DUK_HOBJECT_IS_COMPFUNC(f))
        return false;
    image_function(&w, (duk_hcompfunc *)f, 0);
    if (!w.failed) {
        image_u32(out, IMAGE_MAGIC);
        image_u32(out, (uint32_t)(16 + w.strings.len + w.functions.len));
        image_u32(out, w.n_strings);
        image_u32(out, w.n_functions);
        buf_put(out, w.strings.ptr, w.strings.len);
        buf_put(out, w.functions.ptr, w.functions.len);
    }
    buf_release(&w.strings);
    buf_release(&w.functions);
    xfree(w.slots);
    return !w.failed;
}

/* ---- Reading ---- */

typedef struct {
    duk_hthread *thr;
    const uint8_t *p, *end;
    duk_idx_t strings, functions; /* on the stack, in order */
    uint32_t n_strings, n_functions;
    duk_tval origin;
} ImageReader;

static bool image_has(const ImageReader *r, uint64_t n)
{
    return n <= (uint64_t)(r->end - r->p);
}

static uint32_t image_get(ImageReader *r)
{
    uint32_t v;

    memcpy(&v, r->p, 4);
    r->p += 4;
    return v;
}

static bool image_read_strings(ImageReader *r)
{
    for (uint32_t i = 0; i < r->n_strings; i++) {
        uint32_t n;

        if (!image_has(r, 4))
            return false;
        n = image_get(r);
        if (!image_has(r, ((uint64_t)n + 3) & ~(uint64_t)3))
            return false;
        duk_push_lstring(r->thr, (const char *)r->p, n);
        r->p += (n + 3) & ~3u;
    }
    return true;
}

static duk_hstring *image_string_at(ImageReader *r, uint32_t i)
{
    return DUK_TVAL_GET_STRING(
        (duk_tval *)(r->thr->valstack_bottom + r->strings + (duk_idx_t)i));
}

typedef struct {
    uint32_t flags, regs, n_code, n_consts, n_funcs, name, varmap, formals, lines;
} ImageFunction;

/* Are the lengths those of an image, as far as they can be told without reading? */
static bool image_check(const ImageReader *r, const ImageFunction *f)
{
    uint64_t n =
        (uint64_t)f->n_code * 4 + (uint64_t)f->n_consts * 4 + (uint64_t)f->n_funcs * 4;

    if (f->varmap != IMAGE_NONE)
        n += (uint64_t)f->varmap * 8;
    if (f->formals != IMAGE_NONE)
        n += (uint64_t)f->formals * 4;
    if (f->lines != IMAGE_NONE)
        n += f->lines;
    return image_has(r, n) && f->n_code > 0 && f->n_code < 1u << 28 &&
           (f->name == IMAGE_NONE || f->name < r->n_strings) &&
           (f->regs & 0xffff) >= f->regs >> 16;
}

/* Constants into the function's data; the ones before stay counted. */
static bool image_read_constants(ImageReader *r, duk_tval *to, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++, to++) {
        uint32_t ref;
        double d;

        if (!image_has(r, 4))
            return false;
        ref = image_get(r);
        if (ref == IMAGE_NUMBER) {
            if (!image_has(r, 8))
                return false;
            memcpy(&d, r->p, 8);
            r->p += 8;
            DUK_TVAL_SET_NUMBER_CHKFAST_SLOW(to, d);
        } else if (ref < r->n_strings) {
            DUK_TVAL_SET_STRING(to, image_string_at(r, ref));
            DUK_TVAL_INCREF(r->thr, to);
        } else {
            return false;
        }
    }
    return true;
}

static bool image_read_funcs(ImageReader *r, duk_hobject **to, uint32_t n, uint32_t self)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t ref;

        if (!image_has(r, 4))
            return false;
        ref = image_get(r);
        if (ref >= self)
            return false;
        to[i] = duk_known_hobject(r->thr, r->functions + (duk_idx_t)ref);
        DUK_HOBJECT_INCREF(r->thr, to[i]);
    }
    return true;
}

/* [ … template ] -> [ … template ] */
static bool image_read_varmap(ImageReader *r, duk_hobject *h, uint32_t n)
{
    duk_hobject *map;

    if (!image_has(r, (uint64_t)n * 8))
        return false;
    duk_push_bare_object(r->thr);
    map = duk_known_hobject(r->thr, -1);
    duk_hobject_realloc_props(r->thr, map, n, 0, 0, 0);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t key = image_get(r), reg = image_get(r);
        duk_tval *tv;

        if (key >= r->n_strings)
            return false;
        tv = fill_entry(r->thr, map, image_string_at(r, key), DUK_PROPDESC_FLAGS_WEC);
        DUK_TVAL_SET_U32(tv, reg);
    }
    if (n > 8)
        duk_hobject_compact_props(r->thr, map); /* gives it a hash part */
    DUK_TVAL_SET_OBJECT(fill_entry(r->thr, h, DUK_HTHREAD_STRING_INT_VARMAP(r->thr), 0),
                        map);
    DUK_HOBJECT_INCREF(r->thr, map);
    duk_pop(r->thr);
    return true;
}

static bool image_read_formals(ImageReader *r, duk_hobject *h, uint32_t n)
{
    duk_hobject *list;
    duk_tval *to;

    if (!image_has(r, (uint64_t)n * 4))
        return false;
    to = duk_push_harray_with_size_outptr(r->thr, n);
    duk_clear_prototype(r->thr, -1);
    list = duk_known_hobject(r->thr, -1);
    for (uint32_t i = 0; i < n; i++, to++) {
        uint32_t ref = image_get(r);

        if (ref == IMAGE_NUMBER) {
            DUK_TVAL_SET_U32(to, i);
        } else if (ref < r->n_strings) {
            DUK_TVAL_SET_STRING(to, image_string_at(r, ref));
            DUK_TVAL_INCREF(r->thr, to);
        } else {
            return false;
        }
    }
    DUK_TVAL_SET_OBJECT(fill_entry(r->thr, h, DUK_HTHREAD_STRING_INT_FORMALS(r->thr), 0),
                        list);
    DUK_HOBJECT_INCREF(r->thr, list);
    duk_pop(r->thr);
    return true;
}

static bool image_read_lines(ImageReader *r, duk_hobject *h, uint32_t n)
{
    duk_tval *tv;
    void *to;

    if (!image_has(r, ((uint64_t)n + 3) & ~(uint64_t)3))
        return false;
    to = duk_push_fixed_buffer_nozero(r->thr, n);
    memcpy(to, r->p, n);
    r->p += (n + 3) & ~3u;
    tv = fill_entry(r->thr, h, DUK_HTHREAD_STRING_INT_PC2LINE(r->thr), 0);
    DUK_TVAL_SET_TVAL(tv, r->thr->valstack_top - 1);
    DUK_TVAL_INCREF(r->thr, tv);
    duk_pop(r->thr);
    return true;
}

/* The properties of the template, in the order of the engine's own. */
static bool image_read_properties(ImageReader *r, duk_hobject *h, const ImageFunction *f)
{
    duk_tval *tv;

    duk_hobject_realloc_props(r->thr, h,
                              1u + (f->varmap != IMAGE_NONE) +
                                  (f->formals != IMAGE_NONE) + (f->name != IMAGE_NONE) +
                                  (f->lines != IMAGE_NONE),
                              0, 0, 0);
    if (f->varmap != IMAGE_NONE && !image_read_varmap(r, h, f->varmap))
        return false;
    if (f->formals != IMAGE_NONE && !image_read_formals(r, h, f->formals))
        return false;
    if (f->name != IMAGE_NONE) {
        tv = fill_entry(r->thr, h, DUK_HTHREAD_STRING_NAME(r->thr), 0);
        DUK_TVAL_SET_STRING(tv, image_string_at(r, f->name));
        DUK_TVAL_INCREF(r->thr, tv);
    }
    if (f->lines != IMAGE_NONE && !image_read_lines(r, h, f->lines))
        return false;
    tv = fill_entry(r->thr, h, DUK_HTHREAD_GET_STRING(r->thr, DUK_STRIDX_FILE_NAME), 0);
    DUK_TVAL_SET_TVAL(tv, &r->origin);
    DUK_TVAL_INCREF(r->thr, tv);
    return true;
}

static bool image_read_data(ImageReader *r, duk_hcompfunc *f, const ImageFunction *in,
                            uint32_t self)
{
    size_t consts = (size_t)in->n_consts * sizeof(duk_tval),
           funcs = (size_t)in->n_funcs * sizeof(duk_hobject *),
           code = (size_t)in->n_code * sizeof(duk_instr_t);
    uint8_t *data = duk_push_fixed_buffer(r->thr, consts + funcs + code);
    duk_hbuffer *h = duk_known_hbuffer(r->thr, -1);
    bool ok;

    memcpy(data + consts + funcs, r->p, code);
    r->p += code;
    ok = image_read_constants(r, (duk_tval *)(void *)data, in->n_consts) &&
         image_read_funcs(r, (duk_hobject **)(void *)(data + consts), in->n_funcs, self);
    if (!ok) /* what was counted stays so: such bytes are never met in earnest */
        return false;
    DUK_HCOMPFUNC_SET_DATA(r->thr->heap, f, h);
    DUK_HBUFFER_INCREF(r->thr, h);
    DUK_HCOMPFUNC_SET_FUNCS(r->thr->heap, f, (duk_hobject **)(void *)(data + consts));
    DUK_HCOMPFUNC_SET_BYTECODE(r->thr->heap, f,
                               (duk_instr_t *)(void *)(data + consts + funcs));
    duk_pop(r->thr);
    return true;
}

/* [ … ] -> [ … template ] */
static bool image_read_function(ImageReader *r, uint32_t self)
{
    ImageFunction in;
    duk_hcompfunc *f;

    if (!image_has(r, sizeof in))
        return false;
    memcpy(&in, r->p, sizeof in);
    r->p += sizeof in;
    if (!image_check(r, &in))
        return false;
    f = duk_push_hcompfunc(r->thr);
    DUK_HOBJECT_SET_PROTOTYPE_UPDREF(r->thr, (duk_hobject *)f, NULL);
    DUK_HEAPHDR_SET_FLAGS((duk_heaphdr *)f,
                          in.flags & ~(uint32_t)DUK_HOBJECT_FLAG_HAVE_FINALIZER);
    f->nregs = (duk_uint16_t)(in.regs & 0xffff);
    f->nargs = (duk_uint16_t)(in.regs >> 16);
    return image_read_data(r, f, &in, self) &&
           image_read_properties(r, (duk_hobject *)f, &in);
}

bool image_push(duk_context *ctx, const void *bytes, size_t n, duk_idx_t origin)
{
    duk_hthread *thr = ctx;
    ImageReader r = { .thr = thr, .p = bytes, .end = (const uint8_t *)bytes + n };
    duk_idx_t top = duk_get_top(ctx);
    bool ok = n >= 16 && image_get(&r) == IMAGE_MAGIC && image_get(&r) == n;

    if (!ok)
        return false;
    r.n_strings = image_get(&r);
    r.n_functions = image_get(&r);
    if (r.n_strings > n / 4 || r.n_functions > n / 36 || r.n_functions == 0)
        return false;
    DUK_TVAL_SET_TVAL(&r.origin, duk_require_tval(ctx, origin));
    duk_require_stack(ctx, (duk_idx_t)(r.n_strings + r.n_functions) + 16);
    r.strings = top;
    r.functions = top + (duk_idx_t)r.n_strings;
    ok = image_read_strings(&r);
    for (uint32_t i = 0; ok && i < r.n_functions; i++)
        ok = image_read_function(&r, i);
    ok = ok && r.p == r.end;
    if (ok) {
        duk_js_push_closure(thr, (duk_hcompfunc *)duk_known_hobject(thr, -1),
                            thr->builtins[DUK_BIDX_GLOBAL_ENV],
                            thr->builtins[DUK_BIDX_GLOBAL_ENV], 1);
        duk_insert(ctx, top);
    }
    duk_set_top(ctx, ok ? top + 1 : top);
    return ok;
}
