/* test_platform.c: which packages can run where; devEngines as npm reads them. */
#include "common/bug.h"
#include "common/platform.h"
#include "tests/kit/test.h"

static Arena arena;

static cJSON *json(const char *text)
{
    cJSON *doc;
    Err err;

    assert_int_equal(0, json_parse(&arena, str_of(text), "test", NULL, &doc, &err));
    return doc;
}

static int engine(const char *pkg, const char *npm, const char *node, bool force)
{
    Err err;

    return platform_check_engine(&arena, json(pkg), str_of(npm), str_of(node), force,
                                 &err);
}

TEST(platform_refuses_engines_out_of_range)
{
    assert_int_equal(ERR_EBADENGINE, engine("{\"engines\":{\"node\":\">=22\"}}", "11.0.0",
                                            "20.1.0", false));
    assert_int_equal(0, engine("{\"engines\":{\"node\":\">=20\"}}", "11.0.0", "v20.1.0",
                               false));
    assert_int_equal(ERR_EBADENGINE,
                     engine("{\"engines\":{\"npm\":\"^10\"}}", "11.0.0", "20.1.0", true));
    arena_release(&arena);
}

TEST(platform_checks_no_engine_whose_version_is_unknown)
{
    assert_int_equal(0, engine("{\"engines\":{\"node\":\">=22\",\"npm\":\"9\"}}", "", "",
                               false));
    arena_release(&arena);
}

TEST(platform_lets_force_pass_over_node_only)
{
    assert_int_equal(0, engine("{\"engines\":{\"node\":\">=22\"}}", "11.0.0", "20.1.0",
                               true));
    arena_release(&arena);
}

TEST(platform_counts_prereleases_in_engine_ranges)
{
    assert_int_equal(0, engine("{\"engines\":{\"node\":\">=20\"}}", "", "21.0.0-rc.1",
                               false));
    arena_release(&arena);
}

TEST(platform_reads_lists_of_systems)
{
    static const struct {
        const char *pkg;
        int rc;
    } cases[] = {
        { "{}", 0 },
        { "{\"os\":[]}", 0 },
        { "{\"os\":\"linux\"}", 0 },
        { "{\"os\":[\"any\"]}", 0 },
        { "{\"os\":[\"darwin\",\"linux\"]}", 0 },
        { "{\"os\":[\"darwin\",\"any\"]}", ERR_EBADPLATFORM },
        { "{\"os\":[\"!win32\"]}", 0 },
        { "{\"os\":[\"!linux\",\"linux\"]}", ERR_EBADPLATFORM },
        { "{\"os\":[\"!win32\",\"darwin\"]}", ERR_EBADPLATFORM },
        { "{\"cpu\":[\"arm64\"]}", ERR_EBADPLATFORM },
        { "{\"libc\":[\"musl\"]}", ERR_EBADPLATFORM },
        { "{\"libc\":[\"glibc\"]}", 0 },
        { "{\"os\":[1]}", ERR_EINVALIDTYPE },
    };
    Platform p = { STR("linux"), STR("x64"), STR("glibc") };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Err err;

        if (platform_check(json(cases[i].pkg), &p, &err) != cases[i].rc)
            fail_msg("%s", cases[i].pkg);
    }
    arena_release(&arena);
}

TEST(platform_refuses_a_libc_where_there_is_none)
{
    Platform p = platform_or_host((Platform){ .os = STR("darwin"), .cpu = STR("x64") });
    Err err;

    assert_str_equal("", p.libc);
    assert_int_equal(ERR_EBADPLATFORM,
                     platform_check(json("{\"libc\":[\"!musl\"]}"), &p, &err));
    arena_release(&arena);
}

static const DevEnv dev_env = { { [DEV_RUNTIME] = { STR("node"), STR("20.2.0") },
                                  [DEV_OS] = { STR("linux"), STR("") } } };

TEST(platform_names_the_dev_engine_that_is_missing)
{
    DevEngineFaults f;
    Err err;

    assert_int_equal(0, platform_check_dev_engines(
                            &arena,
                            json("{\"runtime\":{\"name\":\"node\",\"version\":\">=22\","
                                 "\"onFail\":\"warn\"},\"os\":{\"name\":\"linux\"}}"),
                            &dev_env, &f, &err));
    assert_int_equal(1, f.len);
    assert_true(f.faults[0].is_warn);
    assert_str_equal("Invalid devEngines.runtime", f.faults[0].message);
    assert_str_equal("Invalid semver version \">=22\" does not match \"20.2.0\" for "
                     "\"runtime\"",
                     f.faults[0].reasons[0]);
    arena_release(&arena);
}

TEST(platform_is_content_with_one_of_several_dev_engines)
{
    DevEngineFaults f;
    Err err;

    assert_int_equal(0,
                     platform_check_dev_engines(
                         &arena,
                         json("{\"runtime\":[{\"name\":\"bun\"},{\"name\":\"node\"}]}"),
                         &dev_env, &f, &err));
    assert_int_equal(0, f.len);
    arena_release(&arena);
}

TEST(platform_refuses_dev_engines_written_wrongly)
{
    static const char *const cases[][2] = {
        { "[]", "Invalid non-object value for \"devEngines\"" },
        { "{\"x\":{}}", "Invalid property \"devEngines.x\"" },
        { "{\"os\":true}", "Invalid non-object value for \"os\"" },
        { "{\"os\":{}}", "Missing \"name\" property for \"os\"" },
        { "{\"os\":{\"name\":\"linux\",\"onFail\":\"x\"}}",
          "Invalid onFail value \"x\" for \"os\"" },
        { "{\"os\":{\"name\":\"linux\",\"version\":\"1\"}}",
          "Unable to determine \"version\" for \"os\" \"linux\"" },
        { "{\"cpu\":{\"name\":\"x64\"}}", "Unable to determine \"name\" for \"cpu\"" },
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        DevEngineFaults f;
        Err err;

        assert_int_equal(ERR_EBADDEVENGINES,
                         platform_check_dev_engines(&arena, json(cases[i][0]), &dev_env,
                                                    &f, &err));
        assert_string_equal(cases[i][1], err.msg);
    }
    arena_release(&arena);
}
