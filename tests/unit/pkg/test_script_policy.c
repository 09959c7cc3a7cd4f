/* Promise: npm 11's rules; names come from where nobody can forge them. */
#include "pkg/install/script_policy.h"

#include "common/buf.h"
#include "tests/kit/test.h"

#define URL "http://host.example/r/@s/a/-/a-1.2.3.tgz"

TEST(script_policy_decides_by_the_url_a_package_came_from)
{
    static const struct {
        const char *policy;
        ScriptVerdict verdict;
    } cases[] = {
        { "{}", SCRIPTS_UNREVIEWED },
        { "{\"@s/a\":true}", SCRIPTS_ALLOWED },
        { "{\"@s/a@*\":true}", SCRIPTS_ALLOWED },
        { "{\"@s/a@1.2.3\":true}", SCRIPTS_ALLOWED },
        { "{\"@s/a@1.2.4\":true}", SCRIPTS_UNREVIEWED },
        { "{\"@s/a@1.2.4 || 1.2.3\":true}", SCRIPTS_ALLOWED },
        { "{\"@s/a@^1.0.0\":true}", SCRIPTS_UNREVIEWED },
        { "{\"@s/a@latest\":true}", SCRIPTS_UNREVIEWED },
        { "{\"@s/a\":true,\"@s/a@1.2.3\":false}", SCRIPTS_DENIED },
        { "{\"@s/a\":false}", SCRIPTS_DENIED },
        { "{\"a\":true}", SCRIPTS_UNREVIEWED },
        { "{\"b@npm:@s/a\":true}", SCRIPTS_UNREVIEWED },
        { "{\"@s/a\":\"yes\"}", SCRIPTS_UNREVIEWED },
    };
    ScriptIdentity id = { .from_registry = true,
                          .resolved = STR(URL),
                          .edge_name = STR("other") };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena a = { 0 };
        cJSON *policy;
        Err err;

        assert_int_equal(0, json_parse(&a, str_of(cases[i].policy), "p", NULL, &policy,
                                       &err));
        if (cases[i].verdict != script_policy_verdict(policy, &id))
            print_error("%s\n", cases[i].policy);
        assert_int_equal(cases[i].verdict, script_policy_verdict(policy, &id));
        arena_release(&a);
    }
}

TEST(script_policy_without_a_url_denies_what_it_cannot_verify)
{
    ScriptIdentity id = { .from_registry = true, .edge_name = STR("a") };

    assert_true(script_policy_matches(STR("a"), &id, false));
    assert_false(script_policy_matches(STR("a@1.0.0"), &id, false));
    assert_true(script_policy_matches(STR("a@1.0.0"), &id, true));
}

TEST(script_policy_does_not_know_bundled_and_foreign_packages_by_name)
{
    ScriptIdentity bundled = { .from_registry = true,
                               .in_bundle = true,
                               .resolved = STR(URL) };
    ScriptIdentity remote = { .resolved = STR(URL) };
    Arena a = { 0 };
    cJSON *policy;
    Err err;

    assert_int_equal(0, json_parse(&a, STR("{\"@s/a\":true}"), "p", NULL, &policy, &err));
    assert_int_equal(SCRIPTS_UNREVIEWED, script_policy_verdict(policy, &bundled));
    assert_int_equal(SCRIPTS_UNREVIEWED, script_policy_verdict(policy, &remote));
    assert_true(script_policy_matches(STR(URL), &remote, false));
    arena_release(&a);
}

TEST(script_policy_compares_git_commits_by_their_beginning)
{
    ScriptIdentity id = {
        .resolved = STR("git+ssh://git@github.com/u/p.git#"
                        "0123456789012345678901234567890123456789"),
    };

    assert_true(script_policy_matches(STR("github:u/p"), &id, false));
    assert_true(script_policy_matches(STR("github:u/p#0123456"), &id, false));
    assert_true(
        script_policy_matches(STR("git+https://github.com/u/p.git#0123"), &id, false));
    assert_false(script_policy_matches(STR("github:u/p#123"), &id, false));
    assert_false(script_policy_matches(STR("github:u/q"), &id, false));
}

TEST(script_policy_knows_folders_by_their_places)
{
    const Str places[] = { STR("file:../x"), STR("/home/me/x") };
    ScriptIdentity id = { .places = places, .n_places = 2 };

    assert_true(script_policy_matches(STR("file:/home/me/x"), &id, false));
    assert_false(script_policy_matches(STR("file:/home/me/y"), &id, false));
}

static Buf warned;

static void warn(const char *text)
{
    buf_printf(&warned, "%s\n", text);
}

TEST(script_policy_clean_drops_ranges_and_tags)
{
    static const char text[] = "{\"a\":true,\"b@^1\":true,\"c@next\":false,\"d@1.0.0\":"
                               "true,\"e@@\":true}";
    Arena a = { 0 };
    cJSON *policy, *clean;
    Err err;

    assert_int_equal(0, json_parse(&a, str_of(text), "p", NULL, &policy, &err));
    clean = script_policy_clean(&a, policy, "package.json", warn);
    assert_int_equal(2, json_len(clean));
    assert_non_null(json_get(clean, "a"));
    assert_non_null(json_get(clean, "d@1.0.0"));
    assert_str_equal(
        "package.json: ignoring \"b@^1\" \u2014 semver ranges (^, ~, >=, <) are "
        "not allowed; use exact versions joined by \"||\" instead\n"
        "package.json: ignoring \"c@next\" \u2014 dist-tag specs (@latest, "
        "@next, ...) are not allowed; use exact versions joined by \"||\", or "
        "the bare package name, instead\n"
        "package.json: ignoring unparseable entry \"e@@\"\n",
        buf_view(&warned));
    buf_release(&warned);
    arena_release(&a);
}

TEST(script_policy_reads_name_and_version_of_a_tarball_url)
{
    static const char *const cases[][3] = {
        { "https://h.example/a/-/a-1.0.0.tgz", "a", "1.0.0" },
        { "https://h.example/x/y/@s/a/-/a-1.0.0-b.1.tgz", "@s/a", "1.0.0-b.1" },
        { "https://h.example/@s%2fa/-/a-1.0.0.tgz", "@s/a", "1.0.0" },
        { "https://h.example/-/a-1.0.0.tgz", NULL, NULL },
        { "https://h.example/a/-/b-1.0.0.tgz", NULL, NULL },
        { "https://h.example/a-1.0.0.tgz", NULL, NULL },
        { "git+ssh://git@h.example/a/-/a-1.0.0.tgz", NULL, NULL },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena a = { 0 };
        Str name, version;
        bool ok = script_policy_registry_id(&a, str_of(cases[i][0]), &name, &version);

        assert_int_equal(cases[i][1] != NULL, ok);
        if (ok) {
            assert_str_equal(cases[i][1], name);
            assert_str_equal(cases[i][2], version);
        }
        arena_release(&a);
    }
}
