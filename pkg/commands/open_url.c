/* open_url.c: see open_url.h. */
#include "pkg/commands/open_url.h"

#include <sys/wait.h>
#include <unistd.h>

#include "common/url.h"
#include "pkg/output.h"

static void tell(Ctx *ctx, Str url, Str title)
{
    Arena *a = &ctx->arena;
    cJSON *o;

    if (!ctx->json) {
        out_say_openly(ctx, arena_strf(a, STR_FMT ":\n" STR_FMT, STR_ARG(title),
                                       STR_ARG(url)));
        return;
    }
    o = json_new_obj(a);
    json_add_str(a, o, "title", title);
    json_add_str(a, o, "url", url);
    ctx_json(ctx, o);
}

/* The program's exit code; 127 where it isn't there. */
static int start(const char *program, const char *url)
{
    int status;
    pid_t pid = fork();

    if (pid < 0)
        return 127;
    if (pid == 0) {
        execl("/bin/sh", "sh", "-c", "exec $0 \"$1\"", program, url, (char *)NULL);
        _exit(127);
    }
    if (waitpid(pid, &status, 0) < 0)
        return 127;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int open_url(Ctx *ctx, Str url, Str title, Err *err)
{
    const cJSON *browser = config_get(&ctx->config, "browser");
    const char *program = json_is_str(browser) ? json_cstr(browser) : "xdg-open";
    Url u;
    int code;

    if (json_is_false(browser)) {
        tell(ctx, url, title);
        return 0;
    }
    if (!url_parse(&ctx->arena, url, NULL, &u) ||
        (!str_is(u.scheme, "http") && !str_is(u.scheme, "https")))
        return err_set(err, ERR_ENOCODE, "Invalid URL: " STR_FMT, STR_ARG(url));
    ctx_flush(ctx);
    code = start(program, arena_memdupz(&ctx->arena, url.ptr, url.len));
    if (code == 127)
        tell(ctx, url, title);
    else if (code != 0)
        return err_set(err, ERR_ENOCODE, "command failed: %s", program);
    return 0;
}
