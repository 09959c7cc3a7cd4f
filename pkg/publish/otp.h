/* otp.h: requests that a registry may want a one-time password for. */
#ifndef PKG_PUBLISH_OTP_H
#define PKG_PUBLISH_OTP_H

#include "pkg/context.h"
#include "registry-client/request.h"

/* registry_ask; where the registry wants a password from a browser, its page is shown and
 * waited for; where the registry wants a one-time password and there is a terminal, it
 * is asked for and the request made again. Without one: ERR_EOTP. */

int otp_ask(Ctx *ctx, const RegistryRequest *q, Arena *a, RegistryAnswer *out, Err *err);

/* The same with a body of JSON (NULL: none), and the answer in *out: NULL for an empty
 * one. out may be NULL: the answer doesn't matter. */
int otp_ask_json(Ctx *ctx, RegistryRequest *q, const cJSON *body, cJSON **out, Err *err);

/* A line from the terminal, prompted for; hidden: it isn't shown. ERR_EUSAGE where there
 * is no terminal. Lives in the arena. */
int otp_read_line(Arena *a, const char *prompt, bool hidden, Str *out, Err *err);

/* Asks the registry's page until the browser is through with it: the token. */
int otp_web_wait(Ctx *ctx, Str url, Str registry, Str *token, Err *err);
bool otp_is_web_url(Str s);

#endif
