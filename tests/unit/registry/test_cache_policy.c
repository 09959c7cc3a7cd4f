/* cache_policy.h: how long an answer is fresh. */
#include "registry-client/cache_policy.h"

#include "tests/kit/test.h"

#define NOW 1577836800000 /* 2020-01-01 */

typedef struct {
    CacheHeaders headers;
    int64_t seconds; /* of freshness */
} Case;

TEST(cache_policy_takes_max_age_then_expires_then_a_tenth_of_the_age)
{
    static const Case cases[] = {
        { { .cache_control = STR("public, max-age=300") }, 300 },
        { { .cache_control = STR("max-age=\"60\"") }, 60 },
        { { .cache_control = STR("max-age=300"), .age = STR("100") }, 200 },
        { { .cache_control = STR("max-age=300"), .age = STR("400") }, 0 },
        { { .cache_control = STR("max-age=0") }, 0 },
        { { .cache_control = STR("max-age=x") }, 0 },
        { { .cache_control = STR("max-age=300, no-cache") }, 0 },
        { { .cache_control = STR("max-age=300"), .vary = STR("*") }, 0 },
        { { .cache_control = STR("max-age=300"),
            .expires = STR("Wed, 01 Jan 2020 00:00:10 GMT") },
          300 },
        { { .expires = STR("Wed, 01 Jan 2020 00:00:10 GMT") }, 10 },
        { { .expires = STR("Wed, 01 Jan 2020 00:00:10 GMT"),
            .date = STR("Wed, 01 Jan 2020 00:00:04 GMT") },
          6 },
        { { .expires = STR("0") }, 0 },
        { { .last_modified = STR("Tue, 31 Dec 2019 23:58:20 GMT") }, 10 },
        { { .cache_control = STR("immutable"),
            .last_modified = STR("Tue, 31 Dec 2019 23:58:20 GMT") },
          86400 },
        { { .pragma = STR("no-cache"),
            .last_modified = STR("Tue, 31 Dec 2019 23:58:20 GMT") },
          0 },
        { { .age = STR("5") }, 0 },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CachePolicy p = cache_policy(&cases[i].headers, NOW);
        int64_t want = cases[i].seconds ? NOW + cases[i].seconds * 1000 : 0;

        if (p.fresh_until_ms != want)
            fail_msg("case %zu: %lld, not %lld", i, (long long)p.fresh_until_ms,
                     (long long)want);
    }
}

TEST(cache_policy_knows_no_store_and_must_revalidate)
{
    CacheHeaders h = { .cache_control = STR("max-age=5, must-revalidate") };
    CachePolicy p = cache_policy(&h, NOW);

    assert_true(p.storable);
    assert_true(p.must_revalidate);
    h.cache_control = STR("no-store");
    p = cache_policy(&h, NOW);
    assert_false(p.storable);
    assert_false(p.must_revalidate);
}
