/* hosted.c: the well-known git hosts: reading what users write, writing URLs.
 *
 * A site's URLs are templates: {d} domain, {u} user, {p} project, {a@} credentials with
 * their @, {c} "#committish", {C} the committish (or HEAD) escaped, {/c} "/committish"
 * escaped where there is one, {t} the type. */
#include "common/hosted.h"

#include "common/bug.h"
#include "common/buf.h"
#include "common/jstext.h"
#include "common/url.h"

struct HostedSite {
    const char *type, *domain;
    const char *protocols; /* of URLs, each with its colon, spaces between */
    const char *ssh, *sshurl, *https, *git, *shortcut, *tarball, *path, *browse, *docs,
        *bugs, *file;
    const char *tree; /* the folder of branches in browse URLs */
    bool (*extract)(Arena *a, const Url *u, Hosted *h);
};

/* ---- Taking URLs apart ---- */

/* The first n segments of the path; missing ones have ptr NULL. */
static void split_path(Str path, Str *out, size_t n)
{
    Str rest = str_starts(path, STR("/")) ? str_from(path, 1) : path;

    for (size_t i = 0; i < n; i++) {
        if (!str_next(&rest, '/', &out[i]))
            out[i] = (Str){ NULL, 0 };
    }
}

static Str without_git(Str s)
{
    return str_ends(s, STR(".git")) ? str_sub(s, 0, s.len - 4) : s;
}

static Str fragment_of(const Url *u)
{
    return u->fragment.ptr ? u->fragment : STR("");
}

static bool extract_github(Arena *a, const Url *u, Hosted *h)
{
    Str s[4];

    (void)a;
    split_path(u->path, s, 4);
    if (s[2].len > 0 && !str_is(s[2], "tree"))
        return false;
    h->user = s[0];
    h->project = without_git(s[1]);
    /* Below tree/ a missing branch is JavaScript's undefined, which escapes as a word. */
    h->committish = s[2].len > 0 ? (s[3].ptr ? s[3] : STR("undefined")) : fragment_of(u);
    return h->user.len > 0 && h->project.len > 0;
}

static bool extract_plain(Arena *a, const Url *u, Hosted *h, const char *refused)
{
    Str s[3];

    (void)a;
    split_path(u->path, s, 3);
    if (str_is(s[2], refused))
        return false;
    h->user = s[0];
    h->project = without_git(s[1]);
    h->committish = fragment_of(u);
    return h->user.len > 0 && h->project.len > 0;
}

static bool extract_bitbucket(Arena *a, const Url *u, Hosted *h)
{
    return extract_plain(a, u, h, "get");
}

static bool extract_sourcehut(Arena *a, const Url *u, Hosted *h)
{
    return extract_plain(a, u, h, "archive");
}

static bool extract_gitlab(Arena *a, const Url *u, Hosted *h)
{
    Str path = str_from(u->path, 1);
    ptrdiff_t slash = str_rindex(path, '/');

    (void)a;
    if (str_has(path, STR("/-/")) || str_has(path, STR("/archive.tar.gz")) || slash < 0)
        return false;
    h->user = str_sub(path, 0, (size_t)slash);
    h->project = without_git(str_from(path, (size_t)slash + 1));
    h->committish = fragment_of(u);
    return h->user.len > 0 && h->project.len > 0;
}

static bool extract_gist(Arena *a, const Url *u, Hosted *h)
{
    Str s[3];

    (void)a;
    split_path(u->path, s, 3);
    if (str_is(s[2], "raw"))
        return false;
    h->user = s[0];
    h->project = s[1];
    if (h->project.len == 0) {
        if (h->user.len == 0)
            return false;
        h->project = h->user;
        h->user = (Str){ NULL, 0 };
    }
    h->project = without_git(h->project);
    h->committish = fragment_of(u);
    return true;
}

#define SSH "git@{d}:{u}/{p}.git{c}"
#define SSHURL "git+ssh://git@{d}/{u}/{p}.git{c}"
#define HTTPS "git+https://{a@}{d}/{u}/{p}.git{c}"
#define SHORTCUT "{t}:{u}/{p}{c}"
#define PATH "{u}/{p}{c}"
#define BROWSE "https://{d}/{u}/{p}{tree}"
#define BUGS "https://{d}/{u}/{p}/issues"
#define FILE_RAW "https://{d}/{u}/{p}/raw/{C}/{f}"

