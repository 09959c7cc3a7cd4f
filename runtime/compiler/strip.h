/* strip.h: a TypeScript program without its types, as JavaScript with every token at the
 * place where it was: what is left out becomes white space (Node's --strip-types). What
 * has a meaning when the program runs (enum, namespaces, parameter properties) can't be
 * left out: DIAG_UNSUPPORTED. */
#ifndef RUNTIME_COMPILER_STRIP_H
#define RUNTIME_COMPILER_STRIP_H

#include "runtime/compiler/diag.h"

/* 0, or -1 with *diag filled. All memory is the arena's. */
int strip_types(Arena *a, Str text, const char *name, Source *source, Str *out,
                Diag *diag);

#endif
