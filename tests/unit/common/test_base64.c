/* base64.h, hex.h: bytes as text and back. */
#include "common/base64.h"

#include "common/hex.h"
#include "tests/kit/test.h"

static void check_put(const char *expected, const char *bytes, Base64Form form)
{
    char out[64];
    size_t n = base64_put(bytes, strlen(bytes), form, out);

    assert_true(n <= base64_room(strlen(bytes)));
    assert_str_equal(expected, str_n(out, n));
}

TEST(base64_is_padded_unless_it_is_bare)
{
    check_put("", "", BASE64_PADDED);
    check_put("Zg==", "f", BASE64_PADDED);
    check_put("Zm8=", "fo", BASE64_PADDED);
    check_put("Zm9v", "foo", BASE64_PADDED);
    check_put("Zm9vYg==", "foob", BASE64_PADDED);
    check_put("Zg", "f", BASE64_BARE);
    check_put("Zm8", "fo", BASE64_BARE);
    check_put("Zm9v", "foo", BASE64_BARE);
}

TEST(base64_has_an_alphabet_for_urls)
{
    check_put("+/+/", "\xfb\xff\xbf", BASE64_PADDED);
    check_put("-_-_", "\xfb\xff\xbf", BASE64_URL);
    check_put("-_8", "\xfb\xff", BASE64_URL | BASE64_BARE);
    assert_int_equal(62, base64_value('-'));
    assert_int_equal(63, base64_value('_'));
    assert_int_equal(-1, base64_standard_value('-'));
    assert_int_equal(-1, base64_standard_value('_'));
    assert_int_equal(62, base64_standard_value('+'));
    assert_int_equal(0, base64_value('A'));
    assert_int_equal(-1, base64_value('='));
    assert_int_equal(-1, base64_value('\xff'));
}

TEST(base64_is_read_as_node_reads_it)
{
    static const char *const cases[][2] = {
        { "Zm9v", "foo" },
        { "Zm8=", "fo" },
        { "Zm8", "fo" },
        { "Z m\n9 v", "foo" },
        { "Zm9v=Zm9v", "foo" },
        { "-_8", "\xfb\xff" },
        { "Zm9vY", "foo" },
        { "", "" },
        { "=", "" },
        { "Zm9v*!Zm9v", "foofoo" },
    };
    Arena a = { 0 };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_str_equal(cases[i][1], base64_bytes(&a, str_of(cases[i][0])));
    assert_str_equal("Zm9vYmE=", base64_text(&a, STR("fooba")));
    arena_release(&a);
}

TEST(base64_is_strict_where_nothing_is_skipped_or_missing)
{
    assert_true(base64_is_strict(STR("Zm8=")));
    assert_true(base64_is_strict(STR("Zm9v")));
    assert_false(base64_is_strict(STR("")));
    assert_false(base64_is_strict(STR("Zm8")));
    assert_false(base64_is_strict(STR("Z===")));
    assert_false(base64_is_strict(STR("Zm-_")));
    assert_false(base64_is_strict(STR("Zm 9")));
}

TEST(hex_is_lowercase_and_whole)
{
    Buf b = { 0 };

    hex_encode("\x00\xAB\x7f", 3, &b);
    assert_str_equal("00ab7f", buf_view(&b));
    buf_clear(&b);
    assert_true(hex_decode(STR("4a4B"), &b));
    assert_str_equal("JK", buf_view(&b));
    assert_false(hex_decode(STR("4a4"), &b));
    assert_false(hex_decode(STR("4g"), &b));
    assert_str_equal("JK", buf_view(&b));
    buf_release(&b);
}
