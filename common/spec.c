/* spec.c: reading specs (npm-package-arg). */
#include "common/spec.h"

#include "common/fs.h"
#include "common/jstext.h"
#include "common/pkg_name.h"
#include "common/semver.h"
#include "common/semver_range.h"
#include "common/spec_file.h"
#include "common/url.h"

const char *spec_type_name(SpecType type)
{
    static const char *const names[] = { "version", "range",  "tag",  "alias",
                                         "git",     "remote", "file", "directory" };

    return names[type];
}

/* ---- What a text looks like ---- */

/* ^(?:git[+])?[a-z]+: */
static bool looks_like_url(Str s)
{
    size_t i = 0;

    if (s.len > 4 && str_ieq(str_sub(s, 0, 4), STR("git+")) && ascii_letter(s.ptr[4]))
        i = 4;
    size_t from = i;
    while (i < s.len && ascii_letter(s.ptr[i]))
        i++;
    return i > from && i < s.len && s.ptr[i] == ':';
}

/* ^[^@]+@[^:.]+\.[^:]+:.+$ : user@host.domain:path */
static bool looks_like_scp(Str s)
{
    ptrdiff_t at = str_index(s, '@'), dot, colon;
    Str host;

    if (at <= 0)
        return false;
    host = str_from(s, (size_t)at + 1);
    for (dot = 0;
         dot < (ptrdiff_t)host.len && host.ptr[dot] != '.' && host.ptr[dot] != ':';)
        dot++;
    if (dot == 0 || dot == (ptrdiff_t)host.len || host.ptr[dot] != '.')
        return false;
    colon = str_index(host, ':');
    if (colon < 0 || colon <= dot + 1 || colon + 1 >= (ptrdiff_t)host.len)
        return false;
    /* .+ stops at a line end, and $ wants the text's end. */
    return str_index(str_from(host, (size_t)colon + 1), '\n') < 0 &&
           str_index(str_from(host, (size_t)colon + 1), '\r') < 0;
}

static bool ends_ignoring_case(Str s, const char *tail)
{
    Str t = str_of(tail);

    return s.len >= t.len && str_ieq(str_from(s, s.len - t.len), t);
}

bool spec_is_tarball_name(Str s)
{
    return ends_ignoring_case(s, ".tgz") || ends_ignoring_case(s, ".tar.gz") ||
           ends_ignoring_case(s, ".tar");
}

static bool starts_ignoring_case(Str s, const char *head)
{
    Str h = str_of(head);

    return s.len >= h.len && str_ieq(str_sub(s, 0, h.len), h);
}

/* ^(?:[.]|~[/]|[/]|[a-zA-Z]:) or file: */
static bool is_file_spec(Str s)
{
    if (s.len == 0)
        return false;
    return starts_ignoring_case(s, "file:") || s.ptr[0] == '.' || s.ptr[0] == '/' ||
           str_starts(s, STR("~/")) ||
           (s.len > 1 && ascii_letter(s.ptr[0]) && s.ptr[1] == ':');
}

/* ---- The kinds ---- */

static int from_alias(Arena *a, Str where, Spec *s, Err *err)
{
    Spec *sub = arena_new(a, Spec);
    int rc = spec_parse(a, str_from(s->raw_spec, 4), where, sub, err);

    if (rc < 0)
        return rc;
    if (sub->type == SPEC_ALIAS)
        return err_set(err, ERR_ENOCODE, "nested aliases not supported");
    if (!sub->registry)
        return err_set(err, ERR_ENOCODE, "aliases only work for registry deps");
    if (sub->name.ptr == NULL)
        return err_set(err, ERR_ENOCODE, "aliases must have a name");
    s->sub = sub;
    s->registry = true;
    s->type = SPEC_ALIAS;
    return 0;
}

