/* answer_error.c: HTTP errors as npm-registry-fetch makes them. */
#include "registry-client/answer_error.h"

#include <stdio.h>
#include <string.h>

#include "common/jstext.h"
#include "common/bug.h"
#include "common/json.h"
#include "common/json_why.h"
#include "registry-client/redact.h"

static const struct {
    int status;
    const char *text;
} statuses[] = {
    { 400, "Bad Request" },
    { 401, "Unauthorized" },
    { 402, "Payment Required" },
    { 403, "Forbidden" },
    { 404, "Not Found" },
    { 405, "Method Not Allowed" },
    { 406, "Not Acceptable" },
    { 407, "Proxy Authentication Required" },
    { 408, "Request Timeout" },
    { 409, "Conflict" },
    { 410, "Gone" },
    { 411, "Length Required" },
    { 412, "Precondition Failed" },
    { 413, "Payload Too Large" },
    { 414, "URI Too Long" },
    { 415, "Unsupported Media Type" },
    { 416, "Range Not Satisfiable" },
    { 418, "I'm a Teapot" },
    { 421, "Misdirected Request" },
    { 422, "Unprocessable Entity" },
    { 425, "Too Early" },
    { 426, "Upgrade Required" },
    { 428, "Precondition Required" },
    { 429, "Too Many Requests" },
    { 431, "Request Header Fields Too Large" },
    { 451, "Unavailable For Legal Reasons" },
    { 500, "Internal Server Error" },
    { 501, "Not Implemented" },
    { 502, "Bad Gateway" },
    { 503, "Service Unavailable" },
    { 504, "Gateway Timeout" },
    { 507, "Insufficient Storage" },
    { 511, "Network Authentication Required" },
};

/* "Not Found" for 404, "" for what has no name. */
static const char *status_text(int status)
{
    for (size_t i = 0; i < ARRAY_LEN(statuses); i++) {
        if (statuses[i].status == status)
            return statuses[i].text;
    }
    return "";
}

/* " - TEXT" of {"error": TEXT}; "" otherwise. */
static void body_error(Str body, char *out, size_t size)
{
    Arena scratch = { 0 };
    char text[512];
    cJSON *doc;
    Err unused;

    out[0] = '\0';
    if (json_parse(&scratch, body, "answer", NULL, &doc, &unused) == 0 &&
        json_str(json_get(doc, "error")).len > 0) {
        redact_text(json_str(json_get(doc, "error")), text, sizeof text);
        snprintf(out, size, " - %s", text);
    }
    arena_release(&scratch);
}

static bool is_gap(char c)
{
    return c == ',' || c == ' ' || c == '\t';
}

static bool header_names(Str header, const char *scheme)
{
    Str rest = header, part;

    while (header.len > 0 && str_next(&rest, ',', &part)) {
        if (str_ieq(str_trim(part), str_of(scheme)))
            return true;
    }
    return false;
}

/* Is it one of the words between commas and white space? */
static bool header_has_word(Str header, const char *word)
{
    size_t len = strlen(word);

    for (size_t i = 0; i + len <= header.len; i++) {
        if ((i == 0 || is_gap(header.ptr[i - 1])) &&
            (i + len == header.len || is_gap(header.ptr[i + len])) &&
            str_is(str_sub(header, i, len), word))
            return true;
    }
    return false;
}

#define LOG_IN "To correct this please try logging in again with:\n  npm login"

static int token_refused(Err *err)
{
    err_set(err, ERR_E401,
            "Unable to authenticate, your authentication token seems to be invalid.");
    return err_hint(err, LOG_IN);
}

static int password_refused(Err *err)
{
    err_set(err, ERR_E401, "Incorrect or missing password.");
    return err_hint(
        err, "If you were trying to login, change your password, create an "
             "authentication token or enable two-factor authentication then that means "
             "you likely typed your password in incorrectly.\nPlease try again, or "
             "recover your password on the registry's own pages.\n\nIf you were doing "
             "some other operation then your saved credentials are probably out of "
             "date.\n" LOG_IN);
}

static int unauthorized(const AnswerFacts *f, Err *err)
{
    char text[256];

    if (header_names(f->www_authenticate, "ipaddress"))
        return err_set(err, ERR_EAUTHIP, "Login is not allowed from your IP address");
    if (header_names(f->www_authenticate, "otp") ||
        (f->www_authenticate.len == 0 && str_has(f->body, STR("one-time pass"))))
        return err_set(err, ERR_EOTP, "OTP required for authentication");
    if (f->www_authenticate.len == 0)
        return 0;
    if (header_has_word(f->www_authenticate, "Bearer"))
        return token_refused(err);
    if (header_has_word(f->www_authenticate, "Basic"))
        return password_refused(err);
    redact_text(f->www_authenticate, text, sizeof text);
    return err_set(err, ERR_E401, "Unable to authenticate, need: %s", text);
}

/* What was asked for where nobody says: the last part of the URL's path, as npm-registry-
 * fetch takes it; "" for the registry's own ends ("/-/…"), and for what is a secret. */
static Str resource_of(Arena *a, Str url)
{
    ptrdiff_t at = str_find(url, STR("://")), end;
    Str path = url, name;

    if (at >= 0)
        path = str_from(url, (size_t)at + 3);
    end = str_index(path, '/');
    path = end >= 0 ? str_from(path, (size_t)end + 1) : STR("");
    end = str_index(path, '?');
    if (end >= 0)
        path = str_sub(path, 0, (size_t)end);
    if (str_starts(path, STR("-")) || str_find(path, STR("-/user/token/")) >= 0)
        return STR("");
    at = str_rindex(path, '/');
    name = str_from(path, (size_t)(at + 1));
    return js_decode_uri_component(a, name, &name) ? name : STR("");
}

static void add_hint(const AnswerFacts *f, Err *err)
{
    Arena a = { 0 };
    char package[256];

    redact_text(f->package.len > 0 ? f->package : resource_of(&a, f->url), package,
                sizeof package);
    arena_release(&a);
    if (f->status == 404 && package[0] != '\0')
        err_hint(err,
                 "The requested resource '%s' could not be found or you do not have "
                 "permission to access it.",
                 package);
    else if (f->status == 403)
        err_hint(err,
                 "In most cases, you or one of your dependencies are requesting a "
                 "package version that is forbidden by your security policy, or on a "
                 "server you do not have access to.");
}

int answer_error(const AnswerFacts *f, Err *err)
{
    char url[512], why[600], reason[128];
    int code = f->status == 401 ? unauthorized(f, err) : 0;

    if (code == 0) {
        redact_url(f->url, url, sizeof url);
        redact_text(f->reason.len > 0 ? f->reason : str_of(status_text(f->status)),
                    reason, sizeof reason);
        body_error(f->body, why, sizeof why);
        code = err_set(err, err_of_status(f->status), "%d %s - %s %s%s", f->status,
                       reason, f->method, url, why);
    }
    add_hint(f, err);
    return code;
}

/* V8's words where it is no JSON at all, our own where we want more of it. */
int answer_no_json(Str url, Str body, const Err *why, Err *err)
{
    Arena scratch = { 0 };
    char shown[512];
    Str words = json_why(&scratch, body);

    redact_url(url, shown, sizeof shown);
    err_set(err, ERR_FETCH_ERROR, "invalid json response body at %s reason: " STR_FMT,
            shown, STR_ARG(words.len > 0 ? words : str_of(why->msg)));
    err->fetch = true;
    arena_release(&scratch);
    return err->code;
}
