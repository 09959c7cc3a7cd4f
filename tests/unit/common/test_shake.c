/* Promise: SHAKE256 gives what the standard's examples say. */
#include "common/shake.h"

#include "common/buf.h"
#include "common/hex.h"

#include "tests/kit/test.h"

static void expect(const char *digest, Str bytes)
{
    uint8_t out[16];
    Buf hex = { 0 };

    shake256(bytes, out, sizeof out);
    hex_encode(out, sizeof out, &hex);
    assert_str_equal(digest, buf_view(&hex));
    buf_release(&hex);
}

TEST(shake256_of_nothing_of_a_word_and_of_more_than_a_block)
{
    char many[300];

    memset(many, 'a', sizeof many);
    expect("46b9dd2b0ba88d13233b3feb743eeb24", STR(""));
    expect("483366601360a8771c6863080cc4114d", STR("abc"));
    expect("542e4338ca18e43776834307a2b6158f", str_n(many, sizeof many));
    expect("8fcc5a08f0a1f6827c9cf64ee8d16e04", str_n(many, 136));
}
