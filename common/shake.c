/* shake.c: see shake.h. */
#include "common/shake.h"

#include <string.h>

#include "common/bug.h"

#define RATE 136 /* bytes of the state that a block fills */
#define LANES 25
#define ROUNDS 24

static uint64_t rotate(uint64_t x, unsigned n)
{
    return n == 0 ? x : x << n | x >> (64 - n);
}

/* The constant of a round: seven bits of a shift register, one for each place 2^j - 1. */
static uint64_t round_constant(uint8_t *lfsr)
{
    uint64_t c = 0;

    for (unsigned j = 0; j < 7; j++) {
        unsigned top = *lfsr >> 7;

        if (*lfsr & 1)
            c |= (uint64_t)1 << ((1u << j) - 1);
        *lfsr = (uint8_t)(*lfsr << 1 ^ (top ? 0x71 : 0));
    }
    return c;
}

static void mix_columns(uint64_t *s)
{
    uint64_t c[5];

    for (int x = 0; x < 5; x++)
        c[x] = s[x] ^ s[x + 5] ^ s[x + 10] ^ s[x + 15] ^ s[x + 20];
    for (int x = 0; x < 5; x++) {
        uint64_t d = c[(x + 4) % 5] ^ rotate(c[(x + 1) % 5], 1);

        for (int y = 0; y < LANES; y += 5)
            s[x + y] ^= d;
    }
}

/* Each lane is turned and takes the place of the next one on the way. */
static void turn_lanes(uint64_t *s)
{
    uint64_t lane = s[1];
    int x = 1, y = 0;

    for (unsigned t = 0; t < ROUNDS; t++) {
        int next = (2 * x + 3 * y) % 5;
        uint64_t kept;

        x = y;
        y = next;
        kept = s[x + 5 * y];
        s[x + 5 * y] = rotate(lane, (t + 1) * (t + 2) / 2 % 64);
        lane = kept;
    }
}

static void mix_rows(uint64_t *s)
{
    for (int y = 0; y < LANES; y += 5) {
        uint64_t row[5];

        memcpy(row, s + y, sizeof row);
        for (int x = 0; x < 5; x++)
            s[x + y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
    }
}

static void permute(uint64_t *s)
{
    uint8_t lfsr = 1;

    for (int i = 0; i < ROUNDS; i++) {
        mix_columns(s);
        turn_lanes(s);
        mix_rows(s);
        s[0] ^= round_constant(&lfsr);
    }
}

static void add_byte(uint64_t *s, size_t at, uint8_t byte)
{
    s[at / 8] ^= (uint64_t)byte << 8 * (at % 8);
}

void shake256(Str bytes, uint8_t *out, size_t n)
{
    uint64_t s[LANES] = { 0 };
    size_t at = 0;

    BUG_IF(n > SHAKE_MAX);
    for (size_t i = 0; i < bytes.len; i++) {
        add_byte(s, at++, (uint8_t)bytes.ptr[i]);
        if (at == RATE) {
            permute(s);
            at = 0;
        }
    }
    add_byte(s, at, 0x1f);
    add_byte(s, RATE - 1, 0x80);
    permute(s);
    for (size_t i = 0; i < n; i++)
        out[i] = (uint8_t)(s[i / 8] >> 8 * (i % 8));
}
