/* place_led.c: see place.c. What stands behind an operand: operators, calls, properties.
 */

/* The engine takes the comma as right associative: a level of recursion for each of the
 * thousands of expressions that a minifier joins. */
static void led_without_recursion(duk_compiler_ctx *comp_ctx, duk_ivalue *left,
                                  duk_ivalue *res)
{
    if (comp_ctx->prev_token.t != DUK_TOK_COMMA) {
        duk__expr_led_engine(comp_ctx, left, res);
        return;
    }
    duk__ivalue_toplain_ignore(comp_ctx, left);
    duk__expr_toplain(comp_ctx, res, DUK__BP_COMMA);
}

DUK_LOCAL void duk__expr_led(duk_compiler_ctx *comp_ctx, duk_ivalue *left,
                             duk_ivalue *res)
{
    PlaceState *s = &place_state;
    duk_uint32_t at = (duk_uint32_t)comp_ctx->prev_token.start_offset;
    duk_uint32_t callee = s->operand_is_name ? s->operand : at;
    duk_small_uint_t token = comp_ctx->prev_token.t;
    duk_bool_t behind_call = s->behind_call;
    duk_size_t from;

    if (s->origin == NULL) {
        led_without_recursion(comp_ctx, left, res);
        return;
    }
    from = place_count(comp_ctx);
    led_without_recursion(comp_ctx, left, res);
    switch (token) {
    case DUK_TOK_LPAREN:
        place_patch(comp_ctx, from, place_is_call_op, callee);
        behind_call = 1;
        break;
    case DUK_TOK_PERIOD:
        s->property = behind_call ? at : (duk_uint32_t)comp_ctx->prev_token.start_offset;
        break;
    case DUK_TOK_LBRACKET: s->property = at; break;
    case DUK_TOK_LAND:
    case DUK_TOK_LOR:
    case DUK_TOK_QUESTION:
    case DUK_TOK_COMMA: break;
    default:
        /* An assignment is made already, another operator's instruction comes later. */
        s->operation = at;
        place_patch(comp_ctx, from, place_is_store_op, at);
        break;
    }
    s->behind_call = behind_call;
    place_operand_end(comp_ctx);
}
