/* world.c: files and a registry in memory. */
#include "tests/resolve/world.h"

#include "common/integrity.h"
#include <errno.h>

#include "common/base64.h"
#include "common/hex.h"
#include "common/path.h"
#include "pkg/model/manifest.h"

/* ---- Files ---- */

static Str absolute(World *w, Str path)
{
    return path_resolve(w->arena, STR(WORLD_ROOT), path);
}

static void put_file(World *w, Str path, Str text)
{
    Str *s = arena_new(w->arena, Str);

    *s = text;
    map_set(&w->files, path, s);
}

void world_set_file(World *w, Str name, Str text)
{
    put_file(w, absolute(w, name), text);
    map_clear(&w->folders);
}

static Str pretty(Arena *a, const cJSON *j)
{
    JsonStyle style = json_default_style();
    Buf b = { 0 };

    json_write(j, &style, &b);
    return buf_to_arena(&b, a);
}

void world_set_files(World *w, const cJSON *files)
{
    JSON_EACH (f, files) {
        if (json_is_null(f)) {
            map_del(&w->files, absolute(w, json_key(f)));
            continue;
        }
        const cJSON *json = json_get(f, "json"), *link = json_get(f, "link");

        if (link != NULL)
            put_file(w, absolute(w, json_key(f)),
                     arena_strf(w->arena, "\x01link" STR_FMT, STR_ARG(json_str(link))));
        else if (json != NULL)
            put_file(w, absolute(w, json_key(f)), pretty(w->arena, json));
        else
            put_file(w, absolute(w, json_key(f)),
                     json_is_str(f) ? json_str(f) : json_str(json_get(f, "text")));
    }
    map_clear(&w->folders);
}

/* The path with links in its upper part followed. */
static Str followed(World *w, Str path, int depth)
{
    Str rest = path;

    while (depth < 20) {
        const Str *s = map_get(&w->files, rest);

        if (s != NULL && str_starts(*s, STR("\x01link"))) {
            Str to = path_resolve(w->arena, path_dirname(rest), str_from(*s, 5));

            return followed(w,
                            path_resolve(w->arena, to,
                                         path_relative(w->arena, rest, path)),
                            depth + 1);
        }
        if (rest.len <= 1)
            break;
        rest = path_dirname(rest);
    }
    return path;
}

static bool is_folder(World *w, Str path)
{
    MAP_EACH (f, w->files) {
        if (f->key.len > path.len && str_starts(f->key, path) &&
            f->key.ptr[path.len] == '/')
            return true;
    }
    return false;
}

static FilesKind kind_of(void *ctx, Str path)
{
    World *w = ctx;
    const Str *s;

    path = path_join(w->arena, followed(w, path_dirname(path), 0), path_basename(path));
    s = map_get(&w->files, path);
    if (s != NULL)
        return str_starts(*s, STR("\x01link")) ? FILES_LINK : FILES_FILE;
    return is_folder(w, path) ? FILES_DIR : FILES_NONE;
}

static int read_text(void *ctx, Arena *a, Str path, Str *out, Err *err)
{
    World *w = ctx;
    const Str *s = map_get(&w->files, followed(w, path, 0));

    (void)a;
    if (s == NULL)
        return err_set(err, -ENOENT, "no file " STR_FMT, STR_ARG(path));
    *out = *s;
    return 0;
}

static void list_folder(void *ctx, Arena *a, Str path, FileNames *out)
{
    World *w = ctx;

    path = followed(w, path, 0);
    MAP_EACH (f, w->files) {
        Str name;
        bool seen = false;

        if (f->key.len <= path.len || !str_starts(f->key, path) ||
            f->key.ptr[path.len] != '/')
            continue;
        name = str_from(f->key, path.len + 1);
        if (str_index(name, '/') >= 0)
            name = str_sub(name, 0, (size_t)str_index(name, '/'));
        VEC_EACH (Str, s, *out)
            seen = seen || str_eq(*s, name);
        if (!seen)
            vec_push_in(a, out, name);
    }
}

static Str real_path(void *ctx, Arena *a, Str path)
{
    World *w = ctx;
    Str p = followed(w, path, 0);

    (void)a;
    return map_has(&w->files, p) || is_folder(w, p) ? p : (Str){ NULL, 0 };
}

Files world_files(World *w)
{
    return (Files){ w, kind_of, read_text, list_folder, real_path };
}

Str world_file(World *w, Str name)
{
    const Str *s = map_get(&w->files, absolute(w, name));

    return s ? *s : (Str){ NULL, 0 };
}

/* ---- The registry ---- */

static void fill_dist(World *w, cJSON *m, Str name, Str version)
{
    cJSON *dist = json_get(m, "dist");
    Str base = path_basename(name);

    if (dist != NULL)
        return;
    dist = json_new_obj(w->arena);
    json_add_str(w->arena, dist, "tarball",
                 arena_strf(w->arena,
                            "http://registry/" STR_FMT "/-/" STR_FMT "-" STR_FMT ".tgz",
                            STR_ARG(name), STR_ARG(base), STR_ARG(version)));
    json_add(w->arena, m, STR("dist"), dist);
}

/* A short document made whole. */
static cJSON *complete(World *w, const cJSON *doc, Str name)
{
    cJSON *d = json_dup(w->arena, doc), *tags = json_get(d, "dist-tags");
    const cJSON *last = NULL;

    json_set(w->arena, d, STR("name"), json_new_str(w->arena, name));
    JSON_EACH (m, json_get(d, "versions")) {
        json_set(w->arena, m, STR("name"), json_new_str(w->arena, name));
        json_set(w->arena, m, STR("version"), json_new_str(w->arena, json_key(m)));
        fill_dist(w, m, name, json_key(m));
        if (str_index(json_key(m), '-') < 0 || last == NULL)
            last = m;
    }
    if (tags == NULL && last != NULL) {
        tags = json_new_obj(w->arena);
        json_add_str(w->arena, tags, "latest", json_key(last));
        json_add(w->arena, d, STR("dist-tags"), tags);
    }
    return d;
}

