/* signals.c: internalBinding('signals'): signals that the program listens for, and their
 * numbers. */
#include <signal.h>

#include "common/bug.h"
#include "runtime/engine/bind.h"
#include "runtime/natives.h"
#include "runtime/runtime.h"

/* clang-format off */
#define SIGNALS(X) \
    X(SIGHUP) X(SIGINT) X(SIGQUIT) X(SIGILL) X(SIGTRAP) X(SIGABRT) X(SIGIOT) X(SIGBUS) \
    X(SIGFPE) X(SIGKILL) X(SIGUSR1) X(SIGSEGV) X(SIGUSR2) X(SIGPIPE) X(SIGALRM) \
    X(SIGTERM) X(SIGCHLD) X(SIGSTKFLT) X(SIGCONT) X(SIGSTOP) X(SIGTSTP) X(SIGTTIN) \
    X(SIGTTOU) X(SIGURG) X(SIGXCPU) X(SIGXFSZ) X(SIGVTALRM) X(SIGPROF) X(SIGWINCH) \
    X(SIGIO) X(SIGPOLL) X(SIGPWR) X(SIGSYS)
/* clang-format on */

typedef struct {
    uv_signal_t uv[NSIG];
    bool watched[NSIG];
    duk_context *ctx;
} Signals;

static Signals *signals_of(duk_context *ctx)
{
    Signals *s;

    js_stash_get(ctx, "signals");
    s = duk_get_pointer(ctx, -1);
    duk_pop(ctx);
    if (s == NULL) {
        Runtime *rt = js_runtime(ctx);

        s = arena_new(&rt->arena, Signals);
        s->ctx = rt->ctx;
        duk_push_pointer(ctx, s);
        js_stash_put(ctx, "signals");
    }
    return s;
}

static void on_signal(uv_signal_t *uv, int number)
{
    Signals *s = uv->data;

    js_stash_get(s->ctx, "onSignal");
    duk_push_undefined(s->ctx);
    duk_push_int(s->ctx, number);
    js_callback(s->ctx, 1);
    duk_pop(s->ctx);
}

/* [ number ] -> [ rc ] */
static duk_ret_t js_watch(duk_context *ctx)
{
    int n = duk_to_int32(ctx, 0), rc = 0;
    Signals *s = signals_of(ctx);

    if (n <= 0 || n >= NSIG) {
        duk_push_int(ctx, UV_EINVAL);
        return 1;
    }
    if (!s->watched[n]) {
        if (s->uv[n].data == NULL) {
            uv_signal_init(loop_of(ctx), &s->uv[n]);
            s->uv[n].data = s;
        }
        rc = uv_signal_start(&s->uv[n], on_signal, n);
        /* Listening for a signal doesn't keep a program alive. */
        uv_unref((uv_handle_t *)&s->uv[n]);
        s->watched[n] = rc == 0;
    }
    duk_push_int(ctx, rc);
    return 1;
}

/* [ number ] -> [ ] */
static duk_ret_t js_unwatch(duk_context *ctx)
{
    int n = duk_to_int32(ctx, 0);
    Signals *s = signals_of(ctx);

    if (n > 0 && n < NSIG && s->watched[n]) {
        uv_signal_stop(&s->uv[n]);
        s->watched[n] = false;
    }
    return 0;
}

/* [ fn ] -> [ ]: called with the number of a signal that came */
static duk_ret_t js_set_callback(duk_context *ctx)
{
    duk_dup(ctx, 0);
    js_stash_put(ctx, "onSignal");
    return 0;
}

void js_init_signals(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "watch", js_watch, 1, 0 },
        { "unwatch", js_unwatch, 1, 0 },
        { "setCallback", js_set_callback, 1, 0 },
        { NULL, NULL, 0, 0 },
    };
    static const JsNumber numbers[] = {
#define X(name) { #name, name },
        SIGNALS(X)
#undef X
            { NULL, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
    duk_push_object(ctx);
    js_put_numbers(ctx, numbers);
    duk_put_prop_string(ctx, -2, "numbers");
}
