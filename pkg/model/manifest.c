/* manifest.c: normalising package.json. */
#include "pkg/model/manifest.h"

#include "common/base64.h"
#include "common/bin_map.h"
#include "common/hex.h"
#include "common/jstext.h"

/* true: all dependencies; an object: its keys; false and nonsense: none. */
static void normalize_bundle(Arena *a, cJSON *pkg)
{
    cJSON *b = json_get(pkg, "bundleDependencies"),
          *other = json_get(pkg, "bundledDependencies");
    cJSON *list;

    if (b == NULL && other != NULL) {
        json_unlink(pkg, other);
        json_add(a, pkg, STR("bundleDependencies"), other);
        b = other;
    } else if (other != NULL) {
        json_del(pkg, "bundledDependencies");
    }
    if (b == NULL || json_is_arr(b))
        return;
    list = json_new_arr(a);
    if (json_is_true(b)) {
        JSON_EACH (d, json_get(pkg, "dependencies"))
            json_push(list, json_new_str(a, json_key(d)));
    } else if (json_is_obj(b)) {
        JSON_EACH (d, b)
            json_push(list, json_new_str(a, json_key(d)));
    }
    if (json_is_true(b) || json_is_obj(b))
        json_set(a, pkg, STR("bundleDependencies"), list);
    else
        json_del(pkg, "bundleDependencies");
}

const char *const manifest_dependency_kinds[MANIFEST_DEPENDENCY_KINDS] = {
    "dependencies", "devDependencies", "optionalDependencies", "peerDependencies"
};

cJSON *manifest_characters(Arena *a, Str text)
{
    cJSON *o = json_new_obj(a);

    for (unsigned n = 0; text.len > 0; n++) {
        size_t len = 1;

        while (len < text.len && ((unsigned char)text.ptr[len] & 0xc0) == 0x80)
            len++;
        json_add_str(a, o, arena_printf(a, "%u", n), str_sub(text, 0, len));
        text = str_from(text, len);
    }
    return o;
}

/* Lists and texts where objects should be have numbers for names, as in JavaScript. */
static void name_list_members(Arena *a, cJSON *pkg)
{
    for (size_t k = 0; k < MANIFEST_DEPENDENCY_KINDS; k++) {
        const cJSON *list = json_get(pkg, manifest_dependency_kinds[k]);

        if (json_is_arr(list) && list->child == NULL)
            continue; /* stays what it is */
        if (json_is_arr(list) || json_str(list).len > 0)
            json_set(a, pkg, str_of(manifest_dependency_kinds[k]),
                     json_is_arr(list) ? json_numbered(a, list)
                                       : manifest_characters(a, json_str(list)));
    }
}

int manifest_check_specs(const cJSON *pkg, Err *err)
{
    for (size_t k = 0; k < MANIFEST_DEPENDENCY_KINDS; k++) {
        JSON_EACH (d, json_get(pkg, manifest_dependency_kinds[k])) {
            if (!json_is_str(d))
                return err_set(err, ERR_ENOCODE, "must provide string spec");
        }
    }
    return 0;
}

/* What is optional is no dependency as well. */
static void drop_doubles(cJSON *pkg)
{
    cJSON *deps = json_get(pkg, "dependencies");
    const cJSON *optional = json_get(pkg, "optionalDependencies");

    if (!json_is_obj(deps) || !(json_is_obj(optional) || json_is_arr(optional)))
        return;
    JSON_EACH (o, optional)
        json_del(deps, o->string);
    if (deps->child == NULL)
        json_del(pkg, "dependencies");
}

static void normalize_scripts(cJSON *pkg)
{
    cJSON *scripts = json_get(pkg, "scripts");

    if (scripts != NULL && !json_is_obj(scripts)) {
        json_del(pkg, "scripts");
        return;
    }
    for (cJSON *s = scripts ? scripts->child : NULL, *next; s != NULL; s = next) {
        next = s->next;
        if (!json_is_str(s))
            json_unlink(scripts, s);
    }
}

static void normalize_bin(Arena *a, cJSON *pkg)
{
    cJSON *bin;

    if (json_get(pkg, "bin") == NULL)
        return;
    if (bin_map_normalize(a, pkg, &bin, NULL) == 0 && bin)
        json_set(a, pkg, STR("bin"), bin);
    else
        json_del(pkg, "bin");
}

void manifest_normalize(Arena *a, cJSON *pkg)
{
    name_list_members(a, pkg);
    manifest_normalize_own(a, pkg);
}

void manifest_normalize_own(Arena *a, cJSON *pkg)
{
    cJSON *funding = json_get(pkg, "funding"), *wrapped;

    normalize_bundle(a, pkg);
    drop_doubles(pkg);
    normalize_scripts(pkg);
    if (json_is_str(funding) && json_truthy(funding)) {
        wrapped = json_new_obj(a);
        json_add_str(a, wrapped, "url", json_str(funding));
        json_set(a, pkg, STR("funding"), wrapped);
    }
    normalize_bin(a, pkg);
}

void manifest_drop_private(cJSON *pkg)
{
    for (cJSON *m = pkg->child, *next; m != NULL; m = next) {
        next = m->next;
        if (m->string[0] == '_')
            json_unlink(pkg, m);
    }
}

Str manifest_integrity(Arena *a, const cJSON *dist)
{
    Str integrity = json_str(json_get(dist, "integrity"));
    Str hex = json_str(json_get(dist, "shasum"));
    Buf digest = { 0 };

    if (integrity.len == 0 && hex.len == 40 && hex_decode(hex, &digest))
        integrity =
            arena_strf(a, "sha1-" STR_FMT, STR_ARG(base64_text(a, buf_view(&digest))));
    buf_release(&digest);
    return integrity;
}
