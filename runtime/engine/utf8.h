/* utf8.h: UTF-8 and the engine's own text, in which a character beyond U+FFFF is a pair
 * of surrogates of three bytes each. */
#ifndef RUNTIME_ENGINE_UTF8_H
#define RUNTIME_ENGINE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

bool bytes_are_ascii(const void *bytes, size_t n);
/* Length of the well-formed UTF-8 sequence at p, of which `left` bytes are there; 0 where
 * there is none. */
size_t utf8_sequence(const unsigned char *p, size_t left);
/* Writes the code unit as the engine's text has it: how many bytes that took, 1 to 3. */
size_t utf8_put_unit(char *out, unsigned unit);
/* UTF-8 to the engine's text; each broken part (WHATWG's maximal subpart) becomes U+FFFD.
 * `out` has room for 3 * n bytes. Its length. */
size_t utf8_to_text(const unsigned char *p, size_t n, char *out);

#endif