static int set_git_part(Arena *a, Str part, Spec *s, Err *err)
{
    Str name, value, rest;

    if (str_index(part, ':') < 0) {
        if (s->git_range.len > 0)
            return err_set(err, ERR_EUSAGE,
                           "cannot override existing semver range with a committish");
        if (s->git_committish.len > 0)
            return err_set(
                err, ERR_EUSAGE,
                "cannot override existing committish with a second committish");
        s->git_committish = part;
        return 0;
    }
    str_cut(part, ':', &name, &rest);
    str_cut(rest, ':', &value, &rest);
    if (str_is(name, "semver")) {
        if (s->git_committish.len > 0)
            return err_set(err, ERR_EUSAGE,
                           "cannot override existing committish with a semver range");
        if (s->git_range.len > 0)
            return err_set(
                err, ERR_EUSAGE,
                "cannot override existing semver range with a second semver range");
        if (!js_decode_uri_component(a, value, &s->git_range))
            return err_set(err, ERR_EUSAGE, "malformed range '" STR_FMT "'",
                           STR_ARG(value));
    } else if (str_is(name, "path")) {
        if (s->git_subdir.len > 0)
            return err_set(err, ERR_EUSAGE,
                           "cannot override existing path with a second path");
        s->git_subdir = arena_strf(a, "/" STR_FMT, STR_ARG(value));
    }
    return 0;
}

/* "#semver:^1", "#v1::path:sub" … without the #. */
static int set_git_attributes(Arena *a, Str committish, Spec *s, Err *err)
{
    while (committish.len > 0) {
        ptrdiff_t i = str_find(committish, STR("::"));
        Str part = i < 0 ? committish : str_sub(committish, 0, (size_t)i);
        int rc = set_git_part(a, part, s, err);

        if (rc < 0)
            return rc;
        if (i < 0)
            break;
        committish = str_from(committish, (size_t)i + 2);
        if (committish.len == 0)
            return set_git_part(a, committish, s, err);
    }
    return 0;
}

static int from_hosted(Arena *a, Spec *s, Err *err)
{
    s->type = SPEC_GIT;
    s->has_hosted = true;
    s->save_spec = hosted_text(a, &s->hosted, 0);
    if (s->hosted.default_form != HOSTED_SHORTCUT)
        s->fetch_spec =
            hosted_text(a, &s->hosted, HOSTED_NO_COMMITTISH | HOSTED_NO_GIT_PLUS);
    return set_git_attributes(a, s->hosted.committish, s, err);
}

/* :1234 at the end or before a slash: a port, not a path. */
static bool has_port(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        size_t k = i + 1;

        if (s.ptr[i] != ':')
            continue;
        while (k < s.len && s.ptr[k] >= '0' && s.ptr[k] <= '9')
            k++;
        if (k > i + 1 && (k == s.len || s.ptr[k] == '/'))
            return true;
    }
    return false;
}

/* git+ssh://user@host:path#committish: no URL at all. */
static bool is_scp_url(Str raw, Str *place, Str *committish)
{
    Str rest = str_from(raw, strlen("git+ssh://")), before, after;
    ptrdiff_t colon;

    if (!starts_ignoring_case(raw, "git+ssh://"))
        return false;
    str_cut(rest, '#', &before, &after);
    colon = str_index(before, ':');
    if (colon <= 0 || colon + 1 >= (ptrdiff_t)before.len || str_index(after, '\n') >= 0 ||
        has_port(before))
        return false;
    *place = before;
    *committish = after;
    return true;
}

static bool is_git_protocol(Str scheme)
{
    return str_is(scheme, "git") || str_is(scheme, "git+http") ||
           str_is(scheme, "git+https") || str_is(scheme, "git+rsync") ||
           str_is(scheme, "git+ftp") || str_is(scheme, "git+file") ||
           str_is(scheme, "git+ssh");
}

