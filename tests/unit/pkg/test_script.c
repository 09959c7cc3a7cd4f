/* Promise: a script sees npm's environment, runs where it should, and its end is
 * reported as it was. */
#include "pkg/install/script.h"

#include <stdlib.h>

#include "tests/kit/test.h"

extern char **environ;

typedef struct {
    Arena arena;
    uv_loop_t loop;
    ScriptBase base;
    ScriptResult result;
    Str output, errors;
    bool ended;
} World;

static void world_init(World *w)
{
    *w = (World){ .ended = false };
    assert_int_equal(0, uv_loop_init(&w->loop));
    env_set_init(&w->base.env, &w->arena, environ);
}

static void world_release(World *w)
{
    env_set_release(&w->base.env);
    assert_int_equal(0, uv_loop_close(&w->loop));
    arena_release(&w->arena);
}

static void done(void *data, const ScriptResult *r)
{
    World *w = data;

    w->result = *r;
    w->output = arena_str(&w->arena, r->output[0]);
    w->errors = arena_str(&w->arena, r->output[1]);
    w->ended = true;
}

static void run(World *w, const char *cmd, const char *const *args, const char *path)
{
    ScriptOptions o = { .event = "test", .cmd = cmd, .args = args, .path = path };

    w->ended = false;
    script_start(&w->loop, &w->base, &o, done, w);
    while (!w->ended)
        uv_run(&w->loop, UV_RUN_ONCE);
}

TEST(script_runs_in_its_folder_with_its_arguments)
{
    static const char *const args[] = { "a b", "it's", "$HOME", "", NULL };
    World w;

    world_init(&w);
    run(&w, "printf '<%s>' \"$PWD\"; printf '<%s>'", args, "/usr");
    assert_str_equal("</usr><a b><it's><$HOME><>", w.output);
    assert_int_equal(0, w.result.code);
    world_release(&w);
}

TEST(script_reports_exit_codes_signals_and_missing_shells)
{
    World w;

    world_init(&w);
    run(&w, "echo out; echo err >&2; exit 3", NULL, "/");
    assert_int_equal(3, w.result.code);
    assert_str_equal("out\n", w.output);
    assert_str_equal("err\n", w.errors);
    run(&w, "kill -9 $$", NULL, "/");
    assert_int_equal(9, w.result.signal);
    w.base.shell = "/nonexistent/shell";
    run(&w, "true", NULL, "/");
    assert_int_equal(-2, w.result.spawn_error);
    world_release(&w);
}

TEST(script_that_reads_stdin_sees_its_end)
{
    World w;

    world_init(&w);
    run(&w, "cat; echo end", NULL, "/");
    assert_str_equal("end\n", w.output);
    world_release(&w);
}

TEST(script_path_has_every_bin_folder_above_and_the_old_path)
{
    Arena a = { 0 };
    EnvSet e;
    static const char *const first[] = { "/first", NULL };

    env_set_init(&e, &a, NULL);
    env_set_puts(&e, "PATH", "/bin:/usr/bin:/bin");
    script_env_path(&e, "/home/me/proj", first, "/gyp");
    assert_string_equal(
        "/first:/home/me/proj/node_modules/.bin:/home/me/node_modules/.bin:"
        "/home/node_modules/.bin:/node_modules/.bin:/gyp:/bin:/usr/bin:/bin",
        env_set_get(&e, "PATH"));
    env_set_release(&e);
    arena_release(&a);
}

TEST(script_env_flattens_the_package)
{
    static const char text[] =
        "{\"name\":\"a\",\"version\":\"1.0.0\",\"config\":{\"port\":"
        "80,\"deep\":{\"x\":null},\"list\":[\"p\",true,false,"
        "1.5]},\"other\":1}";
    Arena a = { 0 };
    EnvSet e;
    cJSON *pkg;
    Err err;

    assert_int_equal(0, json_parse(&a, str_of(text), "t", NULL, &pkg, &err));
    env_set_init(&e, &a, NULL);
    script_env_package(&e, pkg);
    assert_string_equal("a", env_set_get(&e, "npm_package_name"));
    assert_string_equal("80", env_set_get(&e, "npm_package_config_port"));
    assert_string_equal("", env_set_get(&e, "npm_package_config_deep_x"));
    assert_string_equal("p", env_set_get(&e, "npm_package_config_list_0"));
    assert_string_equal("true", env_set_get(&e, "npm_package_config_list_1"));
    assert_string_equal("", env_set_get(&e, "npm_package_config_list_2"));
    assert_string_equal("1.5", env_set_get(&e, "npm_package_config_list_3"));
    assert_null(env_set_get(&e, "npm_package_other"));
    env_set_release(&e);
    arena_release(&a);
}

TEST(script_does_not_wait_for_what_it_left_running)
{
    World w;

    world_init(&w);
    run(&w, "sleep 60 & echo $!", NULL, "/");
    assert_int_equal(0, w.result.code);
    assert_true(str_trim(w.output).len > 0);
    run(&w, arena_printf(&w.arena, "kill " STR_FMT, STR_ARG(str_trim(w.output))), NULL,
        "/");
    assert_int_equal(0, w.result.code);
    world_release(&w);
}
