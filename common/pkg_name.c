/* pkg_name.c: names of packages. */
#include "common/pkg_name.h"

#include "common/bug.h"
#include "common/buf.h"
#include "common/jstext.h"

static const char *const builtins[] = { "_http_agent",
                                        "_http_client",
                                        "_http_common",
                                        "_http_incoming",
                                        "_http_outgoing",
                                        "_http_server",
                                        "_stream_duplex",
                                        "_stream_passthrough",
                                        "_stream_readable",
                                        "_stream_transform",
                                        "_stream_wrap",
                                        "_stream_writable",
                                        "_tls_common",
                                        "_tls_wrap",
                                        "assert",
                                        "assert/strict",
                                        "async_hooks",
                                        "buffer",
                                        "child_process",
                                        "cluster",
                                        "console",
                                        "constants",
                                        "crypto",
                                        "dgram",
                                        "diagnostics_channel",
                                        "dns",
                                        "dns/promises",
                                        "domain",
                                        "events",
                                        "fs",
                                        "fs/promises",
                                        "http",
                                        "http2",
                                        "https",
                                        "inspector",
                                        "inspector/promises",
                                        "module",
                                        "net",
                                        "os",
                                        "path",
                                        "path/posix",
                                        "path/win32",
                                        "perf_hooks",
                                        "process",
                                        "punycode",
                                        "querystring",
                                        "readline",
                                        "readline/promises",
                                        "repl",
                                        "stream",
                                        "stream/consumers",
                                        "stream/promises",
                                        "stream/web",
                                        "string_decoder",
                                        "sys",
                                        "timers",
                                        "timers/promises",
                                        "tls",
                                        "trace_events",
                                        "tty",
                                        "url",
                                        "util",
                                        "util/types",
                                        "v8",
                                        "vm",
                                        "wasi",
                                        "worker_threads",
                                        "zlib",
                                        "node:sea",
                                        "node:sqlite",
                                        "node:test",
                                        "node:test/reporters" };

static void add(Str *list, size_t *n, Str reason)
{
    if (*n < PKG_NAME_MAX_REASONS)
        list[(*n)++] = reason;
}

bool pkg_name_is_builtin(Str lower)
{
    for (size_t i = 0; i < ARRAY_LEN(builtins); i++) {
        if (str_is(lower, builtins[i]))
            return true;
    }
    return false;
}

/* encodeURIComponent leaves it alone. */
static bool is_url_friendly(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9') || (c != '\0' && strchr("-_.!~*'()", c) != NULL)))
            return false;
    }
    return true;
}

/* @scope/name, or a name without slashes. Regular expressions stop before a last line
 * end. */
static bool split_scoped(Str name, Str *scope, Str *rest)
{
    Str body = name;

    *scope = STR("undefined");
    if (str_starts(name, STR("@"))) {
        Str before, after;

        if (str_cut(str_from(name, 1), '/', &before, &after) && before.len > 0) {
            *scope = before;
            body = after;
        }
    }
    *rest = body;
    return body.len > 0 && str_index(body, '/') < 0;
}

static void check_friendly(Str name, PkgNameCheck *out)
{
    Str scope, rest;

    if (is_url_friendly(name))
        return;
    if (split_scoped(name, &scope, &rest)) {
        if (str_starts(rest, STR(".")))
            add(out->errors, &out->n_errors, STR("name cannot start with a period"));
        if (is_url_friendly(scope) && is_url_friendly(rest))
            return;
    }
    add(out->errors, &out->n_errors,
        STR("name can only contain URL-friendly characters"));
}

