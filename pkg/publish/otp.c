/* otp.c: see otp.h. */
#include "pkg/publish/otp.h"

#include <stdio.h>
#include <termios.h>
#include <unistd.h>

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

static bool wants_password(const Err *err, const RegistryAnswer *answer)
{
    return err->code == ERR_EOTP ||
           (err->code == ERR_E401 && str_has(answer->body, STR("one-time pass")));
}

int otp_ask(Ctx *ctx, const RegistryRequest *q, Arena *a, RegistryAnswer *out, Err *err)
{
    RegistryClient *client;
    RegistryHeader headers[8];
    RegistryRequest again = *q;
    Str otp;
    int rc = ctx_client(ctx, &client, err);

    if (rc == 0)
        rc = registry_ask(client, q, a, out, err);
    if (rc == 0 || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) ||
        !wants_password(err, out) || q->n_headers >= 8)
        return rc;
    ctx_flush(ctx);
    if (otp_read_line(a, "This operation requires a one-time password.\nEnter OTP:",
                      false, &otp, err) < 0)
        return err->code;
    for (size_t i = 0; i < q->n_headers; i++)
        headers[i] = q->headers[i];
    headers[q->n_headers] = (RegistryHeader){ STR("npm-otp"), otp };
    again.headers = headers;
    again.n_headers++;
    return registry_ask(client, &again, a, out, err);
}