static const HostedSite sites[] = {
    { "github", "github.com", "git: http: git+ssh: git+https: ssh: https:", SSH, SSHURL,
      HTTPS, "git://{a@}{d}/{u}/{p}.git{c}", SHORTCUT,
      "https://codeload.{d}/{u}/{p}/tar.gz/{C}", PATH, BROWSE, BROWSE "#readme", BUGS,
      "https://{a@}raw.githubusercontent.com/{u}/{p}/{C}/{f}", "tree", extract_github },
    { "bitbucket", "bitbucket.org", "git+ssh: git+https: ssh: https:", SSH, SSHURL, HTTPS,
      NULL, SHORTCUT, "https://{d}/{u}/{p}/get/{C}.tar.gz", PATH, BROWSE,
      BROWSE "#readme", BUGS, FILE_RAW, "src", extract_bitbucket },
    { "gitlab", "gitlab.com", "git+ssh: git+https: ssh: https:", SSH, SSHURL, HTTPS, NULL,
      SHORTCUT, "https://{d}/api/v4/projects/{u%2Fp}/repository/archive.tar.gz?sha={C}",
      PATH, BROWSE, BROWSE "#readme", BUGS, FILE_RAW, "tree", extract_gitlab },
    { "gist", "gist.github.com", "git: git+ssh: git+https: ssh: https:",
      "git@{d}:{p}.git{c}", "git+ssh://git@{d}/{p}.git{c}", "git+https://{d}/{p}.git{c}",
      "git://{d}/{p}.git{c}", "{t}:{p}{c}",
      "https://codeload.github.com/gist/{p}/tar.gz/{C}", "{p}{c}", "https://{d}/{p}{/c}",
      "https://{d}/{p}{/c}", "https://{d}/{p}",
      "https://gist.githubusercontent.com/{u}/{p}/raw{/c}/{f}", NULL, extract_gist },
    { "sourcehut", "git.sr.ht", "git+ssh: https:", SSH, SSHURL, "https://{d}/{u}/{p}{c}",
      NULL, SHORTCUT, "https://{d}/{u}/{p}/archive/{C}.tar.gz", PATH, BROWSE,
      BROWSE "#readme", NULL, "https://{d}/{u}/{p}/blob/{C}/{f}", "tree",
      extract_sourcehut },
};

/* ---- Reading ---- */

static bool only_after(ptrdiff_t at, ptrdiff_t hash)
{
    return at < 0 || (hash >= 0 && at > hash);
}

static ptrdiff_t first_space(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (js_space(str_from(s, i)) > 0)
            return (ptrdiff_t)i;
    }
    return -1;
}

/* user/project: one slash, not in front, nothing before the # that means something else.
 */
static bool is_github_shorthand(Str s)
{
    ptrdiff_t hash = str_index(s, '#'), slash = str_index(s, '/'), second;

    if (slash <= 0 || str_starts(s, STR(".")))
        return false;
    second = str_index(str_from(s, (size_t)slash + 1), '/');
    if (second >= 0)
        second += slash + 1;
    if (hash >= 0 ? hash > 0 && s.ptr[hash - 1] == '/' : str_ends(s, STR("/")))
        return false;
    return only_after(first_space(s), hash) && only_after(str_index(s, '@'), hash) &&
           only_after(str_index(s, ':'), hash) && only_after(second, hash);
}

static bool is_known_protocol(Str with_colon)
{
    static const char *const known[] = { "git+ssh:", "ssh:",   "git+https:", "git:",
                                         "http:",    "https:", "git+http:" };

    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        if (str_is(with_colon, known[i]))
            return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(sites); i++) {
        if (with_colon.len > 0 &&
            str_is(str_sub(with_colon, 0, with_colon.len - 1), sites[i].type))
            return true;
    }
    return false;
}

/* git:github.com:user/repo gets its // and so on. */
static Str correct_protocol(Arena *a, Str s)
{
    ptrdiff_t colon = str_index(s, ':'), at;
    size_t after = (size_t)(colon + 1);

    if (is_known_protocol(str_sub(s, 0, after)))
        return s;
    if (colon >= 0 ? str_starts(str_from(s, (size_t)colon), STR("://"))
                   : str_is(str_from(s, s.len > 0 ? s.len - 1 : 0), "://"))
        return s;
    at = str_index(s, '@');
    if (at >= 0)
        return at > colon ? arena_strf(a, "git+ssh://" STR_FMT, STR_ARG(s)) : s;
    return arena_strf(a, STR_FMT "//" STR_FMT, STR_ARG(str_sub(s, 0, after)),
                      STR_ARG(str_from(s, after)));
}

/* The last c before the first #. */
static ptrdiff_t last_before_hash(Str s, char c)
{
    ptrdiff_t hash = str_index(s, '#');

    return str_rindex(hash >= 0 ? str_sub(s, 0, (size_t)hash) : s, c);
}

/* git@host:user/repo becomes a URL. */
static Str correct_scp(Arena *a, Str s)
{
    ptrdiff_t at = last_before_hash(s, '@'), colon = last_before_hash(s, ':');

    if (colon > at)
        s = arena_strf(a, STR_FMT "/" STR_FMT, STR_ARG(str_sub(s, 0, (size_t)colon)),
                       STR_ARG(str_from(s, (size_t)colon + 1)));
    if (last_before_hash(s, ':') < 0 && !str_has(s, STR("//")))
        s = arena_strf(a, "git+ssh://" STR_FMT, STR_ARG(s));
    return s;
}