static int from_git_url(Arena *a, Url *u, Spec *s, Err *err)
{
    Str fragment = u->fragment.ptr ? u->fragment : STR("");

    s->type = SPEC_GIT;
    u->fragment = (Str){ NULL, 0 };
    s->fetch_spec = url_href(a, u);
    if (str_starts(s->fetch_spec, STR("git+")))
        s->fetch_spec = str_from(s->fetch_spec, 4);
    return set_git_attributes(a, fragment, s, err);
}

Str spec_with_slashes(Arena *a, Str s)
{
    char *p = arena_memdupz(a, s.ptr, s.len);

    for (size_t i = 0; i < s.len; i++) {
        if (p[i] == '\\')
            p[i] = '/';
    }
    return str_n(p, s.len);
}

static int from_url(Arena *a, Spec *s, Err *err)
{
    Str raw = s->raw_spec, place, committish;
    Url u;

    s->save_spec = raw;
    if (str_starts(raw, STR("git+ssh:")) && is_scp_url(raw, &place, &committish)) {
        s->type = SPEC_GIT;
        s->fetch_spec = place;
        return set_git_attributes(a, committish, s, err);
    }
    if (str_starts(raw, STR("git+file://")))
        raw = spec_with_slashes(a, raw);
    if (!url_parse(a, raw, NULL, &u)) {
        err_set(err, ERR_EUSAGE, "invalid URL '" STR_FMT "'", STR_ARG(raw));
        return ERR_EUSAGE;
    }
    if (is_git_protocol(u.scheme))
        return from_git_url(a, &u, s, err);
    if (!str_is(u.scheme, "http") && !str_is(u.scheme, "https"))
        return err_set(err, ERR_EUNSUPPORTEDPROTOCOL,
                       "Unsupported URL Type \"" STR_FMT ":\": " STR_FMT,
                       STR_ARG(u.scheme), STR_ARG(raw));
    s->type = SPEC_REMOTE;
    s->fetch_spec = s->save_spec;
    return 0;
}

static int from_registry(Arena *a, Spec *s, Err *err)
{
    Str spec = js_trim(s->raw_spec);
    Semver version;
    SemverRange range;

    s->registry = true;
    s->fetch_spec = spec;
    if (semver_parse(a, spec, SEMVER_LOOSE, &version))
        s->type = SPEC_VERSION;
    else if (semver_range_parse(a, spec, SEMVER_LOOSE, &range))
        s->type = SPEC_RANGE;
    else if (str_eq(js_encode_uri_component(a, spec), spec))
        s->type = SPEC_TAG;
    else
        return err_set(
            err, ERR_EINVALIDTAGNAME,
            "Invalid tag name \"" STR_FMT "\" of package \"" STR_FMT
            "\": Tags may not have any characters that encodeURIComponent encodes.",
            STR_ARG(spec), STR_ARG(s->raw));
    return 0;
}

/* ---- The whole ---- */

static int set_name(Arena *a, Str name, Spec *s, Err *err)
{
    int rc = pkg_name_check_old(name, s->raw, err);
    ptrdiff_t slash = str_index(name, '/');

    if (rc < 0)
        return rc;
    s->name = s->escaped_name = name;
    if (name.ptr[0] == '@')
        s->scope = str_sub(name, 0, slash < 0 ? name.len - 1 : (size_t)slash);
    if (slash >= 0)
        s->escaped_name = arena_strf(a, STR_FMT "%%2f" STR_FMT,
                                     STR_ARG(str_sub(name, 0, (size_t)slash)),
                                     STR_ARG(str_from(name, (size_t)slash + 1)));
    return 0;
}

/* Nothing but a version or range, as most are: no path, no URL, no alias. */
static bool is_plainly_registry(Str spec)
{
    if (spec.len == 0 || strchr("0123456789^~<>=*", spec.ptr[0]) == NULL)
        return false;
    for (size_t i = 0; i < spec.len; i++) {
        char c = spec.ptr[i];

        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.' || c == '^' ||
              c == '~' || c == '<' || c == '>' || c == '=' || c == '|' || c == '*' ||
              c == ' ' || c == '-' || c == '+'))
            return false;
    }
    return !spec_is_tarball_name(spec);
}

