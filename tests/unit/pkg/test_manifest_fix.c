/* manifest_fix.h: package.json mended as npm mends it. */
#include "pkg/model/manifest_fix.h"

#include "common/json_write.h"
#include "tests/kit/test.h"

/* Both without the name and version that every case has. */
static void check(const char *expected, const char *text)
{
    Arena a = { 0 };
    Err err = { 0 };
    cJSON *pkg;
    Str got;

    text = arena_printf(&a, "{\"name\":\"p\",\"version\":\"1.0.0\",%s}", text);
    expected = arena_printf(&a, "{\"name\":\"p\",\"version\":\"1.0.0\"%s%s}",
                            *expected ? "," : "", expected);
    assert_int_equal(0, json_parse(&a, str_of(text), "x", NULL, &pkg, &err));
    assert_int_equal(0, manifest_fix(&a, pkg, &err));
    got = json_text(&a, pkg);
    assert_string_equal(expected, arena_memdupz(&a, got.ptr, got.len));
    arena_release(&a);
}

static void check_fails(const char *message, const char *text)
{
    Arena a = { 0 };
    Err err = { 0 };
    cJSON *pkg;

    assert_int_equal(0, json_parse(&a, str_of(text), "x", NULL, &pkg, &err));
    assert_int_equal(ERR_ENOCODE, manifest_fix(&a, pkg, &err));
    assert_string_equal(message, err.msg);
    arena_release(&a);
}

TEST(manifest_fix_brings_commands_into_one_form)
{
    check("\"bin\":{\"p\":\"x.js\"}", "\"bin\":\"./x.js\"");
    check("\"bin\":{\"x\":\"b.js\"}", "\"bin\":{\"x\":\"./a/../b.js\"}");
    check("", "\"bin\":5");
}

TEST(manifest_fix_cleans_names_and_versions_and_refuses_what_is_none)
{
    Arena a = { 0 };
    cJSON *pkg;
    Err err;

    json_parse(&a, STR("{\"name\":\" Proj \",\"version\":\" =v1.2.3 \"}"), "x", NULL,
               &pkg, NULL);
    assert_int_equal(0, manifest_fix(&a, pkg, &err));
    assert_string_equal("Proj", json_cstr(json_get(pkg, "name")));
    assert_string_equal("1.2.3", json_cstr(json_get(pkg, "version")));
    arena_release(&a);
    check_fails("Invalid version: \"1\"", "{\"name\":\"p\",\"version\":\"1\"}");
    check_fails("Invalid name: \".x\"", "{\"name\":\".x\"}");
    check_fails("Invalid name: \"@a/b/c\"", "{\"name\":\"@a/b/c\"}");
    check_fails("name field must be a string.", "{\"name\":5}");
}

TEST(manifest_fix_writes_repositories_out)
{
    check("\"repository\":{\"type\":\"git\",\"url\":\"git+https://github.com/u/r.git\"}",
          "\"repository\":\"u/r\"");
    check("\"repository\":{\"type\":\"git\",\"url\":\"https://host.example/u/r\"}",
          "\"repository\":\"https://host.example/u/r\"");
}

TEST(manifest_fix_makes_lists_of_dependencies_objects)
{
    check("\"dependencies\":{\"a\":\"1\",\"b\":\">=2\",\"c\":\"\"}",
          "\"dependencies\":\"a@1, b@>=2 c\"");
    check("\"dependencies\":{\"b\":\"github:u/r\"}",
          "\"dependencies\":{\"a\":1,\"b\":\"u/r\"}");
    check("", "\"devDependencies\":5");
    check("\"dependencies\":{\"a\":\"1\"},\"bundleDependencies\":[\"a\"]",
          "\"dependencies\":{\"a\":\"1\"},\"bundleDependencies\":true");
    check("\"bundleDependencies\":[]", "\"bundleDependencies\":false");
}

