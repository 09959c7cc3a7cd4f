/* runtime.h: one running program: its heap, its loop, what it was started with.
 *
 * Life: runtime_init, then one of runtime_run_file/_text; the process's end takes all of
 * it along. There is one Runtime; js_runtime(ctx) finds it.
 */
#ifndef RUNTIME_RUNTIME_H
#define RUNTIME_RUNTIME_H

#include <signal.h>
#include <stdbool.h>

#include <uv.h>

#include "common/arena.h"
#include "runtime/engine/engine.h"
#include "runtime/loop/loop.h"

typedef struct Runtime {
    Engine engine; /* first */
    duk_context *ctx;
    Arena arena; /* lives as long as the runtime */
    Loop loop;

    int argc;    /* what follows smew's own options: file and its arguments */
    char **argv; /* borrowed from main */
    const char *argv0;
    const char *exec_path; /* absolute */
    char **exec_argv;      /* smew's own options */
    int n_exec_argv;
    const char *const *conditions; /* of -C; borrowed from main */
    int n_conditions;
    bool preserve_symlinks, preserve_symlinks_main;
    bool expose_gc;
    const char *input_type; /* of a text: module, commonjs; NULL: as its syntax says */

    int exit_code;      /* what the process ends with, if nothing else is said */
    bool exiting;       /* process.exit was called */
    int callback_depth; /* js_callback within js_callback: only the outermost drains */
    volatile sig_atomic_t stop; /* ask the executor to throw: Ctrl-C, vm timeouts */
    uint64_t stop_at;           /* uv_hrtime when a vm's time is over; 0: none */
    uint64_t started;           /* uv_hrtime at the start */
    uv_timer_t *wait_timer;     /* of Atomics.waitAsync; NULL: nobody has waited yet */
} Runtime;

int runtime_init(Runtime *rt, Err *err);
/* Instead of runtime_init, when smew is built: see snapshot.h. */
int runtime_write_snapshot(Runtime *rt, const char *path, Err *err);
/* Runs the program of rt->argv[0], or a text as if it stood in the current folder.
 * `print` shows the value of the last expression (-p). Returns the exit code. */
int runtime_run_file(Runtime *rt, const char *path);
int runtime_run_text(Runtime *rt, Str text, const char *name, bool print);
/* Only compiles: 0, or 1 with the error shown (--check). */
int runtime_check_file(Runtime *rt, const char *path);
/* Modules that -r names, before the program. */
int runtime_preload(Runtime *rt, const char *request);
/* Variables that --env-file names; ends the process where it can't be read. */
void runtime_load_env(Runtime *rt, const char *path);

/* Ends the process with this code, after the exit handlers. */
_Noreturn void runtime_exit(Runtime *rt, int code);

#endif
