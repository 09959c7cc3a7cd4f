/* dev_engines.c: see dev_engines.h. */
#include "pkg/commands/dev_engines.h"

#include <sys/utsname.h>

#include "common/json_write.h"
#include "common/platform.h"
#include "common/version.h"
#include "pkg/commands/places.h"
#include "pkg/ui/inspect.h"

static DevEnv current_env(Arena *a)
{
    Platform host = platform_host();
    struct utsname u;
    DevEnv e = { 0 };

    e.engines[DEV_PACKAGE_MANAGER] = (DevEngine){ STR("npm"), STR(NPM_COMPAT_VERSION) };
    e.engines[DEV_RUNTIME] =
        (DevEngine){ STR("node"), arena_strf(a, "v%s", NODE_COMPAT_VERSION) };
    e.engines[DEV_CPU].name = host.cpu;
    e.engines[DEV_LIBC].name = host.libc;
    e.engines[DEV_OS].name = host.os;
    if (uname(&u) == 0)
        e.engines[DEV_OS].version = arena_strf(a, "%s", u.release);
    return e;
}

static Str message_of(Arena *a, const DevEngineFault *f, bool first)
{
    Buf b = { 0 };

    if (first)
        buf_puts(&b, "The developer of this package has specified the following through "
                     "devEngines\n");
    buf_str(&b, f->message);
    for (size_t i = 0; i < f->n_reasons; i++)
        buf_printf(&b, "\n" STR_FMT, STR_ARG(f->reasons[i]));
    return buf_to_arena(&b, a);
}

/* { current, required } as Node shows it. */
static Str detail_of(Arena *a, const DevEnv *env, const DevEngineFault *f)
{
    const DevEngine *e = &env->engines[f->current];
    cJSON *o = json_new_obj(a), *current = json_new_obj(a);
    Buf b = { 0 };

    json_add_str(a, current, "name", e->name);
    if (e->version.len > 0)
        json_add_str(a, current, "version", e->version);
    json_add(a, o, STR("current"), current);
    if (f->required != NULL)
        json_add(a, o, STR("required"), json_dup(a, f->required));
    inspect_json(o, false, &b);
    return buf_to_arena(&b, a);
}

static void warn(Ctx *ctx, const DevEnv *env, const DevEngineFault *f, bool first)
{
    Arena *a = &ctx->arena;

    ctx_log(ctx, LOG_WARN, "EBADDEVENGINES", STR_FMT, STR_ARG(message_of(a, f, first)));
    ctx_log(ctx, LOG_WARN, "EBADDEVENGINES", STR_FMT, STR_ARG(detail_of(a, env, f)));
}

int dev_engines_check(Ctx *ctx, Err *err)
{
    bool force = config_bool(&ctx->config, "force"), first = true;
    Arena *a = &ctx->arena;
    const DevEngineFault *bad = NULL;
    DevEngineFaults faults;
    DevEnv env;
    PackageFile f;
    Err ignored;

    if (package_read(ctx, ctx->config.local_prefix, &f, &ignored) < 0 ||
        json_get(f.json, "devEngines") == NULL)
        return 0;
    env = current_env(a);
    if (platform_check_dev_engines(a, json_get(f.json, "devEngines"), &env, &faults,
                                   err) < 0)
        return err->code = ERR_ENOCODE; /* as npm: nothing is wrong with the machine */
    for (size_t pass = 0; pass < 2; pass++) { /* warnings before errors */
        for (size_t i = 0; i < faults.len; i++) {
            const DevEngineFault *x = &faults.faults[i];

            if (pass == 0 ? !x->is_warn : !x->is_error)
                continue;
            if (pass == 0 || force) {
                warn(ctx, &env, x, first);
                first = false;
            } else if (bad == NULL) {
                bad = x;
            }
        }
    }
    if (bad == NULL)
        return 0;
    ctx->error_detail = detail_of(a, &env, bad);
    ctx->error_message = message_of(a, bad, true);
    return err_set(err, ERR_EBADDEVENGINES, STR_FMT, STR_ARG(ctx->error_message));
}
