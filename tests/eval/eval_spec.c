/* eval_spec.c: specs and hosted repositories, as npm-package-arg and hosted-git-info
 * answer. */
#include "common/spec.h"
#include "tests/eval/eval.h"

static void put(Arena *a, cJSON *o, const char *key, Str s)
{
    json_add(a, o, str_of(key), s.ptr ? json_new_str(a, s) : json_new_null(a));
}

/* Where JavaScript says `|| null`. */
static Str or_null(Str s)
{
    return s.len > 0 ? s : (Str){ NULL, 0 };
}

static cJSON *brief_hosted(Arena *a, const Hosted *h, unsigned flags)
{
    cJSON *o = json_new_obj(a);

    put(a, o, "type", h->type);
    put(a, o, "user", h->user);
    put(a, o, "project", h->project);
    put(a, o, "committish", h->committish);
    put(a, o, "default", h->default_name);
    put(a, o, "https", hosted_url(a, h, HOSTED_HTTPS, flags));
    put(a, o, "sshurl", hosted_url(a, h, HOSTED_SSHURL, flags));
    put(a, o, "tarball", or_null(hosted_url(a, h, HOSTED_TARBALL, flags)));
    return o;
}

static cJSON *spec_json(Arena *a, const Spec *s)
{
    cJSON *o = json_new_obj(a);

    put(a, o, "type", str_of(spec_type_name(s->type)));
    json_add(a, o, STR("registry"),
             s->registry ? json_new_bool(a, true) : json_new_null(a));
    put(a, o, "where", s->where);
    put(a, o, "raw", s->raw);
    put(a, o, "name", s->name);
    put(a, o, "escapedName", s->escaped_name);
    put(a, o, "scope", s->scope);
    put(a, o, "rawSpec", s->raw_spec);
    put(a, o, "saveSpec", s->save_spec);
    put(a, o, "fetchSpec", s->fetch_spec);
    put(a, o, "gitRange", s->git_range);
    put(a, o, "gitCommittish", s->git_committish);
    put(a, o, "gitSubdir", s->git_subdir);
    json_add(a, o, STR("hosted"),
             s->has_hosted
                 ? brief_hosted(a, &s->hosted, HOSTED_NO_COMMITTISH | HOSTED_NO_GIT_PLUS)
                 : json_new_null(a));
    json_add(a, o, STR("subSpec"), s->sub ? spec_json(a, s->sub) : json_new_null(a));
    return o;
}

static int npa(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Spec *s = arena_new(a, Spec);
    int rc;

    if (!json_is_str(eval_arg(args, 0))) {
        err_set(err, ERR_EUSAGE, "no text");
        return eval_error_as("TypeError", ERR_EUSAGE);
    }
    rc = spec_parse(a, eval_arg_str(args, 0), eval_arg_str(args, 1), s, err);
    if (rc == 0)
        *out = spec_json(a, s);
    return rc;
}
EVAL("npa", npa);

static int npa_resolve(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Spec *s = arena_new(a, Spec);
    int rc = spec_resolve(a, eval_arg_str(args, 0), eval_arg_str(args, 1),
                          eval_arg_str(args, 2), s, err);

    if (rc == 0)
        *out = spec_json(a, s);
    return rc;
}
EVAL("npa.resolve", npa_resolve);

static int npa_purl(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Spec s;
    Str purl;
    int rc = spec_parse(a, eval_arg_str(args, 0), STR(""), &s, err);

    if (rc == 0)
        rc = spec_purl(a, &s, &purl, err);
    if (rc == 0)
        *out = json_new_str(a, purl);
    return rc;
}
EVAL("npa.toPurl", npa_purl);

static cJSON *text_or_null(Arena *a, Str s)
{
    return s.ptr ? json_new_str(a, s) : json_new_null(a);
}

/* A host without the URL gives null, on which npm then calls a method. */
static cJSON *threw(Arena *a)
{
    cJSON *o = json_new_obj(a);

    json_add(a, o, STR("threw"), json_new_bool(a, true));
    return o;
}

static int from_url(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    unsigned flags = (eval_option(args, 1, "noCommittish") ? HOSTED_NO_COMMITTISH : 0) |
                     (eval_option(args, 1, "noGitPlus") ? HOSTED_NO_GIT_PLUS : 0);
    Hosted h;
    cJSON *o;
    Str bugs;

    (void)err;
    if (!hosted_parse(a, eval_arg_str(args, 0), &h))
        return 0;
    o = *out = json_new_obj(a);
    put(a, o, "type", h.type);
    put(a, o, "domain", h.domain);
    put(a, o, "user", h.user);
    put(a, o, "project", h.project);
    put(a, o, "committish", h.committish);
    put(a, o, "auth", h.auth);
    put(a, o, "default", h.default_name);
    put(a, o, "https", hosted_url(a, &h, HOSTED_HTTPS, flags));
    put(a, o, "ssh", hosted_url(a, &h, HOSTED_SSH, flags));
    put(a, o, "sshurl", hosted_url(a, &h, HOSTED_SSHURL, flags));
    put(a, o, "git", or_null(hosted_url(a, &h, HOSTED_GIT, flags)));
    put(a, o, "shortcut", hosted_url(a, &h, HOSTED_SHORTCUT, flags));
    put(a, o, "tarball", or_null(hosted_url(a, &h, HOSTED_TARBALL, flags)));
    put(a, o, "path", hosted_url(a, &h, HOSTED_PATH, flags));
    put(a, o, "browse", hosted_url(a, &h, HOSTED_BROWSE, flags));
    put(a, o, "docs", hosted_url(a, &h, HOSTED_DOCS, flags));
    bugs = hosted_url(a, &h, HOSTED_BUGS, flags);
    json_add(a, o, STR("bugs"),
             bugs.ptr == NULL && flags & HOSTED_NO_GIT_PLUS ? threw(a)
                                                            : text_or_null(a, bugs));
    put(a, o, "file", hosted_file_url(a, &h, STR("package.json"), flags));
    put(a, o, "str", hosted_text(a, &h, flags));
    put(a, o, "defaultRep", h.default_name);
    return 0;
}
EVAL("hgi.fromUrl", from_url);
