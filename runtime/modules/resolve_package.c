/* resolve_package.c: the exports and imports of a package (Node's
 * PACKAGE_EXPORTS_RESOLVE, PACKAGE_IMPORTS_RESOLVE, PACKAGE_TARGET_RESOLVE,
 * PATTERN_KEY_COMPARE). */
#include "common/fs.h"
#include "common/path.h"
#include "runtime/modules/resolve.h"

/* What a target leads to. */
typedef enum { TARGET_FOUND, TARGET_NONE, TARGET_NULL, TARGET_ERROR } Target;

typedef struct {
    Resolver *r;
    const PackageJson *package;
    const ResolveHow *how;
    Str key;     /* the key in exports or imports */
    Str pattern; /* what the * stands for; ptr NULL where the key has none */
    bool imports;
    Str out;
    ResolveError *error;
} Search;

static Target resolve_target(Search *s, const cJSON *target);

/* A piece of a path that would lead out of the package, plain or escaped. */
static bool is_bad_piece(Str piece)
{
    return str_is(piece, ".") || str_is(piece, "..") ||
           str_ieq(piece, STR("node_modules")) || str_ieq(piece, STR("%2e")) ||
           str_ieq(piece, STR("%2e%2e")) || str_ieq(piece, STR(".%2e")) ||
           str_ieq(piece, STR("%2e."));
}

static bool has_bad_piece(Str path)
{
    Str rest = path, piece;

    for (size_t i = 0; i < path.len; i++) {
        if (path.ptr[i] == '\\')
            return true;
    }
    while (str_next(&rest, '/', &piece)) {
        if (is_bad_piece(piece))
            return true;
    }
    return false;
}

static Target bad_target(Search *s, Str target)
{
    resolve_fail(s->error, "Error", "ERR_INVALID_PACKAGE_TARGET",
                 "Invalid \"%s\" target \"" STR_FMT
                 "\" defined %s in the package config %s%s",
                 s->imports ? "imports" : "exports", STR_ARG(target),
                 str_is(s->key, ".")
                     ? "for '.'"
                     : arena_printf(s->r->arena, "for '" STR_FMT "'", STR_ARG(s->key)),
                 s->package->path,
                 str_starts(target, STR("./")) ? "" : "; targets must start with \"./\"");
    return TARGET_ERROR;
}

/* The target with each * replaced. */
static Str fill_pattern(Search *s, Str target)
{
    Buf b = { 0 };

    if (s->pattern.ptr == NULL)
        return target;
    for (size_t i = 0; i < target.len; i++) {
        if (target.ptr[i] == '*')
            buf_str(&b, s->pattern);
        else
            buf_putc(&b, target.ptr[i]);
    }
    return buf_to_arena(&b, s->r->arena);
}

static Target string_target(Search *s, Str target)
{
    Str path;

    if (!str_starts(target, STR("./"))) {
        /* An import may lead to another package, but not to a path. */
        if (!s->imports || str_starts(target, STR("../")) || path_is_absolute(target))
            return bad_target(s, target);
        if (resolve_request(s->r, fill_pattern(s, target), s->package->dir, s->how,
                            &s->out, s->error) < 0) {
            /* A builtin: the caller loads it by name. */
            if (strcmp(s->error->code, "MODULE_NOT_FOUND") != 0)
                return TARGET_ERROR;
            s->out = fill_pattern(s, target);
        }
        return TARGET_FOUND;
    }
    if (has_bad_piece(str_from(target, 2)))
        return bad_target(s, target);
    if (s->pattern.ptr != NULL && has_bad_piece(s->pattern)) {
        resolve_fail(s->error, "TypeError", "ERR_INVALID_MODULE_SPECIFIER",
                     "Invalid module \"" STR_FMT "\" is not a valid match in pattern "
                     "\"" STR_FMT "\" for the package config %s",
                     STR_ARG(s->pattern), STR_ARG(s->key), s->package->path);
        return TARGET_ERROR;
    }
    path = path_join(s->r->arena, s->package->dir, fill_pattern(s, target));
    if (!fs_is_file(path.ptr)) {
        resolve_fail(s->error, "Error", "MODULE_NOT_FOUND", "Cannot find module '%s'",
                     path.ptr);
        s->error->path = str_of(s->package->path);
        return TARGET_ERROR;
    }
    if (s->r->preserve_symlinks)
        s->out = path;
    else if (fs_realpath(s->r->arena, path.ptr, &s->out, NULL) < 0)
        s->out = path;
    return TARGET_FOUND;
}

static bool has_condition(const ResolveHow *how, const char *name)
{
    if (strcmp(name, "default") == 0)
        return true;
    for (size_t i = 0; i < how->n_conditions; i++) {
        if (str_is(how->conditions[i], name))
            return true;
    }
    return false;
}

