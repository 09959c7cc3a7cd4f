/* shake.c: see shake.h. The permutation is Keccak-f[1600], of FIPS 202, section 3. */
#include "common/shake.h"

#include <endian.h>
#include <string.h>

#include "common/bug.h"

#define RATE 136 /* bytes of the state that a block fills */
#define LANES 25
#define ROUNDS 24

static const uint64_t round_constants[ROUNDS] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
    0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};

/* Where a lane goes, one after the other from lane 1 on, and by how much it is turned. */
static const unsigned char next_lane[LANES - 1] = {
    10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1,
};
static const unsigned char turned_by[LANES - 1] = {
    1,  3,  6,  10, 15, 21, 28, 36, 45, 55, 2,  14,
    27, 41, 56, 8,  25, 43, 62, 18, 39, 61, 20, 44,
};

static uint64_t rotate(uint64_t x, unsigned n)
{
    return x << n | x >> (64 - n);
}

static void mix_columns(uint64_t *s)
{
    uint64_t c[5];

#pragma GCC unroll 5
    for (int x = 0; x < 5; x++)
        c[x] = s[x] ^ s[x + 5] ^ s[x + 10] ^ s[x + 15] ^ s[x + 20];
#pragma GCC unroll 5
    for (int x = 0; x < 5; x++) {
        uint64_t d = c[(x + 4) % 5] ^ rotate(c[(x + 1) % 5], 1);

#pragma GCC unroll 5
        for (int y = 0; y < LANES; y += 5)
            s[x + y] ^= d;
    }
}

static void turn_lanes(uint64_t *s)
{
    uint64_t lane = s[1];

#pragma GCC unroll 24
    for (int i = 0; i < LANES - 1; i++) {
        uint64_t kept = s[next_lane[i]];

        s[next_lane[i]] = rotate(lane, turned_by[i]);
        lane = kept;
    }
}

static void mix_rows(uint64_t *s)
{
#pragma GCC unroll 5
    for (int y = 0; y < LANES; y += 5) {
        uint64_t row[5] = { s[y], s[y + 1], s[y + 2], s[y + 3], s[y + 4] };

#pragma GCC unroll 5
        for (int x = 0; x < 5; x++)
            s[x + y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
    }
}

static void permute(uint64_t *state)
{
    uint64_t s[LANES];

    memcpy(s, state, sizeof s);
    for (int i = 0; i < ROUNDS; i++) {
        mix_columns(s);
        turn_lanes(s);
        mix_rows(s);
        s[0] ^= round_constants[i];
    }
    memcpy(state, s, sizeof s);
}

static void add_block(uint64_t *s, const char *block)
{
    for (size_t i = 0; i < RATE / 8; i++) {
        uint64_t lane;

        memcpy(&lane, block + 8 * i, sizeof lane);
        s[i] ^= le64toh(lane);
    }
    permute(s);
}

void shake256(Str bytes, uint8_t *out, size_t n)
{
    uint64_t s[LANES] = { 0 };
    char last[RATE] = { 0 };

    BUG_IF(n > SHAKE_MAX);
    for (; bytes.len >= RATE; bytes = str_from(bytes, RATE))
        add_block(s, bytes.ptr);
    if (bytes.len > 0)
        memcpy(last, bytes.ptr, bytes.len);
    last[bytes.len] = 0x1f;
    last[RATE - 1] = (char)((unsigned char)last[RATE - 1] | 0x80);
    add_block(s, last);
    for (size_t i = 0; i < n; i++)
        out[i] = (uint8_t)(s[i / 8] >> 8 * (i % 8));
}
