/* err.c: building error values. */
#include "common/err.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "common/bug.h"

static const struct {
    int code;
    const char *name;
    const char *text;
} table[] = {
#define X(name, text) { ERR_##name, #name, text },
    ERR_CODES(X)
#undef X
};

/* "E200" to "E999" one behind the other: those that have no name above are codes too. */
#define TEN(p)                                                                    \
    "E" p "0\0E" p "1\0E" p "2\0E" p "3\0E" p "4\0E" p "5\0E" p "6\0E" p "7\0E" p \
    "8\0E" p "9\0"
#define HUNDRED(p) \
    TEN(p "0")     \
    TEN(p "1")     \
    TEN(p "2")     \
    TEN(p "3") TEN(p "4") TEN(p "5") TEN(p "6") TEN(p "7") TEN(p "8") TEN(p "9")
static const char statuses[] = HUNDRED("2") HUNDRED("3") HUNDRED("4") HUNDRED("5")
    HUNDRED("6") HUNDRED("7") HUNDRED("8") HUNDRED("9");

enum { STATUS_FIRST = 200, STATUS_LAST = 999, STATUS_CODES = -30000 };

static const char *status_name(int status)
{
    return status < STATUS_FIRST || status > STATUS_LAST
               ? NULL
               : &statuses[(status - STATUS_FIRST) * 5];
}

/* Copies `text` into dst, ending it with "..." where it had to be cut. */
static void put(char *dst, size_t cap, const char *text)
{
    size_t n = strlen(text);

    if (n < cap) {
        memmove(dst, text, n + 1);
        return;
    }
    memmove(dst, text, cap - 4);
    memcpy(dst + cap - 4, "...", 4);
}

static int err_vset(Err *err, int code, const char *fmt, va_list ap)
{
    char text[ERR_MSG_MAX * 2];

    if (err == NULL)
        return code;
    vsnprintf(text, sizeof text, fmt, ap);
    err->code = code;
    err->hint[0] = '\0';
    err->status = 0;
    err->syscall = NULL;
    err->fetch = false;
    err->path[0] = '\0';
    put(err->msg, sizeof err->msg, text);
    return code;
}

int err_set(Err *err, int code, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    err_vset(err, code, fmt, ap);
    va_end(ap);
    return code;
}

int err_errno(Err *err, const char *fmt, ...)
{
    int e = errno;
    char what[ERR_MSG_MAX];
    char why[128];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    snprintf(why, sizeof why, "%s", strerror(e));
    if (why[0] >= 'A' && why[0] <= 'Z')
        why[0] = (char)(why[0] + 32);
    return err_set(err, -e, "%s: %s", what, why);
}

/* Where libuv has words of its own. */
static const char *words_of(int e)
{
    switch (e) {
    case EISDIR: return "illegal operation on a directory";
    case EEXIST: return "file already exists";
    case ELOOP: return "too many symbolic links encountered";
    case EMFILE: return "too many open files";
    case ENAMETOOLONG: return "name too long";
    case EXDEV: return "cross-device link not permitted";
    case EBUSY: return "resource busy or locked";
    case EIO: return "i/o error";
    default: return strerror(e);
    }
}

int err_file(Err *err, int e, const char *syscall, const char *path)
{
    char words[128];
    int rc;

    snprintf(words, sizeof words, "%s", words_of(e));
    if (words[0] >= 'A' && words[0] <= 'Z')
        words[0] = (char)(words[0] + 32);
    rc = path != NULL
             ? err_set(err, -e, "%s: %s, %s '%s'", err_name(-e), words, syscall, path)
             : err_set(err, -e, "%s: %s, %s", err_name(-e), words, syscall);
    if (err != NULL)
        err->syscall = syscall;
    if (err != NULL && path != NULL)
        err_path(err, path);
    return rc;
}

int err_path(Err *err, const char *path)
{
    if (err == NULL)
        return ERR_EINTERNAL;
    put(err->path, sizeof err->path, path);
    return err->code;
}

int err_syscall(Err *err, const char *syscall, const char *path)
{
    return err_file(err, errno, syscall, path);
}

int err_wrap(Err *err, const char *fmt, ...)
{
    char text[ERR_MSG_MAX * 2 + 2];
    size_t n;
    va_list ap;

    if (err == NULL)
        return ERR_EINTERNAL;
    va_start(ap, fmt);
    vsnprintf(text, ERR_MSG_MAX, fmt, ap);
    va_end(ap);
    n = strlen(text);
    snprintf(text + n, sizeof text - n, ": %s", err->msg);
    put(err->msg, sizeof err->msg, text);
    return err->code;
}

int err_hint(Err *err, const char *fmt, ...)
{
    char text[ERR_HINT_MAX * 2];
    va_list ap;

    if (err == NULL)
        return ERR_EINTERNAL;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    put(err->hint, sizeof err->hint, text);
    return err->code;
}

const char *err_name(int code)
{
    const char *name;

    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        if (table[i].code == code)
            return table[i].name;
    }
    name = code < 0 && code > -4096 ? strerrorname_np(-code)
                                    : status_name(STATUS_CODES - code);
    return name ? name : "E?";
}

int err_code_of(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        if (strcmp(table[i].name, name) == 0)
            return table[i].code;
    }
    for (int e = 1; e < 134; e++) {
        const char *n = strerrorname_np(e);

        if (n && strcmp(n, name) == 0)
            return -e;
    }
    return 0;
}

int err_of_status(int status)
{
    const char *name = status_name(status);
    int code = name ? err_code_of(name) : ERR_EHTTP;

    return code ? code : STATUS_CODES - status;
}

const char *err_text(int code)
{
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        if (table[i].code == code)
            return table[i].text;
    }
    return code < 0 && code > -4096 ? strerror(-code) : "unknown error";
}
