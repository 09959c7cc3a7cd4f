/* git_package.c: see git_package.h. */
#include "pkg/install/git_package.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/hash.h"
#include "common/hex.h"
#include "common/path.h"
#include "pkg/install/fetch.h"
#include "pkg/install/folder.h"
#include "pkg/install/git.h"
#include "pkg/install/git_prepare.h"
#include "pkg/install/tarball.h"
#include "registry-client/request.h"

#define TARBALL_MAX ((size_t)1 << 30)
/* Changes when what is remembered would not be made again. */
#define RECORD_VERSION "1"

struct GitPackages {
    Ctx *ctx;
    Arena *arena;
    Git git;
    Map clones;     /* resolved -> Str * of the folder */
    VEC(Str) temps; /* to be removed */
};

static GitPackages *packages(GitPackages **g, Ctx *ctx, Arena *a)
{
    if (*g == NULL) {
        *g = arena_new(a, GitPackages);
        **g = (GitPackages){ .ctx = ctx, .arena = a };
        git_init(&(*g)->git, ctx, a);
    }
    return *g;
}

void git_package_release(GitPackages *g)
{
    Err ignored;

    if (g == NULL)
        return;
    VEC_EACH (Str, t, g->temps)
        (void)fs_rmtree(t->ptr, &ignored);
    map_release(&g->clones);
    git_release(&g->git);
}

/* A name below the cache's tmp that nobody has, for a folder. */
static int temp_folder(GitPackages *g, Str *out, Err *err)
{
    char name[STORE_UNIQUE_SIZE];
    Store *store;

    if (ctx_store(g->ctx, &store, err) < 0)
        return err->code;
    store_unique(name);
    *out = arena_strf(g->arena, "%s/tmp/%s", store->root, name);
    if (fs_mkdirs_for(out->ptr, 0777, err) < 0)
        return err->code;
    vec_push_in(g->arena, &g->temps, *out);
    return 0;
}

/* ---- Places ---- */

static Str with_plus(Arena *a, Str url)
{
    return str_starts(url, STR("git+")) ? url
                                        : arena_strf(a, "git+" STR_FMT, STR_ARG(url));
}

/* ssh if the host has it, for private ones; https where there are credentials. */
static Str host_url(Arena *a, const Hosted *h)
{
    Str ssh = hosted_url(a, h, HOSTED_SSHURL, 0);
    Str https = hosted_url(a, h, HOSTED_HTTPS, 0);

    return with_plus(a, ssh.ptr != NULL && !(https.ptr != NULL && h->auth.len > 0)
                            ? ssh
                            : https);
}

/* The place of the commit, as locks have it. */
static Str place_of(Arena *a, const Spec *s, Str sha)
{
    Hosted h = s->hosted;
    Str base = { 0 }, rest;

    if (s->has_hosted) {
        h.committish = sha;
        return host_url(a, &h);
    }
    str_cut(s->raw_spec, '#', &base, &rest);
    return arena_strf(a, STR_FMT "#" STR_FMT, STR_ARG(base), STR_ARG(sha));
}

static Str commit_in(const Spec *s)
{
    return s->git_committish.ptr != NULL && git_is_commit(s->git_committish)
               ? s->git_committish
               : STR("");
}

/* Where a whole commit that was asked for is. */
static Str wanted_place(Arena *a, const Spec *s)
{
    return s->has_hosted ? host_url(a, &s->hosted) : s->raw_spec;
}

bool git_package_is(Arena *a, Str resolved)
{
    Spec s;

    if (resolved.len == 0 || str_starts(resolved, STR("file:")) ||
        (str_ends(resolved, STR(".tgz")) && str_starts(resolved, STR("http"))))
        return false;
    return spec_parse(a, resolved, STR("/"), &s, NULL) == 0 && s.type == SPEC_GIT;
}

/* ---- Cloning ---- */

static int clone_from(GitPackages *g, Str repo, const Spec *s, Str folder, Str *sha,
                      Err *err)
{
    GitClone c = { .repo = repo,
                   .ref = s->git_committish.ptr ? s->git_committish : STR(""),
                   .range = s->git_range,
                   .target = folder };

    if (repo.len == 0)
        return err_set(err, ERR_EGIT, "No git url for " STR_FMT, STR_ARG(s->raw));
    return git_clone(&g->git, &c, sha, err);
}

