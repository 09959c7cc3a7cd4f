/* commit.c: see commit.h. */
#include "pkg/install/commit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "common/buf.h"
#include "common/fs.h"
#include "common/map.h"
#include "common/str.h"
#include "pkg/install/commit_files.h"
#include "pkg/install/remove.h"

#define MODULES "node_modules"
#define PREFIX ".pkg-"
#define TEMPORARY_AGE_S 60
#define SPARE "spare"
#define HIDDEN_LOCK MODULES "/.package-lock.json"
#define JOURNAL_MAX ((size_t)64 << 20)

/* ---- names ---- */

static const char *old_path(Commit *c, unsigned number)
{
    return arena_printf(&c->arena, "%s/old/%u", c->stage, number);
}

/* There are a thousand of them: printf would be seen. */
static const char *in_stage(Commit *c, const char *folder, const char *name)
{
    size_t a = strlen(c->stage), b = strlen(folder), n = strlen(name) + 1;
    char *path = arena_bytes(&c->arena, a + b + n);

    memcpy(path, c->stage, a);
    memcpy(path + a, folder, b);
    memcpy(path + a + b, name, n);
    return path;
}

/* Where that stands which shall be added. */
static const char *new_path(Commit *c, const CommitStep *s)
{
    return s->rest[0] != '\0' ? in_stage(c, "/" SPARE "/", s->rest)
                              : in_stage(c, "/new/", s->location);
}

