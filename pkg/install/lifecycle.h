/* lifecycle.h: the environment in which a command runs scripts. */
#ifndef PKG_INSTALL_LIFECYCLE_H
#define PKG_INSTALL_LIFECYCLE_H

#include "pkg/context.h"
#include "pkg/install/script.h"

/* Settings, npm_execpath and the like, made once for a command; lives in the context's
 * arena. */
const ScriptBase *lifecycle_base(Ctx *ctx);
/* The first program of this name in PATH, absolute; ptr NULL if there is none. */
Str lifecycle_on_path(Ctx *ctx, const char *name);
/* Gives back what lifecycle_base made, before the context ends. */
void lifecycle_end(void);

typedef struct {
    const char *event; /* "test" */
    const char *const *args;
    Str path; /* the package's folder */
    const cJSON *pkg;
    Str cmd;                 /* instead of the package's script of that name; or "" */
    const char *shown;       /* instead of the command before it; NULL: the command */
    const char *const *bins; /* folders before all others in PATH; NULL: none */
    const EnvSet *extra;     /* variables besides; NULL: none */
    bool no_id;              /* "> test" before it instead of "> a@1.0.0 test" */
    bool silent;             /* nothing before it */
    bool caught;             /* silent, and what it prints is shown only if it fails */
} LifecycleRun;

/* Runs a script of a package in the foreground, as `pkg run` does. 0, the script's exit
 * code, or (ended by a signal) 128 + its number; a negative code where no shell could be
 * started. Does nothing for a script that isn't there. */
int lifecycle_run(Ctx *ctx, const LifecycleRun *run, Err *err);
/* The same for commands that fail with the script: ERR_ELIFECYCLE, with the process's
 * exit code set to the script's. */
int lifecycle_need(Ctx *ctx, const LifecycleRun *run, Err *err);
/* What is said of a script that failed: its folder ("": none) and command, and what it
 * printed, if that was caught. Sets the process's exit code. Returns ERR_ELIFECYCLE;
 * ERR_ENOCODE for one that a signal ended. */
int lifecycle_failed(Ctx *ctx, Str path, Str cmd, const ScriptResult *r, Err *err);
/* The shell that couldn't be started (-errno) in this folder, as Node tells it. */
int lifecycle_no_shell(Ctx *ctx, Str folder, int code, Err *err);
/* "> a@1.0.0 test" and the command, before a script whose output is shown; with --json on
 * stderr: stdout is JSON's alone. */
void lifecycle_announce(Ctx *ctx, const LifecycleRun *run);

#endif
