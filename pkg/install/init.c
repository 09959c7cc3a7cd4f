/* init.c: see init.h. */
#include "pkg/install/init.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/bin_map.h"
#include "common/fs.h"
#include "common/jstext.h"
#include "common/path.h"
#include "common/pkg_name.h"
#include "common/semver.h"
#include "common/spec.h"
#include "common/vec.h"
#include "pkg/model/manifest_fix.h"

#define README_MAX ((size_t)16 << 20)

typedef VEC(Str) Names;

typedef struct {
    Arena *a;
    cJSON *pkg;
    const InitOptions *o;
    Names files;   /* of the folder, sorted */
    Names modules; /* of its node_modules */
    Names there;   /* of that of the folder the run was started in */
    bool has_there;
    Err *err;
} Init;

/* ---- Looking ---- */

static bool list(Init *i, const char *folder, Names *out)
{
    DIR *d = opendir(folder);
    struct dirent *e;

    if (d == NULL)
        return false;
    while ((e = readdir(d)) != NULL) {
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            vec_push_in(i->a, out, arena_str(i->a, str_of(e->d_name)));
    }
    closedir(d);
    if (out->len > 1)
        qsort(out->ptr, out->len, sizeof *out->ptr, str_order);
    return true;
}

static bool has(const Names *names, const char *name)
{
    VEC_EACH (Str, n, *names) {
        if (str_is(*n, name))
            return true;
    }
    return false;
}

static const char *file_of(Init *i, Str name)
{
    return path_join(i->a, i->o->folder, name).ptr;
}

/* The first name that ends so. */
static Str with_end(const Names *names, const char *end)
{
    VEC_EACH (Str, n, *names) {
        if (str_ends(*n, str_of(end)))
            return *n;
    }
    return STR("");
}

/* ---- Asking ---- */

static const cJSON *setting(Init *i, const char *key)
{
    char name[64];
    const cJSON *v;

    snprintf(name, sizeof name, "init.%s", key);
    v = i->o->setting(i->o->ctx, name);
    if (json_truthy(v))
        return v;
    snprintf(name, sizeof name, "init-%s", key);
    for (char *p = name; *p != '\0'; p++)
        *p = *p == '.' ? '-' : *p;
    return i->o->setting(i->o->ctx, name);
}

/* What is in package.json, else the setting, else the last. */
static Str known(Init *i, const char *field, const char *last)
{
    const cJSON *own = json_get(i->pkg, field);

    if (json_truthy(own) && json_is_str(own))
        return json_str(own);
    own = setting(i, field);
    return json_truthy(own) ? json_str(own) : str_of(last);
}

static void set(Init *i, const char *key, Str value)
{
    json_set(i->a, i->pkg, str_of(key), json_new_str(i->a, value));
}

typedef bool Check(Init *i, Str answer);

/* Asks until the answer will do. */
static int ask(Init *i, const char *what, Str suggestion, Check *check, Str *out)
{
    *out = suggestion;
    if (i->o->ask == NULL)
        return 0;
    do {
        *out = i->o->ask(i->o->ctx, what, suggestion);
        if (out->ptr == NULL)
            return err_set(i->err, ERR_ENOCODE, "canceled");
    } while (check != NULL && !check(i, *out));
    return 0;
}

static bool complain(Init *i, const char *text)
{
    i->o->complain(i->o->ctx, text);
    return false;
}

static bool check_name(Init *i, Str name)
{
    PkgNameCheck c;
    Buf b = { 0 };
    bool ok;

    pkg_name_validate(i->a, name, &c);
    for (size_t k = 0; k < c.n_errors + c.n_warnings; k++)
        buf_printf(&b, "%s" STR_FMT, k > 0 ? " and " : "",
                   STR_ARG(k < c.n_errors ? c.errors[k] : c.warnings[k - c.n_errors]));
    ok = b.len == 0 || complain(i, arena_printf(i->a, "Sorry, %s.", buf_cstr(&b)));
    buf_release(&b);
    return ok;
}

