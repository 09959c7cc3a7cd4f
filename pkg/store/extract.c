/* extract.c: see extract.h. */
#include "pkg/store/extract.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "common/fs.h"
#include "common/inflate_fault.h"
#include "common/vec.h"
#include "pkg/store/extract_sink.h"
#include "pkg/store/tar_path.h"
#include "pkg/store/tar_stream.h"

/* Archives up to this size are inflated at once: the streaming reader keeps a copy of
 * what it may refer to, and has to be opened. */
#define SMALL ((size_t)8 << 20)

/* ---- one entry ---- */

static int leave_out(ExtractSink *x, Str path, const char *why)
{
    ExtractNotes *n = x->notes;

    if (n && n->n_left_out++ == 0)
        snprintf(n->first, sizeof n->first, "'%.*s' %s",
                 (int)(path.len < 160 ? path.len : 160), path.ptr, why);
    return 0;
}

/* ".gitignore" stands for ".npmignore" unless the archive had one before it. */
static bool shadowed_ignore(ExtractSink *x, Str path, bool *rename_it)
{
    Str stem;

    *rename_it = false;
    if (str_ends(path, STR(".npmignore")) &&
        (path.len == 10 || path.ptr[path.len - 11] == '/')) {
        map_set(&x->npmignores, arena_str(x->maker.arena, path), x);
        return false;
    }
    if (x->opts->keep_gitignore || !str_ends(path, STR("/.gitignore")))
        return false;
    *rename_it = true;
    stem = str_sub(path, 0, path.len - strlen("gitignore"));
    Str twin = arena_strf(x->maker.arena, STR_FMT "npmignore", STR_ARG(stem));
    return map_has(&x->npmignores, twin);
}

static int check_size(ExtractSink *x, uint64_t size, Err *err)
{
    if (size > EXTRACT_SIZE_MAX || x->total + size > x->limit)
        return err_set(err, ERR_ETOOBIG,
                       "the package is larger than the limit when unpacked");
    return 0;
}

/* A new file for what the list has at this place. */
static int create_file(const ExtractSink *x, uint32_t index, Err *err)
{
    const ListedFile *f = &x->maker.list.files[index];
    mode_t mode = store_file_mode(f);
    char room[STORE_NAME_SIZE];
    int fd = openat(x->draft.fd, store_file_name(index, room),
                    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);

    if (fd < 0)
        return err_errno(err, "cannot write '%s' to the cache", f->path);
    if ((mode & x->room->umask) != 0 && fchmod(fd, mode) < 0) {
        err_errno(err, "cannot set the mode of a file in the cache");
        close(fd);
        return err->code;
    }
    return fd;
}

/* 1: it is a file, with a place in the list; 0: it is left out. */
static int accept_entry(ExtractSink *x, const TarEntry *e, uint64_t size, bool *again,
                        Err *err)
{
    uint32_t mode = (e->mode & 0777) | 0666;
    bool rename_it;
    FileListAdd added;
    TarPath clean;
    int rc;

    if (e->kind == TAR_DIR)
        return 0; /* folders are made for files; npm leaves empty ones out, too */
    if (e->kind == TAR_HARDLINK || e->kind == TAR_SYMLINK)
        return leave_out(x, e->path, "is a link");
    if (e->kind == TAR_SPECIAL)
        return leave_out(x, e->path, "is neither file nor folder");
    if (shadowed_ignore(x, e->path, &rename_it))
        return 0;
    clean = tar_path_clean(e->path, rename_it, &x->room->path);
    if (clean != TAR_PATH_OK)
        return leave_out(x, e->path, tar_path_reason(clean));
    rc = check_size(x, size, err);
    if (rc < 0)
        return rc;
    added = filelist_add(&x->maker, buf_view(&x->room->path), mode, &x->index);
    if (added == FILELIST_TOO_MANY)
        return err_set(err, ERR_ETOOBIG, "the package has more than %d files",
                       FILELIST_FILES_MAX);
    if (added == FILELIST_CONFLICT)
        return leave_out(x, e->path, "is a file and a folder at once");
    *again = added == FILELIST_AGAIN;
    return 1;
}

int extract_sink_begin(ExtractSink *x, const TarEntry *e, uint64_t size, Err *err)
{
    char room[STORE_NAME_SIZE];
    bool again = false;
    int rc = accept_entry(x, e, size, &again, err);

    if (rc <= 0)
        return rc;
    if (again)
        unlinkat(x->draft.fd, store_file_name(x->index, room), 0);
    x->file = create_file(x, x->index, err);
    if (x->file < 0)
        return err->code;
    x->maker.list.files[x->index].size = 0;
    return 1;
}

static int cannot_write(const ExtractSink *x, uint32_t index, Err *err)
{
    return err_errno(err, "cannot write '%s' to the cache",
                     x->maker.list.files[index].path);
}