static bool parse_git_url(Arena *a, Str text, Url *out)
{
    Str s = correct_protocol(a, text);

    return url_parse(a, s, NULL, out) || url_parse(a, correct_scp(a, s), NULL, out);
}

static bool decode(Arena *a, Str *s)
{
    return s->ptr == NULL || js_decode_uri_component(a, *s, s);
}

/* github:user/project: everything behind the colon is the path. */
static bool parse_shortcut(Arena *a, const Url *u, Hosted *h)
{
    Str path = str_starts(u->path, STR("/")) ? str_from(u->path, 1) : u->path;
    ptrdiff_t at, slash;

    /* "github://host/…" keeps only its path. */
    at = str_index(path, '@');
    if (at >= 0)
        path = str_from(path, (size_t)at + 1);
    slash = str_rindex(path, '/');
    h->user = slash < 0 ? (Str){ NULL, 0 } : str_sub(path, 0, (size_t)slash);
    h->project = str_from(path, (size_t)(slash + 1));
    if (!decode(a, &h->user) || !decode(a, &h->project))
        return false;
    if (h->user.len == 0)
        h->user = (Str){ NULL, 0 };
    h->project = without_git(h->project);
    h->committish = (Str){ NULL, 0 };
    if (u->fragment.len > 0) {
        h->committish = u->fragment;
        if (!decode(a, &h->committish))
            return false;
    }
    h->default_form = HOSTED_SHORTCUT;
    h->default_name = STR("shortcut");
    return true;
}

static bool has_word(const char *words, Str word)
{
    Str rest = str_of(words), w;

    while (str_next(&rest, ' ', &w)) {
        if (w.len == word.len + 1 && str_starts(w, word))
            return true;
    }
    return false;
}

static void set_default_form(const Url *u, Hosted *h)
{
    if (str_is(u->scheme, "git+ssh") || str_is(u->scheme, "ssh")) {
        h->default_form = HOSTED_SSHURL;
        h->default_name = STR("sshurl");
    } else if (str_is(u->scheme, "git+https") || str_is(u->scheme, "https")) {
        h->default_form = HOSTED_HTTPS;
        h->default_name = STR("https");
    } else {
        h->default_form = str_is(u->scheme, "git") ? HOSTED_GIT : HOSTED_NONE;
        h->default_name = u->scheme;
    }
}

static const HostedSite *site_of(const Url *u, bool *shortcut)
{
    Str host = u->host.ptr ? u->host : STR("");

    for (size_t i = 0; i < ARRAY_LEN(sites); i++) {
        if (str_is(u->scheme, sites[i].type)) {
            *shortcut = true;
            return &sites[i];
        }
    }
    *shortcut = false;
    if (str_starts(host, STR("www.")))
        host = str_from(host, 4);
    for (size_t i = 0; i < ARRAY_LEN(sites); i++) {
        if (str_is(host, sites[i].domain))
            return &sites[i];
    }
    return NULL;
}

static bool takes_auth(Str scheme)
{
    return has_word("git+https: git: http: https: git+http:", scheme);
}

bool hosted_parse(Arena *a, Str text, Hosted *out)
{
    Url u;
    bool shortcut;

    if (text.len == 0)
        return false;
    if (is_github_shorthand(text))
        text = arena_strf(a, "github:" STR_FMT, STR_ARG(text));
    if (!parse_git_url(a, text, &u))
        return false;
    *out = (Hosted){ .site = site_of(&u, &shortcut) };
    if (out->site == NULL)
        return false;
    out->type = str_of(out->site->type);
    out->domain = str_of(out->site->domain);
    if (takes_auth(u.scheme) && (u.username.len > 0 || u.password.len > 0))
        out->auth = arena_strf(a, STR_FMT "%s" STR_FMT, STR_ARG(u.username),
                               u.password.len > 0 ? ":" : "", STR_ARG(u.password));
    if (shortcut)
        return parse_shortcut(a, &u, out);
    if (!has_word(out->site->protocols, u.scheme) || !out->site->extract(a, &u, out))
        return false;
    if (!decode(a, &out->user) || !decode(a, &out->project) ||
        !decode(a, &out->committish))
        return false;
    set_default_form(&u, out);
    return true;
}

/* ---- Writing ---- */

typedef struct {
    Arena *arena;
    const Hosted *h;
    Str committish; /* "" where none is wanted */
    Str file;
    Buf out;
} Fill;

static void put_encoded(Fill *f, Str s)
{
    buf_str(&f->out, js_encode_uri_component(f->arena, s));
}