static bool check_version(Init *i, Str version)
{
    Semver v;

    return semver_parse(i->a, version, 0, &v) ||
           complain(i, arena_printf(i->a, "Invalid version: \"" STR_FMT "\"",
                                    STR_ARG(version)));
}

/* ---- The name ---- */

/* "node-x.js" -> "x", " " -> "-", letters lowered. */
static Str plain_name(Init *i, Str raw)
{
    char *out = arena_memdupz(i->a, raw.ptr, raw.len);
    Str s = str_n(out, raw.len);
    size_t n = 0;
    bool spaced = false;

    if (str_starts(s, STR("node-")))
        s = str_from(s, 5);
    if (str_ends(s, STR(".js")) || str_ends(s, STR("-js")))
        s.len -= 3;
    for (size_t k = 0; k < s.len;) {
        size_t space = js_space(str_from(s, k));

        if (space == 0 || !spaced)
            out[n++] = space > 0 ? '-' : s.ptr[k];
        spaced = space > 0;
        k += spaced ? space : 1;
    }
    return js_lower(i->a, str_n(out, n));
}

static Str proposed_name(Init *i)
{
    const cJSON *own = json_get(i->pkg, "name");
    Str name = json_truthy(own) ? json_str(own) : path_basename(i->o->folder);
    Str scope = i->o->scope, rest;
    Spec spec;
    Err ignored;

    name = plain_name(i, name);
    if (scope.len == 0)
        return name;
    if (spec_parse(i->a, name, i->o->folder, &spec, &ignored) == 0 &&
        spec.scope.len > 0 && str_cut(spec.name, '/', &rest, &name))
        (void)rest;
    return arena_strf(i->a, "%s" STR_FMT "/" STR_FMT, scope.ptr[0] == '@' ? "" : "@",
                      STR_ARG(scope), STR_ARG(name));
}

/* ---- What the folder tells ---- */

static int put_main(Init *i)
{
    Str own = arena_strf(i->a, STR_FMT ".js", STR_ARG(path_basename(i->o->folder)));
    Str first = with_end(&i->files, ".js"), answer;

    if (json_truthy(json_get(i->pkg, "main")))
        return 0;
    if (has(&i->files, "index.js") || first.len == 0)
        first = STR("index.js");
    else if (has(&i->files, "main.js"))
        first = STR("main.js");
    else if (has(&i->files, own.ptr))
        first = own;
    if (ask(i, "entry point", first, NULL, &answer) < 0)
        return i->err->code;
    set(i, "main", answer);
    return 0;
}

static void put_bin(Init *i)
{
    Names names = { 0 };
    Str first;

    if (json_truthy(json_get(i->pkg, "bin")) || !list(i, file_of(i, STR("bin")), &names))
        return;
    first = with_end(&names, ".js");
    if (first.len > 0)
        set(i, "bin", arena_strf(i->a, "bin/" STR_FMT, STR_ARG(first)));
}

static void put_directories(Init *i)
{
    static const char *const kinds[][2] = {
        { "example", "example" }, { "examples", "example" }, { "test", "test" },
        { "tests", "test" },      { "doc", "doc" },          { "docs", "doc" },
        { "man", "man" },         { "lib", "lib" },
    };
    cJSON *out = json_new_obj(i->a);

    VEC_EACH (Str, f, i->files) {
        for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
            if (str_is(*f, kinds[k][0]))
                json_set(i->a, out, str_of(kinds[k][1]), json_new_str(i->a, *f));
        }
    }
    if (out->child != NULL)
        json_set(i->a, i->pkg, STR("directories"), out);
}

static bool is_test_package(Str name)
{
    static const char *const names[] = { "coco", "coffee-script", "expresso",   "jasmine",
                                         "jest", "mocha",         "streamline", "tap" };

    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
        if (str_is(name, names[k]))
            return true;
    }
    return false;
}

