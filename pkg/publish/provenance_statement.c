/* provenance_statement.c: see provenance_statement.h. */
#include "pkg/publish/provenance_statement.h"

#include <stdlib.h>

#include "common/buf.h"

static const char gitlab_variables[] =
    "CI CI_API_GRAPHQL_URL CI_API_V4_URL CI_BUILD_BEFORE_SHA CI_BUILD_ID "
    "CI_BUILD_NAME CI_BUILD_REF CI_BUILD_REF_NAME CI_BUILD_REF_SLUG "
    "CI_BUILD_STAGE CI_COMMIT_BEFORE_SHA CI_COMMIT_BRANCH CI_COMMIT_REF_NAME "
    "CI_COMMIT_REF_PROTECTED CI_COMMIT_REF_SLUG CI_COMMIT_SHA "
    "CI_COMMIT_SHORT_SHA CI_COMMIT_TIMESTAMP CI_COMMIT_TITLE CI_CONFIG_PATH "
    "CI_DEFAULT_BRANCH CI_DEPENDENCY_PROXY_DIRECT_GROUP_IMAGE_PREFIX "
    "CI_DEPENDENCY_PROXY_GROUP_IMAGE_PREFIX CI_DEPENDENCY_PROXY_SERVER "
    "CI_DEPENDENCY_PROXY_USER CI_JOB_ID CI_JOB_NAME CI_JOB_NAME_SLUG "
    "CI_JOB_STAGE CI_JOB_STARTED_AT CI_JOB_URL CI_NODE_TOTAL CI_PAGES_DOMAIN "
    "CI_PAGES_URL CI_PIPELINE_CREATED_AT CI_PIPELINE_ID CI_PIPELINE_IID "
    "CI_PIPELINE_SOURCE CI_PIPELINE_URL CI_PROJECT_CLASSIFICATION_LABEL "
    "CI_PROJECT_DESCRIPTION CI_PROJECT_ID CI_PROJECT_NAME "
    "CI_PROJECT_NAMESPACE CI_PROJECT_NAMESPACE_ID CI_PROJECT_PATH "
    "CI_PROJECT_PATH_SLUG CI_PROJECT_REPOSITORY_LANGUAGES "
    "CI_PROJECT_ROOT_NAMESPACE CI_PROJECT_TITLE CI_PROJECT_URL "
    "CI_PROJECT_VISIBILITY CI_REGISTRY CI_REGISTRY_IMAGE CI_REGISTRY_USER "
    "CI_RUNNER_DESCRIPTION CI_RUNNER_ID CI_RUNNER_TAGS CI_SERVER_HOST "
    "CI_SERVER_NAME CI_SERVER_PORT CI_SERVER_PROTOCOL CI_SERVER_REVISION "
    "CI_SERVER_SHELL_SSH_HOST CI_SERVER_SHELL_SSH_PORT CI_SERVER_URL "
    "CI_SERVER_VERSION CI_SERVER_VERSION_MAJOR CI_SERVER_VERSION_MINOR "
    "CI_SERVER_VERSION_PATCH CI_TEMPLATE_REGISTRY_HOST GITLAB_CI "
    "GITLAB_FEATURES GITLAB_USER_ID GITLAB_USER_LOGIN "
    "RUNNER_GENERATE_ARTIFACTS_METADATA";

/* NULL where the variable isn't set: JSON leaves it out. */
static cJSON *variable(Arena *a, const char *name)
{
    const char *v = getenv(name);

    return v != NULL ? json_new_str(a, str_of(v)) : NULL;
}

static void put(Arena *a, cJSON *obj, const char *key, cJSON *value)
{
    if (value != NULL)
        json_add(a, obj, str_of(key), value);
}

static void put_env(Arena *a, cJSON *obj, const char *key, const char *name)
{
    put(a, obj, key, variable(a, name));
}

static cJSON *put_list_of_one(Arena *a, cJSON *obj, const char *key)
{
    cJSON *list = json_new_arr(a), *one = json_new_obj(a);

    json_push(list, one);
    json_add(a, obj, str_of(key), list);
    return one;
}

/* "git+{CI_PROJECT_URL}": names in braces are variables, "undefined" without a value as
 * JavaScript's templates have it. */
static cJSON *filled(Arena *a, const char *form)
{
    Buf b = { 0 };
    cJSON *out;

    for (const char *p = form; *p != '\0'; p++) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL, *v;

        if (end == NULL) {
            buf_putc(&b, *p);
            continue;
        }
        v = getenv(arena_memdupz(a, p + 1, (size_t)(end - p) - 1));
        buf_puts(&b, v != NULL ? v : "undefined");
        p = end;
    }
    out = json_new_str(a, arena_str(a, buf_view(&b)));
    buf_release(&b);
    return out;
}

static cJSON *text(Arena *a, const char *s)
{
    return json_new_str(a, str_of(s));
}

/* ---- GitHub Actions: SLSA 1 ---- */

/* "owner/name/.github/workflows/x.yml@refs/heads/main" without the repository. */
static void put_workflow(Arena *a, cJSON *parameters)
{
    const char *ref = getenv("GITHUB_WORKFLOW_REF"), *repo = getenv("GITHUB_REPOSITORY");
    Str whole = str_of(ref), path, at;
    cJSON *workflow = json_add_obj(a, parameters, "workflow");
    Str prefix = arena_strf(a, "%s/", repo != NULL ? repo : "undefined");
    ptrdiff_t found = str_find(whole, prefix);

    if (found >= 0)
        whole = arena_strf(a, STR_FMT STR_FMT, STR_ARG(str_sub(whole, 0, (size_t)found)),
                           STR_ARG(str_from(whole, (size_t)found + prefix.len)));
    if (!str_cut(whole, '@', &path, &at)) {
        at = whole; /* npm's slice(0, -1) and slice(0) */
        path = str_sub(whole, 0, whole.len > 0 ? whole.len - 1 : 0);
    }
    put(a, workflow, "ref", json_new_str(a, at));
    put(a, workflow, "repository", filled(a, "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}"));
    put(a, workflow, "path", json_new_str(a, path));
}

