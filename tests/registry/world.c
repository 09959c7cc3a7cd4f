/* world.c: from the fixture to manifests and documents. */
#include "tests/registry/world.h"

#include <time.h>

#include "common/bug.h"
#include "common/fs.h"
#include "common/hash.h"
#include "common/hex.h"
#include "common/integrity.h"
#include "common/json_write.h"
#include "common/path.h"
#include "tests/registry/tar_make.h"
#include "tests/registry/tarball.h"

#define DAY_ONE 1577836800L /* 2020-01-01 */

bool world_flag(const World *w, const char *name)
{
    return !json_is_false(json_get(w->root, name));
}

/* ---- Loading ---- */

static Str replace_all(Arena *a, Str text, Str from, Str to)
{
    Buf out = { 0 };
    ptrdiff_t at;

    while ((at = str_find(text, from)) >= 0) {
        buf_str(&out, str_sub(text, 0, (size_t)at));
        buf_str(&out, to);
        text = str_from(text, (size_t)at + from.len);
    }
    buf_str(&out, text);
    return buf_to_arena(&out, a);
}

static Package *add_package(World *w, Str name)
{
    Package *p = arena_new(&w->arena, Package);

    p->name = arena_str(&w->arena, name);
    map_set(&w->packages, p->name, p);
    return p;
}

static void add_folder_packages(World *w, Str dir, Str scope)
{
    DirNames names = dir_names(&w->arena, dir);

    VEC_EACH (Str, name, names) {
        Str sub = path_join(&w->arena, dir, *name);
        Str full = arena_strf(&w->arena, STR_FMT STR_FMT, STR_ARG(scope), STR_ARG(*name));

        if (str_starts(*name, STR("@")) && scope.len == 0)
            add_folder_packages(w, sub,
                                arena_strf(&w->arena, STR_FMT "/", STR_ARG(*name)));
        else
            add_package(w, full)->folder = sub;
    }
}

static Str local_host(Arena *a, Str url)
{
    return replace_all(a, url, STR("127.0.0.1"), STR("localhost"));
}

static int load_json(World *w, const char *path, Err *err)
{
    Arena *a = &w->arena;
    Str text;

    if (fs_read_arena(a, path, 0, &text, err) < 0)
        return err->code;
    text = replace_all(a, text, STR("{{URL}}"), w->url);
    text = replace_all(a, text, STR("{{OTHER}}"), w->other);
    text = replace_all(a, text, STR("{{LOCALHOST}}"), local_host(a, w->url));
    if (json_parse(a, text, path, NULL, &w->root, err) < 0)
        return err->code;
    JSON_EACH (m, json_get(w->root, "packages"))
        add_package(w, json_key(m))->fixture = m;
    return 0;
}

int world_load(World *w, const char *path, Str url, Str other, Err *err)
{
    Str folder = str_of(path);
    int rc = 0;

    *w = (World){ .url = url, .other = other };
    if (fs_is_dir(path)) {
        w->root = json_new_obj(&w->arena);
    } else {
        rc = load_json(w, path, err);
        w->dir = path_dirname(str_of(path));
        folder = json_str(json_get(w->root, "folder"));
        if (rc == 0 && folder.len > 0)
            folder = path_resolve(&w->arena, w->dir, folder);
    }
    if (rc == 0 && folder.len > 0)
        add_folder_packages(w, folder, STR(""));
    return rc;
}

void world_release(World *w)
{
    MAP_EACH (e, w->packages)
        map_release(&((Package *)e->value)->tarballs);
    map_release(&w->packages);
    arena_release(&w->arena);
}

/* ---- Manifests ---- */

/* "left-pad-1.0.0.tgz", without the scope. */
static Str tarball_name(Arena *a, Str name, Str version)
{
    ptrdiff_t slash = str_rindex(name, '/');

    return arena_strf(a, STR_FMT "-" STR_FMT ".tgz",
                      STR_ARG(str_from(name, (size_t)(slash + 1))), STR_ARG(version));
}

static Str sha512_of(Arena *a, Str bytes)
{
    Str algorithm = STR("sha512");
    Integrity i;
    Err err;

    if (integrity_of(a, bytes, &algorithm, 1, STR(""), &i, &err) < 0)
        return STR("");
    return integrity_text(a, &i);
}

static Str sha1_of(Arena *a, Str bytes)
{
    uint8_t digest[HASH_MAX];
    Buf hex = { 0 };
    Err err;

    if (hash_bytes(HASH_SHA1, bytes, digest, &err) < 0)
        return STR("");
    hex_encode(digest, 20, &hex);
    return buf_to_arena(&hex, a);
}

