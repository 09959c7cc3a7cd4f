/* git.c: see git.h (@npmcli/git). */
#include "pkg/install/git.h"

#include <errno.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/ini.h"
#include "common/path.h"
#include "common/proc.h"
#include "common/url.h"
#include "common/version.h"
#include "pkg/install/env_set.h"
#include "registry-client/pick.h"

#define OUTPUT_MAX ((size_t)64 << 20)
#define TRIES_MAX 3
#define ARGS_MAX 16

/* ---- The environment ---- */

static bool in_gitconfig(Git *g, const char *key)
{
    Arena *a = g->arena;
    const char *home = config_getenv(&g->ctx->config, STR("HOME"));
    cJSON *config;
    Str text;

    if (home == NULL ||
        fs_read_arena(a, arena_printf(a, "%s/.gitconfig", home), 1 << 20, &text, NULL) <
            0 ||
        ini_parse(a, text, false, &config, NULL) < 0)
        return false;
    return json_get(json_get(config, "core"), key) != NULL;
}

/* No password is asked for, and new hosts are accepted, unless the user has settled that
 * otherwise. */
static char **environment(Git *g)
{
    EnvSet e;

    if (g->env != NULL)
        return g->env;
    env_set_init(&e, g->arena, g->ctx->input.environ_);
    if (env_set_get(&e, "GIT_ASKPASS") == NULL && !in_gitconfig(g, "askpass"))
        env_set_puts(&e, "GIT_ASKPASS", "echo");
    if (env_set_get(&e, "GIT_SSH_COMMAND") == NULL && !in_gitconfig(g, "sshCommand"))
        env_set_puts(&e, "GIT_SSH_COMMAND", "ssh -oStrictHostKeyChecking=accept-new");
    g->env = env_set_list(&e, g->arena);
    env_set_release(&e);
    return g->env;
}

/* ---- One command ---- */

static bool has_any(Str text, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++) {
        if (str_has(text, str_of(words[i])))
            return true;
    }
    return false;
}

static bool is_connection_fault(Str text)
{
    static const char *const words[] = { "remote error: Internal Server Error",
                                         "The remote end hung up unexpectedly",
                                         "Connection timed out",
                                         "Operation timed out",
                                         "Connection reset by peer",
                                         "SSL_ERROR_SYSCALL",
                                         "The requested URL returned error: 503",
                                         NULL };

    return has_any(text, words) || (str_has(text, STR("Failed to connect to ")) &&
                                    str_has(text, STR(" Timed out")));
}

static bool is_pathspec_fault(Str text)
{
    return str_has(text, STR("pathspec ")) &&
           str_has(text, STR(" did not match any file(s) known to git"));
}

static int failed(const char *const *argv, int status, Str text, Err *err)
{
    Buf b = { 0 };
    int code = ERR_EGIT;
    const char *what = "An unknown git error occurred";

    if (is_connection_fault(text)) {
        what = "A git connection error occurred";
    } else if (is_pathspec_fault(text)) {
        code = ERR_EGITPATHSPEC;
        what = "The git reference could not be found";
    }
    err_set(err, code, "%s", what);
    buf_puts(&b, "command git");
    for (size_t i = 1; argv[i] != NULL; i++)
        buf_printf(&b, " %s", argv[i]);
    buf_printf(&b, "\n" STR_FMT, STR_ARG(str_trim(text)));
    err_hint(err, "%s", buf_cstr(&b));
    buf_release(&b);
    if (err != NULL)
        err->status = status;
    return code;
}

/* How long to wait before try number n (from 1), as npm's settings say. */
static double wait_ms(const Config *c, int n)
{
    double ms = config_num(c, "fetch-retry-mintimeout", 10000);
    double most = config_num(c, "fetch-retry-maxtimeout", 60000);

    for (int i = 1; i < n; i++)
        ms *= config_num(c, "fetch-retry-factor", 10);
    return ms < most ? ms : most;
}

