/* commit_files.c: see commit_files.h. */
#include "pkg/install/commit_files.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/fs.h"

#define MAGIC "pkgredo2\n"
#define END "end\n"
#define REDO_MAX ((size_t)1 << 20)
#define FILE_MODE 0666

static const char *redo_path(Commit *c)
{
    return arena_printf(&c->arena, "%s/%s/redo", c->root, c->stage);
}

static bool changes(const CommitFile *f)
{
    return f->old.ptr == NULL || !str_eq(f->old, f->now);
}

/* By what a file is known to be the one that was there: "-" where there is none. */
static const char *mark_of(Arena *a, const char *path)
{
    struct stat st;

    if (stat(path, &st) < 0)
        return "-";
    return arena_printf(a, "%ju %jd %jd.%09ld", (uintmax_t)st.st_ino,
                        (intmax_t)st.st_size, (intmax_t)st.st_mtim.tv_sec,
                        st.st_mtim.tv_nsec);
}

/* ---- Writing ---- */

/* NUL after each of: path, the new file beside it, mark of the old one. */
static int write_redo(Commit *c, const CommitFile *files, const FsStaged *staged,
                      size_t n, Err *err)
{
    Buf b = BUF_MAX(REDO_MAX);
    int rc;

    buf_puts(&b, MAGIC);
    for (size_t i = 0; i < n; i++) {
        const char *mark;

        if (staged[i].temp == NULL)
            continue;
        mark = mark_of(&c->arena, staged[i].target);
        buf_put(&b, files[i].path, strlen(files[i].path) + 1);
        buf_put(&b, staged[i].temp, strlen(staged[i].temp) + 1);
        buf_put(&b, mark, strlen(mark) + 1);
    }
    buf_puts(&b, END);
    rc = fs_write_cache(redo_path(c), buf_view(&b), 0600, err);
    buf_release(&b);
    return rc;
}

static void put_back(const CommitFile *f)
{
    Err ignored;

    if (f->old.ptr != NULL)
        (void)fs_write_atomic(f->path, f->old, FILE_MODE, &ignored);
    else
        (void)fs_unlink(f->path, &ignored);
}

static void drop_staged(FsStaged *staged, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (staged[i].temp != NULL)
            unlink(staged[i].temp);
    }
}

/* New files beside the old ones. Returns how many there are, or < 0. */
static int stage_all(Commit *c, const CommitFile *files, FsStaged *staged, size_t n,
                     Err *err)
{
    int n_staged = 0;

    for (size_t i = 0; i < n; i++) {
        staged[i] = (FsStaged){ 0 };
        if (!changes(&files[i]))
            continue;
        if (fs_stage(&c->arena, files[i].path, files[i].now, FILE_MODE, &staged[i], err) <
            0) {
            drop_staged(staged, i);
            return err->code;
        }
        n_staged++;
    }
    return n_staged;
}

/* Each takes its place. Where one can't, the others are put back. */
static int place_all(const CommitFile *files, FsStaged *staged, size_t n, Err *err)
{
    for (size_t i = 0; i < n; i++) {
        if (staged[i].temp == NULL)
            continue;
        if (rename(staged[i].temp, staged[i].target) == 0)
            continue;
        err_syscall(err, "rename", files[i].path);
        drop_staged(staged + i, n - i);
        while (i-- > 0) {
            if (staged[i].temp != NULL)
                put_back(&files[i]);
        }
        return err->code;
    }
    return 0;
}

int commit_files(Commit *c, const CommitFile *files, size_t n, Err *err)
{
    FsStaged *staged = arena_array(&c->arena, FsStaged, n + 1);
    bool redo = c->stage[0] != '\0';
    Err ignored;
    int rc;

    rc = stage_all(c, files, staged, n, err);
    if (rc <= 0)
        return rc;
    if (redo && write_redo(c, files, staged, n, err) < 0) {
        drop_staged(staged, n);
        return err->code;
    }
    rc = place_all(files, staged, n, err);
    if (rc < 0 && redo)
        (void)fs_unlink(redo_path(c), &ignored);
    return rc;
}

/* ---- Finishing ---- */

typedef struct {
    const char *path, *temp, *mark;
} RedoFile;

typedef VEC(RedoFile) RedoFiles;

static bool read_redo(Commit *c, Str text, RedoFiles *files)
{
    if (!str_starts(text, STR(MAGIC)) || !str_ends(text, STR(END)))
        return false;
    text = str_sub(text, strlen(MAGIC), text.len - strlen(END));
    while (text.len > 0) {
        RedoFile f;

        if (!commit_take_field(&text, &c->arena, &f.path) ||
            !commit_take_field(&text, &c->arena, &f.temp) ||
            !commit_take_field(&text, &c->arena, &f.mark))
            return false;
        vec_push_in(&c->arena, files, f);
    }
    return true;
}

/* Only inside of the project: what is in node_modules is not to be trusted with more. */
static bool is_ours(const Commit *c, const char *path)
{
    size_t n = strlen(c->root);

    return strncmp(path, c->root, n) == 0 && path[n] == '/' &&
           commit_stays_below(path + n + 1);
}

/* A file of the writers', beside where it belongs. */
static bool is_beside(const char *temp, const char *target)
{
    const char *name = strrchr(temp, '/'), *slash = strrchr(target, '/');

    return name != NULL && slash != NULL && name - temp == slash - target &&
           strncmp(temp, target, (size_t)(slash - target)) == 0 &&
           fs_is_temporary(name + 1);
}

static void finish_file(Commit *c, const RedoFile *f)
{
    const char *target = fs_follow(&c->arena, f->path);

    if (!is_ours(c, f->path) || !is_beside(f->temp, target))
        return;
    if (strcmp(mark_of(&c->arena, target), f->mark) == 0)
        rename(f->temp, target);
    else
        unlink(f->temp);
}

bool commit_redo(Commit *c)
{
    RedoFiles files = { 0 };
    Err ignored;
    Str text;

    if (fs_kind_nofollow(redo_path(c)) != FS_FILE ||
        fs_read_arena(&c->arena, redo_path(c), REDO_MAX, &text, &ignored) < 0 ||
        !read_redo(c, text, &files))
        return false;
    VEC_EACH (RedoFile, f, files)
        finish_file(c, f);
    return true;
}

bool commit_take_field(Str *rest, Arena *a, const char **out)
{
    Str piece;

    if (rest->len == 0 || !str_cut(*rest, '\0', &piece, rest))
        return false;
    *out = arena_memdupz(a, piece.ptr, piece.len);
    return true;
}

bool commit_stays_below(const char *path)
{
    Str rest = str_of(path), part;

    if (path[0] == '/')
        return false;
    while (rest.len > 0) {
        if (!str_cut(rest, '/', &part, &rest)) {
            part = rest;
            rest = STR("");
        }
        if (str_is(part, ".."))
            return false;
    }
    return true;
}