/* https first, which asks for nothing; then ssh, for private ones. */
static int clone_hosted(GitPackages *g, const Spec *s, Str folder, Str *sha, Err *err)
{
    unsigned flags = HOSTED_NO_COMMITTISH | HOSTED_NO_GIT_PLUS;
    Str https = hosted_url(g->arena, &s->hosted, HOSTED_HTTPS, flags);
    Str ssh = hosted_url(g->arena, &s->hosted, HOSTED_SSHURL, flags);
    int rc = clone_from(g, https, s, folder, sha, err);
    Err ignored;

    if (rc != ERR_EGIT || ssh.len == 0 || s->hosted.auth.len > 0)
        return rc;
    (void)fs_rmtree(folder.ptr, &ignored);
    return clone_from(g, ssh, s, folder, sha, err);
}

static int clone_spec(GitPackages *g, const Spec *s, Str *folder, Str *sha, Err *err)
{
    Str wanted = commit_in(s);
    int rc = temp_folder(g, folder, err);

    if (rc < 0)
        return rc;
    rc = s->has_hosted ? clone_hosted(g, s, *folder, sha, err)
                       : clone_from(g, s->fetch_spec, s, *folder, sha, err);
    if (rc == 0 && wanted.len > 0 && !str_eq(wanted, *sha))
        rc = err_set(err, ERR_EGITCHECKOUT,
                     "Commit mismatch: expected SHA " STR_FMT " and cloned HEAD " STR_FMT,
                     STR_ARG(wanted), STR_ARG(*sha));
    return rc;
}

static void remember_clone(GitPackages *g, Str place, Str folder)
{
    Str *copy = arena_new(g->arena, Str);

    *copy = folder;
    map_set(&g->clones, place, copy);
}

/* ---- Tarballs of the hosts ---- */

/* Files only, as npm unpacks it; .gitignore keeps its name. */
static int unpack(GitPackages *g, Str bytes, Str folder, Err *err)
{
    ExtractOptions o = { .keep_gitignore = true, .replace = true };
    LinkOptions l = { .copy = true, .umask = g->ctx->package_umask };
    uint8_t digest[HASH_MAX];
    ExtractRoom room = { .umask = g->ctx->umask };
    Arena scratch = { 0 };
    LinkStats stats = { 0 };
    StorePkg p;
    StoreKey key;
    Store *store;
    int rc = ctx_store(g->ctx, &store, err);

    if (rc == 0)
        rc = hash_bytes(HASH_SHA512, bytes, digest, err);
    if (rc < 0)
        return rc;
    key = store_key("git", digest, hash_size(HASH_SHA512));
    rc = extract_tarball(store, &room, &key, bytes, &o, &scratch, &p, NULL, err);
    if (rc == 0) {
        rc = link_package(&p, AT_FDCWD, folder.ptr, &l, &stats, err);
        store_pkg_close(&p);
        store_remove(store, &key);
    }
    extract_room_release(&room);
    arena_release(&scratch);
    return rc;
}

/* 1: the host answers that there is none: it must be cloned. */
static int download(GitPackages *g, const Spec *s, Str *folder, Err *err)
{
    RegistryRequest q = { .url = hosted_url(g->arena, &s->hosted, HOSTED_TARBALL, 0),
                          .package = s->raw,
                          .accept = STR("*/*"),
                          .raw = true,
                          .resume = true,
                          .max_bytes = TARBALL_MAX };
    RegistryAnswer answer = { 0 };
    RegistryClient *client;
    Arena scratch = { 0 };
    int rc;

    if (q.url.len == 0)
        return 1;
    if (ctx_client(g->ctx, &client, err) < 0 || temp_folder(g, folder, err) < 0)
        return err->code;
    rc = registry_ask(client, &q, &scratch, &answer, err);
    if (rc == 0)
        rc = unpack(g, answer.body, *folder, err);
    else if (answer.status >= 400)
        rc = 1;
    arena_release(&scratch);
    return rc;
}

/* ---- What was made before ---- */

/* With scripts off, what `prepare` would make is lacking. */
static Str record_path(GitPackages *g, Str place, Str subdir)
{
    bool scripts = !config_bool(&g->ctx->config, "ignore-scripts");
    Str text = arena_strf(g->arena, RECORD_VERSION "\n" STR_FMT "\n" STR_FMT "\n%d",
                          STR_ARG(place), STR_ARG(subdir), scripts);
    uint8_t digest[HASH_MAX];
    Buf hex = { 0 };
    Str out;

    if (hash_bytes(HASH_SHA256, text, digest, NULL) < 0)
        return STR("");
    hex_encode(digest, hash_size(HASH_SHA256), &hex);
    out = arena_strf(g->arena, STR_FMT "/git/" STR_FMT, STR_ARG(g->ctx->cache),
                     STR_ARG(buf_view(&hex)));
    buf_release(&hex);
    return out;
}

