/* cmd_doctor.c: doctor: is there anything on this machine that will get in the way? */
#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/path.h"
#include "common/version.h"
#include "pkg/commands/commands.h"
#include "pkg/output.h"
#include "pkg/ui/paint.h"
#include "registry-client/request.h"

#define FILES_DEEP 200

/* Fills *said with what is to be told, either way. False: not well. */
typedef bool Checkup(Ctx *ctx, Str *said);

/* ---- Registry and versions ---- */

static bool ping(Ctx *ctx, Str *said)
{
    RegistryRequest q = { .url = STR("-/ping") };
    RegistryClient *client;
    RegistryAnswer answer;
    Err err;

    if (ctx_client(ctx, &client, &err) == 0 &&
        registry_ask(client, &q, &ctx->arena, &answer, &err) == 0)
        return true;
    *said = arena_str(&ctx->arena, str_of(err.msg));
    return false;
}

static bool default_registry(Ctx *ctx, Str *said)
{
    Str used = config_str(&ctx->config, "registry");
    Str own = json_str(config_get_at(&ctx->config, CONFIG_DEFAULT, "registry"));

    if (str_eq(used, own)) {
        *said =
            arena_strf(&ctx->arena, "using default registry (" STR_FMT ")", STR_ARG(own));
        return true;
    }
    *said = arena_strf(&ctx->arena, "Try `pkg config set registry=" STR_FMT "`",
                       STR_ARG(own));
    return false;
}

static bool versions(Ctx *ctx, Str *said)
{
    *said = arena_strf(&ctx->arena, "pkg v%s, as npm v%s and node v%s", SMEW_VERSION,
                       NPM_COMPAT_VERSION, NODE_COMPAT_VERSION);
    return true;
}

/* ---- Environment ---- */

static const char *path_variable(Ctx *ctx)
{
    const char *path = config_getenv(&ctx->config, STR("PATH"));

    return path != NULL ? path : "";
}

static bool git(Ctx *ctx, Str *said)
{
    Str rest = str_of(path_variable(ctx)), folder;

    while (str_next(&rest, ':', &folder)) {
        Str file = path_join(&ctx->arena, folder, STR("git"));

        if (folder.len > 0 && access(file.ptr, X_OK) == 0) {
            *said = file;
            return true;
        }
    }
    *said = STR("Error: Install git and ensure it's in your PATH.");
    return false;
}

static Str global_bin(Ctx *ctx)
{
    return path_join(&ctx->arena, ctx->config.global_prefix, STR("bin"));
}

static bool bin_in_path(Ctx *ctx, Str *said)
{
    *said = global_bin(ctx);
    if (str_has(str_of(path_variable(ctx)), *said))
        return true;
    *said =
        arena_strf(&ctx->arena, "Error: Add " STR_FMT " to your $PATH", STR_ARG(*said));
    return false;
}

/* ---- Permissions ---- */

typedef struct {
    Ctx *ctx;
    bool owned, missing_ok, ok;
    int mode;
    const char *expected;
} Permissions;

static void warn_of(Permissions *p, const char *what, const char *file)
{
    ctx_log(p->ctx, LOG_WARN, "doctor", "checkFilesPermission %s%s", what, file);
    p->ok = false;
}

static void check_file(Permissions *p, const char *file, int depth)
{
    struct stat st;
    struct dirent *e;
    DIR *d;

    if (lstat(file, &st) < 0) {
        if (!p->missing_ok || errno != ENOENT)
            warn_of(p, "error getting info for ", file);
        return;
    }
    if (p->owned && (st.st_uid != getuid() || st.st_gid != getgid()))
        warn_of(p, "should be owner of ", file);
    if (!S_ISDIR(st.st_mode) && !S_ISREG(st.st_mode))
        return;
    if (access(file, p->mode) < 0) {
        ctx_log(p->ctx, LOG_ERROR, "doctor",
                "checkFilesPermission Missing permissions on %s (expect: %s)", file,
                p->expected);
        p->ok = false;
        return;
    }
    d = S_ISDIR(st.st_mode) && depth < FILES_DEEP ? opendir(file) : NULL;
    while (d != NULL && (e = readdir(d)) != NULL) {
        Arena one = { 0 };

        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            check_file(p, arena_printf(&one, "%s/%s", file, e->d_name), depth + 1);
        arena_release(&one);
    }
    if (d != NULL)
        closedir(d);
}

