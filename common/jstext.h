/* jstext.h: text as JavaScript's string functions see it, on UTF-8: what npm's rules are
 * written in.
 */
#ifndef COMMON_JSTEXT_H
#define COMMON_JSTEXT_H

#include "common/arena.h"
#include "common/str.h"

/* Bytes of the white space (as \s and trim know it, line ends too) that s begins with: 0
 * if it begins with none. */
size_t js_space(Str s);
/* String.prototype.trim. */
Str js_trim(Str s);
bool js_has_space(Str s);
/* Takes the next word off *rest, as text.trim().split(/\s+/) would; false at the end. */
bool js_next_word(Str *rest, Str *word);

/* encodeURIComponent: everything but A-Z a-z 0-9 - _ . ! ~ * ' ( ) is escaped. */
Str js_encode_uri_component(Arena *a, Str s);
/* encodeURI: ; / ? : @ & = + $ , # stay as well. */
Str js_encode_uri(Arena *a, Str s);
/* decodeURIComponent; false where it would throw. */
bool js_decode_uri_component(Arena *a, Str s, Str *out);
/* Bytes as Buffer.toString shows them: what is no UTF-8 becomes U+FFFD, one for each
 * beginning of a character that something else cuts off. s itself where all is well. */
Str js_decode_utf8(Arena *a, Str s);
/* String.prototype.toWellFormed on what json_parse has read: a surrogate without its
 * other half becomes U+FFFD, and so does U+0000, which neither an argument nor a path can
 * have. s itself where all is well. */
Str js_well_formed(Arena *a, Str s);
/* Length in UTF-16 units. */
size_t js_length(Str s);
/* The order of <: by UTF-16 units, which is not that of the bytes beyond U+FFFF. */
int js_cmp(Str a, Str b);
/* ASCII letters lowered. */
Str js_lower(Arena *a, Str s);

#endif
