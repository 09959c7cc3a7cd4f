/* proxy.h: choosing a proxy. */
#include "registry-client/proxy.h"

#include "tests/kit/test.h"

TEST(proxy_https_proxy_counts_for_all_urls_and_before_proxy)
{
    RegistryOptions o = { .proxy = STR("http://p:1"), .https_proxy = STR("http://s:2") };

    assert_str_equal("http://s:2", proxy_for(&o, STR("http"), STR("x.org")));
    o.https_proxy = STR("");
    assert_str_equal("http://p:1", proxy_for(&o, STR("https"), STR("x.org")));
    o.noproxy = STR("x.org");
    assert_str_equal("", proxy_for(&o, STR("https"), STR("x.org")));
    o.proxy = STR("");
    o.noproxy = STR("");
    assert_str_equal("", proxy_for(&o, STR("http"), STR("x.org")));
}

TEST(proxy_is_bypassed_by_whole_parts_from_the_right)
{
    static const struct {
        const char *noproxy, *host;
        bool bypassed;
    } cases[] = {
        { "", "x.org", false },        { "x.org", "x.org", true },
        { "x.org", "a.x.org", true },  { ".x.org", "a.x.org", true },
        { ".x.org", "x.org", true },   { "x.org", "ax.org", false },
        { "a.x.org", "x.org", false }, { "y.net, x.org", "X.org", true },
        { "y.net,,", "x.org", false }, { ".", "x.org", false },
        { "*", "x.org", true },        { "127.0.0.1", "127.0.0.1", true },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (proxy_is_bypassed(str_of(cases[i].noproxy), str_of(cases[i].host)) !=
            cases[i].bypassed)
            fail_msg("'%s' and '%s'", cases[i].noproxy, cases[i].host);
    }
}
