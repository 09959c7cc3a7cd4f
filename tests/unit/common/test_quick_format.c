/* Promise: what quick_format writes and returns is what vsnprintf does, whatever the
 * format and however little room there is. */
#include "common/quick_format.h"

#include <stdio.h>

#include "tests/kit/test.h"

__attribute__((format(printf, 2, 3))) static void same(size_t room, const char *fmt, ...)
{
    char want[64], got[64];
    va_list ap;
    int n, m;

    memset(want, '#', sizeof want);
    memset(got, '#', sizeof got);
    va_start(ap, fmt);
    n = vsnprintf(want, room, fmt, ap);
    va_end(ap);
    va_start(ap, fmt);
    m = quick_format(got, room, fmt, ap);
    va_end(ap);
    assert_int_equal(n, m);
    assert_memory_equal(want, got, sizeof want);
}

TEST(texts_are_written_as_by_printf)
{
    static const size_t rooms[] = { 0, 1, 2, 5, 6, 7, 12, 64 };

    for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++) {
        same(rooms[i], "plain");
        same(rooms[i], "%s", "text");
        same(rooms[i], "a/%s/%.*s!", "b", 3, "cdef");
        same(rooms[i], "%.*s%.*s", 0, "x", -1, "whole");
        same(rooms[i], "%.*s", 9, "ends\0here");
    }
}

TEST(what_is_no_text_is_left_to_printf)
{
    const char *volatile none = NULL;

    for (size_t room = 0; room < 20; room += 3) {
        same(room, "%d%s", -5, "x");
        same(room, "%s%5s%c", "x", "y", 'z');
        same(room, "100%% of %s", "it");
        same(room, "%.2s-%zu", "abc", (size_t)7);
        same(room, "%.*s", 0, none);
        same(room, "%s", none);
    }
}
