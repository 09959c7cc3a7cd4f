/* Promise: which package can't be used here, and why, in npm's words. */
#include "pkg/ui/unfit_words.h"

#include "tests/kit/test.h"

static cJSON *parsed(Arena *a, const char *text)
{
    cJSON *out;
    Err err;

    assert_int_equal(0, json_parse(a, str_of(text), "package.json", NULL, &out, &err));
    return out;
}

TEST(unfit_engine_words_name_both_sides)
{
    Arena a = { 0 };
    UnfitWords w = unfit_engine_words(&a, STR("a@1.0.0"),
                                      parsed(&a, "{\"engines\":{\"node\":\">=99\"}}"),
                                      STR("20.1.0"), STR("11.0.0"));

    assert_string_equal("Unsupported engine\nNot compatible with your version of "
                        "node/npm: a@1.0.0",
                        w.message.ptr);
    assert_string_equal("Not compatible with your version of node/npm: a@1.0.0\n"
                        "Required: {\"node\":\">=99\"}\n"
                        "Actual:   {\"node\":\"v20.1.0\",\"npm\":\"11.0.0\"}",
                        w.detail.ptr);
    arena_release(&a);
}

TEST(unfit_platform_words_tell_only_of_what_is_asked_for)
{
    Arena a = { 0 };
    Platform here = { STR("linux"), STR("x64"), STR("glibc") };
    UnfitWords w = unfit_platform_words(
        &a, STR("a@1.0.0"),
        parsed(&a, "{\"os\":[],\"cpu\":[\"arm64\",\"!ia32\"],\"libc\":\"musl\"}"), &here);

    assert_string_equal("Unsupported platform for a@1.0.0: wanted "
                        "{\"cpu\":\"arm64,!ia32\",\"libc\":\"musl\"} (current: "
                        "{\"cpu\":\"x64\",\"libc\":\"glibc\"})",
                        w.message.ptr);
    assert_string_equal("Valid cpu:   arm64,!ia32\nActual cpu:  x64\n"
                        "Valid libc:  musl\nActual libc: glibc",
                        w.detail.ptr);
    arena_release(&a);
}
