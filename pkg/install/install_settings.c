/* install_settings.c: see install_settings.h. */
#include "pkg/install/install_settings.h"

#include "common/json_write.h"
#include "common/version.h"

Str install_settings(Ctx *ctx, Arena *a)
{
    static const char *const keys[] = {
        "registry",
        "omit",
        "include",
        "install-strategy",
        "legacy-peer-deps",
        "strict-peer-deps",
        "prefer-dedupe",
        "package-lock",
        "shrinkwrap",
        "lockfile-version",
        "omit-lockfile-registry-resolved",
        "os",
        "cpu",
        "libc",
        "before",
        "install-links",
        "ignore-scripts",
        "bin-links",
        "force",
        "workspaces",
        "engine-strict",
        "format-package-lock",
        "global-style",
        "legacy-bundling",
        "production",
        "only",
        "also",
        "optional",
        "dev",
        "min-release-age",
        "min-release-age-exclude",
        "allow-scripts",
        "dangerously-allow-all-scripts",
        "strict-allow-scripts",
    };
    Buf b = { 0 };

    buf_puts(&b, SMEW_VERSION "\n");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const cJSON *v = config_get(&ctx->config, keys[i]);

        if (v != NULL && !config_is_default(&ctx->config, keys[i]))
            buf_printf(&b, "%s=" STR_FMT "\n", keys[i], STR_ARG(json_text(a, v)));
    }
    return buf_to_arena(&b, a);
}