/* Old versions of npm noted what somebody had installed by name. */
static bool is_users(const cJSON *pkg)
{
    JSON_EACH (r, json_get(pkg, "_requiredBy")) {
        if (str_is(json_str(r), "#USER"))
            return true;
    }
    return false;
}

/* What lies in node_modules becomes a dependency; npm looks for names where it was
 * started, and for their versions in the folder. */
static void put_installed(Init *i, const char *field, bool test, const cJSON *others)
{
    cJSON *deps = json_new_obj(i->a);

    if (json_truthy(json_get(i->pkg, field)) || !i->has_there)
        return;
    VEC_EACH (Str, m, i->there) {
        const char *file =
            file_of(i, arena_strf(i->a, "node_modules/" STR_FMT "/package.json",
                                  STR_ARG(*m)));
        Str text, version;
        cJSON *pkg;
        Err ignored;

        if (m->ptr[0] == '.' || test != is_test_package(*m) ||
            json_getn(others, *m) != NULL ||
            fs_read_arena(i->a, file, 0, &text, &ignored) < 0 ||
            json_parse(i->a, text, file, NULL, &pkg, &ignored) < 0)
            continue;
        version = json_str(json_get(pkg, "version"));
        if (version.len > 0 && !is_users(pkg))
            json_set(i->a, deps, *m,
                     json_new_str(i->a, arena_strf(i->a, STR_FMT STR_FMT,
                                                   STR_ARG(i->o->save_prefix),
                                                   STR_ARG(version))));
    }
    json_set(i->a, i->pkg, str_of(field), deps);
}

static int put_scripts(Init *i)
{
    static const char *const tools[][2] = { { "tap", "tap test/*.js" },
                                            { "expresso", "expresso test" },
                                            { "mocha", "mocha" } };
    Str none = STR("echo \"Error: no test specified\" && exit 1"), test = STR(""), answer;
    cJSON *scripts = json_new_obj(i->a);

    if (json_truthy(json_get(i->pkg, "scripts")))
        return 0;
    for (size_t k = 0; k < 3; k++) {
        if (has(&i->modules, tools[k][0]))
            test = str_of(tools[k][1]);
    }
    if (ask(i, "test command", test, NULL, &answer) < 0)
        return i->err->code;
    json_add_str(i->a, scripts, "test", answer.len > 0 ? answer : none);
    json_set(i->a, i->pkg, STR("scripts"), scripts);
    return 0;
}

/* "url = …" of the remote called origin, one or two lines below its head. */
static Str git_origin(Init *i)
{
    Str text, line, url = STR("");
    Err ignored;
    int below = -1;

    if (fs_read_arena(i->a, file_of(i, STR(".git/config")), 0, &text, &ignored) < 0)
        return url;
    for (Str rest = text; rest.len > 0 && below < 2;) {
        str_next(&rest, '\n', &line);
        if (str_ends(line, STR("\r")))
            line.len--;
        if (below >= 0) {
            below++;
            if (str_starts(js_trim(line), STR("url ="))) {
                url = js_trim(str_from(js_trim(line), 5));
                break;
            }
        } else if (str_is(line, "[remote \"origin\"]")) {
            below = 0;
        }
    }
    if (str_starts(url, STR("git@github.com:")))
        url = arena_strf(i->a, "https://github.com/" STR_FMT, STR_ARG(str_from(url, 15)));
    return url;
}

/* ---- The rest ---- */

static int put_keywords(Init *i)
{
    cJSON *words = json_new_arr(i->a);
    Str answer, rest, word;

    if (json_truthy(json_get(i->pkg, "keywords")))
        return 0;
    if (ask(i, "keywords", STR(""), NULL, &answer) < 0)
        return i->err->code;
    for (rest = answer; rest.len > 0;) {
        size_t n = 0;

        while (n < rest.len && rest.ptr[n] != ',' && js_space(str_from(rest, n)) == 0)
            n++;
        word = str_sub(rest, 0, n);
        rest = str_from(rest, n + 1);
        if (word.len > 0)
            json_push(words, json_new_str(i->a, word));
    }
    if (i->o->ask == NULL || answer.len > 0)
        json_set(i->a, i->pkg, STR("keywords"), words);
    return 0;
}

