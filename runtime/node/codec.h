/* codec.h: Buffer's encodings: bytes to text and back. Pure: knows nothing of the engine
 * but how it keeps text.
 *
 * "Text" is the engine's: CESU-8, each UTF-16 unit a character of one to three bytes;
 * surrogates stand alone. Encoding to bytes follows Node: what an encoding cannot say is
 * cut to its low bits (latin1, ascii), replaced (utf8, lone surrogates) or ends the text
 * (hex); base64 skips what is none of its letters.
 */
#ifndef RUNTIME_NODE_CODEC_H
#define RUNTIME_NODE_CODEC_H

#include <stdbool.h>
#include <stdint.h>

#include "common/str.h"

typedef enum {
    CODEC_UTF8,
    CODEC_LATIN1,
    CODEC_ASCII,
    CODEC_HEX,
    CODEC_BASE64,
    CODEC_BASE64URL,
    CODEC_UTF16LE,
    CODEC_COUNT
} Codec;

/* The encoding of a name ("utf8", "UCS-2", "binary" …), -1 if there is none. */
int codec_of_name(Str name);
const char *codec_name(Codec c);

/* How many bytes the text makes; at least as many for base64, whose letters are not
 * looked at (the same that Buffer.byteLength says). */
size_t codec_bytes_size(Codec c, Str text);
/* Writes as many whole characters as fit into cap bytes; returns how many bytes that
 * were, and in *units (may be NULL) how many UTF-16 units. */
size_t codec_to_bytes(Codec c, Str text, unsigned char *out, size_t cap, size_t *units);

/* At least as many bytes as the text of n bytes needs. */
size_t codec_text_size(Codec c, const unsigned char *bytes, size_t n);
/* Writes the text, returns its length. UTF-8 errors become U+FFFD as WHATWG says. */
size_t codec_to_text(Codec c, const unsigned char *bytes, size_t n, char *out);

#endif
