/* tarball.c: files of a package, put into a tarball. */
#include "tests/registry/tarball.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "common/base64.h"
#include "common/fs.h"
#include "common/json_write.h"
#include "common/path.h"
#include "tests/registry/tar_make.h"

static int by_version(const void *a, const void *b)
{
    return strverscmp(((const Str *)a)->ptr, ((const Str *)b)->ptr);
}

DirNames dir_names(Arena *a, Str dir)
{
    DIR *d = opendir(arena_memdupz(a, dir.ptr, dir.len));
    DirNames names = { 0 };
    struct dirent *e;

    while (d != NULL && (e = readdir(d)) != NULL) {
        if (e->d_name[0] != '.')
            vec_push_in(a, &names, arena_str(a, str_of(e->d_name)));
    }
    if (d != NULL)
        closedir(d);
    if (names.len > 1)
        qsort(names.ptr, names.len, sizeof *names.ptr, by_version);
    return names;
}

static Str finish(Arena *a, Buf *tar)
{
    Buf gz = { 0 };
    Str bytes;

    tar_make_end(tar);
    gzip_make(buf_view(tar), 6, &gz);
    bytes = buf_to_arena(&gz, a);
    buf_release(tar);
    return bytes;
}

/* ---- From a fixture ---- */

static unsigned octal_mode(const cJSON *mode, unsigned otherwise)
{
    return json_is_str(mode) ? (unsigned)strtoul(json_cstr(mode), NULL, 8) : otherwise;
}

static Str decoded(Arena *a, const cJSON *base64)
{
    Buf b = { 0 };

    base64_decode(json_str(base64), &b);
    return buf_to_arena(&b, a);
}

static Str path_in_tar(Arena *a, Str path)
{
    return str_starts(path, STR("/")) ? str_from(path, 1)
                                      : arena_strf(a, "package/" STR_FMT, STR_ARG(path));
}

static void add_file(Arena *a, Buf *tar, const cJSON *file)
{
    Str path = path_in_tar(a, json_key(file)), data = json_str(file);
    unsigned mode = octal_mode(json_get(file, "mode"), 0644);

    if (json_get(file, "link")) {
        tar_make_entry(tar, path, '2', mode, json_str(json_get(file, "link")), STR(""));
    } else if (json_get(file, "hardlink")) {
        tar_make_entry(tar, path, '1', mode, json_str(json_get(file, "hardlink")),
                       STR(""));
    } else if (json_get(file, "dir")) {
        tar_make_entry(tar, path, '5', octal_mode(json_get(file, "mode"), 0755), STR(""),
                       STR(""));
    } else {
        if (json_get(file, "base64"))
            data = decoded(a, json_get(file, "base64"));
        else if (json_get(file, "text"))
            data = json_str(json_get(file, "text"));
        tar_make_entry(tar, path, '0', mode, STR(""), data);
    }
}

static void add_package_json(Arena *a, Buf *tar, const cJSON *manifest,
                             const cJSON *given)
{
    JsonStyle style = json_default_style();
    Buf text = { 0 };

    if (json_is_null(given))
        return;
    if (json_is_str(given))
        buf_str(&text, json_str(given));
    else
        json_write(given ? given : manifest, &style, &text);
    tar_make_entry(tar, path_in_tar(a, STR("package.json")), '0', 0644, STR(""),
                   buf_view(&text));
    buf_release(&text);
}

static cJSON *without_dist(Arena *a, const cJSON *manifest)
{
    cJSON *m = json_dup(a, manifest);

    json_del(m, "dist");
    return m;
}

Str tarball_of_fixture(Arena *a, Str dir, const cJSON *manifest, const cJSON *given)
{
    const cJSON *tgz = json_get(given, "$tgz"), *file = json_get(tgz, "file");
    Buf tar = { 0 };
    Str bytes;
    Err err;

    if (json_get(tgz, "base64"))
        return decoded(a, json_get(tgz, "base64"));
    if (file != NULL) {
        if (fs_read_arena(a, path_resolve(a, dir, json_str(file)).ptr, 0, &bytes, &err) ==
            0)
            return bytes;
        fprintf(stderr, "registry: %s\n", err.msg);
    }
    add_package_json(a, &tar, without_dist(a, manifest), json_get(given, "$packageJson"));
    JSON_EACH (f, json_get(given, "$files"))
        add_file(a, &tar, f);
    return finish(a, &tar);
}

/* ---- From a folder ---- */

static void add_below(Arena *a, Buf *tar, Str dir, Str prefix)
{
    DIR *d = opendir(dir.ptr);
    DirNames names = { 0 };
    struct dirent *e;

    /* With hidden files, unlike dir_names. */
    while (d != NULL && (e = readdir(d)) != NULL) {
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            vec_push_in(a, &names, arena_str(a, str_of(e->d_name)));
    }
    if (d != NULL)
        closedir(d);
    if (names.len > 1)
        qsort(names.ptr, names.len, sizeof *names.ptr, by_version);
    VEC_EACH (Str, name, names) {
        Str path = path_join(a, dir, *name), bytes = STR("");
        Str in_tar = arena_strf(a, STR_FMT STR_FMT, STR_ARG(prefix), STR_ARG(*name));
        struct stat st;
        Err err;

        if (lstat(path.ptr, &st) < 0)
            continue;
        if (S_ISDIR(st.st_mode)) {
            add_below(a, tar, path, arena_strf(a, STR_FMT "/", STR_ARG(in_tar)));
        } else if (S_ISLNK(st.st_mode)) {
            if (fs_readlink(a, path.ptr, &bytes, &err) == 0)
                tar_make_entry(tar, in_tar, '2', 0777, bytes, STR(""));
        } else if (fs_read_arena(a, path.ptr, 0, &bytes, &err) == 0) {
            tar_make_entry(tar, in_tar, '0', st.st_mode & 0777, STR(""), bytes);
        }
    }
}

Str tarball_of_folder(Arena *a, Str dir)
{
    Buf tar = { 0 };

    add_below(a, &tar, dir, STR("package/"));
    return finish(a, &tar);
}