static int put_author(Init *i)
{
    static const char *const parts[] = { "name", "email", "url" };
    cJSON *author;
    Str answer;

    if (json_truthy(json_get(i->pkg, "author")))
        return 0;
    if (json_str(setting(i, "author.name")).len == 0) {
        if (ask(i, "author", STR(""), NULL, &answer) < 0)
            return i->err->code;
        set(i, "author", answer);
        return 0;
    }
    author = json_new_obj(i->a);
    for (size_t k = 0; k < 3; k++) {
        const cJSON *v = setting(i, arena_printf(i->a, "author.%s", parts[k]));

        if (v != NULL)
            json_add_str(i->a, author, parts[k], json_str(v));
    }
    json_set(i->a, i->pkg, STR("author"), author);
    return 0;
}

static int put_field(Init *i, const char *field, const char *what, Str suggestion,
                     Check *check)
{
    Str answer;

    if (ask(i, what, suggestion, check, &answer) < 0)
        return i->err->code;
    set(i, field, answer);
    return 0;
}

static int put_all(Init *i)
{
    cJSON *pkg = i->pkg;
    const cJSON *private = i->o->setting(i->o->ctx, "init-private");
    Str asked;

    if (json_truthy(json_get(pkg, "name")) && !json_is_str(json_get(pkg, "name")))
        return err_set(i->err, ERR_ENOCODE, "Invalid name: it is no text");
    if (put_field(i, "name", "package name", proposed_name(i), check_name) < 0 ||
        put_field(i, "version", "version", known(i, "version", "1.0.0"), check_version) <
            0)
        return i->err->code;
    if (!json_truthy(json_get(pkg, "description")) &&
        put_field(i, "description", "description", STR(""), NULL) < 0)
        return i->err->code;
    if (put_main(i) < 0)
        return i->err->code;
    put_bin(i);
    put_directories(i);
    put_installed(i, "dependencies", false, json_get(pkg, "devDependencies"));
    put_installed(i, "devDependencies", true, json_get(pkg, "dependencies"));
    if (put_scripts(i) < 0)
        return i->err->code;
    if (!json_truthy(json_get(pkg, "repository"))) {
        if (ask(i, "git repository", git_origin(i), NULL, &asked) < 0)
            return i->err->code;
        set(i, "repository", asked);
    }
    if (put_keywords(i) < 0 || put_author(i) < 0 ||
        put_field(i, "license", "license", known(i, "license", "ISC"), NULL) < 0 ||
        put_field(i, "type", "type", known(i, "type", "commonjs"), NULL) < 0)
        return i->err->code;
    if (json_get(pkg, "private") == NULL && private != NULL)
        json_set(i->a, pkg, STR("private"), json_dup(i->a, private));
    return 0;
}

/* ---- Afterwards ---- */

static bool is_readme(Str name, bool *markdown)
{
    static const char letters[] = "markdown";
    Str low = str_sub(name, 0, name.len), end;
    size_t k = 0;

    if (low.len < 6 || !str_ieq(str_sub(low, 0, 6), STR("readme")))
        return false;
    *markdown = false;
    if (low.len == 6)
        return true;
    if (low.ptr[6] != '.')
        return false;
    end = str_from(low, (size_t)str_rindex(low, '.') + 1);
    for (size_t n = 0; n < end.len; n++) {
        while (letters[k] != '\0' && letters[k] != (end.ptr[n] | 0x20))
            k++;
        if (letters[k++] == '\0')
            return true;
    }
    *markdown = true;
    return true;
}

