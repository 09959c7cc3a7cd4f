/* test_log_file.c: the debug log's lines, names and number. */
#include "pkg/ui/log_file.h"
#include "tests/kit/test.h"

TEST(each_line_of_an_event_has_its_number_level_and_title)
{
    LogFile l = { 0 };

    log_file_add(&l, "verbose", "cli", STR("pkg"));
    log_file_add(&l, "error", "", STR("one\n\ntwo"));
    log_file_add(&l, "info", "ok", STR(""));
    assert_str_equal("0 verbose cli pkg\n1 error one\n1 error\n1 error two\n2 info ok\n",
                     buf_view(&l.text));
    log_file_release(&l);
}

TEST(what_is_too_much_for_a_log_is_not_kept)
{
    LogFile l = { 0 };
    Arena a = { 0 };
    char *big = arena_bytes(&a, LOG_FILE_MAX + 1);

    memset(big, 'x', LOG_FILE_MAX + 1);
    log_file_add(&l, "info", "", str_n(big, LOG_FILE_MAX + 1));
    assert_int_equal(0, l.text.len);
    log_file_release(&l);
    arena_release(&a);
}

TEST(the_name_begins_with_the_time)
{
    Arena a = { 0 };

    assert_str_equal("/c/_logs/2001-09-09T01_46_40_007Z-",
                     log_file_stem(&a, STR("/c/_logs"), 1000000000007));
    arena_release(&a);
}