static bool check_folder(Ctx *ctx, Str folder, Permissions p, Str *said)
{
    p.ctx = ctx;
    p.ok = true;
    check_file(&p, arena_memdupz(&ctx->arena, folder.ptr, folder.len), 0);
    if (!p.ok)
        *said = arena_strf(&ctx->arena, "Check the permissions of files in " STR_FMT "%s",
                           STR_ARG(folder),
                           p.owned ? " (should be owned by current user)" : "");
    return p.ok;
}

static bool cached_files(Ctx *ctx, Str *said)
{
    return check_folder(ctx, ctx->cache,
                        (Permissions){
                            .owned = true, .mode = R_OK, .expected = "readable" },
                        said);
}

static Str local_modules(Ctx *ctx)
{
    return path_join(&ctx->arena, ctx->config.local_prefix, STR("node_modules"));
}

static bool local_files(Ctx *ctx, Str *said)
{
    return check_folder(ctx, local_modules(ctx),
                        (Permissions){ .owned = true,
                                       .missing_ok = true,
                                       .mode = R_OK | W_OK,
                                       .expected = "readable, writable" },
                        said);
}

static bool global_files(Ctx *ctx, Str *said)
{
    return check_folder(ctx,
                        path_join(&ctx->arena, ctx->config.global_prefix,
                                  STR("lib/node_modules")),
                        (Permissions){ .mode = R_OK, .expected = "readable" }, said);
}

static bool local_bins(Ctx *ctx, Str *said)
{
    return check_folder(ctx, path_join(&ctx->arena, local_modules(ctx), STR(".bin")),
                        (Permissions){ .missing_ok = true,
                                       .mode = R_OK | W_OK | X_OK,
                                       .expected = "readable, writable, executable" },
                        said);
}

static bool global_bins(Ctx *ctx, Str *said)
{
    return check_folder(ctx, global_bin(ctx),
                        (Permissions){ .mode = X_OK, .expected = "executable" }, said);
}

/* ---- The command ---- */

static const struct {
    const char *groups, *title;
    Checkup *check;
} checks[] = {
    { "connection ping registry", "Connecting to the registry", ping },
    { "versions", "Checking versions", versions },
    { "registry", "Checking configured npm registry", default_registry },
    { "environment", "Checking for git executable in PATH", git },
    { "environment", "Checking for global bin folder in PATH", bin_in_path },
    { "permissions cache", "Checking permissions on cached files (this may take awhile)",
      cached_files },
    { "permissions", "Checking permissions on local node_modules (this may take awhile)",
      local_files },
    { "permissions", "Checking permissions on global node_modules (this may take awhile)",
      global_files },
    { "permissions", "Checking permissions on local bin folder", local_bins },
    { "permissions", "Checking permissions on global bin folder", global_bins },
};

static bool is_wanted(const char *groups, char **args, int n)
{
    Str rest = str_of(groups), group;

    while (str_next(&rest, ' ', &group)) {
        for (int i = 0; i < n; i++) {
            if (str_is(group, args[i]))
                return true;
        }
    }
    return n == 0;
}

int cmd_doctor(Ctx *ctx, char **args, int n_args, Err *err)
{
    bool all_well = true, silent = ctx->level == LOG_SILENT;

    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        Str said = STR("");
        bool well;

        if (!is_wanted(checks[i].groups, args, n_args))
            continue;
        if (!silent)
            out_say(ctx, str_of(checks[i].title));
        well = checks[i].check(ctx, &said);
        all_well &= well;
        if (!silent)
            out_sayf(ctx, STR_FMT "%s" STR_FMT "\n",
                     STR_ARG(paint(&ctx->arena, ctx->color_out,
                                   well ? PAINT_GREEN : PAINT_RED,
                                   well ? STR("Ok") : STR("Not ok"))),
                     said.len > 0 || !well ? "\n" : "",
                     STR_ARG(well
                                 ? said
                                 : paint(&ctx->arena, ctx->color_out, PAINT_CYAN, said)));
    }
    if (all_well)
        return 0;
    return err_set(err, ERR_ENOCODE, "Some problems found. %s",
                   silent ? "Check logs or disable silent mode for recommendations."
                          : "See above for recommendations.");
}
