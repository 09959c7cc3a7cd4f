/* inflate.h: a gzip file that lies in memory, made whole in one go.
 *
 * libdeflate is two to three times as fast as zlib, but wants all the room at
 * once: what would need more than INFLATE_WHOLE_MAX is left to a reader that streams.
 */
#ifndef COMMON_INFLATE_H
#define COMMON_INFLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "common/err.h"
#include "common/str.h"

#define INFLATE_WHOLE_MAX ((size_t)80 << 20)

struct libdeflate_decompressor;

/* Room that is used again for the next file. One for each thread; zero is valid. */
typedef struct {
    struct libdeflate_decompressor *d;
    char *room;
    size_t size;
} Inflater;

typedef enum {
    INFLATE_OK,
    INFLATE_LARGE, /* not an error: use the streaming reader */
    INFLATE_BAD,   /* *err says why */
} InflateResult;

/* Starts with gzip's magic bytes. */
bool inflate_is_gzip(Str bytes);

/* How long the contents are, if there is one member and nobody lies. */
size_t inflate_size_hint(Str gz);

/* Decompresses all members one after another; zeros behind the last one are ignored.
 * *out is valid until the next call. Checks lengths and checksums (INFLATE_BAD,
 * ERR_ETARBALL). */
InflateResult inflate_whole(Inflater *in, Str gz, Str *out, Err *err);
void inflater_release(Inflater *in);

#endif
