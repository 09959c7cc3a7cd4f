/* open_url.c: see open_url.h. */
#include "pkg/commands/open_url.h"

#include "common/jstext.h"
#include "common/proc.h"
#include "common/url.h"
#include "pkg/install/lifecycle.h"
#include "pkg/output.h"

#define NOT_THERE 127 /* what a shell ends with where there is no such program */

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

/* Runs the command; what it prints is shown only if it fails. */
static int run(Ctx *ctx, Str command, ScriptResult *r, Err *err)
{
    const char *argv[] = { "sh", "-c",
                           arena_memdupz(&ctx->arena, command.ptr, command.len), NULL };
    Buf out = { 0 }, said = { 0 };
    Proc p = { .argv = argv, .out = &out, .err = &said };
    int rc = proc_run(&p, err);

    *r = (ScriptResult){ .code = p.code,
                         .output = { buf_to_arena(&out, &ctx->arena),
                                     buf_to_arena(&said, &ctx->arena) } };
    buf_release(&out);
    buf_release(&said);
    return rc;
}

/* An option behind --browser counts as true, as with npm. */
static const char *program_of(const cJSON *browser)
{
    return json_is_str(browser) && json_cstr(browser)[0] != '-' ? json_cstr(browser)
                                                                : "xdg-open";
}

int open_url(Ctx *ctx, Str url, Str title, Err *err)
{
    const cJSON *browser = config_get(&ctx->config, "browser");
    Buf command = { 0 };
    ScriptResult r;
    Url u;
    int rc;

    url = js_encode_uri(&ctx->arena, url);
    if (json_is_false(browser)) {
        tell(ctx, url, title);
        return 0;
    }
    if (!url_parse(&ctx->arena, url, NULL, &u) ||
        (!str_is(u.scheme, "http") && !str_is(u.scheme, "https")))
        return err_set(err, ERR_ENOCODE, "Invalid URL: " STR_FMT, STR_ARG(url));
    ctx_flush(ctx);
    buf_printf(&command, "%s ", program_of(browser));
    script_quote(&command, url);
    rc = run(ctx, buf_view(&command), &r, err);
    if (rc == 0 && r.code == NOT_THERE)
        tell(ctx, url, title);
    else if (rc == 0 && r.code != 0)
        rc = lifecycle_failed(ctx, STR(""), buf_view(&command), &r, err);
    buf_release(&command);
    return rc;
}