/* Sets a member of dist to what the fixture claims, or to the truth. */
static void claim(Arena *a, cJSON *dist, const char *key, const cJSON *given, Str truth)
{
    if (json_get(dist, key) != NULL || json_is_null(given))
        return;
    json_set(a, dist, str_of(key),
             json_new_str(a, json_is_str(given) ? json_str(given) : truth));
}

static cJSON *object_member(Arena *a, cJSON *obj, const char *key)
{
    cJSON *m = json_get(obj, key);

    if (!json_is_obj(m)) {
        m = json_new_obj(a);
        json_set(a, obj, str_of(key), m);
    }
    return m;
}

static void add_dist(World *w, Package *p, cJSON *m, const cJSON *given, Str file,
                     Str tgz)
{
    Arena *a = &w->arena;
    cJSON *dist = object_member(a, m, "dist");
    Str *kept = arena_new(a, Str);

    claim(a, dist, "integrity", json_get(given, "$integrity"), sha512_of(a, tgz));
    claim(a, dist, "shasum", json_get(given, "$shasum"), sha1_of(a, tgz));
    claim(a, dist, "tarball", json_get(given, "$tarball"),
          arena_strf(a, STR_FMT STR_FMT "/-/" STR_FMT, STR_ARG(w->url), STR_ARG(p->name),
                     STR_ARG(file)));
    *kept = tgz;
    map_set(&p->tarballs, file, kept);
}

/* The manifest that the fixture means, without what is the server's own. */
static cJSON *plain_manifest(Arena *a, Str name, Str version, const cJSON *given)
{
    cJSON *m = json_new_obj(a);

    json_set(a, m, STR("name"), json_new_str(a, name));
    json_set(a, m, STR("version"), json_new_str(a, version));
    JSON_EACH (e, given) {
        if (e->string[0] != '$')
            json_set(a, m, json_key(e), json_dup(a, e));
    }
    return m;
}

static void add_version(World *w, Package *p, Str version, const cJSON *given)
{
    Arena *a = &w->arena;
    Str file = tarball_name(a, p->name, version);
    cJSON *m = plain_manifest(a, p->name, version, given);
    Str tgz = tarball_of_fixture(a, w->dir, m, given);

    json_set(a, m, STR("_id"),
             json_new_str(a, arena_strf(a, STR_FMT "@" STR_FMT, STR_ARG(p->name),
                                        STR_ARG(version))));
    add_dist(w, p, m, given, file, tgz);
    json_set(a, p->versions, version, m);
}

/* A version from a folder: its package.json is the manifest. */
static void add_folder_version(World *w, Package *p, Str version)
{
    Arena *a = &w->arena;
    Str dir = path_join(a, p->folder, version), text;
    cJSON *m;
    Err err;

    if (fs_read_arena(a, path_join(a, dir, STR("package.json")).ptr, 0, &text, &err) <
            0 ||
        json_parse(a, text, "package.json", NULL, &m, &err) < 0 || !json_is_obj(m))
        m = plain_manifest(a, p->name, version, NULL);
    add_dist(w, p, m, NULL, tarball_name(a, p->name, version), tarball_of_folder(a, dir));
    json_set(a, p->versions, version, m);
}

static cJSON *default_times(Arena *a, const cJSON *versions)
{
    cJSON *time = json_new_obj(a);
    long day = 0;

    JSON_EACH (v, versions) {
        time_t t = DAY_ONE + 86400 * ++day;
        char text[32];
        struct tm tm;

        gmtime_r(&t, &tm);
        strftime(text, sizeof text, "%Y-%m-%dT00:00:00.000Z", &tm);
        json_set(a, time, json_key(v), json_new_str(a, str_of(text)));
    }
    return time;
}

static void default_tags(World *w, Package *p)
{
    cJSON *last = p->versions->child;

    p->dist_tags = json_new_obj(&w->arena);
    while (last != NULL && last->next != NULL)
        last = last->next;
    if (last != NULL)
        json_set(&w->arena, p->dist_tags, STR("latest"),
                 json_new_str(&w->arena, json_key(last)));
}

