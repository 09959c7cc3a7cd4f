/* redact.h: what nobody shall read. */
#include "registry-client/redact.h"

#include "tests/kit/test.h"

#define TOKEN "abcdefghijklmnopqrstuvwxyz0123456789"
#define UUID "0f0e0d0c-1111-2222-3333-444444444444"

static void expect(const char *want, const char *text, bool uuids)
{
    Buf b = { 0 };

    redact_secrets(str_of(text), uuids, &b);
    buf_putc(&b, '\0');
    assert_string_equal(want, b.ptr);
    buf_release(&b);
}

TEST(redact_leaves_out_passwords_of_urls)
{
    expect("see https://u:***@h/p", "see https://u:pw@h/p", false);
    expect("git+ssh://git@h:22/p a://b:***@c", "git+ssh://git@h:22/p a://b:c:d@c", false);
    expect("http://h:80/a@b", "http://h:80/a@b", false);
    expect("http://u:pw", "http://u:pw", false);
    expect("://", "://", false);
}

TEST(redact_leaves_out_tokens_and_uuids_that_stand_alone)
{
    expect("npm_*** npm_***", "npm_" TOKEN " NPMS_" TOKEN, false);
    expect("xnpm_" TOKEN " npm_short", "xnpm_" TOKEN " npm_short", false);
    expect("a *** b", "a " UUID " b", true);
    expect("a " UUID " b", "a " UUID " b", false);
    expect("x" UUID " " UUID "0", "x" UUID " " UUID "0", true);
    expect("http://u:***@h/npm_***", "http://u:pw@h/npm_" TOKEN, true);
}

TEST(redact_text_cuts_and_steers_nothing)
{
    char out[16];

    redact_text(STR("a\x1b[31mb\xe2\x80\xae"
                    "c\n"),
                out, sizeof out);
    assert_string_equal("a[31mbc\n", out);
    redact_text(STR("0123456789abcdefghij"), out, sizeof out);
    assert_string_equal("0123456789abcde", out);
    redact_url(STR("http://u:pw@h/"), out, sizeof out);
    assert_string_equal("http://u:***@h/", out);
}
