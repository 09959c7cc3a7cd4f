/* git_prepare.c: see git_prepare.h. */
#include "pkg/install/git_prepare.h"

#include "common/proc.h"
#include "pkg/install/folder.h"
#include "pkg/install/lifecycle.h"
#include "pkg/install/release_age.h"

#define OUTPUT_MAX ((size_t)64 << 20)
/* npm's own name: whoever is below us may be npm. */
#define SEEN "_PACOTE_NO_PREPARE_"

static bool needs_it(const cJSON *manifest)
{
    static const char *const events[] = { "postinstall", "build",   "preinstall",
                                          "install",     "prepack", "prepare" };
    const cJSON *scripts = json_get(manifest, "scripts");

    if (json_truthy(json_get(manifest, "workspaces")))
        return true;
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        if (json_truthy(json_get(scripts, events[i])))
            return true;
    }
    return false;
}

static bool is_seen(Str list, Str place)
{
    Str one;

    while (list.len > 0 && str_next(&list, '\n', &one)) {
        if (str_eq(one, place))
            return true;
    }
    return false;
}

static const char *flag(Arena *a, Ctx *ctx, const char *key)
{
    return arena_printf(a, "--%s=%s", key,
                        config_bool(&ctx->config, key) ? "true" : "false");
}

static int failed(const char *const *argv, int status, Str text, Err *err)
{
    Buf b = { 0 };

    buf_puts(&b, "command");
    for (size_t i = 0; argv[i] != NULL; i++)
        buf_printf(&b, " %s", argv[i]);
    /* Its end says what went wrong. */
    if (text.len > ERR_HINT_MAX / 2)
        text = str_from(text, text.len - ERR_HINT_MAX / 2);
    err_set(err, ERR_EGIT, "git dep preparation failed");
    err_hint(err, "%s\n" STR_FMT, buf_cstr(&b), STR_ARG(str_trim(text)));
    buf_release(&b);
    if (err != NULL)
        err->status = status;
    return ERR_EGIT;
}

static int install(Ctx *ctx, Arena *a, Str folder, Str seen, Err *err)
{
    const char *argv[] = { ctx->exe,
                           "install",
                           "--force",
                           flag(a, ctx, "prefer-offline"),
                           flag(a, ctx, "prefer-online"),
                           flag(a, ctx, "offline"),
                           "--no-progress",
                           "--no-save",
                           "--no-audit",
                           "--include=dev",
                           "--include=peer",
                           "--include=optional",
                           "--no-package-lock-only",
                           "--no-dry-run",
                           "--no-global",
                           "--location=project",
                           release_age_flag(&ctx->config, a),
                           NULL };
    Buf out = BUF_MAX(OUTPUT_MAX), errors = BUF_MAX(OUTPUT_MAX);
    Proc p = { .argv = argv, .out = &out, .err = &errors };
    EnvSet env;
    int rc;

    env_set_copy(&env, a, &lifecycle_base(ctx)->env);
    env_set_put(&env, STR(SEEN), seen);
    p.env = env_set_list(&env, a);
    p.cwd = arena_memdupz(a, folder.ptr, folder.len);
    env_set_release(&env);
    ctx_log(ctx, LOG_INFO, "git", "install in " STR_FMT, STR_ARG(folder));
    rc = proc_run(&p, err);
    if (rc == 0 && p.code != 0)
        rc = failed(argv, p.code, buf_view(&errors), err);
    buf_release(&out);
    buf_release(&errors);
    return rc;
}

int git_prepare(Ctx *ctx, Arena *a, Str folder, Str place, Err *err)
{
    const char *old = config_getenv(&ctx->config, STR(SEEN));
    Str seen = old != NULL ? str_of(old) : STR("");
    cJSON *manifest;

    if (folder_manifest(a, folder, &manifest, err) < 0)
        return err->code;
    if (!needs_it(manifest))
        return 0;
    if (is_seen(seen, place)) {
        ctx_log(ctx, LOG_INFO, "prepare", "skip prepare, already seen " STR_FMT,
                STR_ARG(place));
        return 0;
    }
    if (seen.len > 0)
        seen = arena_strf(a, STR_FMT "\n" STR_FMT, STR_ARG(seen), STR_ARG(place));
    else
        seen = place;
    return install(ctx, a, folder, seen, err);
}
