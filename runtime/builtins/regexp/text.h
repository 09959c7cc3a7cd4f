/* text.h: the engine's strings (CESU-8) as 16-bit units and back. */
#ifndef RUNTIME_BUILTINS_REGEXP_TEXT_H
#define RUNTIME_BUILTINS_REGEXP_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* As many units as the string has characters for the engine; out has room for n. Gives
 * their number. */
size_t text_decode(const char *s, size_t n, uint16_t *out);
/* Is every surrogate half of a pair? */
bool text_is_paired(const uint16_t *units, size_t n);
/* Out has room for 3 * n bytes. Gives their number. */
size_t text_encode(const uint16_t *units, size_t n, char *out);

#endif
