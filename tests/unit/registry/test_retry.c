/* retry.h: the schedule of attempts. */
#include "registry-client/retry.h"

#include <errno.h>

#include "common/err.h"
#include "tests/kit/test.h"

static long wait_after(RetryFacts f)
{
    RegistryOptions o = registry_default_options();

    return retry_wait(&o, &f);
}

TEST(retry_waits_longer_each_time_up_to_the_longest)
{
    RetryFacts f = { .attempt = 1, .status = 503, .retry_after_ms = -1, .random = 1 };

    assert_int_equal(10000, wait_after(f));
    f.attempt = 2;
    assert_int_equal(60000, wait_after(f));
    f.random = 0;
    assert_int_equal(45000, wait_after(f));
    f.attempt = 3;
    assert_int_equal(-1, wait_after(f));
}

TEST(retry_is_for_passing_answers_and_faults_only)
{
    static const struct {
        int status, code;
        bool again;
    } cases[] = {
        { 408, 0, true },
        { 420, 0, true },
        { 429, 0, true },
        { 500, 0, true },
        { 599, 0, true },
        { 400, 0, false },
        { 401, 0, false },
        { 403, 0, false },
        { 404, 0, false },
        { 0, -ECONNREFUSED, true },
        { 0, -ECONNRESET, true },
        { 0, ERR_EIDLETIMEOUT, true },
        { 0, ERR_FETCH_ERROR, true },
        { 0, ERR_EAI_AGAIN, true },
        { 0, ERR_ENOTFOUND, false },
        { 0, ERR_CERT_HAS_EXPIRED, false },
        { 0, ERR_ETOOBIG, false },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        RetryFacts f = { .attempt = 1,
                         .status = cases[i].status,
                         .code = cases[i].code,
                         .retry_after_ms = -1 };

        if ((wait_after(f) >= 0) != cases[i].again)
            fail_msg("case %zu", i);
        f.is_post = true;
        assert_int_equal(-1, wait_after(f));
    }
}

TEST(retry_obeys_retry_after_for_a_minute)
{
    RetryFacts f = { .attempt = 1, .status = 429, .retry_after_ms = 1500 };

    assert_int_equal(1500, wait_after(f));
    f.random = 1;
    assert_int_equal(1650, wait_after(f));
    f.retry_after_ms = 60000;
    assert_int_equal(66000, wait_after(f));
    f.retry_after_ms = 60001;
    assert_int_equal(-1, wait_after(f));
}

TEST(retry_after_is_seconds_or_a_date)
{
    const long long now = 1577836800000;

    assert_int_equal(1000, retry_after_ms(STR("1"), now));
    assert_int_equal(0, retry_after_ms(STR("0"), now));
    assert_int_equal(86400000, retry_after_ms(STR(" 86400 "), now));
    assert_int_equal(2000, retry_after_ms(STR("Wed, 01 Jan 2020 00:00:02 GMT"), now));
    assert_int_equal(0, retry_after_ms(STR("Wed, 01 Jan 2019 00:00:02 GMT"), now));
    assert_int_equal(-1, retry_after_ms(STR("soon\xff"), now));
    assert_int_equal(-1, retry_after_ms(STR("-1"), now));
    assert_int_equal(-1, retry_after_ms(STR(""), now));
}
