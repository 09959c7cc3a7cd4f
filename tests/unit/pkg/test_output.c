/* Promise: nothing from elsewhere steers the terminal, secrets stay secret. */
#include "pkg/output.h"
#include "registry-client/redact.h"

#include "tests/kit/test.h"

static const char hostile[] =
    "\x1b[2Jred\x07\u202ertl\r\nline\rover\x7f\xc2\x85\t\xc3\xa4";
static const char harmless[] = "^[[2Jred^G\\u202ertl\nline^Mover^?^E\t\xc3\xa4";

TEST(out_clean_shows_what_would_steer_a_terminal)
{
    Buf out = { 0 };

    out_clean(str_of(hostile), false, &out);
    assert_str_equal(harmless, buf_view(&out));
    buf_clear(&out);
    out_clean(str_of(harmless), false, &out);
    assert_str_equal(harmless, buf_view(&out));
    buf_clear(&out);
    out_clean(STR("\x1b[31mred\x1b[39m\x1b[2J"), true, &out);
    assert_str_equal("\x1b[31mred\x1b[39m^[[2J", buf_view(&out));
    buf_release(&out);
}

/* As ctx_flush does with all that is printed. */
TEST(out_leaves_secrets_out_and_nothing_that_steers_a_terminal)
{
    Buf safe = { 0 }, out = { 0 };

    redact_secrets(STR("http://me:secret@localhost/\u2066\x07"
                       "8c6a0f5e-1b2c-4d3e-9f80-123456789abc\n"),
                   true, &safe);
    out_clean(buf_view(&safe), false, &out);
    assert_str_equal("http://me:***@localhost/\\u2066^G***\n", buf_view(&out));
    buf_release(&safe);
    buf_release(&out);
}
