/* pkg_name.h: which names a package may have (validate-npm-package-name). */
#ifndef COMMON_PKG_NAME_H
#define COMMON_PKG_NAME_H

#include "common/arena.h"
#include "common/err.h"
#include "common/str.h"

#define PKG_NAME_MAX_REASONS 12

typedef struct {
    Str errors[PKG_NAME_MAX_REASONS];   /* why not even an old package may be called so */
    Str warnings[PKG_NAME_MAX_REASONS]; /* why a new one may not */
    size_t n_errors, n_warnings;
} PkgNameCheck;

void pkg_name_validate(Arena *a, Str name, PkgNameCheck *out);
/* Is it one of Node's own modules? */
bool pkg_name_is_builtin(Str lower);
/* Could an existing package have the name? */
bool pkg_name_valid_old(Str name);
/* The same as an error: ERR_EINVALIDPACKAGENAME in npm's words. `raw` is what was asked
 * for. */
int pkg_name_check_old(Str name, Str raw, Err *err);

#endif
