/* script_env.h: what npm puts into the environment of a lifecycle script. Pure:
 * nothing is run here (script.h). */
#ifndef PKG_INSTALL_SCRIPT_ENV_H
#define PKG_INSTALL_SCRIPT_ENV_H

#include "common/buf.h"
#include "common/json.h"
#include "pkg/install/env_set.h"

/* What is the same for all scripts of a command. */
typedef struct {
    EnvSet env;                  /* the process's, with npm_config_*, npm_execpath … */
    const char *shell;           /* script-shell; NULL for "sh" */
    const char *node_gyp;        /* path of node-gyp.js, NULL if there is none */
    const char *node_gyp_folder; /* holds the command "node-gyp", NULL if none */
} ScriptBase;

/* npm_package_name, _version, and _config, _engines, _bin flattened ("a_b_0"). */
void script_env_package(EnvSet *e, const cJSON *pkg);
/* node_modules/.bin of path and of every folder above it, `first` before them and
 * the old PATH (each folder once) after. first: NULL-terminated, may be NULL. */
void script_env_path(EnvSet *e, const char *path, const char *const *first,
                     const char *node_gyp_folder);
/* All of it for one script. */
void script_env_make(EnvSet *e, const ScriptBase *base, const char *path,
                     const char *event, const char *cmd, const cJSON *pkg,
                     const char *const *first);

/* arg as one word of a shell command, appended to out. */
void script_quote(Buf *out, Str arg);

#endif
