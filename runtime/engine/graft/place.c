/* place.c: while a lowered program is compiled, each instruction is noted with the place
 * of its token in the lowered text instead of a line; when a function's table is packed,
 * places become those in the source. The place is the one that V8 shows: of a call the
 * name before the parenthesis, of `new` that word, of a property its name. */

#include "runtime/engine/graft/helper_ops.h"

/* A call of a helper whose arguments are being compiled (place_emit.c). */
typedef struct {
    const duk_hobject *consts; /* of the function that calls: says which it is */
    duk_instr_t load;          /* what would have loaded the helper */
    duk_small_uint_t op;
} PlaceHelper;

#define PLACE_HELPERS 64 /* calls in each other's arguments */

typedef struct {
    duk_hobject *origin; /* NULL: text of ours, lines as the engine notes them */
    OriginMap map;
    /* Last token of the operand that was parsed last, and whether it is a name. */
    duk_uint32_t operand;
    duk_bool_t operand_is_name;
    duk_bool_t behind_call; /* V8 shows the dot of a property behind a call */
    /* Where the property and the variable stand that may be read next. */
    duk_uint32_t property, variable;
    duk_uint32_t operation;  /* the operator that was parsed last */
    OriginFunction function; /* whose table is packed next */
    PlaceHelper helpers[PLACE_HELPERS];
    int n_helpers;
} PlaceState;

static _Thread_local PlaceState place_state;

/* ---- While instructions are made ---- */

static duk_bool_t place_is_property_op(duk_small_uint_t op)
{
    return (op >= DUK_OP_GETPROP && op < DUK_OP_DELPROP + 4) ||
           (op >= DUK_OP_GETPROPC && op < DUK_OP_GETPROPC + 4);
}

static duk_bool_t place_is_variable_op(duk_small_uint_t op)
{
    return op == DUK_OP_GETVAR || op == DUK_OP_TYPEOFID || op == DUK_OP_PUTVAR ||
           (op >= DUK_OP_CSVAR && op < DUK_OP_CSVAR + 4);
}

static duk_bool_t place_is_call_op(duk_small_uint_t op)
{
    return (op >= DUK_OP_CALL0 && op < DUK_OP_CALL0 + 16) || helper_is_op(op);
}

static duk_bool_t place_is_store_op(duk_small_uint_t op)
{
    return op == DUK_OP_PUTVAR || (op >= DUK_OP_PUTPROP && op < DUK_OP_PUTPROP + 4);
}

static duk_bool_t place_is_throw_op(duk_small_uint_t op)
{
    return op == DUK_OP_THROW;
}

static duk_bool_t place_is_operation(duk_small_uint_t op)
{
    return (op >= DUK_OP_EQ && op < DUK_OP_IFTRUE) ||
           (op >= DUK_OP_ADD && op <= DUK_OP_IN_CC);
}

static duk_size_t place_count(duk_compiler_ctx *comp_ctx)
{
    return DUK_BW_GET_SIZE(comp_ctx->thr, &comp_ctx->curr_func.bw_code) /
           sizeof(duk_compiler_instr);
}

static duk_compiler_instr *place_instr(duk_compiler_ctx *comp_ctx, duk_size_t i)
{
    return (duk_compiler_instr *)(void *)
               DUK_BW_GET_BASEPTR(comp_ctx->thr, &comp_ctx->curr_func.bw_code) +
           i;
}

/* Place + 1 of an instruction with this operation. */
static duk_uint32_t place_now(duk_compiler_ctx *comp_ctx, duk_small_uint_t op)
{
    PlaceState *s = &place_state;

    if (place_is_property_op(op))
        return s->property + 1;
    if (place_is_variable_op(op))
        return s->variable + 1;
    if (place_is_operation(op))
        return s->operation + 1;
    if (comp_ctx->prev_token.start_line != 0)
        return (duk_uint32_t)comp_ctx->prev_token.start_offset + 1;
    return (duk_uint32_t)comp_ctx->curr_token.start_offset + 1;
}

/* The last instruction of that kind from `from` on stands there. */
static void place_patch(duk_compiler_ctx *comp_ctx, duk_size_t from,
                        duk_bool_t (*is)(duk_small_uint_t op), duk_uint32_t place)
{
    duk_size_t n = place_count(comp_ctx);

    while (n > from) {
        duk_compiler_instr *i = place_instr(comp_ctx, --n);

        if (is(DUK_DEC_OP(i->ins))) {
            i->line = place + 1;
            return;
        }
    }
}

static void place_operand_end(duk_compiler_ctx *comp_ctx)
{
    place_state.operand = (duk_uint32_t)comp_ctx->prev_token.start_offset;
    place_state.operand_is_name = comp_ctx->prev_token.t_nores == DUK_TOK_IDENTIFIER &&
                                  comp_ctx->prev_token.t != DUK_TOK_NULL &&
                                  comp_ctx->prev_token.t != DUK_TOK_TRUE &&
                                  comp_ctx->prev_token.t != DUK_TOK_FALSE &&
                                  comp_ctx->prev_token.t != DUK_TOK_THIS;
}

/* ---- When a table is packed ---- */

static duk_uint32_t place_source(duk_uint32_t at)
{
    const OriginMap *m = &place_state.map;
    size_t lo = 0, hi = m->n_spans;
    const OriginSpan *s;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (m->spans[mid].at <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo == 0)
        return 0;
    s = &m->spans[lo - 1];
    return s->source + (at - s->at < s->len ? at - s->at : s->len);
}

/* The function whose closing brace is there. */
static OriginFunction place_function(duk_uint32_t at)
{
    const OriginMap *m = &place_state.map;
    OriginFunction none = { 0, 0, 0, ORIGIN_NONE };
    size_t lo = 0, hi = m->n_functions;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (m->functions[mid].at < at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < m->n_functions && m->functions[lo].at == at ? m->functions[lo] : none;
}

#define PLACE_TRAILER 12 /* bytes behind the engine's table: start, end, kind */

/* [ ] -> [ table ] */
static void
place_pack(duk_hthread *thr, duk_compiler_instr *instrs, duk_uint_fast32_t length,
           void (*pack)(duk_hthread *, duk_compiler_instr *, duk_uint_fast32_t))
{
    const OriginFunction *f = &place_state.function;
    duk_uint32_t trailer[3] = { f->start, f->end, f->kind };
    duk_size_t size;
    duk_uint8_t *out;
    void *table;

    if (place_state.origin == NULL) {
        pack(thr, instrs, length);
        return;
    }
    for (duk_uint_fast32_t i = 0; i < length; i++)
        instrs[i].line = place_source(instrs[i].line - 1) + 1;
    pack(thr, instrs, length);
    table = duk_get_buffer(thr, -1, &size);
    out = (duk_uint8_t *)duk_push_fixed_buffer_nozero(thr, size + PLACE_TRAILER);
    memcpy(out, table, size);
    memcpy(out + size, trailer, PLACE_TRAILER);
    duk_remove(thr, -2);
}
