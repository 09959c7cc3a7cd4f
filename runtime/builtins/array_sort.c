/* array_sort.c: sort for arrays and typed arrays' methods.
 *
 * What is sorted are element numbers; the elements stay in a list that nobody else sees,
 * so that a comparator may do whatever it likes, throw included. Texts and numbers are
 * compared without calls. */
#include <string.h>

#include "runtime/builtins/array_private.h"

typedef struct {
    duk_context *ctx;
    duk_idx_t list, compare;
    SortOrder order;
    const double *numbers;
    const ArrayText *texts;
    int sign;
} Sorting;

static int by_texts(void *arg, uint32_t a, uint32_t b)
{
    const Sorting *s = arg;
    ArrayText x = s->texts[a], y = s->texts[b];
    /* The engine's encoding sorts as UTF-16 does. */
    int c = memcmp(x.ptr, y.ptr, x.len < y.len ? x.len : y.len);

    return c != 0 ? c : x.len < y.len ? -1 : x.len > y.len;
}

/* Where the difference is no number, the elements count as equal. */
static int by_numbers(void *arg, uint32_t a, uint32_t b)
{
    const Sorting *s = arg;
    double d = s->numbers[a] - s->numbers[b];

    return d > 0 ? s->sign : d < 0 ? -s->sign : 0;
}

static int by_call(void *arg, uint32_t a, uint32_t b)
{
    const Sorting *s = arg;
    double d = array_compare(s->ctx, s->compare, s->list, a, b);

    return d > 0 ? 1 : d < 0 ? -1 : 0;
}

/* [ ] -> [ list ] of the elements as texts */
static void push_texts(duk_context *ctx, duk_idx_t list, uint32_t n)
{
    duk_push_array(ctx);
    for (uint32_t k = 0; k < n; k++) {
        array_get(ctx, list, k);
        duk_to_string(ctx, -1);
        array_append(ctx, -2);
    }
}

/* undefined goes to the end, and is never compared. Gives how many are left before it. */
static uint32_t set_undefined_apart(duk_context *ctx, duk_idx_t list, uint32_t n,
                                    uint32_t *order)
{
    uint32_t kept = 0, last = n;

    for (uint32_t k = n; k > 0; k--) {
        array_get(ctx, list, k - 1);
        if (duk_is_undefined(ctx, -1))
            order[--last] = k - 1;
        duk_pop(ctx);
    }
    for (uint32_t k = 0; k < n && last < n; k++) {
        array_get(ctx, list, k);
        if (!duk_is_undefined(ctx, -1))
            order[kept++] = k;
        duk_pop(ctx);
    }
    for (; last == n && kept < n; kept++)
        order[kept] = kept;
    return kept;
}

static void choose_order(Sorting *s, uint32_t n)
{
    ArrayKind kind = array_kind(s->ctx, s->list, n);
    bool texts = duk_is_undefined(s->ctx, s->compare);
    int sign = texts ? 0 : array_is_subtraction(s->ctx, s->compare);

    s->order = by_call;
    if (texts && kind != ARRAY_STRINGS)
        push_texts(s->ctx, s->list, n);
    if (texts) {
        ArrayText *t = duk_push_fixed_buffer(s->ctx, n * sizeof *t);

        array_texts(s->ctx, kind == ARRAY_STRINGS ? s->list : -2, n, t);
        s->texts = t;
        s->order = by_texts;
    } else if (sign != 0 && kind == ARRAY_NUMBERS) {
        double *d = duk_push_fixed_buffer(s->ctx, n * sizeof *d);

        array_numbers(s->ctx, s->list, n, d);
        s->numbers = d;
        s->sign = sign;
        s->order = by_numbers;
    }
}

void array_sort_list(duk_context *ctx, duk_idx_t list, uint32_t n, duk_idx_t compare,
                     StableSort *sort)
{
    Sorting s = { .ctx = ctx, .compare = compare };
    duk_idx_t top = duk_get_top(ctx);
    uint32_t *order, *spare, kept;

    if (n < 2)
        return;
    s.list = duk_normalize_index(ctx, list);
    duk_require_stack(ctx, 16);
    order = duk_push_fixed_buffer(ctx, n * sizeof *order);
    spare = duk_push_fixed_buffer(ctx, n * sizeof *spare);
    kept = set_undefined_apart(ctx, s.list, n, order);
    if (kept < n) {
        array_permute(ctx, s.list, order, n);
        for (uint32_t k = 0; k < n; k++)
            order[k] = k;
    }
    if (kept > 1) {
        choose_order(&s, kept);
        sort(order, kept, spare, s.order, &s);
    }
    array_permute(ctx, s.list, order, n);
    duk_set_top(ctx, top);
}

void array_check_comparator(duk_context *ctx, duk_idx_t i)
{
    if (!duk_is_undefined(ctx, i) && !duk_is_function(ctx, i))
        builtin_type_error(
            ctx, "The comparison function must be either a function or undefined");
}
