/* platform.h: can a package run here? What npm-install-checks asks of "engines", "os",
 * "cpu", "libc" and "devEngines".
 *
 * Only values are compared; what the machine is comes from the caller, or from
 * platform_host.
 */
#ifndef COMMON_PLATFORM_H
#define COMMON_PLATFORM_H

#include "common/arena.h"
#include "common/err.h"
#include "common/json.h"

/* In Node's words: "linux", "x64", "glibc". libc is empty where it isn't known, and on
 * every system but Linux. */
typedef struct {
    Str os, cpu, libc;
} Platform;

/* The machine this program was built for. Static text. */
Platform platform_host(void);
/* `wanted` with what it leaves empty taken from the host. */
Platform platform_or_host(Platform wanted);

/* ERR_EBADENGINE where pkg's "engines" has no room for these versions. An empty version
 * is not checked; force: Node's isn't. */
int platform_check_engine(Arena *a, const cJSON *pkg, Str npm_version, Str node_version,
                          bool force, Err *err);
/* ERR_EBADPLATFORM where pkg's "os", "cpu" or "libc" excludes it. ERR_EINVALIDTYPE where
 * one of them is no text or list of texts. */
int platform_check(const cJSON *pkg, const Platform *p, Err *err);

/* ---- devEngines ---- */

/* Index in DevEnv.engines. */
enum { DEV_PACKAGE_MANAGER, DEV_RUNTIME, DEV_CPU, DEV_LIBC, DEV_OS, DEV_ENGINES };

typedef struct {
    Str name, version; /* empty: not known */
} DevEngine;

typedef struct {
    DevEngine engines[DEV_ENGINES];
} DevEnv;

/* An engine that none of the wanted ones matches. */
typedef struct {
    Str engine;   /* "runtime" */
    Str message;  /* "Invalid devEngines.runtime" */
    Str *reasons; /* one for each wanted one */
    size_t n_reasons;
    bool is_warn, is_error; /* neither: to be ignored */
    int current;            /* index in DevEnv.engines */
    const cJSON *required;  /* as it is written */
} DevEngineFault;

typedef struct {
    DevEngineFault faults[DEV_ENGINES];
    size_t len;
} DevEngineFaults;

/* Checks the value of "devEngines". Fails with ERR_EBADDEVENGINES where it isn't written
 * as it should be, in npm's words. Texts live in the arena. */
int platform_check_dev_engines(Arena *a, const cJSON *wanted, const DevEnv *current,
                               DevEngineFaults *out, Err *err);

#endif
