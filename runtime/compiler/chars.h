/* chars.h: which characters names and white space are made of (ECMA-262 12.2, 12.7). */
#ifndef RUNTIME_COMPILER_CHARS_H
#define RUNTIME_COMPILER_CHARS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CHAR_ID_START 1
#define CHAR_ID_PART 2
#define CHAR_SPACE 4 /* without line ends */
#define CHAR_DIGIT 8

/* Classes of the ASCII characters. */
extern const uint8_t char_classes[128];

/* For any code point. */
bool char_is_id_start(int32_t c);
bool char_is_id_part(int32_t c);
/* White space outside ASCII: U+FEFF and category Zs. */
bool char_is_wide_space(int32_t c);

/* Decodes one character of UTF-8 (surrogates in three bytes are let through). The length
 * is 1 with *c = -1 for a byte that can't stand there. */
size_t char_decode(const char *p, const char *end, int32_t *c);

#endif
