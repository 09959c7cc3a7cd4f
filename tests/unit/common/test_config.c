/* test_config.c: layers, the command line, values. */
#include "common/config.h"

#include <unistd.h>

#include "common/fs.h"
#include "common/json_write.h"
#include "common/path.h"
#include "common/bug.h"
#include "tests/kit/test.h"

typedef struct {
    Arena arena;
    ConfigInput in;
    Config c;
    char *env[16];
    Str dir;
} World;

static void world_make(World *w)
{
    memset(w, 0, sizeof *w);
    fs_mkdtemp(&w->arena, "/tmp/smew-config-", &w->dir, NULL);
    w->env[0] = arena_printf(&w->arena, "HOME=" STR_FMT, STR_ARG(w->dir));
    w->in = (ConfigInput){ .environ_ = w->env,
                           .cwd = path_join(&w->arena, w->dir, STR("project")),
                           .exe_prefix = path_join(&w->arena, w->dir, STR("prefix")),
                           .registry = STR("http://127.0.0.1:9/"),
                           .npm_version = STR("11.0.0"),
                           .node_version = STR("20.0.0") };
    fs_mkdirs(w->in.cwd.ptr, 0755, NULL);
}

static void put_file(World *w, const char *name, const char *text)
{
    const char *path = arena_printf(&w->arena, STR_FMT "/%s", STR_ARG(w->dir), name);

    fs_mkdirs_for(path, 0755, NULL);
    assert_int_equal(fs_write_atomic(path, str_of(text), 0644, NULL), 0);
}

static void load(World *w, char **argv)
{
    Err err = { 0 };

    w->in.argv = argv;
    for (w->in.argc = 0; argv[w->in.argc] != NULL; w->in.argc++)
        ;
    if (config_load(&w->c, &w->in, &err) < 0)
        fail_msg("%s", err.msg);
}

static void world_end(World *w)
{
    config_release(&w->c);
    fs_rmtree(w->dir.ptr, NULL);
    arena_release(&w->arena);
}

static void same(World *w, const char *key, const char *json)
{
    Str text = json_text(&w->arena, config_get(&w->c, key));

    if (!str_is(text, json))
        fail_msg("%s is " STR_FMT ", not %s", key, STR_ARG(text), json);
}

TEST(stronger_layers_hide_weaker_ones)
{
    World w;

    world_make(&w);
    put_file(&w, "project/package.json", "{}");
    put_file(&w, "project/.npmrc", "tag=project\nfund=false\nloglevel=http\n");
    put_file(&w, ".npmrc", "tag=user\nsave-exact=true\n");
    put_file(&w, "prefix/etc/npmrc", "tag=global\nproxy=http://127.0.0.1:1\n");
    w.env[1] = "npm_config_loglevel=silly";
    load(&w, (char *[]){ "install", "--audit=false", NULL });
    same(&w, "tag", "\"project\"");
    same(&w, "fund", "false");
    same(&w, "loglevel", "\"silly\"");
    same(&w, "save-exact", "true");
    same(&w, "proxy", "\"http://127.0.0.1:1/\"");
    same(&w, "audit", "false");
    same(&w, "save-prefix", "\"^\"");
    assert_int_equal(config_find(&w.c, "tag"), CONFIG_PROJECT);
    assert_int_equal(config_find(&w.c, "loglevel"), CONFIG_ENV);
    assert_int_equal(config_find(&w.c, "proxy"), CONFIG_GLOBAL);
    assert_int_equal(config_find(&w.c, "audit"), CONFIG_CLI);
    assert_true(config_is_default(&w.c, "save-prefix"));
    world_end(&w);
}

