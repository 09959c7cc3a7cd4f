/* helper.h: programs and texts from C strings. */
#ifndef TESTS_UNIT_REGEXP_HELPER_H
#define TESTS_UNIT_REGEXP_HELPER_H

#include "runtime/builtins/regexp/program.h"
#include "tests/kit/test.h"

/* A program of a pattern in UTF-8 (characters beyond U+FFFF become pairs); NULL and the
 * words in *error for a bad one. */
Program *helper_program(const char *pattern, const char *flags, const char **error);
/* The text's units, in `out` of `room`; as bytes where it is ASCII and `wide` isn't set.
 */
Text helper_text(const char *text, bool wide, uint16_t *out, size_t room);
/* "0-2 1-2 _": the captures of a match, or "none", "deep". */
const char *helper_show(MatchResult r, const Matcher *m, const Program *p);

#endif
