/* disk.c: files of the disk, for pure code. */
#include "pkg/install/disk.h"

#include <dirent.h>
#include <string.h>

#include "common/fs.h"

#define TEXT_MAX ((size_t)64 << 20)

static const char *cstr(Arena *a, Str path)
{
    return arena_memdupz(a, path.ptr, path.len);
}

static FilesKind kind(void *ctx, Str path)
{
    char buf[4096];

    (void)ctx;
    if (path.len >= sizeof buf)
        return FILES_NONE;
    memcpy(buf, path.ptr, path.len);
    buf[path.len] = '\0';
    switch (fs_kind_nofollow(buf)) {
    case FS_FILE: return FILES_FILE;
    case FS_DIR: return FILES_DIR;
    case FS_LINK: return FILES_LINK;
    default: return FILES_NONE;
    }
}

static int read_text(void *ctx, Arena *a, Str path, Str *out, Err *err)
{
    (void)ctx;
    return fs_read_arena(a, cstr(a, path), TEXT_MAX, out, err);
}

static void list(void *ctx, Arena *a, Str path, FileNames *out)
{
    DIR *d = opendir(cstr(a, path));
    struct dirent *e;

    (void)ctx;
    while (d != NULL && (e = readdir(d)) != NULL) {
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            vec_push_in(a, out, arena_str(a, str_of(e->d_name)));
    }
    if (d != NULL)
        closedir(d);
}

static Str real(void *ctx, Arena *a, Str path)
{
    Str out;

    (void)ctx;
    return fs_realpath(a, cstr(a, path), &out, NULL) == 0 ? out : (Str){ NULL, 0 };
}

Files disk_files(void)
{
    return (Files){ NULL, kind, read_text, list, real };
}
