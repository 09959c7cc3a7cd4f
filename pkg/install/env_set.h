/* env_set.h: an environment for a child process: names and values in order, each
 * name once. Everything lives in the arena it was made with. */
#ifndef PKG_INSTALL_ENV_SET_H
#define PKG_INSTALL_ENV_SET_H

#include "common/arena.h"
#include "common/map.h"
#include "common/str.h"

typedef struct {
    Arena *arena;
    Map vars; /* name → value (const char *) */
} EnvSet;

/* Takes over what `environ` holds ("A=1"); may be NULL. */
void env_set_init(EnvSet *e, Arena *a, char *const *environ_);
/* A copy that can be changed on its own. */
void env_set_copy(EnvSet *to, Arena *a, const EnvSet *from);
void env_set_put(EnvSet *e, Str name, Str value);
void env_set_puts(EnvSet *e, const char *name, const char *value);
/* NULL if it is not set. */
const char *env_set_get(const EnvSet *e, const char *name);
/* "A=1" …, NULL-terminated, for exec. */
char **env_set_list(const EnvSet *e, Arena *a);
void env_set_release(EnvSet *e);

#endif
