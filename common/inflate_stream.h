/* inflate_stream.h: a gzip file that lies in memory, made whole piece by piece.
 *
 *     if (inflate_stream_begin(&s, gz))
 *         while ((rc = inflate_stream_read(&s, room, sizeof room, &got, err)) == 0 &&
 *                got > 0)
 *             use(room, got);
 *
 * ISA-L is as fast as libdeflate (inflate.h) and doesn't want all the room at once: what
 * comes out is used while it is in the processor's cache, and no fresh pages are asked
 * of the kernel. The library is opened when it is first needed.
 */
#ifndef COMMON_INFLATE_STREAM_H
#define COMMON_INFLATE_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "common/err.h"
#include "common/str.h"

struct inflate_state;

/* Used again for the next file. One for each thread; zero is valid. */
typedef struct {
    struct inflate_state *state;
    bool over;
} InflateStream;

/* `gz` stays until the end. False where the library isn't there, or isn't made for so
 * much: use inflate_whole. */
bool inflate_stream_begin(InflateStream *s, Str gz);
/* Fills the room; *got is less only at the end. Members and what stands behind them are
 * treated as inflate_whole does. ERR_ETARBALL for damage. */
int inflate_stream_read(InflateStream *s, char *room, size_t size, size_t *got, Err *err);
void inflate_stream_release(InflateStream *s);

#endif
