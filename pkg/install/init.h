/* init.h: a package.json for a folder: what npm's init proposes, and what it makes
 * of the answers. Files are looked at, nothing is asked or written here.
 */
#ifndef PKG_INSTALL_INIT_H
#define PKG_INSTALL_INIT_H

#include "common/err.h"
#include "common/json.h"

/* A setting of init ("license"), NULL where there is none. */
typedef const cJSON *InitSetting(void *ctx, const char *key);
/* Asks for a field; suggestion "" for none. The answer, in the arena; ptr NULL: the user
 * wants no more of this. NULL instead of the function: suggestions are taken. */
typedef Str InitAsk(void *ctx, const char *what, Str suggestion);

typedef struct {
    Str folder; /* absolute */
    Str cwd;    /* where the run was started, absolute */
    Str scope;  /* "@s", "s" or "" */
    Str save_prefix;
    InitSetting *setting;
    InitAsk *ask;
    void (*complain)(void *ctx, const char *text); /* of an answer */
    void *ctx;
} InitOptions;

/* Completes pkg: what is there stays. ERR_ENOCODE with "canceled", or for a name that
 * can't be one. */
int init_manifest(Arena *a, cJSON *pkg, const InitOptions *o, Err *err);
#endif
