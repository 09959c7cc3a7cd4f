/* config_defaults.c: the weakest layer, and what depends on the machine. */
#include <math.h>
#include <stdio.h>

#include "common/bug.h"
#include "common/config_private.h"
#include "common/path.h"

static void put(Config *c, const char *key, cJSON *value)
{
    map_set(&c->layers[CONFIG_DEFAULT].values, str_of(key), value);
}

static void put_text(Config *c, const char *key, Str text)
{
    put(c, key, json_new_str(&c->arena, text));
}

/* ---- What the machine says ---- */

static bool is_set(const Config *c, const char *name)
{
    const char *v = config_getenv(c, str_of(name));

    return v != NULL && v[0] != '\0';
}

/* Variables by which services of continuous integration make themselves known. */
static const struct {
    const char *variable, *name;
} services[] = {
    { "AGOLA_GIT_REF", "agola-ci" },
    { "AC_APPCIRCLE", "appcircle" },
    { "APPVEYOR", "appveyor" },
    { "CODEBUILD_BUILD_ARN", "aws-codebuild" },
    { "TF_BUILD", "azure-pipelines" },
    { "bamboo_planKey", "bamboo" },
    { "BITBUCKET_COMMIT", "bitbucket-pipelines" },
    { "BITRISE_IO", "bitrise" },
    { "BUDDY_WORKSPACE_ID", "buddy" },
    { "BUILDKITE", "buildkite" },
    { "CIRCLECI", "circleci" },
    { "CIRRUS_CI", "cirrus-ci" },
    { "CF_BUILD_ID", "codefresh" },
    { "CM_BUILD_ID", "codemagic" },
    { "DRONE", "drone" },
    { "DSARI", "dsari" },
    { "EARTHLY_CI", "earthly" },
    { "EAS_BUILD", "expo-application-services" },
    { "GERRIT_PROJECT", "gerrit" },
    { "GITEA_ACTIONS", "gitea-actions" },
    { "GITHUB_ACTIONS", "github-actions" },
    { "GITLAB_CI", "gitlab-ci" },
    { "GO_PIPELINE_LABEL", "gocd" },
    { "HARNESS_BUILD_ID", "harness-ci" },
    { "LAYERCI", "layerci" },
    { "MAGNUM", "magnum-ci" },
    { "NETLIFY", "netlify-ci" },
    { "NEVERCODE", "nevercode" },
    { "PROW_JOB_ID", "prow" },
    { "RENDER", "render" },
    { "SAILCI", "sail-ci" },
    { "SCREWDRIVER", "screwdriver" },
    { "SEMAPHORE", "semaphore" },
    { "STRIDER", "strider-cd" },
    { "TEAMCITY_VERSION", "teamcity" },
    { "TRAVIS", "travis-ci" },
    { "VELA", "vela" },
    { "VERCEL", "vercel" },
    { "APPCENTER_BUILD_ID", "visual-studio-app-center" },
    { "CI_XCODE_PROJECT", "xcode-cloud" },
    { "XCS", "xcode-server" },
};

Str config_ci_name(const Config *c)
{
    const char *ci = config_getenv(c, STR("CI"));

    if (ci != NULL && strcmp(ci, "false") == 0)
        return STR("");
    if (is_set(c, "JENKINS_URL") && is_set(c, "BUILD_ID"))
        return STR("jenkins");
    for (size_t i = 0; i < ARRAY_LEN(services); i++) {
        if (is_set(c, services[i].variable))
            return str_of(services[i].name);
    }
    return STR("");
}

static bool is_ci(const Config *c)
{
    const char *ci = config_getenv(c, STR("CI"));

    if (ci != NULL && strcmp(ci, "false") == 0)
        return false;
    return (ci != NULL && *ci != '\0') || is_set(c, "BUILD_ID") ||
           is_set(c, "BUILD_NUMBER") || is_set(c, "CI_APP_ID") ||
           is_set(c, "CI_BUILD_ID") || is_set(c, "CI_BUILD_NUMBER") ||
           is_set(c, "CI_NAME") || is_set(c, "CONTINUOUS_INTEGRATION") ||
           is_set(c, "RUN_ID") || config_ci_name(c).len > 0;
}

static bool has_unicode(const Config *c)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const char *v = config_getenv(c, str_of(names[i]));

        if (v != NULL && *v != '\0') {
            size_t n = strlen(v);

            return (n >= 5 && strcasecmp(v + n - 5, "UTF-8") == 0) ||
                   (n >= 4 && strcasecmp(v + n - 4, "UTF8") == 0);
        }
    }
    return false;
}