static void check_errors(Str name, Str lower, PkgNameCheck *out)
{
    if (name.len == 0)
        add(out->errors, &out->n_errors, STR("name length must be greater than zero"));
    if (str_starts(name, STR(".")))
        add(out->errors, &out->n_errors, STR("name cannot start with a period"));
    if (str_starts(name, STR("-")))
        add(out->errors, &out->n_errors, STR("name cannot start with a hyphen"));
    if (str_starts(name, STR("_")))
        add(out->errors, &out->n_errors, STR("name cannot start with an underscore"));
    if (js_trim(name).len != name.len)
        add(out->errors, &out->n_errors,
            STR("name cannot contain leading or trailing spaces"));
    if (str_is(lower, "node_modules"))
        add(out->errors, &out->n_errors, STR("node_modules is not a valid package name"));
    if (str_is(lower, "favicon.ico"))
        add(out->errors, &out->n_errors, STR("favicon.ico is not a valid package name"));
}

static void check_warnings(Arena *a, Str name, Str lower, PkgNameCheck *out)
{
    Str last = str_from(name, (size_t)(str_rindex(name, '/') + 1));

    if (pkg_name_is_builtin(lower))
        add(out->warnings, &out->n_warnings,
            arena_strf(a, STR_FMT " is a core module name", STR_ARG(name)));
    if (js_length(name) > 214)
        add(out->warnings, &out->n_warnings,
            STR("name can no longer contain more than 214 characters"));
    if (!str_eq(lower, name))
        add(out->warnings, &out->n_warnings,
            STR("name can no longer contain capital letters"));
    for (size_t i = 0; i < last.len; i++) {
        if (last.ptr[i] != '\0' && strchr("~'!()*", last.ptr[i]) != NULL) {
            add(out->warnings, &out->n_warnings,
                STR("name can no longer contain special characters (\"~'!()*\")"));
            break;
        }
    }
}

void pkg_name_validate(Arena *a, Str name, PkgNameCheck *out)
{
    Str lower = js_lower(a, name);

    *out = (PkgNameCheck){ 0 };
    check_errors(name, lower, out);
    check_warnings(a, name, lower, out);
    check_friendly(name, out);
}

static bool is_small(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
}

/* name or @scope/name in small letters, as nearly all are. */
static bool is_usual(Str name)
{
    Str scope, rest = name;

    if (name.len > 0 && name.ptr[0] == '@') {
        if (!str_cut(str_from(name, 1), '/', &scope, &rest) || scope.len == 0)
            return false;
        for (size_t i = 0; i < scope.len; i++) {
            if (!is_small(scope.ptr[i]))
                return false;
        }
    }
    for (size_t i = 0; i < rest.len; i++) {
        if (!is_small(rest.ptr[i]))
            return false;
    }
    return rest.len > 0 && rest.ptr[0] != '.' && rest.ptr[0] != '-' &&
           rest.ptr[0] != '_' && !str_is(name, "node_modules") &&
           !str_is(name, "favicon.ico");
}

/* The same without the warnings. */
static void find_errors(Arena *a, Str name, PkgNameCheck *out)
{
    *out = (PkgNameCheck){ 0 };
    if (is_usual(name))
        return;
    check_errors(name, js_lower(a, name), out);
    check_friendly(name, out);
}

bool pkg_name_valid_old(Str name)
{
    Arena a = { 0 };
    PkgNameCheck c;

    find_errors(&a, name, &c);
    arena_release(&a);
    return c.n_errors == 0;
}

int pkg_name_check_old(Str name, Str raw, Err *err)
{
    Arena a = { 0 };
    PkgNameCheck c;
    Buf reasons = { 0 };

    find_errors(&a, name, &c);
    for (size_t i = 0; i < c.n_errors; i++)
        buf_printf(&reasons, "%s" STR_FMT, i > 0 ? "; " : "", STR_ARG(c.errors[i]));
    if (c.n_errors > 0)
        err_set(err, ERR_EINVALIDPACKAGENAME,
                "Invalid package name \"" STR_FMT "\" of package \"" STR_FMT "\": %s.",
                STR_ARG(name), STR_ARG(raw), buf_cstr(&reasons));
    buf_release(&reasons);
    arena_release(&a);
    return c.n_errors > 0 ? ERR_EINVALIDPACKAGENAME : 0;
}