/* args: without "git", NULL-terminated. */
static int run(Git *g, Str cwd, const char *const *args, Buf *out, Err *err)
{
    Str program = config_str(&g->ctx->config, "git");
    const char *argv[ARGS_MAX + 3] = { arena_memdupz(g->arena, program.ptr, program.len),
                                       "--no-replace-objects" };
    Buf errors = BUF_MAX(OUTPUT_MAX);
    Proc p = { .argv = argv,
               .cwd = cwd.len > 0 ? arena_memdupz(g->arena, cwd.ptr, cwd.len) : NULL,
               .env = environment(g),
               .out = out,
               .err = &errors };
    int rc = 0;

    for (size_t i = 0; i < ARGS_MAX && args[i] != NULL; i++)
        argv[i + 2] = args[i];
    for (int try = 1;; try++) {
        buf_clear(out);
        buf_clear(&errors);
        rc = proc_run(&p, err);
        if (rc < 0 || p.code == 0)
            break;
        rc = failed(argv, p.code, buf_view(&errors), err);
        if (!is_connection_fault(buf_view(&errors)) || try >= TRIES_MAX ||
            try > config_num(&g->ctx->config, "fetch-retries", 2))
            break;
        usleep((useconds_t)(wait_ms(&g->ctx->config, try) * 1000));
    }
    buf_release(&errors);
    if (rc == -ENOENT)
        rc = err_set(err, -ENOENT,
                     "An unknown git error occurred: there is no program '" STR_FMT "'",
                     STR_ARG(program));
    return rc;
}

static int quiet(Git *g, Str cwd, const char *const *args, Err *err)
{
    Buf out = BUF_MAX(OUTPUT_MAX);
    int rc = run(g, cwd, args, &out, err);

    buf_release(&out);
    return rc;
}

/* ---- What there is ---- */

void git_init(Git *g, Ctx *ctx, Arena *arena)
{
    *g = (Git){ .ctx = ctx, .arena = arena };
}

void git_release(Git *g)
{
    MAP_EACH (m, g->refs)
        git_refs_release(m->value);
    map_release(&g->refs);
}

static const char *text_of(Git *g, Str s)
{
    return arena_memdupz(g->arena, s.ptr, s.len);
}

/* A name that begins with a hyphen would be an option to git. */
static int check_name(Str s, Err *err)
{
    if (s.len > 0 && s.ptr[0] == '-')
        return err_set(err, ERR_EGIT, "'" STR_FMT "' is no name for git", STR_ARG(s));
    return 0;
}

/* What `repo` (a URL or path that git understands) has. ERR_EGIT with git's exit code in
 * err->status, -ENOENT where there is no git. */
static int git_list(Git *g, Str repo, const GitRefs **out, Err *err)
{
    const char *args[] = { "ls-remote", text_of(g, repo), NULL };
    GitRefs *r = map_get(&g->refs, repo);
    Buf text = BUF_MAX(OUTPUT_MAX);
    int rc;

    *out = r;
    if (r != NULL)
        return 0;
    rc = check_name(repo, err);
    if (rc == 0)
        rc = run(g, STR(""), args, &text, err);
    if (rc == 0) {
        r = arena_new(g->arena, GitRefs);
        git_refs_parse(g->arena, arena_str(g->arena, buf_view(&text)), r);
        map_set(&g->refs, arena_str(g->arena, repo), r);
        *out = r;
    }
    buf_release(&text);
    return rc;
}

/* The ref that a range of versions means. */
static int pick_version(Git *g, const GitRefs *r, Str range, const GitRef **out, Err *err)
{
    PickOptions o = pick_default_options();
    Packument *p;
    Pick pick;
    int rc = packument_from_json(git_refs_document(g->arena, r, STR("undefined")),
                                 "undefined", NULL, &p, err);

    if (rc < 0)
        return rc;
    o.node_version = STR(NODE_COMPAT_VERSION);
    o.npm_version = STR(NPM_COMPAT_VERSION);
    rc = pick_manifest(p, range, &o, &pick, err);
    if (rc == 0)
        *out = git_refs_of_version(r, packument_version(p, pick.index).version);
    packument_free(p);
    return rc;
}

/* *out NULL: nothing that is listed. */
static int find_ref(Git *g, const GitRefs *r, const GitClone *c, const GitRef **out,
                    Err *err)
{
    if (c->range.ptr != NULL)
        return pick_version(g, r, c->range, out, err);
    *out = git_refs_find(r, c->ref.len > 0 ? c->ref : STR("HEAD"));
    if (*out == NULL)
        *out = git_refs_of_commit(r, c->ref);
    return 0;
}

/* ---- Cloning ---- */

