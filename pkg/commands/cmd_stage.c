/* cmd_stage.c: stage: publishing in two steps: a version is uploaded, and somebody with a
 * second factor approves it. */
#include "common/fs.h"
#include "common/jstext.h"
#include "common/json_write.h"
#include "common/path.h"
#include "common/spec.h"
#include "pkg/commands/commands.h"
#include "pkg/commands/uuid.h"
#include "pkg/output.h"
#include "pkg/publish/account.h"
#include "pkg/publish/maintain.h"
#include "pkg/publish/publish.h"
#include "pkg/pack/tarball.h"
#include "pkg/ui/paint.h"
#include "registry-client/request.h"

#define PER_PAGE 100
#define PAGES_MAX 10000

static int check_id(Ctx *ctx, char **args, int n, Err *err)
{
    if (n == 0)
        return out_usage_error(ctx, STR("Missing required <stage-id>"), err);
    if (!uuid_is_valid(str_of(args[0])))
        return err_set(err, ERR_ENOCODE, "stage-id must be a valid UUID");
    return 0;
}

/* ---- What is printed ---- */

static void print_value(Ctx *ctx, const char *key, Str value)
{
    Arena *a = &ctx->arena;

    ctx_print(ctx, STR_FMT ": " STR_FMT "\n",
              STR_ARG(paint(a, ctx->color_out, PAINT_CYAN, str_of(key))),
              STR_ARG(paint(a, ctx->color_out, PAINT_GREEN, value)));
}

static bool is_there(const cJSON *v)
{
    return v != NULL && !json_is_null(v);
}

static void print_item(Ctx *ctx, const cJSON *item)
{
    static const struct {
        const char *member, *title;
    } members[] = { { "id", "id" },
                    { "packageName", "package name" },
                    { "version", "version" },
                    { "tag", "tag" },
                    { "createdAt", "date staged" },
                    { "actor", "staged by" },
                    { "shasum", "shasum" } };
    static const char also[] = " actorType ";
    Arena *a = &ctx->arena;
    const cJSON *type = json_get(item, "actorType");
    Buf seen = { 0 };

    buf_puts(&seen, also);
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        const cJSON *v = json_get(item, members[i].member);
        Str text = account_text(a, v);

        buf_puts(&seen, members[i].member);
        buf_putc(&seen, ' ');
        if (strcmp(members[i].member, "actor") == 0 && json_truthy(type))
            text = arena_strf(a, STR_FMT " (" STR_FMT ")", STR_ARG(text),
                              STR_ARG(account_text(a, type)));
        else if (!is_there(v))
            continue;
        print_value(ctx, members[i].title, text);
    }
    JSON_EACH (m, item) {
        if (is_there(m) && !str_has(buf_view(&seen), arena_strf(a, " %s ", m->string)))
            print_value(ctx, m->string, account_text(a, m));
    }
    buf_release(&seen);
}

/* ---- list, view ---- */

static int fetch_items(Ctx *ctx, Str package, cJSON **out, Err *err)
{
    Arena *a = &ctx->arena;

    *out = json_new_arr(a);
    for (int page = 0; page < PAGES_MAX; page++) {
        Str path = arena_strf(a, "-/stage?page=%d&perPage=%d%s" STR_FMT, page, PER_PAGE,
                              package.len > 0 ? "&package=" : "",
                              STR_ARG(js_encode_uri_component(a, package)));
        const cJSON *items, *total;
        cJSON *answer;

        if (account_ask(ctx, NULL, path, STR(""), NULL, &answer, err) < 0)
            return err->code;
        items = json_get(answer, "items");
        if (!json_is_arr(items))
            return err_set(err, ERR_EJSONPARSE,
                           "the registry's list of staged packages is none");
        total = json_get(answer, "total");
        JSON_EACH (i, items)
            json_push(*out, json_dup(a, i));
        if (json_len(items) < PER_PAGE ||
            (total != NULL && (double)json_len(*out) >= total->valuedouble))
            break;
    }
    return 0;
}

static int list(Ctx *ctx, char **args, int n, Err *err)
{
    Str package = STR("");
    cJSON *items;
    Spec spec;

    if (n > 0) {
        if (spec_parse(&ctx->arena, str_of(args[0]), ctx->input.cwd, &spec, err) < 0)
            return err->code;
        if (!str_is(spec.raw_spec, "*"))
            return out_usage_error(
                ctx,
                STR("Version specifiers are not supported for listing staged packages"),
                err);
        package = spec.name;
    }
    if (fetch_items(ctx, package, &items, err) < 0)
        return err->code;
    if (ctx->json) {
        out_json_now(ctx, items);
        return 0;
    }
    if (items->child == NULL && package.len > 0)
        out_sayf(ctx, "No staged versions of package name \"" STR_FMT "\".",
                 STR_ARG(package));
    else if (items->child == NULL)
        out_say(ctx, STR("No staged packages found."));
    JSON_EACH (i, items) {
        if (i != items->child)
            ctx_print(ctx, "\n");
        print_item(ctx, i);
    }
    return 0;
}