int extract_sink_write(ExtractSink *x, Str bytes, Err *err)
{
    int rc = check_size(x, bytes.len, err);

    if (rc < 0)
        return rc;
    rc = fs_write_fd(x->file, bytes);
    if (rc < 0) {
        errno = -rc;
        return cannot_write(x, x->index, err);
    }
    x->maker.list.files[x->index].size += bytes.len;
    x->total += bytes.len;
    return 0;
}

int extract_sink_end(ExtractSink *x, Err *err)
{
    int fd = x->file;

    x->file = -1;
    return close(fd) < 0 ? cannot_write(x, x->index, err) : 0;
}

static int walk(Tar *t, int (*take)(void *ctx, Tar *t, const TarEntry *e, Err *err),
                void *ctx, Err *err)
{
    TarEntry e;
    int rc;

    while ((rc = tar_next(t, &e, err)) > 0) {
        rc = take(ctx, t, &e, err);
        if (rc < 0)
            break;
    }
    tar_release(t);
    return rc;
}

/* ---- its list ---- */

static int cannot_keep(int rc, Err *err)
{
    errno = -rc;
    return err_errno(err, "cannot write to the cache");
}

/* What is known of it before its files are written. */
static int begin_list(ExtractSink *x, Err *err)
{
    int rc;

    filelist_write(&x->maker.list, &x->list);
    rc = store_draft_tarball(&x->draft, x->list.len, x->tarball);
    return rc < 0 ? cannot_keep(rc, err) : 0;
}

/* ---- a whole archive ---- */

/* An archive in memory is looked through first: nothing is written of a damaged one, and
 * its files by several threads. */
typedef struct {
    ExtractSink *x;
    VEC(Str) contents; /* as many as the list has files */
} Whole;

static int take_whole(void *ctx, Tar *t, const TarEntry *e, Err *err)
{
    Whole *w = ctx;
    ExtractSink *x = w->x;
    Str bytes = STR("");
    bool again = false;
    int rc = accept_entry(x, e, e->size, &again, err);

    if (rc <= 0)
        return rc;
    if (tar_read(t, &bytes, err) < 0)
        return err->code;
    x->total += bytes.len;
    x->maker.list.files[x->index].size = bytes.len;
    if (x->index < w->contents.len)
        w->contents.ptr[x->index] = bytes;
    else
        vec_push_in(x->maker.arena, &w->contents, bytes);
    return 0;
}

static int write_one(void *arg, uint32_t i, Err *err)
{
    const Whole *w = arg;
    int rc, fd = create_file(w->x, i, err);

    if (fd < 0)
        return err->code;
    rc = fs_write_fd(fd, w->contents.ptr[i]);
    if (close(fd) < 0 && rc == 0)
        rc = -errno;
    if (rc == 0)
        return 0;
    errno = -rc;
    return cannot_write(w->x, i, err);
}

static int walk_whole(ExtractSink *x, Str bytes, Err *err)
{
    Whole w = { .x = x };
    Tar t;

    tar_init(&t, bytes);
    if (walk(&t, take_whole, &w, err) < 0 || begin_list(x, err) < 0)
        return err->code;
    return share_loop(x->opts->sharer, x->maker.list.n_files, write_one, &w, err);
}

static int more(void *stream, char *room, size_t size, size_t *got, Err *err)
{
    return inflate_stream_read(stream, room, size, got, err);
}

/* What stands behind the archive's end mark has to be whole as well. */
static int drain(ExtractRoom *room, Err *err)
{
    size_t got = 1;
    int rc = 0;

    while (rc == 0 && got > 0)
        rc = inflate_stream_read(&room->stream, room->window.ptr, room->window.size, &got,
                                 err);
    return rc;
}

static int take_streamed(void *ctx, Tar *t, const TarEntry *e, Err *err)
{
    ExtractSink *x = ctx;
    int rc = extract_sink_begin(x, e, e->size, err);
    Str piece;

    if (rc <= 0)
        return rc;
    while ((rc = tar_read(t, &piece, err)) > 0) {
        rc = extract_sink_write(x, piece, err);
        if (rc < 0)
            return rc;
    }
    return rc < 0 ? rc : extract_sink_end(x, err);
}

/* How long the list of what comes in pieces will be is known when all of it is written:
 * its tarball is kept by itself, and first. */
static int keep_apart(ExtractSink *x, Err *err)
{
    Str tarball = x->tarball;

    x->tarball = STR("");
    return store_put_tarball(x->store, x->key, tarball, err);
}

