/* template.c: what lowered functions say by their names (compiler/lower_func.c), and the
 * keys of private names.
 *
 * The engine makes a template of each function that it has compiled. Where the function's
 * name begins with the lowering's mark, the name that programs see, the length and
 * whether it is a constructor are taken from it. Constants that begin with the mark and
 * `#` are private names: they become hidden symbols, which no program can make. */

#define TEMPLATE_MARK_1 0xca
#define TEMPLATE_MARK_2 0x83

static int template_hex(duk_uint8_t c)
{
    return c >= 'a' ? c - 'a' + 10 : c - '0';
}

/* [ ] -> [ name ]: after the second underscore; other bytes stand as mark and two digits.
 */
static void template_push_name(duk_hthread *thr, const duk_uint8_t *p,
                               const duk_uint8_t *end)
{
    duk_uint8_t *out = (duk_uint8_t *)duk_push_dynamic_buffer(thr, (duk_size_t)(end - p));
    duk_size_t n = 0;

    while (p < end) {
        if (p[0] == TEMPLATE_MARK_1 && end - p >= 4 && p[1] == TEMPLATE_MARK_2) {
            out[n++] = (duk_uint8_t)(template_hex(p[2]) * 16 + template_hex(p[3]));
            p += 4;
        } else {
            out[n++] = *p++;
        }
    }
    duk_push_lstring(thr, (const char *)out, n);
    duk_remove(thr, -2);
}

/* [ ] -> [ name | nothing ]; the length that the function is to have, or -1. */
static int template_read_mark(duk_hthread *thr, duk_compiler_func *func)
{
    const duk_uint8_t *p = DUK_HSTRING_GET_DATA(func->h_name);
    const duk_uint8_t *end = p + DUK_HSTRING_GET_BYTELEN(func->h_name);
    int length = -1;
    bool keeps_name;

    if (end - p < 5 || p[0] != TEMPLATE_MARK_1 || p[1] != TEMPLATE_MARK_2 || p[2] < 'a' ||
        p[2] > 'z')
        return -1;
    keeps_name = p[2] == 'd' || p[2] == 'e';
    if (p[2] == 'a' || p[2] == 'e' || p[2] == 'f')
        func->is_constructable = 0;
    if (p[2] != 'b' && p[2] != 'f')
        func->is_namebinding = 0;
    for (p += 3; p < end && *p >= '0' && *p <= '9'; p++)
        length = (length < 0 ? 0 : length * 10) + (*p - '0');
    for (p++; p < end && *p != '_'; p++)
        ;
    if (p >= end)
        return -1;
    /* A declaration is bound under the name that it has here. */
    if (keeps_name)
        return length;
    template_push_name(thr, p + 1, end);
    func->h_name = duk_known_hstring(thr, -1); /* stays on the value stack */
    return length;
}

/* The function's length is that of the list of its formals, where it has one. */
static void template_set_length(duk_hthread *thr, duk_compiler_func *func, int length)
{
    duk_push_array(thr);
    for (int i = 0; i < length; i++) {
        duk_get_prop_index(thr, func->argnames_idx, (duk_uarridx_t)i);
        duk_put_prop_index(thr, -2, (duk_uarridx_t)i);
    }
    duk_xdef_prop_stridx_short(thr, -2, DUK_STRIDX_INT_FORMALS, DUK_PROPDESC_FLAGS_NONE);
}

/* [ ] -> [ symbol ] */
static void template_push_symbol(duk_hthread *thr, duk_hstring *constant)
{
    duk_size_t n = DUK_HSTRING_GET_BYTELEN(constant) - 1;
    duk_uint8_t *out = (duk_uint8_t *)duk_push_fixed_buffer(thr, n);

    out[0] = 0xff;
    memcpy(out + 1, DUK_HSTRING_GET_DATA(constant) + 2, n - 1);
    duk_push_lstring(thr, (const char *)out, n);
    duk_remove(thr, -2);
}

