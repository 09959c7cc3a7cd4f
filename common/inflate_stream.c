/* inflate_stream.c: see inflate_stream.h. */
#include "common/inflate_stream.h"

#include <isa-l/igzip_lib.h>
#include <stdint.h>

#include "common/dynlib.h"
#include "common/xalloc.h"

#define ISAL_FUNCTIONS(X)                                \
    X(void, isal_inflate_init, (struct inflate_state *)) \
    X(int, isal_inflate, (struct inflate_state *))

DYNLIB_TABLE(Isal, ISAL_FUNCTIONS)

static Isal lib;
static const DynSymbol symbols[] = { DYNLIB_SYMBOLS(ISAL_FUNCTIONS) };
static DynLib isal_lib = { .names = "libisal.so.2", .package = "libisal2" };

static void begin_member(InflateStream *s, Str rest)
{
    struct inflate_state *st = s->state;

    lib.isal_inflate_init(st);
    st->crc_flag = ISAL_GZIP;
    st->next_in = (uint8_t *)rest.ptr;
    st->avail_in = (uint32_t)rest.len;
}

bool inflate_stream_begin(InflateStream *s, Str gz)
{
    if (gz.len == 0 || gz.len > UINT32_MAX ||
        dynlib_load(&isal_lib, symbols, &lib, NULL) < 0)
        return false;
    if (s->state == NULL)
        s->state = xmalloc(sizeof *s->state);
    s->over = false;
    begin_member(s, gz);
    return true;
}

/* As Node does: zeros may fill up the rest, anything else is a member. */
static void end_member(InflateStream *s)
{
    struct inflate_state *st = s->state;

    if (st->avail_in == 0 || *st->next_in == 0)
        s->over = true;
    else
        begin_member(s, str_n((const char *)st->next_in, st->avail_in));
}

int inflate_stream_read(InflateStream *s, char *room, size_t size, size_t *got, Err *err)
{
    struct inflate_state *st = s->state;
    size_t len = 0;

    while (len < size && !s->over) {
        size_t left = size - len;
        uint32_t want = left < UINT32_MAX ? (uint32_t)left : UINT32_MAX;
        int rc;

        st->next_out = (uint8_t *)room + len;
        st->avail_out = want;
        rc = lib.isal_inflate(st);
        len += want - st->avail_out;
        if (rc == ISAL_DECOMP_OK && st->block_state == ISAL_BLOCK_FINISH)
            end_member(s);
        else if (rc < 0 || rc == ISAL_NEED_DICT || st->avail_out > 0)
            return err_set(err, ERR_ETARBALL, "the compressed data is damaged or cut");
    }
    *got = len;
    return 0;
}

void inflate_stream_release(InflateStream *s)
{
    xfree(s->state);
    *s = (InflateStream){ 0 };
}
