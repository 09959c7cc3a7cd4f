#include "runtime/engine/c_stack.h"

#include <sys/resource.h>

#include "runtime/engine/internals.h"

/* Measured with what takes most of it, and doubled. */
#ifdef __SANITIZE_ADDRESS__
#define NEEDED ((rlim_t)48 << 20)
#else
#define NEEDED ((rlim_t)6 << 20)
#endif

void c_stack_prepare(duk_context *ctx)
{
    struct rlimit r;

    if (getrlimit(RLIMIT_STACK, &r) < 0 || r.rlim_cur == RLIM_INFINITY ||
        r.rlim_cur >= NEEDED)
        return;
    if (r.rlim_max == RLIM_INFINITY || r.rlim_max >= NEEDED) {
        r.rlim_cur = NEEDED;
        if (setrlimit(RLIMIT_STACK, &r) == 0)
            return;
    }
    engine_limit_natives(ctx, (double)r.rlim_cur / (double)NEEDED);
}
