/* manifest_data.c: manifest_fix_data: the fields that npm's normalize-package-data knows,
 * brought into form. */
#include "common/hosted.h"
#include "common/jstext.h"
#include "common/url.h"
#include "pkg/model/manifest_fix.h"

#define NO_README "ERROR: No README data found!"

/* ---- The description ---- */

/* The first block of text that is no heading, its lines joined. */
static Str description(Arena *a, Str readme)
{
    Str rest = js_trim(readme), line, out = STR("");

    while (rest.len > 0) {
        Str trimmed;

        str_next(&rest, '\n', &line);
        trimmed = js_trim(line);
        if (out.len == 0 && (trimmed.len == 0 || trimmed.ptr[0] == '#'))
            continue;
        if (trimmed.len == 0)
            break;
        out = out.len == 0
                  ? line
                  : arena_strf(a, STR_FMT " " STR_FMT, STR_ARG(out), STR_ARG(line));
    }
    return js_trim(out);
}

static void fix_description(Arena *a, cJSON *pkg)
{
    const cJSON *d = json_get(pkg, "description");
    Str readme = json_str(json_get(pkg, "readme"));

    if (json_truthy(d) && !json_is_str(d)) {
        json_del(pkg, "description");
        d = NULL;
    }
    if (readme.len > 0 && !json_truthy(d) && !str_is(readme, NO_README))
        json_set(a, pkg, STR("description"), json_new_str(a, description(a, readme)));
}

/* ---- Bugs, homepage ---- */

static bool is_url(Arena *a, Str s)
{
    Url u;

    return url_parse(a, s, NULL, &u);
}

static bool is_mail(Str s)
{
    return str_index(s, '@') >= 0 && str_index(s, '@') < str_rindex(s, '.');
}

static void set_one(Arena *a, cJSON *pkg, const char *key, const char *inner, Str value)
{
    cJSON *o = json_new_obj(a);

    json_add_str(a, o, inner, value);
    json_set(a, pkg, str_of(key), o);
}

/* { url, email } of an object, without what isn't one. */
static void fix_bugs_object(Arena *a, cJSON *pkg, const cJSON *bugs)
{
    const cJSON *url = json_get(bugs, "web")    ? json_get(bugs, "web")
                       : json_get(bugs, "name") ? json_get(bugs, "name")
                                                : json_get(bugs, "url");
    const cJSON *mail = json_get(bugs, "email");
    cJSON *o = json_new_obj(a);

    if (json_is_str(url) && is_url(a, json_str(url)))
        json_add(a, o, STR("url"), json_dup(a, url));
    if (json_is_str(mail) && is_mail(json_str(mail)))
        json_add(a, o, STR("email"), json_dup(a, mail));
    if (o->child != NULL)
        json_set(a, pkg, STR("bugs"), o);
    else
        json_del(pkg, "bugs");
}

static void fix_bugs(Arena *a, cJSON *pkg)
{
    const cJSON *bugs = json_get(pkg, "bugs");
    Str repo = json_str(json_get(json_get(pkg, "repository"), "url")), url;
    Hosted h;

    if (!json_truthy(bugs)) {
        if (repo.len > 0 && hosted_parse(a, repo, &h)) {
            url = hosted_url(a, &h, HOSTED_BUGS, 0);
            if (url.ptr != NULL)
                set_one(a, pkg, "bugs", "url", url);
        }
    } else if (json_is_str(bugs)) {
        if (is_mail(json_str(bugs)))
            set_one(a, pkg, "bugs", "email", json_str(bugs));
        else if (is_url(a, json_str(bugs)))
            set_one(a, pkg, "bugs", "url", json_str(bugs));
        else
            json_del(pkg, "bugs");
    } else {
        fix_bugs_object(a, pkg, bugs);
    }
}

static void fix_homepage(Arena *a, cJSON *pkg)
{
    const cJSON *home = json_get(pkg, "homepage");
    Str repo = json_str(json_get(json_get(pkg, "repository"), "url"));
    Hosted h;

    if (!json_truthy(home)) {
        if (repo.len > 0 && hosted_parse(a, repo, &h))
            json_set(a, pkg, STR("homepage"),
                     json_new_str(a, hosted_url(a, &h, HOSTED_DOCS, 0)));
    } else if (!json_is_str(home)) {
        json_del(pkg, "homepage");
    } else if (!is_url(a, json_str(home))) {
        json_set(a, pkg, STR("homepage"),
                 json_new_str(a,
                              arena_strf(a, "http://" STR_FMT, STR_ARG(json_str(home)))));
    }
}

/* ---- Lists of texts ---- */

/* Only texts that aren't empty; what is no list goes. */
static void fix_list(cJSON *pkg, const char *key)
{
    cJSON *list = json_get(pkg, key);

    if (!json_truthy(list))
        return;
    if (!json_is_arr(list)) {
        json_del(pkg, key);
        return;
    }
    for (cJSON *e = list->child, *next; e != NULL; e = next) {
        next = e->next;
        if (!json_is_str(e) || json_str(e).len == 0)
            json_unlink(list, e);
    }
}

/* "a, b": split at commas with white space behind. */
static void split_keywords(Arena *a, cJSON *pkg)
{
    const cJSON *words = json_get(pkg, "keywords");
    cJSON *list;
    Str s;
    size_t start = 0;

    if (!json_is_str(words))
        return;
    s = json_str(words);
    list = json_new_arr(a);
    for (size_t i = 0; i < s.len; i++) {
        size_t k, n = 0;

        if (s.ptr[i] != ',')
            continue;
        while ((k = js_space(str_from(s, i + 1 + n))) > 0)
            n += k;
        if (n == 0)
            continue;
        json_push(list, json_new_str(a, str_sub(s, start, i)));
        start = i + 1 + n;
        i = start - 1;
    }
    json_push(list, json_new_str(a, str_from(s, start)));
    json_set(a, pkg, STR("keywords"), list);
}