TEST(the_command_line_knows_short_forms_and_beginnings)
{
    World w;

    world_make(&w);
    load(&w,
         (char *[]){ "i", "-gD", "a@1", "--no-save", "--omit", "dev", "--omit=peer", "-w",
                     "x", "--tag", "next", "-dd", "--legacy-p", "--", "--b", NULL });
    same(&w, "global", "true");
    same(&w, "save-dev", "true");
    same(&w, "save", "false");
    same(&w, "omit", "[\"dev\",\"peer\"]");
    same(&w, "workspace", "[\"x\"]");
    same(&w, "tag", "\"next\"");
    same(&w, "loglevel", "\"verbose\"");
    same(&w, "legacy-peer-deps", "true");
    assert_int_equal(w.c.args.len, 3);
    assert_string_equal(w.c.args.ptr[0], "i");
    assert_string_equal(w.c.args.ptr[1], "a@1");
    assert_string_equal(w.c.args.ptr[2], "--b");
    assert_int_equal(w.c.unknown.len, 0);
    world_end(&w);
}

TEST(what_no_setting_is_called_is_told)
{
    World w;

    world_make(&w);
    load(&w, (char *[]){ "install", "--frce", "a", "--nosuch=1", NULL });
    assert_int_equal(w.c.unknown.len, 2);
    assert_true(str_is(w.c.unknown.ptr[0], "--frce"));
    assert_true(str_is(w.c.unknown.ptr[1], "--nosuch"));
    assert_int_equal(w.c.args.len, 2);
    world_end(&w);
}

TEST(values_are_of_their_types_or_dropped_with_a_warning)
{
    World w;

    world_make(&w);
    put_file(&w, ".npmrc",
             "maxsockets=7\nregistry=nothing\numask=022\ncache=~/c\nloglevel=loud\n"
             "before=2020-01-01\nlockfile-version=2\n");
    load(&w, (char *[]){ "--fetch-retries=x", "--yes=false", "--color", "always", NULL });
    same(&w, "maxsockets", "7");
    same(&w, "registry", "\"http://127.0.0.1:9/\"");
    same(&w, "umask", "18");
    assert_true(str_ends(config_str(&w.c, "cache"), STR("/c")));
    same(&w, "loglevel", "\"notice\"");
    same(&w, "fetch-retries", "2");
    same(&w, "yes", "false");
    same(&w, "color", "\"always\"");
    same(&w, "lockfile-version", "\"2\"");
    assert_int_equal(w.c.warnings.len, 2);
    assert_int_equal(w.c.layers[CONFIG_USER].faults.len, 4);
    world_end(&w);
}

/* Dropped, the registry would be the default: another one than was meant. */
TEST(an_address_without_a_scheme_is_kept_where_its_host_looks_like_one)
{
    static const struct {
        const char *given, *kept;
    } cases[] = {
        { "localhost:8080", "\"localhost:8080\"" },
        { "127.0.0.1:8080/x", "\"127.0.0.1:8080/x\"" },
        { "http://X:80", "\"http://x/\"" },
        { "localhost", "\"http://127.0.0.1:9/\"" },
        { "http:x", "\"http://127.0.0.1:9/\"" },
        { "x:", "\"http://127.0.0.1:9/\"" },
        { "//x/y", "\"http://127.0.0.1:9/\"" },
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        World w;

        world_make(&w);
        load(&w,
             (char *[]){ arena_printf(&w.arena, "--registry=%s", cases[i].given), NULL });
        same(&w, "registry", cases[i].kept);
        world_end(&w);
    }
}

TEST(variables_stand_in_files)
{
    World w;

    world_make(&w);
    put_file(&w, ".npmrc", "//h/:_authToken=${TOKEN}\ntag=${NONE?}x\n");
    w.env[1] = "TOKEN=secret";
    load(&w, (char *[]){ NULL });
    same(&w, "//h/:_authToken", "\"secret\"");
    same(&w, "tag", "\"x\"");
    world_end(&w);
}

TEST(saving_keeps_what_the_file_says)
{
    World w;
    Str text;

    world_make(&w);
    put_file(&w, ".npmrc", "//h/:_authToken=${TOKEN}\n");
    w.env[1] = "TOKEN=secret";
    load(&w, (char *[]){ NULL });
    config_set_text(&w.c, CONFIG_USER, STR("tag"), STR("next"));
    assert_int_equal(config_save(&w.c, CONFIG_USER, NULL), 0);
    fs_read_arena(&w.arena, arena_printf(&w.arena, STR_FMT "/.npmrc", STR_ARG(w.dir)), 0,
                  &text, NULL);
    assert_true(str_is(text, "//h/:_authToken=${TOKEN}\ntag=next\n"));
    world_end(&w);
}

