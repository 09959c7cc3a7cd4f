/* config_trust.c: what a project's .npmrc may not say. npm believes it all; but a project
 * is cloned from anywhere, and its settings count before anybody has looked at them.
 *
 *  - It names no program to run: git, editor, shell, browser, init-module are left out;
 *    script-shell and node-gyp may name what is on the machine anyway (a known shell, an
 *    absolute path outside of the project); node-options may not load code.
 *  - What is sent over the network (the registries' URLs, proxies, user-agent …) gets no
 *    variables: "registry=http://host/${SECRET}/" would hand them to the host. A variable
 *    that holds the whole beginning of the URL, host included, is as good as the user's
 *    own setting. Credentials ("//host/:_authToken=${TOKEN}") keep their variables: that
 *    is what they are for, and they go to that host only.
 *
 * Everything that is refused is said in a warning that begins with EPROJECTCONFIG.
 */
#include "common/config_private.h"
#include "common/envsubst.h"
#include "common/path.h"

static const char programs[] = "git editor shell browser init-module";
static const char paths[] = "script-shell node-gyp";
static const char shells[] = "sh bash dash zsh ksh fish pwsh powershell cmd cmd.exe null";
static const char sent[] = "registry proxy https-proxy http-proxy user-agent scope otp";

static bool is_machines_own(Config *c, Str program)
{
    if (str_starts(program, STR("/")))
        return !path_is_below(c->local_prefix, path_normalize(&c->arena, program));
    return config_word_in(shells, program);
}

/* --require x, -r x, --import x, --loader=x, --experimental-loader=x, --env-file … */
static bool loads_code(Str options)
{
    static const char *const words[] = { "--require", "-r",
                                         "--import",  "--loader",
                                         "--eval",    "--experimental-loader",
                                         "-e",        "--print",
                                         "-p",        "--env-file",
                                         "--inspect" };
    Str rest = options, word, name, value;

    while (rest.len > 0 && str_next(&rest, ' ', &word)) {
        while (word.len > 0 && strchr("\"'\\", word.ptr[0]) != NULL)
            word = str_from(word, 1);
        if (!str_cut(word, '=', &name, &value))
            name = word;
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
            if (str_starts(name, str_of(words[i])) &&
                (name.len == strlen(words[i]) || words[i][1] != '-' ||
                 strcmp(words[i], "--inspect") == 0))
                return true;
        }
    }
    return false;
}

/* "${VAR}rest": VAR says where it goes, and nothing else is put in. */
static bool host_is_variables(Config *c, Str text)
{
    ptrdiff_t end = str_find(text, STR("}"));
    Str value, rest, after;

    if (!str_starts(text, STR("${")) || end < 0)
        return false;
    after = str_from(text, (size_t)end + 1);
    value = config_expand(c, str_sub(text, 0, (size_t)end + 1));
    if (!str_starts(value, STR("http://")) && !str_starts(value, STR("https://")))
        return false;
    rest = str_from(value, (size_t)str_find(value, STR("//")) + 2);
    return str_find(after, STR("${")) < 0 &&
           (after.len == 0 || after.ptr[0] == '/' || str_find(rest, STR("/")) > 0);
}

static bool is_sent(Str key)
{
    return config_word_in(sent, key) ||
           (key.len > 0 && key.ptr[0] == '@' && str_ends(key, STR(":registry")));
}

static ConfigTrust refuse(Config *c, ConfigTrust what, Str key, const char *file,
                          const char *why)
{
    config_warn(c, "EPROJECTCONFIG " STR_FMT " of the project's config %s: %s",
                STR_ARG(key), file, why);
    return what;
}

static ConfigTrust trust_text(Config *c, Str key, Str text, const char *file)
{
    Str value = config_expand(c, text);

    if (config_word_in(programs, key))
        return refuse(c, CONFIG_REFUSE, key, file,
                      "ignored: a project may not say which programs are run");
    if (config_word_in(paths, key) && !is_machines_own(c, value))
        return refuse(c, CONFIG_REFUSE, key, file,
                      "ignored: a project may not say which programs are run, but for "
                      "known shells and absolute paths outside of it");
    if (str_is(key, "node-options") && loads_code(value))
        return refuse(c, CONFIG_REFUSE, key, file,
                      "ignored: a project may not load code into every Node.js program");
    if (is_sent(key) && !str_eq(value, text) && !host_is_variables(c, text))
        return refuse(c, CONFIG_LITERAL, key, file,
                      "variables are not expanded: their values would be sent to that "
                      "host; set it in your own .npmrc or in the environment");
    return CONFIG_TRUST;
}

ConfigTrust config_trust_project(Config *c, Str key, const cJSON *value, const char *file)
{
    ConfigTrust worst = CONFIG_TRUST;

    if (json_is_str(value))
        return trust_text(c, key, str_trim(json_str(value)), file);
    if (!json_is_arr(value))
        return CONFIG_TRUST;
    JSON_EACH (e, value) {
        ConfigTrust t = json_is_str(e) ? trust_text(c, key, str_trim(json_str(e)), file)
                                       : CONFIG_TRUST;

        worst = t > worst ? t : worst;
    }
    return worst;
}