/* JavaScript writes a missing user as the word null. */
static void put_user(Fill *f)
{
    buf_str(&f->out, f->h->user.ptr ? f->h->user : STR("null"));
}

static void fill_name(Fill *f, Str name)
{
    if (str_is(name, "d")) {
        buf_str(&f->out, f->h->domain);
    } else if (str_is(name, "u")) {
        put_user(f);
    } else if (str_is(name, "p")) {
        buf_str(&f->out, f->h->project);
    } else if (str_is(name, "t")) {
        buf_str(&f->out, f->h->type);
    } else if (str_is(name, "f")) {
        buf_str(&f->out, f->file);
    } else if (str_is(name, "a@")) {
        if (f->h->auth.len > 0) {
            buf_str(&f->out, f->h->auth);
            buf_putc(&f->out, '@');
        }
    } else if (str_is(name, "c")) {
        if (f->committish.len > 0) {
            buf_putc(&f->out, '#');
            buf_str(&f->out, f->committish);
        }
    } else if (str_is(name, "C")) {
        put_encoded(f, f->committish.len > 0 ? f->committish : STR("HEAD"));
    } else if (str_is(name, "/c") || str_is(name, "tree")) {
        if (f->committish.len > 0) {
            buf_printf(&f->out, "/%s%s", name.len > 2 ? f->h->site->tree : "",
                       name.len > 2 ? "/" : "");
            put_encoded(f, f->committish);
        }
    } else if (str_is(name, "u%2Fp")) {
        Str user = f->h->user.ptr ? f->h->user : STR("null");

        put_encoded(f, arena_strf(f->arena, STR_FMT "/" STR_FMT, STR_ARG(user),
                                  STR_ARG(f->h->project)));
    } else {
        BUG("unknown name in a template");
    }
}

static Str fill(Arena *a, const Hosted *h, const char *template, Str file, unsigned flags)
{
    Fill f = { .arena = a, .h = h, .committish = STR(""), .file = file };
    Str rest, out;

    if (template == NULL)
        return (Str){ NULL, 0 };
    if (!(flags & HOSTED_NO_COMMITTISH) && h->committish.ptr != NULL)
        f.committish = h->committish;
    for (rest = str_of(template); rest.len > 0;) {
        ptrdiff_t open = str_index(rest, '{');

        if (open < 0) {
            buf_str(&f.out, rest);
            break;
        }
        buf_str(&f.out, str_sub(rest, 0, (size_t)open));
        rest = str_from(rest, (size_t)open + 1);
        fill_name(&f, str_sub(rest, 0, (size_t)str_index(rest, '}')));
        rest = str_from(rest, (size_t)str_index(rest, '}') + 1);
    }
    out = buf_view(&f.out);
    if (flags & HOSTED_NO_GIT_PLUS && str_starts(out, STR("git+")))
        out = str_from(out, 4);
    out = arena_str(a, out);
    buf_release(&f.out);
    return out;
}

static const char *template_of(const HostedSite *s, HostedForm form)
{
    switch (form) {
    case HOSTED_SSH: return s->ssh;
    case HOSTED_SSHURL: return s->sshurl;
    case HOSTED_HTTPS: return s->https;
    case HOSTED_GIT: return s->git;
    case HOSTED_SHORTCUT: return s->shortcut;
    case HOSTED_TARBALL: return s->tarball;
    case HOSTED_PATH: return s->path;
    case HOSTED_BROWSE: return s->browse;
    case HOSTED_DOCS: return s->docs;
    case HOSTED_BUGS: return s->bugs;
    case HOSTED_FILE: return s->file;
    default: return NULL;
    }
}

Str hosted_url(Arena *a, const Hosted *h, HostedForm form, unsigned flags)
{
    if (form == HOSTED_TARBALL)
        flags &= ~(unsigned)HOSTED_NO_COMMITTISH;
    return fill(a, h, template_of(h->site, form), STR(""), flags);
}

Str hosted_file_url(Arena *a, const Hosted *h, Str path, unsigned flags)
{
    if (str_starts(path, STR("/")))
        path = str_from(path, 1);
    return fill(a, h, h->site->file, path, flags);
}

Str hosted_folder_url(Arena *a, const Hosted *h, Str path)
{
    const char *template = "https://{d}/{p}{/c}#file-{f}"; /* a gist has no folders */

    if (str_starts(path, STR("/")))
        path = str_from(path, 1);
    if (h->site->tree != NULL)
        template = arena_printf(a, "https://{d}/{u}/{p}/%s/{C}/{f}", h->site->tree);
    return fill(a, h, template, path, 0);
}

Str hosted_text(Arena *a, const Hosted *h, unsigned flags)
{
    HostedForm form = h->default_form == HOSTED_NONE ? HOSTED_SSHURL : h->default_form;

    return hosted_url(a, h, form, flags);
}