static void put_github(Arena *a, cJSON *predicate)
{
    cJSON *build = json_add_obj(a, predicate, "buildDefinition"), *github, *source,
          *details;

    put(a, build, "buildType",
        text(a,
             "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1"));
    put_workflow(a, json_add_obj(a, build, "externalParameters"));
    github = json_add_obj(a, json_add_obj(a, build, "internalParameters"), "github");
    put_env(a, github, "event_name", "GITHUB_EVENT_NAME");
    put_env(a, github, "repository_id", "GITHUB_REPOSITORY_ID");
    put_env(a, github, "repository_owner_id", "GITHUB_REPOSITORY_OWNER_ID");
    source = put_list_of_one(a, build, "resolvedDependencies");
    put(a, source, "uri",
        filled(a, "git+{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}@{GITHUB_REF}"));
    put_env(a, json_add_obj(a, source, "digest"), "gitCommit", "GITHUB_SHA");
    details = json_add_obj(a, predicate, "runDetails");
    put(a, json_add_obj(a, details, "builder"), "id",
        filled(a, "https://github.com/actions/runner/{RUNNER_ENVIRONMENT}"));
    put(a, json_add_obj(a, details, "metadata"), "invocationId",
        filled(a, "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/actions/runs/{GITHUB_RUN_ID}"
                  "/attempts/{GITHUB_RUN_ATTEMPT}"));
}

/* ---- GitLab CI: SLSA 0.2 ---- */

static void put_gitlab_source(Arena *a, cJSON *obj)
{
    put(a, obj, "uri", filled(a, "git+{CI_PROJECT_URL}"));
    put_env(a, json_add_obj(a, obj, "digest"), "sha1", "CI_COMMIT_SHA");
}

static void put_gitlab_environment(Arena *a, cJSON *invocation)
{
    cJSON *env = json_add_obj(a, invocation, "environment"), *pipeline;

    put_env(a, env, "name", "CI_RUNNER_DESCRIPTION");
    put_env(a, env, "architecture", "CI_RUNNER_EXECUTABLE_ARCH");
    put_env(a, env, "server", "CI_SERVER_URL");
    put_env(a, env, "project", "CI_PROJECT_PATH");
    put_env(a, json_add_obj(a, env, "job"), "id", "CI_JOB_ID");
    pipeline = json_add_obj(a, env, "pipeline");
    put_env(a, pipeline, "id", "CI_PIPELINE_ID");
    put_env(a, pipeline, "ref", "CI_CONFIG_PATH");
}

static void put_gitlab(Arena *a, cJSON *predicate)
{
    cJSON *invocation, *config, *parameters, *metadata, *complete;
    Str rest = str_of(gitlab_variables), name;

    put(a, predicate, "buildType", text(a, "https://github.com/npm/cli/gitlab/v0alpha1"));
    put(a, json_add_obj(a, predicate, "builder"), "id",
        filled(a, "{CI_PROJECT_URL}/-/runners/{CI_RUNNER_ID}"));
    invocation = json_add_obj(a, predicate, "invocation");
    config = json_add_obj(a, invocation, "configSource");
    put_gitlab_source(a, config);
    put_env(a, config, "entryPoint", "CI_JOB_NAME");
    parameters = json_add_obj(a, invocation, "parameters");
    while (rest.len > 0 && str_next(&rest, ' ', &name)) {
        const char *key = arena_memdupz(a, name.ptr, name.len);

        put_env(a, parameters, key, key);
    }
    put_gitlab_environment(a, invocation);
    metadata = json_add_obj(a, predicate, "metadata");
    put(a, metadata, "buildInvocationId", filled(a, "{CI_JOB_URL}"));
    complete = json_add_obj(a, metadata, "completeness");
    put(a, complete, "parameters", json_new_bool(a, true));
    put(a, complete, "environment", json_new_bool(a, true));
    put(a, complete, "materials", json_new_bool(a, false));
    put(a, metadata, "reproducible", json_new_bool(a, false));
    put_gitlab_source(a, put_list_of_one(a, predicate, "materials"));
}

cJSON *provenance_statement(Arena *a, BuildService service, Str name, Str sha512)
{
    bool github = service == BUILD_GITHUB;
    cJSON *s = json_new_obj(a), *subject, *predicate;

    put(a, s, "_type",
        text(a, github ? "https://in-toto.io/Statement/v1"
                       : "https://in-toto.io/Statement/v0.1"));
    subject = put_list_of_one(a, s, "subject");
    put(a, subject, "name", json_new_str(a, name));
    put(a, json_add_obj(a, subject, "digest"), "sha512", json_new_str(a, sha512));
    put(a, s, "predicateType",
        text(a, github ? "https://slsa.dev/provenance/v1"
                       : "https://slsa.dev/provenance/v0.2"));
    predicate = json_add_obj(a, s, "predicate");
    if (github)
        put_github(a, predicate);
    else
        put_gitlab(a, predicate);
    return s;
}