static Packument *packument(World *w, Str name, Err *err)
{
    Packument *p = map_get(&w->packuments, name);
    const cJSON *doc = json_getn(w->registry, name);
    Str text;

    if (p != NULL)
        return p;
    if (doc == NULL) {
        err_set(err, ERR_E404, "'" STR_FMT "@' is not in this registry", STR_ARG(name));
        return NULL;
    }
    text = json_is_str(doc) ? json_str(doc) : json_text(w->arena, complete(w, doc, name));
    if (packument_from_json(text, "packument", NULL, &p, err) < 0)
        return NULL;
    map_set(&w->packuments, arena_str(w->arena, name), p);
    return p;
}

static void set_text(World *w, cJSON *m, const char *key, Str s)
{
    json_set(w->arena, m, str_of(key), json_new_str(w->arena, s));
}

static cJSON *as_pacote(World *w, const cJSON *manifest)
{
    cJSON *m = json_dup(w->arena, manifest);
    Str tarball = json_str(json_at(m, "dist", "tarball", NULL));
    Str integrity = json_str(json_at(m, "dist", "integrity", NULL));
    Str shasum = json_str(json_at(m, "dist", "shasum", NULL));
    Buf bytes = { 0 }, text = { 0 };

    if (tarball.len > 0)
        set_text(w, m, "_resolved", tarball);
    if (integrity.len > 0)
        set_text(w, m, "_integrity", integrity);
    else if (shasum.len > 0 && hex_decode(shasum, &bytes)) {
        buf_puts(&text, "sha1-");
        base64_encode(bytes.ptr, bytes.len, &text);
        set_text(w, m, "_integrity", buf_view(&text));
    }
    buf_release(&bytes);
    buf_release(&text);
    manifest_normalize(w->arena, m);
    return m;
}

static int get_manifest(void *ctx, const Spec *spec, bool root, const cJSON **out,
                        Err *err)
{
    World *w = ctx;
    const Spec *s = spec->sub ? spec->sub : spec;
    Packument *p;
    const cJSON *m;
    Pick pick;
    int rc;

    (void)root;
    if (!s->registry)
        return err_set(err, ERR_EUNSUPPORTED, "worlds have no " STR_FMT, STR_ARG(s->raw));
    p = packument(w, s->name, err);
    if (p == NULL)
        return err->code;
    rc = pick_manifest(p, s->fetch_spec, &w->pick, &pick, err);
    if (rc < 0)
        return rc;
    m = packument_manifest(p, pick.index, err);
    if (m == NULL)
        return err->code;
    *out = as_pacote(w, m);
    return 0;
}

/* package.json of a folder, as npm reads it: notes of npm's own are left out. */
static const cJSON *get_folder(void *ctx, Str path)
{
    World *w = ctx;
    cJSON *pkg = map_get(&w->folders, path);
    Str text = STR("");
    Err err;

    if (pkg != NULL)
        return pkg;
    if (read_text(w, w->arena, path_join(w->arena, path, STR("package.json")), &text,
                  &err) < 0 ||
        json_parse(w->arena, text, "package.json", NULL, &pkg, &err) < 0)
        return json_new_obj(w->arena);
    manifest_normalize(w->arena, pkg);
    map_set(&w->folders, arena_str(w->arena, path), pkg);
    return pkg;
}

static int get_contents(void *ctx, Node *n, Files *out, Str *base, Err *err)
{
    World *w = ctx;
    Str id = arena_strf(w->arena, STR_FMT "@" STR_FMT, STR_ARG(node_package_name(n)),
                        STR_ARG(node_version(n)));

    (void)err;
    *base = arena_strf(w->arena, "/world/tarballs/" STR_FMT, STR_ARG(id));
    JSON_EACH (f, json_getn(w->bundles, id))
        put_file(w, path_join(w->arena, *base, json_key(f)), json_str(f));
    *out = world_files(w);
    return 0;
}

TreeSource world_source(World *w)
{
    return (TreeSource){
        .ctx = w, .manifest = get_manifest, .folder = get_folder, .contents = get_contents
    };
}

/* ---- The whole ---- */

static void drop_packuments(World *w)
{
    MAP_EACH (p, w->packuments)
        packument_free(p->value);
    map_clear(&w->packuments);
}

void world_set_registry(World *w, const cJSON *registry)
{
    w->registry = json_get(registry, "packages");
}

void resolve_world_init(World *w, Arena *a, const cJSON *doc)
{
    *w = (World){ .arena = a, .bundles = json_get(doc, "bundles") };
    w->pick = pick_default_options();
    w->pick.node_version = json_str(json_get(doc, "node"));
    w->pick.npm_version = json_str(json_get(doc, "npm"));
    world_set_registry(w, json_get(doc, "registry"));
    world_set_files(w, json_get(doc, "files"));
    JSON_EACH (ws, json_get(doc, "workspaces")) {
        Str *path = arena_new(a, Str);

        *path = absolute(w, json_str(ws));
        map_set(&w->workspaces, json_key(ws), path);
    }
}

void resolve_world_release(World *w)
{
    drop_packuments(w);
    map_release(&w->packuments);
    map_release(&w->files);
    map_release(&w->folders);
    map_release(&w->workspaces);
}