static void template_private_names(duk_hthread *thr, duk_compiler_func *func)
{
    duk_size_t n = duk_hobject_get_length(thr, func->h_consts);

    for (duk_size_t i = 0; i < n; i++) {
        duk_tval *tv = duk_hobject_find_array_entry_tval_ptr(thr->heap, func->h_consts,
                                                             (duk_uarridx_t)i);
        const duk_uint8_t *p;
        duk_hstring *h;

        if (tv == NULL || !DUK_TVAL_IS_STRING(tv))
            continue;
        h = DUK_TVAL_GET_STRING(tv);
        p = DUK_HSTRING_GET_DATA(h);
        if (DUK_HSTRING_GET_BYTELEN(h) < 4 || p[0] != TEMPLATE_MARK_1 ||
            p[1] != TEMPLATE_MARK_2 || p[2] != '#')
            continue;
        template_push_symbol(thr, h);
        h = duk_known_hstring(thr, -1);
        tv = duk_hobject_find_array_entry_tval_ptr(thr->heap, func->h_consts,
                                                   (duk_uarridx_t)i);
        DUK_TVAL_SET_STRING_UPDREF(thr, tv, h);
        duk_pop(thr);
    }
}

/* The function's place in the source; its closing brace is the token before. */
static OriginFunction template_function(duk_compiler_ctx *comp_ctx)
{
    OriginFunction top = { 0, 0, 0, ORIGIN_TOP };

    if (!comp_ctx->curr_func.is_function)
        return top;
    return place_function((duk_uint32_t)comp_ctx->prev_token.start_offset);
}

/* The number of formals, where the last one is the rest parameter; else 0. */
static int template_rest(duk_hthread *thr, duk_compiler_func *func)
{
    duk_size_t n = func->is_function ? duk_get_length(thr, func->argnames_idx) : 0;
    duk_hstring *name;

    if (n == 0 || n >= TAIL_MAX_REST)
        return 0;
    duk_get_prop_index(thr, func->argnames_idx, (duk_uarridx_t)(n - 1));
    name = duk_known_hstring(thr, -1);
    duk_pop(thr);
    return DUK_HSTRING_GET_BYTELEN(name) == 3 &&
                   memcmp(DUK_HSTRING_GET_DATA(name), "\xca\x83r", 3) == 0
               ? (int)n
               : 0;
}

/* The word behind the code: rest.c. */
static void template_emit_tail(duk_compiler_ctx *comp_ctx, int rest)
{
    duk_compiler_func *func = &comp_ctx->curr_func;
    duk_uint32_t temp = (duk_uint32_t)func->temp_first;
    bool arguments = !func->is_arguments_shadowed &&
                     (func->id_access_arguments || func->may_direct_eval);

    if (temp > TAIL_MAX_TEMP)
        temp = TAIL_MAX_TEMP;
    duk__emit_abc(comp_ctx, DUK_OP_NOP,
                  temp | (duk_uint32_t)rest << 12 | (duk_uint32_t)arguments << 23);
}

DUK_LOCAL void duk__convert_to_func_template(duk_compiler_ctx *comp_ctx)
{
    duk_hthread *thr = comp_ctx->thr;
    duk_compiler_func *func = &comp_ctx->curr_func;
    int length = -1, rest;

    duk_require_stack(thr, 16);
    if (place_state.origin != NULL)
        place_state.function = template_function(comp_ctx);
    if (func->h_name != NULL && func->is_function)
        length = template_read_mark(thr, func);
    template_private_names(thr, func);
    rest = template_rest(thr, func);
    template_emit_tail(comp_ctx, rest);
    duk__convert_to_func_template_engine(comp_ctx);
    if (rest > 0) {
        DUK_HOBJECT_SET_CREATEARGS(duk_known_hobject(thr, -1));
        if (length < 0)
            length = rest - 1;
    }
    if (length >= 0)
        template_set_length(thr, func, length);
    if (place_state.origin != NULL) {
        duk_push_hobject(thr, place_state.origin);
        duk_xdef_prop_stridx_short(thr, -2, DUK_STRIDX_FILE_NAME,
                                   DUK_PROPDESC_FLAGS_NONE);
    }
}