static void prepare(World *w, Package *p)
{
    Arena *a = &w->arena;

    p->versions = json_new_obj(a);
    JSON_EACH (v, p->fixture) {
        if (v->string[0] >= '0' && v->string[0] <= '9')
            add_version(w, p, json_key(v), v);
    }
    if (p->folder.len > 0) {
        DirNames names = dir_names(a, p->folder);

        VEC_EACH (Str, name, names)
            add_folder_version(w, p, *name);
    }
    p->dist_tags = json_get(p->fixture, "dist-tags");
    if (p->dist_tags == NULL)
        default_tags(w, p);
    p->time = json_get(p->fixture, "time");
    if (p->time == NULL)
        p->time = default_times(a, p->versions);
    p->extra = json_get(p->fixture, "$doc");
}

Package *world_package(World *w, Str name)
{
    Package *p = map_get(&w->packages, name);

    if (p != NULL && p->versions == NULL)
        prepare(w, p);
    return p;
}

Package *world_package_new(World *w, Str name)
{
    Package *p = world_package(w, name);

    if (p == NULL) {
        p = add_package(w, name);
        prepare(w, p);
    }
    return p;
}

/* ---- Documents ---- */

static const char *const abbreviated_keys[] = {
    "name",
    "version",
    "deprecated",
    "dependencies",
    "optionalDependencies",
    "devDependencies",
    "bundleDependencies",
    "bundledDependencies",
    "peerDependencies",
    "peerDependenciesMeta",
    "acceptDependencies",
    "bin",
    "directories",
    "dist",
    "engines",
    "_hasShrinkwrap",
    "hasInstallScript",
    "cpu",
    "os",
    "libc",
    "funding",
};

static bool runs_at_install(const cJSON *manifest)
{
    const cJSON *scripts = json_get(manifest, "scripts");

    return json_get(scripts, "install") || json_get(scripts, "preinstall") ||
           json_get(scripts, "postinstall");
}

static cJSON *abbreviate(Arena *a, const cJSON *manifest)
{
    cJSON *m = json_new_obj(a);

    for (size_t i = 0; i < ARRAY_LEN(abbreviated_keys); i++) {
        const cJSON *member = json_get(manifest, abbreviated_keys[i]);

        if (member != NULL)
            json_set(a, m, str_of(abbreviated_keys[i]), json_dup(a, member));
    }
    if (json_get(m, "hasInstallScript") == NULL && runs_at_install(manifest))
        json_set(a, m, STR("hasInstallScript"), json_new_bool(a, true));
    return m;
}

static cJSON *modified(const Package *p)
{
    return json_get(p->time, "modified")
               ? json_get(p->time, "modified")
               : (p->time && p->time->child ? p->time->child : NULL);
}

static cJSON *document_json(World *w, const Package *p, bool abbreviated)
{
    Arena *a = &w->arena;
    cJSON *doc = json_new_obj(a), *versions = json_new_obj(a);

    json_set(a, doc, STR("_id"), json_new_str(a, p->name));
    json_set(a, doc, STR("name"), json_new_str(a, p->name));
    json_set(a, doc, STR("dist-tags"), json_dup(a, p->dist_tags));
    JSON_EACH (v, p->versions)
        json_add(a, versions, json_key(v),
                 abbreviated ? abbreviate(a, v) : json_dup(a, v));
    json_set(a, doc, STR("versions"), versions);
    if (!abbreviated && p->time != NULL)
        json_set(a, doc, STR("time"), json_dup(a, p->time));
    if (abbreviated && modified(p) != NULL)
        json_set(a, doc, STR("modified"), json_dup(a, modified(p)));
    JSON_EACH (e, p->extra)
        json_set(a, doc, json_key(e), json_dup(a, e));
    return doc;
}

static void make_document(World *w, const Package *p, bool abbreviated, Document *out)
{
    Arena *a = &w->arena;
    uint8_t digest[HASH_MAX] = { 0 };
    Buf b = { 0 };
    Err err;

    out->text = json_text(a, document_json(w, p, abbreviated));
    gzip_make(out->text, 6, &b);
    out->gzipped = arena_str(a, buf_view(&b));
    buf_clear(&b);
    (void)hash_bytes(HASH_SHA256, out->text, digest, &err);
    hex_encode(digest, 8, &b);
    out->etag = arena_strf(a, "\"" STR_FMT "\"", STR_ARG(buf_view(&b)));
    buf_release(&b);
}

const Document *world_document(World *w, Package *p, bool abbreviated)
{
    if (!p->documents_ready) {
        make_document(w, p, false, &p->full);
        make_document(w, p, true, &p->abbreviated);
        p->documents_ready = true;
    }
    return abbreviated ? &p->abbreviated : &p->full;
}

void world_forget_documents(Package *p)
{
    p->documents_ready = false;
}