/* raw: the argument as it was given */
static int resolve(Arena *a, Str name, Str spec, Str where, Str raw, Spec *out, Err *err)
{
    int rc;

    *out = (Spec){ .raw_spec = spec, .raw = raw };
    if (name.len > 0 && (rc = set_name(a, name, out, err)) < 0)
        return rc;
    if (is_plainly_registry(spec))
        return from_registry(a, out, err);
    if (where.len == 0 && (rc = fs_cwd(a, &where, err)) < 0)
        return rc;
    if (is_file_spec(spec))
        return spec_from_file(a, where, out, err);
    if (starts_ignoring_case(spec, "npm:"))
        return from_alias(a, where, out, err);
    if (hosted_parse(a, spec, &out->hosted))
        return from_hosted(a, out, err);
    if (looks_like_url(spec))
        return from_url(a, out, err);
    if (spec.len > 0 && (str_index(spec, '/') >= 0 || spec_is_tarball_name(spec)))
        return spec_from_file(a, where, out, err);
    return from_registry(a, out, err);
}

/* NAME@SPEC; of each dependency, so printf would be seen. */
static Str with_name(Arena *a, Str name, Str spec)
{
    size_t len = name.len + 1 + spec.len;
    char *p = arena_bytes(a, len + 1);

    memcpy(p, name.ptr, name.len);
    p[name.len] = '@';
    if (spec.len > 0)
        memcpy(p + name.len + 1, spec.ptr, spec.len);
    p[len] = '\0';
    return str_n(p, len);
}

int spec_resolve(Arena *a, Str name, Str spec, Str where, Spec *out, Err *err)
{
    Str raw = name.len > 0 ? with_name(a, name, spec) : spec;

    return resolve(a, name, spec, where, raw, out, err);
}

int spec_parse(Arena *a, Str arg, Str where, Spec *out, Err *err)
{
    ptrdiff_t at = -1;
    Str name = STR(""), spec, head;

    if (arg.ptr == NULL)
        arg = STR("");
    spec = arg;
    if (arg.len > 1)
        at = str_index(str_from(arg, 1), '@');
    if (at >= 0)
        at++;
    head = at > 0 ? str_sub(arg, 0, (size_t)at) : arg;
    if (looks_like_url(arg)) {
        /* as it is */
    } else if (looks_like_scp(arg)) {
        spec = arena_strf(a, "git+ssh://" STR_FMT, STR_ARG(arg));
    } else if (!str_starts(head, STR("@")) &&
               (str_index(head, '/') >= 0 || spec_is_tarball_name(head))) {
        /* as it is */
    } else if (at > 0) {
        name = head;
        spec = str_from(arg, (size_t)at + 1);
        if (spec.len == 0)
            spec = STR("*");
    } else if (pkg_name_valid_old(arg)) {
        name = arg;
        spec = STR("*");
    }
    return resolve(a, name, spec, where, arg, out, err);
}

Str spec_purl_of(Arena *a, Str name, Str version)
{
    bool scoped = str_starts(name, STR("@"));

    return arena_strf(a, "pkg:npm/%s" STR_FMT "@" STR_FMT, scoped ? "%40" : "",
                      STR_ARG(str_from(name, scoped)), STR_ARG(version));
}

int spec_purl(Arena *a, const Spec *s, Str *out, Err *err)
{
    if (s->type != SPEC_VERSION)
        return err_set(err, ERR_EINVALIDPURLTYPE,
                       "Invalid type \"%s\" of package \"" STR_FMT
                       "\": Purl can only be generated for \"version\" types.",
                       spec_type_name(s->type), STR_ARG(s->raw));
    *out = spec_purl_of(a, s->name, s->raw_spec);
    return 0;
}
