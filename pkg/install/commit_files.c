/* commit_files.c: see commit_files.h. */
#include "pkg/install/commit_files.h"

#include <string.h>

#include "common/fs.h"

#define MAGIC "pkgredo1\n"
#define END "end\n"
#define REDO_MAX ((size_t)1 << 30)
#define FILE_MODE 0666

static const char *redo_path(Commit *c)
{
    return arena_printf(&c->arena, "%s/%s/redo", c->root, c->stage);
}

static bool changes(const CommitFile *f)
{
    return f->old.ptr == NULL || !str_eq(f->old, f->now);
}

/* ---- Writing ---- */

/* NUL after each of: path, length of the old text ("-" for none), length of the new. */
static int write_redo(Commit *c, const CommitFile *files, size_t n, Err *err)
{
    Buf b = BUF_MAX(REDO_MAX);
    int rc;

    buf_puts(&b, MAGIC);
    for (size_t i = 0; i < n; i++) {
        const CommitFile *f = &files[i];

        if (!changes(f))
            continue;
        buf_put(&b, f->path, strlen(f->path) + 1);
        if (f->old.ptr != NULL)
            buf_printf(&b, "%zu%c%zu%c", f->old.len, 0, f->now.len, 0);
        else
            buf_printf(&b, "-%c%zu%c", 0, f->now.len, 0);
        buf_str(&b, f->old);
        buf_str(&b, f->now);
    }
    buf_puts(&b, END);
    rc = fs_write_cache(redo_path(c), buf_view(&b), 0600, err);
    buf_release(&b);
    return rc;
}

static void put_back(const CommitFile *f)
{
    Err ignored;

    if (!changes(f))
        return;
    if (f->old.ptr != NULL)
        (void)fs_write_atomic(f->path, f->old, FILE_MODE, &ignored);
    else
        (void)fs_unlink(f->path, &ignored);
}

int commit_files(Commit *c, const CommitFile *files, size_t n, Err *err)
{
    size_t n_changed = 0;
    Err ignored;
    int rc = 0;

    for (size_t i = 0; i < n; i++)
        n_changed += changes(&files[i]);
    if (n_changed > 0 && c->stage[0] != '\0' && write_redo(c, files, n, err) < 0)
        return err->code;
    for (size_t i = 0; i < n && rc == 0; i++) {
        if (changes(&files[i]))
            rc = fs_write_atomic(files[i].path, files[i].now, FILE_MODE, err);
        if (rc < 0) {
            while (i-- > 0)
                put_back(&files[i]);
            if (c->stage[0] != '\0')
                (void)fs_unlink(redo_path(c), &ignored);
            break;
        }
    }
    return rc;
}

/* ---- Finishing ---- */

static bool take_bytes(Str *rest, const char *length, Str *out)
{
    uint64_t n;

    if (!str_to_u64(str_of(length), &n) || n > rest->len)
        return false;
    *out = str_sub(*rest, 0, (size_t)n);
    *rest = str_from(*rest, (size_t)n);
    return true;
}

static bool read_redo(Commit *c, Str text, CommitFile *files, size_t room, size_t *n)
{
    *n = 0;
    if (!str_starts(text, STR(MAGIC)) || !str_ends(text, STR(END)))
        return false;
    text = str_sub(text, strlen(MAGIC), text.len - strlen(END));
    while (text.len > 0) {
        CommitFile f = { 0 };
        const char *old, *now;

        if (*n == room || !commit_take_field(&text, &c->arena, &f.path) ||
            !commit_take_field(&text, &c->arena, &old) ||
            !commit_take_field(&text, &c->arena, &now) ||
            (strcmp(old, "-") != 0 && !take_bytes(&text, old, &f.old)) ||
            !take_bytes(&text, now, &f.now))
            return false;
        files[(*n)++] = f;
    }
    return true;
}

/* Only inside of the project: what is in node_modules is not to be trusted with more. */
static bool is_ours(const Commit *c, const char *path)
{
    size_t n = strlen(c->root);

    return strncmp(path, c->root, n) == 0 && path[n] == '/' &&
           strchr(path + n + 1, '/') == NULL;
}

static void finish_file(Commit *c, const CommitFile *f)
{
    Arena scratch = { 0 };
    Err ignored;
    Str is;
    bool there = fs_read_arena(&scratch, f->path, REDO_MAX, &is, &ignored) == 0;

    if (is_ours(c, f->path) &&
        (there ? f->old.ptr != NULL && str_eq(is, f->old) : f->old.ptr == NULL))
        (void)fs_write_atomic(f->path, f->now, FILE_MODE, &ignored);
    arena_release(&scratch);
}

bool commit_redo(Commit *c)
{
    CommitFile files[4];
    Err ignored;
    size_t n;
    Str text;

    if (fs_kind_nofollow(redo_path(c)) != FS_FILE ||
        fs_read_arena(&c->arena, redo_path(c), REDO_MAX, &text, &ignored) < 0 ||
        !read_redo(c, text, files, sizeof files / sizeof files[0], &n))
        return false;
    for (size_t i = 0; i < n; i++)
        finish_file(c, &files[i]);
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
