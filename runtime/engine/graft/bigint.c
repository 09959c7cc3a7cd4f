/* bigint.c: what BigInts are to the engine's own functions. An object of the class that
 * the engine has for pointers, which programs never get, is a BigInt; its value is behind
 * the object (engine/unit/bigint.c). */
#include "runtime/engine/bigint.h"

typedef struct {
    duk_hobject obj;
    duk_uint32_t negative, n; /* n limbs, the highest not 0; zero has none */
    duk_uint64_t limbs[];
} Bigint;

static inline __attribute__((always_inline)) bool bigint_is_tval(const duk_tval *tv)
{
    return DUK_TVAL_IS_OBJECT(tv) &&
           DUK_HOBJECT_GET_CLASS_NUMBER(DUK_TVAL_GET_OBJECT(tv)) ==
               DUK_HOBJECT_CLASS_POINTER;
}

#define BIGINT_OF(tv) ((Bigint *)(void *)DUK_TVAL_GET_OBJECT(tv))

static int bigint_compare(const Bigint *a, const Bigint *b);
static int bigint_compare_number(const Bigint *a, double d);
static bool bigint_equals_value(duk_hthread *thr, duk_tval *x, duk_tval *y);
static int bigint_order(duk_hthread *thr);
static void bigint_wrap(duk_hthread *thr, duk_idx_t i);