static bool is_dumb(const Config *c)
{
    const char *term = config_getenv(c, STR("TERM"));

    return term != NULL && strcmp(term, "dumb") == 0;
}

static Str prefix_of(Config *c)
{
    const char *prefix = config_getenv(c, STR("PREFIX"));
    const char *dest = config_getenv(c, STR("DESTDIR"));

    if (prefix != NULL && *prefix != '\0')
        return str_of(prefix);
    if (dest != NULL && *dest != '\0')
        return path_join(&c->arena, str_of(dest), c->in->exe_prefix);
    return c->in->exe_prefix;
}

static Str first_env(const Config *c, const char *const *names, const char *otherwise)
{
    for (; *names != NULL; names++) {
        const char *v = config_getenv(c, str_of(*names));

        if (v != NULL && *v != '\0')
            return str_of(v);
    }
    return str_of(otherwise);
}

static Str cache_dir(Config *c)
{
    const char *xdg = config_getenv(c, STR("XDG_CACHE_HOME"));

    if (xdg != NULL && xdg[0] == '/')
        return path_join(&c->arena, str_of(xdg), STR("smew"));
    return path_join(&c->arena, c->home, STR(".cache/smew"));
}

/* ---- The layer ---- */

static void put_machine(Config *c)
{
    static const char *const editors[] = { "EDITOR", "VISUAL", NULL };
    static const char *const shells[] = { "SHELL", NULL };
    const char *no_color = config_getenv(c, STR("NO_COLOR"));
    const char *node_env = config_getenv(c, STR("NODE_ENV"));
    Arena *a = &c->arena;

    put_text(c, "cache", cache_dir(c));
    put_text(c, "editor", first_env(c, editors, "vi"));
    put_text(c, "init-module", path_join(a, c->home, STR(".npm-init.js")));
    put_text(c, "init.module", path_join(a, c->home, STR(".npm-init.js")));
    put_text(c, "node-gyp", c->in->node_gyp.ptr ? c->in->node_gyp : STR(""));
    put_text(c, "prefix", prefix_of(c));
    put(c, "progress", json_new_bool(a, c->in->tty && !is_ci(c) && !is_dumb(c)));
    put_text(c, "registry", c->in->registry);
    put_text(c, "shell", first_env(c, shells, "sh"));
    put(c, "unicode", json_new_bool(a, has_unicode(c)));
    put_text(c, "user-agent",
             STR("npm/{npm-version} node/{node-version} {platform} {arch} "
                 "workspaces/{workspaces} {ci}"));
    put_text(c, "userconfig", path_join(a, c->home, STR(".npmrc")));
    put(c, "local-address", json_new_null(a));
    put_text(c, "globalconfig",
             path_resolve(a, config_str(c, "prefix"), STR("etc/npmrc")));
    put_text(c, "npm-version", c->in->npm_version);
    /* Anything but "0" and "" turns colours off. */
    if (no_color != NULL && *no_color != '\0' && strcmp(no_color, "0") != 0)
        put(c, "color", json_new_bool(a, false));
    if (node_env != NULL && strcmp(node_env, "production") == 0) {
        cJSON *omit = json_new_arr(a);

        json_push(omit, json_new_str(a, STR("dev")));
        put(c, "omit", omit);
    }
}

static cJSON *default_of(Config *c, const char *text)
{
    cJSON *value;
    Err err;

    switch (text[0]) {
    case '"': return json_new_str(&c->arena, str_n(text + 1, strlen(text) - 2));
    case 't': return json_new_bool(&c->arena, true);
    case 'f': return json_new_bool(&c->arena, false);
    case 'n': return json_new_null(&c->arena);
    case '[': return json_new_arr(&c->arena);
    case 'I': return json_new_num(&c->arena, INFINITY);
    default:
        BUG_IF(json_parse(&c->arena, str_of(text), "default", NULL, &value, &err) < 0);
        return value;
    }
}

void config_load_defaults(Config *c)
{
    for (size_t i = 0; i < config_n_defs; i++) {
        const char *dflt = config_defs[i].dflt;

        put(c, config_defs[i].name,
            dflt[0] ? default_of(c, dflt) : json_new_null(&c->arena));
    }
    c->layers[CONFIG_DEFAULT].source = STR("default values");
    put_machine(c);
}
