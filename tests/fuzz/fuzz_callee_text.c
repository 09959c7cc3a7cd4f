/* fuzz_callee_text.c: what messages call things, from any text: the first two bytes say
 * where in the rest the expression is. */
#include <stdint.h>
#include <string.h>

#include "common/xalloc.h"
#include "runtime/engine/callee_text.h"
#include "runtime/engine/expression_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char out[64], *text;
    CalleeIteration how;
    ExpressionKind kind;
    size_t n, at;

    if (size < 3)
        return 0;
    n = size - 2;
    at = (data[0] | (size_t)data[1] << 8) % n;
    text = xmalloc(n); /* of just that size, so that a step too far is seen */
    memcpy(text, data + 2, n);
    (void)callee_text(text, n, at, out, sizeof out);
    (void)callee_text_new(text, n, at, out, sizeof out);
    (void)callee_text_destructured(text, n, at, out, sizeof out);
    (void)callee_text_next_spread(text, n, at);
    (void)callee_text_iterable(text, n, at, out, sizeof out, &how);
    (void)expression_text(text, n, at, n % 2 == 0, out, sizeof out, &kind);
    expression_text_of(text, at, n, out, sizeof out);
    xfree(text);
    return 0;
}
