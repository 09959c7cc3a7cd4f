/* otp.c: see otp.h. */
#include "pkg/publish/otp.h"

#include <stdio.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "common/json_write.h"
#include "registry-client/redact.h"

static void show_typing(bool on)
{
    struct termios t;

    if (tcgetattr(STDIN_FILENO, &t) < 0)
        return;
    t.c_lflag = on ? t.c_lflag | ECHO : t.c_lflag & ~(tcflag_t)ECHO;
    (void)tcsetattr(STDIN_FILENO, TCSANOW, &t);
}

int otp_read_line(Arena *a, const char *prompt, bool hidden, Str *out, Err *err)
{
    char line[1024];
    bool got;

    if (!isatty(STDIN_FILENO))
        return err_set(err, ERR_EUSAGE, "there is no terminal to ask for \"%s\" on",
                       prompt);
    fprintf(stderr, "%s ", prompt);
    fflush(stderr);
    if (hidden)
        show_typing(false);
    got = fgets(line, sizeof line, stdin) != NULL;
    if (hidden) {
        show_typing(true);
        fputc('\n', stderr);
    }
    *out = arena_str(a, str_trim(str_of(got ? line : "")));
    memset(line, 0, sizeof line);
    return got ? 0 : err_set(err, ERR_EUSAGE, "nothing was entered");
}

/* ---- In a browser ---- */

bool otp_is_web_url(Str s)
{
    return str_starts(s, STR("https://")) || str_starts(s, STR("http://"));
}

static void wait_seconds(Str retry_after)
{
    uint64_t seconds = 1;
    struct timespec t = { 0 };

    if (!str_to_u64(retry_after, &seconds) || seconds < 1)
        seconds = 1;
    t.tv_sec = seconds > 60 ? 60 : (time_t)seconds;
    nanosleep(&t, NULL);
}

int otp_web_wait(Ctx *ctx, Str url, Str registry, Str *token, Err *err)
{
    RegistryRequest q = { .url = url, .registry = registry };
    RegistryClient *client;
    RegistryAnswer answer;
    cJSON *j;

    if (ctx_client(ctx, &client, err) < 0)
        return err->code;
    for (;;) {
        if (registry_ask(client, &q, &ctx->arena, &answer, err) < 0)
            return err->code;
        if (answer.status != 202)
            break;
        wait_seconds(registry_header(&answer, "retry-after"));
    }
    if (registry_json(&ctx->arena, answer.url, answer.body, &j, err) < 0)
        return err->code;
    *token = json_str(json_get(j, "token"));
    return token->len > 0 ? 0
                          : err_set(err, ERR_EAUTHUNKNOWN, "the registry gave no token");
}

/* ---- Asking again ---- */

static bool wants_password(const Err *err, const RegistryAnswer *answer)
{
    return err->code == ERR_EOTP ||
           (err->code == ERR_E401 && str_has(answer->body, STR("one-time pass")));
}

/* Where the registry says that a browser gives the password: its two addresses. */
static bool web_urls(const RegistryAnswer *answer, Arena *a, Str *page, Str *done)
{
    cJSON *body;
    Err ignored;

    if (json_parse(a, answer->body, "answer", NULL, &body, &ignored) < 0)
        return false;
    *page = json_str(json_get(body, "authUrl"));
    *done = json_str(json_get(body, "doneUrl"));
    return otp_is_web_url(*page) && otp_is_web_url(*done);
}

/* Without a terminal the addresses are all that can be given. */
static void tell_urls(Ctx *ctx, Str page, Str done)
{
    ctx->error_detail = arena_strf(
        &ctx->arena,
        "Open this URL in your browser to authenticate:\n  " STR_FMT
        "\n\nAfter authenticating, your token can be retrieved from:\n  " STR_FMT,
        STR_ARG(page), STR_ARG(done));
    ctx->error_json = json_new_obj(&ctx->arena);
    json_add_str(&ctx->arena, ctx->error_json, "authUrl", page);
    json_add_str(&ctx->arena, ctx->error_json, "doneUrl", done);
}

static int get_password(Ctx *ctx, const RegistryRequest *q, bool web, Str page, Str done,
                        Str *otp, Err *err)
{
    char shown[1024];

    ctx_flush(ctx);
    if (!web)
        return otp_read_line(&ctx->arena,
                             "This operation requires a one-time password.\nEnter OTP:",
                             false, otp, err);
    redact_text(page, shown, sizeof shown);
    fprintf(stderr, "Authenticate your account at:\n%s\n", shown);
    return otp_web_wait(ctx, done, q->registry, otp, err);
}

int otp_ask(Ctx *ctx, const RegistryRequest *q, Arena *a, RegistryAnswer *out, Err *err)
{
    RegistryClient *client;
    RegistryHeader headers[8];
    RegistryRequest again = *q;
    Str otp, page, done;
    bool web;
    int rc = ctx_client(ctx, &client, err);

    if (rc == 0)
        rc = registry_ask(client, q, a, out, err);
    if (rc == 0 || !wants_password(err, out))
        return rc;
    web = err->code == ERR_EOTP && web_urls(out, a, &page, &done);
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || q->n_headers >= 8) {
        if (web)
            tell_urls(ctx, page, done);
        return rc;
    }
    if (get_password(ctx, q, web, page, done, &otp, err) < 0)
        return err->code;
    for (size_t i = 0; i < q->n_headers; i++)
        headers[i] = q->headers[i];
    headers[q->n_headers] = (RegistryHeader){ STR("npm-otp"), otp };
    again.headers = headers;
    again.n_headers++;
    return registry_ask(client, &again, a, out, err);
}

int otp_ask_json(Ctx *ctx, RegistryRequest *q, const cJSON *body, cJSON **out, Err *err)
{
    RegistryAnswer answer = { 0 };
    Buf text = { 0 };
    int rc;

    if (body != NULL)
        json_write(body, NULL, &text);
    q->has_body = body != NULL;
    q->body = buf_view(&text);
    rc = otp_ask(ctx, q, &ctx->arena, &answer, err);
    buf_release(&text);
    if (out != NULL)
        *out = NULL;
    if (rc == 0 && out != NULL)
        rc = registry_json(&ctx->arena, answer.url, answer.body, out, err);
    return rc;
}
