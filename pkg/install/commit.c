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
#include "common/bug.h"
#include "common/fs.h"
#include "common/map.h"
#include "common/str.h"
#include "pkg/install/commit_files.h"
#include "pkg/install/copy.h"
#include "pkg/install/remove.h"

#define MODULES "node_modules"
#define PREFIX ".pkg-"
#define WHOLE_PREFIX \
    ".node_modules-" /* of a stage beside a node_modules that isn't there */
#define TEMPORARY_AGE_S 60
#define STAGE_NAME_MAX 40
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

#define JOURNAL_FORMAT "0"

/* NUL after each field. The format, then steps: kind, number, location, rest. */
static int write_journal(Commit *c, Err *err)
{
    const char *path = arena_printf(&c->arena, "%s/journal", c->stage);
    Buf b = BUF_MAX(JOURNAL_MAX);
    int fd, rc = 0;

    buf_put(&b, JOURNAL_FORMAT, sizeof JOURNAL_FORMAT);
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
    while (text.len > 0) {
        uint64_t n;

        if (!commit_take_field(&text, &c->arena, &kind) ||
            !commit_take_field(&text, &c->arena, &number) ||
            !commit_take_field(&text, &c->arena, &s.location) ||
            !commit_take_field(&text, &c->arena, &s.rest) ||
            !str_to_u64(str_of(number), &n) || s.location[0] == '\0' ||
            !commit_stays_below(s.location) || !commit_stays_below(s.rest))
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

static void repair_one(Commit *c, const char *stage)
{
    Buf text = BUF_MAX(JOURNAL_MAX);

    snprintf(c->stage, sizeof c->stage, "%s", stage);
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
    buf_release(&text);
}

/* ".node_modules-12-0", and nothing in it but what a stage has: beside node_modules lie
 * things of the user's. */
static bool is_whole_stage(Commit *c, const char *name)
{
    static const char *const parts[] = { "new", "old", "spare", "journal", "redo" };
    const char *p = name + strlen(WHOLE_PREFIX);
    struct dirent *e;
    bool ours = true;
    DIR *d;

    if (p[strspn(p, "0123456789-")] != '\0')
        return false;
    d = fs_open_dir(c->root_fd, name, false);
    if (d == NULL)
        return false;
    while (ours && (e = readdir(d)) != NULL) {
        ours = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 ||
               fs_is_temporary(e->d_name);
        for (size_t i = 0; i < ARRAY_LEN(parts) && !ours; i++)
            ours = strcmp(e->d_name, parts[i]) == 0;
    }
    closedir(d);
    return ours;
}

typedef VEC(const char *) Names;

/* What earlier runs left, by path. */
typedef struct {
    Names stages, temporaries;
} Leftover;

static bool is_stage(Commit *c, const char *folder, const char *name)
{
    bool beside = strcmp(folder, ".") == 0;
    const char *prefix = beside ? WHOLE_PREFIX : PREFIX;

    return strncmp(name, prefix, strlen(prefix)) == 0 && strlen(name) < STAGE_NAME_MAX &&
           (!beside || is_whole_stage(c, name));
}

static void find_leftover(Commit *c, const char *folder, Leftover *found)
{
    DIR *d = fs_open_dir(c->root_fd, folder, false);
    struct dirent *e;

    if (d == NULL)
        return;
    while ((e = readdir(d)) != NULL) {
        const char *name = e->d_name, *path;
        bool temporary = fs_is_temporary(name);

        if (name[0] != '.' || (!temporary && !is_stage(c, folder, name)))
            continue;
        path = strcmp(folder, ".") == 0 ? arena_strdup(&c->arena, name)
                                        : arena_printf(&c->arena, "%s/%s", folder, name);
        vec_push_in(&c->arena, temporary ? &found->temporaries : &found->stages, path);
    }
    closedir(d);
}

/* What writers left beside their targets. In the project's folder others than installs
 * write too, without a lock: there only what is older than any of them. */
static void remove_temporary(Commit *c, const char *path)
{
    bool any_age = strchr(path, '/') != NULL;
    struct stat st;

    if (fstatat(c->root_fd, path, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) &&
        (any_age || st.st_mtime + TEMPORARY_AGE_S < time(NULL)))
        unlinkat(c->root_fd, path, 0);
}

static void repair(Commit *c)
{
    Leftover found = { 0 };

    find_leftover(c, MODULES, &found);
    find_leftover(c, ".", &found);
    VEC_EACH (const char *, stage, found.stages)
        repair_one(c, *stage); /* may need what writers left */
    VEC_EACH (const char *, path, found.temporaries)
        remove_temporary(c, *path);
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

/* Beside a node_modules that isn't there: so that it can come into its place as one. */
int commit_stage(Commit *c, Err *err)
{
    char path[96];
    unsigned try = 0;

    c->whole = !exists(c, MODULES);
    do
        snprintf(c->stage, sizeof c->stage, "%s%d-%u",
                 c->whole ? WHOLE_PREFIX : MODULES "/" PREFIX, (int)getpid(), try);
    while (mkdirat(c->root_fd, c->stage, 0777) < 0 && errno == EEXIST && ++try < 1000);
    snprintf(path, sizeof path, "%s/old", c->stage);
    mkdirat(c->root_fd, path, 0777);
    snprintf(path, sizeof path, "%s/new", c->stage);
    mkdirat(c->root_fd, path, 0777);
    c->stage_fd = openat(c->root_fd, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (c->stage_fd < 0 || (c->whole && fs_mkdir_apart(c->stage_fd, MODULES, 0777) < 0))
        return err_errno(err, "cannot write to '%s/%s'", c->root,
                         c->whole ? "" : MODULES);
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

bool commit_is_vacant(const Commit *c, const char *location)
{
    return c->whole && strncmp(location, MODULES "/", sizeof MODULES) == 0;
}

unsigned commit_retire(Commit *c, const char *location)
{
    if (commit_is_vacant(c, location))
        return c->n_retired++;
    push(c, (CommitStep){ COMMIT_RETIRE, c->n_retired, location, "" });
    return c->n_retired++;
}

void commit_add(Commit *c, const char *location)
{
    if (commit_is_vacant(c, location))
        return; /* it comes with all of node_modules */
    push(c, (CommitStep){ COMMIT_ADD, 0, location, "" });
}

void commit_add_spare(Commit *c, const char *name, const char *location)
{
    push(c, (CommitStep){ COMMIT_ADD, 0, location, name });
}

void commit_drop_empty_scopes(Commit *c)
{
    DIR *d = c->whole ? fs_open_dir(c->stage_fd, MODULES, false) : NULL;
    struct dirent *e;

    if (d == NULL)
        return;
    while ((e = readdir(d)) != NULL) {
        if (e->d_name[0] == '@')
            unlinkat(dirfd(d), e->d_name, AT_REMOVEDIR);
    }
    closedir(d);
}

void commit_keep(Commit *c, unsigned number, const char *rest, const char *location)
{
    push(c, (CommitStep){ COMMIT_KEEP, number, location, rest });
}

/* What the new package has brought along to that place gives way: it isn't the tree's. */
static int move_back(Commit *c, const CommitStep *s)
{
    const char *from = arena_printf(&c->arena, "%s/%s", old_path(c, s->number), s->rest);
    int rc = move(c, from, s->location);

    if (rc != -ENOTEMPTY && rc != -EEXIST && rc != -EISDIR && rc != -ENOTDIR)
        return rc;
    remove_tree(c->root_fd, s->location, NULL);
    return move(c, from, s->location);
}

static int apply(Commit *c, const CommitStep *s, Err *err)
{
    int rc = 0;

    switch (s->kind) {
    case COMMIT_RETIRE:
        rc = move_at(c->root_fd, s->location, old_path(c, s->number));
        if (rc == -ENOENT || rc == -ENOTDIR)
            rc = 0;
        break;
    case COMMIT_ADD: rc = move(c, new_path(c, s), s->location); break;
    case COMMIT_KEEP: rc = move_back(c, s); break;
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

        if (c->steps.ptr[i].kind == COMMIT_ADD && !commit_is_vacant(c, location) &&
            exists(c, location) && !map_has(&retired, str_of(location)))
            commit_retire(c, location);
    }
    map_release(&retired);
}

/* What stands elsewhere in the stage comes into the new node_modules, which will be moved
 * as one. */
static int gather(Commit *c, Err *err)
{
    size_t n = 0;

    for (size_t i = 0; i < c->steps.len; i++) {
        const CommitStep *s = &c->steps.ptr[i];
        const char *to = in_stage(c, "/new/", s->location);
        int rc;

        if (s->kind != COMMIT_ADD || !commit_is_vacant(c, s->location)) {
            c->steps.ptr[n++] = *s;
            continue;
        }
        rc = move(c, new_path(c, s), to);
        if (rc < 0) {
            errno = -rc;
            return err_errno(err, "cannot put '%s' in place", s->location);
        }
    }
    c->steps.len = n;
    return 0;
}

/* Its folders one by one: somebody else has made a node_modules meanwhile. */
static void add_each(Commit *c, const char *folder)
{
    DIR *d = fs_open_dir(c->root_fd, in_stage(c, "/new/", folder), false);
    struct dirent *e;

    if (d == NULL)
        return;
    while ((e = readdir(d)) != NULL) {
        const char *location = arena_printf(&c->arena, "%s/%s", folder, e->d_name);

        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        if (e->d_name[0] == '@' && strcmp(folder, MODULES) == 0)
            add_each(c, location);
        else
            commit_add(c, location);
    }
    closedir(d);
}

static int add_whole(Commit *c, Err *err)
{
    if (!c->whole)
        return 0;
    if (gather(c, err) < 0)
        return err->code;
    if (exists(c, MODULES)) {
        c->whole = false;
        add_each(c, MODULES);
    } else {
        commit_add(c, MODULES);
    }
    return 0;
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
    int rc = add_whole(c, err);

    if (rc == 0) {
        add_missing_retirements(c);
        retire_links_first(c);
        sort_steps(c);
        rc = write_journal(c, err);
    }
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

/* Most stages are empty by now but for the list of files. */
static bool remove_empty_stage(Commit *c)
{
    static const char *const folders[] = { "new/" MODULES, "new", "spare", "old" };

    unlinkat(c->root_fd, in_stage(c, "/", "redo"), 0);
    for (size_t i = 0; i < ARRAY_LEN(folders); i++)
        unlinkat(c->root_fd, in_stage(c, "/", folders[i]), AT_REMOVEDIR);
    return unlinkat(c->root_fd, c->stage, AT_REMOVEDIR) == 0;
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
    unlinkat(c->root_fd, in_stage(c, "/old/", "0"), 0); /* the hidden lock */
    if (remove_empty_stage(c)) {
        c->stage[0] = '\0';
        return 0;
    }
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
