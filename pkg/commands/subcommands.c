/* subcommands.c: commands of two words, for their usage and their own options. */
#include <string.h>

#include "common/bug.h"
#include "common/config.h"
#include "pkg/commands/command.h"

#define PERMISSIONS                                                                    \
    { "allow-publish", NULL, true, false, false, "The service may publish versions" }, \
    {                                                                                  \
        "allow-stage-publish", "allow-staged-publish", true, false, false,             \
            "The service may stage versions, which somebody approves"                  \
    }

static const ConfigOwn github_options[] = {
    { "file", NULL, false, false, true, "The workflow's file below .github/workflows" },
    { "repository", "repo", false, false, false, "The repository: owner/name" },
    { "environment", "env", false, false, false, "The environment the job runs in" },
    PERMISSIONS
};

static const ConfigOwn gitlab_options[] = {
    { "file", NULL, false, false, true, "The pipeline's file (.gitlab-ci.yml)" },
    { "project", NULL, false, false, false, "The project: group/name" },
    { "environment", "env", false, false, false, "The environment the job runs in" },
    PERMISSIONS
};

static const ConfigOwn circleci_options[] = {
    { "org-id", NULL, false, false, true, "The organization's UUID" },
    { "project-id", NULL, false, false, true, "The project's UUID" },
    { "pipeline-definition-id", NULL, false, false, true, "The pipeline's UUID" },
    { "vcs-origin", NULL, false, false, true, "The repository: provider/owner/name" },
    { "context-id", NULL, false, true, false, "UUIDs of contexts the job has" },
    PERMISSIONS
};

static const ConfigOwn revoke_options[] = {
    { "id", NULL, false, false, true, "Which trust to take back" },
};

#define OWN(list) .own = list, .n_own = ARRAY_LEN(list)
#define MAKING "dry-run json registry yes"

static const Command of_trust[] = {
    { .name = "trust github",
      .usage = "[package] --file [--repo|--repository] [--env|--environment] "
               "[--allow-publish] [--allow-stage-publish] [-y|--yes]",
      .options = MAKING,
      .aliases = "",
      .help = "let GitHub Actions publish a package",
      OWN(github_options) },
    { .name = "trust gitlab",
      .usage = "[package] --file [--project|--repo|--repository] [--env|--environment] "
               "[--allow-publish] [--allow-stage-publish] [-y|--yes]",
      .options = MAKING,
      .aliases = "",
      .help = "let GitLab CI/CD publish a package",
      OWN(gitlab_options) },
    { .name = "trust circleci",
      .usage = "[package] --org-id <uuid> --project-id <uuid> "
               "--pipeline-definition-id <uuid> --vcs-origin <origin> [--context-id "
               "<uuid>...] [--allow-publish] [--allow-stage-publish] [-y|--yes]",
      .options = MAKING,
      .aliases = "",
      .help = "let CircleCI publish a package",
      OWN(circleci_options) },
    { .name = "trust list",
      .usage = "[package]",
      .options = "json registry",
      .aliases = "",
      .help = "list whom a package trusts" },
    { .name = "trust revoke",
      .usage = "[package] --id=<trust-id>",
      .options = "dry-run registry",
      .aliases = "",
      .help = "take trust back",
      OWN(revoke_options) },
};

static const Command of_stage[] = {
    { .name = "stage publish",
      .usage = "<package-spec>",
      .options = "tag access dry-run otp @wsonly provenance",
      .aliases = "",
      .help = "upload a package that waits for approval" },
    { .name = "stage list",
      .usage = "[<package-spec>]",
      .options = "json registry",
      .aliases = "",
      .help = "list what waits for approval" },
    { .name = "stage view",
      .usage = "<stage-id>",
      .options = "json registry",
      .aliases = "",
      .help = "show what waits for approval" },
    { .name = "stage approve",
      .usage = "<stage-id>",
      .options = "otp registry",
      .aliases = "",
      .help = "publish what was staged" },
    { .name = "stage reject",
      .usage = "<stage-id>",
      .options = "otp registry",
      .aliases = "",
      .help = "take what was staged off the registry" },
    { .name = "stage download",
      .usage = "<stage-id>",
      .options = "json registry",
      .aliases = "",
      .help = "fetch the tarball of what was staged" },
};

const Command *command_subs(const Command *c, size_t *n)
{
    if (strcmp(c->name, "trust") == 0) {
        *n = ARRAY_LEN(of_trust);
        return of_trust;
    }
    *n = strcmp(c->name, "stage") == 0 ? ARRAY_LEN(of_stage) : 0;
    return *n > 0 ? of_stage : NULL;
}

const Command *command_sub(const Command *c, const char *typed)
{
    size_t n, skip = strlen(c->name) + 1;
    const Command *list = command_subs(c, &n);

    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i].name + skip, typed) == 0)
            return &list[i];
    }
    return NULL;
}