static void put_readme(Init *i)
{
    Str best = STR(""), text;
    Err ignored;

    VEC_EACH (Str, f, i->files) {
        bool markdown;

        if (!is_readme(*f, &markdown) || !fs_is_file(file_of(i, *f)))
            continue;
        if (markdown) {
            best = *f;
            break;
        }
        if (str_is(*f, "README"))
            best = *f;
    }
    if (best.len > 0 &&
        fs_read_arena(i->a, file_of(i, best), README_MAX, &text, &ignored) == 0)
        json_set(i->a, i->pkg, STR("readme"), json_new_str(i->a, text));
}

/* Scripts and types that npm reads out of the folder. */
static void put_found(Init *i)
{
    cJSON *scripts = json_get(i->pkg, "scripts");
    Str entry = json_str(json_get(i->pkg, "main")), types;

    VEC_EACH (Str, f, i->files) {
        if (!str_ends(*f, STR(".gyp")) || f->ptr[0] == '.' || !json_is_obj(scripts) ||
            json_get(scripts, "install") != NULL ||
            json_get(scripts, "preinstall") != NULL ||
            json_is_false(json_get(i->pkg, "gypfile")))
            continue;
        json_set(i->a, scripts, STR("install"),
                 json_new_str(i->a, STR("node-gyp rebuild")));
        json_set(i->a, i->pkg, STR("gypfile"), json_new_bool(i->a, true));
    }
    if (json_is_obj(scripts) && json_get(scripts, "start") == NULL &&
        has(&i->files, "server.js"))
        json_set(i->a, scripts, STR("start"), json_new_str(i->a, STR("node server.js")));
    entry.len -= path_extname(entry).len;
    types = arena_strf(i->a, "./" STR_FMT ".d.ts", STR_ARG(path_normalize(i->a, entry)));
    if (json_get(i->pkg, "types") == NULL && json_get(i->pkg, "typings") == NULL &&
        fs_kind(file_of(i, types)) != FS_NONE)
        set(i, "types", types);
}

static int finish(Init *i)
{
    cJSON *pkg = i->pkg, *bin = NULL, *deps;
    Str said = json_str(json_get(pkg, "description"));
    const cJSON *author;

    put_found(i);
    put_readme(i);
    if (bin_map_normalize(i->a, pkg, &bin, i->err) < 0)
        return i->err->code;
    if (bin != NULL)
        json_set(i->a, pkg, STR("bin"), bin);
    else
        json_del(pkg, "bin");
    if (manifest_fix_data(i->a, pkg, i->err) < 0)
        return i->err->code;
    author = json_get(pkg, "author");
    if (json_truthy(author))
        set(i, "author", manifest_person_text(i->a, author));
    json_del(pkg, "readme");
    json_del(pkg, "readmeFilename");
    json_del(pkg, "_id");
    json_del(pkg, "gitHead");
    if (!json_truthy(json_get(pkg, "repository")))
        json_del(pkg, "repository");
    if (!json_truthy(json_get(pkg, "description")))
        set(i, "description", said);
    deps = json_get(pkg, "dependencies");
    if (json_is_obj(deps)) {
        JSON_EACH (e, json_get(pkg, "optionalDependencies"))
            json_del(deps, e->string);
        if (deps->child == NULL)
            json_del(pkg, "dependencies");
    }
    return 0;
}

int init_manifest(Arena *a, cJSON *pkg, const InitOptions *o, Err *err)
{
    Init i = { .a = a, .pkg = pkg, .o = o, .err = err };
    Semver v;

    (void)list(&i, o->folder.ptr, &i.files);
    (void)list(&i, file_of(&i, STR("node_modules")), &i.modules);
    i.has_there = list(&i, path_join(a, o->cwd, STR("node_modules")).ptr, &i.there);
    if (!semver_parse(a, json_str(json_get(pkg, "version")), 0, &v))
        json_del(pkg, "version");
    if (put_all(&i) < 0)
        return err->code;
    return finish(&i);
}
