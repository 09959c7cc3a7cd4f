/* proxy.h: choosing a proxy. */
#include "registry-client/proxy.h"

#include "tests/kit/test.h"

TEST(proxy_each_scheme_has_its_own)
{
    RegistryOptions o = { .proxy = STR("http://p:1"), .https_proxy = STR("http://s:2") };

    assert_str_equal("http://s:2", proxy_for(&o, STR("https"), STR("x.org")));
    assert_str_equal("http://p:1", proxy_for(&o, STR("http"), STR("x.org")));
    o.noproxy = STR("x.org");
    assert_str_equal("", proxy_for(&o, STR("http"), STR("x.org")));
    o.https_proxy = STR("");
    o.noproxy = STR("");
    assert_str_equal("", proxy_for(&o, STR("https"), STR("x.org")));
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

TEST(proxy_of_no_known_kind_is_refused)
{
    Err err;

    assert_int_equal(0, proxy_check("", &err));
    assert_int_equal(0, proxy_check("socks5h://127.0.0.1:1", &err));
    assert_int_equal(ERR_EINVALIDPROXY, proxy_check("gopher://u:p@127.0.0.1:1/", &err));
    assert_string_equal("Invalid protocol `gopher:` connecting to proxy `127.0.0.1:1`",
                        err.msg);
    assert_int_equal(ERR_EINVALIDPROXY, proxy_check("localhost:8080", &err));
    assert_string_equal("Invalid protocol `localhost:` connecting to proxy ``", err.msg);
    assert_int_equal(ERR_ERR_INVALID_URL, proxy_check("127.0.0.1:8080", &err));
}
