/* hash.h, hex.h, base64.h: digests and their spellings. */
#include "common/hash.h"

#include "common/base64.h"
#include "common/hex.h"
#include "common/xalloc.h"
#include "tests/kit/test.h"

static void check(HashKind kind, const char *text, const char *expected)
{
    uint8_t digest[HASH_MAX];
    Buf b = { 0 };

    assert_int_equal(0, hash_bytes(kind, str_of(text), digest, NULL));
    hex_encode(digest, hash_size(kind), &b);
    assert_string_equal(expected, buf_cstr(&b));
    buf_release(&b);
}

TEST(hash_gives_the_published_digests_of_abc)
{
    check(HASH_MD5, "abc", "900150983cd24fb0d6963f7d28e17f72");
    check(HASH_SHA1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d");
    check(HASH_SHA256, "abc",
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check(HASH_SHA512, "abc",
          "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
          "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

/* libsodium's first, libcrypto's then. */
TEST(hash_gives_the_same_digest_however_much_was_hashed_before)
{
    enum { SIZE = 1 << 20 };
    uint8_t first[2][HASH_MAX], then[HASH_MAX];
    char *bytes = xcalloc(SIZE, 1);
    HashKind kinds[] = { HASH_SHA512, HASH_SHA256 };

    for (int round = 0; round < 6; round++) {
        for (int k = 0; k < 2; k++) {
            assert_int_equal(0, hash_bytes(kinds[k], str_n(bytes, SIZE),
                                           round == 0 ? first[k] : then, NULL));
            if (round > 0)
                assert_memory_equal(first[k], then, hash_size(kinds[k]));
        }
    }
    xfree(bytes);
}

TEST(hash_knows_its_names)
{
    assert_int_equal(HASH_SHA384, hash_kind(STR("sha384")));
    assert_int_equal(HASH_NONE, hash_kind(STR("sha5")));
    assert_string_equal("sha1", hash_name(HASH_SHA1));
}

TEST(base64_round_trips_every_length)
{
    for (size_t n = 0; n < 40; n++) {
        unsigned char bytes[40];
        Buf text = { 0 }, back = { 0 };

        for (size_t i = 0; i < n; i++)
            bytes[i] = (unsigned char)(i * 37 + n);
        base64_encode(bytes, n, &text);
        base64_decode(buf_view(&text), &back);
        assert_int_equal(n, back.len);
        if (n > 0) {
            assert_memory_equal(bytes, back.ptr, n);
            assert_true(base64_is_strict(buf_view(&text)));
        }
        buf_release(&text);
        buf_release(&back);
    }
}

TEST(base64_reads_what_node_reads)
{
    Buf b = { 0 };

    base64_decode(STR("aG Vs\nbG8_-w=garbage"), &b);
    assert_int_equal(7, b.len);
    assert_memory_equal("hello\x3f\xfb", b.ptr, 7);
    assert_false(base64_is_strict(STR("aGVs bG8=")));
    assert_false(base64_is_strict(STR("aGVsbG8")));
    buf_release(&b);
}

TEST(hex_refuses_what_is_no_pair_of_digits)
{
    Buf b = { 0 };

    assert_true(hex_decode(STR("00fFa9"), &b));
    assert_memory_equal("\x00\xff\xa9", b.ptr, 3);
    assert_false(hex_decode(STR("0"), &b));
    assert_false(hex_decode(STR("0g"), &b));
    assert_int_equal(3, b.len);
    buf_release(&b);
}
