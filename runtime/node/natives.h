/* natives.h: the C halves of the builtin modules: one line each. X(name) stands for
 * `void js_init_name(duk_context *ctx)`, which pushes the object that
 * internalBinding('name') gives: [ ] -> [ object ]. The JavaScript halves are found by
 * themselves: each file runtime/node/…/NAME.js is the module "…/NAME"; those below
 * internal/ are not for users. */
#ifndef RUNTIME_NODE_NATIVES_H
#define RUNTIME_NODE_NATIVES_H

#define NATIVE_BINDINGS(X) \
    X(buffer)              \
    X(console)             \
    X(constants)           \
    X(fs)                  \
    X(intl)                \
    X(modules)             \
    X(os)                  \
    X(process)             \
    X(signals)             \
    X(stdio)               \
    X(string_decoder)      \
    X(task_queue)          \
    X(text)                \
    X(timers)              \
    X(types)               \
    X(url)                 \
    X(uv)                  \
    X(vm)

/* Modules that users get as "node:NAME" only. */
#define PREFIX_ONLY_MODULES "test", "test/reporters", "sqlite", "sea"

/* Globals that load their module when first looked at: X(global, module, member); a NULL
 * member means the module's exports themselves. */
#define LAZY_GLOBALS(X)                                  \
    X("setTimeout", "timers", "setTimeout")              \
    X("setInterval", "timers", "setInterval")            \
    X("setImmediate", "timers", "setImmediate")          \
    X("clearTimeout", "timers", "clearTimeout")          \
    X("clearInterval", "timers", "clearInterval")        \
    X("clearImmediate", "timers", "clearImmediate")      \
    X("Buffer", "buffer", "Buffer")                      \
    X("atob", "buffer", "atob")                          \
    X("btoa", "buffer", "btoa")                          \
    X("URL", "url", "URL")                               \
    X("URLSearchParams", "url", "URLSearchParams")       \
    X("TextDecoder", "internal/encoding", "TextDecoder") \
    X("TextEncoder", "internal/encoding", "TextEncoder") \
    X("Intl", "internal/intl/intl", NULL)

#endif