static bool exists(Commit *c, const char *path)
{
    struct stat st;

    return fstatat(c->root_fd, path, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Makes the folders above path. */
static void make_parents(Commit *c, const char *path)
{
    char *copy = arena_strdup(&c->arena, path);

    for (char *p = copy + 1; *p; p++)
        if (*p == '/') {
            *p = '\0';
            mkdirat(c->root_fd, copy, 0777);
            *p = '/';
        }
}

/* 0, -ENOENT where `from` isn't there, or another -errno. */
static int move(Commit *c, const char *from, const char *to)
{
    if (renameat(c->root_fd, from, c->root_fd, to) == 0)
        return 0;
    if (errno != ENOENT || !exists(c, from))
        return -errno;
    make_parents(c, to);
    return renameat(c->root_fd, from, c->root_fd, to) == 0 ? 0 : -errno;
}

/* ---- undoing ---- */

/* Each step can be undone whether or not it was done: what is where tells. */
static void undo(Commit *c, const CommitStep *s)
{
    const char *old = old_path(c, s->number), *path;

    switch (s->kind) {
    case COMMIT_RETIRE:
        if (exists(c, old)) {
            remove_tree(c->root_fd, s->location, NULL);
            move(c, old, s->location);
        }
        break;
    case COMMIT_ADD:
        path = new_path(c, s);
        if (!exists(c, path))
            move(c, s->location, path);
        break;
    case COMMIT_KEEP:
        path = arena_printf(&c->arena, "%s/%s", old, s->rest);
        /* Without the folder it was never taken out, and stands where it was. */
        if (exists(c, old) && !exists(c, path))
            move(c, s->location, path);
        break;
    }
}

/* Scope folders and the like that the steps made and nobody uses now. */
static void drop_empty_parents(Commit *c, const CommitStep *s)
{
    char *path = arena_strdup(&c->arena, s->location);
    char *slash;

    if (s->kind != COMMIT_ADD)
        return;
    while ((slash = strrchr(path, '/')) != NULL) {
        *slash = '\0';
        if (unlinkat(c->root_fd, path, AT_REMOVEDIR) < 0)
            return;
    }
}

static void undo_all(Commit *c)
{
    for (size_t i = c->steps.len; i-- > 0;)
        undo(c, &c->steps.ptr[i]);
    remove_tree(c->root_fd, c->stage, NULL);
    for (size_t i = c->steps.len; i-- > 0;)
        drop_empty_parents(c, &c->steps.ptr[i]);
    if (c->made_modules)
        unlinkat(c->root_fd, MODULES, AT_REMOVEDIR);
    c->stage[0] = '\0';
}

/* ---- the journal ---- */

static void put_number(Buf *b, unsigned n)
{
    char room[16], *p = room + sizeof room;

    *--p = '\0';
    do
        *--p = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    buf_put(b, p, (size_t)(room + sizeof room - p));
}

/* NUL after each field, a step is: kind, number, location, rest. */
static int write_journal(Commit *c, Err *err)
{
    const char *path = arena_printf(&c->arena, "%s/journal", c->stage);
    Buf b = BUF_MAX(JOURNAL_MAX);
    int fd, rc = 0;

    buf_printf(&b, "%d%c", c->made_modules, 0);
    VEC_EACH (CommitStep, s, c->steps) {
        put_number(&b, (unsigned)s->kind);
        put_number(&b, s->number);
        buf_put(&b, s->location, strlen(s->location) + 1);
        buf_put(&b, s->rest, strlen(s->rest) + 1);
    }
    fd = openat(c->root_fd, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0 || write(fd, b.ptr, b.len) != (ssize_t)b.len)
        rc = err_errno(err, "cannot write '%s/%s'", c->root, path);
    if (fd >= 0 && close(fd) < 0 && rc == 0)
        rc = err_errno(err, "cannot write '%s/%s'", c->root, path);
    buf_release(&b);
    return rc;
}

/* The steps of a journal; one that was cut short had not begun to act. */
static bool read_journal(Commit *c, Str text)
{
    const char *kind, *number;
    CommitStep s;

    if (!commit_take_field(&text, &c->arena, &kind))
        return false;
    c->made_modules = kind[0] == '1';
    while (text.len > 0) {
        uint64_t n;

        if (!commit_take_field(&text, &c->arena, &kind) ||
            !commit_take_field(&text, &c->arena, &number) ||
            !commit_take_field(&text, &c->arena, &s.location) ||
            !commit_take_field(&text, &c->arena, &s.rest) ||
            !str_to_u64(str_of(number), &n))
            return false;
        s.kind = (CommitKind)(kind[0] - '0');
        s.number = (unsigned)n;
        vec_push_in(&c->arena, &c->steps, s);
    }
    return true;
}

static bool slurp_journal(Commit *c, Buf *out)
{
    const char *path = arena_printf(&c->arena, "%s/journal", c->stage);
    int fd = openat(c->root_fd, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    char room[65536];
    ssize_t n;

    if (fd < 0)
        return false;
    while ((n = read(fd, room, sizeof room)) > 0)
        buf_put(out, room, (size_t)n);
    close(fd);
    return n == 0 && !out->full;
}

/* ---- repairing at the start ---- */

static void repair_one(Commit *c, const char *name)
{
    Buf text = BUF_MAX(JOURNAL_MAX);

    snprintf(c->stage, sizeof c->stage, MODULES "/%s", name);
    if (commit_redo(c)) { /* it was decided: the new tree stands */
        c->repaired = true;
        remove_tree(c->root_fd, c->stage, NULL);
        c->stage[0] = '\0';
        return;
    }
    if (slurp_journal(c, &text) && read_journal(c, buf_view(&text)))
        c->repaired = true;
    else
        vec_clear(&c->steps); /* nothing was moved yet */
    undo_all(c);
    vec_clear(&c->steps);
    c->made_modules = false;
    buf_release(&text);
}

/* What writers left beside their targets. In the project's folder others than installs
 * write too, without a lock: there only what is older than any of them. */
static void remove_temporaries(int at, const char *folder, bool any_age)
{
    DIR *d = fs_open_dir(at, folder, false);
    struct dirent *e;
    struct stat st;

    if (d == NULL)
        return;
    while ((e = readdir(d)) != NULL) {
        if (strncmp(e->d_name, FS_TEMP_PREFIX, strlen(FS_TEMP_PREFIX)) != 0 ||
            fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
            !S_ISREG(st.st_mode))
            continue;
        if (any_age || st.st_mtime + TEMPORARY_AGE_S < time(NULL))
            unlinkat(dirfd(d), e->d_name, 0);
    }
    closedir(d);
}

static void repair(Commit *c)
{
    VEC(const char *) found = { 0 };
    DIR *d = fs_open_dir(c->root_fd, MODULES, false);
    struct dirent *e;

    if (d == NULL)
        return;
    while ((e = readdir(d)) != NULL)
        if (strncmp(e->d_name, PREFIX, strlen(PREFIX)) == 0 && strlen(e->d_name) < 40 &&
            strncmp(e->d_name, FS_TEMP_PREFIX, strlen(FS_TEMP_PREFIX)) != 0)
            vec_push_in(&c->arena, &found, arena_strdup(&c->arena, e->d_name));
    closedir(d);
    remove_temporaries(c->root_fd, MODULES, true);
    remove_temporaries(c->root_fd, ".", false);
    for (size_t i = 0; i < found.len; i++)
        repair_one(c, found.ptr[i]);
}

int commit_open(Commit *c, const char *root, void (*on_wait)(void), Err *err)
{
    *c = (Commit){ .root_fd = -1, .stage_fd = -1 };
    c->root = arena_strdup(&c->arena, root);
    c->root_fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (c->root_fd < 0)
        return err_errno(err, "cannot open the folder '%s'", root);
    if (flock(c->root_fd, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK) {
        if (on_wait)
            on_wait();
        /* File systems without locks: go on as if alone. */
        while (flock(c->root_fd, LOCK_EX) < 0 && errno == EINTR)
            ;
    }
    repair(c);
    return 0;
}

/* ---- building and moving ---- */

int commit_stage(Commit *c, Err *err)
{
    char path[96];
    unsigned try = 0;

    if (mkdirat(c->root_fd, MODULES, 0777) == 0)
        c->made_modules = true;
    else if (errno != EEXIST)
        return err_errno(err, "cannot make '%s/" MODULES "'", c->root);
    do
        snprintf(c->stage, sizeof c->stage, MODULES "/" PREFIX "%d-%u", (int)getpid(),
                 try);
    while (mkdirat(c->root_fd, c->stage, 0777) < 0 && errno == EEXIST && ++try < 1000);
    snprintf(path, sizeof path, "%s/old", c->stage);
    mkdirat(c->root_fd, path, 0777);
    snprintf(path, sizeof path, "%s/new", c->stage);
    mkdirat(c->root_fd, path, 0777);
    c->stage_fd = openat(c->root_fd, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (c->stage_fd < 0)
        return err_errno(err, "cannot write to '%s/" MODULES "'", c->root);
    commit_retire(c, HIDDEN_LOCK);
    return 0;
}

int commit_spare_folder(Commit *c)
{
    const char *path = arena_printf(&c->arena, "%s/" SPARE, c->stage);

    if (mkdirat(c->root_fd, path, 0777) < 0)
        return -1;
    return openat(c->root_fd, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static void push(Commit *c, CommitStep s)
{
    s.location = arena_strdup(&c->arena, s.location);
    s.rest = arena_strdup(&c->arena, s.rest);
    vec_push_in(&c->arena, &c->steps, s);
}

/* A node_modules that we made holds nothing but our stage. */
static bool is_vacant(const Commit *c, const char *location)
{
    return c->made_modules && strncmp(location, MODULES "/", sizeof MODULES) == 0;
}

unsigned commit_retire(Commit *c, const char *location)
{
    if (is_vacant(c, location))
        return c->n_retired++;
    push(c, (CommitStep){ COMMIT_RETIRE, c->n_retired, location, "" });
    return c->n_retired++;
}

void commit_add(Commit *c, const char *location)
{
    push(c, (CommitStep){ COMMIT_ADD, 0, location, "" });
}

void commit_add_spare(Commit *c, const char *name, const char *location)
{
    push(c, (CommitStep){ COMMIT_ADD, 0, location, name });
}

void commit_keep(Commit *c, unsigned number, const char *rest, const char *location)
{
    push(c, (CommitStep){ COMMIT_KEEP, number, location, rest });
}

static int apply(Commit *c, const CommitStep *s, Err *err)
{
    int rc = 0;

    switch (s->kind) {
    case COMMIT_RETIRE:
        rc = move(c, s->location, old_path(c, s->number));
        if (rc == -ENOENT || rc == -ENOTDIR)
            rc = 0;
        break;
    case COMMIT_ADD: rc = move(c, new_path(c, s), s->location); break;
    case COMMIT_KEEP:
        rc = move(c, arena_printf(&c->arena, "%s/%s", old_path(c, s->number), s->rest),
                  s->location);
        break;
    }
    if (rc == 0)
        return 0;
    errno = -rc;
    return err_errno(err, "cannot put '%s' in place", s->location);
}

static bool is_link(Commit *c, const char *path)
{
    struct stat st;

    return fstatat(c->root_fd, path, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISLNK(st.st_mode);
}

/* Links where folders should be, on the way to a place ("node_modules/@scope"): what is
 * done through them would be done elsewhere. They are retired before anything else. */
static void retire_links_above(Commit *c, const char *location, Map *seen)
{
    char *copy = arena_strdup(&c->arena, location);

    for (char *p = strchr(copy, '/'); p != NULL; p = strchr(p + 1, '/')) {
        *p = '\0';
        if (strcmp(copy, MODULES) != 0 && !map_has(seen, str_of(copy))) {
            char *path = arena_strdup(&c->arena, copy);

            map_set(seen, str_of(path), c);
            if (is_link(c, path))
                commit_retire(c, path);
        }
        *p = '/';
    }
}

static void retire_links_first(Commit *c)
{
    size_t n = c->steps.len;
    VEC(CommitStep) all = { 0 };
    Map seen = { 0 };

    for (size_t i = 0; i < n; i++)
        if (c->steps.ptr[i].kind != COMMIT_RETIRE)
            retire_links_above(c, c->steps.ptr[i].location, &seen);
    for (size_t i = n; i < c->steps.len; i++)
        vec_push_in(&c->arena, &all, c->steps.ptr[i]);
    for (size_t i = 0; i < n && all.len > 0; i++)
        vec_push_in(&c->arena, &all, c->steps.ptr[i]);
    if (all.len > 0) {
        c->steps.ptr = all.ptr;
        c->steps.len = all.len;
        c->steps.cap = all.cap;
    }
    map_release(&seen);
}

/* Something that nobody knew of may stand where a package goes: it is retired, too. */
static void add_missing_retirements(Commit *c)
{
    size_t n = c->steps.len;
    Map retired = { 0 };

    for (size_t i = 0; i < n; i++)
        if (c->steps.ptr[i].kind == COMMIT_RETIRE)
            map_set(&retired, str_of(c->steps.ptr[i].location), c);
    for (size_t i = 0; i < n; i++) {
        const char *location = c->steps.ptr[i].location;

        if (c->steps.ptr[i].kind == COMMIT_ADD && !is_vacant(c, location) &&
            exists(c, location) && !map_has(&retired, str_of(location)))
            commit_retire(c, location);
    }
    map_release(&retired);
}

/* By kind, which is the order in which steps are done; and undone, from the end. */
static void sort_steps(Commit *c)
{
    VEC(CommitStep) sorted = { 0 };

    for (CommitKind k = COMMIT_RETIRE; k <= COMMIT_KEEP; k++)
        VEC_EACH (CommitStep, s, c->steps)
            if (s->kind == k)
                vec_push_in(&c->arena, &sorted, *s);
    c->steps.ptr = sorted.ptr;
    c->steps.cap = sorted.cap;
}

int commit_apply(Commit *c, Err *err)
{
    int rc;

    add_missing_retirements(c);
    retire_links_first(c);
    sort_steps(c);
    rc = write_journal(c, err);
    for (size_t i = 0; rc == 0 && i < c->steps.len; i++)
        rc = apply(c, &c->steps.ptr[i], err);
    if (rc < 0)
        commit_rollback(c);
    return rc;
}

void commit_rollback(Commit *c)
{
    if (c->stage_fd >= 0)
        close(c->stage_fd);
    c->stage_fd = -1;
    if (c->stage[0])
        undo_all(c);
    vec_clear(&c->steps);
}

int commit_finish(Commit *c, Pool *pool, Err *err)
{
    const char *journal = arena_printf(&c->arena, "%s/journal", c->stage);
    char path[96];
    int rc = 0;

    if (c->stage[0] == '\0')
        return 0;
    if (unlinkat(c->root_fd, journal, 0) < 0 && errno != ENOENT)
        return err_errno(err, "cannot remove '%s/%s'", c->root, journal);
    vec_clear(&c->steps);
    if (c->stage_fd >= 0)
        close(c->stage_fd);
    c->stage_fd = -1;
    snprintf(path, sizeof path, "%s/old", c->stage);
    rc = remove_tree_on(pool, c->root_fd, path, err);
    if (rc == 0)
        rc = remove_tree(c->root_fd, c->stage, err);
    c->stage[0] = '\0';
    return rc;
}

void commit_close(Commit *c)
{
    commit_rollback(c);
    if (c->root_fd >= 0)
        close(c->root_fd);
    c->root_fd = -1;
    arena_release(&c->arena);
}