static bool recall(GitPackages *g, Str record, Str *integrity)
{
    Arena scratch = { 0 };
    StoreKey key;
    StorePkg p;
    Store *store;
    Str text, bytes;
    bool found = false;

    if (record.len == 0 || fs_read_arena(g->arena, record.ptr, 4096, &text, NULL) < 0 ||
        ctx_store(g->ctx, &store, NULL) < 0)
        return false;
    *integrity = str_trim(text);
    if (fetch_store_key(&scratch, *integrity, &key)) {
        found = store_find(store, &key, &scratch, &p) == 1;
        if (found)
            store_pkg_close(&p);
        else
            found = store_get_tarball(store, &key, &scratch, &bytes, NULL) == 1;
    }
    arena_release(&scratch);
    return found;
}

static void record(Str path, Str integrity)
{
    Err ignored;

    if (path.len > 0 && fs_mkdirs_for(path.ptr, 0777, &ignored) == 0)
        (void)fs_write_cache(path.ptr, integrity, 0666, &ignored);
}

/* ---- The package ---- */

/* A folder with the commit: the clone of a moment ago, the host's tarball, a clone. */
static int get_folder(GitPackages *g, const Spec *s, Str place, Str *folder, Err *err)
{
    const Str *clone_there = map_get(&g->clones, place);
    bool by_host = s->has_hosted && commit_in(s).len > 0;
    Str sha = { 0 };
    int rc = 1;

    if (by_host && clone_there == NULL)
        rc = download(g, s, folder, err);
    else if (by_host) {
        Err first;

        rc = download(g, s, folder, &first);
        rc = rc < 0 ? 1 : rc;
    }
    if (rc <= 0)
        return rc;
    if (clone_there != NULL) {
        *folder = *clone_there;
        return 0;
    }
    return clone_spec(g, s, folder, &sha, err);
}

static int make(GitPackages *g, const Spec *s, Str place, Str *integrity, Err *err)
{
    Str subdir = s->git_subdir.ptr ? s->git_subdir : STR("");
    Str path = record_path(g, place, subdir), folder = { 0 };

    if (recall(g, path, integrity))
        return 0;
    if (get_folder(g, s, place, &folder, err) < 0)
        return err->code;
    folder = arena_strf(g->arena, STR_FMT STR_FMT, STR_ARG(folder), STR_ARG(subdir));
    if (git_prepare(g->ctx, g->arena, folder, place, err) < 0 ||
        folder_to_store(g->ctx, g->arena, folder, integrity, err) < 0)
        return err->code;
    record(path, *integrity);
    return 0;
}

int git_package_fetch(GitPackages **gp, Ctx *ctx, Arena *a, Str name, Str resolved,
                      Str *integrity, Err *err)
{
    GitPackages *g = packages(gp, ctx, a);
    Spec s;

    if (spec_resolve(a, name, resolved, STR("/"), &s, err) < 0)
        return err->code;
    return make(g, &s, resolved, integrity, err);
}

/* ---- The manifest ---- */

static void set_text(Arena *a, cJSON *m, const char *key, Str value)
{
    json_set(a, m, str_of(key), json_new_str(a, value));
}

/* A commit of a known host is packed for its manifest: what it is in the end counts. */
static int from_packed(GitPackages *g, const Spec *s, cJSON **out, Err *err)
{
    Str place = wanted_place(g->arena, s), integrity = { 0 };

    if (make(g, s, place, &integrity, err) < 0 ||
        tarball_manifest_of(g->ctx, s->raw, integrity, g->arena, out, err) < 0)
        return err->code;
    set_text(g->arena, *out, "_resolved", place);
    set_text(g->arena, *out, "_integrity", integrity);
    return 0;
}

static int from_clone(GitPackages *g, const Spec *s, cJSON **out, Err *err)
{
    Arena *a = g->arena;
    Str subdir = s->git_subdir.ptr ? s->git_subdir : STR("");
    Str folder = { 0 }, sha = { 0 }, place;

    if (clone_spec(g, s, &folder, &sha, err) < 0)
        return err->code;
    place = commit_in(s).len > 0 ? wanted_place(a, s) : place_of(a, s, sha);
    remember_clone(g, place, folder);
    if (folder_manifest(a,
                        arena_strf(a, STR_FMT STR_FMT, STR_ARG(folder), STR_ARG(subdir)),
                        out, err) < 0)
        return err->code;
    set_text(a, *out, "_resolved", place);
    return 0;
}

int git_package_manifest(GitPackages **gp, Ctx *ctx, Arena *a, const Spec *s, cJSON **out,
                         Err *err)
{
    GitPackages *g = packages(gp, ctx, a);

    if (s->has_hosted && commit_in(s).len > 0)
        return from_packed(g, s, out, err);
    return from_clone(g, s, out, err);
}
