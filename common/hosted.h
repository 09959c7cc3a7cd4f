/* hosted.h: repositories on the well-known git hosts, as npm's hosted-git-info knows
 * them.
 *
 *     Hosted h;
 *     if (hosted_parse(&a, STR("npm/cli#v11"), &h))
 *         hosted_url(&a, &h, HOSTED_TARBALL, 0)
 *
 * Hosts: github, gitlab, bitbucket, gist, sourcehut; every shorthand and form of URL.
 */
#ifndef COMMON_HOSTED_H
#define COMMON_HOSTED_H

#include "common/arena.h"
#include "common/str.h"

typedef struct HostedSite HostedSite;

/* Kinds of URLs; also what a repository was written as (default_form). */
typedef enum {
    HOSTED_NONE,
    HOSTED_SSH,      /* git@host:user/project.git */
    HOSTED_SSHURL,   /* git+ssh://git@host/user/project.git */
    HOSTED_HTTPS,    /* git+https://host/user/project.git */
    HOSTED_GIT,      /* git://…; not every host has it */
    HOSTED_SHORTCUT, /* github:user/project */
    HOSTED_TARBALL,
    HOSTED_PATH, /* user/project */
    HOSTED_BROWSE,
    HOSTED_DOCS,
    HOSTED_BUGS,
    HOSTED_FILE, /* of the path in hosted_file_url */
} HostedForm;

typedef struct {
    const HostedSite *site;
    Str type, domain; /* "github", "github.com" */
    Str user;         /* ptr NULL: none (a gist) */
    Str project;
    Str committish; /* ptr NULL: none; "" is kept apart from it */
    Str auth;       /* "user:password", ptr NULL: none */
    HostedForm default_form;
    Str default_name; /* "shortcut", "https", "sshurl", "git", "http" */
} Hosted;

enum { HOSTED_NO_COMMITTISH = 1, HOSTED_NO_GIT_PLUS = 2 };

/* False where the text means no repository of these hosts. */
bool hosted_parse(Arena *a, Str text, Hosted *out);
/* ptr NULL where the host has no such URL. */
Str hosted_url(Arena *a, const Hosted *h, HostedForm form, unsigned flags);
Str hosted_file_url(Arena *a, const Hosted *h, Str path, unsigned flags);
/* The page that shows a folder of the repository. */
Str hosted_folder_url(Arena *a, const Hosted *h, Str path);
/* As it was written (its default form), or the ssh URL. */
Str hosted_text(Arena *a, const Hosted *h, unsigned flags);

#endif