static int view(Ctx *ctx, char **args, int n, Err *err)
{
    cJSON *item;

    if (check_id(ctx, args, n, err) < 0 ||
        account_ask(ctx, NULL, arena_strf(&ctx->arena, "-/stage/%s", args[0]), STR(""),
                    NULL, &item, err) < 0)
        return err->code;
    if (ctx->json)
        out_json_now(ctx, item);
    else
        print_item(ctx, item);
    return 0;
}

/* ---- approve, reject ---- */

static int approve(Ctx *ctx, char **args, int n, Err *err)
{
    cJSON *answer;

    if (check_id(ctx, args, n, err) < 0)
        return err->code;
    ctx_log(ctx, LOG_NOTICE, "", "Approving staged package %s", args[0]);
    if (account_ask(ctx, "POST", arena_strf(&ctx->arena, "-/stage/%s/approve", args[0]),
                    STR(""), NULL, &answer, err) < 0)
        return err->code;
    ctx_print(ctx, "Staged package %s approved and published successfully.\n", args[0]);
    return 0;
}

static int reject(Ctx *ctx, char **args, int n, Err *err)
{
    if (check_id(ctx, args, n, err) < 0)
        return err->code;
    ctx_log(ctx, LOG_NOTICE, "", "Rejecting staged package %s", args[0]);
    ctx_log(
        ctx, LOG_WARN, "",
        "Rejecting will permanently delete this staged publish record and tarball from "
        "the registry.");
    if (account_ask(ctx, "DELETE", arena_strf(&ctx->arena, "-/stage/%s", args[0]),
                    STR(""), NULL, NULL, err) < 0)
        return err->code;
    ctx_print(ctx, "Staged package %s has been rejected.\n", args[0]);
    return 0;
}

/* ---- download ---- */

static int download(Ctx *ctx, char **args, int n, Err *err)
{
    Arena *a = &ctx->arena;
    RegistryRequest q = { .raw = true, .max_bytes = TARBALL_BYTES_MAX };
    RegistryClient *client;
    RegistryAnswer answer;
    cJSON *item;
    Str name, file;
    Buf b = { 0 };

    if (check_id(ctx, args, n, err) < 0)
        return err->code;
    ctx_log(ctx, LOG_NOTICE, "", "Downloading staged package %s", args[0]);
    q.url = arena_strf(a, "-/stage/%s/tarball", args[0]);
    if (account_ask(ctx, NULL, arena_strf(a, "-/stage/%s", args[0]), STR(""), NULL, &item,
                    err) < 0 ||
        ctx_client(ctx, &client, err) < 0 ||
        registry_ask(client, &q, a, &answer, err) < 0)
        return err->code;
    name = json_str(json_get(item, "packageName"));
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] != '@')
            buf_putc(&b, name.ptr[i] == '/' ? '-' : name.ptr[i]);
    }
    file = arena_strf(a, STR_FMT "-" STR_FMT "-%s.tgz", STR_ARG(buf_view(&b)),
                      STR_ARG(json_str(json_get(item, "version"))), args[0]);
    buf_release(&b);
    if (name.len == 0 || file.ptr[0] == '.' || str_index(file, '/') >= 0)
        return err_set(err, ERR_EUNSAFEPATH, "the staged package has no proper name");
    if (fs_write_atomic(path_join(a, ctx->input.cwd, file).ptr, answer.body, 0666, err) <
        0)
        return err->code;
    if (!ctx->json)
        ctx_print(ctx, STR_FMT "\n", STR_ARG(file));
    return 0;
}

int cmd_stage(Ctx *ctx, char **args, int n_args, Err *err)
{
    Str verb = str_of(n_args > 0 ? args[0] : "");

    if (n_args == 0)
        return out_usage_error(ctx, STR(""), err);
    ctx->shows_secrets = true; /* what is staged has a UUID for a name */
    if (str_is(verb, "publish"))
        return publish_staged(ctx, args + 1, n_args - 1, err);
    if (str_is(verb, "list"))
        return list(ctx, args + 1, n_args - 1, err);
    if (str_is(verb, "view"))
        return view(ctx, args + 1, n_args - 1, err);
    if (str_is(verb, "approve"))
        return approve(ctx, args + 1, n_args - 1, err);
    if (str_is(verb, "reject"))
        return reject(ctx, args + 1, n_args - 1, err);
    if (str_is(verb, "download"))
        return download(ctx, args + 1, n_args - 1, err);
    return out_usage_error(
        ctx, arena_strf(&ctx->arena, "Unknown subcommand: " STR_FMT, STR_ARG(verb)), err);
}
