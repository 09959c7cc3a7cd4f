/* test_bin_map.c: commands of a package never lead out of it. */
#include "common/bin_map.h"
#include "common/bug.h"
#include "common/json_write.h"
#include "tests/kit/test.h"

static Arena arena;

/* The normalised bin as compact JSON, "none" or the error's name. */
static const char *normalized(const char *text)
{
    cJSON *pkg, *bin;
    Err err = { 0 };

    assert_int_equal(0,
                     json_parse(&arena, str_of(text), "package.json", NULL, &pkg, &err));
    if (bin_map_normalize(&arena, pkg, &bin, &err) < 0)
        return err_name(err.code);
    return bin ? json_text(&arena, bin).ptr : "none";
}

TEST(bin_map_names_a_single_command_after_the_package_without_its_scope)
{
    assert_string_equal("{\"b\":\"cli.js\"}",
                        normalized("{\"name\":\"@a/b\",\"bin\":\"./cli.js\"}"));
    assert_string_equal("none", normalized("{\"bin\":\"./cli.js\"}"));
    arena_release(&arena);
}

TEST(bin_map_names_listed_commands_after_their_files)
{
    assert_string_equal("{\"x.js\":\"lib/x.js\",\"y\":\"y\"}",
                        normalized("{\"bin\":[\"lib/x.js\",\"y\"]}"));
    assert_string_equal("EINVALIDTYPE", normalized("{\"bin\":[null]}"));
    arena_release(&arena);
}

TEST(bin_map_keeps_names_and_paths_inside)
{
    assert_string_equal("{\"x\":\"etc/passwd\"}",
                        normalized("{\"bin\":{\"../../x\":\"../../../etc/passwd\"}}"));
    assert_string_equal("{\"x\":\"a/b\"}",
                        normalized("{\"bin\":{\"c:\\\\x\":\"a\\\\b\"}}"));
    arena_release(&arena);
}

TEST(bin_map_drops_what_is_no_path)
{
    assert_string_equal("none",
                        normalized("{\"bin\":{\"a\":1,\"..\":\"x\",\"b\":\"\"}}"));
    assert_string_equal("none", normalized("{\"name\":\"a\",\"bin\":7}"));
    arena_release(&arena);
}
