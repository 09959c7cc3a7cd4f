/* operators.c: what opcodes.c uses: small inline decisions about values. */

/* Whether two values of one kind are equal, by == and === alike; -1 for a mixture or what
 * needs a closer look. */
static inline __attribute__((always_inline)) int opcodes_equal(const duk_tval *x,
                                                               const duk_tval *y)
{
    if (DUK_TVAL_GET_TAG(x) != DUK_TVAL_GET_TAG(y)) {
        if (DUK_TVAL_IS_NUMBER(x) && DUK_TVAL_IS_NUMBER(y))
            return DUK_TVAL_GET_NUMBER(x) == DUK_TVAL_GET_NUMBER(y);
        return -1;
    }
    switch (DUK_TVAL_GET_TAG(x)) {
    case DUK_TAG_FASTINT: return DUK_TVAL_GET_FASTINT(x) == DUK_TVAL_GET_FASTINT(y);
    case DUK_TAG_NUMBER: return DUK_TVAL_GET_DOUBLE(x) == DUK_TVAL_GET_DOUBLE(y);
    case DUK_TAG_UNDEFINED:
    case DUK_TAG_NULL: return 1;
    case DUK_TAG_BOOLEAN: return DUK_TVAL_GET_BOOLEAN(x) == DUK_TVAL_GET_BOOLEAN(y);
    case DUK_TAG_STRING: /* interned */
    case DUK_TAG_OBJECT: return DUK_TVAL_GET_HEAPHDR(x) == DUK_TVAL_GET_HEAPHDR(y);
    default: return -1;
    }
}

static inline __attribute__((always_inline)) bool opcodes_truth(duk_tval *tv)
{
    switch (DUK_TVAL_GET_TAG(tv)) {
    case DUK_TAG_BOOLEAN: return DUK_TVAL_GET_BOOLEAN(tv);
    case DUK_TAG_UNDEFINED:
    case DUK_TAG_NULL: return false;
    case DUK_TAG_FASTINT: return DUK_TVAL_GET_FASTINT(tv) != 0;
    case DUK_TAG_OBJECT: return true;
    default: return duk_js_toboolean(tv);
    }
}