static Target array_target(Search *s, const cJSON *target)
{
    Target last = TARGET_NONE;

    JSON_EACH (item, target) {
        Target t = resolve_target(s, item);

        if (t == TARGET_FOUND)
            return t;
        if (t == TARGET_ERROR &&
            strcmp(s->error->code, "ERR_INVALID_PACKAGE_TARGET") != 0)
            return t;
        if (t != TARGET_NONE)
            last = t;
    }
    return last;
}

static Target object_target(Search *s, const cJSON *target)
{
    JSON_EACH (m, target) {
        Target t;

        if (!has_condition(s->how, m->string))
            continue;
        t = resolve_target(s, m);
        if (t != TARGET_NONE)
            return t;
    }
    return TARGET_NONE;
}

static Target resolve_target(Search *s, const cJSON *target)
{
    if (json_is_str(target))
        return string_target(s, json_str(target));
    if (json_is_arr(target))
        return array_target(s, target);
    if (json_is_obj(target))
        return object_target(s, target);
    return json_is_null(target) ? TARGET_NULL : bad_target(s, STR("[object]"));
}

/* ---- Keys ---- */

/* The longer part before the * wins, then the longer key. */
static bool better_key(Str a, Str b)
{
    ptrdiff_t x = str_index(a, '*'), y = str_index(b, '*');

    return x != y ? x > y : a.len > b.len;
}

/* The entry for a name: the key itself, or the best pattern. */
static const cJSON *find_key(Search *s, const cJSON *table, Str name)
{
    const cJSON *best = str_index(name, '*') < 0 ? json_getn(table, name) : NULL;
    Str best_key = STR("");

    if (best != NULL && !str_ends(name, STR("/"))) {
        s->key = name;
        return best;
    }
    best = NULL;
    JSON_EACH (m, table) {
        Str key = json_key(m);
        ptrdiff_t star = str_index(key, '*');
        Str before, after;

        if (star < 0 || str_rindex(key, '*') != star)
            continue;
        before = str_sub(key, 0, (size_t)star);
        after = str_from(key, (size_t)star + 1);
        if (!str_starts(name, before) || str_eq(name, before) || !str_ends(name, after) ||
            name.len < key.len)
            continue;
        if (best != NULL && !better_key(key, best_key))
            continue;
        best = m;
        best_key = s->key = key;
        s->pattern = str_sub(name, before.len, name.len - after.len);
    }
    return best;
}

/* exports without subpaths: a target, or conditions, for "." alone. */
static bool is_sugar(const cJSON *exports)
{
    return !json_is_obj(exports) || exports->child == NULL ||
           exports->child->string[0] != '.';
}

int resolve_exports(Resolver *r, const PackageJson *p, Str subpath, const ResolveHow *how,
                    Str *out, ResolveError *error)
{
    Search s = { .r = r, .package = p, .how = how, .key = subpath, .error = error };
    const cJSON *target = NULL;
    Target t = TARGET_NONE;

    if (is_sugar(p->exports)) {
        if (str_is(subpath, "."))
            target = p->exports;
    } else {
        target = find_key(&s, p->exports, subpath);
    }
    if (target != NULL)
        t = resolve_target(&s, target);
    if (t == TARGET_ERROR)
        return -1;
    if (t == TARGET_FOUND) {
        *out = s.out;
        return 0;
    }
    if (str_is(subpath, "."))
        return resolve_fail(error, "Error", "ERR_PACKAGE_PATH_NOT_EXPORTED",
                            "No \"exports\" main defined in %s", p->path);
    return resolve_fail(error, "Error", "ERR_PACKAGE_PATH_NOT_EXPORTED",
                        "Package subpath '" STR_FMT
                        "' is not defined by \"exports\" in %s",
                        STR_ARG(subpath), p->path);
}

int resolve_imports(Resolver *r, Str name, Str dir, const ResolveHow *how, Str *out,
                    ResolveError *error)
{
    const PackageJson *p = package_json_scope(&r->packages, dir);
    Search s = {
        .r = r, .package = p, .how = how, .key = name, .imports = true, .error = error
    };
    const cJSON *target;
    Target t = TARGET_NONE;

    if (str_is(name, "#") || str_starts(name, STR("#/")) || str_ends(name, STR("/")))
        return resolve_fail(error, "TypeError", "ERR_INVALID_MODULE_SPECIFIER",
                            "Invalid module \"" STR_FMT
                            "\" is not a valid internal imports specifier name",
                            STR_ARG(name));
    if (p != NULL && p->imports != NULL) {
        target = find_key(&s, p->imports, name);
        if (target != NULL)
            t = resolve_target(&s, target);
    }
    if (t == TARGET_ERROR)
        return -1;
    if (t == TARGET_FOUND) {
        *out = s.out;
        return 0;
    }
    return resolve_fail(error, "TypeError", "ERR_PACKAGE_IMPORT_NOT_DEFINED",
                        "Package import specifier \"" STR_FMT
                        "\" is not defined%s%s imported from " STR_FMT,
                        STR_ARG(name), p ? " in package " : "", p ? p->path : "",
                        STR_ARG(dir));
}
