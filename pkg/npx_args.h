/* npx_args.h: the command line of npx as one of `exec`.
 *
 *     npx -p tool -y run it --fast     exec --package tool -y -- run it --fast
 */
#ifndef PKG_NPX_ARGS_H
#define PKG_NPX_ARGS_H

#include "common/arena.h"

typedef struct {
    int argc;
    char **argv;         /* ends with NULL; texts are the arena's or the old ones */
    const char *removed; /* the last of npx's own options that are no more; NULL: none */
} NpxArgs;

/* Options before the command are exec's, all behind it the command's. Names of options
 * that npx once had are left out and said on stderr by who calls. Pure. */
void npx_args(Arena *a, int argc, char **argv, NpxArgs *out);

#endif