static void fix_bundled(Arena *a, cJSON *pkg)
{
    fix_list(pkg, "bundleDependencies");
    JSON_EACH (e, json_get(pkg, "bundleDependencies")) {
        if (!json_is_obj(json_get(pkg, "dependencies")))
            json_set(a, pkg, STR("dependencies"), json_new_obj(a));
        if (json_getn(json_get(pkg, "dependencies"), json_str(e)) == NULL)
            json_set(a, json_get(pkg, "dependencies"), json_str(e),
                     json_new_str(a, STR("*")));
    }
}

/* ---- People ---- */

/* Between the last of `open` and the first `close` behind it. */
static Str enclosed(Str s, char open, char close)
{
    for (size_t i = 0; i < s.len; i++) {
        size_t end = i + 1;

        if (s.ptr[i] != open)
            continue;
        while (end < s.len && s.ptr[end] != open && s.ptr[end] != close)
            end++;
        if (end < s.len && s.ptr[end] == close && end > i + 1)
            return str_sub(s, i + 1, end);
    }
    return STR("");
}

Str manifest_person_text(Arena *a, const cJSON *p)
{
    Str name = json_str(json_get(p, "name")), url = json_str(json_get(p, "url"));
    Str mail = json_str(json_get(p, "email"));

    if (json_is_str(p))
        return json_str(p);
    if (url.len == 0)
        url = json_str(json_get(p, "web"));
    if (mail.len == 0)
        mail = json_str(json_get(p, "mail"));
    return arena_strf(a, STR_FMT "%s" STR_FMT "%s%s" STR_FMT "%s", STR_ARG(name),
                      mail.len ? " <" : "", STR_ARG(mail), mail.len ? ">" : "",
                      url.len ? " (" : "", STR_ARG(url), url.len ? ")" : "");
}

static cJSON *manifest_person(Arena *a, const cJSON *person)
{
    Str text = manifest_person_text(a, person), name, url, mail;
    cJSON *o = json_new_obj(a);
    size_t end = 0;

    while (end < text.len && text.ptr[end] != '(' && text.ptr[end] != '<')
        end++;
    name = js_trim(str_sub(text, 0, end));
    mail = enclosed(text, '<', '>');
    url = enclosed(text, '(', ')');
    if (name.len > 0)
        json_add_str(a, o, "name", name);
    if (mail.len > 0)
        json_add_str(a, o, "email", mail);
    if (url.len > 0)
        json_add_str(a, o, "url", url);
    return o;
}

static void fix_people(Arena *a, cJSON *pkg)
{
    static const char *const lists[] = { "maintainers", "contributors" };
    const cJSON *author = json_get(pkg, "author");

    if (json_truthy(author))
        json_set(a, pkg, STR("author"), manifest_person(a, author));
    for (size_t i = 0; i < 2; i++) {
        const cJSON *list = json_get(pkg, lists[i]);
        cJSON *people = json_new_arr(a);

        if (!json_is_arr(list))
            continue;
        JSON_EACH (p, list)
            json_push(people, manifest_person(a, p));
        json_set(a, pkg, str_of(lists[i]), people);
    }
}

int manifest_fix_data(Arena *a, cJSON *pkg, Err *err)
{
    const cJSON *man = json_get(pkg, "man");

    if (manifest_fix_basics(a, pkg, err) < 0)
        return err->code;
    fix_description(a, pkg);
    if (json_truthy(json_get(pkg, "modules")))
        json_del(pkg, "modules");
    fix_list(pkg, "files");
    if (json_is_str(man) && json_truthy(man)) {
        cJSON *list = json_new_arr(a);

        json_push(list, json_dup(a, man));
        json_set(a, pkg, STR("man"), list);
    }
    fix_bugs(a, pkg);
    split_keywords(a, pkg);
    fix_list(pkg, "keywords");
    fix_bundled(a, pkg);
    fix_homepage(a, pkg);
    fix_people(a, pkg);
    return 0;
}

/* ---- Order ---- */

void manifest_sort(Arena *a, cJSON *pkg)
{
    static const char *const order[] = {
        "name",
        "version",
        "private",
        "description",
        "keywords",
        "homepage",
        "bugs",
        "repository",
        "funding",
        "license",
        "author",
        "maintainers",
        "contributors",
        "type",
        "imports",
        "exports",
        "main",
        "browser",
        "types",
        "bin",
        "man",
        "directories",
        "files",
        "workspaces",
        "scripts",
        "config",
        "dependencies",
        "devDependencies",
        "peerDependencies",
        "peerDependenciesMeta",
        "optionalDependencies",
        "bundledDependencies",
        "bundleDependencies",
        "engines",
        "os",
        "cpu",
        "publishConfig",
        "devEngines",
        "licenses",
        "overrides",
    };
    cJSON *old = json_dup(a, pkg);

    while (pkg->child != NULL)
        json_unlink(pkg, pkg->child);
    for (size_t k = 0; k < sizeof order / sizeof order[0]; k++) {
        const cJSON *v = json_get(old, order[k]);

        if (v != NULL)
            json_add(a, pkg, str_of(order[k]), json_dup(a, v));
    }
    JSON_EACH (e, old)
        json_set(a, pkg, json_key(e), json_dup(a, e));
}
