/* fs_result.c: what libuv's file operations give, as JavaScript values. */
#include <string.h>

#include "runtime/node/fs.h"

static void put_number(duk_context *ctx, duk_uarridx_t i, double n)
{
    duk_push_number(ctx, n);
    duk_put_prop_index(ctx, -2, i);
}

static double milliseconds(uv_timespec_t t)
{
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

/* ORDER STATS: as internal/fs/stats.js reads them. */
static void push_stat(duk_context *ctx, const uv_stat_t *s)
{
    const double fields[] = { (double)s->st_dev,        (double)s->st_mode,
                              (double)s->st_nlink,      (double)s->st_uid,
                              (double)s->st_gid,        (double)s->st_rdev,
                              (double)s->st_blksize,    (double)s->st_ino,
                              (double)s->st_size,       (double)s->st_blocks,
                              milliseconds(s->st_atim), milliseconds(s->st_mtim),
                              milliseconds(s->st_ctim), milliseconds(s->st_birthtim) };

    duk_push_array(ctx);
    for (duk_uarridx_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        put_number(ctx, i, fields[i]);
}

static void push_stat_big(duk_context *ctx, const uv_stat_t *s)
{
    const uint64_t fields[] = { s->st_dev,  s->st_mode,  s->st_nlink,   s->st_uid,
                                s->st_gid,  s->st_rdev,  s->st_blksize, s->st_ino,
                                s->st_size, s->st_blocks };
    const uv_timespec_t times[] = { s->st_atim, s->st_mtim, s->st_ctim, s->st_birthtim };
    char text[64];
    duk_uarridx_t n = 0;

    duk_push_array(ctx);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        snprintf(text, sizeof text, "%llu", (unsigned long long)fields[i]);
        duk_push_string(ctx, text);
        duk_put_prop_index(ctx, -2, n++);
    }
    for (size_t i = 0; i < 4; i++) {
        snprintf(text, sizeof text, "%lld",
                 (long long)times[i].tv_sec * 1000000000LL + (long long)times[i].tv_nsec);
        duk_push_string(ctx, text);
        duk_put_prop_index(ctx, -2, n++);
    }
}

static void push_statfs(duk_context *ctx, const uv_statfs_t *s)
{
    const double fields[] = { (double)s->f_type,   (double)s->f_bsize,
                              (double)s->f_blocks, (double)s->f_bfree,
                              (double)s->f_bavail, (double)s->f_files,
                              (double)s->f_ffree };

    duk_push_array(ctx);
    for (duk_uarridx_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        put_number(ctx, i, fields[i]);
}

static void push_name(duk_context *ctx, const char *name, bool raw)
{
    Bytes b;

    if (!raw) {
        js_push_utf8(ctx, str_of(name));
        return;
    }
    buffer_push(ctx, strlen(name), &b);
    memcpy(b.ptr, name, b.len);
}

static void push_names(duk_context *ctx, uv_fs_t *uv, bool raw)
{
    uv_dirent_t entry;

    duk_push_array(ctx);
    for (duk_uarridx_t n = 0; uv_fs_scandir_next(uv, &entry) != UV_EOF; n++) {
        push_name(ctx, entry.name, raw);
        duk_put_prop_index(ctx, -2, n);
    }
}

static void push_entries(duk_context *ctx, uv_fs_t *uv, bool raw)
{
    uv_dirent_t entry;

    duk_push_array(ctx);
    duk_push_array(ctx);
    duk_push_array(ctx);
    for (duk_uarridx_t n = 0; uv_fs_scandir_next(uv, &entry) != UV_EOF; n++) {
        push_name(ctx, entry.name, raw);
        duk_put_prop_index(ctx, -3, n);
        put_number(ctx, n, entry.type);
    }
    duk_put_prop_index(ctx, -3, 1);
    duk_put_prop_index(ctx, -2, 0);
}

void fs_push_result(duk_context *ctx, FsResult kind, bool raw, uv_fs_t *uv)
{
    switch (kind) {
    case FS_NUMBER: duk_push_number(ctx, (double)uv->result); break;
    case FS_STAT: push_stat(ctx, &uv->statbuf); break;
    case FS_STAT_BIG: push_stat_big(ctx, &uv->statbuf); break;
    case FS_STATFS: push_statfs(ctx, uv->ptr); break;
    case FS_NAMES: push_names(ctx, uv, raw); break;
    case FS_ENTRIES: push_entries(ctx, uv, raw); break;
    case FS_TEXT: push_name(ctx, uv->ptr, raw); break;
    case FS_PATH: push_name(ctx, uv->path, raw); break;
    default: duk_push_undefined(ctx);
    }
}
