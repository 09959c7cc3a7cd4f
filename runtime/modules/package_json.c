/* package_json.c: reading package.json files. */
#include "runtime/modules/package_json.h"

#include "common/fs.h"
#include "common/path.h"

#define MAX_SIZE ((size_t)64 << 20)

static const cJSON *present(const cJSON *doc, const char *key)
{
    const cJSON *j = json_get(doc, key);

    return json_is_null(j) ? NULL : j;
}

static PackageJson *read_package(PackageCache *c, Str dir)
{
    PackageJson *p;
    Buf text = { 0 };
    cJSON *doc;
    Err err;
    const char *path = arena_printf(c->arena, STR_FMT "%spackage.json", STR_ARG(dir),
                                    str_ends(dir, STR("/")) ? "" : "/");
    Str type;

    if (fs_read_all(path, MAX_SIZE, &text, &err) < 0) {
        buf_release(&text);
        return NULL;
    }
    p = arena_new(c->arena, PackageJson);
    p->path = path;
    p->dir = dir;
    p->name = p->main = STR("");
    if (json_parse(c->arena, buf_view(&text), path, NULL, &doc, &err) < 0) {
        p->error = arena_strdup(c->arena, err.msg);
    } else {
        p->name = json_str(json_get(doc, "name"));
        p->main = json_str(json_get(doc, "main"));
        p->exports = present(doc, "exports");
        p->imports =
            json_is_obj(json_get(doc, "imports")) ? json_get(doc, "imports") : NULL;
        type = json_str(json_get(doc, "type"));
        p->type = str_is(type, "module")     ? PACKAGE_TYPE_MODULE
                  : str_is(type, "commonjs") ? PACKAGE_TYPE_COMMONJS
                                             : PACKAGE_TYPE_NONE;
    }
    buf_release(&text);
    return p;
}

const PackageJson *package_json_in(PackageCache *c, Str dir)
{
    MapEntry *e = map_find(&c->by_dir, dir);
    PackageJson *p;

    if (e != NULL)
        return e->value;
    dir = arena_str(c->arena, dir);
    p = read_package(c, dir);
    map_set(&c->by_dir, dir, p);
    return p;
}

const PackageJson *package_json_scope(PackageCache *c, Str dir)
{
    for (;;) {
        const PackageJson *p;
        Str up;

        if (str_is(path_basename(dir), "node_modules"))
            return NULL;
        p = package_json_in(c, dir);
        if (p != NULL)
            return p;
        up = path_dirname(dir);
        if (up.len == dir.len)
            return NULL;
        dir = up;
    }
}