static int walk_stream(ExtractSink *x, Err *err)
{
    ExtractRoom *room = x->room;
    Tar t;
    int rc;

    if (keep_apart(x, err) < 0)
        return err->code;
    tar_init_stream(&t, more, &room->stream, &room->window);
    rc = walk(&t, take_streamed, x, err);
    return rc < 0 ? rc : drain(room, err);
}

static int inflate_and_walk(ExtractSink *x, Str tarball, Err *err)
{
    Str tar = tarball;

    if (inflate_is_gzip(tarball)) {
        if (!x->room->no_stream && inflate_size_hint(tarball) > SMALL &&
            inflate_stream_begin(&x->room->stream, tarball))
            return walk_stream(x, err);
        switch (inflate_whole(&x->room->inflater, tarball, &tar, err)) {
        case INFLATE_OK: break;
        case INFLATE_LARGE:
            return keep_apart(x, err) < 0 ? err->code : tar_stream(x, tarball, err);
        case INFLATE_BAD: return err->code;
        }
    }
    return walk_whole(x, tar, err);
}

/* Damage is told in the words that npm has for it; of gzip's mark alone nothing comes. */
static int read_archive(ExtractSink *x, Str tarball, Err *err)
{
    bool gzip = inflate_is_gzip(tarball), bare = gzip && tarball.len == 2;
    int rc = inflate_and_walk(x, bare ? STR("") : tarball, err);

    if (gzip && !bare && (rc == ERR_ETARBALL || rc == ERR_TAR_BAD_ARCHIVE))
        (void)inflate_fault(tarball, err);
    return rc < 0 ? err->code : rc;
}

static int end_list(ExtractSink *x, Err *err)
{
    FileList *l = &x->maker.list;
    struct timespec now;
    int rc;

    clock_gettime(CLOCK_REALTIME, &now);
    l->made_sec = now.tv_sec;
    l->made_nsec = (uint32_t)now.tv_nsec;
    filelist_stamp(l, &x->list);
    rc = store_draft_list(&x->draft, buf_view(&x->list));
    return rc < 0 ? cannot_keep(rc, err) : 0;
}

static uint64_t size_limit(size_t packed)
{
    uint64_t limit = (uint64_t)packed * EXTRACT_RATIO_MAX;

    if (limit < EXTRACT_RATIO_FROM)
        limit = EXTRACT_RATIO_FROM;
    return limit < EXTRACT_SIZE_MAX ? limit : EXTRACT_SIZE_MAX;
}

#define PUBLISH_TRIES 20

/* Puts the draft into place and opens the entry: ours, or the one that another process
 * was quicker with. */
static int publish(ExtractSink *x, const StoreKey *key, Arena *a, StorePkg *out, Err *err)
{
    bool replace = x->opts->replace;
    int rc = 1;

    /* Several may replace a damaged one at the same time: whoever finds a whole one in
     * the place takes that. */
    for (int tries = 0; rc == 1 && tries < PUBLISH_TRIES; tries++, replace = true) {
        rc = store_publish(x->store, &x->draft, key, replace, err);
        if (rc == 1 && store_find(x->store, key, a, out)) {
            store_draft_remove(x->store, &x->draft);
            return 0;
        }
    }
    if (rc != 0)
        return rc < 0 ? rc
                      : err_set(err, ERR_ESTORE, "cannot replace '%s' in the cache '%s'",
                                key->name, x->store->root);
    *out = (StorePkg){ .fd = x->draft.fd, .list = x->maker.list, .fresh = true };
    x->draft.fd = -1;
    return 0;
}

int extract_tarball(Store *s, ExtractRoom *room, const StoreKey *key, Str tarball,
                    const ExtractOptions *opts, Arena *a, StorePkg *out,
                    ExtractNotes *notes, Err *err)
{
    ExtractSink x = { .store = s,
                      .room = room,
                      .opts = opts,
                      .notes = notes,
                      .maker = { .arena = a },
                      .key = key,
                      .tarball = tarball,
                      .file = -1,
                      .limit = size_limit(tarball.len) };
    int rc = store_draft(s, &x.draft, err);

    if (rc < 0)
        return rc;
    rc = read_archive(&x, tarball, err);
    if (x.file >= 0)
        close(x.file);
    if (rc == 0 && x.draft.list < 0)
        rc = begin_list(&x, err);
    if (rc == 0)
        rc = end_list(&x, err);
    if (rc == 0)
        rc = publish(&x, key, a, out, err);
    if (rc < 0)
        store_draft_remove(s, &x.draft);
    store_draft_close(&x.draft);
    buf_release(&x.list);
    filelist_maker_release(&x.maker);
    map_release(&x.npmignores);
    return rc;
}

void extract_room_release(ExtractRoom *room)
{
    inflater_release(&room->inflater);
    inflate_stream_release(&room->stream);
    tar_window_release(&room->window);
    buf_release(&room->path);
}
