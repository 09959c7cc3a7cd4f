/* spec_file.h: specs of files and folders. Private to spec.c and spec_file.c. */
#ifndef COMMON_SPEC_FILE_H
#define COMMON_SPEC_FILE_H

#include "common/spec.h"

/* Fills *s from its raw_spec, seen from the folder `where`. */
int spec_from_file(Arena *a, Str where, Spec *s, Err *err);
/* .tgz, .tar.gz, .tar */
bool spec_is_tarball_name(Str s);
/* Backslashes as slashes. */
Str spec_with_slashes(Arena *a, Str s);

#endif
