/* base64.h: bytes as base64 (RFC 4648). */
#ifndef COMMON_BASE64_H
#define COMMON_BASE64_H

#include "common/arena.h"
#include "common/buf.h"

/* BASE64_DIGIT | 0..63 for each digit of both alphabets, 0 for what is none. */
#define BASE64_DIGIT 0x40
extern const unsigned char base64_values[256];

/* The value of a digit of either alphabet, -1 for what is none. */
static inline int base64_value(char c)
{
    int v = base64_values[(unsigned char)c];

    return v != 0 ? v & 63 : -1;
}
/* The same for the standard alphabet only. */
static inline int base64_standard_value(char c)
{
    return c == '-' || c == '_' ? -1 : base64_value(c);
}

typedef enum {
    BASE64_PADDED = 0,
    BASE64_BARE = 1, /* without padding */
    BASE64_URL = 2,  /* - and _ instead of + and / */
} Base64Form;

/* Room for the text of n bytes. */
static inline size_t base64_room(size_t n)
{
    return (n + 2) / 3 * 4;
}
/* Writes the text: its length. */
size_t base64_put(const void *bytes, size_t n, Base64Form form, char *out);
/* Appends the text, padded, in the standard alphabet. */
void base64_encode(const void *bytes, size_t n, Buf *out);
/* The text in an arena. */
Str base64_text(Arena *a, Str bytes);

/* Appends the bytes, as Node's Buffer.from(text, 'base64') reads them: white space and
 * other characters are skipped, - and _ stand for + and /, reading ends at the first =.
 */
void base64_decode(Str text, Buf *out);
/* The same in an arena. */
Str base64_bytes(Arena *a, Str text);
/* Is the text canonical base64: nothing but the alphabet, padded to a multiple of four?
 */
bool base64_is_strict(Str text);

#endif