TEST(manifest_fix_takes_the_bin_folder_out_of_scripts)
{
    check("\"scripts\":{\"a\":\"x y\",\"c\":\"z\"}",
          "\"scripts\":{\"a\":\"./node_modules/.bin/x y\",\"b\":5,\"c\":\"z\"}");
}

TEST(manifest_update_sorts_lists_and_drops_empty_ones)
{
    Arena a = { 0 };
    cJSON *pkg;
    Err err;

    json_parse(&a,
               STR("{\"dependencies\":{\"z\":\"1\",\"a\":\"1\",\"o\":\"2\"},"
                   "\"optionalDependencies\":{\"o\":\"1\"},\"devDependencies\":{}}"),
               "x", NULL, &pkg, NULL);
    assert_int_equal(0, manifest_update(&a, pkg, json_dup(&a, pkg), &err));
    assert_string_equal("{\"dependencies\":{\"a\":\"1\",\"z\":\"1\"},"
                        "\"optionalDependencies\":{\"o\":\"1\"}}",
                        json_text(&a, pkg).ptr);
    json_parse(&a, STR("{\"scripts\":{\"a\":5}}"), "x", NULL, &pkg, NULL);
    assert_int_equal(ERR_ESCRIPTSINVALID, manifest_update(&a, pkg, pkg, &err));
    json_parse(&a, STR("{\"workspaces\":[]}"), "x", NULL, &pkg, NULL);
    assert_int_equal(ERR_EWORKSPACESINVALID, manifest_update(&a, pkg, pkg, &err));
    json_parse(&a, STR("{\"workspaces\":{\"packages\":[\"a\"]}}"), "x", NULL, &pkg, NULL);
    assert_int_equal(ERR_EWORKSPACESINVALID, manifest_update(&a, pkg, pkg, &err));
    arena_release(&a);
}

TEST(manifest_fix_changes_are_told_one_by_one)
{
    static const struct {
        const char *pkg, *told;
    } cases[] = {
        { "{\"name\":\"p\",\"version\":\"1.0.0\",\"bin\":{\"x\":\"x.js\"}}", "" },
        { "{\"name\":\" p\",\"version\":\"v1.0.0\",\"bin\":\"x.js\"}",
          "\"bin\" was converted to an object\n"
          "Whitespace was trimmed from \"name\"\n"
          "\"version\" was cleaned and set to \"1.0.0\"\n" },
        { "{\"bin\":{\"x\":\"./x.js\",\"y\":5}}",
          "\"bin[x]\" script name x.js was invalid and removed\n"
          "removed invalid \"bin[y]\"\n"
          "Missing \"name\" field was set to an empty string\n" },
        { "{\"name\":\"p\",\"scripts\":{\"a\":\"node_modules/.bin/x\",\"b\":1},"
          "\"repository\":\"u/r\"}",
          "scripts entry \"a\" was fixed to remove node_modules/.bin reference\n"
          "Invalid scripts.\"b\" was removed\n"
          "\"repository\" was changed from a string to an object\n"
          "\"repository.url\" was normalized to \"git+https://github.com/u/r.git\"\n" },
        { "{\"name\":\"p\",\"dependencies\":{\"a\":\"u/r\",\"b\":2},"
          "\"devDependencies\":[\"c@1\"],\"bundleDependencies\":true}",
          "\"bundleDependencies\" was auto-populated from \"dependencies\"\n"
          "\"devDependencies\" was converted from an array into an object\n"
          "Normalized git reference to \"dependencies.a\"\n"
          "Removed invalid \"dependencies.b\"\n" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena a = { 0 };
        Err err = { 0 };
        Buf out = { 0 };
        cJSON *old, *now;

        assert_int_equal(0, json_parse(&a, str_of(cases[i].pkg), "x", NULL, &old, &err));
        now = json_dup(&a, old);
        assert_int_equal(0, manifest_fix(&a, now, &err));
        manifest_fix_changes(&a, old, now, &out);
        assert_string_equal(cases[i].told, buf_cstr(&out));
        buf_release(&out);
        arena_release(&a);
    }
}
