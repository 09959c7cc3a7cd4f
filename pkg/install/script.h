/* script.h: runs one command of a package in a shell, on the libuv loop.
 *
 * What the script prints goes straight to the terminal (inherit), or is caught, to
 * be shown when the script fails; what it left running may print three seconds longer.
 * Signals that end this program are passed on.
 */
#ifndef PKG_INSTALL_SCRIPT_H
#define PKG_INSTALL_SCRIPT_H

#include <uv.h>

#include "pkg/install/script_env.h"

/* Of what a script prints, this much is kept of stdout and of stderr (their ends). */
#define SCRIPT_OUTPUT_MAX ((size_t)1 << 20)

typedef struct {
    const char *event;       /* "postinstall" */
    const char *cmd;         /* "node build.js" */
    const char *const *args; /* added, quoted, to cmd; NULL-terminated, may be NULL */
    const char *path;        /* absolute: where it runs */
    const cJSON *pkg;        /* for npm_package_*; may be NULL */
    const EnvSet *extra;     /* on top of the base; may be NULL */
    const char *const *bins; /* folders for the head of PATH; may be NULL */
    bool inherit;
} ScriptOptions;

typedef struct {
    int code;        /* exit code, 0 with a signal */
    int signal;      /* that ended it, or 0 */
    int spawn_error; /* -errno if the shell could not be started */
    Str output[2];   /* caught: stdout, stderr */
} ScriptResult;

typedef struct ScriptRun ScriptRun;

/* Starts; done is called from the loop (not before this returns), with a result
 * that is valid during the call. */
void script_start(uv_loop_t *loop, const ScriptBase *base, const ScriptOptions *opts,
                  void (*done)(void *data, const ScriptResult *r), void *data);
/* Sends a signal to all scripts that run. */
void script_kill_all(int signal);

#endif
