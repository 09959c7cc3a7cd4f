/* envsubst.h: ${VAR} in settings, as npm replaces it.
 *
 *     ${VAR}      the variable; stays as it is where there is none
 *     ${VAR?}     the variable, or nothing
 *     \${VAR}     "${VAR}": an odd number of backslashes keeps it, halved
 */
#ifndef COMMON_ENVSUBST_H
#define COMMON_ENVSUBST_H

#include "common/buf.h"
#include "common/str.h"

/* The value of a variable, NULL where it isn't set. */
typedef const char *EnvLookup(void *ctx, Str name);

/* Appends the text with its variables replaced; what they hold is not looked at again.
 * lookup NULL: the environment of the process. */
void env_subst(Str text, EnvLookup *lookup, void *ctx, Buf *out);

#endif