TEST(options_that_exclude_each_other_stop_everything)
{
    World w;
    Err err = { 0 };
    char *argv[] = { "-D", "-O", NULL };

    world_make(&w);
    w.in.argv = argv;
    w.in.argc = 2;
    assert_int_equal(config_load(&w.c, &w.in, &err), ERR_EINVALIDCONFIG);
    assert_string_equal(err.msg, "--save-optional cannot be provided when using "
                                 "--save-dev");
    world_end(&w);
}

TEST(the_project_is_the_nearest_folder_with_a_package)
{
    World w;

    world_make(&w);
    put_file(&w, "project/package.json", "{}");
    w.in.cwd = path_join(&w.arena, w.dir, STR("project/a/b"));
    fs_mkdirs(w.in.cwd.ptr, 0755, NULL);
    load(&w, (char *[]){ NULL });
    assert_true(str_ends(w.c.local_prefix, STR("/project")));
    assert_true(w.c.has_package);
    world_end(&w);
}

static bool warned_of(World *w, const char *key)
{
    const char *start = arena_printf(&w->arena, "EPROJECTCONFIG %s ", key);

    VEC_EACH (ConfigNote, line, w->c.warnings) {
        if (str_starts(line->text, str_of(start)))
            return true;
    }
    return false;
}

TEST(a_project_cannot_put_variables_into_what_is_sent)
{
    World w;

    world_make(&w);
    put_file(&w, "project/package.json", "{}");
    put_file(&w, "project/.npmrc",
             "@a:registry=http://h.example/${S}/\n@b:registry=${URL}x/\n"
             "@c:registry=${URL}${S}/\n@d:registry=${BARE}.h.example/\n"
             "user-agent=me ${S}\n//h.example/:_authToken=${S}\ntag=${S}\n");
    w.env[1] = "S=secret";
    w.env[2] = "URL=https://own.example/";
    w.env[3] = "BARE=https://own";
    load(&w, (char *[]){ "install", NULL });
    same(&w, "@a:registry", "\"http://h.example/${S}/\"");
    same(&w, "@b:registry", "\"https://own.example/x/\"");
    same(&w, "@c:registry", "\"${URL}${S}/\"");
    same(&w, "@d:registry", "\"${BARE}.h.example/\"");
    same(&w, "user-agent", "\"me ${S}\"");
    same(&w, "//h.example/:_authToken", "\"secret\"");
    same(&w, "tag", "\"secret\"");
    assert_true(warned_of(&w, "@a:registry"));
    assert_false(warned_of(&w, "@b:registry"));
    world_end(&w);
}

TEST(a_project_cannot_name_programs_of_its_own)
{
    World w;

    world_make(&w);
    put_file(&w, "project/package.json", "{}");
    put_file(&w, "project/.npmrc",
             "git=./git\neditor=vi\nscript-shell=/bin/../bin/bash\n"
             "node-options=--max-old-space-size=100 -r ./x.js\n");
    load(&w, (char *[]){ "install", NULL });
    same(&w, "git", "\"git\"");
    same(&w, "script-shell", "\"/bin/../bin/bash\"");
    same(&w, "node-options", "null");
    assert_true(warned_of(&w, "git"));
    assert_true(warned_of(&w, "editor"));
    assert_true(warned_of(&w, "node-options"));
    config_release(&w.c);
    put_file(&w, "project/.npmrc",
             arena_printf(&w.arena, "script-shell=" STR_FMT "/project/sh\n",
                          STR_ARG(w.dir)));
    load(&w, (char *[]){ "install", NULL });
    same(&w, "script-shell", "null");
    world_end(&w);
}
