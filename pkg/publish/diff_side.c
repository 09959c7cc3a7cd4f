/* diff_side.c: see diff_side.h. */
#include "pkg/publish/diff_side.h"

#include <stdlib.h>

#include "common/fs.h"
#include "common/glob.h"
#include "common/jstext.h"
#include "common/path.h"
#include "pkg/install/disk.h"
#include "pkg/pack/tarball.h"
#include "pkg/publish/pack.h"
#include "pkg/store/tar.h"

/* ---- A package of node_modules, as it lies there ---- */

/* "node_modules/name" or "node_modules/@scope/name" at the end of the way to it. */
static bool is_installed(Arena *a, Str where, Str folder)
{
    Str rest = path_relative(a, where, folder), base = path_basename(rest);
    Str above = path_dirname(rest);

    if (base.len == 0)
        return false;
    if (str_starts(path_basename(above), STR("@")) && path_basename(above).len > 1)
        above = path_dirname(above);
    return str_ends(above, STR("node_modules"));
}

/* Files of a folder first in first out: what lies above comes before what lies below. */
static void list_files(Arena *a, Str folder, PackPaths *out)
{
    Files disk = disk_files();
    VEC(Str) queue = { 0 };

    vec_push_in(a, &queue, STR(""));
    for (size_t i = 0; i < queue.len; i++) {
        Str dir = queue.ptr[i];
        FileNames names = { 0 };

        disk.list(disk.ctx, a, path_join(a, folder, dir), &names);
        if (names.len > 0)
            qsort(names.ptr, names.len, sizeof *names.ptr, str_order);
        VEC_EACH (Str, n, names) {
            Str path = dir.len > 0 ? path_join(a, dir, *n) : *n;
            FsKind kind = fs_kind_nofollow(path_join(a, folder, path).ptr);

            if (kind == FS_DIR && !(dir.len == 0 && str_is(*n, "node_modules")))
                vec_push_in(a, &queue, path);
            else if (kind == FS_FILE)
                vec_push_in(a, out, path);
        }
    }
}

static int pack_installed(Ctx *ctx, Packed *p, Err *err)
{
    PackPaths paths = { 0 };

    list_files(&ctx->arena, p->folder, &paths);
    return tarball_make(&ctx->arena, p->folder, &paths, json_get(p->manifest, "bin"),
                        &p->gz, &p->entries, err);
}

/* ---- What is wanted of it ---- */

/* Without "./" or "." at the beginning. */
static Str plain(Str s)
{
    if (str_starts(s, STR("./")))
        return str_from(s, 2);
    return str_starts(s, STR(".")) ? str_from(s, 1) : s;
}

static bool matches(Arena *a, Str path, Str pattern)
{
    Str folder = arena_strf(a, "package/" STR_FMT, STR_ARG(pattern));
    Glob g;

    if (str_starts(path, pattern) || str_starts(path, folder))
        return true;
    glob_parse(a, arena_strf(a, "{package/,}" STR_FMT, STR_ARG(pattern)), &g);
    g.exact = true;
    g.whole = !str_starts(pattern, STR("*"));
    return glob_match(&g, path, false);
}

static bool is_wanted(Arena *a, const DiffWanted *w, Str path)
{
    for (int i = 0; i < w->n_files; i++) {
        if (matches(a, plain(path), plain(str_of(w->files[i]))))
            return true;
    }
    return w->n_files == 0;
}

static void add(Arena *a, DiffSide *s, const TarEntry *e)
{
    DiffFile *f = arena_new(a, DiffFile);
    Str root, path;

    str_cut(e->path, '/', &root, &path);
    f->path = arena_str(a, path);
    f->mode = arena_strf(a, "100%o", (unsigned)e->mode);
    f->text = js_decode_utf8(a, arena_str(a, e->data));
    if (map_set(&s->files, f->path, f) == NULL)
        vec_push_in(a, &s->names, f->path);
}

static int read_tar(Arena *a, Str bytes, const DiffWanted *w, DiffSide *s, Err *err)
{
    TarEntry e;
    Tar tar;
    int rc;

    tar_init(&tar, bytes);
    while ((rc = tar_next(&tar, &e, err)) > 0) {
        if (e.kind == TAR_FILE && is_wanted(a, w, e.path))
            add(a, s, &e);
    }
    tar_release(&tar);
    return rc;
}

static int read_tarball(Arena *a, Str gz, const DiffWanted *w, DiffSide *s, Err *err)
{
    Inflater inflater = { 0 };
    Str bytes;
    int rc = tarball_inflate(&inflater, gz, "compared", &bytes, err);

    if (rc == 0)
        rc = read_tar(a, bytes, w, s, err);
    inflater_release(&inflater);
    return rc;
}

int diff_side_load(Ctx *ctx, Str spec, const DiffWanted *w, DiffSide *out, Err *err)
{
    Arena *a = &ctx->arena;
    const cJSON *version;
    Packed p = { 0 };
    int rc;

    *out = (DiffSide){ .version = STR("undefined") };
    rc = pack_find(ctx, spec, &p, err);
    if (rc == 0) {
        version = json_get(p.manifest, "version");
        if (json_is_str(version))
            out->version = json_str(version);
        p.name = json_str(json_get(p.manifest, "name"));
        rc = p.is_folder && is_installed(a, w->where, p.folder)
                 ? pack_installed(ctx, &p, err)
                 : pack_fetch(ctx, &p, err);
    }
    if (rc == 0)
        rc = read_tarball(a, buf_view(&p.gz), w, out, err);
    pack_release(&p);
    return rc;
}

void diff_side_release(DiffSide *s)
{
    map_release(&s->files);
}
