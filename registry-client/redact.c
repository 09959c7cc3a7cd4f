/* redact.c: leaving out what nobody shall read. */
#include "registry-client/redact.h"

#include <ctype.h>
#include <strings.h>

/* ---- Secrets ---- */

static size_t run_of(Str s, size_t at, bool hex)
{
    size_t n = 0;

    while (at + n < s.len && (hex ? isxdigit((unsigned char)s.ptr[at + n])
                                  : isalnum((unsigned char)s.ptr[at + n])))
        n++;
    return n;
}

/* Length of a UUID at the beginning, 0 if there is none. */
static size_t uuid_length(Str s)
{
    static const size_t groups[] = { 8, 4, 4, 4, 12 };
    size_t at = 0;

    for (size_t i = 0; i < 5; i++) {
        if (run_of(s, at, true) != groups[i])
            return 0;
        at += groups[i];
        if (i < 4 && (at >= s.len || s.ptr[at++] != '-'))
            return 0;
    }
    return run_of(s, at, false) > 0 ? 0 : at;
}

/* "npm_" or "npms_" and 36 to 48 letters and digits. */
static size_t token_length(Str s)
{
    size_t head = s.len < 40                            ? 0
                  : strncasecmp(s.ptr, "npm_", 4) == 0  ? 4
                  : strncasecmp(s.ptr, "npms_", 5) == 0 ? 5
                                                        : 0;
    size_t n = head > 0 ? run_of(s, head, false) : 0;

    return n >= 36 && n <= 48 ? head + n : 0;
}

/* Behind "://": the part "user:password@", and how much of it is the user. */
static size_t user_length(Str s, size_t *user)
{
    size_t n = 0;

    *user = 0;
    while (n < s.len && memchr("/?# \t\n\"'", s.ptr[n], 8) == NULL && s.ptr[n] != '@') {
        if (s.ptr[n] == ':' && *user == 0)
            *user = n;
        n++;
    }
    return n < s.len && s.ptr[n] == '@' && *user > 0 ? n : 0;
}

/* A secret, and what stands for it: its own beginning and a text. */
typedef struct {
    size_t len, shown;
    const char *text;
} Secret;

/* What is at s; len 0 if none. */
static Secret secret_at(Str s, bool word_begins, bool uuids)
{
    size_t n, user;

    if (s.ptr[0] == ':' && str_starts(s, STR("://")) &&
        (n = user_length(str_from(s, 3), &user)) > 0)
        return (Secret){ 3 + n, 3 + user, ":***" };
    if (word_begins && (s.ptr[0] | 0x20) == 'n' && (n = token_length(s)) > 0)
        return (Secret){ n, 0, "npm_***" };
    if (word_begins && uuids && s.len >= 36 && s.ptr[8] == '-' &&
        (n = uuid_length(s)) > 0)
        return (Secret){ n, 0, "***" };
    return (Secret){ 0, 0, NULL };
}

static bool is_word_char(char c)
{
    return ((unsigned char)(c | 0x20) >= 'a' && (unsigned char)(c | 0x20) <= 'z') ||
           (c >= '0' && c <= '9') || c == '_';
}

void redact_secrets(Str s, bool uuids, Buf *out)
{
    bool word_begins = true;
    size_t done = 0, i = 0; /* what is before `done` has been put */

    while (i < s.len) {
        bool may_be = s.ptr[i] == ':' || (word_begins && is_word_char(s.ptr[i]));
        Secret secret = { 0, 0, NULL };

        if (may_be)
            secret = secret_at(str_from(s, i), word_begins, uuids);
        if (secret.len > 0) {
            buf_str(out, str_sub(s, done, i + secret.shown));
            buf_puts(out, secret.text);
            i = done = i + secret.len;
        } else {
            i++;
        }
        word_begins = !is_word_char(s.ptr[i - 1]);
    }
    buf_str(out, str_from(s, done));
}

/* ---- What steers a terminal ---- */

typedef struct {
    char *p;
    size_t left;
} Out;

static void put(Out *o, const char *bytes, size_t n)
{
    if (n > o->left)
        n = o->left;
    memcpy(o->p, bytes, n);
    o->p += n;
    o->left -= n;
}

/* Length of something at s that must not reach a terminal, 0 if it may. */
static size_t steering(Str s)
{
    unsigned char c = (unsigned char)s.ptr[0];

    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F)
        return 1;
    /* C1 controls: U+0080 to U+009F. */
    if (c == 0xC2 && s.len > 1 && (unsigned char)s.ptr[1] < 0xA0)
        return 2;
    /* U+200B to U+200F, U+2028 to U+202E, U+2066 to U+2069: invisible, or turning. */
    if (c == 0xE2 && s.len > 2) {
        unsigned char b = (unsigned char)s.ptr[1], d = (unsigned char)s.ptr[2];

        if ((b == 0x80 && ((d >= 0x8B && d <= 0x8F) || (d >= 0xA8 && d <= 0xAE))) ||
            (b == 0x81 && d >= 0xA6 && d <= 0xA9))
            return 3;
    }
    return 0;
}

/* How much at the beginning is nothing to be looked at twice. */
static size_t plain_length(Str s)
{
    size_t n = 0;

    while (n < s.len && s.ptr[n] >= 0x20 && s.ptr[n] < 0x7F && (s.ptr[n] | 0x20) != 'n')
        n++;
    return n;
}

void redact_text(Str text, char *out, size_t size)
{
    Out o = { out, size - 1 };

    while (text.len > 0) {
        size_t plain = plain_length(text), skip, n;

        if (plain > 0) {
            put(&o, text.ptr, plain);
            text = str_from(text, plain);
            continue;
        }
        skip = steering(text);
        n = token_length(text);
        if (n > 0)
            put(&o, "npm_***", 7);
        else if (skip == 0)
            put(&o, text.ptr, n = 1);
        text = str_from(text, n > 0 ? n : skip);
    }
    *o.p = '\0';
}

void redact_url(Str url, char *out, size_t size)
{
    ptrdiff_t start = str_find(url, STR("://")), at, colon;
    size_t from = start < 0 ? 0 : (size_t)start + 3, end = from;
    Out o = { out, size - 1 };
    Str user;

    while (end < url.len && memchr("/?#", url.ptr[end], 3) == NULL)
        end++;
    user = str_sub(url, from, end);
    at = str_rindex(user, '@');
    if (start < 0 || at < 0) {
        redact_text(url, out, size);
        return;
    }
    colon = str_index(str_sub(user, 0, (size_t)at), ':');
    put(&o, url.ptr, from + (size_t)(colon < 0 ? at : colon));
    if (colon >= 0)
        put(&o, ":***", 4);
    redact_text(str_from(url, from + (size_t)at), o.p, o.left + 1);
}
