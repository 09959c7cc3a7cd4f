/* error_words.c: see error_words.h. */
#include "pkg/ui/error_words.h"

#include <errno.h>

#include "common/buf.h"
#include "common/pkg_name.h"

#define NETWORK                                                                         \
    "This is a problem related to network connectivity.\nIn most cases you are behind " \
    "a proxy or have bad network settings.\n\nIf you are behind a proxy, please make "  \
    "sure that the 'proxy' config is set properly.  See: 'npm help config'"

/* Codes of which npm says more than their message. */
static const struct {
    int code;
    const char *title, *detail;
} table[] = {
    { ERR_E403, "403",
      "In most cases, you or one of your dependencies are requesting a package version "
      "that is forbidden by your security policy, or on a server you do not have access "
      "to." },
    { ERR_ETARGET, "notarget",
      "In most cases you or one of your dependencies are requesting a package version "
      "that doesn't exist." },
    { ERR_EJSONPARSE, "JSON.parse",
      "Failed to parse JSON data.\nNote: package.json must be actual JSON, not just "
      "JavaScript." },
    { ERR_ENEEDAUTH, "need auth",
      "You need to authorize this machine using `npm adduser`" },
    { ERR_ENOTFOUND, "network", NETWORK },
    { -ECONNRESET, "network", NETWORK },
    { -ETIMEDOUT, "network", NETWORK },
    { -ECONNREFUSED, "",
      "If you are behind a proxy, please make sure that the 'proxy' config is set "
      "properly.  See: 'npm help config'" },
    { ERR_EOTP, "",
      "You can provide a one-time password by passing --otp=<code> to the command you "
      "ran.\nIf you already provided a one-time password then it is likely that you "
      "either typoed it, or it timed out. Please try again." },
    { -ENOSPC, "nospc",
      "There appears to be insufficient space on your system to finish.\nClear up some "
      "disk space and try again." },
    { -EROFS, "rofs",
      "Often virtualized file systems, or other file systems that don't support "
      "symlinks, give this error." },
    { -ENOENT, "enoent", "This is related to npm not being able to find a file.\n\n" },
    { -EACCES, "",
      "The operation was rejected by your operating system.\nIt is likely you do not "
      "have the permissions to access this file as the current user\n\nIf you believe "
      "this might be a permissions issue, please double-check the permissions of the "
      "file and its containing directories, or try running the command again as "
      "root/Administrator." },
    { ERR_ENOLOCK, "", "Try creating one first with: npm i --package-lock-only" },
};

/* The package that "The requested resource 'a@^1' could …" speaks of. */
static Str resource_name(Str hint)
{
    Str head = STR("The requested resource '"), id, rest;
    ptrdiff_t at;

    if (!str_starts(hint, head) || !str_cut(str_from(hint, head.len), '\'', &id, &rest))
        return STR("");
    at = str_index(str_from(id, 1), '@');
    return at < 0 ? id : str_sub(id, 0, (size_t)at + 1);
}

/* Why no new package can have that name, as a list; "" where one can. */
static Str name_faults(Arena *a, Str name)
{
    PkgNameCheck c;
    Buf b = { 0 };

    pkg_name_validate(a, name, &c);
    if (name.len > 0 && c.n_errors + c.n_warnings > 0) {
        buf_puts(&b, "\nThis package name is not valid, because ");
        for (size_t i = 0; i < c.n_errors + c.n_warnings; i++) {
            Str why = i < c.n_errors ? c.errors[i] : c.warnings[i - c.n_errors];

            buf_printf(&b, "\n %zu. " STR_FMT, i + 1, STR_ARG(why));
        }
    }
    return buf_to_arena(&b, a);
}

static ErrorWords not_found(Arena *a, Str summary, Str hint)
{
    ErrorWords w = { "404", NULL, summary, STR("") };

    if (str_starts(w.summary, STR("404")))
        w.summary = str_trim_left(str_from(w.summary, 3));
    if (hint.len == 0)
        return w;
    w.detail =
        arena_strf(a,
                   "\n " STR_FMT STR_FMT "\n\nNote that you can also install from a\n"
                   "tarball, folder, http url, or git url.",
                   STR_ARG(hint), STR_ARG(name_faults(a, resource_name(hint))));
    return w;
}

ErrorWords error_words(Arena *a, const Err *err, Str message, Str explanation)
{
    Str summary = message.len > 0 ? message : str_of(err->msg);
    ErrorWords w = { "", NULL, summary, str_of(err->hint) };

    if (err->code == ERR_E404)
        return not_found(a, summary, str_of(err->hint));
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (table[i].code != err->code)
            continue;
        w.title = table[i].title;
        w.detail = str_of(table[i].detail);
    }
    if (err->code == ERR_ENOLOCK) {
        w.summary = STR("This command requires an existing lockfile.");
        w.detail =
            arena_strf(a, STR_FMT "\nOriginal error: %s", STR_ARG(w.detail), err->msg);
    }
    /* npm shows the error itself, in a text by its name. */
    if (err->code == -ECONNREFUSED && err->fetch)
        w.summary = arena_strf(a, "FetchError: " STR_FMT, STR_ARG(summary));
    if (err->code == ERR_EOTP && explanation.len > 0) {
        w.summary = STR("This operation requires a one-time password.");
        w.detail = STR("");
    } else if (err->code == ERR_EOTP) {
        w.summary =
            STR("This operation requires a one-time password from your authenticator.");
    }
    if (err->code == ERR_ERESOLVE) {
        w.title = "ERESOLVE";
        w.detail_title = "";
    }
    if (err->code == ERR_EBADENGINE || err->code == ERR_EBADPLATFORM) {
        w.title = err->code == ERR_EBADENGINE ? "engine" : "notsup";
        w.detail_title = "notsup";
    }
    if (err->code == ERR_EBADDEVENGINES)
        w.title = "EBADDEVENGINES";
    if (explanation.len > 0)
        w.detail = w.detail.len == 0
                       ? explanation
                       : arena_strf(a, STR_FMT "\n" STR_FMT, STR_ARG(explanation),
                                    STR_ARG(w.detail));
    return w;
}
