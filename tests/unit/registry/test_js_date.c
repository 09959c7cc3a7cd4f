/* js_date.h: dates as Date.parse reads them. */
#include "registry-client/js_date.h"

#include <stdlib.h>
#include <time.h>

#include "tests/kit/test.h"

TEST(js_date_reads_what_date_parse_reads)
{
    static const struct {
        const char *text;
        int64_t ms;
    } cases[] = {
        { "2020-01-01T00:00:00.000Z", 1577836800000 },
        { "2020-01-01", 1577836800000 },
        { "2020-01", 1577836800000 },
        { "2020", 1577836800000 },
        { "2020-01-01T00:00Z", 1577836800000 },
        { "2020-01-01T01:30:00+01:30", 1577836800000 },
        { "2019-12-31T23:00:00-0100", 1577836800000 },
        { "2020-01-01T00:00:00.123456Z", 1577836800123 },
        { "2020-01-01T00:00:00.123456+00:00", 1577836800123 },
        { "2020-01-01t00:00:00z", 1577836800000 },
        { "2020-01-01T24:00:00Z", 1577923200000 },
        { "2020-02-30T00:00:00Z", 1583020800000 },
        { "2016-02-29T12:34:56.789Z", 1456749296789 },
        { "1969-12-31T23:59:59.999Z", -1 },
        { "-000001-01-01T00:00:00Z", -62198755200000 },
        { "+002020-01-01T00:00:00Z", 1577836800000 },
        { "Tue, 01 Jan 2013 00:00:00 GMT", 1356998400000 },
        { "Tue, 01 Jan 2013 00:00:00 GMT+0100", 1356994800000 },
        { "1 January 2013 10:00:30 UTC", 1357034430000 },
        { "Jan 1, 2013 00:00 GMT", 1356998400000 },
        { " 2020-01-01 ", 1577836800000 },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t ms = 0;

        if (!js_date_parse(str_of(cases[i].text), &ms) || ms != cases[i].ms)
            fail_msg("%s: %lld, not %lld", cases[i].text, (long long)ms,
                     (long long)cases[i].ms);
    }
}

TEST(js_date_refuses_what_is_no_date)
{
    static const char *const bad[] = { "",
                                       "x",
                                       "2020-13-01",
                                       "2020-01-32",
                                       "20-01-01T",
                                       "2020-01-01T25:00:00Z",
                                       "2020-01-01T00:61:00Z",
                                       "2020-01-01T00:00:00+1",
                                       "Tue",
                                       "2020-1-1T",
                                       "-000000-01-01T00:00:00Z" };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        int64_t ms;

        if (js_date_parse(str_of(bad[i]), &ms))
            fail_msg("accepted: %s", bad[i]);
    }
}

TEST(js_date_without_zone_is_local_when_it_has_a_time)
{
    int64_t ms;

    setenv("TZ", "UTC+3", 1);
    tzset();
    assert_true(js_date_parse(STR("2020-01-01T00:00:00"), &ms));
    assert_int_equal(1577836800000 + 3 * 3600000, ms);
    unsetenv("TZ");
    tzset();
}

TEST(js_date_writes_like_to_locale_string_and_to_iso_string)
{
    char s[64];

    setenv("TZ", "UTC", 1);
    tzset();
    js_date_locale(1580486709000, s, sizeof s);
    assert_string_equal("1/31/2020, 4:05:09 PM", s);
    js_date_locale(1577836800000, s, sizeof s);
    assert_string_equal("1/1/2020, 12:00:00 AM", s);
    js_date_iso(1456749296789, s, sizeof s);
    assert_string_equal("2016-02-29T12:34:56.789Z", s);
    js_date_iso(-1, s, sizeof s);
    assert_string_equal("1969-12-31T23:59:59.999Z", s);
    unsetenv("TZ");
    tzset();
}