static bool is_shallow_host(Git *g, Str repo)
{
    static const char *const hosts[] = { "github.com", "gist.github.com", "gitlab.com",
                                         "bitbucket.com", "bitbucket.org" };
    Url u;

    if (!url_parse(g->arena, repo, NULL, &u))
        return false;
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
        if (str_is(u.host, hosts[i]) && u.port < 0)
            return true;
    }
    return false;
}

static int clone_named(Git *g, const GitClone *c, const GitRef *branch, Err *err)
{
    const char *args[ARGS_MAX] = { "clone" };
    size_t n = 1;

    if (branch != NULL) {
        args[n++] = "-b";
        args[n++] = text_of(g, branch->name);
    }
    args[n++] = text_of(g, c->repo);
    args[n++] = text_of(g, c->target);
    args[n++] = "--recurse-submodules";
    if (is_shallow_host(g, c->repo))
        args[n++] = "--depth=1";
    return quiet(g, STR(""), args, err);
}

static int add_submodules(Git *g, Str folder, Err *err)
{
    static const char *const args[] = { "submodule", "update",      "-q",
                                        "--init",    "--recursive", NULL };

    if (fs_kind(path_join(g->arena, folder, STR(".gitmodules")).ptr) == FS_NONE)
        return 0;
    return quiet(g, folder, args, err);
}

/* A pull request and the like: refs that `clone` doesn't bring. */
static int fetch_ref(Git *g, const GitClone *c, const GitRef *r, Err *err)
{
    static const char *const init[] = { "init", NULL };
    const char *remote[] = { "remote", "add", "origin", text_of(g, c->repo), NULL };
    const char *get[] = { "fetch", "origin", text_of(g, r->raw),
                          is_shallow_host(g, c->repo) ? "--depth=1" : NULL, NULL };
    const char *checkout[] = { "checkout", text_of(g, r->sha), NULL };

    if (fs_mkdirs(c->target.ptr, 0777, err) < 0 || quiet(g, c->target, init, err) < 0 ||
        quiet(g, c->target, remote, err) < 0 || quiet(g, c->target, get, err) < 0 ||
        quiet(g, c->target, checkout, err) < 0)
        return err->code;
    return add_submodules(g, c->target, err);
}

/* Nobody advertises it: all there is comes, and git says what it is. */
static int clone_all(Git *g, const GitClone *c, Str *sha, Err *err)
{
    static const char *const init[] = { "init", NULL };
    static const char *const head[] = { "rev-parse", "--revs-only", "HEAD", NULL };
    const char *mirror[] = { "clone",
                             "--mirror",
                             "-q",
                             text_of(g, c->repo),
                             path_join(g->arena, c->target, STR(".git")).ptr,
                             NULL };
    const char *checkout[] = { "checkout", text_of(g, c->ref), NULL };
    Buf out = BUF_MAX(OUTPUT_MAX);
    int rc = fs_mkdirs(c->target.ptr, 0777, err);

    if (rc == 0)
        rc = quiet(g, c->target, mirror, err);
    if (rc == 0)
        rc = quiet(g, c->target, init, err);
    if (rc == 0)
        rc = quiet(g, c->target, checkout, err);
    if (rc == 0)
        rc = add_submodules(g, c->target, err);
    if (rc == 0)
        rc = run(g, c->target, head, &out, err);
    if (rc == 0)
        *sha = arena_str(g->arena, str_trim(buf_view(&out)));
    buf_release(&out);
    return rc;
}

int git_clone(Git *g, const GitClone *c, Str *sha, Err *err)
{
    const GitRefs *refs;
    const GitRef *r = NULL, *head;

    ctx_log(g->ctx, LOG_INFO, "git", "clone " STR_FMT "#" STR_FMT, STR_ARG(c->repo),
            STR_ARG(c->ref));
    if (check_name(c->ref, err) < 0 || git_list(g, c->repo, &refs, err) < 0 ||
        find_ref(g, refs, c, &r, err) < 0)
        return err->code;
    if (r == NULL)
        return clone_all(g, c, sha, err);
    *sha = r->sha;
    head = git_refs_find(refs, STR("HEAD"));
    if (head != NULL && str_eq(head->sha, r->sha))
        return clone_named(g, c, NULL, err);
    if (r->type == GIT_REF_TAG || r->type == GIT_REF_BRANCH)
        return clone_named(g, c, r, err);
    return fetch_ref(g, c, r, err);
}
