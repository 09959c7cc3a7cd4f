/* lifecycle.h: the environment in which a command runs scripts. */
#ifndef PKG_INSTALL_LIFECYCLE_H
#define PKG_INSTALL_LIFECYCLE_H

#include "pkg/context.h"
#include "pkg/install/script.h"

/* Settings, npm_execpath and the like, made once for a command; lives in the context's
 * arena. */
const ScriptBase *lifecycle_base(Ctx *ctx);

typedef struct {
    const char *event; /* "test" */
    const char *const *args;
    Str path; /* the package's folder */
    const cJSON *pkg;
    bool silent; /* no "> a@1.0.0 test" before it */
} LifecycleRun;

/* Runs a script of a package in the foreground, as `pkg run` does. 0, the script's exit
 * code, or (ended by a signal) 128 + its number; a negative code where no shell could be
 * started. Does nothing for a script that isn't there. */
int lifecycle_run(Ctx *ctx, const LifecycleRun *run, Err *err);

#endif
